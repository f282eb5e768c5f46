"""Money for the tests of funding."""

import pytest

from tests.funding.money import TODAY, Money
from tests.support.world import World


@pytest.fixture
async def money(world: World, app_url: str) -> Money:
    world.clock(TODAY)
    return Money(world, app_url)
