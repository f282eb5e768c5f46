"""Sessions and API tokens: how long, how many rights, and how they end."""

import pytest

from polder.identity.access import EVERYONE, SESSION_LIMITS
from polder.identity.actions import open_session
from polder.kernel import http
from polder.kernel.actor import Entry
from polder.kernel.tx import transaction
from tests.support.world import Person, World


async def status(world: World, secret: str) -> int:
    async with world.client(secret) as client:
        return (await client.get("/api/v1/me")).status_code


async def opened(world: World, person: Person) -> str:
    async with transaction(world.app.state.database, Entry.as_role("system", "test")) as tx:
        from uuid import UUID

        return await open_session(tx, UUID(person.account_id), None)


LIMITS = "select idle_seconds, extract(epoch from expires_at - created_at)::int from session where token_hash = sha256(%s::bytea)"  # fmt: skip


async def test_the_strictest_role_says_how_long_a_session_lasts(world: World) -> None:
    rik, olga = await world.person("Rik", "researcher"), await world.person("Olga", "controller", "director")
    for person, expected in ((rik, EVERYONE), (olga, SESSION_LIMITS["controller"])):
        assert world.sql(LIMITS, (await opened(world, person)).encode()) == [expected]


async def test_a_stricter_role_shortens_a_session_that_is_open(world: World) -> None:
    rik = await world.person("Rik")
    secret = await opened(world, rik)
    world.sql("insert into role_grant (account_id, role) values (%s, 'bank_operator')", rik.account_id)
    assert world.sql(LIMITS, secret.encode()) == [SESSION_LIMITS["bank_operator"]]


async def test_an_idle_session_ends_and_a_used_one_goes_on_until_its_absolute_limit(world: World) -> None:
    rik = await world.person("Rik")
    secret = await opened(world, rik)
    idle, _ = EVERYONE
    assert await status(world, secret) == 200
    world.sql("update session set last_seen_at = now() - make_interval(secs => %s)", idle - 5)
    http._touched.clear()
    assert await status(world, secret) == 200
    fresh = "select last_seen_at > now() - interval '1 minute' from session where token_hash = sha256(%s::bytea)"
    assert world.sql(fresh, secret.encode()) == [(True,)]  # being used is noted
    assert world.sql("select count(*) from audit_entry where table_name = 'session' and operation = 'update' and changes ? 'last_seen_at'") == [(0,)]  # fmt: skip
    world.sql("update session set last_seen_at = now() - make_interval(secs => %s)", idle + 1)
    http._touched.clear()
    assert await status(world, secret) == 401
    assert await status(world, secret) == 401  # and asking does not revive it
    world.sql("update session set last_seen_at = now(), expires_at = now()")
    assert await status(world, secret) == 401


async def test_people_see_and_end_their_own_sessions_and_nobody_elses(world: World) -> None:
    rik, eve = await world.person("Rik"), await world.person("Eve")
    secret = await opened(world, rik)
    rows = (await rik.get("/sessions")).json()["data"]
    assert sorted(row["current"] for row in rows) == [False, True]
    other = next(row for row in rows if not row["current"])
    assert (await eve.get("/sessions")).json()["total"] == 1
    assert (await eve.post(f"/sessions/{other['id']}/end")).status_code == 404
    assert await status(world, secret) == 200
    assert (await rik.post(f"/sessions/{other['id']}/end")).status_code == 204
    assert await status(world, secret) == 401
    assert (await rik.get("/sessions")).json()["total"] == 1


async def test_an_administrator_ends_every_session_and_token_of_a_person(world: World) -> None:
    ada, rik, eve = await world.person("Ada", "system_administrator"), await world.person("Rik"), await world.person("Eve")  # fmt: skip
    token = (await rik.post("/tokens", {"label": "script", "scope": ["organisation.read"]})).json()["token"]
    secret = await opened(world, rik)
    assert (await eve.post(f"/accounts/{rik.account_id}/sessions/end")).status_code == 404
    detail = (await ada.get(f"/accounts/{rik.account_id}")).json()
    assert detail["open_sessions"] == 3
    done = await ada.post(f"/accounts/{rik.account_id}/sessions/end")
    assert (done.status_code, done.json()) == (200, {"ended": 3})
    assert await status(world, secret) == 401
    async with world.client() as client:
        answer = await client.get("/api/v1/organisations", headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 401
    who = world.sql("select distinct actor_id::text from audit_entry where table_name = 'session' and operation = 'update' and changes ? 'ended_at'")  # fmt: skip
    assert who == [(ada.account_id,)]
    assert (await ada.get("/me")).status_code == 200


async def test_an_account_that_ends_takes_its_sessions_with_it(world: World) -> None:
    ada, rik = await world.person("Ada", "system_administrator"), await world.person("Rik")
    secret = await opened(world, rik)
    version = (await ada.get(f"/accounts/{rik.account_id}")).json()["version"]
    assert (await rik.post(f"/accounts/{rik.account_id}/reopen", version=version)).status_code == 403
    assert (await ada.post(f"/accounts/{rik.account_id}/end", version=version + 7)).status_code == 412
    ended = await ada.post(f"/accounts/{rik.account_id}/end", version=version)
    assert ended.status_code == 200, ended.text
    assert await status(world, secret) == 401
    again = await ada.post(f"/accounts/{rik.account_id}/reopen", version=ended.json()["version"])
    assert again.json()["ended_at"] is None
    assert await status(world, secret) == 401  # sessions stay ended
    assert await status(world, await opened(world, rik)) == 200


async def test_a_token_may_what_it_was_given_and_never_more_than_its_owner_holds_now(world: World) -> None:
    ada, hanna = await world.person("Ada", "system_administrator"), await world.person("Hanna", "hr_officer")
    made = await hanna.post("/tokens", {"label": "script", "scope": ["account.read", "mail.read"], "days": 1})
    assert made.status_code == 201, made.text
    secret = made.json()["token"]
    assert secret.startswith("polder_")
    assert not [row for (row,) in world.sql("select session::text from session") if secret in row]
    async with world.client() as client:
        client.headers["Authorization"] = f"Bearer {secret}"
        assert (await client.get("/api/v1/accounts")).json()["total"] == 2
        assert (await client.get("/api/v1/mails")).json()["total"] == 0  # named, but hanna does not hold it
        assert (await client.get("/api/v1/vacancies")).json()["total"] == 0  # held, but not named
        me = (await client.get("/api/v1/me")).json()
        assert me["permissions"] == ["account.read"]
        # a token makes no tokens, ends no sessions, links no identities, speaks for nobody's wishes
        assert (await client.post("/api/v1/tokens", json={"label": "more", "scope": ["account.read"]})).status_code == 403  # fmt: skip
        assert (await client.get("/api/v1/sessions")).json()["total"] == 0
        own = (await hanna.get("/sessions")).json()["data"][0]["id"]
        assert (await client.post(f"/api/v1/sessions/{own}/end")).status_code == 404
        assert (await client.post("/api/v1/me/identities", json={"provider": "x"})).status_code == 403
        assert (await client.patch("/api/v1/me", json={"language": "nl"})).status_code == 403
        assert me["account"]["language"] is None  # not chosen: that of the browser
        assert (await hanna.client.patch("/api/v1/me", json={"language": "nl"})).status_code == 200
        assert (await client.get("/api/v1/me")).json()["account"]["language"] == "nl"
        # the owner loses the role, the token loses the right in the same moment
        (grant,) = (await ada.get(f"/role-grants?account_id={hanna.account_id}")).json()["data"]
        await ada.post(f"/role-grants/{grant['id']}/end", version=1)
        assert (await client.get("/api/v1/accounts")).json()["total"] == 1
        world.sql("update session set expires_at = now() where kind = 'token'")
        assert (await client.get("/api/v1/me")).status_code == 401


async def test_tokens_are_listed_and_revoked_by_their_owner_and_audited(world: World) -> None:
    rik, eve = await world.person("Rik"), await world.person("Eve")
    scope = ["organisation.read", "organisation.read"]
    made = (await rik.post("/tokens", {"label": "script", "scope": scope, "days": 30})).json()
    assert world.sql("select only_permissions from session where id = %s", made["id"]) == [(["organisation.read"],)]
    (row,) = (await rik.get("/tokens")).json()["data"]
    assert (row["label"], row["only_permissions"], row["ended_at"]) == ("script", ["organisation.read"], None)
    assert (await eve.get("/tokens")).json()["total"] == 0
    assert (await eve.post(f"/tokens/{made['id']}/end")).status_code == 404
    assert (await rik.post(f"/tokens/{made['id']}/end")).status_code == 204
    async with world.client() as client:
        answer = await client.get("/api/v1/me", headers={"Authorization": f"Bearer {made['token']}"})
        assert answer.status_code == 401
    trail = world.sql("select operation, actor_id::text from audit_entry where record_id = %s order by id", made["id"])
    assert trail == [("insert", rik.account_id), ("update", rik.account_id)]
    for wrong in ({"scope": ["no.such"]}, {"scope": []}, {"days": 366}, {"days": 0}, {"label": ""}):
        body = {"label": "script", "scope": ["organisation.read"], "days": 30, **wrong}
        assert (await rik.post("/tokens", body)).status_code == 422, wrong


async def test_an_administrator_cannot_make_a_token_for_somebody_else(world: World) -> None:
    import asyncpg

    ada, rik = await world.person("Ada", "system_administrator"), await world.person("Rik")
    secret = await opened(world, ada)
    async with transaction(world.app.state.database, Entry.by_secret(secret, "test")) as tx:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await tx.run(
                "insert into session (kind, token_hash, account_id, only_permissions, expires_at) "
                "values ('token', '\\x00', :account, '{account.read}', now() + interval '1 day')",
                account=rik.account_id,
            )
