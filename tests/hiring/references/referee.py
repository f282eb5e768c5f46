"""Somebody who opens the link in a mail to a referee, with a browser that runs no script."""

import re
from dataclasses import dataclass
from typing import Any

import httpx

from polder.hiring.references import jobs
from polder.hiring.references.pages import COOKIE
from tests.hiring.applicant import FORM
from tests.support.world import World

TWO = {
    "referees-1-name": "Grace Hopper", "referees-1-email": "grace@example.org", "referees-1-institution": "Yale",
    "referees-1-relation": "PhD advisor", "referees-1-language": "en",
    "referees-2-name": "Emmy Noether", "referees-2-email": "emmy@example.org", "referees-2-institution": "Göttingen",
    "referees-2-relation": "co-author", "referees-2-language": "nl",
}  # fmt: skip
WORK = {
    "references.ask": jobs.ask, "references.write": jobs.write, "references.thank": jobs.thank,
    "references.complete": jobs.complete, "references.release": jobs.release,
}  # fmt: skip


async def work(world: World) -> None:
    """Do what was queued about references since, as a worker would."""
    while queued := world.sql(
        "select id, task_name, args from jobs.procrastinate_jobs where task_name like 'references.%%' and id > %s order by id",
        world.done,
    ):
        for id, task, arguments in queued:
            await WORK[task](**arguments)
            world.done = id


def link(world: World, address: str) -> str:
    """The path of the newest link in a mail to this address."""
    (text,) = world.sql(
        "select text from mail where to_address = %s and text like '%%/reference?key=%%' order by id desc limit 1",
        address,
    )[0]
    return str(re.search(r"(/reference\?key=[\w-]+)", text).group(1))  # type: ignore[union-attr]


@dataclass
class Referee:
    client: httpx.AsyncClient
    page: str = ""

    @classmethod
    async def open(cls, world: World, path: str) -> "Referee":
        client = world.client(address="10.9.0.1")
        client.headers.update(FORM)
        opened = await client.get(path)
        assert opened.status_code == 303, opened.text
        secret = re.search(rf"{COOKIE}=([^;]*)", opened.headers["set-cookie"]).group(1)  # type: ignore[union-attr]
        client.cookies.set(COOKIE, secret, domain="polder.test")
        return cls(client)

    async def look(self) -> httpx.Response:
        answer = await self.client.get("/reference")
        self.page = answer.text
        return answer

    async def send(self, *, files: Any = None, **fields: str) -> httpx.Response:
        if not self.page:
            await self.look()
        csrf = re.search(r'name="csrf" value="([^"]+)"', self.page)
        return await self.client.post(
            "/reference", data={"csrf": csrf.group(1) if csrf else "", **fields}, files=files or {"file": ("", b"")}
        )
