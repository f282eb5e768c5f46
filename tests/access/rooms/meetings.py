"""What a committee compares. Of whom is decided as everywhere: see tests/hiring/meetings."""

from typing import TYPE_CHECKING

from tests.access.shape import API, COMMITTEE, OFFICE, Row, Scope, who

if TYPE_CHECKING:
    from tests.access.house import House

SEES: dict[str, Scope] = {}
TABLES: dict[str, str] = {}
OPEN: dict[tuple[str, str], tuple[int, str]] = {}
READERS = Scope(who(f"{OFFICE} {COMMITTEE} conflicted conflicted_officer"), who(f"{OFFICE} conflicted_officer"))
ROWS = [
    Row("GET", f"{API}/vacancies/{{id}}/comparison", "part", "vacancies", READERS, note="of candidates that one sees")
]


def furnish(house: "House") -> None:
    """Nothing of its own."""
