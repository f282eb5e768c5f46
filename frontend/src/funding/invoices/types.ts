// What the server tells about invoices. Amounts are whole cents, days are ISO dates.
import type { RaRecord } from 'react-admin';

import type { Named } from '../types';

export const INVOICE_STATES = ['draft', 'validated', 'sent', 'partly_paid', 'paid', 'overpaid', 'written_off', 'credited'];
export const OPEN_STATES = ['sent', 'partly_paid'];

// What a credit note takes back has a minus sign wherever it stands among invoices.
export const signedCents = ({ kind, amount_cents: cents }: Partial<RaRecord>) => (kind === 'credit_note' ? -cents : (cents as number | undefined));

export interface InvoiceLine {
  id: string;
  lot_id: string;
  tranche: number;
  position: number;
  description_nl: string;
  description_en: string;
  amount_cents: number;
  open_cents: number;
  condition: string | null; // of its tranche, where it has not been met yet
}

export interface ShortInvoice {
  id: string;
  number_text: string | null;
  state: string;
  amount_cents: number;
  issued_on: string | null;
}

export interface Finding {
  rule: string;
  flag: string;
  text: string;
  place: string;
}

export interface Verdict {
  rules: string[];
  sha256: string;
  findings: Finding[];
}

export interface Invoice extends RaRecord {
  agreement_id: string;
  funder_id: string;
  kind: 'invoice' | 'credit_note';
  number_text: string | null;
  rf_reference: string | null;
  issued_on: string | null;
  due_on: string | null;
  amount_cents: number;
  open_cents: number;
  days_late: number;
  order_number: string | null;
  note: string | null;
  language: 'nl' | 'en';
  state: string;
  sent_at: string | null;
  sent_to: string | null;
  funder: Named | null;
  agreement: { id: string; reference: string; title: string } | null;
  lines: InvoiceLine[];
  credits: ShortInvoice | null;
  credit_notes: ShortInvoice[];
  settlements: { on: string; kind: string; tranche: number; amount_cents: number; entry_id: string | null; undone: string | null }[];
  consents: { name: string | null; at: string; amount_cents: number; reason: string }[];
  verdict: Verdict | null;
}
