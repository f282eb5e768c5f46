export interface Item {
  application_id: string;
  reference: string;
  name: string | null;
  vacancy: string;
  opens: boolean;
  due_on: string;
  told_at: string | null;
  why: string;
  going: Record<string, number>;
  went: Record<string, number> | null;
  erased_at: string | null;
  kept_because: string | null;
  proof: { words: number; tables: number; columns: number; left: number; elsewhere: Record<string, number> } | null;
  contents: number;
}

export interface Now {
  retention_days: number | null;
  consent_days: number | null;
  alone_days: number | null;
  open_run: string | null;
  due: number;
  soon: number;
  asked: number;
  objections: number;
  erased: number;
}

export interface Subject {
  id: string;
  reference: string;
  name: string;
  email: string | null;
  stage: string;
  submitted_at: string;
  vacancy: string;
  title_nl: string;
  title_en: string;
}

export interface Kept {
  due_on: string | null;
  decided: boolean;
  erased: { at: string; run_id: string; run: string } | null;
  requested_on: string | null;
  consents: { asked_at: string | null; given_at: string | null; until: string | null; withdrawn_at: string | null }[];
}

export interface About {
  reference: string;
  name: string;
  vacancy: string;
  title_nl: string;
  title_en: string;
  decision: { stage: string; before: string; at: string; by: string | null; reason: string | null } | null;
  settled: { at: string; by: string | null; reason: string | null } | null;
  taken_up: { stage: string; at: string } | null;
}
