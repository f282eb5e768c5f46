"""Tables as files for spreadsheets: text stays text, and nothing in a cell is run as a formula.

Cells that a spreadsheet would read as a formula (a leading =, +, -, @, tab or carriage return, also after white space
or in full width) get a leading apostrophe: the value is shown as it was typed, and removing that one character gives it
back (OWASP, CSV injection).
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import orjson

_FORMULA = re.compile(r"^[\s\u200b\ufeff]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]")
_ILLEGAL = re.compile("[\ufffe\uffff\ud800-\udfff]")


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


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """RFC 4180, UTF-8 with a byte order mark so that Excel reads every script; comma-separated."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([neutralise(cell) for cell in header])
    for row in rows:
        writer.writerow([v if isinstance(v, int | Decimal) else neutralise(text_of(v)) for v in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "surrogatepass")


def xlsx_bytes(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A workbook of one sheet; numbers and dates keep their kind, strings are never formulas or links."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "yyyy-mm-dd",
            "remove_timezone": True,
        },
    )
    sheet = book.add_worksheet()
    bold, moment = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    for column, title in enumerate(header):
        sheet.write_string(0, column, title, bold)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if value is None:
                continue
            if isinstance(value, datetime):
                sheet.write_datetime(number, column, value.astimezone(UTC), moment)
            elif isinstance(value, date):
                sheet.write_datetime(number, column, datetime(value.year, value.month, value.day))
            elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
                sheet.write_number(number, column, float(value))
            else:
                sheet.write_string(number, column, _legal(neutralise(text_of(value)))[:32767])
    book.close()
    return out.getvalue()


def _legal(text: str) -> str:
    """The library escapes controls (ECMA-376, ST_Xstring); what XML cannot hold even so is written out: `_xFFFE_`."""
    return _ILLEGAL.sub(lambda found: f"_x{ord(found.group()):04X}_", text)
