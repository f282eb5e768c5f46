"""HTTP of publication and templates. The public pages have files of their own."""

from datetime import date
from typing import Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Response
from pydantic import AwareDatetime, Field, ValidationError

from polder.hiring import own_parts
from polder.hiring import views as hiring_views
from polder.hiring.api import VacancyBody, VacancyContent
from polder.hiring.careers import actions, views
from polder.hiring.careers.rules import Channel
from polder.hiring.careers.tables import VacancyTemplate
from polder.hiring.careers.words import OUTDATED
from polder.hiring.tables import Vacancy
from polder.kernel import problems
from polder.kernel.http import ActionRoute, Reading, Version, Writing, json_response
from polder.kernel.resources import (
    IDEMPOTENT,
    IF_MATCH,
    NOTHING,
    Strict,
    detail_route,
    list_routes,
    reads,
    shows,
    written,
)
from polder.kernel.tx import Tx

TAG = "hiring"
vacancies = APIRouter(prefix="/vacancies", route_class=ActionRoute, tags=[TAG])
templates = APIRouter(prefix="/vacancy-templates", route_class=ActionRoute, tags=[TAG])
ROUTERS = [vacancies, templates]

# What an applicant's own page says when the vacancy was withdrawn.
own_parts.PARTS.append(
    own_parts.Part(
        "withdrawn_vacancy",
        "top",
        """select json_build_object('withdrawn', true) from vacancy v where v.id = a.vacancy_id
           and v.state in ('draft', 'approved') and v.published_at is not null and a.stage not in ('withdrawn', 'rejected')""",
    )
)


# ---- publication -----------------------------------------------------------------------------------------------------


class ExtensionBody(Strict):
    deadline: AwareDatetime
    reason: str = Field(min_length=1, max_length=2000)


class ChannelsBody(Strict):
    """Our own site is always one."""

    channels: list[Channel] = Field(max_length=10)


@vacancies.get("/{id}/publication", summary="How a vacancy reaches people", responses=reads(views.PUBLICATION_SHAPE, "Channels, history and rule"))  # fmt: skip
async def publication(id: UUID, view: Reading) -> Response:
    await hiring_views.VACANCY.read(view, id)  # 404 for what the asker does not see
    return json_response(await view.value(views.PUBLICATION, id))


@vacancies.post("/{id}/extension", summary="Keep a published vacancy open for longer", responses=shows(hiring_views.VACANCY), openapi_extra=IF_MATCH)  # fmt: skip
async def extend(id: UUID, body: ExtensionBody, tx: Writing, version: Version) -> Response:
    await actions.extend(tx, id, version, body.deadline, body.reason)
    return await written(tx, hiring_views.VACANCY, id)


@vacancies.put("/{id}/channels", summary="Choose where else a vacancy is published", responses=shows(hiring_views.VACANCY), openapi_extra=IF_MATCH)  # fmt: skip
async def choose_channels(id: UUID, body: ChannelsBody, tx: Writing, version: Version) -> Response:
    await actions.choose_channels(tx, id, version, [str(channel) for channel in body.channels])
    return await written(tx, hiring_views.VACANCY, id)


# ---- templates -------------------------------------------------------------------------------------------------------


class SeatBody(Strict):
    account_id: UUID
    role: str = Field(pattern="^committee_(chair|member|observer)$")


class TemplateBody(Strict):
    """A template is made from a vacancy."""

    name: str = Field(min_length=1, max_length=200)
    vacancy_id: UUID


class TemplateChange(Strict):
    name: str = Field(default_factory=str, min_length=1, max_length=200)
    content: VacancyContent | None = None
    committee: list[SeatBody] = Field(default_factory=list, max_length=20)


class UseBody(Strict):
    deadline: AwareDatetime
    starts_on: date | None = None


list_routes(templates, views.TEMPLATES, tag=TAG)
detail_route(templates, views.TEMPLATE, tag=TAG, name="vacancy template")


@templates.post("", status_code=201, summary="Make a template from a vacancy", responses=shows(views.TEMPLATE, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def make_template(body: TemplateBody, tx: Writing) -> Response:
    tx.require("vacancy.write")
    content = await content_of(tx, body.vacancy_id)
    made = await actions.save_template(tx, body.name, content.model_dump(mode="json"), body.vacancy_id)
    return await written(tx, views.TEMPLATE, made.id, status=201)


async def content_of(tx: Tx, vacancy_id: UUID) -> VacancyContent:
    """What a vacancy says, as it could be typed anew."""
    vacancy = await tx.get(Vacancy, vacancy_id)
    criteria = await tx.scalar(
        """select coalesce(json_agg(json_build_object('name_nl', name_nl, 'name_en', name_en, 'rubric_nl', rubric_nl,
             'rubric_en', rubric_en, 'levels', levels) order by position), '[]')::text from criterion where vacancy_id = :id""",
        id=vacancy_id,
    )
    values = {name: getattr(vacancy, name) for name in VacancyContent.model_fields if name != "criteria"}
    return VacancyContent.model_validate({**values, "criteria": orjson.loads(criteria)})


@templates.patch("/{id}", summary="Change a template; vacancies made from it stay", responses=shows(views.TEMPLATE), openapi_extra=IF_MATCH)  # fmt: skip
async def change_vacancy_template(id: UUID, body: TemplateChange, tx: Writing, version: Version) -> Response:
    values: dict[str, Any] = body.model_dump(mode="json", exclude_unset=True)
    if body.content is not None:
        values["content"] = body.content.model_dump(mode="json")
    else:
        values.pop("content", None)
    await actions.change_template(tx, id, version, values)
    return await written(tx, views.TEMPLATE, id)


@templates.delete("/{id}", status_code=204, summary="Remove a template; vacancies made from it stay", responses=NOTHING, openapi_extra=IF_MATCH)  # fmt: skip
async def remove_template(id: UUID, tx: Writing, version: Version) -> Response:
    await actions.remove_template(tx, id, version)
    return Response(status_code=204)


@templates.post("/{id}/vacancies", status_code=201, summary="Begin a vacancy from a template", responses=shows(hiring_views.VACANCY, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def use_template(id: UUID, body: UseBody, tx: Writing) -> Response:
    template = await tx.get(VacancyTemplate, id)
    tx.require("vacancy.write")
    try:
        wanted = VacancyBody.model_validate({**template.content, **body.model_dump()})
    except ValidationError as error:  # saved before a field was what it is now
        raise problems.conflict("template-outdated", OUTDATED) from error
    values = wanted.model_dump(exclude={"criteria"})
    made = await actions.use_template(tx, id, values, [c.model_dump() for c in wanted.criteria], template.committee)
    return await written(tx, hiring_views.VACANCY, made, status=201)
