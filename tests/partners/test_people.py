"""People: one display name, one sort name, any script, ORCID with its check digit; affiliations with periods."""

from typing import Any

import pytest

from tests.support.world import Person, World

NOBODY = "00000000-0000-7000-8000-000000000000"


@pytest.fixture
async def hr(world: World) -> Person:
    return await world.person("hr", "hr_officer")


@pytest.mark.parametrize(
    ("name", "key"),
    [("Madonna", "madonna"), ("محمد الفاسي", "محمد الفاسي"), ("王晓东", "王晓东"), ("Jan-Willem van der Meer", "jan-willem van der meer"),
     ("Ṣọlá 🜂", "sola 🜂"), ("O'Neill; drop", "o'neill; drop")],
)  # fmt: skip
async def test_a_name_in_any_script_is_kept_found_and_sorted(hr: Person, name: str, key: str) -> None:
    made = await hr.post("/people", {"name": name})
    assert (made.status_code, made.json()["name"], made.json()["sort_name"]) == (201, name, key)
    found = await hr.client.get("/api/v1/people", params={"q": name})
    assert made.json()["id"] in [row["id"] for row in found.json()["data"]]


async def test_the_sort_name_is_ones_own_choice_and_follows_the_name_otherwise(hr: Person) -> None:
    made = (await hr.post("/people", {"name": "Jan van der Meer", "sort_name": "Meer, Jan van der"})).json()
    assert made["sort_name"] == "meer, jan van der"
    renamed = await hr.patch(f"/people/{made['id']}", {"name": "Johan van der Meer"}, made["version"])
    assert renamed.json()["sort_name"] == "johan van der meer"


@pytest.mark.parametrize(
    ("orcid", "kept"),
    [("0000-0002-1825-0097", "0000-0002-1825-0097"), ("https://orcid.org/0000-0002-1694-233X", "0000-0002-1694-233X"),
     ("000000021694233x", "0000-0002-1694-233X"), ("0000-0002-1825-0098", None), ("0000-0002-1825", None), ("X", None)],
)  # fmt: skip
async def test_an_orcid_is_kept_only_with_its_right_check_digit(hr: Person, orcid: str, kept: str | None) -> None:
    made = await hr.post("/people", {"name": "Ada", "orcid": orcid})
    if kept:
        assert made.json()["orcid"] == kept
        taken = await hr.post("/people", {"name": "Bea", "orcid": orcid})  # one person each
        assert (taken.status_code, [e["field"] for e in taken.json()["errors"]]) == (409, ["orcid"])
        assert "Another person has this ORCID iD already." in taken.text
    else:
        assert (made.status_code, made.json()["errors"][0]["field"]) == (422, "orcid")


async def test_affiliations_have_periods_that_may_overlap_and_end_after_they_begin(world: World, hr: Person) -> None:
    ada = (await hr.post("/people", {"name": "Ada"})).json()["id"]
    places = [(await hr.post("/organisations", {"name": name})).json()["id"] for name in ("One", "Two")]
    for place, part in zip(places, (60, 40), strict=True):
        body: dict[str, Any] = {"organisation_id": place, "part_percent": part, "valid_from": "2026-01-01"}
        assert (await hr.post(f"/people/{ada}/affiliations", body)).status_code == 201
    shown = (await hr.get(f"/people/{ada}")).json()["affiliations"]
    assert {(a["organisation"], a["part_percent"]) for a in shown} == {("One", 60), ("Two", 40)}
    world.sql("update affiliation set valid_from = current_date + 1 where part_percent = 40")  # to come: not yet theirs
    assert [row["organisations"] for row in (await hr.get("/people?sort=sort_name")).json()["data"] if row["id"] == ada] == ["One"]  # fmt: skip
    # the same place, role and time is a slip; another role, or other days, is not
    first = {"organisation_id": places[0], "part_percent": 60, "valid_from": "2026-01-01"}
    for more, status in (
        ({}, 409), ({"part_percent": 10, "valid_from": "2027-01-01"}, 409), ({"valid_from": "2025-01-01", "valid_until": "2026-01-01"}, 409),
        ({"valid_from": "2025-01-01", "valid_until": "2025-12-31"}, 201), ({"role_title": "Dean"}, 201), ({"role_title": "dean"}, 409),
    ):  # fmt: skip
        again = await hr.post(f"/people/{ada}/affiliations", {**first, **more})
        assert again.status_code == status, (more, again.text)
    assert again.json()["type"] == "/problems/affiliated-already"
    # what was entered twice before this was refused can be ended; nothing of it grows
    world.sql("set session_replication_role = replica; insert into affiliation (person_id, organisation_id, part_percent,"
              f" valid_from) select person_id, organisation_id, 5, valid_from from affiliation where organisation_id = '{places[0]}'"
              " and part_percent = 60 and role_title is null and valid_until is null")  # fmt: skip
    (double,) = [a for a in (await hr.get(f"/people/{ada}")).json()["affiliations"] if a["part_percent"] == 5]
    ended = await hr.post(f"/affiliations/{double['id']}/end", {"valid_until": "2026-06-30"}, version=double["version"])
    assert ended.status_code == 200, ended.text
    grown = await hr.post(
        f"/affiliations/{double['id']}/end", {"valid_until": "2026-07-31"}, version=double["version"] + 1
    )
    assert (grown.status_code, grown.json()["type"]) == (409, "/problems/affiliated-already")
    backwards = {"organisation_id": places[0], "valid_from": "2026-02-01", "valid_until": "2026-01-31"}
    assert (await hr.post(f"/people/{ada}/affiliations", backwards)).status_code == 422
    nowhere = {"organisation_id": NOBODY, "valid_from": "2026-02-01"}
    assert (await hr.post(f"/people/{ada}/affiliations", nowhere)).status_code == 422
    assert (await hr.post(f"/people/{NOBODY}/affiliations", nowhere)).status_code == 404


async def test_an_affiliation_ends_after_a_day_and_is_kept(world: World, hr: Person) -> None:
    ada = (await hr.post("/people", {"name": "Ada"})).json()["id"]
    place = (await hr.post("/organisations", {"name": "One"})).json()["id"]
    made = await hr.post(f"/people/{ada}/affiliations", {"organisation_id": place, "valid_from": "2026-01-01"})
    (found,) = made.json()["affiliations"]
    end = f"/affiliations/{found['id']}/end"
    assert (await hr.post(end, {"valid_until": "2026-06-30"})).status_code == 428
    early = await hr.post(end, {"valid_until": "2025-12-31"}, version=found["version"])
    assert (early.status_code, early.json()["errors"][0]["field"]) == (422, "valid_until")
    assert "2026-01-01" in early.json()["errors"][0]["remedy"]
    ended = await hr.post(end, {"valid_until": "2026-06-30"}, version=found["version"])
    assert ended.status_code == 200
    (now,) = ended.json()["affiliations"]
    assert (now["from"], now["until"], now["organisation"]) == ("2026-01-01", "2026-06-30", "One")
    late = await hr.post(end, {"valid_until": "2026-07-31"}, version=found["version"])
    assert late.status_code == 412
    assert (await hr.post(end, {"valid_until": "2026-07-31"}, version=now["version"])).status_code == 200  # mended
    changes = world.sql("select changes from audit_entry where table_name = 'affiliation' and operation = 'update'")
    assert [change["valid_until"] for (change,) in changes] == [[None, "2026-06-30"], ["2026-06-30", "2026-07-31"]]
    assert (await hr.post(f"/affiliations/{NOBODY}/end", {"valid_until": "2026-06-30"}, version=1)).status_code == 404


@pytest.mark.parametrize(
    "body",
    [{}, {"name": ""}, {"name": "  "}, {"name": "x" * 501}, {"name": "a\x00b"}, {"name": 7}, {"name": "Ada", "age": 36},
     {"name": "Ada", "email": "x" * 321}, [], "Ada"],
)  # fmt: skip
async def test_bad_input_gets_a_sentence_and_nothing_is_kept(world: World, hr: Person, body: Any) -> None:
    before = world.sql("select count(*) from person")
    refused = await hr.post("/people", body)
    assert refused.status_code == 422, refused.text
    assert refused.json()["errors"][0]["remedy"]
    assert world.sql("select count(*) from person") == before


async def test_a_stale_change_names_what_changed(hr: Person) -> None:
    made = (await hr.post("/people", {"name": "Ada"})).json()
    assert (await hr.patch(f"/people/{made['id']}", {"email": "ada@example.org"}, made["version"])).status_code == 200
    stale = await hr.patch(f"/people/{made['id']}", {"name": "Ada L."}, made["version"])
    assert stale.status_code == 412
    assert [e["field"] for e in stale.json()["errors"]] == ["email"]
    assert (await hr.patch(f"/people/{made['id']}", {"name": "Ada L."}, None)).status_code == 428


async def test_the_same_key_and_body_make_one_person(world: World, hr: Person) -> None:
    headers = {"Idempotency-Key": "once-and-only-once"}
    answers = [await hr.post("/people", {"name": "Ada"}, headers=headers) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert world.sql("select count(*) from person where name = 'Ada'") == [(1,)]
    other = await hr.post("/people", {"name": "Eve"}, headers=headers)
    assert other.status_code == 409


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'[{"id": "https://ror.org/01"}]', b'[{"names": [{"value": "x"}]}]', b"7"]
)
async def test_what_is_no_ror_record_is_named_and_nothing_is_kept(world: World, hr: Person, content: bytes) -> None:
    before = world.sql("select count(*) from organisation")
    done = await hr.client.post("/api/v1/organisations/import", files={"file": ("ror.json", content)})
    assert done.status_code == 422, done.text
    assert world.sql("select count(*) from organisation") == before
