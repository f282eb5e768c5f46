"""References: seen by whoever asks them and by the committee, by the applicant and by the referee; letters by fewer."""

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.access.audiences import LINK, REFEREE
from tests.access.shape import NO_REASON, OFFICERS, Row, Scope, create, listed, who, write
from tests.support.days import today

if TYPE_CHECKING:
    from tests.access.house import House

SEES: dict[str, Scope] = {
    "references": Scope(who(f"hr_officer hiring_lead committee_chair committee_member {LINK} {REFEREE}"), OFFICERS),
}
ASKERS = Scope(who("hr_officer hiring_lead"), OFFICERS)
REFEREE_BODY = {"application_id": "{application}", "name": "X", "email": "made{n}@example.org"}
SOON = str(today() + timedelta(days=30))
ROWS: list[Row] = [
    *listed("references", SEES["references"], timeline=True),
    create("/references", ASKERS, 201, body=REFEREE_BODY, record="applications"),
    create(
        "/references/ask",
        Scope(OFFICERS | {"hiring_lead"}, OFFICERS),
        200,
        body={"vacancy_id": "{vacancy}"},
        record="vacancies",
    ),
    write("POST", "/references/{id}/moves/withdraw", "references", ASKERS, 422, body=NO_REASON),
    write("POST", "/references/{id}/extend", "references", ASKERS, 200, body={"until": SOON}),
    write("POST", "/references/{id}/letter", "references", ASKERS, 422, body="file"),
]
OPEN: dict[tuple[str, str], tuple[int, str]] = {
    ("GET", "/reference"): (404, "by a referee's own link, until it is answered"),
    ("POST", "/reference"): (404, "by a referee's own link, until it is answered"),
    ("POST", "/apply/references"): (401, "by personal link only"),
    ("POST", "/apply/references/{id}/remind"): (401, "by personal link only"),
}
TABLES = {"references": "reference"}


def furnish(house: "House") -> None:
    for data in ("own", "foreign"):
        application = house.shared["applications", data]
        made = house._insert("reference", application_id=application, vacancy_id=house.shared["vacancies", data], name="R",
                             email="r@example.org", institution="", relation="", state="asked", asked_at="now",
                             mailed_at="now", due_at="2099-01-01")  # fmt: skip
        house.shared["references", data] = str(made)
