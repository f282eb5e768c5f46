"""HTTP of appointments, their checks, and the rules of the checklist."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import Field

from polder.hiring.appointments import actions, views
from polder.hiring.appointments.lifecycle import APPOINTMENT_CHECK, CHECKLIST_RULE
from polder.hiring.appointments.tables import Applies, CheckKind, ChecklistRule, OwnerRole
from polder.hiring.appointments.words import APPLIES, CHECK_KINDS
from polder.kernel import versions
from polder.kernel.http import ActionRoute, Version, Writing, if_match
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
from polder.kernel.version_parts import RuleChange, RuleFacts
from polder.partners.lifecycle import APPOINTMENT
from polder.partners.tables import AppointmentPeriod, PeriodKind, Supervision

TAG = "hiring"
appointments = APIRouter(prefix="/appointments", route_class=ActionRoute, tags=[TAG])
supervisions = APIRouter(prefix="/supervisions", route_class=ActionRoute, tags=[TAG])
periods = APIRouter(prefix="/appointment-periods", route_class=ActionRoute, tags=[TAG])
checks = APIRouter(prefix="/appointment-checks", route_class=ActionRoute, tags=[TAG])
rules = APIRouter(prefix="/checklist-rules", route_class=ActionRoute, tags=[TAG])
ROUTERS = [appointments, supervisions, periods, checks, rules]

list_routes(appointments, views.APPOINTMENTS, tag=TAG, sayings={"state": APPOINTMENT.states})
detail_route(appointments, views.APPOINTMENT, tag=TAG, name="appointment")
move_route(appointments, APPOINTMENT, views.APPOINTMENT, tag=TAG, name="appointment", effects={})


class EmployerBody(Strict):
    """A part in basis points: those of all employers together are 10,000."""

    organisation_id: UUID
    part_bp: int = Field(ge=1, le=10_000)


Employers = Annotated[list[EmployerBody], Field(max_length=10)]


class AppointmentFacts(Strict):
    role_title_nl: str = Field(min_length=1, max_length=300)
    role_title_en: str = Field(min_length=1, max_length=300)
    fte_percent: int = Field(100, ge=1, le=100)
    starts_on: date
    ends_on: date | None = None
    overlap_reason: str | None = Field(None, max_length=2000)
    employers: Employers = []


class AppointmentBody(AppointmentFacts):
    person_id: UUID


class AppointmentChange(AppointmentFacts):
    role_title_nl: str = Field(default_factory=str, min_length=1, max_length=300)
    role_title_en: str = Field(default_factory=str, min_length=1, max_length=300)
    starts_on: date = date.max


@appointments.post("", status_code=201, summary="Make an appointment that no offer made", responses=shows(views.APPOINTMENT, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def create_appointment(body: AppointmentBody, tx: Writing) -> Response:
    made = await actions.create(tx, body.model_dump(exclude={"employers"}), [e.model_dump() for e in body.employers])
    return await written(tx, views.APPOINTMENT, made.id, status=201)


@appointments.patch("/{id}", summary="Change an appointment", responses=shows(views.APPOINTMENT), openapi_extra=IF_MATCH)  # fmt: skip
async def change_appointment(id: UUID, body: AppointmentChange, tx: Writing, request: Request) -> Response:
    employers = [e.model_dump() for e in body.employers] if "employers" in body.model_fields_set else None
    values = body.model_dump(exclude_unset=True, exclude={"employers"})
    await actions.change(tx, id, if_match(request), values, employers)
    return await written(tx, views.APPOINTMENT, id)


class ConfirmedPerson(Strict):
    """`overlap_reason`: where it is more than full time with the person's other appointments."""

    person_id: UUID
    overlap_reason: str | None = Field(None, max_length=2000)


@appointments.post("/{id}/person", summary="Confirm who was hired", responses=shows(views.APPOINTMENT), openapi_extra=IF_MATCH)  # fmt: skip
async def confirm_person(id: UUID, body: ConfirmedPerson, tx: Writing, version: Version) -> Response:
    await actions.confirm_person(tx, id, version, body.person_id, body.overlap_reason)
    return await written(tx, views.APPOINTMENT, id)


# ---- supervisors and periods -----------------------------------------------------------------------------------------


class SupervisionTerms(Strict):
    kind: Literal["main", "co"] = "main"
    valid_from: date
    valid_until: date | None = None


class SupervisionBody(SupervisionTerms):
    person_id: UUID


class SupervisionChange(SupervisionTerms):
    valid_from: date = date.max


@appointments.post("/{id}/supervisions", status_code=201, summary="Add a supervisor", responses=shows(views.APPOINTMENT, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def add_supervision(id: UUID, body: SupervisionBody, tx: Writing) -> Response:
    await actions.supervise(tx, id, body.model_dump())
    return await written(tx, views.APPOINTMENT, id, status=201)


@supervisions.patch("/{id}", summary="Change a supervision", responses=shows(views.APPOINTMENT), openapi_extra=IF_MATCH)
async def change_supervision(id: UUID, body: SupervisionChange, tx: Writing, version: Version) -> Response:
    of = await actions.change_supervision(tx, id, version, body.model_dump(exclude_unset=True))
    return await written(tx, views.APPOINTMENT, of)


@supervisions.delete("/{id}", summary="Take away a supervision that was a mistake", responses=shows(views.APPOINTMENT), openapi_extra=IF_MATCH)  # fmt: skip
async def remove_supervision(id: UUID, tx: Writing, version: Version) -> Response:
    return await written(tx, views.APPOINTMENT, await actions.remove_part(tx, Supervision, id, version))


class PeriodTerms(Strict):
    valid_from: date | None = Field(None, description="Of an extension: the day after the end")
    note: str | None = Field(None, max_length=2000)


class PeriodBody(PeriodTerms):
    kind: PeriodKind
    valid_until: date


class PeriodChange(PeriodTerms):
    valid_until: date = date.max


@appointments.post("/{id}/periods", status_code=201, summary="Add a period: an extension, or leave", responses=shows(views.APPOINTMENT, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def add_period(id: UUID, body: PeriodBody, tx: Writing) -> Response:
    await actions.add_period(tx, id, body.model_dump())
    return await written(tx, views.APPOINTMENT, id, status=201)


@periods.patch("/{id}", summary="Change a period", responses=shows(views.APPOINTMENT), openapi_extra=IF_MATCH)
async def change_period(id: UUID, body: PeriodChange, tx: Writing, version: Version) -> Response:
    of = await actions.change_period(tx, id, version, body.model_dump(exclude_unset=True))
    return await written(tx, views.APPOINTMENT, of)


@periods.delete("/{id}", summary="Take away a period that was a mistake", responses=shows(views.APPOINTMENT), openapi_extra=IF_MATCH)  # fmt: skip
async def remove_period(id: UUID, tx: Writing, version: Version) -> Response:
    return await written(tx, views.APPOINTMENT, await actions.remove_part(tx, AppointmentPeriod, id, version))


# ---- checks ----------------------------------------------------------------------------------------------------------

list_routes(checks, views.CHECKS, tag=TAG, sayings={"state": APPOINTMENT_CHECK.states, "kind": CHECK_KINDS})
detail_route(checks, views.CHECK, tag=TAG, name="appointment check")
move_route(checks, APPOINTMENT_CHECK, views.CHECK, tag=TAG, name="appointment check", effects={})


class NewCheck(Strict):
    kind: CheckKind


@appointments.post("/{id}/checks", status_code=201, summary="Add a check that is not for everybody", responses=shows(views.APPOINTMENT, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def add_check(id: UUID, body: NewCheck, tx: Writing) -> Response:
    await actions.add_check(tx, id, body.kind)
    return await written(tx, views.APPOINTMENT, id, status=201)


class CheckChange(Strict):
    owner_id: UUID | None = None
    due_on: date = date.max


@checks.patch("/{id}", summary="Give a check to somebody else, or another day", responses=shows(views.CHECK), openapi_extra=IF_MATCH)  # fmt: skip
async def change_check(id: UUID, body: CheckChange, tx: Writing, version: Version) -> Response:
    await actions.change_check(tx, id, version, body.model_dump(exclude_unset=True))
    return await written(tx, views.CHECK, id)


# ---- rules -----------------------------------------------------------------------------------------------------------

list_routes(rules, views.RULES, tag=TAG, sayings={"state": CHECKLIST_RULE.states, "key": CHECK_KINDS, "applies": APPLIES})  # fmt: skip
detail_route(rules, views.RULE, tag=TAG, name="checklist rule")
move_route(rules, CHECKLIST_RULE, views.RULE, tag=TAG, name="checklist rule", effects={})


class ChecklistTerms(Strict):
    """Due so many days before the start; less than nothing is after it."""

    applies: Applies = Applies.always
    required: bool = True
    days_before_start: int = Field(14, ge=-366, le=366)
    explanation_nl: str = Field("", max_length=1000)
    explanation_en: str = Field("", max_length=1000)


class ChecklistRuleBody(RuleFacts, ChecklistTerms):
    key: CheckKind
    owner_role: OwnerRole


class ChecklistRuleChange(RuleChange, ChecklistTerms):
    owner_role: OwnerRole = OwnerRole.hr_officer


@rules.post("", status_code=201, summary="Propose a version of a checklist rule", responses=shows(views.RULE, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def propose_checklist_rule(body: ChecklistRuleBody, tx: Writing) -> Response:
    made = await tx.add(ChecklistRule(**body.model_dump()))
    return await written(tx, views.RULE, made.id, status=201)


@rules.patch("/{id}", summary="Change a proposed checklist rule", responses=shows(views.RULE), openapi_extra=IF_MATCH)
async def change_checklist_rule(id: UUID, body: ChecklistRuleChange, tx: Writing, version: Version) -> Response:
    rule = await tx.get(ChecklistRule, id, lock=True, version=version)
    await versions.change(tx, rule, body.model_dump(exclude_unset=True), "hiring_text.write")
    return await written(tx, views.RULE, id)
