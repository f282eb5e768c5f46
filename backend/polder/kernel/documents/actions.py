"""Give a link to upload, look at what came, keep it or refuse it; give a link to download."""

import asyncio
from uuid import UUID, uuid4

from polder.kernel import problems
from polder.kernel.documents.sniff import SIZE_LIMIT, inspect
from polder.kernel.documents.storage import LINK_SECONDS, Storage, UploadLink
from polder.kernel.documents.tables import Document
from polder.kernel.tx import Tx
from polder.kernel.words import Words

PER_RECORD_MOST = 40
TOO_MANY = Words(
    nl="Er zijn al te veel documenten; verwijder er eerst een.", en="There are too many documents; remove one first."
)


async def begin(
    tx: Tx, storage: Storage, *, record_kind: str, record_id: UUID, kind: str, file_name: str, size: int
) -> tuple[Document, UploadLink]:
    """A row for the document, and a link to send its content to. Whoever may not write the record gets 403 or 404."""
    if size > SIZE_LIMIT:
        raise problems.Problem(
            413,
            "too-large",
            Words(nl="Te groot", en="Too large"),
            Words(nl="Een bestand mag hoogstens 20 MB zijn.", en="A file may be at most 20 MB."),
        )
    if not await tx.scalar(
        f"select true from public.{record_kind} where id = :id", id=record_id
    ):  # a kind that we named
        raise problems.not_found()
    await _room(tx, record_id)
    key = str(uuid4())
    document = await tx.add(
        Document(
            record_kind=record_kind,
            record_id=record_id,
            kind=kind,
            file_name=safe_name(file_name),
            media_type="application/pdf",
            size=size,
            storage_key=key,
        )
    )
    return document, await asyncio.to_thread(storage.upload_link, key, SIZE_LIMIT, "application/pdf")


async def _room(tx: Tx, record_id: UUID, beside: UUID | None = None) -> None:
    """Is there room for one more? One asks at a time. What was begun and never came takes up room only as long as its link to upload lives."""
    await tx.rows("select pg_advisory_xact_lock(hashtext(:id))", id=str(record_id))
    held = await tx.scalar(
        """select count(*) from document where record_id = :id and id is distinct from :beside
           and (state = 'accepted' or created_at > now() - make_interval(secs => :link))""",
        id=record_id, beside=beside, link=LINK_SECONDS,
    )  # fmt: skip
    if held >= PER_RECORD_MOST:
        raise problems.conflict("too-many-documents", TOO_MANY)


def safe_name(name: str) -> str:
    """The file's own name without folders and control characters."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c for c in last if c.isprintable())[:200].strip() or "document.pdf"


async def complete(tx: Tx, storage: Storage, id: UUID) -> Document:
    """Look at what was uploaded: accepted, or refused with a sentence. Refused content is removed.

    What was looked at is kept under a key of its own: the link to upload lives on for a while, and whoever has it could
    send something else to the same place.
    """
    document = await tx.get(Document, id, lock=True)
    if document.state == "accepted":
        return document
    content = await asyncio.to_thread(storage.fetch, document.storage_key, SIZE_LIMIT)
    if content is None:
        raise problems.conflict(
            "not-uploaded",
            Words(nl="Het bestand is nog niet aangekomen. Upload het opnieuw.", en="The file has not arrived. Upload it again."),
        )  # fmt: skip
    uploaded = document.storage_key
    await judge(tx, storage, document, content)
    document.storage_key = str(uuid4())
    await asyncio.to_thread(storage.put, document.storage_key, content)
    await tx.flush()
    await tx.defer("documents.discard", key=uploaded)
    return document


async def judge(tx: Tx, storage: Storage, document: Document, content: bytes) -> Document:
    """Accept or refuse `content` for the document, in this transaction."""
    await _room(tx, document.record_id, document.id)
    verdict = await asyncio.to_thread(inspect, content)
    if verdict.problem is not None:
        await asyncio.to_thread(storage.delete, document.storage_key)
        raise problems.invalid_field(
            "file", verdict.problem, Words(nl="Alleen PDF tot 20 MB.", en="PDF only, up to 20 MB.")
        )
    document.state, document.completed_at = "accepted", await tx.scalar("select polder.clock()")
    document.size, document.sha256, document.pages = len(content), verdict.sha256, verdict.pages
    await tx.flush()
    return document


async def remove(tx: Tx, id: UUID) -> None:
    """Remove a document of a draft; what was submitted stays. The content goes after the row is gone for good."""
    document = await tx.get(Document, id, lock=True)
    if await tx.run("delete from document where id = :id", id=id) == 0:
        raise problems.forbidden()
    await tx.defer("documents.discard", key=document.storage_key)
