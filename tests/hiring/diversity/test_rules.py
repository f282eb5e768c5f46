"""What may be shown of answers: no group of fewer than ten, by no subtraction."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from polder.hiring.diversity.rules import OTHERS, Reached, shown

LEAST = 10
STAGES = ("submitted", "eligible", "shortlisted", "hired")


@st.composite
def ways(draw: st.DrawFn) -> list[Reached]:
    """People who answered a, b or c, or nothing, and how many of each came how far."""
    counts = {answer: draw(st.integers(0, 60)) for answer in ("a", "b", "c", "")}
    way = []
    for stage in STAGES:
        way.append(Reached(stage, sum(counts.values()), {a: n for a, n in counts.items() if a and n}))
        counts = {a: draw(st.one_of(st.just(n), st.integers(0, n))) for a, n in counts.items()}
    return way


@given(ways())
def test_every_number_and_every_difference_of_two_stages_is_nobody_or_at_least_ten(way: list[Reached]) -> None:
    rows = shown(way, LEAST, {})
    for reached in way:
        if row := rows.get(reached.stage):
            assert sum(row.values()) == reached.all, "groups add up to what the funnel says"
            assert all(n >= LEAST or (answer == OTHERS and n == 0) for answer, n in row.items())
            assert len([n for n in row.values() if n]) > 1, "all in one group would tell each one's answer"
            assert all(row[a] == reached.answered[a] for a in row if a != OTHERS)
    for one in rows.values():
        for other in rows.values():
            assert all(abs(one[a] - other[a]) not in range(1, LEAST) for a in one)
    assert not rows or STAGES[0] in rows


@given(st.lists(ways(), min_size=2, max_size=4))
def test_nor_does_what_was_shown_in_an_earlier_quarter_tell_of_fewer_than_ten(quarters: list[list[Reached]]) -> None:
    last: dict[str, dict[str, int]] = {}
    for way in quarters:
        rows = {stage: dict(row) for stage, row in shown(way, LEAST, last).items()}
        for stage, row in rows.items():
            if before := last.get(stage):
                both = (row.keys() & before.keys()) - {OTHERS}
                rest = [sum(x.values()) - sum(x[a] for a in both) for x in (row, before)]
                changed = [*[abs(row[a] - before[a]) for a in both], abs(rest[0] - rest[1])]
                assert all(n not in range(1, LEAST) for n in changed)
        last |= rows


def test_the_rarest_answers_go_with_the_others_until_those_are_enough() -> None:
    first = Reached("submitted", 61, {"woman": 30, "man": 21, "other": 3})  # seven did not answer
    assert shown([first], LEAST, {}) == {"submitted": {"woman": 30, "man": 21, OTHERS: 10}}
    fewer = Reached("submitted", 57, {"woman": 30, "man": 21, "other": 3})  # six others: men go with them
    assert shown([fewer], LEAST, {}) == {"submitted": {"woman": 30, OTHERS: 27}}
    assert shown([Reached("submitted", 30, {"woman": 30})], LEAST, {}) == {}, "it would tell what each of them answered"
    two = Reached("submitted", 40, {"woman": 20, "man": 20})
    assert shown([two], LEAST, {}) == {"submitted": {"woman": 20, "man": 20, OTHERS: 0}}
    assert shown([Reached("submitted", 9, {"woman": 9})], LEAST, {}) == {}
    assert shown([], LEAST, {}) == {}
    # Of the women nine left before the second stage: it is not shown, the third is.
    way = [two, Reached("eligible", 31, {"woman": 11, "man": 20}), Reached("shortlisted", 20, {"woman": 10, "man": 10})]
    assert list(shown(way, LEAST, {})) == ["submitted", "shortlisted"]
    # One more man than was shown before: what was shown stands.
    more = Reached("submitted", 41, {"woman": 20, "man": 21})
    assert shown([more], LEAST, {"submitted": {"woman": 20, "man": 20, OTHERS: 0}}) == {}
    assert shown([two], LEAST, {"submitted": {"woman": 20, "man": 20, OTHERS: 0}})
    assert all(a.all >= b.all for a, b in pairwise(way))
