"""What is done at the bank's desk, in a few words."""

from typing import Any

from tests.funding.invoices.office import bill, invoice, promise
from tests.support import statements
from tests.support.statements import Line, Sheet
from tests.support.world import Person, World

API = "/api/v1/bank-imports"
FUNDER = "Deltawerk Robotica"


async def bring(who: Person, *sheets: Sheet, content: bytes | None = None, **form: str) -> dict[str, Any]:
    """The answer to a file with these statements."""
    given = statements.file(*sheets) if content is None else content
    done = await who.client.post(API, files={"file": ("bank.xml", given)}, data=form)
    assert done.status_code == 201, done.text
    return dict(done.json())


async def arrived(who: Person, *lines: Line, key: str = "S-1", **sheet: Any) -> list[dict[str, Any]]:
    """The entries of one statement, as their pages show them."""
    found = await bring(who, Sheet(list(lines), key=key, **sheet))
    assert found["outcome"] == "imported", found["why"]
    (report,) = found["statements"]
    listed = await who.get(f"/bank-entries?statement_id={report['statement_id']}&sort=booked_on&per_page=100")
    rows = sorted(listed.json()["data"], key=lambda row: row["ordinal"])
    return [dict((await who.get(f"/bank-entries/{row['id']}")).json()) for row in rows]


async def asked(world: World, who: Person, *amounts: int, name: str = FUNDER) -> dict[str, Any]:
    """An invoice that was sent, of one line for each amount."""
    given = promise(world, name, *amounts)
    await bill(who, given.funder, f"{name} B.V.")
    return await invoice(who, given, "validate", "send")


async def settle(who: Person, entry: dict[str, Any], *lines: dict[str, Any]) -> dict[str, Any]:
    """The entry after these lines were written and booked."""
    if lines:
        entry = await write(who, entry, *lines)
    done = await who.post(f"/bank-entries/{entry['id']}/moves/match", version=entry["version"])
    assert done.status_code == 200, done.text
    return dict(done.json())


async def write(who: Person, entry: dict[str, Any], *lines: dict[str, Any]) -> dict[str, Any]:
    done = await who.put(f"/bank-entries/{entry['id']}/lines", {"lines": list(lines)}, entry["version"])
    assert done.status_code == 200, done.text
    return dict(done.json())


async def shown(who: Person, found: dict[str, Any]) -> dict[str, Any]:
    """An invoice as it stands now."""
    return dict((await who.get(f"/funder-invoices/{found['id']}")).json())


def on(invoice: dict[str, Any], cents: int, kind: str | None = None, difference: int = 0) -> dict[str, Any]:
    return {
        "kind": "invoice",
        "invoice_id": invoice["id"],
        "amount_cents": cents,
        "difference_kind": kind,
        "difference_cents": difference,
    }


def balances(world: World) -> dict[str, int]:
    """The ledger's cash, by kind of account, debit positive; zero is left out."""
    rows = world.sql(
        """select a.kind, sum(b.balance_cents)::bigint from ledger_account a join account_balance b on b.account_id = a.id
           where a.asset = 'EUR' group by 1 having sum(b.balance_cents) <> 0"""
    )
    return dict(rows)


def whole(world: World) -> None:
    """The ledger balances, its cache is right, and receivables are what invoices have open."""
    assert world.sql("select * from polder.wrong_balances()") == []
    assert world.sql("select * from polder.wrong_receivables()") == []
    assert world.sql("select coalesce(sum(amount_cents), 0) from posting") == [(0,)]
