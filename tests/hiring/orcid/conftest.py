"""A house on a real port whose ORCID is the development provider, and a browser that goes there and back."""

import re
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlsplit

import pytest

from polder.demo.people import ORCID, RESEARCHERS
from polder.demo.provider import CLIENT_ID, PATHS, Provider
from tests.identity.conftest import House, house
from tests.support.browser import Browser, Page

__all__ = ["house"]
NORA, YUSUF = (person.subject for person in RESEARCHERS[:2])


@dataclass
class Scholar:
    """Somebody with a browser who applies by ORCID."""

    house: House
    browser: Browser = field(default_factory=Browser)

    async def at(self, path: str, data: dict[str, str] | None = None, until: str = "\0") -> Page:
        return await self.browser.go(self.house.base + path, data, until=until)

    async def off(self, path: str, who: str, data: dict[str, str] | None = None, until: str = "\0") -> Page:
        """Send the form at `path`, go to ORCID as `who`, and come back (or stop at `until`)."""
        page = await self.at(f"{path}?as={who}", data or {"x": ""})
        assert page.status == 200, page.text
        link = re.search(r'<a class="button" href="([^"]+)"', page.text)
        assert link, page.text
        return await self.browser.go(unescape(link[1]), until=until)

    async def begun(self, reference: str, email: str, who: str = NORA) -> Page:
        """An application begun by ORCID: its own page."""
        page = await self.off(f"/careers/{reference}/apply/orcid", who, {"name": "", "email": email})
        return await self.browser.submit(page, email=email)


@pytest.fixture
def scholar(house: House) -> Scholar:
    house.add_provider(ORCID, issuer=house.base + PATHS[ORCID], audience="applicants")
    return Scholar(house)


def orcid_of(house: House) -> Provider:
    found: Provider = next(p for p in house.world.app.state.development_providers if p.path == PATHS[ORCID])
    assert CLIENT_ID
    return found


def path_of(page: Page) -> str:
    return urlsplit(page.url).path
