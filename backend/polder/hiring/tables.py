"""Vacancies and their criteria, applications, reviews and offers."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Column,
    Computed,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Numeric,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlmodel import Field, SQLModel

from polder.hiring.careers.rules import Profile, ResearchField
from polder.hiring.positions import tables as _positions  # noqa: F401 - defines the table referred to
from polder.kernel import openapi
from polder.kernel.record import (
    Record,
    instant,
    json_column,
    one_of,
    part_of,
    reference_column,
    refers_to,
    search_column,
    words,
)


class VacancyState(StrEnum):
    draft = "draft"
    approved = "approved"
    published = "published"
    closed = "closed"
    decided = "decided"
    archived = "archived"


class AskReferees(StrEnum):
    submission = "submission"  # as soon as an application is handed in
    later = "later"  # when HR says so, for those who are shortlisted


class VacancyKind(StrEnum):
    post = "post"
    call = "call"  # for many posts: see calls


class Vacancy(Record, table=True):
    """A post that people can apply for. Money is monthly gross salary at full time, in euro cents."""

    __table_args__ = (
        Index("ix_vacancy_search", "search", postgresql_using="gin"),
        Index("ix_vacancy_state_deadline", "state", "deadline"),
        CheckConstraint("salary_min_cents <= salary_max_cents", name="salary_range"),
        CheckConstraint("salary_min_cents >= 0", name="salary_min_cents"),
        CheckConstraint("fte_percent between 1 and 100", name="fte_percent"),
        CheckConstraint("time_zone = 'UTC' or time_zone like '_%/_%'", name="time_zone"),
        CheckConstraint("grace_minutes between 0 and 240", name="grace_minutes"),
        CheckConstraint("contract_months between 1 and 600", name="contract_months"),
        CheckConstraint("hours_per_week > 0 and hours_per_week <= 60", name="hours_per_week"),
        Index("uq_vacancy_position_open", "position_id", unique=True,
              postgresql_where=text("state in ('published', 'closed')")),
        CheckConstraint("referees_asked between 0 and 5", name="referees_asked"),
        CheckConstraint("referee_deadline_days between 1 and 90", name="referee_deadline_days"),
        CheckConstraint("referee_reminder_days between 0 and 30", name="referee_reminder_days"),
        CheckConstraint('channels <@ \'["euraxess", "academictransfer", "json", "atom"]\'', name="channels"),
    )  # fmt: skip

    reference: str = reference_column("V", "vacancy_reference", 3)
    kind: str = one_of(VacancyKind, VacancyKind.post, name="kind")
    title_nl: str = words(limit=300, at_least=1, name="title_nl")
    title_en: str = words(limit=300, at_least=1, name="title_en")
    text_nl: str = words(limit=20_000, name="text_nl")
    text_en: str = words(limit=20_000, name="text_en")
    employer_id: UUID | None = refers_to("organisation", optional=True)
    location: str = words(limit=200, name="location")
    fte_percent: int = Field(default=100, sa_column_kwargs={"server_default": "100"})
    hours_per_week: Decimal = Field(
        default=Decimal(38),
        sa_type=Numeric(4, 1),
        # SQLModel's annotations: a type, not one with its precision
        sa_column_kwargs={"server_default": "38"},  # type: ignore[call-overload]
    )
    salary_min_cents: int
    salary_max_cents: int
    salary_scale: str | None = words(limit=60, optional=True, name="salary_scale")
    contract_months: int | None = None
    starts_on: date | None = None
    deadline: datetime = instant()
    time_zone: str = Field(default="Europe/Amsterdam", sa_column_kwargs={"server_default": "Europe/Amsterdam"})
    grace_minutes: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    documents_asked: list[dict[str, Any]] = json_column(
        default="[]", schema=openapi.many(openapi.record(kind="text", required="boolean"))
    )
    position_id: UUID | None = refers_to("position", optional=True)
    without_position: str | None = words(limit=2000, optional=True, name="without_position")
    referees_asked: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    references_asked_when: str = one_of(AskReferees, AskReferees.submission, name="references_asked_when")
    referee_deadline_days: int = Field(default=14, sa_column_kwargs={"server_default": "14"})
    referee_reminder_days: int = Field(default=3, sa_column_kwargs={"server_default": "3"})
    referee_questions_nl: str | None = words(limit=4000, optional=True, name="referee_questions_nl")
    referee_questions_en: str | None = words(limit=4000, optional=True, name="referee_questions_en")
    state: str = one_of(VacancyState, VacancyState.draft, name="state")
    published_at: datetime | None = instant(optional=True)
    researcher_profile: str | None = one_of(Profile, name="researcher_profile", optional=True)
    research_field: str | None = one_of(ResearchField, name="research_field", optional=True)
    remote: bool = Field(default=False, sa_column_kwargs={"server_default": "false"})
    funding_programme: str | None = words(limit=200, optional=True, name="funding_programme")
    eligibility_nl: str | None = words(limit=4000, optional=True, name="eligibility_nl")
    eligibility_en: str | None = words(limit=4000, optional=True, name="eligibility_en")
    benefits_nl: str | None = words(limit=4000, optional=True, name="benefits_nl")
    benefits_en: str | None = words(limit=4000, optional=True, name="benefits_en")
    selection_nl: str | None = words(limit=4000, optional=True, name="selection_nl")
    selection_en: str | None = words(limit=4000, optional=True, name="selection_en")
    channels: list[str] = json_column(
        default='["euraxess", "academictransfer", "json", "atom"]', schema=openapi.many(openapi.kind("text"))
    )
    # What readers of the site find it by: its text too.
    site_words: Any = Field(default=None, sa_column=Column("site_words", TSVECTOR, Computed(
        "polder.searchable(reference || ' ' || title_nl || ' ' || title_en || ' ' || location || ' ' || text_nl || ' ' ||"
        " text_en)", persisted=True)))  # fmt: skip
    search: Any = Field(
        default=None, sa_column=search_column("reference || ' ' || title_nl || ' ' || title_en || ' ' || location")
    )


class Criterion(Record, table=True):
    """What a vacancy asks for, with the rubric that explains the scores 1 to 5."""

    __table_args__ = (
        UniqueConstraint("vacancy_id", "position"),
        CheckConstraint("jsonb_array_length(levels) in (0, 5)", name="levels"),
    )

    vacancy_id: UUID = part_of("vacancy")
    position: int = Field(ge=1, le=50)
    name_nl: str = words(limit=200, at_least=1, name="name_nl")
    name_en: str = words(limit=200, at_least=1, name="name_en")
    rubric_nl: str = words(limit=4000, name="rubric_nl")
    rubric_en: str = words(limit=4000, name="rubric_en")
    levels: list[dict[str, str]] = json_column(
        default="[]",
        schema={
            **openapi.many(openapi.record(nl="text", en="text")),
            "description": "none, or one for each score from 1 to 5",
        },
    )


class Stage(StrEnum):
    draft = "draft"
    submitted = "submitted"
    eligible = "eligible"
    ineligible = "ineligible"
    longlisted = "longlisted"
    shortlisted = "shortlisted"
    interview = "interview"
    selected = "selected"
    offered = "offered"
    hired = "hired"
    rejected = "rejected"
    withdrawn = "withdrawn"


# The way of an application. Who leaves it counts in the stages that were reached.
WAY = (
    Stage.submitted, Stage.eligible, Stage.longlisted, Stage.shortlisted, Stage.interview, Stage.selected, Stage.offered, Stage.hired,
)  # fmt: skip


class Application(Record, table=True):
    """A person's answer to a vacancy. What was never submitted is seen by its writer alone."""

    __table_args__ = (
        UniqueConstraint("id", "vacancy_id"),
        Index("ix_application_list", "vacancy_id", "stage", "submitted_at", "id"),
        Index("ix_application_board", "vacancy_id", "stage", "sort_name", "id"),
        Index("ix_application_submitted", "submitted_at", "id"),
        Index("ix_application_sort_name", "sort_name", "id"),
        Index("ix_application_search", "search", postgresql_using="gin"),
        CheckConstraint("email ~ '^[^@[:space:]]+@[^@[:space:]]+$'", name="email"),
        CheckConstraint("stage = 'draft' or submitted_at is not null or stage = 'withdrawn'", name="submitted_at"),
    )

    reference: str = reference_column("A", "application_reference", 6)
    vacancy_id: UUID = refers_to("vacancy", index=False)
    name: str = words(limit=500, at_least=1, name="name")
    sort_name: str = words(limit=500, at_least=1, name="sort_name")
    email: str | None = words(limit=320, optional=True, name="email")
    phone: str | None = words(limit=50, optional=True, name="phone")
    orcid: str | None = None
    language: str = Field(default="en", sa_column_kwargs={"server_default": "en"})
    motivation: str = words(limit=20_000, name="motivation")
    cv: dict[str, Any] | None = json_column(optional=True)
    search_text: str = Field(default="", sa_column_kwargs={"server_default": ""})
    source: str = Field(default="form", sa_column_kwargs={"server_default": "form"})
    stage: str = one_of(Stage, Stage.draft, name="stage")
    submitted_at: datetime | None = instant(optional=True)
    search: Any = Field(
        default=None,
        sa_column=search_column("reference || ' ' || name || ' ' || coalesce(email, '') || ' ' || search_text"),
    )


class UploadPiece(SQLModel, table=True):
    """A part of an applicant's upload that is under way, from `at_byte` on. It goes with its document, or once that is whole;
    a day later the sweep of orphaned content takes what is left.
    """

    __tablename__ = "upload_piece"
    __table_args__ = (CheckConstraint("size > 0", name="size"), CheckConstraint("at_byte >= 0", name="at_byte"))

    document_id: UUID = Field(primary_key=True, sa_column_args=(ForeignKey("document.id", ondelete="CASCADE"),))
    at_byte: int = Field(primary_key=True)
    size: int
    storage_key: str = Field(unique=True)


class ReviewState(StrEnum):
    draft = "draft"
    submitted = "submitted"


class Recommendation(StrEnum):
    yes = "yes"
    maybe = "maybe"
    no = "no"


class Review(Record, table=True):
    """One committee member's judgement of one application; locked once submitted."""

    __table_args__ = (
        UniqueConstraint("application_id", "reviewer_id"),
        ForeignKeyConstraint(["application_id", "vacancy_id"], ["application.id", "application.vacancy_id"]),
    )

    application_id: UUID
    vacancy_id: UUID = refers_to("vacancy")
    reviewer_id: UUID = refers_to("account")
    recommendation: str | None = one_of(Recommendation, name="recommendation", optional=True)
    note: str = words(limit=10_000, name="note")
    state: str = one_of(ReviewState, ReviewState.draft, name="state")
    submitted_at: datetime | None = instant(optional=True)


class ReviewScore(Record, table=True):
    """The score for one criterion, 1 to 5, with its reason. No score means: not applicable, left out of the mean."""

    __tablename__ = "review_score"
    __table_args__ = (
        UniqueConstraint("review_id", "criterion_id"),
        CheckConstraint("score between 1 and 5", name="score"),
    )

    review_id: UUID = part_of("review")
    criterion_id: UUID = refers_to("criterion")
    score: int | None = None
    reason: str = words(limit=4000, name="reason")


class OfferState(StrEnum):
    draft = "draft"
    approved = "approved"
    sent = "sent"
    accepted = "accepted"
    declined = "declined"
    expired = "expired"
    withdrawn = "withdrawn"


class Offer(Record, table=True):
    """What we offer to a selected applicant. Salary is monthly gross at full time, in euro cents.

    What pays it is the vacancy's position; of a call, the one that is named here.
    """

    __table_args__ = (
        ForeignKeyConstraint(["application_id", "vacancy_id"], ["application.id", "application.vacancy_id"]),
        Index("uq_offer_open", "application_id", unique=True,
              postgresql_where=text("state in ('draft', 'approved', 'sent', 'accepted')")),
        Index("uq_offer_position_sent", "position_id", unique=True, postgresql_where=text("state = 'sent'")),
        CheckConstraint("salary_cents > 0", name="salary_cents"),
        CheckConstraint("fte_percent between 1 and 100", name="fte_percent"),
        CheckConstraint("ends_on is null or ends_on > starts_on", name="term"),
    )  # fmt: skip

    reference: str = reference_column("O", "offer_reference", 4)
    application_id: UUID
    vacancy_id: UUID = refers_to("vacancy")
    position_id: UUID | None = refers_to("position", optional=True)
    salary_cents: int
    salary_scale: str | None = words(limit=60, optional=True, name="salary_scale")
    fte_percent: int = Field(default=100, sa_column_kwargs={"server_default": "100"})
    starts_on: date
    ends_on: date | None = None
    language: str = Field(default="en", sa_column_kwargs={"server_default": "en"})
    expires_at: datetime = instant()
    state: str = one_of(OfferState, OfferState.draft, name="state")
    out_of_range: bool = Field(default=False, sa_column_kwargs={"server_default": "false"})
    above_budget: bool = Field(default=False, sa_column_kwargs={"server_default": "false"})
    sent_at: datetime | None = instant(optional=True)
    answered_at: datetime | None = instant(optional=True)


class OfferEndorsement(Record, table=True):
    """A second person's agreement with an offer outside the published range or above the budget; `created_by` is who agreed. Once other terms
    have come it is `lapsed_at` and counts no more, by whoever wrote those."""

    __tablename__ = "offer_endorsement"
    __table_args__ = (
        Index("uq_offer_endorsement_standing", "offer_id", "created_by", unique=True,
              postgresql_where=text("lapsed_at is null")),
    )  # fmt: skip

    offer_id: UUID = part_of("offer")
    reason: str = words(limit=2000, at_least=1, name="reason")
    lapsed_at: datetime | None = instant(optional=True)
    lapsed_by: UUID | None = None
