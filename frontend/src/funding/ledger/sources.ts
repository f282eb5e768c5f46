// The page of what an entry was posted for: by the kind that the ledger names. Areas that post add their line.
const PAGES: Record<string, string> = {
  agreement: 'agreements', agreement_version: 'agreement_versions', public_decision: 'decisions', allocation: 'allocations', funder_invoice: 'funder_invoices',
  bank_entry: 'bank_entries', settlement: 'bank_entries', in_kind_contribution: 'in_kind',
};

export const pageOfSource = (kind: string | null, id: string | null) => (kind && id && PAGES[kind] ? `/${PAGES[kind]}/${id}/show` : null);
