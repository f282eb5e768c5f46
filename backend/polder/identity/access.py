"""Roles of the institute, and who may see accounts, grants, sessions and providers."""

from importlib.resources import files

from polder.kernel.access import GUARD, Access, Policy, Role, is_self, may
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
    _role("researcher", "onderzoeker", "researcher"),
    _role("system_administrator", "systeembeheerder", "system administrator"),
    _role("everyone", "iedereen met een account", "everyone with an account", grantable=False),
    _role("applicant", "sollicitant", "applicant", "application", grantable=False),
    _role("public", "publiek", "public", grantable=False),
    _role("sign_in", "aanmelding onder weg", "sign-in under way", grantable=False),
    _role("system", "systeem", "system", grantable=False),
]

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
    "mail.read": Words(nl="verzonden post zien", en="see the mail that was sent"),
    "mail.send": Words(nl="post versturen", en="send mail"),
    "configuration.read": Words(nl="de inrichting lezen", en="read the configuration"),
}

HOLDS = {
    "everyone": ["token.own"],
    "system_administrator": [
        "account.read", "account.write", "role.grant", "session.end", "provider.write", "configuration.read",
        "mail.read",
    ],
    "director": ["account.read", "audit.read"],
    "hr_officer": ["account.read", "committee.manage", "link.issue"],
    "auditor": ["account.read", "audit.read"],
    "privacy_officer": ["account.read", "audit.read"],
    "public": ["link.issue"],
    "sign_in": ["sign_in"],
    "system": list(PERMISSIONS),
}  # fmt: skip

SIGN_IN = may("sign_in")
COMMITTEE_ROLES = "role in ('committee_chair', 'committee_member', 'committee_observer')"

POLICIES = [
    # The entering functions read as polder_guard; nothing else is theirs.
    Policy("session", "select", "session_guard", "token_hash is not null", to=GUARD),
    Policy("session", "update", "session_guard_touch", "token_hash is not null", to=GUARD),
    Policy("account", "select", "account_guard", "id is not null", to=GUARD),
    Policy("role_grant", "select", "role_grant_guard", "account_id is not null", to=GUARD),
    Policy("account", "select", "account_read", f"{is_self('id')} or {may('account.read')} or {SIGN_IN}"),
    Policy("account", "insert", "account_add", f"{may('account.write')} or {SIGN_IN}"),
    Policy("account", "update", "account_change", f"{is_self('id')} or {may('account.write')} or {SIGN_IN}"),
    Policy("external_identity", "select", "external_identity_read",
           f"{is_self('account_id')} or {may('account.read')} or {SIGN_IN}"),
    Policy("external_identity", "insert", "external_identity_add", f"{may('account.write')} or {SIGN_IN}"),
    Policy("external_identity", "update", "external_identity_change", f"{may('account.write')} or {SIGN_IN}"),
    Policy("role_grant", "select", "role_grant_read", f"{is_self('account_id')} or {may('account.read')}"),
    Policy("role_grant", "insert", "role_grant_add",
           f"{may('role.grant')} or {SIGN_IN} or ({may('committee.manage')} and {COMMITTEE_ROLES})"),
    Policy("role_grant", "update", "role_grant_change",
           f"{may('role.grant')} or ({may('committee.manage')} and {COMMITTEE_ROLES})"),
    Policy("session", "select", "session_read",
           f"{is_self('account_id')} or {may('session.end')} or {SIGN_IN} or id = polder.setting('session')::uuid"),
    Policy("session", "insert", "session_add",
           f"({SIGN_IN} and kind = 'browser') or (kind = 'link' and role = 'applicant' and {may('link.issue')})"
           f" or ({may('token.own')} and kind = 'token' and {is_self('account_id')})"
           f" or ({may('account.write')} and kind = 'token')"),
    Policy("session", "update", "session_change",
           f"{is_self('account_id')} or {may('session.end')} or id = polder.setting('session')::uuid"),
    Policy("identity_provider", "select", "identity_provider_read",
           f"{may('provider.write')} or {may('configuration.read')} or ({SIGN_IN} and enabled)"),
    Policy("identity_provider", "insert", "identity_provider_add", may("provider.write")),
    Policy("identity_provider", "update", "identity_provider_change", may("provider.write")),
    Policy("invitation", "select", "invitation_read", f"{may('role.grant')} or {SIGN_IN}"),
    Policy("invitation", "insert", "invitation_add", may("role.grant")),
    Policy("invitation", "update", "invitation_change", f"{may('role.grant')} or {SIGN_IN}"),
    Policy("sign_in_attempt", "select", "sign_in_attempt_read", SIGN_IN),
    Policy("sign_in_attempt", "insert", "sign_in_attempt_add", SIGN_IN),
    Policy("sign_in_attempt", "update", "sign_in_attempt_change", SIGN_IN),
    Policy("sign_in_attempt", "delete", "sign_in_attempt_remove", SIGN_IN),
]  # fmt: skip

ACCESS = Access(
    permissions=PERMISSIONS,
    roles=ROLES,
    holds=HOLDS,
    policies=POLICIES,
    personal={"account": ["name", "email"], "invitation": ["email"], "external_identity": ["subject"],
              "session": ["token_hash", "label"]},
    unaudited=["sign_in_attempt"],
    sql=files(__package__).joinpath("sql/enter.sql").read_text(),
)  # fmt: skip
