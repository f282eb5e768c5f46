"""HTTP of the rules of hiring."""

from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import Field

from polder.hiring.house_rules import views
from polder.hiring.house_rules.lifecycle import HIRING_RULE, WRITE
from polder.hiring.house_rules.tables import HiringKey, HiringRule
from polder.hiring.house_rules.words import MEASURES
from polder.kernel import versions
from polder.kernel.http import ActionRoute, Writing, if_match
from polder.kernel.resources import IDEMPOTENT, IF_MATCH, detail_route, list_routes, move_route, shows, written
from polder.kernel.version_parts import RuleChange, RuleFacts

TAG = "hiring"
router = APIRouter(prefix="/hiring-rules", route_class=ActionRoute, tags=[TAG])
list_routes(router, views.RULES, tag=TAG, sayings={"measure": MEASURES, "state": HIRING_RULE.states})
detail_route(router, views.RULE, tag=TAG, name="hiring rule")
move_route(router, HIRING_RULE, views.RULE, tag=TAG, name="hiring rule", effects={})


class HiringRuleBody(RuleFacts):
    """`value` is measured in what belongs to the key: days, hundredths of a per cent, or a number."""

    key: HiringKey
    value: int = Field(ge=0, le=10_000)


class HiringRuleChange(RuleChange):
    value: int = Field(0, ge=0, le=10_000)


@router.post("", status_code=201, summary="Propose a rule of hiring", responses=shows(views.RULE, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def propose_hiring_rule(body: HiringRuleBody, tx: Writing) -> Response:
    made = await tx.add(HiringRule(**body.model_dump()))
    return await written(tx, views.RULE, made.id, status=201)


@router.patch("/{id}", summary="Change a proposed rule of hiring", responses=shows(views.RULE), openapi_extra=IF_MATCH)
async def change_hiring_rule(id: UUID, body: HiringRuleChange, tx: Writing, request: Request) -> Response:
    rule = await tx.get(HiringRule, id, lock=True, version=if_match(request))
    await versions.change(tx, rule, body.model_dump(exclude_unset=True), WRITE)
    return await written(tx, views.RULE, id)
