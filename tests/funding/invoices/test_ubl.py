"""The e-invoice as we write it, and our own checks of any e-invoice."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from stdnum import iso11649

from polder.funding.invoices import rules, ubl
from polder.funding.invoices.equality import differences
from polder.funding.invoices.ubl import NAMES, Line, Paper

SELLER_PARTY = {
    "name": "ELLIS Instituut Polder", "street": "Veendijk 12", "postal_code": "1099 ZZ", "city": "Amsterdam", "country": "NL",
    "kvk": "99012345", "oin": None, "vat_number": "NL999012347B49", "iban": "NL91ABNA0417164300", "bic": "ABNANL2A",
    "email": "facturen@polder.example", "phone": "+31 20 555 01 00",
}  # fmt: skip
COMPANY = {
    "name": "Deltawerk Robotica B.V.", "street": "Deltaweg 1", "postal_code": "5612 AB", "city": "Eindhoven", "country": "NL",
    "kvk": "12345678", "oin": None, "peppol_id": None, "contact_name": "Crediteuren", "email": "ap@deltawerk.example",
}  # fmt: skip
STATE = {
    **COMPANY,
    "name": "Ministerie van Voorbeelden",
    "kvk": None,
    "oin": "00000001003214345000",
    "contact_name": None,
}
FOREIGN = {**COMPANY, "name": "Beispiel GmbH & Co. <KG>", "country": "DE", "kvk": None, "peppol_id": "9930:DE123456789"}
BUYERS = [COMPANY, STATE, FOREIGN]


def paper(*cents: int, **values: object) -> Paper:
    usual = {
        "number": "2026-F123-0001", "issued_on": date(2026, 3, 2), "due_on": date(2026, 4, 1), "rf_reference": "RF91X",
        "agreement": "C-2026-001", "order_number": None, "note": None, "terms": "30 days", "seller": SELLER_PARTY,
        "buyer": COMPANY, "lines": [Line(n, f"Termijn {n}", amount) for n, amount in enumerate(cents, start=1)],
    }  # fmt: skip
    return Paper(**{**usual, **values})  # type: ignore[arg-type]


def text(document: bytes, path: str) -> str | None:
    found: str | None = etree.fromstring(document).findtext(path, namespaces=NAMES)
    return found


@given(st.lists(st.integers(1, 10**13), min_size=1, max_size=20))
def test_the_totals_are_the_sum_of_the_lines_whatever_the_amounts(cents: list[int]) -> None:
    document = ubl.written(paper(*cents))
    assert differences(etree.fromstring(document)) == []
    assert text(document, "cac:LegalMonetaryTotal/cbc:PayableAmount") == rules.euros(sum(cents))
    assert text(document, "cac:TaxTotal/cbc:TaxAmount") == "0.00"


TOTALS = [
    ("cac:LegalMonetaryTotal/cbc:LineExtensionAmount", "POLDER-EQ-01"),
    ("cac:LegalMonetaryTotal/cbc:TaxExclusiveAmount", "POLDER-EQ-04"),
    ("cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount", "POLDER-EQ-08"),
    ("cac:LegalMonetaryTotal/cbc:PayableAmount", "POLDER-EQ-09"),
    ("cac:TaxTotal/cbc:TaxAmount", "POLDER-EQ-05"),
    ("cac:TaxTotal/cac:TaxSubtotal/cbc:TaxableAmount", "POLDER-EQ-06"),
    ("cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount", "POLDER-EQ-07"),
    ("cac:InvoiceLine/cbc:LineExtensionAmount", "POLDER-EQ-10"),
]


@given(st.lists(st.integers(1, 10**13), min_size=1, max_size=5), st.sampled_from(TOTALS), st.sampled_from([1, -1]))
def test_one_cent_more_or_less_is_found_by_the_rule_that_names_that_total(
    cents: list[int], total: tuple[str, str], by: int
) -> None:
    path, rule = total
    root = etree.fromstring(ubl.written(paper(*cents)))
    amount = root.find(path, NAMES)
    amount.text = rules.euros(rules.cents_of(amount.text) + by)
    assert rule in [finding.rule for finding in differences(root)]


def test_an_amount_that_is_no_number_is_a_finding_and_no_crash() -> None:
    root = etree.fromstring(ubl.written(paper(100)))
    root.find("cac:LegalMonetaryTotal/cbc:PayableAmount", NAMES).text = "één euro"
    assert [finding.rule for finding in differences(root)] == ["POLDER-EQ-00"]


def test_neither_vat_number_stands_in_an_invoice_outside_the_scope_of_vat() -> None:
    document = ubl.written(paper(100))
    assert b"NL999012347B49" not in document
    assert text(document, "cac:InvoiceLine/cac:Item/cac:ClassifiedTaxCategory/cbc:ID") == "O"
    assert text(document, "cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:Percent") is None


def test_a_credit_note_names_what_it_takes_back_and_has_no_due_day() -> None:
    document = ubl.written(paper(100, credits="2026-F123-0007"))
    assert etree.QName(etree.fromstring(document)).localname == "CreditNote"
    assert text(document, "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID") == "2026-F123-0007"
    assert text(document, "cbc:DueDate") is None
    assert text(document, "cac:CreditNoteLine/cbc:CreditedQuantity") == "1"
    reason = "cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:TaxExemptionReason"
    assert text(document, reason) == "Bijdrage zonder tegenprestatie: valt niet onder de btw"
    assert text(ubl.written(paper(100, language="en")), reason) == rules.EXEMPTION.en


def test_who_is_asked_is_known_by_oin_kvk_or_peppol_id() -> None:
    where = "cac:AccountingCustomerParty/cac:Party/cbc:EndpointID"
    found = [etree.fromstring(ubl.written(paper(1, buyer=buyer))).find(where, NAMES) for buyer in BUYERS]
    assert [(end.get("schemeID"), end.text) for end in found] == [
        ("0106", "12345678"), ("0190", "00000001003214345000"), ("9930", "DE123456789"),
    ]  # fmt: skip


def test_what_xml_cannot_hold_is_left_out_and_what_is_markup_is_written_as_text() -> None:
    document = ubl.written(paper(1, note="a\x01b <b>&\ud800", order_number=" \x02 "))
    assert text(document, "cbc:Note") == "a b <b>&"


@pytest.mark.parametrize(
    ("cents", "written"), [(0, "0.00"), (1, "0.01"), (-1, "-0.01"), (100, "1.00"), (-12345, "-123.45")]
)
def test_cents_are_written_as_euros_and_read_back(cents: int, written: str) -> None:
    assert rules.euros(cents) == written
    assert rules.cents_of(written) == cents


@pytest.mark.parametrize("wrong", ["0.001", "1.005", "NaN", "", "x"])
def test_what_is_no_amount_in_cents_is_refused(wrong: str) -> None:
    with pytest.raises((ValueError, ArithmeticError)):
        rules.cents_of(wrong)


@given(st.lists(st.integers(0, 10**9), max_size=8), st.integers(0, 10**10))
def test_money_settles_lines_in_their_order_and_nothing_of_it_is_lost(still_open: list[int], received: int) -> None:
    parts, rest = rules.settle_lines(list(enumerate(still_open)), received)
    assert sum(cents for _, cents in parts) + rest == received
    assert all(0 < cents <= still_open[line] for line, cents in parts)
    assert rest == max(received - sum(still_open), 0)
    before_last = still_open[: parts[-1][0]] if parts else []
    assert all(dict(parts).get(line, 0) == cents for line, cents in enumerate(before_last))


def test_a_reference_is_shown_in_groups_of_four() -> None:
    assert iso11649.is_valid("RF022026F6840001")
    assert rules.shown_reference("RF022026F6840001") == "RF02 2026 F684 0001"


def test_vat_is_rounded_half_up_per_rate() -> None:
    """EN 16931 part 1, 6.4.3: 0.50 at 21 % is 0.105, and that is 0.11."""
    root = etree.fromstring(ubl.written(paper(50)))
    for category in root.iter(f"{{{NAMES['cac']}}}TaxCategory", f"{{{NAMES['cac']}}}ClassifiedTaxCategory"):
        category.find("cbc:ID", NAMES).text = "S"
        percent = etree.Element(f"{{{NAMES['cbc']}}}Percent")
        percent.text = "21"
        category.insert(1, percent)
    for path, amount in (("cac:TaxTotal/cbc:TaxAmount", "0.11"), ("cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount", "0.11"),
                         ("cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount", "0.61"),
                         ("cac:LegalMonetaryTotal/cbc:PayableAmount", "0.61")):  # fmt: skip
        root.find(path, NAMES).text = amount
    assert differences(root) == []
    root.find("cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount", NAMES).text = str(Decimal("0.10"))
    assert {finding.rule for finding in differences(root)} == {"POLDER-EQ-05", "POLDER-EQ-07"}
