"""One database transaction that already knows its actor."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from polder.kernel import problems
from polder.kernel.actor import Actor, Entry
from polder.kernel.database import Database
from polder.kernel.record import Record

R = TypeVar("R", bound=Record)


class Tx:
    """What an action gets: everything in it commits together or did not happen."""

    def __init__(self, session: AsyncSession, connection: AsyncConnection, actor: Actor, now: datetime, entry: Entry):
        self.session, self.connection, self.actor, self.now, self.entry = session, connection, actor, now, entry

    async def get(self, table: type[R], id: UUID, *, lock: bool = False, version: int | None = None) -> R:
        """The record, or 404 where it is absent or unseen. With `lock`: 403 where it may not be changed. With `version`:
        412 when somebody wrote since."""
        query = select(table).where(table.id == id)
        record = (await self.session.exec(query.with_for_update() if lock else query)).one_or_none()
        if record is None:
            seen = lock and (await self.session.exec(select(table.id).where(table.id == id))).one_or_none()
            raise problems.forbidden() if seen else problems.not_found()  # locking asks the right to change
        if version is not None and record.version != version:
            raise problems.stale(await self.changed_since(str(table.__tablename__), id, version), record.version)
        return record

    def require(self, permission: str, scope_id: UUID | None = None) -> None:
        """403 unless the actor holds the permission. For what a row policy cannot tell: who may change which column."""
        if not self.actor.may(permission, scope_id):
            raise problems.forbidden()

    async def changed_since(self, table: str, id: UUID, version: int) -> list[str]:
        """The fields that changed after `version`: one audited update counts one version."""
        names = await self.scalar(
            "select polder.fields_changed(:table, :id, :version)",
            table=table,
            id=id,
            version=version,
        )
        return list(names or [])

    async def add(self, record: R) -> R:
        """Insert and read back what the database filled in."""
        self.session.add(record)
        await self.session.flush()
        return record

    async def flush(self) -> None:
        await self.session.flush()

    async def scalar(self, sql: str, **values: Any) -> Any:
        """The single value of an SQL text with `:names`."""
        return (await self.connection.execute(_text(sql), values)).scalar()

    async def rows(self, sql: str, **values: Any) -> Sequence[Any]:
        """All rows of an SQL text with `:names`."""
        return (await self.connection.execute(_text(sql), values)).all()

    async def run(self, sql: str, **values: Any) -> int:
        """Execute an SQL text with `:names`; the number of rows it touched."""
        return (await self.connection.execute(_text(sql), values)).rowcount

    async def defer(self, task: str, **ids: Any) -> None:
        """Queue a job in this transaction. Arguments are ids only: personal data stays in its own tables."""
        from polder.kernel import jobs

        await jobs.defer(self, task, {name: str(value) for name, value in ids.items()})


@lru_cache(maxsize=2048)
def _text(sql: str) -> TextClause:
    """Parsed once: actions run the same few hundred texts for ever."""
    return text(sql)


@asynccontextmanager
async def transaction(database: Database, entry: Entry) -> AsyncIterator[Tx]:
    """Open a transaction as `entry`; commit at the end, roll back on any exception."""
    async with (
        database.entered(entry.sql + " as entered, now()") as (connection, (entered, now)),
        AsyncSession(
            bind=connection, expire_on_commit=False, join_transaction_mode="rollback_only", autoflush=True
        ) as session,
    ):
        yield Tx(session, connection, Actor.parse(entered), now, entry)
        await session.flush()
