"""What the database refuses whatever the application does, and what hostile addresses come to."""

import re

import pytest

from polder.hiring.own_pages import LINK_TRIES
from polder.hiring.pages import MAIL_TRIES, SENDER_TRIES
from polder.identity.invitation_pages import INVITATION_TRIES
from polder.kernel.actor import Entry
from polder.kernel.tx import transaction
from tests.support.world import World

GRANT = "insert into role_grant (account_id, role, invitation_id) values (:account, :role, :invitation)"


async def test_a_sign_in_under_way_gives_no_role_without_an_invitation_or_a_rule(world: World) -> None:
    ada, rik = await world.person("Ada", "system_administrator"), await world.person("Rik")
    made = await ada.post("/invitations", {"email": "rik@example.org", "role": "researcher"})
    open_one = made.json()["id"]
    made = await ada.post("/invitations", {"email": "rik@example.org", "role": "director"})
    ended = made.json()["id"]
    world.sql("update invitation set expires_at = now() where id = %s", ended)
    world.sql("insert into identity_provider (key, name, issuer, client_id, default_role) values ('p', 'P', 'https://p.example', 'p', 'controller')")  # fmt: skip
    for role, invitation in (("director", None), ("director", open_one), ("director", ended), ("controller", None)):
        with pytest.raises(Exception, match="grant_without_ground"):
            async with transaction(world.app.state.database, Entry.as_role("sign_in", "test")) as tx:
                await tx.run(GRANT, account=rik.account_id, role=role, invitation=invitation)
    async with transaction(world.app.state.database, Entry.as_role("sign_in", "test")) as tx:
        await tx.run(GRANT, account=rik.account_id, role="researcher", invitation=open_one)
    assert world.sql("select granted_by::text from role_grant where invitation_id = %s", open_one) == [(ada.account_id,)]  # fmt: skip


async def test_no_rule_of_a_provider_makes_an_administrator(world: World) -> None:
    ada = await world.person("Ada", "system_administrator")
    body = {"key": "uni", "name": "Uni", "issuer": "https://uni.example", "client_id": "polder"}
    for wrong, field in (
        ({"default_role": "system_administrator"}, "default_role"),
        ({"default_role": "partner_administrator"}, "default_role"),
        ({"default_role": "committee_member"}, "default_role"),
        ({"issuer": "http://uni.example"}, "issuer"),  # not over TLS
        ({"issuer": "https://uni.example/?a=b"}, "issuer"),
        ({"client_authentication": "client_secret_basic"}, "client_secret_ref"),
        ({"client_secret_ref": "the secret itself"}, "client_secret_ref"),
        ({"scopes": "openid\nprofile"}, "scopes"),
        ({"key": "Uni/.."}, "key"),
    ):
        refused = await ada.post("/identity-providers", {**body, **wrong})
        assert refused.status_code == 422, (wrong, refused.text)
        assert field in refused.json()["errors"][0]["field"], refused.text
    made = await ada.post("/identity-providers", {**body, "admission": {"affiliation": ["employee"]}, "default_role": "researcher"})  # fmt: skip
    assert made.status_code == 201, made.text
    assert "client_secret_ref" not in made.json()
    id = made.json()["id"]
    changed = await ada.patch(f"/identity-providers/{id}", {"default_role": None, "enabled": False}, 1)
    assert (changed.json()["default_role"], changed.json()["enabled"]) == (None, False)
    assert changed.json()["admission"] == {"affiliation": ["employee"]}
    assert (await ada.patch(f"/identity-providers/{id}", {"enabled": True}, 1)).status_code == 412
    with pytest.raises(Exception, match="ck_identity_provider_default_role"):
        world.sql("update identity_provider set default_role = 'system_administrator'")


HOSTILE = [
    "/sign-in?return_to=//evil.example", "/sign-in?message=%00", "/sign-in/%00", "/sign-in/%F0%9F%92%A9?as=%00",
    "/sign-in/..%2f..", "/sign-in/demonstration/callback?state=%00&code=%00", "/sign-in/absent/callback?state=a&code=b",
    "/invitation?key=%00", "/invitation?key=%F0%9F%92%A9", "/invitation", "/signed-out", "/signed-out/provider",
    "/sign-in/absent?invitation=perhaps",
]  # fmt: skip


async def test_hostile_addresses_of_the_sign_in_pages_are_answered_calmly(world: World) -> None:
    cookies = "__Host-polder-invitation=x\x7f; __Host-polder-left=a'b; __Host-polder=gone"
    async with world.client() as client:
        for path in HOSTILE:
            for cookie in ("", cookies):
                answer = await client.get(path, headers={"accept": "text/html", "cookie": cookie})
                assert answer.status_code < 500, (path, answer.text)
                assert "evil.example" not in answer.text


async def test_one_mail_address_gets_so_many_links_an_hour_and_its_owner_begins_all_the_same(world: World) -> None:
    vacancy = await world.vacancy()
    async with world.client() as client:

        async def apply(email: str) -> "tuple[int, str, str | None]":
            page = (await client.get(f"/careers/{vacancy['reference']}/apply")).text
            fields = dict(re.findall(r'name="(nonce|key)" value="([^"]+)"', page))
            answer = await client.post(
                f"/careers/{vacancy['reference']}/apply", data={"name": "Ada Lovelace", "email": email, **fields}
            )
            return answer.status_code, answer.text, answer.headers.get("retry-after")

        for n in range(MAIL_TRIES.most):  # what follows a plus is the same mailbox
            assert (await apply(f"ada+{n}@example.org" if n % 2 else "ada@example.org"))[0] == 303
        assert (await apply("ADA@example.org"))[:2] == (303, "")  # whoever asked so often keeps nobody from applying
        mine = await client.get("/apply", headers={"accept-language": "en"})
        assert "so we sent none" in mine.text
        hidden = dict(re.findall(r'<input type="hidden" name="(csrf|version)" value="([^"]+)"', mine.text))
        asked = await client.post("/apply/leave", data={**hidden, "name": "Ada"}, headers={"accept-language": "en"})
        assert (asked.status_code, "You have no personal link yet." in asked.text) == (200, True)  # nobody is shut out
        assert (await client.post("/apply/leave", data={**hidden, "sure": "yes"})).status_code == 303
        assert (await apply("eve@example.org"))[0] == 303
        world.sql("update rate_count set tries = %s where purpose = 'link-asked'", SENDER_TRIES.most)
        status, text, wait = await apply("new@example.org")  # from one place, whatever mailbox it names
        assert (status, 'value="Ada Lovelace"' in text, 1 <= int(wait or 0) <= SENDER_TRIES.seconds) == (
            429,
            True,
            True,
        )
    assert world.sql("select count(*) from application where email ilike 'ada%'") == [(MAIL_TRIES.most + 1,)]
    assert world.sql("select count(*) from mail where to_address ilike 'ada%@example.org'") == [(MAIL_TRIES.most,)]  # fmt: skip


async def test_guessing_at_personal_links_is_slowed_down(world: World) -> None:
    async with world.client() as client:
        for path, rate in (("/apply", LINK_TRIES), ("/invitation", INVITATION_TRIES)):
            assert (await client.get(f"{path}?key=guess")).status_code == 303
            world.sql("update rate_count set tries = %s where purpose = %s", rate.most, rate.purpose)
            refused = await client.get(f"{path}?key=guess")
            assert refused.status_code == 429
            assert 1 <= int(refused.headers["retry-after"]) <= rate.seconds
            world.sql("update rate_count set began_at = now() - interval '1 day'")
            assert (await client.get(f"{path}?key=guess")).status_code == 303
