"""What ORCID told of people who did not go on is forgotten."""

from polder.kernel import jobs


@jobs.job("orcid.forget", every="17 * * * *")
async def forget(timestamp: int) -> None:
    async with jobs.work_as_system("orcid.forget") as tx:
        await tx.run("delete from orcid_proof where expires_at < now()")
