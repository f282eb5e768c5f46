"""A house for one test: the real application on a database of its own, and people who can act in it."""

import hashlib
import secrets
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import psycopg
from fastapi import FastAPI

from polder import app as production
from polder.demo import application
from polder.kernel import jobs, logs
from polder.kernel.actor import COOKIE
from polder.kernel.database import Database
from polder.kernel.http import csrf_token
from polder.kernel.settings import Settings, load
from tests.support.databases import Databases

BASE = "https://polder.test"
TEXTS = {
    "title_nl": "Promovendus", "title_en": "PhD candidate", "text_nl": "Tekst.", "text_en": "Text.",
    "location": "Amsterdam", "salary_min_cents": 300_000, "salary_max_cents": 400_000,
    "without_position": "Paid by the institute itself.",
}  # fmt: skip
# An auditor's role has an end.
GRANT = """insert into role_grant (account_id, role, valid_until)
  values (%s, %s, case %s when 'auditor' then now() + interval '1 year' end)"""
SOON = (datetime.now(UTC) + timedelta(days=30)).isoformat()  # by when an offer is answered
CRITERIA = [{"name_nl": "Onderzoek", "name_en": "Research"}, {"name_nl": "Techniek", "name_en": "Engineering"}]


@dataclass
class Person:
    """Somebody signed in: an HTTP client that carries their session and CSRF token."""

    name: str
    account_id: str
    person_id: str
    client: httpx.AsyncClient

    async def get(self, path: str, **options: Any) -> httpx.Response:
        return await self.client.get("/api/v1" + path, **options)

    async def post(self, path: str, body: Any = None, *, version: int | None = None, **options: Any) -> httpx.Response:
        headers = {**options.pop("headers", {}), **({"If-Match": f'"{version}"'} if version else {})}
        return await self.client.post(
            "/api/v1" + path, json=body if body is not None else {}, headers=headers, **options
        )

    async def patch(self, path: str, body: Any, version: int | None) -> httpx.Response:
        headers = {"If-Match": f'"{version}"'} if version else {}
        return await self.client.patch("/api/v1" + path, json=body, headers=headers)

    async def put(self, path: str, body: Any, version: int | None = None) -> httpx.Response:
        headers = {"If-Match": f'"{version}"'} if version else {}
        return await self.client.put("/api/v1" + path, json=body, headers=headers)

    async def delete(self, path: str, version: int | None = None) -> httpx.Response:
        headers = {"If-Match": f'"{version}"'} if version else {}
        return await self.client.delete("/api/v1" + path, headers=headers)

    async def move(self, resource: str, id: str, name: str, reason: str | None = None) -> httpx.Response:
        """Move a record at its present version."""
        found = await self.get(f"/{resource}/{id}")
        version = found.json()["version"] if found.status_code == 200 else 1
        return await self.post(f"/{resource}/{id}/moves/{name}", {"reason": reason}, version=version)


@dataclass
class World:
    """The application, its database as superuser sees it, and its people by name."""

    app: FastAPI
    superuser_url: str
    people: dict[str, Person] = field(default_factory=dict)
    superuser: psycopg.Connection[Any] | None = None
    done: int = 0  # the last job that a test did itself

    def sql(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        if self.superuser is None or self.superuser.closed:
            self.superuser = psycopg.connect(self.superuser_url, autocommit=True)
        try:
            done = self.superuser.execute(statement, values or None)
        except psycopg.Error:
            self.superuser.close()  # it may be within a transaction that failed
            raise
        found = done.fetchall() if done.description else []
        if statement.startswith("set "):  # for this statement, not for the next
            self.superuser.execute("reset all")
        return found

    def client(self, secret: str | None = None, address: str = "127.0.0.1") -> httpx.AsyncClient:
        """A browser at this network address, signed in where a session's secret is given."""
        client = httpx.AsyncClient(transport=httpx.ASGITransport(app=self.app, client=(address, 123)), base_url=BASE)
        if secret is not None:
            client.cookies.set(COOKIE, secret, domain="polder.test")
            client.headers["X-CSRF-Token"] = csrf_token(secret)
        return client

    async def person(self, name: str, *roles: str) -> Person:
        """Somebody with an account, these roles for the whole institute, and an open session."""
        (person_id,) = self.sql("insert into person (name, sort_name) values (%s, lower(%s)) returning id", name, name)[
            0
        ]
        (account,) = self.sql("insert into account (name, person_id) values (%s, %s) returning id", name, person_id)[0]
        for role in roles:
            self.sql(GRANT, account, role, role)
        found = Person(name, str(account), str(person_id), self.client(self.session(account)))
        self.people[name] = found
        return found

    def session(self, account: Any, **columns: Any) -> str:
        """An open session of an account; columns override the usual ones."""
        secret = secrets.token_urlsafe(16)
        values = {
            "kind": "browser", "account_id": account, "token_hash": hashlib.sha256(secret.encode()).digest(),
            "expires_at": datetime.now(UTC) + timedelta(hours=1), **columns,
        }  # fmt: skip
        names = ", ".join(values)
        self.sql(f"insert into session ({names}) values ({', '.join(['%s'] * len(values))})", *values.values())
        return secret

    def clock(self, moment: str | None) -> None:
        """Set the database's clock for deadlines (None: the real one)."""
        body = f"select '{moment}'::timestamptz" if moment else "select clock_timestamp()"
        self.sql(f"create or replace function polder.clock() returns timestamptz language sql stable as $$ {body} $$")

    def in_force(self, table: str, *keys: str) -> None:
        """The versions of these rules that were proposed with the installation hold, as after a second person confirmed them."""
        of = f"state = 'proposed' and key = any('{{{','.join(keys)}}}')" if keys else "state = 'proposed'"
        self.sql(
            f"set session_replication_role = replica; update {table} set state = 'in_force', confirmed_at = now() where {of}"
        )

    async def vacancy(self, state: str = "published", **values: Any) -> dict[str, Any]:
        """A vacancy with two criteria and a committee of two (anna, who chairs, and bob)."""
        hr = self.people.get("hr") or await self.person("hr", "hr_officer")
        director = self.people.get("director") or await self.person("director", "director")
        body = {**TEXTS, "deadline": "2099-01-01T12:00:00Z", "criteria": CRITERIA, **values}
        made = (await hr.post("/vacancies", body)).json()
        for name, role in (("anna", "committee_chair"), ("bob", "committee_member")):
            member = self.people.get(name) or await self.person(name)
            done = await hr.post(f"/vacancies/{made['id']}/committee", {"account_id": member.account_id, "role": role})
            assert done.status_code == 201, done.text
        order = ["draft", "approved", "published", "closed"]
        for move, who in list(zip(["approve", "publish"], [director, hr], strict=True))[: order.index(state)]:
            done = await who.move("vacancies", made["id"], move)
            assert done.status_code == 200, done.text
        return dict((await hr.get(f"/vacancies/{made['id']}")).json())

    async def application(self, vacancy: dict[str, Any], name: str = "Ada Lovelace", *moves: str) -> dict[str, Any]:
        """A submitted application, moved along by HR."""
        hr = self.people["hr"]
        file = {"file": ("cv.json", f'{{"basics": {{"name": "{name}", "email": "ada@example.org"}}}}'.encode())}
        done = await hr.client.post(f"/api/v1/applications/import?vacancy_id={vacancy['id']}", files=file)
        assert done.status_code == 201, done.text
        id = done.json()["ids"][0]
        for move in moves:
            moved = await hr.move("applications", id, move, "because")
            assert moved.status_code == 200, moved.text
        return dict((await hr.get(f"/applications/{id}")).json())


def settings_for(app_url: str, owner_url: str, folder: Path, **overrides: Any) -> Settings:
    values = {
        "database_url": app_url, "owner_database_url": owner_url, "secret_key": "test " * 8, "base_url": BASE,
        "documents": str(folder), "institute_name": "Testinstituut", "demonstration": True, "log_level": "ERROR",
        "readers": 6, "writers": 6, "seal_key": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
    }  # fmt: skip
    return load(**{**values, **overrides})


# Applications that no test uses now. Assembling one takes half a second, most of it routes, which are the same for all.
_IDLE: dict[tuple[Any, ...], list[FastAPI]] = {}


@dataclass
class Started:
    """An application that was started on a database, with its connections."""

    app: FastAPI
    settings: Settings
    alike: tuple[Any, ...]
    made: dict[str, Any]  # its state before it started
    begun: dict[str, Any]  # and after
    running: AbstractAsyncContextManager[Any]
    superuser: psycopg.Connection[Any] | None = None

    def fits(self, settings: Settings) -> bool:
        """Whether it is what these settings would start, but for where documents are kept."""
        elsewhere = {"documents": self.settings.documents} if settings.documents_folder is not None else {}
        return settings.model_copy(update=elsewhere) == self.settings

    def calm(self) -> bool:
        """Whether all of its connections are back in their pools."""
        database: Database = self.app.state.database
        lent = database.writing.sync_engine.pool.checkedout()  # type: ignore[attr-defined]  # of the pool's kind that we use
        return not lent and database.pool.get_idle_size() == database.pool.get_size()

    async def stop(self) -> None:
        await self.running.__aexit__(None, None, None)
        if self.superuser is not None:
            self.superuser.close()
        self.app.state._state.clear()
        self.app.state._state.update(self.made)
        _IDLE.setdefault(self.alike, []).append(self.app)


class Open:
    """Applications that stay started between tests, by their database as its superuser reaches it; none unless there is an
    event loop that lasts as long."""

    def __init__(self, databases: Databases) -> None:
        self.databases = databases
        self.started: dict[str, Started] = {}

    def keeps(self, superuser_url: str) -> bool:
        return any(self.databases.server.url(name) == superuser_url for name in self.databases.lent)

    async def swept(self) -> None:
        """Stop those whose database is gone."""
        for url in [url for url in self.started if not self.keeps(url)]:
            await self.started.pop(url).stop()

    async def stop(self) -> None:
        while self.started:
            await self.started.popitem()[1].stop()


OPEN: list[Open] = []


async def _started(settings: Settings) -> Started:
    alike = (settings.base_url, settings.documents_folder is None, settings.s3_endpoint_url, settings.log_level)
    idle = _IDLE.setdefault(alike, [])
    app = idle.pop() if idle else application.create(settings)
    made = dict(app.state._state)
    production.furnish(app, settings)
    running = app.router.lifespan_context(app)
    await running.__aenter__()
    return Started(app, settings, alike, made, dict(app.state._state), running)


@asynccontextmanager
async def built(settings: Settings, superuser_url: str) -> AsyncIterator[World]:
    """The application, started as a server would, with a state that nobody has used."""
    kept = OPEN[-1] if OPEN else None
    found = None
    if kept is not None:
        await kept.swept()
        found = kept.started.pop(superuser_url, None)
        if found is not None and not found.fits(settings):
            await found.stop()
            found = None
    if found is None:
        found = await _started(settings)
    else:
        logs.configure(settings.log_level)
        found.app.state._state.clear()
        found.app.state._state.update(found.begun)
        production.furnish(found.app, settings)
        jobs.context_of(found.app.state.database, found.app.state)
    for provider in found.app.state.development_providers:
        provider.forget()
    world = World(found.app, superuser_url, superuser=found.superuser)
    left = False
    try:
        yield world
        left = True
    finally:
        for person in world.people.values():
            await person.client.aclose()
        found.superuser = world.superuser
        again = kept is not None and kept.keeps(superuser_url) and superuser_url not in kept.started
        if left and again and not settings.worker_in_process and found.calm():
            assert kept
            if found.superuser is not None and not found.superuser.closed:
                found.superuser.execute("reset all; discard temp")
            kept.started[superuser_url] = found
        else:
            await found.stop()
