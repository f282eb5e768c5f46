"""What is kept and what goes, in motion: consent that was given, an objection that waits, a request for tonight, a draft
that is gone with its proof, and the list of what is due.
"""

from typing import TYPE_CHECKING
from uuid import UUID

from polder.hiring import actions as hiring
from polder.hiring.privacy import actions, jobs
from polder.identity.actions import personal_link
from polder.kernel.actor import Entry
from polder.kernel.http import new_secret
from polder.kernel.tx import Tx, transaction

if TYPE_CHECKING:
    from polder.demo.fill import Cast

PUBLIC = Entry.as_role("public", "demonstration")
SYSTEM = Entry.as_role("system", "demonstration")
OBJECTION = (
    "In de afwijzing staat dat ik te weinig ervaring heb. Die ervaring staat op bladzijde twee van mijn cv. Ik denk dat die"
    " bladzijde niet is gelezen."
)


async def play(cast: "Cast") -> None:
    await _draft_that_goes(cast)
    async with transaction(cast.database, SYSTEM) as tx:
        refused = await tx.rows(
            "select id from application where stage in ('rejected', 'ineligible') and source = 'form'"
            " order by stage desc, submitted_at desc, id"
        )
    for row in refused:
        await jobs.ask_consent(str(row.id))
    for row, act in zip(refused, (actions.give_consent, _object, actions.ask_erasure), strict=False):
        async with transaction(cast.database, await _link(cast, row.id)) as tx:
            await act(tx, row.id)
    async with transaction(cast.database, SYSTEM) as tx:
        if await tx.scalar("select exists (select from polder.due_now('due'))"):
            await actions.propose(tx)


async def _object(tx: Tx, id: UUID) -> None:
    await actions.object_to(tx, id, OBJECTION)


async def _link(cast: "Cast", application: UUID) -> Entry:
    secret = new_secret()
    async with transaction(cast.database, SYSTEM) as tx:
        await tx.together(personal_link("applicant", application, 1, secret))
    return Entry.by_secret(secret, "demonstration")


async def _draft_that_goes(cast: "Cast") -> None:
    """Somebody began to apply, thought better of it, and had it erased."""
    async with transaction(cast.database, SYSTEM) as tx:
        reference = await tx.scalar(
            "select reference from vacancy where state = 'published' and deadline > now() order by deadline desc, id limit 1"
        )
    secret = new_secret()
    async with transaction(cast.database, PUBLIC, hiring.vacancy_to_apply_for(reference)) as tx:
        await hiring.start_application(tx, "Sofie Verhulst", "sofie.verhulst@mail.example", "nl", secret)
    async with transaction(cast.database, Entry.by_secret(secret, "demonstration")) as tx:
        await actions.ask_erasure(tx, await tx.scalar("select (polder.scope('application.own'))[1]"))
