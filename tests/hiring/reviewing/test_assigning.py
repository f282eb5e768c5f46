"""Who reviews what: by hand and shared out, kept apart where something stands between, and seen by nobody else (H8–H11, R6)."""

import asyncio
from datetime import timedelta
from typing import Any

import psycopg
import pytest

from polder.hiring.reviewing import jobs
from tests.hiring.reviewing.test_proposals import applied, resume
from tests.hiring.test_conflict import review
from tests.support.days import today
from tests.support.world import Person, World

NAMES = ("Ada", "Ben", "Cem", "Dag", "Eva", "Fay")


@pytest.fixture
async def six(world: World) -> tuple[dict[str, Any], list[str]]:
    """A vacancy with six applications and three who judge: anna chairs, bob and cleo are members."""
    vacancy = await world.vacancy()
    cleo = await world.person("cleo")
    seat = {"account_id": cleo.account_id, "role": "committee_member"}
    assert (await world.people["hr"].post(f"/vacancies/{vacancy['id']}/committee", seat)).status_code == 201
    return vacancy, await applied(world, vacancy, *[resume(name) for name in NAMES])


async def shared(who: Person, vacancy: dict[str, Any], **body: Any) -> Any:
    return await who.post(f"/vacancies/{vacancy['id']}/assignments/share-out", {"reviews_each": 2, **body})


async def assigned_to(who: Person, by: Person) -> list[str]:
    rows = (await by.get(f"/review-assignments?account_id={who.account_id}&open=true&sort=created_at")).json()["data"]
    return sorted(row["application_id"] for row in rows)


async def test_reviews_are_shared_out_evenly_shown_first_and_written_once(
    world: World, six: tuple[dict[str, Any], list[str]]
) -> None:
    vacancy, ids = six
    hr, anna, bob, cleo = (world.people[name] for name in ("hr", "anna", "bob", "cleo"))
    shown = (await shared(hr, vacancy)).json()
    assert [(load["name"], load["before"], load["after"]) for load in shown["loads"]] == [
        ("anna", 0, 4), ("bob", 0, 4), ("cleo", 0, 4),
    ]  # fmt: skip
    assert (shown["written"], shown["added"], shown["lacking"]) == (False, 12, [])
    assert (await hr.get("/review-assignments")).json()["total"] == 0
    assert (await shared(hr, vacancy)).json()["digest"] == shown["digest"]  # the same question has the same answer
    # something changed since it was shown
    pair = {"application_ids": [ids[0]], "account_ids": [cleo.account_id]}
    assert (await hr.post(f"/vacancies/{vacancy['id']}/assignments", pair)).json() == {"added": 1}
    stale = await shared(hr, vacancy, expected=shown["digest"])
    assert (stale.status_code, stale.json()["type"]) == (409, "/problems/shares-changed")
    digest = (await shared(anna, vacancy)).json()["digest"]
    done = await asyncio.gather(*[shared(who, vacancy, expected=digest) for who in (hr, anna)])
    assert sorted(answer.status_code for answer in done) == [201, 409] or sorted(a.status_code for a in done) == [
        200,
        409,
    ]
    lists = [await assigned_to(who, hr) for who in (anna, bob, cleo)]
    assert [len(one) for one in lists] == [4, 4, 4]
    assert ids[0] in lists[2]
    assert all(sum(id in one for one in lists) == 2 for id in ids)
    again = (await shared(hr, vacancy)).json()
    assert (again["added"], again["lacking_total"]) == (0, 0)
    # who is conflicted is asked no more; what they lose, somebody else gets
    one = lists[1][0]
    assert (await bob.post(f"/applications/{one}/conflict", {"kind": "family"})).status_code == 204
    assert one not in await assigned_to(bob, hr)
    again = (await shared(hr, vacancy)).json()
    assert (again["added"], again["lacking_total"], [load["after"] for load in again["loads"]].count(4)) == (1, 0, 1)
    # limits and weights: cleo takes no more, and what nobody can take is named
    plan = {"reviews_each": 3, "loads": [{"account_id": cleo.account_id, "weight_percent": 100, "most": 4}]}
    planned = await hr.put(f"/vacancies/{vacancy['id']}/reviewing", plan)
    assert (planned.status_code, planned.json()["version"], planned.json()["short"]) == (200, 1, 6)
    lacking = (await shared(hr, vacancy, reviews_each=3)).json()
    assert lacking["lacking_total"] == 2 + (one in lists[2])
    assert next(x for x in lacking["lacking"] if x["application_id"] == one)["not_available"] == ["bob"]
    assert max(load["after"] for load in lacking["loads"] if load["name"] == "cleo") == 4
    assert (await hr.put(f"/vacancies/{vacancy['id']}/reviewing", plan)).status_code == 428
    assert (await hr.put(f"/vacancies/{vacancy['id']}/reviewing", plan, 9)).status_code == 412


async def test_whoever_sees_what_is_assigned_meets_nothing_else(
    world: World, six: tuple[dict[str, Any], list[str]]
) -> None:
    vacancy, ids = six
    hr, anna, bob = (world.people[name] for name in ("hr", "anna", "bob"))
    world.sql(
        """insert into document (record_kind, record_id, kind, file_name, media_type, size, storage_key, state, completed_at, pages)
           select 'application', id, 'cv', name || '.pdf', 'application/pdf', 1, id::text, 'accepted', now(), 1 from application"""
    )
    reviewing = f"/vacancies/{vacancy['id']}/reviewing"
    assert (await bob.put(reviewing, {"members_review": "assigned"})).status_code == 403
    assert (await anna.put(reviewing, {"members_review": "assigned", "review_by": "2099-02-01"})).status_code == 200
    assert (await bob.get("/applications")).json()["total"] == 0
    assert (await bob.get(f"/vacancies/{vacancy['id']}")).json()["counts"] == {}
    pair = {"application_ids": ids[:2], "account_ids": [bob.account_id]}
    made = await anna.post(
        f"/vacancies/{vacancy['id']}/assignments", pair, headers={"Idempotency-Key": "once-and-for-all"}
    )
    assert made.json() == {"added": 2}
    again = await anna.post(
        f"/vacancies/{vacancy['id']}/assignments", pair, headers={"Idempotency-Key": "once-and-for-all"}
    )
    assert again.json() == {"added": 2}
    assert len(await assigned_to(bob, hr)) == 2
    assert (await bob.post(f"/vacancies/{vacancy['id']}/assignments", pair)).status_code == 403
    # bob sees two, in every list, count, file and address; the chair, HR and observers see all
    seen = (await bob.get("/applications")).json()
    assert (seen["total"], sorted(row["id"] for row in seen["data"])) == (2, sorted(ids[:2]))
    for path in ("", "/timeline", "/pdf", "/proposed-conflicts"):
        assert (await bob.get(f"/applications/{ids[0]}{path}")).status_code == 200, path
        assert (await bob.get(f"/applications/{ids[2]}{path}")).status_code == 404, path
    assert (await bob.get("/documents")).json()["total"] == 2
    hidden = world.sql("select id from document where record_id = %s", ids[2])[0][0]
    assert (await bob.get(f"/documents/{hidden}/content")).status_code == 404
    file = (await bob.get("/applications/export")).text
    assert "Ada" in file
    assert "Cem" not in file
    assert (await bob.get("/applications?q=cem")).json()["total"] == 0
    assert (await bob.get("/find?q=cem")).json()["data"] == []
    assert (await bob.get(f"/vacancies/{vacancy['id']}")).json()["counts"] == {"submitted": 2}
    assert (await anna.get("/applications")).json()["total"] == (await hr.get("/applications")).json()["total"] == 6
    refused = await bob.put(f"/applications/{ids[2]}/review", {"scores": [], "recommendation": "yes"})
    assert refused.status_code == 404
    # home: one line, with how many and by when
    (line,) = [item for item in (await bob.get("/todo")).json()["data"] if item["kind"] == "application.review"]
    assert (line["subject"]["en"], line["record"]["id"], line["due"][:10]) == (
        "PhD candidate (2)",
        vacancy["id"],
        "2099-02-01",
    )
    # what bob wrote stays when he is asked no more, and he loses sight of the rest
    await review(bob, ids[0], 4)
    with pytest.raises(AssertionError, match="428 == 200"):
        await review(bob, ids[0], 5)
    (one,) = (await hr.get(f"/review-assignments?account_id={bob.account_id}&application_id={ids[0]}")).json()["data"]
    path = f"/review-assignments/{one['id']}/end"
    assert (await anna.post(path, {"reason": " "}, version=one["version"])).status_code == 422
    assert (await bob.post(path, {"reason": "x"}, version=one["version"])).status_code == 403
    ended = await anna.post(path, {"reason": "Too busy."}, version=one["version"])
    assert (ended.status_code, ended.json()["ended_reason"]) == (200, "Too busy.")
    assert (await anna.post(path, {"reason": "Again."}, version=ended.json()["version"])).status_code == 409
    assert (await bob.get(f"/applications/{ids[0]}")).status_code == 404
    kept = (await hr.get(f"/applications/{ids[0]}")).json()["reviews"]
    assert [(r["reviewer"], r["scores"][0]["score"]) for r in kept] == [("bob", 4)]
    assert (await bob.get("/reviews")).json()["total"] == 0
    # others' judgements come after one's own, also where they are assigned
    await review(anna, ids[1], 2)
    assert (await bob.get(f"/applications/{ids[1]}")).json()["reviews"] == []
    await review(bob, ids[1], 3)
    assert len((await bob.get(f"/applications/{ids[1]}")).json()["reviews"]) == 2
    # who has a conflict does not count what is hidden from them either
    assert (await anna.post(f"/applications/{ids[0]}/conflict", {"kind": "family"})).status_code == 204
    for who, done in ((hr, 2), (anna, 1)):
        shown = (await who.get(reviewing)).json()
        assert [one["done"] for one in shown["reviewers"] if one["name"] == "bob"] == [done]
        asked = "&".join(f"application_id={id}" for id in ids)
        found = (await who.get(f"/vacancies/{vacancy['id']}/reviewed-by?{asked}")).json()["data"]
        assert [x["name"] for x in found].count("bob") == done
    token = (await bob.post("/tokens", {"label": "x", "scope": ["application.read"], "days": 1})).json()["token"]
    client = world.client()
    client.headers["Authorization"] = f"Bearer {token}"
    assert (await client.get("/api/v1/applications")).json()["total"] == 1
    await client.aclose()


async def test_the_next_review_is_the_next_name_that_is_not_done(
    world: World, six: tuple[dict[str, Any], list[str]]
) -> None:
    vacancy, ids = six
    bob, cleo = world.people["bob"], world.people["cleo"]

    async def following(who: Person, after: str = "") -> tuple[str | None, int, int]:
        answer = await who.get(f"/vacancies/{vacancy['id']}/next-review{after and f'?after={after}'}")
        assert answer.status_code == 200, answer.text
        found = answer.json()
        return found["id"], found["done"], found["of"]

    assert await following(bob) == (ids[0], 0, 6)
    assert await following(bob, ids[0]) == (ids[1], 0, 6)
    await review(bob, ids[1])
    assert await following(bob, ids[0]) == (ids[2], 1, 6)
    assert await following(bob, ids[5]) == (ids[0], 1, 6)  # begins again
    assert (await world.people["hr"].get(f"/vacancies/{vacancy['id']}/next-review")).status_code == 404
    pair = {"application_ids": ids[3:5], "account_ids": [cleo.account_id]}
    await world.people["hr"].post(f"/vacancies/{vacancy['id']}/assignments", pair)
    assert await following(cleo) == (ids[3], 0, 2)
    for id in ids[3:5]:
        await review(cleo, id)
    assert await following(cleo, ids[4]) == (None, 2, 2)
    assert not [t for t in (await cleo.get("/todo")).json()["data"] if t["kind"] == "application.review"]


async def test_whoever_owes_reviews_is_reminded_once_by_the_rule_of_the_house(
    world: World, six: tuple[dict[str, Any], list[str]]
) -> None:
    vacancy, ids = six
    hr, anna, bob = (world.people[name] for name in ("hr", "anna", "bob"))
    for name in ("anna", "bob", "cleo"):
        world.sql(
            "update account set email = %s, language = 'en' where id = %s",
            f"{name}@institute.example",
            world.people[name].account_id,
        )
    path = f"/vacancies/{vacancy['id']}"
    pair = {"application_ids": ids[:2], "account_ids": [anna.account_id]}
    assert (await hr.post(f"{path}/assignments", pair)).json() == {"added": 2}

    async def reminded() -> dict[str, str]:
        """Who was written to now, with how many reviews."""
        before = world.sql("select count(*) from mail where template = 'reviews_due'")[0][0]
        for _ in range(2):
            await jobs.remind(0)
        found = world.sql(
            "select to_address, subject, text from mail where template = 'reviews_due' order by id offset %s", before
        )
        assert all(f"admin/#/vacancies/{vacancy['id']}/show" in text and "Ada" not in text for _, _, text in found)
        return {to.partition("@")[0]: subject.rpartition(" ")[2] for to, subject, _ in found}

    begins = today()
    world.clock(f"{begins + timedelta(days=3)}T10:00:00Z")
    assert await reminded() == {}, "nobody has confirmed a rule yet"
    world.in_force("hiring_rule", "review_reminder_days")
    world.clock(f"{begins + timedelta(days=2)}T10:00:00Z")
    assert await reminded() == {}
    world.clock(f"{begins + timedelta(days=3)}T10:00:00Z")
    assert await reminded() == {"anna": "2"}, "three days after being asked; bob was asked for nothing by a day"
    await review(anna, ids[0])
    plan = {"members_review": "all", "reviews_each": 2, "review_by": str(begins + timedelta(days=10))}
    assert (await hr.put(f"{path}/reviewing", {**plan, "loads": []})).status_code == 200
    world.clock(f"{begins + timedelta(days=6)}T10:00:00Z")
    assert await reminded() == {}
    assert (await bob.post(f"/applications/{ids[5]}/conflict", {"kind": "family"})).status_code == 204
    world.clock(f"{begins + timedelta(days=7)}T10:00:00Z")
    assert await reminded() == {"anna": "1", "bob": "5", "cleo": "6"}
    version = (await hr.get(f"{path}/reviewing")).json()["version"]
    moved = {**plan, "review_by": str(begins + timedelta(days=20)), "loads": []}
    assert (await hr.put(f"{path}/reviewing", moved, version)).status_code == 200
    world.clock(f"{begins + timedelta(days=17)}T10:00:00Z")
    assert await reminded() == {"anna": "1", "bob": "5", "cleo": "6"}, "of another day it is told again"
    with pytest.raises(psycopg.Error):
        world.sql("delete from review_reminder")
