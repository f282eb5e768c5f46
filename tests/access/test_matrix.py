"""Every route, as everybody, on own, foreign and no data."""

import contextlib
import json
import re
from typing import Any
from uuid import uuid4

import httpx
import psycopg
import pytest

from polder import domains
from polder.identity.access import ROLES as DECLARED
from tests.access.audiences import CALENDAR, EVERYBODY, INSIDE, LINK, REFEREE, ROLES, SIGNED_IN, STRANGERS
from tests.access.house import FILE_WORDS, House
from tests.access.matrix import OPEN, ROWS, SEES, covered
from tests.access.routes import every_route
from tests.access.shape import Row

SEARCHED = {"vacancies", "applications", "organisations", "agreements", "decisions", "funder-pages"}
RESUME = b'{"basics": {"name": "Imported Person"}}'


async def test_every_route_has_a_row_and_every_row_a_route(house: House) -> None:
    routes = {route for route in every_route(house.world.app) if not route[1].startswith("/development-provider")}
    assert routes - covered() == set(), "these routes have no row in tests/access/matrix.py"
    assert covered() - routes == set(), "these rows have no route"


def test_every_role_is_asked() -> None:
    assert {role.name for role in DECLARED} == {*ROLES, *INSIDE, LINK, REFEREE, CALENDAR, "public"}


def expected(row: Row, audience: str, data: str) -> tuple[int, ...]:
    """The statuses that the matrix allows."""
    if audience in STRANGERS:
        return (401,)
    if audience in row.shut:
        return (403,)
    sees = audience in SEES[row.record].of(data) if row.record else True
    if data != "none" and audience in row.may.of(data):
        return row.ok
    if row.kind == "self":
        return (401, 403)
    if row.kind == "create":
        return (403,) if sees and data != "none" else (404,)
    return (403,) if row.kind == "write" and sees and data != "none" else (404,)


async def ask(house: House, row: Row, audience: str, data: str) -> httpx.Response | None:
    """Send the row's request; None where this audience has no such data."""
    ids: dict[str, Any] = {
        "n": next(house.numbers), "anna": house.world.people["anna"].account_id, "spare": house.shared["accounts", "foreign"],
        "vacancy": house.id("vacancies", data, audience),
        "organisation": house.id("organisations", data, audience), "application": house.id("applications", data, audience),
        "agreement_version": house.id("agreement-versions", data, audience),
        "in_kind_lot": house.id("in_kind_lots", data, audience),
        "agreement": house.id("invoiced_agreements", data, audience), "lot": house.id("invoiced_lots", data, audience),
        "absent": uuid4(), "page": 1,
    }  # fmt: skip
    if row.fresh and data != "none":
        made = house.fresh(row.fresh, data, audience)
        if not made:
            return None
        ids |= made
    elif row.record and row.kind != "create":
        ids["id"] = house.id(row.record, data, audience)
        ids["grant_id"], ids["link_id"] = (house.id("role-grants", "none", audience) for _ in range(2))
        if ids["id"] is None:
            return None
    path = re.sub(r"\{(\w+)\}", lambda m: str(ids.get(m[1]) or uuid4()), row.path)
    version = house.version(row.record, ids["id"]) if row.record and "id" in ids and data != "none" else 1
    if row.body == "file":
        if "applications" in path:
            path += f"?vacancy_id={house.id('vacancies', data, audience)}"
        if "funding" in path:
            path += "?kind=agreements"
        more = {"data": {"note": "X"}, "headers": {"If-Match": f'"{version}"'}} if row.kind == "write" else {}
        return await house.clients[audience].post(path, files={"file": ("a.json", RESUME)}, **more)
    body = (
        json.loads(re.sub(r"\{(\w+)\}", lambda m: str(ids[m[1]]), json.dumps(row.body)))
        if row.body is not None
        else None
    )
    if "{grant_id}" in row.path:  # it is the seat that ends
        version = 1
    headers = {"If-Match": f'"{version}"'} if row.kind == "write" else {}
    return await house.clients[audience].request(row.method, path, json=body, headers=headers)


def told(response: httpx.Response) -> dict[str, Any]:
    """A problem without what differs from request to request."""
    return {name: value for name, value in response.json().items() if name != "request_id"}


def one_of_each(row: Row) -> list[str]:
    """Of what is not there nothing can be seen, so one asks for each way of being answered: who may, who may not, …"""
    return list({(expected(row, name, "none"), name in row.may.own): name for name in EVERYBODY}.values())


SINGLE = [row for row in ROWS if row.kind in ("show", "part", "write") and row.record]


@pytest.mark.parametrize("row", SINGLE, ids=lambda row: row.id)
async def test_a_record_is_answered_to_whom_the_matrix_names_and_absent_for_all_others(house: House, row: Row) -> None:
    wrong, absent = [], None
    for data in ("none", "own", "foreign"):
        for audience in EVERYBODY if data != "none" else one_of_each(row):
            answer = await ask(house, row, audience, data)
            if answer is None:
                continue
            allowed = expected(row, audience, data)
            if answer.status_code not in allowed:
                wrong.append(f"{audience} on {data}: {answer.status_code} instead of {allowed}: {answer.text[:150]}")
            elif answer.status_code == 404:
                absent = absent or told(answer)
                assert told(answer) == absent, f"{audience}: unseen must read as absent"
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("row", [row for row in ROWS if row.kind == "create"], ids=lambda row: row.id)
async def test_only_those_named_make_new_records(house: House, row: Row) -> None:
    wrong = []
    for data in ("own", "foreign") if row.may.foreign is not None else ("own",):
        for audience in EVERYBODY:
            answer = await ask(house, row, audience, data)
            allowed = expected(row, audience, data)
            if answer is not None and answer.status_code not in allowed:
                wrong.append(f"{audience} on {data}: {answer.status_code} instead of {allowed}: {answer.text[:150]}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("row", [row for row in ROWS if row.kind in ("list", "export")], ids=lambda row: row.id)
async def test_an_unseen_record_is_in_no_list_count_search_or_export(house: House, row: Row) -> None:
    assert row.record is not None
    wrong = []
    for stranger in STRANGERS:
        assert (await house.clients[stranger].get(row.path)).status_code == 401
    for data in ("own", "foreign"):
        for audience in SIGNED_IN:
            id = house.id(row.record, data, audience)
            if id is None:
                continue
            sees = audience in SEES[row.record].of(data)
            for question in ({"id": id}, {"q": FILE_WORDS[data]} if row.record in SEARCHED else {}):
                if question:
                    found = await rows_of(house.clients[audience], row, question)
                    if (found > 0) != sees:
                        wrong.append(f"{audience} on {data}: {found} rows by {next(iter(question))}")
    assert not wrong, "\n".join(wrong)


async def rows_of(client: httpx.AsyncClient, row: Row, question: dict[str, str]) -> int:
    answer = await client.get(row.path, params=question)
    assert answer.status_code == 200, answer.text
    if row.kind == "export":
        return max(len(answer.text.strip().splitlines()) - 1, 0)
    body = answer.json()
    assert body["total"] == len(body["data"])
    return len(body["data"])


async def test_finding_and_the_list_of_what_waits_show_only_what_one_sees(house: House) -> None:
    for audience in SIGNED_IN:
        client = house.clients[audience]
        for data, word in FILE_WORDS.items():
            found = (await client.get("/api/v1/find", params={"q": word})).json()["data"]
            for resource in SEARCHED - {"funder-pages"}:  # whose ids are those of organisations
                there = any(item["id"] == house.shared[resource, data] for item in found)
                assert there == (audience in SEES[resource].of(data)), (audience, resource, data)
        todo = (await client.get("/api/v1/todo")).json()
        shown = {item["record"]["id"] for item in todo["data"]}
        for data in ("own", "foreign"):
            for resource in ("applications", "offers", "agreements", "decisions"):
                if audience not in SEES[resource].of(data):
                    assert house.shared[resource, data] not in shown, (audience, resource, data)
        if audience not in SEES["applications"].own and not audience.startswith("conflicted"):
            assert {f["key"]: f["value"] for f in todo["figures"]}.get("open", 0) == 0, audience


@pytest.mark.parametrize("row", [row for row in ROWS if row.kind == "self"], ids=lambda row: row.id)
async def test_everybody_asks_about_themselves(house: House, row: Row) -> None:
    for audience in EVERYBODY:
        answer = await ask(house, row, audience, "own")
        assert answer is not None
        assert answer.status_code in expected(row, audience, "own"), (audience, answer.text)
    for stranger in STRANGERS:
        for path in ("/api/v1/todo", "/api/v1/find?q=x"):
            assert (await house.clients[stranger].get(path)).status_code == 401


@pytest.mark.parametrize("route", OPEN, ids=lambda route: " ".join(route))
async def test_open_pages_show_everybody_the_same(house: House, route: tuple[str, str]) -> None:
    method, path = route
    status, _ = OPEN[route]
    if path == "/admin":
        status = (await house.clients["public"].get("/admin")).status_code  # 503 until the front end is built
    reference = house.sql("select reference from vacancy limit 1")
    filled = path.replace("{path:path}", "vacancies").format(
        reference=reference, id=house.shared["documents", "own"], key="absent", secret="absent", answer="accept"
    )
    for audience in ("public", "expired", "everyone", "director"):
        answer = await house.clients[audience].request(
            method, filled, files={"file": ("a.pdf", b"x")} if "documents" in path else None
        )
        assert answer.status_code == status, (audience, answer.text[:300])


async def test_signing_out_ends_ones_own_session_and_only_that(house: House) -> None:
    assert (await house.clients["public"].post("/sign-out")).status_code == 401
    assert (await house.clients["expired"].post("/sign-out")).status_code == 401
    one, other = (house.world.client(house.world.session(house.personal["accounts", "legal"])) for _ in range(2))
    assert (await one.post("/sign-out")).status_code == 204
    assert (await one.get("/api/v1/me")).status_code == 401
    assert (await other.get("/api/v1/me")).status_code == 200
    await one.aclose()
    await other.aclose()


async def test_lots_at_a_day_are_those_one_sees(house: House) -> None:
    for audience in SIGNED_IN:
        found = (await house.clients[audience].get("/api/v1/lots/positions?on=2026-06-30")).json()["data"]
        expected = {house.shared["lots", data] for data in ("own", "foreign") if audience in SEES["lots"].of(data)}
        assert {lot["lot_id"] for lot in found} == expected, audience
    for stranger in STRANGERS:
        assert (await house.clients[stranger].get("/api/v1/lots/positions?on=2026-06-30")).status_code == 401


async def test_roles_that_exist_inside_the_server_only_cannot_be_had(house: House) -> None:
    for role in (*INSIDE, LINK, REFEREE, CALENDAR, "public", "everyone"):
        body = {"account_id": house.shared["accounts", "foreign"], "role": role}
        answer = await house.clients["system_administrator"].post("/api/v1/role-grants", json=body)
        assert answer.status_code == 422, role


async def test_who_asks_as_nobody_sees_zero_rows_of_a_full_house(house: House) -> None:
    """Straight at the database, as the application connects, without having entered as anybody."""
    filled = set()
    with psycopg.connect(house.world.app.state.settings.database_url.get_secret_value()) as connection:
        for table in domains.metadata.tables:
            if house.sql(f'select true from "{table}" limit 1'):
                filled.add(table)
            with connection.transaction(), contextlib.suppress(psycopg.errors.InsufficientPrivilege):
                assert connection.execute(f'select count(*) from "{table}"').fetchone() == (0,), table
    assert filled >= {
        "application",
        "review",
        "offer",
        "document",
        "account",
        "session",
        "person",
        "audit_entry",
        "mail",
    }
