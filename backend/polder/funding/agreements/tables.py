"""Agreements with versions, parties and funder rights, and public decisions."""

from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from polder.kernel import openapi
from polder.kernel.record import (
    Record,
    cents,
    drawn_reference_column,
    json_column,
    one_of,
    part_of,
    refers_to,
    search_column,
    words,
)
from polder.kernel.versions import RuleVersion, promises


class AgreementState(StrEnum):
    draft = "draft"
    under_signature = "under_signature"
    active = "active"
    fulfilled = "fulfilled"
    defaulted = "defaulted"
    terminated = "terminated"


class Confidentiality(StrEnum):
    public = "public"  # funder and amount may be named
    named = "named"  # the funder may be named, the amount not
    confidential = "confidential"


class Agreement(Record, table=True):
    """A contribution agreement with a funder. `amount_cents` and `in_force` are those of the version in force."""

    __table_args__ = (
        Index("ix_agreement_search", "search", postgresql_using="gin"),
        Index("ix_agreement_funder", "funder_id", "state"),
        UniqueConstraint("external_reference"),
        CheckConstraint("ends_on >= starts_on", name="term"),
    )

    reference: str = drawn_reference_column("C", "agreement")
    funder_id: UUID = refers_to("organisation", index=False)
    title: str = words(limit=300, at_least=1, name="title")
    starts_on: date
    ends_on: date
    # Money that stems from a public body or a research organisation matches nothing.
    private_origin: bool = Field(default=True, sa_column_kwargs={"server_default": "true"})
    matching_key: str | None = words(limit=60, optional=True, name="matching_key")
    confidentiality: str = one_of(Confidentiality, Confidentiality.named, name="confidentiality")
    contact_name: str | None = words(limit=200, optional=True, name="contact_name")
    contact_email: str | None = words(limit=320, optional=True, name="contact_email")
    manager_id: UUID | None = refers_to("account", optional=True)
    order_number: str | None = words(limit=100, optional=True, name="order_number")
    # What it was called in the administration that it was read in from; nothing else sets it.
    external_reference: str | None = words(limit=100, at_least=1, optional=True, name="external_reference")
    amount_cents: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs={"server_default": "0"})
    in_force: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    state: str = one_of(AgreementState, AgreementState.draft, name="state")
    search: Any = Field(
        default=None, sa_column=search_column("reference || ' ' || title || ' ' || coalesce(external_reference, '')")
    )


class AgreementParty(Record, table=True):
    """Who signs an agreement beside the funder, or shares in it."""

    __tablename__ = "agreement_party"
    __table_args__ = (UniqueConstraint("agreement_id", "organisation_id"),)

    agreement_id: UUID = part_of("agreement", index=False)
    organisation_id: UUID = refers_to("organisation")
    role: str = words(limit=100, at_least=1, name="role")


TRANCHE = openapi.named(
    "TrancheOfVersion",
    openapi.record(
        position="integer", amount_cents="money", due_on="date", in_kind="boolean", pool_id="uuid?", condition="text?"
    ),
)
RIGHT = openapi.named(
    "RightOfVersion",
    openapi.record(kind="text", field="text?", term_months="integer?", response_days="integer?", note="text?"),
)
PARTY = openapi.named("PartyOfVersion", openapi.record(organisation_id="uuid", role="text"))


class VersionState(StrEnum):
    draft = "draft"
    in_force = "in_force"
    superseded = "superseded"  # a later version is in force
    withdrawn = "withdrawn"


class AgreementVersion(Record, table=True):
    """The terms of an agreement: the first, or an amendment. In force, they are fixed; the next version follows them.

    Tranches, rights and parties are whole: what a version does not name ends when it comes into force. `signed_sha256`
    is of the signed file under which it did.
    """

    __tablename__ = "agreement_version"
    __table_args__ = (
        UniqueConstraint("agreement_id", "number"),
        Index("uq_agreement_version_draft", "agreement_id", unique=True, postgresql_where=text("state = 'draft'")),
    )

    agreement_id: UUID = part_of("agreement", index=False)
    number: int = Field(ge=1, le=1000)
    amount_cents: int = cents(name="amount_cents")
    effective_on: date
    ends_on: date
    reason: str = words(limit=2000, name="reason")
    tranches: list[dict[str, Any]] = json_column(default="[]", schema=openapi.many(TRANCHE))
    rights: list[dict[str, Any]] = json_column(default="[]", schema=openapi.many(RIGHT))
    parties: list[dict[str, Any]] = json_column(default="[]", schema=openapi.many(PARTY))
    signed_sha256: str | None = None
    state: str = one_of(VersionState, VersionState.draft, name="state")


class RightKind(RuleVersion, table=True):
    """The catalogue of rights that funders ask for: versions with a source, extended by rows and not by code."""

    __tablename__ = "right_kind"
    __table_args__ = (
        *promises("right_kind"),
        CheckConstraint("response_days between 1 and 730", name="response_days"),
    )

    explanation_nl: str = words(limit=1000, at_least=1, name="explanation_nl")
    explanation_en: str = words(limit=1000, at_least=1, name="explanation_en")
    takes_field: bool
    takes_term: bool
    response_days: int | None = None


class FunderRight(Record, table=True):
    """A right of the funder in results: of which kind, in which field, for how long, and how soon they must answer.

    Written when the version that names it comes into force; a version that no longer names it ends it.
    """

    __tablename__ = "funder_right"
    __table_args__ = (
        CheckConstraint("term_months between 1 and 600", name="term_months"),
        CheckConstraint("response_days between 1 and 730", name="response_days"),
        CheckConstraint("valid_until >= valid_from", name="valid_until"),
    )

    agreement_id: UUID = part_of("agreement")
    kind: str  # a key of the catalogue, as held by the version that names it
    field: str | None = words(limit=500, optional=True, name="field")
    term_months: int | None = None
    response_days: int | None = None
    note: str | None = words(limit=2000, optional=True, name="note")
    valid_from: date
    valid_until: date | None = None


class DecisionState(StrEnum):
    applied = "applied"
    granted = "granted"
    advance_received = "advance_received"
    accounted = "accounted"
    determined = "determined"
    settled = "settled"
    repaid = "repaid"


class PublicDecision(Record, table=True):
    """A subsidy: applied for, granted, advanced, accounted for and determined. Not invoiced; one lot."""

    __tablename__ = "public_decision"
    __table_args__ = (
        Index("ix_public_decision_search", "search", postgresql_using="gin"),
        CheckConstraint("ends_on >= starts_on", name="term"),
        CheckConstraint("determined_cents between 0 and amount_cents", name="determined_cents"),
        CheckConstraint("state not in ('determined', 'settled', 'repaid') or determined_cents is not null", name="determined"),
        CheckConstraint("state = 'applied' or granted_on is not null", name="granted_on"),
        CheckConstraint("determined_on >= granted_on", name="determined_on"),
        CheckConstraint("account_by >= starts_on", name="account_by"),
    )  # fmt: skip

    reference: str = drawn_reference_column("D", "public_decision")
    granter_id: UUID = refers_to("organisation")
    title: str = words(limit=300, at_least=1, name="title")
    scheme: str | None = words(limit=200, optional=True, name="scheme")
    decision_number: str | None = words(limit=100, optional=True, name="decision_number")
    amount_cents: int = cents(name="amount_cents")
    starts_on: date
    ends_on: date
    granted_on: date | None = None
    account_by: date | None = None
    matching_key: str | None = words(limit=60, optional=True, name="matching_key")
    determined_cents: int | None = cents(optional=True, name="determined_cents")
    determined_on: date | None = None
    state: str = one_of(DecisionState, DecisionState.applied, name="state")
    search: Any = Field(
        default=None,
        sa_column=search_column("reference || ' ' || title || ' ' || coalesce(decision_number, '')"),
    )
