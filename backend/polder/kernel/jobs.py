"""Jobs and schedules on PostgreSQL: what committed will happen, what rolled back will not. A worker runs them.

A job is deferred inside the transaction that causes it. Its arguments are ids only. Jobs are idempotent: they may run
twice after a crash.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import orjson

from polder.kernel.actor import Entry
from polder.kernel.database import Database
from polder.kernel.tx import Tx, transaction

TRIES = 300  # with their growing pauses three days: longer than any outage over a weekend
Work = TypeVar("Work", bound=Callable[..., Awaitable[None]])


@dataclass(frozen=True)
class Job:
    """What is done, by a schedule or when deferred. `alone`: while one waits, no other is queued."""

    work: Callable[..., Awaitable[None]]
    every: str | None
    tries: int
    alone: bool


JOBS: dict[str, Job] = {}


def job(name: str, *, every: str | None = None, tries: int = 0, alone: bool = True) -> Callable[[Work], Work]:
    """Declare a job. `every`: its schedule (cron), and then its work takes the `timestamp`; `tries`: how often in all,
    where it is tried again; `alone` is for jobs with a schedule.
    """

    def declared(work: Work) -> Work:
        JOBS[name] = Job(work, every, tries, alone and every is not None)
        return work

    return declared


class _Context:
    """What a running job needs of its process."""

    database: Database | None = None
    house: Any = None


DEFER = "select jobs.polder_defer(:queue, :task, cast(:arguments as jsonb))"


async def defer(tx: Tx, task: str, arguments: dict[str, str], queue: str = "default") -> None:
    """Queue `task` in the transaction. One statement, on the connection that the transaction already has."""
    if task not in JOBS:
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
