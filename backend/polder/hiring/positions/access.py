"""Who sees and writes positions: those who hire and those who pay. A funder sees none: of its own money it sees the
allocation and its purpose, without the salary."""

from importlib.resources import files

from polder.hiring.positions.lifecycle import CONFIRM, WRITE
from polder.kernel import versions
from polder.kernel.access import GUARD, Access, Policy, may, reads_and_writes
from polder.kernel.words import Words

PERMISSIONS = {
    "position.read": Words(nl="posities zien", en="see positions"),
    "position.write": Words(nl="posities opstellen", en="write positions"),
    "position.fund": Words(nl="posities financieren", en="fund positions"),
    "position.accept_gap": Words(nl="een gat in de financiering aanvaarden", en="accept a gap in the funding"),
    "position.approve": Words(nl="posities goedkeuren", en="approve positions"),
    "position.fill": Words(nl="posities vervullen", en="fill positions"),
    "vacancy.without_position": Words(nl="een vacature zonder positie goedkeuren", en="approve a vacancy without a position"),
}  # fmt: skip
HOLDS = {
    "controller": ["position.read", "position.write", "position.fund"],
    "hr_officer": ["position.read", "position.write", "position.fill"],
    "director": ["position.read", "position.accept_gap", "position.approve", "vacancy.without_position"],
    "auditor": ["position.read"],
    "system": list(PERMISSIONS),
}
READ, FUND = may("position.read"), may("position.fund")
MOVES = " or ".join(may(name) for name in ("position.write", "position.fund", "position.approve", "position.fill", "vacancy.publish"))  # fmt: skip


def _guard(table: str, *commands: str) -> list[Policy]:
    """The functions that compare lines with their allocations see all of them."""
    return [Policy(table, command, f"{table}_guard_{command}", "id is not null", to=GUARD) for command in commands]


ACCESS = Access(
    permissions=PERMISSIONS,
    holds=HOLDS,
    policies=[
        *versions.policies("employer_cost_rule", f"{READ} or {may('funding.read')}", WRITE, CONFIRM),
        *reads_and_writes("position", READ, may("position.write"))[:2],
        Policy("position", "update", "position_change", MOVES),
        *reads_and_writes("position_employer", READ, may("position.write"), delete=True),
        *reads_and_writes("position_line", READ, FUND, delete=True),
        Policy("position_gap", "select", "position_gap_read", READ),
        Policy("position_gap", "insert", "position_gap_add", may("position.accept_gap")),
        *_guard("position", "select", "update"),
        *_guard("position_employer", "select"),
        *_guard("position_line", "select", "update", "delete"),
        *_guard("position_gap", "select"),
        # A position makes and keeps its own purpose, by whoever writes it.
        Policy("purpose", "insert", "purpose_of_position", "kind = 'position'", to=GUARD),
        Policy("purpose", "update", "purpose_follows_position", "kind = 'position'", to=GUARD),
        Policy("move_entry", "select", "move_entry_position",
               "record_kind = 'position' and exists (select from public.position x where x.id = record_id)"),
    ],
    personal={"position": ["filled_salary_cents"]},
    append_only={"position_gap": "update or delete"},
    inner=["polder.fit_position(uuid, bigint)", "polder.coverage_of_position(uuid)", "polder.costs_of_position(uuid)"],
    sql=files(__package__).joinpath("sql/positions.sql").read_text() + versions.trigger("employer_cost_rule"),
)  # fmt: skip
