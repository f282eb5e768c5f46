"""An office with two funders."""

import pytest

from tests.funding.agreements.house import Office
from tests.support.world import World


@pytest.fixture
async def office(world: World) -> Office:
    return await Office(world).open()
