"""What things of the bank are called in files and in the audit trail, and what is said when something is refused."""

from polder.funding.agreements.rules import MOST_CENTS
from polder.funding.bank import rules
from polder.funding.bank.lifecycle import SET_ASIDE, UNDONE
from polder.funding.bank.tables import DifferenceKind, ImportOutcome, SettlementKind
from polder.kernel import operations
from polder.kernel.notation import euros
from polder.kernel.problems import FieldProblem
from polder.kernel.web import CHECKS, REFUSALS
from polder.kernel.words import Words

OUTCOMES = {
    ImportOutcome.imported: Words(nl="ingelezen", en="imported"),
    ImportOutcome.refused: Words(nl="geweigerd", en="refused"),
}
SETTLEMENT_KINDS = {
    SettlementKind.invoice: Words(nl="factuur", en="invoice"),
    SettlementKind.tranche: Words(nl="tranche zonder factuur", en="tranche without an invoice"),
    SettlementKind.decision: Words(nl="voorschot van de overheid", en="public advance"),
    SettlementKind.overpayment: Words(nl="te veel betaald", en="overpayment"),
    SettlementKind.repayment: Words(nl="terugbetaling aan de overheid", en="repayment to the State"),
    SettlementKind.refund: Words(nl="terugbetaling van wat te veel was", en="refund of an overpayment"),
}
DIFFERENCE_KINDS = {
    DifferenceKind.bank_fee: Words(nl="bankkosten", en="bank fee"),
    DifferenceKind.short_payment: Words(nl="te weinig betaald", en="short payment"),
    DifferenceKind.overpayment: Words(nl="te veel betaald", en="overpayment"),
    DifferenceKind.rounding: Words(nl="afronding", en="rounding"),
    DifferenceKind.write_off: Words(nl="afboeking", en="write-off"),
}
operations.TABLES.update(
    bank_account=Words(nl="bankrekening", en="bank account"),
    bank_import=Words(nl="ingelezen bankbestand", en="imported bank file"),
    bank_statement=Words(nl="bankafschrift", en="bank statement"),
    settlement=Words(nl="aflettering", en="settlement"),
    settlement_rule=Words(nl="grens voor het afletteren", en="limit of settling"),
)

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
