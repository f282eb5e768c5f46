"""Functions that read past row-level security without asking who asks, and why the application may call them all the same."""

REASONS: dict[str, str] = {
    "yes, no or why not, of one record: a condition of its moves, or what its triggers ask": """
        may_end_agreement gives_private_money matching_key_known in_time documents_complete watches_opportunities conditions_met snapshot_hides lot_determined ready_to_start
        is_candidate_of advisors_ready applying_over eligibility_known matched_already after_deadline counts_no_more never_started offer_without_post
        position_held some_pair vacancy_offered round_ready pairs_undecided round_is_solved intent_unmet slot_taken line_pays position_covered position_booked
        position_advertised position_ready takes_references has_letter references_wait security_cleared has_offer is_selected set_aside_at""",
    "a count, without whom": "documents_held intent_signatures posts_of mailing_size committee_size standing_administrators appointed_percent",
    "a number or a text that the house has set, for all": """
        settlement_limits invoice_rule closed_until hiring_figure house_letter session_limits grant_figure""",
    "the id of a rule or a letter that is in force": "right_kind_on tariff_on checklist_rule_on letter_in_force",
    "ids alone: what they name row-level security shows or not": """
        checks_fall_to interview_panel milestone_owners applications_of_person""",
    "how a letter to somebody stands: sent or not": "interview_letter",
    "public": "public_advisors over_vacancy careers_changed",
    "asked with a secret that only its holder knows": """
        confirm_alert stop_alert orcid_shown applications_by_orcid opened_by_orcid enter_session touch_session trace_reading reading_traced""",
    "enters as somebody: it is what all others ask": "enter_role narrowed permission_exists",
    "writes what the same transaction has just caused, as far as that may be": "mailing_moved put_in_force grant_decision",
    "asks by a function that it calls": "reverse_entry announce_document receive_document deadlines_of",
    "draws a number, counts a try, or waits": "drawn_reference drawn_lot_number next_invoice_number count_try forget_tries hold_lot make_audit_partitions",
    "sums of what stands in the ledger, for the rules of money that everybody's moves keep": """
        effective_from repayable allocation_spent allocation_reported allocation_unreported allocation_rest lot_planned in_kind_accepted
        lot_invoiceable line_creditable wrong_receivables lot_term""",
    "of a funder, for a page that has asked first": "funder_receipts funder_reports funder_contact",
    "what a seat is called, and for how long it may be given": "scope_exists scope_name time_left applicants_provider",
    "names of fields, never what they say": "fields_changed",
}
LISTED = {name: why for why, names in REASONS.items() for name in names.split()}
