"""Who writes and reads letters. A conflict hides a recipient, and the letters to them, as it hides the application."""

from importlib.resources import files

from polder.hiring.correspondence.rules import GENERAL, SYSTEM
from polder.kernel.access import GUARD, Access, Erased, Policy, may_or_within, unconflicted
from polder.kernel.words import Words

PERMISSIONS = {
    "letter.write": Words(nl="brieven aan sollicitanten schrijven", en="write letters to applicants"),
    "letter.read": Words(nl="brieven aan sollicitanten lezen", en="read letters to applicants"),
}
HOLDS = {
    "hr_officer": ["letter.write", "letter.read"],
    "hiring_lead": ["letter.write", "letter.read"],
    "director": ["letter.read"],
    "auditor": ["letter.read"],
    "system": list(PERMISSIONS),
}
READ, WRITE = may_or_within("letter.read", "vacancy_id"), may_or_within("letter.write", "vacancy_id")
# Whoever writes letters for one vacancy may use the house's templates.
READ_TEMPLATE = f"{READ} or (vacancy_id is null and cardinality((select polder.scope('letter.read'))) > 0)"
VISIBLE_APPLICATION = "exists (select from public.application a where a.id = application_id)"
OF_RECIPIENT = f"{unconflicted('application_id')} and {VISIBLE_APPLICATION}"


def _fields_sql() -> str:
    """What the texts of each key may name; the trigger of templates asks."""
    cases = " ".join(f"when '{key}' then array{list(letter.fields)}" for key, letter in SYSTEM.items())
    return f"""
-- Written from correspondence/rules.py.
create or replace function polder.letter_fields(key text) returns text[]
language sql immutable parallel safe as $$ select case key {cases} else array{list(GENERAL)} end $$;
"""


def _of_visible(table: str) -> Policy:
    return Policy("move_entry", "select", f"move_entry_{table}",
                  f"record_kind = '{table}' and exists (select from public.{table} x where x.id = record_id)")  # fmt: skip


ACCESS = Access(
    permissions=PERMISSIONS,
    holds=HOLDS,
    policies=[
        Policy("mail_template", "select", "mail_template_read", READ_TEMPLATE),
        Policy("mail_template", "insert", "mail_template_add", WRITE),
        Policy("mail_template", "update", "mail_template_change", WRITE),
        Policy("mail_template", "select", "mail_template_guard", "id is not null", to=GUARD),
        Policy("mailing", "select", "mailing_read", READ),
        Policy("mailing", "insert", "mailing_add", WRITE),
        Policy("mailing", "update", "mailing_change", WRITE),
        Policy("mailing", "select", "mailing_guard", "id is not null", to=GUARD),
        Policy("mailing", "update", "mailing_guard_look", "id is not null", to=GUARD),
        Policy("mailing_recipient", "select", "mailing_recipient_read", f"{OF_RECIPIENT} and {READ}"),
        Policy("mailing_recipient", "insert", "mailing_recipient_add", f"{OF_RECIPIENT} and {WRITE}"),
        Policy("mailing_recipient", "update", "mailing_recipient_change", f"{OF_RECIPIENT} and {WRITE}"),
        Policy("mailing_recipient", "delete", "mailing_recipient_remove", f"{OF_RECIPIENT} and {WRITE}"),
        Policy("mailing_recipient", "select", "mailing_recipient_guard", "id is not null", to=GUARD),
        Policy("mailing_recipient", "update", "mailing_recipient_guard_moved", "id is not null", to=GUARD),
        Policy("mail", "update", "mail_guard_again", "id is not null", to=GUARD),
        _of_visible("mail_template"),
        _of_visible("mailing"),
    ],
    erased={"mailing_recipient": Erased("application_id = any(people)", blank={"mail_id": "null"})},
    personal={"mailing": ["reason"]},
    sql=_fields_sql() + files(__package__).joinpath("sql/correspondence.sql").read_text(),
)  # fmt: skip
