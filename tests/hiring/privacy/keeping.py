"""Rules in force, days that pass, and jobs that are done, for tests of keeping and erasing."""

from typing import Any

from polder.hiring.privacy import jobs
from polder.kernel.http import LINK_COOKIE
from tests.hiring.applicant import FORM, NUMBERS, Applicant
from tests.support.world import World

WORK = {
    "privacy.erase": jobs.erase,
    "privacy.ask_consent": jobs.ask_consent,
    "privacy.tell_request": jobs.tell_request,
    "privacy.tell_outcome": jobs.tell_outcome,
}


def rule(world: World, key: str, value: int) -> None:
    """Bring a number into force, as two people would."""
    world.sql(
        "set session_replication_role = replica; insert into hiring_rule (key, name_nl, name_en, value, valid_from, source, state)"
        f" values ('{key}', 'x', 'x', {value}, '2020-01-01', 'test', 'in_force')"
    )


def later(world: World, days: int) -> None:
    """So many days after now, by the clock that judges."""
    world.clock(world.sql(f"select now() + interval '{days} days'")[0][0].isoformat())


async def work(world: World) -> None:
    """Do what was queued about keeping and erasing, as a worker would."""
    while queued := world.sql(
        "select id, task_name, args from jobs.procrastinate_jobs where task_name = any(%s) and status = 'todo' order by id",
        list(WORK),
    ):
        for id, task, arguments in queued:
            await WORK[task](**arguments)
            world.sql(
                "set session_replication_role = replica; update jobs.procrastinate_jobs set status = 'succeeded' where id = "
                + str(id)
            )


def opened(world: World, application: str) -> Applicant:
    """The applicant's own page, by a link."""
    number = next(NUMBERS)
    client = world.client(address=f"10.7.{number // 250}.{number % 250}")
    client.headers.update(FORM)
    secret = world.session(None, kind="link", role="applicant", scope_id=application)
    client.cookies.set(LINK_COOKIE, secret, domain="polder.test")
    return Applicant(client)


def texts(world: World, word: str) -> dict[str, int]:
    """Every table of the whole database in which a word stands somewhere, and in how many rows."""
    found: dict[str, int] = {}
    tables: list[tuple[Any, ...]] = world.sql(
        "select oid::regclass::text from pg_class where relnamespace = any(array['public'::regnamespace, 'jobs'::regnamespace])"
        " and relkind = 'r'"
    )
    for (table,) in tables:
        ((n,),) = world.sql(f"select count(*) from {table} x where strpos(lower(x::text), %s) > 0", word.lower())
        if n:
            found[table] = n
    return found
