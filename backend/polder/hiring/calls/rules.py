"""Who is matched with whom, and why not: pure functions of people's rankings.

The assignment is deferred acceptance (Gale and Shapley, College Admissions and the Stability of Marriage, 1962) with places
on both sides: a candidate asks down their list while they have room, an advisor keeps those they placed highest. What
comes out is stable (no candidate and advisor who both wanted each other were passed over) and, of all stable outcomes, the
best for every candidate.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Pair = tuple[str, str]  # candidate, advisor


@dataclass(frozen=True)
class Candidate:
    """`wishes`: advisors, best first; `most`: with how many they can be matched. `ranks`: which wish each was when they were
    named, where not all of them are asked for; `unheard`: those that are not, as no interview was held, by their rank."""

    id: str
    wishes: Sequence[str]
    most: int = 1
    ranks: Sequence[int] = ()
    unheard: Mapping[str, int] = field(default_factory=dict)

    def rank(self, advisor: str) -> int | None:
        """Which wish an advisor is; None: named by nobody."""
        place = self.wishes.index(advisor) if advisor in self.wishes else None
        if place is None:
            return self.unheard.get(advisor)
        return self.ranks[place] if self.ranks else place + 1


@dataclass(frozen=True)
class Advisor:
    """`ranking`: candidates, best first; whoever is not in it is not acceptable. `places`: how many they take."""

    id: str
    ranking: Sequence[str]
    places: int = 1
    place_of: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "place_of", {candidate: n for n, candidate in enumerate(self.ranking, start=1)})


@dataclass(frozen=True)
class Market:
    """What a round is solved from. `fixed` pairs stand, and take their places; `excluded` ones are not made."""

    candidates: Sequence[Candidate]
    advisors: Sequence[Advisor]
    fixed: frozenset[Pair] = frozenset()
    excluded: frozenset[Pair] = frozenset()

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> "Market":
        """From the frozen input of a round."""
        return cls(
            [
                Candidate(c["id"], c["wishes"], c["most"], c.get("ranks", ()), dict(c.get("unheard", ())))
                for c in given["candidates"]
            ],  # rounds of before knew neither
            [Advisor(a["id"], a["ranking"], a["places"]) for a in given["advisors"]],
            frozenset((c, a) for c, a in given["fixed"]),
            frozenset((c, a) for c, a in given["excluded"]),
        )


def solve(market: Market) -> list[Pair]:
    """The stable pairs, fixed ones among them, sorted; the same whatever the order in which the input came."""
    advisors = {advisor.id: advisor for advisor in market.advisors}
    taken_by = {id: sum(1 for _, a in market.fixed if a == id) for id in {a for _, a in market.fixed}}
    bound_of = {id: sum(1 for c, _ in market.fixed if c == id) for id in {c for c, _ in market.fixed}}
    free = {id: max(0, advisor.places - taken_by.get(id, 0)) for id, advisor in advisors.items()}
    kept: dict[str, list[tuple[int, str]]] = {id: [] for id in advisors}  # (place, candidate) of those kept for now
    asking = {c.id: iter(c.wishes) for c in market.candidates}
    room = {c.id: max(0, c.most - bound_of.get(c.id, 0)) for c in market.candidates}
    waiting = deque(sorted(room))
    while waiting:
        candidate = waiting.popleft()
        while room[candidate] > 0:
            wish = next(asking[candidate], None)
            if wish is None:
                break
            if not _possible(market, advisors, candidate, wish) or free[wish] == 0:
                continue
            held = kept[wish]
            held.append((advisors[wish].place_of[candidate], candidate))
            room[candidate] -= 1
            if len(held) > free[wish]:
                last = max(held)
                held.remove(last)
                room[last[1]] += 1
                if last[1] != candidate:
                    waiting.append(last[1])
    return sorted(market.fixed | {(candidate, id) for id, held in kept.items() for _, candidate in held})


def _possible(market: Market, advisors: Mapping[str, Advisor], candidate: str, wish: str) -> bool:
    pair = (candidate, wish)
    return (
        wish in advisors
        and candidate in advisors[wish].place_of
        and pair not in market.excluded
        and pair not in market.fixed
    )


@dataclass(frozen=True)
class Unmatched:
    """A wish that did not become a pair. `reason`: not_heard (no interview was held), gone, rejected, not_placed, better (the candidate's room went to wishes
    they put higher), fixed (or to a pair confirmed before), or filled (the advisor's places went to candidates that the
    advisor put higher, or were confirmed before)."""

    candidate: str
    advisor: str
    wish: int
    reason: str
    places: int
    place: int | None  # where the advisor put the candidate


def unmatched(market: Market, pairs: Iterable[Pair]) -> list[Unmatched]:
    """Every wish without a pair and why, by candidate and wish."""
    advisors = {advisor.id: advisor for advisor in market.advisors}
    made = set(pairs)
    found: list[Unmatched] = []
    for candidate in market.candidates:
        got = [wish for wish, id in enumerate(candidate.wishes, start=1) if (candidate.id, id) in made]
        others = sum(1 for c, a in market.fixed if c == candidate.id and a not in candidate.wishes)
        full = len(got) + others >= candidate.most
        for wish, id in enumerate(candidate.wishes, start=1):
            if (candidate.id, id) in made:
                continue
            advisor = advisors.get(id)
            place = advisor.place_of.get(candidate.id) if advisor else None
            if advisor is None:
                reason = "gone"
            elif (candidate.id, id) in market.excluded:
                reason = "rejected"
            elif place is None:
                reason = "not_placed"
            elif full and (not got or wish > max(got)):
                reason = "better" if got else "fixed"
            elif full and any(c == candidate.id for c, _ in market.fixed):
                reason = "fixed"
            else:
                reason = "filled"
            found.append(
                Unmatched(candidate.id, id, candidate.rank(id) or wish, reason, advisor.places if advisor else 0, place)
            )
        found += [Unmatched(candidate.id, id, wish, "not_heard", 0, None) for id, wish in candidate.unheard.items()]
    return found


def phases(deadline: Any, call: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The phases of a call in their order, with their last day (None: not set)."""
    names = ("eligibility", "ranking", "interviews", "offers", "letters")
    return [("applying", deadline), *[(name, call.get(f"{name}_until")) for name in names]]
