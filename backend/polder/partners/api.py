"""HTTP of partners: organisations, people, affiliations."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

import orjson
from fastapi import APIRouter, Request, Response, UploadFile
from pydantic import Field, StringConstraints

from polder.kernel import openapi, problems
from polder.kernel.http import ActionRoute, Version, Writing, if_match
from polder.kernel.resources import (
    IDEMPOTENT,
    IF_MATCH,
    Strict,
    detail_route,
    list_routes,
    shows,
    writes,
    written,
)
from polder.kernel.words import Words
from polder.partners import actions, views
from polder.partners.words import ORGANISATION_KINDS, ROR_STATUSES

TAG = "partners"
organisations = APIRouter(prefix="/organisations", route_class=ActionRoute, tags=[TAG])
people = APIRouter(prefix="/people", route_class=ActionRoute, tags=[TAG])
affiliations = APIRouter(prefix="/affiliations", route_class=ActionRoute, tags=[TAG])
ROUTERS = [organisations, people, affiliations]
Kind = Literal["university", "industry", "ministry", "foundation", "institute", "ellis_unit", "other"]

list_routes(organisations, views.ORGANISATIONS, tag=TAG, sayings={"kind": ORGANISATION_KINDS, "status": ROR_STATUSES})
detail_route(organisations, views.ORGANISATION, tag=TAG, name="organisation")
list_routes(people, views.PEOPLE, tag=TAG)
detail_route(people, views.PERSON, tag=TAG, name="person")


Names = Annotated[
    list[Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]], Field(max_length=50)
]


class OrganisationFacts(Strict):
    kind: Kind = "other"
    aliases: Names = []
    acronyms: Names = []
    country_code: str | None = Field(None, pattern="^[A-Z]{2}$")
    city: str | None = Field(None, max_length=200)
    website: str | None = Field(None, max_length=500, pattern="^https?://")
    kvk: str | None = Field(None, pattern="^[0-9]{8}$")
    vat_number: str | None = Field(None, max_length=20)
    lei: str | None = Field(None, pattern="^[A-Z0-9]{20}$")
    member_from: date | None = None
    member_until: date | None = None


class OrganisationBody(OrganisationFacts):
    name: str = Field(min_length=1, max_length=500)


class OrganisationChange(OrganisationFacts):
    name: str = Field(default_factory=str, min_length=1, max_length=500)


@organisations.post(
    "",
    status_code=201,
    summary="Add an organisation",
    responses=shows(views.ORGANISATION, 201),
    openapi_extra=IDEMPOTENT,
)
async def create_organisation(body: OrganisationBody, tx: Writing) -> Response:
    made = await actions.create_organisation(tx, body.model_dump())
    return await written(tx, views.ORGANISATION, made.id, status=201)


@organisations.patch(
    "/{id}", summary="Change an organisation", responses=shows(views.ORGANISATION), openapi_extra=IF_MATCH
)
async def change_organisation(id: UUID, body: OrganisationChange, tx: Writing, request: Request) -> Response:
    await actions.change_organisation(tx, id, if_match(request), body.model_dump(exclude_unset=True))
    return await written(tx, views.ORGANISATION, id)


IMPORTED = openapi.named("ImportedOrganisations", openapi.record(read="integer", added="integer", updated="integer"))


@organisations.post(
    "/import", status_code=201, summary="Import ROR records (schema 2)", responses=writes(IMPORTED, "What came in", 201)
)
async def import_organisations(file: UploadFile, tx: Writing) -> dict[str, int]:
    """A ROR dump, or a part of one. Known organisations are brought up to date; all or none."""
    if not tx.actor.may("organisation.write"):
        raise problems.forbidden()
    try:
        records = orjson.loads(await file.read())
    except orjson.JSONDecodeError:
        raise problems.invalid_field(
            "file", Words(nl="Dit is geen JSON.", en="This is not JSON."),
            Words(nl="Stuur het JSON-bestand van ror.org.", en="Send the JSON file of ror.org."),
        ) from None  # fmt: skip
    return await actions.import_ror(tx, records)


class PersonBody(Strict):
    name: str = Field(min_length=1, max_length=500)
    sort_name: str | None = Field(None, min_length=1, max_length=500)
    orcid: str | None = Field(None, max_length=60)
    email: str | None = Field(None, max_length=320)


class PersonChange(PersonBody):
    name: str = Field(default_factory=str, min_length=1, max_length=500)


class AffiliationBody(Strict):
    organisation_id: UUID
    role_title: str | None = Field(None, max_length=200)
    part_percent: int = Field(100, ge=1, le=100)
    valid_from: date
    valid_until: date | None = None


@people.post("", status_code=201, summary="Add a person", responses=shows(views.PERSON, 201), openapi_extra=IDEMPOTENT)
async def create_person(body: PersonBody, tx: Writing) -> Response:
    made = await actions.create_person(tx, body.model_dump())
    return await written(tx, views.PERSON, made.id, status=201)


@people.patch("/{id}", summary="Change a person", responses=shows(views.PERSON), openapi_extra=IF_MATCH)
async def change_person(id: UUID, body: PersonChange, tx: Writing, request: Request) -> Response:
    await actions.change_person(tx, id, if_match(request), body.model_dump(exclude_unset=True))
    return await written(tx, views.PERSON, id)


@people.post("/{id}/affiliations", status_code=201, summary="Add an affiliation", responses=shows(views.PERSON, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def add_affiliation(id: UUID, body: AffiliationBody, tx: Writing) -> Response:
    await actions.affiliate(tx, id, body.model_dump())
    return await written(tx, views.PERSON, id, status=201)


class LastDay(Strict):
    valid_until: date


@affiliations.post(
    "/{id}/end", summary="End an affiliation after a day", responses=shows(views.PERSON), openapi_extra=IF_MATCH
)
async def end_affiliation(id: UUID, body: LastDay, tx: Writing, version: Version) -> Response:
    ended = await actions.end_affiliation(tx, id, version, body.valid_until)
    return await written(tx, views.PERSON, ended.person_id)
