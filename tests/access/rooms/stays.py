"""Stays and milestones of the appointments of the matrix."""

from typing import TYPE_CHECKING

from tests.access.shape import API, HR_UNCONFLICTED, OFFICE, Row, Scope, listed, who, write

if TYPE_CHECKING:
    from tests.access.house import House

READERS = Scope(who(OFFICE), who(f"{OFFICE} conflicted_officer"))
SEES = {"stays": READERS, "milestones": READERS}
TABLES = {"stays": "stay", "milestones": "milestone"}
OPEN: dict[tuple[str, str], tuple[int, str]] = {}
STAY = {
    "organisation_id": "{organisation}",
    "country_code": "DE",
    "kind": "exchange",
    "valid_from": "2098-01-01",
    "valid_until": "2098-02-01",
}
MILESTONE = {"title": "X", "whose": "hr", "due_on": "2098-01-01"}
ROWS: list[Row] = [
    Row("GET", f"{API}/appointments/{{id}}/stays", "part", "appointments", READERS),
    write("POST", "/appointments/{id}/stays", "appointments", HR_UNCONFLICTED, 201, 409, body=STAY),
    write("POST", "/appointments/{id}/milestones", "appointments", HR_UNCONFLICTED, 201, body=MILESTONE),
    *listed("stays", READERS, timeline=True),
    write("PATCH", "/stays/{id}", "stays", HR_UNCONFLICTED, 200, body={"note": "X"}),
    write("POST", "/stays/{id}/moves/confirm", "stays", HR_UNCONFLICTED, 200, 409, body={"reason": None}),
    *listed("milestones", READERS),
    write("PATCH", "/milestones/{id}", "milestones", HR_UNCONFLICTED, 200, body={"evidence": "X"}),
    write("DELETE", "/milestones/{id}", "milestones", HR_UNCONFLICTED, 204, fresh="milestone"),
]


def furnish(house: "House") -> None:
    put = house.shared
    for data in ("own", "foreign"):
        put["stays", data] = str(house._insert(
            "stay", appointment_id=put["appointments", data], organisation_id=put["organisations", data], country_code="DE",
            kind="exchange", valid_from="2098-06-01", valid_until="2098-12-31"))  # fmt: skip
        put["milestones", data] = milestone(house, data)


def milestone(house: "House", data: str) -> str:
    return str(house._insert("milestone", appointment_id=house.shared["appointments", data], title="X", whose="hr",
                             due_on="2098-06-01", evidence=""))  # fmt: skip


FRESH = {"milestone": lambda house, data, audience: {"id": milestone(house, data)}}
