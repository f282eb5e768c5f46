"""Money for the tests of funding."""

from collections.abc import Iterator

import pytest

from tests.funding.money import TODAY, Money
from tests.support.databases import Databases


def _opened(superuser_url: str, url: str) -> Money:
    made = Money(superuser_url, url)
    made.clock(TODAY)
    return made


@pytest.fixture
def money(app_url: str, superuser_url: str) -> Iterator[Money]:
    """A database of this test's own, on a day in June 2026."""
    made = _opened(superuser_url, app_url)
    yield made
    made.close()


@pytest.fixture(scope="module")
def books(databases: Databases) -> Iterator[Money]:
    """One database for all tests of a file that each have lots of their own and leave the calendar as it is."""
    name = databases.new()
    made = _opened(databases.server.url(name), databases.server.url(name, "polder_app"))
    yield made
    made.close()
    databases.drop(name)
