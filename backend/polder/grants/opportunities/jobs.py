"""Deadlines that are near, by mail, once a day; and archiving what is over."""

from typing import Any

from polder.grants.opportunities import words as _words  # noqa: F401 - fills the words of the mail
from polder.grants.opportunities.lifecycle import OPPORTUNITY
from polder.grants.opportunities.views import NOTICE_DAYS
from polder.kernel import jobs
from polder.kernel.lifecycle import perform_all
from polder.kernel.mail.actions import queue

DUE = f"""
select a.id as account, a.name, a.email, a.language, o.id as opportunity, o.title, o.funder_name as funder, d.due_on, d.label,
  to_char(d.due_at at time zone 'Europe/Amsterdam', 'HH24:MI') as time
from opportunity_watch w join account a on a.id = w.account_id and a.email is not null and polder.watches_opportunities(a.id)
  join opportunity o on o.id = w.opportunity_id and o.state = 'listed' and o.status <> 'closed'
  join opportunity_deadline d on d.opportunity_id = o.id and d.due_on between polder.today() and polder.today() + {NOTICE_DAYS}
where not exists (select from opportunity_reminder r where r.account_id = a.id and r.opportunity_id = o.id and r.for_day = d.due_on)
order by a.id, d.due_on, o.id"""
OVER = """
select o.id from opportunity o
where o.state = 'listed' and polder.opportunity_over(o.status, o.due_days)
  and coalesce((select max(day) from unnest(o.due_days) as day), polder.day_of(o.updated_at))
    + polder.grant_figure('archive_days')::int < polder.today()"""


@jobs.job("grants.deadlines", every="35 4 * * *")
async def deadlines(timestamp: int) -> None:
    """One mail a person of all that is near; of each day once, and again where the day was moved."""
    async with jobs.work_as_system("grants.deadlines") as tx:
        people: dict[Any, list[Any]] = {}
        for row in await tx.rows(DUE):
            people.setdefault(row.account, []).append(row)
        for rows in people.values():
            to = rows[0]
            due = [
                {"title": one.title, "funder": one.funder, "day": one.due_on, "time": one.time, "label": one.label,
                 "path": f"/admin/#/opportunities/{one.opportunity}/show"}
                for one in rows
            ]  # fmt: skip
            await queue(tx, "deadlines_near", to.language, to=to.email, name=to.name, due=due)
        await tx.run(
            """insert into opportunity_reminder (account_id, opportunity_id, for_day)
               select * from unnest(cast(:accounts as uuid[]), cast(:opportunities as uuid[]), cast(:days as date[]))
               on conflict do nothing""",
            accounts=[one.account for rows in people.values() for one in rows],
            opportunities=[one.opportunity for rows in people.values() for one in rows],
            days=[one.due_on for rows in people.values() for one in rows],
        )


@jobs.job("grants.archive", every="45 4 * * *")
async def archive(timestamp: int) -> None:
    """What has been over for the days that the house has confirmed; until it has, nothing."""
    async with jobs.work_as_system("grants.archive") as tx:
        await perform_all(tx, OPPORTUNITY, [row.id for row in await tx.rows(OVER)], "archive")
