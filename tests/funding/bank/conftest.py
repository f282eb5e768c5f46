"""A house with a bank account of its own, that can send invoices."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.funding.invoices.office import SELLER
from tests.support.statements import IBAN
from tests.support.world import Person, World, built, settings_for


@pytest.fixture
async def world(app_url: str, owner_url: str, superuser_url: str, tmp_path: Path) -> AsyncIterator[World]:
    async with built(settings_for(app_url, owner_url, tmp_path, **SELLER), superuser_url) as found:
        found.sql("insert into bank_account (identifier, name) values (%s, 'Betaalrekening')", IBAN)
        yield found


@pytest.fixture
async def olga(world: World) -> Person:
    """The controller."""
    return await world.person("olga", "controller")


@pytest.fixture
async def piet(world: World) -> Person:
    """Who works at the bank's desk."""
    return await world.person("piet", "bank_operator")
