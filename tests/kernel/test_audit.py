"""Nothing is forgotten, and nothing can be changed unnoticed."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from polder.kernel import audit
from polder.kernel.actor import Entry
from polder.kernel.database import Database
from polder.kernel.tx import Tx, transaction
from tests.support.world import World

SYSTEM = Entry.as_role("system", "request-1")
KEY = Ed25519PrivateKey.from_private_bytes(b"0123456789" * 3 + b"12")
PUBLIC = KEY.public_key().public_bytes_raw()


async def make(database: Database, *names: str) -> list[UUID]:
    """A person with a personal name and a plain organisation for each name, in a transaction of its own; the persons' ids."""
    made = []
    for name in names:
        async with transaction(database, SYSTEM) as tx:
            made.append(
                await tx.scalar("insert into person (name, sort_name) values (:n, lower(:n)) returning id", n=name)
            )
            await tx.run("insert into organisation (name, sort_name) values (:n, lower(:n))", n=name)
    return made


CLOSED = "select coalesce(max(xid), 0) < pg_snapshot_xmin(pg_current_snapshot())::text::bigint from audit_entry"


async def sealed(database: Database, key: Ed25519PrivateKey = KEY, *, when_closed: bool = True) -> int:
    """Seal. Transactions of other databases on the server keep a stretch open too: wait until all of ours are closed."""
    deadline = time.monotonic() + 20
    while when_closed and time.monotonic() < deadline:
        async with transaction(database, SYSTEM) as tx:
            if await tx.scalar(CLOSED):
                break
        await asyncio.sleep(0.01)
    async with transaction(database, SYSTEM) as tx:
        return await audit.seal(tx, key)


async def found(database: Database, public_key: bytes | None = PUBLIC, checkpoint: bytes | None = None) -> list[str]:
    async with transaction(database, SYSTEM) as tx:
        return [
            f"{finding.seal}: {finding.sentence}"
            async for finding in audit.verify(tx, public_key, checkpoint=checkpoint)
        ]


@pytest.fixture
async def chain(database: Database) -> Database:
    """Three seals over five people and five organisations."""
    for names in (["Ada", "Bas"], ["Chen", "Dirk"], ["Émilie"]):
        await make(database, *names)
        assert await sealed(database) == 2 * len(names)
    assert await found(database) == []
    return database


def tamper(superuser_url: str, statement: str) -> None:
    """As somebody who owns the machine: triggers and policies do not hold them."""
    with psycopg.connect(superuser_url, autocommit=True) as admin:
        admin.execute("set session_replication_role = replica")
        assert admin.execute(statement).rowcount > 0


@contextmanager
def tampered(superuser_url: str, statement: str) -> Iterator[None]:
    """The same, and everything as it was afterwards."""
    tables = ("audit_entry", "audit_personal", "audit_seal")
    with psycopg.connect(superuser_url, autocommit=True) as admin:
        admin.execute("set session_replication_role = replica")
        for table in tables:
            admin.execute(f"create temp table kept_{table} as table {table}")
        assert admin.execute(statement).rowcount > 0
        yield
        for table in tables:
            admin.execute(f"delete from {table}")
            admin.execute(f"insert into {table} overriding system value table kept_{table}")


# ---- what is written -------------------------------------------------------------------------------------------------


async def test_every_change_is_written_down_with_who_when_request_and_difference(world: World) -> None:
    hr = await world.person("hr", "hr_officer")
    vacancy = await world.vacancy("draft")
    done = await hr.patch(f"/vacancies/{vacancy['id']}", {"location": "Delft"}, vacancy["version"])
    assert done.status_code == 200, done.text
    rows = world.sql(
        """select actor_id, actor_kind, request_id, operation, record_version, changes, at > now() - interval '1 minute'
           from audit_entry where table_name = 'vacancy' and record_id = %s order by id""",
        vacancy["id"],
    )
    assert [(str(row[0]), row[1], row[3]) for row in rows] == [
        (hr.account_id, "browser", "insert"), (hr.account_id, "browser", "update")
    ]  # fmt: skip
    assert rows[-1][5] == {"location": ["Amsterdam", "Delft"]}
    assert rows[-1][2] == done.headers["x-request-id"]
    assert rows[-1][4] == done.json()["version"]
    assert all(row[6] for row in rows)


async def test_what_was_rolled_back_left_no_entry(database: Database, superuser_url: str) -> None:
    async def half_done() -> None:
        async with transaction(database, SYSTEM) as tx:
            await tx.run("insert into organisation (name, sort_name) values ('Delft', 'delft')")
            assert await tx.scalar("select count(*) from audit_entry") == 1
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await half_done()
    async with transaction(database, SYSTEM) as tx:
        assert await tx.scalar("select count(*) from audit_entry") == 0


async def test_a_deletion_is_written_down_with_what_was_there(database: Database, superuser_url: str) -> None:
    (id,) = await make(database, "Ada")
    with psycopg.connect(superuser_url) as admin:
        admin.execute("delete from person where id = %s", [id])
        row = admin.execute(
            """select operation, changes ->> 'name', p.value ->> 'name' from audit_entry e
               join audit_personal p on p.entry_id = e.id where e.record_id = %s order by e.id desc limit 1""", [id]
        ).fetchone()  # fmt: skip
    assert row == ("delete", None, "Ada")


async def test_personal_values_stand_apart_from_the_entry(database: Database, superuser_url: str) -> None:
    await make(database, "Ada Lovelace")
    with psycopg.connect(superuser_url) as admin:
        entries = admin.execute("select changes::text from audit_entry where table_name = 'person'").fetchall()
        kept = admin.execute("select value ->> 'name' from audit_personal where table_name = 'person'").fetchall()
    assert "Lovelace" not in str(entries)
    assert kept == [("Ada Lovelace",)]


# ---- append-only -----------------------------------------------------------------------------------------------------

HISTORY = ("audit_entry", "audit_seal", "move_entry")


async def test_history_is_append_only_for_the_application_the_owner_and_a_superuser(
    chain: Database, app_url: str, owner_url: str, superuser_url: str
) -> None:
    def refused(url: str, statement: str) -> bool:
        """Refused with an error, or without effect because no row is visible."""
        with psycopg.connect(url, autocommit=True) as connection:
            try:
                return connection.execute(statement).rowcount == 0
            except psycopg.Error:
                return True

    with psycopg.connect(superuser_url) as admin:
        # there is one
        month = admin.execute("select tableoid::regclass::text from audit_entry limit 1").fetchone()[0]  # type: ignore[index]
        before = admin.execute("select count(*), (select count(*) from audit_personal) from audit_entry").fetchone()
    for url in (app_url, owner_url, superuser_url):
        for table in (*HISTORY, month):
            assert refused(url, f"delete from {table}"), f"delete from {table}"
            assert refused(url, f"update {table} set id = default"), f"update {table}"
        for table in (*HISTORY, month, "audit_personal"):
            with psycopg.connect(url, autocommit=True) as connection, pytest.raises(psycopg.Error):
                connection.execute(f"truncate {table}")
        assert refused(url, "update audit_personal set value = '{}'")
    with psycopg.connect(superuser_url) as admin:
        after = admin.execute("select count(*), (select count(*) from audit_personal) from audit_entry").fetchone()
    assert after == before
    assert await found(chain) == []


async def test_entries_lie_in_monthly_partitions_made_two_years_ahead(database: Database, superuser_url: str) -> None:
    await make(database, "Ada")
    with psycopg.connect(superuser_url) as admin:
        (month, expected) = admin.execute(
            "select tableoid::regclass::text, 'audit_entry_' || to_char(at, 'YYYY_MM') from audit_entry limit 1"
        ).fetchone()  # type: ignore[misc]  # there is one
        made = admin.execute("select count(*) from pg_inherits where inhparent = 'audit_entry'::regclass").fetchone()
    assert month == expected
    assert made == (25,)
    async with transaction(database, SYSTEM) as tx:
        assert await tx.scalar("select polder.make_audit_partitions(24)") == 0
        assert await tx.scalar("select polder.make_audit_partitions(26)") == 2


# ---- the chain -------------------------------------------------------------------------------------------------------


CHANGED_ENTRIES = [
    "update audit_entry set actor_id = gen_random_uuid() where id = 5",
    "update audit_entry set at = at + interval '1 microsecond' where id = 5",
    "update audit_entry set changes = jsonb_set(changes, '{sort_name}', '\"x\"') where id = 5",
    "update audit_entry set personal_digest = sha256('x') where id = 5",
    "update audit_entry set personal_digest = null where id = 5",
    "update audit_entry set request_id = 'another' where id = 5",
    "update audit_entry set operation = 'delete' where id = 5",
    "update audit_entry set xid = xid + 1 where id = 5",
]


async def test_a_changed_entry_is_found(chain: Database, superuser_url: str) -> None:
    for change in CHANGED_ENTRIES:
        with tampered(superuser_url, change):
            assert "2: its entries, or its own facts, are not what was sealed" in await found(chain), change
    assert await found(chain) == []


async def test_a_removed_entry_is_found(chain: Database, superuser_url: str) -> None:
    tamper(superuser_url, "delete from audit_entry where id = 6")
    assert "2: covered 4 entries, now there are 3" in await found(chain)


INSERTED_ENTRIES = [
    """insert into audit_entry (xid, actor_kind, table_name, operation, changes)
       select xid, actor_kind, table_name, operation, changes from audit_entry where id = 2""",
    """insert into audit_entry (xid, actor_kind, table_name, operation, changes)
       values (-5, 'system', 'offer', 'insert', '{}')""",
    """insert into audit_entry (id, xid, actor_kind, table_name, operation, changes) overriding system value
       select -1, xid, 'system', 'offer', 'insert', '{}' from audit_entry where id = 2""",
]


async def test_an_inserted_entry_is_found(chain: Database, superuser_url: str) -> None:
    for insert in INSERTED_ENTRIES:
        with tampered(superuser_url, insert):
            assert "1: covered 4 entries, now there are 5" in await found(chain), insert


async def test_a_removed_seal_is_found(chain: Database, superuser_url: str) -> None:
    for seal in (1, 2):
        with tampered(superuser_url, f"delete from audit_seal where id = {seal}"):
            assert f"{seal + 1}: does not follow the seal before it: a seal was removed or changed" in await found(
                chain
            )


async def test_newest_seals_that_were_cut_off_and_made_anew_are_found_by_a_checkpoint(
    chain: Database, superuser_url: str
) -> None:
    with psycopg.connect(superuser_url) as admin:
        # there is one
        (checkpoint,) = admin.execute("select digest from audit_seal where id = 3").fetchone()  # type: ignore[misc]
    assert await found(chain, checkpoint=checkpoint) == []
    tamper(superuser_url, "delete from audit_seal where id = 3")
    tamper(superuser_url, "update audit_entry set actor_id = gen_random_uuid() where id > 8")
    assert await sealed(chain) == 2
    assert await found(chain) == []  # by itself the new chain looks whole
    assert await found(chain, checkpoint=checkpoint) == [
        "None: the checkpoint is not in the chain: the newest seals were removed or made anew"
    ]


CHANGED_SEALS = [
    "sealed_at = sealed_at - interval '1 year'", "until_xid = until_xid + 1", "from_xid = from_xid + 1",
    "entries = entries + 1", "digest = sha256('x')", "previous_digest = sha256('x')", "signature = sha512('x')",
    "public_key = sha256('x')",
]  # fmt: skip


async def test_a_changed_seal_is_found(chain: Database, superuser_url: str) -> None:
    for change in CHANGED_SEALS:
        for seal in (1, 2, 3):
            with tampered(superuser_url, f"update audit_seal set {change} where id = {seal}"):
                assert await found(chain) != [], f"{change} of seal {seal}"


async def test_a_chain_signed_by_another_key_is_found(chain: Database, superuser_url: str) -> None:
    other = Ed25519PrivateKey.generate()
    await make(chain, "Finn")
    assert await sealed(chain, other) == 2
    assert await found(chain, None) == []
    assert await found(chain, PUBLIC) == ["4: its signature is not by this key"]
    assert len(await found(chain, other.public_key().public_bytes_raw())) == 3


CHANGED_PERSONAL = [
    """update audit_personal set value = '{"name": "Eve"}' where entry_id = 1""",
    "update audit_personal set salt = sha256('x') where entry_id = 1",
    "update audit_personal set record_id = gen_random_uuid() where entry_id = 1",
    """insert into audit_personal (entry_id, table_name, salt, value) values (2, 'organisation', '', '{"a": 1}')""",
    """insert into audit_personal (entry_id, table_name, salt, value) values (999, 'person', '', '{"a": 1}')""",
]


async def test_a_changed_personal_value_is_found(chain: Database, superuser_url: str) -> None:
    for change in CHANGED_PERSONAL:
        with tampered(superuser_url, change):
            (only,) = await found(chain)
            assert only.endswith("are not those that were written"), change


async def test_a_person_can_be_erased_and_the_chain_still_verifies(chain: Database, superuser_url: str) -> None:
    (id,) = await make(chain, "Grace Hopper")
    await sealed(chain)
    async with transaction(chain, SYSTEM) as tx:
        assert await audit.erase(tx, "person", id) == 1
    with psycopg.connect(superuser_url) as admin:
        left = admin.execute("select count(*) from audit_personal where value::text like '%Hopper%'").fetchone()
    assert left == (0,)
    assert await found(chain) == []


async def test_only_who_may_erase_can_erase(world: World, database: Database) -> None:
    hr = await world.person("hr", "hr_officer")
    async with transaction(database, Entry.by_secret(world.session(hr.account_id), "test")) as tx:
        assert await audit.erase(tx, "person", UUID(hr.person_id)) == 0


async def test_the_proof_does_not_depend_on_the_readers_time_zone_or_number_format(
    chain: Database, superuser_url: str
) -> None:
    async with transaction(chain, SYSTEM) as tx:
        await tx.run("set local timezone = 'Asia/Kolkata'")
        await tx.run("set local extra_float_digits = 0")
        await tx.run("set local intervalstyle = 'iso_8601'")
        assert [finding async for finding in audit.verify(tx, PUBLIC)] == []


async def test_entries_of_long_transactions_never_fall_between_seals(database: Database) -> None:
    """A transaction that began first and commits last is sealed whole, by the seal after its commit."""
    inside, may_end = asyncio.Event(), asyncio.Event()

    async def add(tx: Tx, name: str) -> None:
        await tx.run("insert into organisation (name, sort_name) values (:n, :n)", n=name)

    async def long() -> None:
        async with transaction(database, SYSTEM) as tx:
            await add(tx, "before")
            inside.set()
            await may_end.wait()
            await add(tx, "after")

    task = asyncio.create_task(long())
    await inside.wait()
    await make(database, "Ada")  # committed while the long one is open: closed only together with it
    assert await sealed(database, when_closed=False) == 0
    may_end.set()
    await task
    assert await sealed(database) == 4
    await make(database, "Bas")
    assert await sealed(database) == 2
    assert await sealed(database) == 0
    assert await found(database) == []


async def test_sealers_and_writers_at_once_leave_no_entry_out(database: Database) -> None:
    await asyncio.gather(
        *[make(database, f"person {n}") for n in range(6)], *[sealed(database, when_closed=False) for _ in range(3)]
    )
    done = 12
    async with transaction(database, SYSTEM) as tx:
        done -= await tx.scalar("select coalesce(sum(entries), 0) from audit_seal")
    assert await sealed(database) == done
    async with transaction(database, SYSTEM) as tx:
        assert await tx.scalar("select sum(entries) from audit_seal") == 12
    assert await found(database) == []


async def test_a_stretch_larger_than_memory_at_once_is_sealed_in_parts(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "AT_ONCE", 7)
    async with transaction(database, SYSTEM) as tx:
        await tx.run("insert into organisation (name, sort_name) select 'o' || n, 'o' from generate_series(1, 50) n")
    assert await sealed(database) == 50
    monkeypatch.setattr(audit, "AT_ONCE", 1000)
    assert await found(database) == []


async def test_a_database_restored_to_an_older_transaction_count_says_so(chain: Database, superuser_url: str) -> None:
    tamper(superuser_url, "update audit_seal set until_xid = 4000000000 where id = (select max(id) from audit_seal)")
    with pytest.raises(RuntimeError, match="pg_resetwal"):
        await sealed(chain)
