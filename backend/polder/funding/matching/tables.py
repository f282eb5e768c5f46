"""Matching rules and legal rules, snapshots, alerts and published aggregates."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from polder.funding.matching.rules import Basis
from polder.kernel.record import Record, cents, instant, json_column, one_of, part_of, refers_to
from polder.kernel.versions import Figure, Measure, RuleVersion, figures, promises


class MatchingRule(RuleVersion, table=True):
    """Public : private money, up to a cap, for what happens in the window. `key` is what agreements and decisions name."""

    __tablename__ = "matching_rule"
    __table_args__ = (
        *promises("matching_rule"),
        CheckConstraint("public_parts between 1 and 1000000", name="public_parts"),
        CheckConstraint("private_parts between 1 and 1000000", name="private_parts"),
        CheckConstraint("cap_cents between 0 and 1000000000000000", name="cap_cents"),
        CheckConstraint("in_kind_share_bp between 0 and 9999", name="in_kind_share_bp"),
        CheckConstraint("window_until >= window_from", name="window"),
    )

    public_parts: int
    private_parts: int
    cap_cents: int = cents(name="cap_cents", least=None)
    in_kind_share_bp: int
    basis: str = one_of(Basis, name="basis")
    window_from: date
    window_until: date


class LegalKey(StrEnum):
    wnt_share = "wnt_share"
    wnt_amount = "wnt_amount"
    wnt_years = "wnt_years"
    disclosure_contributors = "disclosure_contributors"
    disclosure_share = "disclosure_share"


LEGAL: Mapping[str, Figure] = {
    LegalKey.wnt_share: Figure(Measure.basis_points, 1, 10_000),
    LegalKey.wnt_amount: Figure(Measure.cents, 100, 10**13),
    LegalKey.wnt_years: Figure(Measure.number, 1, 10),  # as many as are looked back
    LegalKey.disclosure_contributors: Figure(Measure.number, 3, 1000),  # of two, each knows the other's part
    LegalKey.disclosure_share: Figure(Measure.basis_points, 1, 10_000),
}


class LegalRule(RuleVersion, table=True):
    """One number that law or policy sets: a threshold, a share, a count. Its key says what it is measured in."""

    __tablename__ = "legal_rule"
    __table_args__ = (*promises("legal_rule"), *figures("legal_rule", LEGAL))

    value: int = cents(name="value", least=None)


class MatchingSnapshot(Record, table=True):
    """How a rule stood at the end of a closed quarter. `sha256` is of the text of `body`; the database computes it."""

    __tablename__ = "matching_snapshot"
    __table_args__ = (UniqueConstraint("key", "quarter_until"),)

    rule_id: UUID = refers_to("matching_rule")
    key: str
    quarter_from: date
    quarter_until: date
    body: dict[str, Any] = json_column()
    sha256: str = Field(default=None, nullable=False)


class MatchingSnapshotDetail(Record, table=True):
    """The agreements and decisions behind a snapshot. Apart from it: not everybody who sees the one sees the other."""

    __tablename__ = "matching_snapshot_detail"
    __table_args__ = (UniqueConstraint("snapshot_id"),)

    snapshot_id: UUID = part_of("matching_snapshot", index=False)
    body: list[dict[str, Any]] = json_column()
    sha256: str = Field(default=None, nullable=False)


class AlertKind(StrEnum):
    public_ahead = "public_ahead"
    in_kind_cap = "in_kind_cap"
    wnt = "wnt"


class MatchingAlert(Record, table=True):
    """Something to look at, since when, until it was over. `cents`: by how much."""

    __tablename__ = "matching_alert"
    __table_args__ = (
        Index("uq_matching_alert_open", "kind", "key", unique=True, postgresql_where=text("ended_at is null")),
    )

    kind: str = one_of(AlertKind, name="kind")
    key: str
    cents: int = cents(name="cents", least=None)
    ended_at: datetime | None = instant(optional=True)


class AggregateDecision(Record, table=True):
    """Whether the total of a closed quarter could be published, with the shares it was judged by. Seen inside only."""

    __tablename__ = "aggregate_decision"
    __table_args__ = (
        UniqueConstraint("quarter_until"),
        CheckConstraint("failed in ('total', 'change')", name="failed"),
        CheckConstraint("published = (failed is null)", name="published"),
    )

    quarter_from: date
    quarter_until: date
    total_cents: int = cents(name="total_cents", least=None)
    shares: dict[str, int] = json_column()
    contributors: int  # the rule's least number of them
    share_bp: int
    published: bool
    failed: str | None = None


class PublishedAggregate(Record, table=True):
    """What all private funders together had paid at the end of a quarter. Only quarters that may be published exist."""

    __tablename__ = "published_aggregate"
    __table_args__ = (UniqueConstraint("quarter_until"),)

    quarter_from: date
    quarter_until: date
    total_cents: int = cents(name="total_cents", least=None)
