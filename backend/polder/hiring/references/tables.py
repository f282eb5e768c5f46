"""One reference: whom the applicant named, and how far the request is. The letter is a document of it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field

from polder.kernel.record import Record, instant, one_of, refers_to, words


class ReferenceState(StrEnum):
    named = "named"  # nobody has written to the referee yet
    asked = "asked"
    reminded = "reminded"
    received = "received"
    declined = "declined"
    expired = "expired"
    withdrawn = "withdrawn"


class Reference(Record, table=True):
    """What one referee is asked for one application. A draft of it may be half filled in until the referee is asked.

    `position`: which place of the applicant's form it was typed in. `mailed_at`: when we last wrote to the referee.
    """

    __table_args__ = (
        UniqueConstraint("application_id", "position"),
        ForeignKeyConstraint(["application_id", "vacancy_id"], ["application.id", "application.vacancy_id"]),
        Index("ix_reference_due", "due_at", "id"),
        CheckConstraint("position between 1 and 5", name="position"),
        CheckConstraint(
            "state in ('named', 'withdrawn') or email ~ '^[^@[:space:]]+@[^@[:space:]]+[.][^@[:space:]]+$'",
            name="email",
        ),
        CheckConstraint("state in ('named', 'withdrawn') or polder.shows_something(name)", name="name"),
        CheckConstraint("language in ('nl', 'en')", name="language"),
        CheckConstraint("state not in ('asked', 'reminded') or due_at is not null", name="due_at"),
        CheckConstraint("state not in ('received', 'declined') or answered_at is not null", name="answered_at"),
    )

    application_id: UUID = Field(index=True)
    vacancy_id: UUID = refers_to("vacancy")
    position: int | None = None
    name: str = words(limit=500, name="name")
    email: str = words(limit=320, name="email")
    institution: str = words(limit=300, name="institution")
    relation: str = words(limit=300, name="relation")
    language: str = Field(default="en", sa_column_kwargs={"server_default": "en"})
    state: str = one_of(ReferenceState, ReferenceState.named, name="state")
    asked_at: datetime | None = instant(optional=True)
    mailed_at: datetime | None = instant(optional=True)
    due_at: datetime | None = instant(optional=True)
    answered_at: datetime | None = instant(optional=True)
