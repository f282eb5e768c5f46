"""What happens later to in-kind contributions, on schedule."""

from polder.funding.in_kind import actions
from polder.kernel import jobs


@jobs.app.periodic(cron="23 2 * * *")
@jobs.app.task(name="in_kind.expire", queueing_lock="in_kind.expire")
async def expire(timestamp: int) -> None:
    """Let contributions expire that were not accepted in time."""
    async with jobs.work_as_system("in_kind.expire") as tx:
        await actions.expire(tx)
