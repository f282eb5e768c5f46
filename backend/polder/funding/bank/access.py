"""Who sees bank data: whoever may read all money, and nobody else. Entries change only in what they settle."""

from importlib.resources import files

from polder.kernel.access import GUARD, Access, Policy, may
from polder.kernel.words import Words

PERMISSIONS = {
    "bank.import": Words(nl="bankafschriften inlezen", en="import bank statements"),
    "bank.settle": Words(nl="ontvangsten afletteren", en="settle receipts"),
    "bank.lock": Words(nl="afgeletterde ontvangsten vastzetten", en="lock settled receipts"),
    "bank_account.write": Words(nl="eigen bankrekeningen beheren", en="manage own bank accounts"),
    "settlement_rule.write": Words(nl="grenzen voor het afletteren stellen", en="set the limits of settling"),
}
HOLDS = {
    "controller": ["bank.import", "bank.settle", "bank.lock", "bank_account.write"],
    "bank_operator": ["bank.import", "bank.settle"],
    # Whoever settles does not set the limits of settling.
    "director": ["settlement_rule.write"],
    "system": list(PERMISSIONS),
}
READ, IMPORT, SETTLE = may("funding.read"), may("bank.import"), may("bank.settle")
# A line is somebody's own work, or nobody's (a proposal): who wrote it counts when a second person is needed.
OWN_LINE = f"{SETTLE} and created_by is not distinct from (select polder.actor())"


def _reads(*tables: str) -> list[Policy]:
    return [Policy(table, "select", f"{table}_read", READ) for table in tables]


def _guard(*tables: str) -> list[Policy]:
    return [Policy(table, "select", f"{table}_guard", "id is not null", to=GUARD) for table in tables]


ACCESS = Access(
    permissions=PERMISSIONS,
    holds=HOLDS,
    policies=[
        *_reads("bank_account", "bank_import", "bank_statement", "bank_entry", "settlement", "settlement_rule"),
        *_guard("bank_import", "bank_statement", "bank_entry", "settlement", "settlement_rule"),
        Policy("bank_account", "insert", "bank_account_add", may("bank_account.write")),
        Policy("bank_account", "update", "bank_account_change", may("bank_account.write")),
        Policy("bank_import", "insert", "bank_import_add", IMPORT),
        Policy("bank_import", "update", "bank_import_report", IMPORT),
        Policy("bank_statement", "insert", "bank_statement_add", IMPORT),
        Policy("bank_entry", "insert", "bank_entry_add", IMPORT),
        Policy("bank_entry", "update", "bank_entry_move", f"{SETTLE} or {IMPORT} or {may('bank.lock')}"),
        Policy("settlement", "insert", "settlement_add", f"{OWN_LINE} or ({IMPORT} and created_by is null)"),
        Policy("settlement", "update", "settlement_end", SETTLE),
        Policy("settlement", "delete", "settlement_remove", SETTLE),
        Policy("settlement_rule", "insert", "settlement_rule_add", may("settlement_rule.write")),
        Policy("settlement_rule", "update", "settlement_rule_end", may("settlement_rule.write")),
        Policy("settlement_rule", "delete", "settlement_rule_withdraw", may("settlement_rule.write")),
        Policy("move_entry", "select", "move_entry_guard_bank_entry", "record_kind = 'bank_entry'", to=GUARD),
        Policy("move_entry", "select", "move_entry_bank_entry", f"record_kind = 'bank_entry' and {READ}"),
    ],
    append_only={"bank_statement": "update or delete", "bank_entry": "delete", "bank_import": "delete"},
    # An entry is a log itself: a copy of what the bank wrote. Its moves have their history, what it settles is audited.
    unaudited=["bank_entry"],
    inner=["polder.record_faults()"],
    sql=files(__package__).joinpath("sql/bank.sql").read_text(),
)
