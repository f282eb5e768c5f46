export interface Other {
  application_id: string;
  reference: string;
  name: string;
  email: string | null;
  orcid: string | null;
  stage: string;
  submitted_at: string;
  vacancy_id: string;
  vacancy_nl: string | null;
  vacancy_en: string | null;
}

export type Ground = 'email' | 'orcid' | 'name';

export interface Said {
  id: string;
  version: number;
  verdict: 'same' | 'different';
  kept_id: string | null;
  by: string | null;
  at: string;
  ended_at: string | null;
  ended_by: string | null;
  ended_reason: string | null;
  other: Other;
}

export interface OfPerson {
  said: Said[];
  more: Other[];
  proposed: { grounds: Ground[]; same_vacancy: boolean; other: Other }[];
}

export interface Pair {
  grounds: Ground[];
  same_vacancy: boolean;
  first: Other;
  second: Other;
}
