"""What is written to referees, and when: links are made here alone, as the system, and go into the mail and nowhere else."""

from typing import Any
from uuid import UUID

from polder.hiring.letters import vacancy_words
from polder.hiring.references import actions
from polder.hiring.references.lifecycle import REFERENCE
from polder.hiring.references.tables import Reference
from polder.hiring.tables import Application
from polder.identity.actions import personal_link
from polder.kernel import jobs
from polder.kernel.http import new_secret
from polder.kernel.lifecycle import perform
from polder.kernel.mail.actions import new_mail, queue
from polder.kernel.tx import Statement, Tx

LINK_DAYS = 400  # longer than any extension: the state of the request decides what its link opens
SENT = "select exists (select from mail where record_id = :id and template = :template and created_at >= :since)"


@jobs.job("references.ask", tries=jobs.TRIES)
async def ask(application_id: str) -> None:
    """Ask everybody whom the applicant named."""
    async with jobs.work_as_system("references.ask") as tx:
        found = await tx.rows(
            """select r.id from reference r where r.application_id = :id and r.state = 'named'
               and polder.takes_references(r.application_id) and polder.reachable(r.name, r.email) order by r.position, r.id""",
            id=UUID(application_id),
        )  # fmt: skip
        for row in found:
            await perform(tx, REFERENCE, row.id, "ask", reason=None, version=None)
            await write_to(tx, row.id, "reference_request")


@jobs.job("references.write", tries=jobs.TRIES)
async def write(reference_id: str, template: str) -> None:
    """Write to a referee about their request."""
    async with jobs.work_as_system("references.write") as tx:
        await write_to(tx, UUID(reference_id), template)


async def write_to(tx: Tx, id: UUID, template: str) -> None:
    """Once for what led to it: a job may run twice. What is over meanwhile is not asked for any more."""
    reference = await tx.get(Reference, id, lock=True)
    await tx.session.refresh(reference)
    wanted = reference.state in ("asked", "reminded")
    if template == "reference_not_needed" and (reference.asked_at is None or reference.state != "withdrawn"):
        return
    if template != "reference_not_needed" and not wanted:
        return
    since = reference.updated_at if template == "reference_not_needed" else reference.mailed_at
    if await tx.scalar(SENT, id=id, template=template, since=since):
        return
    application = await tx.get(Application, reference.application_id)
    values: dict[str, Any] = {
        "applicant": application.name, **await vacancy_words(tx, reference.vacancy_id, reference.language),
    }  # fmt: skip
    link: tuple[Statement, ...] = ()
    if wanted:
        secret = new_secret()
        values |= {"path": f"/reference?key={secret}", "until": reference.due_at}
        link = (personal_link("referee", id, LINK_DAYS, secret),)
    await tx.together(
        *link,
        new_mail(
            template, reference.language, to=reference.email, name=reference.name, record=("reference", id), **values
        ),
    )


@jobs.job("references.thank", tries=jobs.TRIES)
async def thank(reference_id: str) -> None:
    """Thank the referee; tell the applicant once nobody is waited for any more."""
    async with jobs.work_as_system("references.thank") as tx:
        id = UUID(reference_id)
        reference = await tx.get(Reference, id, lock=True)
        application = await tx.get(Application, reference.application_id)
        if not await tx.scalar(SENT, id=id, template="reference_thanks", since=reference.asked_at):
            await queue(
                tx, "reference_thanks", reference.language, to=reference.email, name=reference.name,
                record=("reference", id), applicant=application.name,
                **await vacancy_words(tx, reference.vacancy_id, reference.language),
            )  # fmt: skip
        await _complete(tx, application)


@jobs.job("references.complete", tries=jobs.TRIES)
async def complete(application_id: str) -> None:
    async with jobs.work_as_system("references.complete") as tx:
        await _complete(tx, await tx.get(Application, UUID(application_id)))


async def _complete(tx: Tx, application: Application) -> None:
    """The applicant hears, once, that every letter is in; never what it says."""
    ((awaited, last),) = await tx.rows(
        """select count(*) filter (where state in ('named', 'asked', 'reminded', 'expired')),
             max(answered_at) filter (where state = 'received') from reference where application_id = :id""",
        id=application.id,
    )
    if awaited or last is None or not application.email:
        return
    if not await tx.scalar(SENT, id=application.id, template="references_complete", since=last):
        await queue(
            tx, "references_complete", application.language, to=application.email, name=application.name,
            record=("application", application.id), reference=application.reference,
            **await vacancy_words(tx, application.vacancy_id, application.language),
        )  # fmt: skip


@jobs.job("references.release", tries=jobs.TRIES)
async def release(application_id: str) -> None:
    """The application is over: nobody writes a letter for nothing."""
    async with jobs.work_as_system("references.release") as tx:
        found = await tx.rows(
            """select id from reference where application_id = :id and state in ('named', 'asked', 'reminded', 'expired')
               and not polder.takes_references(application_id)""",
            id=UUID(application_id),
        )
        for row in found:
            await perform(tx, REFERENCE, row.id, "withdraw", reason="application closed", version=None)
            await write_to(tx, row.id, "reference_not_needed")


@jobs.job("references.expire", every="*/10 * * * *")
async def expire(timestamp: int) -> None:
    """What was not answered in time is over, until somebody extends it."""
    async with jobs.work_as_system("references.expire") as tx:
        for row in await tx.rows(
            "select id from reference where state in ('asked', 'reminded') and due_at < polder.clock()"
        ):
            await perform(tx, REFERENCE, row.id, "expire", reason=None, version=None)


# A reminder is due on a day so many before the last one, and on the last one: unless we wrote on that day or since.
DUE = """
select r.id from reference r join vacancy v on v.id = r.vacancy_id,
  lateral (select (polder.clock() at time zone v.time_zone)::date as today, (r.due_at at time zone v.time_zone)::date as last,
    (r.mailed_at at time zone v.time_zone)::date as mailed) as d
where r.state in ('asked', 'reminded') and r.due_at >= polder.clock() and v.referee_reminder_days > 0
  and ((d.today >= d.last - v.referee_reminder_days and d.mailed < d.last - v.referee_reminder_days)
    or (d.today = d.last and d.mailed < d.last))
  and polder.takes_references(r.application_id)
"""


@jobs.job("references.remind", every="5 7-18 * * *")
async def remind(timestamp: int) -> None:
    """Remind each referee some days before the end and on the last day, once each."""
    async with jobs.work_as_system("references.remind") as tx:
        for row in await tx.rows(DUE):
            await actions.remind(tx, row.id)
