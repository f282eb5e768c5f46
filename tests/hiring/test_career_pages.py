"""The public pages of vacancies: what is over says so, and machines are told what there is."""

from typing import Any

import pytest
from structlog.testing import capture_logs

from tests.support.world import World

PAGE = {"accept": "text/html", "accept-language": "en"}


@pytest.mark.parametrize("address", ["/careers/{}", "/careers/{}/apply"])
async def test_a_vacancy_that_was_public_says_that_it_is_closed(world: World, address: str) -> None:
    vacancy = await world.vacancy(deadline="2098-01-01T12:00:00Z", title_en="PhD on <dikes>")
    world.clock("2098-01-02T00:00:00Z")
    assert (await world.people["hr"].move("vacancies", vacancy["id"], "close")).status_code == 200
    answer = await world.client().get(address.format(vacancy["reference"]), headers=PAGE)
    assert answer.status_code == 410
    assert "This vacancy is closed." in answer.text
    assert "PhD on &lt;dikes&gt;" in answer.text
    assert 'href="/careers"' in answer.text
    assert answer.headers["x-robots-tag"] == "noindex"
    assert "Text." not in answer.text  # no more than its name
    dutch = await world.client().get(address.format(vacancy["reference"]), headers={**PAGE, "accept-language": "nl"})
    assert "Deze vacature is gesloten." in dutch.text


async def test_a_vacancy_that_was_never_public_does_not_exist(world: World) -> None:
    approved = await world.vacancy("approved")
    archived = await world.vacancy("draft")
    assert (await world.people["hr"].move("vacancies", archived["id"], "archive")).status_code == 200
    for reference in (approved["reference"], archived["reference"], "V-1999-001", "%27", "%00"):
        assert (await world.client().get(f"/careers/{reference}", headers=PAGE)).status_code == 404, reference
        assert (await world.client().get(f"/careers/{reference}/apply", headers=PAGE)).status_code == 404, reference
        assert (await world.client().post(f"/careers/{reference}/apply", headers=PAGE)).status_code == 404, reference
    nowhere = await world.client().post("/apply/offer/no-id/accept", headers=PAGE)
    assert (nowhere.status_code, "Not found" in nowhere.text) == (404, True)


async def test_pages_answer_head_as_they_answer_get(world: World) -> None:
    vacancy = await world.vacancy()
    client = world.client()
    for path in ("/", "/careers", "/contributions", f"/careers/{vacancy['reference']}", f"/careers/{vacancy['reference']}/apply", "/sign-in",
                 "/apply", "/healthz", "/robots.txt", "/sitemap.xml", "/static/public.css", "/careers/absent"):  # fmt: skip
        got, head = [await client.request(method, path, headers=PAGE) for method in ("GET", "HEAD")]
        assert head.status_code == got.status_code, path
        assert head.headers.get("content-type") == got.headers.get("content-type"), path
        assert head.headers.get("content-security-policy") == got.headers["content-security-policy"], path
        assert head.content == b"", path
    form = f"/careers/{vacancy['reference']}/apply"
    other = await client.delete(form, headers=PAGE)
    assert (other.status_code, other.headers["allow"]) == (405, "GET, HEAD, POST")
    sent_on = await world.client().get("/admin/vacancies?x=1")
    assert sent_on.headers["location"] == "/admin/#/vacancies?x=1"
    # whoever hangs up while sending the form is no error of ours
    sent = iter([{"type": "http.request", "body": b"name=A", "more_body": True}, {"type": "http.disconnect"}])
    scope = {
        "type": "http", "method": "POST", "path": form, "raw_path": form.encode(), "query_string": b"", "http_version": "1.1",
        "headers": [(b"content-type", b"application/x-www-form-urlencoded"), (b"host", b"polder.test")], "scheme": "https",
        "server": ("polder.test", 443), "client": ("127.0.0.1", 1), "root_path": "",
    }  # fmt: skip
    answers: list[Any] = []

    async def receive() -> Any:
        return next(sent)

    async def send(message: Any) -> None:
        answers.append(message)

    with capture_logs() as logged:
        await world.app(scope, receive, send)
    assert answers[0]["status"] == 400
    assert [line["event"] for line in logged if line["log_level"] in ("error", "critical")] == []


async def test_search_engines_are_told_of_open_vacancies_only(world: World) -> None:
    published = await world.vacancy()
    approved = await world.vacancy("approved")
    robots = await world.client().get("/robots.txt")
    assert robots.headers["content-type"].startswith("text/plain")
    assert "Disallow: /admin" in robots.text
    assert "Sitemap: https://polder.test/sitemap.xml" in robots.text
    found = (await world.client().get("/sitemap.xml")).text
    assert f"<loc>https://polder.test/careers/{published['reference']}</loc>" in found
    assert approved["reference"] not in found
    world.clock("2099-01-02T00:00:00Z")  # past the deadline
    assert published["reference"] not in (await world.client().get("/sitemap.xml")).text
