"""How vacancies reach people: templates, channels, later deadlines, and the open pages."""

from typing import Any

from tests.access.audiences import LINK
from tests.access.shape import API, COMMITTEE, HR, OFFICE, OFFICERS, Row, Scope, create, listed, who, write

READERS = Scope(who(f"{OFFICE} controller conflicted_officer token"))
WRITERS = Scope(OFFICERS)
VACANCY = Scope(
    who(f"{OFFICE} {COMMITTEE} advisor controller conflicted conflicted_officer token {LINK}"),
    who(f"{OFFICE} controller conflicted_officer token"),
)
SEES = {"vacancy-templates": READERS}
TABLES = {"vacancy-templates": "vacancy_template"}
LATER = {"deadline": "2099-06-01T12:00:00Z"}

ROWS = [
    Row("GET", "/careers/{id}/preview", "part", "vacancies", VACANCY),
    Row("GET", f"{API}/vacancies/{{id}}/publication", "part", "vacancies", VACANCY),
    write("POST", "/vacancies/{id}/extension", "vacancies", HR, 200, 409, 422, body={**LATER, "reason": "X"}),
    write("PUT", "/vacancies/{id}/channels", "vacancies", HR, 200, body={"channels": ["atom"]}),
    *listed("vacancy-templates", READERS),
    create("/vacancy-templates", WRITERS, 404, body={"name": "T {n}", "vacancy_id": "{absent}"}),
    write("PATCH", "/vacancy-templates/{id}", "vacancy-templates", WRITERS, 200, body={}),
    write("POST", "/vacancy-templates/{id}/vacancies", "vacancy-templates", WRITERS, 201, body=LATER),
    write("DELETE", "/vacancy-templates/{id}", "vacancy-templates", WRITERS, 204, fresh="vacancy template"),
]
_FEED = "published vacancies only, of those that are for this channel"
OPEN = {
    **{("GET", f"/feeds/{name}"): (200, _FEED) for name in ("vacancies.atom", "vacancies.json", "euraxess.xml", "academictransfer.xml")},
    ("GET", "/alerts"): (200, "a form"),
    ("POST", "/alerts"): (422, "an address is needed"),
    ("GET", "/alerts/confirm"): (200, "a button; nothing happens"),
    ("POST", "/alerts/confirm"): (410, "by the link of a mail only"),
    ("GET", "/alerts/stop"): (200, "a button; nothing happens"),
    ("POST", "/alerts/stop"): (200, "by the link of a mail; nothing to stop"),
}  # fmt: skip
CONTENT = (
    """select jsonb_build_object('title_nl', 'X', 'title_en', 'X', 'salary_min_cents', 1, 'salary_max_cents', 2)"""
)


def template(house: Any) -> str:
    return str(
        house.sql(f"insert into vacancy_template (name, content) values (uuidv7()::text, ({CONTENT})) returning id")
    )


def _fresh(house: Any, data: str, audience: str) -> dict[str, str]:
    return {"id": template(house)} if data == "own" else {}


FRESH = {"vacancy template": _fresh}


def furnish(house: Any) -> None:
    house.shared["vacancy-templates", "own"] = template(house)
