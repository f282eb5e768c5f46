"""The matching formula, the WNT threshold, and when a total may be published: pure, in whole cents and basis points."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

WHOLE_BP = 10_000


class Basis(StrEnum):
    committed = "committed"
    invoiced = "invoiced"
    received = "received"
    spent = "spent"


@dataclass(frozen=True)
class Terms:
    """What a matching rule says. `in_kind_share_bp`: the part of the base that work may make up, in basis points."""

    public_parts: int
    private_parts: int
    cap_cents: int
    in_kind_share_bp: int


@dataclass(frozen=True)
class Outcome:
    """How one basis stands, in cents. `gap` is public money above the entitlement; negative: still to come."""

    cash: int
    in_kind: int
    in_kind_limit: int
    in_kind_counted: int
    in_kind_not_counted: int
    base: int
    earned: int
    entitlement: int
    above_cap: int
    public: int
    gap: int


def in_kind_limit(cash: int, share_bp: int) -> int:
    """The most work that counts beside this cash: cash × c/(1−c), so that work is at most the part c of both together."""
    return max(cash, 0) * share_bp // (WHOLE_BP - share_bp)


def match(terms: Terms, *, cash: int, in_kind: int, public: int) -> Outcome:
    """Entitlement = the least of the cap and ⌊base × ratio⌋, the base being cash and the work that counts."""
    limit = in_kind_limit(cash, terms.in_kind_share_bp)
    counted = min(max(in_kind, 0), limit)
    base = cash + counted
    earned = max(base, 0) * terms.public_parts // terms.private_parts
    entitlement = min(terms.cap_cents, earned)
    return Outcome(
        cash, in_kind, limit, counted, in_kind - counted, base, earned, entitlement, earned - entitlement, public,
        public - entitlement,
    )  # fmt: skip


# ---- a funder that does not pay --------------------------------------------------------------------------------------


def uncovered(received: int, booked: int, plans: Sequence[int]) -> list[int]:
    """What each plan on a lot lacks, in order, when no more comes in: what was received serves what was booked first."""
    left = max(received - booked, 0)
    lacking = []
    for cents in plans:
        covered = min(left, cents)
        left -= covered
        lacking.append(cents - covered)
    return lacking


# ---- Wet normering topinkomens ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Year:
    """Income of one calendar year, in cents: from public bodies, and in all; and the threshold that held in it, if any."""

    year: int
    public: int
    total: int
    share_bp: int | None
    least_cents: int | None


def over_threshold(year: Year) -> bool | None:
    """At least `least_cents` of public money, and at least `share_bp` of all income; exactly that much is enough. None
    where no threshold was in force."""
    if year.share_bp is None or year.least_cents is None:
        return None
    return year.public >= year.least_cents and year.public * WHOLE_BP >= year.total * year.share_bp and year.public > 0


def years_running(years: Sequence[Year], this_year: int) -> list[Year]:
    """The calendar years on end that were over the threshold, the newest first: up to the last finished one, with the present
    one as soon as it is over too. A year without income ends the run."""
    over = {year.year: year for year in years if over_threshold(year)}
    newest, found = this_year if this_year in over else this_year - 1, list[Year]()
    while year := over.get(newest - len(found)):
        found.append(year)
    return found


# ---- disclosure ------------------------------------------------------------------------------------------------------


def safe(parts: Sequence[int], *, contributors: int, share_bp: int) -> bool:
    """Does the total of `parts` hide each of them? Enough contributors, and what the two largest leave is at least
    `share_bp` of the largest: then not even the second largest can work out the largest closely."""
    sizes = sorted((abs(part) for part in parts if part), reverse=True)
    return len(sizes) >= contributors and sum(sizes[2:]) * WHOLE_BP >= sizes[0] * share_bp


@dataclass(frozen=True)
class Disclosure:
    """Whether a total is published, and which test decided: `total`, `change` or none."""

    published: bool
    failed: str | None


def disclosure(
    now: Mapping[str, int], before: Mapping[str, int] | None, *, contributors: int, share_bp: int
) -> Disclosure:
    """`now` and `before` are cents per contributor, at this quarter and at the last published one (None: the first)."""
    if not safe(list(now.values()), contributors=contributors, share_bp=share_bp):
        return Disclosure(False, "total")
    if before is not None:
        change = [now.get(who, 0) - before.get(who, 0) for who in {*now, *before}]
        if not safe(change, contributors=contributors, share_bp=share_bp):
            return Disclosure(False, "change")
    return Disclosure(True, None)
