"""A real PostgreSQL for every test that asks for one; each such test owns its database."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from polder.kernel.database import Database
from tests.support import scratch
from tests.support.databases import Databases, shared
from tests.support.world import OPEN, Open, World, built, settings_for

# Speed is for the bench, never for a test; on the build machine the same examples come each time.
settings.register_profile(
    "polder", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=os.environ.get("CI") == "true"
)
settings.load_profile("polder")


def pytest_configure(config: pytest.Config) -> None:
    scratch.opened()  # by the controlling process, before its workers start


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        scratch.removed(scratch.opened())


# What takes longest begins first: the first worker has it, the others take what is left at the end.
LONG = ("e2e", "bench", "faults", "cli")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    places = {folder: place for place, folder in enumerate(LONG)}
    items.sort(key=lambda item: places.get(item.path.parent.name, len(LONG)))
    # What a test asks for says what it needs, so that `make unit` is what runs anywhere at once.
    for item in items:
        if "databases" in getattr(item, "fixturenames", ()):
            item.add_marker("database")
        if "e2e" in item.path.parts:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
async def databases(worker_id: str, anyio_backend: str) -> AsyncIterator[Databases]:
    """Asynchronous, as the event loop lasts for what is: applications stay open on databases that are lent again."""
    found = shared(scratch.opened(), worker_id)[0]
    OPEN.append(Open(found))
    yield found
    await OPEN.pop().stop()


@pytest.fixture
def database_name(databases: Databases) -> Iterator[str]:
    name = databases.new()
    yield name
    databases.give_back(name)


@pytest.fixture
def app_url(databases: Databases, database_name: str) -> str:
    return databases.server.url(database_name, "polder_app")


@pytest.fixture
def owner_url(databases: Databases, database_name: str) -> str:
    return databases.server.url(database_name, "polder_owner")


@pytest.fixture
def superuser_url(databases: Databases, database_name: str) -> str:
    return databases.server.url(database_name)


@pytest.fixture
async def database(app_url: str) -> AsyncIterator[Database]:
    database = await Database.open(app_url)
    yield database
    await database.close()


@pytest.fixture
async def world(app_url: str, owner_url: str, superuser_url: str, tmp_path: Path) -> AsyncIterator[World]:
    async with built(settings_for(app_url, owner_url, tmp_path / "documents"), superuser_url) as found:
        yield found
