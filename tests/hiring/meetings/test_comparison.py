"""Candidates side by side: by name, with what people said, and nothing that one may not see yet or at all."""

from tests.hiring.test_conflict import review
from tests.support.world import World


async def test_candidates_are_compared_by_name_with_means_once_all_are_in_and_never_by_rank(world: World) -> None:
    vacancy = await world.vacancy()
    zed = await world.application(vacancy, "Zed Best", "mark_eligible", "shortlist")
    amy = await world.application(vacancy, "Amy Least", "mark_eligible", "shortlist")
    await world.application(vacancy, "Not Yet", "mark_eligible")
    hr, anna, bob = (world.people[name] for name in ("hr", "anna", "bob"))
    path = f"/vacancies/{vacancy['id']}/comparison"
    await review(anna, zed["id"], 5)
    await review(anna, amy["id"], 2)
    await review(bob, zed["id"], 4)

    found = (await hr.get(path)).json()
    assert [c["name"] for c in found["criteria"] for c in [{"name": c["name_en"]}]] == ["Research", "Engineering"]
    assert [c["name"] for c in found["candidates"]] == ["Amy Least", "Zed Best"]
    least, best = found["candidates"]
    assert [m["mean"] for m in best["summary"]["means"]] == [4.5, 4.5]
    assert least["summary"]["means"] is None
    assert {r["reviewer"]: [s["score"] for s in r["scores"]] for r in best["reviews"]} == {
        "anna": [5, 5],
        "bob": [4, 4],
    }
    # bob still owes his judgement of Amy, and sees nobody else's of her.
    least = (await bob.get(path)).json()["candidates"][0]
    assert (least["name"], least["reviews"]) == ("Amy Least", [])
    assert [c["name"] for c in (await hr.get(path + "?stage=eligible")).json()["candidates"]] == ["Not Yet"]
    assert (await hr.get(path + "?stage=draft")).status_code == 422

    assert (await anna.post(f"/applications/{zed['id']}/conflict", {"kind": "coauthor"})).status_code == 204
    seen = await anna.get(path)
    assert [c["name"] for c in seen.json()["candidates"]] == ["Amy Least"]
    assert "Zed" not in seen.text
    stranger = await world.person("stranger", "researcher")
    assert (await stranger.get(path)).status_code == 404
