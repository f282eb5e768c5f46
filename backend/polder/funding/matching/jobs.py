"""What happens later in matching: quarters are frozen when they are closed, and alerts kept."""

from polder.funding.matching import actions
from polder.kernel import jobs


@jobs.job("matching.freeze", every="*/5 * * * *", alone=False)
async def freeze(timestamp: int = 0) -> None:
    """Closing a period queues this; every five minutes it finds what was left, and keeps the alerts."""
    async with jobs.work_as_system("matching.freeze") as tx:
        await actions.freeze(tx)
        await actions.watch(tx)
