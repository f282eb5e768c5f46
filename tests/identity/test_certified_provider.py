"""Signing in with a certified OpenID provider, end to end: two servers, one browser, nothing of ours in between."""

import json

import pytest
from joserfc.jwk import ECKey, RSAKey

from polder.identity import metadata
from tests.identity.conftest import House
from tests.support.browser import Browser, Page
from tests.support.oidc_provider import CertifiedProvider, certified, client

SECRET = "a secret of forty characters, for the tests"


async def sign_in(house: House, provider: CertifiedProvider, browser: Browser, key: str, name: str) -> Page:
    page = await browser.go(f"{house.base}/sign-in/{key}?return_to=/api/v1/me")
    return await provider.fill_in(browser, page, name)


async def test_a_person_signs_in_keys_rotate_the_provider_dies_and_the_session_goes_on(
    house: House, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with certified(client(house.base, "uni")) as provider:
        id = house.add_provider("uni", issuer=provider.issuer, client_id="uni")
        house.know("noor", id, "researcher", issuer=provider.issuer)
        page = await sign_in(house, provider, browser, "uni", "noor")
        assert page.status == 200, page.text
        assert json.loads(page.text)["account"]["name"] == "Noor"

        monkeypatch.setattr(metadata, "REFRESH_SECONDS", 0)
        await provider.rotate()
        assert (await sign_in(house, provider, Browser(), "uni", "noor")).status == 200

        # somebody nobody invited; the name comes from userinfo, as this provider keeps it out of the id token
        page = await sign_in(house, provider, Browser(), "uni", "piet")
        assert page.status == 403
        assert "piet de Vries" in page.text
        assert house.world.sql("select name, email from access_request") == [("piet de Vries", "piet@uni.example")]

        # signing out there too
        csrf = json.loads((await house.me(browser)).text)["csrf"]
        done = await house.world.client(browser.cookie("__Host-polder")).post(
            "/sign-out", headers={"X-CSRF-Token": csrf}
        )
        browser._keep(house.base, done)
        asked = await browser.go(f"{house.base}/signed-out/provider")
        assert asked.url.startswith(provider.issuer)
        assert (await browser.submit(asked, logout="yes")).url.startswith(f"{house.base}/signed-out")
        again = await browser.go(f"{house.base}/sign-in/uni")
        assert "login" in again.forms[0][1]  # it asks who we are again

        # the provider dies when somebody is on the way back: a clear page, and who is in stays in
        survivor, late = Browser(), Browser()
        await sign_in(house, provider, survivor, "uni", "noor")
        answer = await provider.fill_in(late, await late.go(f"{house.base}/sign-in/uni"), "noor", until="/callback")
        await provider.stop()
        page = await late.go(answer.url)
        assert page.status == 502
        assert "does not answer" in page.text
        assert (await house.me(survivor)).status == 200


async def test_every_way_to_prove_who_we_are_and_pairwise_subjects(
    house: House, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    rsa, ec = RSAKey.generate_key(2048, auto_kid=True), ECKey.generate_key("P-256", auto_kid=True)
    public = {"keys": [rsa.as_dict(private=False, alg="RS256")]}
    monkeypatch.setenv("POLDER_SECRET_SHARED", SECRET)
    monkeypatch.setenv("POLDER_SECRET_RSA", rsa.as_pem(private=True).decode())
    monkeypatch.setenv("POLDER_SECRET_EC", json.dumps(ec.as_dict(private=True)))
    ways = {
        "basic": ("client_secret_basic", "SHARED", {"client_secret": SECRET}),
        "post": ("client_secret_post", "SHARED", {"client_secret": SECRET, "subject_type": "pairwise"}),
        "pem": ("private_key_jwt", "RSA", {"jwks": public}),
        "jwk": ("private_key_jwt", "EC", {"jwks": {"keys": [ec.as_dict(private=False)]}, "token_endpoint_auth_signing_alg": "ES256"}),
        "wrong": ("client_secret_basic", "ABSENT", {"client_secret": SECRET}),
    }  # fmt: skip
    clients = [client(house.base, key, way, **more) for key, (way, _, more) in ways.items()]
    async with certified(*clients) as provider:
        for key, (way, ref, _) in ways.items():
            house.add_provider(
                key, issuer=provider.issuer, client_id=key, client_authentication=way, client_secret_ref=ref,
                default_role="researcher",
            )  # fmt: skip
        for key in ("basic", "post", "pem", "jwk"):
            page = await sign_in(house, provider, Browser(), key, "noor")
            assert page.status == 200, (key, page.text)
        page = await sign_in(house, provider, browser, "wrong", "noor")
        assert page.status == 502  # the reference names nothing; the page says nothing about it
        assert "ABSENT" not in page.text
        monkeypatch.setenv("POLDER_SECRET_ABSENT", "not the secret")
        assert (await sign_in(house, provider, browser, "wrong", "noor")).url.endswith("message=refused")
        # one public subject for three clients, a pairwise one for the fourth
        assert house.world.sql("select subject from external_identity order by 1") == [("noor",), ("post-noor",)]
        stored = house.world.sql("select identity_provider::text from identity_provider")
        assert not any(SECRET in row[0] or "PRIVATE" in row[0] for row in stored)


async def test_an_address_that_was_not_registered_and_a_refusal_there_sign_nobody_in(
    house: House, browser: Browser
) -> None:
    elsewhere = client("http://127.0.0.1:9", "uni")
    async with certified(elsewhere, client(house.base, "ours")) as provider:
        house.add_provider("uni", issuer=provider.issuer, client_id="uni")
        house.add_provider("ours", issuer=provider.issuer, client_id="ours")
        page = await browser.go(f"{house.base}/sign-in/uni")
        assert page.status == 400
        assert "redirect_uri" in page.text
        page = await browser.go(f"{house.base}/sign-in/ours")
        page = await browser.go(page.url + "/abort")
        assert page.url.endswith("/sign-in?message=cancelled")
        assert "cancelled" in page.text
