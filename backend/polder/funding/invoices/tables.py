"""Invoices and credit notes with their lines, what settled them, how funders are written to, and the rules in force."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from polder.kernel import openapi
from polder.kernel.record import (
    Record,
    cents,
    instant,
    json_column,
    one_of,
    part_of,
    refers_to,
    search_column,
    words,
)
from polder.kernel.versions import Figure, Measure, RuleVersion, figures, promises


class Language(StrEnum):
    nl = "nl"
    en = "en"


class BillingDetail(Record, table=True):
    """How a funder is written to. `oin`: a body of the State; `peppol_id`: scheme and number, where it is neither KvK nor OIN."""

    __tablename__ = "billing_detail"
    __table_args__ = (
        UniqueConstraint("organisation_id"),
        CheckConstraint("country_code ~ '^[A-Z]{2}$'", name="country_code"),
        CheckConstraint("kvk ~ '^[0-9]{8}$'", name="kvk"),
        CheckConstraint("oin ~ '^[0-9]{20}$'", name="oin"),
        CheckConstraint("peppol_id ~ '^[0-9]{4}:[!-~]{1,50}$'", name="peppol_id"),
    )

    organisation_id: UUID = refers_to("organisation", index=False)
    legal_name: str = words(limit=300, at_least=1, name="legal_name")
    street: str = words(limit=200, at_least=1, name="street")
    postal_code: str = words(limit=20, at_least=1, name="postal_code")
    city: str = words(limit=100, at_least=1, name="city")
    country_code: str = Field(default="NL", sa_column_kwargs={"server_default": "NL"})
    kvk: str | None = None
    oin: str | None = None
    peppol_id: str | None = None
    contact_name: str | None = words(limit=200, optional=True, name="contact_name")
    email: str = words(limit=320, at_least=3, name="email")
    language: str = one_of(Language, Language.nl, name="language")


class InvoiceKind(StrEnum):
    invoice = "invoice"
    credit_note = "credit_note"


class InvoiceState(StrEnum):
    draft = "draft"
    validated = "validated"
    sent = "sent"
    partly_paid = "partly_paid"
    paid = "paid"
    overpaid = "overpaid"
    written_off = "written_off"
    credited = "credited"


class FunderInvoice(Record, table=True):
    """An invoice or a credit note. The database gives numbers, reference and days when it is validated, and fixes it then."""

    __tablename__ = "funder_invoice"
    __table_args__ = (
        UniqueConstraint("funder_id", "number"),
        UniqueConstraint("number_text"),
        UniqueConstraint("rf_reference"),
        CheckConstraint("(kind = 'credit_note') = (credits_id is not null)", name="credits_id"),
        CheckConstraint(
            "(state = 'draft') = (number is null) and num_nulls(number, number_text, rf_reference, issued_on) in (0, 4)",
            name="number",
        ),
        CheckConstraint("due_on >= issued_on", name="due_on"),
        Index("ix_funder_invoice_funder", "funder_id", "state"),
        Index("ix_funder_invoice_open", "due_on", postgresql_where=text("state in ('sent', 'partly_paid')")),
        Index("ix_funder_invoice_search", "search", postgresql_using="gin"),
    )

    agreement_id: UUID = refers_to("agreement")
    funder_id: UUID = refers_to("organisation", index=False)
    kind: str = one_of(InvoiceKind, InvoiceKind.invoice, name="kind")
    credits_id: UUID | None = refers_to("funder_invoice", optional=True)
    number: int | None = None
    number_text: str | None = None
    rf_reference: str | None = None
    issued_on: date | None = None
    due_on: date | None = None
    amount_cents: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs={"server_default": "0"})
    language: str = one_of(Language, Language.nl, name="language")
    order_number: str | None = words(limit=100, optional=True, name="order_number")
    note: str | None = words(limit=1000, optional=True, name="note")
    sent_at: datetime | None = instant(optional=True)
    sent_to: str | None = words(limit=320, optional=True, name="sent_to")
    state: str = one_of(InvoiceState, InvoiceState.draft, name="state")
    search: Any = Field(
        default=None,
        sa_column=search_column("coalesce(number_text, '') || ' ' || coalesce(rf_reference, '')"),
    )


class InvoiceLine(Record, table=True):
    """What is asked, or taken back, of one lot: cents, above zero on a credit note too."""

    __tablename__ = "invoice_line"
    __table_args__ = (UniqueConstraint("invoice_id", "lot_id"), UniqueConstraint("invoice_id", "position"))

    invoice_id: UUID = part_of("funder_invoice", index=False)
    lot_id: UUID = refers_to("lot")
    position: int = Field(ge=1, le=1000)
    description_nl: str = words(limit=300, at_least=1, name="description_nl")
    description_en: str = words(limit=300, at_least=1, name="description_en")
    amount_cents: int = cents(name="amount_cents", least=1)


class SettlementKind(StrEnum):
    payment = "payment"  # what the bank kept as its fee included
    rounding = "rounding"
    credit = "credit"
    write_off = "write_off"
    overpayment = "overpayment"  # above what was asked: closes nothing


class InvoiceSettlement(Record, table=True):
    """What closed so much of a line, and the entry that booked it. Below zero: an earlier one reversed.

    What takes back an invoice that never went out was not booked, and has no entry.
    """

    __tablename__ = "invoice_settlement"
    __table_args__ = (
        CheckConstraint("amount_cents <> 0", name="amount_cents"),
        CheckConstraint("entry_id is not null or kind = 'credit'", name="entry_id"),
        Index("ix_invoice_settlement_invoice", "invoice_id", "line_id"),
    )

    invoice_id: UUID = part_of("funder_invoice", index=False)
    line_id: UUID = part_of("invoice_line")
    kind: str = one_of(SettlementKind, name="kind")
    amount_cents: int = Field(sa_type=BigInteger)
    entry_id: UUID | None = refers_to("journal_entry", optional=True)


FINDING = openapi.record(rule="text", flag="text", text="text", place="text")


class InvoiceFile(Record, table=True):
    """What an invoice said when it was validated: both parties, the e-invoice (UBL 2.1) and the verdict of the rules."""

    __tablename__ = "invoice_file"
    __table_args__ = (UniqueConstraint("invoice_id"),)

    invoice_id: UUID = part_of("funder_invoice", index=False)
    seller: dict[str, Any] = json_column()
    buyer: dict[str, Any] = json_column()
    ubl: str
    sha256: str = words(limit=64, at_least=64, name="sha256")
    rules: list[str] = json_column(default="[]", schema=openapi.many(openapi.kind("text")))
    findings: list[dict[str, Any]] = json_column(default="[]", schema=openapi.many(FINDING))


class WriteOffConsent(Record, table=True):
    """Somebody agrees that up to this much of an invoice will not be paid."""

    __tablename__ = "write_off_consent"

    invoice_id: UUID = part_of("funder_invoice")
    amount_cents: int = cents(name="amount_cents", least=1)
    reason: str = words(limit=2000, at_least=1, name="reason")


class InvoiceSeries(SQLModel, table=True):
    """The numbers of one funder, without gaps. `code` is drawn and not counted: it says nothing of other funders."""

    __tablename__ = "invoice_series"

    funder_id: UUID = Field(sa_column_args=(ForeignKey("organisation.id", ondelete="RESTRICT"),), primary_key=True)
    code: int = Field(unique=True)
    last_number: int = 0


class InvoiceRuleKey(StrEnum):
    payment_days = "payment_days"
    write_off_second_person = "write_off_second_person"  # cents


FIGURES: Mapping[str, Figure] = {
    InvoiceRuleKey.payment_days: Figure(Measure.number, 1, 365),
    InvoiceRuleKey.write_off_second_person: Figure(Measure.cents, 0, 10**13),  # 0: always a second person
}


class InvoiceRule(RuleVersion, table=True):
    """A figure of invoicing that law or the institute's own mandate sets: days, or cents."""

    __tablename__ = "invoice_rule"
    __table_args__ = (
        *promises("invoice_rule"),
        *figures("invoice_rule", FIGURES),
    )

    value: int = Field(sa_type=BigInteger, ge=0)
