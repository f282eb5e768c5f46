"""Applications in and out as files: tables that HR reads in, and exports that only their maker and the auditors see."""

from typing import TYPE_CHECKING

from tests.access.shape import API, OFFICERS, Row, Scope, create, who, write

if TYPE_CHECKING:
    from tests.access.house import House

READERS = Scope(who("director auditor privacy_officer"), who("director auditor privacy_officer"))  # it is a trace
SEES = {"application-exports": READERS}
TABLES = {"application-exports": "application_export"}
OPEN: dict[tuple[str, str], tuple[int, str]] = {}
ROWS = [
    create("/applications/import-table", Scope(OFFICERS, OFFICERS), 200, 422, body="file"),
    create(
        "/application-exports",
        Scope(OFFICERS | {"hiring_lead"}, OFFICERS),
        201,
        422,
        body={"vacancy_id": "{vacancy}", "stage": "selected"},
        record="vacancies",
    ),
    Row("GET", f"{API}/application-exports/{{id}}", "show", "application-exports", READERS),
    Row("GET", f"{API}/application-exports/{{id}}/file", "part", "application-exports", READERS),
]


def furnish(house: "House") -> None:
    """One of each vacancy, by somebody who is not among those who ask."""
    for data in ("own", "foreign"):
        made = house._insert("application_export", vacancy_id=house.shared["vacancies", data], applications=1)
        house.shared["application-exports", data] = str(made)
