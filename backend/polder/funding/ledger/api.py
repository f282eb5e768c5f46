"""HTTP of the ledger: accounts, entries, postings, lots, purposes, fund pools, closed periods."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import AfterValidator, Field

from polder.funding.ledger import actions, views
from polder.funding.ledger.rules import EVENTS, KINDS
from polder.funding.ledger.words import ASSETS, PURPOSE_KINDS
from polder.kernel.days import likely
from polder.kernel.http import ActionRoute, Reading, Writing, if_match, json_response
from polder.kernel.parsing import INT8
from polder.kernel.resources import (
    IDEMPOTENT,
    IF_MATCH,
    Strict,
    detail_route,
    list_routes,
    reads,
    shows,
    written,
)

TAG = "funding"
accounts = APIRouter(prefix="/ledger/accounts", route_class=ActionRoute, tags=[TAG])
entries = APIRouter(prefix="/ledger/entries", route_class=ActionRoute, tags=[TAG])
postings = APIRouter(prefix="/ledger/postings", route_class=ActionRoute, tags=[TAG])
checks = APIRouter(prefix="/ledger/checks", route_class=ActionRoute, tags=[TAG])
lots = APIRouter(prefix="/lots", route_class=ActionRoute, tags=[TAG])
purposes = APIRouter(prefix="/purposes", route_class=ActionRoute, tags=[TAG])
pools = APIRouter(prefix="/fund-pools", route_class=ActionRoute, tags=[TAG])
periods = APIRouter(prefix="/closed-periods", route_class=ActionRoute, tags=[TAG])
ROUTERS = [accounts, entries, postings, checks, lots, purposes, pools, periods]
KIND_WORDS = {kind.name: kind.words for kind in KINDS}

# ---- the books -------------------------------------------------------------------------------------------------------

list_routes(accounts, views.ACCOUNTS, tag=TAG, sayings={"kind": KIND_WORDS, "asset": ASSETS})


@accounts.get(
    "/{id}",
    summary="Show one account, month by month",
    responses=reads(views.ACCOUNT_SHAPE, "The account and its months"),
)
async def show_ledger_account(id: int, view: Reading) -> Response:
    return json_response(await view.value(views.ACCOUNT, id) if abs(id) <= INT8 else None)


list_routes(entries, views.ENTRIES, tag=TAG, sayings={"event": EVENTS})
detail_route(entries, views.ENTRY, tag=TAG, name="journal entry")


class Reversal(Strict):
    """Why; and on which day, else that of the entry or the first open one after it."""

    reason: str = Field(min_length=1, max_length=2000)
    posted_on: date | None = None


@entries.post(
    "/{id}/reverse",
    status_code=201,
    summary="Reverse an entry, once, with a reason",
    responses=shows(views.ENTRY, 201),
    openapi_extra=IDEMPOTENT,
)
async def reverse_entry(id: UUID, body: Reversal, tx: Writing) -> Response:
    made = await actions.reverse(tx, id, body.reason, body.posted_on)
    return await written(tx, views.ENTRY, made, status=201)


list_routes(postings, views.POSTINGS, tag=TAG, sayings={"event": EVENTS, "kind": KIND_WORDS, "asset": ASSETS})
list_routes(checks, views.CHECKS, tag=TAG)

# ---- lots ------------------------------------------------------------------------------------------------------------

list_routes(lots, views.LOTS, tag=TAG)


@lots.get(
    "/positions",
    summary="What became of each lot until the end of a day",
    responses=reads(views.LOTS_ON_SHAPE, "By lot"),
)
async def lots_on(on: Annotated[date, AfterValidator(likely)], view: Reading) -> Response:
    return json_response(await view.value(views.LOTS_ON, on))


detail_route(lots, views.LOT, tag=TAG, name="lot")


@lots.get(
    "/{id}/positions",
    summary="What became of a lot, at the end of each day on which something changed",
    responses=reads(views.LOT_DAYS_SHAPE, "Oldest first"),
)
async def lot_days(id: UUID, view: Reading) -> Response:
    await views.LOT.read(view, id)  # 404 for what the asker does not see
    return json_response(await view.value(views.LOT_DAYS, id))


# ---- purposes and pools ----------------------------------------------------------------------------------------------


class PurposeBody(Strict):
    kind: Literal["programme", "position", "grant"] = "programme"
    name_nl: str = Field(min_length=1, max_length=300)
    name_en: str = Field(min_length=1, max_length=300)
    valid_from: date
    valid_until: date | None = None


class PurposeChange(Strict):
    name_nl: str = Field(default_factory=str, min_length=1, max_length=300)
    name_en: str = Field(default_factory=str, min_length=1, max_length=300)
    valid_from: date = Field(default_factory=date.today)
    valid_until: date | None = None


list_routes(purposes, views.PURPOSES, tag=TAG, sayings={"kind": PURPOSE_KINDS})
detail_route(purposes, views.PURPOSE, tag=TAG, name="purpose")


@purposes.post(
    "", status_code=201, summary="Add a purpose", responses=shows(views.PURPOSE, 201), openapi_extra=IDEMPOTENT
)
async def create_purpose(body: PurposeBody, tx: Writing) -> Response:
    made = await actions.create_purpose(tx, body.model_dump())
    return await written(tx, views.PURPOSE, made.id, status=201)


@purposes.patch("/{id}", summary="Change a purpose", responses=shows(views.PURPOSE), openapi_extra=IF_MATCH)
async def change_purpose(id: UUID, body: PurposeChange, tx: Writing, request: Request) -> Response:
    await actions.change_purpose(tx, id, if_match(request), body.model_dump(exclude_unset=True))
    return await written(tx, views.PURPOSE, id)


Purposes = Annotated[list[UUID], Field(max_length=500)]


class PoolBody(Strict):
    name_nl: str = Field(min_length=1, max_length=200)
    name_en: str = Field(min_length=1, max_length=200)
    restriction: str = Field(min_length=1, max_length=2000)
    purposes: Purposes = []


class PoolChange(Strict):
    name_nl: str = Field(default_factory=str, min_length=1, max_length=200)
    name_en: str = Field(default_factory=str, min_length=1, max_length=200)
    restriction: str = Field(default_factory=str, min_length=1, max_length=2000)
    purposes: Purposes = []


list_routes(pools, views.POOLS, tag=TAG)
detail_route(pools, views.POOL, tag=TAG, name="fund pool")


@pools.post("", status_code=201, summary="Add a fund pool", responses=shows(views.POOL, 201), openapi_extra=IDEMPOTENT)
async def create_pool(body: PoolBody, tx: Writing) -> Response:
    made = await actions.create_pool(tx, body.model_dump(exclude={"purposes"}), body.purposes)
    return await written(tx, views.POOL, made.id, status=201)


@pools.patch("/{id}", summary="Change a fund pool", responses=shows(views.POOL), openapi_extra=IF_MATCH)
async def change_pool(id: UUID, body: PoolChange, tx: Writing, request: Request) -> Response:
    values = body.model_dump(exclude_unset=True, exclude={"purposes"})
    wanted = body.purposes if "purposes" in body.model_fields_set else None
    await actions.change_pool(tx, id, if_match(request), values, wanted)
    return await written(tx, views.POOL, id)


# ---- periods ---------------------------------------------------------------------------------------------------------


class PeriodBody(Strict):
    from_day: date
    until_day: date
    note: str | None = Field(None, max_length=500)


list_routes(periods, views.PERIODS, tag=TAG)
detail_route(periods, views.PERIOD, tag=TAG, name="closed period")


@periods.post(
    "", status_code=201, summary="Close a period for good", responses=shows(views.PERIOD, 201), openapi_extra=IDEMPOTENT
)
async def close_period(body: PeriodBody, tx: Writing) -> Response:
    """Nothing is posted on its days any more; what is corrected later is posted in the open period."""
    made = await actions.close_period(tx, body.from_day, body.until_day, body.note)
    return await written(tx, views.PERIOD, made.id, status=201)
