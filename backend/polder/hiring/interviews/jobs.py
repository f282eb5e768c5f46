"""What is told of interviews, and reminded of, on schedule."""

from polder.hiring.interviews import letters
from polder.kernel import jobs


@jobs.job("interviews.tell", every="* * * * *")
async def tell(timestamp: int) -> None:
    """Word of every change to whom it concerns, each in a transaction of its own: once, and not before it committed.

    One that cannot be told holds up none of the others; it is tried again.
    """
    async with jobs.work_as_system("interviews.tell") as tx:
        waiting = await tx.rows(
            "select id from interview_change where told_at is null order by created_at, id limit 1000"
        )
    failed: Exception | None = None
    for row in waiting:
        try:
            async with jobs.work_as_system("interviews.tell") as tx:
                await letters.tell(tx, row.id, jobs.house().settings)
        except Exception as error:
            failed = failed or error
    if failed is not None:
        raise failed


@jobs.job("interviews.remind", every="7 * * * *")
async def remind(timestamp: int) -> None:
    """To the candidate and the panel, as many hours before as the house has set, once for each time; not where it was chosen within
    those hours.
    """
    async with jobs.work_as_system("interviews.remind") as tx:
        soon = await tx.rows(
            """select i.id from interview i join interview_slot s on s.id = i.slot_id
                 cross join (select make_interval(hours => polder.hiring_figure('interview_reminder_hours')::int) as ahead) as h
               where i.state = 'booked' and i.reminded_at is null and s.starts_at > polder.clock()
                 and s.starts_at <= polder.clock() + h.ahead
                 and not exists (select from interview_change c where c.interview_id = i.id and c.kind in ('booked', 'moved')
                   and c.created_at > s.starts_at - h.ahead)"""
        )
    for row in soon:
        async with jobs.work_as_system("interviews.remind") as tx:
            if await tx.run(
                "update interview set reminded_at = polder.clock() where id = :id and state = 'booked' and reminded_at is null",
                id=row.id,
            ):
                await letters.remind(tx, row.id, jobs.house().settings)
