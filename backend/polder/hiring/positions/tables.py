"""Positions, their employers and funding lines, accepted gaps, and the rules for what an employer adds to a salary."""

from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlmodel import Field

from polder.funding.allocations import tables as _allocations  # noqa: F401 - defines the tables referred to
from polder.kernel import openapi
from polder.kernel.record import Record, cents, json_column, one_of, part_of, refers_to, search_column, words
from polder.kernel.versions import RuleVersion, promises


class EmployerCostRule(RuleVersion, table=True):
    """What an employer pays above the monthly salary, in basis points of it: holiday allowance, end-of-year bonus, pension,
    social charges. `key` is the collective agreement."""

    __tablename__ = "employer_cost_rule"
    __table_args__ = (
        *promises("employer_cost_rule"),
        CheckConstraint("surcharge_bp between 0 and 20000", name="surcharge_bp"),
    )

    surcharge_bp: int


class PositionState(StrEnum):
    draft = "draft"
    funded = "funded"
    approved = "approved"
    vacant = "vacant"
    filled = "filled"
    cancelled = "cancelled"


class Position(Record, table=True):
    """A post of whole months. Salaries are monthly gross at full time, in cents; `budget_salary_cents` is what is counted with.

    The database makes its purpose, whose reference it shares, and computes its monthly cost by the rule in force when it
    begins.
    """

    __table_args__ = (
        CheckConstraint("salary_min_cents <= salary_max_cents", name="salary_range"),
        CheckConstraint(
            "salary_min_cents > salary_max_cents or budget_salary_cents between salary_min_cents and salary_max_cents",
            name="budget",
        ),
        CheckConstraint("fte_percent between 1 and 100", name="fte_percent"),
        CheckConstraint("months between 1 and 120", name="months"),
        CheckConstraint("extract(day from starts_on) = 1", name="starts_on"),
        CheckConstraint("filled_until >= filled_from", name="filled"),
        CheckConstraint("filled_fte_percent between 1 and 100", name="filled_fte_percent"),
        CheckConstraint("filled_salary_cents > 0", name="filled_salary_cents"),
        Index("ix_position_state", "state", "starts_on"),
        Index("ix_position_search", "search", postgresql_using="gin"),
    )

    reference: str = Field(default=None, unique=True, nullable=False)
    purpose_id: UUID = Field(default=None, unique=True, nullable=False, sa_column_args=(ForeignKey("purpose.id", ondelete="RESTRICT"),))  # fmt: skip
    title_nl: str = words(limit=300, at_least=1, name="title_nl")
    title_en: str = words(limit=300, at_least=1, name="title_en")
    cost_key: str = words(limit=60, at_least=2, name="cost_key")
    cost_rule_id: UUID = Field(default=None, index=True, nullable=False, sa_column_args=(ForeignKey("employer_cost_rule.id", ondelete="RESTRICT"),))  # fmt: skip
    salary_scale: str | None = words(limit=60, optional=True, name="salary_scale")
    salary_min_cents: int = cents(name="salary_min_cents", least=10_000)
    salary_max_cents: int = cents(name="salary_max_cents")
    budget_salary_cents: int = cents(name="budget_salary_cents")
    fte_percent: int = Field(default=100, sa_column_kwargs={"server_default": "100"})
    starts_on: date
    months: int
    monthly_cost_cents: int = Field(default=None, sa_type=BigInteger, nullable=False)
    note: str | None = words(limit=2000, optional=True, name="note")
    filled_from: date | None = None
    filled_until: date | None = None
    filled_fte_percent: int | None = None
    filled_salary_cents: int | None = Field(default=None, sa_type=BigInteger)
    state: str = one_of(PositionState, PositionState.draft, name="state")
    search: Any = Field(default=None, sa_column=search_column("reference || ' ' || title_nl || ' ' || title_en"))


class PositionEmployer(Record, table=True):
    """An employer's part of a joint appointment, in basis points. At commit they are 10,000 together; none: the institute."""

    __tablename__ = "position_employer"
    __table_args__ = (
        UniqueConstraint("position_id", "organisation_id"),
        CheckConstraint("part_bp between 1 and 10000", name="part_bp"),
    )

    position_id: UUID = part_of("position", index=False)
    organisation_id: UUID = refers_to("organisation")
    part_bp: int


class PositionLine(Record, table=True):
    """A lot pays a part of each month's cost, from a month until a month. Planned, its cost is an allocation of that lot."""

    __tablename__ = "position_line"
    __table_args__ = (
        UniqueConstraint("allocation_id"),
        CheckConstraint("part_bp between 1 and 10000", name="part_bp"),
        CheckConstraint("extract(day from from_month) = 1", name="from_month"),
        CheckConstraint("extract(day from until_month) = 1", name="until_month"),
        CheckConstraint("until_month >= from_month", name="period"),
    )

    position_id: UUID = part_of("position")
    lot_id: UUID = refers_to("lot")
    from_month: date
    until_month: date
    part_bp: int
    allocation_id: UUID | None = refers_to("allocation", optional=True, index=False)


class PositionGap(Record, table=True):
    """A director accepted that these months are not wholly paid yet; `created_by` is who. A larger gap, or the same of a
    dearer position, is not accepted with it."""

    __tablename__ = "position_gap"

    position_id: UUID = part_of("position")
    missing: list[dict[str, Any]] = json_column(schema=openapi.many(openapi.record(month="date", missing_bp="integer")))
    missing_cents: int = cents(name="missing_cents", least=1)
    monthly_cost_cents: int = cents(name="monthly_cost_cents", least=1)
    reason: str = words(limit=2000, at_least=1, name="reason")
