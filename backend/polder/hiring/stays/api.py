"""HTTP of stays and milestones."""

from datetime import date
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import Field

from polder.hiring.stays import actions, views
from polder.hiring.stays.lifecycle import STAY
from polder.hiring.stays.tables import Owner, StayKind
from polder.hiring.stays.words import OWNERS, STAY_KINDS
from polder.kernel import problems
from polder.kernel.http import ActionRoute, Reading, Version, Writing, json_response
from polder.kernel.resources import (
    IDEMPOTENT,
    IF_MATCH,
    NOTHING,
    Strict,
    detail_route,
    list_routes,
    move_route,
    reads,
    shows,
    written,
)

TAG = "hiring"
appointments, stays, milestones = (
    APIRouter(prefix=f"/{name}", route_class=ActionRoute, tags=[TAG])
    for name in ("appointments", "stays", "milestones")
)
ROUTERS = [appointments, stays, milestones]
list_routes(stays, views.STAYS, tag=TAG, sayings={"state": STAY.states, "kind": STAY_KINDS})
detail_route(stays, views.STAY, tag=TAG, name="stay")
move_route(stays, STAY, views.STAY, tag=TAG, name="stay", effects={})
list_routes(milestones, views.MILESTONES, tag=TAG, sayings={"whose": OWNERS})
detail_route(milestones, views.MILESTONE, tag=TAG, name="milestone")


@appointments.get("/{id}/stays", summary="Stays and milestones of an appointment, and what its track asks", responses=reads(views.OF_APPOINTMENT_SHAPE, "In the order of their days"))  # fmt: skip
async def stays_of_appointment(id: UUID, view: Reading) -> Response:
    found = await view.value(views.OF_APPOINTMENT, id)
    if found is None:
        raise problems.not_found()
    return json_response(found)


class StayChange(Strict):
    """`country_code`: where it is not the organisation's own."""

    organisation_id: UUID = UUID(int=0)
    country_code: str | None = Field(None, pattern="^[A-Z]{2}$")
    kind: StayKind = StayKind.exchange
    valid_from: date = date.min
    valid_until: date = date.max
    note: str | None = Field(None, max_length=2000)


class StayBody(StayChange):
    organisation_id: UUID
    kind: StayKind
    valid_from: date
    valid_until: date


@appointments.post("/{id}/stays", status_code=201, summary="Plan a stay elsewhere", responses=shows(views.STAY, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def plan_stay(id: UUID, body: StayBody, tx: Writing) -> Response:
    made = await actions.plan(tx, id, body.model_dump())
    return await written(tx, views.STAY, made.id, status=201)


@stays.patch("/{id}", summary="Change a planned stay", responses=shows(views.STAY), openapi_extra=IF_MATCH)
async def change_stay(id: UUID, body: StayChange, tx: Writing, version: Version) -> Response:
    await actions.change(tx, id, version, body.model_dump(exclude_unset=True))
    return await written(tx, views.STAY, id)


class MilestoneBody(Strict):
    title: str = Field(min_length=1, max_length=300)
    whose: Owner
    due_on: date


class MilestoneChange(Strict):
    """Whose it is says that it is done, and what shows it: where that lies, or a link."""

    title: str = Field(default_factory=str, min_length=1, max_length=300)
    whose: Owner = Owner.hr
    due_on: date = date.max
    done_on: date | None = None
    evidence: str = Field("", max_length=2000)


@appointments.post("/{id}/milestones", status_code=201, summary="Add a milestone", responses=shows(views.MILESTONE, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def add_milestone(id: UUID, body: MilestoneBody, tx: Writing) -> Response:
    made = await actions.add_milestone(tx, id, body.model_dump())
    return await written(tx, views.MILESTONE, made.id, status=201)


@milestones.patch("/{id}", summary="Change a milestone, or say that it is done", responses=shows(views.MILESTONE), openapi_extra=IF_MATCH)  # fmt: skip
async def change_milestone(id: UUID, body: MilestoneChange, tx: Writing, version: Version) -> Response:
    await actions.change_milestone(tx, id, version, body.model_dump(exclude_unset=True))
    return await written(tx, views.MILESTONE, id)


@milestones.delete("/{id}", status_code=204, summary="Take away a milestone that was a mistake", responses=NOTHING, openapi_extra=IF_MATCH)  # fmt: skip
async def remove_milestone(id: UUID, tx: Writing, version: Version) -> Response:
    await actions.remove_milestone(tx, id, version)
    return Response(status_code=204)
