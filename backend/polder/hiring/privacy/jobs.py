"""What happens at night: lists of what is due, what goes by itself, and asking for consent again."""

import asyncio
import contextlib
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from polder.hiring.letters import vacancy_words
from polder.hiring.privacy import actions
from polder.hiring.privacy.lifecycle import ERASURE_RUN
from polder.hiring.tables import Application
from polder.identity.actions import personal_link
from polder.kernel import jobs
from polder.kernel.http import new_secret
from polder.kernel.lifecycle import perform
from polder.kernel.mail import smtp
from polder.kernel.mail.actions import new_mail
from polder.kernel.mail.tables import Mail
from polder.kernel.mail.templates import render
from polder.kernel.tx import Tx

LINK_DAYS = 60


@jobs.job("privacy.erase", tries=jobs.TRIES)
async def erase(run_id: str) -> None:
    """Carry out one run, and then remove what its files held: content goes after the rows that named it are gone for good."""
    await _say_goodbye(UUID(run_id))
    async with jobs.work_as_system("privacy.erase") as tx:
        await actions.erase(tx, UUID(run_id))
    await _remove_contents()


async def _say_goodbye(run_id: UUID) -> None:
    """Tell whoever asked for it, while their address is known. It is not kept, so it is tried once: nothing waits for it."""
    settings = jobs.house().settings
    async with jobs.work_as_system("privacy.goodbye") as tx:
        told = await tx.rows("select * from polder.tell_of_erasure(:id)", id=run_id)
    for row in told if settings.smtp_url else ():
        said = render(
            "erasure_now", row.language, {"name": row.name, "reference": row.reference, "run": row.run_reference}
        )
        letter = Mail(id=uuid4(), created_at=datetime.now(UTC), to_address=row.email, to_name=row.name, language=row.language,
                      template="erasure_now", subject=said.subject, text=said.text, html=said.html)  # fmt: skip
        with contextlib.suppress(smtp.TryLater, smtp.Refused):
            await asyncio.to_thread(smtp.send, settings.smtp_url.get_secret_value(), settings.mail_from, letter)


async def _remove_contents() -> None:
    """Remove the files of all that is erased; an item is noted as done when storage no longer has them."""
    storage = jobs.house().storage
    async with jobs.work_as_system("privacy.contents") as tx:
        rows = await tx.rows("select id, contents from erasure_item where erased_at is not null and contents <> '{}'")
    for row in rows:
        for key in row.contents:
            await asyncio.to_thread(storage.delete, key)
        left = [key for key in row.contents if await asyncio.to_thread(storage.fetch, key, 1) is not None]
        async with jobs.work_as_system("privacy.contents") as tx:
            await tx.scalar("select polder.contents_gone(:id, :left)::text", id=row.id, left=left)


@jobs.job("privacy.nightly", every="40 2 * * *")
async def nightly(timestamp: int) -> None:
    """What applicants asked for goes; a list is made of what else is due; a list of before goes by itself where the house
    rule says so, and is renewed where it has changed."""
    async with jobs.work_as_system("privacy.nightly") as tx:
        for row in await tx.rows("select id from erasure_run where state = 'ordered'"):  # whose job gave up
            await actions.ordered(tx, row.id)
        if await tx.scalar("select exists (select from polder.due_now('asked'))") and not await _open(tx, "asked"):
            id = await actions.propose(tx, "asked")
            await perform(tx, ERASURE_RUN, id, "carry_out_alone", reason=None, version=None)
            await actions.ordered(tx, id)
        waiting = await _open(tx, "due")
        if waiting is None:
            if await tx.scalar("select exists (select from polder.due_now('due'))"):
                await actions.propose(tx)
        elif await tx.scalar("select polder.goes_alone(:id)", id=waiting):
            if await tx.scalar(
                "select polder.erasure_digest(id) <> list_sha256 from erasure_run where id = :id", id=waiting
            ):
                await perform(tx, ERASURE_RUN, waiting, "renew", reason=None, version=None)
                await actions.renewed(tx, waiting)
            else:
                await perform(tx, ERASURE_RUN, waiting, "carry_out_alone", reason=None, version=None)
                await actions.ordered(tx, waiting)
        for row in await tx.rows(ENDING):
            await _ask(tx, row.id, again=True)


async def _open(tx: Tx, kind: str) -> UUID | None:
    found: UUID | None = await tx.scalar(
        "select id from erasure_run where kind = :kind and state in ('proposed', 'looked', 'ordered')", kind=kind
    )
    return found


# Whose consent ends within so many days, and who was not asked again since they gave it.
ENDING = """
select a.id from application a join lateral (select max(k.until) as until, max(k.given_at) as given_at from consent k
  where k.application_id = a.id and k.given_at is not null and k.withdrawn_at is null) as c on c.until >= polder.today()
where c.until - polder.hiring_figure('consent_ask_days')::int <= polder.today() and a.email is not null
  and polder.hiring_figure('consent_days') is not null
  and not exists (select from consent n where n.application_id = a.id and n.asked_at > c.given_at)
  and not exists (select from erasure_request r where r.application_id = a.id and r.withdrawn_at is null)
order by a.id limit 200
"""


@jobs.job("privacy.ask_consent", tries=jobs.TRIES)
async def ask_consent(application_id: str) -> None:
    """Ask whether we may keep it, once for a decision: by mail, answered on the applicant's own page."""
    async with jobs.work_as_system("privacy.ask_consent") as tx:
        id = UUID(application_id)
        if await tx.scalar("select polder.asks_to_keep(:id)", id=id):
            await _ask(tx, id, again=False)


async def _ask(tx: Tx, id: UUID, *, again: bool) -> None:
    application = await tx.get(Application, id)
    if not application.email:
        return
    ((due, days),) = await tx.rows("select polder.kept_until(:id), polder.hiring_figure('consent_days')", id=id)
    await tx.run(
        "insert into consent (application_id, vacancy_id, told_on) values (:id, :vacancy, :due)",
        id=id, vacancy=application.vacancy_id, due=due,
    )  # fmt: skip
    await _write(tx, "application_keep_again" if again else "application_keep", application, due=due, days=days)


async def _write(tx: Tx, template: str, application: Application, **values: Any) -> None:
    """A mail with a link to the applicant's own page; they have an address."""
    secret = new_secret()
    words = await vacancy_words(tx, application.vacancy_id, application.language)
    await tx.together(
        personal_link("applicant", application.id, LINK_DAYS, secret),
        new_mail(template, application.language, to=application.email or "", name=application.name,
                 record=("application", application.id), reference=application.reference, path=f"/apply?key={secret}", **values,
                 **words),
    )  # fmt: skip


TOLD = (
    "exists (select from mail m where m.template = '{}' and m.record_id = {}.application_id and m.created_at >= {}.{})"
)


@jobs.job("privacy.tell_request", tries=jobs.TRIES)
async def tell_request(request_id: str) -> None:
    """The receipt of a request to be erased: what goes when, and how to have it stopped. A draft has gone by now."""
    async with jobs.work_as_system("privacy.tell_request") as tx:
        told = TOLD.format("erasure_asked", "r", "r", "created_at")
        for row in await tx.rows(
            f"""select r.application_id, r.due_on from erasure_request r join application a on a.id = r.application_id
                where r.id = :id and r.withdrawn_at is null and a.email is not null and not {told}""",
            id=UUID(request_id),
        ):
            await _write(tx, "erasure_asked", await tx.get(Application, row.application_id), due=row.due_on)


@jobs.job("privacy.tell_outcome", tries=jobs.TRIES)
async def tell_outcome(objection_id: str) -> None:
    """How an objection ended, and why."""
    async with jobs.work_as_system("privacy.tell_outcome") as tx:
        told = TOLD.format("objection_settled", "o", "o", "updated_at")
        for row in await tx.rows(
            f"""select o.application_id, o.state, polder.objection_about(o.id) -> 'settled' ->> 'reason' as outcome
                from objection o join application a on a.id = o.application_id
                where o.id = :id and o.state in ('upheld', 'dismissed') and a.email is not null and not {told}""",
            id=UUID(objection_id),
        ):
            application = await tx.get(Application, row.application_id)
            await _write(tx, "objection_settled", application, upheld=row.state == "upheld", outcome=row.outcome)
