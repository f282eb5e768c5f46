"""Settings are judged at start, in sentences that name the variable and never show its value."""

from pathlib import Path
from typing import Any

import pytest

from polder.kernel.settings import Settings, SettingsError, load

GIVEN = {"database_url": "postgresql://h/d", "secret_key": "x" * 32}


def judged(**values: Any) -> Settings | str:
    try:
        return load(**GIVEN, **values)
    except SettingsError as error:
        return str(error)


WRONG = {
    "institute_kvk": ("1234567", "must be 8 digits"),
    "institute_oin": ("0000000100321434500", "must be 20 digits"),
    "institute_vat_number": ("NL999012347B50", "is no VAT number"),
    "institute_iban": ("NL92ABNA0417164300", "is not right"),
    "institute_bic": ("ABNANL2", "is not right"),
    "institute_country": ("Nederland", "is not written as it must be"),
    "invoice_rules": ("/nowhere", "is no folder with rules"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_detail_of_the_institute_is_a_sentence(name: str) -> None:
    value, sentence = WRONG[name]
    said = judged(**{name: value})
    assert isinstance(said, str)
    assert said.startswith(f"POLDER_{name.upper()} {sentence}")
    assert value not in said


def test_the_details_of_the_institute_are_kept_without_their_spaces() -> None:
    found = judged(
        institute_iban="NL91 ABNA 0417 1643 00", institute_bic="abnanl2a", institute_vat_number="NL 9990.12.347.B49"
    )
    assert isinstance(found, Settings)
    assert (found.institute_iban, found.institute_bic, found.institute_vat_number) == (
        "NL91ABNA0417164300",
        "ABNANL2A",
        "NL999012347B49",
    )


def test_an_institute_without_invoices_needs_none_of_them() -> None:
    found = judged()
    assert isinstance(found, Settings)
    assert found.institute_iban is None


def test_a_folder_with_rules_is_taken_where_the_processor_is_there(tmp_path: Path) -> None:
    (tmp_path / "peppol").mkdir()
    (tmp_path / "peppol" / "rules.sch").write_text("<schema/>")
    found = judged(invoice_rules=str(tmp_path))
    assert isinstance(found, Settings)
    assert found.invoice_rules == str(tmp_path)
