"""The career site: list and filter, pages, the vacancy in both languages, feeds that programs can read."""

import json
import re
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from polder.hiring.careers.rules import Wanted, alert_secret, xml_text
from tests.support.world import World

PAGE = {"accept": "text/html", "accept-language": "en"}
ATOM = {"a": "http://www.w3.org/2005/Atom"}
MANY = """
set session_replication_role = replica;
insert into vacancy (title_nl, title_en, text_nl, text_en, location, salary_min_cents, salary_max_cents, deadline, state, published_at,
  research_field, contract_months, fte_percent)
select 'Plek ' || n, 'Post ' || n, 'Tekst', 'Text', (array['Delft', 'Utrecht', 'Leiden'])[1 + n % 3], 300000, 400000,
  '2099-01-01'::timestamptz + make_interval(hours => n), 'published', '2026-02-01'::timestamptz + make_interval(mins => n),
  (array['mathematics', 'computer_science'])[1 + n % 2], case when n % 4 = 0 then 48 end, case when n % 5 = 0 then 80 else 100 end
from generate_series(1, 60) as n
"""


async def get(client: httpx.AsyncClient, path: str, **headers: str) -> httpx.Response:
    return await client.get(path, headers={**PAGE, **headers})


async def test_the_list_is_filtered_sorted_and_in_pages_of_fifty(world: World) -> None:
    client = world.client()
    empty = await get(client, "/careers")
    assert ("There are no open positions now" in empty.text, 'name="q"' in empty.text) == (True, False)
    special = await world.vacancy(
        deadline="2098-12-31T12:00:00Z", title_en="Robots <b>", text_en="Learning from few examples", researcher_profile="R2",
        location="'s-Hertogenbosch & co", employer_id=None,
    )  # fmt: skip
    world.sql(MANY)
    first = (await get(client, "/careers")).text
    assert re.findall(r'href="/careers/(V-[\d-]+)"', first)[0] == special["reference"]  # the first to close comes first
    assert (first.count("<h3>"), "page 1 of 2" in first, 'rel="next"' in first, 'rel="prev"' in first) == (
        50,
        True,
        True,
        False,
    )
    second = await get(client, "/careers?page=2")
    assert (second.text.count("<h3>"), second.headers["x-robots-tag"]) == (11, "noindex, follow")
    assert (await get(client, "/careers?page=9")).headers["location"] == "/careers?"
    for query, found in {
        "q=few+examples": 1, "q=robo": 1, "q=nothing": 0, "place=Delft": 20, "field=mathematics": 30, "contract=permanent": 46,
        "contract=temporary": 15, "hours=part": 12, "profile=R2": 1, "place=Delft&field=mathematics": 10, "place=%27s-Hertogenbosch+%26+co": 1,
        # what asks nothing, or is meant to do harm
        "field=absent": 61, "employer=x": 61, "page=-1": 61, "page=1e9": 61, "q=%00": 61, "q=%27%3B+drop+table": 0, "q=%5C%27%3A%2A+%26": 0,
        "q=%F0%9F%A4%96": 0, "employer=0190a6f0-0000-7000-8000-000000000000": 0, "q=" + "x" * 5000: 0,
    }.items():  # fmt: skip
        text = (await get(client, f"/careers?{query}")).text
        said = re.search(r'class="count">(\d+) ', text)
        assert (int(said[1]) if said else 0) == found, query
        assert (found > 0) != ("Nothing found" in text), query
    dutch = (await get(client, "/careers?field=mathematics", **{"accept-language": "nl"})).text
    assert "30 open vacatures: wiskunde" in dutch
    assert 'href="/careers?field=mathematics&amp;language=en"' in dutch
    assert "Robots &lt;b&gt;" in first
    world.clock("2098-12-31T12:00:00.000001Z")
    assert special["reference"] not in (await get(client, "/careers")).text


async def test_the_page_says_what_it_asks_and_how_it_goes_without_script_and_below_fifty_kilobytes(
    world: World,
) -> None:
    vacancy = await world.vacancy(
        deadline="2098-07-01T22:00:00Z", eligibility_nl="Master", eligibility_en="A master's degree", selection_en="Two talks.", remote=True,
        funding_programme="Horizon Europe", research_field="computer_science", starts_on="2098-10-01",
    )  # fmt: skip
    page = await get(world.client(), f"/careers/{vacancy['reference']}")
    for text in ("2 July 2098 00:00 CEST", "(UTC+02:00)", "A master&#39;s degree", "Two talks.", "of 2 people", "remote possible",
                 "4,000", "Horizon Europe", "Your data", "1 October 2098"):  # fmt: skip
        assert text in page.text or text.replace("&#39;", "'") in page.text, text
    for name in ("anna", "bob"):
        assert name not in page.text  # how many, not who
    beside = [len((await world.client().get(f"/static/{name}")).content) for name in ("public.css", "public.js")]
    assert len(page.content) + sum(beside) < 50_000
    posting = json.loads(re.search(r'application/ld\+json">(.+?)</script>', page.text).group(1))  # type: ignore[union-attr]
    assert posting["validThrough"] == "2098-07-01T22:00:00+00:00"
    assert (posting["employmentType"], posting["jobLocationType"], posting["jobStartDate"]) == (
        ["FULL_TIME"],
        "TELECOMMUTE",
        "2098-10-01",
    )
    assert posting["applicantLocationRequirements"] == {"@type": "Country", "name": "NL"}
    assert posting["baseSalary"]["value"] == {
        "@type": "QuantitativeValue",
        "minValue": 3000.0,
        "maxValue": 4000.0,
        "unitText": "MONTH",
    }


def required(entry: Any, names: str) -> None:
    for name in names.split():
        assert len(entry.findall(f"a:{name}", ATOM)) >= 1, name


async def test_feeds_are_valid_filtered_by_channel_and_answer_304_to_whoever_has_them(world: World) -> None:
    client = world.client()
    for name in ("vacancies.atom", "vacancies.json", "euraxess.xml", "academictransfer.xml"):
        assert (await get(client, f"/feeds/{name}")).status_code == 200, name  # also when there is nothing
    hostile = {
        "title_en": "AI & <dikes> ]]> 智能",
        "text_en": "# Hello\n\n<script>x</script> & \x0b more",
        "benefits_en": "Time\x1f",
    }
    one = await world.vacancy(
        research_field="computer_science",
        researcher_profile="R1",
        contract_months=48,
        funding_programme="ERC grant",
        **hostile,
    )
    two = await world.vacancy(title_en="Other")
    await world.people["hr"].put(f"/vacancies/{two['id']}/channels", {"channels": ["atom"]}, two["version"])
    got = {
        name: await get(client, f"/feeds/{name}?language=en")
        for name in ("vacancies.atom", "vacancies.json", "euraxess.xml", "academictransfer.xml")
    }

    # Atom: what RFC 4287 (4.1) requires of feed and entry
    atom = etree.fromstring(got["vacancies.atom"].content)
    assert (atom.tag, got["vacancies.atom"].headers["content-type"]) == (
        "{http://www.w3.org/2005/Atom}feed",
        "application/atom+xml; charset=utf-8",
    )
    required(atom, "id title updated link")
    entries = atom.findall("a:entry", ATOM)
    assert len(entries) == 2
    moment = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
    for entry in entries:
        required(entry, "id title updated published author/a:name content link")
        assert all(moment.fullmatch(entry.find(f"a:{name}", ATOM).text) for name in ("updated", "published"))
        assert len(entry.findall("a:link[@rel='alternate']", ATOM)) == 1
        assert entry.find("a:content", ATOM).get("type") == "html"
    assert len({entry.find("a:id", ATOM).text for entry in entries}) == 2
    assert (
        atom.find("a:link[@rel='self']", ATOM).get("href")
        == atom.find("a:id", ATOM).text
        == "https://polder.test/feeds/vacancies.atom?language=en"
    )
    assert max(entry.find("a:updated", ATOM).text for entry in entries) <= atom.find("a:updated", ATOM).text
    assert "<script" not in got["vacancies.atom"].text.replace("&lt;script", "")

    feed = got["vacancies.json"].json()
    assert (feed["version"], got["vacancies.json"].headers["content-type"]) == (
        "https://jsonfeed.org/version/1.1",
        "application/feed+json; charset=utf-8",
    )
    ((item),) = feed["items"]  # the other is not for this channel
    assert (item["title"], item["_vacancy"]["salary_min_cents"], item["id"]) == (
        hostile["title_en"],
        300_000,
        f"https://polder.test/careers/{one['reference']}",
    )

    euraxess = etree.fromstring(got["euraxess.xml"].content)
    ((job),) = euraxess.findall("job-opportunity")
    said = {name: job.findtext(f".//{name}") for name in (
        "job-title", "main-research-field", "researcher-profile", "type-of-contract", "job-status", "hours-per-week", "application-deadline",
        "framework-programme", "eu-funding", "job-city", "job-country", "how-to-apply", "selection-process")}  # fmt: skip
    assert said["job-title"] == hostile["title_en"]
    assert said["main-research-field"] == "Computer science"
    assert said["researcher-profile"] == "First Stage Researcher (R1)"
    assert (said["type-of-contract"], said["job-status"], said["hours-per-week"]) == ("Temporary", "Full-time", "38")
    assert (said["eu-funding"], said["job-country"], said["application-deadline"]) == (
        "Yes",
        "Netherlands",
        "2099-01-01T12:00:00Z",
    )
    assert said["how-to-apply"] == f"https://polder.test/careers/{one['reference']}/apply?via=euraxess"
    for name, answer in got.items():  # what they publish says where its readers come from
        vias = set(re.findall(r"via=([a-z]+)", answer.text))
        assert vias == {name.partition(".")[2] if name.startswith("vacancies") else name.partition(".")[0]}, name
    both = etree.fromstring(got["academictransfer.xml"].content)
    assert [texts.findtext("title") for texts in both.findall("vacancy/texts")] == ["Promovendus", hostile["title_en"]]

    for name, answer in got.items():
        tag, since = answer.headers["etag"], answer.headers["last-modified"]
        assert parsedate_to_datetime(since).tzinfo is not None
        for headers, status in (({"if-none-match": tag}, 304), ({"if-none-match": f'"x", W/{tag}'}, 304), ({"if-none-match": '"x"', "if-modified-since": since}, 200),
                                ({"if-modified-since": since}, 304), ({"if-modified-since": "Mon, 01 Jan 2001 00:00:00 GMT"}, 200),
                                ({"if-modified-since": "yesterday"}, 200)):  # fmt: skip
            again = await get(client, f"/feeds/{name}?language=en", **headers)
            assert (again.status_code, again.headers["etag"]) == (status, tag), (name, headers)
    filtered = etree.fromstring((await get(client, "/feeds/vacancies.atom?language=en&profile=R1")).content)
    assert len(filtered.findall("a:entry", ATOM)) == 1
    assert "profile=R1" in filtered.find("a:id", ATOM).text
    # withdrawn: gone at once, and the feed says that it changed
    before = got["vacancies.json"].headers["etag"]
    assert (await world.people["hr"].move("vacancies", one["id"], "withdraw", "x")).status_code == 200
    gone = await get(client, "/feeds/vacancies.json?language=en", **{"if-none-match": before})
    assert (gone.status_code, gone.json()["items"]) == (200, [])


async def test_the_sitemap_names_each_page_in_each_language(world: World) -> None:
    vacancy = await world.vacancy()
    site = etree.fromstring((await world.client().get("/sitemap.xml")).content)
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    found = [loc.text for loc in site.findall("s:url/s:loc", names)]
    page = f"https://polder.test/careers/{vacancy['reference']}"
    assert {page, f"{page}?language=nl", f"{page}?language=en"} <= set(found)
    assert {link.get("hreflang") for link in site.findall("s:url/x:link", names)} == {"nl", "en", "x-default"}
    for address in found:
        assert (await get(world.client(), address.removeprefix("https://polder.test"))).status_code == 200


texts = st.dictionaries(
    st.sampled_from(["q", "place", "employer", "field", "profile", "contract", "hours", "other"]), st.text(max_size=300)
)


@given(texts)
def test_whatever_is_asked_is_a_question_that_says_the_same_when_asked_again(asked: dict[str, str]) -> None:
    wanted = Wanted.of(asked)
    assert Wanted.of(wanted.given) == wanted
    assert "\x00" not in wanted.json
    assert json.loads(wanted.json) == wanted.given
    assert set(wanted.given) <= {"q", "place", "employer", "field", "profile", "contract", "hours"}
    assert wanted.words().nl
    assert alert_secret("k", "A@x.nl", "nl", wanted.json) == alert_secret("k", "a@X.nl", "nl", wanted.json)
    assert alert_secret("k", "a@x.nl", "nl", wanted.json) != alert_secret("k", "a@x.nl", "en", wanted.json)


@given(st.text())
def test_any_text_can_stand_in_xml(text: str) -> None:
    made = etree.Element("x")
    made.text = xml_text(text)
    read = etree.fromstring(etree.tostring(made, encoding="UTF-8"))
    assert (read.text or "") == xml_text(text).replace("\r\n", "\n").replace("\r", "\n") or (
        read.text or ""
    ) == xml_text(text)
