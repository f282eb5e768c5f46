"""HTTP of the rules of tracks."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import Field

from polder.hiring.calls import views
from polder.hiring.calls.lifecycle import MANAGE, TRACK_RULE
from polder.hiring.calls.tables import TrackKey, TrackRule
from polder.kernel import versions
from polder.kernel.http import ActionRoute, Version, Writing
from polder.kernel.resources import IDEMPOTENT, IF_MATCH, detail_route, list_routes, move_route, shows, written
from polder.kernel.version_parts import RuleChange, RuleFacts

TAG = "hiring"
router = APIRouter(prefix="/track-rules", route_class=ActionRoute, tags=[TAG])
list_routes(router, views.TRACK_RULES, tag=TAG, sayings={"state": TRACK_RULE.states})
detail_route(router, views.TRACK_RULE, tag=TAG, name="track rule")
move_route(router, TRACK_RULE, views.TRACK_RULE, tag=TAG, name="track rule", effects={})

Countries = Annotated[list[Annotated[str, Field(pattern="^[A-Z]{2}$")]], Field(max_length=100)]


class TrackRuleBody(RuleFacts):
    """`value`: months, countries or fields; of the European countries `countries`, as ISO 3166-1 codes."""

    key: TrackKey
    value: int | None = Field(None, ge=0, le=60)
    countries: Countries | None = None


class TrackRuleChange(RuleChange):
    value: int | None = Field(None, ge=0, le=60)
    countries: Countries | None = None


@router.post("", status_code=201, summary="Propose a rule of tracks", responses=shows(views.TRACK_RULE, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def propose_track_rule(body: TrackRuleBody, tx: Writing) -> Response:
    made = await tx.add(TrackRule(**body.model_dump()))
    return await written(tx, views.TRACK_RULE, made.id, status=201)


@router.patch("/{id}", summary="Change a proposed rule of tracks", responses=shows(views.TRACK_RULE), openapi_extra=IF_MATCH)  # fmt: skip
async def change_track_rule(id: UUID, body: TrackRuleChange, tx: Writing, version: Version) -> Response:
    rule = await tx.get(TrackRule, id, lock=True, version=version)
    await versions.change(tx, rule, body.model_dump(exclude_unset=True), MANAGE)
    return await written(tx, views.TRACK_RULE, id)
