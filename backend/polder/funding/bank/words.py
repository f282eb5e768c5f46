"""What things of the bank are called in files and in the audit trail, in both languages."""

from polder.funding.bank.tables import DifferenceKind, ImportOutcome, SettlementKind
from polder.kernel import operations
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
