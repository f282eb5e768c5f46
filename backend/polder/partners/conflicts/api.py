"""HTTP of interests, works and windows."""

from datetime import date
from uuid import UUID

from fastapi import APIRouter, Request, Response, UploadFile
from pydantic import Field

from polder.kernel import openapi
from polder.kernel.http import ActionRoute, Version, Writing, if_match
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
from polder.kernel.version_parts import RuleChange, RuleFacts
from polder.partners.conflicts import actions, views
from polder.partners.conflicts.lifecycle import WINDOW
from polder.partners.conflicts.tables import InterestKind, WindowKind
from polder.partners.conflicts.words import INTEREST_KINDS, WINDOW_KINDS

TAG = "partners"
interests = APIRouter(prefix="/interests", route_class=ActionRoute, tags=[TAG])
works = APIRouter(prefix="/person-works", route_class=ActionRoute, tags=[TAG])
windows = APIRouter(prefix="/conflict-windows", route_class=ActionRoute, tags=[TAG])
people = APIRouter(prefix="/people", route_class=ActionRoute, tags=[TAG])
ROUTERS = [interests, works, windows, people]

list_routes(interests, views.INTERESTS, tag=TAG, sayings={"kind": INTEREST_KINDS})
detail_route(interests, views.INTEREST, tag=TAG, name="interest")
list_routes(works, views.WORKS, tag=TAG)
list_routes(windows, views.WINDOWS, tag=TAG, sayings={"key": WINDOW_KINDS, "state": WINDOW.states})
detail_route(windows, views.WINDOW, tag=TAG, name="conflict window")
move_route(windows, WINDOW, views.WINDOW, tag=TAG, name="conflict window", effects={})


class InterestBody(Strict):
    person_id: UUID
    organisation_id: UUID
    kind: InterestKind
    valid_from: date
    valid_until: date | None = None
    note: str | None = Field(None, max_length=2000)


@interests.post("", status_code=201, summary="Declare an interest", responses=shows(views.INTEREST, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def declare_interest(body: InterestBody, tx: Writing) -> Response:
    made = await actions.declare_interest(tx, body.model_dump())
    return await written(tx, views.INTEREST, made.id, status=201)


class LastDay(Strict):
    valid_until: date


@interests.post("/{id}/end", summary="End an interest after a day", responses=shows(views.INTEREST), openapi_extra=IF_MATCH)  # fmt: skip
async def end_interest(id: UUID, body: LastDay, tx: Writing, version: Version) -> Response:
    await actions.end_interest(tx, id, version, body.valid_until)
    return await written(tx, views.INTEREST, id)


IMPORTED = openapi.named("ImportedWorks", openapi.record(works="integer"))


@people.post("/{id}/works", status_code=201, summary="The works of a person, from their ORCID record (JSON)", responses=writes(IMPORTED, "How many there are", 201))  # fmt: skip
async def import_works(id: UUID, file: UploadFile, tx: Writing) -> dict[str, int]:
    """What the person's works were before is replaced."""
    return {"works": await actions.import_works(tx, id, await file.read())}


class WindowBody(RuleFacts):
    """`value`: years after its end that a tie of this kind counts."""

    key: WindowKind
    value: int = Field(ge=0, le=60)


class WindowChange(RuleChange):
    value: int = Field(0, ge=0, le=60)


@windows.post("", status_code=201, summary="Propose a window", responses=shows(views.WINDOW, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def propose_window(body: WindowBody, tx: Writing) -> Response:
    made = await actions.propose_window(tx, body.model_dump())
    return await written(tx, views.WINDOW, made.id, status=201)


@windows.patch("/{id}", summary="Change a proposed window", responses=shows(views.WINDOW), openapi_extra=IF_MATCH)
async def change_window(id: UUID, body: WindowChange, tx: Writing, request: Request) -> Response:
    await actions.change_window(tx, id, if_match(request), body.model_dump(exclude_unset=True))
    return await written(tx, views.WINDOW, id)
