"""Calls: the vacancies of the matrix as calls, each with two advisors, a prepared round with a pair, and a draft letter."""

from typing import TYPE_CHECKING

from tests.access.audiences import LINK
from tests.access.shape import (
    API,
    COMMITTEE,
    HR,
    HR_UNCONFLICTED,
    NOBODY,
    OFFICE,
    Row,
    Scope,
    create,
    listed,
    who,
    write,
)

if TYPE_CHECKING:
    from tests.access.house import House

STAFF = Scope(who(f"{OFFICE} conflicted_officer"), who(f"{OFFICE} conflicted_officer"))
OF_CANDIDATE = Scope(who(OFFICE), who(f"{OFFICE} conflicted_officer"))
MATCHERS = Scope(who("director hr_officer conflicted_officer"), who("director hr_officer conflicted_officer"))
MATCHERS_UNCONFLICTED = Scope(who("director hr_officer"), who("director hr_officer conflicted_officer"))
DECIDERS = Scope(who("hr_officer conflicted_officer hiring_lead committee_chair"), who("hr_officer conflicted_officer"))
NO_REASON = {"reason": None}

SEES: dict[str, Scope] = {
    "calls": Scope(
        who(f"{OFFICE} {COMMITTEE} advisor controller conflicted conflicted_officer token {LINK}"),
        who(f"{OFFICE} controller conflicted_officer token"),
    ),
    "advisors": STAFF,
    "match-rounds": STAFF,
    "match-pairs": OF_CANDIDATE,
    "letters-of-intent": OF_CANDIDATE,
    "track-rules": Scope(STAFF.own),
}
TABLES = {
    "calls": "call", "advisors": "advisor", "match-rounds": "match_round", "match-pairs": "match_pair",
    "letters-of-intent": "letter_of_intent", "track-rules": "track_rule",
}  # fmt: skip
OPEN: dict[tuple[str, str], tuple[int, str]] = {
    ("GET", "/careers/{reference}/advisors"): (404, "a call that is not published does not exist"),
    ("POST", "/apply/intent/{id}/sign"): (401, "by personal link only"),
}
RULE = {
    "key": "academic_stay_months",
    "name_nl": "X",
    "name_en": "X",
    "value": 6,
    "source": "X",
    "valid_from": "2027-01-01",
}
ADVISOR = {
    "vacancy_id": "{absent}",
    "name": "X",
    "email": "x{n}@example.org",
    "organisation_id": "{organisation}",
    "country_code": "NL",
}
LETTER = {
    "application_id": "{absent}",
    "first_advisor_id": "{absent}",
    "second_advisor_id": "{absent}",
    "starts_on": "2027-01-01",
}

ROWS: list[Row] = [
    *listed("calls", SEES["calls"]),
    write("PATCH", "/calls/{id}", "calls", HR, 200, body={"posts": 3, "reason": "X"}),
    *listed("advisors", STAFF),
    create("/advisors", HR, 422, body=ADVISOR),
    write("PATCH", "/advisors/{id}", "advisors", HR, 200, body={"posts": 1}),
    Row("GET", f"{API}/advisors/{{id}}/found", "part", "advisors", STAFF),
    write("PUT", "/advisors/{id}/ranking", "advisors", NOBODY, body={}),
    write("PUT", "/advisors/{id}/candidates/{application}", "advisors", NOBODY, body={}),
    write("POST", "/vacancies/{id}/advisors/import", "vacancies", HR, 422, body="file"),
    Row("GET", f"{API}/vacancies/{{id}}/eligibility", "part", "vacancies",
        Scope(DECIDERS.own | STAFF.own, STAFF.own)),
    # whose conflict hides the application: absent
    write("POST", "/vacancies/{id}/eligibility", "vacancies", DECIDERS, 204, 404, body={"application_ids": ["{application}"]}),
    *listed("match-rounds", STAFF, timeline=True),
    create("/match-rounds", MATCHERS, 422, body={"vacancy_id": "{absent}", "kind": "interviews"}),
    write("POST", "/match-rounds/{id}/moves/discard", "match-rounds", MATCHERS, 422, body=NO_REASON),
    write("POST", "/match-rounds/{id}/again", "match-rounds", MATCHERS, 409, body={"reason": "X"}),
    write("POST", "/match-rounds/{id}/confirm-pairs", "match-rounds", MATCHERS, 200, 409),
    write("POST", "/match-rounds/{id}/advance", "match-rounds", HR, 409),
    Row("GET", f"{API}/match-rounds/{{id}}/unmatched", "part", "match-rounds", STAFF),
    Row("GET", f"{API}/match-rounds/{{id}}/recomputed", "part", "match-rounds", STAFF),
    *listed("match-pairs", OF_CANDIDATE, timeline=True),
    write("POST", "/match-pairs/{id}/moves/reject", "match-pairs", MATCHERS_UNCONFLICTED, 409, body=NO_REASON),
    *listed("letters-of-intent", OF_CANDIDATE, timeline=True),
    create("/letters-of-intent", HR, 404, body=LETTER),
    write("PATCH", "/letters-of-intent/{id}", "letters-of-intent", HR_UNCONFLICTED, 200, body={"stay_months": 1}),
    write("POST", "/letters-of-intent/{id}/moves/withdraw", "letters-of-intent", HR_UNCONFLICTED, 422, body=NO_REASON),
    write("POST", "/letters-of-intent/{id}/signatures", "letters-of-intent", NOBODY, body={"signed_name": "X"}),
    Row("GET", f"{API}/letters-of-intent/{{id}}/pdf", "part", "letters-of-intent", OF_CANDIDATE),
    *listed("track-rules", SEES["track-rules"], timeline=True),
    create("/track-rules", HR, 201, body=RULE),
    write("PATCH", "/track-rules/{id}", "track-rules", Scope(HR.own), 409, body={"source": "Y"}),
    write("POST", "/track-rules/{id}/moves/withdraw", "track-rules", Scope(MATCHERS.own), 409, body=NO_REASON),
]  # fmt: skip


def furnish(house: "House") -> None:
    put, insert = house.shared, house._insert
    for data in ("own", "foreign"):
        vacancy, application, place = put["vacancies", data], put["applications", data], put["organisations", data]
        house.sql("update vacancy set kind = 'call' where id = %s", vacancy)
        put["calls", data] = str(insert("call", vacancy_id=vacancy))
        of = {"vacancy_id": vacancy, "organisation_id": place, "country_code": "NL", "topics_nl": "", "topics_en": ""}
        one, two = (
            str(insert("advisor", name=name, email=f"{name.lower()}@example.org", **of)) for name in ("One", "Two")
        )
        put["advisors", data] = one
        put["match-rounds", data] = round = str(insert("match_round", vacancy_id=vacancy, kind="interviews", note=""))
        candidate = {"vacancy_id": vacancy, "application_id": application}
        put["match-pairs", data] = str(insert("match_pair", round_id=round, advisor_id=one, **candidate))
        put["letters-of-intent", data] = str(
            insert("letter_of_intent", first_advisor_id=one, second_advisor_id=two, track="academic", starts_on="2027-01-01",
                   field_one="", field_two="", body="X", **candidate)
        )  # fmt: skip
    put["track-rules", "own"] = str(house.sql("select id from track_rule where key = 'academic_stay_months'"))
