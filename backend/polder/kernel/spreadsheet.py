"""Tables as files for spreadsheets: text stays text, and nothing in a cell is run as a formula.

Cells that a spreadsheet would read as a formula (a leading =, +, -, @, tab or carriage return, also after white space
or in full width) get a leading apostrophe: the value is shown as it was typed, and removing that one character gives it
back (OWASP, CSV injection). What was typed with such an apostrophe gets one more, so that nothing is ambiguous.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import IO, Any

import orjson

_FORMULA = re.compile(r"'*(?:[\s\u200b\ufeff]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]|[\t\r\n])")


def neutralise(cell: str) -> str:
    """`cell`, with an apostrophe before anything a spreadsheet would run."""
    return "'" + cell if _FORMULA.match(cell) else cell


def restore(cell: str) -> str:
    """The inverse of `neutralise`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


def text_of(value: Any) -> str:
    """A value as people read it in a text cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, list | dict):
        return orjson.dumps(value).decode()
    return str(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


class Csv:
    """RFC 4180, UTF-8 with a byte order mark so that Excel reads every script; comma-separated."""

    def __init__(self, out: IO[bytes], header: Sequence[str]) -> None:
        self._out = out
        out.write(b"\xef\xbb\xbf")
        self.add([header])

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        """Write some rows; nothing of them stays in memory."""
        lines = io.StringIO(newline="")
        writer = csv.writer(lines, lineterminator="\r\n")
        for row in rows:
            writer.writerow([v if _is_number(v) else neutralise(text_of(v)) for v in row])
        self._out.write(lines.getvalue().encode("utf-8", "surrogatepass"))

    def close(self) -> None:
        """Nothing is left to write."""


class Xlsx:
    """A workbook of one sheet; numbers and dates keep their kind, strings are never formulas or links."""

    def __init__(self, out: IO[bytes], header: Sequence[str], money: Iterable[int] = ()) -> None:
        """`money`: the columns that show two decimals, from 0."""
        import xlsxwriter

        options = {
            "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
            "default_date_format": "yyyy-mm-dd", "remove_timezone": True,
        }  # fmt: skip
        self._book = xlsxwriter.Workbook(out, options)
        self._sheet = self._book.add_worksheet()
        self._moment = self._book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self._next = 1
        cents = self._book.add_format({"num_format": "#,##0.00"})
        for column in money:
            self._sheet.set_column(column, column, None, cents)
        bold = self._book.add_format({"bold": True})
        for column, title in enumerate(header):
            self._sheet.write_string(0, column, title, bold)

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        """Write some rows; they go to a file of the system's own until `close` packs it."""
        for number, row in enumerate(rows, start=self._next):
            for column, value in enumerate(row):
                if value is not None:
                    self._write(number, column, value)
            self._next = number + 1

    def _write(self, row: int, column: int, value: Any) -> None:
        if isinstance(value, datetime):
            self._sheet.write_datetime(row, column, value.astimezone(UTC), self._moment)
        elif isinstance(value, date):
            self._sheet.write_datetime(row, column, datetime(value.year, value.month, value.day))
        elif _is_number(value):
            self._sheet.write_number(row, column, float(value))
        else:
            self._sheet.write_string(row, column, neutralise(text_of(value))[:32767])

    def close(self) -> None:
        """Pack the workbook into the file."""
        self._book.close()
