"""Consent, objections, requests to be erased, runs of erasure and their items, and exports of what is kept of somebody."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, TEXT, CheckConstraint, Column, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy import UUID as SQL_UUID
from sqlmodel import Field

from polder.kernel import openapi
from polder.kernel.record import Record, instant, json_column, one_of, reference_column, refers_to, words


def of_application() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["application_id", "vacancy_id"], ["application.id", "application.vacancy_id"])


class Consent(Record, table=True):
    """That somebody was asked whether their application may be kept longer, and what they said. `until`: the last day.
    `told_on`: the day on which it goes otherwise, as they were told with the question; it goes no earlier.
    """

    __table_args__ = (
        of_application(),
        Index("ix_consent_application", "application_id"),
        CheckConstraint("(given_at is null) = (until is null)", name="until"),
    )

    application_id: UUID
    vacancy_id: UUID = refers_to("vacancy")
    asked_at: datetime | None = instant(optional=True)
    given_at: datetime | None = instant(optional=True)
    until: date | None = None
    withdrawn_at: datetime | None = instant(optional=True)
    told_on: date | None = None


class ObjectionState(StrEnum):
    open = "open"
    upheld = "upheld"
    dismissed = "dismissed"
    withdrawn = "withdrawn"


class Objection(Record, table=True):
    """An applicant's objection to what was decided. How it ended stands with its move."""

    __table_args__ = (
        of_application(),
        Index("uq_objection_open", "application_id", unique=True, postgresql_where=text("state = 'open'")),
        Index("ix_objection_application", "application_id"),
    )

    application_id: UUID
    vacancy_id: UUID = refers_to("vacancy")
    text: str = words(limit=4000, at_least=1, name="text")
    by_applicant: bool = Field(default=False, sa_column_kwargs={"server_default": "false"})
    state: str = one_of(ObjectionState, ObjectionState.open, name="state")


class ErasureRequest(Record, table=True):
    """An applicant asked to be erased: done on `due_on`, unless they withdraw it before."""

    __tablename__ = "erasure_request"
    __table_args__ = (
        of_application(),
        Index("uq_erasure_request_open", "application_id", unique=True, postgresql_where=text("withdrawn_at is null")),
    )

    application_id: UUID
    vacancy_id: UUID = refers_to("vacancy")
    due_on: date | None = None  # the database says which day
    withdrawn_at: datetime | None = instant(optional=True)


class RunState(StrEnum):
    proposed = "proposed"
    looked = "looked"
    ordered = "ordered"
    done = "done"
    discarded = "discarded"


class RunKind(StrEnum):
    due = "due"
    asked = "asked"  # by the applicants themselves
    own = "own"  # a draft that its writer had erased at once


class ErasureRun(Record, table=True):
    """A list of what goes. `listed_at`: when the list was made or renewed, which its digest is of."""

    __tablename__ = "erasure_run"
    __table_args__ = (
        Index("uq_erasure_run_open", "kind", unique=True,
              postgresql_where=text("state in ('proposed', 'looked', 'ordered') and kind <> 'own'")),
    )  # fmt: skip

    reference: str = reference_column("E", "erasure_run_reference", 3)
    kind: str = one_of(RunKind, RunKind.due, name="kind")
    state: str = one_of(RunState, RunState.proposed, name="state")
    listed_at: datetime = instant(default="now()")
    list_sha256: str = Field(default="", sa_column_kwargs={"server_default": ""})
    looked_at: datetime | None = instant(optional=True)
    looked_by: UUID | None = None
    done_at: datetime | None = instant(optional=True)


class Why(StrEnum):
    retention = "retention"
    consent_ended = "consent_ended"
    never_submitted = "never_submitted"
    asked = "asked"


class Kept(StrEnum):
    objection = "objection"
    not_due = "not_due"
    changed = "changed"
    traces = "traces"  # something of them would have been left


COUNTS = openapi.mapping(openapi.kind("integer"))


class ErasureItem(Record, table=True):
    """One application in a run: why it is due, how many rows of which table go, and what came of it. `proof`: what a search
    of the whole database found afterwards. `contents`: where files lay that are still to be removed.
    """

    __tablename__ = "erasure_item"
    __table_args__ = (
        UniqueConstraint("run_id", "application_id"),
        of_application(),
        Index("uq_erasure_item_erased", "application_id", unique=True, postgresql_where=text("erased_at is not null")),
        CheckConstraint("erased_at is null or kept_because is null", name="erased_or_kept"),
    )

    run_id: UUID = refers_to("erasure_run", index=False)
    application_id: UUID = Field(index=True)
    vacancy_id: UUID = refers_to("vacancy")
    due_on: date
    why: str = one_of(Why, name="why")
    going: dict[str, Any] = json_column(schema=COUNTS)
    went: dict[str, Any] | None = json_column(optional=True, schema=COUNTS)
    erased_at: datetime | None = instant(optional=True)
    kept_because: str | None = one_of(Kept, name="kept_because", optional=True)
    proof: dict[str, Any] | None = json_column(optional=True)
    told_at: datetime | None = instant(optional=True)  # by mail, just before, where they asked for it
    contents: list[str] = Field(default=None, sa_column=Column(ARRAY(TEXT), nullable=False, server_default="{}"))


class SubjectExport(Record, table=True):
    """Who took along all that is kept of a person, for which applications and why."""

    __tablename__ = "subject_export"
    __table_args__ = (CheckConstraint("cardinality(application_ids) between 1 and 50", name="application_ids"),)

    application_ids: list[UUID] = Field(sa_column=Column(ARRAY(SQL_UUID(as_uuid=True)), nullable=False))
