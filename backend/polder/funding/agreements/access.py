"""Who sees and writes agreements and decisions: all money, a funder their own, the ministry public decisions."""

from importlib.resources import files

from polder.kernel.access import GUARD, Access, Policy, may, within
from polder.kernel.words import Words

PERMISSIONS = {
    "agreement.write": Words(nl="overeenkomsten opstellen", en="write agreements"),
    "agreement.approve": Words(nl="overeenkomsten in werking laten treden", en="put agreements in force"),
    "decision.write": Words(nl="publieke besluiten vastleggen", en="record public decisions"),
}
HOLDS = {
    "controller": list(PERMISSIONS),
    "director": ["agreement.approve"],
    "system": list(PERMISSIONS),
}
READ, WRITE = may("funding.read"), may("agreement.write")
# A funder sees what was sent to them, not our drafts.
OWN = f"({within('funding.own', 'funder_id')} and state <> 'draft')"
VISIBLE = "exists (select from public.agreement a where a.id = agreement_id)"
WRITERS = f"{WRITE} or {may('agreement.approve')}"


def _part(table: str, *, when: str = VISIBLE) -> list[Policy]:
    return [
        Policy(table, "select", f"{table}_read", when),
        Policy(table, "insert", f"{table}_add", WRITE),
        Policy(table, "update", f"{table}_change", WRITERS),
        Policy(table, "delete", f"{table}_remove", WRITE),
        Policy(table, "select", f"{table}_guard", "id is not null", to=GUARD),
    ]


def _follows(table: str, kind: str) -> list[Policy]:
    """History and documents follow their record."""
    seen = f"record_kind = '{kind}' and exists (select from public.{table} x where x.id = record_id)"
    return [
        Policy("move_entry", "select", f"move_entry_{kind}", seen),
        Policy("document", "select", f"document_{kind}", seen),
        Policy("document", "insert", f"document_add_{kind}", f"{seen} and {WRITE}"),
        Policy("document", "update", f"document_change_{kind}", f"{seen} and {WRITE}"),
        Policy("document", "delete", f"document_remove_{kind}", f"{seen} and {WRITE} and state <> 'accepted'"),
    ]


ACCESS = Access(
    permissions=PERMISSIONS,
    holds=HOLDS,
    policies=[
        Policy("agreement", "select", "agreement_read", f"{READ} or {OWN}"),
        Policy("agreement", "insert", "agreement_add", WRITE),
        Policy("agreement", "update", "agreement_change", WRITERS),
        Policy("agreement", "select", "agreement_guard", "id is not null", to=GUARD),
        Policy("agreement", "update", "agreement_guard_change", "id is not null", to=GUARD),
        *_part("agreement_version"),
        *_part("agreement_party"),
        *_part("funder_right"),
        Policy("agreement_version", "update", "agreement_version_guard_change", "id is not null", to=GUARD),
        Policy("right_kind", "select", "right_kind_read", "key is not null"),
        Policy("public_decision", "select", "public_decision_read",
               f"{READ} or {may('funding.public')} or {within('funding.own', 'granter_id')}"),
        Policy("public_decision", "insert", "public_decision_add", may("decision.write")),
        Policy("public_decision", "update", "public_decision_change", f"{may('decision.write')} or {may('ledger.post')}"),
        Policy("public_decision", "select", "public_decision_guard", "id is not null", to=GUARD),
        Policy("public_decision", "update", "public_decision_guard_change", "id is not null", to=GUARD),
        *_follows("agreement", "agreement"),
        *_follows("agreement_version", "agreement_version"),
        *_follows("public_decision", "public_decision"),
    ],
    personal={"agreement": ["contact_name", "contact_email"]},
    before_tables="\n".join(
        f"create sequence if not exists public.{name}_reference;"
        f" grant usage on sequence public.{name}_reference to polder_app;"
        for name in ("agreement", "decision")
    ),
    sql=files(__package__).joinpath("sql/agreements.sql").read_text(),
)  # fmt: skip
