"""Terms of an agreement as pure functions: tranches by number, what they sum to, and how low they may go. Cents."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

Terms = Sequence[Mapping[str, Any]]
YEARS_AFTER = 2  # a tranche falls due at most so long after the agreement's end
MOST_CENTS = 10**13  # of one tranche: a hundred thousand million euro; 200 of them are exact in JSON


def last_due(ends_on: date) -> date:
    """The last day on which a tranche may fall due, of an agreement that ends on this day."""
    year = ends_on.year + YEARS_AFTER
    leap = (ends_on.month, ends_on.day) == (2, 29) and year % 4
    return ends_on.replace(year=year, day=28) if leap else ends_on.replace(year=year)


def numbers(tranches: Terms) -> list[int]:
    """The number of each: those without one get the next after the highest."""
    last = max((t["position"] or 0 for t in tranches), default=0)
    found = []
    for tranche in tranches:
        position = tranche["position"]
        if not position:
            last = position = last + 1
        found.append(int(position))
    return found


def numbered(tranches: Terms) -> list[dict[str, Any]]:
    """The tranches with their numbers, in that order."""
    found = [{**t, "position": position} for t, position in zip(tranches, numbers(tranches), strict=True)]
    return sorted(found, key=lambda t: int(t["position"]))


def total(tranches: Terms) -> int:
    return sum(int(t["amount_cents"]) for t in tranches)


def too_low(tranches: Terms, settled: Mapping[int, int]) -> list[tuple[int, int]]:
    """(tranche, cents) of what would fall below what was called, returned or written off of it already. A tranche that
    is not named any more falls to nothing."""
    named = {int(t["position"]): int(t["amount_cents"]) for t in tranches}
    return [(tranche, cents) for tranche, cents in sorted(settled.items()) if named.get(tranche, 0) < cents]
