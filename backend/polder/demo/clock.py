"""The database's clock, set back while the demonstration is played: what happened weeks ago has its own day."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import date

import asyncpg

SetDay = Callable[[date | None], Awaitable[None]]


@asynccontextmanager
async def past(owner_url: str) -> AsyncIterator[SetDay]:
    """What sets the clock to noon of any day, or right (None); it is right again at the end."""
    connection = await asyncpg.connect(owner_url)
    try:
        right = await connection.fetchval("select pg_get_functiondef('polder.clock()'::regprocedure)")
        now: date | None = None

        async def set_day(day: date | None) -> None:
            nonlocal now
            if day == now:
                return
            now = day
            if day is None:
                await connection.execute(right)
                return
            await connection.execute(
                "create or replace function polder.clock() returns timestamptz language sql stable as"
                f" $$ select '{day.isoformat()} 12:00 Europe/Amsterdam'::timestamptz $$"
            )

        try:
            yield set_day
        finally:
            await connection.execute(right)
    finally:
        await connection.close()
