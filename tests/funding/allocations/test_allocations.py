"""Allocations: planned on what was promised, booked on what has arrived, released with what is left."""

from typing import Any
from uuid import UUID

import pytest

from polder.funding.ledger.rules import Position
from tests.funding.money import Money
from tests.support.world import Person, World

PERIOD = {"from_day": "2026-01-01", "until_day": "2026-12-31"}


@pytest.fixture
async def controller(world: World) -> Person:
    return await world.person("carla", "controller")


async def planned(controller: Person, lot: UUID, purpose: UUID, cents: int, **values: Any) -> dict[str, Any]:
    made = await controller.post(
        "/allocations", {"lot_id": str(lot), "purpose_id": str(purpose), "amount_cents": cents, **PERIOD, **values}
    )
    assert made.status_code == 201, made.text
    return dict(made.json())


async def test_an_allocation_lives_from_plan_to_release_and_no_cent_is_lost(money: Money, controller: Person) -> None:
    lot, purpose = money.lot(10_000_000), money.purpose()
    money.received(lot, 8_000_000)
    made = await planned(controller, lot, purpose, 6_000_000)
    assert (made["state"], made["booked_on"], made["rest_cents"]) == ("planned", None, 0)
    booked = await controller.move("allocations", made["id"], "book")
    assert booked.status_code == 200, booked.text
    assert (booked.json()["booked_on"], booked.json()["rest_cents"]) == ("2026-06-30", 6_000_000)
    cost = {"cents": 4_125_000, "day": "2026-05-31", "description": "May", "reference": "payroll 2026-05"}
    for _ in range(2):  # the same payroll run twice is one cost
        spent = await controller.post(f"/allocations/{made['id']}/costs", cost)
        assert spent.status_code == 201, spent.text
        assert (spent.json()["spent_cents"], spent.json()["rest_cents"]) == (4_125_000, 1_875_000)
    position = money.position(lot)
    assert (position.received_free, position.allocated, position.spent) == (2_000_000, 1_875_000, 4_125_000)
    released = await controller.move("allocations", made["id"], "release", "over")
    assert released.status_code == 200, released.text
    assert (released.json()["spent_cents"], released.json()["rest_cents"]) == (4_125_000, 0)
    assert money.position(lot) == Position(
        committed=10_000_000, uninvoiced=2_000_000, invoiced_open=0, received_free=3_875_000, allocated=0, spent=4_125_000,
        reported=0, returned=0, written_off=0,
    )  # fmt: skip
    assert [e["event"] for e in released.json()["entries"]] == ["release", "cost", "allocation"]
