"""Tables that belong to any record: history of moves, audit, idempotency keys."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Column, Identity, Index, LargeBinary, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from polder.kernel.record import instant, json_column


class MoveEntry(SQLModel, table=True):
    """One line of a record's history: which move, by whom, why. Written by the trigger that guards states."""

    __tablename__ = "move_entry"
    __table_args__ = (
        Index("ix_move_entry_record", "record_id", "at"),
        # What was done last with records of a kind; that they were made is most of the history, and seldom news.
        Index("ix_move_entry_done", "record_kind", "id", postgresql_where=text("from_state is not null")),
    )

    id: int = Field(default=None, sa_column=Column(BigInteger, Identity(always=True), primary_key=True))
    at: datetime = instant(default="clock_timestamp()")
    record_kind: str
    record_id: UUID
    move: str
    from_state: str | None = None
    to_state: str
    reason: str | None = None
    actor_id: UUID | None = None
    request_id: str | None = None


class AuditEntry(SQLModel, table=True):
    """Who changed what, when, in which request. Append-only, one partition per month, sealed into a hash chain."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_record", "table_name", "record_id"),
        Index("ix_audit_entry_xid", "xid", "id"),
        {"postgresql_partition_by": "RANGE (at)"},
    )

    id: int = Field(default=None, sa_column=Column(BigInteger, Identity(always=True), primary_key=True))
    at: datetime = instant(default="now()", primary_key=True)
    xid: int = Field(
        default=None,
        sa_type=BigInteger,
        nullable=False,
        sa_column_kwargs={"server_default": text("pg_current_xact_id()::text::bigint")},
    )
    actor_id: UUID | None = None
    actor_kind: str
    request_id: str | None = None
    table_name: str
    record_id: UUID | None = None
    record_version: int | None = None
    operation: str
    changes: dict[str, Any] = json_column()
    personal_digest: bytes | None = None


class AuditPersonal(SQLModel, table=True):
    """The personal values of an audit entry, apart from it so that a person can be erased."""

    __tablename__ = "audit_personal"
    __table_args__ = (Index("ix_audit_personal_record", "table_name", "record_id"),)

    entry_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    table_name: str
    record_id: UUID | None = None
    salt: bytes
    value: dict[str, Any] = json_column()


class AuditSeal(SQLModel, table=True):
    """A closed stretch of the audit: the digest of its entries chained to the seal before, and signed."""

    __tablename__ = "audit_seal"

    id: int = Field(default=None, sa_column=Column(BigInteger, Identity(always=True), primary_key=True))
    sealed_at: datetime = instant(default="now()")
    from_xid: int = Field(sa_type=BigInteger)
    until_xid: int = Field(sa_type=BigInteger, unique=True)
    entries: int
    previous_digest: bytes
    digest: bytes
    signature: bytes
    public_key: bytes


class IdempotencyKey(SQLModel, table=True):
    """An answer already given, so that a repeated request gets the same one."""

    __tablename__ = "idempotency_key"

    owner_id: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    operation: str
    body_digest: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    rights: bytes | None = (
        None  # a digest of what its owner might do and see then: who may less now reads no old answer
    )
    status: int | None = None
    headers: dict[str, str] | None = Field(default=None, sa_type=JSONB)
    body: bytes | None = None
    created_at: datetime = instant(default="now()", index=True)


class RateCount(SQLModel, table=True):
    """How often something was tried in the present window. `subject` is a keyed digest: no address is stored."""

    __tablename__ = "rate_count"

    purpose: str = Field(primary_key=True)
    subject: bytes = Field(primary_key=True)
    began_at: datetime = instant(default="now()", index=True)
    tries: int
