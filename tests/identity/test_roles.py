"""Roles: for whom, for what, how long, given by whom; and the administrators who must not be lost."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest

from tests.support.world import Person, World


async def grant(who: Person, to: Person, role: str, **more: object) -> tuple[int, dict[str, object]]:
    done = await who.post("/role-grants", {"account_id": to.account_id, "role": role, **more})
    return done.status_code, done.json()


async def sees(person: Person, path: str = "/accounts") -> int:
    return int((await person.get(path)).json()["total"])


def ahead(**time: float) -> str:
    """A moment that much from now, as JSON has it."""
    return (datetime.now(UTC) + timedelta(**time)).isoformat()


async def test_a_role_counts_in_its_period_only_and_its_withdrawal_works_at_once(world: World) -> None:
    ada, rik = await world.person("Ada", "system_administrator"), await world.person("Rik")
    assert await sees(rik) == 1  # only oneself
    now = datetime.now(UTC)
    for until in ({}, {"valid_until": None}):  # who reads everything does so for the time of an audit
        status, endless = await grant(ada, rik, "auditor", **until)
        assert (status, endless["errors"][0]["field"]) == (422, "valid_until")
    far = (now + timedelta(days=3 * 365)).isoformat()
    status, endless = await grant(ada, rik, "auditor", valid_until=far)
    assert (status, endless["errors"][0]["field"]) == (422, "valid_until")
    invited = {"email": "new@example.org", "role": "auditor", "role_until": far}
    assert (await ada.post("/invitations", invited)).json()["errors"][0]["field"] == "role_until"
    status, tomorrow = await grant(ada, rik, "auditor", valid_from=(now + timedelta(days=1)).isoformat(),
                                   valid_until=(now + timedelta(days=9)).isoformat())  # fmt: skip
    assert status == 201, tomorrow
    assert await sees(rik) == 1
    for past in ("2020-01-01T00:00:00Z", (now - timedelta(days=2)).isoformat()):
        status, backwards = await grant(ada, rik, "director", valid_from=past)
        assert (status, [(e["field"], e["remedy"] != "") for e in backwards["errors"]]) == (422, [("valid_from", True)])  # type: ignore[attr-defined]  # JSON
    world.sql("insert into role_grant (account_id, role, valid_from, valid_until) values (%s, 'auditor', '2020-01-01', '2020-02-01')", rik.account_id)  # fmt: skip
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
        {"valid_from": "0001-01-01T00:00:00+05:00"},
        {"valid_until": "9999-12-31T23:00:00-05:00"},
        {"scope_kind": "organisation", "scope_id": rik.person_id},
        {"scope_kind": "vacancy"},
        {"account_id": "0190a6f0-0000-7000-8000-000000000000"},
    ):
        status, body = await grant(ada, rik, "director", **more)
        assert status == 422, (more, body)
    status, over = await grant(ada, rik, "director", valid_from=ahead(hours=-20), valid_until=ahead(hours=-10))
    assert (status, over["errors"][0]["problem"]) == (422, "This end has passed."), over  # type: ignore[index]  # JSON
    assert (await grant(ada, rik, "no_such_role"))[0] == 422
    assert (await grant(ada, rik, "director"))[0] == 201
    status, again = await grant(ada, rik, "director")
    assert (status, str(again["detail"])[:42]) == (409, "This person has this role here already, or")
    # a role is held once at a time, in whatever order its periods are given; one that was withdrawn before it began leaves room
    for begins, ends, given in (
        (10, 20, 201),
        (0, None, 409),
        (15, 30, 409),
        (0, 10.001, 409),
        (0, 9, 201),
        (20, None, 201),
    ):
        period = {"valid_from": ahead(days=begins), "valid_until": ends and ahead(days=ends)}
        status, one = await grant(ada, rik, "researcher", **period)
        assert status == given, (begins, ends, one)
    held = {round((datetime.fromisoformat(g["valid_from"]) - datetime.now(UTC)).days): g for g in
            (await ada.get(f"/role-grants?account_id={rik.account_id}")).json()["data"] if g["role"] == "researcher"}  # fmt: skip
    ended = await ada.post(f"/role-grants/{held[9]['id']}/end", version=1)
    assert (ended.status_code, ended.json()["valid_until"] < ended.json()["valid_from"]) == (200, True)
    assert ended.json()["valid_until"] < datetime.now(UTC).isoformat()
    assert (await ada.post(f"/role-grants/{held[9]['id']}/end", version=2)).json()["version"] == 2  # twice is no error
    twice = {"valid_from": ahead(days=10), "valid_until": ahead(days=19)}
    both = await asyncio.gather(*(grant(ada, rik, "researcher", **twice) for _ in range(2)))
    assert sorted(status for status, _ in both) == [201, 409]
    with pytest.raises(psycopg.Error, match="grant_period"):
        world.sql("update role_grant set valid_until = valid_from where valid_from > now() and valid_until is null")
    with pytest.raises(psycopg.errors.CheckViolation, match="ck_role_grant_valid_until_within"):
        world.sql("update role_grant set valid_until = 'infinity' where role = 'director'")
    unbound = """select c.table_name, c.column_name from information_schema.columns c join pg_class t on t.relname = c.table_name
      where c.table_schema = 'public' and t.relkind in ('r', 'p') and t.relnamespace = 'public'::regnamespace
        and c.data_type in ('date', 'timestamp with time zone') and not exists (select from pg_constraint k
          where k.conrelid = t.oid and k.conname like '%\\_within' and pg_get_constraintdef(k.oid) ~ ('\\m' || c.column_name || '\\M'))"""
    assert world.sql(unbound) == []  # no day and no moment is stored that no page can show


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
    ((delft,),) = world.sql("insert into organisation (name, sort_name) values ('Delft', 'd') returning id::text")
    _, taken_back = await grant(ada, bob, "partner_administrator", scope_kind="organisation", scope_id=delft)
    assert (await ada.post(f"/role-grants/{taken_back['id']}/end", version=1)).status_code == 200
    late = await rik.post(f"/role-grants/{taken_back['id']}/confirm", version=2)
    assert (late.status_code, late.json()["type"]) == (409, "/problems/grant-ended")


async def test_a_granted_role_is_not_changed_into_another(world: World) -> None:
    ada, rik = await world.person("Ada", "system_administrator"), await world.person("Rik")
    _, made = await grant(ada, rik, "researcher", valid_until="2099-01-01T00:00:00Z")
    for change in ("role = 'director'", "account_id = created_by", "valid_until = null", "granted_by = null"):
        with pytest.raises(psycopg.Error, match="grant_is_history"):
            world.sql(f"update role_grant set {change} where id = %s", made["id"])


async def grant_of(who: Person, person: Person) -> dict[str, Any]:
    return dict((await who.get(f"/role-grants?account_id={person.account_id}")).json()["data"][0])


async def act(who: Person, person: Person, what: str) -> tuple[int, str]:
    """End, confirm or keep somebody's only role."""
    found = await grant_of(who, person)
    done = await who.post(f"/role-grants/{found['id']}/{what}", version=found["version"])
    return done.status_code, done.json().get("type", "")


STANDING = "select count(*) from role_grant where role = 'system_administrator' and valid_until is null"
ADMINISTRATOR = "system_administrator"


async def test_an_administrators_role_ends_when_a_second_person_confirms(world: World) -> None:
    ada, bob, cleo = [await world.person(name, ADMINISTRATOR) for name in ("Ada", "Bob", "Cleo")]
    assert await act(ada, bob, "end") == (200, "")
    waiting = await grant_of(cleo, bob)
    assert (waiting["valid_until"], waiting["ending_asked_by"]) == (None, "Ada")
    assert await sees(bob) == 3  # he administers until it is confirmed
    assert [t["record"]["id"] for t in (await cleo.get("/todo")).json()["data"] if t["kind"] == "grant.end"] == [
        bob.account_id
    ]
    assert [t for t in (await ada.get("/todo")).json()["data"] if t["kind"] == "grant.end"] == []
    for what in ("confirm", "end"):
        status, _ = await act(ada, bob, what)
        assert status in (200, 409)
        assert world.sql(STANDING) == [(3,)]
    assert await act(ada, bob, "confirm") == (409, "/problems/second-person-ends")
    assert await act(cleo, bob, "keep") == (200, "")
    assert (await act(cleo, bob, "confirm"))[0] == 200  # nothing waits any more
    assert world.sql(STANDING) == [(3,)]
    assert await act(ada, bob, "end") == (200, "")
    assert await act(cleo, bob, "confirm") == (200, "")
    assert world.sql(STANDING) == [(2,)]
    assert await sees(bob) == 1


async def test_neither_the_database_nor_ending_an_account_lets_one_person_end_an_administrator(world: World) -> None:
    ada, bob = await world.person("Ada", ADMINISTRATOR), await world.person("Bob", ADMINISTRATOR)
    version = (await ada.get(f"/accounts/{bob.account_id}")).json()["version"]
    refused = await ada.post(f"/accounts/{bob.account_id}/end", version=version)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/administrators-account")
    as_ada = (
        f"select set_config('polder.actor_kind', 'browser', true), set_config('polder.actor', '{ada.account_id}', true)"
    )
    for change in ("valid_until = now()", "ending_asked_at = now(), valid_until = now()",
                   f"ending_asked_at = now(), ending_asked_by = '{bob.account_id}', valid_until = now()"):  # fmt: skip
        with pytest.raises(psycopg.Error, match=r"second_person_ends|more_than_held"):
            world.sql(f"begin; {as_ada}; update role_grant set {change} where account_id = '{bob.account_id}'; commit")
    assert world.sql(STANDING) == [(2,)]


async def test_the_last_administrator_stays(world: World) -> None:
    ada, bob = await world.person("Ada", ADMINISTRATOR), await world.person("Bob", ADMINISTRATOR)
    # two administrators want each other's end; both confirm their own at the same moment: one of them succeeds
    assert await act(ada, bob, "end") == (200, "")
    assert await act(bob, ada, "end") == (200, "")
    done = await asyncio.gather(act(ada, ada, "confirm"), act(bob, bob, "confirm"))
    assert sorted(status for status, _ in done) in ([200, 403], [200, 404], [200, 409])
    assert world.sql(STANDING) == [(1,)]
    last = bob if done[0][0] == 200 else ada
    assert (await act(last, last, "keep"))[0] == 200
    assert await act(last, last, "end") == (409, "/problems/last-administrator")
    version = (await last.get(f"/accounts/{last.account_id}")).json()["version"]
    refused = await last.post(f"/accounts/{last.account_id}/end", version=version)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/last-administrator")
    assert world.sql(STANDING) == [(1,)]


async def test_a_role_for_what_does_not_exist_is_refused(world: World) -> None:
    ada, rik = await world.person("Ada", ADMINISTRATOR), await world.person("Rik")
    absent = "0190a6f0-0000-7000-8000-000000000000"
    for role, kind in (
        ("committee_member", "vacancy"),
        ("partner_administrator", "organisation"),
    ):
        scope = {"scope_kind": kind, "scope_id": absent}
        status, body = await grant(ada, rik, role, **scope)
        assert (status, [error["field"] for error in body["errors"]]) == (422, ["scope_id"]), body  # type: ignore[attr-defined]  # JSON
        invited = await ada.post("/invitations", {"email": "new@example.org", "role": role, **scope})
        assert invited.status_code == 422, invited.text
    vacancy = await world.vacancy("draft")
    # whoever keeps roles does not compose committees; HR and the vacancy's hiring lead do, and may sit in them
    here, appoint = {"scope_kind": "vacancy", "scope_id": vacancy["id"]}, f"/vacancies/{vacancy['id']}/committee"
    status, body = await grant(ada, ada, "committee_chair", **here)
    assert (status, body["type"]) == (403, "/problems/own-role")
    status, body = await grant(ada, rik, "committee_member", **here)
    assert (status, body["type"]) == (403, "/problems/committee-of-others")
    invited = await ada.post("/invitations", {"email": "new@example.org", "role": "committee_member", **here})
    assert (invited.status_code, invited.json()["type"]) == (403, "/problems/committee-of-others")
    (anna,) = [s for s in (await world.people["hr"].get(f"/vacancies/{vacancy['id']}")).json()["committee"] if s["name"] == "anna"]  # fmt: skip
    dismissed = await ada.post(f"/role-grants/{anna['grant_id']}/end", version=anna["version"])
    assert (dismissed.status_code, dismissed.json()["type"]) == (403, "/problems/committee-of-others")
    assert (await grant(ada, rik, "hiring_lead", **here))[0] == 201
    # nor whom they invite to one; whoever composes it does, and sees those invitations and no others
    begins, ends = ((datetime.now(UTC) + timedelta(days=n)).isoformat() for n in (3, 9))
    to_seat = {"email": "seat@example.org", "role": "committee_member", "role_from": begins, "role_until": ends, **here}
    for number, composer in enumerate((world.people["hr"], rik)):
        invited = await composer.post("/invitations", {**to_seat, "email": f"seat{number}@example.org"})
        assert (invited.status_code, invited.json()["role_from"][:19]) == (201, begins[:19]), invited.text
        for wrong, field in (({"role_from": ends, "role_until": begins}, "role_until"), ({"role_from": "2020-01-01T00:00:00Z"}, "role_from")):  # fmt: skip
            refused = await composer.post("/invitations", {**to_seat, **wrong})
            assert [error["field"] for error in refused.json()["errors"]] == [field], refused.text
        assert (await composer.post("/invitations", {**to_seat, "role": "hiring_lead"})).status_code == 403
    not_theirs = await ada.post(f"/invitations/{invited.json()['id']}/withdraw", version=1)
    assert (not_theirs.status_code, not_theirs.json()["type"]) == (403, "/problems/committee-of-others")
    assert (await rik.post(f"/invitations/{invited.json()['id']}/withdraw", version=1)).status_code == 200
    assert [i["state"] for i in (await rik.get("/invitations?sort=created_at")).json()["data"]] == ["open", "withdrawn"]
    world.sql("update invitation set expires_at = now() + interval '1 day'")
    for who, reminded in ((ada, 0), (rik, 1), (world.people["hr"], 1)):
        assert [t["kind"] for t in (await who.get("/todo")).json()["data"]].count("invitation.expires") == reminded
    world.sql("delete from mail")
    # what a role is for has a name for whoever keeps roles, and for whoever has it, though they see no vacancies
    named = {"nl": f"{vacancy['reference']} · Promovendus", "en": f"{vacancy['reference']} · PhD candidate"}
    assert [g["scope"] for g in (await ada.get(f"/role-grants?account_id={rik.account_id}")).json()["data"]] == [named]
    assert [role["scope"] for role in (await rik.get("/me")).json()["roles"] if role["scope_id"]] == [named]
    invite = {"email": "new@example.org", "role": "hiring_lead", "language": "nl", **here}
    assert (await ada.post("/invitations", invite)).status_code == 201
    assert (await ada.get("/invitations")).json()["data"][0]["scope"] == named
    assert (await rik.get("/invitations")).json()["total"] == 2  # not that of a hiring lead
    ((text,),) = world.sql("select text from mail where template = 'invitation'")
    assert f"als wervingsverantwoordelijke, voor {named['nl']}. Open deze link" in text
    assert (await rik.post(appoint, {"account_id": rik.account_id, "role": "committee_chair"})).status_code == 201
    elsewhere = await world.vacancy("draft")
    for role in ("committee_chair", "hiring_lead"):
        status, body = await grant(rik, rik, role, scope_kind="vacancy", scope_id=elsewhere["id"])
        assert (status, body["type"]) == (403, "/problems/own-role")
    late = {"account_id": (await world.person("Late")).account_id, "role": "committee_observer"}
    assert (await world.people["hr"].move("vacancies", vacancy["id"], "archive")).status_code == 200
    talks = {"vacancy_id": vacancy["id"], "name_nl": "Gesprek", "name_en": "Talk", "account_ids": []}
    meets = {"vacancy_id": vacancy["id"], "starts_at": "2099-02-01T10:00:00Z", "chair_id": rik.account_id}
    for path, body in ((appoint, late), ("/invitations", to_seat), ("/interview-rounds", talks), ("/meetings", meets)):
        refused = await world.people["hr"].post(path, body)
        assert (refused.status_code, refused.json()["type"]) == (409, "/problems/vacancy-archived")


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
    assert rows[0]["names"][rik.account_id] == "Rik"  # a person reads names, not ids
    assert [(row["operation"], row["actor"]) for row in rows] == [("insert", "Ada"), ("update", "Ada")]
    # and of an applicant's link, for which application it is
    application = await world.application(await world.vacancy(), "Zoë")
    world.sql("insert into session (kind, token_hash, role, scope_id, expires_at)"
              f" values ('link', '1', 'applicant', '{application['id']}', now() + interval '1 day')")  # fmt: skip
    found = (await auditor.get("/audit-entries?table_name=session&operation=insert&actor_kind=postgres")).json()["data"]
    (names,) = [row["names"] for row in found if row["changes"].get("role") == "applicant"]
    assert names == {application["id"]: application["reference"]}
