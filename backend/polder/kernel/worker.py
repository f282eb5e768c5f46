"""Runs the jobs (procrastinate). A process that only serves imports nothing of it.

A worker outlives its database: it waits until it is back, and takes up what a killed worker left.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import procrastinate
import structlog
from procrastinate.jobs import Job

from polder.kernel import jobs

SCHEMA = "jobs"
STALLED_SECONDS = 60  # without a sign of life from its worker, a job is taken up by another
KEEP_FAILED_HOURS = 30 * 24
POLL_SECONDS = 1
log = structlog.get_logger("polder.jobs")


class Patience(procrastinate.BaseRetryStrategy):
    """Try again whatever went wrong, after pauses that double up to a quarter of an hour, `attempts` times in all."""

    def __init__(self, attempts: int) -> None:
        self.attempts = attempts

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> procrastinate.RetryDecision | None:
        if job.attempts + 1 >= self.attempts:
            return None
        return procrastinate.RetryDecision(retry_in={"seconds": min(2 ** min(job.attempts, 10), 900)})


class _Running:
    """The application that the worker of this process has open."""

    app: procrastinate.App | None = None


@contextlib.asynccontextmanager
async def opened(url: str) -> AsyncIterator[procrastinate.App]:
    """procrastinate's application with every job that was declared, on connections that find its own schema."""
    connector = procrastinate.PsycopgConnector(
        conninfo=url, kwargs={"options": f"-c search_path={SCHEMA},public"}, min_size=1, max_size=4
    )
    app = procrastinate.App(connector=connector)
    for name, job in jobs.JOBS.items():
        task = app.task(
            name=name,
            queueing_lock=name if job.alone else None,
            retry=Patience(job.tries) if job.tries else False,
        )(job.work)
        if job.every is not None:
            app.periodic(cron=job.every)(task)
    async with app.open_async():
        _Running.app = app
        yield app


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
    async with opened(url) as running:
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


@jobs.job("jobs.rescue", every="* * * * *")
async def rescue(timestamp: int) -> None:
    """Jobs whose worker was killed run again; where the same is queued already, the abandoned one is dropped."""
    manager = _manager()
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
        try:
            await manager.retry_job(job)
        except procrastinate.exceptions.ConnectorException:
            await manager.finish_job(job, procrastinate.jobs.Status.ABORTED, delete_job=True)


@jobs.job("jobs.tidy", every="41 3 * * *")
async def tidy(timestamp: int) -> None:
    """Failed jobs are kept for a month, for whoever looks why."""
    await _manager().delete_old_jobs(nb_hours=KEEP_FAILED_HOURS, include_failed=True)


def _manager() -> "procrastinate.manager.JobManager":
    assert _Running.app is not None, "jobs run inside a worker"
    return _Running.app.job_manager


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
