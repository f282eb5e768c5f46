"""The matching formula, the WNT threshold and the disclosure rule: the design page's numbers, their edges, and properties."""

from hypothesis import given
from hypothesis import strategies as st

from polder.funding.matching import rules
from polder.funding.matching.rules import Terms, Year, match, safe

M = 100_000_000  # a million euro, in cents
CENTS = st.integers(0, 10**13)
SHARES = st.lists(st.integers(0, 10**12), max_size=8)
TERMS = st.builds(Terms, st.integers(1, 20), st.integers(1, 20), st.integers(0, 10**13), st.integers(0, 9999))
WNT = (5000, 50_000_000)  # share_bp, least_cents
HIDING = {"contributors": 3, "share_bp": 1000}


def test_public_money_is_ahead_by_what_it_paid_above_the_entitlement() -> None:
    found = match(Terms(1, 1, 10 * M, 2000), cash=730_000_000, in_kind=150_000_000, public=900_000_000)
    assert (found.in_kind_counted, found.entitlement, found.gap) == (150_000_000, 880_000_000, 20_000_000)


def test_work_counts_up_to_its_share_of_the_base_and_the_rest_is_named() -> None:
    found = match(Terms(1, 1, 10 * M, 2000), cash=4 * M, in_kind=150_000_000, public=0)
    assert (found.in_kind_counted, found.in_kind_not_counted, found.entitlement) == (1 * M, 50_000_000, 5 * M)


def test_what_is_earned_is_cut_to_the_cap() -> None:
    found = match(Terms(3, 2, 10 * M, 0), cash=12 * M, in_kind=0, public=0)
    assert (found.earned, found.entitlement, found.above_cap) == (18 * M, 10 * M, 8 * M)


def test_a_third_of_a_cent_is_never_rounded_up() -> None:
    assert match(Terms(1, 3, 10 * M, 0), cash=100_000_001, in_kind=0, public=0).entitlement == 33_333_333


def test_at_the_cap_exactly_nothing_is_above_it_and_a_cent_more_is() -> None:
    terms = Terms(1, 1, 10 * M, 0)
    assert match(terms, cash=10 * M, in_kind=0, public=0).above_cap == 0
    assert match(terms, cash=10 * M + 1, in_kind=0, public=0).above_cap == 1
    assert match(Terms(1, 1, 0, 0), cash=5, in_kind=0, public=0).entitlement == 0


def test_work_exactly_at_its_limit_counts_whole_and_without_cash_it_counts_for_nothing() -> None:
    terms = Terms(1, 1, 10 * M, 2000)
    assert match(terms, cash=400, in_kind=100, public=0).in_kind_not_counted == 0
    assert match(terms, cash=400, in_kind=101, public=0).in_kind_not_counted == 1
    assert match(terms, cash=3, in_kind=100, public=0).in_kind_counted == 0  # 0.75 cent is not one
    assert match(terms, cash=0, in_kind=1 * M, public=0).entitlement == 0
    assert match(Terms(1, 1, M, 0), cash=M, in_kind=M, public=0).in_kind_counted == 0  # no share for work at all


def test_money_that_went_back_leaves_no_negative_entitlement() -> None:
    found = match(Terms(1, 1, 10 * M, 2000), cash=-500, in_kind=100, public=300)
    assert (found.entitlement, found.in_kind_counted, found.gap) == (0, 0, 300)


@given(TERMS, CENTS, CENTS, CENTS)
def test_no_outcome_breaks_the_agreement(terms: Terms, cash: int, in_kind: int, public: int) -> None:
    found = match(terms, cash=cash, in_kind=in_kind, public=public)
    assert 0 <= found.entitlement <= terms.cap_cents
    assert found.in_kind_counted + found.in_kind_not_counted == in_kind
    # Work is at most its agreed part of the base, and all of it counts where that leaves room.
    assert found.in_kind_counted * 10_000 <= found.base * terms.in_kind_share_bp
    if found.in_kind_not_counted:
        assert (found.in_kind_counted + 1) * 10_000 > (found.base + 1) * terms.in_kind_share_bp
    # To the cent, downwards: one cent more would be more than the ratio gives.
    assert found.earned * terms.private_parts <= found.base * terms.public_parts
    assert (found.earned + 1) * terms.private_parts > found.base * terms.public_parts
    assert found.entitlement + found.above_cap == found.earned
    assert found.gap == public - found.entitlement


@given(TERMS, CENTS, CENTS, st.integers(0, 10**9))
def test_more_cash_never_earns_less(terms: Terms, cash: int, in_kind: int, more: int) -> None:
    before = match(terms, cash=cash, in_kind=in_kind, public=0)
    assert match(terms, cash=cash + more, in_kind=in_kind, public=0).entitlement >= before.entitlement


# ---- the WNT ---------------------------------------------------------------------------------------------------------


def test_exactly_half_public_money_three_years_running_reaches_the_wnt() -> None:
    half = [Year(year, 50_000_000, 100_000_000, *WNT) for year in (2024, 2025, 2026)]
    assert [year.year for year in rules.years_running(half, 2026)] == [2026, 2025, 2024]
    # A year that is not over yet ends nothing, whatever came in it: the three finished ones before it still run.
    begun = Year(2027, 0, 100, *WNT)
    assert len(rules.years_running([*half, begun], 2027)) == len(rules.years_running(half, 2027)) == 3
    assert len(rules.years_running([*half, begun], 2028)) == 0
    assert len(rules.years_running(half[:2], 2026)) == 2


def test_each_year_is_judged_by_the_threshold_that_held_in_it() -> None:
    stricter = [Year(2025, 50_000_000, 100_000_000, *WNT), Year(2026, 50_000_000, 100_000_000, 4000, 50_000_001)]
    assert [rules.over_threshold(year) for year in stricter] == [True, False]
    assert len(rules.years_running(stricter, 2027)) == 0
    without = Year(2025, 50_000_000, 100_000_000, None, None)
    assert rules.over_threshold(without) is None
    assert len(rules.years_running([without, Year(2026, 50_000_000, 100_000_000, *WNT)], 2026)) == 1


def test_a_hundredth_of_a_per_cent_less_does_not() -> None:
    less = Year(2026, 49_990_000_000, 100_000_000_000, *WNT)
    assert not rules.over_threshold(less)
    years = [Year(year, 50_000_000, 100_000_000, *WNT) for year in (2024, 2025)]
    assert len(rules.years_running([*years, less], 2027)) == 0


def test_the_least_amount_counts_to_the_cent() -> None:
    assert rules.over_threshold(Year(2026, 50_000_000, 50_000_000, *WNT))
    assert not rules.over_threshold(Year(2026, 49_999_999, 49_999_999, *WNT))


def test_a_year_between_ends_the_run() -> None:
    over = [Year(year, 50_000_000, 100_000_000, *WNT) for year in (2022, 2023, 2025, 2026)]
    assert len(rules.years_running(over, 2026)) == 2
    assert rules.years_running([], 2026) == []


# ---- disclosure ------------------------------------------------------------------------------------------------------


def shares(*cents: int) -> dict[str, int]:
    return {f"funder {number}": amount for number, amount in enumerate(cents)}


def test_four_funders_are_published_as_one_total_and_two_are_not() -> None:
    four, two = shares(400_000_000, 350_000_000, 300_000_000, 150_000_000), shares(400_000_000, 350_000_000)
    assert sum(four.values()) == 12 * M
    assert rules.disclosure(four, None, **HIDING).published
    assert rules.disclosure(two, None, **HIDING) == rules.Disclosure(False, "total")


def test_what_the_two_largest_leave_must_be_a_tenth_of_the_largest_exactly() -> None:
    assert safe([1000, 500, 100], **HIDING)
    assert not safe([1000, 500, 99], **HIDING)
    assert not safe([1000, 500, 0, 0], **HIDING)  # who gave nothing hides nobody
    assert not safe([], **HIDING)


def test_a_change_that_gives_one_funder_away_is_not_published() -> None:
    before = shares(400_000_000, 350_000_000, 300_000_000, 150_000_000)
    one_more = shares(400_000_000, 350_000_000, 300_000_000, 250_000_000)
    assert rules.disclosure(one_more, before, **HIDING) == rules.Disclosure(False, "change")
    assert rules.disclosure(before, before, **HIDING) == rules.Disclosure(False, "change")  # that nobody paid is news
    all_more = shares(500_000_000, 450_000_000, 400_000_000, 250_000_000)
    assert rules.disclosure(all_more, before, **HIDING).published


def test_a_new_funder_and_one_who_took_money_back_are_changes_too() -> None:
    before = shares(400, 350, 300)
    assert rules.disclosure({**before, "new": 100}, before, **HIDING).failed == "change"
    assert rules.disclosure(shares(400, 350, 200), before, **HIDING).failed == "change"


@given(SHARES, SHARES)
def test_whatever_is_published_tells_the_second_largest_at_most_nine_tenths_of_the_truth(
    now: list[int], before: list[int]
) -> None:
    found = rules.disclosure(shares(*now), shares(*before), **HIDING)
    if found.published:
        largest, second, *_ = sorted(now, reverse=True)
        assert len([part for part in now if part]) >= 3
        # What the second largest can be sure of: the largest gave at most the total less its own.
        assert (sum(now) - second) * 10 >= largest * 11


# ---- a funder that does not pay --------------------------------------------------------------------------------------


def test_what_arrived_covers_what_was_booked_first_and_then_the_earliest_plan() -> None:
    assert rules.uncovered(100, 60, [30, 30]) == [0, 20]
    assert rules.uncovered(100, 100, [30]) == [30]
    assert rules.uncovered(0, 0, []) == []


@given(CENTS, CENTS, st.lists(CENTS, max_size=6))
def test_no_plan_lacks_more_than_it_asks_and_nothing_that_arrived_is_left_unused(
    received: int, booked: int, plans: list[int]
) -> None:
    lacking = rules.uncovered(received, booked, plans)
    assert all(0 <= lacks <= plan for lacks, plan in zip(lacking, plans, strict=True))
    assert sum(plans) - sum(lacking) == min(sum(plans), max(received - booked, 0))
