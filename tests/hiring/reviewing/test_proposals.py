"""Rule 2: obvious conflicts are proposed by the rules, and people decide. What is not answered keeps people apart."""

import asyncio
import json
from typing import Any

import psycopg
import pytest

from polder.hiring.reviewing import jobs
from polder.kernel.actor import COOKIE
from tests.hiring.test_conflict import review
from tests.support.world import Person, World

DOI = "10.1000/shared"
ORCID_WORKS = {
    "group": [{"work-summary": [{
        "put-code": 7, "title": {"title": {"value": "Water and light"}}, "publication-date": {"year": {"value": "2024"}},
        "external-ids": {"external-id": [
            {"external-id-type": "doi", "external-id-value": f"https://doi.org/{DOI.upper()}", "external-id-relationship": "self"},
            {"external-id-type": "isbn", "external-id-value": "978-0", "external-id-relationship": "part-of"}]},
    }]}]
}  # fmt: skip


def resume(name: str, **sections: Any) -> dict[str, Any]:
    return {"basics": {"name": name, "email": "x@example.org"}, **sections}


async def applied(world: World, vacancy: dict[str, Any], *resumes: dict[str, Any]) -> list[str]:
    """Applications with these CVs, compared with those who judge, by windows that the house confirmed."""
    world.in_force("conflict_window")
    file = {"file": ("cv.json", json.dumps(resumes).encode())}
    done = await world.people["hr"].client.post(f"/api/v1/applications/import?vacancy_id={vacancy['id']}", files=file)
    assert done.status_code == 201, done.text
    ids = [str(id) for id in done.json()["ids"]]
    for id in ids:
        await jobs.propose_for_application(id)
    return ids


async def employed(world: World, who: Person, name: str, since: str = "2015-01-01", until: str | None = None) -> str:
    """Belongs to an organisation of this name; HR enters it."""
    hr = world.people["hr"]
    found = world.sql("select id from organisation where name = %s", name)
    id = found[0][0] if found else (await hr.post("/organisations", {"name": name, "kind": "university"})).json()["id"]
    body = {"organisation_id": str(id), "valid_from": since, "valid_until": until}
    assert (await hr.post(f"/people/{who.person_id}/affiliations", body)).status_code == 201
    return str(id)


@pytest.fixture
async def proposed(world: World) -> tuple[dict[str, Any], str]:
    """bob and an applicant were at one university at the same time; the proposal's application."""
    vacancy = await world.vacancy()
    await employed(world, world.people["bob"], "Universiteit van Voorbeeld")
    (id,) = await applied(
        world,
        vacancy,
        resume("Ada", work=[{"name": "universiteit van voorbeeld", "startDate": "2019", "endDate": "2030"}]),
    )
    return vacancy, id


async def the(who: Person, application: str) -> dict[str, Any]:
    (row,) = (await who.get(f"/conflict-proposals?application_id={application}")).json()["data"]
    return dict(row)


async def test_every_ground_is_found_once_and_named(world: World) -> None:
    vacancy = await world.vacancy()
    hr, bob, anna = world.people["hr"], world.people["bob"], world.people["anna"]
    company = (await hr.post("/organisations", {"name": "Spinnaker B.V.", "kind": "industry"})).json()["id"]
    world.sql("update person set name = 'Prof. dr. Bob Jansen' where id = %s", bob.person_id)
    await employed(world, bob, "Universiteit van Voorbeeld")
    await employed(world, anna, "Universiteit van Voorbeeld", "1990-01-01", "1999-12-31")  # too long ago
    interest = {"person_id": anna.person_id, "organisation_id": company, "kind": "shares", "valid_from": "2020-01-01"}
    assert (await anna.post("/interests", interest)).status_code == 201
    file = {"file": ("works.json", json.dumps(ORCID_WORKS).encode())}
    imported = await bob.client.post(f"/api/v1/people/{bob.person_id}/works", files=file)
    assert (imported.status_code, imported.json()) == (201, {"works": 1})
    cv = resume(
        "Ada",
        work=[{"name": "Spinnaker BV", "startDate": "2022-03"}],
        education=[{"institution": "Universiteit van Voorbeeld", "startDate": "1995", "endDate": "2029"}],
        publications=[{"name": "Water", "url": f"https://doi.org/{DOI}", "releaseDate": "2024-02-01"}],
    )
    id, other = await applied(world, vacancy, cv, resume("Nobody", work=[{"name": "Elsewhere"}, 7], education="none"))
    world.sql(
        """insert into applicant_background (application_id, supervisors) values (%s, '[{"name": "B. Jansen", "from": "2010", "until": "2028"}]')""",
        id,
    )
    for _ in range(2):  # the same again makes nothing twice
        await jobs.propose_for_application(id)
        await jobs.propose_for_person(person_id=bob.person_id)
    rows = (await hr.get("/conflict-proposals?sort=kind")).json()["data"]
    told = [(row["kind"], row["person"], row["grounds"][0]["what"]) for row in rows]
    assert told == [
        ("coauthor", "Prof. dr. Bob Jansen", "Water"),
        ("employer", "Prof. dr. Bob Jansen", "Universiteit van Voorbeeld"),
        ("interest", "anna", "Spinnaker B.V."),
        ("supervisor", "Prof. dr. Bob Jansen", "Prof. dr. Bob Jansen"),
    ]
    assert [row["application_id"] for row in rows] == [id] * 4
    assert id != other
    assert {item["kind"] for item in (await hr.get("/todo")).json()["data"]} >= {"conflict_proposal.decide"}
    with pytest.raises(psycopg.Error, match="answer_first"):  # nor does she make an offer, whatever role she holds
        world.sql(
            f"""select set_config('polder.actor', '{anna.account_id}', true), set_config('polder.person', '{anna.person_id}', true);
            insert into offer (application_id, vacancy_id, salary_cents, starts_on, expires_at)
            select id, vacancy_id, 350000, '2099-03-01', polder.clock() + interval '9 days' from application where id = '{id}'"""
        )
    early = await anna.move("applications", id, "mark_eligible")
    assert (early.status_code, early.json()["type"]) == (409, "/problems/answer-first"), (
        "she chairs, and is asked first"
    )


async def test_whoever_it_is_about_answers_before_they_judge_and_a_second_person_decides(
    world: World, proposed: tuple[dict[str, Any], str]
) -> None:
    vacancy, id = proposed
    hr, bob, anna = world.people["hr"], world.people["bob"], world.people["anna"]
    asked = (await bob.get(f"/applications/{id}/proposed-conflicts")).json()["data"]
    assert [(one["kind"], one["grounds"][0]["what"]) for one in asked] == [("employer", "Universiteit van Voorbeeld")]
    assert (await anna.get(f"/applications/{id}/proposed-conflicts")).json()["data"] == []
    criteria = [c["id"] for c in vacancy["criteria"]]
    scores = {"scores": [{"criterion_id": c, "score": 3, "reason": "x"} for c in criteria], "recommendation": "yes"}
    refused = await bob.put(f"/applications/{id}/review", scores)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/answer-first")
    # nor is bob assigned, by hand or shared out
    by_hand = {"application_ids": [id], "account_ids": [bob.account_id]}
    refused = await hr.post(f"/vacancies/{vacancy['id']}/assignments", by_hand)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/stands-between")
    shared = (await hr.post(f"/vacancies/{vacancy['id']}/assignments/share-out", {"reviews_each": 2})).json()
    assert [(x["name"], x["lacks"], x["not_available"]) for x in shared["lacking"]] == [("Ada", 1, ["bob"])]
    # bob neither dismisses it nor answers without a reason; somebody who decides nothing sees nothing of it
    one = await the(hr, id)
    assert (await bob.move("conflict-proposals", one["id"], "dismiss", "no")).status_code == 403
    assert (await bob.move("conflict-proposals", one["id"], "deny")).status_code == 422
    observer = await world.person("olly")
    await hr.post(
        f"/vacancies/{vacancy['id']}/committee", {"account_id": observer.account_id, "role": "committee_observer"}
    )
    assert (await observer.get(f"/applications/{id}")).status_code == 200
    assert (await observer.get(f"/conflict-proposals/{one['id']}")).status_code == 404
    denied = await bob.move("conflict-proposals", one["id"], "deny", "Another faculty, never met.")
    assert (denied.status_code, denied.json()["state"]) == (200, "denied")
    assert (await bob.put(f"/applications/{id}/review", scores)).status_code == 200
    assert (await bob.move("conflict-proposals", one["id"], "confirm")).status_code == 403  # it is answered
    line = (await hr.get(f"/conflict-proposals/{one['id']}/timeline")).json()["data"][0]
    assert (line["move"], line["reason"], line["who"]["name"]) == ("deny", "Another faculty, never met.", "bob")
    # the chair may think otherwise: then it is a conflict, and hides everything from bob
    done = await asyncio.gather(*[anna.move("conflict-proposals", one["id"], "confirm") for _ in range(2)])
    assert sorted(answer.status_code for answer in done) in ([200, 409], [200, 412])
    for path in (f"/applications/{id}", f"/conflict-proposals/{one['id']}", f"/applications/{id}/proposed-conflicts"):
        assert (await bob.get(path)).status_code == 404, path
    assert (await bob.get("/applications")).json()["total"] == 0
    assert world.sql("select kind from conflict where person_id = %s", bob.person_id) == [("employer",)]
    # asked again, the rules leave a confirmed one as it is
    await jobs.propose_for_person(account_id=bob.account_id)
    assert [row["state"] for row in (await hr.get("/conflict-proposals")).json()["data"]] == ["confirmed"]


async def test_the_same_rules_look_again_when_facts_change(world: World, proposed: tuple[dict[str, Any], str]) -> None:
    _, id = proposed
    hr, bob = world.people["hr"], world.people["bob"]
    one = await the(hr, id)
    dismissed = await hr.move("conflict-proposals", one["id"], "dismiss", "A large university.")
    assert dismissed.json()["state"] == "dismissed"
    await jobs.propose_for_application(id)
    assert (await the(hr, id))["state"] == "dismissed"  # nothing new was found
    await employed(world, bob, "Elders Instituut", "2021-01-01")
    world.sql(
        "update application set cv = jsonb_set(cv, '{work,1}', '{\"name\": \"Elders Instituut\"}') where id = %s", id
    )
    await jobs.propose_for_person(person_id=bob.person_id)
    again = await the(hr, id)
    assert (again["state"], len(again["grounds"])) == ("proposed", 2)
    world.sql("update application set cv = '{}' where id = %s", id)
    await jobs.propose_for_application(id)
    assert (await the(hr, id))["state"] == "lapsed"
    assert (await bob.get(f"/applications/{id}/proposed-conflicts")).json()["data"] == []
    deferred = {row[0] for row in world.sql("select distinct task_name from jobs.procrastinate_jobs")}
    assert {"reviewing.propose_for_application", "reviewing.propose_for_person"} <= deferred


async def test_a_member_who_joins_after_reviews_are_in_is_compared_and_changes_no_mean(
    world: World, proposed: tuple[dict[str, Any], str]
) -> None:
    vacancy, id = proposed
    hr, bob, anna = world.people["hr"], world.people["bob"], world.people["anna"]
    one = await the(hr, id)
    await bob.move("conflict-proposals", one["id"], "deny", "Never met.")
    by_hand = {"application_ids": [id], "account_ids": [bob.account_id, anna.account_id]}
    assert (await hr.post(f"/vacancies/{vacancy['id']}/assignments", by_hand)).json() == {"added": 2}
    await review(bob, id, 2)
    await review(anna, id, 4)
    late = await world.person("late")
    await employed(world, late, "Universiteit van Voorbeeld")
    seat = {"account_id": late.account_id, "role": "committee_member"}
    assert (await hr.post(f"/vacancies/{vacancy['id']}/committee", seat)).status_code == 201
    await jobs.propose_for_person(account_id=late.account_id)
    assert {(row["person"], row["state"]) for row in (await hr.get("/conflict-proposals")).json()["data"]} == {
        ("bob", "denied"), ("late", "proposed"),
    }  # fmt: skip
    seen = (await hr.get(f"/applications/{id}")).json()["reviews_summary"]
    assert (seen["asked"], seen["in"], seen["means"][0]["mean"]) == (2, 2, 3.0)  # asked are those it is assigned to
    assert (await late.get(f"/applications/{id}")).json()["reviews"] == []


async def test_the_database_itself_refuses(world: World, proposed: tuple[dict[str, Any], str], app_url: str) -> None:
    vacancy, id = proposed
    bob, anna = world.people["bob"], world.people["anna"]
    one = await the(world.people["hr"], id)

    def as_(who: Person, *statements: str) -> Any:
        """Straight at the database, with the session of this person."""
        secret = who.client.cookies.get(COOKIE)
        assert secret
        with psycopg.connect(app_url) as connection:
            connection.execute("select polder.enter_session(sha256(%s), 'x')", (secret.encode(),))
            for statement in statements:
                done = connection.execute(statement)  # type: ignore[arg-type]  # psycopg wants a literal
            return done.rowcount

    move = "select set_config('polder.move', 'conflict_proposal:{}', true)"
    change = f"update conflict_proposal set {{}} where id = '{one['id']}'"
    with pytest.raises(psycopg.Error):  # not to dismissed, by whom it is about
        as_(bob, move.format("dismiss"), change.format("state = 'dismissed'"))
    with pytest.raises(psycopg.Error, match="move_not_allowed"):
        as_(anna, change.format("state = 'dismissed'"))
    with pytest.raises(psycopg.Error, match="proposal_fixed"):
        as_(anna, move.format("confirm"), change.format("state = 'confirmed', kind = 'interest'"))
    with pytest.raises(psycopg.Error, match="row-level security"):
        as_(anna, f"insert into conflict_proposal (application_id, vacancy_id, person_id, kind, grounds) values ('{id}', '{vacancy['id']}', '{anna.person_id}', 'interest', '[]')")  # fmt: skip
    assign = f"insert into review_assignment (application_id, vacancy_id, account_id) values ('{id}', '{vacancy['id']}', '%s')"
    with pytest.raises(psycopg.Error, match="stands_between"):
        as_(anna, assign % bob.account_id)
    with pytest.raises(psycopg.Error, match="no_reviewer_here"):
        as_(anna, assign % world.people["hr"].account_id)
    with pytest.raises(psycopg.Error, match="row-level security"):
        as_(bob, assign % bob.account_id)
    assert as_(anna, assign % anna.account_id) == 1
