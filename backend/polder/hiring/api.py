"""HTTP of hiring for people who are signed in. The public pages have their own file."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID
from zoneinfo import available_timezones

import orjson
from fastapi import APIRouter, Request, Response, UploadFile
from pydantic import AwareDatetime, Field, field_validator

from polder.hiring import actions, offering, views
from polder.hiring.careers.rules import Profile, ResearchField
from polder.hiring.careers.words import FIVE_OR_NONE
from polder.hiring.lifecycle import APPLICATION, OFFER, REVIEW, VACANCY
from polder.hiring.tables import Vacancy
from polder.hiring.words import LIKE_ZONE, NO_ZONE, RECOMMENDATIONS, SOURCES
from polder.identity import actions as identity
from polder.identity.tables import RoleGrant
from polder.kernel import openapi, problems
from polder.kernel.explained import Refused
from polder.kernel.http import ActionRoute, Version, Writing, if_match
from polder.kernel.resources import (
    IDEMPOTENT,
    IF_MATCH,
    IF_MATCH_LATER,
    NOTHING,
    Strict,
    detail_route,
    list_routes,
    move_route,
    shows,
    writes,
    written,
)
from polder.kernel.words import Words

TAG = "hiring"
vacancies = APIRouter(prefix="/vacancies", route_class=ActionRoute, tags=[TAG])
applications = APIRouter(prefix="/applications", route_class=ActionRoute, tags=[TAG])
reviews = APIRouter(prefix="/reviews", route_class=ActionRoute, tags=[TAG])
offers = APIRouter(prefix="/offers", route_class=ActionRoute, tags=[TAG])
ROUTERS = [vacancies, applications, reviews, offers]


# ---- vacancies -------------------------------------------------------------------------------------------------------


class LevelBody(Strict):
    nl: str = Field(min_length=1, max_length=500)
    en: str = Field(min_length=1, max_length=500)


class CriterionBody(Strict):
    """`levels`: what each score from 1 to 5 means, for all five or for none."""

    name_nl: str = Field(min_length=1, max_length=200)
    name_en: str = Field(min_length=1, max_length=200)
    rubric_nl: str = Field("", max_length=4000)
    rubric_en: str = Field("", max_length=4000)
    levels: list[LevelBody] = Field(default_factory=list, max_length=5)

    @field_validator("levels")
    @classmethod
    def _all_or_none(cls, value: list[LevelBody]) -> list[LevelBody]:
        if len(value) not in (0, 5):
            raise Refused(*FIVE_OR_NONE)
        return value


class DocumentAsked(Strict):
    kind: Literal["cv", "motivation", "transcript", "publications"]
    required: bool = True


class VacancyContent(Strict):
    """What a vacancy says, without its dates. Money is monthly gross salary at full time, in euro cents. A `call` is for
    many posts.
    """

    kind: Literal["post", "call"] = "post"
    title_nl: str = Field(min_length=1, max_length=300)
    title_en: str = Field(min_length=1, max_length=300)
    text_nl: str = Field("", max_length=20_000)
    text_en: str = Field("", max_length=20_000)
    employer_id: UUID | None = None
    location: str = Field("", max_length=200)
    fte_percent: int = Field(100, ge=1, le=100)
    hours_per_week: Decimal = Field(Decimal(38), gt=0, le=60, decimal_places=1)
    salary_min_cents: int = Field(ge=0, le=100_000_000)
    salary_max_cents: int = Field(ge=0, le=100_000_000)
    salary_scale: str | None = Field(None, max_length=60)
    contract_months: int | None = Field(None, ge=1, le=600)
    time_zone: str = "Europe/Amsterdam"
    grace_minutes: int = Field(0, ge=0, le=240)
    position_id: UUID | None = None
    without_position: str | None = Field(None, max_length=2000, description="why there is no position that pays it")
    documents_asked: list[DocumentAsked] = Field(default_factory=list, max_length=10)
    referees_asked: int = Field(0, ge=0, le=5)
    references_asked_when: Literal["submission", "later"] = "submission"
    referee_deadline_days: int = Field(14, ge=1, le=90)
    referee_reminder_days: int = Field(3, ge=0, le=30, description="Days before the end that a referee is reminded")
    referee_questions_nl: str | None = Field(None, max_length=4000)
    referee_questions_en: str | None = Field(None, max_length=4000)
    criteria: list[CriterionBody] = Field(default_factory=list, max_length=20)
    researcher_profile: Profile | None = None
    research_field: ResearchField | None = None
    remote: bool = False
    funding_programme: str | None = Field(None, max_length=200)
    eligibility_nl: str | None = Field(None, max_length=4000)
    eligibility_en: str | None = Field(None, max_length=4000)
    benefits_nl: str | None = Field(None, max_length=4000)
    benefits_en: str | None = Field(None, max_length=4000)
    selection_nl: str | None = Field(None, max_length=4000)
    selection_en: str | None = Field(None, max_length=4000)

    @field_validator("time_zone")
    @classmethod
    def _zone(cls, value: str) -> str:
        # the others, such as "localtime" and "Factory", are this machine's or nobody's
        if value not in available_timezones() or ("/" not in value and value != "UTC"):
            raise Refused(NO_ZONE, LIKE_ZONE)
        return value


class VacancyBody(VacancyContent):
    deadline: AwareDatetime
    starts_on: date | None = None


class VacancyChange(VacancyBody):
    title_nl: str = Field(default_factory=str, min_length=1, max_length=300)
    title_en: str = Field(default_factory=str, min_length=1, max_length=300)
    salary_min_cents: int = Field(0, ge=0, le=100_000_000)
    salary_max_cents: int = Field(0, ge=0, le=100_000_000)
    deadline: AwareDatetime = Field(default_factory=lambda: datetime.max.replace(tzinfo=UTC))


list_routes(vacancies, views.VACANCIES, tag=TAG, sayings={"state": VACANCY.states})
detail_route(vacancies, views.VACANCY, tag=TAG, name="vacancy")
move_route(vacancies, VACANCY, views.VACANCY, tag=TAG, name="vacancy", effects=actions.VACANCY_EFFECTS)


@vacancies.post(
    "", status_code=201, summary="Write a vacancy", responses=shows(views.VACANCY, 201), openapi_extra=IDEMPOTENT
)
async def create_vacancy(body: VacancyBody, tx: Writing) -> Response:
    values = body.model_dump(exclude={"criteria"})
    vacancy = await actions.create_vacancy(tx, values, [c.model_dump() for c in body.criteria])
    return await written(tx, views.VACANCY, vacancy.id, status=201)


@vacancies.patch("/{id}", summary="Change a draft vacancy", responses=shows(views.VACANCY), openapi_extra=IF_MATCH)
async def change_vacancy(id: UUID, body: VacancyChange, tx: Writing, request: Request) -> Response:
    values = body.model_dump(exclude_unset=True, exclude={"criteria"})
    criteria = [c.model_dump() for c in body.criteria] if "criteria" in body.model_fields_set else None
    await actions.change_vacancy(tx, id, if_match(request), values, criteria)
    return await written(tx, views.VACANCY, id)


class CommitteeMember(Strict):
    account_id: UUID
    role: Literal["committee_chair", "committee_member", "committee_observer"]
    valid_from: AwareDatetime | None = Field(None, description="Without: from now on")
    valid_until: AwareDatetime | None = None


@vacancies.post("/{id}/committee", status_code=201, summary="Appoint a committee member", responses=shows(views.VACANCY, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def appoint_member(id: UUID, body: CommitteeMember, tx: Writing) -> Response:
    await tx.get(Vacancy, id)
    await identity.grant_role(tx, body.account_id, body.role, "vacancy", id, body.valid_from, body.valid_until)
    return await written(tx, views.VACANCY, id, status=201)


@vacancies.delete("/{id}/committee/{grant_id}", summary="End a committee membership", responses=shows(views.VACANCY), openapi_extra=IF_MATCH)  # fmt: skip
async def dismiss_member(id: UUID, grant_id: UUID, tx: Writing, version: Version) -> Response:
    """End all that the person holds in this committee: whoever was first member and then chair leaves as both. A seat that is
    still to come ends by itself alone, and stays where one that runs is ended. `version`: of the seat that is named.
    """
    await tx.get(Vacancy, id)
    tx.require("committee.manage", id)
    await tx.get(Vacancy, id, lock=True)  # who leaves while it is being published
    grant = await tx.get(RoleGrant, grant_id)
    if grant.scope_id != id or not grant.role.startswith("committee_"):
        raise problems.not_found()
    await identity.end_grant(tx, grant_id, version)
    for other in await tx.rows(
        """select g.id from role_grant g where g.scope_id = :vacancy and g.account_id = :account and g.id <> :grant
           and g.role like 'committee%' and (g.valid_until is null or g.valid_until > now())
           and greatest(g.valid_from, cast(:begins as timestamptz)) <= now()""",
        vacancy=id, account=grant.account_id, grant=grant_id, begins=grant.valid_from,
    ):  # fmt: skip
        await identity.end_grant(tx, other.id)
    return await written(tx, views.VACANCY, id)


# ---- applications ----------------------------------------------------------------------------------------------------

list_routes(applications, views.APPLICATIONS, tag=TAG, sayings={"stage": APPLICATION.states, "source": SOURCES})


class ConflictBody(Strict):
    kind: Literal["employer", "coauthor", "supervisor", "interest", "family", "other"]
    note: str | None = Field(None, max_length=2000)


IMPORTED = openapi.named(
    "ImportedApplications", openapi.record(imported="integer", ids=openapi.many(openapi.kind("uuid")))
)


@applications.post(
    "/import",
    status_code=201,
    summary="Import JSON Resume files as applications",
    responses=writes(IMPORTED, "What was made", 201),
)
async def import_applications(vacancy_id: UUID, file: UploadFile, tx: Writing) -> dict[str, object]:
    """A JSON Resume, or a list of them. Each becomes a submitted application; all or none."""
    try:
        found = orjson.loads(await file.read())
    except orjson.JSONDecodeError:
        raise problems.invalid_field(
            "file", Words(nl="Dit is geen JSON.", en="This is not JSON."),
            Words(nl="Stuur een JSON Resume, of een lijst daarvan.", en="Send a JSON Resume, or a list of them."),
        ) from None  # fmt: skip
    resumes = found if isinstance(found, list) else [found]
    if not all(isinstance(item, dict) for item in resumes):
        raise problems.invalid_field(
            "file", Words(nl="Elk deel moet een object zijn.", en="Every part must be an object."),
            Words(nl="Zie jsonresume.org/schema.", en="See jsonresume.org/schema."),
        )  # fmt: skip
    ids = await actions.import_applications(tx, vacancy_id, resumes)
    return {"imported": len(ids), "ids": [str(id) for id in ids]}


detail_route(applications, views.APPLICATION, tag=TAG, name="application")


move_route(
    applications, APPLICATION, views.APPLICATION, tag=TAG, name="application", effects=actions.APPLICATION_EFFECTS
)


@applications.post("/{id}/conflict", status_code=204, summary="Declare a conflict of interest", responses=NOTHING)
async def declare_conflict(id: UUID, body: ConflictBody, tx: Writing) -> Response:
    await actions.declare_conflict(tx, id, body.kind, body.note)
    return Response(status_code=204)


class ScoreBody(Strict):
    criterion_id: UUID
    score: int | None = Field(None, ge=1, le=5)
    reason: str = Field("", max_length=4000)


class ReviewBody(Strict):
    scores: list[ScoreBody] = Field(default_factory=list, max_length=20)
    recommendation: Literal["yes", "maybe", "no"] | None = None
    note: str = Field("", max_length=10_000)


@applications.put("/{id}/review", summary="Save one's own review as a draft", responses=shows(views.REVIEW), openapi_extra=IF_MATCH_LATER)  # fmt: skip
async def save_review(id: UUID, body: ReviewBody, tx: Writing, request: Request) -> Response:
    version = if_match(request) if "if-match" in request.headers else None
    review = await actions.save_review(tx, id, body.model_dump(), version)
    return await written(tx, views.REVIEW, review.id)


list_routes(reviews, views.REVIEWS, tag=TAG, sayings={"state": REVIEW.states, "recommendation": RECOMMENDATIONS})
detail_route(reviews, views.REVIEW, tag=TAG, name="review")
move_route(reviews, REVIEW, views.REVIEW, tag=TAG, name="review", effects={})


# ---- offers ----------------------------------------------------------------------------------------------------------


class OfferTerms(Strict):
    """Salary is monthly gross at full time, in euro cents."""

    salary_cents: int = Field(gt=0, le=100_000_000)
    salary_scale: str | None = Field(None, max_length=60)
    fte_percent: int = Field(100, ge=1, le=100)
    starts_on: date
    ends_on: date | None = None
    language: Literal["nl", "en"] = "en"
    expires_at: AwareDatetime
    position_id: UUID | None = Field(None, description="what pays a post of a call; of others it is the vacancy's")


class OfferBody(OfferTerms):
    application_id: UUID


class OfferChange(OfferTerms):
    salary_cents: int = Field(1, gt=0, le=100_000_000)
    starts_on: date = date.max
    expires_at: AwareDatetime = Field(default_factory=lambda: datetime.max.replace(tzinfo=UTC))


class Endorsement(Strict):
    reason: str = Field(min_length=1, max_length=2000)


list_routes(offers, views.OFFERS, tag=TAG, sayings={"state": OFFER.states})
detail_route(offers, views.OFFER, tag=TAG, name="offer")


move_route(offers, OFFER, views.OFFER, tag=TAG, name="offer", effects=offering.OFFER_EFFECTS)


@offers.post("", status_code=201, summary="Write an offer", responses=shows(views.OFFER, 201), openapi_extra=IDEMPOTENT)
async def create_offer(body: OfferBody, tx: Writing) -> Response:
    offer = await offering.create_offer(tx, body.model_dump())
    return await written(tx, views.OFFER, offer.id, status=201)


@offers.patch("/{id}", summary="Change a draft offer", responses=shows(views.OFFER), openapi_extra=IF_MATCH)
async def change_offer(id: UUID, body: OfferChange, tx: Writing, request: Request) -> Response:
    await offering.change_offer(tx, id, if_match(request), body.model_dump(exclude_unset=True))
    return await written(tx, views.OFFER, id)


@offers.post("/{id}/endorse", summary="Agree with an offer outside the published range", responses=shows(views.OFFER), openapi_extra=IDEMPOTENT)  # fmt: skip
async def endorse_offer(id: UUID, body: Endorsement, tx: Writing) -> Response:
    await offering.endorse_offer(tx, id, body.reason)
    return await written(tx, views.OFFER, id)
