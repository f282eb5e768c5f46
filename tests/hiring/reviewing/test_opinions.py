"""What reviewers think of each other's reviews: never of their own, nor before theirs is in."""

import asyncio

import psycopg
import pytest

from tests.hiring.test_conflict import review
from tests.support.world import World


async def test_a_reviewer_agrees_with_anothers_review_or_says_why_not(world: World) -> None:
    vacancy = await world.vacancy()
    application = await world.application(vacancy)
    anna, bob, hr = (world.people[name] for name in ("anna", "bob", "hr"))
    hers = await review(anna, application["id"])
    path, opinions = f"/reviews/{hers}/opinion", f"/applications/{application['id']}/review-opinions"
    assert (await bob.put(path, {"agrees": True})).status_code == 404, "not before one's own is in"
    await review(bob, application["id"])
    own = await anna.put(path, {"agrees": True})
    assert (own.status_code, own.json()["type"]) == (409, "/problems/opinion-of-another")
    assert (await hr.put(path, {"agrees": True})).status_code == 403, "who does not judge has no say"
    silent = await bob.put(path, {"agrees": False, "reason": "  "})
    assert (silent.status_code, [e["field"] for e in silent.json()["errors"]]) == (422, ["reason"])
    twice = await asyncio.gather(*[bob.put(path, {"agrees": True}) for _ in range(2)])
    assert sorted(answer.status_code for answer in twice) in ([204, 409], [204, 412])
    (one,) = (await bob.get(opinions)).json()
    assert (one["author"], one["mine"], one["agrees"], one["review_id"]) == ("bob", True, True, hers)
    assert (await bob.put(path, {"agrees": False, "reason": "Too low."})).status_code == 412
    assert (await bob.put(path, {"agrees": False, "reason": "Too low."}, one["version"])).status_code == 204
    (one,) = (await anna.get(opinions)).json()
    assert (one["mine"], one["agrees"], one["reason"]) == (False, False, "Too low.")
    for attack in (
        "update review_opinion set author_id = (select reviewer_id from review where id = review_id)",
        "insert into review_opinion (review_id, author_id, agrees, reason) select id, reviewer_id, true, '' from review",
    ):
        with pytest.raises(psycopg.Error, match="opinion_of_another"):
            world.sql(attack)
    assert (await hr.post(f"/applications/{application['id']}/conflict", {"kind": "family"})).status_code == 204
    assert (await hr.get(opinions)).json() in (None, []) or (await hr.get(opinions)).status_code == 404
    # what is written anew is judged anew; what was said before stays as history, and whoever said it hears of it
    rik = await world.person("rik", "hr_officer")
    assert (await rik.move("reviews", hers, "reopen", "A slip.")).status_code == 200
    (told,) = [item for item in (await bob.get("/todo")).json()["data"] if item["kind"] == "review_opinion.again"]
    assert told["record"]["id"] == application["id"]
    with pytest.raises(psycopg.Error, match="opinion_of_another"):
        world.sql("update review_opinion set lapsed_at = null")
    world.sql(f"set session_replication_role = replica; update review set state = 'submitted' where id = '{hers}'")
    assert [(o["reason"], o["lapsed_at"] is None) for o in (await bob.get(opinions)).json()] == [("Too low.", False)]
    assert (await bob.put(path, {"agrees": True})).status_code == 204
    assert [(o["agrees"], o["lapsed_at"] is None) for o in (await anna.get(opinions)).json()] == [
        (False, False),
        (True, True),
    ]
    assert all(item["kind"] != "review_opinion.again" for item in (await bob.get("/todo")).json()["data"])
