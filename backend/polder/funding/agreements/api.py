"""HTTP of agreements, their versions, the catalogue of rights, and public decisions. All amounts are in cents."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import Field

from polder.funding.agreements import actions, views
from polder.funding.agreements import decisions as deciding
from polder.funding.agreements.lifecycle import AGREEMENT, DECISION, RIGHT_KIND, VERSION
from polder.funding.agreements.rules import MOST_CENTS
from polder.funding.agreements.words import CONFIDENTIALITIES
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
from polder.kernel.version_parts import KEY, RuleChange, RuleFacts

TAG = "funding"
agreements = APIRouter(prefix="/agreements", route_class=ActionRoute, tags=[TAG])
versions = APIRouter(prefix="/agreement-versions", route_class=ActionRoute, tags=[TAG])
kinds = APIRouter(prefix="/right-kinds", route_class=ActionRoute, tags=[TAG])
decisions = APIRouter(prefix="/decisions", route_class=ActionRoute, tags=[TAG])
ROUTERS = [agreements, versions, kinds, decisions]
TERMS = {"effective_on", *actions.TERMS}


class TrancheBody(Strict):
    """One instalment. `position` is its number, which an amendment keeps; without one it gets the next."""

    position: int | None = Field(None, ge=1, le=999)
    amount_cents: int = Field(ge=1, le=MOST_CENTS)
    due_on: date
    in_kind: bool = False
    pool_id: UUID | None = None
    condition: str | None = Field(None, max_length=2000)


class RightBody(Strict):
    """A right of the funder, of a kind from the catalogue."""

    kind: str = Field(min_length=1, max_length=60)
    field: str | None = Field(None, max_length=500)
    term_months: int | None = Field(None, ge=1, le=600)
    response_days: int | None = Field(None, ge=1, le=730)
    note: str | None = Field(None, max_length=2000)


class PartyBody(Strict):
    organisation_id: UUID
    role: str = Field(min_length=1, max_length=100)


Tranches = Annotated[list[TrancheBody], Field(max_length=200)]
Rights = Annotated[list[RightBody], Field(max_length=50)]
Parties = Annotated[list[PartyBody], Field(max_length=50)]


class AgreementFacts(Strict):
    private_origin: bool | None = None  # none: as the funder's kind says
    matching_key: str | None = Field(None, max_length=60)
    confidentiality: Literal["public", "named", "confidential"] = "named"
    contact_name: str | None = Field(None, max_length=200)
    contact_email: str | None = Field(None, max_length=320)
    manager_id: UUID | None = None
    order_number: str | None = Field(None, max_length=100)
    effective_on: date | None = None
    tranches: Tranches = []
    rights: Rights = []
    parties: Parties = []


class AgreementBody(AgreementFacts):
    funder_id: UUID
    title: str = Field(min_length=1, max_length=300)
    starts_on: date
    ends_on: date


class AgreementChange(AgreementFacts):
    funder_id: UUID = Field(default_factory=lambda: UUID(int=0))
    title: str = Field(default_factory=str, min_length=1, max_length=300)
    starts_on: date = Field(default_factory=lambda: date.min)
    ends_on: date = Field(default_factory=lambda: date.max)


list_routes(
    agreements, views.AGREEMENTS, tag=TAG, sayings={"state": AGREEMENT.states, "confidentiality": CONFIDENTIALITIES}
)
detail_route(agreements, views.AGREEMENT, tag=TAG, name="agreement")
move_route(agreements, AGREEMENT, views.AGREEMENT, tag=TAG, name="agreement", effects=actions.AGREEMENT_EFFECTS)


@agreements.post(
    "", status_code=201, summary="Write an agreement", responses=shows(views.AGREEMENT, 201), openapi_extra=IDEMPOTENT
)
async def create_agreement(body: AgreementBody, tx: Writing) -> Response:
    """A draft, with the first version of its terms."""
    values, terms = body.model_dump(exclude=TERMS), body.model_dump(include=TERMS)
    agreement = await actions.create_agreement(tx, values, terms)
    return await written(tx, views.AGREEMENT, agreement.id, status=201)


@agreements.patch("/{id}", summary="Change an agreement", responses=shows(views.AGREEMENT), openapi_extra=IF_MATCH)
async def change_agreement(id: UUID, body: AgreementChange, tx: Writing, request: Request) -> Response:
    """Everything of a draft; afterwards only the contact, the manager, the order number and the confidentiality."""
    given = _given(body)
    terms = {name: given.pop(name) for name in TERMS & given.keys()}
    await actions.change_agreement(tx, id, if_match(request), given, terms)
    return await written(tx, views.AGREEMENT, id)


def _given(body: Strict) -> dict[str, Any]:
    """What the client sent; parts of a list whole, with what they leave out."""
    return body.model_dump(include=body.model_fields_set)


class TermsChange(Strict):
    """What changes of the terms; the rest stays as it is in the version before."""

    effective_on: date = Field(default_factory=lambda: date.min)
    ends_on: date = Field(default_factory=lambda: date.max)
    tranches: Tranches = []
    rights: Rights = []
    parties: Parties = []


class Amendment(TermsChange):
    reason: str = Field(min_length=1, max_length=2000)


class VersionChange(TermsChange):
    reason: str = Field("", max_length=2000)


@agreements.post(
    "/{id}/amendments", status_code=201, summary="Draft the next version of an active agreement",
    responses=shows(views.VERSION, 201), openapi_extra=IDEMPOTENT,
)  # fmt: skip
async def amend_agreement(id: UUID, body: Amendment, tx: Writing) -> Response:
    """A copy of the terms in force with these changes. Tranches are named whole: one that is left out ends."""
    version = await actions.amend(tx, id, _given(body))
    return await written(tx, views.VERSION, version.id, status=201)


class ConditionMet(Strict):
    tranche: int = Field(ge=1, le=999)
    met_on: date | None


@agreements.put("/{id}/conditions", summary="Say when a tranche's condition was met", responses=shows(views.AGREEMENT))
async def meet_condition(id: UUID, body: ConditionMet, tx: Writing) -> Response:
    await actions.meet_condition(tx, id, body.tranche, body.met_on)
    return await written(tx, views.AGREEMENT, id)


list_routes(versions, views.VERSIONS, tag=TAG, sayings={"state": VERSION.states})
detail_route(versions, views.VERSION, tag=TAG, name="agreement version")
move_route(versions, VERSION, views.VERSION, tag=TAG, name="agreement version", effects=actions.VERSION_EFFECTS)


@versions.patch("/{id}", summary="Change a draft version", responses=shows(views.VERSION), openapi_extra=IF_MATCH)
async def change_version(id: UUID, body: VersionChange, tx: Writing, request: Request) -> Response:
    await actions.change_version(tx, id, if_match(request), _given(body))
    return await written(tx, views.VERSION, id)


list_routes(kinds, views.RIGHT_KINDS, tag=TAG, sayings={"state": RIGHT_KIND.states})
detail_route(kinds, views.RIGHT_KIND, tag=TAG, name="right kind")
move_route(kinds, RIGHT_KIND, views.RIGHT_KIND, tag=TAG, name="right kind", effects={})


# ---- public decisions ------------------------------------------------------------------------------------------------


class DecisionFacts(Strict):
    scheme: str | None = Field(None, max_length=200)
    decision_number: str | None = Field(None, max_length=100)
    granted_on: date | None = None
    account_by: date | None = None
    matching_key: str | None = Field(None, max_length=60)


class DecisionBody(DecisionFacts):
    granter_id: UUID
    title: str = Field(min_length=1, max_length=300)
    amount_cents: int = Field(ge=0, le=MOST_CENTS)
    starts_on: date
    ends_on: date


class DecisionChange(DecisionFacts):
    granter_id: UUID = Field(default_factory=lambda: UUID(int=0))
    title: str = Field(default_factory=str, min_length=1, max_length=300)
    amount_cents: int = Field(0, ge=0, le=MOST_CENTS)
    starts_on: date = Field(default_factory=lambda: date.min)
    ends_on: date = Field(default_factory=lambda: date.max)
    determined_cents: int | None = Field(None, ge=0, le=MOST_CENTS)
    determined_on: date | None = None


list_routes(decisions, views.DECISIONS, tag=TAG, sayings={"state": DECISION.states})
detail_route(decisions, views.DECISION, tag=TAG, name="decision")
move_route(decisions, DECISION, views.DECISION, tag=TAG, name="decision", effects=deciding.DECISION_EFFECTS)


@decisions.post(
    "", status_code=201, summary="Record an application for a subsidy", responses=shows(views.DECISION, 201),
    openapi_extra=IDEMPOTENT,
)  # fmt: skip
async def create_decision(body: DecisionBody, tx: Writing) -> Response:
    values: dict[str, Any] = body.model_dump()
    decision = await deciding.create_decision(tx, values)
    return await written(tx, views.DECISION, decision.id, status=201)


@decisions.patch("/{id}", summary="Change a decision", responses=shows(views.DECISION), openapi_extra=IF_MATCH)
async def change_decision(id: UUID, body: DecisionChange, tx: Writing, request: Request) -> Response:
    await deciding.change_decision(tx, id, if_match(request), _given(body))
    return await written(tx, views.DECISION, id)


class Lowering(Strict):
    """What the granter now gives, by which decision of which day, and why."""

    amount_cents: int = Field(gt=0, le=MOST_CENTS)
    lowered_on: date
    decision_number: str = Field(min_length=1, max_length=100)
    reason: str = Field(min_length=1, max_length=2000)


@decisions.post("/{id}/lowerings", summary="Record that less is granted than before", responses=shows(views.DECISION), openapi_extra=IF_MATCH)  # fmt: skip
async def lower_decision(id: UUID, body: Lowering, tx: Writing, request: Request) -> Response:
    await deciding.lower(tx, id, if_match(request), **body.model_dump())
    return await written(tx, views.DECISION, id)


# ---- the catalogue of rights -----------------------------------------------------------------------------------------


class RightKindBody(RuleFacts):
    """A kind of right: whether it is limited to a field and a term, and in how many days the funder answers."""

    key: str = Field(pattern=KEY)
    explanation_nl: str = Field(min_length=1, max_length=1000)
    explanation_en: str = Field(min_length=1, max_length=1000)
    takes_field: bool
    takes_term: bool
    response_days: int | None = Field(None, ge=1, le=730)


class RightKindChange(RuleChange):
    explanation_nl: str = Field(default_factory=str, min_length=1, max_length=1000)
    explanation_en: str = Field(default_factory=str, min_length=1, max_length=1000)
    takes_field: bool = False
    takes_term: bool = False
    response_days: int | None = Field(None, ge=1, le=730)


@kinds.post("", status_code=201, summary="Propose a kind of right, or its next version", responses=shows(views.RIGHT_KIND, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def propose_right_kind(body: RightKindBody, tx: Writing) -> Response:
    made = await actions.propose_right_kind(tx, body.model_dump())
    return await written(tx, views.RIGHT_KIND, made.id, status=201)


@kinds.patch("/{id}", summary="Change a proposed kind of right", responses=shows(views.RIGHT_KIND), openapi_extra=IF_MATCH)  # fmt: skip
async def change_right_kind(id: UUID, body: RightKindChange, tx: Writing, request: Request) -> Response:
    await actions.change_right_kind(tx, id, if_match(request), body.model_dump(exclude_unset=True))
    return await written(tx, views.RIGHT_KIND, id)
