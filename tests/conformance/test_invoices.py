"""E-invoices that this project did not write, judged as we judge our own; and our own, judged by the official rules."""

import time
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from polder.funding.invoices import official, schematron, ubl
from polder.funding.invoices.equality import differences
from polder.funding.invoices.ubl import NAMES, Line, Paper
from tests.conformance import material
from tests.funding.invoices.test_ubl import BUYERS, SELLER_PARTY, paper

pytestmark = pytest.mark.timeout(120)
WANTED = {"success": None, "error": "fatal", "warning": "warning"}


def rules() -> Path:
    return material.path("e-invoices/schematron")


def peppol(document: bytes) -> list[official.Finding]:
    """Every finding of EN 16931 and Peppol BIS Billing 3.0."""
    return [
        found
        for schema, _ in official.schemas(str(rules()), ["peppol"])
        for found in official.findings(schema, document)
    ]


def examples(folder: str) -> list[Path]:
    return sorted(material.path(f"e-invoices/{folder}").glob("*.xml"))


def text_of(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def test_every_rule_gives_the_verdict_that_its_own_tests_expect(
    record_property: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    began = time.monotonic()
    wrong, counted, judged = [], Counter[str](), dict[tuple[str, bytes], list[official.Finding]]()
    for case in material.rule_cases():
        counted[case.verdict] += 1
        asked = (case.schema, case.document)
        if asked not in judged:
            judged[asked] = official.findings(rules() / case.schema, case.document)
        found = [finding.flag for finding in judged[asked] if finding.rule == case.rule]
        wanted = WANTED[case.verdict]
        if found != ([] if wanted is None else [wanted] * case.times):
            wrong.append(f"{case.file} {case.number}: {case.rule} must be {case.verdict} × {case.times}, is {found}")
    took = time.monotonic() - began
    assert wrong == []
    assert min(counted.values()) > 10
    record_property("cases", sum(counted.values()))
    record_property("seconds", round(took, 2))
    with capsys.disabled():
        print(f"\n  e-invoices: {sum(counted.values())} cases of rules {dict(counted)} in {took:.1f} s")


def test_whole_examples_are_accepted_by_the_schema_and_by_the_rules_that_they_are_examples_of() -> None:
    schemas = {what: material.invoice_schema(what) for what in ("Invoice", "CreditNote")}
    core, counted = rules() / "en16931/EN16931-UBL-validation-preprocessed.sch", 0
    for folder in ("peppol-examples", "en16931-examples", "en16931-testfiles"):
        for file in examples(folder):
            root = etree.fromstring(file.read_bytes(), ubl.parser())
            schemas[etree.QName(root).localname].assertValid(root)
            found = peppol(text_of(root)) if folder == "peppol-examples" else official.findings(core, text_of(root))
            assert found == [], file.name
            counted += 1
    assert counted == 27


# Of the guide's own examples, these do not add up: quantity times price is another amount (PEPPOL-EN16931-R120), or is
# rounded the wrong way.
WRONG_LINES = {
    "guide-example3.xml": 2,
    "ubl-tc434-example2.xml": 1,
    "ubl-tc434-example3.xml": 2,
    "BIS_Billing_30-Rantefaktura_Enkel.xml": 1,
}


def test_our_own_checks_agree_with_every_example_that_adds_up() -> None:
    for folder in ("peppol-examples", "en16931-examples", "en16931-testfiles"):
        for file in examples(folder):
            found = differences(etree.fromstring(file.read_bytes(), ubl.parser()))
            assert [finding.rule for finding in found] == ["POLDER-EQ-10"] * WRONG_LINES.get(file.name, 0), file.name


AMOUNTS = [
    "cac:LegalMonetaryTotal/*",
    "cac:TaxTotal/cbc:TaxAmount",
    "cac:TaxTotal/cac:TaxSubtotal/cbc:TaxableAmount",
    "cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount",
    "cac:InvoiceLine/cbc:LineExtensionAmount",
    "cac:CreditNoteLine/cbc:LineExtensionAmount",
]


def test_one_cent_too_much_or_too_little_in_any_total_is_found_by_us_also_where_the_rules_let_it_through(
    capsys: pytest.CaptureFixture[str],
) -> None:
    wrong, missed = 0, 0
    documents = [file.read_bytes() for file in examples("peppol-examples")] + [ubl.written(paper(1, 25_000_050))]
    for document in documents:
        root = etree.fromstring(document, ubl.parser())
        currency = root.findtext("cbc:DocumentCurrencyCode", namespaces=NAMES)
        # VAT in the currency of the books (BT-111) follows from a rate that is not in the document.
        amounts = [a for path in AMOUNTS for a in root.findall(path, NAMES) if a.get("currencyID") == currency]
        for amount in amounts:
            right = amount.text
            for cent in (Decimal("0.01"), Decimal("-0.01")):
                amount.text = str(Decimal(right.strip()) + cent)
                wrong += 1
                assert differences(root), f"{amount.getroottree().getpath(amount)} may be {amount.text}"
                missed += not [finding for finding in peppol(text_of(root)) if finding.flag == "fatal"]
            amount.text = right
    assert missed > 0  # or our own checks would be of no use
    with capsys.disabled():
        print(f"\n  e-invoices: {wrong} one-cent errors, all found by us, {missed} let through by the official rules")


PAPERS = st.builds(
    lambda lines, buyer, order, note, credits, oin: Paper(
        number="2026-F123-0001", issued_on=date(2026, 3, 2), due_on=date(2026, 4, 1), rf_reference="RF912026F1230001",
        agreement="C-2026-001", order_number=order, note=note, terms="30 days", credits="2026-F123-0002" if credits else None,
        seller={**SELLER_PARTY, **({"oin": "00000001234567890000"} if oin else {})}, buyer=buyer,
        lines=[Line(n, text, cents) for n, (text, cents) in enumerate(lines, start=1)],
    ),
    st.lists(st.tuples(st.text(min_size=1, max_size=20).map(lambda text: f"Termijn {text}"), st.integers(1, 10**12)),
             min_size=1, max_size=6),
    st.sampled_from(BUYERS), st.none() | st.just("PO 4711"), st.none() | st.text(max_size=30), st.booleans(), st.booleans(),
)  # fmt: skip
SCHEMAS: dict[str, Any] = {}


@settings(max_examples=25)
@given(PAPERS)
def test_what_we_write_passes_the_schema_and_every_official_rule_without_a_warning(made: Paper) -> None:
    if not SCHEMAS:
        SCHEMAS.update({what: material.invoice_schema(what) for what in ("Invoice", "CreditNote")})
    for profile in ubl.PROFILES:
        document = ubl.written(made, profile)
        root = etree.fromstring(document, ubl.parser())
        SCHEMAS[etree.QName(root).localname].assertValid(root)
        assert differences(root) == []
        for schema, _ in official.schemas(str(rules()), [profile]):
            assert official.findings(schema, document) == [], schema.name


async def test_the_verdict_names_what_was_asked_and_what_was_found() -> None:
    good = ubl.written(paper(1, 100))
    verdict = await official.judge(good, str(rules()), tuple(ubl.PROFILES))
    assert list(verdict.rules) == [
        "polder", "peppol/CEN-EN16931-UBL.sch", "peppol/PEPPOL-EN16931-UBL.sch", "nlcius/si-ubl-2.0.sch",
    ]  # fmt: skip
    assert verdict.findings == ()
    root = etree.fromstring(good, ubl.parser())
    root.remove(root.find("cbc:BuyerReference", NAMES))
    root.find("cac:LegalMonetaryTotal/cbc:PayableAmount", NAMES).text = "1.02"
    verdict = await official.judge(text_of(root), str(rules()), tuple(ubl.PROFILES))
    found = {finding.rule: finding for finding in verdict.fatal}
    assert {"POLDER-EQ-09", "BR-CO-16", "PEPPOL-EN16931-R003", "BR-NL-2"} <= set(found)
    assert found["POLDER-EQ-09"].text == "PayableAmount is 1.02 and must be 1.01."
    assert found["BR-NL-2"].text.startswith("[BR-NL-2] For suppliers in the Netherlands")
    assert found["PEPPOL-EN16931-R003"].place == "/Invoice"


def test_a_schema_that_cannot_be_read_says_which_and_why(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    folder.mkdir()
    (tmp_path / "secret.sch").write_text('<pattern xmlns="http://purl.oclc.org/dsdl/schematron"/>')
    outside = folder / "outside.sch"
    outside.write_text('<schema xmlns="http://purl.oclc.org/dsdl/schematron"><include href="../secret.sch"/></schema>')
    with pytest.raises(schematron.SchematronError, match=r"secret\.sch lies outside"):
        schematron.compiled(outside)
    (folder / "no.sch").write_text("<schema/>")
    with pytest.raises(schematron.SchematronError, match=r"no\.sch is no Schematron"):
        schematron.compiled(folder / "no.sch")
    with pytest.raises(schematron.SchematronError, match=r"absent\.sch"):
        schematron.compiled(folder / "absent.sch")
