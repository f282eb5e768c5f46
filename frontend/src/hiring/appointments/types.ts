import type { RaRecord } from 'react-admin';

export const APPOINTMENT_STATES = ['planned', 'active', 'ended', 'cancelled'];
export const CHECK_KINDS = ['work_permit', 'knowledge_security', 'side_activities', 'contract', 'diploma', 'conduct_certificate', 'thirty_percent'];
export const CHECK_STATES = ['open', 'done', 'not_needed', 'accepted'];
export const PERIOD_KINDS = ['extension', 'leave'];
export const OWNER_ROLES = ['hr_officer', 'security_officer', 'director', 'controller', 'legal', 'privacy_officer', 'grants_officer'];

export interface Check {
  id: string;
  kind: string;
  required: boolean;
  state: string;
  owner_id: string | null;
  owner: string | null;
  due_on: string;
  version: number;
  reason: string | null;
  documents: number;
}

export interface Supervisor {
  id: string;
  person_id: string;
  name: string | null;
  kind: string;
  valid_from: string;
  valid_until: string | null;
  version: number;
}

export interface Period {
  id: string;
  kind: string;
  note: string | null;
  valid_from: string;
  valid_until: string;
  version: number;
}

export interface Appointment extends RaRecord {
  reference: string;
  person_id: string;
  name: string | null;
  role_title_nl: string;
  role_title_en: string;
  fte_percent: number;
  starts_on: string;
  ends_on: string | null;
  overlap_reason: string | null;
  appointed_percent: number | null;
  state: string;
  employers: { organisation_id: string; name: string; part_bp: number }[];
  supervisors: Supervisor[];
  periods: Period[];
  checks: Check[];
  hire: {
    offer_id: string; offer: string | null; application_id: string; application: string | null; name: string | null; vacancy_id: string; vacancy: string | null;
    confirmed_at: string | null; confirmed_by: string | null; person_made: boolean;
  } | null;
  position: { id: string; reference: string; title_nl: string; title_en: string; state: string } | null;
  candidates: { id: string; name: string; orcid: string | null; email: string | null; by: 'orcid' | 'email' | 'name' | 'made' }[];
}
