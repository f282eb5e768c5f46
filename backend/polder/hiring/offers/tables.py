"""Templates of letters, the letters that were sent, and what was signed."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from polder.hiring import tables as _hiring  # noqa: F401 - defines the tables referred to
from polder.hiring.offers.rules import FIELDS
from polder.kernel.documents import tables as _documents  # noqa: F401 - likewise
from polder.kernel.record import Record, instant, one_of, refers_to, words


class LetterKind(StrEnum):
    offer = "offer"


class TemplateState(StrEnum):
    proposed = "proposed"
    in_force = "in_force"
    withdrawn = "withdrawn"


def only_fields(column: str) -> CheckConstraint:
    """Braces stand around the names of fields alone: what could not be filled is not kept."""
    return CheckConstraint(
        rf"regexp_replace({column}, '\{{({'|'.join(FIELDS)})\}}', '', 'g') !~ '[{{}}]'", name=f"{column}_fields"
    )


class LetterTemplate(Record, table=True):
    """One version of a letter's text. Of a kind and language, the one confirmed last is in use."""

    __tablename__ = "letter_template"
    __table_args__ = (
        only_fields("subject"),
        only_fields("body"),
        CheckConstraint("language in ('nl', 'en')", name="language"),
        Index("ix_letter_template_in_use", "kind", "language", "confirmed_at"),
    )

    kind: str = one_of(LetterKind, LetterKind.offer, name="kind")
    language: str
    subject: str = words(limit=300, at_least=1, name="subject")
    body: str = words(limit=20_000, at_least=1, name="body")
    note: str | None = words(limit=1000, optional=True, name="note")
    state: str = one_of(TemplateState, TemplateState.proposed, name="state")
    confirmed_at: datetime | None = instant(optional=True)
    confirmed_by: UUID | None = None


class OfferLetter(Record, table=True):
    """The letter of an offer as it was sent: a document, made from a template, with its SHA-256."""

    __tablename__ = "offer_letter"

    offer_id: UUID = Field(foreign_key="offer.id", ondelete="RESTRICT", unique=True)
    application_id: UUID = refers_to("application")
    template_id: UUID = refers_to("letter_template")
    document_id: UUID = refers_to("document")
    sha256: str


class OfferAcceptance(Record, table=True):
    """The applicant's signature: the name as they typed it, the moment of the database's clock, and the letter it is under."""

    __tablename__ = "offer_acceptance"

    offer_id: UUID = Field(foreign_key="offer.id", ondelete="RESTRICT", unique=True)
    application_id: UUID = refers_to("application")
    letter_id: UUID | None = refers_to("offer_letter", optional=True)
    letter_sha256: str | None = None
    signed_name: str = words(limit=500, at_least=2, name="signed_name")
    signed_at: datetime = instant(default="clock_timestamp()")
