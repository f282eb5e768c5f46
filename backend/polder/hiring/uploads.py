"""A document that comes with the applicant's form, in three steps: announced, received, or given up."""

import asyncio
from collections.abc import Awaitable, Callable
from hashlib import sha256
from uuid import UUID

from polder.hiring.words import no_draft
from polder.kernel.actor import Entry
from polder.kernel.database import Database
from polder.kernel.documents import actions as documents
from polder.kernel.documents.sniff import SIZE_LIMIT
from polder.kernel.documents.storage import Storage
from polder.kernel.documents.tables import Document
from polder.kernel.tx import Tx, transaction
from polder.kernel.web import refusal
from polder.kernel.words import Words

READ_MOST = SIZE_LIMIT + 1
CHOOSE = (
    Words(nl="Er is geen bestand gekozen.", en="No file was chosen."),
    Words(nl="Kies een PDF en upload opnieuw.", en="Choose a PDF and upload again."),
)


async def announced(
    database: Database, storage: Storage, entry: Entry, own_id: Callable[[Tx], Awaitable[UUID]]
) -> UUID | None:
    """A row for what is about to come, so that an upload begun before the deadline is known as such (rule 1).

    None when nothing may be added: the link has ended, or the application is no draft any more. Problem: its deadline has
    passed, or there are too many documents.
    """
    try:
        async with transaction(database, entry) as tx:
            document, _ = await documents.begin(
                tx, storage, record_kind="application", record_id=await own_id(tx), kind="other",
                file_name="document.pdf", size=0,
            )  # fmt: skip
            return document.id
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
    """
    async with transaction(database, entry) as tx:
        stage = await tx.scalar(
            "select stage from application where id = (polder.scope('application.own'))[1] for update"
        )
        if stage is not None and stage != "draft":
            raise no_draft(stage)
        document = await tx.get(Document, id, lock=True)
        await tx.rows("select pg_advisory_xact_lock(hashtext(:id))", id=str(document.record_id))
        if await tx.scalar(
            """select exists (select from document where record_id = :record and id <> :id and kind = :kind
               and sha256 = :sha256 and state = 'accepted')""",
            record=document.record_id, id=id, kind=kind, sha256=sha256(content).hexdigest(),
        ):  # fmt: skip
            return False
        document.kind, document.file_name = kind, documents.safe_name(file_name or "document.pdf")
        await documents.judge(tx, storage, document, content)
        await asyncio.to_thread(storage.put, document.storage_key, content)
        return True


async def given_up(database: Database, storage: Storage, entry: Entry, id: UUID) -> None:
    """Remove the row of an upload that was refused or broken off; an accepted one stays."""
    async with transaction(database, entry) as tx:
        for gone in await tx.rows(
            "delete from document where id = :id and state = 'awaiting' returning storage_key", id=id
        ):
            await tx.defer("documents.discard", key=gone.storage_key)
