"""Who sees and decides on in-kind contributions: all money, and a funder what is declared under their own lots."""

from importlib.resources import files

from polder.funding import money_rules
from polder.kernel.access import GUARD, Access, Policy, may, may_or_within, within
from polder.kernel.words import Words

PERMISSIONS = {
    "in_kind.declare": Words(nl="bijdragen in natura opgeven", en="declare in-kind contributions"),
    "in_kind.value": Words(nl="bijdragen in natura waarderen en afwijzen", en="value and reject in-kind contributions"),
    "in_kind.accept": Words(nl="bijdragen in natura aannemen", en="accept in-kind contributions"),
    "in_kind.count": Words(nl="bijdragen in natura meetellen", en="count in-kind contributions"),
}
HOLDS = {
    "controller": ["in_kind.declare", "in_kind.value", "in_kind.accept"],
    "director": ["in_kind.accept"],
    "funder_representative": ["in_kind.declare"],
    "partner_administrator": ["in_kind.declare"],
    "system": list(PERMISSIONS),
}
READ, OWN = may("funding.read"), within("funding.own", "funder_id")
DECLARE = may_or_within("in_kind.declare", "funder_id")
DECIDE = " or ".join(may(f"in_kind.{what}") for what in ("value", "accept", "count"))
A_FUNDER = "cardinality((select polder.scope('funding.own'))::uuid[]) > 0"
SEEN = (
    "record_kind = 'in_kind_contribution' and exists (select from public.in_kind_contribution x where x.id = record_id)"
)
# Evidence is added until the decision; what was decided on stays as it was.
OPEN = (
    "record_kind = 'in_kind_contribution' and exists (select from public.in_kind_contribution x where x.id = record_id"
    f" and x.state in ('declared', 'valued') and ({may_or_within('in_kind.declare', 'x.funder_id')}))"
)

ACCESS = Access(
    permissions=PERMISSIONS,
    holds=HOLDS,
    policies=[
        *money_rules.policies("valuation_rule", f"{READ} or (state = 'in_force' and {A_FUNDER})"),
        Policy("in_kind_contribution", "select", "in_kind_contribution_read", f"{READ} or {OWN}"),
        Policy("in_kind_contribution", "insert", "in_kind_contribution_add", DECLARE),
        Policy("in_kind_contribution", "update", "in_kind_contribution_change",
               f"{DECIDE} or (state = 'declared' and {DECLARE})"),
        Policy("in_kind_contribution", "select", "in_kind_contribution_count", may("in_kind.count")),
        Policy("in_kind_contribution", "select", "in_kind_contribution_guard", "id is not null", to=GUARD),
        Policy("move_entry", "select", "move_entry_in_kind_contribution", SEEN),
        Policy("document", "select", "document_in_kind_contribution", SEEN),
        Policy("document", "insert", "document_add_in_kind_contribution", OPEN),
        Policy("document", "update", "document_change_in_kind_contribution", OPEN),
        Policy("document", "delete", "document_remove_in_kind_contribution", f"{OPEN} and state <> 'accepted'"),
    ],
    personal={"in_kind_contribution": ["what", "note"]},
    inner=["polder.in_kind_entry(uuid)"],
    sql=files(__package__).joinpath("sql/in_kind.sql").read_text() + money_rules.trigger("valuation_rule"),
)  # fmt: skip
