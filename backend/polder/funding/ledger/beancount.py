"""The journal as Beancount text (https://beancount.github.io), so that somebody else's program adds it up again.

Every account is opened with its asset, every entry is a transaction, and every balance that our database believes is a
`balance` directive: Beancount itself says where the two differ.
"""

from collections.abc import AsyncIterator
from datetime import date, timedelta

from polder.funding.ledger.rules import BY_NAME, EVENTS, Event
from polder.kernel.tx import Tx

ROOTS = {
    "Equity": ("commitments_given",),
    "Expenses": ("bank_fees", "rounding", "project_cost", "in_kind_used"),
    "Income": ("contribution_income", "reported_income", "public_income", "in_kind_received"),
}
_ROOT_OF = {kind: root for root, kinds in ROOTS.items() for kind in kinds}
PART = 2000  # rows at a time

ACCOUNTS = """
select a.code, a.kind, a.asset, min(p.posted_on) as opened, max(p.posted_on) as last,
  (select sum(b.balance_cents)::bigint from account_balance b where b.account_id = a.id) as cents
from ledger_account a join posting p on p.account_id = a.id group by a.id order by a.code"""
LINES = """
select e.number, e.posted_on, e.happened_on, e.event, e.description, e.key, e.reason, r.number as reverses, a.code, a.kind, a.asset,
  p.amount_cents, p.original_currency, p.original_minor, p.original_rate, l.number as lot
from journal_entry e join posting p on p.entry_id = e.id join ledger_account a on a.id = p.account_id
  join lot l on l.id = p.lot_id left join journal_entry r on r.id = e.reverses_id
where e.posted_on <= $1 order by e.posted_on, e.number, p.id"""


def account_name(code: str, kind: str) -> str:
    """Beancount's name of an account: `allocated:17:P-2026-003` is `Liabilities:Allocated:17:P-2026-003`."""
    root = _ROOT_OF.get(kind) or ("Assets" if BY_NAME[kind].side == "debit" else "Liabilities")
    name, *which = code.split(":")
    return ":".join([root, name.title(), *[part.upper() for part in which]])


def amount(cents: int) -> str:
    """Euros with two decimals, without a float in between."""
    sign, whole = "-" if cents < 0 else "", abs(cents)
    return f"{sign}{whole // 100}.{whole % 100:02d}"


def quoted(text: str) -> str:
    """A Beancount string, on one line."""
    plain = " ".join(text.split())
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


async def export(tx: Tx, until: date | None = None) -> AsyncIterator[str]:
    """The lines of the file, as far as the one who asks sees the ledger. `until`: entries to that day, without balances."""
    yield "; The journal of Polder. Debit is positive. EUR is cash, EUR.C commitments, EUR.K contributions in kind."
    yield 'option "operating_currency" "EUR"'
    accounts = await tx.rows(ACCOUNTS)
    for row in accounts:
        if until is None or row.opened <= until:
            yield f"{row.opened} open {account_name(row.code, row.kind)} {row.asset}"
    number = None
    async for row in tx.driver.cursor(LINES, until or date.max, prefetch=PART):
        if row.number != number:
            number = row.number
            yield ""
            yield (
                f"{row.posted_on} * {quoted(EVENTS[Event(row.event)].en)} {quoted(row.description)} ^entry-{number}"
                + (f" ^entry-{row.reverses}" if row.reverses else "")
            )
            yield f"  key: {quoted(row.key)}"
            if row.happened_on != row.posted_on:
                yield f"  happened: {row.happened_on}"
            if row.reason:
                yield f"  reason: {quoted(row.reason)}"
        yield f"  {account_name(row.code, row.kind)}  {amount(row.amount_cents)} {row.asset}"
        yield f'    lot: "{row.lot}"'
        if row.original_currency:
            yield f'    original: "{amount(row.original_minor)} {row.original_currency} at {row.original_rate}"'
    if until is None:
        yield ""
        for row in accounts:
            yield f"{row.last + timedelta(days=1)} balance {account_name(row.code, row.kind)} {amount(row.cents)} {row.asset}"
