"""From an accepted offer to an appointment that starts, is extended and ends."""

from datetime import timedelta
from typing import Any

import psycopg
import pytest

from polder.hiring.appointments.jobs import appointments as calendar
from tests.hiring.appointments.people import hired
from tests.support.days import today
from tests.support.world import World

DUE = {"work_permit": "2099-01-18", "diploma": "2099-02-15", "side_activities": "2099-02-15", "contract": "2099-02-22"}


async def waits(world: World, name: str) -> set[str]:
    return {item["kind"] for item in (await world.people[name].get("/todo")).json()["data"]}


async def complete(world: World, appointment: dict[str, Any], *, without: str = "") -> None:
    for check in appointment["checks"]:
        if check["kind"] != without:
            done = await world.people["hr"].move("appointment-checks", check["id"], "done")
            assert done.status_code == 200, done.text


async def test_an_accepted_offer_makes_an_appointment_with_its_checklist(world: World) -> None:
    made = await hired(world, ends_on="2103-02-28", fte_percent=80)
    assert (made["state"], made["starts_on"], made["ends_on"], made["fte_percent"], made["role_title_en"]) == (
        "planned", "2099-03-01", "2103-02-28", 80, "PhD candidate",
    )  # fmt: skip
    hr = world.people["hr"]
    checks = {c["kind"]: c for c in made["checks"]}
    assert {kind: c["due_on"] for kind, c in checks.items()} == DUE
    assert {c["owner_id"] for c in checks.values()} == {hr.account_id}
    assert {"hire.confirm", "appointment_check.do"} <= await waits(world, "hr")
    # who it is: the person that was made, until HR says otherwise, once
    assert [c["by"] for c in made["candidates"]] == ["made"]
    ((ada,),) = world.sql(
        "insert into person (name, sort_name, orcid) values ('Ada L.', 'ada l.', '0000-0002-1825-0097') returning id"
    )
    path = f"/appointments/{made['id']}/person"
    confirmed = await hr.post(path, {"person_id": str(ada)}, version=made["version"])
    assert confirmed.status_code == 200, confirmed.text
    shown = confirmed.json()
    assert (shown["name"], shown["hire"]["confirmed_by"], shown["candidates"]) == ("Ada L.", "hr", [])
    assert world.sql("select count(*) from person where id = %s", made["person_id"]) == [(0,)]  # made for nothing
    again = await hr.post(path, {"person_id": str(ada)}, version=shown["version"])
    assert (again.status_code, again.json()["type"]) == (409, "/problems/person-confirmed")
    offer = (await hr.get(f"/offers/{made['hire']['offer_id']}")).json()
    assert offer["appointment"]["id"] == made["id"]


async def test_it_starts_on_its_first_day_once_what_is_required_is_done_and_ends_after_its_last(world: World) -> None:
    made = await hired(world, ends_on="2099-12-31")
    hr, director = world.people["hr"], world.people["director"]
    path = f"/appointments/{made['id']}"
    start = await hr.move("appointments", made["id"], "start")
    assert (start.status_code, start.json()["type"]) == (409, "/problems/begun")
    await hr.post(f"{path}/person", {"person_id": made["person_id"]}, version=made["version"])
    await complete(world, made, without="contract")
    world.clock("2099-03-01T08:00:00+01:00")
    await calendar(0)
    assert world.sql("select state from appointment") == [("planned",)]
    with pytest.raises(psycopg.Error, match="not_ready_to_start"):
        world.sql(
            "select set_config('polder.move', 'appointment:start', false); update appointment set state = 'active'"
        )
    (contract,) = [c for c in made["checks"] if c["kind"] == "contract"]
    own = await hr.move("appointment-checks", contract["id"], "accept", "signed on paper")
    assert own.status_code == 403  # a director accepts
    silent = await director.move("appointment-checks", contract["id"], "accept")
    assert (silent.status_code, [e["field"] for e in silent.json()["errors"]]) == (422, ["reason"])
    assert (await director.move("appointment-checks", contract["id"], "done")).status_code in (403, 409)
    assert (await director.move("appointment-checks", contract["id"], "accept", "she signs today")).status_code == 200
    for _ in range(2):
        await calendar(0)
    assert world.sql("select state from appointment") == [("active",)]
    world.clock("2099-10-10T12:00:00Z")
    for _ in range(2):
        await calendar(0)
    assert world.sql("select count(*) from mail where template = 'appointments_end'") == [(0,)]  # nobody has an address
    assert "appointment.ends" in await waits(world, "hr")
    fixed = await hr.patch(path, {"starts_on": "2099-03-02"}, (await hr.get(path)).json()["version"])
    assert (fixed.status_code, fixed.json()["type"]) == (409, "/problems/appointment-fixed")
    longer = await hr.patch(path, {"ends_on": "2100-06-30"}, (await hr.get(path)).json()["version"])
    assert [e["field"] for e in longer.json()["errors"]] == ["ends_on"]  # by an extension
    body = {"kind": "extension", "valid_until": "2100-06-30", "note": "parental leave"}
    extended = await hr.post(f"{path}/periods", body)
    assert (extended.status_code, extended.json()["ends_on"], extended.json()["periods"][0]["valid_from"]) == (
        201, "2100-06-30", "2100-01-01",
    )  # fmt: skip
    world.clock("2100-06-30T21:59:59Z")  # its last day, in Amsterdam
    await calendar(0)
    assert world.sql("select state from appointment") == [("active",)]
    world.clock("2100-06-30T22:00:01Z")
    await calendar(0)
    assert world.sql("select state from appointment") == [("ended",)]


async def test_an_owner_sees_and_completes_their_check_and_nothing_else(world: World) -> None:
    guard = await world.person("sam", "security_officer")
    made = await hired(world)
    world.sql("update account set email = name || '@example.org'")
    hr = world.people["hr"]
    (diploma,) = [c for c in made["checks"] if c["kind"] == "diploma"]
    path = f"/appointment-checks/{diploma['id']}"
    assert (await guard.get(path)).status_code == 404
    given = await hr.patch(path, {"owner_id": guard.account_id}, diploma["version"])
    assert (given.status_code, given.json()["owner"]) == (200, "sam")
    shown = (await guard.get(path)).json()
    assert (shown["name"], shown["rule"]["source"] != "") == ("Ada", True)
    assert [c["kind"] for c in (await guard.get("/appointment-checks")).json()["data"]] == ["diploma"]
    seen = (await guard.get(f"/appointments/{made['id']}")).json()
    assert (seen["hire"], [c["kind"] for c in seen["checks"]]) == (None, ["diploma"])
    assert (await guard.get("/applications")).json()["data"] == []
    assert (await guard.patch(path, {"owner_id": hr.account_id}, shown["version"])).status_code == 403
    world.clock("2099-02-09T12:00:00Z")
    for _ in range(2):
        await calendar(0)
    texts = dict(world.sql("select to_address, text from mail where template = 'checks_due'"))
    assert set(texts) == {"sam@example.org", "hr@example.org"}  # one mail each, once
    assert "degree seen, by 15 February 2099" in texts["sam@example.org"]
    assert (await guard.move("appointment-checks", diploma["id"], "not_needed")).status_code == 422  # without a reason
    assert (await guard.move("appointment-checks", diploma["id"], "done")).status_code == 200
    late = await hr.patch(path, {"due_on": "2099-01-01"}, (await hr.get(path)).json()["version"])
    assert (late.status_code, late.json()["type"]) == (409, "/problems/check-fixed")


async def test_rules_have_versions_and_only_new_appointments_follow_a_new_one(world: World) -> None:
    hr, rik = await world.person("hr", "hr_officer"), await world.person("rik", "hr_officer")
    now = str(today())
    body = {"key": "diploma", "name_nl": "Diploma", "name_en": "Degree", "applies": "always", "required": False, "owner_role": "hr_officer",
            "days_before_start": 30, "source": "board decision 12", "valid_from": now}  # fmt: skip
    wrong = await hr.post("/checklist-rules", {**body, "owner_role": "public"})
    assert [e["field"] for e in wrong.json()["errors"]] == ["owner_role"]
    made = await hr.post("/checklist-rules", body)
    assert made.status_code == 201, made.text
    assert (await hr.move("checklist-rules", made.json()["id"], "confirm")).status_code == 409
    confirmed = await rik.move("checklist-rules", made.json()["id"], "confirm")
    assert (confirmed.status_code, confirmed.json()["state"]) == (200, "in_force")
    former = [r for r in (await hr.get("/checklist-rules?key=diploma")).json()["data"] if r["id"] != made.json()["id"]]
    assert [r["valid_until"] for r in former] == [str(today() - timedelta(days=1))], (
        "the next version ends the one before it"
    )
    appointment = await hired(world)
    assert {c["kind"]: (c["due_on"], c["required"]) for c in appointment["checks"]}["diploma"] == ("2099-01-30", False)
    added = await hr.post(f"/appointments/{appointment['id']}/checks", {"kind": "thirty_percent"})
    assert {c["kind"]: c["due_on"] for c in added.json()["checks"]}["thirty_percent"] == "2099-05-30"
    twice = await hr.post(f"/appointments/{appointment['id']}/checks", {"kind": "thirty_percent"})
    assert (twice.status_code, twice.json()["detail"]) == (409, "This check is on the list already.")


async def test_a_supervisor_sees_whom_they_supervise_and_a_conflict_hides_the_hire(world: World) -> None:
    made = await hired(world, ends_on="2103-02-28")
    eve, hr = await world.person("eve"), world.people["hr"]
    path = f"/appointments/{made['id']}"
    assert (await eve.get(path)).status_code == 404
    added = await hr.post(
        f"{path}/supervisions", {"person_id": eve.person_id, "kind": "main", "valid_from": "2099-03-01"}
    )
    assert [(s["name"], s["kind"]) for s in added.json()["supervisors"]] == [("eve", "main")]
    seen = (await eve.get(path)).json()
    assert (seen["name"], seen["checks"], seen["hire"]) == ("Ada", [], None)
    assert (await eve.patch(path, {"fte_percent": 10}, seen["version"])).status_code == 403
    leave = {"kind": "leave", "valid_from": "2100-01-01", "valid_until": "2100-06-30"}
    period = (await hr.post(f"{path}/periods", leave)).json()["periods"][0]
    changed = await hr.patch(f"/appointment-periods/{period['id']}", {"valid_until": "2100-05-31"}, period["version"])
    assert changed.json()["periods"][0]["valid_until"] == "2100-05-31"
    stale = await hr.patch(f"/appointment-periods/{period['id']}", {"note": "x"}, period["version"])
    assert stale.status_code == 412
    removed = await hr.delete(f"/appointment-periods/{period['id']}", changed.json()["periods"][0]["version"])
    assert (removed.status_code, removed.json()["periods"]) == (200, [])
    # a conflict of interest hides all that came of the application
    rik = await world.person("rik", "hr_officer")
    check = made["checks"][0]["id"]
    for address in (path, f"/appointment-checks/{check}", f"/offers/{made['hire']['offer_id']}/letter"):
        assert (await rik.get(address)).status_code == 200, address
    declared = await rik.post(f"/applications/{made['hire']['application_id']}/conflict", {"kind": "family"})
    assert declared.status_code == 204
    for address in (path, f"/appointment-checks/{check}", f"/offers/{made['hire']['offer_id']}/letter"):
        assert (await rik.get(address)).status_code == 404, address
    assert (await rik.get("/appointments")).json()["data"] == []
    assert not (await rik.get(f"/documents?record_id={made['hire']['offer_id']}")).json()["data"]


async def test_more_than_full_time_is_judged_when_somebody_looks_and_never_keeps_an_applicant_from_accepting(
    world: World,
) -> None:
    hr = await world.person("hr", "hr_officer")
    ((ada,),) = world.sql(
        "insert into person (name, sort_name, email) values ('Ada', 'ada', 'ada@example.org') returning id"
    )
    titles = {"role_title_nl": "Docent", "role_title_en": "Lecturer"}
    body = {"person_id": str(ada), "starts_on": "2099-01-01", "fte_percent": 40, **titles}
    first = await hr.post("/appointments", body)
    assert (first.status_code, len(first.json()["checks"])) == (201, 4), first.text
    made = await hired_of(world)
    assert (made["person_id"], made["appointed_percent"]) == (str(ada), 140)
    path = f"/appointments/{made['id']}/person"
    refused = await hr.post(path, {"person_id": str(ada)}, version=made["version"])
    assert [e["field"] for e in refused.json()["errors"]] == ["overlap_reason"]
    confirmed = await hr.post(path, {"person_id": str(ada), "overlap_reason": "hands over"}, version=made["version"])
    assert (confirmed.status_code, confirmed.json()["overlap_reason"]) == (200, "hands over")
    third = await hr.post("/appointments", {**body, "employers": [{"organisation_id": str(ada), "part_bp": 5}]})
    assert third.status_code == 422


async def hired_of(world: World) -> dict[str, Any]:
    """The appointment that an offer made, beside others of the same person."""
    from tests.hiring.appointments.people import sent

    offer, one = await sent(world)
    assert (await one.send(f"/apply/offer/{offer['id']}/accept", signed_name="Ada")).status_code == 303
    id = (await world.people["hr"].get(f"/offers/{offer['id']}")).json()["appointment"]["id"]
    return dict((await world.people["hr"].get(f"/appointments/{id}")).json())
