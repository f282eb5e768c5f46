// What the server tells about in-kind contributions. Amounts are whole cents, days are ISO dates.
import type { RaRecord } from 'react-admin';

import type { Version } from '../../ui/versions/version';

export const IN_KIND_STATES = ['declared', 'valued', 'accepted', 'counted', 'rejected', 'expired'];
export const UNITS = ['hour', 'day', 'month', 'gpu_hour', 'piece'];

export interface Tariff extends Version {
  unit: string;
  unit_cents: number;
  claim_days: number | null;
}

export interface InKind extends RaRecord {
  reference: string;
  lot_id: string;
  funder_id: string;
  funder: string | null;
  what: string;
  quantity: number;
  tariff: string;
  performed_from: string;
  performed_until: string;
  note: string | null;
  purpose_id: string | null;
  value_cents: number | null;
  valued_at: string | null;
  accepted_at: string | null;
  expires_on: string | null;
  state: string;
  lot: { id: string; number: number; position: number; amount_cents: number; agreement_id: string | null; agreement: string | null; agreement_title: string | null } | null;
  purpose: { id: string; reference: string; name_nl: string; name_en: string } | null;
  rule: { id: string; name_nl: string; name_en: string; unit: string; unit_cents: number; valid_from: string; valid_until: string | null; source: string } | null;
  declared_by_name: string | null;
  valued_by_name: string | null;
  accepted_by_name: string | null;
}
