"""What people do with bank entries, of money that came in or went out: say what they settle, and have it booked."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import orjson

from polder.funding.agreements.decisions import follow_bank
from polder.funding.agreements.rules import MOST_CENTS
from polder.funding.bank import rules
from polder.funding.bank.lifecycle import SET_ASIDE, UNDONE
from polder.funding.bank.tables import OUTGOING, BankAccount, BankEntry, SettlementRule
from polder.funding.invoices import actions as invoices
from polder.funding.invoices.tables import InvoiceSettlement
from polder.funding.ledger import rules as ledger
from polder.funding.ledger.rules import Line
from polder.kernel import problems
from polder.kernel.notation import euros
from polder.kernel.problems import FieldProblem
from polder.kernel.resources import Effect
from polder.kernel.tx import Tx
from polder.kernel.web import CHECKS, REFUSALS
from polder.kernel.words import Words

REFUSALS.update(
    entry_not_to_settle=Words(
        nl="Alleen geboekte bedragen in euro's worden afgeletterd.", en="Only booked amounts in euros are settled."
    ),
    settlement_differs=Words(
        nl="De regels samen zijn niet het bedrag van de boeking.",
        en="The lines together are not the amount of the entry.",
    ),
    rounding_too_large=Words(
        nl="Dit verschil is te groot om afronding te heten.", en="This difference is too large to be rounding."
    ),
    second_person_needed=Words(
        nl="Dit bedrag, of een verschil erin, is boven de grens: de een legt de regels vast, een ander lettert af.",
        en="This amount, or a difference in it, is above the limit: one person writes the lines, another settles.",
    ),
    write_off_not_yours=Words(
        nl="Afboeken vraagt een recht dat uw rollen niet geven.",
        en="Writing off needs a right that your roles do not give.",
    ),
    set_aside_by_another=SET_ASIDE,
    undone_by_another=UNDONE,
    lock_not_yours=Words(
        nl="Deze boeking is vastgezet: alleen wie mag vastzetten, maakt haar los.",
        en="This entry is locked: only who may lock opens it.",
    ),
    settlement_allocated=Words(
        nl="Geld van deze ontvangst is toegewezen. Geef eerst de toewijzing vrij, en draai kosten terug die eraan zijn toegerekend.",
        en="Money of this receipt was allocated. Release the allocation first, and reverse the costs that were attributed to it.",
    ),
    settlement_refunded=Words(
        nl="Wat hiervan te veel was betaald, is al terugbetaald. Maak eerst de aflettering van die terugbetaling ongedaan.",
        en="What was overpaid by this has been refunded already. Undo the settlement of that refund first.",
    ),
    settlement_determined=Words(
        nl="Het besluit van dit geld is vastgesteld; deze ontvangst hoort daarbij en blijft staan. Wat terug moet, gaat terug met een eigen bankregel.",
        en="The decision of this money was determined; this receipt is part of that and stays. What has to go back goes by a bank entry of its own.",
    ),
    settlement_fixed=Words(
        nl="Deze aflettering staat vast. Maak haar eerst ongedaan.", en="This settlement is fixed. Undo it first."
    ),
    settlement_rule_overlap=Words(
        nl="Voor deze dagen gelden al grenzen. Kies een latere begindatum, of trek grenzen in die nog moeten ingaan.",
        en="There are limits for these days already. Choose a later start, or withdraw limits that have yet to begin.",
    ),
    limits_began=Words(
        nl="Deze grenzen gelden al en blijven staan. Stel nieuwe in.",
        en="These limits hold already, and stay. Set new ones.",
    ),
    uq_bank_account_identifier_currency=Words(
        nl="Deze rekening staat al bij de eigen bankrekeningen.", en="This account is among our own already."
    ),
)

DIRECTION = FieldProblem(
    "lines",
    Words(
        nl="Wat uitgaat, betaalt iets terug; wat binnenkomt, doet dat niet.",
        en="What goes out pays something back; what comes in does not.",
    ),
    Words(
        nl="Kies bij uitgaand geld een terugbetaling, bij inkomend geld wat het betaalt.",
        en="For money that went out choose a way of paying back, for money that came in what it pays.",
    ),
)
_DIFFERENCE = FieldProblem(
    "difference_kind",
    Words(
        nl="Soort en bedrag van het verschil passen niet bij elkaar.",
        en="Kind and amount of the difference do not fit.",
    ),
    Words(
        nl="Noem beide, of geen van beide; alleen een factuur kent een verschil.",
        en="Give both or neither; only an invoice has a difference.",
    ),
)
CHECKS.update(
    settlement_direction=DIRECTION,
    booked_ahead=FieldProblem(
        "file",
        Words(
            nl="Een bank boekt niets op een dag die nog moet komen.",
            en="A bank books nothing on a day that has yet to come.",
        ),
        Words(nl="Download het afschrift opnieuw.", en="Download the statement again."),
    ),
    ck_settlement_difference=_DIFFERENCE,
    ck_settlement_difference_kind_of=_DIFFERENCE,
    ck_settlement_amount_cents_positive=FieldProblem(
        "amount_cents",
        Words(nl="Een regel betaalt niets.", en="A line pays nothing."),
        Words(nl="Vul een bedrag boven nul in.", en="Fill in an amount above zero."),
    ),
    ck_settlement_bank_fee=FieldProblem("difference_cents", rules.FEE_TOO_LARGE, rules.ANOTHER_DIFFERENCE),
    limits_in_the_past=FieldProblem(
        "valid_from",
        Words(nl="Deze dag is al voorbij.", en="This day has passed."),
        Words(
            nl="Kies vandaag of later: wat gold, blijft staan.", en="Choose today or later: what was in force stays."
        ),
    ),
    ck_settlement_rule_most=FieldProblem(
        "second_person_cents",
        Words(nl="Zo'n grens zegt niets meer.", en="Such a limit says nothing any more."),
        Words(nl=f"Kies hoogstens {euros(MOST_CENTS).nl}.", en=f"Choose at most {euros(MOST_CENTS).en}."),
    ),
    ck_settlement_rule_period=FieldProblem(
        "valid_from",
        Words(nl="Deze grenzen zouden eindigen voor ze beginnen.", en="These limits would end before they begin."),
        Words(nl="Kies een latere begindatum.", en="Choose a later start."),
    ),
)


# ---- accounts and limits ---------------------------------------------------------------------------------------------


async def create_account(tx: Tx, identifier: str, name: str, currency: str) -> BankAccount:
    return await tx.add(BankAccount(identifier=identifier, name=name, currency=currency))


async def change_account(tx: Tx, id: UUID, version: int, values: dict[str, Any]) -> BankAccount:
    account = await tx.get(BankAccount, id, lock=True, version=version)
    for name, value in values.items():
        setattr(account, name, value)
    await tx.flush()
    return account


async def set_limits(tx: Tx, values: dict[str, Any]) -> SettlementRule:
    """New limits from a day on, today or at most five years later; those in force end the day before."""
    tx.require("settlement_rule.write")
    await tx.run(
        """update settlement_rule set valid_until = :last where valid_from <= :last
           and (valid_until is null or valid_until > :last)""",
        last=values["valid_from"] - timedelta(days=1),
    )
    return await tx.add(SettlementRule(**values))


async def withdraw_limits(tx: Tx, id: UUID, version: int) -> None:
    """Limits that have yet to begin are no more; those before them go on as they would have."""
    limits = await tx.get(SettlementRule, id, lock=True, version=version)
    tx.require("settlement_rule.write")
    await tx.session.delete(limits)
    await tx.flush()


# ---- lines -----------------------------------------------------------------------------------------------------------


async def write_lines(tx: Tx, id: UUID, version: int, lines: Sequence[dict[str, Any]]) -> None:
    """Replace what an open entry is said to settle. Whoever writes the lines counts when a second person is needed."""
    entry = await _open_entry(tx, id, version)
    total, twice = (
        sum(line["amount_cents"] for line in lines),
        [line["invoice_id"] for line in lines if line["invoice_id"]],
    )
    amount = abs(entry.amount_cents)
    if total > amount:
        whole = euros(amount)
        raise problems.invalid_field(
            "lines", Words(nl="De regels samen zijn meer dan het bedrag van de boeking.",
                           en="The lines together are more than the amount of the entry."),
            Words(nl=f"Verdeel {whole.nl}.", en=f"Divide {whole.en}."),
        )  # fmt: skip
    if len(twice) != len(set(twice)):
        raise problems.invalid_field(
            "lines", Words(nl="Een factuur staat er tweemaal.", en="An invoice is there twice."),
            Words(nl="Maak er één regel van.", en="Make it one line."),
        )  # fmt: skip
    wrong = list[FieldProblem]()
    for number, line in enumerate(lines):
        try:
            if (line["kind"] in OUTGOING) != (entry.amount_cents < 0):
                raise rules.Unfit("kind", DIRECTION.problem, DIRECTION.remedy)
            rules.booking(await _part(tx, line))
        except rules.Unfit as unfit:
            wrong.append(FieldProblem(f"lines.{number}.{unfit.field}", unfit.problem, unfit.remedy))
    if wrong:
        raise problems.invalid(*wrong)
    await _replace(tx, {id: lines}, by_system=False)
    await tx.run(
        "update bank_entry set updated_at = clock_timestamp() where id = :id", id=id
    )  # its version counts the lines


async def _open_entry(tx: Tx, id: UUID, version: int) -> BankEntry:
    entry = await tx.get(BankEntry, id, lock=True, version=version)
    tx.require("bank.settle")
    if entry.state not in ("imported", "proposed"):
        raise problems.conflict("settlement-fixed", REFUSALS["settlement_fixed"])
    return entry


async def _part(tx: Tx, line: Mapping[str, Any]) -> rules.Part:
    """A line with what is open of what it names."""
    told = (line["kind"], line["amount_cents"], line["difference_kind"], line["difference_cents"])
    if (
        (told[2] is None) != (told[3] == 0)
        or (told[3] < 0 and told[2] != "rounding")
        or (told[2] and told[0] != "invoice")
    ):
        raise rules.Unfit(
            "difference_cents", Words(nl="Soort en bedrag van het verschil horen bij elkaar, en bij een factuur.",
                                      en="The difference's kind and amount belong together, and to an invoice."),
            Words(nl="Vul beide in, of geen.", en="Fill in both, or neither."),
        )  # fmt: skip
    if line["kind"] == "invoice":
        found = line["invoice_id"] and await tx.scalar(
            "select true from funder_invoice where id = :id and kind = 'invoice' and state not in ('draft', 'validated', 'credited')",
            id=line["invoice_id"],
        )
        if not found or line["lot_id"]:
            raise rules.Unfit(
                "invoice_id", Words(nl="Dit is geen verstuurde factuur.", en="This is no invoice that was sent."),
                Words(nl="Kies een factuur die open staat.", en="Choose an invoice that is open."),
            )  # fmt: skip
        return rules.Part(*told, opens=await invoices.open_lines(tx, line["invoice_id"]))
    public, private = "l.decision_id is not null", "l.agreement_id is not null and not l.in_kind"
    condition = {"tranche": private, "decision": public, "repayment": public}.get(line["kind"], "not l.in_kind")
    lot = line["lot_id"] and await tx.scalar(
        f"select l.id from lot l where l.id = :id and {condition}", id=line["lot_id"]
    )
    if not lot or line["invoice_id"]:
        raise rules.Unfit(
            "lot_id", Words(nl="Deze tranche of dit besluit past hier niet.", en="This tranche or decision does not fit here."),
            Words(nl="Kies er een uit de lijst.", en="Choose one of the list."),
        )  # fmt: skip
    owed = await tx.scalar("select polder.owed_back(:lot, :kind)", lot=lot, kind=line["kind"])
    return rules.Part(*told, lot=lot, owed=owed)


async def _replace(tx: Tx, lines_of: Mapping[UUID, Sequence[Mapping[str, Any]]], *, by_system: bool) -> None:
    """Other lines for these open entries. A proposal is nobody's work: it has no writer."""
    await tx.run("delete from settlement where entry_id = any(:ids) and ended_at is null", ids=list(lines_of))
    rows = [
        {"reasons": [], **line, "entry_id": str(id), "position": position,
         "invoice_id": line["invoice_id"] and str(line["invoice_id"]), "lot_id": line["lot_id"] and str(line["lot_id"])}
        for id, lines in lines_of.items() for position, line in enumerate(lines, start=1)
    ]  # fmt: skip
    await tx.run(
        f"""insert into settlement (entry_id, position, kind, invoice_id, lot_id, amount_cents, difference_kind, difference_cents,
              reasons, created_by)
            select r.entry_id, r.position, r.kind, r.invoice_id, r.lot_id, r.amount_cents, r.difference_kind, r.difference_cents,
              r.reasons, {"null" if by_system else "polder.actor()"}
            from jsonb_to_recordset(cast(:rows as jsonb)) as r(entry_id uuid, position int, kind text, invoice_id uuid, lot_id uuid,
              amount_cents bigint, difference_kind text, difference_cents bigint, reasons jsonb)""",
        rows=orjson.dumps(rows).decode(),
    )


# ---- proposals -------------------------------------------------------------------------------------------------------

# What waits for money: invoices (those paid lately too, for who pays twice), and tranches and decisions that were not invoiced.
WAITING = """
select 'invoice' as kind, i.id, i.funder_id, greatest(o.cents, 0)::bigint as cents, i.due_on, i.rf_reference as reference,
  i.number_text as number
from funder_invoice i, lateral (select coalesce(sum(x.open_cents), 0) as cents from polder.open_invoice_lines(i.id) x) as o
where i.kind = 'invoice' and (i.state in ('sent', 'partly_paid')
  or (i.state in ('paid', 'overpaid') and i.updated_at > now() - interval '400 days'))
union all
select case when l.decision_id is null then 'tranche' else 'decision' end, l.id, l.funder_id, b.balance_cents, l.due_on, null, null
from lot l join ledger_account k on k.lot_id = l.id and k.kind = 'committed_open'
  join account_balance b on b.account_id = k.id and b.balance_cents > 0
  left join agreement a on a.id = l.agreement_id left join public_decision d on d.id = l.decision_id
where not l.in_kind and (a.state = 'active' or d.state in ('granted', 'advance_received', 'accounted', 'determined'))"""
# What is to go back: what determinations left over, and what funders paid above what was asked.
OWED = """
select case k.kind when 'overpayment' then 'refund' else 'repayment' end as kind, l.id, l.funder_id,
  (-sum(p.amount_cents))::bigint as cents, l.due_on, null as reference, null as number
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
        rules.Open(row.kind, row.id, row.funder_id, row.cents, row.due_on.toordinal(), row.reference, row.number,
                   names.get(row.funder_id, ()))
        for row in waiting
    ]  # fmt: skip
    payers = {row.account: row.funder for row in await tx.rows(PAYERS)}
    rounding = await tx.scalar("select rounding from polder.settlement_limits()")
    return rules.Index(opens, payers, rounding=rounding)


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
    await _replace(tx, {id: [] for id in stale}, by_system=True)
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
    await _open_entry(tx, id, version)
    lines = await tx.rows(
        """select kind, invoice_id, lot_id, amount_cents, difference_kind, difference_cents, reasons from settlement
           where entry_id = :id and ended_at is null and created_by is null order by position""",
        id=id,
    )
    if lines:
        await _replace(tx, {id: [dict(line) for line in lines]}, by_system=False)
        await tx.run("update bank_entry set updated_at = clock_timestamp() where id = :id", id=id)


async def propose_again(tx: Tx, id: UUID, version: int, *, discard: bool) -> None:
    """Forget the lines of an open entry and look again. What a person saved is forgotten only when `discard` says so."""
    await _open_entry(tx, id, version)
    if not discard and await tx.scalar(
        "select exists (select from settlement where entry_id = :id and ended_at is null and created_by is not null)",
        id=id,
    ):
        raise problems.conflict(
            "lines-of-a-person", Words(nl="Iemand heeft deze regels vastgelegd. Zeg erbij dat ze weg mogen, of laat ze staan.",
                                       en="Somebody saved these lines. Say that they may go, or leave them."),
        )  # fmt: skip
    await _replace(tx, {id: []}, by_system=True)
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
        await _replace(tx, found, by_system=True)
        await tx.rows(
            "select set_config('polder.move', 'bank_entry:propose', true), set_config('polder.reason', '', true)"
        )
        await tx.run(
            "update bank_entry set state = 'proposed' where id = any(:ids) and state = 'imported'", ids=list(found)
        )
    return len(found)


# ---- what moves bring about ------------------------------------------------------------------------------------------


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
            made.append((line.invoice_id, rules.booking(await _part(tx, line))))
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


async def opened(tx: Tx, id: UUID) -> None:
    """What is open again is looked at anew: an entry without lines is one for which nothing was found."""
    await _propose(tx, await tx.rows(RECEIPTS + "and e.id = :id", id=id))


async def forgotten(tx: Tx, id: UUID) -> None:
    """What is no contribution settles nothing."""
    await tx.run("delete from settlement where entry_id = :id and ended_at is null", id=id)


ENTRY_EFFECTS: dict[str, Effect] = {
    "match": matched, "unmatch": unmatched, "set_aside": forgotten, "take_back": opened,
}  # fmt: skip
