"""A world in which money was promised, on a day of its own."""

from collections.abc import AsyncIterator

import pytest

from tests.funding.money import Running
from tests.support.world import World


@pytest.fixture
async def money(world: World, app_url: str) -> AsyncIterator[Running]:
    world.clock("2026-11-15T12:00:00+01:00")
    made = Running(world, app_url)
    yield made
    made.close()
