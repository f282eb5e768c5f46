"""A document that comes with the applicant's form, in three steps: announced, received, or given up."""

import asyncio
from uuid import UUID, uuid4

from polder.hiring.words import no_draft
from polder.kernel import problems
from polder.kernel.actor import Entry
from polder.kernel.database import Database
from polder.kernel.documents import actions as documents
from polder.kernel.documents.sniff import SIZE_LIMIT
from polder.kernel.documents.storage import LINK_SECONDS, Storage
from polder.kernel.tx import Statement, transaction
from polder.kernel.web import refusal
from polder.kernel.words import Words

READ_MOST = SIZE_LIMIT + 1
CHOOSE = (
    Words(nl="Er is geen bestand gekozen.", en="No file was chosen."),
    Words(nl="Kies een PDF en upload opnieuw.", en="Choose a PDF and upload again."),
)
OWN_STAGE = Statement(
    "select row(id, stage) from application where id = (polder.scope('application.own'))[1] for update", {}
)


async def announced(database: Database, entry: Entry) -> UUID | None:
    """A row for what is about to come, so that an upload begun before the deadline is known as such (rule 1).

    None when nothing may be added: the link has ended, or the application is no draft any more. Problem: its deadline has
    passed, or there are too many documents.
    """
    announce = Statement(
        "select polder.announce_document(:key, :most, :link)",
        {"key": str(uuid4()), "most": documents.PER_RECORD_MOST, "link": LINK_SECONDS},
    )
    try:
        async with transaction(database, entry, announce) as tx:
            made: UUID | None = tx.answer
            return made
    except Exception as error:
        problem = refusal(error)
        if problem is None:
            raise
        if problem.status == 409:
            raise problem from None
        return None


async def received(
    database: Database, storage: Storage, entry: Entry, id: UUID, kind: str, file_name: str | None, content: bytes
) -> bool:
    """Look at the content and keep it, or refuse it with a sentence. False: this file is here already, kept once. Problem:
    the application was submitted while this was on its way.

    Nothing is held of the database while others' files are looked into, and it is told when the content is on disk.
    """
    verdict = await documents.looked_into(content)
    key = await documents.stored(storage, content)
    try:
        async with transaction(database, entry, OWN_STAGE) as tx:
            if tx.answer is None:
                raise problems.not_found()
            _, stage = tx.answer
            if stage != "draft":
                raise no_draft(stage)
            kept = await tx.scalar(
                "select polder.receive_document(:id, :kind, :name, :key, :size, :sha256, :pages, :most, :link)",
                id=id, kind=kind, name=documents.safe_name(file_name or "document.pdf"), key=key, size=verdict.size,
                sha256=verdict.sha256, pages=verdict.pages, most=documents.PER_RECORD_MOST, link=LINK_SECONDS,
            )  # fmt: skip
            if kept is None:
                raise problems.not_found()
            if kept:
                return True
    except Exception as error:
        if refusal(error) is not None:  # otherwise nobody knows whether it was committed; the sweep will
            await asyncio.to_thread(storage.delete, key)
        raise
    await asyncio.to_thread(storage.delete, key)
    return False


async def given_up(database: Database, entry: Entry, id: UUID) -> None:
    """Remove the row of an upload that was refused or broken off; an accepted one stays. It has no content yet."""
    async with transaction(database, entry) as tx:
        await tx.run("delete from document where id = :id and state = 'awaiting'", id=id)
