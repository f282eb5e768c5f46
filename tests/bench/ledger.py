"""The ledger under load: eight writers, each entry a transaction of its own with every check, on a durable database.

What a busy institute books: invoices, receipts, allocations and costs of many lots of many funders, all of which meet in
the same few accounts (bank, clearing). And what one funder's page asks: the position of each of its lots.
"""

import json
import statistics
import threading
import time
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import psycopg

from polder.funding.ledger import rules
from polder.funding.ledger.rules import Entry, Event, Line
from tests.bench.data import Base

WRITERS = 8
FUNDERS = 200
LOTS = 10
CENTS = 100_000_000
PERMISSIONS = "ledger.post,funding.read"

WORLD = f"""
set session_replication_role = replica;
with funder as (
  insert into organisation (name, sort_name) select 'Funder ' || n, 'funder ' || n from generate_series(1, {FUNDERS}) as n
  returning id
), decision as (
  insert into public_decision (granter_id, title, amount_cents, starts_on, ends_on, state, granted_on)
  select f.id, 'bench ledger', {CENTS}, '2026-01-01', '2030-01-01', 'granted', '2026-01-01'
  from funder f, generate_series(1, {LOTS}) returning id, granter_id
)
insert into lot (decision_id, funder_id, amount_cents, due_on) select id, granter_id, {CENTS}, '2026-01-01' from decision;
insert into lot_balance (lot_id) select id from lot;
insert into purpose (kind, name_nl, name_en, valid_from)
  select 'grant', 'Bench ' || n, 'Bench ' || n, '2026-01-01' from generate_series(1, 50) as n;
"""


def entry(event: Event, lines: list[Line]) -> dict[str, Any]:
    """What `polder.post_entries` takes."""
    return Entry(str(uuid4()), event, date(2026, 6, 1), lines).json


def life(lot: UUID, purpose: UUID) -> Iterator[dict[str, Any]]:
    """One hundred euros of a lot: asked for, received, allocated, spent in two costs."""
    yield entry(Event.invoice, rules.invoiced(lot, 10_000))
    yield entry(Event.receipt, rules.paid(lot, 10_000))
    yield entry(Event.allocation, rules.allocated(lot, purpose, 10_000))
    yield entry(Event.cost, rules.cost(lot, purpose, 6_000))
    yield entry(Event.cost, rules.cost(lot, purpose, 4_000))


def measure(base: Base, seconds: float) -> dict[str, Any]:
    """Entries and postings per second of eight writers, and the milliseconds of one funder's lots."""
    if not base.sql("select 1 from lot limit 1"):
        base.sql(WORLD)
    lots = [id for (id,) in base.sql("select id from lot order by number")]
    purposes = [id for (id,) in base.sql("select id from purpose order by reference")]
    _commit(base, lots)
    before = _counted(base)
    began, written, failed = time.monotonic(), [0] * WRITERS, list[str]()

    def write(number: int) -> None:
        mine, turn = lots[number::WRITERS], 0
        try:
            with psycopg.connect(base.app_url) as connection:
                while not turn or time.monotonic() - began < seconds:
                    for one in life(mine[turn % len(mine)], purposes[(number + turn) % len(purposes)]):
                        post(connection, one)
                        written[number] += 1
                    turn += 1
        except psycopg.Error as error:  # a deadlock is what must not happen
            failed.append(str(error))

    writers = [threading.Thread(target=write, args=(n,)) for n in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    took = time.monotonic() - began
    after = _counted(base)
    return {
        "entries_per_second": round(sum(written) / took), "postings_per_second": round((after[1] - before[1]) / took),
        "failed": len(failed), "off_by": after[2], "postings": after[1], "positions_ms": positions(base),
    }  # fmt: skip


def positions(base: Base) -> float:
    """Milliseconds in which a funder reads the position of all of its lots, median of nine."""
    ((funder,),) = base.sql("select funder_id from lot order by number limit 1")
    took = []
    with psycopg.connect(base.app_url) as connection:
        scoped = json.dumps({"funding.own": [str(funder)]})
        for name, value in (("actor_kind", "browser"), ("scoped", scoped)):
            connection.execute("select set_config(%s, %s, true)", (f"polder.{name}", value))
        for _ in range(9):
            began = time.perf_counter()
            rows = connection.execute("select * from polder.lot_position where funder_id = %s", (funder,)).fetchall()
            took.append((time.perf_counter() - began) * 1000)
            assert len(rows) == LOTS
    return round(statistics.median(took), 1)


def post(connection: psycopg.Connection[Any], *entries: dict[str, Any]) -> None:
    """One transaction."""
    connection.execute(
        "select set_config('polder.actor_kind', 'browser', true), set_config('polder.permissions', %s, true)",
        (PERMISSIONS,),
    )
    connection.execute("select polder.post_entries(%s)", (json.dumps(entries),))
    connection.commit()


def _commit(base: Base, lots: list[UUID]) -> None:
    """Every lot was promised, once."""
    ((done,),) = base.sql("select count(*) from journal_entry where event = 'commitment'")
    with psycopg.connect(base.app_url) as connection:
        for start in range(done, len(lots), 200):
            post(
                connection, *[entry(Event.commitment, rules.committed(lot, CENTS)) for lot in lots[start : start + 200]]
            )


def _counted(base: Base) -> tuple[int, int, int]:
    """Entries, postings, and by how much the accounts are off zero."""
    return base.sql(
        "select (select count(*) from journal_entry), count(*), coalesce(sum(amount_cents), 0)::bigint from posting"
    )[0]
