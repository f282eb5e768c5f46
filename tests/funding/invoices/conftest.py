"""A house that can send invoices, with its controller."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.funding.invoices.office import SELLER
from tests.support.world import Person, World, built, settings_for


@pytest.fixture
async def world(app_url: str, owner_url: str, superuser_url: str, tmp_path: Path) -> AsyncIterator[World]:
    async with built(settings_for(app_url, owner_url, tmp_path, **SELLER), superuser_url) as found:
        yield found


@pytest.fixture
async def controller(world: World) -> Person:
    return await world.person("olga", "controller")
