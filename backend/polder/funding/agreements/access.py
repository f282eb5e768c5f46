"""Who sees and writes agreements and decisions: all money, a funder their own, the ministry public decisions."""

from importlib.resources import files

from polder.funding import money_rules
from polder.kernel.access import GUARD, Access, Policy, may, within
from polder.kernel.words import Words

PERMISSIONS = {
    "agreement.write": Words(nl="overeenkomsten opstellen", en="write agreements"),
    "agreement.approve": Words(nl="overeenkomsten in werking laten treden", en="put agreements in force"),
    "funding.import": Words(
        nl="een bestaande geldadministratie inlezen", en="read in an existing administration of money"
    ),
    "decision.write": Words(nl="publieke besluiten vastleggen", en="record public decisions"),
    "decision.undetermine": Words(nl="een vaststelling terugnemen", en="take a determination back"),
}
HOLDS = {
    "controller": list(PERMISSIONS),
    "director": ["agreement.approve", "decision.undetermine"],
    "system": list(PERMISSIONS),
}
READ, WRITE = may("funding.read"), may("agreement.write")
WRITERS = f"{WRITE} or {may('agreement.approve')}"
# A funder sees what was sent to them to sign and what has been in force: not our drafts, nor what came to nothing.
OWN = f"({within('funding.own', 'funder_id')} and (in_force > 0 or state = 'under_signature'))"
VISIBLE = "exists (select from public.agreement a where a.id = agreement_id)"
SENT = (
    "exists (select from public.agreement a where a.id = agreement_id and (agreement_version.state in ('in_force', 'superseded')"
    " or (agreement_version.state = 'draft' and a.state = 'under_signature')))"
)
# What was applied for and is not granted is between us and the granter's own officials.
GRANTED = f"(state <> 'applied' and ({may('funding.public')} or {within('funding.own', 'granter_id')}))"


def _guard(table: str, *commands: str) -> list[Policy]:
    """The functions that carry out moves write what follows from them."""
    return [Policy(table, command, f"{table}_guard_{command}", "id is not null", to=GUARD) for command in commands]


def _documents(table: str, write: str) -> list[Policy]:
    """Documents follow their record. What was accepted is not taken away."""
    seen = f"record_kind = '{table}' and exists (select from public.{table} x where x.id = record_id)"
    return [
        Policy("document", "select", f"document_{table}", seen),
        Policy("document", "insert", f"document_add_{table}", f"{seen} and {write}"),
        Policy("document", "update", f"document_change_{table}", f"{seen} and {write}"),
        Policy("document", "delete", f"document_remove_{table}", f"{seen} and {write} and state <> 'accepted'"),
    ]  # fmt: skip


def _history(table: str, *, ours: str = "") -> Policy:
    """History follows its record; the moves in `ours`, and why they were made, only whoever reads all money."""
    seen = f"record_kind = '{table}' and exists (select from public.{table} x where x.id = record_id)"
    return Policy(
        "move_entry", "select", f"move_entry_{table}", f"{seen} and ({READ} or move not in ({ours}))" if ours else seen
    )


ACCESS = Access(
    permissions=PERMISSIONS,
    holds=HOLDS,
    policies=[
        Policy("agreement", "select", "agreement_read", f"{READ} or {OWN}"),
        Policy("agreement", "insert", "agreement_add", WRITE),
        Policy("agreement", "update", "agreement_change", WRITERS),
        *_guard("agreement", "select", "update"),
        Policy("agreement_version", "select", "agreement_version_read", f"{READ} or {SENT}"),
        Policy("agreement_version", "insert", "agreement_version_add", WRITE),
        Policy("agreement_version", "update", "agreement_version_change", WRITERS),
        *_guard("agreement_version", "select"),
        Policy("agreement_party", "select", "agreement_party_read", VISIBLE),
        *_guard("agreement_party", "select", "insert", "update", "delete"),
        Policy("funder_right", "select", "funder_right_read", VISIBLE),
        *_guard("funder_right", "select", "insert", "update"),
        *money_rules.policies("right_kind", f"{READ} or state = 'in_force'"),
        Policy("public_decision", "select", "public_decision_read", f"{READ} or {GRANTED}"),
        Policy("public_decision", "insert", "public_decision_add", may("decision.write")),
        Policy("public_decision", "update", "public_decision_change", f"{may('decision.write')} or {may('ledger.post')} or ({may('decision.undetermine')} and state in ('determined', 'accounted'))"),
        *_guard("public_decision", "select", "update"),
        _history("agreement", ours="'create', 'redraft', 'import', 'reopen'"),
        _history("agreement_version", ours="'create'"),
        _history("public_decision", ours="'create'"),
        Policy("move_entry", "select", "move_entry_guard_public_decision", "record_kind = 'public_decision'", to=GUARD),
        *_documents("agreement_version", WRITE),
        *_documents("public_decision", may("decision.write")),
    ],
    personal={"agreement": ["contact_name", "contact_email"]},
    inner=["polder.let_go(public.agreement, text)", "polder.agreement_open(uuid)"],
    sql=files(__package__).joinpath("sql/agreements.sql").read_text() + money_rules.trigger("right_kind"),
)  # fmt: skip
