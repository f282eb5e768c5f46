"""Reading in a large file while nobody waits for it."""

from uuid import UUID

from polder.funding.imports import actions
from polder.kernel import jobs


@jobs.job("funding.import", tries=20)
async def read_in(import_id: str) -> None:
    """All of the file or nothing, in one transaction; how far it is, is told in others."""
    done = 0

    async def progress(rows: int) -> None:
        nonlocal done
        done += rows
        async with jobs.work_as_system("funding.import") as other:
            await other.run(
                "update funding_import set done = :done where id = :id and finished_at is null",
                done=done,
                id=UUID(import_id),
            )

    async with jobs.work_as_system("funding.import") as tx:
        await actions.read_in_later(tx, UUID(import_id), progress)
