"""The full house that the matrix asks, made once for each file."""

from collections.abc import AsyncIterator

import pytest

from tests.access.house import House, opened
from tests.support.databases import Databases


@pytest.fixture(scope="module")
async def house(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with opened(databases, tmp_path_factory.mktemp("documents")) as found:
        yield found
