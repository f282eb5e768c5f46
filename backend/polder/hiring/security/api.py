"""HTTP of knowledge security."""

from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import Field

from polder.hiring.security import actions, views
from polder.hiring.security.lifecycle import SECURITY_CHECK
from polder.hiring.tables import Vacancy
from polder.kernel.http import ActionRoute, Reading, Version, Writing, if_match, json_response
from polder.kernel.openapi import perhaps
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

TAG = "hiring"
checks = APIRouter(prefix="/security-checks", route_class=ActionRoute, tags=[TAG])
tags = APIRouter(prefix="/vacancies", route_class=ActionRoute, tags=[TAG])
asks = APIRouter(prefix="/applications", route_class=ActionRoute, tags=[TAG])
ROUTERS = [checks, tags, asks]

list_routes(checks, views.CHECKS, tag=TAG, sayings={"state": SECURITY_CHECK.states})
detail_route(checks, views.CHECK, tag=TAG, name="security check")
move_route(checks, SECURITY_CHECK, views.CHECK, tag=TAG, name="security check", effects={})


class TagBody(Strict):
    """Why this post needs the check: the knowledge that it gives access to, not who may come."""

    reason: str = Field(min_length=1, max_length=4000)


@tags.get("/{id}/knowledge-security", summary="The knowledge security tag of a vacancy", responses=reads(perhaps(views.TAG_SHAPE), "The tag, or null"))  # fmt: skip
async def security_tag(id: UUID, view: Reading) -> Response:
    if await view.value("select true from vacancy where id = $1", id) is None:
        return json_response(None)
    return json_response(await view.value(views.TAG, id) or b"null")


@tags.put("/{id}/knowledge-security", summary="Tag a vacancy for knowledge security", responses=writes(views.TAG_SHAPE, "The tag"), openapi_extra=IF_MATCH_LATER)  # fmt: skip
async def tag_vacancy(id: UUID, body: TagBody, tx: Writing, request: Request) -> Response:
    await tx.get(Vacancy, id)
    tx.require("security.tag", id)
    await actions.tag(tx, id, body.reason, if_match(request) if "if-match" in request.headers else None)
    return json_response(await tx.scalar(views.TAG.replace("$1", ":id"), id=id))


@tags.delete("/{id}/knowledge-security", status_code=204, summary="Take the knowledge security tag away", responses=NOTHING, openapi_extra=IF_MATCH)  # fmt: skip
async def untag_vacancy(id: UUID, tx: Writing, version: Version) -> Response:
    await tx.get(Vacancy, id)
    tx.require("security.tag", id)
    await actions.untag(tx, id, version)
    return Response(status_code=204)


@asks.post("/{id}/security-check", status_code=201, summary="Ask the security officer about an application", responses=shows(views.CHECK, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def ask_security_check(id: UUID, tx: Writing) -> Response:
    made = await actions.ask(tx, id)
    return await written(tx, views.CHECK, made.id, status=201)
