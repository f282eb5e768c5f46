"""Servers stop, crash and are killed; what was acknowledged is there, and everything goes on by itself."""

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import httpx
import psycopg
import pytest
from procrastinate.exceptions import ConnectorException

from polder.kernel import embedded, jobs, migrate
from polder.kernel.actor import COOKIE, Entry
from polder.kernel.http import csrf_token
from polder.kernel.tx import transaction
from tests.support.browser import PLAIN
from tests.support.smtp import free_port
from tests.support.world import BASE, World, built, settings_for

pytestmark = pytest.mark.database
ROOT = Path(__file__).resolve().parents[2]
WITHIN = 120.0  # seconds: only a fault waits so long, also on a busy machine
DONE: list[str] = []


@jobs.job("test.done", tries=jobs.TRIES)
async def done(name: str) -> None:
    DONE.append(name)


@pytest.fixture(scope="module")
def server() -> Iterator[embedded.Server]:
    """A durable server of our own, to be crashed at will."""
    folder = Path(tempfile.mkdtemp(prefix="polder-faults-"))
    folder.chmod(0o755)
    server = embedded.start(folder / "pg")
    migrate.prepare_server(server.url("postgres"))
    yield server
    server.stop("immediate")
    shutil.rmtree(folder, ignore_errors=True)


NUMBERS = count(1)


@pytest.fixture
def name(server: embedded.Server) -> str:
    """An empty database, not migrated yet."""
    name = f"faults_{next(NUMBERS)}"
    migrate.prepare_database(server.url("postgres"), name)
    return name


async def until(condition: Callable[[], Awaitable[object]], what: str) -> None:
    deadline = time.monotonic() + WITHIN
    while not await condition():
        assert time.monotonic() < deadline, f"within {WITHIN} s: {what}"
        await asyncio.sleep(0.05)


@dataclass
class Load:
    """Clients that create organisations one after another, each with a name of its own, and note what was acknowledged."""

    clients: list[httpx.AsyncClient]
    acknowledged: list[str] = field(default_factory=list)
    refused: list[httpx.Response] = field(default_factory=list)
    broken: int = 0
    stopping: bool = False

    async def client(self, number: int) -> None:
        for turn in count():
            if self.stopping:
                return
            name = f"organisation {number}-{turn}"
            try:
                client = self.clients[number % len(self.clients)]
                answer = await client.post("/api/v1/organisations", json={"name": name, "kind": "university"})
            except httpx.HTTPError:
                self.broken += 1
                await asyncio.sleep(0.05)
                continue
            if answer.status_code == 201:
                self.acknowledged.append(name)
            else:
                self.refused.append(answer)
                await asyncio.sleep(0.02)

    @asynccontextmanager
    async def under_way(self, clients: int = 6) -> "AsyncIterator[Load]":
        tasks = [asyncio.create_task(self.client(number)) for number in range(clients)]
        try:
            yield self
        finally:
            self.stopping = True
            await asyncio.gather(*tasks)

    async def more(self, number: int) -> None:
        """Wait until so many more were acknowledged."""
        goal = len(self.acknowledged) + number

        async def reached() -> bool:
            return len(self.acknowledged) >= goal

        await until(reached, f"{number} more creations")


def stored(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        return [row[0] for row in connection.execute("select name from organisation where name like 'organisation %'")]


def nothing_lost_nothing_twice(load: Load, url: str) -> None:
    rows = stored(url)
    assert len(rows) == len(set(rows))
    assert set(load.acknowledged) <= set(rows)
    with psycopg.connect(url) as connection:
        audited = connection.execute("select count(*) from audit_entry where table_name = 'organisation'").fetchone()
    assert audited == (len(rows),), "each creation has its audit entry, and no entry is without its creation"


@pytest.fixture
async def lost_connections_are_expected() -> AsyncIterator[None]:
    """The queue's library leaves the failure of a job whose connection broke to the event loop, which would fail the test."""
    loop = asyncio.get_running_loop()
    usual = loop.get_exception_handler()

    def handle(loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
        if not isinstance(context.get("exception"), ConnectorException):
            usual(loop, context) if usual else loop.default_exception_handler(context)

    loop.set_exception_handler(handle)
    yield
    loop.set_exception_handler(usual)


@pytest.fixture
async def house(server: embedded.Server, name: str, tmp_path: Path) -> AsyncIterator[World]:
    """The application with a worker in its process, on the server that will be crashed."""
    migrate.migrate(server.url(name, "polder_owner"))
    settings = settings_for(
        server.url(name, "polder_app"), server.url(name, "polder_owner"), tmp_path, worker_in_process=True
    )
    async with built(settings, server.url(name)) as world:
        yield world


async def test_a_database_that_crashes_and_restarts_under_load_loses_nothing_and_is_found_again(
    house: World, server: embedded.Server, lost_connections_are_expected: None
) -> None:
    hr = await house.person("hr", "hr_officer")
    probe = house.client()
    DONE.clear()
    load = Load([hr.client])
    async with load.under_way():
        await load.more(20)
        for down, up in ((server.crash, server.start), (lambda: server.stop("fast"), server.start)):
            await asyncio.to_thread(down)
            for path, who in (("/readyz", probe), ("/careers", probe), ("/api/v1/vacancies", hr.client)):
                answer = await who.get(path)
                assert answer.status_code == 503, path
                assert answer.headers["retry-after"], path
            assert (await probe.get("/healthz")).status_code == 200
            assert "polder_database_up 0" in (await probe.get("/metrics")).text
            await asyncio.to_thread(up)
            await load.more(20)

            async def ready() -> bool:
                return (await probe.get("/readyz")).status_code == 200

            await until(ready, "ready again")
    assert load.broken == 0
    assert {answer.status_code for answer in load.refused} == {503}
    for answer in load.refused:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["retry-after"].isdigit()
        assert "Nothing is lost" in answer.json()["detail"]
    nothing_lost_nothing_twice(load, house.superuser_url)

    async with transaction(house.app.state.database, Entry.as_role("system", "test")) as tx:
        await tx.defer("test.done", name="after the crash")

    async def worked() -> bool:
        return DONE == ["after the crash"]

    await until(worked, "the worker in the process takes up jobs again")


# ---- two processes ---------------------------------------------------------------------------------------------------


@dataclass
class Process:
    port: int
    process: "subprocess.Popen[bytes]"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def ready(self) -> bool:
        assert self.process.poll() is None, "the process ended by itself"
        try:
            async with httpx.AsyncClient(verify=PLAIN) as client:
                return (await client.get(f"{self.url}/readyz")).status_code == 200
        except httpx.HTTPError:
            return False

    def client(self, secret: str) -> httpx.AsyncClient:
        headers = {"Cookie": f"{COOKIE}={secret}", "X-CSRF-Token": csrf_token(secret)}
        return httpx.AsyncClient(base_url=self.url, headers=headers, timeout=20, verify=PLAIN)


@pytest.fixture
def two(server: embedded.Server, name: str, tmp_path: Path) -> Iterator[list[Process]]:
    """Two processes that start at once on an empty database: both migrate."""
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("POLDER_")},
        "POLDER_DATABASE_URL": server.url(name, "polder_app"), "POLDER_OWNER_DATABASE_URL": server.url(name, "polder_owner"),
        "POLDER_SECRET_KEY": "test " * 8, "POLDER_DOCUMENTS": str(tmp_path / "documents"), "POLDER_DEMONSTRATION": "true",
        "POLDER_LOG_LEVEL": "ERROR", "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
    }  # fmt: skip
    processes = []
    for port in (free_port(), free_port()):
        command = [sys.executable, "-m", "tests.faults.process", str(port)]
        processes.append(Process(port, subprocess.Popen(command, cwd=ROOT, env=environment)))
    yield processes
    for process in processes:
        process.process.kill()
        process.process.wait()


async def test_two_processes_migrate_at_once_create_without_repeats_and_one_killed_loses_nothing(
    two: list[Process], server: embedded.Server, name: str
) -> None:
    for process in two:
        await until(process.ready, "both processes are ready")
    world = World(app=None, superuser_url=server.url(name))  # type: ignore[arg-type]  # served by another process
    secret = world.session((await World.person(_Offline(world.superuser_url), "hr", "hr_officer")).account_id)
    clients = [process.client(secret) for process in two]

    # The same key to both processes at the same time: one creation, one answer.
    async def create(key: int, client: httpx.AsyncClient) -> str:
        answer = await client.post(
            "/api/v1/organisations", json={"name": f"organisation k{key}", "kind": "industry"},
            headers={"Idempotency-Key": f"the-key-{key}"},
        )  # fmt: skip
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    made = await asyncio.gather(*[create(key, client) for key in range(15) for client in clients])
    assert len(set(made)) == 15
    assert len(stored(server.url(name))) == 15

    # One is killed in mid-request: the other goes on, and all that either acknowledged is there.
    load = Load(clients)
    async with load.under_way():
        await load.more(20)
        two[0].process.kill()
        two[0].process.wait()
        await load.more(20)
    assert load.broken > 0
    assert load.refused == []
    nothing_lost_nothing_twice(load, server.url(name))
    for client in clients:
        await client.aclose()


class _Offline(World):
    """People of a database whose application runs elsewhere."""

    def __init__(self, superuser_url: str) -> None:
        super().__init__(app=None, superuser_url=superuser_url)  # type: ignore[arg-type]  # served by another process

    def client(self, secret: str | None = None) -> httpx.AsyncClient:
        return httpx.AsyncClient(base_url=BASE)
