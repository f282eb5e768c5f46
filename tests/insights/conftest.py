"""A house with two funders, each with promises, an invoice, a receipt and a purpose."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.funding.invoices.office import SELLER
from tests.funding.money import Running
from tests.insights.funders import Funders
from tests.support.world import World, built, settings_for


@pytest.fixture
async def world(app_url: str, owner_url: str, superuser_url: str, tmp_path: Path) -> AsyncIterator[World]:
    async with built(settings_for(app_url, owner_url, tmp_path, **SELLER), superuser_url) as found:
        yield found


@pytest.fixture
async def funders(world: World, app_url: str) -> AsyncIterator[Funders]:
    money = Running(world, app_url)
    yield await Funders(world, money).open()
    money.close()
