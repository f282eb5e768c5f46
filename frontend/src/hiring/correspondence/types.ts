import type { RaRecord } from 'react-admin';

export const LANGUAGES = ['nl', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
export const MOVES = ['mark_eligible', 'mark_ineligible', 'longlist', 'shortlist', 'invite', 'select', 'reject'];

interface Both {
  nl: string;
  en: string;
}

export interface Written {
  subject: string;
  text: string;
}

export interface Catalogue {
  fields: { name: string; meaning: Both; sample: Both }[];
  general: string[];
  system: { key: string; title: Both; fields: string[]; must: string[]; text: Record<Language, Written> }[];
}

interface OfVacancy {
  id: string;
  reference: string;
  title_nl: string;
  title_en: string;
}

export interface MailTemplate extends RaRecord {
  key: string;
  number: number;
  name: string;
  subject_nl: string;
  subject_en: string;
  body_nl: string;
  body_en: string;
  state: string;
  vacancy: OfVacancy | null;
  created_by_name: string | null;
  versions: { id: string; number: number; state: string; at: string; by: string | null }[];
}

export interface Mailing extends RaRecord {
  vacancy_id: string;
  vacancy: OfVacancy | null;
  template_id: string | null;
  template: { id: string; key: string; name: string; number: number; state: string } | null;
  subject_nl: string;
  subject_en: string;
  body_nl: string;
  body_en: string;
  move: string | null;
  reason: string | null;
  state: 'draft' | 'queued' | 'discarded';
  recipients: number;
  second_look: boolean;
  looked_at: string | null;
  looked_by_name: string | null;
  queued_at: string | null;
}

export interface Recipient {
  application_id: string;
  reference: string;
  name: string;
  email: string | null;
  stage: string;
  language: Language | null;
  subject: string | null;
  first: string | null;
  reached: boolean;
  before: string | null;
  mail_id: string | null;
  state: string | null;
  at: string | null;
}

export interface Letter {
  id: string;
  application_id: string;
  reference: string;
  vacancy_nl: string;
  vacancy_en: string;
  template: string;
  subject: string;
  at: string;
  state: string;
  language: string;
  to: string;
  text: string | null;
}
