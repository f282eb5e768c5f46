"""A funder sees their own invoices from the day they were sent, and nothing at all of another funder."""

import json
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.funding.invoices.office import Promise, bill, invoice, moved, promise
from tests.support.world import Person, World


async def funder(world: World, name: str, organisation: str) -> Person:
    person = await world.person(name)
    world.sql(
        "insert into role_grant (account_id, role, scope_kind, scope_id, confirmed_at) values (%s, 'funder_representative', 'organisation', %s, now())",
        person.account_id, organisation,
    )  # fmt: skip
    return person


@pytest.fixture
async def alfa(world: World, controller: Person) -> Promise:
    found = promise(world, "Alfa Lucht", 123_456, 7)
    await bill(controller, found.funder, "Alfa Lucht B.V.", street="Alfaplein 1", email="ap@alfa.example")
    return found


@pytest.fixture
async def beta(world: World, controller: Person) -> Promise:
    found = promise(world, "Beta Water", 654_321)
    await bill(
        controller, found.funder, "Beta Water N.V.", street="Betaplein 2", email="ap@beta.example", kvk="87654321"
    )
    return found


async def test_a_funder_sees_an_invoice_from_the_moment_it_is_sent(
    world: World, controller: Person, alfa: Promise
) -> None:
    anna = await funder(world, "anna", alfa.funder)
    found = await invoice(controller, alfa)
    for move in ("validate", "send"):
        assert (await anna.get(f"/funder-invoices/{found['id']}")).status_code == 404, move
        assert (await anna.get("/funder-invoices")).json()["total"] == 0
        assert (await anna.get(f"/funder-invoices/{found['id']}/pdf")).status_code == 404
        await moved(controller, found["id"], move)
    seen = (await anna.get(f"/funder-invoices/{found['id']}")).json()
    assert (seen["state"], seen["open_cents"], len(seen["lines"])) == ("sent", 123_463, 2)
    assert [line["tranche"] for line in seen["lines"]] == [1, 2]  # of the agreement: not the numbers of lots
    assert not any(move["allowed"] for move in seen["moves"])
    for path in ("pdf", "ubl"):
        assert (await anna.get(f"/funder-invoices/{found['id']}/{path}")).status_code == 200
    history = (await anna.get(f"/funder-invoices/{found['id']}/timeline")).json()["data"]
    assert [line["move"] for line in history] == ["send"], "who wrote it is not the funder's to know"
    todo = (await anna.get("/todo")).json()
    assert [(item["kind"], item["record"]["id"]) for item in todo["data"]] == [("invoice.pay", found["id"])]
    assert _day(todo["data"][0]["due"]) == seen["due_on"]
    assert not [figure for figure in todo["figures"] if figure["key"].startswith("invoices")]
    assert [row["id"] for row in (await anna.get(f"/find?q={seen['rf_reference'][:8]}")).json()["data"]] == [
        found["id"]
    ]
    assert (await anna.get("/invoice-rules")).json()["total"] == 0


async def test_why_an_invoice_was_written_off_is_not_shown_to_who_did_not_pay(
    world: World, controller: Person, alfa: Promise
) -> None:
    anna, director = await funder(world, "anna", alfa.funder), await world.person("dirk", "director")
    found = await invoice(controller, alfa, "validate", "send")
    await director.post(f"/funder-invoices/{found['id']}/consents", {"reason": "Onbetrouwbaar."})
    await moved(controller, found["id"], "write_off", reason="Onbetrouwbaar.")
    shown = json.dumps([
        (await anna.get(f"/funder-invoices/{found['id']}{path}")).json() for path in ("", "/timeline")
    ])  # fmt: skip
    assert "written_off" in shown
    assert "Onbetrouwbaar" not in shown


async def test_of_another_funder_nothing_is_seen_counted_found_sorted_or_exported(
    world: World, controller: Person, alfa: Promise, beta: Promise
) -> None:
    anna = await funder(world, "anna", alfa.funder)
    own, foreign = [await invoice(controller, given, "validate", "send") for given in (alfa, beta)]
    (details,) = world.sql("select id from billing_detail where organisation_id = %s", beta.funder)[0]
    secrets = [foreign["id"], foreign["number_text"], foreign["rf_reference"], "654321", "6543.21", "Betaplein", "ap@beta", beta.lots[0],
               beta.agreement, foreign["number_text"][5:9]]  # fmt: skip
    nobody = (await anna.get("/funder-invoices/01a21b50-04f4-7b5f-8219-cd67c518ec4a")).json()
    for path in (f"/funder-invoices/{foreign['id']}", f"/funder-invoices/{foreign['id']}/pdf", f"/funder-invoices/{foreign['id']}/ubl",
                 f"/funder-invoices/{foreign['id']}/timeline", f"/billing-details/{details}"):  # fmt: skip
        answer = await anna.get(path)
        assert answer.status_code == 404, path
        assert {**answer.json(), "request_id": ""} == {**nobody, "request_id": ""}, "unseen reads as absent"
    filters: list[dict[str, Any]] = [
        {}, {"id": foreign["id"]}, {"funder_id": beta.funder}, {"agreement_id": beta.agreement}, {"number_text": foreign["number_text"]},
        {"rf_reference": foreign["rf_reference"]}, {"q": foreign["number_text"]}, {"q": foreign["rf_reference"][:6]}, {"state": "sent"},
        *[{"sort": f"{sign}{column}"} for sign in ("", "-") for column in ("amount_cents", "number_text", "due_on", "state", "created_at")],
    ]  # fmt: skip
    for question in filters:
        page = await anna.get("/funder-invoices", params=question)
        shown = [row["id"] for row in page.json()["data"]]
        assert page.json()["total"] == len(shown)
        assert set(shown) <= {own["id"]}, question
        export = await anna.get("/funder-invoices/export", params=question)
        for secret in secrets:
            assert secret not in page.text + export.text, (question, secret)
    for path in ("/todo", "/find?q=" + foreign["number_text"], "/find?q=Beta", "/billing-details", "/billing-details/export",
                 f"/billing-details?organisation_id={beta.funder}"):  # fmt: skip
        answer = await anna.get(path)
        assert answer.status_code == 200
        for secret in secrets:
            assert secret not in answer.text, (path, secret)
    for move in ("pay", "credit", "write_off"):
        assert (
            await anna.post(f"/funder-invoices/{foreign['id']}/moves/{move}", {"reason": "x"}, version=1)
        ).status_code == 404
        assert (
            await anna.post(f"/funder-invoices/{own['id']}/moves/{move}", {"reason": "x"}, version=own["version"])
        ).status_code == 403
    for path in ("credit-notes", "consents"):
        assert (
            await anna.post(f"/funder-invoices/{foreign['id']}/{path}", {"reason": "x"} if path == "consents" else {})
        ).status_code == 404
    own_files = (await anna.get(f"/funder-invoices/{own['id']}/ubl")).text
    for secret in secrets:
        assert secret not in own_files


async def test_numbers_of_one_funder_say_nothing_of_how_many_invoices_another_got(
    world: World, controller: Person, alfa: Promise, beta: Promise
) -> None:
    await invoice(controller, beta, "validate")
    first = await invoice(controller, alfa, "validate", lots=alfa.lots[:1])
    await invoice(controller, promise(world, "Gamma", 5))
    second = await invoice(controller, alfa, "validate", lots=alfa.lots[1:])
    assert [found["number_text"][-4:] for found in (first, second)] == ["0001", "0002"]
    codes = world.sql("select code from invoice_series order by code")
    assert all(100 <= code <= 999 for (code,) in codes)


def _day(instant: str) -> str:
    """The day on which this is, where the institute is."""
    return str(datetime.fromisoformat(instant).astimezone(ZoneInfo("Europe/Amsterdam")).date())


async def test_home_tells_the_controller_what_is_due_and_late(
    world: World, controller: Person, alfa: Promise, beta: Promise
) -> None:
    late = await invoice(controller, alfa, "validate", "send")
    world.clock("2027-03-01T12:00:00Z")
    todo = (await controller.get("/todo")).json()
    found = {(item["kind"], item["record"]["reference"]) for item in todo["data"]}
    assert ("invoice.late", late["number_text"]) in found
    assert {_day(item["due"]) for item in todo["data"] if item["kind"] == "invoice.late"} == {late["due_on"]}
    (tranche,) = [
        item for item in todo["data"] if item["kind"] == "invoice.write" and beta.agreement == item["record"]["id"]
    ][:1]
    due = world.sql("select min(due_on) from lot where agreement_id = %s", beta.agreement)[0][0]
    assert (_day(tranche["since"]), _day(tranche["due"])) == (str(due - timedelta(44)), str(due - timedelta(30)))
    assert ("invoice.write", world.sql("select reference from agreement where id = %s", beta.agreement)[0][0]) in found
    figures = {figure["key"]: figure["value"] for figure in todo["figures"]}
    assert (figures["invoices_open"], figures["invoices_late"]) == (1, 1)
    row = (await controller.get("/funder-invoices?state=sent")).json()["data"][0]
    assert row["days_late"] > 0
    await invoice(controller, beta)
    todo = (await controller.get("/todo")).json()
    kinds = [item["kind"] for item in todo["data"]]
    assert "invoice.write" not in kinds, "a draft is there already"
    assert "invoice.validate" in kinds
