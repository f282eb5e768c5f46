"""Opportunities, their deadlines, the lists that they were read in from, themes, and who watches what."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    Date,
    ForeignKey,
    Index,
    PrimaryKeyConstraint,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field, SQLModel

from polder.grants.opportunities.encoding import BROKEN_SQL
from polder.kernel.openapi import WORDS, many, named, record
from polder.kernel.record import Record, cents, instant, json_column, one_of, part_of, refers_to, search_column, words
from polder.partners import tables as _partners  # noqa: F401 - defines the tables referred to


class Source(StrEnum):
    eu_portal = "eu_portal"  # topics of the EU Funding & Tenders portal
    nwo = "nwo"  # calls of the Dutch Research Council
    table = "table"  # a table of our own
    manual = "manual"  # typed in


class Form(StrEnum):
    actual = "actual"  # actual costs
    unit = "unit"  # unit costs
    lump_sum = "lump_sum"
    unknown = "unknown"


class Status(StrEnum):
    forthcoming = "forthcoming"
    open = "open"
    closed = "closed"
    unknown = "unknown"


class OpportunityState(StrEnum):
    listed = "listed"
    archived = "archived"


TEXTS = ("title", "funder_name", "programme", "scheme", "keywords", "summary")  # what may come in a wrong encoding
_BROKEN = " || ' ' || ".join(f"coalesce({name}, '')" for name in TEXTS)
_SEARCHED = "title || ' ' || funder_name || ' ' || coalesce(call_id, '') || ' ' || coalesce(programme, '') || ' ' || coalesce(scheme, '') || ' ' || coalesce(keywords, '') || ' ' || coalesce(summary, '')"


class Opportunity(Record, table=True):
    """One call or topic. Amounts are in the smallest units of `currency`: of the whole call (`budget_cents`), and of one grant.

    `said`: what its list said last, in our words; None where no list has it. `budget_text`: an amount that could not be read.
    `due_days`: the days of its deadlines, kept by a trigger, so that a list sorts by them without asking for each.
    """

    __table_args__ = (
        UniqueConstraint("source", "source_key"),
        CheckConstraint("(source = 'manual') = (source_key is null)", name="source_key"),
        CheckConstraint("currency ~ '^[A-Z]{3}$'", name="currency"),
        CheckConstraint(
            "currency is not null or coalesce(budget_cents, grant_min_cents, grant_max_cents) is null",
            name="amount_currency",
        ),
        CheckConstraint("grant_max_cents >= grant_min_cents", name="grant_range"),
        CheckConstraint("grants_expected between 1 and 100000", name="grants_expected"),
        CheckConstraint("url ~ '^https?://[^[:space:]]+$'", name="url"),
        Index("ix_opportunity_search", "search", postgresql_using="gin"),
    )

    source: str = one_of(Source, Source.manual, name="source")
    source_key: str | None = words(limit=300, at_least=1, optional=True, name="source_key")
    funder_id: UUID | None = refers_to("organisation", optional=True)
    funder_name: str = words(limit=300, at_least=1, name="funder_name")
    programme: str | None = words(limit=300, at_least=1, optional=True, name="programme")
    scheme: str | None = words(limit=300, at_least=1, optional=True, name="scheme")
    call_id: str | None = words(limit=300, at_least=1, optional=True, name="call_id")
    title: str = words(limit=1000, at_least=1, name="title")
    url: str | None = words(limit=2000, at_least=1, optional=True, name="url")
    form: str = one_of(Form, Form.unknown, name="form")
    status: str = one_of(Status, Status.unknown, name="status")
    opens_on: date | None = None
    budget_cents: int | None = cents(optional=True, name="budget_cents")
    grant_min_cents: int | None = cents(optional=True, name="grant_min_cents")
    grant_max_cents: int | None = cents(optional=True, name="grant_max_cents")
    currency: str | None = None
    grants_expected: int | None = None
    budget_text: str | None = words(limit=300, at_least=1, optional=True, name="budget_text")
    keywords: str | None = words(limit=4000, at_least=1, optional=True, name="keywords")
    summary: str | None = words(limit=50_000, at_least=1, optional=True, name="summary")
    due_days: list[date] = Field(
        default_factory=list, sa_column=Column(ARRAY(Date), nullable=False, server_default="{}")
    )
    said: dict[str, Any] | None = json_column(optional=True)
    state: str = one_of(OpportunityState, OpportunityState.listed, name="state")
    broken_text: Any = Field(
        default=None,
        sa_column=Column("broken_text", Boolean, Computed(BROKEN_SQL.format(_BROKEN), persisted=True)),
    )
    search: Any = Field(default=None, sa_column=search_column(_SEARCHED))


class OpportunityDeadline(Record, table=True):
    """A day by which something must be handed in; `due_at` where the funder says the moment. `label`: what is due then."""

    __tablename__ = "opportunity_deadline"
    __table_args__ = (
        UniqueConstraint("opportunity_id", "due_on"),
        CheckConstraint("(due_at at time zone 'Europe/Amsterdam')::date = due_on", name="same_day"),
        Index("ix_opportunity_deadline_due_on", "due_on"),
    )

    opportunity_id: UUID = part_of("opportunity", index=False)
    due_on: date
    due_at: datetime | None = instant(optional=True)
    label: str | None = words(limit=200, at_least=1, optional=True, name="label")


REFUSED = many(named("RefusedCall", record(row="integer", name="text", field="text", problem=WORDS, remedy=WORDS)))


class OpportunityImport(Record, table=True):
    """One list that was read in, with each row that was not, and why. `incomplete`: rows without a deadline, a budget or a call
    id; `broken`: rows with text in a wrong encoding.
    """

    __tablename__ = "opportunity_import"

    source: str = one_of(Source, name="source")
    file_name: str = words(limit=255, at_least=1, name="file_name")
    sha256: str
    rows: int = Field(ge=0)
    added: int = Field(ge=0)
    changed: int = Field(ge=0)
    known: int = Field(ge=0)
    refused: int = Field(ge=0)
    broken: int = Field(ge=0)
    incomplete: int = Field(ge=0)
    refusals: list[dict[str, Any]] = json_column(default="[]", schema=REFUSED)


class OpportunityChange(Record, table=True):
    """What a list said otherwise than before of one field. Without `applied` a person had changed that field here: it stayed."""

    __tablename__ = "opportunity_change"

    opportunity_id: UUID = part_of("opportunity")
    import_id: UUID = refers_to("opportunity_import")
    field: str
    was: str | None = None
    now_is: str | None = None
    applied: bool


class Theme(Record, table=True):
    """A field of the institute's own work. `keywords`: words that its calls tend to use, separated by commas."""

    __table_args__ = (UniqueConstraint("name_nl"), UniqueConstraint("name_en"))

    name_nl: str = words(limit=200, at_least=1, name="name_nl")
    name_en: str = words(limit=200, at_least=1, name="name_en")
    keywords: str = words(limit=2000, name="keywords")
    used: bool = Field(default=True, sa_column_kwargs={"server_default": "true"})


class OpportunityTheme(Record, table=True):
    """Somebody (`created_by`, `created_at`) found that an opportunity fits a theme."""

    __tablename__ = "opportunity_theme"
    __table_args__ = (UniqueConstraint("opportunity_id", "theme_id"),)

    opportunity_id: UUID = part_of("opportunity", index=False)
    theme_id: UUID = refers_to("theme")


class OpportunityWatch(Record, table=True):
    """Somebody wants to be told before its deadlines."""

    __tablename__ = "opportunity_watch"
    __table_args__ = (UniqueConstraint("opportunity_id", "account_id"),)

    opportunity_id: UUID = part_of("opportunity", index=False)
    account_id: UUID = refers_to("account")


class OpportunityReminder(SQLModel, table=True):
    """Somebody was told of this deadline on this day: once, and again where the day was moved."""

    __tablename__ = "opportunity_reminder"
    __table_args__ = (PrimaryKeyConstraint("account_id", "opportunity_id", "for_day"),)

    account_id: UUID = Field(sa_column_args=(ForeignKey("account.id", ondelete="CASCADE"),))
    opportunity_id: UUID = Field(sa_column_args=(ForeignKey("opportunity.id", ondelete="CASCADE"),))
    for_day: date
    told_at: datetime = instant(default="now()")
