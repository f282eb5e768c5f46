"""What happens later to in-kind contributions, on schedule."""

from polder.funding.in_kind import actions
from polder.kernel import jobs


@jobs.job("in_kind.expire", every="23 2 * * *")
async def expire(timestamp: int) -> None:
    """Let contributions expire that were not accepted in time."""
    async with jobs.work_as_system("in_kind.expire") as tx:
        await actions.expire(tx)
