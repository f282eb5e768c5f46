"""One database transaction that already knows its actor."""

import re
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache, partial
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from polder.kernel import problems
from polder.kernel.actor import Actor, Entry
from polder.kernel.database import Database, Driver, Row
from polder.kernel.record import Record

R = TypeVar("R", bound=Record)
_NAME = re.compile(r"(?<![:\w]):(\w+)")  # not the type after `::`


@dataclass(frozen=True, slots=True)
class Statement:
    """An SQL text that writes, with `:names`, and its values."""

    sql: str
    values: Mapping[str, Any]


class Tx:
    """What an action gets: everything in it commits together or did not happen."""

    def __init__(
        self,
        connect: Callable[[], AsyncConnection],
        driver: Driver,
        actor: Actor,
        now: datetime,
        entry: Entry,
        answer: Any = None,
    ):
        self.connect, self.driver, self.actor, self.now, self.entry = connect, driver, actor, now, entry
        self.answer = answer  # to the question that was asked while entering
        self._session: AsyncSession | None = None

    @cached_property
    def connection(self) -> AsyncConnection:
        """For records; made for those who ask for it."""
        return self.connect()

    @property
    def session(self) -> AsyncSession:
        """For records; made for those who ask for it."""
        if self._session is None:
            self._session = AsyncSession(bind=self.connection, expire_on_commit=False, autoflush=True)
        return self._session

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
        if self._session is not None:
            await self._session.flush()

    async def scalar(self, sql: str, **values: Any) -> Any:
        """The single value of an SQL text with `:names`; None without a row."""
        text, names = _numbered(sql)
        return await self.driver.fetchval(text, *[values[name] for name in names])

    async def rows(self, sql: str, **values: Any) -> Sequence[Row]:
        """All rows of an SQL text with `:names`; columns are attributes."""
        text, names = _numbered(sql)
        found: Sequence[Row] = await self.driver.fetch(text, *[values[name] for name in names])
        return found

    async def run(self, sql: str, **values: Any) -> int:
        """Execute an SQL text with `:names`; the number of rows it touched."""
        text, names = _numbered(sql)
        status = await self.driver.execute(text, *[values[name] for name in names])
        return int(status.rpartition(" ")[2] or 0) if status[-1:].isdigit() else 0

    async def together(self, *statements: Statement) -> None:
        """Execute statements that do not read each other's rows, in one round trip and in no particular order."""
        text, names = _joined(tuple(statement.sql for statement in statements))
        await self.driver.execute(text, *[statements[which].values[name] for which, name in names])

    async def defer(self, task: str, **ids: Any) -> None:
        """Queue a job in this transaction. Arguments are ids only: personal data stays in its own tables."""
        from polder.kernel import jobs

        await jobs.defer(self, task, {name: str(value) for name, value in ids.items()})


@lru_cache(maxsize=2048)
def _numbered(sql: str) -> tuple[str, tuple[str, ...]]:
    """`:name` as PostgreSQL numbers it, and the names in that order. Actions run the same few hundred texts for ever."""
    names: dict[str, int] = {}
    text = _NAME.sub(lambda found: f"${names.setdefault(found[1], len(names) + 1)}", sql)
    return text, tuple(names)


@lru_cache(maxsize=256)
def _joined(texts: tuple[str, ...]) -> tuple[str, tuple[tuple[int, str], ...]]:
    """One statement of several: all but the last become its `with`. The names are those of which text."""
    names: dict[tuple[int, str], int] = {}
    parts = []
    for which, text in enumerate(texts):

        def number(found: re.Match[str], which: int = which) -> str:
            return f"${names.setdefault((which, found[1]), len(names) + 1)}"

        parts.append(_NAME.sub(number, text))
    earlier = ", ".join(f"part_{which} as ({part})" for which, part in enumerate(parts[:-1]))
    return (f"with {earlier} " if earlier else "") + parts[-1], tuple(names)


@asynccontextmanager
async def transaction(database: Database, entry: Entry, question: "Statement | None" = None) -> AsyncIterator[Tx]:
    """Open a transaction as `entry`; commit at the end, roll back on any exception. A `question` of one value is answered in
    the same round trip, as `tx.answer`.
    """
    sql, names = _numbered(question.sql) if question else ("null", ())
    values = tuple(question.values[name] for name in names) if question else ()
    async with database.entered(entry, sql, values) as (lent, driver, actor, now, answer):
        tx = Tx(partial(database.for_records, lent), driver, actor, now, entry, answer)
        try:
            yield tx
            await tx.flush()
        finally:
            if tx._session is not None:
                await tx._session.close()
