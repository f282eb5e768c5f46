"""Meetings, who attended them, what was on their agenda and what was decided of it, and their minutes."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, UniqueConstraint, Uuid
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field

from polder.hiring import tables as _tables  # noqa: F401 - defines the tables referred to
from polder.kernel import openapi
from polder.kernel.documents import tables as _documents  # noqa: F401 - defines the table of files that minutes refer to
from polder.kernel.record import Record, instant, json_column, one_of, reference_column, refers_to, words


class MeetingState(StrEnum):
    planned = "planned"
    held = "held"  # begun: attendance, decisions and minutes are kept
    minutes_approved = "minutes_approved"
    cancelled = "cancelled"


class Presence(StrEnum):
    present = "present"
    absent = "absent"


class Decision(StrEnum):
    """What the committee decides; all but `hold` are moves of the application."""

    shortlist = "shortlist"
    invite = "invite"
    select = "select"
    reject = "reject"
    hold = "hold"


class Outcome(StrEnum):
    done = "done"
    withdrawn = "withdrawn"  # the candidate stepped back first


def of_meeting() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["meeting_id", "vacancy_id"], ["meeting.id", "meeting.vacancy_id"])


class Meeting(Record, table=True):
    """`sequence` counts the changes of what calendars are told."""

    __table_args__ = (
        UniqueConstraint("id", "vacancy_id"),
        CheckConstraint("length_minutes between 15 and 720", name="length_minutes"),
        CheckConstraint("time_zone = 'UTC' or time_zone like '_%/_%'", name="time_zone"),
    )

    reference: str = reference_column("M", "meeting_reference", 3)
    vacancy_id: UUID = refers_to("vacancy")
    starts_at: datetime = instant(index=True)
    length_minutes: int = Field(default=60, sa_column_kwargs={"server_default": "60"})
    time_zone: str = Field(default="Europe/Amsterdam", sa_column_kwargs={"server_default": "Europe/Amsterdam"})
    place: str = words(limit=500, name="place")
    chair_id: UUID = refers_to("account", index=False)
    remarks: str = words(limit=20_000, name="remarks")
    sequence: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    state: str = one_of(MeetingState, MeetingState.planned, name="state")


class MeetingAttendance(Record, table=True):
    """Whether one of the committee was there."""

    __tablename__ = "meeting_attendance"
    __table_args__ = (UniqueConstraint("meeting_id", "account_id"), of_meeting())

    meeting_id: UUID
    vacancy_id: UUID = refers_to("vacancy")
    account_id: UUID = refers_to("account")
    presence: str = one_of(Presence, name="presence")


class MeetingItem(Record, table=True):
    """An application on the agenda. `away`: who was out of the room for it beside those with a conflict. The database notes
    who decided (`decided_by`) of how many without a conflict (`committee`).
    """

    __tablename__ = "meeting_item"
    __table_args__ = (
        UniqueConstraint("meeting_id", "application_id"),
        ForeignKeyConstraint(["application_id", "vacancy_id"], ["application.id", "application.vacancy_id"]),
        of_meeting(),
        CheckConstraint("position between 1 and 1000", name="position"),
        CheckConstraint("outcome is null or decision is not null", name="outcome"),
    )

    meeting_id: UUID
    vacancy_id: UUID = refers_to("vacancy")
    application_id: UUID = Field(index=True)
    position: int
    decision: str | None = one_of(Decision, name="decision", optional=True)
    reason: str = words(limit=10_000, name="reason")
    reasons: dict[str, str] = json_column(
        default="{}", schema=openapi.mapping(openapi.kind("text", about="why, by criterion"))
    )
    away: list[UUID] = Field(default_factory=list, sa_column=Column(ARRAY(Uuid), nullable=False, server_default="{}"))
    decided_by: list[UUID] | None = Field(default=None, sa_column=Column(ARRAY(Uuid), nullable=True))
    committee: int | None = None
    outcome: str | None = one_of(Outcome, name="outcome", optional=True)
    carried_out_at: datetime | None = instant(optional=True)


class MeetingMinutes(Record, table=True):
    """One version of the minutes: a document that does not change, and the digest of what it says. Once somebody of whom it
    speaks is erased, approved minutes are made anew without them (`remade_at`); until then there is no document.
    """

    __tablename__ = "meeting_minutes"
    __table_args__ = (
        UniqueConstraint("meeting_id", "number"),
        CheckConstraint("language in ('nl', 'en')", name="language"),
        of_meeting(),
    )

    meeting_id: UUID
    vacancy_id: UUID = refers_to("vacancy")
    number: int = 0
    language: str
    document_id: UUID | None = refers_to("document", optional=True)
    sha256: str
    content_sha256: str = ""
    approved_at: datetime | None = instant(optional=True)
    approved_by: UUID | None = refers_to("account", optional=True, index=False)
    remade_at: datetime | None = instant(optional=True)


class MeetingNotice(Record, table=True):
    """What somebody's calendar was last told of a meeting. `sent`: the highest sequence it was sent; a lower one is ignored."""

    __tablename__ = "meeting_notice"
    __table_args__ = (UniqueConstraint("meeting_id", "account_id"), of_meeting())

    meeting_id: UUID
    vacancy_id: UUID = refers_to("vacancy")
    account_id: UUID = refers_to("account", index=False)
    sequence: int
    sent: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    cancelled: bool = Field(default=False, sa_column_kwargs={"server_default": "false"})
