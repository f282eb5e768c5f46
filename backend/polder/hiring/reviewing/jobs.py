"""What happens later in reviewing: conflicts are proposed when somebody applies, joins, or their facts change."""

from uuid import UUID

from polder.hiring.reviewing import proposing
from polder.kernel import jobs


@jobs.job("reviewing.propose_for_application", tries=jobs.TRIES)
async def propose_for_application(application_id: str) -> None:
    async with jobs.work_as_system("reviewing.propose") as tx:
        await proposing.propose_for_application(tx, UUID(application_id))


@jobs.job("reviewing.propose_for_person", tries=jobs.TRIES)
async def propose_for_person(person_id: str = "", account_id: str = "") -> None:
    """By person, or by an account of theirs."""
    async with jobs.work_as_system("reviewing.propose") as tx:
        person: UUID | None = UUID(person_id) if person_id else None
        if person is None:
            person = await tx.scalar("select person_id from account where id = :id", id=UUID(account_id))
        if person is not None:
            await proposing.propose_for_person(tx, person)


@jobs.job("reviewing.propose_for_all", every="41 3 * * *")
async def propose_for_all(timestamp: int) -> None:
    """Each night, as windows begin and names of organisations change: everybody who judges somewhere."""
    async with jobs.work_as_system("reviewing.propose") as tx:
        people = await tx.rows(
            """select distinct a.person_id from role_grant g join account a on a.id = g.account_id
               join vacancy v on v.id = g.scope_id and v.state in ('published', 'closed')
               where g.role in ('committee_chair', 'committee_member') and a.person_id is not null and a.ended_at is null
                 and g.confirmed_at is not null and (g.valid_until is null or g.valid_until > now())"""
        )
        for row in people:
            await tx.defer("reviewing.propose_for_person", person_id=row.person_id)
