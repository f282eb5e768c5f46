"""Lots and purposes, accounts, journal entries, postings, balances and closed periods."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Identity,
    Index,
    LargeBinary,
    Numeric,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlmodel import Field, SQLModel

from polder.funding.ledger.rules import Asset, Event
from polder.kernel import openapi
from polder.kernel.record import (
    Record,
    cents,
    drawn_reference_column,
    instant,
    json_column,
    one_of,
    part_of,
    refers_to,
    search_column,
    words,
)

FAULT = openapi.named("LedgerFault", openapi.record(what="text", where="text", said="text", found="text"))


def _sum() -> Any:
    """Cents, nothing at first."""
    return Field(default=0, sa_type=BigInteger, sa_column_kwargs={"server_default": "0"}, nullable=False)


class FundPool(Record, table=True):
    """Money that was given for some purposes only: its lots may be allocated to the purposes named in it."""

    __tablename__ = "fund_pool"

    name_nl: str = words(limit=200, at_least=1, name="name_nl")
    name_en: str = words(limit=200, at_least=1, name="name_en")
    restriction: str = words(limit=2000, at_least=1, name="restriction")


class PurposeKind(StrEnum):
    programme = "programme"
    position = "position"
    grant = "grant"


class Purpose(Record, table=True):
    """What money is allocated to. A programme is entered here; positions and grants own theirs."""

    __table_args__ = (
        CheckConstraint("valid_until is null or valid_until >= valid_from", name="period"),
        Index("ix_purpose_search", "search", postgresql_using="gin"),
    )

    reference: str = drawn_reference_column("P", "purpose")
    kind: str = one_of(PurposeKind, name="kind")
    name_nl: str = words(limit=300, at_least=1, name="name_nl")
    name_en: str = words(limit=300, at_least=1, name="name_en")
    valid_from: date
    valid_until: date | None = None
    search: Any = Field(default=None, sa_column=search_column("reference || ' ' || name_nl || ' ' || name_en"))


class PoolPurpose(Record, table=True):
    """A purpose that a fund pool's lots may serve."""

    __tablename__ = "pool_purpose"
    __table_args__ = (UniqueConstraint("pool_id", "purpose_id"),)

    pool_id: UUID = part_of("fund_pool", index=False)
    purpose_id: UUID = refers_to("purpose")


class Lot(Record, table=True):
    """One tranche of an agreement, or one public decision: the money whose identity is followed to the end.

    Its amount and day are those of the terms in force; the database changes them when an amendment comes into force.
    """

    __table_args__ = (
        CheckConstraint("num_nonnulls(agreement_id, decision_id) = 1", name="source"),
        CheckConstraint("not in_kind or agreement_id is not null", name="in_kind"),
        UniqueConstraint("agreement_id", "position"),
        UniqueConstraint("decision_id"),
        Index("ix_lot_funder", "funder_id", "due_on"),
    )

    number: int = Field(
        default=None,
        sa_column=Column(BigInteger, nullable=False, unique=True, server_default=text("polder.drawn_lot_number()")),
    )
    agreement_id: UUID | None = refers_to("agreement", optional=True, index=False)
    decision_id: UUID | None = refers_to("public_decision", optional=True, index=False)
    funder_id: UUID = refers_to("organisation", index=False)
    pool_id: UUID | None = refers_to("fund_pool", optional=True)
    position: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
    amount_cents: int = cents(name="amount_cents")
    due_on: date
    in_kind: bool = Field(default=False, sa_column_kwargs={"server_default": "false"})
    condition: str | None = words(limit=2000, optional=True, name="condition")
    condition_met_on: date | None = None


class LedgerAccount(SQLModel, table=True):
    """An account of the ledger, made when it is first posted to. `code` is its name, as in `allocated:17:P-2026-003`."""

    __tablename__ = "ledger_account"
    __table_args__ = (
        UniqueConstraint("kind", "lot_id", "purpose_id", "funder_id", postgresql_nulls_not_distinct=True),
        Index("ix_ledger_account_lot", "lot_id"),
        Index("ix_ledger_account_purpose", "purpose_id"),
    )

    id: int = Field(default=None, sa_column=Column(BigInteger, Identity(always=True), primary_key=True))
    code: str = Field(unique=True)
    kind: str = Field(index=True)
    asset: str = one_of(Asset, name="asset")
    lot_id: UUID | None = refers_to("lot", optional=True, index=False)
    purpose_id: UUID | None = refers_to("purpose", optional=True, index=False)
    funder_id: UUID | None = refers_to("organisation", optional=True)


class AccountBalance(SQLModel, table=True):
    """The sum of an account's postings, debit positive: a cache that is locked to post, and rebuilt to compare.

    `floor` is 1 where the balance may not become a credit, -1 where it may not become a debit, 0 where it may be both. What
    has no floor is kept in parts that sum to the balance, so that writers do not wait for each other at our bank account.
    """

    __tablename__ = "account_balance"
    __table_args__ = (CheckConstraint("floor = 0 or balance_cents * floor >= 0", name="overdrawn"),)

    account_id: int = Field(
        sa_column=Column(
            BigInteger, ForeignKey("ledger_account.id", ondelete="RESTRICT"), primary_key=True, autoincrement=False
        )
    )
    part: int = Field(default=0, primary_key=True, sa_column_kwargs={"server_default": "0"})
    floor: int = Field(ge=-1, le=1)
    balance_cents: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs={"server_default": "0"}, nullable=False)


class LotBalance(SQLModel, table=True):
    """What became of one lot until now: a cache of sums of its postings, locked to post, and rebuilt to compare.

    Every lot has one row. The first nine are the parts of its position, each on its own side (`rules.PARTS`), `free` before
    what is still to be received; `overpaid` and `repayable` go back. `paid`, `attributed` and `worked` are what matching
    counts, moved on the days from `moved_from` (the first on which something of it happened) to `moved_until` (the last on
    which something was posted).
    """

    __tablename__ = "lot_balance"
    __table_args__ = (
        CheckConstraint("called = free + allocated + spent + reported", name="conserved"),
        # What was asked for but has not arrived is no money yet: it can be neither allocated nor given back.
        CheckConstraint("invoiced_open <= free", name="not_received_yet"),
        # No lot gives back more than came above what was asked of it, or than its determination left over.
        CheckConstraint("overpaid >= 0 and repayable >= 0", name="not_owed"),
    )

    lot_id: UUID = Field(sa_column=Column(Uuid, ForeignKey("lot.id", ondelete="RESTRICT"), primary_key=True))
    uninvoiced: int = _sum()
    called: int = _sum()
    invoiced_open: int = _sum()
    free: int = _sum()
    allocated: int = _sum()
    spent: int = _sum()
    reported: int = _sum()
    returned: int = _sum()
    written_off: int = _sum()
    overpaid: int = _sum()
    repayable: int = _sum()
    paid: int = _sum()
    attributed: int = _sum()
    worked: int = _sum()
    moved_from: date | None = None
    moved_until: date | None = None


class JournalEntry(SQLModel, table=True):
    """One event in the ledger. `key` is its idempotency key, `digest` what was posted under it; `xid` its transaction.

    `happened_on` is the day of the event itself, where that day was closed when it was posted; else that of posting.
    """

    __tablename__ = "journal_entry"
    __table_args__ = (
        UniqueConstraint("key"),
        UniqueConstraint("reverses_id"),
        CheckConstraint("reverses_id is null or polder.shows_something(coalesce(reason, ''))", name="reversal_reason"),
        CheckConstraint("happened_on <= posted_on", name="happened_on"),
        Index("ix_journal_entry_happened", "id", "happened_on", postgresql_where=text("happened_on <> posted_on")),
        Index("ix_journal_entry_happened_on", "happened_on", "id"),
        Index("ix_journal_entry_source", "source_kind", "source_id"),
        Index("ix_journal_entry_posted", "posted_on", "number"),
    )

    id: UUID = Field(default=None, primary_key=True, sa_column_kwargs={"server_default": text("uuidv7()")})
    number: int = Field(default=None, sa_column=Column(BigInteger, Identity(always=True), unique=True))
    key: str = words(limit=200, at_least=1, name="key")
    digest: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    posted_on: date
    happened_on: date
    event: str = one_of(Event, name="event")
    description: str = words(limit=500, name="description")
    source_kind: str | None = words(limit=60, optional=True, name="source_kind")
    source_id: UUID | None = None
    reverses_id: UUID | None = refers_to("journal_entry", optional=True, index=False)
    reason: str | None = words(limit=2000, optional=True, name="reason")
    booked_at: datetime = instant(default="now()")
    booked_by: UUID | None = Field(default=None, sa_column_kwargs={"server_default": text("polder.actor()")})
    request_id: str | None = Field(default=None, sa_column_kwargs={"server_default": text("polder.setting('request_id')")})  # fmt: skip
    xid: int = Field(
        default=None,
        sa_type=BigInteger,
        nullable=False,
        sa_column_kwargs={"server_default": text("pg_current_xact_id()::text::bigint")},
    )


class Posting(SQLModel, table=True):
    """One line of an entry: cents, debit positive. Day, event and funder are repeated from entry and lot, to be read fast."""

    __table_args__ = (
        CheckConstraint("amount_cents <> 0", name="amount_cents"),
        CheckConstraint("num_nonnulls(original_currency, original_minor, original_rate) in (0, 3)", name="original"),
        CheckConstraint("original_currency ~ '^[A-Z]{3}$'", name="original_currency"),
        Index("ix_posting_entry", "entry_id"),
        Index("ix_posting_account", "account_id", "id"),
        Index("ix_posting_lot", "lot_id", "posted_on"),
        Index(
            "ix_posting_receipt", "posted_on", "lot_id", "account_id", "amount_cents", "entry_id",
            postgresql_where=text("event in ('receipt', 'repayment', 'refund', 'cost')"),
        ),
    )  # fmt: skip

    id: int = Field(default=None, sa_column=Column(BigInteger, Identity(always=True), primary_key=True))
    entry_id: UUID = refers_to("journal_entry", index=False)
    account_id: int = Field(
        sa_column=Column(BigInteger, ForeignKey("ledger_account.id", ondelete="RESTRICT"), nullable=False)
    )
    lot_id: UUID = refers_to("lot", index=False)
    funder_id: UUID  # the lot's own, which refers to it
    posted_on: date
    event: str
    amount_cents: int = Field(sa_type=BigInteger)
    original_currency: str | None = None
    original_minor: int | None = Field(default=None, sa_type=BigInteger)
    # SQLModel's annotations: a type, not one with its precision
    original_rate: Decimal | None = Field(default=None, sa_type=Numeric(20, 10))  # type: ignore[call-overload]  # SQLModel: a type, not one with its precision


class ClosedPeriod(Record, table=True):
    """Nothing is posted on these days any more, nor on any before. A period begins on the day after the last one."""

    __tablename__ = "closed_period"
    __table_args__ = (CheckConstraint("until_day >= from_day", name="period"),)

    from_day: date
    until_day: date
    note: str | None = words(limit=500, optional=True, name="note")


class LedgerCheck(SQLModel, table=True):
    """One comparison of the ledger with itself: how much was looked at, and what was found wrong. Append-only."""

    __tablename__ = "ledger_check"

    id: int = Field(default=None, sa_column=Column(BigInteger, Identity(always=True), primary_key=True))
    checked_at: datetime = instant(default="now()")
    accounts: int
    postings: int = Field(sa_type=BigInteger)
    wrong: int
    faults: list[dict[str, Any]] = json_column(default="[]", schema=openapi.many(FAULT))
    rebuilt: bool = Field(default=False, sa_column_kwargs={"server_default": "false"})
