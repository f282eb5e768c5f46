"""Allocations: which part of a lot serves which purpose, and when."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index

from polder.funding.ledger import tables as _ledger  # noqa: F401 - defines the tables referred to
from polder.kernel.record import Record, cents, drawn_reference_column, one_of, refers_to, words


class AllocationState(StrEnum):
    planned = "planned"
    booked = "booked"
    released = "released"


class Allocation(Record, table=True):
    """`amount_cents` of a lot for a purpose, from a day until a day."""

    __table_args__ = (
        CheckConstraint("until_day >= from_day", name="period"),
        CheckConstraint("state <> 'booked' or booked_on is not null", name="booked_on"),
        Index("ix_allocation_lot", "lot_id", "state"),
    )

    reference: str = drawn_reference_column("L", "allocation")
    lot_id: UUID = refers_to("lot", index=False)
    purpose_id: UUID = refers_to("purpose")
    amount_cents: int = cents(name="amount_cents", least=1)
    from_day: date
    until_day: date
    note: str | None = words(limit=2000, optional=True, name="note")
    booked_on: date | None = None
    state: str = one_of(AllocationState, AllocationState.planned, name="state")
