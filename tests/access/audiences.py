"""Everybody who may ask: each role, and those who have none. "own" is vacancy A, organisation A, or what is one's own."""

ROLES = (
    "director", "hr_officer", "hiring_lead", "committee_chair", "committee_member", "committee_observer",
    "advisor", "grants_officer", "principal_investigator", "controller", "bank_operator", "transfer_officer", "gate_panel",
    "legal", "security_officer", "privacy_officer", "auditor", "partner_administrator", "funder_representative",
    "ministry", "board_member", "researcher", "system_administrator", "everyone",
)  # fmt: skip

CALENDAR = "funder_calendar"  # the calendar link of organisation A; no account
REFEREE = "referee"  # the link of a referee of application A; no account
LINK = "applicant"  # the personal link of the applicant of application A; no account
OTHERS = {
    "conflicted": "a committee member of vacancy A who declared a conflict on its application",
    "conflicted_officer": "an HR officer who declared a conflict on the application of vacancy A",
    "token": "an API token of an HR officer, limited to vacancy.read",
}
STRANGERS = {
    "public": "nobody: no session at all",
    "expired": "a session that has ended",
}
# Roles that no request can have: they exist inside the server only.
INSIDE = ("sign_in", "system")

SIGNED_IN = (*ROLES, LINK, REFEREE, CALENDAR, *OTHERS)
EVERYBODY = (*SIGNED_IN, *STRANGERS)
WITH_ACCOUNT = frozenset(SIGNED_IN) - {LINK, REFEREE, CALENDAR}
