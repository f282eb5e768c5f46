"""HTTP of allocations."""

from datetime import date
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import Field

from polder.funding.allocations import actions, views
from polder.funding.allocations.lifecycle import ALLOCATION
from polder.kernel.http import ActionRoute, Writing, if_match
from polder.kernel.parsing import MOST_CENTS
from polder.kernel.resources import (
    IDEMPOTENT,
    IF_MATCH,
    Strict,
    detail_route,
    list_routes,
    move_route,
    shows,
    written,
)

TAG = "funding"
allocations = APIRouter(prefix="/allocations", route_class=ActionRoute, tags=[TAG])
ROUTERS = [allocations]


class AllocationBody(Strict):
    """A part of a lot, in euro cents, for a purpose in a period."""

    lot_id: UUID
    purpose_id: UUID
    amount_cents: int = Field(ge=1, le=MOST_CENTS)
    from_day: date
    until_day: date
    note: str | None = Field(None, max_length=2000)


class AllocationChange(Strict):
    purpose_id: UUID = Field(default_factory=lambda: UUID(int=0))
    amount_cents: int = Field(1, ge=1, le=MOST_CENTS)
    from_day: date = Field(default_factory=date.today)
    until_day: date = Field(default_factory=date.today)
    note: str | None = Field(None, max_length=2000)


class CostBody(Strict):
    """`reference` names the cost at its source, such as a payroll run: the same one is attributed once."""

    cents: int = Field(ge=1, le=MOST_CENTS)
    day: date
    description: str = Field(min_length=1, max_length=500)
    reference: str | None = Field(None, min_length=1, max_length=120)


class ReportBody(Strict):
    """Costs, in euro cents, that were accounted for to the funder; `description` names the report."""

    cents: int = Field(ge=1, le=MOST_CENTS)
    day: date
    description: str = Field(min_length=1, max_length=500)


list_routes(allocations, views.ALLOCATIONS, tag=TAG, sayings={"state": ALLOCATION.states})
detail_route(allocations, views.ALLOCATION, tag=TAG, name="allocation")
move_route(allocations, ALLOCATION, views.ALLOCATION, tag=TAG, name="allocation", effects=actions.EFFECTS)


@allocations.post(
    "",
    status_code=201,
    summary="Plan a part of a lot for a purpose",
    responses=shows(views.ALLOCATION, 201),
    openapi_extra=IDEMPOTENT,
)
async def plan_allocation(body: AllocationBody, tx: Writing) -> Response:
    made = await actions.plan(tx, body.model_dump())
    return await written(tx, views.ALLOCATION, made.id, status=201)


@allocations.patch(
    "/{id}",
    summary="Change a plan, or the last day and note of what is booked",
    responses=shows(views.ALLOCATION),
    openapi_extra=IF_MATCH,
)
async def change_allocation(id: UUID, body: AllocationChange, tx: Writing, request: Request) -> Response:
    await actions.change(tx, id, if_match(request), body.model_dump(exclude_unset=True))
    return await written(tx, views.ALLOCATION, id)


@allocations.post(
    "/{id}/costs",
    status_code=201,
    summary="Attribute a cost to a booked allocation",
    responses=shows(views.ALLOCATION, 201),
    openapi_extra=IDEMPOTENT,
)
async def attribute_cost(id: UUID, body: CostBody, tx: Writing) -> Response:
    await actions.attribute_cost(tx, id, body.cents, body.day, body.description, body.reference)
    return await written(tx, views.ALLOCATION, id, status=201)


@allocations.post(
    "/{id}/reports",
    status_code=201,
    summary="Note that costs of an allocation were reported to the funder",
    responses=shows(views.ALLOCATION, 201),
    openapi_extra=IDEMPOTENT,
)
async def report_costs(id: UUID, body: ReportBody, tx: Writing) -> Response:
    await actions.report(tx, id, body.cents, body.day, body.description)
    return await written(tx, views.ALLOCATION, id, status=201)
