"""What the moves of a bank entry bring about: it is booked as its lines say, or that is taken back."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson

from polder.funding.agreements.decisions import follow_bank
from polder.funding.bank import rules
from polder.funding.bank.lines import part
from polder.funding.bank.proposals import look_again, opened
from polder.funding.invoices import actions as invoices
from polder.funding.invoices.tables import InvoiceSettlement
from polder.funding.ledger import rules as ledger
from polder.funding.ledger.rules import Line
from polder.kernel import problems
from polder.kernel.problems import FieldProblem
from polder.kernel.resources import Effect
from polder.kernel.tx import Tx


async def matched(tx: Tx, id: UUID) -> None:
    """Book what the lines say, in one call of the ledger's writer; invoices and decisions follow."""
    (entry,) = await tx.rows(
        """select e.*, s.key, polder.open_day(e.booked_on) as day,
             (select count(*) from journal_entry j where j.source_kind = 'bank_entry' and j.source_id = e.id) as before
           from bank_entry e join bank_statement s on s.id = e.statement_id where e.id = :id""",
        id=id,
    )
    lines = await tx.rows(
        """select position, kind, invoice_id, lot_id, amount_cents, difference_kind, difference_cents from settlement
           where entry_id = :id and ended_at is null order by invoice_id, position""",  # locked in one order
        id=id,
    )
    made = list[tuple[UUID | None, rules.Booking]]()
    for line in lines:
        try:
            made.append((line.invoice_id, rules.booking(await part(tx, line))))
        except rules.Unfit as unfit:
            field = f"lines.{line.position - 1}.{unfit.field}"  # as it was given
            raise problems.invalid(FieldProblem(field, unfit.problem, unfit.remedy)) from None
    money, written_off = await _post(tx, entry, [booking for _, booking in made])
    for invoice, booking in made:
        if invoice is None:
            continue
        for (closed, kind), cents in booking.closed.items():
            tx.session.add(InvoiceSettlement(
                invoice_id=invoice, line_id=closed, kind=kind, amount_cents=cents,
                entry_id=written_off if kind == "write_off" else money[booking.event],
            ))  # fmt: skip
        await invoices.follow(tx, invoice)
    for line in lines:
        if line.kind == "refund":
            await _returned(tx, line.lot_id, line.amount_cents, money[ledger.Event.refund])
    for lot in {line.lot_id for line in lines if line.kind in OF_DECISIONS}:
        await follow_bank(tx, lot)
    await look_again(tx, lots=[line.lot_id for line in lines if line.lot_id])


OF_DECISIONS = ("decision", "repayment")


async def _returned(tx: Tx, lot: UUID, cents: int, entry: UUID) -> None:
    """The invoices by which this lot was overpaid hear that it went back, the oldest first."""
    for row in await tx.rows(
        """select s.invoice_id, s.line_id, sum(s.amount_cents)::bigint as over
           from invoice_settlement s join invoice_line l on l.id = s.line_id
           where l.lot_id = :lot and s.kind = 'overpayment'
           group by 1, 2 having sum(s.amount_cents) > 0 order by min(s.id::text), 1""",
        lot=lot,
    ):
        back = min(cents, row.over)
        if back:
            cents -= back
            tx.session.add(InvoiceSettlement(
                invoice_id=row.invoice_id, line_id=row.line_id, kind="overpayment", amount_cents=-back, entry_id=entry,
            ))  # fmt: skip
            await invoices.follow(tx, row.invoice_id)


async def _post(tx: Tx, entry: Any, bookings: Sequence[rules.Booking]) -> tuple[dict[ledger.Event, UUID], UUID | None]:
    """(the entries of the money, by what it is, and the entry of what was written off)."""
    moved = {booking.event: list[Line]() for booking in bookings}
    for booking in bookings:
        moved[booking.event] += booking.receipt
    if entry.original_currency:
        # What the bank said is of the whole entry: split over all its lines, then each goes to its own event.
        told = [line for lines in moved.values() for line in lines]
        rest = iter(rules.with_original(told, entry.original_currency, entry.original_minor, entry.original_rate))
        moved = {event: [next(rest) for _ in lines] for event, lines in moved.items()}
    written_off = [line for booking in bookings for line in booking.written_off]
    said = {
        "posted_on": entry.day.isoformat(), "happened_on": min(entry.booked_on, entry.day).isoformat(), "source_kind": "bank_entry", "source_id": str(entry.id),
        "description": f"{entry.key}/{entry.ordinal} {entry.counterparty or ''}".strip()[:500],
    }  # fmt: skip
    key = f"bank_entry:{entry.id}:{entry.before}"
    posted = [
        {**said, "key": key if event == "receipt" else f"{key}:{event}", "event": event, "lines": [_line(line) for line in lines]}
        for event, lines in moved.items()
    ]  # fmt: skip
    if written_off:
        posted.append(
            {**said, "key": f"{key}:write_off", "event": "write_off", "lines": [_line(line) for line in written_off]}
        )
    made = await tx.scalar("select polder.post_entries(cast(:entries as jsonb))", entries=orjson.dumps(posted).decode())
    return dict(zip(moved, made, strict=False)), made[-1] if written_off else None


def _line(line: Line) -> dict[str, Any]:
    found: dict[str, Any] = {"account": line.account, "lot": str(line.lot), "cents": line.cents}
    if line.original is not None:
        found |= dict(zip(("original_currency", "original_minor", "original_rate"), line.original, strict=True))
    return found


async def unmatched(tx: Tx, id: UUID) -> None:
    """Take back what was booked, with the reason of the move; the invoices open again, the decisions move back, and the
    lines are history."""
    reason = await tx.scalar("select polder.setting('reason')")
    undone = await tx.scalar("select polder.unsettle(:id)", id=id)
    touched = await tx.rows(
        """select x.invoice_id, x.line_id, x.kind, x.amount_cents, j.id as entry
           from journal_entry j join invoice_settlement x on x.entry_id = j.reverses_id
           where j.id = any(:undone) order by x.invoice_id, x.id""",
        undone=undone,
    )
    for row in touched:
        tx.session.add(InvoiceSettlement(
            invoice_id=row.invoice_id, line_id=row.line_id, kind=row.kind, amount_cents=-row.amount_cents, entry_id=row.entry,
        ))  # fmt: skip
    await tx.flush()
    ended = await tx.rows(
        "update settlement set ended_at = now() where entry_id = :id and ended_at is null returning kind, lot_id", id=id
    )
    for invoice in dict.fromkeys(row.invoice_id for row in touched):
        await invoices.follow(tx, invoice, reason)
    for lot in {row.lot_id for row in ended if row.kind in OF_DECISIONS}:
        await follow_bank(tx, lot, reason)
    await look_again(tx, lots=[row.lot_id for row in ended if row.lot_id])
    await opened(tx, id)


async def forgotten(tx: Tx, id: UUID) -> None:
    """What is no contribution settles nothing."""
    await tx.run("delete from settlement where entry_id = :id and ended_at is null", id=id)


ENTRY_EFFECTS: dict[str, Effect] = {
    "match": matched, "unmatch": unmatched, "set_aside": forgotten, "take_back": opened,
}  # fmt: skip
