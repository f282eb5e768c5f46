"""Stays elsewhere and milestones: planned, confirmed, held; who may, and who is reminded once."""

import asyncio
from typing import Any

import psycopg
import pytest

from polder.hiring.stays.jobs import milestones as remind
from tests.hiring.appointments.people import hired
from tests.support.world import Person, World


def placed(world: World, name: str, country: str | None, kind: str = "university") -> str:
    statement = (
        "insert into organisation (name, sort_name, kind, country_code) values (%s, lower(%s), %s, %s) returning id"
    )
    return str(world.sql(statement, name, name, kind, country)[0][0])


async def supervised(world: World) -> tuple[str, Person, Person]:
    """An appointment of 2099 to 2103 that HR keeps, who supervises it, and the appointed person with an account."""
    made = await hired(world, ends_on="2103-02-28")
    eve, ada, hr = await world.person("eve", "researcher"), await world.person("ada"), world.people["hr"]
    body = {"person_id": ada.person_id}
    assert (await hr.post(f"/appointments/{made['id']}/person", body, version=made["version"])).status_code == 200
    body = {"person_id": eve.person_id, "kind": "main", "valid_from": "2099-03-01"}
    assert (await hr.post(f"/appointments/{made['id']}/supervisions", body)).status_code == 201
    return str(made["id"]), eve, ada


async def of(who: Person, appointment: str) -> dict[str, Any]:
    return dict((await who.get(f"/appointments/{appointment}/stays")).json())


async def test_who_supervises_plans_hr_confirms_and_the_appointed_person_reads_along(world: World) -> None:
    id, eve, ada = await supervised(world)
    hr, mila = world.people["hr"], placed(world, "MILA", "CA")
    stay = {"organisation_id": mila, "kind": "exchange", "valid_from": "2100-01-01", "valid_until": "2100-06-30"}
    path = f"/appointments/{id}/stays"
    assert (await ada.post(path, stay)).status_code == 403
    assert (await (await world.person("eva")).post(path, stay)).status_code == 404
    made = await eve.post(path, stay)
    assert (made.status_code, made.json()["country_code"], made.json()["organisation"]) == (201, "CA", "MILA"), (
        made.text
    )
    one = f"/stays/{made.json()['id']}"
    for wrong, field in (
        ({"valid_until": "2099-12-31"}, "valid_until"), ({"valid_from": "2098-01-01"}, "valid_from"),
        ({"organisation_id": placed(world, "Nowhere", None)}, "country_code"), ({"country_code": "nl"}, "country_code"),
        ({"note": "x" * 2001}, "note"),
    ):  # fmt: skip
        refused = await eve.post(path, {**stay, **wrong})
        assert (refused.status_code, [e["field"] for e in refused.json()["errors"]]) == (422, [field]), wrong
    twice = await asyncio.gather(
        *[eve.post(path, {**stay, "valid_from": "2101-01-01", "valid_until": "2101-02-01"}) for _ in range(2)]
    )
    assert sorted(answer.status_code for answer in twice) == [201, 409]
    assert "There is a stay at that time already" in next(a.json()["detail"] for a in twice if a.status_code == 409)
    assert (await eve.move("stays", made.json()["id"], "confirm")).status_code == 403
    assert (await ada.move("stays", made.json()["id"], "drop", "I stay home")).status_code in (403, 404, 409)
    confirmed = await hr.move("stays", made.json()["id"], "confirm")
    assert confirmed.status_code == 200, confirmed.text
    fixed = await eve.patch(one, {"valid_until": "2100-05-31"}, confirmed.json()["version"])
    assert (fixed.status_code, fixed.json()["type"]) == (409, "/problems/stay-fixed")
    assert (await eve.patch(one, {"note": "x"}, made.json()["version"])).status_code == 412
    early = await eve.move("stays", made.json()["id"], "complete")
    assert (early.status_code, early.json()["detail"]) == (409, "The stay is not over yet.")
    shorter = await hr.patch(
        f"/appointments/{id}", {"ends_on": "2100-06-29"}, (await hr.get(f"/appointments/{id}")).json()["version"]
    )
    assert (shorter.status_code, shorter.json()["type"]) == (409, "/problems/stays-outside")
    seen = await of(ada, id)
    assert (seen["keeps"], seen["own"], [s["state"] for s in seen["stays"]]) == (False, True, ["confirmed", "planned"])
    assert ((await of(eve, id))["keeps"], seen["track"]) == (True, None)
    for attack in (
        "update stay set valid_until = '2100-07-31' where state = 'confirmed'",
        "update stay set state = 'done' where state = 'confirmed'",
        "insert into stay (appointment_id, organisation_id, country_code, kind, valid_from, valid_until)"
        " select appointment_id, organisation_id, 'CA', 'exchange', '2100-06-30', '2100-07-31' from stay limit 1",
        "update appointment set starts_on = '2100-01-02'",
    ):
        with pytest.raises(psycopg.Error) as error:
            world.sql(attack)
        assert str(error.value.sqlstate).startswith(("PL", "23")), attack
    world.clock("2100-06-30T12:00:00+02:00")
    assert (await eve.move("stays", made.json()["id"], "complete")).status_code == 200
    # a conflict hides what came of the application
    rik = await world.person("rik", "hr_officer")
    assert (await rik.get(one)).status_code == 200
    application = world.sql("select application_id from hire")[0][0]
    assert (await rik.post(f"/applications/{application}/conflict", {"kind": "family"})).status_code == 204
    for address in (one, path):
        assert (await rik.get(address)).status_code == 404, address
    assert (await rik.post(path, stay)).status_code == 404
    assert (await rik.get("/stays")).json()["data"] == []


async def test_milestones_are_kept_by_whoever_supervises_done_by_their_owner_and_reminded_of_once(world: World) -> None:
    id, eve, ada = await supervised(world)
    hr, path = world.people["hr"], f"/appointments/{id}/milestones"
    world.sql("update account set email = name || '@example.org'")
    mine = (await eve.post(path, {"title": "Joint paper", "whose": "appointed", "due_on": "2100-03-31"})).json()
    hers = (await hr.post(path, {"title": "Go or no go", "whose": "supervisor", "due_on": "2100-03-01"})).json()
    one = f"/milestones/{mine['id']}"
    assert (await ada.post(path, {"title": "x", "whose": "hr", "due_on": "2100-01-01"})).status_code == 403
    assert (await ada.patch(one, {"due_on": "2101-03-31"}, mine["version"])).status_code == 403
    assert (await ada.patch(f"/milestones/{hers['id']}", {"evidence": "x"}, hers["version"])).status_code == 403
    ahead = await ada.patch(one, {"done_on": "2099-05-01"}, mine["version"])
    assert (ahead.status_code, [e["field"] for e in ahead.json()["errors"]]) == (422, ["done_on"])

    async def waits(who: Person) -> list[str]:
        lines = (await who.get("/todo")).json()["data"]
        return [line["subject"]["en"] for line in lines if line["kind"].startswith(("milestone", "stay"))]

    world.clock("2100-02-20T12:00:00Z")
    assert await waits(eve) == [], "no number of days is in force"
    world.in_force("hiring_rule", "milestone_days", "stay_days")
    assert (await waits(eve), await waits(ada), await waits(hr)) == (["Go or no go"], [], [])
    body = {
        "organisation_id": placed(world, "MILA", "CA"),
        "kind": "exchange",
        "valid_from": "2100-04-01",
        "valid_until": "2100-06-30",
    }
    await eve.post(f"/appointments/{id}/stays", body)
    assert await waits(hr) == ["ada"]
    for _ in range(2):
        await remind(0)
    texts = dict(world.sql("select to_address, text from mail where template = 'milestones_due'"))
    assert set(texts) == {"eve@example.org", "hr@example.org"}
    assert "): Go or no go, by 1 March 2100" in texts["eve@example.org"]
    assert "confirm the stay at MILA, by 1 April 2100" in texts["hr@example.org"]
    moved = await eve.patch(f"/milestones/{hers['id']}", {"due_on": "2100-03-05"}, hers["version"])
    await remind(0)
    assert world.sql("select count(*) from mail where template = 'milestones_due'") == [(3,)], "moved, it is told again"
    done = await ada.patch(one, {"done_on": "2100-02-19", "evidence": "doi:10.1000/182"}, mine["version"])
    assert (done.status_code, done.json()["evidence"]) == (200, "doi:10.1000/182"), done.text
    fixed = await eve.patch(one, {"title": "Other"}, done.json()["version"])
    assert (fixed.status_code, fixed.json()["type"]) == (409, "/problems/milestone-done")
    assert (await eve.delete(one, done.json()["version"])).status_code == 409
    assert (await eve.delete(f"/milestones/{hers['id']}", moved.json()["version"])).status_code == 204
    # an account that has ended owns nothing: HR sees to it
    late = (await eve.post(path, {"title": "Thesis", "whose": "appointed", "due_on": "2100-02-21"})).json()
    assert await waits(ada) == ["Thesis"]
    world.sql("update account set ended_at = now() where name = 'ada'")
    assert "Thesis" in await waits(hr), late


async def test_months_are_counted_by_days_from_whatever_day(world: World) -> None:
    """For each day of four years and each length: n months are n, a day less is n - 1 and the rest in days."""
    wrong = """
      select d, n from generate_series(date '2027-01-01', date '2030-12-31', '1 day') as t(d0), lateral (select d0::date as d) as x,
        generate_series(1, 12) as n, lateral (select (d + make_interval(months => n))::date - 1 as last) as y
      where polder.whole_months(d, last) <> n or polder.whole_months(d, last - 1) <> n - 1"""
    assert world.sql(f"select count(*) from ({wrong}) as w") == [(0,)]
    odd = "select polder.whole_months('2027-08-31', '2028-02-28'), polder.whole_months('2027-08-31', '2028-02-27')"
    assert world.sql(odd) == [(6, 5)]
