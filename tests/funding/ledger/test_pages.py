"""What is read of the ledger: account → entry → line, lots at any day, and what a funder sees of it."""

import csv
import io
from typing import Any

import openpyxl
import pytest

from polder.funding.ledger import rules
from polder.funding.ledger.rules import Event
from tests.funding.money import Money, entry, post
from tests.support.world import Person, World


@pytest.fixture
async def controller(world: World) -> Person:
    return await world.person("carla", "controller")


async def rows(person: Person, path: str, **query: Any) -> list[dict[str, Any]]:
    answer = await person.get(path, params=query)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["data"])


async def test_from_an_account_to_the_entry_to_its_lines(money: Money, controller: Person) -> None:
    lot, purpose = money.lot(), money.purpose("Vision")
    money.received(lot, 5_000_000)
    post(money.url, entry(Event.allocation, rules.allocated(lot, purpose, 2_000_000)))
    (number,) = money.sql("select number from lot")[0]
    (reference,) = money.sql("select reference from purpose")[0]
    accounts = {row["code"]: row for row in await rows(controller, "/ledger/accounts")}
    assert {code: row["balance_cents"] for code, row in accounts.items()} == {
        "bank": 5_000_000, f"allocated:{number}:{reference}": -2_000_000, f"committed-open:{number}": 5_000_000,
        f"committed-invoiced:{number}": 5_000_000, f"deferred-contribution:{number}": -3_000_000,
        f"receivable:{number}": 0, f"commitments-given:{money.funder('Fa')}": -10_000_000,
    }  # fmt: skip
    assert accounts[f"allocated:{number}:{reference}"]["name_en"] == f"allocated · lot {number} · {reference}"
    assert accounts[f"receivable:{number}"]["name_nl"] == f"vordering · Fa · lot {number}"
    (line,) = await rows(controller, "/ledger/postings", account_id=accounts["bank"]["id"])
    assert (line["event"], line["amount_cents"], line["posted_on"]) == ("receipt", 5_000_000, "2026-02-01")
    assert line["source_kind"] is None
    of_lot = await rows(controller, "/ledger/postings", lot_id=lot, kind="bank", event="receipt", sort="-posted_on")
    assert [one["id"] for one in of_lot] == [line["id"]]
    found = (await controller.get(f"/ledger/entries/{line['entry_id']}")).json()
    assert [(part["kind"], part["amount_cents"]) for part in found["lines"]] == [
        ("bank", 5_000_000),
        ("receivable", -5_000_000),
    ]
    assert found["reversible"] is True
    one = (await controller.get(f"/ledger/accounts/{accounts['bank']['id']}")).json()
    assert one["months"] == [{"month": "2026-02", "lines": 1, "debit_cents": 5_000_000, "credit_cents": 0}]
    assert [row["number"] for row in await rows(controller, "/ledger/entries", event="receipt")] == [found["number"]]
    assert len(await rows(controller, "/ledger/postings", kind="receivable")) == 2
    # A reversal is less than nothing, and names what it takes back; both are of the day on which it happened.
    late = {**entry(Event.receipt, rules.paid_uninvoiced(lot, 300), "2026-03-01"), "happened_on": "2026-01-31"}
    (mistake,) = post(money.url, late)
    assert (await controller.post(f"/ledger/entries/{mistake}/reverse", {"reason": "Mistake"})).status_code == 201
    listed = await rows(controller, "/ledger/entries", event="receipt", sort="happened_on")
    assert [row["amount_cents"] for row in listed] == [300, -300, 5_000_000]
    assert listed[1]["reverses_number"] == listed[0]["number"]
    assert len(await rows(controller, "/ledger/entries", event="receipt", happened_on_until="2026-01-31")) == 2
    sheet = await controller.get("/ledger/entries/export?format=csv&words=en&event=receipt&sort=happened_on")
    told = list(csv.DictReader(io.StringIO(sheet.content.decode("utf-8-sig"))))
    assert [(line["amount (€)"], line["reverses"]) for line in told] == [
        ("3.00", ""), ("-3.00", str(listed[0]["number"])), ("50000.00", ""),
    ]  # fmt: skip
    assert {row["asset"] for row in await rows(controller, "/ledger/postings", asset="EUR.C")} == {"EUR.C"}
    for id in (999_999_999, 2**63 - 1, 2**63, -(2**63) - 1, 10**400):
        assert (await controller.get(f"/ledger/accounts/{id}")).status_code == 404, id
    unsearched = await controller.get("/ledger/accounts?q=bank")
    assert (unsearched.status_code, unsearched.json()["errors"][0]["field"]) == (422, "q")
    for path in ("accounts", "entries", "postings", "checks"):
        for kind in ("csv", "xlsx"):
            sheet = await controller.get(f"/ledger/{path}/export?format={kind}&words=nl")
            assert sheet.status_code == 200, sheet.text
    # A file for people has euros, to the cent; the API has cents.
    told = (await controller.get("/ledger/postings/export?format=csv&words=nl&kind=receivable")).content.decode(
        "utf-8-sig"
    )
    lines = list(csv.DictReader(io.StringIO(told)))
    assert sorted(line["bedrag, debet positief (€)"] for line in lines) == ["-50000.00", "50000.00"]
    book = openpyxl.load_workbook(
        io.BytesIO((await controller.get("/ledger/postings/export?format=xlsx&words=nl&kind=receivable")).content)
    )
    place = [cell.value for cell in book.active[1]].index("bedrag, debet positief (€)")
    cells = [row[place] for row in book.active.iter_rows(min_row=2)]
    assert sorted((cell.value, cell.number_format) for cell in cells) == [(-50_000, "#,##0.00"), (50_000, "#,##0.00")]


async def test_the_lists_and_records_of_purposes_pools_lots_and_periods(money: Money, controller: Person) -> None:
    made = await controller.post(
        "/purposes", {"kind": "programme", "name_nl": "Taal", "name_en": "Language", "valid_from": "2026-01-01"}
    )
    assert made.status_code == 201, made.text
    purpose = made.json()
    pool = await controller.post(
        "/fund-pools",
        {"name_nl": "Taalfonds", "name_en": "Language fund", "restriction": "taal", "purposes": [purpose["id"]]},
    )
    assert pool.status_code == 201, pool.text
    assert [p["id"] for p in pool.json()["purposes"]] == [purpose["id"]]
    money.lot(pool_id=pool.json()["id"])
    changed = await controller.patch(f"/purposes/{purpose['id']}", {"valid_until": "2027-12-31"}, purpose["version"])
    assert (changed.status_code, changed.json()["valid_until"]) == (200, "2027-12-31"), changed.text
    refused = await controller.patch(f"/purposes/{purpose['id']}", {"valid_until": "2025-12-31"}, 2)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "valid_until")
    (found,) = await rows(controller, "/lots")
    assert (found["funder"], found["committed_cents"], found["uninvoiced_cents"]) == ("Fa", 10_000_000, 10_000_000)
    one = (await controller.get(f"/lots/{found['id']}")).json()
    assert one["now"]["uninvoiced_cents"] == 10_000_000
    assert [a["kind"] for a in one["accounts"]] == ["committed_open"]
    emptied = await controller.patch(f"/fund-pools/{pool.json()['id']}", {"purposes": []}, pool.json()["version"])
    assert (emptied.status_code, emptied.json()["purposes"]) == (200, []), emptied.text
    closed = await controller.post("/closed-periods", {"from_day": "2026-01-01", "until_day": "2026-03-31"})
    assert (closed.status_code, closed.json()["entries"]) == (201, 1), closed.text
    later = await controller.post("/closed-periods", {"from_day": "2026-05-01", "until_day": "2026-05-31"})
    assert (later.status_code, later.json()["errors"][0]["field"]) == (422, "from_day")
    assert later.json()["errors"][0]["remedy"] == "Begin on 1 April 2026."
    for path in ("/purposes", "/fund-pools", "/lots", "/closed-periods"):
        assert len(await rows(controller, path)) == 1
        assert (await controller.get(path + "/export")).status_code == 200
    assert [r["name_en"] for r in await rows(controller, "/purposes", q="lang")] == ["Language"]
    assert {f["resource"] for f in (await controller.get("/find?q=taal")).json()["data"]} == {"purposes"}


async def test_a_lot_at_the_end_of_each_day(money: Money, controller: Person) -> None:
    lot = money.lot(10_000_000)
    money.received(lot, 4_000_000, "2026-02-15")
    history = (await controller.get(f"/lots/{lot}/positions")).json()["data"]
    assert [(d["on"], d["position"]["uninvoiced_cents"], d["position"]["received_free_cents"]) for d in history] == [
        ("2026-01-01", 10_000_000, 0), ("2026-02-15", 6_000_000, 4_000_000),
    ]  # fmt: skip
    for day, free in (("2025-12-31", None), ("2026-02-14", 0), ("2026-02-15", 4_000_000), ("2026-06-30", 4_000_000)):
        on = (await controller.get("/lots/positions", params={"on": day})).json()
        assert [d["position"]["received_free_cents"] for d in on["data"]] == ([] if free is None else [free]), day
    assert (await controller.get("/lots/positions")).status_code == 422
    assert (await controller.get("/lots/positions?on=soon")).status_code == 422
