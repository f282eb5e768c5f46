"""Reminders of milestones and of stays that nobody has confirmed yet."""

from typing import Any

from polder.hiring.stays.views import MILESTONE_DAYS, RUNS, STAY_DAYS
from polder.hiring.stays.words import OWNERS as _OWNERS  # noqa: F401 - fills the words of the mail
from polder.kernel import jobs
from polder.kernel.mail.actions import queue

DUE = f"""
select d.id, d.day, d.what_nl, d.what_en, polder.appointed_name(d.appointment_id) as name, d.reference, u.id as owner_id, u.name as owner,
  u.email, u.language
from (
  select m.id, m.due_on as day, m.title as what_nl, m.title as what_en, m.whose as owner, m.appointment_id, a.reference
  from milestone m join appointment a on a.id = m.appointment_id
  where m.done_on is null and {RUNS} and m.due_on <= polder.today() + {MILESTONE_DAYS}
  union all
  select s.id, s.valid_from, 'verblijf bevestigen bij ' || o.name, 'confirm the stay at ' || o.name, 'hr', s.appointment_id, a.reference
  from stay s join appointment a on a.id = s.appointment_id join organisation o on o.id = s.organisation_id
  where s.state = 'planned' and {RUNS} and s.valid_from <= polder.today() + {STAY_DAYS}) as d
join account u on u.id = any(polder.milestone_owners(d.appointment_id, d.owner)) and u.email is not null
where not exists (select from appointment_reminder r where r.record_id = d.id and r.for_day = d.day)
order by u.id, d.day, d.id
"""


@jobs.job("hiring.milestones", every="25 4 * * *")
async def milestones(timestamp: int) -> None:
    """One mail an owner of all that is due; of each day once, and again where the day was moved."""
    async with jobs.work_as_system("hiring.milestones") as tx:
        owners: dict[Any, list[Any]] = {}
        for row in await tx.rows(DUE):
            owners.setdefault(row.owner_id, []).append(row)
        reminded = {(row.id, row.day) for rows in owners.values() for row in rows}
        for rows in owners.values():
            to = rows[0]
            due = [
                {"what": row.what_nl if to.language == "nl" else row.what_en, "name": row.name, "reference": row.reference, "day": row.day}
                for row in rows
            ]  # fmt: skip
            await queue(tx, "milestones_due", to.language, to=to.email, name=to.owner, due=due)
        for id, day in sorted(reminded, key=str):
            await tx.run("insert into appointment_reminder (record_id, for_day) values (:id, :day)", id=id, day=day)
