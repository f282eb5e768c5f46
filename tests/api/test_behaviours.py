"""What holds on every route alike: versions, repeated keys, pages, limits, foreign origins, headers, languages."""

import asyncio
import json
import shutil
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.world import TEXTS, World

VACANCY = {**TEXTS, "deadline": "2099-01-01T12:00:00Z"}
PROBLEM = "application/problem+json"


@pytest.fixture
async def hr(world: World) -> httpx.AsyncClient:
    return (await world.person("hr", "hr_officer")).client


async def made(client: httpx.AsyncClient, **values: Any) -> dict[str, Any]:
    answer = await client.post("/api/v1/vacancies", json={**VACANCY, **values})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


# ---- versions --------------------------------------------------------------------------------------------------------


async def test_a_stale_version_is_refused_and_names_what_changed_meanwhile(hr: httpx.AsyncClient) -> None:
    vacancy = await made(hr)
    path, read = f"/api/v1/vacancies/{vacancy['id']}", {"If-Match": '"1"'}
    assert (await hr.patch(path, json={"location": "Delft", "fte_percent": 80}, headers=read)).status_code == 200
    refused = await hr.patch(path, json={"location": "Leiden"}, headers=read)
    assert refused.status_code == 412
    assert {error["field"] for error in refused.json()["errors"]} == {"location", "fte_percent"}
    assert refused.headers["etag"] == '"2"'
    assert (await hr.get(path)).json()["location"] == "Delft"


@pytest.mark.parametrize("header", [None, "", "3", '"three"', '"99999999999999999999"', "*"])
async def test_a_write_without_a_readable_version_is_asked_for_one(hr: httpx.AsyncClient, header: str | None) -> None:
    vacancy = await made(hr)
    headers = {} if header is None else {"If-Match": header}
    answer = await hr.patch(f"/api/v1/vacancies/{vacancy['id']}", json={"location": "X"}, headers=headers)
    assert answer.status_code == 428


async def test_of_two_writers_with_the_same_version_one_wins_and_one_is_told(hr: httpx.AsyncClient) -> None:
    vacancy = await made(hr)
    path = f"/api/v1/vacancies/{vacancy['id']}"
    both = [hr.patch(path, json={"location": place}, headers={"If-Match": '"1"'}) for place in ("Delft", "Leiden")]
    answers = await asyncio.gather(*both)
    assert sorted(answer.status_code for answer in answers) == [200, 412]
    winner = next(answer for answer in answers if answer.status_code == 200).json()
    assert (await hr.get(path)).json()["location"] == winner["location"]


# ---- repeated keys ---------------------------------------------------------------------------------------------------


async def test_the_same_key_and_body_get_the_same_answer(world: World, hr: httpx.AsyncClient) -> None:
    key = {"Idempotency-Key": "a-key-of-mine-1"}
    first, again = [await hr.post("/api/v1/vacancies", json=VACANCY, headers=key) for _ in range(2)]
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert again.headers["idempotent-replay"] == "true"
    assert again.headers["etag"] == first.headers["etag"]
    assert "idempotent-replay" not in first.headers
    assert world.sql("select count(*) from vacancy") == [(1,)]


async def test_the_same_key_with_another_body_or_route_is_refused(hr: httpx.AsyncClient) -> None:
    key = {"Idempotency-Key": "a-key-of-mine-2"}
    assert (await hr.post("/api/v1/people", json={"name": "Ada"}, headers=key)).status_code == 201
    for path, body in (("/api/v1/people", {"name": "Bob"}), ("/api/v1/organisations", {"name": "Ada"})):
        answer = await hr.post(path, json=body, headers=key)
        assert answer.status_code == 409
        assert answer.json()["type"] == "/problems/idempotency-key-reused"


async def test_sixteen_posts_at_once_with_one_key_make_one_record(world: World, hr: httpx.AsyncClient) -> None:
    key = {"Idempotency-Key": "a-key-of-mine-3"}
    posts = [hr.post("/api/v1/people", json={"name": "Ada"}, headers=key) for _ in range(16)]
    answers = await asyncio.gather(*posts)
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert world.sql("select count(*) from person where name = 'Ada'") == [(1,)]


async def test_a_refused_request_does_not_use_up_its_key(hr: httpx.AsyncClient) -> None:
    key = {"Idempotency-Key": "a-key-of-mine-4"}
    assert (await hr.post("/api/v1/people", json={"name": ""}, headers=key)).status_code == 422
    assert (await hr.post("/api/v1/people", json={"name": "Ada"}, headers=key)).status_code == 201


async def test_a_key_goes_on_when_somebody_signs_in_again(world: World, hr: httpx.AsyncClient) -> None:
    account = world.people["hr"].account_id
    again, token = world.client(world.session(account)), world.client(world.session(account, kind="token", label="t"))
    key = {"Idempotency-Key": "a-key-of-mine-7"}
    first = await hr.post("/api/v1/people", json={"name": "Ada"}, headers=key)
    second = await again.post("/api/v1/people", json={"name": "Ada"}, headers=key)
    assert (second.content, second.headers["idempotent-replay"]) == (first.content, "true")
    # a token may be allowed less than its owner: its keys are its own
    assert (await token.post("/api/v1/people", json={"name": "Ada"}, headers=key)).content != first.content
    assert world.sql("select count(*) from person where name = 'Ada'") == [(2,)]
    # who may less by now reads no old answer
    world.sql("update role_grant set valid_until = now() where account_id = %s", account)
    third = await again.post("/api/v1/people", json={"name": "Ada"}, headers=key)
    assert (third.status_code, third.json()["type"], "Ada" in third.text) == (409, "/problems/rights-changed", False)


async def test_somebody_elses_key_is_not_mine(world: World, hr: httpx.AsyncClient) -> None:
    other = (await world.person("other", "hr_officer")).client
    key = {"Idempotency-Key": "a-key-of-mine-5"}
    one = await hr.post("/api/v1/people", json={"name": "Ada"}, headers=key)
    two = await other.post("/api/v1/people", json={"name": "Bob"}, headers=key)
    assert (one.status_code, two.status_code) == (201, 201)
    assert one.json()["id"] != two.json()["id"]


@pytest.mark.parametrize("key", ["short", "x" * 129, "with spaces in"])
async def test_an_unusable_key_is_refused(hr: httpx.AsyncClient, key: str) -> None:
    answer = await hr.post("/api/v1/people", json={"name": "Ada"}, headers={"Idempotency-Key": key})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "Idempotency-Key"


# ---- lists -----------------------------------------------------------------------------------------------------------


async def test_a_file_sent_again_with_its_key_is_imported_once(world: World) -> None:
    vacancy = await world.vacancy()
    hr = world.people["hr"].client
    where, key = f"/api/v1/applications/import?vacancy_id={vacancy['id']}", {"Idempotency-Key": "a-key-of-mine-6"}
    answers = []
    for name in ("Ada", "Ada", "Bea"):  # what divides the parts of a form is drawn anew for each request
        file = {"file": ("cv.json", f'{{"basics": {{"name": "{name}"}}}}'.encode())}
        answers.append(await hr.post(where, files=file, headers=key))
    assert [answer.status_code for answer in answers] == [201, 201, 409]
    assert answers[0].json() == answers[1].json()
    assert world.sql("select name from application") == [("Ada",)]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("colour=red", "colour"), ("sort=colour", "sort"), ("sort=--name", "sort"), ("page=0", "page"), ("page=-1", "page"),
        ("page=99999999", "page"), ("page=two", "page"), ("per_page=0", "per_page"), ("per_page=201", "per_page"),
        ("per_page=9999999999999999999999", "per_page"), ("after=nonsense", "after"), ("after=W251bGwsbnVsbF0", "after"),
        ("id=7", "id"), ("state=gone", "state"), ("state=draft&state=", "state"), ("deadline_from=tomorrow", "deadline_from"), ("deadline_from=0000-00-00", "deadline_from"),
    ],
)  # fmt: skip
async def test_an_unknown_filter_sort_or_page_is_refused_by_its_name(
    hr: httpx.AsyncClient, query: str, field: str
) -> None:
    answer = await hr.get(f"/api/v1/vacancies?{query}")
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]


async def test_keyset_pages_show_every_record_once_whatever_is_added_meanwhile(
    world: World, hr: httpx.AsyncClient
) -> None:
    names = [f"{letter}{n}" for letter in "abc" for n in range(4)] + ["same"] * 5
    for name in names:
        assert (await hr.post("/api/v1/people", json={"name": name})).status_code == 201
    seen, after = [], None
    while True:
        page = (
            await hr.get(
                "/api/v1/people", params={"sort": "sort_name", "per_page": 4, **({"after": after} if after else {})}
            )
        ).json()
        seen += [row["id"] for row in page["data"]]
        after = page["next"]
        if after is None or not page["data"]:
            break
        assert (await hr.post("/api/v1/people", json={"name": "a0 added"})).status_code == 201  # before where we are
    assert len(seen) == len(set(seen))
    before = {str(id) for (id,) in world.sql("select id from person where name <> 'a0 added'")}
    assert before <= set(seen)


async def test_pages_by_number_add_up(hr: httpx.AsyncClient) -> None:
    for n in range(7):
        await hr.post("/api/v1/organisations", json={"name": f"Works {n}"})
    pages = [(await hr.get("/api/v1/organisations", params={"page": n, "per_page": 3})).json() for n in (1, 2, 3)]
    assert [len(page["data"]) for page in pages] == [3, 3, 1]
    assert {page["total"] for page in pages} == {7}
    assert len({row["id"] for page in pages for row in page["data"]}) == 7


# ---- what arrives broken ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 422), (b"", "application/json", 422), (b"[]", "application/json", 422),
        (b"null", "application/json", 422), (b'{"name": "\xff"}', "application/json", 400),
        (b'{"name": "\\ud800"}', "application/json", 422), (b'{"name": "a\\u0000b"}', "application/json", 422),
        (b'{"name": NaN}', "application/json", 422), (b'{"name": 7}', "application/json", 422),
        (b"[" * 100_000, "application/json", 400), (b'{"name": "x", "colour": 1}', "application/json", 422),
        (b"name=x", "application/x-www-form-urlencoded", 415), (b'{"name": "x"}', "text/plain", 415),
        (b'{"name": "x"}', "", 415), (b"<name/>", "application/xml", 415),
    ],
)  # fmt: skip
async def test_a_broken_body_is_a_problem_that_says_what_to_do(
    hr: httpx.AsyncClient, body: bytes, kind: str, status: int
) -> None:
    headers = {"Content-Type": kind} if kind else {}
    answer = await hr.post("/api/v1/people", content=body, headers=headers)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == PROBLEM
    assert answer.json()["detail"]


@pytest.mark.parametrize("number", [10**30, -(10**30), 2**31, 1.5, 1e308])
async def test_a_number_out_of_range_is_refused_by_its_field(hr: httpx.AsyncClient, number: float) -> None:
    body = json.dumps({**VACANCY, "salary_max_cents": number, "contract_months": number})
    answer = await hr.post("/api/v1/vacancies", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert {error["field"] for error in answer.json()["errors"]} == {"salary_max_cents", "contract_months"}


async def test_an_oversized_body_is_413_announced_or_not(hr: httpx.AsyncClient) -> None:
    big = b'{"name": "' + b"x" * (2 * 1024 * 1024) + b'"}'

    async def trickle() -> Any:
        for start in range(0, len(big), 65_536):
            yield big[start : start + 65_536]

    for content in (big, trickle()):
        answer = await hr.post("/api/v1/people", content=content, headers={"Content-Type": "application/json"})
        assert answer.status_code == 413, answer.text
        assert answer.headers["content-type"] == PROBLEM


async def test_oversized_and_odd_headers_break_nothing(hr: httpx.AsyncClient) -> None:
    odd = {"X-Request-ID": "'; drop table vacancy; --", "Accept-Language": ";;;,,,q=" * 500, "Accept": "\x7f" * 900}
    answer = await hr.get("/api/v1/vacancies", headers=odd)
    assert answer.status_code == 200
    assert answer.headers["x-request-id"] != odd["X-Request-ID"]
    wrong = await hr.get("/api/v1/vacancies", headers={"Authorization": "Bearer " + "polder_" + "x" * 60_000})
    assert wrong.status_code == 401


# ---- other origins ---------------------------------------------------------------------------------------------------


async def test_a_cookie_alone_writes_nothing(world: World) -> None:
    person = await world.person("hr", "hr_officer")
    client = world.client(world.session(person.account_id))
    del client.headers["X-CSRF-Token"]
    for headers in ({}, {"X-CSRF-Token": "0" * 64}, {"X-CSRF-Token": person.client.headers["X-CSRF-Token"]}):
        answer = await client.post("/api/v1/people", json={"name": "Ada"}, headers=headers)
        assert answer.status_code == 403
    assert world.sql("select count(*) from person where name = 'Ada'") == [(0,)]


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "https://polder.test.evil.example", "https://polder.test:444"]
)
async def test_a_foreign_origin_writes_nothing_even_with_the_token(hr: httpx.AsyncClient, origin: str) -> None:
    answer = await hr.post("/api/v1/people", json={"name": "Ada"}, headers={"Origin": origin})
    assert answer.status_code == 403
    assert (
        await hr.post("/api/v1/people", json={"name": "Ada"}, headers={"Origin": "https://polder.test"})
    ).status_code == 201


async def test_no_other_origin_may_read_an_answer(hr: httpx.AsyncClient) -> None:
    asked = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    preflight = await hr.options("/api/v1/people", headers=asked)
    assert preflight.status_code == 405
    simple = await hr.get("/api/v1/people", headers={"Origin": "https://evil.example"})
    for answer in (preflight, simple):
        assert not [name for name in answer.headers if name.startswith("access-control-")]
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize(
    "path",
    ["/careers", "/careers/absent", "/contributions", "/sign-in", "/api/v1/me", "/api/v1/absent", "/api/openapi.json", "/healthz", "/admin",
     "/static/public.css", "/static/absent", "/files/absent", "/absent"],
)  # fmt: skip
async def test_every_answer_carries_the_security_headers(world: World, path: str) -> None:
    async with world.client() as client:
        headers = (await client.get(path)).headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";"))
    assert policy["script-src"] == "'self'"
    assert policy["object-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["strict-transport-security"].startswith("max-age=")
    assert "x-request-id" in headers


# ---- languages -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wish", "title"),
    [("nl", "Niet gevonden"), ("nl-BE,en;q=0.5", "Niet gevonden"), ("en-GB", "Not found"), ("fr, nl;q=0.8", "Niet gevonden"),
     ("en;q=0.2, nl;q=0.9", "Niet gevonden"), ("nl;q=0", "Not found"), ("zh", "Not found"), ("", "Not found")],
)  # fmt: skip
async def test_problems_speak_the_readers_language(hr: httpx.AsyncClient, wish: str, title: str) -> None:
    answer = await hr.get("/api/v1/vacancies/00000000-0000-0000-0000-000000000000", headers={"Accept-Language": wish})
    assert answer.status_code == 404
    assert answer.headers["content-type"] == PROBLEM
    assert answer.json()["title"] == title


# ---- what goes wrong inside ------------------------------------------------------------------------------------------


def a_file_instead_of(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("no folder any more")


async def test_a_folder_that_cannot_be_written_is_our_fault_and_not_the_databases(world: World) -> None:
    application = await world.application(await world.vacancy())
    hr = world.people["hr"]
    begun = await hr.post("/documents", {"record_kind": "application", "record_id": application["id"], "kind": "cv",
                                         "file_name": "cv.pdf", "size": 10})  # fmt: skip
    a_file_instead_of(world.app.state.storage.folder)
    transport = httpx.ASGITransport(app=world.app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="https://polder.test") as client:
        answer = await client.put(begun.json()["upload"]["url"], content=b"%PDF-1.7")
    assert (answer.status_code, answer.json()["type"]) == (500, "/problems/internal")
    assert answer.json()["request_id"] == answer.headers["x-request-id"]
