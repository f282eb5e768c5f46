"""What things of invoices are called in files and in the audit trail, in both languages, and what the database refuses."""

from polder.funding.invoices.lifecycle import CONDITION_OPEN
from polder.kernel import operations
from polder.kernel.problems import FieldProblem
from polder.kernel.web import CHECKS, REFUSALS
from polder.kernel.words import Words

KINDS = {
    "invoice": Words(nl="factuur", en="invoice"),
    "credit_note": Words(nl="creditnota", en="credit note"),
}
SETTLED = {
    "payment": Words(nl="betaling", en="payment"),
    "rounding": Words(nl="afronding", en="rounding"),
    "credit": Words(nl="creditnota", en="credit note"),
    "write_off": Words(nl="afboeking", en="write-off"),
    "overpayment": Words(nl="te veel betaald", en="overpayment"),
}
operations.TEMPLATES.update(
    invoice_sent=Words(nl="factuur", en="invoice"),
    credit_note_sent=Words(nl="creditnota", en="credit note"),
)
operations.TABLES.update(
    billing_detail=Words(nl="factuurgegevens", en="billing details"),
    funder_invoice=Words(nl="factuur", en="invoice"),
    invoice_line=Words(nl="factuurregel", en="invoice line"),
    invoice_settlement=Words(nl="verrekening", en="settlement of an invoice"),
    invoice_file=Words(nl="e-factuur", en="e-invoice"),
    write_off_consent=Words(nl="instemming met een afboeking", en="agreement with a write-off"),
    invoice_rule=Words(nl="regel voor facturen", en="rule for invoices"),
)
REFUSALS.update(
    invoice_fixed=Words(
        nl="Een vastgestelde factuur blijft zoals zij is. Maak een creditnota en daarna een nieuwe factuur.",
        en="A validated invoice stays as it is. Make a credit note, and then a new invoice.",
    ),
    condition_open=CONDITION_OPEN,
    more_than_open=Words(
        nl="Dit is meer dan er open staat. Laad de pagina opnieuw en kies een lager bedrag.",
        en="This is more than is open. Reload the page and choose a lower amount.",
    ),
    write_off_alone=Words(
        nl="Boven de grens voor afboeken stemt eerst een ander in met precies dit bedrag.",
        en="Above the limit for write-offs, somebody else first agrees with exactly this amount.",
    ),
    written_off_before=Words(
        nl="Van deze factuur is afgeboekt; wat daarvan alsnog komt, is geen schuld. Neem bij de factuur eerst de afboeking terug.",
        en="Some of this invoice was written off; what comes of it after all is no debt. At the invoice, take the write-off back first.",
    ),
    settlement_unfit=Words(
        nl="Deze factuur kan nu niet zo worden verrekend.", en="This invoice cannot be settled like this now."
    ),
    settlement_not_booked=Words(
        nl="Wat er verrekend wordt, is niet zo in het grootboek geboekt.",
        en="What is settled was not booked so in the ledger.",
    ),
    uq_billing_detail_organisation_id=Words(
        nl="Deze financier heeft al factuurgegevens. Wijzig die.",
        en="This funder has billing details already. Change those.",
    ),
    uq_invoice_line_invoice_id_lot_id=Words(
        nl="Een tranche staat er tweemaal. Maak er één regel van.", en="A tranche is named twice. Make it one line."
    ),
)
CHECKS.update(
    lot_not_of_agreement=FieldProblem(
        "lines",
        Words(
            nl="Een tranche hoort niet bij deze overeenkomst, of wordt in natura geleverd.",
            en="A tranche is not of this agreement, or is given in kind.",
        ),
        Words(nl="Kies een tranche in geld.", en="Choose one that is paid in money."),
    ),
    invoice_number_given=FieldProblem(
        "number",
        Words(
            nl="Nummer, kenmerk en dagen geeft de gegevensbank bij het vaststellen.",
            en="Number, reference and days are given by the database when it is validated.",
        ),
        Words(nl="Laat ze leeg.", en="Leave them empty."),
    ),
    invoice_of_another=FieldProblem(
        "agreement_id",
        Words(
            nl="De overeenkomst, de financier en de factuur horen niet bij elkaar.",
            en="The agreement, the funder and the invoice do not belong together.",
        ),
        Words(nl="Kies de overeenkomst van deze financier.", en="Choose the agreement of this funder."),
    ),
    lot_not_invoiced=FieldProblem(
        "lines",
        Words(
            nl="Deze tranche staat niet op de factuur die u crediteert.",
            en="This tranche is not on the invoice that you credit.",
        ),
        Words(nl="Haal de regel weg.", en="Take the line out."),
    ),
    credited_too_much=FieldProblem(
        "lines",
        Words(nl="Een regel neemt meer terug dan er van open staat.", en="A line takes back more than is open of it."),
        Words(nl="Laad de pagina opnieuw en vul minder in.", en="Reload the page, and fill in less."),
    ),
    ck_funder_invoice_due_on=FieldProblem(
        "due_on",
        Words(nl="De vervaldag ligt vóór de factuurdatum.", en="The due day is before the day of the invoice."),
        Words(nl="Kies een latere dag, of laat hem leeg.", en="Choose a later day, or leave it empty."),
    ),
)
