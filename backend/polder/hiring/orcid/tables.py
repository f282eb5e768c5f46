"""What ORCID told of somebody, for an hour; and the iDs of applications that it vouched for."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, LargeBinary, UniqueConstraint
from sqlmodel import Field

from polder.hiring import tables as _hiring  # noqa: F401 - defines the tables referred to
from polder.kernel.record import Record, instant, json_column, part_of, refers_to, words

RIGHT = "polder.orcid_is_right(orcid)"


class OrcidProof(Record, table=True):
    """Somebody came back from ORCID with this iD. Only the SHA-256 of the browser's secret is stored.

    `vacancy_id`: to begin an application to it; without one: to come back, or to confirm the iD of a draft. `typed`: what stood
    in the form that they left.
    """

    __tablename__ = "orcid_proof"
    __table_args__ = (
        UniqueConstraint("secret_hash"),
        CheckConstraint(RIGHT, name="orcid"),
    )

    secret_hash: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    orcid: str
    name: str | None = words(limit=500, at_least=1, optional=True, name="name")
    vacancy_id: UUID | None = refers_to("vacancy", optional=True)
    typed: dict[str, Any] = json_column(default="{}")
    expires_at: datetime = instant()


class VerifiedOrcid(Record, table=True):
    """ORCID said that the writer of this application is this iD, and what they are called there."""

    __tablename__ = "verified_orcid"
    __table_args__ = (
        UniqueConstraint("application_id"),
        CheckConstraint(RIGHT, name="orcid"),
    )

    application_id: UUID = part_of("application", index=False)
    orcid: str = Field(index=True)
    name: str | None = words(limit=500, at_least=1, optional=True, name="name")
