"""What happens later in reviewing: conflicts are proposed when somebody applies, joins, or their facts change; who owes reviews is
reminded once."""

from typing import Any
from uuid import UUID

from polder.hiring.reviewing import proposing
from polder.hiring.reviewing import words as _words  # noqa: F401 - names the mail
from polder.kernel import jobs
from polder.kernel.mail.actions import queue


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


OWED = """
select t.vacancy_id, t.account_id, t.by_day, t.for_day, t.n, v.reference, v.title_nl, v.title_en, a.name, a.email,
  coalesce(a.language, 'en') as language
from polder.reviews_to_remind() as t join vacancy v on v.id = t.vacancy_id join account a on a.id = t.account_id and a.email is not null
where not exists (select from review_reminder r
  where r.vacancy_id = t.vacancy_id and r.account_id = t.account_id and r.for_day = t.for_day)
order by t.account_id, t.by_day nulls last, v.reference
"""


@jobs.job("reviewing.remind", every="35 4 * * *")
async def remind(timestamp: int) -> None:
    """One mail a reviewer of all that they owe, where the house has set when; of each day once, and again where it was moved."""
    async with jobs.work_as_system("reviewing.remind") as tx:
        reviewers: dict[UUID, list[Any]] = {}
        for row in await tx.rows(OWED):
            reviewers.setdefault(row.account_id, []).append(row)
        for rows in reviewers.values():
            to = rows[0]
            due = [
                {"title": row.title_nl if to.language == "nl" else row.title_en, "reference": row.reference, "n": row.n,
                 "by": row.by_day, "path": f"/admin/#/vacancies/{row.vacancy_id}/show"}
                for row in rows
            ]  # fmt: skip
            await queue(tx, "reviews_due", to.language, to=to.email, name=to.name, due=due)
            for row in rows:
                await tx.run(
                    "insert into review_reminder (vacancy_id, account_id, for_day) values (:vacancy, :account, :day)",
                    vacancy=row.vacancy_id, account=row.account_id, day=row.for_day,
                )  # fmt: skip
