"""What happens later in hiring, on schedule."""

from polder.hiring import offering
from polder.hiring.lifecycle import VACANCY
from polder.kernel import jobs
from polder.kernel.lifecycle import perform


@jobs.job("hiring.close", every="* * * * *")
async def close(timestamp: int) -> None:
    """Close vacancies whose deadline and grace are over; let offers expire whose time is over."""
    async with jobs.work_as_system("hiring.close") as tx:
        over = await tx.rows(
            """select id from vacancy where state = 'published'
               and deadline + make_interval(mins => grace_minutes) < polder.clock()"""
        )
        for row in over:
            await perform(tx, VACANCY, row.id, "close", reason=None, version=None)
        await offering.expire_offers(tx)
