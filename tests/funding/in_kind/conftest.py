"""A world in which money was promised, on a day of its own."""

import pytest

from tests.funding.running import Money
from tests.support.world import World


@pytest.fixture
async def money(world: World, app_url: str) -> Money:
    world.clock("2026-11-15T12:00:00+01:00")
    return Money(world, app_url)
