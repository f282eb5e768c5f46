"""A committee meets: its own order, a quorum without whoever has a conflict, decisions carried out, minutes by two people."""

import hashlib

from tests.hiring.meetings.scene import kind, scene, text_of
from tests.hiring.test_conflict import review
from tests.support.world import Person, World


async def read(reader: Person, document: str) -> tuple[str, str]:
    """(text, SHA-256) of a PDF."""
    answer = await reader.client.get(f"/api/v1/documents/{document}/content", follow_redirects=True)
    assert answer.status_code == 200, answer.text
    return text_of(answer.content), hashlib.sha256(answer.content).hexdigest()


async def test_a_committee_decides_in_its_own_order_carries_it_out_and_keeps_minutes(world: World) -> None:
    found = await scene(world, "Zed", "Amy", "Kim", "Lea", "Mia")
    hr, anna, bob, cleo = (world.people[name] for name in ("hr", "anna", "bob", "cleo"))
    ids = found.applications
    # The order is people's: the comparison follows it, and nothing else.
    order = [ids[name] for name in ("Amy", "Lea", "Zed", "Mia", "Kim")]
    ordered = await found.send("put", "/agenda", {"application_ids": order}, "anna")
    assert ordered.status_code == 200, ordered.text
    await review(bob, ids["Zed"], 5)
    compared = (await hr.get(f"/meetings/{found.id}/comparison")).json()
    assert [c["name"] for c in compared["candidates"]] == ["Amy", "Lea", "Zed", "Mia", "Kim"]
    assert {c["name"]: c["summary"]["means"] for c in compared["candidates"]}["Zed"] is None  # three are still to come

    # A conflict hides the candidate from cleo, who is not counted for her: two of three are enough, two of four are not.
    assert (await cleo.post(f"/applications/{ids['Lea']}/conflict", {"kind": "coauthor"})).status_code == 204
    assert "Lea" not in (await cleo.get(f"/meetings/{found.id}")).text
    assert "Lea" not in (await cleo.get(f"/meetings/{found.id}/comparison")).text
    assert kind(await found.decide("Lea", "select")) == (409, "below-quorum")
    assert (await found.attend("anna", "cleo", "bob")).status_code == 200
    criterion = (await found.look())["vacancy"]["criteria"][0]["id"]
    decided = await found.decide(
        "Lea", "select", "Strongest proposal.", reasons=[{"criterion_id": criterion, "text": "Deep work."}], who="anna"
    )
    assert decided.status_code == 200, decided.text
    lea = await found.item("Lea", "bob")
    assert (lea["present"], lea["committee"], lea["quorum"], lea["left"]) == (2, 3, 2, ["cleo"])
    assert [(await found.decide(name, what)).status_code for name, what in (("Amy", "select"), ("Kim", "reject"), ("Mia", "invite"))] == [200] * 3  # fmt: skip
    assert (await found.decide("Zed", "hold", "Two reviews are to come.")).status_code == 200
    # Whoever goes takes a decision along that needed them.
    assert kind(await found.attend("anna", "bob")) == (409, "below-quorum")
    assert kind(await found.decide("Amy", "select", away=[anna.account_id])) == (409, "below-quorum")

    # Amy withdraws, and somebody moves Mia along meanwhile: it is said of each what became of it.
    world.sql(
        f"set session_replication_role = replica; update application set stage = 'withdrawn' where id = '{ids['Amy']}'"
    )
    assert (await hr.move("applications", ids["Mia"], "invite")).status_code == 200
    assert (await found.decide("Mia", "shortlist")).status_code == 200
    preview = (await found.carry_out("preview")).json()["data"]
    outcomes = {one["name"]: (one["outcome"], one["why"] and one["why"]["en"]) for one in preview}
    assert {name: outcome for name, (outcome, _) in outcomes.items()} == {
        "Amy": "withdrawn",
        "Lea": "done",
        "Mia": None,
        "Kim": "done",
    }
    assert "has withdrawn" in outcomes["Amy"][1]
    assert "Now interview" in outcomes["Mia"][1]
    refused = await found.carry_out("all")
    assert (kind(refused), len(refused.json()["errors"])) == ((409, "not-all-decisions"), 2)
    assert world.sql("select stage from application where name = 'Lea'") == [("shortlisted",)]
    assert (await found.carry_out("possible", "bob")).status_code == 403
    assert (
        await hr.post(f"/meetings/{found.id}/decisions", {"mode": "possible"})
    ).status_code == 428  # only what was shown
    done = (await found.carry_out("possible")).json()["data"]
    assert {one["name"]: one["outcome"] for one in done} == {
        "Amy": "withdrawn",
        "Lea": "done",
        "Mia": None,
        "Kim": "done",
    }
    assert dict(world.sql("select name, stage from application")) == {
        "Amy": "withdrawn", "Lea": "selected", "Mia": "interview", "Kim": "rejected", "Zed": "shortlisted"}  # fmt: skip
    assert world.sql("select template from mail where template = 'application_rejected'") == [("application_rejected",)]
    assert world.sql("select reason from move_entry where move = 'select'") == [("Strongest proposal.",)]
    assert [one["name"] for one in (await found.carry_out("possible")).json()["data"]] == ["Mia"]  # once is enough
    assert kind(await found.decide("Lea", "reject")) == (409, "item-fixed")
    # whoever decided with the others decided: an objection against it is not theirs to judge
    for who, decided in ((bob, True), (world.people["dan"], False)):
        asked = "with s as materialized (select set_config('polder.actor', %s, true) as x) select polder.decided_on(%s) from s where x <> ''"
        assert world.sql(asked, who.account_id, ids["Kim"]) == [(decided,)], who.name

    told = (await bob.get(f"/meeting-items?application_id={ids['Lea']}")).json()["data"]
    assert [(i["decision"], i["present"], i["committee"], i["outcome"]) for i in told] == [("select", 2, 3, "done")]
    assert (await cleo.get(f"/meeting-items?application_id={ids['Lea']}")).json()["data"] == []

    # Minutes: made by one, approved by another, never by whoever may not meet a candidate in them.
    remarks = {"remarks": "The committee thanks the office."}
    assert (await found.send("patch", "", remarks, "anna")).status_code == 200
    assert kind(await hr.move("meetings", found.id, "approve")) == (409, "minutes-none")
    made = await found.minutes()
    assert made.status_code == 201, made.text
    (version,) = made.json()["versions"]
    text, digest = await read(bob, version["document_id"])
    assert digest == version["sha256"]
    for said in (
        "Minutes of the committee",
        "10 March 2027",
        "10:00–11:00",
        "Present anna, bob, cleo",
        "Absent dan",
        "Left the room: cleo.",
        "2 of 3 members",
        "Decision: select",
        "Strongest proposal.",
        "Research Deep work.",
        "Decision: hold over",
        "thanks the office",
    ):
        assert said in text, (said, text)
    assert text.index("Amy") < text.index("Lea") < text.index("Zed")
    assert (await cleo.client.get(f"/api/v1/documents/{version['document_id']}")).status_code == 404
    hidden = (await cleo.get(f"/meetings/{found.id}")).json()
    assert (hidden["versions"], hidden["minutes_status"], len(hidden["items"])) == ([], "hidden", 4)
    assert kind(await cleo.move("meetings", found.id, "approve")) == (409, "minutes-hidden")
    assert kind(await hr.move("meetings", found.id, "approve")) == (409, "minutes-own")
    assert (await found.decide("Zed", "reject", "No reviews came.")).status_code == 200
    assert kind(await anna.move("meetings", found.id, "approve")) == (409, "minutes-stale")
    assert (await found.minutes("nl")).status_code == 201
    assert kind(await world.people["dan"].move("meetings", found.id, "approve")) == (409, "minutes-absent")
    todo = {one["kind"] for one in (await bob.get("/todo")).json()["data"]}
    assert {"minutes.approve", "meeting.attend"} <= todo
    approved = await bob.move("meetings", found.id, "approve")
    assert approved.status_code == 200, approved.text
    assert [(v["number"], v["approved_by"]) for v in approved.json()["versions"]] == [(2, "bob"), (1, None)]
    assert "Besluit: afwijzen" in (await read(bob, approved.json()["versions"][0]["document_id"]))[0]
    assert kind(await found.decide("Mia", "reject")) == (409, "meeting-fixed")
    assert kind(await found.send("patch", "", {"remarks": "Another."})) == (409, "meeting-fixed")
    # A mistake is mended in a new version; the one before stays.
    assert (await hr.move("meetings", found.id, "reopen", "A name is wrong.")).status_code == 200
    assert (await found.decide("Mia", "invite")).status_code == 200
    assert (await found.minutes()).status_code == 201
    assert [v["number"] for v in (await found.look())["versions"]] == [3, 2, 1]
