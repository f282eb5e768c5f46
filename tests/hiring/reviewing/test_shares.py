"""Sharing out, by property: nobody twice, nobody kept apart, no limit passed, as many as can be, and as even as can be."""

from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from polder.hiring.reviewing.rules import Reviewer, day_of, facts_of_applicant, share_out

REVIEWERS = ["r0", "r1", "r2", "r3"]
SMALL = st.tuples(
    st.integers(1, 4),  # applications
    st.integers(1, 3),  # reviews each
    st.sets(st.tuples(st.integers(0, 3), st.sampled_from(REVIEWERS))),
    st.lists(st.one_of(st.none(), st.integers(0, 4)), min_size=4, max_size=4),
    st.sets(st.tuples(st.integers(0, 3), st.sampled_from(REVIEWERS)), max_size=3),
)


@given(SMALL)
def test_no_sharing_out_gives_more_reviews_or_a_more_even_load(case: object) -> None:
    applications, each, apart, limits, held = case  # type: ignore[misc]  # drawn from SMALL
    existing = {a: {r for b, r in held if b == a} for a in range(applications)}
    reviewers = [Reviewer(id, 100, most) for id, most in zip(REVIEWERS, limits, strict=True)]
    share = share_out(range(applications), reviewers, each, apart, existing)
    teams = {a: existing[a] | {r for b, r in share.pairs if b == a} for a in range(applications)}
    assert len(share.pairs) == len(set(share.pairs))
    assert not set(share.pairs) & apart
    assert sum(len(team) for team in teams.values()) == sum(share.loads.values())
    for one in reviewers:
        kept = sum(one.id in team for team in existing.values())
        assert one.most is None or share.loads[one.id] <= max(one.most, kept)
    for a, team in teams.items():
        assert share.lacking.get(a, 0) == max(each - len(team), 0)
    # every possible outcome, tried: none gives more, and of those that give as much none is more even
    choices = [
        [set(some) for n in range(max(each - len(existing[a]), 0) + 1)
         for some in combinations([r for r in REVIEWERS if (a, r) not in apart and r not in existing[a]], n)]
        for a in range(applications)
    ]  # fmt: skip
    best: tuple[int, int] | None = None
    for chosen in product(*choices):
        loads = {r: sum(r in existing[a] or r in chosen[a] for a in range(applications)) for r in REVIEWERS}
        kept = {r: sum(r in team for team in existing.values()) for r in REVIEWERS}
        if all(one.most is None or loads[one.id] <= max(one.most, kept[one.id]) for one in reviewers):
            rated = (-sum(len(some) for some in chosen), sum(load * load for load in loads.values()))
            best = rated if best is None else min(best, rated)
    assert (-len(share.pairs), sum(load * load for load in share.loads.values())) == best
    assert share_out(range(applications), reviewers, each, apart, existing) == share


def test_ten_thousand_applications_of_three_reviews_to_three_hundred_are_spread_within_one() -> None:
    names = [f"r{n}" for n in range(300)]
    apart = {(a, names[(a * 7 + n * 31) % 300]) for a in range(10_000) for n in range(4)}
    share = share_out(range(10_000), [Reviewer(name) for name in names], 3, apart, {})
    assert (len(share.pairs), share.lacking) == (30_000, {})
    assert max(share.loads.values()) - min(share.loads.values()) <= 1
    assert not set(share.pairs) & apart
    half = share_out(range(90), [Reviewer("full"), Reviewer("half", 50), Reviewer("none", 0)], 1, set(), {})
    assert half.loads == {"full": 60, "half": 30}


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=8), lambda kids: st.lists(kids, max_size=3)
                    | st.dictionaries(st.sampled_from(["work", "education", "publications", "name", "institution", "url", "startDate"]), kids, max_size=4), max_leaves=12))  # fmt: skip
def test_any_json_is_read_as_a_cv(cv: object) -> None:
    facts_of_applicant("X", None, cv, {}, {})


def test_days_of_a_cv_mean_their_first_or_last_day() -> None:
    told = [(text, str(day_of(text)), str(day_of(text, last=True))) for text in ("2019", "2020-02", "2021-05-03")]
    assert told == [
        ("2019", "2019-01-01", "2019-12-31"), ("2020-02", "2020-02-01", "2020-02-29"), ("2021-05-03", "2021-05-03", "2021-05-03"),
    ]  # fmt: skip
    assert [day_of(text) for text in ("2019-13", "soon", "", 7, None, "0001")] == [None] * 6
