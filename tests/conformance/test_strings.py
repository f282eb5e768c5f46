"""Names and hostile strings go through the public form, the list, the search, the exports and the PDF as they are."""

import csv
import io
import re
import unicodedata
from collections.abc import Callable

import openpyxl
import pytest
from pypdf import PdfReader

from polder.hiring.rules import one_line
from polder.kernel.pdf.text import visible
from polder.kernel.spreadsheet import restore
from polder.kernel.texts import shows_something
from tests.conformance import material
from tests.hiring.applicant import Applicant
from tests.support.world import World

pytestmark = pytest.mark.timeout(400)
BLANK = "Jan Blank"  # stands in where a string is no name at all


def without_space(text: str) -> str:
    """Without white space and bidirectional marks, which readers of PDF put where lines and directions change."""
    return "".join(c for c in text if not c.isspace() and c not in "\u200e\u200f\u202a\u202b\u202c")


def unescape(cell: str) -> str:
    """Characters that XML forbids, out of the escape of ECMA-376 (ST_Xstring)."""
    return re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found.group(1), 16)), cell)


def one_direction(text: str) -> bool:
    kinds = {unicodedata.bidirectional(c) for c in text}
    return not (kinds & {"R", "AL"} and kinds & {"L", "CS", "ON", "ES", "EN"})


@pytest.mark.parametrize("source", [material.names, material.naughty], ids=["names", "naughty strings"])
async def test_strings_come_out_as_they_went_in(world: World, source: Callable[[], list[str]]) -> None:
    strings = source()
    vacancy = await world.vacancy()
    hr = world.people["hr"]
    went_in: dict[str, str] = {}  # name → motivation
    for number, string in enumerate(strings):
        one = await Applicant.begin(world, vacancy["reference"], name=string)
        if one is None:  # no name: the form says so, and the string goes in as a text only
            assert not shows_something(one_line(string))
            one = await Applicant.begin(world, vacancy["reference"], name=f"{BLANK} {number}")
        assert one is not None
        text = f"{number}: {string}"
        await one.submit(motivation=text)
        went_in[text.replace("\x00", "")] = (
            one_line(string) if shows_something(one_line(string)) else f"{BLANK} {number}"
        )

    # the list and the record
    listed, page = [], 1
    while len(listed) < len(strings):
        listed += (await hr.get(f"/applications?per_page=200&page={page}&sort=submitted_at")).json()["data"]
        page += 1
    assert [row["name"] for row in listed] == list(went_in.values())

    # the exports, with formulas neutralised and everything else exact
    table = (await hr.get("/applications/export?format=csv&sort=submitted_at")).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table, newline="")))
    column = rows[0].index("name")
    assert [restore(row[column]) for row in rows[1:]] == list(went_in.values())
    assert not [row[column] for row in rows[1:] if row[column][:1] in tuple("=+-@")]
    book = openpyxl.load_workbook(
        io.BytesIO((await hr.get("/applications/export?format=xlsx&sort=submitted_at")).content)
    )
    cells = list(book.active.iter_rows(values_only=True))
    assert [restore(unescape(str(row[column]))) for row in cells[1:]] == list(went_in.values())
    assert {cell.data_type for line in book.active.iter_rows() for cell in line} <= {"s", "n", "d"}  # no formula

    for row, (text, name) in zip(listed, went_in.items(), strict=True):
        id = row["id"]
        detail = (await hr.get(f"/applications/{id}")).json()
        assert (detail["name"], detail["motivation"]) == (name, text)
        found = (await hr.client.get("/api/v1/applications", params={"q": name, "per_page": 200})).json()
        assert id in [hit["id"] for hit in found["data"]] or found["total"] > 200, name
        if text.isascii() and int(text.partition(":")[0]) % 5:
            continue  # ASCII is drawn alike: every fifth is read back
        in_pdf = await hr.get(f"/applications/{id}/pdf")
        assert in_pdf.headers["content-disposition"].startswith("attachment")
        pages = [re.sub(r"Testinstituut · A-\S+ · confidential · \d+/\d+", "", page.extract_text())
                 for page in PdfReader(io.BytesIO(in_pdf.content)).pages]  # fmt: skip
        read = without_space("".join(pages))
        for expected in (name, text):
            wanted = without_space(visible(expected))
            if one_direction(expected):
                assert wanted in read, ascii(expected)
            else:  # a reader of PDF guesses the order where directions mix; every character is there all the same
                assert not set(wanted) - set(read), ascii(expected)
