"""The outbox: every mail is a row first, sent by a job later, so that a mail server that is down loses nothing."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Index, LargeBinary, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from polder.kernel.record import Record, instant, one_of, part_of, words


class MailState(StrEnum):
    queued = "queued"
    sent = "sent"
    refused = "refused"  # the mail server said never; a person must look
    gave_up = "gave_up"  # the mail server said "not now", or nothing, for three days; a person must look


class Mail(Record, table=True):
    """One message to one person, rendered when it was decided. `unsubscribe`: where one click ends such messages."""

    __table_args__ = (
        Index("ix_mail_record", "record_id"),
        Index("ix_mail_created_at", "created_at", "id"),
        Index("ix_mail_unsent", "state", postgresql_where=text("state <> 'sent'")),
    )

    to_address: str = words(limit=320, at_least=3, name="to_address")
    to_name: str = words(limit=500, name="to_name")
    language: str
    template: str
    subject: str = words(limit=1000, at_least=1, name="subject")
    text: str
    html: str
    record_kind: str | None = None
    record_id: UUID | None = None
    unsubscribe: str | None = words(limit=1000, optional=True, name="unsubscribe")
    state: str = one_of(MailState, MailState.queued, name="state")
    attempts: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    last_error: str | None = words(limit=1000, optional=True, name="last_error")
    sent_at: datetime | None = instant(optional=True)


ATTACHMENT_LIMIT = 5 * 1024 * 1024


class MailAttachment(SQLModel, table=True):
    """A file that goes with a mail, kept as it was sent. It is written with its mail and is a log like it."""

    __tablename__ = "mail_attachment"
    __table_args__ = (
        UniqueConstraint("mail_id", "position"),
        CheckConstraint(f"octet_length(content) between 1 and {ATTACHMENT_LIMIT}", name="content"),
    )

    id: UUID = Field(default=None, primary_key=True, sa_column_kwargs={"server_default": text("uuidv7()")})
    mail_id: UUID = part_of("mail", index=False)
    position: int = Field(ge=1, le=20)
    file_name: str = words(limit=255, at_least=1, name="file_name")
    media_type: str = words(limit=100, at_least=3, name="media_type")
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
