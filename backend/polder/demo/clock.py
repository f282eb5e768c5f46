"""The database's clock, set back while the demonstration is played: what happened weeks ago has its own day."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import asyncpg

SetDay = Callable[[date | None], Awaitable[None]]


@asynccontextmanager
async def past(owner_url: str) -> AsyncIterator[SetDay]:
    """What sets the clock to noon of any day, or right (None); it is right again at the end."""
    connection = await asyncpg.connect(owner_url)
    try:
        right = await connection.fetchval("select pg_get_functiondef('polder.clock()'::regprocedure)")
        # A row, not a function anew for each day: after that every statement would be planned again.
        await connection.execute("""
          create unlogged table polder.played_at as select null::timestamptz as moment;
          grant select on polder.played_at to polder_app, polder_guard;
          create or replace function polder.clock() returns timestamptz language sql stable as
            $$ select coalesce((select p.moment from polder.played_at p), clock_timestamp()) $$;
        """)

        async def set_day(day: date | None) -> None:
            noon = day and datetime.combine(day, time(12), ZoneInfo("Europe/Amsterdam"))
            await connection.execute("update polder.played_at set moment = $1", noon)

        try:
            yield set_day
        finally:
            await connection.execute(right)
            await connection.execute("drop table polder.played_at")
    finally:
        await connection.close()
