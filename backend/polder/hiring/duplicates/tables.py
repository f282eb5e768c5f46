"""What applications are compared by, and what people said of two of them."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlmodel import Field, SQLModel

from polder.hiring import tables as _hiring  # noqa: F401 - defines the tables referred to
from polder.kernel.record import Record, instant, one_of, refers_to, words


class ApplicationKey(SQLModel, table=True):
    """One thing that a submitted application is compared by, kept by the database. `twice`: another one to the same vacancy
    has it too."""

    __tablename__ = "application_key"
    __table_args__ = (
        Index("ix_application_key_value", "kind", "value"),
        Index("ix_application_key_once", "vacancy_id", "kind", "value", postgresql_where=text("not twice")),
        Index("ix_application_key_twice", "vacancy_id", "kind", "value", postgresql_where=text("twice")),
        CheckConstraint("kind in ('email', 'orcid', 'name', 'run')", name="kind"),
    )

    application_id: UUID = Field(primary_key=True, sa_column_args=(ForeignKey("application.id", ondelete="CASCADE"),))
    kind: str = Field(primary_key=True)
    value: str
    vacancy_id: UUID
    twice: bool = Field(default=False, sa_column_kwargs={"server_default": "false"})


class Verdict(StrEnum):
    same = "same"
    different = "different"


class SamePerson(Record, table=True):
    """What somebody said of two applications: one person's, or not. `kept_id` is the one that counts, where both are to
    one vacancy; the other stood at `stage_before`. Once it is undone it is `ended_at`, with the reason."""

    __tablename__ = "same_person"
    __table_args__ = (
        Index("uq_same_person_standing", "first_id", "second_id", unique=True, postgresql_where=text("ended_at is null")),
        CheckConstraint("first_id < second_id", name="order"),
        CheckConstraint("kept_id is null or (verdict = 'same' and kept_id in (first_id, second_id))", name="kept"),
        CheckConstraint("(ended_at is null) = (ended_by is null) and (ended_at is null) = (ended_reason is null)", name="ended"),
    )  # fmt: skip

    first_id: UUID = refers_to("application")
    second_id: UUID = refers_to("application")
    verdict: str = one_of(Verdict, name="verdict")
    kept_id: UUID | None = None
    stage_before: str | None = None
    ended_at: datetime | None = instant(optional=True)
    ended_by: UUID | None = None
    ended_reason: str | None = words(limit=2000, at_least=1, optional=True, name="ended_reason")
