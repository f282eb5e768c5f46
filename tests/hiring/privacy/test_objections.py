"""Objections: judged by somebody who need not read the application, told to the applicant, and acted on by whoever decides."""

import asyncio
import re

import psycopg
import pytest

from tests.hiring.privacy.keeping import opened, rule, work
from tests.hiring.privacy.test_erasure import officers
from tests.support.world import World

DECIDED = "set session_replication_role = replica; update vacancy set state = 'decided'"


def refused(world: World, attack: str) -> None:
    """SQL of somebody's own, as the system, is refused."""
    with psycopg.connect(world.app.state.settings.database_url.get_secret_value()) as connection:
        connection.execute("select polder.enter_role('system', 'attack-attack')")
        with pytest.raises(psycopg.errors.Error, match=r"objection_upheld|vacancy_reopened"):
            connection.execute(attack)  # type: ignore[arg-type]  # psycopg wants a literal


async def test_an_upheld_objection_is_judged_without_the_application_told_by_mail_and_acted_on_by_whoever_decides(
    world: World,
) -> None:
    vacancy = await world.vacancy()
    hr, privacy = await officers(world)
    rule(world, "retention_days", 28)
    one = await world.application(vacancy, "Ada Lovelace", "mark_eligible", "longlist", "reject")
    ada = opened(world, one["id"])
    await ada.look()
    long = await ada.send("/apply/objection", objection="Not read. " * 401)
    assert long.status_code == 422
    assert "longer than 4000" in long.text
    assert long.text.count("Not read. ") >= 401  # nothing typed is lost
    assert (await ada.send("/apply/objection", objection="Nobody read page two.")).status_code == 303
    await ada.look()
    twice = await ada.send("/apply/objection", objection="And page three.")
    assert twice.status_code == 409
    assert "And page three." in twice.text

    # the privacy officer judges it from its own page: the application itself stays shut
    assert (await privacy.get(f"/applications/{one['id']}")).status_code == 404
    (task,) = [t for t in (await privacy.get("/todo")).json()["data"] if t["kind"] == "objection.judge"]
    assert "objection.judge" not in [t["kind"] for t in (await hr.get("/todo")).json()["data"]]  # hr turned her down
    assert task["record"]["resource"] == "objections"
    (line,) = (await privacy.get("/objections")).json()["data"]
    assert (line["reference"], line["name"], line["vacancy"], line["days"]) == (
        one["reference"], "Ada Lovelace", vacancy["reference"], 0
    )  # fmt: skip
    id = line["id"]
    found = (await privacy.get(f"/objections/{id}")).json()
    assert (found["opens"], found["take_up"], found["about"]["settled"]) == (False, [], None)
    decision = found["about"]["decision"]
    assert (decision["stage"], decision["before"], decision["by"], decision["reason"]) == (
        "rejected", "longlisted", "hr", "because"
    )  # fmt: skip
    early = await hr.post(f"/objections/{id}/take-up", {"stage": "longlisted"}, version=1)
    assert early.json()["type"].endswith("objection-upheld")
    settled = await privacy.move("objections", id, "uphold", "Page two was not read.")
    assert settled.status_code == 200, settled.text
    await work(world)
    await work(world)
    ((text,),) = world.sql("select text from mail where template = 'objection_settled'")
    assert "Page two was not read." in text
    assert re.search(r"/apply\?key=[\w-]+", text)
    page = await ada.look()
    assert "Page two was not read." in page

    # moved back by whoever decides, for that reason and no other; not by who judged, nor further than where it stood
    version = settled.json()["version"]
    assert (
        await privacy.post(f"/objections/{id}/take-up", {"stage": "longlisted"}, version=version)
    ).status_code == 403
    assert (await world.people["bob"].post(f"/objections/{id}/take-up", {"stage": "submitted"}, version=version)).status_code == 403  # fmt: skip
    found = (await hr.get(f"/objections/{id}")).json()
    assert found["take_up"] == ["longlisted", "submitted"]
    assert "objection.take_up" in [t["kind"] for t in (await hr.get("/todo")).json()["data"]]
    further = await hr.post(f"/objections/{id}/take-up", {"stage": "selected"}, version=version)
    assert further.json()["type"].endswith("objection-upheld")
    assert (await hr.post(f"/objections/{id}/take-up", {"stage": "longlisted"}, version=version - 1)).status_code == 412
    move = "select set_config('polder.move', '{}', true); "
    refused(
        world,
        move.format("application:take_up_selected")
        + f"update application set stage = 'selected' where id = '{one['id']}'",
    )
    # the vacancy has been decided since: it is open for decisions again
    world.sql(DECIDED)
    answers = await asyncio.gather(
        *[hr.post(f"/objections/{id}/take-up", {"stage": "longlisted"}, version=version) for _ in range(2)]
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert world.sql("select stage from application where id = %s", one["id"]) == [("longlisted",)]
    assert world.sql("select state from vacancy where id = %s", vacancy["id"]) == [("closed",)]
    assert world.sql(
        "select reason, move from move_entry where record_id = %s order by id desc limit 1", one["id"]
    ) == [("Page two was not read.", "take_up_longlisted")]
    assert (await hr.get(f"/objections/{id}")).json()["about"]["taken_up"]["stage"] == "longlisted"
    again = await hr.post(f"/objections/{id}/take-up", {"stage": "longlisted"}, version=version)
    assert again.status_code == 409
    assert "objection.take_up" not in [t["kind"] for t in (await hr.get("/todo")).json()["data"]]
    # turned down once more: that needs an objection of its own
    assert (await hr.move("applications", one["id"], "reject", "still")).status_code == 200
    assert (await hr.get(f"/objections/{id}")).json()["take_up"] == []
    world.sql(DECIDED)
    refused(world, move.format("vacancy:reopen") + f"update vacancy set state = 'closed' where id = '{vacancy['id']}'")

    # a conflict hides it
    other = await world.person("other", "hr_officer")
    await other.post(f"/applications/{one['id']}/conflict", {"kind": "family"})
    assert (await other.get(f"/objections/{id}")).status_code == 404
    assert (await other.post(f"/objections/{id}/take-up", {"stage": "submitted"}, version=version)).status_code == 404
