"""The applicant's own pages: nothing typed is lost, a double click counts once, no second tab overwrites unseen."""

import asyncio
import re

import pytest
from starlette.requests import ClientDisconnect

from polder.kernel.documents.storage import LINK_SECONDS
from tests.hiring.applicant import Applicant
from tests.support.pdf import pdf
from tests.support.world import World


async def draft(world: World, **vacancy: object) -> Applicant:
    one = await Applicant.begin(world, (await world.vacancy(**vacancy))["reference"])
    assert one is not None
    await one.look()
    return one


async def test_a_stale_second_tab_does_not_overwrite_and_shows_both_texts(world: World) -> None:
    one = await draft(world)
    first_tab = one.hidden()
    assert (await one.save(motivation="From tab one.")).status_code == 303
    late = await one.client.post(
        "/apply/save", data={**first_tab, "name": "Ada Lovelace", "motivation": "From tab two."}
    )
    assert late.status_code == 412
    assert "From tab one." in late.text
    assert "From tab two." in late.text
    assert "<strong>Changed in another window of yours.</strong>" in late.text  # nobody else writes here
    assert world.sql("select motivation from application") == [("From tab one.",)]
    for version in ("", "0", "9" * 30, "\u0661"):  # none that a page of ours ever showed
        odd = await one.send("/apply/save", name="Ada Lovelace", motivation="Unseen.", version=version)
        assert odd.status_code == 412, version
    one.page = late.text  # the page that shows both carries the new version: saving again is a choice
    assert (await one.send("/apply/save", name="Ada Lovelace", motivation="Both.")).status_code == 303
    assert world.sql("select motivation from application") == [("Both.",)]


async def test_what_was_typed_comes_back_with_every_error(world: World) -> None:
    one = await draft(world)
    wrong = await one.send("/apply/save", name="Ada", motivation="My long story.", orcid="0000-0002-1825-0098")
    assert wrong.status_code == 422
    large = await one.send("/apply/save", files={"file": b""}, name="Ada", motivation="x" * (1024 * 1024 + 1))
    assert (large.status_code, "may be at most 1024 kB" in large.text) == (413, True)
    assert "My long story." in wrong.text
    assert 'value="0000-0002-1825-0098"' in wrong.text
    assert "This ORCID iD is not right." in wrong.text
    assert '<textarea class="short" id="reason"' in wrong.text  # Enter in it sends nothing
    # stepping back waits for nothing to be mended: what cannot be kept is shown once
    gone = await one.send(
        "/apply/withdraw", name="Ada", motivation="My story.", orcid="0000-0002-1825-0098", reason="R."
    )
    assert (gone.status_code, "This could not be saved:" in gone.text, "My story." in gone.text) == (200, True, True)
    assert ("What you saved" in gone.text, "What you sent" in gone.text) == (True, False)
    assert world.sql("select stage, motivation, (select max(reason) from move_entry) from application") == [
        ("withdrawn", "", "R.")
    ]


async def test_what_was_typed_with_a_lost_link_is_shown_to_be_kept(world: World) -> None:
    one = await draft(world)
    hidden = one.hidden()
    one.client.cookies.clear()
    lost = await one.client.post("/apply/save", data={**hidden, "name": "Ada", "motivation": "My long story."})
    assert lost.status_code == 401
    assert "My long story." in lost.text
    assert "Open your personal link" in lost.text
    one.carry("not-a-link")
    ended = await one.client.post("/apply/save", data={**hidden, "name": "Ada", "motivation": "My long story."})
    assert (ended.status_code, "My long story." in ended.text) == (422, True) or "My long story." in ended.text


async def test_another_language_keeps_what_was_typed(world: World) -> None:
    one = await draft(world)
    switched = await one.send("/apply/save?language=nl", name="Ada", motivation="Typed.", then="language")
    assert (switched.status_code, switched.headers["location"]) == (303, "/apply?language=nl")
    page = await one.client.get("/apply?language=nl")
    assert ("polder-language=nl" in page.headers["set-cookie"], "Typed." in page.text) == (True, True)
    # Enter in a field saves: the first button of the form does not change the language
    buttons = [b for b in re.findall(r"<button[^>]*>", page.text) if 'form="application"' in b]
    assert ["language" in button for button in buttons[:2]] == [False, True]
    ((reference,),) = world.sql("select reference from vacancy")
    start = await one.client.post(
        f"/careers/{reference}/apply?language=nl", data={"name": "Eve", "email": "eve@", "then": "language"}
    )
    assert (start.status_code, 'value="Eve"' in start.text, 'value="eve@"' in start.text) == (200, True, True)
    assert ("Beginnen" in start.text, world.sql("select count(*) from application")) == (True, [(1,)])


async def test_an_upload_keeps_what_was_typed_beside_it(world: World) -> None:
    one = await draft(world, documents_asked=[{"kind": "cv"}])
    done = await one.send(
        "/apply/documents", files={"file": ("cv.pdf", pdf("CV"))}, kind="cv", name="Ada Lovelace", motivation="Typed."
    )
    assert done.status_code == 303, done.text
    assert world.sql("select motivation from application") == [("Typed.",)]

    async def breaks_off() -> None:
        raise ClientDisconnect

    await one.slow_upload(pdf("Another CV"), breaks_off)
    unreadable = {"content-type": "multipart/form-data; boundary=x"}
    assert (await one.client.post("/apply/documents", content=b"?", headers=unreadable)).status_code == 400
    assert world.sql("select state from document") == [("accepted",)]  # neither takes up room
    world.sql("insert into document (record_kind, record_id, kind, file_name, media_type, size, storage_key)"
              " select 'application', a.id, 'cv', 'cv.pdf', 'application/pdf', 0, n::text"
              " from application a, generate_series(1, 39) as n")  # fmt: skip
    assert "There are too many documents" in (await one.upload(pdf("Another CV"))).text
    world.sql("set session_replication_role = replica; update document"  # when it was begun changes for nobody
              f" set created_at = now() - interval '{LINK_SECONDS} seconds' where state = 'awaiting'")  # fmt: skip
    assert (await one.upload(pdf("Another CV"))).status_code == 303  # what never came takes up none for long


async def test_a_document_that_arrives_while_one_submits_is_kept_or_refused_with_a_sentence(world: World) -> None:
    vacancy = await world.vacancy()
    for number in range(4):
        one = await Applicant.begin(world, vacancy["reference"], f"Ada {number}", f"ada{number}@example.org")
        assert one
        await one.look()
        answers = await asyncio.gather(one.upload(pdf("CV")), one.save(motivation="Because.", then="submit"))
        assert answers[1].status_code == 303, answers[1].text
        assert answers[0].status_code in (303, 409), answers[0].text


async def test_a_double_click_begins_submits_uploads_and_withdraws_once(world: World) -> None:
    vacancy = await world.vacancy(documents_asked=[{"kind": "cv"}])
    client = world.client()
    client.headers["accept"] = "text/html"
    page = (await client.get(f"/careers/{vacancy['reference']}/apply")).text
    fields = dict(re.findall(r'name="(nonce|key)" value="([^"]+)"', page))
    for _ in range(2):
        begun = await client.post(
            f"/careers/{vacancy['reference']}/apply", data={"name": "Ada", "email": "ada@example.org", **fields}
        )
        assert begun.status_code == 303
    one = Applicant(client)
    # where it is absent, the test fails here
    one.carry(re.search(r"__Host-polder-link=([^;]+)", begun.headers["set-cookie"]).group(1))  # type: ignore[union-attr]
    assert world.sql("select count(*) from application") == [(1,)]
    # who goes back to mend the address, or to another vacancy, begins a draft of their own, with its own mail
    elsewhere = (await world.vacancy())["reference"]
    for reference, email in ((vacancy["reference"], "ada@example.com"), (elsewhere, "ada@example.org")):
        other = await client.post(f"/careers/{reference}/apply", data={"name": "Ada", "email": email, **fields})
        assert other.status_code == 303
        assert other.headers["set-cookie"] != begun.headers["set-cookie"]
    begun_for = "select a.email, m.to_address from application a join mail m on m.record_id = a.id order by a.id"
    assert world.sql(begun_for) == [(a, a) for a in ("ada@example.org", "ada@example.com", "ada@example.org")]
    one.carry(re.search(r"__Host-polder-link=([^;]+)", begun.headers["set-cookie"]).group(1))  # type: ignore[union-attr]
    assert [(await one.upload(pdf("CV"))).status_code for _ in range(2)] == [303, 303]
    assert world.sql("select count(*) from document") == [(1,)]
    await one.look()
    at_once = [one.send("/apply/save", name="Ada", motivation="B.", then="submit") for _ in range(2)]
    assert [answer.status_code for answer in await asyncio.gather(*at_once)] == [303, 303]
    assert world.sql("select count(*) from mail where template = 'application_receipt'") == [(1,)]
    for _ in range(2):
        assert (await one.send("/apply/withdraw")).status_code == 303
    assert world.sql("select count(*) from move_entry where move = 'withdraw'") == [(1,)]


async def test_a_script_saves_and_reads_the_new_version(world: World) -> None:
    one = await draft(world)
    one.client.headers["accept"] = "application/json"
    saved = await one.send("/apply/save", name="Ada Lovelace", motivation="By script.")
    assert saved.status_code == 200
    assert saved.json()["version"] == int(one.hidden()["version"]) + 1
    stale = await one.send("/apply/save", name="Ada Lovelace", motivation="Older.")
    assert stale.status_code == 412
    assert {e["field"] for e in stale.json()["errors"]} >= {"motivation"}


async def test_what_was_submitted_stays_as_it_was(world: World) -> None:
    one = await draft(world, documents_asked=[{"kind": "cv"}])
    await one.look()
    empty = await one.send("/apply/save", name="Ada Lovelace", then="submit")
    assert (empty.status_code, "Write a motivation. Add the documents" in empty.text) == (409, True), empty.text
    await one.upload(pdf("CV"))
    await one.submit("First.")
    (document,) = world.sql("select id from document")[0]
    late = await one.send("/apply/save", name="Ada Lovelace", motivation="Other.")
    assert (late.status_code, "has been submitted and is fixed. You can still withdraw" in late.text) == (409, True)
    assert (await one.send(f"/apply/documents/{document}/remove")).status_code in (403, 409)
    assert (await one.send("/apply/documents", files={"file": ("b.pdf", pdf("B"))}, kind="cv")).status_code == 409
    assert world.sql("select motivation, (select count(*) from document) from application") == [("First.", 1)]
    assert (await one.send("/apply/withdraw")).status_code == 303
    for gone in (
        await one.send("/apply/save", name="Ada Lovelace", motivation="Other.", then="submit"),
        await one.send("/apply/documents", files={"file": ("b.pdf", pdf("B"))}, kind="cv"),
    ):
        assert (gone.status_code, "has been withdrawn" in gone.text, "is fixed" in gone.text) == (409, True, False)
    world.sql("set session_replication_role = replica; update application set stage = 'rejected'")
    gone = await one.send("/apply/save", name="Ada Lovelace", motivation="Other.")
    assert (gone.status_code, "has been decided" in gone.text) == (409, True)


async def test_what_was_never_submitted_is_its_writers_alone_once_withdrawn_too(world: World) -> None:
    one = await draft(world)
    assert (await one.send("/apply/save", name="Zora Quist", motivation="Zora's own words.")).status_code == 303
    assert (await one.upload(pdf("Zora"))).status_code == 303
    assert (await one.send("/apply/withdraw")).status_code == 303
    ((id, vacancy, file),) = world.sql(
        "select a.id::text, a.vacancy_id::text, d.id::text from application a join document d on d.record_id = a.id"
    )
    await world.person("audrey", "auditor")
    for name in ("hr", "director", "anna", "audrey"):
        who = world.people[name]
        for path in (
            f"/applications/{id}",
            f"/applications/{id}/pdf",
            f"/applications/{id}/timeline",
            f"/documents/{file}/content",
        ):
            assert (await who.get(path)).status_code == 404, (name, path)
        assert (await who.get("/find?q=zora")).json()["data"] == [], name
        assert ((await who.get("/applications")).json()["total"], (await who.get("/documents")).json()["total"]) == (
            0,
            0,
        )
        assert (await who.get("/vacancies")).json()["data"][0]["applications"] == 0
        assert (await who.get(f"/vacancies/{vacancy}")).json()["counts"] == {}
        assert id not in (await who.get("/todo")).text, name
    assert "Zora" in await one.look()  # the writer still sees it


async def test_a_link_opens_one_application_and_no_other(world: World) -> None:
    vacancy = await world.vacancy(documents_asked=[{"kind": "cv", "required": False}])
    one = await Applicant.begin(world, vacancy["reference"], "Ada")
    other = await Applicant.begin(world, vacancy["reference"], "Eve", "eve@example.org")
    assert one is not None
    assert other is not None
    await one.upload(pdf("CV"))
    (document,) = world.sql("select id from document")[0]
    assert "Ada" not in await other.look()
    assert (await other.send(f"/apply/documents/{document}/remove")).status_code == 404
    assert world.sql("select count(*) from document where state = 'accepted'") == [(1,)]


@pytest.mark.parametrize("path", ["/apply/save", "/apply/documents", "/apply/withdraw"])
async def test_a_form_without_its_token_changes_nothing(world: World, path: str) -> None:
    one = await draft(world)
    forged = await one.client.post(path, data={"name": "Eve", "motivation": "Forged.", "csrf": "0" * 64})
    assert forged.status_code == 422
    assert world.sql("select name, motivation, stage from application") == [("Ada Lovelace", "", "draft")]
    assert world.sql("select count(*) from document") == [(0,)]


async def test_the_career_page_is_small_describes_the_job_and_needs_no_script(world: World) -> None:
    vacancy = await world.vacancy(text_en="**Bold** & <script>alert(1)</script>")
    page = await world.client().get(f"/careers/{vacancy['reference']}", headers={"accept-language": "en"})
    # with its style, script, mark and typeface: what a browser fetches of us, as it comes over the wire
    parts = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text)) | {"/static/source-sans-3.woff2"}
    sizes = [int((await world.client().get(part)).headers["content-length"]) for part in parts]
    assert (len(sizes), len(page.content) + sum(sizes) < 50_000) == (4, True), (len(page.content), sizes)
    assert "<strong>Bold</strong>" in page.text
    assert "erase" not in page.text  # no promise that nothing keeps
    assert "can see them, and nobody else" in page.text
    assert "<script>alert" not in page.text
    assert "salary" in page.text.lower()
    import json

    # where it is absent, the test fails here
    posting = json.loads(re.search(r'application/ld\+json">(.+?)</script>', page.text).group(1))  # type: ignore[union-attr]
    assert posting["@type"] == "JobPosting"
    assert posting["identifier"]["value"] == vacancy["reference"]
    assert posting["baseSalary"]["value"]["minValue"] == 3000
    assert {"title", "description", "datePosted", "validThrough", "hiringOrganization", "jobLocation"} <= posting.keys()


@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "This file is already here."), ("nl", "Dit bestand staat er al.")]
)
async def test_the_same_file_twice_is_told_and_kept_once(world: World, language: str, sentence: str) -> None:
    one = await draft(world, documents_asked=[{"kind": "cv"}])
    one.client.headers["accept-language"] = language
    first, again = [await one.upload(pdf("CV"), f"{name}.pdf") for name in ("mine", "mine-2")]
    assert sentence not in (await one.client.get(first.headers["location"])).text
    told = (await one.client.get(again.headers["location"])).text
    assert sentence in told
    assert "mine.pdf" in told
    assert world.sql("select file_name from document") == [("mine.pdf",)]


async def test_nobody_else_adds_documents_to_what_an_applicant_submitted(world: World) -> None:
    vacancy = await world.vacancy()
    one = await Applicant.begin(world, vacancy["reference"])
    assert one is not None
    await one.submit()
    imported = await world.application(vacancy, "Bea")
    ((submitted,),) = world.sql("select id::text from application where source = 'form'")
    body = {"record_kind": "application", "kind": "cv", "file_name": "cv.pdf", "size": 10}
    hr = world.people["hr"]
    refused = await hr.post("/documents", {**body, "record_id": submitted})
    assert (refused.status_code, refused.json()["type"]) == (403, "/problems/applicants-own")
    assert "only the applicant" in refused.json()["detail"]
    assert (await hr.post("/documents", {**body, "record_id": imported["id"]})).status_code == 201


async def test_a_lost_link_is_mailed_again_and_the_answer_tells_nobody_whether_an_address_is_known(
    world: World,
) -> None:
    one = await Applicant.begin(world, (await world.vacancy())["reference"], "Ada", "ada@example.org")
    assert one is not None
    one.client.cookies.clear()
    assert 'href="/apply/link"' in (await one.client.get("/apply")).text
    answers = [
        await one.client.post("/apply/link", data={"email": email}) for email in ("Ada@example.org", "eve@example.org")
    ]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].text == answers[1].text
    mails = world.sql("select to_address, text from mail where template = 'application_link_again'")
    assert [to for to, _ in mails] == ["ada@example.org"]
    one.carry(mails[0][1].split("key=")[1].split()[0])
    assert "Ada" in await one.look()
    counts = [(await one.client.post("/apply/link", data={"email": "ada@example.org"})).status_code for _ in range(9)]
    assert counts == [200] * 8 + [429]  # ten in an hour, of which beginning was one and the first link another
    assert (await one.client.post("/apply/link", data={"email": "ada"})).status_code == 422
    assert world.sql("select count(*) from polder.applications_of('ada@example.org')") == [(0,)]  # asked by nobody


async def test_who_leaves_a_shared_computer_takes_the_link_along(world: World) -> None:
    one = await draft(world)
    assert (await one.client.post("/apply/leave", data={"csrf": "0" * 64})).status_code == 422
    left = await one.send("/apply/leave", name="Ada", motivation="Typed and not saved.")
    assert world.sql("select motivation from application") == [("Typed and not saved.",)]
    assert (left.status_code, left.headers["location"]) == (303, "/careers")
    assert '__Host-polder-link=""; expires=' in left.headers["set-cookie"]
    assert "Max-Age=0" in left.headers["set-cookie"]
    one.carry("a-link-that-has-ended")  # is forgotten too
    for typed, status in (({}, 303), ({"motivation": "To be copied."}, 401)):
        ended = await one.client.post("/apply/leave", data=typed)
        assert (ended.status_code, "Max-Age=0" in ended.headers["set-cookie"]) == (status, True)
    assert "To be copied." in ended.text
    for path in ("leave", "save", "documents/1/remove"):  # asked for again by its address
        again = await one.client.get(f"/apply/{path}")
        assert (again.status_code, again.headers["location"]) == (303, "/apply"), path


async def test_who_was_mailed_no_link_may_stay_or_ask_for_one(world: World) -> None:
    one = await draft(world)
    world.sql("delete from mail")
    asked = await one.send("/apply/leave", name="Ada", motivation="Kept.")
    assert [word in asked.text for word in ("Leave all the same?", 'href="/apply/link"', "Stay here")] == [True] * 3
    assert "This browser remembers your application" in await one.look()
    assert (await one.send("/apply/withdraw")).status_code == 303
    assert "This browser remembers your application" not in await one.look()
