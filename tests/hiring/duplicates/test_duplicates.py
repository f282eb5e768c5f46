"""Who applied more than once: proposed with its grounds, judged by people, undone with a reason; never merged by itself."""

import asyncio
import time
from typing import Any

import psycopg
import pytest

from tests.hiring.correspondence.test_mailings import applications
from tests.support.world import World


async def proposed(person: Any, id: str) -> dict[str, list[str]]:
    found = (await person.get(f"/applications/{id}/same-person")).json()
    return {one["other"]["name"]: one["grounds"] for one in found["proposed"]}


async def test_one_person_under_two_spellings_is_proposed_and_of_two_one_counts_until_it_is_undone(
    world: World,
) -> None:
    vacancy = await world.vacancy()
    elsewhere = await world.vacancy()
    hr, anna = world.people["hr"], world.people["anna"]
    one, two, _ = await applications(
        world, vacancy, ("Anna van der Berg", "anna@example.org"), ("VAN DER BERG, Ánna", "a.berg@example.com"), ("Bo Berg", "bo@example.org")
    )  # fmt: skip
    (three,) = await applications(world, elsewhere, ("A. Berg", "Anna+jobs@Example.org"))
    assert await proposed(hr, one) == {"VAN DER BERG, Ánna": ["name"], "A. Berg": ["email"]}
    found = (await hr.get(f"/applications/{one}/same-person")).json()["proposed"]
    assert [(p["other"]["name"], p["same_vacancy"]) for p in found] == [
        ("VAN DER BERG, Ánna", True),
        ("A. Berg", False),
    ]
    pairs = (await hr.get(f"/vacancies/{vacancy['id']}/duplicates")).json()["data"]
    assert [(p["same_vacancy"], p["grounds"]) for p in pairs] == [(True, ["name"]), (False, ["email"])]
    waiting = [
        item["record"]["id"] for item in (await hr.get("/todo")).json()["data"] if item["kind"] == "application.twice"
    ]
    assert waiting == [two]
    # who judges applications judges no duplicates
    assert await proposed(anna, one) == {}
    assert (await anna.get(f"/vacancies/{vacancy['id']}/duplicates")).json()["data"] == []
    assert (
        await anna.post(f"/applications/{one}/same-person", {"other_id": two, "verdict": "same"})
    ).status_code == 403

    # HR chooses which one counts; asked twice at once, it is said once
    await hr.move("applications", two, "mark_eligible")
    said = {"other_id": two, "verdict": "same", "keep_id": one}
    answers = await asyncio.gather(*[hr.post(f"/applications/{one}/same-person", said) for _ in range(2)])
    assert sorted(answer.status_code for answer in answers) == [204, 409]
    assert world.sql("select stage from application where id = %s", two) == [("withdrawn",)]
    assert world.sql("select to_address from mail where template = 'application_duplicate'") == [
        ("a.berg@example.com",)
    ]
    cross = await hr.post(f"/applications/{one}/same-person", {"other_id": three, "verdict": "same", "keep_id": one})
    assert cross.json()["errors"][0]["field"] == "keep_id"
    assert (
        await hr.post(f"/applications/{one}/same-person", {"other_id": three, "verdict": "same"})
    ).status_code == 204
    assert await proposed(hr, one) == {}
    # links lead on: the third application is the second's too, and so are its letters
    further = (await hr.get(f"/applications/{two}/same-person")).json()
    assert [other["name"] for other in further["more"]] == ["A. Berg"]
    letters = (await hr.get(f"/applications/{three}/letters")).json()["data"]
    assert [letter["template"] for letter in letters] == ["application_duplicate"]

    # undone with a reason: it stands where it stood, its writer is told, and the two can be judged anew
    judged = next(s for s in (await hr.get(f"/applications/{two}/same-person")).json()["said"])
    undo = f"/same-person/{judged['id']}/undo"
    assert (await hr.post(undo, {"reason": " "}, version=judged["version"])).status_code == 422
    assert (await hr.post(undo, {"reason": "Twins."}, version=9)).status_code == 412
    undone = await hr.post(undo, {"reason": "Twins."}, version=judged["version"])
    assert (undone.status_code, undone.json()) == (200, {"interviews_back": 0, "interviews_lost": 0})
    assert world.sql("select stage from application where id = %s", two) == [("eligible",)]
    assert (await hr.post(undo, {"reason": "Twins."}, version=judged["version"] + 1)).status_code == 409
    timeline = (await hr.get(f"/applications/{two}/timeline")).json()["data"]
    assert [(line["move"], line["reason"]) for line in timeline][:2][0] == ("bring_back_eligible", "Twins.")
    assert world.sql("select count(*) from mail where template = 'application_counts_again'") == [(1,)]
    different = await hr.post(f"/applications/{two}/same-person", {"other_id": one, "verdict": "different"})
    assert different.status_code == 204
    assert await proposed(hr, two) == {}

    # what was said is not rewritten, and what its writer withdrew does not come back this way
    with (
        psycopg.connect(world.superuser_url, autocommit=True) as owner,
        pytest.raises(psycopg.Error, match="judged_already"),
    ):
        owner.execute("update same_person set verdict = 'same' where verdict = 'different'")
    assert (await hr.move("applications", two, "bring_back_eligible")).status_code == 404


async def test_a_conflict_hides_all_that_was_said_and_a_withdrawn_name_proposes_nothing_new(world: World) -> None:
    vacancy = await world.vacancy()
    hr = world.people["hr"]
    other = await world.person("other", "hr_officer")
    one, two = await applications(world, vacancy, ("Anna Berg", "anna@example.org"), ("Berg Anna", "b@example.org"))
    await hr.post(f"/applications/{one}/same-person", {"other_id": two, "verdict": "same"})
    await other.post(f"/applications/{two}/conflict", {"kind": "family"})
    for gone in (one, two):  # the conflict is with the person
        assert (await other.get(f"/applications/{gone}")).status_code == 404
        assert (await other.get(f"/applications/{gone}/same-person")).status_code == 404
    assert (await other.get(f"/vacancies/{vacancy['id']}/duplicates")).json()["data"] == []
    judged = (await hr.get(f"/applications/{one}/same-person")).json()["said"][0]
    assert (await other.post(f"/same-person/{judged['id']}/undo", {"reason": "x"}, version=1)).status_code == 404
    assert (
        await other.post(f"/applications/{one}/same-person", {"other_id": two, "verdict": "different"})
    ).status_code == 404


async def test_a_conflict_holds_for_all_applications_of_one_person_as_long_as_they_are_theirs(world: World) -> None:
    vacancy = await world.vacancy()
    hr, bob = world.people["hr"], world.people["bob"]
    ids = await applications(
        world,
        vacancy,
        ("Anna Berg", "anna@example.org"),
        ("Berg Anna", "b@example.org"),
        ("A. Berg", "anna@example.org"),
    )

    async def seen() -> list[int]:
        return [(await bob.get(f"/applications/{id}")).status_code for id in ids]

    assert (await bob.post(f"/applications/{ids[0]}/conflict", {"kind": "supervisor"})).status_code in (200, 201, 204)
    assert await seen() == [404, 200, 200]
    for other in ids[1:]:  # said after the conflict
        assert (
            await hr.post(f"/applications/{ids[0]}/same-person", {"other_id": other, "verdict": "same"})
        ).status_code == 204
    assert await seen() == [404, 404, 404]
    pairs = (await hr.get(f"/vacancies/{vacancy['id']}/duplicates")).json()["data"]
    assert pairs == [], "the third pair follows from the two"
    judged = (await hr.get(f"/applications/{ids[1]}/same-person")).json()["said"][0]
    undone = await hr.post(f"/same-person/{judged['id']}/undo", {"reason": "A sister."}, version=1)
    assert undone.status_code == 200, undone.text
    assert await seen() == [404, 200, 404]


async def test_of_ten_thousand_applications_those_of_one_person_are_found_at_once(world: World) -> None:
    vacancy = await world.vacancy()
    hr = world.people["hr"]
    (ada,) = await applications(world, vacancy, ("Ada Lovelace", "ada@example.org"))
    with psycopg.connect(world.superuser_url, autocommit=True) as owner:
        owner.execute("alter table application disable trigger user")
        owner.execute(
            """insert into application (vacancy_id, name, sort_name, email, motivation, stage, submitted_at, source)
               select %s, 'Person ' || n %% 9000, 'person', 'p' || n || '@example.org', '', 'submitted', now(), 'import'
               from generate_series(1, 10000) n""",
            (vacancy["id"],),
        )
        owner.execute("alter table application enable trigger user")
        owner.execute("select polder.renew_keys(a) from application a where a.name like 'Person %'")
        owner.execute("update application set email = 'ada@example.org' where name = 'Person 77'")
        owner.execute("analyze application; analyze application_key")
    await proposed(hr, ada)
    began = time.perf_counter()
    assert len(await proposed(hr, ada)) == 1  # two of one name
    assert time.perf_counter() - began < 1  # measured: docs/decisions/0026
    began = time.perf_counter()
    assert len((await hr.get(f"/vacancies/{vacancy['id']}/duplicates")).json()["data"]) == 500
    assert time.perf_counter() - began < 5
