"""HTTP of positions and of the rules for employer's costs."""

import json
from datetime import date
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import Field

from polder.hiring.positions import actions, views, what_if
from polder.hiring.positions import words as _words  # noqa: F401 - fills CHECKS and REFUSALS
from polder.hiring.positions.lifecycle import COST_RULE, POSITION
from polder.kernel import problems
from polder.kernel.http import ActionRoute, Reading, Writing, if_match
from polder.kernel.resources import (
    IDEMPOTENT,
    IF_MATCH,
    Strict,
    detail_route,
    list_routes,
    move_route,
    reads,
    shows,
    written,
)
from polder.kernel.version_parts import KEY, RuleChange, RuleFacts

TAG = "hiring"
positions = APIRouter(prefix="/positions", route_class=ActionRoute, tags=[TAG])
cost_rules = APIRouter(prefix="/employer-cost-rules", route_class=ActionRoute, tags=[TAG])
ROUTERS = [positions, cost_rules]
MOST = 100_000_000  # cents a month


class EmployerBody(Strict):
    organisation_id: UUID
    part_bp: int = Field(ge=1, le=10_000)


class PositionBody(Strict):
    """Salaries are monthly gross at full time, in euro cents; the budget counts with one of the range. Without employers:
    the institute itself."""

    title_nl: str = Field(min_length=1, max_length=300)
    title_en: str = Field(min_length=1, max_length=300)
    cost_key: str = Field(pattern=KEY)
    salary_scale: str | None = Field(None, max_length=60)
    salary_min_cents: int = Field(ge=10_000, le=MOST)
    salary_max_cents: int = Field(ge=10_000, le=MOST)
    budget_salary_cents: int | None = Field(None, ge=10_000, le=MOST, description="without: the highest")
    fte_percent: int = Field(100, ge=1, le=100)
    starts_on: date = Field(description="the first of a month")
    months: int = Field(ge=1, le=120)
    note: str | None = Field(None, max_length=2000)
    employers: list[EmployerBody] = Field(default_factory=list, max_length=20)


class PositionChange(PositionBody):
    title_nl: str = Field(default_factory=str, min_length=1, max_length=300)
    title_en: str = Field(default_factory=str, min_length=1, max_length=300)
    cost_key: str = Field(default_factory=str, pattern=KEY)
    salary_min_cents: int = Field(10_000, ge=10_000, le=MOST)
    salary_max_cents: int = Field(10_000, ge=10_000, le=MOST)
    starts_on: date = Field(default_factory=date.today)
    months: int = Field(1, ge=1, le=120)


class LineBody(Strict):
    """A lot pays a part, in basis points, of each month from a month until another, both their first day."""

    id: UUID | None = Field(None, description="of a line that there is")
    lot_id: UUID
    from_month: date
    until_month: date
    part_bp: int = Field(ge=1, le=10_000)


class LinesBody(Strict):
    lines: list[LineBody] = Field(max_length=100)


class GapBody(Strict):
    reason: str = Field(min_length=1, max_length=2000)


class FillBody(Strict):
    """The appointment; without an end: the position's own."""

    starts_on: date
    ends_on: date | None = None
    fte_percent: int = Field(ge=1, le=100)
    salary_cents: int | None = Field(None, ge=1, description="monthly gross at full time, in cents")


list_routes(positions, views.POSITIONS, tag=TAG, sayings={"state": POSITION.states})


@positions.get("/what-if", summary="What if a lot falls away: months of positions without cover",
               responses=reads(what_if.SHAPE, "Per position, to the cent; nothing is written"))  # fmt: skip
async def positions_what_if(view: Reading, lot_id: UUID, since: date | None = None) -> Response:
    if not await view.value("select polder.may('funding.read') and polder.may('position.read')"):
        raise problems.forbidden()
    found = await view.value(what_if.WHAT_IF, lot_id)
    if found is None:
        raise problems.not_found()
    first = since or await view.value("select polder.today()")
    return _answer(what_if.answer(json.loads(found), first.replace(day=1)))


def _answer(found: Any) -> Response:
    return Response(json.dumps(found), headers={"Cache-Control": "no-store"}, media_type="application/json")


detail_route(positions, views.POSITION, tag=TAG, name="position")
move_route(positions, POSITION, views.POSITION, tag=TAG, name="position", effects=actions.EFFECTS)


@positions.post("", status_code=201, summary="Write a position", responses=shows(views.POSITION, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def create_position(body: PositionBody, tx: Writing) -> Response:
    values = body.model_dump(exclude={"employers"})
    values["budget_salary_cents"] = values["budget_salary_cents"] or values["salary_max_cents"]
    made = await actions.create(tx, values, [e.model_dump() for e in body.employers])
    return await written(tx, views.POSITION, made.id, status=201)


@positions.patch("/{id}", summary="Change a draft position", responses=shows(views.POSITION), openapi_extra=IF_MATCH)
async def change_position(id: UUID, body: PositionChange, tx: Writing, request: Request) -> Response:
    values = body.model_dump(exclude_unset=True, exclude={"employers"})
    if "budget_salary_cents" in values and values["budget_salary_cents"] is None:
        values.pop("budget_salary_cents")
    employers = [e.model_dump() for e in body.employers] if "employers" in body.model_fields_set else None
    await actions.change(tx, id, if_match(request), values, employers)
    return await written(tx, views.POSITION, id)


@positions.put("/{id}/lines", summary="Say which lots pay a position, and plan them once it is funded", responses=shows(views.POSITION), openapi_extra=IF_MATCH)  # fmt: skip
async def set_lines(id: UUID, body: LinesBody, tx: Writing, request: Request) -> Response:
    await actions.set_lines(tx, id, if_match(request), [line.model_dump() for line in body.lines])
    return await written(tx, views.POSITION, id)


@positions.post("/{id}/gap", status_code=201, summary="Accept that months are not wholly paid yet", responses=shows(views.POSITION, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def accept_gap(id: UUID, body: GapBody, tx: Writing) -> Response:
    await actions.accept_gap(tx, id, body.reason)
    return await written(tx, views.POSITION, id, status=201)


@positions.post("/{id}/fill", summary="Fill a vacant position by an appointment", responses=shows(views.POSITION), openapi_extra=IDEMPOTENT)  # fmt: skip
async def fill_position(id: UUID, body: FillBody, tx: Writing) -> Response:
    await actions.fill(tx, id, body.starts_on, body.ends_on, body.fte_percent, body.salary_cents)
    return await written(tx, views.POSITION, id)


# ---- rules for employer's costs --------------------------------------------------------------------------------------


class CostRuleBody(RuleFacts):
    """`key` is the collective agreement; the surcharge is in basis points of the monthly salary."""

    key: str = Field(pattern=KEY)
    surcharge_bp: int = Field(ge=0, le=20_000)


class CostRuleChange(RuleChange):
    surcharge_bp: int = Field(0, ge=0, le=20_000)


list_routes(cost_rules, views.COST_RULES, tag=TAG, sayings={"state": COST_RULE.states})
detail_route(cost_rules, views.COST_RULE, tag=TAG, name="employer cost rule")
move_route(cost_rules, COST_RULE, views.COST_RULE, tag=TAG, name="employer cost rule", effects={})


@cost_rules.post("", status_code=201, summary="Propose a rule for employer's costs", responses=shows(views.COST_RULE, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def propose_cost_rule(body: CostRuleBody, tx: Writing) -> Response:
    made = await actions.propose_cost_rule(tx, body.model_dump())
    return await written(tx, views.COST_RULE, made.id, status=201)


@cost_rules.patch("/{id}", summary="Change a proposed rule for employer's costs", responses=shows(views.COST_RULE), openapi_extra=IF_MATCH)  # fmt: skip
async def change_cost_rule(id: UUID, body: CostRuleChange, tx: Writing, request: Request) -> Response:
    await actions.change_cost_rule(tx, id, if_match(request), body.model_dump(exclude_unset=True))
    return await written(tx, views.COST_RULE, id)
