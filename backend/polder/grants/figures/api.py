"""HTTP of the figures of grants."""

from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import Field

from polder.grants.figures import views
from polder.grants.figures.lifecycle import GRANT_FIGURE, WRITE
from polder.grants.figures.tables import GrantFigure, GrantKey
from polder.grants.figures.words import MEASURES
from polder.kernel import versions
from polder.kernel.http import ActionRoute, Writing, if_match
from polder.kernel.resources import IDEMPOTENT, IF_MATCH, detail_route, list_routes, move_route, shows, written
from polder.kernel.version_parts import RuleChange, RuleFacts

TAG = "grants"
router = APIRouter(prefix="/grant-figures", route_class=ActionRoute, tags=[TAG])
list_routes(router, views.RULES, tag=TAG, sayings={"measure": MEASURES, "state": GRANT_FIGURE.states})
detail_route(router, views.RULE, tag=TAG, name="grant figure")
move_route(router, GRANT_FIGURE, views.RULE, tag=TAG, name="grant figure", effects={})


class GrantFigureBody(RuleFacts):
    """`value` is in days, or in whatever else belongs to its key."""

    key: GrantKey
    value: int = Field(ge=0, le=10_000)


class GrantFigureChange(RuleChange):
    value: int = Field(0, ge=0, le=10_000)


@router.post("", status_code=201, summary="Propose a figure of grants", responses=shows(views.RULE, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def propose_grant_figure(body: GrantFigureBody, tx: Writing) -> Response:
    made = await tx.add(GrantFigure(**body.model_dump()))
    return await written(tx, views.RULE, made.id, status=201)


@router.patch(
    "/{id}", summary="Change a proposed figure of grants", responses=shows(views.RULE), openapi_extra=IF_MATCH
)
async def change_grant_figure(id: UUID, body: GrantFigureChange, tx: Writing, request: Request) -> Response:
    rule = await tx.get(GrantFigure, id, lock=True, version=if_match(request))
    await versions.change(tx, rule, body.model_dump(exclude_unset=True), WRITE)
    return await written(tx, views.RULE, id)
