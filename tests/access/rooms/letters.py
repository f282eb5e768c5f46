"""Letters and duplicates in the access matrix: "own" is of vacancy A, "foreign" of vacancy B."""

from typing import TYPE_CHECKING, Any

from tests.access.audiences import LINK
from tests.access.shape import API, COMMITTEE, HR, NOBODY, OFFICE, OFFICERS, Row, Scope, create, listed, who, write

if TYPE_CHECKING:
    from tests.access.house import House

READERS = who("director hr_officer auditor conflicted_officer")
READ = Scope(READERS | {"hiring_lead"}, READERS)
WRITE = Scope(OFFICERS | {"hiring_lead"}, OFFICERS)
APPLICATIONS = Scope(who(f"{OFFICE} {COMMITTEE} {LINK}"), who(f"{OFFICE} conflicted_officer"))
OF_TWO = Scope(who(f"{OFFICE} {COMMITTEE}"), who(f"{OFFICE} conflicted_officer"))
# An export that nobody here made: who reads the audit trail sees that it was made, and nobody gets its file.
EXPORTS = Scope(who("director auditor privacy_officer"), who("director auditor privacy_officer"))
SEES: dict[str, Scope] = {
    "mailings": READ, "mail-templates": READ, "same-person": OF_TWO, "application-exports": EXPORTS,
}  # fmt: skip
TABLES = {
    "application-exports": "application_export",
    "mailings": "mailing",
    "mail-templates": "mail_template",
    "same-person": "same_person",
}
TEXTS = {"name": "Made {n}", "subject_nl": "X", "subject_en": "X", "body_nl": "X", "body_en": "X"}
OPEN: dict[tuple[str, str], tuple[int, str]] = {}

ROWS = [
    *listed("mail-templates", READ, timeline=True),
    Row("GET", f"{API}/mail-templates/fields", "part", note="words of the program"),
    create("/mail-templates", WRITE, 201, body={**TEXTS, "vacancy_id": "{vacancy}"}),
    create("/mail-templates/preview", Scope(WRITE.own), 200, body={"body_nl": "X", "body_en": "X"}),
    write("PATCH", "/mail-templates/{id}", "mail-templates", WRITE, 200, body={"name": "X"}, fresh="mail_template"),
    write("POST", "/mail-templates/{id}/moves/end", "mail-templates", WRITE, 200, body={}, fresh="mail_template"),
    *listed("mailings", READ, timeline=True),
    create("/mailings", WRITE, 201, body={"vacancy_id": "{vacancy}", "move": "longlist"}),
    write("PATCH", "/mailings/{id}", "mailings", WRITE, 200, body={"reason": "X"}),
    write("POST", "/mailings/{id}/look-through", "mailings", WRITE, 200, body={}),
    write("POST", "/mailings/{id}/moves/send", "mailings", WRITE, 409, body={}),
    Row("GET", f"{API}/mailings/{{id}}/recipients", "part", "mailings", READ),
    write("POST", "/mailings/{id}/recipients", "mailings", WRITE, 422, body={"application_ids": ["{absent}"]}),
    Row("GET", f"{API}/mailings/{{id}}/recipients/{{application_id}}", "part", "mailings", READ, fresh="recipient"),
    write("DELETE", "/mailings/{id}/recipients/{application_id}", "mailings", WRITE, 200, fresh="recipient"),
    Row("GET", f"{API}/applications/{{id}}/letters", "part", "applications", APPLICATIONS),
    write("POST", "/applications/{id}/letters/{letter}/send-again", "applications",
          Scope(who("hr_officer hiring_lead"), OFFICERS), 204, body={}, fresh="letter"),
    create("/applications/import-table", HR, 422, body="file"),
    create("/application-exports", WRITE, 422, body={"vacancy_id": "{vacancy}", "stage": "hired"}),
    Row("GET", f"{API}/application-exports/{{id}}", "part", "application-exports", EXPORTS),
    Row("GET", f"{API}/application-exports/{{id}}/file", "part", "application-exports", NOBODY),
    Row("GET", f"{API}/applications/{{id}}/same-person", "part", "applications", APPLICATIONS),
    write("POST", "/applications/{id}/same-person", "applications", Scope(who("hr_officer"), OFFICERS), 404,
          body={"other_id": "{absent}", "verdict": "same"}),
    Row("GET", f"{API}/vacancies/{{id}}/duplicates", "part", "vacancies",
        Scope(who(f"{OFFICE} {COMMITTEE} advisor controller conflicted conflicted_officer token {LINK}"),
              who(f"{OFFICE} controller conflicted_officer token"))),
    write("POST", "/same-person/{id}/undo", "same-person", Scope(who("hr_officer"), OFFICERS), 200, body={"reason": "X"},
          fresh="same_person"),
]  # fmt: skip


def furnish(house: "House") -> None:
    """A template and a draft letter of each vacancy, and what requests end."""
    for data in ("own", "foreign"):
        house.shared["mail-templates", data] = template(house, data)
        house.shared["mailings", data] = mailing(house, data)
        house.shared["same-person", data] = two(house, data)
        house.shared["application-exports", data] = str(
            house._insert("application_export", vacancy_id=house.shared["vacancies", data], applications=1)
        )
    fresh: dict[str, Any] = {
        "mail_template": lambda data, _: {"id": template(house, data)},
        "same_person": lambda data, audience: {"id": two(house, data)} if audience not in HIDDEN else {},
        "recipient": lambda data, _: recipient(house, data),
        "letter": lambda data, audience: letter(house, data, audience),
    }
    for name, make in fresh.items():
        setattr(house, f"_fresh_{name}", make)


HIDDEN = ("conflicted", "conflicted_officer")  # of vacancy A's application


def template(house: "House", data: str) -> str:
    texts = dict.fromkeys(TEXTS, "X")
    vacancy = house.shared["vacancies", data]
    return str(house._insert("mail_template", vacancy_id=vacancy, key=f"made_{next(house.numbers)}", **texts))


def mailing(house: "House", data: str) -> str:
    texts = dict.fromkeys(("subject_nl", "subject_en", "body_nl", "body_en"), "")
    return str(house._insert("mailing", vacancy_id=house.shared["vacancies", data], **texts))


def _application(house: "House", data: str) -> str:
    return str(house._insert("application", vacancy_id=house.shared["vacancies", data], name="Fresh", sort_name="fresh",
                             motivation="", stage="submitted", submitted_at="now", source="import", email="x@example.org"))  # fmt: skip


def recipient(house: "House", data: str) -> dict[str, str]:
    of, application = house.shared["mailings", data], _application(house, data)
    house._insert(
        "mailing_recipient", mailing_id=of, application_id=application, vacancy_id=house.shared["vacancies", data]
    )
    return {"id": of, "application_id": application}


def letter(house: "House", data: str, audience: str) -> dict[str, str]:
    id = house._fresh_application(data, audience)["id"]
    house.sql("update application set email = 'x@example.org' where id = %s", id)
    return {"id": id, "letter": house.mail(record_kind="application", record_id=id, state="refused")}


def two(house: "House", data: str) -> str:
    first, second = sorted((house.shared["applications", data], _application(house, data)))
    return str(house._insert("same_person", first_id=first, second_id=second, verdict="same"))
