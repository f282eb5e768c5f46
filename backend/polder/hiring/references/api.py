"""HTTP of references for people who are signed in. The referee's own page has its own file."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response, UploadFile
from pydantic import Field, field_validator

from polder.hiring.references import actions, views
from polder.hiring.references.lifecycle import REFERENCE
from polder.hiring.uploads import READ_MOST
from polder.kernel.addresses import LIKE_THIS, NO_ADDRESS, mail_address
from polder.kernel.documents.api import storage_of
from polder.kernel.explained import Refused
from polder.kernel.http import ActionRoute, Version, Writing
from polder.kernel.openapi import named, record
from polder.kernel.resources import (
    IDEMPOTENT,
    IF_MATCH,
    Strict,
    detail_route,
    list_routes,
    move_route,
    shows,
    writes,
    written,
)

TAG = "hiring"
references = APIRouter(prefix="/references", route_class=ActionRoute, tags=[TAG])
ROUTERS = [references]


class RefereeBody(Strict):
    application_id: UUID
    name: str = Field(min_length=1, max_length=500)
    email: str = Field(min_length=3, max_length=320)
    institution: str = Field("", max_length=300)
    relation: str = Field("", max_length=300)
    language: Literal["nl", "en"] = Field("en", description="in which we write to the referee")

    @field_validator("email")
    @classmethod
    def _address(cls, value: str) -> str:
        found = mail_address(value)
        if found is None:
            raise Refused(NO_ADDRESS, LIKE_THIS)
        return found


class AskBody(Strict):
    vacancy_id: UUID


class Until(Strict):
    until: date = Field(description="the last day, where the vacancy is")


list_routes(references, views.REFERENCES, tag=TAG, sayings={"state": REFERENCE.states})


@references.post("", status_code=201, summary="Name a referee for an application", responses=shows(views.REFERENCE, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def add_reference(body: RefereeBody, tx: Writing) -> Response:
    made = await actions.add(tx, body.model_dump())
    return await written(tx, views.REFERENCE, made.id, status=201)


ASKED = named("AskedReferences", record(asked="integer"))


@references.post("/ask", summary="Ask every reference of those on the shortlist of a vacancy", responses=writes(ASKED, "How many were asked"), openapi_extra=IDEMPOTENT)  # fmt: skip
async def ask_references(body: AskBody, tx: Writing) -> dict[str, int]:
    return {"asked": await actions.ask_all(tx, body.vacancy_id)}


detail_route(references, views.REFERENCE, tag=TAG, name="reference")
move_route(references, REFERENCE, views.REFERENCE, tag=TAG, name="reference", effects=actions.EFFECTS)


@references.post("/{id}/extend", summary="Give a referee more time", responses=shows(views.REFERENCE), openapi_extra=IF_MATCH)  # fmt: skip
async def extend_reference(id: UUID, body: Until, tx: Writing, version: Version) -> Response:
    await actions.extend(tx, id, version, body.until)
    return await written(tx, views.REFERENCE, id)


@references.post("/{id}/letter", summary="Keep a letter that came otherwise than by the link", responses=shows(views.REFERENCE), openapi_extra=IF_MATCH)  # fmt: skip
async def record_letter(
    id: UUID,
    file: UploadFile,
    note: Annotated[str, Form(max_length=4000)],
    tx: Writing,
    version: Version,
    request: Request,
) -> Response:
    """`note` says how it came; it is kept in the history."""
    content = await file.read(READ_MOST)
    await actions.record(tx, storage_of(request), id, version, file.filename or "letter.pdf", content, note)
    return await written(tx, views.REFERENCE, id)
