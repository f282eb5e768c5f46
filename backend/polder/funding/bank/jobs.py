"""What happens on schedule at the bank."""

from polder.funding.bank.lifecycle import ENTRY
from polder.kernel import jobs
from polder.kernel.lifecycle import perform


@jobs.job("bank.lock", every="17 2 * * *")
async def lock(timestamp: int) -> None:
    """What was settled on days that are closed stays settled."""
    async with jobs.work_as_system("bank.lock") as tx:
        for row in await tx.rows(
            "select e.id from bank_entry e where e.state = 'matched' and e.booked_on <= polder.closed_until() order by e.id"
        ):
            await perform(tx, ENTRY, row.id, "lock", reason=None, version=None)
