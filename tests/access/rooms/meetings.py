"""Meetings are seen with the vacancy's inside, an item of an agenda with its application; who manages them records them."""

from typing import TYPE_CHECKING

from tests.access.shape import API, COMMITTEE, OFFICE, OFFICERS, Row, Scope, create, listed, who, write

if TYPE_CHECKING:
    from tests.access.house import House

READERS = Scope(who(f"{OFFICE} {COMMITTEE} conflicted conflicted_officer"), who(f"{OFFICE} conflicted_officer"))
SEES: dict[str, Scope] = {
    "meetings": READERS,
    "meeting-items": Scope(who(f"{OFFICE} {COMMITTEE}"), who(f"{OFFICE} conflicted_officer")),
}
TABLES = {"meetings": "meeting", "meeting-items": "meeting_item"}
OPEN: dict[tuple[str, str], tuple[int, str]] = {}
RECORDS = Scope(OFFICERS | who("hiring_lead committee_chair"), OFFICERS)
DECIDES = Scope(who("hr_officer hiring_lead committee_chair"), OFFICERS)
PLAN = {"vacancy_id": "{vacancy}", "starts_at": "2099-01-06T09:00:00Z", "chair_id": "{absent}"}
ROWS = [
    Row("GET", f"{API}/vacancies/{{id}}/comparison", "part", "vacancies", READERS, note="of candidates that one sees"),
    Row("GET", f"{API}/meetings/{{id}}/comparison", "part", "meetings", READERS, note="of candidates that one sees"),
    *listed("meetings", READERS, timeline=True),
    create("/meetings", RECORDS, 422, body=PLAN, record="vacancies"),
    write("PATCH", "/meetings/{id}", "meetings", RECORDS, 200, body={"place": "X"}),
    write("POST", "/meetings/{id}/moves/cancel", "meetings", RECORDS, 422, body={"reason": None}),
    write("PUT", "/meetings/{id}/agenda", "meetings", RECORDS, 404, body={"application_ids": ["{absent}"]}),
    write("PUT", "/meetings/{id}/attendance", "meetings", RECORDS, 409, body={"present": []}),
    write("POST", "/meetings/{id}/decisions", "meetings", RECORDS, 409, body={"mode": "preview"}),
    write("POST", "/meetings/{id}/minutes", "meetings", RECORDS, 409, body={"language": "en"}),
    *listed("meeting-items", SEES["meeting-items"], shown=False),
    write("PUT", "/meeting-items/{id}/decision", "meeting-items", DECIDES, 409, body={"decision": "hold", "reason": "X"}),
]  # fmt: skip


def furnish(house: "House") -> None:
    """A meeting that is planned, with one candidate, for each of the two vacancies."""
    for data in ("own", "foreign"):
        vacancy, application = house.shared["vacancies", data], house.shared["applications", data]
        chair = house.sql("select account_id from role_grant where scope_id = %s and role = 'committee_chair'", vacancy)
        made = house._insert("meeting", vacancy_id=vacancy, starts_at="2099-01-06T09:00Z", place="", remarks="",
                             chair_id=chair)  # fmt: skip
        item = house._insert("meeting_item", vacancy_id=vacancy, meeting_id=made, application_id=application,
                             position=1, reason="")  # fmt: skip
        house.shared |= {("meetings", data): str(made), ("meeting-items", data): str(item)}
