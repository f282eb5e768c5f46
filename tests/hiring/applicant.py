"""Somebody who applies on the public pages with a browser that runs no script."""

import itertools
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import httpx

from polder.kernel.http import LINK_COOKIE
from tests.support.world import World

FORM = {"accept": "text/html", "accept-language": "en"}

NUMBERS = itertools.count(1)  # links for one mailbox, and from one network address, are limited


@dataclass
class Applicant:
    """A personal link and the pages it opens."""

    client: httpx.AsyncClient
    page: str = ""

    @classmethod
    async def begin(
        cls, world: World, reference: str, name: str = "Ada Lovelace", email: str | None = None, via: str | None = None
    ) -> "Applicant | None":
        """Fill in the first form, come by a link that names `via`. None when the form came back with something to mend."""
        number = next(NUMBERS)
        client = world.client(address=f"10.0.{number // 250}.{number % 250}")
        client.headers.update(FORM)
        page = (await client.get(f"/careers/{reference}/apply", params={} if via is None else {"via": via})).text
        fields = dict(re.findall(r'name="(nonce|key|via)" value="([^"]+)"', page))
        email = email or f"ada{number}@example.org"
        done = await client.post(f"/careers/{reference}/apply", data={"name": name, "email": email, **fields})
        if done.status_code == 422:
            assert 'role="alert"' in done.text
            return None
        assert done.status_code == 303, done.text
        made = cls(client)
        # where it is absent, the test fails here
        made.carry(re.search(rf"{LINK_COOKIE}=([^;]+)", done.headers["set-cookie"]).group(1))  # type: ignore[union-attr]
        return made

    def carry(self, secret: str) -> None:
        self.client.cookies.set(LINK_COOKIE, secret, domain="polder.test")

    async def look(self) -> str:
        answer = await self.client.get("/apply")
        assert answer.status_code == 200, answer.text
        self.page = answer.text
        return self.page

    def hidden(self) -> dict[str, str]:
        """The hidden fields of the page's main form."""
        return dict(re.findall(r'<input type="hidden" name="(csrf|version)" value="([^"]+)"', self.page))

    async def send(self, path: str, *, files: Any = None, **fields: Any) -> httpx.Response:
        """Send a form of the page, with its hidden fields."""
        if not self.page:
            await self.look()
        return await self.client.post(path, data={**self.hidden(), **fields}, files=files)

    async def save(self, **fields: Any) -> httpx.Response:
        page = await self.look()
        name = re.search(r'name="name" value="([^"]*)"', page)
        import html

        return await self.send("/apply/save", **({"name": html.unescape(name.group(1))} if name else {}), **fields)

    async def submit(self, motivation: str = "Because.", **fields: Any) -> None:
        done = await self.save(motivation=motivation, then="submit", **fields)
        assert done.status_code == 303, done.text

    async def upload(self, content: bytes, file_name: str = "cv.pdf", kind: str = "cv") -> httpx.Response:
        await self.look()
        return await self.send("/apply/documents", files={"file": (file_name, content)}, kind=kind)

    async def slow_upload(
        self, content: bytes, meanwhile: Callable[[], Awaitable[object]], **fields: str
    ) -> httpx.Response:
        """An upload of a CV of which half has come in when `meanwhile` is run."""
        await self.look()
        whole = self.client.build_request(
            "POST",
            "/apply/documents",
            data={**self.hidden(), "kind": "cv", **fields},
            files={"file": ("cv.pdf", content)},
        )
        body = whole.read()

        async def halves() -> AsyncIterator[bytes]:
            yield body[: len(body) // 2]
            await meanwhile()
            yield body[len(body) // 2 :]

        return await self.client.post(
            "/apply/documents", content=halves(), headers={"Content-Type": whole.headers["content-type"]}
        )
