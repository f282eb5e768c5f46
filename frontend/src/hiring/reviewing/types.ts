export interface Ground {
  what: string;
  from: string | null;
  until: string | null;
  times: number;
}

export interface AskedAbout {
  id: string;
  kind: string;
  version: number;
  grounds: Ground[];
}

export interface Proposal extends AskedAbout {
  application_id: string;
  applicant: string;
  person_id: string;
  person: string;
  state: string;
}

export interface Assignment {
  id: string;
  application_id: string;
  account_id: string;
  reviewer: string;
  version: number;
}

export interface Reviewer {
  account_id: string;
  name: string;
  assigned: number;
  done: number;
  weight_percent: number;
  most: number | null;
}

export interface Reviewing {
  members_review: 'all' | 'assigned';
  reviews_each: number;
  review_by: string | null;
  version: number | null;
  judged: number;
  short: number | null;
  proposals: number;
  reviewers: Reviewer[] | null;
}

export interface Shares {
  written: boolean;
  digest: string;
  applications: number;
  added: number;
  lacking_total: number;
  loads: { account_id: string; name: string; before: number; after: number; weight_percent: number; most: number | null }[];
  lacking: { application_id: string; reference: string; name: string; lacks: number; not_available: string[] }[];
}

export interface Next {
  id: string | null;
  done: number;
  of: number;
  review_by: string | null;
}
