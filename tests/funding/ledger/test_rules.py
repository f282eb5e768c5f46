"""The posting rules by themselves: every event balances, and over ten thousand histories no cent of a lot is lost."""

import random
from collections import Counter
from itertools import pairwise
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polder.funding.ledger import rules
from polder.funding.ledger.rules import BY_NAME, EVENTS, KINDS, PART_OF, Event, Line
from tests.funding.histories import Story

LOT, PURPOSES = UUID(int=17), [UUID(int=n) for n in (1, 2, 3)]


def balanced(lines: list[Line]) -> None:
    """Zero per asset, and per lot what was called is what became of it."""
    assets: Counter[str] = Counter()
    for line in lines:
        assert line.cents != 0
        assets[BY_NAME[line.account].asset] += line.cents
    assert not +assets
    assert not -assets
    assert sum(line.cents for line in lines if BY_NAME[line.account].conserved) == 0


@pytest.mark.parametrize("part", range(10))
def test_over_ten_thousand_random_histories_every_cent_of_a_lot_is_somewhere_and_nothing_is_overdrawn(
    part: int,
) -> None:
    events: Counter[Event] = Counter()
    for number in range(1000):
        chance = random.Random(part * 1000 + number)
        story = Story(chance, LOT, PURPOSES, public=number % 3 == 0, committed=chance.choice([1, 99, 10_000_000]))
        for event, lines in story.steps(chance.randint(1, 14)):
            events[event] += 1
            balanced(lines)
            for (account, _), held in story.held.items():
                assert held >= 0 or not BY_NAME[account].floor, account
        found = rules.position(story.written)
        assert found.holds, found
        assert min(found.received_free, found.allocated, found.invoiced_open) >= 0
    assert len(events) >= 10


def test_the_life_of_one_euro_line_by_line() -> None:
    """The table of the design page: lot 17, funder A, 100,000.00."""
    g = PURPOSES[0]
    rows = [
        (rules.committed(LOT, 10_000_000), [("committed_open", 10_000_000), ("commitments_given", -10_000_000)]),
        (rules.invoiced(LOT, 10_000_000), [
            ("receivable", 10_000_000), ("deferred_contribution", -10_000_000),
            ("committed_invoiced", 10_000_000), ("committed_open", -10_000_000)]),
        (rules.paid(LOT, 10_000_000, fee=1_500), [("bank", 9_998_500), ("bank_fees", 1_500), ("receivable", -10_000_000)]),
        (rules.allocated(LOT, g, 6_000_000), [("deferred_contribution", 6_000_000), ("allocated", -6_000_000)]),
        (rules.cost(LOT, g, 4_125_000), [
            ("project_cost", 4_125_000), ("payroll_clearing", -4_125_000),
            ("allocated", 4_125_000), ("contribution_income", -4_125_000)]),
        (rules.in_kind(LOT, g, 120 * 8_500), [("in_kind_used", 1_020_000), ("in_kind_received", -1_020_000)]),
    ]  # fmt: skip
    for lines, expected in rows:
        assert [(line.account, line.cents) for line in lines] == expected
        balanced(lines)
    public = [
        (rules.paid_uninvoiced(LOT, 10_000_000, public=True)[:2], [("bank", 10_000_000), ("public_advance", -10_000_000)]),
        (rules.determined(LOT, 9_600_000, spent=[], free=10_000_000)[:3], [
            ("public_advance", 10_000_000), ("public_income", -9_600_000), ("repayable_to_state", -400_000)]),
    ]  # fmt: skip
    for lines, expected in public:
        assert [(line.account, line.cents) for line in lines] == expected


@pytest.mark.parametrize(("at", "income", "back"), [(0, 0, 100), (1, 1, 99), (99, 99, 1), (100, 100, 0), (101, 100, 0)])
def test_a_determination_takes_what_was_advanced_and_gives_the_rest_back(at: int, income: int, back: int) -> None:
    lines = rules.determined(LOT, at, spent=[(PURPOSES[0], 30)], free=60, allocated=[(PURPOSES[1], 10)])
    balanced(lines)
    sums = {
        account: -sum(line.cents for line in lines if line.account == account)
        for account in ("public_income", "repayable_to_state")
    }
    assert sums == {"public_income": income, "repayable_to_state": back}


def test_every_account_of_a_lot_is_a_part_of_its_position_or_beside_it() -> None:
    of_lots = {kind.name for kind in KINDS if "lot" in kind.of}
    assert of_lots == set(PART_OF)
    assert {kind.name for kind in KINDS if kind.conserved} == set(PART_OF) - {
        "committed_open", "committed_returned", "committed_written_off", "receivable"
    }  # fmt: skip
    assert set(EVENTS) == set(Event)


@given(st.integers(1, 10**15), st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any))
def test_a_split_is_exact_fair_to_the_cent_and_gives_nobody_for_nothing(cents: int, parts: list[int]) -> None:
    shares = rules.split(cents, parts)
    assert sum(shares) == cents
    for share, part in zip(shares, parts, strict=True):
        assert abs(share * sum(parts) - cents * part) < sum(parts)
    for (one, its), (two, others) in pairwise(sorted(zip(parts, shares, strict=True))):
        assert its <= others + (one == two)


def test_a_line_and_an_entry_say_in_json_what_they_hold() -> None:
    purpose = uuid4()
    line = Line("allocated", LOT, -5, purpose, ("USD", -6, "0.9"))
    assert line.json == {
        "account": "allocated", "lot": str(LOT), "cents": -5, "purpose": str(purpose), "original_currency": "USD",
        "original_minor": -6, "original_rate": "0.9",
    }  # fmt: skip
