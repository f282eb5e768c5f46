"""Two roads to one PostgreSQL: actions write through SQLAlchemy on psycopg, views read through asyncpg directly.

Both connect as the application role, which owns nothing. Nothing is ever set for longer than a transaction, so a
transaction pooler (PgBouncer) may stand in between.
"""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import parse_qs, urlsplit

import asyncpg
import psycopg
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

if TYPE_CHECKING:
    from asyncpg.pool import PoolConnectionProxy


Driver = psycopg.AsyncConnection[tuple[Any, ...]]


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
    long_reads: asyncio.Semaphore  # exports take no more than half of the readers, so that lists go on meanwhile

    @classmethod
    async def open(cls, url: str, *, readers: int = 10, writers: int = 10, statement_cache: int = 256) -> "Database":
        """Open both pools on a libpq URL of the application role. Connections are made as they are needed."""
        options: dict[str, Any] = {"autocommit": True}  # we begin and commit ourselves
        if not statement_cache:
            options["prepare_threshold"] = None
        engine = create_async_engine(
            re.sub(r"^postgres(ql)?(\+\w+)?://", "postgresql+psycopg://", url),
            pool_size=writers,
            max_overflow=0,
            pool_timeout=10,
            connect_args=options,
            hide_parameters=True,  # an error's text must not carry what people typed
        )
        pool = await asyncpg.create_pool(
            **asyncpg_arguments(url),
            min_size=0,
            max_size=readers,
            connection_class=ReadingConnection,
            statement_cache_size=statement_cache,
            max_inactive_connection_lifetime=300,
            command_timeout=30,
        )
        return cls(url, engine, pool, asyncio.Semaphore(max(1, readers // 2)))

    async def close(self) -> None:
        await self.pool.close()
        await self.writing.dispose()

    @asynccontextmanager
    async def reading(self, enter_sql: str) -> "AsyncIterator[PoolConnectionProxy[Any]]":
        """A read-only transaction that has entered as somebody. `enter_sql` comes from `Entry.sql`."""
        async with self.pool.acquire(timeout=10) as connection:
            try:
                await connection.execute("begin read only;" + enter_sql)
                yield connection
            finally:
                if not connection.is_closed():
                    await connection.execute("rollback")

    @asynccontextmanager
    async def entered(self, enter_sql: str) -> "AsyncIterator[tuple[AsyncConnection, Driver, tuple[Any, ...]]]":
        """A transaction that has entered as somebody, for records and for plain SQL, and what `enter_sql` answered;
        committed at the end.

        A connection that died while it waited in the pool is replaced, once: nothing was done on it yet.
        """
        for last in (False, True):
            async with self.writing.connect() as connection:
                driver = cast(Driver, (await connection.get_raw_connection()).driver_connection)
                try:
                    answer = await _begun(driver, enter_sql)
                except psycopg.OperationalError as error:
                    if driver.broken:
                        await connection.invalidate(error)
                        if not last:
                            continue
                    raise
                yield connection, driver, answer
                # Records begin a transaction of SQLAlchemy's: it is the same one.
                await (connection.commit() if connection.in_transaction() else driver.commit())
                return


async def _begun(driver: Driver, sql: str) -> tuple[Any, ...]:
    """Begin and ask in one round trip."""
    cursor = await driver.execute("begin; " + sql)  # type: ignore[arg-type]  # Entry.sql, safe by construction
    cursor.nextset()
    answer = await cursor.fetchone()
    assert answer is not None
    return answer


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
