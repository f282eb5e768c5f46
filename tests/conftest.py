"""A real PostgreSQL for every test that asks for one; each such test owns its database."""

import os
import shutil
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from polder.kernel.database import Database
from tests.support.databases import Databases, shared
from tests.support.world import World, built, settings_for

# Speed is for the bench, never for a test; on the build machine the same examples come each time.
settings.register_profile(
    "polder", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=os.environ.get("CI") == "true"
)
settings.load_profile("polder")

RUN = "POLDER_TEST_RUN"


def pytest_configure(config: pytest.Config) -> None:
    # The controlling process names the run before its workers start; they inherit the name.
    os.environ.setdefault(RUN, uuid.uuid4().hex[:8])


def pytest_unconfigure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):
        return
    folder = Path(f"/tmp/polder-tests-{os.getuid()}-{os.environ[RUN]}")
    if folder.exists():
        from polder.kernel import embedded

        embedded.start(folder / "pg", durable=False).stop("immediate")
        shutil.rmtree(folder, ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
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
def databases(worker_id: str) -> Databases:
    return shared(os.environ[RUN], worker_id)[0]


@pytest.fixture
def database_name(databases: Databases) -> Iterator[str]:
    name = databases.new()
    yield name
    databases.drop(name)


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
