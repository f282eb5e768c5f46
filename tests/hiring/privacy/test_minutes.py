"""Minutes speak of several people: whoever is erased leaves them, and the others keep their record."""

from polder.hiring.meetings import jobs as meetings
from tests.hiring.meetings.scene import scene
from tests.hiring.meetings.test_meeting import read
from tests.hiring.privacy.keeping import opened, rule, texts, work
from tests.hiring.privacy.test_erasure import listed, officers
from tests.support.world import World


async def erase(world: World) -> None:
    hr, privacy = world.people["hr"], world.people["privacy"]
    run = await listed(hr)
    await hr.move("erasure-runs", run["id"], "look")
    assert (await privacy.move("erasure-runs", run["id"], "carry_out")).status_code == 200
    await work(world)
    done = (await hr.get(f"/erasure-runs/{run['id']}")).json()
    assert [item["kept_because"] for item in done["items"]] == [None], done["items"]


async def test_approved_minutes_are_made_anew_without_whoever_is_erased_and_go_with_the_last(world: World) -> None:
    found = await scene(world, "Ada Lovelace", "Kim Zebravink")
    hr, _ = await officers(world)
    anna, bob = world.people["anna"], world.people["bob"]
    await found.attend("anna", "bob", "cleo", "dan")
    assert (await found.decide("Ada Lovelace", "reject", "Thin evidence.")).status_code == 200
    assert (await found.decide("Kim Zebravink", "reject", "Weaker than Ada Lovelace in depth.")).status_code == 200
    assert (await found.carry_out("all")).status_code == 200
    await found.send("patch", "", {"remarks": "Ada Lovelace came by train."}, "anna")
    for language in ("nl", "en"):
        assert (await found.minutes(language)).status_code == 201
    assert (await anna.move("meetings", found.id, "approve")).status_code == 200
    before = (await found.look())["versions"]

    # Kim objects: that keeps Kim, and Ada goes all the same
    kim = opened(world, found.applications["Kim Zebravink"])
    await kim.look()
    assert (await kim.send("/apply/objection", objection="Not weaker.")).status_code == 303
    rule(world, "retention_days", 28)
    world.clock("2027-04-20T09:00:00Z")
    ((reference,),) = world.sql("select reference from application where name = 'Ada Lovelace'")
    await erase(world)
    assert texts(world, "Thin evidence") == {}
    # what was said of Kim to Kim, in Kim's history, is Kim's; the proof says that the name still stands there
    assert set(texts(world, "Ada Lovelace")) == {"audit_personal", "move_entry"}
    (version,) = (await found.look())["versions"]
    assert (version["number"], version["document_id"], version["sha256"]) == (2, None, "")
    assert (await hr.client.get(f"/api/v1/documents/{before[0]['document_id']}")).status_code == 404
    await meetings.remake_minutes()
    await meetings.remake_minutes()  # twice is once
    (version,) = (await found.look())["versions"]
    text, digest = await read(bob, version["document_id"])
    assert (digest, version["approved_by"], version["remade_at"] is not None) == (version["sha256"], "anna", True)
    assert "Ada" not in text
    assert "Thin" not in text
    for said in (f"{reference} This application was erased. Decision: reject", f"Weaker than {reference} in depth.", f"{reference} came by train.", "Made anew 20 April 2027"):  # fmt: skip
        assert said in text, (said, text)
    assert next((i["name"], i["decision"], i["reason"]) for i in (await found.look())["items"]) == (reference, "reject", "")  # fmt: skip

    # the last one goes, and the minutes with them
    ((objection,),) = world.sql("select id from objection")
    world.clock(None)
    assert (
        await world.people["privacy"].move("objections", str(objection), "dismiss", "It stands.")
    ).status_code == 200
    await work(world)
    world.clock("2027-06-20T09:00:00Z")
    await erase(world)
    assert world.sql("select count(*) from meeting_minutes") == [(0,)]
    assert world.sql("select remarks from meeting") == [("",)]
    assert world.sql("select count(*) from document where record_kind = 'meeting'") == [(0,)]
    assert len((await found.look())["items"]) == 2
