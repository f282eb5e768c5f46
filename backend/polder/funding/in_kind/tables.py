"""Tariffs and in-kind contributions."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Numeric, UniqueConstraint
from sqlmodel import Field

from polder.kernel.record import Record, cents, instant, one_of, part_of, refers_to, words
from polder.kernel.versions import RuleVersion, promises


class Unit(StrEnum):
    hour = "hour"
    day = "day"
    month = "month"
    gpu_hour = "gpu_hour"
    piece = "piece"


class ValuationRule(RuleVersion, table=True):
    """A tariff: what one unit is worth, in cents. Work that is not accepted `claim_days` after its end expires."""

    __tablename__ = "valuation_rule"
    __table_args__ = (
        *promises("valuation_rule"),
        CheckConstraint("unit_cents between 1 and 100000000000", name="unit_cents"),
        CheckConstraint("claim_days between 1 and 3650", name="claim_days"),
    )

    unit: str = one_of(Unit, name="unit")
    unit_cents: int = cents(name="unit_cents", least=None)
    claim_days: int | None = None


class InKindState(StrEnum):
    declared = "declared"
    valued = "valued"
    accepted = "accepted"
    counted = "counted"
    rejected = "rejected"
    expired = "expired"


class InKindContribution(Record, table=True):
    """What was given under an in-kind lot, and when. The database fills in its number, funder, value and who decided.

    Numbers count per lot: a shared series would tell one funder of another.
    """

    __tablename__ = "in_kind_contribution"
    __table_args__ = (
        UniqueConstraint("lot_id", "number"),
        Index("ix_in_kind_contribution_funder", "funder_id", "state"),
        CheckConstraint("quantity > 0 and quantity <= 10000000", name="quantity"),
        CheckConstraint("performed_until >= performed_from", name="performed"),
        CheckConstraint("state in ('declared', 'rejected', 'expired') or num_nulls(rule_id, value_cents, valued_at) = 0", name="valued"),
        CheckConstraint("state not in ('accepted', 'counted') or (accepted_by is not null and accepted_by <> valued_by)", name="accepted"),
    )  # fmt: skip

    lot_id: UUID = part_of("lot", index=False)
    funder_id: UUID = Field(default=None, foreign_key="organisation.id", ondelete="RESTRICT", nullable=False)
    number: int = Field(default=None, nullable=False)
    reference: str = Field(default=None, unique=True, nullable=False)
    purpose_id: UUID | None = refers_to("purpose", optional=True)
    what: str = words(limit=1000, at_least=1, name="what")
    # SQLModel's annotations: a type, not one with its precision
    quantity: Decimal = Field(sa_type=Numeric(12, 2), nullable=False)  # type: ignore[call-overload]  # SQLModel: a type, not one with its precision
    tariff: str = words(limit=60, at_least=2, name="tariff")
    performed_from: date
    performed_until: date
    note: str | None = words(limit=2000, optional=True, name="note")
    rule_id: UUID | None = refers_to("valuation_rule", optional=True)
    value_cents: int | None = cents(optional=True, name="value_cents", least=1)
    valued_by: UUID | None = None
    valued_at: datetime | None = instant(optional=True)
    accepted_by: UUID | None = None
    accepted_at: datetime | None = instant(optional=True)
    expires_on: date | None = None
    state: str = one_of(InKindState, InKindState.declared, name="state")
