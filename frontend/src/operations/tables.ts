// The tables whose changes the audit trail names; their words are each domain's (`operations.table.…`).
export const TABLES = [
  'access_request', 'account', 'affiliation', 'aggregate_decision', 'agreement', 'agreement_party', 'agreement_version', 'allocation',
  'application', 'appointment', 'appointment_check', 'appointment_employer', 'appointment_period', 'appointment_reminder', 'audit_seal',
  'bank_account', 'bank_entry', 'bank_import', 'bank_statement', 'billing_detail', 'checklist_rule', 'closed_period', 'conflict',
  'criterion', 'document', 'external_identity', 'fund_pool', 'funder_invoice', 'funder_right', 'funding_import', 'grant_figure', 'hire',
  'identity_provider', 'in_kind_contribution', 'invitation', 'invoice_file', 'invoice_line', 'invoice_rule', 'invoice_settlement',
  'legal_rule', 'letter_template', 'lot', 'mail', 'matching_alert', 'matching_rule', 'matching_snapshot', 'milestone', 'offer',
  'offer_acceptance', 'offer_endorsement', 'offer_letter', 'opportunity', 'opportunity_change', 'opportunity_deadline',
  'opportunity_import', 'opportunity_theme', 'opportunity_watch', 'organisation', 'person', 'pool_purpose', 'public_decision',
  'published_aggregate', 'purpose', 'reading', 'review', 'review_score', 'right_kind', 'role_grant', 'security_check', 'session',
  'settlement', 'settlement_rule', 'stay', 'supervision', 'theme', 'track_rule', 'vacancy', 'vacancy_security', 'valuation_rule', 'write_off_consent',
];
