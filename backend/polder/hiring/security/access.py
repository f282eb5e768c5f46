"""Who tags, asks and decides. The security officer sees of an application its name, CV and documents, and nothing else."""

from importlib.resources import files

from polder.kernel.access import GUARD, Access, Erased, Policy, may, may_or_within, unconflicted
from polder.kernel.words import Words

PERMISSIONS = {
    "security.tag": Words(nl="vacatures markeren voor kennisveiligheid", en="tag vacancies for knowledge security"),
    "security.read": Words(nl="controles op kennisveiligheid zien", en="see knowledge security checks"),
    "security.ask": Words(nl="een controle op kennisveiligheid vragen", en="ask for a knowledge security check"),
    "security.decide": Words(nl="over kennisveiligheid beslissen", en="decide on knowledge security"),
}
HOLDS = {
    "hr_officer": ["security.tag", "security.read", "security.ask"],
    "hiring_lead": ["security.tag", "security.read"],
    "director": ["security.read"],
    "auditor": ["security.read"],
    "security_officer": ["security.decide"],
    "system": list(PERMISSIONS),
}
DECIDE = may("security.decide")
UNCONFLICTED = unconflicted("application_id")
READ_TAG = f"{may_or_within('security.read', 'vacancy_id')} or {DECIDE}"
READ_CHECK = f"{UNCONFLICTED} and ({may_or_within('security.read', 'vacancy_id')} or {DECIDE})"
TAG = may_or_within("security.tag", "vacancy_id")
# While the officer is asked; what was decided is closed to them again.
BEING_CHECKED = "record_kind = 'application' and record_id = any((select polder.being_checked())::uuid[])"

ACCESS = Access(
    permissions=PERMISSIONS,
    holds=HOLDS,
    policies=[
        Policy("vacancy_security", "select", "vacancy_security_read", READ_TAG),
        Policy("vacancy_security", "insert", "vacancy_security_add", TAG),
        Policy("vacancy_security", "update", "vacancy_security_change", TAG),
        Policy("vacancy_security", "delete", "vacancy_security_remove", TAG),
        Policy("security_check", "select", "security_check_read", READ_CHECK),
        Policy("security_check", "insert", "security_check_ask", f"{may('security.ask')} and {UNCONFLICTED}"),
        Policy("security_check", "update", "security_check_decide", f"{DECIDE} and {UNCONFLICTED}"),
        Policy("document", "select", "document_being_checked", f"{BEING_CHECKED} and state = 'accepted'"),
        Policy("move_entry", "select", "move_entry_security_check",
               "record_kind = 'security_check' and exists (select from public.security_check x where x.id = record_id)"),
        *[Policy(table, "select", f"{table}_guard", "id is not null", to=GUARD)
          for table in ("vacancy_security", "security_check")],
    ],
    erased={"security_check": Erased("application_id = any(people)")},
    personal={"vacancy_security": ["reason"]},
    sql=files(__package__).joinpath("sql/security.sql").read_text(),
)  # fmt: skip
