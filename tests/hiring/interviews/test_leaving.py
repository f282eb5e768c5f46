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


async def test_an_interview_lost_to_a_duplicate_comes_back_with_it_or_hr_hears_that_it_cannot(world: World) -> None:
    found = await scene(world, "Ada", "Bea", "Cas")
    hr, slots = world.people["hr"], [slot["id"] for slot in (await found.look())["slots"]]
    await found.book("Bea", slots[0])
    await found.told()
    first, second = found.applications["Ada"], found.applications["Bea"]
    (mail,) = world.sql("select email from application where name = 'Bea'")[0]
    (kept,) = world.sql("select reference from application where name = 'Ada'")[0]

    async def merged() -> str:
        assert (
            await hr.post(
                f"/applications/{second}/same-person", {"other_id": first, "verdict": "same", "keep_id": first}
            )
        ).status_code == 204
        said = (await hr.get(f"/applications/{second}/same-person")).json()["said"]
        return f"/same-person/{next(one['id'] for one in said if not one['ended_at'])}/undo"

    undo = await merged()
    page = await found.candidates["Bea"].look()
    assert f"Your application {kept} counts, and this one does not." in page
    assert 'class="state">does not count' in page
    assert "withdrawn</strong>" not in page
    assert f"Mail me the link to {kept}" not in page  # begun with another address
    assert await found.told() == [
        ("interview_cancelled", mail),
        ("interview_panel_cancelled", ANNA),
        ("interview_panel_cancelled", BOB),
    ]
    days = "from=2026-01-01&until=2028-01-01"
    report = (await hr.get(f"/hiring-report?{days}")).json()
    assert (report["submitted"], report["left"]["withdrawn"]) == (2, 0), "nobody stepped back"
    # of one mailbox: the link goes there, and the browser that holds this one is not let in
    world.sql("update application set email = upper(%s) where name = 'Ada'", mail)
    page = await found.candidates["Bea"].look()
    assert f"Mail me the link to {kept}" in page
    assert f'<input type="hidden" name="email" value="{mail}">' in page
    done = await found.candidates["Bea"].client.post("/apply/link", data={"email": mail})
    assert "a mail with its link is on its way" in done.text
    assert world.sql(
        "select to_address from mail where template = 'application_link_again' and record_id = %s", first
    ) == [(mail.upper(),)]

    done = await hr.post(undo, {"reason": "Twins."}, version=1)
    assert done.json() == {"interviews_back": 1, "interviews_lost": 0}
    mine = "select state, slot_id::text, sequence from interview where application_id = %s order by created_at"
    assert world.sql(mine, second) == [
        ("booked", slots[0], 2)
    ]  # as calendars take it: after booked (0) and cancelled (1)
    assert await found.told() == [("interview_booked", mail), ("interview_panel", ANNA), ("interview_panel", BOB)]
    assert "counts, and this one does not" not in await found.candidates["Bea"].look()
    timeline = (await hr.get(f"/applications/{second}/timeline")).json()["data"]
    assert timeline[0]["reason"] == "Twins."

    undo = await merged()
    await found.book("Cas", slots[0])  # the time was free
    done = await hr.post(undo, {"reason": "Twins all the same."}, version=1)
    assert done.json() == {"interviews_back": 0, "interviews_lost": 1}
    assert world.sql(mine, second) == [("cancelled", slots[0], 3)]
    assert world.sql(mine, found.applications["Cas"])[0][:2] == ("booked", slots[0])
    waiting = [item for item in (await hr.get("/todo")).json()["data"] if item["kind"] == "interview.again"]
    assert [item["subject"]["en"] for item in waiting] == ["Bea"]
    # who had yet to choose is asked again
    again = await hr.post(f"/interview-rounds/{found.round['id']}/invitations", {"application_ids": [second]})
    assert again.status_code in (200, 201), again.text
    undo = await merged()
    assert (await hr.post(undo, {"reason": "Twins once more."}, version=1)).json() == {
        "interviews_back": 1,
        "interviews_lost": 0,
    }
    assert [row[0] for row in world.sql(mine, second)] == ["cancelled", "invited"]
