// What the server tells of the bank. Amounts are whole cents of the entry's currency, credit positive.
import type { RaRecord } from 'react-admin';

import type { BilingualName } from '../types';

export const ENTRY_STATES = ['imported', 'proposed', 'matched', 'locked', 'set_aside'];
export const KINDS = ['invoice', 'tranche', 'decision', 'overpayment', 'refund', 'repayment'] as const;
// What goes out pays something back; what comes in pays something else.
const BACK = ['repayment', 'refund'];
export const kindsFor = (cents: number) => KINDS.filter((kind) => BACK.includes(kind) === cents < 0);
export const DIFFERENCES = ['bank_fee', 'short_payment', 'overpayment', 'rounding', 'write_off'] as const;

export interface SettlementLine {
  id: string;
  kind: (typeof KINDS)[number];
  invoice_id: string | null;
  invoice: string | null;
  lot_id: string | null;
  lot: number | null;
  funder: string | null;
  amount_cents: number;
  difference_kind: (typeof DIFFERENCES)[number] | null;
  difference_cents: number;
  reasons: BilingualName[];
  by: string | null;
  by_system: boolean;
  created_at: string;
  ended_at: string | null;
}

export interface Check {
  lines: number;
  adds_up: boolean;
  rounding_within: boolean;
  needs_second: boolean;
  by_another: boolean;
  second_person_cents: number;
  rounding_cents: number;
  bank_fee_cents: number;
  write_off_cents: number;
}

export interface BankEntry extends RaRecord {
  id: string;
  booked_on: string;
  valued_on: string | null;
  amount_cents: number;
  currency: string;
  counterparty: string | null;
  counterparty_account: string | null;
  reference: string | null;
  description: string;
  bank_reference: string | null;
  end_to_end: string | null;
  original_currency: string | null;
  original_minor: number | null;
  original_rate: string | null;
  charges_cents: number | null;
  batch: number;
  reversal: boolean;
  state: string;
  waiting: boolean;
  open: boolean;
  age_days: number | null;
  account: { id: string; identifier: string; name: string };
  statement: { id: string; key: string; closes_on: string; import_id: string };
  lines: SettlementLine[];
  undone: SettlementLine[];
  check: Check | null;
  booked: { id: string; number: number; posted_on: string; event: string; reverses_id: string | null; reason: string | null }[];
}

export interface Report {
  account: string;
  statement: string;
  statement_id: string | null;
  notification: boolean;
  first_day: string | null;
  last_day: string | null;
  currency: string | null;
  opening_cents: number | null;
  closing_cents: number | null;
  booked_cents: number;
  difference_cents: number | null;
  entries: number;
  new: number;
  known: number;
  outcome: 'new' | 'known' | 'refused' | 'held';
  why: BilingualName | null;
  warnings: BilingualName[];
}

export interface Gap {
  statement_id: string;
  before: string;
  before_day: string;
  statement: string;
  day: string;
  currency: string;
  missing_cents: number;
}

export interface BankImport extends RaRecord {
  id: string;
  file_name: string;
  message: string | null;
  outcome: 'imported' | 'refused';
  why: BilingualName | null;
  entries_new: number;
  entries_known: number;
  statements: Report[];
  warnings: BilingualName[];
  gaps: Gap[];
  by: string | null;
}
