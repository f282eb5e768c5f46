"""Outside material of ../shared/data: read where it lies, never copied. Its absence is said plainly."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

DATA = Path(__file__).parents[3] / "shared" / "data"


def path(name: str) -> Path:
    """A file or folder of the outside material; skips, naming it, when it is not on this machine."""
    found = DATA / name
    if not found.exists():
        pytest.skip(f"outside material is absent: ../shared/data/{name}")
    return found


def loaded(name: str) -> Any:
    return json.loads(path(name).read_text(encoding="utf-8"))


def strings_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings_in(item)


PARTS = (
    "title",
    "given",
    "given2",
    "surname-prefix",
    "surname-core",
    "surname",
    "surname2",
    "generation",
    "credentials",
)


def names() -> list[str]:
    """The sample people of CLDR in 16 languages, each as one display name, its parts in western order."""
    found = loaded("people/names/cldr-sample-names.json")
    people = [person for locale in found.values() for person in locale["sampleName"].values()]
    return list(dict.fromkeys(" ".join(person[part] for part in PARTS if part in person) for person in people))


def naughty() -> list[str]:
    return list(dict.fromkeys(loaded("hostile/blns.json")))


# ---- e-invoices ------------------------------------------------------------------------------------------------------

RULE_TESTS = "{http://difi.no/xsd/vefa/validator/1.0}"


@dataclass(frozen=True)
class RuleCase:
    """One fragment of an invoice, and what one rule must say of it: success, error or warning, so many times."""

    file: str
    number: int
    rule: str
    verdict: str
    times: int
    document: bytes

    @property
    def schema(self) -> str:
        return "en16931/EN16931-UBL-validation-preprocessed.sch" if self.file.startswith("en16931") else PEPPOL_RULES


PEPPOL_RULES = "peppol/PEPPOL-EN16931-UBL.sch"


def rule_cases() -> Iterator[RuleCase]:
    """Every test of every rule of EN 16931 and Peppol BIS Billing 3.0."""
    folder = path("e-invoices")
    for file in sorted(folder.glob("*-unit-UBL*/*.xml")):
        tests = etree.parse(str(file)).getroot().findall(f"{RULE_TESTS}test")
        for number, test in enumerate(tests, start=1):
            (document,) = [
                child for child in test if isinstance(child.tag, str) and not child.tag.startswith(RULE_TESTS)
            ]
            for said in test.find(f"{RULE_TESTS}assert"):
                verdict = said.tag.removeprefix(RULE_TESTS)
                if verdict != "description":
                    yield RuleCase(
                        f"{file.parent.name}/{file.name}", number, said.text.strip(), verdict,
                        int(said.get("number", "1")), etree.tostring(document, encoding="UTF-8", with_tail=False),
                    )  # fmt: skip


def invoice_schema(what: str) -> Any:
    """The XSD of UBL 2.1 for Invoice or CreditNote."""
    return etree.XMLSchema(etree.parse(str(path(f"e-invoices/xsd/maindoc/UBL-{what}-2.1.xsd"))))
