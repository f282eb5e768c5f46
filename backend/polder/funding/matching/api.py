"""HTTP of matching: rules, how it stands, what if, frozen quarters and published totals."""

import json
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from polder.funding.matching import actions, standing, views, what_if
from polder.funding.matching.lifecycle import LEGAL_RULE, MATCHING_RULE
from polder.funding.matching.rules import Basis
from polder.funding.matching.tables import LegalKey
from polder.funding.matching.words import BASES, FAILED, MEASURES
from polder.kernel import problems
from polder.kernel.http import ActionRoute, Reading, Writing, if_match
from polder.kernel.resources import (
    IDEMPOTENT,
    IF_MATCH,
    detail_route,
    list_routes,
    move_route,
    reads,
    shows,
    written,
)
from polder.kernel.version_parts import KEY, RuleChange, RuleFacts
from polder.kernel.words import Words

TAG = "funding"
rules = APIRouter(prefix="/matching-rules", route_class=ActionRoute, tags=[TAG])
legal = APIRouter(prefix="/legal-rules", route_class=ActionRoute, tags=[TAG])
live = APIRouter(prefix="/matching", route_class=ActionRoute, tags=[TAG])
snapshots = APIRouter(prefix="/matching-snapshots", route_class=ActionRoute, tags=[TAG])
aggregates = APIRouter(prefix="/published-aggregates", route_class=ActionRoute, tags=[TAG])
decisions = APIRouter(prefix="/aggregate-decisions", route_class=ActionRoute, tags=[TAG])
ROUTERS = [rules, legal, live, snapshots, aggregates, decisions]

list_routes(rules, views.MATCHING_RULES, tag=TAG, sayings={"basis": BASES, "state": MATCHING_RULE.states})
detail_route(rules, views.MATCHING_RULE, tag=TAG, name="matching rule")
move_route(rules, MATCHING_RULE, views.MATCHING_RULE, tag=TAG, name="matching rule", effects={})
list_routes(legal, views.LEGAL_RULES, tag=TAG, sayings={"measure": MEASURES, "state": LEGAL_RULE.states})
detail_route(legal, views.LEGAL_RULE, tag=TAG, name="legal rule")
move_route(legal, LEGAL_RULE, views.LEGAL_RULE, tag=TAG, name="legal rule", effects={})
list_routes(snapshots, views.SNAPSHOTS, tag=TAG, sayings={"basis": BASES})
detail_route(snapshots, views.SNAPSHOT, tag=TAG, name="matching snapshot")
list_routes(aggregates, views.AGGREGATES, tag=TAG)
list_routes(decisions, views.DECISIONS, tag=TAG, sayings={"failed": FAILED})


class MatchingRuleBody(RuleFacts):
    """public : private, up to a cap in cents; work may be `in_kind_share_bp` hundredths of a per cent of the base."""

    key: str = Field(pattern=KEY)
    public_parts: int = Field(ge=1, le=1_000_000)
    private_parts: int = Field(ge=1, le=1_000_000)
    cap_cents: int = Field(ge=0, le=10**15)
    in_kind_share_bp: int = Field(0, ge=0, le=9999)
    basis: Basis = Basis.received
    window_from: date
    window_until: date


class MatchingRuleChange(RuleChange):
    public_parts: int = Field(1, ge=1, le=1_000_000)
    private_parts: int = Field(1, ge=1, le=1_000_000)
    cap_cents: int = Field(0, ge=0, le=10**15)
    in_kind_share_bp: int = Field(0, ge=0, le=9999)
    basis: Basis = Basis.received
    window_from: date = date.min
    window_until: date = date.max


@rules.post("", status_code=201, summary="Propose a matching rule", responses=shows(views.MATCHING_RULE, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def propose_matching_rule(body: MatchingRuleBody, tx: Writing) -> Response:
    made = await actions.propose_matching_rule(tx, body.model_dump())
    return await written(tx, views.MATCHING_RULE, made.id, status=201)


@rules.patch("/{id}", summary="Change a proposed matching rule", responses=shows(views.MATCHING_RULE), openapi_extra=IF_MATCH)  # fmt: skip
async def change_matching_rule(id: UUID, body: MatchingRuleChange, tx: Writing, request: Request) -> Response:
    await actions.change_matching_rule(tx, id, if_match(request), body.model_dump(exclude_unset=True))
    return await written(tx, views.MATCHING_RULE, id)


class LegalRuleBody(RuleFacts):
    """`value` is measured in what belongs to the key: cents, hundredths of a per cent, or a number."""

    key: LegalKey
    value: int = Field(ge=0, le=10**15)


class LegalRuleChange(RuleChange):
    value: int = Field(0, ge=0, le=10**15)


@legal.post("", status_code=201, summary="Propose a legal rule", responses=shows(views.LEGAL_RULE, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def propose_legal_rule(body: LegalRuleBody, tx: Writing) -> Response:
    made = await actions.propose_legal_rule(tx, body.model_dump())
    return await written(tx, views.LEGAL_RULE, made.id, status=201)


@legal.patch("/{id}", summary="Change a proposed legal rule", responses=shows(views.LEGAL_RULE), openapi_extra=IF_MATCH)
async def change_legal_rule(id: UUID, body: LegalRuleChange, tx: Writing, request: Request) -> Response:
    await actions.change_legal_rule(tx, id, if_match(request), body.model_dump(exclude_unset=True))
    return await written(tx, views.LEGAL_RULE, id)


# ---- how it stands ---------------------------------------------------------------------------------------------------


def _answer(found: Any) -> Response:
    return Response(json.dumps(found), headers={"Cache-Control": "no-store"}, media_type="application/json")


@live.get("", summary="How every matching rule in force stands now: four bases, entitlement, gap, alerts",
          responses=reads(views.STANDING_SHAPE, "Computed from the ledger as it is"))  # fmt: skip
async def matching(view: Reading) -> Response:
    found = await view.value(standing.LIVE)
    if found is None:
        raise problems.forbidden()
    return _answer(standing.standing(json.loads(found)))


@live.get("/what-if", summary="What if these funders, or this agreement, pay no more",
          responses=reads(views.WHAT_IF_SHAPE, "Bases before and after, and purposes without cover"))  # fmt: skip
async def matching_what_if(
    view: Reading,
    funder_id: Annotated[list[UUID] | None, Query(max_length=100)] = None,
    agreement_id: UUID | None = None,
) -> Response:
    if not await view.value("select polder.may('funding.read')"):
        raise problems.forbidden()
    if (not funder_id) == (agreement_id is None):
        raise problems.invalid_field(
            "funder_id",
            Words(nl="Noem financiers, of één overeenkomst.", en="Name funders, or one agreement."),
            Words(nl="Stuur funder_id of agreement_id.", en="Send funder_id or agreement_id."),
        )
    found = await view.value(what_if.WHAT_IF, funder_id, agreement_id)
    if found is None:
        raise problems.not_found()
    return _answer(what_if.answer(json.loads(found)))
