"""HTTP of letters: templates, a look at a letter before it is sent, and the letter that was."""

import asyncio
from typing import Any, Literal
from uuid import UUID

import orjson
from fastapi import APIRouter, Request, Response
from pydantic import Field

from polder.hiring.offers import actions, letter, views
from polder.hiring.offers.lifecycle import LETTER_TEMPLATE
from polder.hiring.offers.words import KINDS, LANGUAGES
from polder.kernel import problems
from polder.kernel.documents.storage import disposition
from polder.kernel.http import ActionRoute, Reading, Writing, if_match
from polder.kernel.resources import (
    IDEMPOTENT,
    IF_MATCH,
    Strict,
    detail_route,
    list_routes,
    move_route,
    sends,
    shows,
    written,
)
from polder.kernel.words import Words

TAG = "hiring"
templates = APIRouter(prefix="/letter-templates", route_class=ActionRoute, tags=[TAG])
letters = APIRouter(prefix="/offers", route_class=ActionRoute, tags=[TAG])
ROUTERS = [templates, letters]


class TemplateText(Strict):
    """`{name}` and the other fields are filled when the letter is made."""

    subject: str = Field(min_length=1, max_length=300)
    body: str = Field(min_length=1, max_length=20_000)
    note: str | None = Field(None, max_length=1000)


class TemplateBody(TemplateText):
    kind: Literal["offer"] = "offer"
    language: Literal["nl", "en"]


class TemplateChange(TemplateText):
    subject: str = Field(default_factory=str, min_length=1, max_length=300)
    body: str = Field(default_factory=str, min_length=1, max_length=20_000)


list_routes(templates, views.TEMPLATES, tag=TAG, sayings={"state": LETTER_TEMPLATE.states, "language": LANGUAGES, "kind": KINDS})  # fmt: skip
detail_route(templates, views.TEMPLATE, tag=TAG, name="letter template")
move_route(templates, LETTER_TEMPLATE, views.TEMPLATE, tag=TAG, name="letter template", effects={})


@templates.post("", status_code=201, summary="Propose a version of a letter", responses=shows(views.TEMPLATE, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def propose_letter_template(body: TemplateBody, tx: Writing) -> Response:
    made = await actions.propose_template(tx, body.model_dump())
    return await written(tx, views.TEMPLATE, made.id, status=201)


@templates.patch("/{id}", summary="Change a proposed letter", responses=shows(views.TEMPLATE), openapi_extra=IF_MATCH)
async def change_letter_template(id: UUID, body: TemplateChange, tx: Writing, request: Request) -> Response:
    await actions.change_template(tx, id, if_match(request), body.model_dump(exclude_unset=True))
    return await written(tx, views.TEMPLATE, id)


@templates.get(
    "/{id}/pdf", summary="A letter template filled with an invented offer", response_class=Response,
    responses=sends("application/pdf"),
)  # fmt: skip
async def letter_template_pdf(id: UUID, view: Reading, request: Request) -> Response:
    row = await view.row("select language, subject, body from letter_template where id = $1", id)
    if row is None:
        raise problems.not_found()
    return await _pdf({**letter.SAMPLE, **dict(row)}, request, draft=True)


SENT = """select l.id, d.storage_key, d.file_name from offer_letter l join document d on d.id = l.document_id
  where l.offer_id = $1"""
NO_LETTER = Words(
    nl="Voor deze taal is nog geen brief vastgesteld. Stel er een voor, en laat een ander die bevestigen.",
    en="No letter is in force for this language yet. Propose one, and have somebody else confirm it.",
)


@letters.get(
    "/{id}/letter", summary="The letter of an offer: as it was sent, or as it would be now", response_class=Response,
    responses=sends("application/pdf"),
)  # fmt: skip
async def offer_letter(id: UUID, view: Reading, request: Request) -> Response:
    if sent := await view.row(SENT, id):
        content = await asyncio.to_thread(request.app.state.storage.fetch, sent["storage_key"], 20_971_520)
        if content is None:
            raise problems.not_found()
        return as_file(content, sent["file_name"])
    found = await view.value(letter.FACTS.format("$1"), id)
    if found is None:
        if await view.value(
            "select true from offer o join application a on a.id = o.application_id where o.id = $1", id
        ):
            raise problems.conflict("no-letter", NO_LETTER)
        raise problems.not_found()
    return await _pdf(orjson.loads(found), request, draft=True)


async def _pdf(found: dict[str, Any], request: Request, *, draft: bool) -> Response:
    institute = request.app.state.settings.institute_name
    content = await asyncio.to_thread(letter.letter_pdf, found, institute, draft=draft)
    return as_file(content, actions.file_name(found))


def as_file(content: bytes, name: str) -> Response:
    headers = {"Content-Disposition": disposition(name), "Cache-Control": "no-store"}
    return Response(content, media_type="application/pdf", headers=headers)
