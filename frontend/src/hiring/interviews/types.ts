import type { RaRecord } from 'react-admin';

export const MODES = ['on_site', 'video', 'telephone'];

export interface Slot {
  id: string;
  starts_at: string;
  ends_at: string;
  version: number;
  taken: boolean;
}

export interface InRound {
  id: string;
  application_id: string;
  name: string;
  reference: string;
  reachable: boolean;
  state: string;
  slot_id: string | null;
  starts_at: string | null;
  wish: string | null;
  letter: string | null;
  version: number;
  notes: number;
}

export interface Round extends RaRecord {
  vacancy_id: string;
  vacancy: { id: string; reference: string; title_nl: string; title_en: string };
  name_nl: string;
  name_en: string;
  minutes: number;
  buffer_minutes: number;
  closes_hours: number;
  time_zone: string;
  mode: string;
  place: string;
  instructions_nl: string;
  instructions_en: string;
  state: string;
  version: number;
  panel: { account_id: string; name: string | null }[];
  slots: Slot[];
  interviews: InRound[];
  candidates: { id: string; name: string; reference: string; stage: string; reachable: boolean }[];
}

export interface Interview extends RaRecord {
  application_id: string;
  round_id: string;
  vacancy_id: string;
  slot_id: string | null;
  state: string;
  wish: string | null;
  version: number;
  application: { id: string; reference: string; name: string } | null;
  round: { id: string; name_nl: string; name_en: string; mode: string; place: string; time_zone: string; state: string } | null;
  slot: { starts_at: string; ends_at: string } | null;
  panel: { account_id: string; name: string | null }[];
  changes: { at: string; kind: string; who: string | null; by_candidate: boolean; about: string | null; reason: string | null; starts_at: string | null }[];
  notes: { at: string; author: string | null; text: string }[];
  may_note: boolean;
}

export interface Offered {
  zone: string;
  offered: { starts_at: string; ends_at: string; twice: boolean }[];
  left_out: { starts_at: string; ends_at: string; why: string }[];
}
