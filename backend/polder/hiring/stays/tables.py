"""Stays elsewhere, and milestones."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.dialects.postgresql import ExcludeConstraint

from polder.kernel.record import Record, one_of, part_of, refers_to, words
from polder.partners import tables as _partners  # noqa: F401 - defines the tables referred to


class StayKind(StrEnum):
    exchange = "exchange"  # at a university or institute
    industry = "industry"  # at a company's lab


class StayState(StrEnum):
    planned = "planned"
    confirmed = "confirmed"
    done = "done"
    dropped = "dropped"


class Stay(Record, table=True):
    """Time of an appointment that is spent at another organisation, both days included. Those of one appointment do not overlap."""

    __table_args__ = (
        CheckConstraint("valid_until >= valid_from", name="period"),
        CheckConstraint("country_code ~ '^[A-Z]{2}$'", name="country_code"),
        ExcludeConstraint(
            ("appointment_id", "="), (text("daterange(valid_from, valid_until, '[]')"), "&&"), name="stay_overlap",
            where=text("state <> 'dropped'"),
        ),
    )  # fmt: skip

    appointment_id: UUID = part_of("appointment")
    organisation_id: UUID = refers_to("organisation")
    country_code: str
    kind: str = one_of(StayKind, name="kind")
    valid_from: date
    valid_until: date
    note: str | None = words(limit=2000, optional=True, name="note")
    state: str = one_of(StayState, StayState.planned, name="state")


class Owner(StrEnum):
    appointed = "appointed"  # the appointed person
    supervisor = "supervisor"  # who supervises them now
    hr = "hr"


class Milestone(Record, table=True):
    """What is to be reached by a day. Its owner is told by what they are, so that who comes later is reminded too."""

    __table_args__ = (Index("ix_milestone_due", "due_on", postgresql_where=text("done_on is null")),)

    appointment_id: UUID = part_of("appointment")
    title: str = words(limit=300, at_least=1, name="title")
    whose: str = one_of(Owner, name="whose")
    due_on: date
    done_on: date | None = None
    evidence: str = words(limit=2000, name="evidence")
