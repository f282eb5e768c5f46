"""Rounds of interviews, their panels and slots, and the interviews of candidates."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import TSTZRANGE, ExcludeConstraint, Range
from sqlmodel import Field

from polder.hiring import tables as _tables  # noqa: F401 - defines the tables referred to
from polder.kernel.record import Record, instant, one_of, refers_to, words


def of_round() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["round_id", "vacancy_id"], ["interview_round.id", "interview_round.vacancy_id"])


class RoundState(StrEnum):
    draft = "draft"
    open = "open"
    closed = "closed"
    cancelled = "cancelled"


class Mode(StrEnum):
    on_site = "on_site"
    video = "video"
    telephone = "telephone"


class InterviewRound(Record, table=True):
    """One round of interviews for a vacancy. Candidates book and change until `closes_hours` before a slot begins."""

    __tablename__ = "interview_round"
    __table_args__ = (
        UniqueConstraint("id", "vacancy_id"),
        CheckConstraint("minutes between 5 and 480", name="minutes"),
        CheckConstraint("buffer_minutes between 0 and 240", name="buffer_minutes"),
        CheckConstraint("closes_hours between 0 and 336", name="closes_hours"),
        CheckConstraint("time_zone = 'UTC' or time_zone like '_%/_%'", name="time_zone"),
    )

    vacancy_id: UUID = refers_to("vacancy")
    name_nl: str = words(limit=200, at_least=1, name="name_nl")
    name_en: str = words(limit=200, at_least=1, name="name_en")
    minutes: int = Field(default=45, sa_column_kwargs={"server_default": "45"})
    buffer_minutes: int = Field(default=15, sa_column_kwargs={"server_default": "15"})
    closes_hours: int = Field(default=24, sa_column_kwargs={"server_default": "24"})
    time_zone: str = Field(default="Europe/Amsterdam", sa_column_kwargs={"server_default": "Europe/Amsterdam"})
    mode: str = one_of(Mode, Mode.on_site, name="mode")
    place: str = words(limit=500, name="place")
    instructions_nl: str = words(limit=4000, name="instructions_nl")
    instructions_en: str = words(limit=4000, name="instructions_en")
    state: str = one_of(RoundState, RoundState.draft, name="state")


class InterviewPanelist(Record, table=True):
    """Who interviews in a round. Whoever has a conflict with a candidate is left out for that one."""

    __tablename__ = "interview_panelist"
    __table_args__ = (UniqueConstraint("round_id", "account_id"), of_round())

    round_id: UUID
    vacancy_id: UUID = refers_to("vacancy")
    account_id: UUID = refers_to("account")


class InterviewSlot(Record, table=True):
    """A time that the panel offers. One that was withdrawn is offered no more."""

    __tablename__ = "interview_slot"
    __table_args__ = (
        UniqueConstraint("id", "round_id"),
        Index("ix_interview_slot_round", "round_id", "starts_at"),
        CheckConstraint("ends_at > starts_at", name="ends_at"),
        of_round(),
    )

    round_id: UUID
    vacancy_id: UUID = refers_to("vacancy")
    starts_at: datetime = instant()
    ends_at: datetime = instant()
    withdrawn_at: datetime | None = instant(optional=True)


class InterviewSeat(Record, table=True):
    """A slot takes the time of each panel member: nobody is in two at once. Kept by triggers."""

    __tablename__ = "interview_seat"
    __table_args__ = (
        UniqueConstraint("slot_id", "account_id"),
        ExcludeConstraint(("account_id", "="), ("during", "&&"), name="interview_seat_overlap"),
    )

    slot_id: UUID = refers_to("interview_slot")
    vacancy_id: UUID = refers_to("vacancy")
    account_id: UUID = refers_to("account", index=False)
    during: Range[datetime] = Field(sa_column=Column(TSTZRANGE, nullable=False))


class InterviewState(StrEnum):
    invited = "invited"
    booked = "booked"
    held = "held"
    no_show = "no_show"
    cancelled = "cancelled"
    declined = "declined"


class Interview(Record, table=True):
    """A candidate in a round. `sequence` counts the changes of what calendars were told; `wish` is what the candidate wrote
    when no slot fitted."""

    __table_args__ = (
        Index("uq_interview_open", "application_id", "round_id", unique=True,
              postgresql_where=text("state in ('invited', 'booked')")),
        Index("uq_interview_slot", "slot_id", unique=True, postgresql_where=text("state in ('booked', 'held', 'no_show')")),
        CheckConstraint("slot_id is not null or state not in ('booked', 'held', 'no_show')", name="slot_id"),
        ForeignKeyConstraint(["application_id", "vacancy_id"], ["application.id", "application.vacancy_id"]),
        ForeignKeyConstraint(["slot_id", "round_id"], ["interview_slot.id", "interview_slot.round_id"]),
        of_round(),
    )  # fmt: skip

    round_id: UUID = Field(index=True)
    vacancy_id: UUID = refers_to("vacancy")
    application_id: UUID
    slot_id: UUID | None = None
    state: str = one_of(InterviewState, InterviewState.invited, name="state")
    sequence: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    wish: str | None = words(limit=2000, optional=True, name="wish")
    wish_at: datetime | None = instant(optional=True)
    reminded_at: datetime | None = instant(optional=True)


class ChangeKind(StrEnum):
    invited = "invited"
    booked = "booked"
    moved = "moved"
    updated = "updated"  # where or how, not when
    cancelled = "cancelled"
    declined = "declined"
    joined = "joined"  # the panel: `account_id`
    relieved = "relieved"  # of the panel: `account_id`


class InterviewChange(Record, table=True):
    """What happened with an interview, from which those concerned are told; written by triggers."""

    __tablename__ = "interview_change"
    __table_args__ = (
        Index("ix_interview_change_untold", "created_at", postgresql_where=text("told_at is null")),
        ForeignKeyConstraint(["application_id", "vacancy_id"], ["application.id", "application.vacancy_id"]),
    )

    interview_id: UUID = refers_to("interview")
    application_id: UUID
    vacancy_id: UUID = refers_to("vacancy")
    kind: str = one_of(ChangeKind, name="kind")
    sequence: int
    slot_id: UUID | None = refers_to("interview_slot", optional=True)
    account_id: UUID | None = refers_to("account", optional=True)
    by_candidate: bool = Field(default=False, sa_column_kwargs={"server_default": "false"})
    reason: str | None = words(limit=4000, optional=True, name="reason")
    told_at: datetime | None = instant(optional=True)


class InterviewNote(Record, table=True):
    """What one panel member noted of an interview; `created_by` wrote it. It is final, and until somebody's own is in they
    see nobody else's."""

    __tablename__ = "interview_note"
    __table_args__ = (
        UniqueConstraint("interview_id", "created_by"),
        ForeignKeyConstraint(["application_id", "vacancy_id"], ["application.id", "application.vacancy_id"]),
    )

    interview_id: UUID = refers_to("interview")
    application_id: UUID
    vacancy_id: UUID = refers_to("vacancy")
    text: str = words(limit=10_000, at_least=1, name="text")
