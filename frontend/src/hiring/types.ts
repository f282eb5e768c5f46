import type { RaRecord } from 'react-admin';

export const VACANCY_STATES = ['draft', 'approved', 'published', 'closed', 'decided', 'archived'];
export const STAGES = [
  'submitted', 'eligible', 'longlisted', 'shortlisted', 'interview', 'selected', 'offered', 'hired', 'ineligible', 'rejected', 'withdrawn',
];
// The stages that a board shows as columns; who left the procedure stays in the table.
export const BOARD = STAGES.slice(0, 8);
const JUDGED = STAGES.slice(0, 5);
export const OFFER_STATES = ['draft', 'approved', 'sent', 'accepted', 'declined', 'expired', 'withdrawn'];
export const DOCUMENT_KINDS = ['cv', 'motivation', 'transcript', 'publications'];
export const COMMITTEE_ROLES = ['committee_chair', 'committee_member', 'committee_observer'];
export const CONFLICT_KINDS = ['employer', 'coauthor', 'supervisor', 'interest', 'family', 'other'];

export interface Criterion {
  id: string;
  position: number;
  name_nl: string;
  name_en: string;
  rubric_nl: string;
  rubric_en: string;
  levels?: { nl: string; en: string }[]; // none, or one for each score from 1 to 5
}

export interface CommitteeMember {
  grant_id: string;
  account_id: string;
  name: string;
  role: string;
  valid_from: string;
  valid_until: string | null;
  version: number;
  next: { role: string; valid_from: string } | null; // the seat that follows this one
}

export interface Vacancy extends RaRecord {
  kind: 'post' | 'call';
  reference: string;
  title_nl: string;
  title_en: string;
  text_nl: string;
  text_en: string;
  employer_id: string | null;
  employer: string | null;
  location: string;
  fte_percent: number;
  hours_per_week: number;
  salary_min_cents: number;
  salary_max_cents: number;
  salary_scale: string | null;
  contract_months: number | null;
  starts_on: string | null;
  position_id: string | null;
  without_position: string | null; // for whoever reads vacancies inside
  deadline: string;
  time_zone: string;
  grace_minutes: number;
  documents_asked: { kind: string; required: boolean }[];
  referees_asked: number;
  references_asked_when: 'submission' | 'later';
  referee_deadline_days: number;
  referee_reminder_days: number;
  state: string;
  public_path: string;
  created_by_name: string | null;
  criteria: Criterion[];
  committee: CommitteeMember[];
  committee_history: { at: string; who: string | null; move: string; name: string; role: string; from: string | null }[];
  counts: Record<string, number>;
}

export interface Score {
  criterion_id: string;
  score: number | null;
  reason: string;
}

export interface Review {
  id: string;
  reviewer_id: string;
  reviewer: string;
  state: 'draft' | 'submitted';
  recommendation: 'yes' | 'maybe' | 'no' | null;
  note: string;
  submitted_at: string | null;
  version: number;
  scores: Score[];
}

export interface Application extends RaRecord {
  reference: string;
  name: string;
  email: string | null;
  phone: string | null;
  orcid: string | null;
  language: string;
  motivation: string;
  cv: Record<string, unknown> | null;
  source: string;
  stage: string;
  submitted_at: string | null;
  vacancy_id: string;
  vacancy: Pick<Vacancy, 'id' | 'reference' | 'title_nl' | 'title_en' | 'state' | 'deadline' | 'criteria'>;
  my_review: Review | null;
  may_review: boolean;
  reviews: Review[];
  reviews_summary: { asked: number; in: number; means: { criterion_id: string; mean: number | null }[] | null } | null;
  letters: { template: string; at: string; state: string }[];
  conflicts: { name: string | null; kind: string; at: string }[];
  offers: { id: string; reference: string; state: string }[];
}

// Reviews are written until it is decided; the server holds that.
export const beingJudged = ({ stage, vacancy }: Application) => JUDGED.includes(stage) && !['decided', 'archived'].includes(vacancy.state);

export interface Offer extends RaRecord {
  reference: string;
  application_id: string;
  salary_cents: number;
  salary_scale: string | null;
  fte_percent: number;
  starts_on: string;
  ends_on: string | null;
  language: string;
  expires_at: string;
  state: string;
  out_of_range: boolean;
  above_budget: boolean;
  budget: { position_id: string; reference: string; monthly_cents: number; total_cents: number; from_month: string; until_month: string; offered_monthly_cents: number; offered_total_cents: number | null } | null;
  answer: { at: string; reason: string | null; signed_name: string | null; signed_at: string | null; letter_sha256: string | null } | null;
  letter: { document_id: string; sha256: string; at: string } | null;
  security: { id: string; state: string } | null;
  appointment: { id: string; reference: string; state: string } | null;
  sent_at: string | null;
  answered_at: string | null;
  created_by: string | null;
  author: string | null;
  application: { id: string; reference: string; name: string; reachable: boolean } | null;
  vacancy: Pick<Vacancy, 'id' | 'reference' | 'title_nl' | 'title_en' | 'salary_min_cents' | 'salary_max_cents'>;
  // Once other terms have come an agreement is lapsed: it stays to be seen, and counts no more.
  endorsements: { account_id: string; name: string; at: string; reason: string; lapsed_at: string | null; lapsed_by: string | null }[];
  amounts_before: { at: string; who: string | null; from_cents: number; to_cents: number }[];
}
