"""Roles: for whom, for what, how long, given by whom; and the administrators who must not be lost."""

import asyncio
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from tests.support.world import Person, World


async def grant(who: Person, to: Person, role: str, **more: object) -> tuple[int, dict[str, object]]:
    done = await who.post("/role-grants", {"account_id": to.account_id, "role": role, **more})
    return done.status_code, done.json()


async def sees(person: Person, path: str = "/accounts") -> int:
    return int((await person.get(path)).json()["total"])


async def test_a_role_counts_in_its_period_only_and_its_withdrawal_works_at_once(world: World) -> None:
    ada, rik = await world.person("Ada", "system_administrator"), await world.person("Rik")
    assert await sees(rik) == 1  # only oneself
    now = datetime.now(UTC)
    status, tomorrow = await grant(ada, rik, "auditor", valid_from=(now + timedelta(days=1)).isoformat())
    assert status == 201, tomorrow
    assert await sees(rik) == 1
    status, past = await grant(ada, rik, "auditor", valid_from="2020-01-01T00:00:00Z", valid_until="2020-02-01T00:00:00Z")  # fmt: skip
    assert status == 201, past
    assert await sees(rik) == 1
    status, today = await grant(ada, rik, "director")
    assert status == 201, today
    assert await sees(rik) == 2
    assert today["confirmed_at"]
    done = await ada.post(f"/role-grants/{today['id']}/end", version=1)
    assert done.status_code == 200, done.text
    assert await sees(rik) == 1  # the very next request, in the same session
    again = await ada.post(f"/role-grants/{today['id']}/end", version=done.json()["version"])
    assert again.json()["valid_until"] == done.json()["valid_until"]
    assert (await ada.post(f"/role-grants/{today['id']}/end", version=1)).status_code == 412


async def test_periods_and_scopes_that_make_no_sense_are_refused(world: World) -> None:
    ada, rik = await world.person("Ada", "system_administrator"), await world.person("Rik")
    for more in (
        {"valid_from": "2030-01-01T00:00:00Z", "valid_until": "2029-01-01T00:00:00Z"},
        {"valid_from": "2030-01-01T00:00:00"},  # no zone
        {"scope_kind": "organisation", "scope_id": rik.person_id},
        {"scope_kind": "vacancy"},
        {"account_id": "0190a6f0-0000-7000-8000-000000000000"},
    ):
        status, body = await grant(ada, rik, "director", **more)
        assert status == 422, (more, body)
    assert (await grant(ada, rik, "no_such_role"))[0] == 422
    assert (await grant(ada, rik, "director"))[0] == 201
    assert (await grant(ada, rik, "director"))[0] == 409  # once is enough


async def test_who_may_not_grant_does_not(world: World) -> None:
    hanna, rik = await world.person("Hanna", "hr_officer"), await world.person("Rik")
    assert (await grant(hanna, rik, "director"))[0] == 403
    assert (await grant(rik, rik, "director"))[0] == 403
    assert world.sql("select count(*) from role_grant where account_id = %s", rik.account_id) == [(0,)]


async def test_nobody_grants_themselves_a_role(world: World) -> None:
    ada = await world.person("Ada", "system_administrator")
    status, body = await grant(ada, ada, "director")
    assert (status, body["type"]) == (403, "/problems/own-role")


async def test_an_administrators_role_counts_when_a_second_person_has_confirmed_it(world: World) -> None:
    ada, bob = await world.person("Ada", "system_administrator"), await world.person("Bob", "system_administrator")
    rik = await world.person("Rik")
    status, made = await grant(ada, rik, "system_administrator")
    assert status == 201
    assert made["confirmed_at"] is None
    assert await sees(rik) == 1
    for person in (ada, rik):  # the first person, and who gets it
        refused = await person.post(f"/role-grants/{made['id']}/confirm", version=1)
        assert refused.status_code in (403, 404, 409), refused.text
    assert await sees(rik) == 1
    done = await bob.post(f"/role-grants/{made['id']}/confirm", version=1)
    assert done.status_code == 200, done.text
    assert done.json()["confirmed_by"] == bob.account_id
    assert await sees(rik) == 3


async def test_a_granted_role_is_not_changed_into_another(world: World) -> None:
    ada, rik = await world.person("Ada", "system_administrator"), await world.person("Rik")
    _, made = await grant(ada, rik, "researcher", valid_until="2099-01-01T00:00:00Z")
    for change in ("role = 'director'", "account_id = created_by", "valid_until = null", "granted_by = null"):
        with pytest.raises(psycopg.Error, match="grant_is_history"):
            world.sql(f"update role_grant set {change} where id = %s", made["id"])


async def test_the_last_administrator_stays(world: World) -> None:
    ada, bob = await world.person("Ada", "system_administrator"), await world.person("Bob", "system_administrator")

    async def grant_of(person: Person) -> dict[str, object]:
        rows = await ada.get(f"/role-grants?account_id={person.account_id}")
        return dict(rows.json()["data"][0])

    # two administrators end each other at the same moment: one of them succeeds
    a, b = await grant_of(ada), await grant_of(bob)
    done = await asyncio.gather(
        ada.post(f"/role-grants/{b['id']}/end", version=1), bob.post(f"/role-grants/{a['id']}/end", version=1)
    )
    assert sorted(answer.status_code for answer in done) in ([200, 403], [200, 404], [200, 409])
    standing = "select count(*) from role_grant where role = 'system_administrator' and valid_until is null"
    assert world.sql(standing) == [(1,)]
    last = ada if done[0].status_code == 200 else bob
    mine = dict((await last.get(f"/role-grants?account_id={last.account_id}")).json()["data"][0])
    refused = await last.post(f"/role-grants/{mine['id']}/end", version=1)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/last-administrator")
    version = (await last.get(f"/accounts/{last.account_id}")).json()["version"]
    refused = await last.post(f"/accounts/{last.account_id}/end", version=version)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/last-administrator")
    assert world.sql(standing) == [(1,)]


async def test_a_partner_administrator_grants_within_the_own_organisation_and_no_more_than_held(world: World) -> None:
    ((delft,), (leiden,)) = world.sql("insert into organisation (name, sort_name) values ('Delft', 'd'), ('Leiden', 'l') returning id::text")  # fmt: skip
    paula, rik = await world.person("Paula"), await world.person("Rik")
    world.sql("insert into role_grant (account_id, role, scope_kind, scope_id) values (%s, 'partner_administrator', 'organisation', %s)", paula.account_id, delft)  # fmt: skip
    here, there = ({"scope_kind": "organisation", "scope_id": id} for id in (delft, leiden))
    status, made = await grant(paula, rik, "funder_representative", **here)
    assert status == 201, made
    assert (await grant(paula, rik, "funder_representative", **there))[0] == 403
    assert (await grant(paula, rik, "system_administrator"))[0] == 403
    assert (await grant(paula, rik, "researcher"))[0] == 403
    status, second = await grant(paula, rik, "partner_administrator", **here)
    assert status == 201
    assert second["confirmed_at"] is None  # administrators need a second person here too
    assert (await paula.get("/role-grants")).json()["total"] == 3
    invitation = {"email": "new@example.org", "role": "funder_representative"}
    assert (await paula.post("/invitations", {**invitation, **here})).status_code == 201
    assert (await paula.post("/invitations", {**invitation, **there})).status_code == 403
    assert (await paula.post("/invitations", {"email": "new@example.org", "role": "director"})).status_code == 403
    assert (await paula.get("/invitations")).json()["total"] == 1


async def test_grants_are_in_the_audit_trail_with_who_gave_them(world: World) -> None:
    ada, rik = await world.person("Ada", "system_administrator"), await world.person("Rik")
    auditor = await world.person("Audrey", "auditor")
    _, made = await grant(ada, rik, "researcher")
    await ada.post(f"/role-grants/{made['id']}/end", version=1)
    rows = (await auditor.get(f"/audit-entries?record_id={made['id']}&sort=id")).json()["data"]
    assert [(row["operation"], row["actor"]) for row in rows] == [("insert", "Ada"), ("update", "Ada")]
