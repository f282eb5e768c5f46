"""A document that comes in pieces, so that an upload goes on where it was after a lost connection.

It speaks as tus does (tus.io, resumable upload protocol 1.0.0): HEAD asks for the offset, PATCH sends what follows it. What was
acknowledged is on disk. An upload is under way from the moment it began, whenever its last piece comes (rule 1).
"""

import asyncio
import hmac
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from polder.hiring import uploads
from polder.hiring.own_pages import EXPIRED_FORM, NO_LINK, Own, own_id
from polder.hiring.words import no_draft
from polder.kernel import problems
from polder.kernel.actor import Entry
from polder.kernel.documents import actions as documents
from polder.kernel.documents.sniff import SIZE_LIMIT
from polder.kernel.documents.tables import Document
from polder.kernel.documents.words import DOCUMENT_KINDS
from polder.kernel.http import LINK_COOKIE, csrf_token, language
from polder.kernel.pages import typed
from polder.kernel.tx import Tx, transaction
from polder.kernel.web import refusal
from polder.kernel.words import Words

router = APIRouter(include_in_schema=False)
MEDIA_TYPE = "application/offset+octet-stream"


@router.post("/apply/uploads")
async def begin(request: Request, entry: Own) -> Response:
    """A place for a file of a kind, name and size; where to send its pieces."""
    form = await typed(request)
    try:
        own = _own(request, entry, form.get("csrf", ""))
        size, kind = form.get("size", ""), form.get("kind", "")
        if not size.isdecimal() or not int(size[:12]) > 0 or kind not in DOCUMENT_KINDS:
            raise problems.invalid_field("file", *uploads.CHOOSE)
        async with transaction(request.app.state.database, own) as tx:
            id = await own_id(tx)
            stage = await tx.scalar("select stage from application where id = :id", id=id)
            if stage != "draft":
                raise no_draft(stage)
            made, _ = await documents.begin(
                tx, request.app.state.storage, record_kind="application", record_id=id, kind=kind,
                file_name=form.get("name", "")[:1000], size=int(size[:12]),
            )  # fmt: skip
    except Exception as error:
        return _refused(request, error)
    return JSONResponse({"id": str(made)}, 201, {"Location": f"/apply/uploads/{made}"})


@router.get("/apply/uploads/{id}")  # and HEAD, which is answered as GET is
async def how_far(request: Request, entry: Own, id: UUID) -> Response:
    """How much of it is here."""
    try:
        if entry is None:
            raise NO_LINK
        async with transaction(request.app.state.database, entry) as tx:
            document = await tx.get(Document, id)
            return _at(await _held(tx, document), document.size)
    except Exception as error:
        return _refused(request, error)


@router.patch("/apply/uploads/{id}")
async def go_on(request: Request, entry: Own, id: UUID) -> Response:
    """The next piece. With the last one the document is looked into, and kept or refused."""
    storage, database = request.app.state.storage, request.app.state.database
    try:
        own = _own(request, entry, request.headers.get("x-csrf-token", ""))
        if request.headers.get("content-type", "") != MEDIA_TYPE:
            raise problems.another_media_type(MEDIA_TYPE)
        offset, content = request.headers.get("upload-offset", ""), await request.body()
        async with transaction(database, own) as tx:
            document = await tx.get(Document, id, lock=True)  # one piece at a time
            held, size = await _held(tx, document), document.size
            if document.state == "accepted":
                return _at(size, size)  # the answer to the last piece was lost
            if offset != str(held):
                raise problems.conflict("another-offset", ELSEWHERE)
            if (not content and held < size) or held + len(content) > size:
                raise problems.invalid_field("file", *ANOTHER_SIZE)
            if content:
                key: str = await tx.scalar("select gen_random_uuid()::text")
                await asyncio.to_thread(storage.put, key, content)
                await tx.run(
                    "insert into upload_piece (document_id, at_byte, size, storage_key) values (:id, :at, :size, :key)",
                    id=id, at=held, size=len(content), key=key,
                )  # fmt: skip
                held += len(content)
            kind, name = document.kind, document.file_name
        if held < size:
            return _at(held, size)
        kept = await _whole(request, own, id, kind, name)
    except Exception as error:
        return _refused(request, error)
    return _at(size, size) if kept else JSONResponse({"already": True}, 200, {"Upload-Offset": str(size)})


async def _whole(request: Request, entry: Entry, id: UUID, kind: str, name: str) -> bool:
    """All pieces as one document. False: it was here already."""
    storage, database = request.app.state.storage, request.app.state.database
    async with transaction(database, entry) as tx:
        pieces = await tx.rows("select storage_key from upload_piece where document_id = :id order by at_byte", id=id)
    parts = [await asyncio.to_thread(storage.fetch, piece.storage_key, SIZE_LIMIT) for piece in pieces]
    try:
        kept = await uploads.received(database, storage, entry, id, kind, name, b"".join(part or b"" for part in parts))
    except Exception as error:
        if refusal(error) is not None:
            await uploads.given_up(database, entry, id)
        raise
    if not kept:
        await uploads.given_up(database, entry, id)
    async with transaction(database, entry) as tx:
        await tx.run("delete from upload_piece where document_id = :id", id=id)
        for piece in pieces:
            await tx.defer("documents.discard", key=piece.storage_key)
    return kept


async def _held(tx: Tx, document: Document) -> int:
    if document.state == "accepted":
        return document.size
    held = await tx.scalar("select coalesce(sum(size), 0) from upload_piece where document_id = :id", id=document.id)
    return int(held)


def _at(offset: int, size: int) -> Response:
    return Response(
        status_code=204,
        headers={
            "Upload-Offset": str(offset),
            "Upload-Length": str(size),
            "Tus-Resumable": "1.0.0",
            "Cache-Control": "no-store",
        },
    )


def _own(request: Request, entry: Entry | None, csrf: str) -> Entry:
    if entry is None:
        raise NO_LINK
    if not hmac.compare_digest(csrf.encode(), csrf_token(request.cookies.get(LINK_COOKIE, "")).encode()):
        raise problems.invalid(detail=EXPIRED_FORM)
    return entry


def _refused(request: Request, error: Exception) -> Response:
    problem: Any = refusal(error)
    if problem is None:
        raise error
    return (NO_LINK if problem.status == 401 else problem).response(language(request), request.state.request_id)


ELSEWHERE = Words(
    nl="Dit deel sluit niet aan. Vraag hoe ver de upload is.",
    en="This piece does not follow. Ask how far the upload is.",
)
ANOTHER_SIZE = (
    Words(nl="Het bestand is niet zo groot als werd gezegd.", en="The file is not as large as was said."),
    Words(nl="Kies het bestand opnieuw.", en="Choose the file again."),
)
