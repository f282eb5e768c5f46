"""One transaction knows one actor, and nothing of it is left for the next."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from polder.kernel import problems
from polder.kernel.actor import Entry
from polder.kernel.database import Database
from polder.kernel.http import View
from polder.kernel.tx import Statement, transaction
from polder.partners.tables import Organisation
from tests.support.world import World

SETTINGS = ("actor", "permissions", "scoped", "organisations", "conflicts", "session", "request_id", "move", "reason")
LEFT = "select " + " || ".join(f"coalesce(current_setting('polder.{name}', true), '')" for name in SETTINGS)
SYSTEM = Entry.as_role("system", "test")
ADD = "insert into organisation (name, sort_name) values ('Delft', 'delft')"


@pytest.fixture
async def narrow(app_url: str) -> AsyncIterator[Database]:
    """One connection of each kind, so that whoever comes next gets the one that was just used."""
    database = await Database.open(app_url, readers=1, writers=1)
    yield database
    await database.close()


async def left_behind(database: Database) -> tuple[str, str, int, int]:
    """What the next user of each connection finds set, and which server processes they are."""
    async with database.writing.connect() as connection:
        wrote, writer = (await connection.exec_driver_sql(f"{LEFT}, pg_backend_pid()")).one()
    async with database.pool.acquire() as connection:
        read, reader = await connection.fetchrow(f"{LEFT}, pg_backend_pid()")
    return wrote, read, writer, reader


async def test_a_transaction_acts_as_whoever_opened_it(world: World, database: Database) -> None:
    hr = await world.person("hr", "hr_officer")
    secret = world.session(hr.account_id)
    async with transaction(database, Entry.by_secret(secret, "request-1")) as tx:
        assert tx.actor.account_id == UUID(hr.account_id)
        assert await tx.scalar("select polder.actor()") == UUID(hr.account_id)
        assert await tx.scalar("select polder.setting('request_id')") == "request-1"
        assert await tx.scalar("select polder.may('vacancy.write')") is True
        assert await tx.scalar("select polder.may('provider.write')") is False


async def test_a_question_asked_while_entering_is_answered_as_to_whoever_enters(
    world: World, database: Database
) -> None:
    hr = await world.person("hr", "hr_officer")
    question = Statement(
        "select jsonb_build_array(polder.actor(), polder.may(:what), :n::int)", {"n": 7, "what": "vacancy.write"}
    )
    async with transaction(database, Entry.by_secret(world.session(hr.account_id), "request-1"), question) as tx:
        assert tx.answer == [hr.account_id, True, 7]
    async with transaction(database, Entry.as_role("public", "request-2"), question) as tx:
        assert tx.answer == [None, False, 7]


async def test_who_waits_for_a_connection_has_it_before_who_comes_later(world: World, narrow: Database) -> None:
    for enter in (lambda: transaction(narrow, SYSTEM), narrow.reader):
        order: list[str] = []

        async def have(name: str, enter: Callable[[], Any] = enter, order: list[str] = order) -> None:
            async with enter():
                order.append(name)

        async with enter():
            waiting = [asyncio.create_task(have(name)) for name in ("first", "second")]
            await asyncio.sleep(0)  # both ask now
        await have("newcomer")
        await asyncio.gather(*waiting)
        assert order == ["first", "second", "newcomer"]


async def test_nothing_of_an_actor_is_left_on_a_pooled_connection(world: World, narrow: Database) -> None:
    """After a commit, an exception, a refusal by the database, a session that is no session, and a cancellation."""
    secret = world.session((await world.person("hr", "hr_officer")).account_id)
    entry = Entry.by_secret(secret, "request-1")
    _, _, writer, reader = await left_behind(narrow)

    async with transaction(narrow, entry) as tx:
        await tx.scalar("select 1")
    assert await left_behind(narrow) == ("", "", writer, reader)

    with pytest.raises(problems.Problem):
        async with transaction(narrow, entry) as tx:
            raise problems.not_found()
    with pytest.raises(asyncpg.DivisionByZeroError):
        async with transaction(narrow, entry) as tx:
            await tx.scalar("select 1/0")
    with pytest.raises(asyncpg.PostgresError, match="session_ended"):
        async with transaction(narrow, Entry.by_secret("no such secret", "request-2")):
            pass
    async with narrow.reading(entry) as connection:
        assert await connection.fetchval("select polder.setting('request_id')") == "request-1"
    with pytest.raises(asyncpg.DivisionByZeroError):
        async with narrow.reading(entry) as connection:
            await connection.fetchval("select 1/0")
    with pytest.raises(asyncpg.PostgresError, match="session_ended"):
        async with narrow.reading(Entry.by_secret("no such secret", "request-2")):
            pass
    assert await left_behind(narrow) == ("", "", writer, reader)

    entered = asyncio.Event()

    async def held(by_reading: bool) -> None:
        if by_reading:
            async with narrow.reading(entry) as connection:
                entered.set()
                await connection.fetchval("select pg_sleep(30)")
        else:
            async with transaction(narrow, entry) as tx:
                entered.set()
                await tx.scalar("select pg_sleep(30)")

    for by_reading in (True, False):
        entered.clear()
        task = asyncio.create_task(held(by_reading))
        await entered.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert (await left_behind(narrow))[:2] == ("", "")


async def test_many_actors_on_few_connections_see_only_themselves(world: World, app_url: str) -> None:
    """As through a transaction pooler: 40 people take turns on 2 + 2 connections, in each case as themselves."""
    people = [await world.person(f"person {n}", "researcher") for n in range(10)]
    secrets = {person.account_id: world.session(person.account_id) for person in people}
    database = await Database.open(app_url, readers=2, writers=2, statement_cache=0)

    async def ask(account: str) -> None:
        entry = Entry.by_secret(secrets[account], "turn")
        async with database.reading(entry) as connection:
            assert str(await connection.fetchval("select polder.actor()")) == account
            assert [str(row["id"]) for row in await connection.fetch("select id from account")] == [account]
        async with transaction(database, entry) as tx:
            assert str(await tx.scalar("select polder.actor()")) == account
            assert [str(row.id) for row in await tx.rows("select id from account")] == [account]

    await asyncio.gather(*[ask(person.account_id) for person in people for _ in range(4)])
    await database.close()


async def test_an_exception_undoes_everything(database: Database, superuser_url: str) -> None:
    async def half_done() -> None:
        async with transaction(database, SYSTEM) as tx:
            await tx.add(Organisation(name="Delft", sort_name="delft"))
            await tx.run(ADD)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await half_done()
    async with transaction(database, SYSTEM) as tx:
        assert await tx.scalar("select count(*) from organisation") == 0


async def test_a_view_cannot_write(database: Database) -> None:
    for statement in (ADD, "update account set name = 'x'", "select nextval('vacancy_reference')"):
        async with database.reading(SYSTEM) as connection:
            with pytest.raises(asyncpg.ReadOnlySQLTransactionError):
                await connection.execute(statement)
    view = View(database, SYSTEM)
    for statement in ("select nextval('vacancy_reference')", "select polder.reference('V', 'vacancy_reference', 3)"):
        with pytest.raises(asyncpg.ReadOnlySQLTransactionError):
            await view.value(statement)
    with pytest.raises(asyncpg.PostgresError):
        await view.value(f"with made as ({ADD} returning id) select id from made")


async def test_a_view_that_ends_its_own_transaction_has_no_rights_left(database: Database) -> None:
    async with database.reading(SYSTEM) as connection:
        with pytest.raises(asyncpg.PostgresError):
            await connection.execute("commit; " + ADD)


@pytest.mark.parametrize("role", ["superuser", "hr_officer", "public'); select 1; --"])
async def test_only_fixed_roles_enter_without_a_secret(database: Database, role: str) -> None:
    with pytest.raises(asyncpg.PostgresError, match="no_such_role"):
        async with transaction(database, Entry.as_role(role, "test")):
            pass
    with pytest.raises(asyncpg.PostgresError, match="no_such_role"):
        async with database.reading(Entry.as_role(role, "test")):
            pass


async def test_ids_are_version_7_and_made_by_the_database(database: Database) -> None:
    made = []
    for _ in range(5):
        async with transaction(database, SYSTEM) as tx:
            made.append((await tx.add(Organisation(name="Delft", sort_name="delft"))).id)
    assert [id.version for id in made] == [7] * 5
    assert made == sorted(made)
    async with transaction(database, SYSTEM) as tx:
        assert abs((made[-1].int >> 80) / 1000 - tx.now.timestamp()) < 60


async def test_a_lost_update_is_told_by_the_fields_that_changed(database: Database) -> None:
    async with transaction(database, SYSTEM) as tx:
        made = await tx.add(Organisation(name="Delft", sort_name="delft"))
    async with transaction(database, SYSTEM) as tx:
        (await tx.get(Organisation, made.id, lock=True, version=1)).city = "Delft"
    with pytest.raises(problems.Problem) as refused:
        async with transaction(database, SYSTEM) as tx:
            await tx.get(Organisation, made.id, version=1)
    assert refused.value.status == 412
    assert [error.field for error in refused.value.errors] == ["city"]
    assert refused.value.headers["ETag"] == '"2"'


async def test_connections_that_died_in_the_pool_are_replaced_unseen(
    narrow: Database, superuser_url: str, tmp_path: Path
) -> None:
    import psycopg

    _, _, writer, reader = await left_behind(narrow)
    with psycopg.connect(superuser_url, autocommit=True) as admin:
        for pid in (writer, reader):
            admin.execute("select pg_terminate_backend(%s, 5000)", [pid])
    async with transaction(narrow, SYSTEM) as tx:
        assert await tx.scalar("select 1") == 1
    async with narrow.reading(SYSTEM) as connection:
        assert await connection.fetchval("select 1") == 1
