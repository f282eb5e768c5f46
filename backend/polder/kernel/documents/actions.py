"""Give a link to upload, look at what came, keep it or refuse it; give a link to download."""

import asyncio
from uuid import UUID, uuid4

from polder.kernel import problems
from polder.kernel.documents.sniff import SIZE_LIMIT, Verdict, inspected
from polder.kernel.documents.storage import LINK_SECONDS, Storage, UploadLink
from polder.kernel.documents.tables import Document
from polder.kernel.problems import Problem
from polder.kernel.tx import Tx
from polder.kernel.words import Words

PER_RECORD_MOST = 40
TOO_MANY = Words(
    nl="Er zijn al te veel documenten; verwijder er eerst een.", en="There are too many documents; remove one first."
)

# Two documents of a record are not counted at once. What was begun and never came takes up room only as long as its link lives.
ONE_AT_A_TIME = "pg_advisory_xact_lock(hashtext(cast(:id as uuid)::text))"
HELD = "count(*) filter (where state = 'accepted' or created_at > now() - make_interval(secs => :link))"


async def begin(
    tx: Tx, storage: Storage, *, record_kind: str, record_id: UUID, kind: str, file_name: str, size: int
) -> tuple[UUID, UploadLink]:
    """A row for the document, and a link to send its content to. Whoever may not write the record gets 403 or 404."""
    if size > SIZE_LIMIT:
        raise problems.Problem(
            413,
            "too-large",
            Words(nl="Te groot", en="Too large"),
            Words(nl="Een bestand mag hoogstens 20 MB zijn.", en="A file may be at most 20 MB."),
        )
    ((seen, _),) = await tx.rows(
        f"select exists (select from public.{record_kind} where id = :id), {ONE_AT_A_TIME}",  # a kind that we named
        id=record_id,
    )
    if not seen:
        raise problems.not_found()
    key = str(uuid4())
    id: UUID | None = await tx.scalar(
        f"""insert into document (record_kind, record_id, kind, file_name, media_type, size, storage_key)
            select :record_kind, :record, :kind, :name, 'application/pdf', :size, :key
            where (select {HELD} from document where record_id = :record) < :most returning id""",
        record_kind=record_kind, record=record_id, kind=kind, name=safe_name(file_name), size=size, key=key,
        link=LINK_SECONDS, most=PER_RECORD_MOST,
    )  # fmt: skip
    if id is None:
        raise problems.conflict("too-many-documents", TOO_MANY)
    return id, await asyncio.to_thread(storage.upload_link, key, SIZE_LIMIT, "application/pdf")


def safe_name(name: str) -> str:
    """The file's own name without folders and control characters."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c for c in last if c.isprintable())[:200].strip() or "document.pdf"


async def complete(tx: Tx, storage: Storage, id: UUID) -> None:
    """Look at what was uploaded: accepted, or refused with a sentence. Refused content is removed.

    What was looked at is kept under a key of its own: the link to upload lives on for a while, and whoever has it could
    send something else to the same place.
    """
    document = await tx.get(Document, id, lock=True)
    if document.state == "accepted":
        return
    uploaded = document.storage_key
    content = await asyncio.to_thread(storage.fetch, uploaded, SIZE_LIMIT)
    if content is None:
        raise problems.conflict(
            "not-uploaded",
            Words(nl="Het bestand is nog niet aangekomen. Upload het opnieuw.", en="The file has not arrived. Upload it again."),
        )  # fmt: skip
    try:
        verdict = await looked_into(content)
    except Problem:
        await asyncio.to_thread(storage.delete, uploaded)
        raise
    await _accept(tx, storage, document.record_id, id, content, verdict)
    await tx.defer("documents.discard", key=uploaded)


async def looked_into(content: bytes) -> Verdict:
    """What the content is, or the problem with it. It takes its time: best asked where no connection is held."""
    verdict = await inspected(content)
    if verdict.problem is not None:
        raise problems.invalid_field(
            "file", verdict.problem, Words(nl="Alleen PDF tot 20 MB.", en="PDF only, up to 20 MB.")
        )
    return verdict


async def stored(storage: Storage, content: bytes) -> str:
    """The key under which the content now lies, on disk, before any row names it."""
    key = str(uuid4())
    await asyncio.to_thread(storage.put, key, content)
    return key


async def receive(tx: Tx, storage: Storage, record_id: UUID, id: UUID, content: bytes) -> None:
    """Look into the content of a document that is awaited, and keep it."""
    await _accept(tx, storage, record_id, id, content, await looked_into(content))


async def _accept(tx: Tx, storage: Storage, record_id: UUID, id: UUID, content: bytes, verdict: Verdict) -> None:
    """A document that is awaited is there: stored, judged, and known."""
    await tx.rows(f"select {ONE_AT_A_TIME}", id=record_id)
    key = await stored(storage, content)
    accepted = await tx.run(
        f"""update document set state = 'accepted', completed_at = polder.clock(), storage_key = :key, size = :size,
              sha256 = :sha256, pages = :pages
            where id = :id and state = 'awaiting'
              and (select {HELD} from document where record_id = :record and id <> :id) < :most""",
        record=record_id, id=id, key=key, size=verdict.size, sha256=verdict.sha256, pages=verdict.pages, link=LINK_SECONDS,
        most=PER_RECORD_MOST,
    )  # fmt: skip
    if not accepted:
        raise problems.conflict("too-many-documents", TOO_MANY)


async def remove(tx: Tx, id: UUID) -> None:
    """Remove a document of a draft; what was submitted stays. The content goes after the row is gone for good."""
    document = await tx.get(Document, id, lock=True)
    if await tx.run("delete from document where id = :id", id=id) == 0:
        raise problems.forbidden()
    await tx.defer("documents.discard", key=document.storage_key)
