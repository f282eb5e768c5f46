"""Meetings attacked through HTTP and SQL: too early, too few, not theirs, stale, twice at once, and by whoever has a conflict."""

import asyncio

import psycopg
import pytest
from icalendar import Calendar

from polder.hiring.meetings import jobs
from polder.hiring.meetings.minutes import minutes_pdf
from tests.hiring.meetings.scene import kind, scene, text_of
from tests.support.world import World


async def test_nothing_is_recorded_too_early_by_others_or_without_reasons(world: World) -> None:
    found = await scene(world, "Ada", "Bea", begun=False)
    hr, anna, bob = (world.people[name] for name in ("hr", "anna", "bob"))
    other = await world.vacancy()
    elsewhere = await world.application(other, "Elsewhere", "mark_eligible")
    rejected = await world.application(found.vacancy, "Gone", "mark_eligible", "reject")
    ids = list(found.applications.values())
    plan = {"vacancy_id": found.vacancy["id"], "starts_at": "2027-03-11T09:00:00Z", "chair_id": anna.account_id}
    for body, status, said in (
        ({**plan, "chair_id": hr.account_id}, 422, "neither chair nor member"),
        ({**plan, "time_zone": "Mars/Base"}, 422, "no such time zone"),
        ({**plan, "starts_at": "soon"}, 422, "starts_at"),
        ({**plan, "length_minutes": 5}, 422, "length_minutes"),
        ({**plan, "application_ids": [elsewhere["id"]]}, 404, ""),
        ({**plan, "application_ids": [rejected["id"]]}, 409, "it has ended"),
        ({**plan, "application_ids": [str(i).zfill(8) + ids[0][8:] for i in range(61)]}, 422, "most 60"),
    ):
        answer = await hr.post("/meetings", body)
        assert (answer.status_code, said in answer.text) == (status, True), answer.text
    assert (await bob.post("/meetings", plan)).status_code == 403
    same = [await hr.post("/meetings", plan, headers={"Idempotency-Key": "planned-once"}) for _ in range(2)]
    assert same[0].json()["id"] == same[1].json()["id"]
    stranger = await world.person("stranger", "researcher")
    assert (await stranger.get(f"/meetings/{found.id}")).status_code == 404

    # Before it is opened nothing is recorded, and it opens on its day.
    assert kind(await found.attend("anna")) == (409, "meeting-not-begun")
    assert kind(await found.decide("Ada", "select")) == (409, "meeting-not-begun")
    assert kind(await found.minutes()) == (409, "meeting-not-begun")
    world.clock("2027-03-09T22:59:00Z")
    assert kind(await hr.move("meetings", found.id, "open")) == (409, "day-come")
    world.clock("2027-03-09T23:00:00Z")  # midnight in Amsterdam
    assert (await bob.move("meetings", found.id, "open")).status_code == 403
    assert (await hr.move("meetings", found.id, "open")).status_code == 200
    assert (await found.attend("anna", "bob", "cleo")).status_code == 200
    assert (await found.attend("hr")).json()["errors"][0]["field"] == "present"

    criterion = (await found.look())["vacancy"]["criteria"][0]["id"]
    for more, field in (
        ({"reason": " "}, "reason"),
        ({"reason": "a\u0000b"}, "reason"),
        ({"reasons": [{"criterion_id": found.id, "text": "x"}]}, "reasons"),
        ({"reasons": [{"criterion_id": criterion, "text": "x" * 4001}]}, "reasons.0.text"),
        ({"away": [world.people["dan"].account_id]}, "away"),
        ({"decision": "rank"}, "decision"),
    ):
        answer = await found.decide("Ada", **{"decision": "select", **more})
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field), answer.text
    item = await found.item("Ada")
    body = {"decision": "select", "reason": "<script>alert(1)</script> '; drop table meeting; --"}
    path = f"/meeting-items/{item['id']}/decision"
    assert (await bob.put(path, body, version=item["version"])).status_code == 403
    assert (await stranger.put(path, body, version=item["version"])).status_code == 404
    assert (await hr.put(path, body)).status_code == 428
    both = await asyncio.gather(*(who.put(path, body, version=item["version"]) for who in (hr, anna)))
    assert sorted(answer.status_code for answer in both) == [200, 412]
    assert (await found.item("Ada"))["reason"] == body["reason"]

    # Twice at once it is carried out once.
    assert (await found.decide("Bea", "invite")).status_code == 200
    twice = await asyncio.gather(*(found.carry_out("all", who) for who in ("hr", "anna")))
    assert sorted(answer.status_code for answer in twice) == [200, 409]
    assert world.sql("select count(*) from move_entry where move in ('select', 'invite')") == [(2,)]
    assert kind(await found.attend("anna", "bob")) == (409, "attendee-decided")  # cleo decided, and it has been done
    removed = await found.send("put", "/agenda", {"application_ids": ids[:1]})
    assert kind(removed) == (409, "item-fixed")

    # The database keeps it too, whoever asks.
    assert (await found.minutes()).status_code == 201
    for statement, refused in (
        ("update meeting set state = 'minutes_approved'", "move_not_allowed"),
        ("update meeting_minutes set sha256 = 'x'", "minutes_fixed"),
        ("delete from meeting_minutes", "append_only"),
        ("update meeting_item set reason = 'Another.'", "item_fixed"),
        ("update meeting_item set outcome = null", "item_fixed"),
    ):
        with pytest.raises(psycopg.Error, match=refused):
            world.sql(statement)
    assert [world.sql(f"select polder.meeting_quorum({n})")[0][0] for n in range(7)] == [1, 1, 2, 2, 3, 3, 4]


async def test_a_conflict_declared_later_takes_back_a_decision_that_needed_that_member(world: World) -> None:
    found = await scene(world, "Ada", "Bea")
    bob, cleo, dan = (world.people[name] for name in ("bob", "cleo", "dan"))
    assert (await found.attend("bob", "cleo", "dan")).status_code == 200
    for name in ("Ada", "Bea"):
        assert (await found.decide(name, "select", "All agreed.")).status_code == 200
    ada = found.applications["Ada"]
    # Whoever has yet to say whether something stands between is not counted, and does not decide.
    asked = "insert into conflict_proposal (person_id, application_id, vacancy_id, kind, grounds) values (%s, %s, %s, 'employer', '[]')"
    anna = world.people["anna"]
    assert (await found.attend("anna", "bob", "cleo", "dan")).status_code == 200
    world.sql(asked, anna.person_id, found.applications["Bea"], found.vacancy["id"])
    assert kind(await found.decide("Bea", "hold", who="anna")) == (409, "answer-first")
    assert (await found.decide("Bea", "hold")).status_code == 200
    assert (await found.item("Bea"))["present"] == 3
    assert (await found.decide("Bea", "select")).status_code == 200
    assert (await found.attend("bob", "cleo", "dan")).status_code == 200
    assert (await bob.post(f"/applications/{ada}/conflict", {"kind": "other"})).status_code == 204
    item = await found.item("Ada")
    assert (item["decision"], item["present"], item["committee"], item["left"]) == ("select", 2, 3, ["bob"])
    assert (await cleo.post(f"/applications/{ada}/conflict", {"kind": "other"})).status_code == 204
    item = await found.item("Ada")
    assert (item["decision"], item["reason"], item["present"], item["quorum"]) == (None, "All agreed.", 1, 2)
    assert (await found.item("Bea"))["decision"] == "select"
    assert kind(await found.decide("Ada", "select")) == (409, "below-quorum")
    # No number of an agenda tells of whom one may not meet.
    listed = (await bob.get("/meetings")).json()["data"][0]
    assert (listed["candidates"], listed["decided"]) == (1, 1)
    # Whoever manages and may not meet somebody orders the others, and makes no minutes.
    hr = world.people["hr"]
    assert (await hr.post(f"/applications/{found.applications['Bea']}/conflict", {"kind": "other"})).status_code == 204
    assert (await found.send("put", "/agenda", {"application_ids": [ada]})).status_code == 200
    assert [i["name"] for i in (await found.look("dan"))["items"]] == ["Ada", "Bea"]
    assert (await found.look())["minutes_status"] == "hidden"
    assert kind(await found.minutes()) == (409, "minutes-hidden")
    assert dan.name not in (await found.item("Ada"))["left"]


async def test_what_comes_after_a_decision_neither_blocks_an_honest_answer_nor_passes_unseen(world: World) -> None:
    found = await scene(world, "Ada")
    _, bob, cleo, dan = (world.people[name] for name in ("anna", "bob", "cleo", "dan"))
    ada = found.applications["Ada"]
    assert (await found.attend("bob", "cleo", "dan")).status_code == 200
    assert (await found.decide("Ada", "select", "All agreed.")).status_code == 200
    for kind_of in ("employer", "coauthor"):  # asked twice about one person: a yes to either is an answer
        world.sql(
            "insert into conflict_proposal (person_id, application_id, vacancy_id, kind, grounds) values (%s, %s, %s, %s, '[]')",
            bob.person_id, ada, found.vacancy["id"], kind_of,
        )  # fmt: skip
    assert (await bob.post(f"/applications/{ada}/conflict", {"kind": "other"})).status_code == 204
    assert (await found.minutes()).status_code == 201
    assert (await dan.move("meetings", found.id, "approve")).status_code == 200
    waiting = {item["kind"] for item in (await world.people["hr"].get("/todo")).json()["data"]}
    assert "decisions.carry_out" in waiting
    assert (await cleo.post(f"/applications/{ada}/conflict", {"kind": "other"})).status_code == 204
    refused = await found.carry_out("all")
    assert kind(refused) == (409, "not-all-decisions")
    assert "quorum" in refused.json()["errors"][0]["problem"]
    assert world.sql("select stage from application") == [("shortlisted",)]
    assert (await world.people["hr"].move("meetings", found.id, "reopen", "The quorum is gone.")).status_code == 200
    assert (await found.item("Ada"))["decision"] is None
    # who has left the committee stays as noted, and the others can be corrected
    world.sql("update role_grant set valid_until = now() where account_id = %s", dan.account_id)
    assert (await found.attend("anna", "dan")).status_code == 200


async def test_calendars_follow_the_meeting_and_the_committee(world: World) -> None:
    found = await scene(world, "Ada", begun=False)
    hr, vacancy = world.people["hr"], found.vacancy["id"]
    world.sql("update account set email = name || '@institute.example'")
    world.clock("2027-03-01T09:00:00Z")

    async def told() -> list[tuple[str, str]]:
        before = world.sql("select count(*) from mail")[0][0]
        await jobs.tell(0)
        rows = world.sql("select template, to_name from mail order by created_at, id offset %s", before)
        return sorted((template.removeprefix("meeting_"), name) for template, name in rows)

    assert await told() == [("invitation", name) for name in ("anna", "bob", "cleo", "dan")]
    assert await told() == []
    ((content,),) = world.sql(
        "select content from mail_attachment a join mail m on m.id = a.mail_id where m.to_name = 'bob'"
    )
    (event,) = Calendar.from_ical(bytes(content)).walk("VEVENT")
    assert (str(event["uid"]), int(event["sequence"]), event["dtstart"].dt.isoformat()) == (
        f"{found.id}@polder.test", 0, "2027-03-10T10:00:00+01:00")  # fmt: skip
    assert "Ada" not in bytes(content).decode()
    # Another place, a member who leaves, one who joins: each is told once.
    assert (await found.send("patch", "", {"place": "Room 9"})).status_code == 200
    eve = await world.person("eve")
    world.sql("update account set email = 'eve@institute.example' where name = 'eve'")
    joined = {"account_id": eve.account_id, "role": "committee_observer"}
    assert (await hr.post(f"/vacancies/{vacancy}/committee", joined)).status_code == 201
    world.sql("update role_grant g set valid_until = now() from account a where a.id = g.account_id and a.name = 'dan'")
    assert await told() == [("cancelled", "dan"), *[("invitation", name) for name in ("anna", "bob", "cleo", "eve")]]
    assert (await found.send("patch", "", {"remarks": "Nothing for calendars."})).status_code == 200
    assert await told() == []
    assert kind(await hr.move("meetings", found.id, "cancel")) == (422, "invalid")
    assert (await hr.move("meetings", found.id, "cancel", "The chair is ill.")).status_code == 200
    assert await told() == [("cancelled", name) for name in ("anna", "bob", "cleo", "eve")]
    assert await told() == []
    assert "ill" not in "".join(
        text for (text,) in world.sql("select text from mail where template = 'meeting_cancelled'")
    )


def test_minutes_tell_the_hours_by_the_clock_of_their_zone_through_its_change() -> None:
    content = {
        "reference": "M-2027-001", "vacancy": "V-2027-001", "title_nl": "Plek", "title_en": "Post", "starts_at": "2027-03-28T00:30:00",
        "minutes": 60, "zone": "Europe/Amsterdam", "place": "", "chair": "王晓东", "remarks": "محمد \u202e <b>", "people": [], "items": [],
    }  # fmt: skip
    text = text_of(minutes_pdf(content, 1, "en", "Institute"))
    assert "01:30–03:30" in text
    assert "nobody" in text
