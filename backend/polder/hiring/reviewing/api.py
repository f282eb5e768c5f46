"""HTTP of reviewing."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from polder.hiring.reviewing import actions, views
from polder.hiring.reviewing.lifecycle import PROPOSAL
from polder.hiring.reviewing.words import GROUNDS, HOW
from polder.kernel import openapi
from polder.kernel.http import ActionRoute, Reading, Version, Writing, if_match, json_response, reading
from polder.kernel.resources import (
    IDEMPOTENT,
    IF_MATCH,
    IF_MATCH_LATER,
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
from polder.kernel.straight import straight

TAG = "hiring"
vacancies = APIRouter(prefix="/vacancies", route_class=ActionRoute, tags=[TAG])
applications = APIRouter(prefix="/applications", route_class=ActionRoute, tags=[TAG])
proposals = APIRouter(prefix="/conflict-proposals", route_class=ActionRoute, tags=[TAG])
assignments = APIRouter(prefix="/review-assignments", route_class=ActionRoute, tags=[TAG])
reviews = APIRouter(prefix="/reviews", route_class=ActionRoute, tags=[TAG])
ROUTERS = [vacancies, applications, proposals, assignments, reviews]

list_routes(proposals, views.PROPOSALS, tag=TAG, sayings={"kind": GROUNDS, "state": PROPOSAL.states})
detail_route(proposals, views.PROPOSAL, tag=TAG, name="conflict proposal")
move_route(proposals, PROPOSAL, views.PROPOSAL, tag=TAG, name="conflict proposal", effects={})
list_routes(assignments, views.ASSIGNMENTS, tag=TAG, sayings={"how": HOW})
detail_route(assignments, views.ASSIGNMENT, tag=TAG, name="review assignment")


class End(Strict):
    reason: str = Field(min_length=1, max_length=2000)


@assignments.post("/{id}/end", summary="End an assignment; what was written stays", responses=shows(views.ASSIGNMENT), openapi_extra=IF_MATCH)  # fmt: skip
async def end_assignment(id: UUID, body: End, tx: Writing, version: Version) -> Response:
    await actions.end_assignment(tx, id, version, body.reason)
    return await written(tx, views.ASSIGNMENT, id)


@vacancies.get("/{id}/reviewing", summary="How a vacancy is reviewed, and how far it is", responses=reads(views.REVIEWING_SHAPE, "With its reviewers, for whoever plans"))  # fmt: skip
async def reviewing(id: UUID, view: Reading) -> Response:
    return json_response(await view.value(views.REVIEWING, id))


class LoadBody(Strict):
    account_id: UUID
    weight_percent: int = Field(100, ge=0, le=400)
    most: int | None = Field(None, ge=0, le=100_000)


class PlanBody(Strict):
    """`weight_percent`: of a full share. `most`: never more than that many."""

    members_review: Literal["all", "assigned"] = "all"
    reviews_each: int = Field(2, ge=1, le=10)
    review_by: date | None = None
    loads: list[LoadBody] = Field(default_factory=list, max_length=1000)


@vacancies.put("/{id}/reviewing", summary="Plan how a vacancy is reviewed", responses=writes(views.REVIEWING_SHAPE, "As it now stands"), openapi_extra=IF_MATCH_LATER)  # fmt: skip
async def plan_reviewing(id: UUID, body: PlanBody, tx: Writing, request: Request) -> Response:
    version = if_match(request) if "if-match" in request.headers else None
    values = body.model_dump(exclude={"loads"})
    await actions.set_plan(tx, id, values, [load.model_dump() for load in body.loads], version)
    return json_response(await tx.scalar(views.REVIEWING.replace("$1", ":id"), id=id))


@vacancies.get("/{id}/reviewed-by", summary="Who submitted a review of which applications, for whoever plans", responses=reads(views.REVIEWED_SHAPE, "Names, without what the reviews say"))  # fmt: skip
async def reviewed_by(id: UUID, view: Reading, application_id: Annotated[list[UUID], Query(default_factory=list, max_length=200)]) -> Response:  # fmt: skip
    return json_response(await view.value(views.REVIEWED, id, application_id))


NEXT = [{"name": "after", "in": "query", "required": False, "schema": {"type": "string", "format": "uuid"},
         "description": "the application that one comes from"}]  # fmt: skip


@vacancies.get("/{id}/next-review", summary="What I review next, and how far I am", responses=reads(views.NEXT_SHAPE, "In the order of names"))  # fmt: skip
async def next_review(id: UUID, view: Reading, after: Annotated[UUID | None, Query()] = None) -> Response:
    return json_response(await view.value(views.NEXT, id, after))


class Pairs(Strict):
    application_ids: list[UUID] = Field(min_length=1, max_length=2000)
    account_ids: list[UUID] = Field(min_length=1, max_length=50)


ASSIGNED = openapi.named("AssignedReviews", openapi.record(added="integer"))


@vacancies.post("/{id}/assignments", status_code=201, summary="Ask members for reviews", responses=writes(ASSIGNED, "How many are new", 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def assign(id: UUID, body: Pairs, tx: Writing) -> dict[str, int]:
    return {"added": await actions.assign(tx, id, body.application_ids, body.account_ids)}


class Sharing(Strict):
    """Without `expected` the shares are only shown; with the digest of what was shown they are written."""

    reviews_each: int = Field(2, ge=1, le=10)
    expected: str | None = Field(None, pattern="^[0-9a-f]{64}$")


SHARES = openapi.named("ReviewShares", openapi.record(
    written="boolean", digest="text", applications="integer", added="integer", lacking_total="integer",
    loads=openapi.many(openapi.record(account_id="uuid", name="text", before="integer", after="integer",
                                      weight_percent="integer", most="integer?")),
    lacking=openapi.many(openapi.record(application_id="uuid", reference="text", name="text", lacks="integer",
                                        not_available=openapi.many(openapi.kind("text")))),
))  # fmt: skip


@vacancies.post("/{id}/assignments/share-out", summary="Share the reviews out evenly", responses=writes(SHARES, "Loads, and which applications lack whom"), openapi_extra=IDEMPOTENT)  # fmt: skip
async def share_out(id: UUID, body: Sharing, tx: Writing) -> dict[str, Any]:
    return await actions.shared_out(tx, id, body.reviews_each, body.expected)


@applications.get("/{id}/proposed-conflicts", summary="Is there something that I am asked about this application?", responses=reads(views.PROPOSED_SHAPE, "What is proposed about me, and not answered"))  # fmt: skip
@straight(reading)
async def proposed_about_me(id: UUID, view: Reading) -> Response:
    return json_response(await view.value(views.ABOUT_ME, id))


@applications.get("/{id}/review-opinions", summary="What reviewers think of each other's reviews", responses=reads(views.OPINIONS_SHAPE, "Of the reviews that the asker sees"))  # fmt: skip
async def opinions_of_reviews(id: UUID, view: Reading) -> Response:
    return json_response(await view.value(views.OPINIONS, id))


class OpinionBody(Strict):
    """Who does not agree says why."""

    agrees: bool
    reason: str = Field("", max_length=4000)


@reviews.put("/{id}/opinion", status_code=204, summary="Agree with another's review, or not", responses=NOTHING, openapi_extra=IF_MATCH_LATER)  # fmt: skip
async def give_opinion(id: UUID, body: OpinionBody, tx: Writing, request: Request) -> Response:
    version = if_match(request) if "if-match" in request.headers else None
    await actions.give_opinion(tx, id, body.agrees, body.reason, version)
    return Response(status_code=204)
