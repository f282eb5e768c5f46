"""Reading in lists: what is new, what changed, what is refused and why; and that the same list again changes nothing."""

import asyncio
import json
from typing import Any

import httpx
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from polder.grants.opportunities import lists
from polder.grants.opportunities.encoding import differences, repaired
from polder.grants.opportunities.tables import Source
from polder.kernel.sheets import Unreadable
from tests.support.world import World

TOPIC: dict[str, Any] = {
    "topicId": "MADE-2027-01", "title": "Robots that learn", "programme": "Horizon Europe", "callIdentifier": "MADE-2027",
    "callTitle": "Robotics", "typesOfAction": "EDF Lump Sum Grants", "deadline": "2099-09-15", "deadlineModel": "single-stage",
    "callStatus": "open", "budgetMin": 3_000_000, "budgetMax": 4_000_000, "expectedGrants": 2, "keywords": "robotics",
    "portalUrl": "https://example.org/made-2027-01", "description": "Learning machines.",
}  # fmt: skip
CALL: dict[str, Any] = {
    "id": "made-call", "title": "Made call", "status": "open", "budget": "€500,000", "finance_type": "Curiosity", "programme": "Made",
    "target_groups": "", "deadline_iso": "2099-01-20T14:00:00", "deadline_dates": ["2099-01-20T14:00:00", "2099-01-20T12:00:00Z"],
}  # fmt: skip


async def read_in(
    world: World, content: bytes, *, preview: bool = False, who: str = "gerda", name: str = "calls.json", **headers: str
) -> httpx.Response:
    return await world.people[who].client.post(
        f"/api/v1/opportunities/import?preview={str(preview).lower()}", files={"file": (name, content)}, headers=headers
    )


async def test_a_list_is_looked_at_then_read_in_and_again_changes_nothing(world: World) -> None:
    await world.person("gerda", "grants_officer")
    eu = "European Commission"
    (funder,) = world.sql(
        "insert into organisation (name, sort_name, kind, names_text) values (%s, 'x', 'ministry', %s) returning id",
        eu,
        eu,
    )[0]
    bad = [{**TOPIC, "title": " "}, "no call", {**TOPIC, "topicId": "X", "deadline": "soon"}, TOPIC, {**TOPIC, "topicId": "Y", "portalUrl": "javascript:x"}]  # fmt: skip
    content = orjson.dumps([TOPIC, {**TOPIC, "topicId": "B", "title": "Womenâ€™s robots", "deadline": "", "budgetMin": None, "budgetMax": "much"}, *bad])  # fmt: skip
    seen = (await read_in(world, content, preview=True)).json()
    assert [seen[name] for name in ("rows", "added", "changed", "known", "refused", "broken", "incomplete")] == [7, 2, 0, 0, 5, 1, 1]  # fmt: skip
    assert seen["missing"] == {"deadline": 1, "budget": 1, "call_id": 0}
    assert [(r["row"], r["name"], r["field"], r["problem"]["en"]) for r in seen["refusals"]] == [
        (3, " ", "title", "The title is missing."), (4, "", "", "This row is no call."),
        (5, "Robots that learn", "deadlines", "This is no date."), (6, "Robots that learn", "call_id", "This call is in row 1, too."),
        (7, "Robots that learn", "url", "This is no web address."),
    ]  # fmt: skip
    assert world.sql("select count(*) from opportunity") == [(0,)], "a look keeps nothing"
    done = await read_in(world, content)
    assert (done.status_code, done.json()["added"]) == (201, 2), done.text
    assert world.sql(
        """select o.title, o.form, o.status, o.grant_min_cents, o.grant_max_cents, o.currency, o.grants_expected, o.budget_text, o.broken_text,
             o.funder_id, array(select d.due_on::text from opportunity_deadline d where d.opportunity_id = o.id)
           from opportunity o order by source_key"""
    ) == [
        ("Womenâ€™s robots", "lump_sum", "open", None, None, None, 2, "much", True, funder, []),
        ("Robots that learn", "lump_sum", "open", 300_000_000, 400_000_000, "EUR", 2, None, False, funder, ["2099-09-15"]),
    ]  # fmt: skip
    before = world.sql("select id, version from opportunity order by id")
    again = (await read_in(world, content)).json()
    assert [again[name] for name in ("added", "changed", "known", "refused")] == [0, 0, 2, 5]
    assert world.sql("select id, version from opportunity order by id") == before
    kept = (await world.people["gerda"].get("/opportunity-imports?sort=-created_at")).json()["data"]
    assert [(one["added"], one["known"], one["refused"], one["by"]) for one in kept] == [(0, 2, 5, "gerda"), (2, 0, 5, "gerda")]  # fmt: skip
    detail = (await world.people["gerda"].get(f"/opportunity-imports/{kept[0]['id']}")).json()
    assert detail["refusals"] == seen["refusals"]
    with pytest.raises(Exception, match="append_only"):
        world.sql("update opportunity_import set added = 9")


async def test_what_a_list_says_differently_is_followed_unless_somebody_changed_it_here(world: World) -> None:
    gerda = await world.person("gerda", "grants_officer")
    await read_in(world, orjson.dumps([TOPIC]))
    one = (await gerda.get("/opportunities")).json()["data"][0]
    path = f"/opportunities/{one['id']}"
    ours = await gerda.patch(path, {"title": "Robots that learn (ours)", "grant_max_cents": 5}, one["version"])
    assert (ours.status_code, ours.json()["errors"][0]["field"]) == (422, "grant_max_cents"), "less than the smallest"
    ours = await gerda.patch(
        path, {"title": "Robots that learn (ours)", "grant_max_cents": 390_000_000}, one["version"]
    )
    assert ours.status_code == 200, ours.text
    assert (await gerda.post(f"{path}/moves/archive", version=ours.json()["version"])).status_code == 200
    told = {**TOPIC, "title": "Robots that keep learning", "deadline": "2099-10-01", "budgetMin": 3_500_000, "budgetMax": 4_500_000}  # fmt: skip
    result = (await read_in(world, orjson.dumps([told]))).json()
    assert (result["changed"], result["known"]) == (1, 0)
    changes = [(c["field"], c["was"], c["now_is"], c["applied"]) for c in result["changes"]]
    assert changes == [
        ("title", "Robots that learn (ours)", "Robots that keep learning", False),
        ("deadlines", "2099-09-15", "2099-10-01", True),
        ("grant_min_cents", "300000000", "350000000", False), ("grant_max_cents", "390000000", "450000000", False),
    ]  # fmt: skip
    found = (await gerda.get(path)).json()
    assert (found["title"], found["grant_min_cents"], found["state"]) == ("Robots that learn (ours)", 300_000_000, "listed")  # fmt: skip
    assert [d["due_on"] for d in found["deadlines"]] == ["2099-10-01"]
    assert {c["field"] for c in found["changes"]} == {"title", "deadlines", "grant_min_cents", "grant_max_cents"}
    assert (await read_in(world, orjson.dumps([told]))).json()["known"] == 1, "told once"
    # Two at once: one of them adds.
    many = orjson.dumps([{**TOPIC, "topicId": f"T{n}"} for n in range(20)])
    both = await asyncio.gather(read_in(world, many), read_in(world, many))
    assert sorted((r.status_code, r.json()["added"]) for r in both) == [(201, 0), (201, 20)]
    key = {"Idempotency-Key": "list-0001"}
    first, second = [await read_in(world, orjson.dumps([CALL]), **key) for _ in range(2)]
    assert first.json() == second.json()
    assert world.sql("select count(*) from opportunity_import where source = 'nwo'") == [(1,)]


async def test_a_table_of_our_own_and_what_is_no_list(world: World) -> None:
    await world.person("gerda", "grants_officer")
    table = (
        b"Financier;Titel;Oproepnummer;Deadline;Budget;Munt;Vorm\r\n"
        b"Stichting X;Zorgrobots;X-1;15-9-2099, 1-11-2099;1.500.000,00;EUR;vast bedrag\r\n"
        b"Stichting X;Zonder nummer;;;ongeveer twee ton;;\r\n"
        b";Geen financier;X-3;;;;\r\n"
        b"Stichting X;Fout;X-4;31-2-2099;;;\r\n"
    )
    seen = (await read_in(world, table, name="calls.csv")).json()
    assert (seen["source"], seen["added"], seen["missing"]) == ("table", 2, {"deadline": 1, "budget": 1, "call_id": 1})
    assert [(r["row"], r["field"]) for r in seen["refusals"]] == [(4, "funder_name"), (5, "deadlines")]
    assert world.sql("select title, budget_cents, budget_text, form from opportunity order by title") == [
        ("Zonder nummer", None, "ongeveer twee ton", "unknown"), ("Zorgrobots", 150_000_000, None, "lump_sum"),
    ]  # fmt: skip
    assert (await read_in(world, table, name="x.csv")).json()["known"] == 2, (
        "a call without an id is known by its title"
    )
    for content in (
        b"", b"[]", b"{}", b"[1, 2]", b'[{"a": 1}]', b"[" * 100_000, b'{"calls": "none"}', b'[{"title": "\\ud800"}]', b"\xff\xfe[",
        b"%PDF-1.7", b"PK\x03\x04", b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", b"Titel;Wat\na;b\n", b"Titel\na\n",
        b"Titel;Titel;Financier\na;b;c\n", orjson.dumps([CALL] * (lists.ROWS_MOST + 1)),
    ):  # fmt: skip
        refused = await read_in(world, content, preview=True)
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "file"), content[:30]
        assert refused.json()["errors"][0]["remedy"]
    hostile = orjson.dumps([{**CALL, "id": f"n{n}", "title": text} for n, text in enumerate(["=cmd()", "<script>", "'; drop table", "a\u202eb", "x" * 1001, "nul\x00", "\u200b", 9, None, ["x"]])])  # fmt: skip
    taken = (await read_in(world, hostile)).json()
    assert (taken["added"], [r["row"] for r in taken["refusals"]]) == (5, [5, 6, 7, 9, 10])
    assert ("ab",) in world.sql("select title from opportunity")


def test_moments_and_amounts_of_a_call_are_read_and_never_guessed() -> None:
    (made,) = lists.understood(json.dumps([CALL]).encode()).found
    # 14:00 in The Hague is 13:00 in UTC in winter; 12:00Z is an hour earlier, and the earliest is on the safe side.
    assert made.call["deadlines"] == [{"due_on": "2099-01-20", "due_at": "2099-01-20T12:00:00Z", "label": None}]
    assert (made.call["budget_cents"], made.call["currency"], made.call["form"], made.call["status"]) == (50_000_000, "EUR", "unknown", "open")  # fmt: skip
    for text, cents, kept in (("€1,250,000", 125_000_000, None), ("€1.5 million", None, "€1.5 million"), ("€12,50", None, "€12,50")):  # fmt: skip
        (made,) = lists.understood(json.dumps([{**CALL, "budget": text}]).encode()).found
        assert (made.call["budget_cents"], made.call["budget_text"]) == (cents, kept)
    (late,) = lists.understood(json.dumps([{**CALL, "deadline_iso": None, "deadline_dates": ["2099-03-01T23:30:00Z"]}]).encode()).found  # fmt: skip
    assert late.call["deadlines"][0]["due_on"] == "2099-03-02", "the day it is here"
    (swapped,) = lists.understood(orjson.dumps([{**TOPIC, "budgetMin": 5, "budgetMax": 4, "deadlineModel": "two-stage"}])).found  # fmt: skip
    assert (swapped.call["grant_min_cents"], swapped.call["budget_text"], swapped.call["deadlines"][0]["label"]) == (None, "5 – 4", "two-stage")  # fmt: skip
    assert lists.understood(b"\xef\xbb\xbf " + orjson.dumps({"calls": [TOPIC]})).source == Source.eu_portal
    with pytest.raises(Unreadable):
        lists.understood(b"[")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=60))
def test_text_that_was_broken_is_had_back_and_other_text_stays(text: str) -> None:
    whole = all(ord(c) < 0x80 or 0x80 <= ord(c) <= 0x17F or 0x2000 <= ord(c) <= 0x2FFF or 0x1F000 <= ord(c) < 0x20000 for c in text)  # fmt: skip
    shown = "".join(bytes([b]).decode("cp1252", "replace").replace("\ufffd", chr(b)) for b in text.encode())
    if whole and repaired(text) == text:  # not one that looks broken itself
        assert repaired(shown) == text
        assert list(differences(text)) == []
    if text.isascii():
        assert repaired(text) == text


def test_text_that_only_looks_broken_stays() -> None:
    for text in ("BEAUTÉ\u00a0!", "préféré…»", "«\u00a0À bientôt\u00a0»", "Ümläut – “Straße”", "â", "Ã", "50\u00a0€"):
        assert repaired(text) == text
    assert repaired("Wâ€™re Ã© fine ðŸ˜€") == "W’re é fine 😀"
    assert list(differences("The Womenâ€™s call")) == [("The Womenâ€™s call", "The Women’s call")]
