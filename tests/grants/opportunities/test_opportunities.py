"""Opportunities by hand: kept, found, watched, matched to themes, reminded of, archived; and attacked."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from polder.grants.opportunities import jobs
from tests.support import ics
from tests.support.days import today
from tests.support.world import World

CALL: dict[str, Any] = {
    "title": "Robots in care", "funder_name": "Fund X", "status": "open", "form": "lump_sum", "currency": "eur", "grant_max_cents": 5_000_000,
    "url": "https://example.org/call", "summary": "Hospitals try robots with patients.",
}  # fmt: skip


def in_days(n: int) -> str:
    return str(today() + timedelta(days=n))


async def a_call(world: World, *days: int, **values: Any) -> dict[str, Any]:
    gerda = world.people.get("gerda") or await world.person("gerda", "grants_officer")
    made = await gerda.post("/opportunities", {**CALL, "deadlines": [{"due_on": in_days(n)} for n in days], **values})
    assert made.status_code == 201, made.text
    return dict(made.json())


async def test_a_grants_officer_keeps_opportunities_and_others_find_them(world: World) -> None:
    one = await a_call(world, 10, -5)
    gerda, rik = world.people["gerda"], await world.person("rik", "researcher")
    assert (one["currency"], one["over"], one["missing"], [d["due_on"] for d in one["deadlines"]]) == ("EUR", False, ["call_id"], [in_days(-5), in_days(10)])  # fmt: skip
    await a_call(world, -1, title="Too late", summary=None)
    await a_call(world, title="Always open", call_id="A-1", budget_cents=1, summary=None)
    await a_call(world, 20, title="Closed early", status="closed", summary=None)
    found = (await rik.get("/opportunities?over=false&sort=next_deadline")).json()["data"]
    assert [(o["title"], o["next_deadline"], o["deadlines_left"]) for o in found] == [("Robots in care", in_days(10), 1), ("Always open", None, 0)]  # fmt: skip
    for query, titles in (
        ("q=hospital robot", ["Robots in care"]), ("q=fund&over=true", ["Closed early", "Too late"]), ("missing=call_id&missing=deadline&over=false", ["Always open", "Robots in care"]),
        (f"next_deadline_from={in_days(1)}&next_deadline_until={in_days(10)}", ["Robots in care"]), ("funder=Fund X&form=unit", []),
    ):  # fmt: skip
        answer = await rik.get(f"/opportunities?{query}&sort=title")
        assert sorted(o["title"] for o in answer.json()["data"]) == titles, query
    near = (await rik.get(f"/opportunity-deadlines?due_on_from={in_days(0)}&due_on_until={in_days(90)}")).json()["data"]
    assert [(d["title"], d["due_on"]) for d in near] == [("Robots in care", in_days(10))], "what is closed asks nothing"
    assert (await rik.get("/opportunity-choices")).json() == {"funders": ["Fund X"], "programmes": []}
    assert "Always open" in (await rik.get("/opportunities/export?format=csv&over=false")).text
    assert (await rik.get("/find?q=robots")).json()["data"][0]["title"]["en"] == "Robots in care"
    figures = {f["key"]: f["value"] for f in (await gerda.get("/todo")).json()["figures"]}
    assert figures["opportunity_deadlines"] == 1
    # Changed: days that stay keep their record; whoever read an older version is told.
    path, ids = f"/opportunities/{one['id']}", {d["due_on"]: d["id"] for d in one["deadlines"]}
    noon = datetime.fromisoformat(f"{in_days(30)}T12:00:00+00:00").isoformat()
    days = [{"due_on": in_days(10), "label": "first round"}, {"due_on": in_days(30), "due_at": noon}]
    then = (await gerda.patch(path, {"deadlines": days}, one["version"])).json()
    assert [(d["due_on"], d["label"], d["id"] == ids.get(d["due_on"])) for d in then["deadlines"]] == [(in_days(10), "first round", True), (in_days(30), None, False)]  # fmt: skip
    assert then["version"] > one["version"]
    assert (await gerda.patch(path, {"title": "X"}, one["version"])).status_code == 412
    for body, field in (
        ({"deadlines": [days[0], days[0]]}, "deadlines"), ({"deadlines": [{"due_on": in_days(3), "due_at": noon}]}, "deadlines"), ({"url": "ftp://x"}, "url"),
        ({"currency": "12x"}, "currency"), ({"currency": None}, "currency"), ({"grant_min_cents": 5_000_001}, "grant_max_cents"), ({"title": "\u200b"}, "title"),
        ({"status": "gone"}, "status"), ({"budget_cents": -1}, "budget_cents"), ({"deadlines": [{"due_on": "0001-01-01"}]}, "deadlines.0.due_on"),
        ({"source": "nwo"}, "source"), ({"state": "archived"}, "state"), ({"funder_id": "0190a6f0-0000-7000-8000-000000000000"}, None),
    ):  # fmt: skip
        refused = await gerda.patch(path, body, then["version"])
        assert refused.status_code in (409, 422), (body, refused.text)
        if field:
            assert refused.json()["errors"][0]["field"] == field, refused.text
            assert refused.json()["errors"][0]["remedy"]
    assert (await rik.patch(path, {"title": "X"}, then["version"])).status_code == 403
    stranger = await world.person("stranger", "hr_officer")
    assert (await stranger.get(path)).status_code == 404
    assert (await stranger.get("/opportunities")).json()["total"] == 0
    with pytest.raises(Exception, match="move_not_allowed"):
        world.sql("update opportunity set state = 'archived'")


async def test_people_watch_match_and_are_reminded_once(world: World) -> None:
    one = await a_call(world, 10)
    far = await a_call(world, 80, title="Far away", call_id="FAR")
    gerda, rik = world.people["gerda"], await world.person("rik", "researcher")
    audrey = await world.person("audrey", "auditor")
    world.in_force("grant_figure")
    world.sql("update account set email = name || '@example.org', language = 'en'")
    path = f"/opportunities/{one['id']}"
    both = await asyncio.gather(*[rik.client.put(f"/api/v1{path}/watch") for _ in range(2)])
    assert [(answer.status_code, answer.json()["watched"], answer.json()["watchers"]) for answer in both] == [(200, True, [])] * 2  # fmt: skip
    assert (await rik.put(f"/opportunities/{far['id']}/watch", {})).status_code == 200
    assert (await audrey.put(f"{path}/watch", {})).status_code == 403
    seen = (await gerda.get(path)).json()
    assert (seen["watched"], seen["watchers"]) == (False, ["rik"]), "a grants officer sees who watches"
    # Themes: words in common are whole words, and a person matches.
    care = await gerda.post("/themes", {"name_nl": "Zorg", "name_en": "Care", "keywords": "hospitals, care, robo"})
    assert (await rik.post("/themes", {"name_nl": "X", "name_en": "X"})).status_code == 403
    twice = await gerda.post("/themes", {"name_nl": "Zorg", "name_en": "Other"})
    assert (twice.status_code, "theme has this name" in twice.text) == (409, True), twice.text
    theme = care.json()["id"]
    (common,) = (await rik.get(path)).json()["words_in_common"]
    assert (common["name_en"], common["words"]) == ("Care", ["care", "hospitals"])
    matched = (await rik.put(f"{path}/themes/{theme}", {})).json()
    assert [(t["name_en"], t["by"]) for t in matched["themes"]] == [("Care", "rik")]
    assert matched["words_in_common"] == []
    assert [o["themes_en"] for o in (await rik.get(f"/opportunities?theme_ids={theme}")).json()["data"]] == ["Care"]
    assert (await rik.put(f"{path}/themes/{one['id']}", {})).json()["errors"][0]["field"] == "theme_id"
    assert (await audrey.delete(f"{path}/themes/{theme}")).status_code == 403
    assert (await rik.delete(f"{path}/themes/{theme}")).json()["themes"] == []
    assert (await rik.delete(f"{path}/themes/{theme}")).status_code == 404
    await gerda.patch(f"/themes/{theme}", {"used": False}, care.json()["version"])
    unused = await rik.put(f"{path}/themes/{theme}", {})
    assert (unused.status_code, unused.json()["errors"][0]["field"]) == (422, "theme_id")
    # At home, and by mail: once, and again where the day was moved.
    waits = [i for i in (await rik.get("/todo")).json()["data"] if i["kind"] == "opportunity.deadline"]
    assert [(i["subject"]["en"], i["group"]) for i in waits] == [("Robots in care", "later")]
    for _ in range(2):
        await jobs.deadlines(0)
    mails = "select text from mail where template = 'deadlines_near' order by id"
    ((text,),) = world.sql(mails)
    assert "Robots in care" in text
    assert "Far away" not in text
    moved = await gerda.patch(path, {"deadlines": [{"due_on": in_days(12)}]}, (await gerda.get(path)).json()["version"])
    assert moved.status_code == 200
    await jobs.deadlines(0)
    assert len(world.sql(mails)) == 2
    world.sql("delete from opportunity_reminder")
    world.sql("update role_grant set valid_until = now() where account_id = %s", rik.account_id)
    await jobs.deadlines(0)
    assert len(world.sql(mails)) == 2, "whoever may watch no more is told nothing"


async def test_deadlines_as_a_calendar_by_a_link_that_can_be_withdrawn(world: World) -> None:
    noon = (datetime.now(UTC) + timedelta(days=20)).replace(hour=12, minute=0, second=0, microsecond=0)
    one = await a_call(world, 10)
    await a_call(world, title="At noon, \\ with; commas", deadlines=[{"due_on": str(noon.date()), "due_at": noon.isoformat()}])  # fmt: skip
    rik = await world.person("rik", "researcher")
    await rik.put(f"/opportunities/{one['id']}/watch", {})
    audrey = await world.person("audrey", "auditor")
    assert (await audrey.post("/own-deadlines/calendar-link", {})).status_code == 403
    assert (await rik.get("/own-deadlines")).json() == {"link_until": None}
    url = (await rik.post("/own-deadlines/calendar-link", {})).json()["url"].removeprefix("https://polder.test")
    anybody = world.client()
    feed = await anybody.get(url)
    assert (feed.status_code, feed.headers["content-type"], feed.headers["cache-control"]) == (200, "text/calendar; charset=utf-8", "no-store")  # fmt: skip
    (calendar,) = ics.read(feed.content)
    (event,) = calendar.within("VEVENT")
    assert (event.one("SUMMARY").text, event.one("DTSTART").value) == ("Deadline: Robots in care", in_days(10).replace("-", ""))  # fmt: skip
    (calendar,) = ics.read((await anybody.get(url.replace("watched", "all"))).content)
    events = {event.one("SUMMARY").text: event.one("DTSTART") for event in calendar.within("VEVENT")}
    assert set(events) == {"Deadline: Robots in care", "Deadline: At noon, \\ with; commas"}
    assert events["Deadline: At noon, \\ with; commas"].parameters["TZID"] == "Europe/Amsterdam"
    assert (await anybody.get(url.replace("watched", "none"))).status_code == 422
    secret = url.partition("?")[0].rpartition("/")[2].removesuffix(".ics")
    as_link = world.client(secret)
    assert (await as_link.get("/api/v1/opportunities")).json().get("total", 0) == 0, "the link opens the calendar alone"
    await as_link.aclose()
    newer = (await rik.post("/own-deadlines/calendar-link", {})).json()["url"].removeprefix("https://polder.test")
    assert [(await anybody.get(address)).status_code for address in (url, newer)] == [404, 200]
    assert (await rik.delete("/own-deadlines/calendar-link")).status_code == 204
    assert [(await anybody.get(address)).status_code for address in (newer, "/calendar/deadlines/x.ics")] == [404, 404]
    last = (await rik.post("/own-deadlines/calendar-link", {})).json()["url"].removeprefix("https://polder.test")
    world.sql("update role_grant set valid_until = now() where account_id = %s", rik.account_id)
    assert (await anybody.get(last)).status_code == 404, "it lives as long as the right of who made it"
    await anybody.aclose()


async def test_broken_text_stays_until_a_person_accepts_its_repair(world: World) -> None:
    one = await a_call(world, title="Womenâ€™s call", summary="CafÃ© â€“ fine\nâ€")
    fine = await a_call(world, title="Fine")
    gerda, rik = world.people["gerda"], await world.person("rik", "researcher")
    assert (one["broken_text"], fine["broken_text"], one["title"]) == (True, False, "Womenâ€™s call")
    (shown,) = (await gerda.get("/opportunity-repairs")).json()["data"]
    assert [(t["field"], t["becomes"]) for t in shown["texts"]] == [
        ("title", "Women’s call"), ("summary", "Café – fine\nâ€"),
    ]  # fmt: skip
    assert (await rik.get("/opportunity-repairs")).json() == {"data": []}
    records = [{"id": shown["id"], "version": shown["version"]}]
    assert (await rik.post("/opportunity-repairs", {"records": records})).status_code == 403
    assert (await gerda.post("/opportunity-repairs", {"records": [{**records[0], "version": 9}]})).status_code == 412
    assert (await gerda.post("/opportunity-repairs", {"records": records})).json() == {"repaired": 1}
    then = (await gerda.get(f"/opportunities/{one['id']}")).json()
    assert (then["title"], then["summary"], then["broken_text"]) == ("Women’s call", "Café – fine\nâ€", False)
    audit = world.sql(
        "select changes->'title' from audit_entry where record_id = %s and operation = 'update'", one["id"]
    )
    assert "Womenâ€™s call" in str(audit), "what it was can be read for ever"


async def test_what_has_been_over_for_long_is_archived_once_the_figure_is_confirmed(world: World) -> None:
    old, recent = await a_call(world, -100), await a_call(world, -80)
    goes_on = await a_call(world, title="Always open")
    gerda = world.people["gerda"]
    states = "select id::text from opportunity where state = 'archived'"
    await jobs.archive(0)
    assert world.sql(states) == [], "a figure that nobody confirmed counts for nothing"
    figures = (await gerda.get("/grant-figures?sort=key")).json()["data"]
    assert [(f["key"], f["value"], f["state"], f["measure"]) for f in figures] == [("archive_days", 90, "proposed", "days"), ("notice_days", 21, "proposed", "days")]  # fmt: skip
    assert (await gerda.move("grant-figures", figures[0]["id"], "confirm")).status_code == 200
    await jobs.archive(0)
    assert world.sql(states) == [(old["id"],)]
    assert (await gerda.move("opportunities", old["id"], "restore")).json()["state"] == "listed"
    assert (await gerda.move("opportunities", goes_on["id"], "archive")).status_code == 200
    timeline = (await gerda.get(f"/opportunities/{goes_on['id']}/timeline")).json()["data"]
    assert [line["move"] for line in timeline] == ["archive", "create"]
    own = await gerda.post("/grant-figures", {"key": "notice_days", "name_nl": "X", "name_en": "X", "source": "X", "valid_from": in_days(1), "value": 30})  # fmt: skip
    assert (await gerda.move("grant-figures", own.json()["id"], "confirm")).status_code == 409, "another confirms it"
    assert (await gerda.post("/grant-figures", {"key": "notice_days", "name_nl": "X", "name_en": "X", "source": "X", "valid_from": in_days(1), "value": 181})).json()["errors"][0]["field"] == "value"  # fmt: skip
    assert recent
