"""Two roads to one PostgreSQL, both on asyncpg: actions write in transactions with records, views read straight.

Both connect as the application role, which owns nothing. Nothing is ever set for longer than a transaction, so a
transaction pooler (PgBouncer) may stand in between.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import parse_qs, urlsplit

import asyncpg
from sqlalchemy import Connection
from sqlalchemy.dialects.postgresql.asyncpg import AsyncAdapt_asyncpg_dbapi
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from polder.kernel.actor import Actor, Entry

if TYPE_CHECKING:
    from asyncpg.pool import PoolConnectionProxy
    from sqlalchemy.pool import PoolProxiedConnection


class Row(asyncpg.Record):  # type: ignore[misc]
    """One row of plain SQL; its columns are attributes."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


Driver: TypeAlias = asyncpg.Connection
WAIT_SECONDS = 10  # for a connection


class ReadingConnection(asyncpg.Connection):  # type: ignore[misc, type-arg]
    """An asyncpg connection that is clean by construction: every use is one transaction with local settings."""

    def get_reset_query(self) -> str:
        return ""


@dataclass
class Database:
    """The pools of one process."""

    url: str
    writing: AsyncEngine
    pool: "asyncpg.Pool[Any]"
    # Whose turn it is, in the order in which they came: pools let newcomers go before who waits.
    writers: asyncio.Semaphore
    readers: asyncio.Semaphore
    long_reads: asyncio.Semaphore  # exports take no more than half of the readers, so that lists go on meanwhile

    @classmethod
    async def open(cls, url: str, *, readers: int = 10, writers: int = 10, statement_cache: int = 256) -> "Database":
        """Open both pools on a libpq URL of the application role. Connections are made as they are needed."""
        engine = create_async_engine(
            "postgresql+asyncpg://",
            isolation_level="AUTOCOMMIT",  # we begin and commit ourselves
            pool_size=writers,
            max_overflow=-1,  # there are no more than have their turn
            connect_args={
                **asyncpg_arguments(url),
                "record_class": Row,
                "statement_cache_size": statement_cache,
                "prepared_statement_cache_size": statement_cache,
            },
            hide_parameters=True,  # an error's text must not carry what people typed
        )
        pool = await asyncpg.create_pool(
            **asyncpg_arguments(url),
            min_size=0,
            max_size=readers,
            connection_class=ReadingConnection,
            statement_cache_size=statement_cache,
            max_inactive_connection_lifetime=300,
            timeout=WAIT_SECONDS,
            command_timeout=30,
        )
        turns = (asyncio.Semaphore(most) for most in (writers, readers, max(1, readers // 2)))
        return cls(url, engine, pool, *turns)

    async def close(self) -> None:
        await self.pool.close()
        await self.writing.dispose()

    @asynccontextmanager
    async def reader(self) -> "AsyncIterator[PoolConnectionProxy[Any]]":
        """A connection for a statement that reads."""
        async with _turn(self.readers), self.pool.acquire() as connection:
            yield connection

    @asynccontextmanager
    async def reading(self, entry: Entry) -> "AsyncIterator[PoolConnectionProxy[Any]]":
        """A read-only transaction that has entered as somebody."""
        async with self.reader() as connection:
            try:
                await connection.execute("begin read only")
                await connection.fetchval(f"select {entry.call}", *entry.values)
                yield connection
            finally:
                if not connection.is_closed():
                    await connection.execute("rollback")

    @asynccontextmanager
    async def entered(
        self, entry: Entry, sql: str = "null", values: tuple[Any, ...] = ()
    ) -> "AsyncIterator[tuple[PoolProxiedConnection, Driver, Actor, datetime, Any]]":
        """A transaction that has entered as somebody: what the pool lent, its driver for plain SQL, who that is, since
        when, and what `sql` (one value) yields for them; committed at the end, rolled back when it is left by an exception.

        A connection that died while it waited in the pool is replaced, once: nothing was done on it yet.
        """
        enter, given = entry.entering(sql, values)
        async with _turn(self.writers):
            for last in (False, True):
                lent = await self._lend()
                driver: Driver = lent.driver_connection
                try:
                    try:
                        await driver.execute("begin")
                        actor, now, answer = await driver.fetchrow(enter, *given)
                    except BaseException as error:
                        if driver.is_closed() and not last:
                            lent.invalidate(error)
                            continue
                        raise
                    yield lent, driver, Actor.parse(actor), now, answer
                    await driver.execute("commit")
                    return
                except BaseException:
                    await _undo(driver)
                    raise
                finally:
                    lent.close()

    async def _lend(self) -> "PoolProxiedConnection":
        """A connection of the pool. Where none can be made, the driver's own error says why, as for whoever reads."""
        try:
            return await self.writing.raw_connection()
        except AsyncAdapt_asyncpg_dbapi.Error as error:
            raise (error.__cause__ or error) from None

    def for_records(self, lent: "PoolProxiedConnection") -> AsyncConnection:
        """What SQLAlchemy runs statements of records on, in the same transaction. Plain SQL does without: it costs more
        than a short statement."""
        return AsyncConnection(self.writing, Connection(self.writing.sync_engine, lent))


@asynccontextmanager
async def _turn(turns: asyncio.Semaphore) -> AsyncIterator[None]:
    """Wait for one's turn, and have it."""
    try:
        async with asyncio.timeout(WAIT_SECONDS):
            await turns.acquire()
    except TimeoutError:
        raise PoolTimeout(f"no turn within {WAIT_SECONDS} seconds") from None
    try:
        yield
    finally:
        turns.release()


async def _undo(driver: Driver) -> None:
    """Roll back; a connection that cannot is closed, which does the same."""
    if driver.is_closed():
        return
    try:
        await driver.execute("rollback")
    except (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError):
        driver.terminate()


def asyncpg_arguments(url: str) -> dict[str, Any]:
    """A libpq URL as asyncpg understands it: a socket folder in `?host=` becomes its `host` argument."""
    parts = urlsplit(url)
    host = parse_qs(parts.query).get("host")
    if not host:
        return {"dsn": url}
    return {
        "host": host[0],
        "user": parts.username,
        "password": parts.password,
        "database": parts.path.lstrip("/"),
        "port": parts.port or int(parse_qs(parts.query).get("port", ["5432"])[0]),
    }
