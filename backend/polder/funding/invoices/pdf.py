"""An invoice or credit note as PDF, in Dutch or English, in the institute's style."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from babel import Locale

from polder.funding.invoices import rules
from polder.kernel import notation
from polder.kernel.words import Words

FACTS = """
select json_build_object('number', i.number_text, 'kind', i.kind, 'issued_on', i.issued_on, 'due_on', i.due_on,
  'rf_reference', i.rf_reference, 'order_number', i.order_number, 'note', i.note, 'language', i.language, 'amount_cents', i.amount_cents,
  'agreement', a.reference, 'agreement_title', a.title, 'credits', c.number_text, 'seller', f.seller, 'buyer', f.buyer,
  'lines', (select json_agg(json_build_object('position', l.position, 'nl', l.description_nl, 'en', l.description_en,
     'cents', l.amount_cents) order by l.position) from invoice_line l where l.invoice_id = i.id))::text
from funder_invoice i join agreement a on a.id = i.agreement_id join invoice_file f on f.invoice_id = i.id
  left join funder_invoice c on c.id = i.credits_id where i.id = {}
"""
TERMS = Words(
    nl="Te betalen uiterlijk {due} op {iban} ({bic}) onder vermelding van {reference}.",
    en="To be paid by {due} to {iban} ({bic}), naming {reference}.",
)
SET_OFF = Words(
    nl="Deze creditnota vermindert factuur {credits}; u hoeft niets te betalen.",
    en="This credit note reduces invoice {credits}; nothing is to be paid.",
)
NO_VAT = Words(
    nl="Een bijdrage zonder tegenprestatie valt buiten de btw.",
    en="A contribution without anything in return is outside the scope of VAT.",
)


def day(value: str | date, language: str) -> str:
    return notation.day(value).in_(language)


def money(cents: int, language: str) -> str:
    return notation.euros(cents).in_(language)


def terms(found: Mapping[str, Any], language: str) -> str:
    """How it is paid, in one sentence: on the PDF and in the e-invoice."""
    if found["kind"] == "credit_note":
        return SET_OFF.in_(language).format(credits=found["credits"])
    seller = found["seller"]
    return TERMS.in_(language).format(
        due=day(found["due_on"], language),
        iban=rules.shown_iban(seller["iban"]),
        bic=seller["bic"],
        reference=rules.shown_reference(found["rf_reference"]),
    )


def invoice_pdf(found: dict[str, Any], language: str) -> bytes:
    """The file, from FACTS. Takes tenths of a second: run it in a thread."""
    from polder.kernel.pdf.document import Document

    def t(nl: str, en: str) -> str:
        return nl if language == "nl" else en

    seller, buyer = found["seller"], found["buyer"]
    name = t("Creditnota", "Credit note") if found["kind"] == "credit_note" else t("Factuur", "Invoice")
    made = Document(f"{name} {found['number']}", language, seller["name"], f"{seller['name']} · {found['number']}")
    made.paragraph(seller["name"], strong=True)
    made.paragraph(" · ".join(_place(seller, language)), soft=True)
    made.heading(f"{name} {found['number']}")
    made.rule()
    for text in (buyer["name"], buyer["contact_name"], *_place(buyer, language)):
        if text:
            made.paragraph(text)
    made.space(8)
    made.facts(_facts(found, language, t))
    made.heading(t("Bedragen", "Amounts"), level=2)
    for line in found["lines"]:
        made.amount(f"{line['position']}. {line[language]}", money(line["cents"], language))
    made.rule()
    made.amount(t("Subtotaal", "Subtotal"), money(found["amount_cents"], language))
    made.amount(t("Btw (niet van toepassing)", "VAT (not applicable)"), money(0, language))
    made.amount(
        t("Totaal gecrediteerd", "Total credited") if found["credits"] else t("Te betalen", "To be paid"),
        money(found["amount_cents"], language),
        strong=True,
    )
    made.space(8)
    made.paragraph(terms(found, language))
    made.paragraph(NO_VAT.in_(language))
    if found["note"]:
        made.paragraph(found["note"])
    made.rule()
    made.facts(_sender(seller, t))
    return bytes(made)


def _place(party: dict[str, Any], language: str) -> list[str]:
    country = Locale.parse(language).territories.get(party["country"], party["country"])
    return [party["street"], f"{party['postal_code']} {party['city']}", country]


def _facts(found: dict[str, Any], language: str, t: Callable[[str, str], str]) -> list[tuple[str, str]]:
    facts = [(t("Datum", "Date"), day(found["issued_on"], language))]
    if found["due_on"]:
        facts.append((t("Vervaldag", "Due"), day(found["due_on"], language)))
    facts.append((t("Overeenkomst", "Agreement"), f"{found['agreement']} · {found['agreement_title']}"))
    if found["credits"]:
        facts.append((t("Crediteert", "Credits"), found["credits"]))
    if found["order_number"]:
        facts.append((t("Ordernummer", "Order number"), found["order_number"]))
    facts.append((t("Betalingskenmerk", "Payment reference"), rules.shown_reference(found["rf_reference"])))
    return facts


def _sender(seller: dict[str, Any], t: Callable[[str, str], str]) -> list[tuple[str, str]]:
    labels = (
        ("iban", "IBAN"), ("bic", "BIC"), ("kvk", t("KvK", "Trade register")), ("oin", "OIN"),
        ("vat_number", t("Btw-nummer", "VAT number")), ("email", "E-mail"), ("phone", t("Telefoon", "Telephone")),
    )  # fmt: skip
    shown = {**seller, "iban": rules.shown_iban(seller["iban"])}
    return [(label, shown[name]) for name, label in labels if shown.get(name)]
