// The tables whose changes the audit trail names; their words are each domain's (`operations.table.…`).
export const TABLES = [
  'access_request', 'account', 'affiliation', 'aggregate_decision', 'agreement', 'agreement_party', 'agreement_version', 'allocation',
  'application', 'audit_seal', 'bank_account', 'bank_entry', 'bank_import', 'bank_statement', 'billing_detail', 'closed_period',
  'conflict', 'criterion', 'document', 'external_identity', 'fund_pool', 'funder_invoice', 'funder_right', 'funding_import',
  'identity_provider', 'in_kind_contribution', 'invitation', 'invoice_file', 'invoice_line', 'invoice_rule', 'invoice_settlement', 'legal_rule',
  'lot', 'mail', 'matching_alert', 'matching_rule', 'matching_snapshot', 'offer', 'offer_endorsement', 'organisation',
  'person', 'pool_purpose', 'public_decision', 'published_aggregate', 'purpose', 'reading', 'review', 'review_score', 'right_kind', 'role_grant',
  'session', 'settlement', 'settlement_rule', 'vacancy', 'valuation_rule', 'write_off_consent',
];
