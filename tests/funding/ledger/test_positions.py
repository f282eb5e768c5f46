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
