import type { RaRecord } from 'react-admin';

import type { Criterion } from '../types';

export const TRACKS = ['academic', 'industry', 'interdisciplinary'];
export const PHASES = ['eligibility', 'ranking', 'interviews', 'offers', 'letters'] as const;

interface OfVacancy {
  id: string;
  reference: string;
  title_nl: string;
  title_en: string;
  state: string;
  deadline: string;
  time_zone: string;
}

export interface Call extends RaRecord {
  vacancy_id: string;
  posts: number;
  wishes_most: number;
  interviews_most: number;
  tracks: string[];
  open_to_all: boolean;
  checklist: { key: string; name_nl: string; name_en: string }[];
  eligibility_until: string | null;
  ranking_until: string | null;
  interviews_until: string | null;
  offers_until: string | null;
  letters_until: string | null;
  vacancy: OfVacancy;
  advisors: { all: number; taking_part: number; without_account: number; ranked: number; interviews: number; posts: number };
  candidates: Record<string, number>;
  rounds: { id: string; reference: string; kind: string; state: string; solved_at: string | null; pairs: number }[];
  letters: Record<string, number>;
}

export interface AdvisorRow extends RaRecord {
  name: string;
  email: string | null;
  account_id: string | null;
  unit: string | null;
  country_code: string;
  tracks: string[];
  topics_nl: string;
  topics_en: string;
  interview_capacity: number;
  posts: number;
  accepting: boolean;
  named: number;
  placed: number;
  ranked_at: string | null;
}

export interface Candidate {
  application_id: string;
  reference: string;
  name: string;
  stage: string;
  track: string | null;
  wish: number | null; // which wish of theirs this advisor is
  statement: string;
  position: number | null;
  refusal: string | null;
  scores: Record<string, number>;
  note: string;
}

export interface Advisor extends AdvisorRow {
  vacancy_id: string;
  organisation_id: string;
  from_day: string | null;
  until_day: string | null;
  mine: boolean;
  vacancy: OfVacancy | null;
  call: { tracks: string[]; open_to_all: boolean; ranking_until: string | null; interviews_until: string | null } | null;
  criteria: Criterion[];
  candidates: Candidate[];
  matched: { application_id: string; kind: string }[];
}

export interface MatchRound extends RaRecord {
  reference: string;
  vacancy_id: string;
  kind: 'interviews' | 'offers';
  state: string;
  note: string;
  follows_id: string | null;
  input_sha256: string | null;
  result_sha256: string | null;
  solved_at: string | null;
  author: string | null;
  vacancy: OfVacancy | null;
  pairs: Record<string, number>;
  to_advance: number;
  rankings: { advisor_id: string; name: string; places: number; ranked: number; entered_by: string | null; entered_at: string | null }[] | null;
}

export interface MatchPair extends RaRecord {
  application_id: string;
  application: string | null;
  candidate: string | null;
  advisor_id: string;
  advisor: string | null;
  wish: number | null;
  place: number | null;
  state: string;
  decided_by: string | null;
}

interface Somebody {
  id: string;
  name: string;
  unit: string;
  country_code: string;
}

export interface Letter extends RaRecord {
  reference: string;
  application_id: string;
  vacancy_id: string;
  first_advisor_id: string;
  second_advisor_id: string;
  track: string;
  starts_on: string;
  stay_organisation_id: string | null;
  stay_organisation: string | null;
  stay_from: string | null;
  stay_months: number;
  field_one: string;
  field_two: string;
  language: string;
  body: string;
  body_sha256: string;
  state: string;
  vacancy: OfVacancy | null;
  candidate: string | null;
  first_advisor: Somebody | null;
  second_advisor: Somebody | null;
  signatures: { party: string; name: string; of: string | null; at: string; body_sha256: string }[];
  sign_as: string | null;
}
