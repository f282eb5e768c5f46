"""Interviews: rounds are seen with the vacancy's inside, an interview with its application."""

from typing import TYPE_CHECKING

from tests.access.audiences import LINK, WITH_ACCOUNT
from tests.access.shape import API, COMMITTEE, NOBODY, OFFICE, OFFICERS, Row, Scope, create, listed, who, write

if TYPE_CHECKING:
    from tests.access.house import House

ROUNDS = Scope(who(f"{OFFICE} {COMMITTEE} conflicted conflicted_officer"), who(f"{OFFICE} conflicted_officer"))
SEES: dict[str, Scope] = {
    "interview-rounds": ROUNDS,
    "interview-slots": ROUNDS,
    "interviews": Scope(who(f"{OFFICE} {COMMITTEE} {LINK}"), who(f"{OFFICE} conflicted_officer")),
}
TABLES = {"interview-rounds": "interview_round", "interview-slots": "interview_slot", "interviews": "interview"}
OPEN: dict[tuple[str, str], tuple[int, str]] = {
    ("POST", "/apply/interviews/{id}/{answer}"): (404, "by the link of its applicant: book, wish, cancel, decline"),
    ("GET", "/apply/interviews/{id}/interview.ics"): (401, "by the link of its applicant"),
    ("GET", "/calendar/interviews/{secret}.ics"): (404, "by a link that its owner made, until it is withdrawn"),
}
ARRANGES = Scope(OFFICERS | who("hiring_lead committee_chair"), OFFICERS)
BOOKS = Scope(who(f"hr_officer hiring_lead committee_chair {LINK}"), OFFICERS)
DAYS = {"days": [{"day": "2099-01-05", "begins": "09:00", "ends": "10:00"}]}
MINE = Scope(WITH_ACCOUNT - {"token"})
ROWS = [
    *listed("interview-rounds", ROUNDS, timeline=True),
    create("/interview-rounds", ARRANGES, 201, body={"vacancy_id": "{vacancy}", "name_nl": "X", "name_en": "X"}, record="vacancies"),
    write("PATCH", "/interview-rounds/{id}", "interview-rounds", ARRANGES, 200, body={"place": "X"}),
    write("POST", "/interview-rounds/{id}/moves/cancel", "interview-rounds", ARRANGES, 422, body={"reason": None}),
    write("POST", "/interview-rounds/{id}/slots", "interview-rounds", ARRANGES, 201, body=DAYS),
    write("POST", "/interview-rounds/{id}/slots/preview", "interview-rounds", ARRANGES, 200, body=DAYS),
    write("POST", "/interview-rounds/{id}/busy", "interview-rounds", ARRANGES, 422, body="file"),
    write("POST", "/interview-rounds/{id}/invitations", "interview-rounds", ARRANGES, 404, body={"application_ids": ["{absent}"]}),
    write("DELETE", "/interview-slots/{id}", "interview-slots", ARRANGES, 200),
    *listed("interviews", SEES["interviews"], timeline=True),
    write("POST", "/interviews/{id}/moves/cancel", "interviews", BOOKS, 422, body={"reason": None}),
    write("POST", "/interviews/{id}/slot", "interviews", BOOKS, 409, body={"slot_id": "{absent}"}),
    write("POST", "/interviews/{id}/notes", "interviews", NOBODY, body={"text": "X"}),
    Row("GET", f"{API}/own-interviews", "part", note="what one holds oneself"),
    create("/own-interviews/calendar-link", MINE, 201, body={}),
    Row("DELETE", f"{API}/own-interviews/calendar-link", "self", None, MINE, (204,)),
]  # fmt: skip


def furnish(house: "House") -> None:
    """A draft round with a slot, and an invitation to it, for each of the two vacancies."""
    for data in ("own", "foreign"):
        vacancy, application = house.shared["vacancies", data], house.shared["applications", data]
        made = house._insert("interview_round", vacancy_id=vacancy, name_nl="X", name_en="X", place="",
                             instructions_nl="", instructions_en="")  # fmt: skip
        slot = house._insert("interview_slot", vacancy_id=vacancy, round_id=made, starts_at="2099-01-06T09:00Z",
                             ends_at="2099-01-06T09:45Z")  # fmt: skip
        interview = house._insert("interview", vacancy_id=vacancy, round_id=made, application_id=application)
        house.shared |= {
            ("interview-rounds", data): str(made), ("interview-slots", data): str(slot), ("interviews", data): str(interview),
        }  # fmt: skip
