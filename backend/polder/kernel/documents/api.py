"""HTTP of documents: begin an upload, complete it, list, download by a short-lived link; and the folder's own links."""

import asyncio
from typing import Annotated, Any, Literal
from uuid import UUID

import orjson
from fastapi import APIRouter, Query, Request, Response
from pydantic import Field
from starlette.responses import FileResponse, RedirectResponse

from polder.kernel import problems
from polder.kernel.documents import actions, pages
from polder.kernel.documents import tables as _tables  # noqa: F401 - defines the table named below
from polder.kernel.documents.storage import FolderStorage, Storage, disposition
from polder.kernel.documents.words import DOCUMENT_KINDS, DOCUMENT_STATES
from polder.kernel.http import ActionRoute, Reading, View, Writing, json_response
from polder.kernel.openapi import content, kind, mapping, named, record
from polder.kernel.reader import Detail, Listing, column
from polder.kernel.record import metadata
from polder.kernel.resources import (
    IDEMPOTENT,
    NOTHING,
    READ_ERRORS,
    Strict,
    detail_route,
    errors,
    list_routes,
    shows,
    writes,
    written,
)

TAG = "documents"
router = APIRouter(prefix="/documents", route_class=ActionRoute, tags=[TAG])
files = APIRouter(include_in_schema=False)
document = metadata.tables["document"]

DOCUMENTS = Listing(
    "documents",
    document,
    document.c.id,
    [
        column("id", document.c.id, "id", "id", "uuid", export=False),
        column("record_id", document.c.record_id, "van", "of", "uuid", "filter", export=False),
        column("kind", document.c.kind, "soort", "kind", by="filter sort"),
        column("file_name", document.c.file_name, "bestand", "file", by="sort"),
        column("media_type", document.c.media_type, "type", "type"),
        column("size", document.c.size, "grootte", "size", "integer", "sort"),
        column("pages", document.c.pages, "bladzijden", "pages", "integer"),
        column("state", document.c.state, "stand", "state", by="filter"),
        column("created_at", document.c.created_at, "gemaakt", "created", "instant", "sort"),
        column("version", document.c.version, "versie", "version", "integer", export=False),
    ],
    sort="-created_at",
)
DOCUMENT = Detail(document, document.c.id, {c.name: c for c in document.c if c.name != "storage_key"})
list_routes(router, DOCUMENTS, tag=TAG, sayings={"kind": DOCUMENT_KINDS, "state": DOCUMENT_STATES})
detail_route(router, DOCUMENT, tag=TAG, name="document")


def storage_of(request: Request) -> Storage:
    storage: Storage = request.app.state.storage
    return storage


UPLOAD_SHAPE = named("Upload", record(id="uuid", upload=record(
    method=kind("text", choices=["PUT", "POST"]), url="text", fields=mapping(kind("text")), headers=mapping(kind("text")),
)))  # fmt: skip
TO_CONTENT: dict[int | str, dict[str, Any]] = {302: {"description": "To a link that lives a quarter of an hour"}, **READ_ERRORS}  # fmt: skip


class NewDocument(Strict):
    record_kind: Literal[
        "application", "agreement_version", "public_decision", "in_kind_contribution", "appointment_check"
    ]
    record_id: UUID
    kind: Literal["cv", "motivation", "transcript", "publications", "signed", "decision", "report", "evidence", "other"]
    file_name: str = Field(min_length=1, max_length=255)
    size: int = Field(ge=0, le=1_000_000_000)
    media_type: str = Field("application/pdf", max_length=100)


@router.post(
    "",
    status_code=201,
    summary="Begin an upload",
    responses=writes(UPLOAD_SHAPE, "Where and how to send the content", 201),
    openapi_extra=IDEMPOTENT,
)
async def begin_upload(body: NewDocument, tx: Writing, request: Request) -> dict[str, Any]:
    """Answers where and how to send the content; then call …/moves/complete."""
    made, link = await actions.begin(
        tx, storage_of(request), record_kind=body.record_kind, record_id=body.record_id, kind=body.kind,
        file_name=body.file_name, size=body.size,
    )  # fmt: skip
    upload = {"method": link.method, "url": link.url, "fields": link.fields, "headers": link.headers}
    return {"id": str(made), "upload": upload}


@router.post("/{id}/moves/complete", summary="Have an upload inspected and kept", responses=shows(DOCUMENT))
async def complete_upload(id: UUID, tx: Writing, request: Request) -> Response:
    await actions.complete(tx, storage_of(request), id)
    return await written(tx, DOCUMENT, id)


@router.delete("/{id}", status_code=204, summary="Remove a document of a draft", responses=NOTHING)
async def remove_document(id: UUID, tx: Writing, request: Request) -> Response:
    await actions.remove(tx, id)
    return Response(status_code=204)


@router.get("/{id}/content", status_code=302, summary="To the content, as an attachment", responses=TO_CONTENT)
async def download_document(id: UUID, view: Reading, request: Request) -> Response:
    row = await view.row(
        "select storage_key, file_name, media_type from document where id = $1 and state = 'accepted'", id
    )
    if row is None:
        return json_response(None)
    url = storage_of(request).download_link(row["storage_key"], row["file_name"], row["media_type"])
    return RedirectResponse(url, 302, {"Cache-Control": "no-store"})


Width = Annotated[int, Query(ge=100, le=max(pages.WIDTHS), description="drawn at least as wide, in pixels")]
PAGE_SHAPE = named("PageOfDocument", record(text="text", page="integer", pages="integer?"))
PICTURE: dict[int | str, dict[str, Any]] = {
    200: {"description": "The page", "content": {"image/png": {"schema": {"type": "string", "format": "binary"}}}},
    **READ_ERRORS, **errors(409),
}  # fmt: skip
PAGE = "select storage_key, pages from document where id = $1 and state = 'accepted' and $2 between 1 and coalesce(pages, 1)"


async def _page(view: View, request: Request, id: UUID, page: int, width: int) -> tuple[pages.Page, int | None]:
    found = await view.row(PAGE, id, min(page, 2**31 - 1))
    if found is None:
        raise problems.not_found()
    return await pages.page(storage_of(request), found["storage_key"], page, width), found["pages"]


@router.get("/{id}/pages/{page}", summary="A page as a picture", responses=PICTURE, response_class=Response)
async def show_page(id: UUID, page: int, view: Reading, request: Request, width: Width = 1600) -> Response:
    """Drawn here: the file itself is a stranger's, and goes to nobody's viewer."""
    drawn, _ = await _page(view, request, id, page, width)
    headers = {"Cache-Control": "private, max-age=600", "Content-Security-Policy": "sandbox; default-src 'none'"}
    return Response(drawn.picture, headers=headers, media_type="image/png")


@router.get("/{id}/pages/{page}/text", summary="What a page says, for screen readers", responses={**content(PAGE_SHAPE, status=200, about="The page"), **READ_ERRORS, **errors(409)})  # fmt: skip
async def read_page(id: UUID, page: int, view: Reading, request: Request) -> Response:
    drawn, of = await _page(view, request, id, page, 1600)
    return json_response(orjson.dumps({"text": drawn.text, "page": page, "pages": of}))


# ---- the folder's own signed links (not used with S3) ----------------------------------------------------------------

SANDBOX = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
}


def _folder(request: Request, key: str, method: str) -> tuple[FolderStorage, dict[str, str]]:
    storage = request.app.state.storage
    query = dict(request.query_params)
    if not isinstance(storage, FolderStorage) or not storage.verify(method, key, query):
        raise problems.not_found()
    return storage, query


@files.put("/files/{key}", status_code=204)
async def receive(key: str, request: Request) -> Response:
    """Take the content of one upload, no more than its link allows."""
    storage, query = _folder(request, key, "PUT")
    limit, parts, seen = int(query["limit"]), [], 0
    async for part in request.stream():
        seen += len(part)
        if seen > limit:
            raise problems.too_large(limit)
        parts.append(part)
    await asyncio.to_thread(storage.put_parts, key, iter(parts))
    return Response(status_code=204)


@files.get("/files/{key}")
async def deliver(key: str, request: Request) -> Response:
    """Give the content of one document, never as a page of ours."""
    storage, query = _folder(request, key, "GET")
    path = storage.path(key)
    if not path.is_file():
        raise problems.not_found()
    headers = {**SANDBOX, "Content-Disposition": disposition(query["name"])}
    return FileResponse(path, headers=headers, media_type=query["type"])
