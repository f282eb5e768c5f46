"""Erasure: listed, looked through, carried out by somebody else, and proven; never while somebody objects."""

import asyncio
from typing import Any

import psycopg
import pytest

from polder.hiring.privacy import jobs
from tests.hiring.privacy.keeping import later, opened, rule, texts, work
from tests.support.world import Person, World


async def officers(world: World) -> tuple[Person, Person]:
    return world.people["hr"], await world.person("privacy", "privacy_officer")


async def listed(person: Person) -> dict[str, Any]:
    made = await person.post("/erasure-runs")
    assert made.status_code == 201, made.text
    return dict(made.json())


async def test_what_is_due_is_looked_through_by_one_and_erased_by_another_and_proven(world: World) -> None:
    vacancy = await world.vacancy()
    hr, privacy = await officers(world)
    one = await world.application(vacancy, "Ada Lovelace", "mark_eligible", "reject")
    other = await world.application(vacancy, "Bob Open", "mark_eligible")
    assert (await hr.post("/erasure-runs")).json()["type"].endswith("nothing-due")  # no rule is in force
    waiting = [item["kind"] for item in (await hr.get("/todo")).json()["data"]]
    assert "erasure.no_rule" in waiting
    rule(world, "retention_days", 28)
    assert (await hr.post("/erasure-runs")).status_code == 409
    later(world, 29)

    run = await listed(hr)
    (item,) = run["items"]
    assert (item["name"], item["why"], item["erased_at"]) == ("Ada Lovelace", "retention", None)
    assert item["going"]["mail"] == 1
    assert (await hr.post("/erasure-runs")).status_code == 409  # one list at a time
    assert (await hr.move("erasure-runs", run["id"], "carry_out")).status_code == 409  # not looked through
    assert (await hr.move("erasure-runs", run["id"], "look")).status_code == 200
    own = await hr.move("erasure-runs", run["id"], "carry_out")
    assert own.json()["type"].endswith("second-person")
    waiting = [item["kind"] for item in (await privacy.get("/todo")).json()["data"]]
    assert "erasure.carry_out" in waiting

    # twice at once: it is ordered once
    version = (await privacy.get(f"/erasure-runs/{run['id']}")).json()["version"]
    answers = await asyncio.gather(
        *[privacy.post(f"/erasure-runs/{run['id']}/moves/carry_out", version=version) for _ in range(2)]
    )
    assert sorted(answer.status_code for answer in answers) == [200, 412]
    assert texts(world, "ada@example.org")
    await asyncio.gather(jobs.erase(run["id"]), jobs.erase(run["id"]))
    await work(world)
    done = (await hr.get(f"/erasure-runs/{run['id']}")).json()
    (item,) = done["items"]
    assert done["state"] == "done"
    assert (item["name"], item["kept_because"], item["proof"]["left"]) == (None, None, 0)
    assert item["went"]["application"] == 1
    assert item["went"]["mail"] == item["going"]["mail"]
    assert item["proof"]["columns"] > 300
    assert texts(world, "Ada Lovelace") == {}
    # the number stays, with its way; the other applicant is untouched (they have the same address)
    assert world.sql("select stage, name, email from application where id = %s", one["id"]) == [
        ("rejected", one["reference"], None)
    ]
    assert world.sql("select count(*), count(reason) from move_entry where record_id = %s", one["id"]) == [(4, 0)]
    assert (await hr.get(f"/applications/{other['id']}")).json()["name"] == "Bob Open"
    assert item["proof"]["elsewhere"]["application"] == 1
    assert (await hr.get(f"/applications/{one['id']}/privacy")).json()["erased"]["run"] == run["reference"]
    late = await hr.post("/objections", {"application_id": one["id"], "text": "x"})
    assert late.json()["type"].endswith("person-erased")


async def test_nothing_is_erased_while_somebody_objects_by_whatever_road(world: World) -> None:
    vacancy = await world.vacancy()
    hr, privacy = await officers(world)
    one = await world.application(vacancy, "Ada Lovelace", "mark_eligible", "reject")
    rule(world, "retention_days", 28)
    later(world, 29)
    run = await listed(hr)
    assert (await hr.move("erasure-runs", run["id"], "look")).status_code == 200

    # by the applicant, on their own page; the list no longer stands
    ada = opened(world, one["id"])
    assert "I object to the decision" in await ada.look()
    assert (await ada.send("/apply/objection", objection=" ")).status_code == 422
    assert (await ada.send("/apply/objection", objection="I was the best.")).status_code == 303
    assert "being looked at" in await ada.look()
    assert (await ada.client.get("/apply/erase")).text.count("Your objection is still open") == 1
    refused = await ada.send("/apply/erase")
    assert refused.status_code == 409
    changed = await privacy.move("erasure-runs", run["id"], "carry_out")
    assert changed.json()["type"].endswith("erasure-list-changed")
    (objection,) = (await privacy.get("/objections")).json()["data"]
    assert (objection["name"], objection["by_applicant"]) == ("Ada Lovelace", True)

    # SQL of somebody's own, as the application: the functions that erase are nobody's, and the state does not give way
    url = world.app.state.settings.database_url.get_secret_value()
    attacks = [
        f"select polder.erase_person('{one['id']}')",
        f"select polder.erase_items('{run['id']}')",
        f"update erasure_run set state = 'ordered' where id = '{run['id']}'",
        "select set_config('polder.move', 'erasure_run:carry_out', true); update erasure_run set state = 'ordered'",
        "select set_config('polder.move', 'erasure_run:carry_out_alone', true); update erasure_run set state = 'ordered'",
        f"select set_config('polder.erasing', 'x', true); delete from application where id = '{one['id']}'",
        f"delete from audit_personal where record_id = '{one['id']}'",
        "update erasure_run set list_sha256 = 'x'",
    ]
    for attack in attacks:
        with psycopg.connect(url) as connection:
            connection.execute("select polder.enter_role('system', 'attack-attack')")
            with pytest.raises(psycopg.Error):
                connection.execute(attack)  # type: ignore[arg-type]  # psycopg wants a literal
    assert world.sql("select name from application where id = %s", one["id"]) == [("Ada Lovelace",)]

    # ordered before, objected after: the job keeps it back
    await hr.move("objections", objection["id"], "dismiss", "Not so.")  # refused: hr turned her down
    assert world.sql("select state from objection") == [("open",)]
    settled = await privacy.move("objections", objection["id"], "dismiss", "The decision stands.")
    assert settled.status_code == 200, settled.text
    assert (await privacy.move("erasure-runs", run["id"], "carry_out")).json()["type"].endswith("erasure-list-changed")
    renewed = await hr.move("erasure-runs", run["id"], "renew")
    assert renewed.json()["state"] == "proposed"
    assert (await hr.move("erasure-runs", run["id"], "look")).status_code == 200
    assert (await privacy.move("erasure-runs", run["id"], "carry_out")).status_code == 200
    assert (await ada.send("/apply/objection", objection="Once more.")).status_code == 303
    await work(world)
    (item,) = (await hr.get(f"/erasure-runs/{run['id']}")).json()["items"]
    assert (item["kept_because"], item["erased_at"]) == ("objection", None)
    assert world.sql("select name from application where id = %s", one["id"]) == [("Ada Lovelace",)]
