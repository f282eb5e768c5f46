"""What people do with invoices: write, validate, send, credit, settle, write off."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import orjson

from polder.funding import money_rules
from polder.funding.agreements.tables import Agreement
from polder.funding.invoices import official, parties, pdf, rules, ubl
from polder.funding.invoices.equality import Finding
from polder.funding.invoices.lifecycle import INVOICE
from polder.funding.invoices.tables import (
    BillingDetail,
    FunderInvoice,
    InvoiceFile,
    InvoiceLine,
    InvoiceRule,
    InvoiceSettlement,
    WriteOffConsent,
)
from polder.funding.ledger import actions as booking
from polder.funding.ledger import rules as ledger
from polder.funding.ledger.rules import Event
from polder.kernel import jobs, problems
from polder.kernel.lifecycle import perform
from polder.kernel.mail.actions import Attachment, queue
from polder.kernel.notation import euros
from polder.kernel.problems import FieldProblem
from polder.kernel.tx import Tx
from polder.kernel.words import Words

DESCRIPTION = Words(nl="Bijdrage, termijn {position}: {title}", en="Contribution, tranche {position}: {title}")


# ---- how funders are written to --------------------------------------------------------------------------------------


async def create_billing(tx: Tx, values: dict[str, Any]) -> BillingDetail:
    return await tx.add(BillingDetail(**values))


async def change_billing(tx: Tx, id: UUID, version: int, values: dict[str, Any]) -> None:
    """For invoices that are still to be validated; those that were keep what they said."""
    detail = await tx.get(BillingDetail, id, lock=True, version=version)
    for name, value in values.items():
        setattr(detail, name, value)
    await tx.flush()


# ---- drafts ----------------------------------------------------------------------------------------------------------


async def create_invoice(tx: Tx, values: dict[str, Any], lines: Sequence[dict[str, Any]]) -> UUID:
    """A draft for one agreement. A line without an amount asks for all that may still be asked of its lot."""
    tx.require("invoice.write")
    await _due_ahead(tx, values)
    agreement = await tx.get(Agreement, values["agreement_id"])
    language = values.pop("language", None) or await tx.scalar(
        "select language from billing_detail where organisation_id = :funder", funder=agreement.funder_id
    )
    invoice = await tx.add(
        FunderInvoice(
            **{**values, "order_number": values.get("order_number") or agreement.order_number},
            funder_id=agreement.funder_id,
            language=language or "nl",
        )
    )
    await _set_lines(tx, invoice.id, agreement, lines)
    return invoice.id


async def change_invoice(
    tx: Tx, id: UUID, version: int, values: dict[str, Any], lines: Sequence[dict[str, Any]] | None
) -> None:
    """Change a draft; lines are given as a whole."""
    invoice = await tx.get(FunderInvoice, id, lock=True, version=version)
    tx.require("invoice.write")
    if invoice.state != "draft":
        raise problems.conflict("invoice-fixed", FIXED)
    await _due_ahead(tx, values)
    for name, value in values.items():
        setattr(invoice, name, value)
    await tx.flush()
    if lines is not None:
        await _set_lines(tx, id, await tx.get(Agreement, invoice.agreement_id), lines, credits=invoice.credits_id)


async def _due_ahead(tx: Tx, values: Mapping[str, Any]) -> None:
    """Said where it is typed: a draft with a due day that has passed could never be validated."""
    if values.get("due_on") and values["due_on"] < await tx.scalar("select polder.today()"):
        raise problems.invalid(DUE_PAST)


DUE_PAST = FieldProblem(
    "due_on",
    Words(nl="Deze vervaldag is voorbij.", en="This due day has passed."),
    Words(nl="Kies een latere dag, of laat hem leeg.", en="Choose a later day, or leave it empty."),
)
FIXED = Words(
    nl="Een vastgestelde factuur blijft zoals zij is. Maak een creditnota en daarna een nieuwe factuur.",
    en="A validated invoice stays as it is. Make a credit note, and then a new invoice.",
)


async def delete_invoice(tx: Tx, id: UUID, version: int) -> None:
    """Only a draft goes away: it has no number yet."""
    invoice = await tx.get(FunderInvoice, id, lock=True, version=version)
    tx.require("invoice.write")
    if invoice.state != "draft":
        raise problems.conflict("invoice-fixed", FIXED)
    await tx.run("delete from invoice_line where invoice_id = :id", id=id)
    await tx.run("delete from funder_invoice where id = :id", id=id)


async def _set_lines(
    tx: Tx, id: UUID, agreement: Agreement, lines: Sequence[dict[str, Any]], *, credits: UUID | None = None
) -> None:
    """`credits`: the invoice that these lines take back."""
    await tx.run("delete from invoice_line where invoice_id = :id", id=id)
    free = "lot_invoiceable(id)" if credits is None else "line_creditable(:credits, id)"
    lots = {
        row.id: row
        for row in await tx.rows(
            f"select id, position, polder.{free} as free from lot where agreement_id = :id",
            id=agreement.id, **({} if credits is None else {"credits": credits}),
        )
    }  # fmt: skip
    wrong = []
    for number, line in enumerate(lines):
        lot = lots.get(line["lot_id"])
        if lot is None:
            wrong.append(_no_lot(number))
            continue
        cents = line.get("amount_cents") or lot.free
        if cents <= 0:
            wrong.append(_nothing_open(number))
            continue
        if cents > lot.free:
            wrong.append(_too_much(number, lot.free, TO_INVOICE if credits is None else TO_CREDIT))
            continue
        said = DESCRIPTION.format(position=lot.position, title=agreement.title[:250])
        await tx.add(
            InvoiceLine(
                invoice_id=id, lot_id=lot.id, position=number + 1, amount_cents=cents,
                description_nl=line.get("description_nl") or said.nl, description_en=line.get("description_en") or said.en,
            )
        )  # fmt: skip
    if wrong:
        raise problems.invalid(*wrong)


def _no_lot(number: int) -> FieldProblem:
    return FieldProblem(
        f"lines.{number}.lot_id",
        Words(nl="Deze tranche hoort niet bij de overeenkomst.", en="This tranche is not of the agreement."),
        Words(nl="Kies een tranche van deze overeenkomst.", en="Choose a tranche of this agreement."),
    )


def _nothing_open(number: int) -> FieldProblem:
    return FieldProblem(
        f"lines.{number}.amount_cents",
        Words(nl="Van deze tranche is niets meer te factureren.", en="Nothing of this tranche is left to invoice."),
        Words(nl="Kies een andere tranche.", en="Choose another tranche."),
    )


TO_CREDIT = Words(
    nl="Van deze regel kan een creditnota nog {amount} terugnemen.",
    en="A credit note can still take back {amount} of this line.",
)
TO_INVOICE = Words(
    nl="Van deze tranche is nog {amount} te factureren.", en="Of this tranche {amount} is left to invoice."
)


def _too_much(number: int, free: int, most: Words) -> FieldProblem:
    amount = euros(free)
    return FieldProblem(
        f"lines.{number}.amount_cents",
        Words(nl=most.nl.format(amount=amount.nl), en=most.en.format(amount=amount.en)),
        Words(nl="Vul dat in, of minder.", en="Fill that in, or less."),
    )


# ---- credit notes ----------------------------------------------------------------------------------------------------


async def create_credit_note(tx: Tx, id: UUID, lines: Sequence[dict[str, Any]] | None, note: str | None) -> UUID:
    """A draft that takes back an invoice, or some of its lines. Without lines: all that is open."""
    invoice = await tx.get(FunderInvoice, id, lock=True)
    tx.require("invoice.write")
    if invoice.kind != "invoice" or invoice.state not in ("validated", "sent", "partly_paid"):
        raise problems.conflict("nothing-to-credit", NOTHING_OPEN)
    asked = None if lines is None else {line["lot_id"]: line.get("amount_cents") for line in lines}
    given = {line["lot_id"]: number for number, line in enumerate(lines or ())}
    found = await tx.rows(
        """select l.lot_id, l.position, l.description_nl, l.description_en, polder.line_creditable(:id, l.lot_id) as free
           from invoice_line l where l.invoice_id = :id order by l.position""",
        id=id,
    )
    unknown = set(asked or ()) - {row.lot_id for row in found}
    if unknown:
        raise problems.invalid(*[_no_lot(given[lot]) for lot in unknown])
    chosen = [(row, (asked or {}).get(row.lot_id) or row.free) for row in found if asked is None or row.lot_id in asked]
    if not any(cents > 0 for _, cents in chosen):
        raise problems.conflict("nothing-to-credit", NOTHING_OPEN)
    if wrong := [
        _too_much(given[row.lot_id], max(row.free, 0), TO_CREDIT) for row, cents in chosen if cents > max(row.free, 0)
    ]:
        raise problems.invalid(*wrong)
    made = await tx.add(
        FunderInvoice(
            agreement_id=invoice.agreement_id, funder_id=invoice.funder_id, kind="credit_note", credits_id=id,
            language=invoice.language, order_number=invoice.order_number, note=note,
        )
    )  # fmt: skip
    for row, cents in chosen:
        if cents > 0:
            await tx.add(
                InvoiceLine(
                    invoice_id=made.id, lot_id=row.lot_id, position=row.position, amount_cents=cents,
                    description_nl=row.description_nl, description_en=row.description_en,
                )
            )  # fmt: skip
    return made.id


NOTHING_OPEN = Words(
    nl="Van deze factuur staat niets open dat een creditnota kan terugnemen.",
    en="Nothing of this invoice is open that a credit note could take back.",
)


# ---- validating ------------------------------------------------------------------------------------------------------


async def validated(tx: Tx, id: UUID) -> None:
    """The database has given the number: write down what the invoice says, and have the rules judge it. A rule that
    refuses takes the number back with everything else."""
    settings = jobs.house().settings
    seller = parties.seller(settings)
    if absent := parties.missing(seller):
        raise problems.conflict("sender-incomplete", _incomplete(absent))
    paper = await _paper(tx, id, seller)
    document = ubl.written(paper)
    verdict = await official.judge(document, settings.invoice_rules, tuple(ubl.PROFILES))
    if verdict.fatal:
        raise problems.invalid(*[_refused(finding) for finding in verdict.fatal[:20]], detail=REFUSED)
    await tx.add(
        InvoiceFile(
            invoice_id=id,
            seller=seller,
            buyer=paper.buyer,
            ubl=document.decode(),
            sha256=hashlib.sha256(document).hexdigest(),
            rules=list(verdict.rules),
            findings=[vars(finding) for finding in verdict.findings],
        )
    )


REFUSED = Words(
    nl="De regels voor e-facturen weigeren dit; er is niets vastgesteld. Verbeter wat hieronder staat.",
    en="The rules of e-invoices refuse this; nothing was validated. Mend what is named below.",
)


def _incomplete(absent: list[str]) -> Words:
    return Words(
        nl="De gegevens van het instituut zijn niet volledig. De beheerder vult aan: {names}.",
        en="The institute's own details are not complete. The administrator fills in: {names}.",
    ).format(names=", ".join(absent))


def _refused(finding: Finding) -> FieldProblem:
    text = finding.text.replace("{", "(").replace("}", ")")
    return FieldProblem(
        "invoice",
        Words(nl=f"Regel {finding.rule}: {text}", en=f"Rule {finding.rule}: {text}"),
        Words(nl=f"Kijk naar {finding.place}." if finding.place else "Kijk naar de bedragen.",
              en=f"Look at {finding.place}." if finding.place else "Look at the amounts."),
    )  # fmt: skip


async def _paper(tx: Tx, id: UUID, seller: dict[str, Any]) -> ubl.Paper:
    found = (
        await tx.rows(
            """select i.number_text, i.kind, i.funder_id, i.issued_on, i.due_on, i.rf_reference, i.order_number, i.note, i.language,
                 a.reference, c.number_text as credits
               from funder_invoice i join agreement a on a.id = i.agreement_id left join funder_invoice c on c.id = i.credits_id
               where i.id = :id""",
            id=id,
        )
    )[0]
    lines = await tx.rows(
        """select l.position, case :language when 'nl' then l.description_nl else l.description_en end as description,
             l.amount_cents from invoice_line l where l.invoice_id = :id order by l.position""",
        id=id, language=found.language,
    )  # fmt: skip
    (buyer,) = await tx.rows(parties.BUYER, funder=found.funder_id)
    said = pdf.terms({**dict(found), "seller": seller}, found.language)
    return ubl.Paper(
        number=found.number_text, issued_on=found.issued_on, due_on=found.due_on, rf_reference=found.rf_reference,
        agreement=found.reference, order_number=found.order_number, note=found.note, terms=said, seller=seller,
        buyer=dict(buyer), lines=[ubl.Line(line.position, line.description, line.amount_cents) for line in lines],
        credits=found.credits, language=found.language,
    )  # fmt: skip


# ---- sending ---------------------------------------------------------------------------------------------------------


async def sent(tx: Tx, id: UUID) -> None:
    """Book it, and mail it with its PDF and e-invoice. A credit note closes what it takes back."""
    invoice = await tx.get(FunderInvoice, id)
    await tx.session.refresh(invoice)
    if invoice.credits_id is None:
        await _still_promised(tx, id)
        await _book(tx, invoice, Event.invoice, ledger.invoiced)
        await _changed(tx, id)
        await _mail(tx, invoice)
    elif await tx.scalar(
        "select state = 'validated' from funder_invoice where id = :id for update", id=invoice.credits_id
    ):
        # What it takes back never went out and was never booked: nor is this.
        await tx.run("update funder_invoice set sent_at = now() where id = :id", id=id)
        await _close_credited(tx, invoice, None)
    else:
        entry = await _book(tx, invoice, Event.credit_note, ledger.credited)
        await _close_credited(tx, invoice, entry)
        await _mail(tx, invoice)


async def _still_promised(tx: Tx, id: UUID) -> None:
    """What was validated cannot be lowered: where a tranche was paid or lowered meanwhile, the invoice is made anew."""
    wrong = list[FieldProblem]()
    for row in await tx.rows(
        """select l.position, t.position as tranche, l.amount_cents, b.uninvoiced from invoice_line l join lot t on t.id = l.lot_id
             join lot_balance b on b.lot_id = l.lot_id
           where l.invoice_id = :id and l.amount_cents > b.uninvoiced order by l.position""",
        id=id,
    ):
        asked, left = euros(row.amount_cents), euros(row.uninvoiced)
        wrong.append(FieldProblem(
            f"lines.{row.position - 1}.amount_cents",
            Words(nl=f"Deze factuur vraagt {asked.nl} van tranche {row.tranche}, maar daarvan is nog {left.nl} te factureren.",
                  en=f"This invoice asks {asked.en} of tranche {row.tranche}, but {left.en} of that is left to invoice."),
            Words(nl="Maak een creditnota van deze factuur, verstuur die, en maak dan een nieuwe factuur.",
                  en="Make a credit note of this invoice, send it, and then make a new invoice."),
        ))  # fmt: skip
    if wrong:
        raise problems.invalid(*wrong)


async def _book(tx: Tx, invoice: FunderInvoice, event: Event, posted: Callable[[UUID, int], list[ledger.Line]]) -> UUID:
    """One entry with the lines of the invoice, on the first open day from its own."""
    found = await tx.rows(
        "select lot_id, amount_cents from invoice_line where invoice_id = :id order by position", id=invoice.id
    )
    lines = [line for row in found for line in posted(row.lot_id, row.amount_cents)]
    return await _post(tx, invoice, event, lines, invoice.issued_on)


async def _post(
    tx: Tx, invoice: FunderInvoice, event: Event, lines: Sequence[ledger.Line], day: date | None, again: str = ""
) -> UUID:
    """One entry about an invoice: the whole of what this transaction posts."""
    entry = ledger.Entry(
        f"funder_invoice:{invoice.id}:{event}{again}", event, await booking.open_day(tx, day), lines,
        str(invoice.number_text), ("funder_invoice", invoice.id),
    )  # fmt: skip
    return (await booking.post(tx, entry))[0]


async def _close_credited(tx: Tx, note: FunderInvoice, entry: UUID | None) -> None:
    assert note.credits_id is not None
    await tx.run(
        """insert into invoice_settlement (invoice_id, line_id, kind, amount_cents, entry_id)
           select o.invoice_id, o.id, 'credit', l.amount_cents, :entry
           from invoice_line l join invoice_line o on o.invoice_id = :invoice and o.lot_id = l.lot_id
           where l.invoice_id = :note order by o.position""",
        entry=entry, invoice=note.credits_id, note=note.id,
    )  # fmt: skip
    await follow(tx, note.credits_id)


async def _mail(tx: Tx, invoice: FunderInvoice) -> None:
    """The invoice to the address in the billing details as they are today. Amounts are in its files only: whoever keeps
    the post need not know them.
    """
    found = orjson.loads(await tx.scalar(pdf.FACTS.format(":id"), id=invoice.id))
    document = await tx.scalar("select ubl from invoice_file where invoice_id = :id", id=invoice.id)
    (to,) = await tx.rows(parties.BUYER, funder=invoice.funder_id)
    made = await asyncio.to_thread(pdf.invoice_pdf, found, invoice.language)
    name = str(invoice.number_text)
    await queue(
        tx, "credit_note_sent" if invoice.credits_id else "invoice_sent", invoice.language,
        to=to.email, record=("funder_invoice", invoice.id), name=to.contact_name or to.name,
        attachments=[Attachment(f"{name}.pdf", "application/pdf", made),
                     Attachment(f"{name}.xml", "application/xml", document.encode())],
        number=name, agreement=found["agreement"],
        terms=pdf.terms(found, invoice.language), institute=found["seller"]["name"],
        path=f"/admin/#/funder_invoices/{invoice.id}/show",
    )  # fmt: skip
    await tx.run("update funder_invoice set sent_at = now(), sent_to = :to where id = :id", to=to.email, id=invoice.id)


# ---- settling: for the bank ------------------------------------------------------------------------------------------


async def open_lines(tx: Tx, id: UUID) -> list[tuple[UUID, UUID, int]]:
    """(line, lot, open cents) of an invoice, in the order in which money settles them. Locks it until the end."""
    await tx.get(FunderInvoice, id, lock=True)
    found = await tx.rows("select line_id, lot_id, open_cents from polder.open_invoice_lines(:id)", id=id)
    return [(row.line_id, row.lot_id, row.open_cents) for row in found]


async def apply_payment(
    tx: Tx, id: UUID, entry: UUID, parts: Mapping[UUID, int], *, kind: str = "payment", reason: str | None = None
) -> None:
    """What an entry settled of an invoice: line → cents. The entry has been posted in this transaction or before.

    `kind`: payment (what the bank kept as fee included), rounding, or overpayment. Below zero for a reversal, which needs
    a reason. The invoice moves to where its settlements put it.
    """
    tx.require("ledger.post")
    for line, cents in parts.items():
        await tx.add(InvoiceSettlement(invoice_id=id, line_id=line, kind=kind, amount_cents=cents, entry_id=entry))
    await follow(tx, id, reason)


STANDING = """
select i.state, i.kind, i.sent_at is not null as out, polder.invoice_open(i.id) as open,
  polder.invoice_settled(i.id, 'payment', 'rounding') as received, polder.invoice_settled(i.id, 'overpayment') as over,
  polder.invoice_written_off(i.id) as written_off
from funder_invoice i where i.id = :id for update
"""


# Who must know that what is open of an invoice, or may still be asked of its lots, has changed; they register here.
WATCHERS: list[Callable[[Tx, UUID], Awaitable[None]]] = []


async def _changed(tx: Tx, id: UUID) -> None:
    await tx.flush()
    for watcher in WATCHERS:
        await watcher(tx, id)


async def follow(tx: Tx, id: UUID, reason: str | None = None) -> None:
    """Move an invoice to the state that its settlements say it has."""
    await tx.flush()
    (found,) = await tx.rows(STANDING, id=id)
    if found.open == 0 and found.written_off > 0:
        target = "written_off"
    elif found.open == 0 and found.over > 0:
        target = "overpaid"
    elif found.open == 0:
        target = "paid" if found.received > 0 else "credited"
    else:
        target = "partly_paid" if found.received > 0 else "sent"
    if found.state != target:
        move = next(
            m for m in INVOICE.moves if m.name in FOLLOWS and found.state in m.origins and str(m.target) == target
        )
        await perform(tx, INVOICE, id, move.name, reason=reason, version=None)
    await _changed(tx, id)


FOLLOWS = ("pay_partly", "pay", "overpay", "return_excess", "reopen", "reopen_partly", "credit", "close_written_off")


# ---- rules -----------------------------------------------------------------------------------------------------------


async def propose_rule(tx: Tx, values: dict[str, Any]) -> InvoiceRule:
    """The next version of a figure; in force when another confirms it."""
    return await tx.add(InvoiceRule(**values))


async def change_rule(tx: Tx, id: UUID, version: int, values: dict[str, Any]) -> None:
    await money_rules.change(tx, await tx.get(InvoiceRule, id, lock=True, version=version), values)


# ---- writing off -----------------------------------------------------------------------------------------------------


async def agree_write_off(tx: Tx, id: UUID, reason: str) -> None:
    """Agree that what is open now will not be paid; above the limit, somebody else must before it is written off."""
    invoice = await tx.get(FunderInvoice, id)
    tx.require("invoice.agree")
    still_open = await tx.scalar("select polder.invoice_open(:id)", id=id)
    if invoice.state not in ("sent", "partly_paid") or invoice.kind != "invoice":
        raise problems.conflict("nothing-open", NOTHING_OPEN)
    await tx.add(WriteOffConsent(invoice_id=id, amount_cents=still_open, reason=reason))


async def written_off(tx: Tx, id: UUID) -> None:
    """Book what will not be paid, and close the lines with it."""
    invoice = await tx.get(FunderInvoice, id)
    lines = [line for line in await open_lines(tx, id) if line[2]]
    posted = [line for _, lot, cents in lines for line in ledger.written_off(lot, cents)]
    before = await tx.scalar("select count(*) from move_entry where record_id = :id and move = 'write_off'", id=id)
    entry = await _post(tx, invoice, Event.write_off, posted, None, f":{before}")
    for line, _, cents in lines:
        await tx.add(
            InvoiceSettlement(invoice_id=id, line_id=line, kind="write_off", amount_cents=cents, entry_id=entry)
        )
    await _changed(tx, id)


async def recovered(tx: Tx, id: UUID) -> None:
    """The write-off is taken back: the funder will pay after all."""
    back = await tx.scalar("select polder.recover_write_off(:id)", id=id)
    await tx.run(
        """insert into invoice_settlement (invoice_id, line_id, kind, amount_cents, entry_id)
           select s.invoice_id, s.line_id, s.kind, -s.amount_cents, e.id
           from journal_entry e join invoice_settlement s on s.entry_id = e.reverses_id where e.id = any(:back)""",
        back=back,
    )
    await follow(tx, id)


# What a move brings about beside the new state, in the same transaction.
EFFECTS = {"validate": validated, "send": sent, "write_off": written_off, "recover": recovered}

__all__ = ["EFFECTS", "apply_payment", "follow", "open_lines", "rules"]
