"""Pure rules of positions: coverage month by month, cost, its split over lines, and what falls away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from polder.kernel import notation
from polder.kernel.words import Words

WHOLE = 10_000  # basis points


@dataclass(frozen=True)
class Line:
    """A part of each month's cost, in basis points, from the first of a month until the first of another, both included.

    `booked_cents`: what its allocation is fixed at. `pays`: false once its plan lapsed.
    """

    part_bp: int
    from_month: date
    until_month: date
    booked_cents: int | None = None
    pays: bool = True


@dataclass(frozen=True)
class Month:
    month: date
    covered_bp: int

    @property
    def missing_bp(self) -> int:
        return max(0, WHOLE - self.covered_bp)


def count(first: date, last: date) -> int:
    """Whole months from the first of one to the first of another, both included."""
    return (last.year - first.year) * 12 + last.month - first.month + 1


def plus(month: date, months: int) -> date:
    """The first of the month so many months later."""
    number = month.year * 12 + month.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def coverage(starts_on: date, months: int, lines: Iterable[Line]) -> list[Month]:
    """What the lines pay of each month of the term."""
    paying = [line for line in lines if line.pays]
    term = [plus(starts_on, number) for number in range(months)]
    return [Month(m, sum(line.part_bp for line in paying if line.from_month <= m <= line.until_month)) for m in term]


def monthly_cost(salary_cents: int, fte_percent: int, surcharge_bp: int) -> int:
    """The salary of the size with what the employer pays above it, half a cent up."""
    return (salary_cents * fte_percent * (WHOLE + surcharge_bp) + 500_000) // 1_000_000


def costs(monthly_cents: int, lines: Sequence[Line]) -> list[int]:
    """What each line costs: together exactly what they pay of the position, by largest remainder, the first line first.

    What is booked is fixed, as long as it is that cost to the cent; the others share the rest.
    """
    weights = [monthly_cents * line.part_bp * count(line.from_month, line.until_month) for line in lines]
    fixed: list[int | None] = [
        None if line.booked_cents is None
        else line.booked_cents if abs(line.booked_cents * WHOLE - weight) < WHOLE
        else (weight + WHOLE // 2) // WHOLE
        for line, weight in zip(lines, weights, strict=True)
    ]  # fmt: skip
    rest = max(0, (sum(weights) + WHOLE // 2) // WHOLE - sum(cents for cents in fixed if cents is not None))
    shares = iter(shared(rest, [weight for weight, cents in zip(weights, fixed, strict=True) if cents is None]))
    return [next(shares) if cents is None else cents for cents in fixed]


def shared(cents: int, weights: Sequence[int]) -> list[int]:
    """The cents by these weights, by largest remainder."""
    whole = sum(weights)
    parts = [cents * weight // whole for weight in weights]
    places = sorted(range(len(weights)), key=lambda place: (-(cents * weights[place] % whole), place))
    for place in places[: cents - sum(parts)]:
        parts[place] += 1
    return parts


def lost(cents: int, first: date, last: date, since: date) -> list[tuple[date, int]]:
    """The months of a line from `since` on, and what of its cents each of them is."""
    months = [plus(first, number) for number in range(count(first, last))]
    spread = shared(cents, [1] * len(months))
    return [(month, part) for month, part in zip(months, spread, strict=True) if month >= since]


def said(months: Sequence[date]) -> Words:
    """Months as people name them: those that follow each other as one stretch."""
    runs: list[tuple[date, date]] = []
    for month in sorted(months):
        if runs and plus(runs[-1][1], 1) == month:
            runs[-1] = (runs[-1][0], month)
        else:
            runs.append((month, month))
    names = [
        (notation.month(first), notation.month(last)) if first != last else (notation.month(first),)
        for first, last in runs
    ]
    return Words(nl=", ".join(" t/m ".join(w.nl for w in run) for run in names),
                 en=", ".join(" to ".join(w.en for w in run) for run in names))  # fmt: skip
