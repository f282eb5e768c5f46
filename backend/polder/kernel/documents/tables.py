"""Documents that belong to any record."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from polder.kernel.record import Record, instant, one_of, words


class DocumentState(StrEnum):
    awaiting = "awaiting"  # a link to upload was given; nothing has been looked at yet
    accepted = "accepted"  # the content was inspected and is what it says
    refused = "refused"  # inspected and not kept


class Document(Record, table=True):
    """A file of a record. The content lies in storage under `storage_key`; the row says what it is (size in bytes)."""

    __table_args__ = (
        Index("ix_document_record", "record_id", "kind"),
        CheckConstraint("size between 0 and 20971520", name="size"),
    )

    record_kind: str = words(limit=60, at_least=1, name="record_kind")
    record_id: UUID
    kind: str = words(limit=60, at_least=1, name="kind")
    file_name: str = words(limit=255, at_least=1, name="file_name")
    media_type: str = words(limit=100, at_least=1, name="media_type")
    size: int
    storage_key: str = Field(unique=True)
    sha256: str | None = None
    pages: int | None = None
    state: str = one_of(DocumentState, DocumentState.awaiting, name="state")
    refusal: str | None = words(limit=500, optional=True, name="refusal")
    completed_at: datetime | None = instant(optional=True)
