"""A world in which money was promised, on a day of its own."""

import pytest

from tests.funding.giving import Giving
from tests.support.world import World


@pytest.fixture
async def money(world: World, app_url: str) -> Giving:
    world.clock("2026-11-15T12:00:00+01:00")
    return Giving(world, app_url)
