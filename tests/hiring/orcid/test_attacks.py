"""Every way by which an answer of ORCID, or what stands for it, must not open or confirm anything."""

import asyncio
import hashlib
import re
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from polder.hiring.orcid import jobs
from tests.hiring.orcid.conftest import NORA, YUSUF, Scholar, orcid_of, path_of


async def test_an_answer_counts_once_in_the_browser_that_asked_and_says_only_who_it_is(scholar: Scholar) -> None:
    house = scholar.house
    vacancy, other = await house.world.vacancy(), await house.world.vacancy(title_en="Another")
    start = f"/careers/{vacancy['reference']}/apply/orcid"
    typed = {"name": "Typed", "email": "typed@example.org"}

    async def refused(page: object) -> None:
        assert page.status == 422, page.text  # type: ignore[attr-defined]
        assert "Signing in at ORCID did not work" in page.text  # type: ignore[attr-defined]

    # stopped before our callback: the answer goes to another browser, then to its own, then once more
    answer = await scholar.off(start, NORA, typed, until="/apply/orcid/callback")
    stranger = Scholar(house)
    await refused(await stranger.browser.go(answer.url))
    spent = await scholar.browser.go(answer.url)  # a state that a stranger tried is still ours, but of one use
    state = parse_qs(urlsplit(answer.url).query)["state"][0]
    await refused(await scholar.at(f"/apply/orcid/callback?state={state}&code=x"))
    assert path_of(spent) == f"/careers/{vacancy['reference']}/apply"
    # not for another vacancy
    elsewhere = await scholar.at(f"/careers/{other['reference']}/apply")
    assert NORA not in elsewhere.text
    fields = dict(re.findall(r'name="(nonce|key)" value="([^"]+)"', elsewhere.text))
    forged = await scholar.at(f"/careers/{other['reference']}/apply", {**typed, **fields, "orcid": NORA})
    assert forged.status == 409
    assert "typed@example.org" in forged.text
    # nor for another iD than the one that was shown
    form = await scholar.at(f"/careers/{vacancy['reference']}/apply")
    fields = dict(re.findall(r'name="(nonce|key)" value="([^"]+)"', form.text))
    assert (
        await scholar.at(f"/careers/{vacancy['reference']}/apply", {**typed, **fields, "orcid": YUSUF})
    ).status == 409
    assert house.world.sql("select count(*) from application") == [(0,)]
    # sent twice at once it is one application; the proof is used by it
    sent = {**typed, **fields, "orcid": NORA}
    both = await asyncio.gather(*[scholar.at(f"/careers/{vacancy['reference']}/apply", sent) for _ in range(2)])
    assert [page.status for page in both] == [200, 200]
    assert house.world.sql("select orcid from verified_orcid") == [(NORA,)]
    assert house.world.sql("select count(*) from application") == [(1,)]

    # what a provider gets wrong confirms nobody
    for wrong in (
        {"nonce": "stolen"},
        {"sub": "0000-0000-7101-1016"},
        {"sub": "hanna"},
        {"iss": "https://evil.example"},
        {"aud": "x"},
    ):
        orcid_of(house).tamper = wrong
        page = await scholar.off(start, NORA, typed)
        await refused(page)
        assert 'value="typed@example.org"' in page.text, wrong
    orcid_of(house).tamper = {}
    cancelled = await scholar.at(start, typed)
    state = re.search(r"state=([\w-]+)", cancelled.text)[1]  # type: ignore[index]
    page = await scholar.at(f"/apply/orcid/callback?state={state}&error=access_denied")
    assert "You cancelled it." in page.text
    assert 'value="typed@example.org"' in page.text
    # nobody signs in to the workbench by ORCID, and no colleague's provider opens an application
    assert (await scholar.at("/sign-in/orcid")).status == 404
    assert "ORCID" not in (await scholar.at("/sign-in")).text
    staff = house.add_provider()
    house.world.sql("update identity_provider set enabled = false where key = 'orcid'")
    assert (await scholar.at(start, typed)).status == 404
    for path in (f"/careers/{vacancy['reference']}/apply", "/apply/link"):
        assert "ORCID" not in (await scholar.at(path)).text
    with pytest.raises(psycopg.Error, match="provider_of_applicants"):
        house.world.sql("insert into external_identity (account_id, provider_id, issuer, subject) select a.id, p.id, p.issuer, 'x'"
                        " from account a, identity_provider p where p.key = 'orcid' limit 1")  # fmt: skip
    assert staff


async def test_a_draft_keeps_the_id_that_orcid_confirmed_until_its_writer_takes_it_away(scholar: Scholar) -> None:
    world = scholar.house.world
    vacancy = await world.vacancy()
    hr, bob = world.people["hr"], world.people["bob"]
    await scholar.begun(vacancy["reference"], "nora@example.org")
    draft = await scholar.at("/apply")

    def fields(page: object, *more: str) -> dict[str, str]:
        return dict(re.findall(rf'<input type="hidden" name="({"|".join(("csrf", "version", *more))})" value="([^"]+)"', page.text))  # type: ignore[attr-defined]  # fmt: skip

    gone = await scholar.at("/apply/orcid/remove", {**fields(draft, "orcid"), "motivation": "Kept."})
    assert "confirmed by ORCID" not in gone.text
    assert "Kept." in gone.text
    assert world.sql("select orcid, (select count(*) from verified_orcid) from application") == [(None, 0)]
    # typed, it is no more than typed: it opens nothing
    await scholar.at("/apply/save", {**fields(gone), "orcid": NORA})
    assert "No application belongs" in (await Scholar(scholar.house).off("/apply/orcid/return", NORA)).text
    # confirmed again; meanwhile another application opened in this browser: nothing is confirmed
    page = await scholar.at("/apply")
    answer = await scholar.off("/apply/orcid", NORA, {**fields(page), "motivation": "More."}, until="/orcid/callback")
    mine = dict(scholar.browser.cookies)
    await Scholar(scholar.house, scholar.browser).begun(vacancy["reference"], "yusuf@example.org", YUSUF)
    stray = await scholar.browser.go(answer.url)
    assert stray.status == 422
    assert world.sql("select orcid from verified_orcid") == [(YUSUF,)]
    scholar.browser.cookies = mine
    confirmed = await scholar.off("/apply/orcid", NORA, fields(await scholar.at("/apply")))
    assert "confirmed by ORCID" in confirmed.text
    assert "More." in confirmed.text
    sent = {**fields(confirmed, "orcid"), "name": "Nora", "motivation": "Because.", "then": "submit"}
    assert "Submitted on" in (await scholar.at("/apply/save", sent)).text
    assert (await scholar.at("/apply/orcid", {**fields(await scholar.at("/apply")), "x": ""})).status == 409

    (id,) = world.sql("select id::text from application where stage = 'submitted'")[0]
    told = (await hr.get(f"/applications/{id}/background")).json()
    assert (told["orcid"]["orcid"], told["orcid"]["name"]) == (NORA, "Nora Lindqvist")
    assert (await bob.get(f"/applications/{id}/background")).json()["orcid"]["orcid"] == NORA
    await bob.post(f"/applications/{id}/conflict", {"kind": "family"})
    assert (await bob.get(f"/applications/{id}/background")).status_code == 404


async def test_when_orcid_is_down_the_form_says_so_and_keeps_everything(scholar: Scholar) -> None:
    world = scholar.house.world
    vacancy = await world.vacancy()
    start = f"/careers/{vacancy['reference']}/apply/orcid"
    typed = {"name": "Nora L.", "email": "nora@example.org"}
    answer = await scholar.off(start, NORA, typed, until="/apply/orcid/callback")
    world.sql("update identity_provider set issuer = 'http://127.0.0.1:9/orcid' where key = 'orcid'")
    for page in (await scholar.browser.go(answer.url), await scholar.at(start, typed)):
        assert page.status == 503
        assert "ORCID does not answer" in page.text
        assert 'value="nora@example.org"' in page.text
    assert (await scholar.at("/apply/orcid/return", {"x": ""})).status == 503


async def test_the_database_itself_confirms_no_id_without_a_proof(scholar: Scholar) -> None:
    world = scholar.house.world
    vacancy = await world.vacancy()
    await scholar.begun(vacancy["reference"], "nora@example.org")
    (id,) = world.sql("select id from application")[0]
    with psycopg.connect(world.superuser_url) as direct:
        direct.execute("set role polder_app")

        def as_public(statement: str, *values: object) -> None:
            with direct.transaction(force_rollback=True):
                direct.execute("select polder.enter_role('public', 'test')")
                direct.execute(statement, values)

        for refused in (
            ("insert into verified_orcid (application_id, orcid) values (%s, %s)", id, NORA),
            (
                "insert into orcid_proof (secret_hash, orcid, expires_at) values ('x', %s, now() + interval '1 hour')",
                NORA,
            ),
            ("select polder.use_orcid_proof(%s)", hashlib.sha256(b"x").digest()),
            ("select polder.keep_verified_orcid(%s, %s)", id, hashlib.sha256(b"x").digest()),
        ):
            with pytest.raises(psycopg.Error):
                as_public(*refused)
        # a good proof, for an application that was there already
        direct.rollback()
    world.sql("insert into orcid_proof (secret_hash, orcid, vacancy_id, expires_at) values (%s, %s, %s, now() + interval '1 hour')",
              hashlib.sha256(b"y").digest(), NORA, vacancy["id"])  # fmt: skip
    with psycopg.connect(world.superuser_url) as direct:
        direct.execute("set role polder_app")
        direct.execute("select polder.enter_role('public', 'test')")
        with pytest.raises(psycopg.Error, match="orcid_proof_over"):
            direct.execute("select polder.keep_verified_orcid(%s, %s)", (id, hashlib.sha256(b"y").digest()))
    # what nobody used is forgotten, and what was used is gone
    world.sql("update orcid_proof set expires_at = now() - interval '1 second'")
    await jobs.forget(0)
    assert world.sql("select count(*) from orcid_proof") == [(0,)]
    for orcid, right in (
        (NORA, True),
        ("0000-0002-1694-233X", True),
        ("0000-0002-1694-2330", False),
        ("x", False),
        ("0000000216942330", False),
    ):
        assert world.sql("select polder.orcid_is_right(%s)", orcid) == [(right,)], orcid
