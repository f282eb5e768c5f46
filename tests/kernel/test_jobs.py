"""What committed will happen, what rolled back will not; what failed is tried again; what a killed worker left is taken up."""

import asyncio
import time
from collections.abc import Callable

import pytest
from procrastinate.jobs import Job

from polder.hiring.jobs import close
from polder.kernel import audit, jobs, worker
from polder.kernel.actor import Entry
from polder.kernel.database import Database
from polder.kernel.tx import transaction
from tests.support.world import World

SYSTEM = Entry.as_role("system", "test")
RAN: list[str] = []
TROUBLE: list[Exception] = []


@jobs.job("test.note", tries=3)
async def note(name: str) -> None:
    """Make an organisation of this name, unless there is one: idempotent, as every job."""
    RAN.append(name)
    if TROUBLE:
        raise TROUBLE.pop()
    async with jobs.work_as_system("test.note") as tx:
        await tx.run(
            """insert into organisation (name, sort_name) select :n, :n
               where not exists (select from organisation where name = :n)""",
            n=name,
        )


@pytest.fixture
async def house(database: Database) -> Database:
    RAN.clear()
    TROUBLE.clear()
    jobs.context_of(database, None)
    return database


async def run(database: Database) -> None:
    """Run every job that is due, and those that wait for a second try."""
    async with transaction(database, SYSTEM) as tx:
        await tx.run("set local search_path = jobs, public")
        await tx.run("update procrastinate_jobs set scheduled_at = now() where status = 'todo'")
    await worker.work(database.url, name="test", wait=False)


async def made(database: Database) -> list[str]:
    async with transaction(database, SYSTEM) as tx:
        return [row.name for row in await tx.rows("select name from organisation order by name")]


async def waiting(database: Database) -> list[tuple[str, str]]:
    async with transaction(database, SYSTEM) as tx:
        found = await tx.rows(
            "select args ->> 'name' as name, status::text from jobs.procrastinate_jobs where task_name = 'test.note' order by id"
        )
        return [tuple(row) for row in found]


async def until(condition: Callable[[], object], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        await asyncio.sleep(0.02)


async def test_a_job_runs_when_its_transaction_commits_and_never_when_it_rolls_back(house: Database) -> None:
    async def rolled_back() -> None:
        async with transaction(house, SYSTEM) as tx:
            await tx.defer("test.note", name="rolled back")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await rolled_back()
    async with transaction(house, SYSTEM) as tx:
        await tx.defer("test.note", name="committed")
    await run(house)
    assert RAN == ["committed"]
    assert await made(house) == ["committed"]
    assert await waiting(house) == []


async def test_a_job_that_runs_twice_has_its_effect_once(house: Database) -> None:
    async with transaction(house, SYSTEM) as tx:
        await tx.defer("test.note", name="once")
    await run(house)
    async with transaction(house, SYSTEM) as tx:
        await tx.defer("test.note", name="once")
    await run(house)
    assert RAN == ["once", "once"]
    assert await made(house) == ["once"]


async def test_a_failing_job_is_tried_again_and_given_up_in_the_open(house: Database) -> None:
    async with transaction(house, SYSTEM) as tx:
        await tx.defer("test.note", name="patient")
    TROUBLE[:] = [RuntimeError()]
    await run(house)
    assert await waiting(house) == [("patient", "todo")]
    await run(house)
    assert await made(house) == ["patient"]
    TROUBLE[:] = [RuntimeError()] * 3
    async with transaction(house, SYSTEM) as tx:
        await tx.defer("test.note", name="hopeless")
    for _ in range(4):
        await run(house)
    assert RAN.count("hopeless") == 3
    assert await waiting(house) == [("hopeless", "failed")]


def test_pauses_double_up_to_a_quarter_of_an_hour_for_three_days() -> None:
    patience, pauses = worker.Patience(jobs.TRIES), []
    for attempts in range(1_000):
        decision = patience.get_retry_decision(
            exception=RuntimeError(),
            job=Job(id=1, queue="default", lock=None, queueing_lock=None, task_name="t", attempts=attempts),
        )
        if decision is None:
            break
        assert decision.retry_at is not None
        pauses.append(round(decision.retry_at.timestamp() - time.time()))
    assert pauses[:4] == [1, 2, 4, 8]
    assert max(pauses) == 900
    assert 3 <= sum(pauses) / 86_400 < 4


async def test_no_job_can_be_deferred_that_nobody_knows(house: Database) -> None:
    async with transaction(house, SYSTEM) as tx:
        with pytest.raises(ValueError, match="no job is called"):
            await tx.defer("no.such.job")


async def test_jobs_of_a_killed_worker_are_taken_up_by_another(house: Database, superuser_url: str) -> None:
    async with transaction(house, SYSTEM) as tx:
        await tx.defer("test.note", name="abandoned")
        await tx.run("set local search_path = jobs, public")
        await tx.run(
            """with killed as (insert into procrastinate_workers (last_heartbeat)
                 values (now() - interval '10 minutes') returning id)
               update procrastinate_jobs set status = 'doing', worker_id = (select id from killed)"""
        )
    async with worker.opened(house.url):
        await worker.rescue(timestamp=0)
    assert await waiting(house) == [("abandoned", "todo")]
    await run(house)
    assert await made(house) == ["abandoned"]


async def test_a_worker_in_the_process_runs_jobs_as_they_are_committed_and_keeps_the_schedule(house: Database) -> None:
    async with worker.worker(house.url, name="in-process"):
        async with transaction(house, SYSTEM) as tx:
            await tx.defer("test.note", name="at once")
        await until(lambda: RAN == ["at once"])
        deadline = time.monotonic() + 20
        async with house.pool.acquire() as connection:
            while not await connection.fetchval("select exists (select from jobs.procrastinate_periodic_defers)"):
                assert time.monotonic() < deadline
                await asyncio.sleep(0.05)
    assert await made(house) == ["at once"]


async def test_vacancies_close_by_themselves_after_deadline_and_grace(world: World) -> None:
    first = await world.vacancy(deadline="2090-01-01T12:00:00Z", grace_minutes=30)
    second = await world.vacancy(deadline="2090-01-01T12:31:00Z")
    states = "select state from vacancy where id in (%s, %s) order by deadline"
    for clock, expected in (
        ("2090-01-01T12:30:00Z", ["published", "published"]),
        ("2090-01-01T12:30:00.000001Z", ["closed", "published"]),
        ("2090-01-01T13:00:00Z", ["closed", "closed"]),
    ):
        world.clock(clock)
        await close(timestamp=0)
        await close(timestamp=0)
        assert [state for (state,) in world.sql(states, first["id"], second["id"])] == expected
    line = world.sql(
        "select move, actor_id, request_id from move_entry where record_id = %s and to_state = 'closed'", first["id"]
    )
    assert line == [("close", None, "hiring-close")]
    scheduled = {name for name, job in jobs.JOBS.items() if job.every is not None}
    assert {"hiring.close", "audit.seal", "idempotency.forget", "jobs.rescue", "jobs.tidy"} <= scheduled


async def test_the_sealing_job_seals_with_the_houses_key(world: World) -> None:
    await world.person("hr", "hr_officer")
    deadline = time.monotonic() + 20
    while world.sql("select count(*) from audit_seal") == [(0,)]:
        assert time.monotonic() < deadline
        await audit.seal_job(timestamp=0)
    key = world.app.state.seal_key.public_key().public_bytes_raw()
    assert {bytes(row[0]) for row in world.sql("select public_key from audit_seal")} == {key}


async def test_idempotency_keys_are_forgotten_after_two_days(world: World) -> None:
    hr = await world.person("hr", "hr_officer")
    body = {"name": "Delft", "kind": "university"}
    for key in ("old-key-1", "new-key-1"):
        done = await hr.post("/organisations", body, headers={"Idempotency-Key": key})
        assert done.status_code == 201, done.text
    world.sql("update idempotency_key set created_at = now() - interval '49 hours' where key = 'old-key-1'")
    await audit.forget_keys(timestamp=0)
    assert world.sql("select key from idempotency_key") == [("new-key-1",)]
    again = await hr.post("/organisations", body, headers={"Idempotency-Key": "new-key-1"})
    assert again.headers["idempotent-replay"] == "true"
    assert world.sql("select count(*) from organisation where name = 'Delft'") == [(2,)]
