"""Letters, knowledge security, appointments and their checklist."""

from typing import TYPE_CHECKING, Any

from tests.access.audiences import LINK
from tests.access.shape import (
    API,
    COMMITTEE,
    HR,
    HR_UNCONFLICTED,
    OFFICE,
    OFFICERS,
    Row,
    Scope,
    create,
    listed,
    who,
    write,
)

if TYPE_CHECKING:
    from tests.access.house import House

READERS = Scope(who(OFFICE), who(f"{OFFICE} conflicted_officer"))
WRITERS = HR_UNCONFLICTED
TEMPLATES = who(f"{OFFICE} conflicted_officer controller hiring_lead")
RULES = who("director auditor hr_officer conflicted_officer")
SEES: dict[str, Scope] = {
    # "own" and "foreign" alike: the house's own texts and rules
    "letter-templates": Scope(TEMPLATES, TEMPLATES),
    "checklist-rules": Scope(RULES, RULES),
    "security-checks": Scope(
        who(f"{OFFICE} hiring_lead security_officer"), who(f"{OFFICE} conflicted_officer security_officer")
    ),
    "appointments": READERS,
    "appointment-checks": READERS,
    "supervisions": READERS,
    "appointment-periods": READERS,
}
TABLES = {
    "letter-templates": "letter_template", "checklist-rules": "checklist_rule", "security-checks": "security_check",
    "appointments": "appointment", "appointment-checks": "appointment_check", "supervisions": "supervision",
    "appointment-periods": "appointment_period",
}  # fmt: skip
CHECKED = Scope(who("security_officer"), who("security_officer"))
# What is in force refuses whoever may confirm it, too.
KEEPERS = Scope(OFFICERS | {"director"}, OFFICERS | {"director"})
# A check is refused to a director, who accepts and does not do it, by whose it is.
DOERS = Scope(who("hr_officer director"), OFFICERS | {"director"})
TAGGERS = Scope(OFFICERS | {"hiring_lead"}, OFFICERS)
SEES_VACANCY = Scope(
    who(f"{OFFICE} {COMMITTEE} advisor controller conflicted conflicted_officer token {LINK}"),
    who(f"{OFFICE} controller conflicted_officer token"),
)
READS_LETTER = Scope(who(f"{OFFICE} hiring_lead"), who(f"{OFFICE} conflicted_officer"))
NO_REASON = {"reason": None}
RULE = {
    "key": "diploma",
    "name_nl": "X",
    "name_en": "X",
    "owner_role": "hr_officer",
    "source": "X",
    "valid_from": "2026-01-01",
}
APPOINTMENT = {"role_title_nl": "X", "role_title_en": "X", "person_id": "{absent}", "starts_on": "2026-01-01"}
ROWS: list[Row] = [
    *listed("letter-templates", SEES["letter-templates"], timeline=True),
    create("/letter-templates", HR, 201, body={"language": "en", "subject": "X", "body": "X"}),
    write("PATCH", "/letter-templates/{id}", "letter-templates", HR, 409, body={"subject": "Y"}),
    write("POST", "/letter-templates/{id}/moves/withdraw", "letter-templates", KEEPERS, 409, body=NO_REASON),
    Row("GET", f"{API}/letter-templates/{{id}}/pdf", "part", "letter-templates", SEES["letter-templates"]),
    Row("GET", f"{API}/offers/{{id}}/letter", "part", "offers", READS_LETTER),
    *listed("security-checks", SEES["security-checks"], timeline=True),
    write("POST", "/security-checks/{id}/moves/clear", "security-checks", CHECKED, 422, body=NO_REASON),
    write("POST", "/applications/{id}/security-check", "applications", HR_UNCONFLICTED, 409),
    Row("GET", f"{API}/vacancies/{{id}}/knowledge-security", "part", "vacancies", SEES_VACANCY),
    write("PUT", "/vacancies/{id}/knowledge-security", "vacancies", TAGGERS, 200, 412, body={"reason": "X"}),
    write("DELETE", "/vacancies/{id}/knowledge-security", "vacancies", TAGGERS, 409, 412),
    *listed("appointments", READERS, timeline=True),
    create("/appointments", HR, 404, body=APPOINTMENT),
    write("PATCH", "/appointments/{id}", "appointments", WRITERS, 200, body={"overlap_reason": "X"}),
    write("POST", "/appointments/{id}/moves/cancel", "appointments", WRITERS, 422, body=NO_REASON),
    write("POST", "/appointments/{id}/person", "appointments", WRITERS, 409, body={"person_id": "{absent}"}),
    write("POST", "/appointments/{id}/supervisions", "appointments", WRITERS, 404, body={"person_id": "{absent}", "valid_from": "2000-01-01"}),
    write("PATCH", "/supervisions/{id}", "supervisions", WRITERS, 200, body={"kind": "co"}),
    write("DELETE", "/supervisions/{id}", "supervisions", WRITERS, 200, fresh="supervision"),
    write("POST", "/appointments/{id}/periods", "appointments", WRITERS, 422, body={"kind": "leave", "valid_from": "2000-01-01", "valid_until": "2000-01-02"}),
    write("PATCH", "/appointment-periods/{id}", "appointment-periods", WRITERS, 200, body={"note": "X"}),
    write("DELETE", "/appointment-periods/{id}", "appointment-periods", WRITERS, 200, fresh="appointment period"),
    write("POST", "/appointments/{id}/checks", "appointments", WRITERS, 409, body={"kind": "contract"}),
    *listed("appointment-checks", READERS, timeline=True),
    write("PATCH", "/appointment-checks/{id}", "appointment-checks", WRITERS, 200, body={"due_on": "2099-01-01"}),
    write("POST", "/appointment-checks/{id}/moves/not_needed", "appointment-checks", DOERS, 409, 422, body=NO_REASON),
    *listed("checklist-rules", SEES["checklist-rules"], timeline=True),
    create("/checklist-rules", HR, 201, body=RULE),
    write("PATCH", "/checklist-rules/{id}", "checklist-rules", HR, 409, body={"source": "Y"}),
    write("POST", "/checklist-rules/{id}/moves/withdraw", "checklist-rules", KEEPERS, 409, body=NO_REASON),
]  # fmt: skip
OPEN: dict[tuple[str, str], Any] = {
    ("GET", "/apply/offer/letter"): (303, "to one's own application, where there is a letter")
}


def furnish(house: "House") -> None:
    """Of each application an offer that was accepted, its appointment, and a check by the security officer."""
    put = house.shared
    rule = house.sql("select id from checklist_rule where key = 'contract'")
    for data, name in (("own", "Olive Ownhire"), ("foreign", "Fay Farhire")):
        application, vacancy = put["applications", data], put["vacancies", data]
        person = house._insert("person", name=name, sort_name=name.lower())
        appointment = house._insert("appointment", person_id=person, role_title_nl="X", role_title_en="X",
                                    starts_on="2098-01-01", ends_on="2099-12-31")  # fmt: skip
        offer = put["offers", data]
        house._insert("hire", offer_id=offer, application_id=application, vacancy_id=vacancy, appointment_id=appointment,
                      confirmed_at="now")  # fmt: skip
        put["appointments", data] = str(appointment)
        put["appointment-checks", data] = str(house._insert("appointment_check", appointment_id=appointment, rule_id=rule,
                                                            kind="contract", required=True, due_on="2098-01-01"))  # fmt: skip
        put["supervisions", data] = supervision(house, data)
        put["appointment-periods", data] = period(house, data)
        house._insert("vacancy_security", vacancy_id=vacancy, reason="X")
        put["security-checks", data] = str(
            house._insert("security_check", application_id=application, vacancy_id=vacancy)
        )
    for record, table in (("letter-templates", "letter_template"), ("checklist-rules", "checklist_rule")):
        ids = [row[0] for row in house.admin.execute(f"select id from {table} order by id limit 2").fetchall()]
        put[record, "own"], put[record, "foreign"] = str(ids[0]), str(ids[1])


def supervision(house: "House", data: str) -> str:
    person = house._insert("person", name="Sue", sort_name="sue")
    return str(house._insert("supervision", appointment_id=house.shared["appointments", data], person_id=person,
                             valid_from="2098-01-01"))  # fmt: skip


def period(house: "House", data: str) -> str:
    return str(house._insert("appointment_period", appointment_id=house.shared["appointments", data], kind="leave",
                             valid_from="2098-02-01", valid_until="2098-03-01"))  # fmt: skip


FRESH = {
    "supervision": lambda house, data, audience: {"id": supervision(house, data)},
    "appointment period": lambda house, data, audience: {"id": period(house, data)},
}
