"""Who sees the ledger: whoever may read all money, a funder their own lots, the ministry public ones."""

from importlib.resources import files

from polder.funding.ledger.rules import KINDS
from polder.kernel.access import GUARD, Access, Policy, may, reads_and_writes, within
from polder.kernel.words import Words

PERMISSIONS = {
    "funding.read": Words(nl="alle geldstromen zien", en="see all money"),
    "funding.own": Words(nl="de eigen bijdragen zien", en="see one's own contributions"),
    "funding.public": Words(nl="publieke bijdragen zien", en="see public contributions"),
    "ledger.post": Words(nl="in het grootboek boeken", en="post in the ledger"),
    "period.close": Words(nl="perioden afsluiten", en="close periods"),
    "purpose.write": Words(nl="bestemmingen en fondsen beheren", en="manage purposes and fund pools"),
}
HOLDS = {
    "controller": ["funding.read", "ledger.post", "period.close", "purpose.write"],
    "bank_operator": ["funding.read", "ledger.post"],
    "director": ["funding.read"],
    "auditor": ["funding.read"],
    "funder_representative": ["funding.own"],
    "ministry": ["funding.public"],
    "system": list(PERMISSIONS),
}
READ, OWN = may("funding.read"), within("funding.own", "funder_id")
READ_LOT = f"{READ} or {OWN} or (decision_id is not null and {may('funding.public')})"
# One row is looked up by its key, and the policies of what it belongs to decide.
VISIBLE_LOT = "exists (select from public.lot l where l.id = lot_id)"
VISIBLE_ACCOUNT = "exists (select from public.ledger_account a where a.id = account_id)"
VISIBLE_ENTRY = "exists (select from public.posting p where p.entry_id = journal_entry.id)"
SEEN_PURPOSE = "exists (select from public.ledger_account a where a.purpose_id = purpose.id)"


def _chart() -> str:
    """The chart of accounts as the database's own catalogue."""
    rows = []
    for kind in KINDS:
        floor = 0 if not kind.floor else (1 if kind.side == "debit" else -1)
        of = "{" + ",".join(kind.of) + "}"
        rows.append(f"('{kind.name}', '{kind.asset}', {floor}, {str(kind.conserved).lower()}, '{of}')")
    return (
        "create table if not exists polder.account_kind (\n"
        "  name text primary key, asset text not null, floor int not null, conserved boolean not null, of text[] not null);\n"
        "grant select on polder.account_kind to polder_app, polder_guard;\n"
        "delete from polder.account_kind;\n"
        "insert into polder.account_kind values\n  " + ",\n  ".join(rows) + ";\n"
    )


def _guard(table: str, *commands: str) -> list[Policy]:
    """The functions that write and check the ledger see all of it."""
    key = "account_id" if table == "account_balance" else "id"
    return [Policy(table, command, f"{table}_guard_{command}", f"{key} is not null", to=GUARD) for command in commands]


ACCESS = Access(
    permissions=PERMISSIONS,
    holds=HOLDS,
    policies=[
        *reads_and_writes("fund_pool", f"{READ} or exists (select from public.lot l where l.pool_id = fund_pool.id)",
                          may("purpose.write")),
        *reads_and_writes("purpose", f"{READ} or {SEEN_PURPOSE}", may("purpose.write")),
        Policy("pool_purpose", "select", "pool_purpose_read", READ),
        Policy("pool_purpose", "insert", "pool_purpose_add", may("purpose.write")),
        Policy("pool_purpose", "delete", "pool_purpose_remove", may("purpose.write")),
        Policy("lot", "select", "lot_read", READ_LOT),
        *_guard("lot", "select", "insert", "update"),
        *_guard("purpose", "select"),
        *_guard("pool_purpose", "select"),
        Policy("ledger_account", "select", "ledger_account_read", f"{READ} or (lot_id is not null and {VISIBLE_LOT})"),
        *_guard("ledger_account", "select", "insert"),
        Policy("account_balance", "select", "account_balance_read", f"{READ} or {VISIBLE_ACCOUNT}"),
        *_guard("account_balance", "select", "insert", "update"),
        Policy("journal_entry", "select", "journal_entry_read", READ),
        *_guard("journal_entry", "select", "insert"),
        Policy("posting", "select", "posting_read", f"{READ} or {OWN} or ({may('funding.public')} and {VISIBLE_LOT})"),
        *_guard("posting", "select", "insert"),
        *reads_and_writes("closed_period", READ, may("period.close"))[:2],
        *_guard("closed_period", "select"),
    ],
    append_only={
        "journal_entry": "update or delete",
        "posting": "update or delete",
        "ledger_account": "update or delete",
        "account_balance": "delete",
        "closed_period": "update or delete",
    },
    inner=["polder.write_entries(jsonb)", "polder.ledger_lines(jsonb)"],
    before_tables="\n".join(
        f"create sequence if not exists public.{name}; grant usage on sequence public.{name} to polder_app, polder_guard;"
        for name in ("lot_number", "purpose_reference")
    ),
    sql=_chart() + files(__package__).joinpath("sql/ledger.sql").read_text(),
)  # fmt: skip
