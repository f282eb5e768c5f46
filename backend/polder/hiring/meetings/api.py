"""HTTP of committee meetings, and of what a committee compares."""

from typing import Annotated, Any, Literal
from uuid import UUID
from zoneinfo import available_timezones

import orjson
from fastapi import APIRouter, Query, Request, Response
from pydantic import AwareDatetime, Field, field_validator

from polder.hiring.meetings import actions, views
from polder.hiring.meetings.lifecycle import MEETING
from polder.hiring.meetings.words import DECISIONS, OUTCOMES
from polder.hiring.words import LIKE_ZONE, NO_ZONE
from polder.kernel.explained import Refused
from polder.kernel.http import ActionRoute, Reading, Writing, if_match, json_response
from polder.kernel.resources import (
    IDEMPOTENT,
    IF_MATCH,
    Strict,
    detail_route,
    list_routes,
    move_route,
    reads,
    shows,
    writes,
    written,
)

TAG = "hiring"
vacancies = APIRouter(prefix="/vacancies", route_class=ActionRoute, tags=[TAG])
meetings = APIRouter(prefix="/meetings", route_class=ActionRoute, tags=[TAG])
items = APIRouter(prefix="/meeting-items", route_class=ActionRoute, tags=[TAG])
ROUTERS = [vacancies, meetings, items]
Stages = Literal[
    "submitted", "eligible", "longlisted", "shortlisted", "interview", "selected", "offered", "hired", "rejected"
]


@vacancies.get(
    "/{id}/comparison",
    summary="Candidates side by side, by criterion, in the order of their names",
    responses=reads(views.COMPARISON_SHAPE, "Of those that the asker sees"),
)
async def compare_candidates(
    id: UUID,
    view: Reading,
    stage: Annotated[list[Stages], Query(min_length=1)] = ["shortlisted", "interview"],  # noqa: B006
) -> Response:
    """A mean is there once all reviews of a candidate are in, and of human scores only."""
    return json_response(await view.value(views.COMPARISON, id, list(stage)))


@meetings.get(
    "/{id}/comparison",
    summary="The candidates of a meeting side by side, in the order of its agenda",
    responses=reads(views.COMPARISON_SHAPE, "Of those that the asker sees"),
)
async def compare_agenda(id: UUID, view: Reading) -> Response:
    """A mean is there once all reviews of a candidate are in, and of human scores only."""
    return json_response(await view.value(views.ON_AGENDA, id))


class MeetingChange(Strict):
    starts_at: AwareDatetime | None = None
    length_minutes: int = Field(60, ge=15, le=720)
    time_zone: str = "Europe/Amsterdam"
    place: str = Field("", max_length=500, description="a room, or the link of the video call")
    chair_id: UUID | None = None
    remarks: str = Field("", max_length=20_000, description="what was said in general, for the minutes")

    @field_validator("time_zone")
    @classmethod
    def _zone(cls, value: str) -> str:
        if value not in available_timezones() or ("/" not in value and value != "UTC"):
            raise Refused(NO_ZONE, LIKE_ZONE)
        return value


class MeetingBody(MeetingChange):
    vacancy_id: UUID
    starts_at: AwareDatetime
    chair_id: UUID
    application_ids: list[UUID] = Field(default_factory=list, max_length=200, description="the agenda, in its order")


class Agenda(Strict):
    application_ids: list[UUID] = Field(max_length=200, description="all of them, in their order")


class Attendance(Strict):
    present: list[UUID] = Field(max_length=100, description="accounts of the committee who were there")


class ReasonBody(Strict):
    criterion_id: UUID
    text: str = Field(max_length=4000)


class DecisionBody(Strict):
    """No `decision` takes it back, and keeps what was written."""

    decision: Literal["shortlist", "invite", "select", "reject", "hold"] | None
    reason: str = Field("", max_length=10_000)
    reasons: list[ReasonBody] = Field(default_factory=list, max_length=50, description="why, by criterion")
    away: list[UUID] = Field(
        default_factory=list, max_length=100, description="who left the room, beside those with a conflict of interest"
    )


# A preview shows the version that is then carried out.
SHOWN = {
    "parameters": [
        {**IF_MATCH["parameters"][0], "required": False, "description": "needed, but for a preview"},
        *IF_MATCH["parameters"][1:],
    ]
}


class CarryOut(Strict):
    mode: Literal["preview", "all", "possible"]


class MinutesBody(Strict):
    language: Literal["nl", "en"]


list_routes(meetings, views.MEETINGS, tag=TAG, sayings={"state": MEETING.states})
detail_route(meetings, views.MEETING, tag=TAG, name="meeting")
list_routes(items, views.ITEMS, tag=TAG, sayings={"decision": DECISIONS, "outcome": OUTCOMES})
move_route(meetings, MEETING, views.MEETING, tag=TAG, name="meeting", effects={})


@meetings.post("", status_code=201, summary="Plan a meeting of a committee", responses=shows(views.MEETING, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def plan_meeting(body: MeetingBody, tx: Writing) -> Response:
    made = await actions.plan(tx, body.model_dump(exclude={"application_ids"}), body.application_ids)
    return await written(tx, views.MEETING, made.id, status=201)


@meetings.patch("/{id}", summary="Change a meeting", responses=shows(views.MEETING), openapi_extra=IF_MATCH)
async def change_meeting(id: UUID, body: MeetingChange, tx: Writing, request: Request) -> Response:
    values: dict[str, Any] = body.model_dump(exclude_unset=True)
    given = {name: value for name, value in values.items() if value is not None}
    await actions.change(tx, id, if_match(request), given)
    return await written(tx, views.MEETING, id)


@meetings.put("/{id}/agenda", summary="Set the candidates of a meeting and their order", responses=shows(views.MEETING), openapi_extra=IF_MATCH)  # fmt: skip
async def set_agenda(id: UUID, body: Agenda, tx: Writing, request: Request) -> Response:
    await actions.set_agenda(tx, id, if_match(request), body.application_ids)
    return await written(tx, views.MEETING, id)


@meetings.put("/{id}/attendance", summary="Record who is there", responses=shows(views.MEETING), openapi_extra=IF_MATCH)  # fmt: skip
async def set_attendance(id: UUID, body: Attendance, tx: Writing, request: Request) -> Response:
    await actions.set_attendance(tx, id, if_match(request), body.present)
    return await written(tx, views.MEETING, id)


@meetings.post("/{id}/decisions", summary="Carry out what was decided, or see what could be", responses=writes(views.CARRIED_OUT, "What became of each decision"), openapi_extra=SHOWN)  # fmt: skip
async def carry_out_decisions(id: UUID, body: CarryOut, tx: Writing, request: Request) -> Response:
    """Only what was shown is carried out: the meeting as it was then."""
    version = None if body.mode == "preview" else if_match(request)
    done = await actions.carry_out(tx, id, body.mode, version)
    return json_response(orjson.dumps({"data": [one.told for one in done]}))


@meetings.post("/{id}/minutes", status_code=201, summary="Make the minutes: a PDF that does not change", responses=shows(views.MEETING, 201), openapi_extra=IF_MATCH)  # fmt: skip
async def make_minutes(id: UUID, body: MinutesBody, tx: Writing, request: Request) -> Response:
    await actions.make_minutes(tx, id, if_match(request), body.language)
    return await written(tx, views.MEETING, id, status=201)


@items.put("/{id}/decision", summary="Record what was decided of a candidate, and why", responses=shows(views.MEETING), openapi_extra=IF_MATCH)  # fmt: skip
async def decide_item(id: UUID, body: DecisionBody, tx: Writing, request: Request) -> Response:
    reasons = {str(one.criterion_id): one.text for one in body.reasons if one.text}
    meeting = await actions.decide(tx, id, if_match(request), {**body.model_dump(), "reasons": reasons})
    return await written(tx, views.MEETING, meeting)
