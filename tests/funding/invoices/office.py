"""The institute as a sender of invoices, and promises to invoice."""

import json
from typing import Any
from uuid import UUID

import psycopg

from polder.demo.run import SELLER as SELLER
from polder.funding.ledger import rules as ledger
from polder.kernel.tx import Tx
from tests.support.world import Person, World

BILLING = {
    "street": "Deltaweg 1", "postal_code": "5612 AB", "city": "Eindhoven", "kvk": "12345678", "email": "ap@deltawerk.example",
    "contact_name": "Crediteuren",
}  # fmt: skip


class Promise:
    """An agreement in force: its funder, and its lots by position."""

    def __init__(self, funder: str, agreement: str, lots: list[str]) -> None:
        self.funder, self.agreement, self.lots = funder, agreement, lots


def promise(world: World, name: str, *amounts: int, kind: str = "industry", due: str = "2026-01-31") -> Promise:
    """A funder with an active agreement, promised in the ledger; amounts in cents."""
    with psycopg.connect(world.superuser_url) as connection:
        connection.execute("set session_replication_role = replica")
        one = lambda sql, *values: connection.execute(sql, values).fetchone()[0]  # noqa: E731
        funder = one(
            "insert into organisation (name, sort_name, kind, names_text) values (%s, lower(%s), %s, %s) returning id",
            name,
            name,
            kind,
            name,
        )
        agreement = one(
            "insert into agreement (funder_id, title, starts_on, ends_on, state, amount_cents, in_force) values (%s, %s, '2025-01-01', '2030-01-01', 'active', %s, 1) returning id",
            funder, f"Samenwerking {name}", sum(amounts))  # fmt: skip
        lots = [
            one("insert into lot (agreement_id, funder_id, position, amount_cents, due_on) values (%s, %s, %s, %s, %s) returning id", agreement, funder, n, cents, due)
            for n, cents in enumerate(amounts, start=1)]  # fmt: skip
        connection.execute("insert into lot_balance (lot_id) select id from lot on conflict do nothing")
        connection.execute("set session_replication_role = origin")
        lines = [line for lot, cents in zip(lots, amounts, strict=True) for line in ledger.committed(lot, cents)]
        post(connection, f"promise:{agreement}", "commitment", lines)
    return Promise(str(funder), str(agreement), [str(lot) for lot in lots])


def post(connection: Any, key: str, event: str, lines: list[ledger.Line], on: str = "2026-01-01") -> str:
    """One entry, as the writer of the ledger."""
    entry = {
        "key": key, "posted_on": on, "event": event,
        "lines": [{"account": line.account, "lot": str(line.lot), "cents": line.cents} for line in lines],
    }  # fmt: skip
    return str(connection.execute("select polder.write_entries(%s)", (json.dumps([entry]),)).fetchone()[0][0])


async def bill(controller: Person, funder: str, name: str = "Deltawerk Robotica B.V.", **values: Any) -> dict[str, Any]:
    made = await controller.post(
        "/billing-details", {**BILLING, "organisation_id": funder, "legal_name": name, **values}
    )
    assert made.status_code == 201, made.text
    return dict(made.json())


async def invoice(
    controller: Person, given: Promise, *moves: str, lots: list[str] | None = None, **values: Any
) -> dict[str, Any]:
    """An invoice for these lots (all), moved along."""
    made = await controller.post("/funder-invoices", {
        "agreement_id": given.agreement, "lines": [{"lot_id": lot} for lot in (lots or given.lots)], **values})  # fmt: skip
    assert made.status_code == 201, made.text
    return await moved(controller, made.json()["id"], *moves)


async def moved(controller: Person, id: str, *moves: str, reason: str | None = None) -> dict[str, Any]:
    for move in moves:
        done = await controller.move("funder-invoices", id, move, reason)
        assert done.status_code == 200, done.text
    return dict((await controller.get(f"/funder-invoices/{id}")).json())


def lines_of(found: dict[str, Any]) -> list[tuple[int, int]]:
    """(amount, open) of each line."""
    return [(line["amount_cents"], line["open_cents"]) for line in found["lines"]]


def position(world: World) -> list[tuple[int, ...]]:
    """(uninvoiced, invoiced and open, received) of each lot."""
    return world.sql(
        "select p.uninvoiced, p.invoiced_open, p.received from polder.lot_position p join lot l on l.id = p.lot_id order by l.due_on, l.position"
    )


def wrong_receivables(world: World) -> list[tuple[object, ...]]:
    """Where the ledger and the invoices behind it differ."""
    return world.sql("select * from polder.wrong_receivables()") + world.sql("select * from polder.wrong_balances()")


async def book(tx: Tx, key: str, event: str, lines: list[ledger.Line]) -> UUID:
    """One entry, as whoever may post."""
    entry = {
        "key": key, "event": event,
        "lines": [{"account": line.account, "lot": str(line.lot), "cents": line.cents} for line in lines],
    }  # fmt: skip
    made: list[UUID] = await tx.scalar(
        "select polder.post_entries(jsonb_build_array(cast(:entry as jsonb) || jsonb_build_object('posted_on', polder.today())))",
        entry=json.dumps(entry),
    )
    return made[0]
