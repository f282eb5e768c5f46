"""States and moves of invoices and credit notes. What closes an invoice is judged by its settlements, never by hand."""

from polder.funding import money_rules
from polder.funding.invoices.tables import InvoiceState
from polder.kernel.lifecycle import Condition, Lifecycle, Move
from polder.kernel.words import Words


def _w(nl: str, en: str) -> Words:
    return Words(nl=nl, en=en)


S = InvoiceState

has_lines = Condition(
    "has_lines",
    "funder_invoice.amount_cents > 0",
    _w("Noem ten minste één tranche met een bedrag.", "Name at least one tranche with an amount."),
    "lines",
)
billing_known = Condition(
    "billing_known",
    "exists (select from public.billing_detail b where b.organisation_id = funder_invoice.funder_id)",
    _w("Leg eerst de factuurgegevens van de financier vast.", "Record the funder's billing details first."),
    "funder_id",
)
addressed = Condition(
    "addressed",
    "not exists (select from public.billing_detail b where b.organisation_id = funder_invoice.funder_id"
    " and num_nonnulls(b.kvk, b.oin, b.peppol_id) = 0)",
    _w(
        "De factuurgegevens hebben een KvK-nummer, een OIN of een Peppol-ID nodig; daaraan herkent een e-factuur de ontvanger.",
        "The billing details need a KvK number, an OIN or a Peppol ID: by that an e-invoice knows its addressee.",
    ),
    "funder_id",
)
state_named = Condition(
    "state_named",
    "not exists (select from public.organisation o where o.id = funder_invoice.funder_id and o.kind = 'ministry')"
    " or (funder_invoice.order_number is not null and exists (select from public.billing_detail b"
    " where b.organisation_id = funder_invoice.funder_id and b.oin is not null))",
    _w(
        "Een factuur aan de Staat heeft het ordernummer en het OIN van de ontvanger nodig.",
        "An invoice to the State needs the order number and the addressee's OIN.",
    ),
    "order_number",
)
due_ahead = Condition(
    "due_ahead",
    "coalesce(funder_invoice.due_on >= polder.today(), true)",
    _w("De vervaldag is voorbij. Kies een latere, of laat hem leeg.", "The due day has passed. Choose a later one, or leave it empty."),
    "due_on",
)  # fmt: skip
within_open = Condition(
    "within_open",
    "not exists (select from public.invoice_line l where l.invoice_id = funder_invoice.id and l.amount_cents >"
    " case funder_invoice.kind when 'invoice' then polder.lot_invoiceable(l.lot_id)"
    " else polder.line_creditable(funder_invoice.credits_id, l.lot_id) end)",
    _w(
        "Een regel is hoger dan wat er open staat: van de toezegging, of van de factuur die u crediteert.",
        "A line is higher than what is open: of the promise, or of the invoice that you credit.",
    ),
    "lines",
)
CONDITION_OPEN = _w(
    "De voorwaarde van een tranche in deze factuur is nog niet vervuld; zij staat bij de regel. Leg bij de overeenkomst vast"
    " wanneer zij is vervuld, of haal de regel weg.",
    "The condition of a tranche in this invoice has not been met yet; its line names it. Record at the agreement when it was"
    " met, or take the line out.",
)
conditions_met = Condition(
    "conditions_met",
    "funder_invoice.kind = 'credit_note' or polder.conditions_met(funder_invoice.id)",
    CONDITION_OPEN,
    "lines",
)
whole_if_unsent = Condition(
    "whole_if_unsent",
    "funder_invoice.kind = 'invoice' or not exists (select from public.funder_invoice i"
    " where i.id = funder_invoice.credits_id and i.state = 'validated' and i.amount_cents <> funder_invoice.amount_cents)",
    _w(
        "Een factuur die nog niet is verstuurd, crediteert u als geheel.",
        "An invoice that has not been sent yet is credited as a whole.",
    ),
    "lines",
)
written_down = Condition(
    "written_down",
    "exists (select from public.invoice_file f where f.invoice_id = funder_invoice.id)",
    _w("Deze factuur heeft geen bestand. Crediteer haar.", "This invoice has no file. Credit it."),
)
not_taken_back = Condition(
    "not_taken_back",
    "not exists (select from public.funder_invoice c where c.credits_id = funder_invoice.id and c.state = 'validated')",
    _w(
        "Er ligt een vastgestelde creditnota van deze factuur: verstuur die.",
        "There is a validated credit note of this invoice: send that one.",
    ),
)
settled_partly = Condition(
    "settled_partly",
    "polder.invoice_open(funder_invoice.id) > 0 and polder.invoice_settled(funder_invoice.id, 'payment', 'rounding') > 0",
    _w("Er is nog niets van ontvangen, of alles.", "Nothing of it was received, or all."),
)
settled_whole = Condition(
    "settled_whole",
    "polder.invoice_open(funder_invoice.id) = 0"
    " and polder.invoice_settled(funder_invoice.id, 'payment', 'rounding') > 0"
    " and polder.invoice_settled(funder_invoice.id, 'overpayment') = 0",
    _w("De factuur is niet precies voldaan.", "The invoice is not paid exactly."),
)
settled_over = Condition(
    "settled_over",
    "polder.invoice_open(funder_invoice.id) = 0 and polder.invoice_settled(funder_invoice.id, 'overpayment') > 0",
    _w("Er is niet meer ontvangen dan gevraagd.", "No more was received than was asked."),
)
settled_but_written_off = Condition(
    "settled_but_written_off",
    "polder.invoice_open(funder_invoice.id) = 0 and polder.invoice_written_off(funder_invoice.id) > 0",
    _w("Er staat nog iets open, of er is niets afgeboekt.", "Something is still open, or nothing was written off."),
)
taken_back = Condition(
    "taken_back",
    "polder.invoice_open(funder_invoice.id) = 0 and polder.invoice_settled(funder_invoice.id, 'credit') = funder_invoice.amount_cents",
    _w("Maak en verstuur een creditnota voor deze factuur.", "Make and send a credit note for this invoice."),
)
opened_again = Condition(
    "opened_again",
    "polder.invoice_open(funder_invoice.id) > 0 and polder.invoice_settled(funder_invoice.id, 'payment', 'rounding') = 0",
    _w("Draai eerst alle ontvangsten terug.", "Reverse all receipts first."),
)
write_off_stands = Condition(
    "write_off_stands",
    "polder.invoice_written_off(funder_invoice.id) > 0",
    _w("Hiervan is niets afgeboekt.", "Nothing of this was written off."),
)
is_invoice = Condition(
    "is_invoice",
    "funder_invoice.kind = 'invoice'",
    _w("Een creditnota is klaar als zij is verstuurd.", "A credit note is done when it has been sent."),
)
agreed = Condition(
    "agreed",
    "polder.write_off_agreed(funder_invoice.id)",
    _w(
        "Boven de grens voor afboeken moet eerst een ander instemmen met precies wat nu open staat; een instemming geldt voor één afboeking.",
        "Above the limit for write-offs, somebody else must agree first with exactly what is open now; that counts for one write-off.",
    ),
)

OPEN = (S.sent, S.partly_paid)
INVOICE = Lifecycle(
    "funder_invoice",
    "state",
    {
        S.draft: _w("concept", "draft"),
        S.validated: _w("vastgesteld", "validated"),
        S.sent: _w("verstuurd", "sent"),
        S.partly_paid: _w("deels betaald", "partly paid"),
        S.paid: _w("betaald", "paid"),
        S.overpaid: _w("te veel betaald", "overpaid"),
        S.written_off: _w("afgeboekt", "written off"),
        S.credited: _w("gecrediteerd", "credited"),
    },
    Move("validate", S.draft, S.validated, "invoice.write", _w("Vaststellen", "Validate"),
         (has_lines, conditions_met, billing_known, addressed, state_named, due_ahead, within_open, whole_if_unsent)),
    Move("send", S.validated, S.sent, "invoice.send", _w("Versturen", "Send"), (written_down, not_taken_back, conditions_met)),
    Move("pay_partly", S.sent, S.partly_paid, "ledger.post", _w("Deels betaald", "Partly paid"), (is_invoice, settled_partly)),
    Move("pay", OPEN, S.paid, "ledger.post", _w("Betaald", "Paid"), (is_invoice, settled_whole)),
    Move("overpay", (*OPEN, S.paid), S.overpaid, "ledger.post", _w("Te veel betaald", "Overpaid"), (is_invoice, settled_over)),
    Move("return_excess", S.overpaid, S.paid, "ledger.post", _w("Teveel terugbetaald", "Excess returned"), (settled_whole,)),
    Move("reopen", (S.partly_paid, S.paid, S.overpaid, S.written_off), S.sent, "ledger.post", _w("Heropenen", "Reopen"), (opened_again,),
         reason=True),
    Move("reopen_partly", (S.paid, S.overpaid, S.written_off), S.partly_paid, "ledger.post", _w("Deels heropenen", "Reopen partly"),
         (settled_partly,), reason=True),
    Move("write_off", OPEN, S.written_off, "invoice.write_off", _w("Afboeken", "Write off"), (is_invoice, not_taken_back, agreed),
         reason=True),
    Move("close_written_off", OPEN, S.written_off, "ledger.post", _w("Weer afgeboekt", "Written off again"),
         (is_invoice, settled_but_written_off), by_hand=False),
    Move("recover", (S.written_off, *OPEN), S.sent, "invoice.write_off", _w("Afboeking terugnemen", "Take the write-off back"),
         (write_off_stands,), reason=True),
    Move("credit", (S.validated, S.sent), S.credited, "invoice.send", _w("Gecrediteerd", "Credited"), (is_invoice, taken_back)),
    initial=S.draft,
    scope=("funder_id",),
)  # fmt: skip

INVOICE_RULE = money_rules.lifecycle("invoice_rule")
