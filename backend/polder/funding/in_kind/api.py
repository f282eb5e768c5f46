"""HTTP of tariffs and in-kind contributions."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import Field

from polder.funding.in_kind import actions, views
from polder.funding.in_kind.lifecycle import IN_KIND, VALUATION_RULE
from polder.funding.in_kind.tables import Unit
from polder.funding.in_kind.words import UNITS
from polder.kernel.http import ActionRoute, Writing, if_match
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
rules = APIRouter(prefix="/valuation-rules", route_class=ActionRoute, tags=[TAG])
contributions = APIRouter(prefix="/in-kind", route_class=ActionRoute, tags=[TAG])
ROUTERS = [rules, contributions]

list_routes(rules, views.VALUATION_RULES, tag=TAG, sayings={"unit": UNITS, "state": VALUATION_RULE.states})
detail_route(rules, views.VALUATION_RULE, tag=TAG, name="valuation rule")
move_route(rules, VALUATION_RULE, views.VALUATION_RULE, tag=TAG, name="valuation rule", effects={})
list_routes(contributions, views.CONTRIBUTIONS, tag=TAG, sayings={"state": IN_KIND.states})
detail_route(contributions, views.CONTRIBUTION, tag=TAG, name="in-kind contribution")
move_route(contributions, IN_KIND, views.CONTRIBUTION, tag=TAG, name="in-kind contribution", effects={})


class TariffBody(Strict):
    """A tariff: what one unit is worth, in cents."""

    key: str = Field(pattern="^[a-z][a-z0-9_]{1,59}$")
    name_nl: str = Field(min_length=1, max_length=200)
    name_en: str = Field(min_length=1, max_length=200)
    unit: Unit
    unit_cents: int = Field(ge=1, le=100_000_000_000)
    claim_days: int | None = Field(None, ge=1, le=3650)
    source: str = Field(min_length=1, max_length=1000)
    valid_from: date
    valid_until: date | None = None


class TariffChange(TariffBody):
    key: str = Field(default_factory=str, pattern="^[a-z][a-z0-9_]{1,59}$")
    name_nl: str = Field(default_factory=str, min_length=1, max_length=200)
    name_en: str = Field(default_factory=str, min_length=1, max_length=200)
    unit: Unit = Unit.hour
    unit_cents: int = Field(default_factory=int, ge=1, le=100_000_000_000)
    source: str = Field(default_factory=str, min_length=1, max_length=1000)
    valid_from: date = date.min


@rules.post("", status_code=201, summary="Propose a tariff", responses=shows(views.VALUATION_RULE, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def propose_tariff(body: TariffBody, tx: Writing) -> Response:
    made = await actions.propose_tariff(tx, body.model_dump())
    return await written(tx, views.VALUATION_RULE, made.id, status=201)


@rules.patch("/{id}", summary="Change a proposed tariff", responses=shows(views.VALUATION_RULE), openapi_extra=IF_MATCH)
async def change_tariff(id: UUID, body: TariffChange, tx: Writing, request: Request) -> Response:
    await actions.change_tariff(tx, id, if_match(request), body.model_dump(exclude_unset=True))
    return await written(tx, views.VALUATION_RULE, id)


class Declared(Strict):
    """What was given, in units of a tariff (`tariff` is its key). The value is computed when it is valued."""

    purpose_id: UUID | None = None
    what: str = Field(min_length=1, max_length=1000)
    quantity: Decimal = Field(gt=0, le=10_000_000, decimal_places=2)
    tariff: str = Field(pattern="^[a-z][a-z0-9_]{1,59}$")
    performed_from: date
    performed_until: date
    note: str | None = Field(None, max_length=2000)


class DeclaredBody(Declared):
    lot_id: UUID


class DeclaredChange(Declared):
    what: str = Field(default_factory=str, min_length=1, max_length=1000)
    quantity: Decimal = Field(Decimal(1), gt=0, le=10_000_000, decimal_places=2)
    tariff: str = Field(default_factory=str, pattern="^[a-z][a-z0-9_]{1,59}$")
    performed_from: date = date.min
    performed_until: date = date.min


@contributions.post(
    "", status_code=201, summary="Declare an in-kind contribution", responses=shows(views.CONTRIBUTION, 201),
    openapi_extra=IDEMPOTENT,
)  # fmt: skip
async def declare(body: DeclaredBody, tx: Writing) -> Response:
    made = await actions.declare(tx, body.model_dump())
    return await written(tx, views.CONTRIBUTION, made.id, status=201)


@contributions.patch("/{id}", summary="Change what was declared", responses=shows(views.CONTRIBUTION), openapi_extra=IF_MATCH)  # fmt: skip
async def change(id: UUID, body: DeclaredChange, tx: Writing, request: Request) -> Response:
    await actions.change(tx, id, if_match(request), body.model_dump(exclude_unset=True))
    return await written(tx, views.CONTRIBUTION, id)
