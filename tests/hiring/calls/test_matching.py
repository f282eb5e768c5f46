"""The assignment: stable, best for candidates, the same for every order of its input."""

import itertools
import random
import time
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from polder.hiring.calls.rules import Advisor, Candidate, Market, Pair, solve, unmatched


@st.composite
def markets(draw: st.DrawFn, most: int = 4, largest: int = 3) -> Market:
    """Some candidates and advisors with incomplete lists and unequal, also no, places."""
    candidates = [f"c{n}" for n in range(draw(st.integers(0, most)))]
    advisors = [f"a{n}" for n in range(draw(st.integers(0, most)))]

    def some(of: list[str]) -> list[str]:
        return draw(st.lists(st.sampled_from(of), unique=True)) if of else []

    places = st.integers(0, largest)
    return Market(
        [Candidate(c, some(advisors), draw(places)) for c in candidates],
        [Advisor(a, some(candidates), draw(places)) for a in advisors],
    )


def blocking(market: Market, pairs: list[Pair]) -> list[Pair]:
    """Candidates and advisors who both wanted each other, and would each have had room or given up somebody lower."""
    of_candidate, of_advisor = Counter(c for c, _ in pairs), Counter(a for _, a in pairs)
    found = []
    for c, a in itertools.product(market.candidates, market.advisors):
        if (c.id, a.id) in pairs or a.id not in c.wishes or c.id not in a.place_of or not c.most or not a.places:
            continue
        mine = [c.wishes.index(x) for y, x in pairs if y == c.id]
        theirs = [a.place_of[y] for y, x in pairs if x == a.id]
        wants = of_candidate[c.id] < c.most or max(mine) > c.wishes.index(a.id)
        takes = of_advisor[a.id] < a.places or max(theirs) > a.place_of[c.id]
        if wants and takes:
            found.append((c.id, a.id))
    return found


def allowed(market: Market, pairs: list[Pair]) -> bool:
    """Only those who named each other, nobody with more than they have room for."""
    wishes, places = {c.id: c for c in market.candidates}, {a.id: a for a in market.advisors}
    return (
        len(set(pairs)) == len(pairs)
        and all(a in wishes[c].wishes and c in places[a].place_of for c, a in pairs)
        and all(n <= wishes[c].most for c, n in Counter(c for c, _ in pairs).items())
        and all(n <= places[a].places for a, n in Counter(a for _, a in pairs).items())
    )


@given(markets(most=6))
@settings(max_examples=150)
def test_no_candidate_and_advisor_would_both_rather_have_had_each_other(market: Market) -> None:
    pairs = solve(market)
    assert allowed(market, pairs)
    assert blocking(market, pairs) == []
    for one in unmatched(market, pairs):
        candidate = next(c for c in market.candidates if c.id == one.candidate)
        advisor = next(a for a in market.advisors if a.id == one.advisor)
        got = [candidate.wishes.index(a) for c, a in pairs if c == candidate.id]
        if one.reason == "better":
            assert len(got) == candidate.most
            assert max(got) < one.wish - 1
        elif one.reason == "filled":
            held = [advisor.place_of[c] for c, a in pairs if a == advisor.id]
            assert len(held) == advisor.places
            assert all(place < (one.place or 0) for place in held)
        else:
            assert one.reason == "fixed" or candidate.id not in advisor.place_of


@given(markets(most=3, largest=2))
@settings(max_examples=60)
def test_every_candidate_gets_the_best_that_any_stable_outcome_gives_and_as_many_places_as_all(market: Market) -> None:
    wanted = [(c.id, a.id) for c, a in itertools.product(market.candidates, market.advisors)
              if a.id in c.wishes and c.id in a.place_of]  # fmt: skip
    ours = solve(market)
    stable = [
        list(some)
        for n in range(len(wanted) + 1)
        for some in itertools.combinations(wanted, n)
        if allowed(market, list(some)) and not blocking(market, list(some))
    ]
    assert sorted(ours) in [sorted(some) for some in stable]
    for other in stable:
        for candidate in market.candidates:
            mine, theirs = (
                sorted(candidate.wishes.index(a) for c, a in pairs if c == candidate.id) for pairs in (ours, other)
            )
            assert len(mine) == len(theirs)  # as many in every stable outcome (the rural hospitals theorem)
            assert all(m <= t for m, t in zip(mine, theirs, strict=True))
        assert Counter(a for _, a in ours) == Counter(a for _, a in other)


@given(markets(most=6), st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_the_order_of_the_input_makes_no_difference(market: Market, shuffled: random.Random) -> None:
    candidates, advisors = list(market.candidates), list(market.advisors)
    shuffled.shuffle(candidates)
    shuffled.shuffle(advisors)
    assert solve(Market(candidates, advisors)) == solve(market)


@given(markets(most=5), st.data())
@settings(max_examples=60)
def test_what_people_confirmed_stands_and_what_they_rejected_is_not_made_again(
    market: Market, data: st.DataObject
) -> None:
    before = solve(market)
    decided = {pair: data.draw(st.sampled_from(["confirmed", "rejected", "open"])) for pair in before}
    fixed = frozenset(pair for pair, state in decided.items() if state == "confirmed")
    excluded = frozenset(pair for pair, state in decided.items() if state == "rejected")
    after = solve(Market(market.candidates, market.advisors, fixed, excluded))
    assert fixed <= set(after)
    assert not excluded & set(after)
    assert allowed(market, after)
    assert {(u.candidate, u.advisor) for u in unmatched(Market(market.candidates, market.advisors, fixed, excluded), after)
            if u.reason == "rejected"} == excluded  # fmt: skip


def test_with_one_place_each_it_is_the_classical_marriage_and_candidates_fare_best() -> None:
    market = Market(
        [Candidate("a", ["x", "y", "z"]), Candidate("b", ["y", "z", "x"]), Candidate("c", ["z", "x", "y"])],
        [Advisor("x", ["b", "c", "a"]), Advisor("y", ["c", "a", "b"]), Advisor("z", ["a", "b", "c"])],
    )
    assert solve(market) == [("a", "x"), ("b", "y"), ("c", "z")]
    assert solve(Market([], [])) == []
    assert unmatched(Market([Candidate("a", ["gone"])], []), [])[0].reason == "gone"


def test_three_thousand_candidates_and_three_hundred_advisors_take_no_two_seconds() -> None:
    draw = random.Random(5)
    advisors = [f"a{n}" for n in range(300)]
    candidates = [Candidate(f"c{n}", draw.sample(advisors, 5), 5) for n in range(3000)]
    named: dict[str, list[str]] = {a: [] for a in advisors}
    for candidate in candidates:
        for wish in candidate.wishes:
            named[wish].append(candidate.id)
    for ranking in named.values():
        draw.shuffle(ranking)
    market = Market(candidates, [Advisor(a, named[a], draw.randint(1, 12)) for a in advisors])
    begun = time.process_time()
    pairs = solve(market)
    assert unmatched(market, pairs)
    assert time.process_time() - begun < 2
    assert len(pairs) > 1000
