"""HTTP of templates, mailings and letters."""

from types import SimpleNamespace
from typing import Any, Literal
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import Field, field_validator

from polder.hiring.correspondence import actions, composing, views
from polder.hiring.correspondence.composing import Letter
from polder.hiring.correspondence.lifecycle import MAILING, TEMPLATE
from polder.hiring.correspondence.rules import SYSTEM
from polder.hiring.correspondence.tables import MOVES
from polder.hiring.correspondence.words import MOVES as MOVE_WORDS
from polder.hiring.tables import Stage
from polder.kernel import problems
from polder.kernel.addresses import LIKE_THIS, NO_ADDRESS, mail_address
from polder.kernel.explained import Refused
from polder.kernel.http import ActionRoute, Reading, Version, View, Writing, json_response
from polder.kernel.resources import (
    IDEMPOTENT,
    IF_MATCH,
    NOTHING,
    Strict,
    detail_route,
    list_routes,
    move_route,
    reads,
    shows,
    writes,
    written,
)

TAG = "hiring"
templates = APIRouter(prefix="/mail-templates", route_class=ActionRoute, tags=[TAG])
mailings = APIRouter(prefix="/mailings", route_class=ActionRoute, tags=[TAG])
letters = APIRouter(prefix="/applications", route_class=ActionRoute, tags=[TAG])
ROUTERS = [templates, mailings, letters]


# ---- templates -------------------------------------------------------------------------------------------------------


class TemplateBody(Strict):
    """Texts are plain, with empty lines between paragraphs; `{{ name }}` stands for a field. See /mail-templates/fields."""

    vacancy_id: UUID | None = None
    key: Literal[tuple(SYSTEM)] | None = Field(None, description="of a letter of the system: sent in its place")  # type: ignore[valid-type]
    name: str = Field(min_length=1, max_length=120)
    subject_nl: str = Field(min_length=1, max_length=200)
    subject_en: str = Field(min_length=1, max_length=200)
    body_nl: str = Field(min_length=1, max_length=10_000)
    body_en: str = Field(min_length=1, max_length=10_000)


class TemplateChange(Strict):
    name: str = Field("-", min_length=1, max_length=120)
    subject_nl: str = Field("-", min_length=1, max_length=200)
    subject_en: str = Field("-", min_length=1, max_length=200)
    body_nl: str = Field("-", min_length=1, max_length=10_000)
    body_en: str = Field("-", min_length=1, max_length=10_000)


class TemplatePreview(Strict):
    key: str | None = Field(None, max_length=60)
    subject_nl: str = Field("", max_length=200)
    subject_en: str = Field("", max_length=200)
    body_nl: str = Field("", max_length=10_000)
    body_en: str = Field("", max_length=10_000)


@templates.get("/fields", summary="What a text may name, and the letters of the system", responses=reads(views.CATALOGUE_SHAPE, "Fields and letters"))  # fmt: skip
async def letter_fields(view: Reading) -> dict[str, Any]:
    await view.value("select 1")  # whoever is signed in: these are words of the program
    return composing.catalogue()


list_routes(templates, views.TEMPLATES, tag=TAG, sayings={"state": TEMPLATE.states})
detail_route(templates, views.TEMPLATE, tag=TAG, name="mail template")
move_route(templates, TEMPLATE, views.TEMPLATE, tag=TAG, name="mail template", effects={})


@templates.post("", status_code=201, summary="Write a template", responses=shows(views.TEMPLATE, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def create_template(body: TemplateBody, tx: Writing) -> Response:
    made = await actions.create_template(tx, body.model_dump())
    return await written(tx, views.TEMPLATE, made.id, status=201)


@templates.patch("/{id}", summary="Change a template: its next version", responses=shows(views.TEMPLATE), openapi_extra=IF_MATCH)  # fmt: skip
async def change_mail_template(id: UUID, body: TemplateChange, tx: Writing, version: Version) -> Response:
    made = await actions.next_version(tx, id, version, body.model_dump(exclude_unset=True))
    return await written(tx, views.TEMPLATE, made.id)


@templates.post("/preview", summary="A text with samples for its fields, before it is kept", responses=writes(views.BOTH_SHAPE, "As it reads"))  # fmt: skip
async def preview_template(body: TemplatePreview, tx: Writing) -> dict[str, Any]:
    actions.may_write(tx)
    actions.check_texts(body.key, body.model_dump())
    return {
        "nl": composing.sampled(body.key, body.subject_nl, body.body_nl, "nl"),
        "en": composing.sampled(body.key, body.subject_en, body.body_en, "en"),
    }


# ---- mailings --------------------------------------------------------------------------------------------------------


class MailingText(Strict):
    """A template, or a text in one language or both. `move`: what is done with the applications at once; without a text,
    being turned down writes the letter that it always writes."""

    template_id: UUID | None = None
    subject_nl: str = Field("", max_length=200)
    subject_en: str = Field("", max_length=200)
    body_nl: str = Field("", max_length=10_000)
    body_en: str = Field("", max_length=10_000)
    move: Literal[MOVES] | None = None  # type: ignore[valid-type]  # the names are those of the table's check
    reason: str | None = Field(None, max_length=2000)


class MailingBody(MailingText):
    """To `application_ids`, or to all that stand in `stage` now."""

    vacancy_id: UUID
    application_ids: list[UUID] = Field(default_factory=list, max_length=actions.MOST)
    stage: Stage | None = None


class Recipients(Strict):
    application_ids: list[UUID] = Field(min_length=1, max_length=actions.MOST)


list_routes(mailings, views.MAILINGS, tag=TAG, sayings={"state": MAILING.states, "move": MOVE_WORDS})
detail_route(mailings, views.MAILING, tag=TAG, name="mailing")
move_route(mailings, MAILING, views.MAILING, tag=TAG, name="mailing", effects=actions.EFFECTS)


@mailings.post("", status_code=201, summary="Begin a letter to many", responses=shows(views.MAILING, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def create_mailing(body: MailingBody, tx: Writing) -> Response:
    values = body.model_dump(exclude={"vacancy_id", "application_ids", "stage"})
    made = await actions.create_mailing(tx, body.vacancy_id, body.application_ids, body.stage, values)
    return await written(tx, views.MAILING, made.id, status=201)


@mailings.patch("/{id}", summary="Change a letter that was not sent", responses=shows(views.MAILING), openapi_extra=IF_MATCH)  # fmt: skip
async def change_mailing(id: UUID, body: MailingText, tx: Writing, version: Version) -> Response:
    await actions.change_mailing(tx, id, version, body.model_dump(exclude_unset=True))
    return await written(tx, views.MAILING, id)


@mailings.post("/{id}/look-through", summary="Confirm the list of who gets what", responses=shows(views.MAILING), openapi_extra=IF_MATCH)  # fmt: skip
async def look_through(id: UUID, tx: Writing, version: Version) -> Response:
    await actions.look_through(tx, id, version)
    return await written(tx, views.MAILING, id)


@mailings.get("/{id}/recipients", summary="Who gets what, and what became of it", responses=reads(views.RECIPIENTS_SHAPE, "By name"))  # fmt: skip
async def list_recipients(id: UUID, view: Reading) -> dict[str, Any]:
    letter, rows = await _list(view, id)
    return {"data": [composing.line(letter, row) for row in rows]}


@mailings.post("/{id}/recipients", summary="Add recipients", responses=shows(views.MAILING), openapi_extra=IDEMPOTENT)
async def add_recipients(id: UUID, body: Recipients, tx: Writing) -> Response:
    await actions.add_recipients(tx, id, body.application_ids)
    return await written(tx, views.MAILING, id)


@mailings.delete(
    "/{id}/recipients/{application_id}", summary="Take somebody off the list", responses=shows(views.MAILING)
)
async def remove_recipient(id: UUID, application_id: UUID, tx: Writing) -> Response:
    await actions.remove_recipient(tx, id, application_id)
    return await written(tx, views.MAILING, id)


@mailings.get("/{id}/recipients/{application_id}", summary="The whole letter to one recipient, in its languages", responses=reads(views.BOTH_SHAPE, "As it reads"))  # fmt: skip
async def preview_recipient(id: UUID, application_id: UUID, view: Reading) -> dict[str, Any]:
    letter, rows = await _list(view, id)
    row = next((row for row in rows if row.application_id == application_id), None)
    if row is None:
        raise problems.not_found()
    return composing.both(letter, row) if letter else {"nl": None, "en": None}


async def _list(view: View, id: UUID) -> tuple[Letter | None, list[Any]]:
    """The letter and its recipients; 404 for a mailing that the asker does not see."""
    found = await view.rows(composing.TEXT, id)
    if not found:
        raise problems.not_found()
    letter = Letter.of(SimpleNamespace(**found[0]))
    rows = await view.rows(composing.RECIPIENTS, id, letter.template if letter else "")
    return letter, [SimpleNamespace(**row) for row in rows]


# ---- letters ---------------------------------------------------------------------------------------------------------


class Again(Strict):
    """`email`: where the applicant can be reached from now on."""

    email: str | None = Field(None, max_length=320)

    @field_validator("email")
    @classmethod
    def _email(cls, value: str | None) -> str | None:
        if value is None:
            return None
        found = mail_address(value)
        if found is None:
            raise Refused(NO_ADDRESS, LIKE_THIS)
        return found


@letters.get("/{id}/letters", summary="All letters to this person, newest first", responses=reads(views.LETTERS_SHAPE, "Letters"))  # fmt: skip
async def letters_of(id: UUID, view: Reading) -> Response:
    return json_response(await view.value(views.LETTERS, id))


@letters.post("/{id}/letters/{letter}/send-again", status_code=204, summary="Send once more what did not arrive", responses=NOTHING, openapi_extra=IDEMPOTENT)  # fmt: skip
async def send_letter_again(id: UUID, letter: UUID, body: Again, tx: Writing) -> Response:
    await actions.send_again(tx, id, letter, body.email)
    return Response(status_code=204)
