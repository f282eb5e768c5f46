"""Templates of vacancies, extended deadlines and alerts."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, LargeBinary, UniqueConstraint
from sqlmodel import Field

from polder.kernel.record import Record, instant, json_column, part_of, words


class VacancyTemplate(Record, table=True):
    """What a next vacancy begins from. It is copied then: a later change changes no vacancy. `content` holds the fields of a
    vacancy; `committee` the usual seats, [{account_id, role}]."""

    __tablename__ = "vacancy_template"
    __table_args__ = (
        UniqueConstraint("name"),
        CheckConstraint("jsonb_typeof(content) = 'object'", name="content"),
        CheckConstraint("jsonb_typeof(committee) = 'array'", name="committee"),
    )

    name: str = words(limit=200, at_least=1, name="name")
    content: dict[str, Any] = json_column()
    committee: list[dict[str, Any]] = json_column(default="[]")


class DeadlineExtension(Record, table=True):
    """A deadline that was moved after people could apply: to later, or while the vacancy was withdrawn."""

    __tablename__ = "deadline_extension"
    __table_args__ = (CheckConstraint("to_deadline <> from_deadline", name="moved"),)

    vacancy_id: UUID = part_of("vacancy")
    from_deadline: datetime = instant()
    to_deadline: datetime = instant()
    reason: str = words(limit=2000, at_least=1, name="reason")


class VacancyAlert(Record, table=True):
    """Somebody's wish to hear of new vacancies. It goes whole when they no longer wish so. `wanted`: see rules.Wanted.

    `told_until`: of what was published up to then they have heard; `told_on`: the last day that they were written to.
    """

    __tablename__ = "vacancy_alert"
    __table_args__ = (
        CheckConstraint("email ~ '^[^@[:space:]]+@[^@[:space:]]+$'", name="email"),
        CheckConstraint("language in ('nl', 'en')", name="language"),
        CheckConstraint("jsonb_typeof(wanted) = 'object'", name="wanted"),
    )

    email: str = words(limit=320, at_least=3, name="email")
    language: str
    wanted: dict[str, Any] = json_column(default="{}")
    key_hash: bytes = Field(sa_column=Column(LargeBinary, nullable=False, unique=True))
    confirmed_at: datetime | None = instant(optional=True)
    told_until: datetime = instant(default="now()")
    told_on: date | None = None
