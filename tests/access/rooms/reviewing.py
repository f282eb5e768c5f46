"""Reviewing: proposals, assignments, plans, pages of documents; and the facts behind conflicts of interest."""

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from tests.access.audiences import LINK, WITH_ACCOUNT
from tests.access.shape import (
    API,
    COMMITTEE,
    NOBODY,
    OFFICE,
    OFFICERS,
    PEOPLE_READERS,
    Row,
    Scope,
    create,
    listed,
    who,
    write,
)
from tests.support.days import today

if TYPE_CHECKING:
    from tests.access.house import House

LEADS = "hiring_lead committee_chair"
INTERESTED = who("director hr_officer conflicted_officer auditor privacy_officer")
SEES: dict[str, Scope] = {
    "conflict-proposals": Scope(who(f"{OFFICE} {LEADS}"), who(f"{OFFICE} conflicted_officer")),
    "review-assignments": Scope(who(f"{OFFICE} {COMMITTEE}"), who(f"{OFFICE} conflicted_officer")),
    "interests": Scope(INTERESTED, INTERESTED),
    "person-works": Scope(who(PEOPLE_READERS), who(PEOPLE_READERS)),
    # "own": proposed with the installation; foreign: by somebody.
    "conflict-windows": Scope(WITH_ACCOUNT - {"token"}, WITH_ACCOUNT - {"token"}),
}
TABLES = {
    "conflict-proposals": "conflict_proposal", "review-assignments": "review_assignment", "interests": "interest",
    "person-works": "person_work", "conflict-windows": "conflict_window",
}  # fmt: skip
OPEN: dict[tuple[str, str], tuple[int, str]] = {}
VACANCIES = Scope(
    who(f"{OFFICE} {COMMITTEE} advisor controller conflicted conflicted_officer token {LINK}"),
    who(f"{OFFICE} controller conflicted_officer token"),
)
DOCUMENTS = Scope(  # the security officer: of those that he is asked about
    who(f"{OFFICE} {COMMITTEE} security_officer {LINK}"), who(f"{OFFICE} conflicted_officer security_officer")
)
APPLICATIONS = Scope(who(f"{OFFICE} {COMMITTEE} {LINK}"), who(f"{OFFICE} conflicted_officer"))
UNCONFLICTED = Scope(who(f"hr_officer {LEADS}"), OFFICERS)
PLANNERS = Scope(OFFICERS | who(LEADS), OFFICERS)
KEEPERS = Scope(OFFICERS, OFFICERS)
SETTERS = Scope(OFFICERS | {"director"}, OFFICERS | {"director"})
WINDOW = {
    "key": "employer", "name_nl": "X", "name_en": "X", "value": 4, "source": "X", "valid_from": str(today() + timedelta(days=90)),
}  # fmt: skip
INTEREST = {"person_id": "{absent}", "organisation_id": "{organisation}", "kind": "shares", "valid_from": "2020-01-01"}
PAIR = {"application_ids": ["{application}"], "account_ids": ["{anna}"]}
NO_REASON = {"reason": None}
ROWS = [
    *listed("conflict-proposals", SEES["conflict-proposals"], timeline=True),
    write("POST", "/conflict-proposals/{id}/moves/dismiss", "conflict-proposals", UNCONFLICTED, 422, body=NO_REASON),
    *listed("review-assignments", SEES["review-assignments"]),
    write("POST", "/review-assignments/{id}/end", "review-assignments", UNCONFLICTED, 200, 409, body={"reason": "X"}),
    Row("GET", f"{API}/vacancies/{{id}}/reviewing", "part", "vacancies", VACANCIES, note="reviewers: for who plans"),
    write("PUT", "/vacancies/{id}/reviewing", "vacancies", PLANNERS, 200, 412, body={}),
    Row("GET", f"{API}/vacancies/{{id}}/next-review", "part", "vacancies",
        Scope(who("committee_chair committee_member conflicted"), frozenset()), note="of what one may see"),
    Row("GET", f"{API}/vacancies/{{id}}/reviewed-by", "part", "vacancies", PLANNERS),
    # decided already; to whoever has a conflict with it the application does not exist
    write("POST", "/vacancies/{id}/assignments", "vacancies", PLANNERS, 409, 404, body=PAIR),
    write("POST", "/vacancies/{id}/assignments/share-out", "vacancies", PLANNERS, 200, body={"reviews_each": 1}),
    Row("GET", f"{API}/applications/{{id}}/proposed-conflicts", "part", "applications", APPLICATIONS, note="about oneself"),
    # the content of these is nowhere: it is looked for only by whoever sees them
    *[Row("GET", f"{API}/documents/{{id}}/pages/{{page}}{what}", "part", "documents", DOCUMENTS, (409,))
      for what in ("", "/text")],
    Row("GET", f"{API}/applications/{{id}}/review-opinions", "part", "applications", APPLICATIONS, note="of reviews that one sees"),
    write("PUT", "/reviews/{id}/opinion", "reviews", NOBODY, body={"agrees": True}),
    *listed("interests", SEES["interests"]),
    create("/interests", KEEPERS, 404, body=INTEREST),
    write("POST", "/interests/{id}/end", "interests", KEEPERS, 200, body={"valid_until": "2099-01-01"}),
    *listed("person-works", SEES["person-works"], shown=False),
    write("POST", "/people/{id}/works", "people",
          Scope(WITH_ACCOUNT, who("hr_officer conflicted_officer system_administrator")), 422, body="file"),
    *listed("conflict-windows", SEES["conflict-windows"], timeline=True),
    create("/conflict-windows", SETTERS, 201, body=WINDOW),
    write("PATCH", "/conflict-windows/{id}", "conflict-windows", SETTERS, 200, 409, body={"source": "Y"}),
    write("POST", "/conflict-windows/{id}/moves/withdraw", "conflict-windows", SETTERS, 409, 422, body=NO_REASON),
]  # fmt: skip


def furnish(house: "House") -> None:
    for data in ("own", "foreign"):
        account = house._account()
        person = house.sql("select person_id from account where id = %s", account)
        of = {"application_id": house.shared["applications", data], "vacancy_id": house.shared["vacancies", data]}
        made = {
            "conflict-proposals": house._insert("conflict_proposal", **of, person_id=person, kind="employer", grounds="[]"),
            "review-assignments": house._insert("review_assignment", **of, account_id=account),
            "interests": house._insert("interest", person_id=person, organisation_id=house.shared["organisations", data],
                                       kind="board", valid_from="2020-01-01"),
            "person-works": house._insert("person_work", person_id=person, identifier=f"doi:{uuid4()}", title="X"),
            "conflict-windows": house.sql("select id from conflict_window where key = 'coauthor'") if data == "own" else
            house._insert("conflict_window", key="coauthor", name_nl="X", name_en="X", value=7, source="X", valid_from="2099-01-01"),
        }  # fmt: skip
        house.shared.update({(record, data): str(id) for record, id in made.items()})
