"""Which days and moments can be meant: one bound for whatever anybody sends, and for whatever is stored."""

from datetime import UTC, date, datetime
from typing import TypeVar

from sqlalchemy import Column, Date, DateTime, Table

from polder.kernel.explained import Refused
from polder.kernel.words import Words

# Outside these a day was mistyped. PostgreSQL goes further than Python does: what its driver sends for Python's own first
# and last day is stored as an infinity, which no page can show, and near them a time zone leads out of the calendar.
FIRST, LAST = date(1900, 1, 1), date(2200, 12, 31)
_FIRST_MOMENT = datetime(1900, 1, 1, tzinfo=UTC)
_AFTER = datetime(2201, 1, 1, tzinfo=UTC)
UNLIKELY = Words(nl="Dit jaar kan niet kloppen.", en="This year cannot be right.")
LIKELY = Words(nl=f"Kies een jaar van {FIRST.year} tot en met {LAST.year}.", en=f"Choose a year from {FIRST.year} to {LAST.year}.")  # fmt: skip
ENDING = "_within"  # of the checks' names, after the column's

Day = TypeVar("Day", date, datetime)


def likely(value: Day) -> Day:
    """The same day, or moment with its zone; Refused (a ValueError) when it lies outside the bound."""
    if isinstance(value, datetime):
        # A moment without a zone is refused elsewhere, with a sentence of its own.
        moment = value if value.tzinfo else value.replace(tzinfo=UTC)
        within = _FIRST_MOMENT <= moment < _AFTER
    else:
        within = FIRST <= value <= LAST
    if not within:
        raise Refused(UNLIKELY, LIKELY)
    return value


def checks(table: Table) -> dict[str, str]:
    """Check → its condition: the same bound, for every column of the table that holds a day or a moment."""
    found = {f"ck_{table.name}_{column.name}{ENDING}": _bound(column) for column in table.c}
    return {name: condition for name, condition in found.items() if condition}


def _bound(column: "Column[object]") -> str:
    if isinstance(column.type, Date):
        return f"\"{column.name}\" between '{FIRST}' and '{LAST}'"
    if isinstance(column.type, DateTime):
        return f"\"{column.name}\" >= '{_FIRST_MOMENT}' and \"{column.name}\" < '{_AFTER}'"
    return ""
