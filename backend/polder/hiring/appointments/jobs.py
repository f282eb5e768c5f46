"""What the calendar brings: appointments start and end, and people are reminded."""

from typing import Any
from uuid import UUID

from polder.hiring.appointments import actions
from polder.hiring.appointments.words import CHECK_KINDS
from polder.hiring.positions import actions as positions
from polder.kernel import jobs
from polder.kernel.lifecycle import perform
from polder.kernel.mail.actions import queue
from polder.kernel.tx import Tx
from polder.partners.lifecycle import APPOINTMENT

DAYS_BEFORE_DUE, DAYS_BEFORE_END = 7, 90  # when home shows them too


@jobs.job("hiring.appointments", every="10 4 * * *")
async def appointments(timestamp: int) -> None:
    """Start what begins today, end what is over, then remind. Each once; what waits for a check starts on a later day."""
    async with jobs.work_as_system("hiring.appointments") as tx:
        for id in await actions.due_starts(tx):
            await perform(tx, APPOINTMENT, id, "start", reason=None, version=None)
        for id in await actions.due_ends(tx):
            await perform(tx, APPOINTMENT, id, "end", reason=None, version=None)
        await _remind_of_checks(tx)
        await _remind_of_ends(tx)


@jobs.job("hiring.fill_position", tries=5)
async def fill_position(offer_id: str) -> None:
    """The position of an accepted offer is filled with its months, size and salary. One that is filled already stays so; one that
    cannot be is told at home.
    """
    async with jobs.work_as_system("hiring.fill_position") as tx:
        found = await tx.rows(
            """select p.id, o.starts_on, o.ends_on, o.fte_percent, o.salary_cents from offer o
                 join position p on p.id = o.position_id where o.id = :id and o.state = 'accepted' and p.state = 'vacant'""",
            id=UUID(offer_id),
        )
        for row in found:
            await positions.fill(tx, row.id, row.starts_on, row.ends_on, row.fte_percent, row.salary_cents)


CHECKS_DUE = f"""
select c.id, c.kind, c.due_on, polder.appointed_name(c.appointment_id) as name, a.reference, o.id as owner_id, o.name as owner,
  o.email, o.language
from appointment_check c join appointment a on a.id = c.appointment_id join account o on o.id = c.owner_id
where c.state = 'open' and a.state in ('planned', 'active') and c.due_on <= polder.today() + {DAYS_BEFORE_DUE}
  and o.email is not null and o.ended_at is null
  and not exists (select from appointment_reminder r where r.record_id = c.id and r.for_day = c.due_on)
order by o.id, c.due_on, c.id
"""


async def _remind_of_checks(tx: Tx) -> None:
    """One mail an owner, of all that is due within the week and was not mailed before."""
    owners: dict[Any, list[Any]] = {}
    for row in await tx.rows(CHECKS_DUE):
        owners.setdefault(row.owner_id, []).append(row)
    for rows in owners.values():
        first = rows[0]
        due = [
            {
                "kind": CHECK_KINDS[row.kind].in_(first.language),
                "name": row.name,
                "reference": row.reference,
                "day": row.due_on,
            }
            for row in rows
        ]
        await queue(tx, "checks_due", first.language, to=first.email, name=first.owner, due=due)
        for row in rows:
            await _reminded(tx, row.id, row.due_on)


ENDS = f"""
select a.id, a.reference, a.ends_on, polder.appointed_name(a.id) as name from appointment a
where a.state = 'active' and a.ends_on <= polder.today() + {DAYS_BEFORE_END}
  and not exists (select from appointment_reminder r where r.record_id = a.id and r.for_day = a.ends_on) order by a.ends_on, a.id
"""
OFFICERS = """
select c.email, c.name, c.language from account c where c.ended_at is null and c.email is not null and exists (
  select from role_grant g where g.account_id = c.id and g.role = 'hr_officer' and g.scope_id is null and g.confirmed_at is not null
    and g.valid_from <= now() and (g.valid_until is null or g.valid_until > now())) order by c.id
"""


async def _remind_of_ends(tx: Tx) -> None:
    """HR hears once of each end, and again where it was moved."""
    ending = await tx.rows(ENDS)
    if not ending:
        return
    ends = [{"name": row.name, "reference": row.reference, "day": row.ends_on} for row in ending]
    for officer in await tx.rows(OFFICERS):
        await queue(tx, "appointments_end", officer.language, to=officer.email, name=officer.name, ends=ends)
    for row in ending:
        await _reminded(tx, row.id, row.ends_on)


async def _reminded(tx: Tx, id: Any, day: Any) -> None:
    await tx.run("insert into appointment_reminder (record_id, for_day) values (:id, :day)", id=id, day=day)
