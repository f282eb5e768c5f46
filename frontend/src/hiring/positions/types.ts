import type { RaRecord } from 'react-admin';

export const POSITION_STATES = ['draft', 'funded', 'approved', 'vacant', 'filled', 'cancelled'];
export const WHOLE_BP = 10_000;

export interface Line {
  id: string;
  lot_id: string;
  lot: number | null; // for whoever sees the lot
  funder_id: string | null;
  funder: string | null;
  from_month: string;
  until_month: string;
  part_bp: number;
  cents: number;
  pays: boolean; // false once its plan lapsed
  allocation: { id: string; reference: string; state: string; amount_cents: number } | null;
}

export interface Month {
  month: string;
  covered_bp: number;
  missing_bp: number;
  accepted: boolean;
  lines: { line_id: string; part_bp: number }[];
}

export interface Position extends RaRecord {
  reference: string;
  purpose_id: string;
  title_nl: string;
  title_en: string;
  cost_key: string;
  salary_scale: string | null;
  salary_min_cents: number;
  salary_max_cents: number;
  budget_salary_cents: number;
  fte_percent: number;
  starts_on: string;
  until_month: string;
  months: number;
  monthly_cost_cents: number;
  total_cents: number;
  missing_cents: number;
  covered: boolean;
  note: string | null;
  state: string;
  filled_from: string | null;
  filled_until: string | null;
  created_by_name: string | null;
  cost_rule: { id: string; name_nl: string; name_en: string; surcharge_bp: number; source: string } | null;
  employers: { organisation_id: string; name: string | null; part_bp: number }[];
  lines: Line[];
  coverage: Month[];
  gaps: { at: string; who: string | null; reason: string; missing_cents: number; months: number }[];
  vacancies: { id: string; reference: string; title_nl: string; title_en: string; state: string }[];
}

export interface WhatIf {
  lot: { id: string; number: number; amount_cents: number; funder: string | null };
  since: string;
  lost_cents: number;
  positions: {
    id: string;
    reference: string;
    title_nl: string;
    title_en: string;
    state: string;
    lost_cents: number;
    said: { nl: string; en: string } | null;
    months: { month: string; lost_bp: number; left_bp: number; lost_cents: number }[];
    offers: { id: string; reference: string; state: string; starts_on: string }[];
  }[];
}
