"""The nightly comparison of the ledger with itself."""

import structlog

from polder.funding.ledger import actions
from polder.kernel import jobs

log = structlog.get_logger("polder.ledger")


@jobs.job("ledger.compare", every="23 2 * * *")
async def compare(timestamp: int) -> None:
    """Look whether balances and promises still hold. What is wrong is logged, kept, and waits on the controllers' home."""
    async with jobs.work_as_system("ledger.compare") as tx:
        found = await actions.check(tx)
        places = [fault["where"] for fault in found.faults]
    if found.wrong:
        log.error("the ledger does not add up", wrong=found.wrong, places=places[:20])
