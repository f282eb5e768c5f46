"""HTTP of letters of intent."""

import asyncio
from datetime import date
from typing import Any, Literal
from uuid import UUID

import orjson
from fastapi import APIRouter, Request, Response
from pydantic import Field

from polder.hiring.calls import letters, views
from polder.hiring.calls.lifecycle import LETTER_OF_INTENT
from polder.hiring.calls.words import TRACKS
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

TAG = "hiring"
Track = Literal["academic", "industry", "interdisciplinary"]
router = APIRouter(prefix="/letters-of-intent", route_class=ActionRoute, tags=[TAG])


class LetterChange(Strict):
    second_advisor_id: UUID = Field(default_factory=lambda: UUID(int=0))
    track: Track | None = None
    starts_on: date = Field(default_factory=date.today)
    stay_organisation_id: UUID | None = None
    stay_from: date | None = None
    stay_months: int = Field(0, ge=0, le=60)
    field_one: str = Field("", max_length=200)
    field_two: str = Field("", max_length=200)
    language: Literal["nl", "en"] = "en"


class LetterBody(LetterChange):
    """Without a track: the one that the candidate chose."""

    application_id: UUID
    first_advisor_id: UUID
    second_advisor_id: UUID
    starts_on: date


class Signature(Strict):
    signed_name: str = Field(min_length=1, max_length=500)


list_routes(router, views.LETTERS, tag=TAG, sayings={"state": LETTER_OF_INTENT.states, "track": TRACKS})
detail_route(router, views.LETTER, tag=TAG, name="letter of intent")
move_route(router, LETTER_OF_INTENT, views.LETTER, tag=TAG, name="letter of intent", effects=letters.EFFECTS)


@router.post(
    "",
    status_code=201,
    summary="Write a letter of intent",
    responses=shows(views.LETTER, 201),
    openapi_extra=IDEMPOTENT,
)
async def write_letter_of_intent(body: LetterBody, tx: Writing) -> Response:
    made = await letters.write(tx, body.model_dump())
    return await written(tx, views.LETTER, made.id, status=201)


@router.patch(
    "/{id}",
    summary="Change a letter that nobody has to sign yet",
    responses=shows(views.LETTER),
    openapi_extra=IF_MATCH,
)
async def change_letter_of_intent(id: UUID, body: LetterChange, tx: Writing, request: Request) -> Response:
    values = {k: v for k, v in body.model_dump(exclude_unset=True).items() if k != "track" or v is not None}
    await letters.change(tx, id, if_match(request), values)
    return await written(tx, views.LETTER, id)


@router.post(
    "/{id}/signatures",
    status_code=201,
    summary="Sign as the advisor that one is",
    responses=shows(views.LETTER, 201),
    openapi_extra=IDEMPOTENT,
)
async def sign_letter_of_intent(id: UUID, body: Signature, tx: Writing) -> Response:
    await letters.sign(tx, id, body.signed_name)
    return await written(tx, views.LETTER, id, status=201)


@router.get(
    "/{id}/pdf",
    summary="The letter with its signatures as a PDF",
    response_class=Response,
    responses=sends("application/pdf"),
)
async def letter_of_intent_pdf(id: UUID, view: Reading, request: Request) -> Response:
    found = await view.value(letters.PDF, id)
    if found is None:
        raise problems.not_found()
    return await pdf_of(orjson.loads(found), request)


async def pdf_of(letter: dict[str, Any], request: Request) -> Response:
    made = await asyncio.to_thread(letters.pdf, letter, request.app.state.settings.institute_name)
    headers = {"Content-Disposition": disposition(f"{letter['reference']}.pdf"), "Cache-Control": "no-store"}
    return Response(made, media_type="application/pdf", headers=headers)
