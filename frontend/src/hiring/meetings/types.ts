import type { RaRecord } from 'react-admin';

import type { Criterion } from '../types';

export const DECISIONS = ['shortlist', 'invite', 'select', 'reject', 'hold'];

export interface Item {
  id: string;
  application_id: string;
  reference: string;
  name: string;
  stage: string;
  summary: { asked: number; in: number };
  decision: string | null;
  reason: string;
  reasons: Record<string, string>;
  away: string[];
  present: number;
  committee: number;
  quorum: number;
  left: string[];
  outcome: 'done' | 'withdrawn' | null;
  carried_out_at: string | null;
  version: number;
}

export interface Version {
  number: number;
  language: string;
  at: string;
  by: string | null;
  document_id: string | null; // null while it is made anew
  remade_at: string | null;
  sha256: string;
  approved_at: string | null;
  approved_by: string | null;
}

export interface Meeting extends RaRecord {
  reference: string;
  vacancy_id: string;
  vacancy: { id: string; reference: string; title_nl: string; title_en: string; criteria: Criterion[] };
  starts_at: string;
  length_minutes: number;
  time_zone: string;
  place: string;
  chair: string | null;
  chair_id: string;
  remarks: string;
  state: string;
  version: number;
  people: { account_id: string; name: string; role: string | null; presence: 'present' | 'absent' | null }[];
  items: Item[];
  quorum_basis_points: number | null;
  versions: Version[];
  minutes_status: 'none' | 'hidden' | 'stale' | 'own' | 'absent' | 'ready';
}

export interface Carried {
  item_id: string;
  name: string;
  reference: string;
  decision: string;
  outcome: 'done' | 'withdrawn' | null;
  why: { nl: string; en: string } | null;
}
