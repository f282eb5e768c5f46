"""Whoever leaves the procedure or has a conflict leaves no interview behind, by whatever way they leave."""

import psycopg
import pytest

from tests.hiring.interviews.scene import scene
from tests.support.world import World

ANNA, BOB = "anna@institute.example", "bob@institute.example"


async def test_withdrawing_and_rejecting_cancel_the_interview_free_the_slot_and_tell_everybody(world: World) -> None:
    found = await scene(world, "Ada", "Bea", "Cas")
    slots = [slot["id"] for slot in (await found.look())["slots"]]
    await found.book("Ada", slots[0])
    await found.book("Bea", slots[1])
    await found.told()
    mails = dict(world.sql("select name, email from application"))
    await found.candidates["Ada"].look()
    await found.candidates["Ada"].send("/apply/withdraw", reason="")
    assert {to for _, to in await found.told()} == {mails["Ada"], ANNA, BOB}
    hr = world.people["hr"]
    for name in ("Bea", "Cas"):
        done = await hr.move("applications", found.applications[name], "reject", "Not convincing in research.")
        assert done.status_code == 200, done.text
    assert {to for _, to in await found.told()} == {mails["Bea"], ANNA, BOB}  # Cas had chosen nothing
    assert "convincing" not in "".join(text for _, _, text in found.mails())
    look = await found.look()
    assert {i["state"] for i in look["interviews"]} == {"cancelled"}
    assert [slot["taken"] for slot in look["slots"]] == [False, False, False]
    # Nor is anybody invited who is no longer in the procedure, nor by SQL.
    again = await hr.post(
        f"/interview-rounds/{found.round['id']}/invitations", {"application_ids": [found.applications["Bea"]]}
    )
    assert (again.status_code, again.json()["type"].rpartition("/")[2]) == (409, "not-at-interview")
    with pytest.raises(psycopg.Error, match="not_at_interview"):
        world.sql(
            "insert into interview (round_id, vacancy_id, application_id) values (%s, %s, %s)",
            found.round["id"], found.vacancy["id"], found.applications["Ada"],
        )  # fmt: skip


async def test_a_conflict_hides_the_interview_and_relieves_of_it(world: World) -> None:
    found = await scene(world, "Ada", "Bea")
    anna, bob, hr = (world.people[name] for name in ("anna", "bob", "hr"))
    slots = [slot["id"] for slot in (await found.look())["slots"]]
    await found.book("Ada", slots[0])
    await found.told()
    interview = (await found.interview("Ada"))["id"]
    assert (await anna.get(f"/interviews/{interview}")).status_code == 200
    world.clock("2027-03-08T09:00:00Z")
    home = (await anna.get("/todo")).json()
    assert [item["subject"]["en"] for item in home["data"] if item["kind"] == "interview.hold"] == ["Ada"]
    assert {figure["key"]: figure["value"] for figure in home["figures"]}["interviews_week"] == 1
    assert [item["title"]["en"] for item in home["data"] if item["kind"] == "interview.choose"] == [
        "1 candidate has not chosen a time yet for"
    ]
    assert (
        await anna.post(f"/applications/{found.applications['Ada']}/conflict", {"kind": "supervisor"})
    ).status_code == 204
    assert await found.told() == [("interview_panel_cancelled", ANNA)]
    assert "Ada" not in found.mails("interview_panel_cancelled")[0][2]
    for path in (f"/interviews/{interview}", f"/interviews/{interview}/timeline"):
        assert (await anna.get(path)).status_code == 404
    assert "Ada" not in (await anna.get("/interviews")).text
    seen = (await anna.get(f"/interview-rounds/{found.round['id']}")).json()
    assert [i["name"] for i in seen["interviews"]] == ["Bea"]
    assert seen["slots"][0]["taken"] is True  # and by whom it does not say
    assert (await anna.get("/own-interviews")).json()["data"] == []
    for path in ("/todo", "/find?q=ada"):
        assert "Ada" not in (await anna.get(path)).text, path
    assert (await anna.post(f"/interviews/{interview}/slot", {"slot_id": slots[1]}, version=1)).status_code == 404
    panel = (await hr.get(f"/interviews/{interview}")).json()["panel"]
    assert [p["name"] for p in panel] == ["bob"]
    # With nobody left who may hold it, it is not booked at another time.
    assert (
        await bob.post(f"/applications/{found.applications['Ada']}/conflict", {"kind": "coauthor"})
    ).status_code == 204
    moved = await found.book("Ada", slots[1])
    assert moved.status_code == 409
    assert "Every panel member has a conflict of interest" in moved.text


async def test_a_cancelled_round_tells_everybody_and_frees_the_panel(world: World) -> None:
    found = await scene(world, "Ada", "Bea")
    hr, anna = world.people["hr"], world.people["anna"]
    slots = [slot["id"] for slot in (await found.look())["slots"]]
    await found.book("Ada", slots[0])
    await found.told()
    other = {
        "vacancy_id": found.vacancy["id"],
        "name_nl": "X",
        "name_en": "X",
        "minutes": 45,
        "account_ids": [anna.account_id],
    }
    second = (await hr.post("/interview-rounds", other)).json()["id"]
    day = {"days": [{"day": "2027-03-10", "begins": "09:30", "ends": "12:00"}]}
    offered = (await hr.post(f"/interview-rounds/{second}/slots", day)).json()
    assert [one["why"] for one in offered["left_out"]] == ["taken", "taken"]
    assert offered["offered"] == []
    # Nor past the application: nobody is in two places at once.
    with pytest.raises(psycopg.errors.ExclusionViolation):
        world.sql(
            "insert into interview_slot (round_id, vacancy_id, starts_at, ends_at) values (%s, %s, '2027-03-10T08:15Z', '2027-03-10T09:00Z')",
            second, found.vacancy["id"],
        )  # fmt: skip
    mails = dict(world.sql("select name, email from application"))
    closed = await hr.move("interview-rounds", found.round["id"], "close")
    assert (closed.status_code, closed.json()["type"].rpartition("/")[2]) == (409, "none-waiting")
    assert (await hr.move("interview-rounds", found.round["id"], "cancel", "Budget.")).status_code == 200
    assert {to for _, to in await found.told()} == {mails["Ada"], mails["Bea"], ANNA, BOB}
    offered = (await hr.post(f"/interview-rounds/{second}/slots", day)).json()
    assert len(offered["offered"]) == 2
