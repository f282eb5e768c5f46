"""Random histories of a lot: whatever can happen to its money, each step possible when it comes."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from polder.funding.ledger import rules
from polder.funding.ledger.rules import Event, Line
from tests.funding.money import entry

Step = tuple[Event, list[Line]]
FIRST = date(2026, 1, 1)


class Story:
    """One lot as the rules move it: how much lies where, by account and purpose, each on its own side."""

    def __init__(self, chance: random.Random, lot: UUID, purposes: Sequence[UUID], *, public: bool, committed: int = 0):
        self.chance, self.lot, self.purposes, self.public = chance, lot, purposes, public
        self.held: Counter[tuple[str, UUID | None]] = Counter()
        self.written: list[Line] = []
        self.take(rules.committed(lot, committed) if committed else [])

    def take(self, lines: Sequence[Line]) -> None:
        for line in lines:
            kind = rules.BY_NAME[line.account]
            self.held[line.account, line.purpose] += line.cents if kind.side == "debit" else -line.cents
        self.written += lines

    def some(self, most: int) -> int:
        """A part of it: often all, often one cent."""
        return self.chance.choice([most, 1, self.chance.randint(1, most)])

    def free(self) -> int:
        if self.public:
            return self.held["public_advance", None]
        return self.held["deferred_contribution", None] - self.held["receivable", None]

    def possible(self) -> list[Any]:
        """What can happen now: an event, its most, and the lines it makes of an amount and a purpose."""
        lot, held, public = self.lot, self.held, self.public
        found: list[Any] = [(Event.amendment, 10**9, lambda c, p: rules.committed(lot, c))]
        uninvoiced, open_, free = held["committed_open", None], held["receivable", None], self.free()

        def add(most: int, event: Event, lines: Any) -> None:
            if most > 0:
                found.append((event, most, lines))

        add(uninvoiced, Event.amendment, lambda c, p: rules.committed(lot, -c))
        add(uninvoiced, Event.receipt, lambda c, p: rules.paid_uninvoiced(lot, c, public=public))
        add(uninvoiced, Event.write_off, lambda c, p: rules.uninvoiced_written_off(lot, c))
        if not public:
            add(uninvoiced, Event.invoice, lambda c, p: rules.invoiced(lot, c))
            add(open_, Event.credit_note, lambda c, p: rules.credited(lot, c))
            add(open_, Event.receipt, lambda c, p: rules.paid(lot, c, fee=self.chance.choice([0, min(c, 1500)])))
            add(open_, Event.receipt, lambda c, p: rules.rounded(lot, min(c, 2)))
            add(open_, Event.write_off, lambda c, p: rules.written_off(lot, c))
            add(free, Event.refund, lambda c, p: rules.returned(lot, c))
        add(free, Event.allocation, lambda c, p: rules.allocated(lot, p, c, public=public))
        for purpose in self.purposes:
            allocated = held["allocated", purpose]
            add(allocated, Event.release, lambda c, p, q=purpose: rules.released(lot, q, c, public=public))
            add(allocated, Event.cost, lambda c, p, q=purpose: rules.cost(lot, q, c, public=public))
            income = held["contribution_income", purpose]
            add(income, Event.report, lambda c, p, q=purpose: rules.reported(lot, q, c))
        return found

    def determine(self) -> Step:
        """The end of public money: what is determined is income, the rest goes back."""
        held = {k: v for k, v in self.held.items() if v}
        spent = [(p, v) for (a, p), v in held.items() if a == "public_spent" and p]
        allocated = [(p, v) for (a, p), v in held.items() if a == "allocated" and p]
        free = self.held["public_advance", None]
        whole = free + sum(v for _, v in (*spent, *allocated))
        at = self.chance.choice([0, whole, self.chance.randint(0, whole), whole + 1])
        return Event.determination, rules.determined(self.lot, at, spent=spent, free=free, allocated=allocated)

    def steps(self, number: int) -> Iterator[Step]:
        """So many steps; public money ends by its determination."""
        for turn in range(number):
            event, most, lines = self.chance.choice(self.possible())
            made = lines(self.some(most), self.chance.choice(self.purposes))
            if self.public and turn == number - 1:
                event, made = self.determine()
                if not made:
                    return
            self.take(made)
            yield event, made


def grown(
    chance: random.Random, lot: UUID, purposes: Sequence[UUID], *, public: bool, steps: int, committed: int = 10**8
) -> list[dict[str, Any]]:
    """The steps of a lot with `committed` as entries, each on a day no earlier than the one before."""
    story, day, found = Story(chance, lot, purposes, public=public, committed=committed), FIRST, []
    for event, lines in story.steps(steps):
        day = min(day + timedelta(days=chance.choice([0, 1, 7])), date(2026, 6, 30))
        found.append(entry(event, lines, day.isoformat()))
    return found
