"""What people do with appointments and their checks."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from polder.hiring.appointments.tables import AppointmentCheck, ChecklistRule, Hire
from polder.hiring.appointments.words import NO_RULE
from polder.kernel import problems
from polder.kernel.tx import Tx
from polder.kernel.words import Words
from polder.partners.tables import (
    Appointment,
    AppointmentEmployer,
    AppointmentPeriod,
    Person,
    Supervision,
)

CONFIRMED = Words(nl="Wie dit is, is al bevestigd.", en="Who this is was confirmed already.")


async def create(tx: Tx, values: dict[str, Any], employers: Sequence[dict[str, Any]]) -> Appointment:
    """An appointment that no offer made. One that is still to start gets the checklist."""
    tx.require("appointment.write")
    await tx.get(Person, values["person_id"])
    made = await tx.add(Appointment(**values))
    await _set_employers(tx, made.id, employers)
    if await tx.scalar("select cast(:day as date) >= polder.today()", day=made.starts_on):
        await tx.scalar("select polder.make_checks(:id, false)", id=made.id)
    return made


async def change(
    tx: Tx, id: UUID, version: int, values: dict[str, Any], employers: Sequence[dict[str, Any]] | None
) -> Appointment:
    """Change an appointment. Its end comes nearer here; it moves on by an extension."""
    appointment = await tx.get(Appointment, id, lock=True, version=version)
    tx.require("appointment.write")
    ends, was = values.get("ends_on", appointment.ends_on), appointment.ends_on
    if appointment.state == "active" and was is not None and (ends is None or ends > was):
        raise problems.invalid_field(
            "ends_on",
            Words(nl="Een lopende aanstelling wordt verlengd met een periode.", en="A running appointment is extended by a period."),
            Words(nl="Voeg een verlenging toe.", en="Add an extension."),
        )  # fmt: skip
    for name, value in values.items():
        setattr(appointment, name, value)
    if employers is not None:
        await _set_employers(tx, id, employers)
    await tx.flush()
    return appointment


async def _set_employers(tx: Tx, id: UUID, employers: Sequence[dict[str, Any]]) -> None:
    """The employers as they now are; each once, so that the trail shows what changed."""
    await tx.flush()
    given = {employer["organisation_id"]: employer["part_bp"] for employer in employers}
    if len(given) < len(employers):
        raise problems.invalid_field(
            "employers", Words(nl="Een werkgever staat er tweemaal.", en="An employer is named twice."),
            Words(nl="Noem elke werkgever één keer.", en="Name each employer once."),
        )  # fmt: skip
    await tx.run(
        "delete from appointment_employer where appointment_id = :id and not organisation_id = any(:kept)",
        id=id, kept=list(given),
    )  # fmt: skip
    known = {
        row.organisation_id: row.part_bp
        for row in await tx.rows(
            "select organisation_id, part_bp from appointment_employer where appointment_id = :id", id=id
        )
    }
    for organisation, part in given.items():
        if organisation not in known:
            tx.session.add(AppointmentEmployer(appointment_id=id, organisation_id=organisation, part_bp=part))
        elif known[organisation] != part:
            await tx.run(
                "update appointment_employer set part_bp = :part where appointment_id = :id and organisation_id = :place",
                id=id, place=organisation, part=part,
            )  # fmt: skip
    await tx.flush()
    await tx.run("update appointment set updated_at = clock_timestamp() where id = :id", id=id)


async def confirm_person(tx: Tx, id: UUID, version: int, person_id: UUID, overlap_reason: str | None) -> None:
    """HR says who was hired: the person that was found or made, or another whom we know. Said once."""
    appointment = await tx.get(Appointment, id, lock=True, version=version)
    tx.require("appointment.write")
    found = await tx.rows("select id, confirmed_at from hire where appointment_id = :id for update", id=id)
    if not found or found[0].confirmed_at is not None:
        raise problems.conflict("person-confirmed", CONFIRMED)
    await tx.get(Person, person_id)
    before = appointment.person_id
    appointment.person_id = person_id
    if overlap_reason is not None:
        appointment.overlap_reason = overlap_reason
    await tx.flush()
    # The database judges the overlap when somebody looks at it: now, also where nothing changed.
    await tx.run("update appointment set updated_at = clock_timestamp() where id = :id", id=id)
    hire = await tx.get(Hire, found[0].id, lock=True)
    hire.confirmed_at = tx.now
    await tx.flush()
    if person_id != before:
        await tx.scalar("select polder.drop_made_person(:id, :made)", id=id, made=before)


# ---- supervisors and periods -----------------------------------------------------------------------------------------


async def supervise(tx: Tx, id: UUID, values: dict[str, Any]) -> None:
    await tx.get(Appointment, id, lock=True)
    await tx.get(Person, values["person_id"])
    await tx.add(Supervision(appointment_id=id, **values))


async def change_supervision(tx: Tx, id: UUID, version: int, values: dict[str, Any]) -> UUID:
    """The appointment's id."""
    supervision = await tx.get(Supervision, id, lock=True, version=version)
    for name, value in values.items():
        setattr(supervision, name, value)
    await tx.flush()
    return supervision.appointment_id


async def add_period(tx: Tx, id: UUID, values: dict[str, Any]) -> None:
    """An extension begins on the day after the end, and moves it."""
    appointment = await tx.get(Appointment, id, lock=True)
    if values["kind"] == "extension":
        if appointment.ends_on is None:
            raise problems.invalid_field(
                "kind", Words(nl="Deze aanstelling heeft geen einde.", en="This appointment has no end."),
                Words(nl="Verlengen is niet nodig.", en="It needs no extension."),
            )  # fmt: skip
        values = {**values, "valid_from": appointment.ends_on + timedelta(days=1)}
    elif values["valid_from"] is None:
        raise problems.invalid_field(
            "valid_from", Words(nl="De eerste dag ontbreekt.", en="The first day is missing."),
            Words(nl="Kies de eerste dag.", en="Choose the first day."),
        )  # fmt: skip
    await tx.add(AppointmentPeriod(appointment_id=id, **values))


async def change_period(tx: Tx, id: UUID, version: int, values: dict[str, Any]) -> UUID:
    """The appointment's id."""
    period = await tx.get(AppointmentPeriod, id, lock=True, version=version)
    for name, value in values.items():
        setattr(period, name, value)
    await tx.flush()
    return period.appointment_id


async def remove_part(tx: Tx, table: type[Supervision] | type[AppointmentPeriod], id: UUID, version: int) -> UUID:
    """Take away what was entered by mistake. The appointment's id."""
    part = await tx.get(table, id, lock=True, version=version)
    tx.require("appointment.write")
    await tx.session.delete(part)
    await tx.flush()
    return part.appointment_id


# ---- checks ----------------------------------------------------------------------------------------------------------


async def add_check(tx: Tx, id: UUID, kind: str) -> None:
    """A check that is not for everybody, by the rule that holds today."""
    appointment = await tx.get(Appointment, id, lock=True)
    tx.require("appointment.write")
    rule_id = await tx.scalar("select polder.checklist_rule_on(:kind, polder.today())", kind=kind)
    if rule_id is None:
        raise problems.conflict("no-rule", NO_RULE)
    rule = await tx.get(ChecklistRule, rule_id)
    owner = await tx.scalar("select polder.checks_fall_to(:role)", role=rule.owner_role)
    await tx.add(
        AppointmentCheck(
            appointment_id=id, rule_id=rule.id, kind=kind, required=rule.required, owner_id=owner,
            due_on=appointment.starts_on - timedelta(days=rule.days_before_start),
        )
    )  # fmt: skip


async def change_check(tx: Tx, id: UUID, version: int, values: dict[str, Any]) -> AppointmentCheck:
    """Give a check to somebody else, or another day."""
    check = await tx.get(AppointmentCheck, id, lock=True, version=version)
    tx.require("appointment.write")
    for name, value in values.items():
        setattr(check, name, value)
    await tx.flush()
    return check


# ---- what the calendar brings ----------------------------------------------------------------------------------------


async def due_starts(tx: Tx) -> list[UUID]:
    """Appointments whose first day has come and that nothing keeps from starting."""
    return [
        row.id
        for row in await tx.rows(
            """select id from appointment where state = 'planned' and starts_on <= polder.today()
               and polder.ready_to_start(id) and (overlap_reason is not null or polder.appointed_percent(id) <= 100)"""
        )
    ]


async def due_ends(tx: Tx) -> list[UUID]:
    """Appointments whose last day is over."""
    return [
        row.id
        for row in await tx.rows("select id from appointment where state = 'active' and ends_on < polder.today()")
    ]
