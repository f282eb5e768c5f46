"""The report on hiring. What it counts is what its reader sees: see tests/hiring/reports."""

from typing import TYPE_CHECKING

from tests.access.shape import API, Row, Scope

if TYPE_CHECKING:
    from tests.access.house import House

SEES: dict[str, Scope] = {}
TABLES: dict[str, str] = {}
OPEN: dict[tuple[str, str], tuple[int, str]] = {}
NOTE = "of the institute for whoever reads its reports; of one vacancy for its hiring lead and chair"
ROWS = [
    Row("GET", f"{API}/hiring-report", "part", note=NOTE),
    Row("GET", f"{API}/hiring-report/export", "part", note=NOTE),
    Row("GET", f"{API}/hiring-report/positions", "part", note=NOTE),
]


def furnish(house: "House") -> None:
    """Nothing of its own."""
