"""Templates of letters, mailings and who gets them."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from polder.hiring import tables as _hiring  # noqa: F401 - defines the tables referred to
from polder.kernel.mail import tables as _mail  # noqa: F401 - defines the table referred to
from polder.kernel.record import Record, instant, one_of, refers_to, words


class TemplateState(StrEnum):
    in_force = "in_force"
    replaced = "replaced"
    ended = "ended"


class MailTemplate(Record, table=True):
    """One version of a template; without a vacancy it is the house's. Its texts never change: a change is the next version."""

    __tablename__ = "mail_template"
    __table_args__ = (
        UniqueConstraint("vacancy_id", "key", "number", postgresql_nulls_not_distinct=True),
        Index("uq_mail_template_in_force", "vacancy_id", "key", unique=True, postgresql_nulls_not_distinct=True,
              postgresql_where=text("state = 'in_force'")),
        CheckConstraint("key ~ '^[a-z][a-z0-9_]{1,59}$'", name="key"),
        CheckConstraint("number >= 1", name="number"),
    )  # fmt: skip

    vacancy_id: UUID | None = refers_to("vacancy", optional=True, index=False)
    key: str
    number: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
    name: str = words(limit=120, at_least=1, name="name")
    subject_nl: str = words(limit=200, at_least=1, name="subject_nl")
    subject_en: str = words(limit=200, at_least=1, name="subject_en")
    body_nl: str = words(limit=10_000, at_least=1, name="body_nl")
    body_en: str = words(limit=10_000, at_least=1, name="body_en")
    state: str = one_of(TemplateState, TemplateState.in_force, name="state")


class MailingState(StrEnum):
    draft = "draft"
    queued = "queued"
    discarded = "discarded"


# What may be done with many applications at once, beside writing to them.
MOVES = ("mark_eligible", "mark_ineligible", "longlist", "shortlist", "invite", "select", "reject")


class Mailing(Record, table=True):
    """One letter to many: a template's or its own text, in one language or in both; and a move, where one goes with it.
    Without a text the move writes what it always writes."""

    __table_args__ = (
        UniqueConstraint("id", "vacancy_id"),
        Index("ix_mailing_created_at", "created_at", "id"),
        CheckConstraint(f"move in ({', '.join(repr(move) for move in MOVES)})", name="move"),
        CheckConstraint("template_id is null or subject_nl || subject_en || body_nl || body_en = ''", name="one_text"),
        CheckConstraint("(looked_at is null) = (looked_by is null)", name="looked"),
    )

    vacancy_id: UUID = refers_to("vacancy")
    template_id: UUID | None = refers_to("mail_template", optional=True)
    subject_nl: str = words(limit=200, name="subject_nl")
    subject_en: str = words(limit=200, name="subject_en")
    body_nl: str = words(limit=10_000, name="body_nl")
    body_en: str = words(limit=10_000, name="body_en")
    move: str | None = None
    reason: str | None = words(limit=2000, optional=True, name="reason")
    state: str = one_of(MailingState, MailingState.draft, name="state")
    looked_at: datetime | None = instant(optional=True)
    looked_by: UUID | None = None
    queued_at: datetime | None = instant(optional=True)


class MailingRecipient(Record, table=True):
    """Somebody whom a person chose to write to, and the mail that came of it; none where there is no address."""

    __tablename__ = "mailing_recipient"
    __table_args__ = (
        UniqueConstraint("mailing_id", "application_id"),
        ForeignKeyConstraint(["mailing_id", "vacancy_id"], ["mailing.id", "mailing.vacancy_id"]),
        ForeignKeyConstraint(["application_id", "vacancy_id"], ["application.id", "application.vacancy_id"]),
        Index("ix_mailing_recipient_application_id", "application_id"),
    )

    mailing_id: UUID
    application_id: UUID
    vacancy_id: UUID = refers_to("vacancy", index=False)
    mail_id: UUID | None = refers_to("mail", optional=True)
