"""An office that hires, with money."""

from collections.abc import AsyncIterator

import pytest

from tests.hiring.positions.office import Office, opened
from tests.support.world import World


@pytest.fixture
async def office(world: World, app_url: str) -> AsyncIterator[Office]:
    made = await opened(world, app_url)
    yield made
    made.money.close()
