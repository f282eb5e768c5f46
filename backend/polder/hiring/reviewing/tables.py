"""Backgrounds of applicants, proposals of conflicts, plans, loads and assignments."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from polder.kernel import openapi
from polder.kernel.record import Record, instant, json_column, one_of, part_of, refers_to, words

PLACES = openapi.many(openapi.record(name="text", **{"from": "text?", "until": "text?"}))
SUPERVISORS = openapi.many(openapi.record(name="text", orcid="text?", **{"from": "text?", "until": "text?"}))
WORKS = openapi.many(openapi.record(identifier="text", title="text", on="text?"))


class ApplicantBackground(Record, table=True):
    """Where an applicant worked and studied, who supervised them and what they published, beside their CV."""

    __tablename__ = "applicant_background"
    __table_args__ = (UniqueConstraint("application_id"),)

    application_id: UUID = part_of("application", index=False)
    employers: list[dict[str, Any]] = json_column(default="[]", schema=PLACES)
    supervisors: list[dict[str, Any]] = json_column(default="[]", schema=SUPERVISORS)
    works: list[dict[str, Any]] = json_column(default="[]", schema=WORKS)


class ProposalKind(StrEnum):
    employer = "employer"
    coauthor = "coauthor"
    supervisor = "supervisor"
    interest = "interest"


class ProposalState(StrEnum):
    proposed = "proposed"
    denied = "denied"  # by the person it is about, with a reason; somebody else may still decide
    confirmed = "confirmed"
    dismissed = "dismissed"
    lapsed = "lapsed"  # the facts no longer say so


class ConflictProposal(Record, table=True):
    """What the rules found between a committee member (a person) and an applicant. `grounds`: the reasons, as data."""

    __tablename__ = "conflict_proposal"
    __table_args__ = (
        UniqueConstraint("application_id", "person_id", "kind"),
        ForeignKeyConstraint(["application_id", "vacancy_id"], ["application.id", "application.vacancy_id"]),
        Index("ix_conflict_proposal_open", "vacancy_id", "state"),
        Index("ix_conflict_proposal_person", "person_id", "state"),
    )

    application_id: UUID
    vacancy_id: UUID = refers_to("vacancy", index=False)
    person_id: UUID = refers_to("person", index=False)
    kind: str = one_of(ProposalKind, name="kind")
    grounds: list[dict[str, Any]] = json_column(
        schema=openapi.many(openapi.record(what="text", times="integer", **{"from": "date?", "until": "date?"}))
    )
    state: str = one_of(ProposalState, ProposalState.proposed, name="state")


class MembersReview(StrEnum):
    all = "all"
    assigned = "assigned"


class ReviewPlan(Record, table=True):
    """How a vacancy is reviewed. Without one: every member sees and reviews all, without a day by which."""

    __tablename__ = "review_plan"
    __table_args__ = (
        UniqueConstraint("vacancy_id"),
        CheckConstraint("reviews_each between 1 and 10", name="reviews_each"),
    )

    vacancy_id: UUID = part_of("vacancy", index=False)
    members_review: str = one_of(MembersReview, MembersReview.all, name="members_review")
    reviews_each: int = Field(default=2, sa_column_kwargs={"server_default": "2"})
    review_by: date | None = None


class ReviewerLoad(Record, table=True):
    """How much a member takes on in one vacancy: `weight_percent` of a full share, and at most so many reviews."""

    __tablename__ = "reviewer_load"
    __table_args__ = (
        UniqueConstraint("vacancy_id", "account_id"),
        CheckConstraint("weight_percent between 0 and 400", name="weight_percent"),
        CheckConstraint("most between 0 and 100000", name="most"),
    )

    vacancy_id: UUID = part_of("vacancy", index=False)
    account_id: UUID = refers_to("account")
    weight_percent: int = Field(default=100, sa_column_kwargs={"server_default": "100"})
    most: int | None = None


class AssignedHow(StrEnum):
    by_hand = "by_hand"
    balanced = "balanced"


class ReviewAssignment(Record, table=True):
    """A member is asked to review an application, until it ends with a reason; what they wrote stays. Made by `created_by`."""

    __tablename__ = "review_assignment"
    __table_args__ = (
        ForeignKeyConstraint(["application_id", "vacancy_id"], ["application.id", "application.vacancy_id"]),
        Index("uq_review_assignment_open", "application_id", "account_id", unique=True,
              postgresql_where=text("ended_at is null")),
        Index("ix_review_assignment_account", "account_id", "vacancy_id", postgresql_where=text("ended_at is null")),
        Index("ix_review_assignment_vacancy", "vacancy_id", "application_id"),
        CheckConstraint("(ended_at is null) = (ended_reason is null)", name="ended"),
    )  # fmt: skip

    application_id: UUID
    vacancy_id: UUID = refers_to("vacancy", index=False)
    account_id: UUID = refers_to("account", index=False)
    how: str = one_of(AssignedHow, AssignedHow.by_hand, name="how")
    ended_at: datetime | None = instant(optional=True)
    ended_by: UUID | None = None
    ended_reason: str | None = words(limit=2000, optional=True, name="ended_reason")


class ReviewReminder(Record, table=True):
    """That somebody was reminded of the reviews that they owe a vacancy, for which day: once is enough."""

    __tablename__ = "review_reminder"
    __table_args__ = (UniqueConstraint("vacancy_id", "account_id", "for_day"),)

    vacancy_id: UUID = part_of("vacancy", index=False)
    account_id: UUID = refers_to("account")
    for_day: date


class ReviewOpinion(Record, table=True):
    """Whether another reviewer agrees with a submitted review; who does not, says why. It lapses when the review is reopened:
    it was said of another text, and stays as history."""

    __tablename__ = "review_opinion"
    __table_args__ = (
        Index(
            "uq_review_opinion_standing", "review_id", "author_id", unique=True, postgresql_where="lapsed_at is null"
        ),
        CheckConstraint("agrees or polder.shows_something(reason)", name="reason_of_other"),
    )

    review_id: UUID = refers_to("review")
    author_id: UUID = refers_to("account")
    agrees: bool
    reason: str = words(limit=4000, name="reason")
    lapsed_at: datetime | None = instant(optional=True)
