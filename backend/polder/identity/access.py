"""Roles of the institute, and who may see accounts, grants, sessions and providers."""

from importlib.resources import files

from polder.kernel.access import GUARD, Access, Policy, Role, is_self, may, may_or_within
from polder.kernel.words import Words


def _role(name: str, nl: str, en: str, scope: str | None = None, *, grantable: bool = True) -> Role:
    return Role(name, Words(nl=nl, en=en), scope, grantable)


ROLES = [
    _role("director", "directeur", "director"),
    _role("hr_officer", "HR-medewerker", "HR officer"),
    _role("hiring_lead", "wervingsverantwoordelijke", "hiring lead", "vacancy"),
    _role("committee_chair", "voorzitter commissie", "committee chair", "vacancy"),
    _role("committee_member", "commissielid", "committee member", "vacancy"),
    _role("committee_observer", "waarnemer commissie", "committee observer", "vacancy"),
    _role("advisor", "begeleider in een oproep", "advisor in a call", "vacancy"),
    _role("grants_officer", "subsidieadviseur", "grants officer"),
    _role("principal_investigator", "hoofdonderzoeker", "principal investigator", "grant"),
    _role("controller", "controller", "controller"),
    _role("bank_operator", "bankmedewerker", "bank operator"),
    _role("transfer_officer", "transferadviseur", "transfer officer"),
    _role("gate_panel", "beoordelingspanel", "gate panel", "case"),
    _role("legal", "jurist", "legal"),
    _role("security_officer", "veiligheidsfunctionaris", "security officer"),
    _role("privacy_officer", "privacyfunctionaris", "privacy officer"),
    _role("auditor", "accountant", "auditor"),
    _role("partner_administrator", "partnerbeheerder", "partner administrator", "organisation"),
    _role("funder_representative", "vertegenwoordiger financier", "funder representative", "organisation"),
    _role("ministry", "ministerie", "ministry"),
    _role("board_member", "bestuurslid", "board member", "organisation"),
    _role("researcher", "onderzoeker", "researcher"),
    _role("system_administrator", "systeembeheerder", "system administrator"),
    _role("everyone", "iedereen met een account", "everyone with an account", grantable=False),
    _role("applicant", "sollicitant", "applicant", "application", grantable=False),
    _role("referee", "referent", "referee", "reference", grantable=False),
    _role("funder_calendar", "agenda van een financier", "a funder's calendar", "organisation", grantable=False),
    _role("public", "publiek", "public", grantable=False),
    _role("sign_in", "aanmelding onder weg", "sign-in under way", grantable=False),
    _role("system", "systeem", "system", grantable=False),
]

# Whoever holds one of these decides who else may do what: a second person confirms every grant of them.
ADMINISTRATORS = ("system_administrator", "partner_administrator")

# Longest a browser session lasts per role: (seconds without use, seconds in all). The strictest of somebody's roles
# counts; EVERYONE is for all. OWASP's session cheat sheet: the more a role can do, the shorter.
HOUR = 3600
EVERYONE = (8 * HOUR, 24 * HOUR)
SESSION_LIMITS = {
    "system_administrator": (HOUR // 2, 8 * HOUR),
    "partner_administrator": (HOUR, 10 * HOUR),
    "controller": (HOUR, 10 * HOUR),
    "bank_operator": (HOUR // 4, 8 * HOUR),
    "auditor": (HOUR, 10 * HOUR),
    "security_officer": (HOUR, 10 * HOUR),
    "privacy_officer": (HOUR, 10 * HOUR),
}

PERMISSIONS = {
    "account.read": Words(nl="accounts en rollen zien", en="see accounts and roles"),
    "account.write": Words(nl="accounts beheren", en="manage accounts"),
    "role.grant": Words(nl="rollen verlenen en intrekken", en="grant and withdraw roles"),
    "committee.manage": Words(nl="commissies samenstellen", en="compose committees"),
    "session.end": Words(nl="sessies van anderen beëindigen", en="end other people's sessions"),
    "sign_in": Words(nl="een aanmelding afhandelen", en="carry out a sign-in"),
    "link.issue": Words(nl="een persoonlijke link uitgeven", en="issue a personal link"),
    "provider.write": Words(nl="identiteitsaanbieders beheren", en="manage identity providers"),
    "token.own": Words(nl="eigen API-sleutels beheren", en="manage one's own API tokens"),
    "audit.seal": Words(nl="het auditspoor verzegelen", en="seal the audit trail"),
    "person.erase": Words(nl="personen wissen", en="erase persons"),
    "audit.read": Words(nl="het auditspoor lezen", en="read the audit trail"),
    "reading.traced": Words(nl="wat u leest, komt in het auditspoor", en="what you read is kept in the audit trail"),
    "mail.read": Words(nl="verzonden post zien", en="see the mail that was sent"),
    "mail.send": Words(nl="post versturen", en="send mail"),
    "mail.resend": Words(nl="geweigerde post opnieuw versturen", en="send refused mail again"),
    "configuration.read": Words(nl="de inrichting lezen", en="read the configuration"),
}

HOLDS = {
    "everyone": ["token.own"],
    "system_administrator": [
        "account.read", "account.write", "role.grant", "session.end", "provider.write", "configuration.read",
        "mail.read", "mail.resend",
    ],
    "director": ["account.read", "audit.read"],
    "hr_officer": ["account.read", "committee.manage", "link.issue"],
    "hiring_lead": ["committee.manage"],
    "partner_administrator": ["role.grant"],
    "auditor": ["account.read", "audit.read", "reading.traced"],
    "privacy_officer": ["account.read", "audit.read"],
    "public": ["link.issue"],
    "sign_in": ["sign_in"],
    "system": list(PERMISSIONS),
}  # fmt: skip

SIGN_IN = may("sign_in")
COMMITTEE_ROLES = "role in ('committee_chair', 'committee_member', 'committee_observer', 'advisor')"
# A token sees and ends its owner's sessions only when it was given that right; it always knows itself.
OWN_SESSION = f"({is_self('account_id')} and {may('token.own')}) or id = (select polder.setting('session')::uuid)"
MAY_APPOINT = f"({may_or_within('committee.manage', 'scope_id')} and {COMMITTEE_ROLES})"
MAY_GRANT = may_or_within("role.grant", "scope_id")
MAY_GIVE = f"{MAY_GRANT} or {MAY_APPOINT}"
SYSTEM = "(select polder.setting('actor_kind')) = 'system'"

POLICIES = [
    # The entering and guarding functions read as polder_guard; nothing else is theirs.
    Policy("session", "select", "session_guard", "token_hash is not null", to=GUARD),
    Policy("session", "update", "session_guard_touch", "token_hash is not null", to=GUARD),
    Policy("account", "select", "account_guard", "id is not null", to=GUARD),
    Policy("role_grant", "select", "role_grant_guard", "account_id is not null", to=GUARD),
    Policy("invitation", "select", "invitation_guard", "token_hash is not null", to=GUARD),
    Policy("external_identity", "select", "external_identity_guard", "account_id is not null", to=GUARD),
    Policy("identity_provider", "select", "identity_provider_guard", "key is not null", to=GUARD),
    Policy("account", "select", "account_read", f"{is_self('id')} or {may('account.read')} or {SIGN_IN}"),
    Policy("account", "insert", "account_add", f"{may('account.write')} or {SIGN_IN}"),
    Policy("account", "update", "account_change", f"{is_self('id')} or {may('account.write')} or {SIGN_IN}"),
    Policy("external_identity", "select", "external_identity_read",
           f"{is_self('account_id')} or {may('account.read')} or {SIGN_IN}"),
    Policy("external_identity", "insert", "external_identity_add", f"{may('account.write')} or {SIGN_IN}"),
    Policy("external_identity", "update", "external_identity_change", f"{may('account.write')} or {SIGN_IN}"),
    Policy("external_identity", "delete", "external_identity_unlink", is_self("account_id")),
    Policy("role_grant", "select", "role_grant_read",
           f"{is_self('account_id')} or {may('account.read')} or {MAY_GIVE} or {SIGN_IN}"),
    Policy("role_grant", "insert", "role_grant_add", f"{MAY_GIVE} or {SIGN_IN}"),
    Policy("role_grant", "update", "role_grant_change", MAY_GIVE),
    Policy("session", "select", "session_read", f"{OWN_SESSION} or {may('session.end')} or {SIGN_IN}"),
    Policy("session", "insert", "session_add",
           f"({SIGN_IN} and kind = 'browser') or (kind = 'link' and role = 'applicant' and {may('link.issue')})"
           f" or ({SYSTEM} and kind = 'link' and role = 'referee')"
           f" or ({may('token.own')} and kind = 'token' and {is_self('account_id')})"
           f" or ({SYSTEM} and kind = 'token')"),
    Policy("session", "update", "session_change",
           f"{OWN_SESSION} or {may('session.end')} or ({SIGN_IN} and kind = 'browser')"),
    Policy("identity_provider", "select", "identity_provider_read",
           f"{may('provider.write')} or {may('configuration.read')} or ({SIGN_IN} and enabled)"),
    Policy("identity_provider", "insert", "identity_provider_add", may("provider.write")),
    Policy("identity_provider", "update", "identity_provider_change", may("provider.write")),
    Policy("invitation", "select", "invitation_read", f"{MAY_GIVE} or {SIGN_IN}"),
    Policy("invitation", "insert", "invitation_add", MAY_GIVE),
    Policy("invitation", "update", "invitation_change", f"{MAY_GIVE} or {SIGN_IN}"),
    Policy("access_request", "select", "access_request_read",
           f"{may_or_within('role.grant', 'organisation_id')} or {SIGN_IN}"),
    Policy("access_request", "insert", "access_request_add", SIGN_IN),
    Policy("access_request", "update", "access_request_change",
           f"{may_or_within('role.grant', 'organisation_id')} or {SIGN_IN}"),
    Policy("sign_in_attempt", "select", "sign_in_attempt_read", SIGN_IN),
    Policy("sign_in_attempt", "insert", "sign_in_attempt_add", SIGN_IN),
    Policy("sign_in_attempt", "update", "sign_in_attempt_change", SIGN_IN),
    Policy("sign_in_attempt", "delete", "sign_in_attempt_remove", SIGN_IN),
]  # fmt: skip


def _limits_sql() -> str:
    """The declared limits as rows that PostgreSQL reads when it opens a session."""
    rows = [(role, *limits) for role, limits in sorted({"everyone": EVERYONE, **SESSION_LIMITS}.items())]
    values = ", ".join(f"('{role}', {idle}, {most})" for role, idle, most in rows)
    return f"delete from polder.session_limit;\ninsert into polder.session_limit values {values};\n"


def _sql(name: str) -> str:
    return files(__package__).joinpath("sql").joinpath(name).read_text()


ACCESS = Access(
    permissions=PERMISSIONS,
    roles=ROLES,
    holds=HOLDS,
    policies=POLICIES,
    personal={"account": ["name", "email"], "invitation": ["email", "name", "token_hash"], "external_identity": ["subject"],
              "session": ["token_hash", "label"], "access_request": ["subject", "name", "email"]},
    unaudited=["sign_in_attempt"],
    inner=[
        "polder.set_actor(text, uuid, uuid, uuid, text, text, jsonb, jsonb, text)",
        "polder.held_for_records(uuid, text[])",
    ],
    sql=_sql("enter.sql") + _sql("guards.sql") + _limits_sql(),
)  # fmt: skip
