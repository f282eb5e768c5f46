"""What people do with public decisions, and what the bank and the ledger make of them."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from polder.funding.agreements.lifecycle import DECISION
from polder.funding.agreements.tables import PublicDecision
from polder.funding.agreements.terms import checked
from polder.funding.ledger import actions as ledger
from polder.funding.ledger import rules
from polder.funding.ledger.rules import Entry, Event, Line
from polder.kernel import notation, problems
from polder.kernel.lifecycle import perform
from polder.kernel.tx import Tx
from polder.kernel.web import CHECKS
from polder.kernel.words import Words

LOWERED = ("granted", "advance_received", "accounted")  # the states in which it may be

# What else ends when a decision is determined: given its lot and the day, what is to be posted with the determination.
ENDINGS: list[Callable[[Tx, UUID, date], Awaitable[Sequence[Entry]]]] = []


async def create_decision(tx: Tx, values: dict[str, Any]) -> PublicDecision:
    """A subsidy that was applied for."""
    tx.require("decision.write")
    return await tx.add(PublicDecision(**await checked(tx, values)))


async def change_decision(tx: Tx, id: UUID, version: int, values: dict[str, Any]) -> PublicDecision:
    """Change an application; of what was granted, the term, when to account, and what is determined, until that is recorded."""
    decision = await tx.get(PublicDecision, id, lock=True, version=version)
    tx.require("decision.write")
    for name, value in (await checked(tx, values)).items():
        setattr(decision, name, value)
    await tx.flush()
    return decision


@dataclass(frozen=True)
class Held:
    """What a decision's lot holds, in cents: what was advanced and is not settled yet, per purpose, and what may still come."""

    lot: UUID
    free: int
    allocated: list[tuple[UUID, int]]
    spent: list[tuple[UUID, int]]
    awaited: int

    @property
    def advanced(self) -> int:
        return self.free + sum(cents for _, cents in self.allocated + self.spent)

    def after(self, releases: Sequence[Entry]) -> "Held":
        """What it will hold when these allocations are released."""
        lines = [line for entry in releases for line in entry.lines if line.account == "allocated"]
        left = dict(self.allocated)
        for line in lines:
            assert line.purpose is not None
            left[line.purpose] -= line.cents
        return replace(self, free=self.free + sum(line.cents for line in lines), allocated=list(left.items()))


async def _held(tx: Tx, decision_id: UUID) -> Held:
    lot = await tx.scalar("select id from lot where decision_id = :id", id=decision_id)
    rows = await tx.rows(
        """select a.kind, a.purpose_id, -b.balance_cents as cents
           from ledger_account a join account_balance b on b.account_id = a.id
           where a.lot_id = :lot and b.balance_cents <> 0
             and a.kind in ('public_advance', 'allocated', 'public_spent', 'committed_open') order by a.id""",
        lot=lot,
    )
    of: dict[str, list[tuple[UUID, int]]] = {
        "allocated": [],
        "public_spent": [],
        "public_advance": [],
        "committed_open": [],
    }
    for row in rows:
        of[row.kind].append((row.purpose_id, row.cents))
    free, awaited = (sum(cents for _, cents in of[kind]) for kind in ("public_advance", "committed_open"))
    return Held(lot, free, of["allocated"], of["public_spent"], -awaited)


async def granted(tx: Tx, id: UUID) -> None:
    """The decision becomes a lot, and a commitment of the State."""
    await tx.scalar("select polder.grant_decision(:id)", id=id)


async def lower(
    tx: Tx, id: UUID, version: int, *, amount_cents: int, lowered_on: date, decision_number: str, reason: str
) -> None:
    """The State grants less than before, by a later decision; what was allocated and what arrived stays covered."""
    decision = await tx.get(PublicDecision, id, lock=True, version=version)
    tx.require("decision.write")
    if decision.state in LOWERED:
        if not decision.granted_on or lowered_on < decision.granted_on:
            raise problems.invalid(CHECKS["lowered_on_day"])
        ((least, received),) = await tx.rows(
            """select polder.lot_planned(l.id, null), b.called from lot l join lot_balance b on b.lot_id = l.id where l.decision_id = :id""",
            id=id,
        )
        if amount_cents < least and received <= least:
            most = notation.euros(least)
            raise problems.invalid_field(
                "amount_cents", Words(nl=f"Er is al {most.nl} van toegewezen of gepland.", en=f"{most.en} of it has been allocated or planned."),
                Words(nl=f"Vul {most.nl} of meer in, of geef eerst een toewijzing vrij.", en=f"Fill in {most.en} or more, or release an allocation first."),
            )  # fmt: skip
        if amount_cents < received:
            most, below = notation.euros(received), CHECKS["lowered_below_received"]
            raise problems.invalid_field(
                "amount_cents", Words(nl=f"Er is al {most.nl} ontvangen.", en=f"{most.en} has been received already."), below.remedy
            )  # fmt: skip
    await tx.scalar(
        "select polder.lower_decision(:id, :cents, :day, :document, :reason)",
        id=id, cents=amount_cents, day=lowered_on, document=decision_number, reason=reason,
    )  # fmt: skip


async def unaccounted(tx: Tx, id: UUID) -> None:
    """As it was before: with an advance where one came."""
    await follow_bank(tx, await tx.scalar("select id from lot where decision_id = :id", id=id))


async def determined(tx: Tx, id: UUID) -> None:
    """What was advanced becomes income up to the amount determined, and the rest must go back; of what did not come
    yet, that stays to come which the determined amount still gives. Allocations end, and what they left is free before.

    It happened on the day of the determination; posted then, or when the last happened to the money, where that was later.
    """
    decision = await tx.get(PublicDecision, id)
    lot: UUID = await tx.scalar("select id from lot where decision_id = :id", id=id)
    last = await tx.scalar("select max(posted_on) from posting where lot_id = :lot", lot=lot)
    day = await ledger.open_day(tx, max(decision.determined_on or last, last))
    releases = [entry for ends in ENDINGS for entry in await ends(tx, lot, day)]
    held = (await _held(tx, id)).after(releases)
    cents = decision.determined_cents or 0
    lapsed = held.awaited - max(cents - held.advanced, 0)
    lines = rules.determined(held.lot, cents, spent=held.spent, free=held.free, allocated=held.allocated)
    if lapsed > 0:
        lines += rules.uninvoiced_written_off(held.lot, lapsed)
    await _post(tx, decision, "determined", day, lines, releases, min(decision.determined_on or day, day))


async def undetermined(tx: Tx, id: UUID) -> None:
    """What was determined is an advance again, spent where it was spent; what its allocations left stays free."""
    await tx.scalar("select polder.undetermine(:id)", id=id)


async def settled(tx: Tx, id: UUID) -> None:
    """What came after the determination is income, too."""
    decision, held = await tx.get(PublicDecision, id), await _held(tx, id)
    lines = rules.determined(held.lot, held.advanced, spent=held.spent, free=held.free, allocated=held.allocated)
    await _post(tx, decision, "settled", await ledger.open_day(tx), lines)


async def follow_bank(tx: Tx, lot: UUID, reason: str | None = None) -> None:
    """The bank has booked money of this decision's lot, or with a reason has undone that: the decision moves along.

    What comes after the accounting moves nothing: the decision is past its advances.
    """
    (now,) = await tx.rows(
        """select d.id, d.state, p.received, polder.repayable(d.id) as repayable, exists (
             select from posting b where b.lot_id = p.lot_id and b.event = 'repayment') as repaid
           from polder.lot_position p join lot l on l.id = p.lot_id join public_decision d on d.id = l.decision_id
           where p.lot_id = :lot""",
        lot=lot,
    )
    move = None
    if reason is None:
        if now.state in ("granted", "advance_received") and now.received:
            move = "receive"
        elif now.state == "determined" and now.repaid and not now.repayable:
            move = "repay"
    elif now.state == "advance_received" and not now.received:
        move = "undo_receipt"
    elif now.state == "repaid" and now.repayable:
        move = "undo_repayment"
    if move:
        await perform(tx, DECISION, now.id, move, reason=reason, version=None)


async def _post(
    tx: Tx, decision: PublicDecision, what: str, day: date, lines: Sequence[Line], others: Sequence[Entry] = (),
    happened_on: date | None = None,
) -> None:  # fmt: skip
    """Post these lines of a decision with the other entries, in one call. A determination that was taken back is followed
    by another."""
    before = await tx.scalar(
        "select count(*) from journal_entry where source_kind = 'public_decision' and source_id = :id and event = 'determination'",
        id=decision.id,
    )
    entry = Entry(
        f"decision:{decision.id}:{what}:{before}", Event.determination, day, lines, decision.reference,
        ("public_decision", decision.id), happened_on,
    )  # fmt: skip
    if entries := [*others, *([entry] if lines else [])]:
        await ledger.post(tx, *entries)


DECISION_EFFECTS = {
    "grant": granted,
    "unaccount": unaccounted,
    "determine": determined,
    "undetermine": undetermined,
    "settle": settled,
}
