"""Who gets in: by an invitation, by a partner's rule, or not yet."""

import json
import re
from datetime import UTC, datetime, timedelta

from tests.identity.conftest import House
from tests.support.browser import Browser
from tests.support.world import Person

INVITED = {"email": "dirk@polder.example", "name": "Dirk", "language": "nl", "role": "controller"}


async def invited(house: House, admin: Person, **more: object) -> tuple[str, str]:
    """(id, link) of a new invitation; the link comes from the mail."""
    done = await admin.post("/invitations", {**INVITED, **more})
    assert done.status_code == 201, done.text
    ((text,),) = house.world.sql("select text from mail where record_id = %s", done.json()["id"])
    link = re.search(r"http\S+/invitation\?key=\S+", text)
    assert link, text
    return done.json()["id"], link.group()


async def test_an_invitation_lets_somebody_in_with_its_role_once(house: House, browser: Browser) -> None:
    house.add_provider()
    admin = await house.world.person("Ada", "system_administrator")
    id, link = await invited(house, admin)
    key = link.partition("key=")[2]
    assert not [r for r in house.world.sql("select invitation::text, to_json(invitation)::text from invitation") if key in r[0]]  # fmt: skip
    page = await browser.go(link)
    assert page.url == f"{house.base}/invitation"  # the key has left the address
    assert "Ada invites you as controller." in page.text  # for the whole institute
    done = await house.sign_in(browser, "dirk", invitation="1")
    assert done.url.endswith("/admin/"), done.text
    grants = house.world.sql("select a.name, g.role, g.confirmed_at is not null from role_grant g join account a on a.id = g.account_id where g.invitation_id = %s", id)  # fmt: skip
    assert grants == [("Dirk Zeeman", "controller", True)]
    shown = (await admin.get(f"/invitations/{id}")).json()
    assert shown["redeemed_at"]
    assert "token_hash" not in shown
    assert [row["state"] for row in (await admin.get("/invitations")).json()["data"]] == ["redeemed"]
    second = Browser()
    page = await second.go(link)
    assert page.status == 410
    assert "has been used" in page.text


async def test_an_invited_administrator_waits_for_a_second_person_unless_the_server_invited(
    house: House, browser: Browser
) -> None:
    """`polder admin invite` is tested with the commands; here, that nobody passes for the server."""
    house.add_provider()
    admin = await house.world.person("Ada", "system_administrator")
    id, link = await invited(house, admin, role="system_administrator")
    assert house.world.sql("select created_by::text from invitation where id = %s", id) == [(admin.account_id,)]
    await browser.go(link)
    assert (await house.sign_in(browser, "dirk", invitation="1")).url.endswith("/admin/")
    waits = house.world.sql("select confirmed_at, granted_by::text from role_grant where invitation_id = %s", id)
    assert waits == [(None, admin.account_id)]
    assert json.loads((await house.me(browser)).text)["roles"] == []


async def test_an_expired_a_withdrawn_and_an_unknown_invitation_say_so(house: House, browser: Browser) -> None:
    house.add_provider()
    admin = await house.world.person("Ada", "system_administrator")
    first, link = await invited(house, admin)
    house.world.sql("update invitation set expires_at = now() where id = %s", first)
    assert "has expired" in (await browser.go(link)).text
    over, link = await invited(house, admin, email="tom@polder.example")
    house.world.sql(
        "update invitation set role_until = now(), role_from = now() - interval '1 day' where id = %s", over
    )
    assert "has expired" in (await browser.go(link)).text
    shown = {row["id"]: row["state"] for row in (await admin.get("/invitations")).json()["data"]}
    assert shown == {first: "expired", over: "expired"}
    second, link = await invited(house, admin, email="bas@polder.example")
    version = (await admin.get(f"/invitations/{second}")).json()["version"]
    assert (await admin.post(f"/invitations/{second}/withdraw", version=version + 1)).status_code == 412
    assert (await admin.post(f"/invitations/{second}/withdraw", version=version)).status_code == 200
    page = await browser.go(link)
    assert page.status == 410
    assert "was withdrawn" in page.text
    assert "does not exist" in (await browser.go(f"{house.base}/invitation?key=guess")).text
    # and none of them lets anybody in
    page = await house.sign_in(browser, "bas", invitation="1")
    assert page.status == 410
    assert house.world.sql("select count(*) from account where name like 'Bas%%'") == [(0,)]


async def test_an_invitation_gives_its_role_to_an_account_that_exists(house: House, browser: Browser) -> None:
    account = house.know("dirk", house.add_provider())
    admin = await house.world.person("Ada", "system_administrator")
    until, later = ((datetime.now(UTC) + timedelta(days=n)).isoformat() for n in (5, 9))
    held = {"account_id": str(account), "role": "controller", "valid_until": until}
    assert (await admin.post("/role-grants", held)).status_code == 201
    _, link = await invited(house, admin, role_until=later)
    await house.sign_in(browser, "dirk")
    page = await browser.go(link)
    assert "Accept as Dirk" in page.text
    forged = await browser.go(f"{house.base}/invitation", {"csrf": "guess"})
    assert forged.status == 401
    done = await browser.submit(page)
    assert done.url.endswith("/admin/")
    periods = house.world.sql("select role, valid_from <= now(), valid_until from role_grant where account_id = %s order by valid_from", account)  # fmt: skip
    assert periods == [("controller", n == 0, datetime.fromisoformat(end)) for n, end in enumerate((until, later))]
    # a role that begins later leaves the time until then, and whoever holds all of it gets nothing and keeps the link
    seat = {"role": "committee_member", "scope_kind": "vacancy", "scope_id": (await house.world.vacancy())["id"]}
    hr = house.world.people["hr"]
    house.world.sql(
        "insert into role_grant (account_id, role, scope_kind, scope_id, valid_from) values (%s, 'committee_member', 'vacancy', %s, %s)",
        account, seat["scope_id"], later,
    )  # fmt: skip
    id, link = await invited(house, hr, **seat, role_until=(datetime.now(UTC) + timedelta(days=20)).isoformat())
    page = await browser.go(link)
    assert "You hold the role as soon as you accept until <strong>" in page.text
    assert (await browser.submit(page)).url.endswith("/admin/")
    given = house.world.sql("select valid_from <= now(), valid_until from role_grant where invitation_id = %s", id)
    assert given == [(True, datetime.fromisoformat(later))]
    mine = json.loads((await house.me(browser)).text)
    assert [(r["role"], r["title"]["en"]) for r in mine["coming"]] == [("controller", "controller"), ("committee_member", "committee member")]  # fmt: skip
    assert {r["role"] for r in mine["roles"]} == {"controller", "committee_member"}
    id, link = await invited(house, hr, **seat, email="another@polder.example")
    page = await browser.submit(await browser.go(link))
    assert (page.status, "You have this role already" in page.text) == (409, True), page.text
    assert house.world.sql("select redeemed_at from invitation where id = %s", id) == [(None,)]
    for email, said in (("another@POLDER.example", "has been invited"), ("dirk@polder.example", "has this role here")):
        house.world.sql("update account set email = 'dirk@polder.example' where id = %s", account)
        again = await hr.post("/invitations", {**INVITED, **seat, "email": email})
        assert (again.status_code, [e["field"] for e in again.json()["errors"]]) == (422, ["email"]), again.text
        assert said in again.json()["errors"][0]["problem"]
    (gap,) = house.world.sql(
        "select max(valid_from) - min(valid_until) from role_grant where role = 'controller' and account_id = %s",
        account,
    )
    assert gap == (timedelta(),)  # it goes on from where that ends


async def test_a_guest_whose_role_is_refused_is_told_whom_to_ask(house: House, browser: Browser) -> None:
    account = house.know("dirk", house.add_provider())
    admin = await house.world.person("Ada", "system_administrator")
    id, link = await invited(house, admin)
    house.world.sql(f"set session_replication_role = replica; update invitation set created_by = '{account}'")
    await browser.go(link)
    page = await house.sign_in(browser, "dirk", invitation="1")
    assert (page.status, "Ask the person who invited you what is wrong" in page.text) == (409, True), page.text
    assert "gives themselves" not in page.text
    assert (await admin.get(f"/invitations/{id}")).json()["redeemed_at"] is None  # it can be mended


async def test_an_ordinary_sign_in_does_not_spend_an_invitation_that_lies_open(house: House, browser: Browser) -> None:
    house.know("dirk", house.add_provider())
    admin = await house.world.person("Ada", "system_administrator")
    id, link = await invited(house, admin)
    await browser.go(link)
    await house.sign_in(browser, "dirk")
    assert house.world.sql("select redeemed_at from invitation where id = %s", id) == [(None,)]


async def test_without_a_rule_a_valid_sign_in_is_kindly_told_whom_to_ask_and_administrators_once_a_day(
    house: House, browser: Browser
) -> None:
    house.add_provider()
    admin = await house.world.person("Ada", "system_administrator")
    house.world.sql("update account set email = 'ada@polder.example', language = 'nl' where id = %s", admin.account_id)
    for _ in range(2):
        page = await house.sign_in(browser, "rik")
        assert page.status == 403
        assert "not invited yet" in page.text
        assert "<li>Ada</li>" in page.text
    assert browser.cookie("__Host-polder") is None
    assert house.world.sql("select count(*) from account") == [(1,)]
    (asked,) = (await admin.get("/access-requests")).json()["data"]
    assert (asked["name"], asked["email"], asked["times"]) == ("Rik Postma", "rik@polder.example", 2)
    assert asked["provider"] == house.world.sql("select name from identity_provider")[0][0]
    mails = "select to_address, subject from mail where template = 'access_request'"
    assert house.world.sql(mails) == [("ada@polder.example", "Rik Postma vraagt om toegang")]
    house.world.sql("update access_request set told_at = now() - interval '25 hours'")
    await house.sign_in(browser, "rik")
    assert len(house.world.sql(mails)) == 2
    version = (await admin.get(f"/access-requests/{asked['id']}")).json()["version"]
    closed = await admin.post(f"/access-requests/{asked['id']}/close", version=version)
    assert closed.json()["closed_at"]


async def test_a_request_goes_to_the_partners_own_administrators(house: House, browser: Browser) -> None:
    world = house.world
    ((delft,), (leiden,)) = world.sql("insert into organisation (name, sort_name) values ('Delft', 'd'), ('Leiden', 'l') returning id")  # fmt: skip
    house.add_provider(organisation_id=delft)
    await world.person("Ada", "system_administrator")
    paula, lena = await world.person("Paula"), await world.person("Lena")
    for person, organisation in ((paula, delft), (lena, leiden)):
        world.sql("insert into role_grant (account_id, role, scope_kind, scope_id) values (%s, 'partner_administrator', 'organisation', %s)", person.account_id, organisation)  # fmt: skip
    page = await house.sign_in(browser, "rik")
    assert "<li>Paula</li>" in page.text
    assert "Ada" not in page.text
    assert (await paula.get("/access-requests")).json()["total"] == 1
    assert (await lena.get("/access-requests")).json()["total"] == 0


async def test_a_partners_rule_lets_in_whom_it_names_and_nobody_else(house: House, browser: Browser) -> None:
    rule = '{"affiliation": ["employee"], "home": ["uva.nl", "uu.nl"]}'
    house.add_provider(default_role="researcher", admission=rule)
    house.provider.tamper = {"affiliation": ["student", "member"], "home": "uva.nl"}
    assert (await house.sign_in(browser, "rik")).status == 403
    house.provider.tamper = {"affiliation": ["employee", "member"], "home": "vu.nl"}
    assert (await house.sign_in(browser, "rik")).status == 403
    house.provider.tamper = {"affiliation": ["employee", "member"], "home": "uva.nl"}
    assert (await house.sign_in(browser, "rik")).url.endswith("/admin/")
    assert house.world.sql("select role, granted_by from role_grant") == [("researcher", None)]
    # who is known stays known, whatever the rule says later
    house.provider.tamper = {"affiliation": ["student"]}
    assert (await house.sign_in(browser, "rik")).url.endswith("/admin/")


async def test_a_claim_that_a_provider_must_send_is_asked_at_every_sign_in(house: House, browser: Browser) -> None:
    house.know("rik", house.add_provider(required_claims='{"hd": ["uva.nl"]}'))
    assert (await house.sign_in(browser, "rik")).url.endswith("message=refused")
    house.provider.tamper = {"hd": "uva.nl"}
    assert (await house.sign_in(browser, "rik")).url.endswith("/admin/")


async def test_an_equal_e_mail_address_finds_nobodys_account(house: House, browser: Browser) -> None:
    """The nOAuth hole: another provider that claims the same address is another person."""
    account = house.know("hanna", house.add_provider())
    house.world.sql("update account set email = 'dirk@polder.example' where id = %s", account)
    assert (await house.sign_in(browser, "dirk")).status == 403


async def test_entra_is_one_person_by_tenant_and_object_id_from_allowed_tenants_only(
    house: House, browser: Browser
) -> None:
    template = house.provider.issuer + "/{tenantid}"
    house.provider.named = template
    house.add_provider(allowed_tenants=["tenant-1"], default_role="researcher", scopes="openid")
    ours = {"iss": template.replace("{tenantid}", "tenant-1"), "tid": "tenant-1", "oid": "object-1"}
    wrong = [
        {**ours, "tid": "tenant-2", "iss": template.replace("{tenantid}", "tenant-2")},  # not allowed
        {**ours, "iss": template.replace("{tenantid}", "tenant-2")},  # claims one tenant, comes from another
        {**ours, "iss": template},
        {"iss": ours["iss"], "tid": "tenant-1"},  # nobody in particular
    ]
    house.provider.answer_issuer = None
    for claims in wrong:
        house.provider.tamper = claims
        assert (await house.sign_in(browser, "rik")).url.endswith("message=refused"), claims
    house.provider.tamper = ours
    assert (await house.sign_in(browser, "rik")).url.endswith("/admin/")
    assert (await house.sign_in(browser, "olga")).url.endswith("/admin/")  # another `sub`, the same object
    assert house.world.sql("select issuer, subject from external_identity") == [(ours["iss"], "tenant-1:object-1")]


async def test_an_ended_account_is_told_so_and_opens_no_session(house: House, browser: Browser) -> None:
    account = house.know("hanna", house.add_provider())
    house.world.sql("update account set ended_at = now() where id = %s", account)
    page = await house.sign_in(browser, "hanna")
    assert page.status == 403
    assert "has ended" in page.text
    assert house.world.sql("select count(*) from session") == [(0,)]


async def test_a_second_identity_is_linked_only_by_a_session_of_the_first(house: House, browser: Browser) -> None:
    account = house.know("hanna", house.add_provider())
    await house.sign_in(browser, "hanna")
    secret = browser.cookie("__Host-polder")
    client = house.world.client(secret)

    async def begin() -> str:
        done = await client.post("/api/v1/me/identities", json={"provider": "demonstration"})
        assert done.status_code == 200, done.text
        browser._keep(house.base, done)
        return str(done.json()["address"]).replace("authorize?", "authorize?login_hint=dirk&")

    # somebody else's browser, without the session, cannot finish it
    other = Browser(
        {k: v for k, v in browser.cookies.items() if k[1] != "__Host-polder"}, dict(browser.paths)
    )  # fmt: skip
    address = await begin()
    other.cookies |= {k: v for k, v in browser.cookies.items() if k[1] == "__Host-polder-sign-in"}
    page = await other.go(address)
    assert page.status == 401
    page = await browser.go(await begin())
    assert page.url.endswith("/admin/"), page.text
    found = house.world.sql("select subject from external_identity where account_id = %s order by 1", account)
    assert found == [("dirk",), ("hanna",)]
    # now both find the same account; an identity of somebody else is refused
    assert (await house.me(await signed_in(house, "dirk"))).text.count(account) == 1
    house.know("olga", house.world.sql("select id::text from identity_provider where key = 'demonstration'")[0][0])
    page = await browser.go((await begin()).replace("login_hint=dirk", "login_hint=olga"))
    assert page.status == 409
    rows = (await client.get("/api/v1/me/identities")).json()["data"]
    assert len(rows) == 2
    assert (await client.post(f"/api/v1/me/identities/{rows[0]['id']}/unlink")).status_code == 204
    last = await client.post(f"/api/v1/me/identities/{rows[1]['id']}/unlink")
    assert last.status_code == 409


async def signed_in(house: House, subject: str) -> Browser:
    browser = Browser()
    await house.sign_in(browser, subject)
    return browser


async def test_invitations_refuse_what_makes_no_sense_and_who_may_not(house: House) -> None:
    admin = await house.world.person("Ada", "system_administrator")
    hr = await house.world.person("Hanna", "hr_officer")
    assert (await hr.post("/invitations", INVITED)).status_code == 403
    assert (await hr.get("/invitations")).json()["total"] == 0
    for wrong, field in (
        ({"email": "no address"}, "email"),
        ({"role": "everyone"}, "role"),
        ({"role": "committee_member"}, "scope_kind"),
        ({"days": 0}, "days"),
        ({"role_until": "2020-01-01T00:00:00Z"}, "role_until"),
        ({"name": "x" * 501}, "name"),
    ):
        refused = await admin.post("/invitations", {**INVITED, **wrong})
        assert refused.status_code == 422, wrong
        assert refused.json()["errors"][0]["field"] == field
    for role, said in (("committee_member", "vacature"), ("controller", "het hele instituut")):
        scoped = {"role": role, "scope_kind": "organisation", "scope_id": admin.person_id}
        refused = await admin.post("/invitations", {**INVITED, **scoped}, headers={"Accept-Language": "nl"})
        assert refused.json()["errors"][0]["remedy"] == f"Deze rol geldt voor: {said}."
    again = {"Idempotency-Key": "invite-dirk-1"}
    one = await admin.post("/invitations", INVITED, headers=again)
    two = await admin.post("/invitations", INVITED, headers=again)
    assert one.json()["id"] == two.json()["id"]
    assert house.world.sql("select count(*) from mail") == [(1,)]
