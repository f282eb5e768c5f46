"""What bank entries probably settle: looked for when they are read in, and anew when what is open changes."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from polder.funding.bank import rules
from polder.funding.bank.lines import open_entry, replace
from polder.funding.invoices import actions as invoices
from polder.kernel import problems
from polder.kernel.tx import Tx
from polder.kernel.words import Words

# What waits for money: invoices (those paid or written off lately too, for who pays twice or after all), and tranches and
# decisions that were not invoiced. A decision is known by our reference and by the number that its granter gave it.
WAITING = """
select 'invoice' as kind, i.id, i.funder_id, greatest(o.cents, 0)::bigint as cents, i.due_on, i.rf_reference as reference,
  array[i.number_text] as numbers, case when i.state in ('paid', 'overpaid') then 0 else polder.invoice_written_off(i.id) end as written_off
from funder_invoice i, lateral (select coalesce(sum(x.open_cents), 0) as cents from polder.open_invoice_lines(i.id) x) as o
where i.kind = 'invoice' and (i.state in ('sent', 'partly_paid')
  or (i.state in ('paid', 'overpaid', 'written_off') and i.updated_at > now() - interval '400 days'))
union all
select case when l.decision_id is null then 'tranche' else 'decision' end, l.id, l.funder_id, b.balance_cents, l.due_on, null,
  array_remove(array[d.reference, d.decision_number], null), 0::bigint
from lot l join ledger_account k on k.lot_id = l.id and k.kind = 'committed_open'
  join account_balance b on b.account_id = k.id and b.balance_cents > 0
  left join agreement a on a.id = l.agreement_id left join public_decision d on d.id = l.decision_id
where not l.in_kind and (a.state = 'active' or d.state in ('granted', 'advance_received', 'accounted', 'determined'))"""
CREDITED = """
select rf_reference, number_text from funder_invoice
where kind = 'invoice' and state = 'credited' and updated_at > now() - interval '400 days'"""
# What is to go back: what determinations left over, and what funders paid above what was asked.
OWED = """
select case k.kind when 'overpayment' then 'refund' else 'repayment' end as kind, l.id, l.funder_id,
  (-sum(p.amount_cents))::bigint as cents, l.due_on, null as reference, '{}'::text[] as numbers, 0::bigint as written_off
from ledger_account k join account_balance b on b.account_id = k.id and b.balance_cents < 0
  join posting p on p.account_id = k.id join lot l on l.id = p.lot_id
where k.kind in ('overpayment', 'repayable_to_state') group by k.kind, l.id having sum(p.amount_cents) < 0"""
NAMES = """
select o.id, array_remove(array[o.name, b.legal_name] || o.aliases, null) as names
from organisation o left join billing_detail b on b.organisation_id = o.id where o.id = any(:ids)"""
# Accounts from which one funder, and no other, has paid.
PAYERS = """
select e.counterparty_account as account, (array_agg(distinct coalesce(i.funder_id, l.funder_id)))[1] as funder
from bank_entry e join settlement s on s.entry_id = e.id and s.ended_at is null
  left join funder_invoice i on i.id = s.invoice_id left join lot l on l.id = s.lot_id
where e.state in ('matched', 'locked') and e.counterparty_account is not null
group by 1 having count(distinct coalesce(i.funder_id, l.funder_id)) = 1"""
RECEIPTS = """
select e.id, e.state, e.amount_cents, e.reference, e.description, e.counterparty, e.counterparty_account, e.charges_cents
from bank_entry e where e.state in ('imported', 'proposed') and e.amount_cents <> 0 and not e.notification and e.currency = 'EUR'
"""


async def _index(tx: Tx, query: str) -> rules.Index:
    """What of `query` money may be for."""
    waiting = await tx.rows(query)
    names = {row.id: tuple(row.names) for row in await tx.rows(NAMES, ids=list({row.funder_id for row in waiting}))}
    opens = [
        rules.Open(row.kind, row.id, row.funder_id, row.cents, row.due_on.toordinal(), row.reference, tuple(row.numbers),
                   names.get(row.funder_id, ()), row.written_off)
        for row in waiting
    ]  # fmt: skip
    payers = {row.account: row.funder for row in await tx.rows(PAYERS)}
    rounding = await tx.scalar("select rounding from polder.settlement_limits()")
    credited = {row.rf_reference: row.number_text for row in await tx.rows(CREDITED)}
    return rules.Index(opens, payers, rounding=rounding, credited=credited)


async def propose(tx: Tx, import_id: UUID) -> int:
    """Look for what the new entries of an import may settle; how many got a proposal."""
    found = await tx.rows(
        RECEIPTS + "and e.statement_id in (select s.id from bank_statement s where s.import_id = :id)", id=import_id
    )
    return await _propose(tx, found)


async def look_again(tx: Tx, *, invoices: Sequence[UUID] = (), lots: Sequence[UUID] = ()) -> None:
    """What is open of these has changed: proposals that name them, and that nobody has made their own, are made anew."""
    stale = [row.id for row in await tx.rows(
        """select e.id from bank_entry e where e.state = 'proposed' and exists (
             select from settlement s where s.entry_id = e.id and s.ended_at is null and s.created_by is null
               and (s.invoice_id = any(:invoices) or s.lot_id = any(:lots)))
           order by e.id for update skip locked""",  # who holds one is settling it, and is told what does not fit
        invoices=list(invoices), lots=list(lots),
    )]  # fmt: skip
    if not stale:
        return
    await replace(tx, {id: [] for id in stale}, by_system=True)
    await _propose(tx, await tx.rows(RECEIPTS + "and e.id = any(:ids)", ids=stale))
    await _withdraw(tx, stale)
    await tx.run("update bank_entry set updated_at = clock_timestamp() where id = any(:ids)", ids=stale)


async def _withdraw(tx: Tx, ids: Sequence[UUID]) -> None:
    """What nothing is proposed for any more is as it was read in."""
    await tx.rows(
        "select set_config('polder.move', 'bank_entry:withdraw', true), set_config('polder.reason', '', true)"
    )
    await tx.run(
        """update bank_entry e set state = 'imported' where id = any(:ids) and state = 'proposed'
             and not exists (select from settlement s where s.entry_id = e.id and s.ended_at is null)""",
        ids=list(ids),
    )


async def _invoice_changed(tx: Tx, id: UUID) -> None:
    lots = await tx.rows("select lot_id from invoice_line where invoice_id = :id", id=id)
    await look_again(tx, invoices=[id], lots=[row.lot_id for row in lots])


invoices.WATCHERS.append(_invoice_changed)


async def confirm(tx: Tx, id: UUID, version: int) -> None:
    """Make a proposal one's own, line by line and with its reasons: above the limit, somebody else then settles it."""
    await open_entry(tx, id, version)
    lines = await tx.rows(
        """select kind, invoice_id, lot_id, amount_cents, difference_kind, difference_cents, reasons from settlement
           where entry_id = :id and ended_at is null and created_by is null order by position""",
        id=id,
    )
    if lines:
        await replace(tx, {id: [dict(line) for line in lines]}, by_system=False)
        await tx.run("update bank_entry set updated_at = clock_timestamp() where id = :id", id=id)


async def propose_again(tx: Tx, id: UUID, version: int, *, discard: bool) -> None:
    """Forget the lines of an open entry and look again. What a person saved is forgotten only when `discard` says so."""
    await open_entry(tx, id, version)
    if not discard and await tx.scalar(
        "select exists (select from settlement where entry_id = :id and ended_at is null and created_by is not null)",
        id=id,
    ):
        raise problems.conflict(
            "lines-of-a-person", Words(nl="Iemand heeft deze regels vastgelegd. Zeg erbij dat ze weg mogen, of laat ze staan.",
                                       en="Somebody saved these lines. Say that they may go, or leave them."),
        )  # fmt: skip
    await replace(tx, {id: []}, by_system=True)
    await _propose(tx, await tx.rows(RECEIPTS + "and e.id = :id", id=id))
    await _withdraw(tx, [id])
    await tx.run("update bank_entry set updated_at = clock_timestamp() where id = :id", id=id)


async def _propose(tx: Tx, receipts: Sequence[Any]) -> int:
    if not receipts:
        return 0
    indices = {out: await _index(tx, OWED if out else WAITING) for out in {row.amount_cents < 0 for row in receipts}}
    found = dict[UUID, list[dict[str, Any]]]()
    for row in receipts:
        receipt = rules.Receipt(
            abs(row.amount_cents),
            row.reference or "",
            row.description,
            row.counterparty,
            row.counterparty_account,
            row.charges_cents,
        )
        lines = rules.propose(receipt, indices[row.amount_cents < 0])
        if lines:
            found[row.id] = [
                {"kind": line.item.kind, "invoice_id": line.item.id if line.item.kind == "invoice" else None,
                 "lot_id": None if line.item.kind == "invoice" else line.item.id, "amount_cents": line.amount,
                 "difference_kind": line.difference_kind, "difference_cents": line.difference,
                 "reasons": [reason.both for reason in line.reasons]}
                for line in lines
            ]  # fmt: skip
    if found:
        await replace(tx, found, by_system=True)
        await tx.rows(
            "select set_config('polder.move', 'bank_entry:propose', true), set_config('polder.reason', '', true)"
        )
        await tx.run(
            "update bank_entry set state = 'proposed' where id = any(:ids) and state = 'imported'", ids=list(found)
        )
    return len(found)


async def opened(tx: Tx, id: UUID) -> None:
    """What is open again is looked at anew: an entry without lines is one for which nothing was found."""
    await _propose(tx, await tx.rows(RECEIPTS + "and e.id = :id", id=id))
