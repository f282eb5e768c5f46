"""Interviews attacked through HTTP and SQL: too late, not theirs, twice, stale, and by panel members who want to know first."""

import asyncio
from urllib.parse import urlsplit

import psycopg
import pytest
from icalendar import Calendar

from tests.hiring.interviews.scene import scene
from tests.support.world import World


def kind(answer: object) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].rpartition("/")[2]  # type: ignore[attr-defined]


async def test_a_candidate_books_changes_and_cancels_in_time_and_nobody_elses(world: World) -> None:
    found = await scene(world, "Ada", "Bea", closes_hours=24)
    slots = [slot["id"] for slot in (await found.look())["slots"]]
    ada, bea = found.candidates["Ada"], found.candidates["Bea"]
    mine, theirs = (await found.interview("Ada"))["id"], (await found.interview("Bea"))["id"]
    await ada.look()
    for path, fields, status, said in (
        (f"{theirs}/book", {"slot": slots[0]}, 404, ""),
        (f"{mine}/book", {"slot": "nonsense"}, 422, "You have not chosen a time yet."),
        (f"{mine}/book", {}, 422, "You have not chosen a time yet."),
        (f"{mine}/book", {"slot": mine}, 409, "no longer on offer"),
        (f"{mine}/wish", {"wish": "  "}, 422, "There is nothing in your message."),
        (f"{mine}/steal", {}, 404, ""),
    ):
        answer = await ada.send(f"/apply/interviews/{path}", **fields)
        assert answer.status_code == status, (path, answer.text)
        assert said in answer.text
    assert (await ada.send(f"/apply/interviews/{mine}/book", slot=slots[0], csrf="x")).status_code == 422
    wish = "<script>alert(1)</script> After six, please."
    assert (await ada.send(f"/apply/interviews/{mine}/wish", wish=wish)).status_code == 303
    assert "&lt;script&gt;" in await ada.look()
    # The same click twice books once; sent again it is no error.
    both = await asyncio.gather(*(found.book("Ada", slots[1]) for _ in range(2)))
    assert {answer.status_code for answer in both} == {303}
    invitation = await ada.client.get(f"/apply/interviews/{mine}/interview.ics")
    (event,) = Calendar.from_ical(invitation.content).walk("VEVENT")
    assert str(event["uid"]) == f"{mine}@polder.test"
    assert (await bea.client.get(f"/apply/interviews/{mine}/interview.ics")).status_code == 404
    # Until 24 hours before; after that only cancelling, with a reason.
    world.clock("2027-03-09T09:00:00Z")
    assert "too soon to be moved" in (await found.book("Ada", slots[2])).text
    assert "too soon to be chosen" in (await found.book("Bea", slots[0])).text
    assert "A reason is missing" in (await ada.send(f"/apply/interviews/{mine}/cancel", reason=" ")).text
    world.clock("2027-03-10T09:00:00Z")
    assert "This interview has begun" in (await ada.send(f"/apply/interviews/{mine}/cancel", reason="Ill.")).text
    world.clock("2027-03-10T08:59:00Z")
    for _ in range(2):
        assert (await ada.send(f"/apply/interviews/{mine}/cancel", reason="Ill.")).status_code == 303
    assert "This interview was cancelled" in await ada.look()
    assert (await bea.send(f"/apply/interviews/{theirs}/decline")).status_code == 303
    states = world.sql("select state, sequence from interview order by state")
    assert states == [("cancelled", 1), ("declined", 0)]
    todo = (await world.people["hr"].get("/todo")).json()["data"]
    assert sorted(item["subject"]["en"] for item in todo if item["kind"] == "interview.again") == ["Ada", "Bea"]


async def test_staff_arrange_only_what_they_may_and_what_they_read(world: World) -> None:
    found = await scene(world, "Ada")
    hr, bob, anna = (world.people[name] for name in ("hr", "bob", "anna"))
    rid = found.round["id"]
    slots = [slot["id"] for slot in (await found.look())["slots"]]
    one = await found.interview("Ada")
    stranger = await world.person("stranger", "researcher")
    assert (await stranger.get(f"/interview-rounds/{rid}")).status_code == 404
    assert (await bob.post(f"/interviews/{one['id']}/slot", {"slot_id": slots[0]}, version=1)).status_code == 403
    assert (await bob.post(f"/interview-rounds/{rid}/slots", {"days": [{"day": "2027-03-11", "begins": "09:00", "ends": "10:00"}]})).status_code == 403  # fmt: skip
    assert kind(await hr.post(f"/interviews/{one['id']}/slot", {"slot_id": slots[0]}, version=9)) == (
        412,
        "stale-version",
    )
    assert (await hr.post(f"/interviews/{one['id']}/slot", {"slot_id": slots[0]})).status_code == 428
    booked = await anna.post(f"/interviews/{one['id']}/slot", {"slot_id": slots[0]}, version=one["version"])
    assert (booked.status_code, booked.json()["state"]) == (200, "booked")
    free = (await found.look())["slots"][0]
    assert kind(await hr.client.delete(f"/api/v1/interview-slots/{slots[0]}", headers={"If-Match": f'"{free["version"]}"'})) == (409, "slot-booked")  # fmt: skip
    again = await hr.post(f"/interview-rounds/{rid}/invitations", {"application_ids": [found.applications["Ada"]]})
    assert (again.status_code, len(again.json()["interviews"])) == (201, 1)  # who has an open invitation keeps it
    for body, field in (
        ({"days": [{"day": "2027-03-11", "begins": "10:00", "ends": "09:00"}]}, "days.0.ends"),
        ({"days": [{"day": "2027-03-11", "begins": "25:00", "ends": "26:00"}]}, "days.0.begins"),
        ({"days": []}, "days"),
        ({"days": [{"day": f"2027-04-{n:02}", "begins": "00:00", "ends": "00:00"} for n in range(1, 31)]}, "days"),
    ):
        answer = await hr.post(f"/interview-rounds/{rid}/slots", body)
        assert answer.status_code == 422, answer.text
        assert field in {error["field"] for error in answer.json()["errors"]}
    past = await hr.post(
        f"/interview-rounds/{rid}/slots", {"days": [{"day": "2027-02-01", "begins": "09:00", "ends": "10:00"}]}
    )
    assert [slot["why"] for slot in past.json()["left_out"]] == ["passed"]
    # Who reads none of the applications is on no panel; the last one does not leave an open round.
    version = (await found.look())["version"]
    refused = await hr.patch(f"/interview-rounds/{rid}", {"account_ids": [stranger.account_id]}, version)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "account_ids")
    refused = await hr.patch(f"/interview-rounds/{rid}", {"account_ids": []}, version)
    assert "keeps at least one" in refused.text
    assert kind(await hr.patch(f"/interview-rounds/{rid}", {"minutes": 30}, version)) == (409, "round-has-slots")
    # Whoever leaves and joins is told, and so is the candidate of another place.
    await found.told()
    changed = await hr.patch(f"/interview-rounds/{rid}", {"account_ids": [anna.account_id], "place": "Room 9"}, version)
    assert changed.status_code == 200, changed.text
    assert {template for template, _ in await found.told()} == {
        "interview_booked",
        "interview_panel",
        "interview_panel_cancelled",
    }
    assert world.sql("select sequence from interview") == [(1,)]
    with pytest.raises(psycopg.Error, match="interview_fixed"):
        world.sql("update interview set slot_id = null")
    with pytest.raises(psycopg.Error, match="move_not_allowed"):
        world.sql("update interview set state = 'held'")
    junk = {"file": ("x.ics", b"BEGIN:VCALENDAR\nnonsense")}
    unread = await hr.client.post(f"/api/v1/interview-rounds/{rid}/busy", files=junk)
    assert (unread.status_code, unread.json()["errors"][0]["field"]) == (422, "file")


async def test_notes_are_final_and_blind_until_ones_own_is_in_and_a_feed_shows_ones_own(world: World) -> None:
    found = await scene(world, "Ada")
    hr, bob, anna = (world.people[name] for name in ("hr", "bob", "anna"))
    await found.book("Ada", (await found.look())["slots"][0]["id"])
    id = (await found.interview("Ada"))["id"]
    assert kind(await anna.post(f"/interviews/{id}/notes", {"text": "Early."})) == (409, "note-too-early")
    link = (await anna.post("/own-interviews/calendar-link")).json()["url"]
    path = urlsplit(link).path
    feed = await world.client().get(path)
    assert [str(e["summary"]) for e in Calendar.from_ical(feed.content).walk("VEVENT")] == [
        "Interview with Ada: PhD candidate"
    ]
    assert (await world.client().get(path.replace(".ics", "x.ics"))).status_code == 404
    newer = urlsplit((await anna.post("/own-interviews/calendar-link")).json()["url"]).path
    assert (await world.client().get(path)).status_code == 404  # the one before has ended
    assert [len((await who.get("/own-interviews")).json()["data"]) for who in (anna, bob, hr)] == [1, 1, 0]
    world.clock("2027-03-10T09:00:00Z")
    assert (await hr.move("interviews", id, "hold")).status_code == 200
    assert (await anna.post(f"/interviews/{id}/notes", {"text": "Clear thinker."})).status_code == 201
    assert (await bob.get(f"/interviews/{id}")).json()["notes"] == []  # owes his own
    assert [n["text"] for n in (await hr.get(f"/interviews/{id}")).json()["notes"]] == ["Clear thinker."]
    assert (await hr.post(f"/interviews/{id}/notes", {"text": "Me too."})).status_code == 403
    assert kind(await anna.post(f"/interviews/{id}/notes", {"text": "Or not."}))[0] == 409
    assert (await bob.post(f"/interviews/{id}/notes", {"text": "Sharp."})).status_code == 201
    assert len((await bob.get(f"/interviews/{id}")).json()["notes"]) == 2
    with pytest.raises(psycopg.Error, match="append_only"):
        world.sql("update interview_note set text = 'X'")
    assert (await anna.delete("/own-interviews/calendar-link")).status_code == 204
    assert (await world.client().get(newer)).status_code == 404
