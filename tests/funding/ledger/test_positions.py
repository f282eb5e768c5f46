"""The eighth promise in the database: at any day, of every lot, what was promised is the sum of what became of it."""

import random
from collections import defaultdict
from datetime import date
from uuid import UUID

from polder.funding.ledger import rules
from polder.funding.ledger.rules import Event, Line
from tests.funding.histories import grown
from tests.funding.money import Money, entry, post

HISTORIES = 300
PARTS = (
    "committed, uninvoiced, invoiced_open, received_free, allocated, spent, reported, returned, repayable, written_off"
)


def test_over_random_histories_every_lot_holds_the_equation_at_every_day(books: Money) -> None:
    """300 lots, posted in random order of lots; the database against the rules, day by day."""
    chance, lines = random.Random(8), defaultdict[UUID, list[tuple[str, Line]]](list)
    purposes = [books.purpose(f"P{n}") for n in range(3)]
    lots = [
        (books.lot(10**8, funder=f"F{n % 5}", public=n % 3 == 0, promised=False), n % 3 == 0) for n in range(HISTORIES)
    ]
    stories = []
    for lot, public in lots:
        first = entry(Event.commitment, rules.committed(lot, 10**8), "2026-01-01")
        stories.append([first, *grown(chance, lot, purposes, public=public, steps=chance.randint(2, 12))])
    for story in stories:
        for one in story:
            for part in one["lines"]:
                made = Line(
                    part["account"],
                    UUID(part["lot"]),
                    part["cents"],
                    UUID(part["purpose"]) if "purpose" in part else None,
                )
                lines[made.lot].append((one["posted_on"], made))
    while any(stories):
        post(books.url, *[story.pop(0) for story in chance.sample(stories, len(stories)) if story])
    assert books.sql("select * from polder.ledger_faults()") == []
    days = sorted({day for found in lines.values() for day, _ in found})
    for day in ["2025-12-31", *chance.sample(days, 12), days[-1]]:
        there = {
            lot: rules.Position(*values)
            for lot, *values in books.sql(
                f"select lot_id, {PARTS} from polder.lot_positions(%s)", date.fromisoformat(day)
            )
        }
        expected = {lot: rules.position(line for on, line in found if on <= day) for lot, found in lines.items()}
        assert there == {lot: position for lot, position in expected.items() if any(on <= day for on, _ in lines[lot])}
        assert all(position.holds for position in there.values())
    for lot, _ in lots[:50]:
        assert books.position(lot) == rules.position(line for _, line in lines[lot])


def test_a_lot_that_nothing_happened_to_has_a_position_of_zeros(books: Money) -> None:
    lot = books.lot(promised=False)
    assert books.position(lot) == rules.Position(0, 0, 0, 0, 0, 0, 0, 0, 0, 0)


def test_what_comes_before_its_invoice_is_on_that_day_received_of_what_was_not_invoiced(books: Money) -> None:
    """The invoice is of 2 February, the money was on the bank the day before: nothing open is less than nothing."""
    lot = books.lot(10_000)
    post(books.url, entry(Event.invoice, rules.invoiced(lot, 10_000), "2026-02-02"))
    post(books.url, entry(Event.receipt, rules.paid(lot, 6_000), "2026-02-01"))
    found = {
        day: books.sql(f"select {PARTS} from polder.lot_positions(%s, %s)", date.fromisoformat(day), lot)[0]
        for day in ("2026-02-01", "2026-02-02")
    }
    early = rules.position([*rules.committed(lot, 10_000), *rules.paid(lot, 6_000)])
    assert (early.holds, early.uninvoiced, early.invoiced_open, early.received_free) == (True, 4_000, 0, 6_000)
    assert rules.Position(*found["2026-02-01"]) == early
    assert found["2026-02-02"][1:4] == (0, 4_000, 6_000)
