"""Organisations, people, affiliations, appointments, and the conflicts that hide a record from a person."""

from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlmodel import Field

from polder.kernel.record import (
    Record,
    json_column,
    one_of,
    part_of,
    reference_column,
    refers_to,
    search_column,
    words,
)


class OrganisationKind(StrEnum):
    university = "university"
    industry = "industry"
    ministry = "ministry"
    foundation = "foundation"
    institute = "institute"
    ellis_unit = "ellis_unit"
    other = "other"


class Organisation(Record, table=True):
    """An organisation, as ROR knows it (ROR schema 2) or as we entered it."""

    __table_args__ = (
        UniqueConstraint("ror_id"),
        Index("ix_organisation_search", "search", postgresql_using="gin"),
        Index("ix_organisation_sort_name", "sort_name", "id"),
        CheckConstraint("member_until is null or member_until >= member_from", name="membership"),
        CheckConstraint("ror_id is null or ror_id ~ '^0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}$'", name="ror_id"),
    )

    name: str = words(limit=500, at_least=1, name="name")
    sort_name: str = words(limit=500, at_least=1, name="sort_name")
    kind: str = one_of(OrganisationKind, OrganisationKind.other, name="kind")
    ror_id: str | None = None
    ror_types: list[str] = Field(
        default_factory=list, sa_column=Column(ARRAY(TEXT), nullable=False, server_default="{}")
    )
    status: str = Field(default="active", sa_column_kwargs={"server_default": "active"})
    aliases: list[str] = Field(default_factory=list, sa_column=Column(ARRAY(TEXT), nullable=False, server_default="{}"))
    acronyms: list[str] = Field(
        default_factory=list, sa_column=Column(ARRAY(TEXT), nullable=False, server_default="{}")
    )
    labels: list[dict[str, Any]] = json_column(default="[]")
    country_code: str | None = None
    city: str | None = None
    website: str | None = None
    established: int | None = None
    external_ids: dict[str, Any] = json_column(default="{}")
    relationships: list[dict[str, Any]] = json_column(default="[]")
    kvk: str | None = None
    vat_number: str | None = None
    lei: str | None = None
    member_from: date | None = None
    member_until: date | None = None
    names_text: str = Field(default="", sa_column_kwargs={"server_default": ""})
    search: Any = Field(default=None, sa_column=search_column("names_text"))


class Person(Record, table=True):
    """A person: one display name in any script, one sort name, no assumption about first and last."""

    __table_args__ = (
        UniqueConstraint("orcid"),
        Index("ix_person_search", "search", postgresql_using="gin"),
        CheckConstraint("orcid is null or orcid ~ '^[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]$'", name="orcid"),
    )

    name: str = words(limit=500, at_least=1, name="name")
    sort_name: str = words(limit=500, at_least=1, name="sort_name")
    orcid: str | None = None
    email: str | None = words(limit=320, optional=True, name="email")
    search: Any = Field(default=None, sa_column=search_column("name || ' ' || sort_name || ' ' || coalesce(orcid, '')"))


class Affiliation(Record, table=True):
    """A person belongs to an organisation in a period, for a part of their time (per cent)."""

    __table_args__ = (
        CheckConstraint("valid_until is null or valid_until >= valid_from", name="period"),
        CheckConstraint("part_percent between 1 and 100", name="part_percent"),
    )

    person_id: UUID = part_of("person")
    organisation_id: UUID = refers_to("organisation")
    role_title: str | None = words(limit=200, optional=True, name="role_title")
    part_percent: int = Field(default=100, sa_column_kwargs={"server_default": "100"})
    valid_from: date
    valid_until: date | None = None


class ConflictKind(StrEnum):
    employer = "employer"
    coauthor = "coauthor"
    supervisor = "supervisor"
    interest = "interest"
    family = "family"
    other = "other"


class Conflict(Record, table=True):
    """A declared conflict of interest: from now on this person does not see this record, nor anything of it. `follows_id`: it
    was declared about another record of the same applicant, and holds here as long as the two are one person's.
    """

    __table_args__ = (UniqueConstraint("person_id", "record_id"),)

    person_id: UUID = refers_to("person")
    record_kind: str
    record_id: UUID = Field(index=True)
    kind: str = one_of(ConflictKind, name="kind")
    note: str | None = words(limit=2000, optional=True, name="note")
    follows_id: UUID | None = refers_to("conflict", optional=True)


class AppointmentState(StrEnum):
    planned = "planned"
    active = "active"
    ended = "ended"
    cancelled = "cancelled"


class Appointment(Record, table=True):
    """Who works here as what, for which part of full time, from a day until a day (without: until further notice)."""

    __table_args__ = (
        Index("ix_appointment_person", "person_id", "starts_on"),
        Index("ix_appointment_state", "state", "starts_on"),
        CheckConstraint("fte_percent between 1 and 100", name="fte_percent"),
        CheckConstraint("ends_on is null or ends_on >= starts_on", name="term"),
    )

    reference: str = reference_column("W", "appointment_reference", 4)
    person_id: UUID = refers_to("person", index=False)
    role_title_nl: str = words(limit=300, at_least=1, name="role_title_nl")
    role_title_en: str = words(limit=300, at_least=1, name="role_title_en")
    fte_percent: int = Field(default=100, sa_column_kwargs={"server_default": "100"})
    starts_on: date
    ends_on: date | None = None
    overlap_reason: str | None = words(limit=2000, optional=True, name="overlap_reason")
    state: str = one_of(AppointmentState, AppointmentState.planned, name="state")


class AppointmentEmployer(Record, table=True):
    """One of those who employ together; their parts of one appointment are 10,000 basis points."""

    __tablename__ = "appointment_employer"
    __table_args__ = (
        UniqueConstraint("appointment_id", "organisation_id"),
        CheckConstraint("part_bp between 1 and 10000", name="part_bp"),
    )

    appointment_id: UUID = part_of("appointment", index=False)
    organisation_id: UUID = refers_to("organisation")
    part_bp: int = Field(default=10_000, sa_column_kwargs={"server_default": "10000"})


class SupervisionKind(StrEnum):
    main = "main"
    co = "co"


class Supervision(Record, table=True):
    """`person_id` supervises the appointed person, from a day until a day (without: as long as the appointment)."""

    __table_args__ = (CheckConstraint("valid_until is null or valid_until >= valid_from", name="period"),)

    appointment_id: UUID = part_of("appointment")
    person_id: UUID = refers_to("person")
    kind: str = one_of(SupervisionKind, SupervisionKind.main, name="kind")
    valid_from: date
    valid_until: date | None = None


class PeriodKind(StrEnum):
    extension = "extension"
    leave = "leave"


class AppointmentPeriod(Record, table=True):
    """A part of an appointment that is not as the rest: it was extended by it, or spent on leave."""

    __tablename__ = "appointment_period"
    __table_args__ = (
        Index("ix_appointment_period_appointment", "appointment_id", "valid_from"),
        CheckConstraint("valid_until >= valid_from", name="period"),
    )

    appointment_id: UUID = part_of("appointment", index=False)
    kind: str = one_of(PeriodKind, name="kind")
    valid_from: date
    valid_until: date
    note: str | None = words(limit=2000, optional=True, name="note")
