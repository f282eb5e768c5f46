"""A world with running agreements in it."""

import pytest

from tests.funding.running import Money
from tests.support.world import World


@pytest.fixture
def money(world: World, app_url: str) -> Money:
    return Money(world, app_url)
