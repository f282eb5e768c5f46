"""Spreadsheets of others as rows of cells: CSV in Unicode, or the first sheet of an XLSX workbook. Bounded, and never run.

What cannot be read at all is refused with a sentence; a cell with a formula stays recognisable, and is refused later.
"""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from polder.kernel.words import Words

ROWS_MOST = 50_000
COLUMNS_MOST = 40
CELL_MOST = 4000  # characters
UNPACKED_MOST = 200 * 1024 * 1024
Row = Sequence[Any]  # text, whole or decimal numbers, dates, None


class Unreadable(ValueError):
    """Why a file cannot be read, and what to do about it."""

    def __init__(self, problem: Words, remedy: Words):
        super().__init__(problem.en)
        self.problem, self.remedy = problem, remedy


@dataclass(frozen=True)
class Formula:
    """A cell that says how to compute, instead of a value."""

    text: str


SAVE_AGAIN = Words(
    nl="Bewaar het opnieuw als “CSV UTF-8” of als gewone Excel-werkmap (.xlsx).",
    en="Save it again as “CSV UTF-8” or as a plain Excel workbook (.xlsx).",
)


def read(content: bytes, *, windows: bool = False) -> list[Row]:
    """All rows, the header first; empty rows are None's. By what the file is, not by its name. With `windows`, what is no
    Unicode is read as Windows-1252: for files whose rows a person looks at before they count."""
    rows = list(islice(_xlsx(content) if content.startswith(b"PK") else _csv(content, windows), ROWS_MOST + 2))
    while rows and not any(cell not in (None, "") for cell in rows[-1]):
        rows.pop()
    if len(rows) > ROWS_MOST + 1:
        raise Unreadable(
            Words(nl=f"Dit bestand heeft meer dan {ROWS_MOST:,} rijen.".replace(",", "."),
                  en=f"This file has more than {ROWS_MOST:,} rows."),
            Words(nl="Splits het, en lees de delen na elkaar in.", en="Split it, and read in the parts one after another."),
        )  # fmt: skip
    if len(rows) < 2:
        raise Unreadable(
            Words(nl="Dit bestand heeft geen rijen onder een kopregel.", en="This file has no rows below a header."),
            Words(
                nl="Zet de namen van de kolommen op de eerste rij.", en="Put the names of the columns on the first row."
            ),
        )
    return rows


def _csv(content: bytes, windows: bool) -> Iterator[Row]:
    text = _decoded(content, windows)
    if "\x00" in text:
        raise Unreadable(
            Words(nl="In dit bestand staan NUL-tekens.", en="There are NUL characters in this file."), SAVE_AGAIN
        )
    first = text.split("\n", 1)[0]
    separator = max(";,\t", key=first.count)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            if len(row) > COLUMNS_MOST:
                raise _too_wide()
            yield row
    except csv.Error:
        raise Unreadable(
            Words(nl="Dit is geen geldige CSV: een aanhalingsteken staat verkeerd of een cel is veel te lang.",
                  en="This is not valid CSV: a quotation mark is out of place or a cell is far too long."),
            SAVE_AGAIN,
        ) from None  # fmt: skip


def is_unicode(content: bytes) -> bool:
    """Is it a workbook, or text in Unicode?"""
    try:
        _decoded(content, windows=False) if not content.startswith(b"PK") else ""
    except Unreadable:
        return False
    return True


def _decoded(content: bytes, windows: bool) -> str:
    """Unicode, and Windows-1252 only where that is asked for: guessing would turn José into JosÃ© without a word."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        if windows and encoding == "utf-8-sig":
            try:
                return content.decode("cp1252")
            except UnicodeDecodeError:
                pass
        raise Unreadable(
            Words(nl="De tekens in dit bestand zijn geen UTF-8.", en="The characters in this file are not UTF-8."),
            SAVE_AGAIN,
        ) from None


def _xlsx(content: bytes) -> Iterator[Row]:
    import openpyxl

    try:
        _without_traps(content)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the file says of its own size is not believed
        for cells in sheet.iter_rows(max_row=ROWS_MOST + 2, max_col=COLUMNS_MOST + 1):
            if len(cells) > COLUMNS_MOST and cells[COLUMNS_MOST].value is not None:
                raise _too_wide()
            yield [Formula(str(c.value)) if c.data_type == "f" else _value(c.value) for c in cells[:COLUMNS_MOST]]
    except (Unreadable, GeneratorExit):
        raise
    except Exception:  # a parser fed by strangers raises anything; none of it is ours to explain
        raise Unreadable(Words(nl="Deze werkmap is beschadigd, of geen .xlsx.", en="This workbook is damaged, or no .xlsx."),
                         SAVE_AGAIN) from None  # fmt: skip


def _without_traps(content: bytes) -> None:
    """No archive that swells beyond reason, and no XML that declares entities: no spreadsheet program writes either."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if len(archive.infolist()) > 2000 or sum(part.file_size for part in archive.infolist()) > UNPACKED_MOST:
            raise Unreadable(
                Words(
                    nl="Deze werkmap is uitgepakt veel te groot.", en="This workbook is far too large when unpacked."
                ),
                Words(nl="Bewaar alleen het blad met de rijen.", en="Save only the sheet with the rows."),
            )
        for part in archive.infolist():
            if part.filename.endswith((".xml", ".rels")):
                with archive.open(part) as file:
                    head = file.read(4096)
                if b"<!DOCTYPE" in head or b"<!ENTITY" in head or "<!DOCTYPE".encode("utf-16-le") in head:
                    raise ValueError("declares entities")


def _value(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.date() if value.time() == datetime.min.time() else value.isoformat(" ")
    if isinstance(value, bool | date | int | str) or value is None:
        return value
    if isinstance(value, float):
        return f"{value:.15g}"  # a spreadsheet's own precision: 0.1 + 0.2 is .3, and nothing is computed with it here
    return str(value)


def _too_wide() -> Unreadable:
    return Unreadable(
        Words(
            nl=f"Dit bestand heeft meer dan {COLUMNS_MOST} kolommen.",
            en=f"This file has more than {COLUMNS_MOST} columns.",
        ),
        Words(nl="Bewaar alleen de kolommen die hier genoemd zijn.", en="Save only the columns that are named here."),
    )
