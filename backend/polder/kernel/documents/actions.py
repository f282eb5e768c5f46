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
        f"select exists (select from public.{record_kind} where id = :id), {one_at_a_time()}",  # a kind that we named
        id=record_id,
    )
    if not seen:
        raise problems.not_found()
    id, key = await add(tx, record_kind, record_id, kind, file_name, size)
    return id, await asyncio.to_thread(storage.upload_link, key, SIZE_LIMIT, "application/pdf")


def one_at_a_time(record: str = "cast(:id as uuid)") -> str:
    """SQL that locks the documents of a record, so that two are not counted or compared at once."""
    return f"pg_advisory_xact_lock(hashtext({record}::text))"


HELD = """count(*) filter (where state = 'accepted' or created_at > now() - make_interval(secs => :link))"""


async def add(tx: Tx, record_kind: str, record_id: UUID, kind: str, file_name: str, size: int) -> tuple[UUID, str]:
    """(id, storage key) of a row for what is to come, where there is room for it; asked one at a time. What was begun and
    never came takes up room only as long as its link to upload lives.
    """
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
    return id, key


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
    await _accept_at_once(tx, storage, document.record_id, id, content, verdict)
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
    await _accept_at_once(tx, storage, record_id, id, content, await looked_into(content))


async def _accept_at_once(
    tx: Tx, storage: Storage, record_id: UUID, id: UUID, content: bytes, verdict: Verdict
) -> None:
    await tx.rows(f"select {one_at_a_time()}", id=record_id)
    await accept(tx, record_id, id, await stored(storage, content), verdict)


async def accept(
    tx: Tx, record_id: UUID, id: UUID, key: str, verdict: Verdict, kind: str | None = None, file_name: str | None = None
) -> bool:
    """A document that is awaited is there: its content is stored and judged; asked one at a time. With `kind` and
    `file_name` it is named anew. False, and nothing done: the record has this file already.
    """
    ((already, held, kept),) = await tx.rows(
        f"""with beside as (
              select {HELD} as held, coalesce(bool_or(state = 'accepted' and kind = :kind and sha256 = :sha256), false) as already
              from document where record_id = :record and id <> :id
            ), kept as (
              update document as d set state = 'accepted', completed_at = polder.clock(), storage_key = :key, size = :size,
                sha256 = :sha256, pages = :pages, kind = coalesce(:kind, d.kind), file_name = coalesce(:name, d.file_name)
              from beside where d.id = :id and d.state = 'awaiting' and not already and held < :most returning d.id
            ) select already, held, (select count(*) from kept) from beside""",
        record=record_id, id=id, key=key, size=verdict.size, sha256=verdict.sha256, pages=verdict.pages, kind=kind,
        name=file_name and safe_name(file_name), link=LINK_SECONDS, most=PER_RECORD_MOST,
    )  # fmt: skip
    if held >= PER_RECORD_MOST:
        raise problems.conflict("too-many-documents", TOO_MANY)
    if not kept and not already:
        raise problems.not_found()
    return bool(kept)


async def remove(tx: Tx, id: UUID) -> None:
    """Remove a document of a draft; what was submitted stays. The content goes after the row is gone for good."""
    document = await tx.get(Document, id, lock=True)
    if await tx.run("delete from document where id = :id", id=id) == 0:
        raise problems.forbidden()
    await tx.defer("documents.discard", key=document.storage_key)
