"""A house on a real port, and the development provider as one of its identity providers."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from polder.demo.provider import CLIENT_ID, PATH, Provider
from tests.support.browser import Browser, Page
from tests.support.serving import serving
from tests.support.world import GRANT, World


@dataclass
class House:
    """The application at `base`."""

    world: World
    base: str

    @property
    def provider(self) -> Provider:
        """The development provider, with what it may be told to do wrong."""
        found: Provider = self.world.app.state.development_provider
        return found

    def add_provider(self, key: str = "demonstration", **columns: Any) -> str:
        """A row of identity_provider; the development provider where nothing else is said. Its id."""
        values = {"key": key, "name": key.title(), "issuer": self.base + PATH, "client_id": CLIENT_ID, **columns}
        names = ", ".join(values)
        (id,) = self.world.sql(
            f"insert into identity_provider ({names}) values ({', '.join(['%s'] * len(values))}) returning id",
            *values.values(),
        )[0]
        return str(id)

    def know(self, subject: str, provider: str, *roles: str, issuer: str | None = None) -> str:
        """An account that this subject of the provider finds; its id."""
        (account,) = self.world.sql("insert into account (name) values (%s) returning id", subject.title())[0]
        self.world.sql(
            "insert into external_identity (account_id, provider_id, issuer, subject) values (%s, %s, %s, %s)",
            account, provider, issuer or self.base + PATH, subject,
        )  # fmt: skip
        for role in roles:
            self.world.sql(GRANT, account, role, role)
        return str(account)

    async def sign_in(self, browser: Browser, subject: str, key: str = "demonstration", **query: str) -> Page:
        more = "".join(f"&{name}={value}" for name, value in query.items())
        return await browser.go(f"{self.base}/sign-in/{key}?as={subject}{more}")

    async def me(self, browser: Browser) -> Page:
        return await browser.go(f"{self.base}/api/v1/me")


@pytest.fixture
async def house(app_url: str, owner_url: str, superuser_url: str, tmp_path: Path) -> AsyncIterator[House]:
    async with serving(app_url, owner_url, superuser_url, tmp_path / "documents") as (world, base):
        yield House(world, base)


@pytest.fixture
def browser() -> Browser:
    return Browser()
