"""Cells and sheets of other people's administrations: what is read, what is refused, and with which words."""

import io
import re
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from polder.funding.imports import rules
from polder.funding.imports.rules import Wrong, amount, day, understood
from polder.funding.imports.tables import ImportKind
from polder.kernel import sheets
from polder.kernel.notation import euros
from polder.kernel.sheets import Unreadable, read

FRONT = Path(__file__).resolve().parents[3] / "frontend" / "src"


def workbook(*rows: list[Any]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("cell", "cents"),
    [
        ("100000", 10_000_000), ("100000.5", 10_000_050), ("100000,50", 10_000_050), ("100.000,00", 10_000_000),
        ("100,000.00", 10_000_000), ("1.234.567", 123_456_700), ("1,234,567.8", 123_456_780), ("€ 1.234,56", 123_456),
        ("1 234,56", 123_456), ("EUR 12", 1_200), ("12 eur", 1_200), ("1'234'567.80", 123_456_780), ("1 234 567", 123_456_700), ("0,01", 1), ("0", 0), (1234, 123_400), ("1234.1", 123_410),
        ("100000000000", 10**13),
    ],
)  # fmt: skip
def test_amounts_are_read_as_dutch_and_english_people_write_them(cell: Any, cents: int) -> None:
    assert amount(cell) == cents


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("1234.505", "more than two decimals"), ("1.234,505", "more than two decimals"), ("100.000", "thousands, or three decimals?"),
        ("1,005", "thousands, or three decimals?"), ("-5", "negative"), ("(5,00)", "negative"), ("5-", "negative"),
        ("\u22125", "negative"), ("USD 100", "another currency"), ("100 £", "another currency"), ("$1", "another currency"),
        ("100000000000.01", "too large"), ("9" * 40, "too large"), ("", "no amount"), ("tien", "no amount"), ("=1+1", "no amount"),
        ("1e5", "no amount"), ("0x10", "no amount"), ("1,2,3", "no amount"), ("1..2", "no amount"), (True, "no amount"),
        ("1 2 3", "no amount"), ("12 34,50", "no amount"), ("1 234'567", "no amount"), ("1 234.505", "more than two decimals"),
        ("- 5", "negative"), ("NaN", "no amount"), ("١٢", "no amount"),
    ],
)  # fmt: skip
def test_what_is_no_amount_in_euro_and_cents_is_refused_and_never_guessed(cell: Any, says: str) -> None:
    with pytest.raises(Wrong) as refused:
        amount(cell)
    assert says in refused.value.problem.en
    assert refused.value.problem.nl != refused.value.problem.en
    assert refused.value.remedy.nl
    if says.startswith("columns are missing"):
        assert refused.value.problem.nl.endswith("ontbreken: vervaldatum, bedrag.")


@given(st.integers(0, 10**13))
def test_an_amount_that_we_write_is_read_back_to_the_cent(cents: int) -> None:
    written = euros(cents)
    assert amount(written.nl) == amount(written.en) == cents


def outcome(cell: str) -> int | Wrong:
    try:
        return amount(cell)
    except Wrong as error:
        return error


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_refused_with_words(text: str) -> None:
    found = outcome(text)
    assert found.problem.nl if isinstance(found, Wrong) else 0 <= found <= 10**13


def test_days_are_iso_or_dutch_and_never_american() -> None:
    assert day("2026-03-31") == day("31-3-2026") == day(date(2026, 3, 31)) == date(2026, 3, 31)
    for cell in ("3/31/2026", "2026-02-30", "31-13-2026", "yesterday", "1899-12-31", "2026-03-31 10:00:00"):
        with pytest.raises(Wrong):
            day(cell)


HEADER = ["agreement", "tranche", "due_on", "amount"]


def test_a_workbook_and_a_csv_of_the_same_rows_are_read_the_same() -> None:
    book = workbook(["Overeenkomst", "Tranche", "Vervaldatum", "Bedrag"], ["F1", 1, datetime(2026, 3, 1), 1000.1],
                    [], ["F1", 2.0, "1-3-2027", 0.1 + 0.2])  # fmt: skip
    text = "\ufeffovereenkomst;tranche;vervaldatum;bedrag\r\nF1;1;2026-03-01;1000,10\r\n;;;\r\nF1;2;2027-03-01;0,30\r\n"
    found = [
        understood(ImportKind.tranches, read(content)) for content in (book, text.encode(), text[1:].encode("utf-16"))
    ]
    assert found[0] == found[1] == found[2]
    rows, refused = found[0]
    assert [(row, v["tranche"], v["due_on"], v["amount_cents"], v["in_kind"]) for row, v in rows] == [
        (2, 1, date(2026, 3, 1), 100_010, False), (4, 2, date(2027, 3, 1), 30, False),
    ]  # fmt: skip
    assert refused == []


def test_each_unreadable_cell_is_named_with_its_row_and_the_rest_of_the_row_is_read() -> None:
    book = workbook(HEADER, ["F1", 1, "2026-03-01", "=A1*2"], ["F1", 0, "2026-03-01", 1], ["", 2, "x", "-1"], ["F1", 3, "2026-03-01", 5],
                    ["F1", 4, "2026-03-01", 1, "stray"])  # fmt: skip
    rows, refused = understood(ImportKind.tranches, read(book))
    assert [row for row, _ in rows] == [2, 3, 4, 5]
    assert [(values["agreement"], values["tranche"]) for _, values in rows] == [
        ("F1", 1),
        ("F1", None),
        (None, 2),
        ("F1", 3),
    ]
    assert [values["amount_cents"] for _, values in rows] == [None, 100, None, 500]
    assert [(r.row, r.field) for r in refused] == [
        (2, "amount_cents"), (3, "tranche"), (4, "agreement"), (4, "due_on"), (4, "amount_cents"), (6, ""),
    ]  # fmt: skip
    assert refused[0].problem.en == "There is a formula here."


def test_text_keeps_what_was_typed_and_loses_what_is_unseen() -> None:
    header = ["reference", "funder", "title", "starts_on", "ends_on"]
    title = '\'=HYPERLINK("x")'  # as our own exports neutralise it
    rows, refused = understood(ImportKind.agreements, [header, ["A\u202e1", " F \n a ", title, "2026-01-01", "2027-01-01"],
                                                       ["B", "Fa", "bell\x07", "2026-01-01", "2027-01-01"],
                                                       ["C" * 101, "Fa", "T", "2026-01-01", "2027-01-01"]])  # fmt: skip
    values, title, reference = (values for _, values in rows)
    assert (values["reference"], values["funder"], values["title"]) == ("A1", "F a", '=HYPERLINK("x")')
    assert (values["private_origin"], values["confidentiality"], values["contact_name"]) == (None, "named", None)
    assert (title["title"], reference["reference"]) == (None, None)
    assert [(r.row, r.field, r.problem.en) for r in refused] == [
        (3, "title", "There are unseen characters here."), (4, "reference", "Too long."),
    ]  # fmt: skip


def swollen() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (sheets.UNPACKED_MOST + 1))
    return out.getvalue()


def with_entities() -> bytes:
    """A workbook whose sheet declares entities that refer to each other."""
    plain, out = io.BytesIO(workbook(HEADER, ["F1", 1, "2026-03-01", 1])), io.BytesIO()
    with zipfile.ZipFile(plain) as before, zipfile.ZipFile(out, "w") as after:
        for part in before.infolist():
            content = before.read(part)
            if part.filename.endswith("sheet1.xml"):
                bomb = (
                    b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
                )
                content = bomb + content
            after.writestr(part, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("agreement;tranche;due_on;amount\nJosé;1;2026-03-01;1".encode("cp1252"), "not UTF-8"),
        (b"agreement;tranche\n\x00;1", "NUL"),
        (b'agreement;tranche;due_on;amount\n"F1;1;2026-03-01;1', "not valid CSV"),
        (b"agreement;tranche;due_on;amount\n" + b"x" * 200_000, "not valid CSV"),
        (b"", "no rows below a header"),
        (b"agreement;tranche;due_on;amount\n;;;\n", "no rows below a header"),
        (b"agreement;tranche;due_on;bedrag;prijs\nF1;1;2026-03-01;1;2", "\u201cprijs\u201d is unknown"),
        (b"agreement;tranche;due_on;amount;bedrag\nF1;1;2026-03-01;1;2", "there twice"),
        (b"agreement;tranche\nF1;1", "columns are missing: due date, amount"),
        (b"{0};x\n1;2", "unknown"),
        (";".join("abc" * 20).encode() + b"\n1", "more than 40 columns"),
        (b"agreement\n" + b"x\n" * (sheets.ROWS_MOST + 1), "more than 50,000 rows"),
        (b"PK\x03\x04 not really", "damaged"),
        (workbook(HEADER, ["F1", 1, "2026-03-01", 1])[:-200], "damaged"),
        (with_entities(), "damaged"),
        (swollen(), "too large when unpacked"),
        (workbook(["a"] * 41, ["b"]), "more than 40 columns"),
        (b"%PDF-1.7 \xff\xfe", "not UTF-8"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(content: bytes, says: str) -> None:
    with pytest.raises(Unreadable) as refused:
        understood(ImportKind.tranches, read(content))
    assert says in refused.value.problem.en
    assert refused.value.problem.nl != refused.value.problem.en
    assert refused.value.remedy.nl


def test_every_kind_of_file_has_its_columns_in_both_languages() -> None:
    for fields in rules.KINDS.values():
        names = [heading for field in fields for heading in field.headings]
        assert len(names) == len(set(names))
        assert all(heading == heading.casefold() for heading in names)


@pytest.mark.parametrize(("language", "of"), [("", "en"), (".nl", "nl")])
def test_each_column_is_called_by_the_name_that_the_screen_gives_it(language: str, of: str) -> None:
    told = (FRONT / "funding" / "messages" / f"imports{language}.ts").read_text()
    named = dict(re.findall(r"(\w+): '([^']+)'", told.partition("field: {")[2].partition("}")[0]))
    for fields in rules.KINDS.values():
        for field in fields:
            assert named[field.name].casefold() == getattr(field, of).split("|")[0]
