"""What happens on schedule: figures are written once a quarter, on its first night or the first that somebody was there."""

from polder.hiring.diversity import actions
from polder.kernel import jobs


@jobs.job("diversity.freeze", every="20 3 * * *")
async def freeze(timestamp: int = 0) -> None:
    async with jobs.work_as_system("diversity.freeze") as tx:
        await actions.freeze(tx)
