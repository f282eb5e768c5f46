"""How a tranche stands and what a ratio gives, without a database."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polder.insights.rules import Standing, matched, standing

TODAY = date(2026, 6, 30)
ASKED = {"due_on": "2026-06-30", "cents": 1, "invoice": "2026-F001-0001", "conditional": False}
OPEN = {"due_on": "2026-01-01", "cents": 1, "invoice": None, "conditional": False}


@pytest.mark.parametrize(
    ("facts", "stands"),
    [
        ({"dues": [ASKED]}, Standing.asked),
        ({"dues": [{**ASKED, "due_on": "2026-06-29"}]}, Standing.late),
        ({"dues": [OPEN]}, Standing.unasked),  # past its day, but never asked
        ({"dues": [{**OPEN, "due_on": "2026-06-30"}]}, Standing.coming),
        ({"dues": [{**OPEN, "conditional": True}]}, Standing.conditional),
        ({"dues": [OPEN, {**ASKED, "due_on": "2026-06-29"}], "received_cents": 5}, Standing.late),
        ({"dues": [], "open_cents": 0, "received_cents": 1}, Standing.paid),
        ({"dues": [], "open_cents": 0}, Standing.ended),
        ({"dues": [OPEN], "in_kind": True}, Standing.in_kind_open),
        ({"dues": [], "in_kind": True, "open_cents": 0, "received_cents": 1}, Standing.in_kind_done),
        ({"dues": [], "in_kind": True, "open_cents": 0}, Standing.ended),  # terminated before anything was accepted
    ],
)
def test_a_tranche_stands_as_its_funder_would_say(facts: dict[str, Any], stands: Standing) -> None:
    assert standing({"in_kind": False, "open_cents": 1, "received_cents": 0, **facts}, TODAY) is stands


RULE = {"public_parts": 1, "private_parts": 3, "cap_cents": 100_000_000, "in_kind_share_bp": 2000, "basis": "received"}


@pytest.mark.parametrize(
    ("own", "gives"),
    [
        (100_000_001, 33_333_333),
        (0, 0),
        (-5, 0),
        (299_999_999, 99_999_999),
        (300_000_000, 100_000_000),
        (900_000_000, 100_000_000),
    ],
)
def test_the_ratio_gives_whole_cents_rounded_down_up_to_the_limit(own: int, gives: int) -> None:
    assert matched(RULE, {"received": own, "spent": 7})["matched_cents"] == gives


@given(st.integers(0, 10**12), st.integers(1, 99), st.integers(1, 99))
def test_more_paid_never_gives_less(own: int, public: int, private: int) -> None:
    rule = {**RULE, "public_parts": public, "private_parts": private, "cap_cents": 10**14}
    less, more = (matched(rule, {"received": cents})["matched_cents"] for cents in (own, own + 1))
    assert less <= more
    assert less * private <= own * public
