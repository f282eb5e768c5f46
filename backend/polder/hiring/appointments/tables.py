"""Hires, rules of the checklist, and the checks of an appointment."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field

from polder.hiring import tables as _hiring  # noqa: F401 - defines the tables referred to
from polder.kernel.record import Record, instant, one_of, part_of, refers_to, words
from polder.kernel.versions import RuleVersion, promises
from polder.partners import tables as _partners  # noqa: F401 - likewise


class Hire(Record, table=True):
    """The appointment that came of an accepted offer. `person_made`: nobody was found, so a person was made for it."""

    __table_args__ = (
        ForeignKeyConstraint(["application_id", "vacancy_id"], ["application.id", "application.vacancy_id"]),
    )

    offer_id: UUID = Field(foreign_key="offer.id", ondelete="RESTRICT", unique=True)
    application_id: UUID = Field(index=True)
    vacancy_id: UUID = refers_to("vacancy")
    appointment_id: UUID = Field(foreign_key="appointment.id", ondelete="RESTRICT", unique=True)
    person_made: bool = Field(default=False, sa_column_kwargs={"server_default": "false"})
    confirmed_at: datetime | None = instant(optional=True)
    confirmed_by: UUID | None = None


class CheckKind(StrEnum):
    work_permit = "work_permit"
    knowledge_security = "knowledge_security"
    side_activities = "side_activities"
    contract = "contract"
    conduct_certificate = "conduct_certificate"
    diploma = "diploma"
    thirty_percent = "thirty_percent"


class Applies(StrEnum):
    always = "always"
    tagged = "tagged"  # where the vacancy is tagged for knowledge security
    by_hand = "by_hand"  # where somebody adds it


class OwnerRole(StrEnum):
    hr_officer = "hr_officer"
    security_officer = "security_officer"
    director = "director"
    controller = "controller"
    legal = "legal"
    privacy_officer = "privacy_officer"
    grants_officer = "grants_officer"


ALL_KINDS = ", ".join(f"'{kind}'" for kind in CheckKind)


class ChecklistRule(RuleVersion, table=True):
    """What is checked before a start; `key` is the kind of check."""

    __tablename__ = "checklist_rule"
    __table_args__ = (
        *promises("checklist_rule"),
        CheckConstraint(f"key in ({ALL_KINDS})", name="known"),
        CheckConstraint("days_before_start between -366 and 366", name="days_before_start"),
    )

    applies: str = one_of(Applies, Applies.always, name="applies")
    required: bool = Field(default=True, sa_column_kwargs={"server_default": "true"})
    owner_role: str = one_of(OwnerRole, name="owner_role")
    days_before_start: int = Field(default=14, sa_column_kwargs={"server_default": "14"})
    explanation_nl: str = words(limit=1000, name="explanation_nl")
    explanation_en: str = words(limit=1000, name="explanation_en")


class DoneState(StrEnum):
    open = "open"
    done = "done"
    not_needed = "not_needed"
    accepted = "accepted"  # a director accepts that it is still open


class AppointmentCheck(Record, table=True):
    """Something to be done before an appointment starts, by its owner, by a day. Reasons stand with the moves."""

    __tablename__ = "appointment_check"
    __table_args__ = (
        UniqueConstraint("appointment_id", "kind"),
        Index("ix_appointment_check_owner", "owner_id", "state", "due_on"),
    )

    appointment_id: UUID = part_of("appointment", index=False)
    rule_id: UUID = refers_to("checklist_rule")
    kind: str = one_of(CheckKind, name="kind")
    required: bool
    owner_id: UUID | None = refers_to("account", optional=True, index=False)
    due_on: date
    state: str = one_of(DoneState, DoneState.open, name="state")


class AppointmentReminder(Record, table=True):
    """That somebody was reminded of an appointment or a check, for which day: once is enough."""

    __tablename__ = "appointment_reminder"
    __table_args__ = (UniqueConstraint("record_id", "for_day"),)

    record_id: UUID
    for_day: date
