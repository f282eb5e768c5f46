"""Can this process serve, and what waits: for whoever watches over an installation."""

import asyncpg
import orjson
from prometheus_client import Gauge

from polder.kernel import migrate, problems
from polder.kernel.actor import Entry
from polder.kernel.database import Database
from polder.kernel.problems import Problem
from polder.kernel.words import Words

DATABASE = Gauge("polder_database_up", "1 when the database answers")
JOBS = Gauge("polder_jobs", "Jobs that wait, run or failed", ["state"])
JOBS_WAIT = Gauge("polder_jobs_wait_seconds", "How long the oldest job that is due has waited")
MAILS = Gauge("polder_mails", "Mails that wait, or that the mail server refused", ["state"])
WAITING = """
select (select coalesce(json_object_agg(status, n), '{}') from (
    select status, count(*) as n from jobs.procrastinate_jobs where status in ('todo', 'doing', 'failed') group by status) as j),
  (select coalesce(max(extract(epoch from now() - coalesce(j.scheduled_at, e.at))), 0)::float
    from jobs.procrastinate_jobs j join jobs.procrastinate_events e on e.job_id = j.id and e.type = 'deferred'
    where j.status = 'todo' and (j.scheduled_at is null or j.scheduled_at <= now())),
  (select coalesce(json_object_agg(state, n), '{}') from (
    select state, count(*) as n from mail where state <> 'sent' group by state) as m)
"""


async def revision(database: Database) -> str:
    """The revision of the database; a 503 problem unless it is the one that this code was made for."""
    expected = migrate.head()
    try:
        async with database.reader() as connection:
            found: str | None = await connection.fetchval("select version_num from alembic_version")
    except asyncpg.UndefinedTableError:
        found = None
    if found != expected:
        raise Problem(
            503,
            "other-revision",
            Words(nl="Nog niet gereed", en="Not ready yet"),
            Words(
                nl=f"De gegevensbank staat op revisie {found}, dit programma hoort bij {expected}. Draai: polder migrate",
                en=f"The database is at revision {found}, this program belongs to {expected}. Run: polder migrate",
            ),
            headers={"Retry-After": "5"},
        )
    return found


async def measure(database: Database) -> None:
    """Fill the gauges. A database that does not answer is itself a measurement."""
    try:
        async with database.reading(Entry.as_role("system", "metrics")) as connection:
            jobs, waited, mails = await connection.fetchrow(WAITING)
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, problems.Problem):
        DATABASE.set(0)
        return
    DATABASE.set(1)
    JOBS_WAIT.set(waited)
    for gauge, states, found in (
        (JOBS, ("todo", "doing", "failed"), orjson.loads(jobs)),
        (MAILS, ("queued", "refused", "gave_up"), orjson.loads(mails)),
    ):
        for state in states:
            gauge.labels(state).set(found.get(state, 0))
