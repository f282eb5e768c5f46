"""Keeping and erasing: HR and the privacy officer; the director and the auditor read; an applicant has their own."""

from typing import TYPE_CHECKING

from tests.access.audiences import LINK
from tests.access.shape import API, COMMITTEE, NO_REASON, OFFICE, OFFICERS, Row, Scope, create, listed, who, write

if TYPE_CHECKING:
    from tests.access.house import House

KEEPERS = "hr_officer conflicted_officer privacy_officer"
READERS = who(f"{KEEPERS} director auditor")
SEES: dict[str, Scope] = {
    "erasure-runs": Scope(READERS),
    "objections": Scope(who(f"hr_officer privacy_officer director auditor hiring_lead committee_chair committee_member committee_observer {LINK}"), READERS),
}  # fmt: skip
APPLICATIONS = Scope(who(f"{OFFICE} {COMMITTEE} {LINK}"), who(f"{OFFICE} conflicted_officer"))
RUNNERS = Scope(who(KEEPERS))
DECIDERS = Scope(who("hr_officer hiring_lead committee_chair"), OFFICERS)
JUDGES = Scope(who("hr_officer privacy_officer director"), who(f"{KEEPERS} director"))
ROWS: list[Row] = [
    Row("GET", f"{API}/erasure-runs/now", "write", may=Scope(READERS)),
    *listed("erasure-runs", SEES["erasure-runs"], timeline=True),
    create("/erasure-runs", RUNNERS, 409, body={}),
    write("POST", "/erasure-runs/{id}/moves/discard", "erasure-runs", RUNNERS, 422, body=NO_REASON),
    *listed("objections", SEES["objections"], timeline=True),
    create(
        "/objections",
        Scope(who("hr_officer"), OFFICERS),
        409,
        body={"application_id": "{application}", "text": "x"},
        record="applications",
    ),
    write("POST", "/objections/{id}/moves/dismiss", "objections", JUDGES, 422, body=NO_REASON),
    write("POST", "/objections/{id}/take-up", "objections", DECIDERS, 409, body={"stage": "submitted"}),
    Row("GET", f"{API}/applications/{{id}}/privacy", "part", "applications", APPLICATIONS),
    Row("GET", f"{API}/subjects", "part", note="of others it is empty"),
    create("/subjects", RUNNERS, 404, body={"application_ids": ["{absent}"]}),
    Row("GET", f"{API}/subjects/{{id}}/file", "part", note="of whoever asked for it: see tests/hiring/privacy"),
]
OPEN: dict[tuple[str, str], tuple[int, str]] = {
    ("POST", "/apply/consent/{answer}"): (404, "neither given nor taken back: no such answer"),
    ("POST", "/apply/objection"): (401, "by personal link only"),
    ("POST", "/apply/objection/withdraw"): (401, "by personal link only"),
    ("GET", "/apply/erase"): (401, "by personal link only"),
    ("POST", "/apply/erase"): (401, "by personal link only"),
    ("POST", "/apply/erase/withdraw"): (401, "by personal link only"),
}
TABLES = {"erasure-runs": "erasure_run", "objections": "objection"}


def furnish(house: "House") -> None:
    house.shared["erasure-runs", "own"] = str(house._insert("erasure_run", kind="due"))
    for data in ("own", "foreign"):
        made = house._insert("objection", application_id=house.shared["applications", data],
                             vacancy_id=house.shared["vacancies", data], text="I object.")  # fmt: skip
        house.shared["objections", data] = str(made)
