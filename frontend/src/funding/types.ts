// What the server tells about money. Amounts are whole cents, days are ISO dates.
import type { RaRecord } from 'react-admin';

export const AGREEMENT_STATES = ['draft', 'under_signature', 'active', 'fulfilled', 'defaulted', 'terminated'];
export const DECISION_STATES = ['applied', 'granted', 'advance_received', 'accounted', 'determined', 'settled', 'repaid'];
export const CONFIDENTIALITIES = ['public', 'named', 'confidential'];

export interface Named {
  id: string;
  name: string;
}

export interface Position {
  committed: number;
  uninvoiced: number;
  called: number;
  invoiced_open: number;
  received: number;
  received_free: number;
  allocated: number;
  spent: number;
  reported: number;
  returned: number;
  repayable: number;
  written_off: number;
}

export interface Lot {
  id: string;
  number: number;
  tranche: number;
  amount_cents: number;
  due_on: string;
  in_kind: boolean;
  pool: { id: string; name_nl: string; name_en: string } | null;
  condition: string | null;
  condition_met_on: string | null;
  late: boolean;
  given_cents: number | null; // in kind: accepted
  position: Position;
}

export interface Tranche {
  position?: number | null;
  amount_cents: number;
  due_on: string;
  in_kind: boolean;
  pool_id: string | null;
  condition: string | null;
}

export interface RightTerms {
  kind: string;
  field: string | null;
  term_months: number | null;
  response_days: number | null;
  note: string | null;
}

export interface PartyTerms {
  organisation_id: string;
  role: string;
}

export interface Terms {
  effective_on: string;
  ends_on: string;
  amount_cents: number;
  tranches: Tranche[];
  rights: RightTerms[];
  parties: PartyTerms[];
}

export interface Doc {
  id: string;
  kind: string;
  file_name: string;
  size: number;
  pages: number | null;
  sha256: string | null;
  created_at: string;
}

export interface VersionLine {
  id: string;
  number: number;
  state: string;
  amount_cents: number;
  effective_on: string;
  ends_on: string;
  reason: string;
  signed_sha256: string | null;
  version: number;
  documents: Doc[];
}

export interface Right extends RightTerms {
  id: string;
  name_nl: string;
  name_en: string;
  valid_from: string;
  valid_until: string | null;
}

export interface RightKind extends RaRecord {
  key: string;
  valid_from: string;
  name_nl: string;
  name_en: string;
  explanation_nl: string;
  explanation_en: string;
  takes_field: boolean;
  takes_term: boolean;
  response_days: number | null;
}

export interface Ways {
  nodes: { key: string; kind: 'funder' | 'agreement' | 'decision' | 'purpose' | 'state'; id: string | null; nl: string; en: string }[];
  links: { from: string; to: string; cents: number }[];
}

export interface Agreement extends RaRecord {
  reference: string;
  external_reference: string | null;
  title: string;
  funder_id: string;
  funder: Named | null;
  starts_on: string;
  ends_on: string;
  private_origin: boolean;
  matching_key: string | null;
  confidentiality: string;
  contact_name: string | null;
  contact_email: string | null;
  manager: string | null;
  order_number: string | null;
  amount_cents: number;
  in_force: number;
  state: string;
  parties: { organisation_id: string; organisation: string; role: string }[];
  rights: Right[];
  versions: VersionLine[];
  overpaid_cents: number;
  lots: Lot[];
  ways: Ways;
}

export interface Version extends RaRecord, Terms {
  agreement_id: string;
  number: number;
  reason: string;
  signed_sha256: string | null;
  state: string;
  agreement: { id: string; reference: string; title: string; state: string; in_force: number; funder_id: string };
  before: (Pick<Terms, 'amount_cents' | 'ends_on' | 'tranches' | 'rights' | 'parties'> & { number: number }) | null;
  documents: Doc[];
}

export interface Decision extends RaRecord {
  reference: string;
  granter_id: string;
  granter: Named | null;
  title: string;
  scheme: string | null;
  decision_number: string | null;
  amount_cents: number;
  starts_on: string;
  ends_on: string;
  granted_on: string | null;
  account_by: string | null;
  matching_key: string | null;
  determined_cents: number | null;
  determined_on: string | null;
  lowerings: { on: string; cents: number; decision: string; reason: string | null }[];
  state: string;
  lot: Lot | null;
  repayable_cents: number;
  overpaid_cents: number;
  allocated_cents: number | null;
  spent_cents: number | null;
  documents: Doc[];
  ways: Ways;
}

export type PositionCents = Record<
  'committed_cents' | 'uninvoiced_cents' | 'invoiced_open_cents' | 'received_cents' | 'received_free_cents' | 'allocated_cents' | 'spent_cents'
  | 'reported_cents' | 'returned_cents' | 'repayable_cents' | 'written_off_cents', number
>;

export interface BilingualName {
  nl: string;
  en: string;
}

export interface LotPage extends RaRecord {
  number: number;
  agreement_id: string | null;
  decision_id: string | null;
  funder_id: string;
  funder: string;
  source: string | null;
  pool_id: string | null;
  pool: { id: string; name_nl: string; name_en: string } | null;
  position: number;
  amount_cents: number;
  due_on: string;
  in_kind: boolean;
  condition: string | null;
  condition_met_on: string | null;
  determined: boolean; // its decision was: nothing more is allocated of it
  now: PositionCents;
  accounts: { id: number; code: string; name: BilingualName; kind: string; asset: string; purpose_id: string | null; balance_cents: number }[];
}

export const ALLOCATION_STATES = ['planned', 'booked', 'released'];
export const PURPOSE_KINDS = ['programme', 'position', 'grant'];

export interface PurposeRef {
  id: string;
  reference: string;
  kind: string;
  name_nl: string;
  name_en: string;
}

export interface Purpose extends RaRecord {
  reference: string;
  kind: string;
  name_nl: string;
  name_en: string;
  valid_from: string;
  valid_until: string | null;
  allocated_cents: number;
  spent_cents: number;
  pools: { id: string; name_nl: string; name_en: string }[];
}

export interface FundPool extends RaRecord {
  name_nl: string;
  name_en: string;
  restriction: string;
  purposes: PurposeRef[];
  lots: { id: string; number: number; amount_cents: number }[];
}

export interface Allocation extends RaRecord {
  reference: string;
  lot_id: string;
  purpose_id: string;
  amount_cents: number;
  from_day: string;
  until_day: string;
  note: string | null;
  booked_on: string | null;
  state: string;
  lot: { id: string; number: number; amount_cents: number; funder_id: string; funder: string | null; public: boolean } | null;
  purpose: PurposeRef | null;
  spent_cents: number;
  reported_cents: number;
  rest_cents: number;
  entries: { id: string; number: number; posted_on: string; happened_on: string; at: string; by: string | null; event: string; description: string; undone: 'reversal' | 'reversed' | null; cents: number | null }[];
}

export const ASSETS = ['EUR', 'EUR.C', 'EUR.K'];
export const EVENTS = [
  'commitment', 'amendment', 'invoice', 'credit_note', 'receipt', 'allocation', 'release', 'cost', 'report', 'determination', 'repayment', 'refund',
  'write_off', 'in_kind',
];

export interface Account extends RaRecord {
  id: number;
  code: string;
  name: BilingualName;
  kind: string;
  asset: string;
  lot_id: string | null;
  purpose_id: string | null;
  funder_id: string | null;
  balance_cents: number;
  months: { month: string; lines: number; debit_cents: number; credit_cents: number }[];
}

export interface PostingLine extends RaRecord {
  posted_on: string;
  happened_on: string;
  entry_id: string;
  entry: number | null;
  event: string;
  description: string | null;
  account_id: number;
  account: string | null;
  lot_id: string;
  lot: number | null;
  amount_cents: number;
}

export interface Entry extends RaRecord {
  number: number;
  key: string;
  posted_on: string;
  happened_on: string;
  event: string;
  description: string;
  source_kind: string | null;
  source_id: string | null;
  reverses_id: string | null;
  reverses_number: number | null;
  reversed_by: string | null;
  reversible: boolean;
  way_back: BilingualName | null;
  reason: string | null;
  booked_at: string;
  booked_by: string | null;
  lines: {
    id: number; account_id: number; account: string; name: BilingualName; kind: string; asset: string; lot_id: string; lot: number; purpose_id: string | null;
    amount_cents: number; original_currency: string | null; original_minor: number | null; original_rate: string | null;
  }[];
}
