"""Own accounts, imported files, statements, entries, what entries settle, and the limits for that."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, LargeBinary, Numeric, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlmodel import Field

from polder.funding.agreements.rules import MOST_CENTS
from polder.kernel import openapi
from polder.kernel.record import Record, cents, instant, json_column, one_of, part_of, refers_to, search_column, words


class BankAccount(Record, table=True):
    """An account of our own. `identifier` is its IBAN, or what the bank calls it, in capitals without spaces.

    Some banks keep several currencies under one IBAN: to us those are several accounts.
    """

    __tablename__ = "bank_account"
    __table_args__ = (
        UniqueConstraint("identifier", "currency"),
        CheckConstraint("currency ~ '^[A-Z]{3}$'", name="currency"),
        CheckConstraint("identifier ~ '^[^[:space:]]{1,64}$'", name="identifier"),
    )

    identifier: str
    name: str = words(limit=200, at_least=1, name="name")
    currency: str = Field(default="EUR", sa_column_kwargs={"server_default": "EUR"})
    closed_on: date | None = None


class ImportOutcome(StrEnum):
    imported = "imported"
    refused = "refused"


SAID = openapi.WORDS
STATEMENT_REPORT = openapi.named("BankStatementReport", openapi.record(
    account="text", statement="text", statement_id="uuid?", notification="boolean", first_day="date?", last_day="date?",
    currency="text?", opening_cents="money?", closing_cents="money?", booked_cents="money", difference_cents="money?",
    entries="integer", new="integer", known="integer",
    outcome=openapi.kind("text", choices=["new", "known", "refused", "held"]), why=openapi.perhaps(SAID),
    warnings=openapi.many(SAID),
))  # fmt: skip


class BankImport(Record, table=True):
    """One file that somebody gave, and what came of it; a refused file leaves nothing but this."""

    __tablename__ = "bank_import"
    __table_args__ = (
        CheckConstraint("(outcome = 'refused') = (why is not null)", name="why"),
        CheckConstraint("outcome = 'imported' or (entries_new, entries_known) = (0, 0)", name="refused_whole"),
    )

    file_name: str = words(limit=255, at_least=1, name="file_name")
    sha256: str
    size: int = Field(sa_type=BigInteger)
    message: str | None = None
    outcome: str = one_of(ImportOutcome, name="outcome")
    why: dict[str, Any] | None = json_column(optional=True, schema=SAID)
    # Why statements were accepted that name no balances, and so cannot be summed.
    without_balances: str | None = words(limit=500, optional=True, name="without_balances")
    entries_new: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    entries_known: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    statements: list[dict[str, Any]] = json_column(default="[]", schema=openapi.many(STATEMENT_REPORT))
    warnings: list[dict[str, Any]] = json_column(default="[]", schema=openapi.many(SAID))


class BankStatement(Record, table=True):
    """A statement or a notification, as the bank made it. `edition` counts those that the bank made again by one id."""

    __tablename__ = "bank_statement"
    __table_args__ = (
        UniqueConstraint("account_id", "notification", "key", "opens_on", "edition"),
        # The gate: what was there, and what came and went, is what is there.
        CheckConstraint(
            "notification or unproven or coalesce(opening_cents + booked_cents = closing_cents, false)", name="balance"
        ),
        Index("ix_bank_statement_days", "account_id", "closes_on", "opens_on"),
        Index("ix_bank_statement_import", "import_id"),
    )

    import_id: UUID = part_of("bank_import", index=False)
    account_id: UUID = refers_to("bank_account", index=False)
    notification: bool
    key: str = words(limit=200, at_least=1, name="key")
    edition: int = Field(ge=1)
    sequence: int | None = Field(default=None, sa_type=BigInteger)
    made_at: datetime | None = instant(optional=True)
    opens_on: date
    closes_on: date
    currency: str
    opening_cents: int | None = cents(optional=True, name="opening_cents", least=None)
    closing_cents: int | None = cents(optional=True, name="closing_cents", least=None)
    booked_cents: int = cents(name="booked_cents", least=None)
    entries: int
    unproven: bool = Field(default=False, sa_column_kwargs={"server_default": "false"})


class EntryState(StrEnum):
    imported = "imported"
    proposed = "proposed"
    matched = "matched"
    locked = "locked"
    set_aside = "set_aside"


TRANSACTION = openapi.mapping(openapi.kind("text"))


class BankEntry(Record, table=True):
    """One booked line of an account: cents of `currency`, credit positive. Only its state ever changes."""

    __tablename__ = "bank_entry"
    __table_args__ = (
        UniqueConstraint("statement_id", "ordinal"),
        CheckConstraint("num_nonnulls(original_currency, original_minor) in (0, 2)", name="original"),
        Index("ix_bank_entry_account", "account_id", "booked_on", "id"),
        Index("ix_bank_entry_booked", "booked_on", "id"),
        Index("ix_bank_entry_search", "search", postgresql_using="gin"),
        Index("ix_bank_entry_open", "booked_on", "id", postgresql_where=text("state = 'proposed' or (state = 'imported' and (amount_cents > 0 or to_funder))")),
        Index("ix_bank_entry_payer", "counterparty_account", postgresql_where=text("state in ('matched', 'locked')")),
    )  # fmt: skip

    statement_id: UUID = part_of("bank_statement", index=False)
    account_id: UUID = refers_to("bank_account", index=False)
    ordinal: int
    digest: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    notification: bool
    amount_cents: int = cents(name="amount_cents", least=None)
    currency: str
    booked_on: date
    valued_on: date | None = None
    reversal: bool
    code: str | None = None
    bank_reference: str | None = None
    end_to_end: str | None = None
    counterparty: str | None = None
    counterparty_account: str | None = None
    reference: str | None = None
    description: str
    original_currency: str | None = None
    original_minor: int | None = Field(default=None, sa_type=BigInteger)
    original_rate: Decimal | None = Field(default=None, sa_type=Numeric(20, 10))  # type: ignore[call-overload]  # SQLModel: a type, not one with its precision
    charges_cents: int | None = cents(optional=True, name="charges_cents")
    batch: int
    transactions: list[dict[str, Any]] = json_column(default="[]", schema=openapi.many(TRANSACTION))
    # It went out to whoever funds us, as far as was known when it came in: then it waits as receipts do.
    to_funder: bool = Field(default=False, sa_column_kwargs={"server_default": "false"})
    state: str = one_of(EntryState, EntryState.imported, name="state")
    search: Any = Field(
        default=None,
        sa_column=search_column("coalesce(counterparty, '') || ' ' || coalesce(reference, '') || ' ' || description"),
    )


class SettlementKind(StrEnum):
    invoice = "invoice"
    tranche = "tranche"  # a receipt on a tranche that was not invoiced
    decision = "decision"  # an advance on a public decision
    overpayment = "overpayment"  # owed back to the funder of this lot
    repayment = "repayment"  # goes out: what a determined decision left over, back to the State
    refund = "refund"  # goes out: an overpayment, back to its funder


OUTGOING = frozenset({SettlementKind.repayment, SettlementKind.refund})


class DifferenceKind(StrEnum):
    bank_fee = "bank_fee"  # kept by the bank: the claim is paid all the same
    short_payment = "short_payment"  # stays open
    overpayment = "overpayment"  # a liability to the funder
    rounding = "rounding"
    write_off = "write_off"  # will not be paid


class Settlement(Record, table=True):
    """What a part of an entry pays. `amount_cents` is money of the entry, above zero for what goes out too; the difference
    says what it leaves or adds.

    A difference is positive, except that rounding is negative where the payer rounded up. `ended_at`: it was undone.
    """

    __table_args__ = (
        CheckConstraint("(difference_kind is null) = (difference_cents = 0)", name="difference"),
        CheckConstraint("difference_cents >= 0 or difference_kind = 'rounding'", name="difference_cents"),
        CheckConstraint("difference_kind is null or kind = 'invoice'", name="difference_kind_of"),
        CheckConstraint("(kind = 'invoice') = (invoice_id is not null)", name="invoice_id"),
        CheckConstraint("(kind = 'invoice') = (lot_id is null)", name="lot_id"),
        CheckConstraint("amount_cents > 0", name="amount_cents_positive"),
        CheckConstraint("difference_kind <> 'bank_fee' or difference_cents <= amount_cents", name="bank_fee"),
        Index("ix_settlement_entry", "entry_id", "position"),
    )

    entry_id: UUID = part_of("bank_entry", index=False)
    position: int
    kind: str = one_of(SettlementKind, name="kind")
    invoice_id: UUID | None = refers_to("funder_invoice", optional=True)
    lot_id: UUID | None = refers_to("lot", optional=True)
    amount_cents: int = Field(sa_type=BigInteger)
    difference_kind: str | None = one_of(DifferenceKind, name="difference_kind", optional=True)
    difference_cents: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs={"server_default": "0"})
    reasons: list[dict[str, Any]] = json_column(default="[]", schema=openapi.many(SAID))
    ended_at: datetime | None = instant(optional=True)


class SettlementRule(Record, table=True):
    """Limits of settling, by day, with where they come from. Amounts above `second_person_cents` take two people, and so
    does what a bank kept of one receipt above `bank_fee_cents`.

    From which amount a write-off takes two is the invoices' own rule.
    """

    __tablename__ = "settlement_rule"
    __table_args__ = (
        CheckConstraint("valid_until is null or valid_until >= valid_from", name="period"),
        CheckConstraint(f"greatest(second_person_cents, bank_fee_cents) <= {MOST_CENTS}", name="most"),
        ExcludeConstraint((text("daterange(valid_from, valid_until, '[]')"), "&&"), name="settlement_rule_overlap"),
    )

    second_person_cents: int = cents(name="second_person_cents")
    rounding_cents: int = cents(name="rounding_cents")
    bank_fee_cents: int = cents(name="bank_fee_cents")
    source: str = words(limit=500, at_least=3, name="source")
    valid_from: date
    valid_until: date | None = None
