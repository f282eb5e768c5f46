"""Jobs and schedules on PostgreSQL (procrastinate): what committed will happen, what rolled back will not.

A job is deferred inside the transaction that causes it. Its arguments are ids only. Jobs are idempotent: they may run
twice after a crash. A worker outlives its database: it waits until it is back, and takes up what a killed worker left.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import orjson
import procrastinate
import structlog
from procrastinate.jobs import Job

from polder.kernel.actor import Entry
from polder.kernel.database import Database
from polder.kernel.tx import Tx, transaction

SCHEMA = "jobs"
STALLED_SECONDS = 60  # without a sign of life from its worker, a job is taken up by another
KEEP_FAILED_HOURS = 30 * 24
POLL_SECONDS = 1
log = structlog.get_logger("polder.jobs")


class Patience(procrastinate.BaseRetryStrategy):
    """Try again whatever went wrong, after pauses that double up to a quarter of an hour, `attempts` times in all.

    With 300 attempts that is three days: longer than any outage over a weekend.
    """

    def __init__(self, attempts: int = 300) -> None:
        self.attempts = attempts

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> procrastinate.RetryDecision | None:
        if job.attempts + 1 >= self.attempts:
            return None
        return procrastinate.RetryDecision(retry_in={"seconds": min(2 ** min(job.attempts, 10), 900)})


class _Context:
    """What a running job needs of its process."""

    database: Database | None = None
    house: Any = None


def connector(url: str, *, pool: int = 4) -> procrastinate.PsycopgConnector:
    """A connector whose connections find procrastinate's own schema."""
    return procrastinate.PsycopgConnector(
        conninfo=url, kwargs={"options": f"-c search_path={SCHEMA},public"}, min_size=1, max_size=pool
    )


app = procrastinate.App(connector=connector("postgresql://"))
DEFER = "select jobs.polder_defer(:queue, :task, cast(:arguments as jsonb))"


async def defer(tx: Tx, task: str, arguments: dict[str, str], queue: str = "default") -> None:
    """Queue `task` in the transaction. One statement, on the connection that the transaction already has."""
    if task not in app.tasks:
        raise ValueError(f"no job is called {task!r}")
    await tx.scalar(DEFER, queue=queue, task=task, arguments=orjson.dumps(arguments).decode())


def context_of(database: Database, house: Any) -> None:
    """Tell the jobs of this process where they work."""
    _Context.database, _Context.house = database, house


def house() -> Any:
    """What `app.create` assembled: settings, storage."""
    return _Context.house


def work_as_system(job: str) -> Any:
    """A transaction for a job, as the system, with the job's name as its request id."""
    if _Context.database is None:
        raise RuntimeError("jobs run inside `polder worker` or `polder serve`")
    return transaction(_Context.database, Entry.as_role("system", job.replace(".", "-").replace("_", "-")[:60]))


@contextlib.asynccontextmanager
async def worker(url: str, *, name: str) -> AsyncIterator[None]:
    """Run jobs in this process until the block ends; a job under way may finish."""
    work = asyncio.create_task(_work_on(url, name))
    try:
        yield
    finally:
        work.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await work


async def _work_on(url: str, name: str) -> None:
    """A worker that ends because its database went away is followed by another, until this task is cancelled.

    A worker that is asked to stop and fails at it tells the failure, not that it was asked: hence the second look.
    """
    task = asyncio.current_task()
    while task is not None and not task.cancelling():
        try:
            await work(url, name=name)
        except Exception as error:
            log.warning("worker waits for its database", kind=type(error).__name__)
        await asyncio.sleep(1)


async def work(url: str, *, name: str, wait: bool = True) -> None:
    """Run jobs until cancelled, or (`wait=False`) until there are no more."""
    with app.replace_connector(connector(url)) as running:
        async with running.open_async():
            await running.run_worker_async(
                name=name,
                wait=wait,
                concurrency=4,
                install_signal_handlers=False,
                listen_notify=False,
                fetch_job_polling_interval=POLL_SECONDS,
                shutdown_graceful_timeout=10,
                update_heartbeat_interval=10,
                stalled_worker_timeout=STALLED_SECONDS,
                delete_jobs="successful",
            )


@app.periodic(cron="* * * * *")
@app.task(name="jobs.rescue", queueing_lock="jobs.rescue")
async def rescue(timestamp: int) -> None:
    """Jobs whose worker was killed run again; where the same is queued already, the abandoned one is dropped."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
        try:
            await app.job_manager.retry_job(job)
        except procrastinate.exceptions.ConnectorException:
            await app.job_manager.finish_job(job, procrastinate.jobs.Status.ABORTED, delete_job=True)


@app.periodic(cron="41 3 * * *")
@app.task(name="jobs.tidy", queueing_lock="jobs.tidy")
async def tidy(timestamp: int) -> None:
    """Failed jobs are kept for a month, for whoever looks why."""
    await app.job_manager.delete_old_jobs(nb_hours=KEEP_FAILED_HOURS, include_failed=True)


def schema_sql() -> str:
    """procrastinate's own tables, in their own schema, and the rights of the application role on them."""
    from procrastinate.schema import SchemaManager

    return f"""
create schema if not exists {SCHEMA};
set local search_path = {SCHEMA}, public;
{SchemaManager.get_schema()}
-- Workers ask every second instead of being told: PostgreSQL lets transactions that notify commit only one by one.
drop trigger procrastinate_jobs_notify_queue_job_inserted_v1 on procrastinate_jobs;
set local search_path = public;
grant usage on schema {SCHEMA} to polder_app;
grant select, insert, update, delete on all tables in schema {SCHEMA} to polder_app;
grant usage on all sequences in schema {SCHEMA} to polder_app;
grant execute on all functions in schema {SCHEMA} to polder_app;
"""
