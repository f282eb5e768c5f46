"""An invoice or credit note as UBL 2.1, in the profile Peppol BIS Billing 3.0 or NLCIUS: the two differ in one element.

Under VAT category O neither party's VAT number may stand in it (EN 16931, BR-O-02); it is on the PDF. NLCIUS prefers the
reason of an exemption to its code (BR-NL-35).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml import etree

from polder.funding.invoices import parties, rules

NAMES = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
}
ROOT = "urn:oasis:names:specification:ubl:schema:xsd:{}-2"
PROFILES = {
    "peppol": "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0",
    "nlcius": "urn:cen.eu:en16931:2017#compliant#urn:fdc:nen.nl:nlcius:v1.0",
}
BILLING = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
CURRENCY, EACH, TRANSFER = "EUR", "C62", "30"  # ISO 4217; UN/ECE recommendation 20; UNCL4461: credit transfer
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Line:
    position: int
    description: str
    cents: int


@dataclass(frozen=True)
class Paper:
    """What one invoice or credit note says. `credits`: the number of the invoice that a credit note takes back."""

    number: str
    issued_on: date
    due_on: date | None
    rf_reference: str
    agreement: str
    order_number: str | None
    note: str | None
    terms: str
    seller: dict[str, Any]
    buyer: dict[str, Any]
    lines: Sequence[Line]
    credits: str | None = None
    language: str = "nl"


class _Writer:
    """Appends elements to one parent; nothing empty is written (PEPPOL-EN16931-R008)."""

    def __init__(self, element: Any) -> None:
        self.element = element

    def put(self, name: str, value: str | None, **attributes: str) -> None:
        text = _UNWRITABLE.sub(" ", value or "").strip()
        if text:
            made = etree.SubElement(self.element, f"{{{NAMES['cbc']}}}{name}", attributes)
            made.text = text

    def group(self, name: str) -> "_Writer":
        return _Writer(etree.SubElement(self.element, f"{{{NAMES['cac']}}}{name}"))

    def amount(self, name: str, cents: int) -> None:
        self.put(name, rules.euros(cents), currencyID=CURRENCY)


def written(paper: Paper, profile: str = "peppol") -> bytes:
    """The document, UTF-8."""
    what, type_code = ("CreditNote", "381") if paper.credits else ("Invoice", "380")
    spaces: dict[Any, str] = {None: ROOT.format(what), **NAMES}
    root = etree.Element(f"{{{ROOT.format(what)}}}{what}", nsmap=spaces)
    out, found = _Writer(root), rules.totals(line.cents for line in paper.lines)
    out.put("CustomizationID", PROFILES[profile])
    out.put("ProfileID", BILLING)
    out.put("ID", paper.number)
    out.put("IssueDate", paper.issued_on.isoformat())
    if paper.due_on and not paper.credits:
        out.put("DueDate", paper.due_on.isoformat())
    out.put(f"{what}TypeCode", type_code)
    out.put("Note", paper.note)
    out.put("DocumentCurrencyCode", CURRENCY)
    out.put("BuyerReference", paper.agreement)
    if paper.order_number:
        out.group("OrderReference").put("ID", paper.order_number)
    if paper.credits:
        out.group("BillingReference").group("InvoiceDocumentReference").put("ID", paper.credits)
    out.group("ContractDocumentReference").put("ID", paper.agreement)
    _party(out.group("AccountingSupplierParty").group("Party"), paper.seller)
    _party(out.group("AccountingCustomerParty").group("Party"), paper.buyer)
    _payment(out, paper)
    tax = out.group("TaxTotal")
    tax.amount("TaxAmount", found.vat)
    subtotal = tax.group("TaxSubtotal")
    subtotal.amount("TaxableAmount", found.without_vat)
    subtotal.amount("TaxAmount", found.vat)
    _outside_vat(subtotal.group("TaxCategory"), rules.EXEMPTION.in_(paper.language))
    total = out.group("LegalMonetaryTotal")
    total.amount("LineExtensionAmount", found.lines)
    total.amount("TaxExclusiveAmount", found.without_vat)
    total.amount("TaxInclusiveAmount", found.with_vat)
    total.amount("PayableAmount", found.payable)
    for line in paper.lines:
        _line(out.group(f"{what}Line"), "CreditedQuantity" if paper.credits else "InvoicedQuantity", line)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _party(out: _Writer, party: dict[str, Any]) -> None:
    scheme, number = parties.address(party)
    out.put("EndpointID", number, schemeID=scheme)
    out.group("PartyName").put("Name", party["name"])
    place = out.group("PostalAddress")
    place.put("StreetName", party["street"])
    place.put("CityName", party["city"])
    place.put("PostalZone", party["postal_code"])
    place.group("Country").put("IdentificationCode", party["country"])
    entity = out.group("PartyLegalEntity")
    entity.put("RegistrationName", party["name"])
    if registered := parties.registration(party):
        entity.put("CompanyID", registered[1], schemeID=registered[0])
    reached = {"Name": party.get("contact_name"), "Telephone": party.get("phone"), "ElectronicMail": party.get("email")}
    if any(reached.values()):
        contact = out.group("Contact")
        for name, value in reached.items():
            contact.put(name, value)


def _payment(out: _Writer, paper: Paper) -> None:
    means = out.group("PaymentMeans")
    means.put("PaymentMeansCode", TRANSFER)
    means.put("PaymentID", paper.rf_reference)
    account = means.group("PayeeFinancialAccount")
    account.put("ID", paper.seller["iban"])
    account.group("FinancialInstitutionBranch").put("ID", paper.seller["bic"])
    out.group("PaymentTerms").put("Note", paper.terms)


def _outside_vat(out: _Writer, reason: str | None = None) -> None:
    out.put("ID", rules.OUTSIDE_VAT)
    out.put("TaxExemptionReason", reason)
    out.group("TaxScheme").put("ID", "VAT")


def _line(out: _Writer, quantity: str, line: Line) -> None:
    out.put("ID", str(line.position))
    out.put(quantity, "1", unitCode=EACH)
    out.amount("LineExtensionAmount", line.cents)
    item = out.group("Item")
    item.put("Name", line.description)
    _outside_vat(item.group("ClassifiedTaxCategory"))
    out.group("Price").amount("PriceAmount", line.cents)


def in_profile(document: bytes, profile: str) -> bytes:
    """The same document in another profile."""
    root = etree.fromstring(document, parser())
    root.find(f"{{{NAMES['cbc']}}}CustomizationID").text = PROFILES[profile]
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def parser() -> Any:
    """Reads XML of strangers: no DTD, no entities, no network."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
