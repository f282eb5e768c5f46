"""Rules of hiring: seen by whoever goes by them, set by HR and the privacy officer, confirmed by another."""

from typing import TYPE_CHECKING

from tests.access.shape import OFFICERS, Scope, create, listed, who, write

if TYPE_CHECKING:
    from tests.access.house import House

READERS = who("director hr_officer conflicted_officer privacy_officer auditor")
WRITERS = Scope(OFFICERS | {"privacy_officer"})
CONFIRMERS = Scope(OFFICERS | {"privacy_officer", "director"})
SEES = {"hiring-rules": Scope(READERS)}
TABLES = {"hiring-rules": "hiring_rule"}
OPEN: dict[tuple[str, str], tuple[int, str]] = {}
RULE = {"key": "retention_days", "name_nl": "X", "name_en": "X", "source": "X", "valid_from": "2027-01-01", "value": 30}
ROWS = [
    *listed("hiring-rules", SEES["hiring-rules"], timeline=True),
    create("/hiring-rules", WRITERS, 201, body=RULE),
    write("PATCH", "/hiring-rules/{id}", "hiring-rules", WRITERS, 200, body={"name_en": "Y"}),
    write("POST", "/hiring-rules/{id}/moves/withdraw", "hiring-rules", WRITERS, 422, body={"reason": None}),
]


def furnish(house: "House") -> None:
    """One of those that were proposed with the installation."""
    house.shared["hiring-rules", "own"] = str(house.sql("select id from hiring_rule where key = 'retention_days'"))
