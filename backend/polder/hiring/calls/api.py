"""HTTP of calls for people who are signed in."""

import asyncio
from datetime import date
from typing import Any, Literal
from uuid import UUID

import orjson
from fastapi import APIRouter, Request, Response, UploadFile
from pydantic import Field

from polder.hiring.calls import actions, intents_api, rules_api, told, views
from polder.hiring.calls.intents_api import Track
from polder.hiring.calls.lifecycle import MATCH_PAIR, MATCH_ROUND
from polder.hiring.calls.words import KINDS
from polder.kernel import openapi, problems
from polder.kernel.http import ActionRoute, Reading, Version, Writing, if_match, json_response
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

TAG = "hiring"
Stage = Literal[
    "submitted", "eligible", "ineligible", "longlisted", "shortlisted", "interview", "selected", "offered", "hired",
    "rejected", "withdrawn",
]  # fmt: skip


def _router(name: str) -> APIRouter:
    return APIRouter(prefix=f"/{name}", route_class=ActionRoute, tags=[TAG])


calls, advisors, vacancies = _router("calls"), _router("advisors"), _router("vacancies")
rounds, pairs = _router("match-rounds"), _router("match-pairs")
ROUTERS = [calls, advisors, vacancies, rounds, pairs, intents_api.router, rules_api.router]


# ---- the call --------------------------------------------------------------------------------------------------------


class ChecklistItem(Strict):
    key: str = Field(min_length=1, max_length=40, pattern="^[a-z][a-z0-9_]*$")
    name_nl: str = Field(min_length=1, max_length=200)
    name_en: str = Field(min_length=1, max_length=200)


class CallChange(Strict):
    """Each day is the last of its phase."""

    posts: int = Field(1, ge=1, le=1000)
    wishes_most: int = Field(1, ge=1, le=10)
    interviews_most: int = Field(1, ge=1, le=20)
    tracks: list[Track] = Field(default_factory=list, min_length=1, max_length=3)
    open_to_all: bool = False
    checklist: list[ChecklistItem] = Field(default_factory=list, max_length=20)
    eligibility_until: date | None = None
    ranking_until: date | None = None
    interviews_until: date | None = None
    offers_until: date | None = None
    letters_until: date | None = None
    reason: str = Field("", max_length=2000)


list_routes(calls, views.CALLS, tag=TAG)
detail_route(calls, views.CALL, tag=TAG, name="call")


@calls.patch("/{id}", summary="Change how a call proceeds", responses=shows(views.CALL), openapi_extra=IF_MATCH)
async def change_call(id: UUID, body: CallChange, tx: Writing, request: Request) -> Response:
    values = body.model_dump(exclude_unset=True, exclude={"reason"})
    await actions.change_call(tx, id, if_match(request), values, body.reason)
    return await written(tx, views.CALL, id)


# ---- advisors --------------------------------------------------------------------------------------------------------


def _academic() -> list[Track]:
    return ["academic"]


class AdvisorChange(Strict):
    account_id: UUID | None = None
    name: str = Field(default_factory=str, min_length=1, max_length=500)
    email: str | None = Field(None, max_length=320)
    organisation_id: UUID = Field(default_factory=lambda: UUID(int=0))
    country_code: str = Field(default_factory=str, pattern="^[A-Z]{2}$")
    topics_nl: str = Field("", max_length=1000)
    topics_en: str = Field("", max_length=1000)
    tracks: list[Track] = Field(default_factory=_academic, min_length=1, max_length=3)
    interview_capacity: int = Field(5, ge=0, le=100)
    posts: int = Field(1, ge=0, le=20)
    accepting: bool = True
    from_day: date | None = None
    until_day: date | None = None


class AdvisorBody(AdvisorChange):
    vacancy_id: UUID
    name: str = Field(min_length=1, max_length=500)
    organisation_id: UUID
    country_code: str = Field(pattern="^[A-Z]{2}$")


class Refusal(Strict):
    application_id: UUID
    reason: str = Field(min_length=1, max_length=2000)


class RankingBody(Strict):
    """Candidates in order, best first; and those who are not acceptable, each with its reason."""

    ranked: list[UUID] = Field(default_factory=list, max_length=5000)
    refused: list[Refusal] = Field(default_factory=list, max_length=5000)


class ScoresBody(Strict):
    scores: dict[UUID, int] = Field(default_factory=dict, max_length=20)
    note: str = Field("", max_length=4000)


IMPORTED = openapi.named("ImportedAdvisors", openapi.record(imported="integer", ids=openapi.many(openapi.kind("uuid"))))

list_routes(advisors, views.ADVISORS, tag=TAG)


detail_route(advisors, views.ADVISOR, tag=TAG, name="advisor")


@advisors.post(
    "",
    status_code=201,
    summary="Add an advisor to a call",
    responses=shows(views.ADVISOR, 201),
    openapi_extra=IDEMPOTENT,
)
async def add_advisor(body: AdvisorBody, tx: Writing) -> Response:
    made = await actions.add_advisor(tx, body.model_dump())
    return await written(tx, views.ADVISOR, made.id, status=201)


@advisors.patch(
    "/{id}", summary="Change an advisor, or one's own line", responses=shows(views.ADVISOR), openapi_extra=IF_MATCH
)
async def change_advisor(id: UUID, body: AdvisorChange, tx: Writing, request: Request) -> Response:
    await actions.change_advisor(tx, id, if_match(request), body.model_dump(exclude_unset=True))
    return await written(tx, views.ADVISOR, id)


@advisors.get(
    "/{id}/found",
    summary="Eligible candidates of a call that is open to all",
    responses=reads(views.FOUND_SCHEMA, "Candidates"),
)
async def find_candidates(id: UUID, view: Reading, q: str = "") -> Response:
    await views.ADVISOR.read(view, id)
    return json_response(await view.value(views.FOUND, id, q.replace("\x00", " ")[:200]))


@advisors.put("/{id}/ranking", summary="Save one's own ranking", responses=shows(views.ADVISOR), openapi_extra=IF_MATCH)
async def save_ranking(id: UUID, body: RankingBody, tx: Writing, version: Version) -> Response:
    await actions.save_ranking(tx, id, version, body.ranked, [r.model_dump() for r in body.refused])
    return await written(tx, views.ADVISOR, id)


@advisors.put(
    "/{id}/candidates/{application}",
    summary="Score a candidate, for oneself",
    responses=shows(views.ADVISOR),
    openapi_extra=IDEMPOTENT,
)
async def save_scores(id: UUID, application: UUID, body: ScoresBody, tx: Writing) -> Response:
    await actions.save_scores(tx, id, application, {str(k): v for k, v in body.scores.items()}, body.note)
    return await written(tx, views.ADVISOR, id)


# ---- eligibility -----------------------------------------------------------------------------------------------------


class Check(Strict):
    item: str = Field(min_length=1, max_length=40)
    met: bool
    note: str = Field("", max_length=2000)


class EligibilityBody(Strict):
    """What was found, for one application or many. With a verdict they move; not eligible needs a reason."""

    application_ids: list[UUID] = Field(min_length=1, max_length=200)
    checks: list[Check] = Field(default_factory=list, max_length=20)
    verdict: Literal["eligible", "ineligible"] | None = None
    reason: str | None = Field(None, max_length=4000)


@vacancies.post(
    "/{id}/advisors/import",
    status_code=201,
    summary="Import advisors from a CSV file",
    responses=writes(IMPORTED, "What was made", 201),
)
async def import_advisors(id: UUID, file: UploadFile, tx: Writing) -> dict[str, object]:
    """UTF-8 with a header: name, email, organisation, country, topics_nl, topics_en, tracks, interviews, posts. All or none."""
    ids = await actions.import_advisors(tx, id, await file.read())
    return {"imported": len(ids), "ids": [str(id) for id in ids]}


@vacancies.get(
    "/{id}/eligibility",
    summary="Applications of a call with their checklist",
    responses=reads(views.ELIGIBILITY_SCHEMA, "A hundred, oldest first"),
)
async def list_eligibility(id: UUID, view: Reading, stage: Stage = "submitted", page: int = 1) -> Response:
    offset = (min(max(page, 1), 1000) - 1) * 100
    return json_response(await view.value(views.ELIGIBILITY, id, stage, offset))


@vacancies.post(
    "/{id}/eligibility",
    status_code=204,
    summary="Judge the eligibility of applications",
    responses=NOTHING,
    openapi_extra=IDEMPOTENT,
)
async def judge_eligibility(id: UUID, body: EligibilityBody, tx: Writing) -> Response:
    checks = [check.model_dump() for check in body.checks]
    await actions.judge_eligibility(tx, id, body.application_ids, checks, body.verdict, body.reason)
    return Response(status_code=204)


# ---- rounds and pairs ------------------------------------------------------------------------------------------------


class RoundBody(Strict):
    vacancy_id: UUID
    kind: Literal["interviews", "offers"]
    note: str = Field("", max_length=2000)


class Again(Strict):
    reason: str = Field(min_length=1, max_length=2000)


list_routes(rounds, views.MATCH_ROUNDS, tag=TAG, sayings={"state": MATCH_ROUND.states, "kind": KINDS})
detail_route(rounds, views.MATCH_ROUND, tag=TAG, name="match round")
move_route(rounds, MATCH_ROUND, views.MATCH_ROUND, tag=TAG, name="match round", effects=actions.ROUND_EFFECTS)


@rounds.post(
    "",
    status_code=201,
    summary="Prepare a match round",
    responses=shows(views.MATCH_ROUND, 201),
    openapi_extra=IDEMPOTENT,
)
async def draft_match_round(body: RoundBody, tx: Writing) -> Response:
    made = await actions.draft_round(tx, body.model_dump())
    return await written(tx, views.MATCH_ROUND, made.id, status=201)


@rounds.post(
    "/{id}/again",
    status_code=201,
    summary="Solve anew, with what people confirmed and rejected",
    responses=shows(views.MATCH_ROUND, 201),
    openapi_extra=IF_MATCH,
)
async def solve_match_round_again(id: UUID, body: Again, tx: Writing, version: Version) -> Response:
    made = await actions.again(tx, id, version, body.reason)
    return await written(tx, views.MATCH_ROUND, made.id, status=201)


@rounds.post(
    "/{id}/confirm-pairs",
    summary="Confirm every pair that is proposed",
    responses=shows(views.MATCH_ROUND),
    openapi_extra=IDEMPOTENT,
)
async def confirm_pairs(id: UUID, tx: Writing) -> Response:
    await actions.decide_pairs(tx, id)
    return await written(tx, views.MATCH_ROUND, id)


@rounds.post(
    "/{id}/advance",
    summary="Move along whoever has a confirmed pair",
    responses=shows(views.MATCH_ROUND),
    openapi_extra=IDEMPOTENT,
)
async def advance_candidates(id: UUID, tx: Writing) -> Response:
    await actions.advance(tx, id)
    return await written(tx, views.MATCH_ROUND, id)


@rounds.get(
    "/{id}/unmatched",
    summary="Every wish without a pair, and why",
    responses=reads(views.UNMATCHED_SCHEMA, "At most 500, by candidate and wish"),
)
async def list_unmatched(id: UUID, view: Reading, q: str = "") -> Response:
    found = await _frozen(id, view)
    return json_response(orjson.dumps(await asyncio.to_thread(told.unmatched, found, q[:200])))


@rounds.get(
    "/{id}/recomputed",
    summary="Solve the frozen input again, and compare",
    responses=reads(views.CHECKED_SCHEMA, "Whether the result is the same"),
)
async def recompute_round(id: UUID, view: Reading) -> Response:
    found = await _frozen(id, view)
    again = await asyncio.to_thread(told.result, found)
    digest = await view.value("select polder.digest_of($1::text::jsonb)", orjson.dumps(again).decode())
    return json_response(orjson.dumps({
        "same": found["result"] is not None and digest == found["result_sha256"], "input_sha256": found["input_sha256"],
        "result_sha256": found["result_sha256"], "recomputed_sha256": digest,
    }))  # fmt: skip


async def _frozen(id: UUID, view: Reading) -> dict[str, Any]:
    text = await view.value(views.NAMES, id)
    if text is None:
        raise problems.not_found()
    return dict(orjson.loads(text))


list_routes(pairs, views.MATCH_PAIRS, tag=TAG, sayings={"state": MATCH_PAIR.states})
detail_route(pairs, views.MATCH_PAIR, tag=TAG, name="match pair")
move_route(pairs, MATCH_PAIR, views.MATCH_PAIR, tag=TAG, name="match pair", effects={})
