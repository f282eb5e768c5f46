"""Signing in with the development provider, over real HTTP: the way it goes, and every way it must not."""

import json
import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.identity.conftest import House
from tests.support.browser import Browser


async def test_one_click_signs_somebody_in_and_returns_to_where_they_were(house: House, browser: Browser) -> None:
    house.know("hanna", house.add_provider(), "hr_officer")
    page = await house.sign_in(browser, "hanna", return_to="/api/v1/me")
    assert page.status == 200, page.text
    assert json.loads(page.text)["account"]["name"] == "Hanna"
    assert len(page.seen) == 4  # our start, the provider, our callback, the page asked for: nothing to click in between


async def test_the_session_cookie_is_bound_to_the_host_and_hidden_from_scripts(house: House, browser: Browser) -> None:
    house.know("hanna", house.add_provider())
    page = await browser.go(f"{house.base}/sign-in/demonstration?as=hanna", until="/callback")
    import httpx

    async with httpx.AsyncClient() as client:
        answer = await client.get(page.url, headers=browser._headers(page.url))
    line = next(line for line in answer.headers.get_list("set-cookie") if line.startswith("__Host-polder="))
    for attribute in ("HttpOnly", "Secure", "SameSite=lax", "Path=/"):
        assert attribute in line
    assert "Domain" not in line


async def test_only_the_digest_of_a_session_secret_is_stored(house: House, browser: Browser) -> None:
    house.know("hanna", house.add_provider())
    await house.sign_in(browser, "hanna")
    secret = browser.cookie("__Host-polder")
    assert secret
    for table in ("session", "sign_in_attempt", "audit_entry", "audit_personal"):
        rows = house.world.sql(f"select {table}::text from {table}")
        assert not any(secret in row[0] for row in rows), table


WRONG: dict[str, dict[str, Any]] = {
    "another nonce": {"nonce": "stolen"},
    "another issuer": {"iss": "https://evil.example"},
    "another audience": {"aud": "somebody-else"},
    "several audiences without an authorised party": {"aud": ["polder", "somebody-else"]},
    "another authorised party": {"azp": "somebody-else"},
    "an expired token": {"exp": int(time.time()) - 3600},
    "a token from the future": {"iat": int(time.time()) + 3600},
    "a token older than the sign-in": {"iat": int(time.time()) - 3600},
    "no subject": {"sub": None},
    "a hash of another access token": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
async def test_an_id_token_that_is_wrong_in_one_way_signs_nobody_in(
    house: House, browser: Browser, wrong: dict[str, Any]
) -> None:
    house.know("hanna", house.add_provider())
    house.provider.tamper = wrong
    page = await house.sign_in(browser, "hanna")
    assert page.url.endswith("/sign-in?message=refused")
    assert browser.cookie("__Host-polder") is None
    assert house.world.sql("select count(*) from session")[0] == (0,)


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
async def test_an_id_token_that_no_key_pair_signed_is_refused(house: House, browser: Browser, algorithm: str) -> None:
    house.know("hanna", house.add_provider())
    house.provider.algorithm = algorithm
    page = await house.sign_in(browser, "hanna")
    assert page.url.endswith("/sign-in?message=refused")


async def test_userinfo_about_somebody_else_is_refused(house: House, browser: Browser) -> None:
    house.know("hanna", house.add_provider())
    house.provider.userinfo_subject = "dirk"
    page = await house.sign_in(browser, "hanna")
    assert page.url.endswith("/sign-in?message=refused")


async def test_an_answer_works_once_and_only_in_the_browser_that_asked(house: House, browser: Browser) -> None:
    house.know("hanna", house.add_provider())
    answer = await browser.go(f"{house.base}/sign-in/demonstration?as=hanna", until="/callback")
    elsewhere = await Browser().go(answer.url)
    assert elsewhere.url.endswith("/sign-in?message=refused")
    assert house.world.sql("select count(*) from session")[0] == (0,)
    # the attempt was not used up by the other browser
    assert (await browser.go(answer.url)).url.endswith("/admin/")
    again = await browser.go(answer.url)
    assert again.url.endswith("/sign-in?message=refused")
    assert house.world.sql("select count(*) from session")[0] == (1,)


async def test_another_state_or_another_issuer_in_the_answer_is_refused(house: House, browser: Browser) -> None:
    house.know("hanna", house.add_provider())
    answer = await browser.go(f"{house.base}/sign-in/demonstration?as=hanna", until="/callback")
    state = parse_qs(urlsplit(answer.url).query)["state"][0]
    refused = await browser.go(answer.url.replace(state, "x" * len(state)))
    assert refused.url.endswith("message=refused")
    answer = await browser.go(f"{house.base}/sign-in/demonstration?as=hanna", until="/callback")
    for changed in (answer.url.split("&iss=")[0], answer.url.split("&iss=")[0] + "&iss=https%3A%2F%2Fevil.example"):
        assert (await browser.go(changed)).url.endswith("message=refused")
    assert house.world.sql("select count(*) from session")[0] == (0,)


async def test_an_answer_of_one_provider_is_worth_nothing_at_another(house: House, browser: Browser) -> None:
    """The mix-up attack: the code of the honest provider is sent to the callback of the attacker's."""
    house.know("hanna", house.add_provider())
    house.add_provider("evil", client_id="evil")
    answer = await browser.go(f"{house.base}/sign-in/demonstration?as=hanna", until="/callback")
    mixed = await browser.go(answer.url.replace("/demonstration/", "/evil/"))
    assert mixed.url.endswith("message=refused")
    assert house.world.sql("select count(*) from session")[0] == (0,)


async def test_a_sign_in_that_took_too_long_starts_again(house: House, browser: Browser) -> None:
    house.know("hanna", house.add_provider())
    answer = await browser.go(f"{house.base}/sign-in/demonstration?as=hanna", until="/callback")
    house.world.sql("update sign_in_attempt set expires_at = now() - interval '1 second'")
    page = await browser.go(answer.url)
    assert "took too long" in page.text


async def test_a_provider_that_does_not_answer_gets_a_clear_page_and_the_others_work(
    house: House, browser: Browser
) -> None:
    house.know("hanna", house.add_provider())
    house.add_provider("dead", issuer="http://127.0.0.1:9", client_id="dead")
    page = await browser.go(f"{house.base}/sign-in/dead")
    assert page.status == 502
    assert "other organisations work as usual" in page.text
    assert (await house.sign_in(browser, "hanna")).url.endswith("/admin/")


async def test_a_provider_that_is_switched_off_does_not_exist(house: House, browser: Browser) -> None:
    house.add_provider(enabled=False)
    assert (await house.sign_in(browser, "hanna")).status == 404
    assert "Demonstration</a>" not in (await browser.go(f"{house.base}/sign-in")).text


async def test_rotated_keys_are_found_once_and_not_again_and_again(
    house: House, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    from polder.identity import metadata

    house.know("hanna", house.add_provider())
    monkeypatch.setattr(metadata, "REFRESH_SECONDS", 0)
    assert (await house.sign_in(browser, "hanna")).url.endswith("/admin/")
    house.provider.rotate()
    assert (await house.sign_in(browser, "hanna")).url.endswith("/admin/")
    monkeypatch.setattr(metadata, "REFRESH_SECONDS", 3600)
    house.provider.rotate()
    before = house.provider.key_reads
    for _ in range(3):
        assert (await house.sign_in(browser, "hanna")).url.endswith("message=refused")
    assert house.provider.key_reads == before


async def test_signing_in_again_ends_the_session_before_it(house: House, browser: Browser) -> None:
    house.know("hanna", house.add_provider())
    await house.sign_in(browser, "hanna")
    first = browser.cookie("__Host-polder")
    await house.sign_in(browser, "hanna")
    second = browser.cookie("__Host-polder")
    assert first != second
    assert house.world.sql("select count(*) filter (where ended_at is null), count(*) from session")[0] == (1, 2)
    assert (await house.world.client(first).get("/api/v1/me")).status_code == 401
    assert (await house.world.client(second).get("/api/v1/me")).status_code == 200


async def test_too_many_tries_get_a_429_that_says_when_to_come_back(house: House, browser: Browser) -> None:
    from polder.identity.outside.actions import SIGN_IN_TRIES

    house.know("hanna", house.add_provider())
    await house.sign_in(browser, "hanna")
    house.world.sql("update rate_count set tries = %s", SIGN_IN_TRIES.most)
    page = await house.sign_in(browser, "hanna")
    assert page.status == 429
    assert 1 <= int(page.headers["retry-after"]) <= SIGN_IN_TRIES.seconds
    assert "Try again in" in page.text
    assert "127.0.0.1" not in str(house.world.sql("select rate_count::text from rate_count"))
    house.world.sql("update rate_count set began_at = now() - make_interval(secs => %s)", SIGN_IN_TRIES.seconds)
    assert (await house.sign_in(browser, "hanna")).url.endswith("/admin/")


async def test_signing_out_says_what_goes_on_and_ends_ours_at_once(house: House, browser: Browser) -> None:
    house.know("hanna", house.add_provider())
    page = await house.sign_in(browser, "hanna", return_to="/api/v1/me")
    secret, csrf = browser.cookie("__Host-polder"), json.loads(page.text)["csrf"]
    import httpx

    async with httpx.AsyncClient() as client:
        refused = await client.post(f"{house.base}/sign-out", headers={"Cookie": f"__Host-polder={secret}"})
        assert refused.status_code == 403  # no CSRF token
        done = await client.post(
            f"{house.base}/sign-out", headers={"Cookie": f"__Host-polder={secret}", "X-CSRF-Token": csrf}
        )
        assert done.status_code == 204
        assert (await client.get(f"{house.base}/api/v1/me", headers={"Cookie": f"__Host-polder={secret}"})).status_code == 401  # fmt: skip
    browser._keep(house.base, done)
    page = await browser.go(f"{house.base}/signed-out")
    assert "The session with Demonstration goes on" in page.text
    assert 'href="/signed-out/provider"' in page.text
    left = await browser.go(f"{house.base}/signed-out/provider", until="/end-session")
    query = parse_qs(urlsplit(left.url).query)
    assert query == {"client_id": ["polder"], "post_logout_redirect_uri": [f"{house.base}/signed-out"]}
