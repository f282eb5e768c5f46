"""HTTP of interviews."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

import orjson
from fastapi import APIRouter, Request, Response, UploadFile
from pydantic import AwareDatetime, Field, field_validator

from polder.hiring.interviews import actions, rules, views
from polder.hiring.interviews.lifecycle import INTERVIEW, ROUND
from polder.hiring.interviews.tables import InterviewRound
from polder.hiring.words import LIKE_ZONE, NO_ZONE
from polder.kernel import openapi, problems, rates
from polder.kernel.actor import Entry
from polder.kernel.documents.storage import disposition
from polder.kernel.explained import Refused
from polder.kernel.http import ActionRoute, Reading, Version, View, Writing, if_match, json_response, language
from polder.kernel.rates import Rate
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
    writes,
    written,
)
from polder.kernel.words import Words

TAG = "hiring"
rounds = APIRouter(prefix="/interview-rounds", route_class=ActionRoute, tags=[TAG])
slots = APIRouter(prefix="/interview-slots", route_class=ActionRoute, tags=[TAG])
interviews = APIRouter(prefix="/interviews", route_class=ActionRoute, tags=[TAG])
own = APIRouter(prefix="/own-interviews", route_class=ActionRoute, tags=[TAG])
ROUTERS = [rounds, slots, interviews, own]
calendar = APIRouter(include_in_schema=False)
FEED_TRIES = Rate("interviews-opened", 120, 600)


class RoundChange(Strict):
    name_nl: str = Field(default_factory=str, min_length=1, max_length=200)
    name_en: str = Field(default_factory=str, min_length=1, max_length=200)
    minutes: int = Field(45, ge=5, le=480)
    buffer_minutes: int = Field(15, ge=0, le=240)
    closes_hours: int = Field(24, ge=0, le=336, description="candidates choose and change until so many hours before")
    time_zone: str = "Europe/Amsterdam"
    mode: Literal["on_site", "video", "telephone"] = "on_site"
    place: str = Field("", max_length=500)
    instructions_nl: str = Field("", max_length=4000)
    instructions_en: str = Field("", max_length=4000)
    account_ids: list[UUID] = Field(default_factory=list, max_length=20, description="the panel")

    @field_validator("time_zone")
    @classmethod
    def _zone(cls, value: str) -> str:
        if value not in available_timezones() or ("/" not in value and value != "UTC"):
            raise Refused(NO_ZONE, LIKE_ZONE)
        return value


class RoundBody(RoundChange):
    vacancy_id: UUID
    name_nl: str = Field(min_length=1, max_length=200)
    name_en: str = Field(min_length=1, max_length=200)


class Day(Strict):
    """From a time until a time on the clock of the round's zone; 00:00 as an end is midnight."""

    day: date
    begins: str = Field(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$")
    ends: str = Field(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$")

    def stretch(self) -> rules.Stretch:
        return rules.Stretch(self.day, time.fromisoformat(self.begins), time.fromisoformat(self.ends))


class Busy(Strict):
    starts_at: AwareDatetime
    ends_at: AwareDatetime


class SlotsBody(Strict):
    days: list[Day] = Field(min_length=1, max_length=60)
    busy: list[Busy] = Field(default_factory=list, max_length=5000, description="times to leave out")


class Invitations(Strict):
    application_ids: list[UUID] = Field(min_length=1, max_length=200)


class Choice(Strict):
    slot_id: UUID
    reason: str | None = Field(None, max_length=4000)


class NoteBody(Strict):
    text: str = Field(min_length=1, max_length=10_000)


SLOT = openapi.record(starts_at="instant", ends_at="instant", twice="boolean", why="text?")
SLOTS = openapi.named(
    "SlotsOffered", openapi.record(offered=openapi.many(SLOT), left_out=openapi.many(SLOT), zone="text")
)
PERIODS = openapi.named(
    "BusyTimes", openapi.record(busy=openapi.many(openapi.record(starts_at="instant", ends_at="instant")))
)
LINK = openapi.named("InterviewCalendarLink", openapi.record(url="text", expires_at="instant"))

list_routes(rounds, views.ROUNDS, tag=TAG, sayings={"state": ROUND.states})
detail_route(rounds, views.ROUND, tag=TAG, name="interview round")
move_route(rounds, ROUND, views.ROUND, tag=TAG, name="interview round", effects={})


@rounds.post("", status_code=201, summary="Make a round of interviews", responses=shows(views.ROUND, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def make_interview_round(body: RoundBody, tx: Writing) -> Response:
    made = await actions.make_round(tx, body.model_dump(exclude={"account_ids"}), body.account_ids)
    return await written(tx, views.ROUND, made.id, status=201)


@rounds.patch("/{id}", summary="Change a round or its panel", responses=shows(views.ROUND), openapi_extra=IF_MATCH)
async def change_interview_round(id: UUID, body: RoundChange, tx: Writing, request: Request) -> Response:
    values = body.model_dump(exclude_unset=True, exclude={"account_ids"})
    panel = body.account_ids if "account_ids" in body.model_fields_set else None
    await actions.change_round(tx, id, if_match(request), values, panel)
    return await written(tx, views.ROUND, id)


def _told(zone: str, offered: list[rules.Slot], left_out: list[tuple[rules.Slot, str]], status: int) -> Response:
    def one(slot: rules.Slot, why: str | None = None) -> dict[str, Any]:
        return {"starts_at": slot.starts_at, "ends_at": slot.ends_at, "twice": slot.twice, "why": why}

    told = {"zone": zone, "offered": [one(slot) for slot in offered], "left_out": [one(*both) for both in left_out]}
    return json_response(orjson.dumps(told), status=status)


def _asked(body: SlotsBody) -> tuple[list[rules.Stretch], list[rules.Period]]:
    wrong = [
        problems.FieldProblem(
            f"days.{n}.ends",
            Words(nl="Het einde ligt niet na het begin.", en="The end is not after the start."),
            Words(nl="Kies een later einde.", en="Choose a later end."),
        )
        for n, day in enumerate(body.days)
        if day.ends <= day.begins and day.ends != "00:00"
    ]
    if wrong:
        raise problems.invalid(*wrong)
    return [day.stretch() for day in body.days], [(one.starts_at, one.ends_at) for one in body.busy]


@rounds.post("/{id}/slots/preview", summary="What slots these days give, and what is left out", responses=writes(SLOTS, "The slots"))  # fmt: skip
async def preview_slots(id: UUID, body: SlotsBody, tx: Writing) -> Response:
    found, free, left_out = await actions.propose_slots(tx, id, *_asked(body))
    return _told(found.time_zone, free, left_out, 200)


@rounds.post("/{id}/slots", status_code=201, summary="Offer slots on these days", responses=writes(SLOTS, "What was offered", 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def offer_slots(id: UUID, body: SlotsBody, tx: Writing) -> Response:
    free, left_out = await actions.offer_slots(tx, id, *_asked(body))
    return _told((await tx.get(InterviewRound, id)).time_zone, free, left_out, 201)


@rounds.post("/{id}/busy", summary="Busy times out of an iCalendar file; nothing of it is kept", responses=writes(PERIODS, "Sorted and joined"))  # fmt: skip
async def read_busy_times(id: UUID, file: UploadFile, tx: Writing) -> dict[str, Any]:
    """Of the year that comes. Times without a zone are read on the clock of the round."""
    from polder.hiring.interviews.busy import busy_periods

    found = await tx.get(InterviewRound, id)
    tx.require("interview.manage", found.vacancy_id)
    begin = datetime.now(UTC)
    periods = busy_periods(await file.read(), ZoneInfo(found.time_zone), begin, begin + timedelta(days=366))
    return {"busy": [{"starts_at": a, "ends_at": b} for a, b in periods]}


@rounds.post("/{id}/invitations", status_code=201, summary="Invite candidates to choose a time", responses=shows(views.ROUND, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def invite_candidates(id: UUID, body: Invitations, tx: Writing) -> Response:
    await actions.invite(tx, id, body.application_ids)
    return await written(tx, views.ROUND, id, status=201)


@slots.delete("/{id}", summary="Offer a free slot no more", responses=shows(views.ROUND), openapi_extra=IF_MATCH)
async def withdraw_slot(id: UUID, tx: Writing, version: Version) -> Response:
    slot = await actions.withdraw_slot(tx, id, version)
    return await written(tx, views.ROUND, slot.round_id)


list_routes(interviews, views.INTERVIEWS, tag=TAG, sayings={"state": INTERVIEW.states})
detail_route(interviews, views.INTERVIEW, tag=TAG, name="interview")
move_route(interviews, INTERVIEW, views.INTERVIEW, tag=TAG, name="interview", effects={})


@interviews.post("/{id}/slot", summary="Book a slot for a candidate, or move to another", responses=shows(views.INTERVIEW), openapi_extra=IF_MATCH)  # fmt: skip
async def book_interview(id: UUID, body: Choice, tx: Writing, request: Request) -> Response:
    await actions.take(tx, id, body.slot_id, if_match(request), body.reason)
    return await written(tx, views.INTERVIEW, id)


@interviews.post("/{id}/notes", status_code=201, summary="Hand in one's note of an interview", responses=shows(views.INTERVIEW, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def write_interview_note(id: UUID, body: NoteBody, tx: Writing) -> Response:
    await actions.write_note(tx, id, body.text)
    return await written(tx, views.INTERVIEW, id, status=201)


# ---- one's own calendar ----------------------------------------------------------------------------------------------


@own.get("", summary="The interviews that I hold", responses=reads(views.OWN_SHAPE, "By their start"))
async def own_interviews(view: Reading) -> Response:
    return json_response(await view.value(views.OWN))


@own.post("/calendar-link", status_code=201, summary="Make a link to my interviews as a calendar; it is shown this once", responses=writes(LINK, "The link", 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def make_interview_calendar(tx: Writing, request: Request) -> dict[str, str]:
    secret, until = await actions.issue_calendar(tx)
    url = f"{request.app.state.settings.base_url}/calendar/interviews/{secret}.ics?language={language(request)}"
    return {"url": url, "expires_at": until.isoformat()}


@own.delete("/calendar-link", status_code=204, summary="Withdraw my calendar link", responses=NOTHING)
async def withdraw_interview_calendar(tx: Writing) -> Response:
    await actions.withdraw_calendar(tx)
    return Response(status_code=204)


@calendar.get("/calendar/interviews/{secret}.ics")
async def interview_feed(secret: str, request: Request) -> Response:
    """One's own interviews for whoever has the link. One that was withdrawn, has ended or never was: 404."""
    from polder.hiring.interviews.invitations import feed, host_of, own_meeting

    await rates.limit(request, FEED_TRIES, rates.address(request))
    settings, wanted = request.app.state.settings, language(request)
    try:
        view = View(request.app.state.database, Entry.by_secret(secret[:200], request.state.request_id))
        text = await view.value(views.CALENDAR)
    except Exception as error:
        if getattr(error, "sqlstate", "") != "PL401":
            raise
        text = None
    if text is None:
        raise problems.not_found()
    found = [own_meeting(one, wanted, settings.base_url) for one in orjson.loads(text)]
    made = feed(found, institute=settings.institute_name, language=wanted, host=host_of(settings.base_url))
    headers = {
        "Content-Disposition": disposition("interviews.ics"),
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
    }
    return Response(made, media_type="text/calendar; charset=utf-8", headers=headers)
