"""Interests in organisations, published works, and the windows within which ties count."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint

from polder.kernel.record import Record, one_of, part_of, refers_to, words
from polder.kernel.versions import Figure, Measure, RuleVersion, figures, promises


class InterestKind(StrEnum):
    shares = "shares"
    board = "board"
    advisory = "advisory"
    family = "family"
    other = "other"


class Interest(Record, table=True):
    """A person has an interest in an organisation, from a day until a day (without: still). `family`: of somebody close."""

    __table_args__ = (CheckConstraint("valid_until is null or valid_until >= valid_from", name="period"),)

    person_id: UUID = part_of("person")
    organisation_id: UUID = refers_to("organisation")
    kind: str = one_of(InterestKind, name="kind")
    valid_from: date
    valid_until: date | None = None
    note: str | None = words(limit=2000, optional=True, name="note")


class PersonWork(Record, table=True):
    """Something that a person published, by the identifier that it shares with its other authors (`doi:10.…`)."""

    __tablename__ = "person_work"
    __table_args__ = (UniqueConstraint("person_id", "identifier"),)

    person_id: UUID = part_of("person", index=False)
    identifier: str = words(limit=500, at_least=3, name="identifier")
    title: str = words(limit=1000, name="title")
    published_on: date | None = None


class WindowKind(StrEnum):
    employer = "employer"
    coauthor = "coauthor"
    supervisor = "supervisor"
    interest = "interest"


WINDOWS: Mapping[str, Figure] = {kind: Figure(Measure.number, 0, 60) for kind in WindowKind}


class ConflictWindow(RuleVersion, table=True):
    """For how many years after its end a tie of this kind still counts; `key` is the kind."""

    __tablename__ = "conflict_window"
    __table_args__ = (*promises("conflict_window"), *figures("conflict_window", WINDOWS))

    value: int
