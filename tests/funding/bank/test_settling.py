"""From a line of the bank to the ledger: what is proposed, settled, booked and undone, by the numbers of the design."""

from typing import Any

import psycopg
import pytest

from polder.funding.ledger import rules as ledger
from polder.funding.ledger.rules import Event
from tests.funding.bank.desk import FUNDER, arrived, asked, balances, bring, on, settle, shown, whole, write
from tests.funding.invoices.office import promise
from tests.funding.money import entered, post
from tests.funding.money import entry as ledger_entry
from tests.support.statements import Line, Sheet
from tests.support.world import Person, World


async def test_the_bank_keeps_fifteen_euros_and_the_invoice_is_paid_all_the_same(
    world: World, olga: Person, piet: Person, app_url: str
) -> None:
    invoice = await asked(world, olga, 10_000_000)
    (entry,) = await arrived(piet, Line(9_998_500, text=f"Betaling {invoice['rf_reference']}"))
    assert (entry["state"], entry["lines"][0]["difference_kind"]) == ("proposed", "short_payment")
    await write(piet, entry, on(invoice, 9_998_500, "bank_fee", 1_500))  # above the limit: one writes, another settles
    entry = await settle(olga, (await olga.get(f"/bank-entries/{entry['id']}")).json())
    assert entry["state"] == "matched"
    assert balances(world) == {"bank": 9_998_500, "bank_fees": 1_500, "deferred_contribution": -10_000_000}
    assert (await shown(olga, invoice))["state"] == "paid"
    whole(world)
    # In the ledger it is not reversed: the invoice would stay paid.
    booked = (await olga.get(f"/ledger/entries/{entry['booked'][0]['id']}")).json()
    assert (booked["reversible"], booked["way_back"]["en"]) == (
        False,
        f"Undo the settlement of bank entry {booked['description']}.",
    )
    refused = await olga.post(f"/ledger/entries/{booked['id']}/reverse", {"reason": "Vergissing"})
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/reversed-at-source")
    assert refused.json()["detail"] == booked["way_back"]["en"]
    sent = (await olga.get("/ledger/entries?event=invoice")).json()["data"][0]
    asked_for = await olga.post(f"/ledger/entries/{sent['id']}/reverse", {"reason": "Vergissing"})
    assert asked_for.json()["detail"] == (
        f"Invoice {sent['description']} was paid. Undo the settlement at its bank entry first, then make a credit note.")  # fmt: skip
    with psycopg.connect(app_url) as connection, pytest.raises(psycopg.Error, match="reversed_at_source"):
        entered(connection).execute(
            "select polder.reverse_entry(%s, 'k', polder.today(), 'Vergissing')", (booked["id"],)
        )
    with psycopg.connect(app_url) as connection, pytest.raises(psycopg.Error, match="settlement_fixed"):
        entered(connection).execute("select polder.unsettle(%s)", (entry["id"],))
    # Home tells what happened to money, newest first, to whoever sees all of it.
    world.sql(
        "insert into closed_period (from_day, until_day) values ('2025-09-01', '2025-09-30'), ('2025-10-01', '2025-12-31')"
    )
    told = (await olga.get("/todo")).json()["activity"]
    assert [(line["record"]["resource"], line["move"], line["who"]) for line in told] == [
        ("closed_periods", "close", None), ("closed_periods", "close", None), ("bank_entries", "match", "olga"),
        ("bank_imports", "imported", "piet"), ("funder_invoices", "send", "olga"),
    ]  # fmt: skip
    assert {line["subject"]["nl"] for line in told[:2]} == {"2025 kwartaal 4", "1 sep 2025 – 30 sep 2025"}
    assert told[2]["record"]["id"] == entry["id"]
    assert told[4]["subject"]["en"] == f"{invoice['number_text']}, {FUNDER}"
    assert (await (await world.person("ria", "researcher")).get("/todo")).json()["activity"] == []


async def test_one_receipt_for_three_invoices_is_proposed_by_their_references_and_booked_at_once(
    world: World, olga: Person
) -> None:
    invoices = [
        await asked(world, olga, cents, name=name)
        for cents, name in ((100_000, "Een"), (200_000, "Twee"), (300_050, "Drie"))
    ]
    text = "Voldaan: " + " en ".join(invoice["rf_reference"] for invoice in invoices)
    (entry,) = await arrived(olga, Line(600_050, text=text))
    assert [(line["invoice"], line["amount_cents"]) for line in entry["lines"]] == [
        (invoice["number_text"], invoice["amount_cents"]) for invoice in invoices
    ]
    entry = await settle(olga, entry)
    assert len(entry["booked"]) == 1
    assert [(await shown(olga, invoice))["state"] for invoice in invoices] == ["paid"] * 3
    assert balances(world) == {"bank": 600_050, "deferred_contribution": -600_050}
    whole(world)


async def test_many_receipts_pay_one_invoice(world: World, olga: Person) -> None:
    invoice = await asked(world, olga, 100_000, 50_000)
    lines = [
        Line(cents, reference=invoice["rf_reference"], day=f"2026-03-0{n}")
        for n, cents in enumerate((40_000, 70_000, 40_000), start=2)
    ]
    states = []
    for row in await arrived(olga, *lines):
        entry = (await olga.get(f"/bank-entries/{row['id']}")).json()
        entry = await write(olga, entry, on(invoice, entry["amount_cents"]))
        await settle(olga, entry)
        states.append((await shown(olga, invoice))["state"])
    assert states == ["partly_paid", "partly_paid", "paid"]
    whole(world)


async def test_what_is_paid_above_the_invoice_is_owed_to_the_funder_and_no_income(world: World, olga: Person) -> None:
    invoice = await asked(world, olga, 100_000)
    (entry,) = await arrived(olga, Line(125_000, reference=invoice["rf_reference"]))
    (line,) = entry["lines"]
    assert (line["difference_kind"], line["difference_cents"]) == ("overpayment", 25_000)
    await settle(olga, entry)
    assert balances(world) == {"bank": 125_000, "deferred_contribution": -100_000, "overpayment": -25_000}
    assert (await shown(olga, invoice))["state"] == "overpaid"
    whole(world)


async def test_a_proposal_is_made_anew_when_what_it_names_changes(world: World, olga: Person, piet: Person) -> None:
    invoice = await asked(world, olga, 125_000)
    reference = invoice["rf_reference"]
    first, second, saved = await arrived(
        olga, *[Line(125_000, reference=reference)] * 2, Line(5_000, reference=reference)
    )
    saved = (await piet.post(f"/bank-entries/{saved['id']}/confirm", version=saved["version"])).json()

    async def proposed() -> list[tuple[str | None, str]]:
        found = (await olga.get(f"/bank-entries/{second['id']}")).json()
        return [(line["difference_kind"], line["reasons"][-1]["en"]) for line in found["lines"]]

    exact = [(None, "The amount is exactly what is open.")]
    assert await proposed() == exact
    await settle(olga, first)
    assert await proposed() == [("overpayment", "This invoice is paid already.")]
    stale = await olga.post(f"/bank-entries/{second['id']}/moves/match", version=second["version"])
    assert stale.status_code == 412, "whoever looked at the old proposal looks again"
    assert (await olga.move("bank-entries", first["id"], "unmatch", "Toch niet")).status_code == 200
    assert await proposed() == exact
    # A part is credited: 120.00 less is open.
    lines = [{"lot_id": invoice["lines"][0]["lot_id"], "amount_cents": 12_000}]
    note = (await olga.post(f"/funder-invoices/{invoice['id']}/credit-notes", {"lines": lines})).json()
    for move in ("validate", "send"):
        assert (await olga.move("funder-invoices", note["id"], move)).status_code == 200
    ((kind, _),) = await proposed()
    assert kind == "overpayment"
    kept = (await olga.get(f"/bank-entries/{saved['id']}")).json()
    assert [line["by"] for line in kept["lines"]] == ["piet"], "what a person saved stays"
    whole(world)
    # What is no contribution loses its lines, whoever wrote them; looked at again, it is proposed again.
    for one in (second, kept):
        aside = await olga.move("bank-entries", one["id"], "set_aside", "Van iets anders")
        assert (aside.status_code, aside.json()["state"], aside.json()["lines"]) == (200, "set_aside", []), aside.text
    back = (await olga.move("bank-entries", kept["id"], "take_back", "Toch niet")).json()
    assert (back["state"], [line["by_system"] for line in back["lines"]]) == ("proposed", [True])


async def test_what_comes_on_an_invoice_that_was_written_off_waits_until_that_is_taken_back(
    world: World, olga: Person, app_url: str
) -> None:
    invoice = await asked(world, olga, 1_000_000)
    reference, at = invoice["rf_reference"], f"/funder-invoices/{invoice['id']}"
    dirk = await world.person("dirk", "director")

    async def stands() -> tuple[str, int]:
        whole(world)
        found = await shown(olga, invoice)
        return found["state"], found["open_cents"]

    async def proposed(entry: dict[str, Any]) -> list[tuple[int, str | None, str]]:
        found = (await olga.get(f"/bank-entries/{entry['id']}")).json()
        return [(line["amount_cents"], line["difference_kind"], line["reasons"][-1]["en"]) for line in found["lines"]]

    async def write_off() -> int:
        return (await olga.move("funder-invoices", invoice["id"], "write_off", "Failliet")).status_code

    (first,) = await arrived(olga, Line(600_000, reference=reference))
    await settle(olga, first)
    assert (await dirk.post(f"{at}/consents", {"reason": "Failliet"})).status_code == 201
    assert (await write_off(), await stands()) == (200, ("written_off", 0))
    # What was paid is undone: that is open again, the rest stays written off, also when it is paid again.
    exact = [(600_000, None, "The amount is exactly what is open.")]
    for _ in range(2):
        first = (await olga.move("bank-entries", first["id"], "unmatch", "Verkeerd")).json()
        assert (await stands(), await proposed(first)) == (("sent", 600_000), exact)
        await settle(olga, first)
        assert await stands() == ("written_off", 0)
    # Money after all: by reference, number, or payer and amount.
    iban = "NL02ABNA0123456789"
    named, plain = await arrived(
        olga, Line(400_000, reference=reference), Line(400_000, name=FUNDER, iban=iban), key="S-2", opening=600_000
    )
    for late in (named, plain):
        ((amount, kind, why),) = await proposed(late)
        assert (amount, kind, why[:32]) == (400_000, None, "This invoice was written off. At")
    refused = await olga.post(f"/bank-entries/{named['id']}/moves/match", version=named["version"])
    (error,) = refused.json()["errors"]
    assert (error["field"], error["problem"]) == ("lines.0.invoice_id", "Of this invoice €4,000.00 was written off.")
    debt = {"lines": [on(invoice, 400_000, "overpayment", 400_000)]}
    by_hand = await olga.put(f"/bank-entries/{named['id']}/lines", debt, named["version"])
    assert by_hand.json()["errors"] == [error]
    with pytest.raises(psycopg.Error, match="written_off_before"):
        world.sql("insert into invoice_settlement (invoice_id, line_id, kind, amount_cents, entry_id)"
                  f" select '{invoice['id']}', '{invoice['lines'][0]['id']}', 'overpayment', 1, id from journal_entry where event = 'receipt' limit 1")  # fmt: skip
    assert (await olga.move("funder-invoices", invoice["id"], "recover", "Doorstart")).status_code == 200
    assert await stands() == ("partly_paid", 400_000)
    assert [(await proposed(late))[0][:2] for late in (named, plain)] == [(400_000, None)] * 2
    # A consent counted for one write-off, and counts for its own amount only.
    assert await write_off() == 409
    assert (await dirk.post(f"{at}/consents", {"reason": "Toch failliet"})).status_code == 201
    named = await write(olga, (await olga.get(f"/bank-entries/{named['id']}")).json(), on(invoice, 100_000))
    (part,) = await arrived(olga, Line(100_000, reference=reference), key="S-3", opening=1_400_000)
    await settle(olga, part)
    assert (await write_off(), await stands()) == (409, ("partly_paid", 300_000))
    with psycopg.connect(app_url) as connection, pytest.raises(psycopg.Error, match="write_off_alone"):
        entered(connection, "funding.read,invoice.write_off").execute(
            f"""select set_config('polder.actor', '{olga.account_id}', true), set_config('polder.reason', 'x', true),
                  set_config('polder.move', 'funder_invoice:write_off', true);
                update funder_invoice set state = 'written_off' where id = '{invoice["id"]}'"""
        )
    assert (await dirk.post(f"{at}/consents", {"reason": "De rest"})).status_code == 201
    assert (await write_off(), await stands()) == (200, ("written_off", 0))
    # Taken back also when a payment was undone meanwhile.
    for entry in (part, first):
        assert (await olga.move("bank-entries", entry["id"], "unmatch", "Verkeerd")).status_code == 200
    assert await stands() == ("sent", 700_000)
    assert (await olga.move("funder-invoices", invoice["id"], "recover", "Doorstart")).status_code == 200
    assert await stands() == ("sent", 1_000_000)
    assert (await olga.move("funder-invoices", invoice["id"], "recover", "x")).status_code == 409


async def test_an_invoice_that_is_paid_twice_is_overpaid(world: World, olga: Person) -> None:
    invoice = await asked(world, olga, 100_000)
    (first,) = await arrived(olga, Line(100_000, reference=invoice["rf_reference"]))
    await settle(olga, first)
    world.clock("2026-03-02T12:00:00+01:00")
    (again,) = await arrived(  # dated tomorrow by the bank, and booked today
        olga,
        Line(100_000, reference=invoice["rf_reference"], day="2026-03-03"),
        key="S-2",
        opening=100_000,
        day="2026-03-03",
    )
    assert "already" in again["lines"][0]["reasons"][1]["en"]
    await settle(olga, again)
    days = world.sql(
        "select posted_on::text, happened_on::text from journal_entry where event = 'receipt' order by number"
    )
    assert days[1] == ("2026-03-02", "2026-03-02")
    assert balances(world) == {"bank": 200_000, "deferred_contribution": -100_000, "overpayment": -100_000}
    assert (await shown(olga, invoice))["state"] == "overpaid"
    whole(world)


async def test_a_small_difference_closes_the_invoice(world: World, olga: Person) -> None:
    cases = ((99_997, "rounding", 3), (100_002, "rounding", -2), (99_900, "write_off", 100))
    entries = await arrived(olga, *[Line(cents) for cents, _, _ in cases])
    for entry, (cents, kind, difference) in zip(entries, cases, strict=True):
        invoice = await asked(world, olga, 60_000, 40_000, name=f"Funder {cents}")
        await settle(olga, entry, on(invoice, cents, kind, difference))
        assert (await shown(olga, invoice))["state"] == "paid"
    assert balances(world) == {"bank": 299_899, "deferred_contribution": -299_900, "rounding": 1}
    assert world.sql("select sum(written_off)::bigint, sum(invoiced_open)::bigint from polder.lot_position") == [
        (100, 0)
    ]
    whole(world)


async def test_a_rounding_above_its_limit_is_no_rounding(world: World, olga: Person) -> None:
    invoice = await asked(world, olga, 100_000)
    (entry,) = await arrived(olga, Line(99_994))
    entry = await write(olga, entry, on(invoice, 99_994, "rounding", 6))
    refused = await olga.post(f"/bank-entries/{entry['id']}/moves/match", version=entry["version"])
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/rounding-within")


async def test_above_the_limit_one_writes_and_another_settles(
    world: World, olga: Person, piet: Person, app_url: str
) -> None:
    at, above = [await asked(world, olga, cents, name=f"Funder {cents}") for cents in (5_000_000, 5_000_001)]
    lines = [Line(invoice["amount_cents"], reference=invoice["rf_reference"]) for invoice in (at, above)]
    one, two = await arrived(piet, *lines)
    assert [entry["check"]["needs_second"] for entry in (one, two)] == [False, True]
    assert (await settle(olga, one))["state"] == "matched"  # a proposal that one person confirms
    alone = await olga.post(f"/bank-entries/{two['id']}/moves/match", version=two["version"])
    assert (alone.status_code, alone.json()["type"]) == (409, "/problems/second-pair")  # nobody stands for a proposal
    reasons = two["lines"][0]["reasons"]
    two = (await olga.post(f"/bank-entries/{two['id']}/confirm", version=two["version"])).json()
    assert [(line["by"], line["amount_cents"], line["reasons"]) for line in two["lines"]] == [
        ("olga", 5_000_001, reasons)
    ]
    again = await piet.post(f"/bank-entries/{two['id']}/propose", version=two["version"])
    assert (again.status_code, again.json()["type"]) == (409, "/problems/lines-of-a-person")
    own = await olga.post(f"/bank-entries/{two['id']}/moves/match", version=two["version"])
    assert (own.status_code, own.json()["type"]) == (409, "/problems/second-pair")
    assert (await settle(piet, two))["state"] == "matched"
    whole(world)
    # Undoing it takes two as well, on the screen and in the database; what one person settled, one undoes.
    own = await piet.move("bank-entries", two["id"], "unmatch", "Toch niet")
    assert (own.status_code, own.json()["type"]) == (409, "/problems/undone-by-another")
    with psycopg.connect(app_url) as connection, pytest.raises(psycopg.Error, match="undone_by_another"):
        entered(connection, "funding.read,bank.settle").execute(
            f"""select set_config('polder.actor', '{piet.account_id}', true), set_config('polder.reason', 'x', true),
                  set_config('polder.move', 'bank_entry:unmatch', true);
                update bank_entry set state = 'imported' where id = '{two["id"]}'"""
        )
    assert (await olga.move("bank-entries", two["id"], "unmatch", "Toch niet")).status_code == 200
    two = (await olga.get(f"/bank-entries/{two['id']}")).json()
    two = await write(olga, two, on(above, 5_000_001))
    assert (await settle(piet, two))["state"] == "matched"
    assert (await olga.move("bank-entries", one["id"], "unmatch", "Toch niet")).status_code == 200
    # What an auditor opens: who wrote the lines, and who settled.
    auditor = await world.person("audrey", "auditor")
    (row,) = (await auditor.get("/settlements?large=true&current=true")).json()["data"]
    assert (row["by"], row["settled_by"], row["invoice"]) == ("olga", "piet", above["number_text"])
    opens = {line["key"]: line["value"]["en"] for line in (await auditor.get("/todo")).json()["opens"]}
    assert opens["large_settlements"] == "1"
    assert (await piet.get("/todo")).json()["opens"] == []


async def test_a_write_off_above_its_limit_takes_two_and_the_right_to_write_off(
    world: World, olga: Person, piet: Person
) -> None:
    invoice = await asked(world, olga, 100_000)
    (entry,) = await arrived(olga, Line(70_000))
    entry = await write(olga, entry, on(invoice, 70_000, "write_off", 30_000))
    own = await olga.post(f"/bank-entries/{entry['id']}/moves/match", version=entry["version"])
    assert own.status_code == 409
    desk = await piet.post(f"/bank-entries/{entry['id']}/moves/match", version=entry["version"])
    assert (desk.status_code, desk.json()["type"]) == (403, "/problems/write-off-not-yours")
    karel = await world.person("karel", "controller")
    await settle(karel, entry)
    assert world.sql("select written_off, received_free from polder.lot_position") == [(30_000, 70_000)]
    whole(world)


async def test_money_on_a_tranche_that_was_not_invoiced_and_on_a_decision(world: World, olga: Person) -> None:
    given = promise(world, "Waterlab", 400_000)
    (state,) = world.sql(
        "insert into organisation (name, sort_name) values ('Ministerie van Zaken', 'm') returning id"
    )[0]
    made = await decision(world, olga, str(state), 10_000_000)
    tranche, advance, twice = await arrived(
        olga, Line(400_000, name="Waterlab"), Line(3_000_000, name="Ministerie van Zaken", iban="NL18RABO0123459876"),
        Line(400_000, name="Waterlab"),
    )  # fmt: skip
    assert [line["kind"] for line in tranche["lines"]] == ["tranche"]  # amount and name
    assert advance["lines"] == []  # an advance of a part is nothing that the amount says
    assert twice["state"] == "proposed"
    # No more than is still to come, in one line or in several.
    lines = [{"kind": "tranche", "lot_id": given.lots[0], "amount_cents": cents} for cents in (300_000, 100_001)]
    refused = await olga.put(f"/bank-entries/{advance['id']}/lines", {"lines": lines}, advance["version"])
    (error,) = refused.json()["errors"]
    assert (error["field"], error["problem"]) == ("lines.1.amount_cents", "Of this, €1,000.00 is still to come.")
    await settle(olga, tranche)
    twice = (await olga.get(f"/bank-entries/{twice['id']}")).json()
    assert (twice["state"], twice["lines"]) == ("imported", []), "for nothing is proposed any more"
    await settle(olga, advance, {"kind": "decision", "lot_id": made, "amount_cents": 3_000_000})
    assert balances(world) == {"bank": 3_400_000, "deferred_contribution": -400_000, "public_advance": -3_000_000}
    assert world.sql("select state from public_decision") == [("advance_received",)]
    assert world.sql("select uninvoiced from polder.lot_position where lot_id = %s", given.lots[0]) == [(0,)]
    assert (await olga.move("bank-entries", advance["id"], "unmatch", "Van een ander besluit")).status_code == 200
    assert told(world) == [("receive", None), ("undo_receipt", "Van een ander besluit")]
    assert world.sql("select state from public_decision") == [("granted",)]
    assert balances(world) == {"bank": 400_000, "deferred_contribution": -400_000}
    whole(world)


def told(world: World) -> list[tuple[str, str | None]]:
    """What happened to the decision, and why."""
    return world.sql("select move, reason from move_entry where record_kind = 'public_decision' and move <> 'create' order by id")  # fmt: skip


async def test_what_must_go_back_goes_back_by_a_payment_of_the_bank_and_undoing_that_opens_it_again(
    world: World, olga: Person, piet: Person
) -> None:
    (state,) = world.sql(
        "insert into organisation (name, sort_name) values ('Ministerie van Zaken', 'm') returning id"
    )[0]
    lot = await decision(world, olga, str(state), 10_000_000)
    invoice = await asked(world, olga, 100_000)
    ministry = {"name": "Ministerie van Zaken", "iban": "NL18RABO0123459876"}
    part, rest, over = await arrived(
        olga, Line(2_000_000, **ministry), Line(8_000_000, **ministry), Line(125_000, reference=invoice["rf_reference"])
    )
    for entry in (part, rest):
        entry = await write(piet, entry, {"kind": "decision", "lot_id": lot, "amount_cents": entry["amount_cents"]})
        await settle(olga, (await olga.get(f"/bank-entries/{entry['id']}")).json())
    await settle(olga, over)
    # Of two advances one is undone: the decision keeps the other.
    assert (await olga.move("bank-entries", part["id"], "unmatch", "Verkeerd lot")).status_code == 200
    assert told(world) == [("receive", None)]
    ((id,),) = world.sql("select id from public_decision")
    account = await olga.move("decisions", str(id), "account")
    # Money that comes after the accounting is booked all the same.
    await settle(olga, (await olga.get(f"/bank-entries/{part['id']}")).json(), {"kind": "decision", "lot_id": lot, "amount_cents": 2_000_000})  # fmt: skip
    named = {"determined_cents": 4_000_000, "determined_on": "2026-03-05"}
    assert (await olga.patch(f"/decisions/{id}", named, account.json()["version"])).status_code == 200
    determined = (await olga.move("decisions", str(id), "determine")).json()
    assert (determined["state"], determined["repayable_cents"]) == ("determined", 6_000_000)
    assert (await olga.move("decisions", str(id), "repay")).status_code == 404  # the bank's payment does that
    alone = await olga.move("bank-entries", rest["id"], "unmatch", "Te laat")  # what took two to settle
    assert (alone.status_code, alone.json()["type"]) == (409, "/problems/undone-by-another")
    late = await piet.move("bank-entries", rest["id"], "unmatch", "Te laat")  # it is income by now
    assert (late.status_code, late.json()["type"]) == (409, "/problems/settlement-determined")

    back, refund, books, cent, elsewhere = await arrived(
        olga, Line(-6_000_000, **ministry), Line(-25_000, name="Deltawerk Robotica"), Line(-6_000_000, name="Boekhandel", iban="NL02ABNA0123456789"),
        Line(-6_000_001, name="OCW", iban=ministry["iban"]), Line(-1, name="DELTAWERK ROBOTICA BV", iban="NL42TRIO0123456789"),
        key="S-2", opening=10_125_000, day="2026-03-09",
    )  # fmt: skip
    assert [(entry["state"], [(line["kind"], line["amount_cents"]) for line in entry["lines"]]) for entry in (back, refund, books)] == [
        ("proposed", [("repayment", 6_000_000)]), ("proposed", [("refund", 25_000)]), ("imported", []),
    ]  # fmt: skip
    assert "Money of the same funder" in back["lines"][0]["reasons"][1]["en"]
    waiting = (await olga.get("/bank-entries?waiting=true")).json()["data"]
    # What misses what must go back by a cent waits too, as it went to whoever pays us: by account, or by name. What is
    # bought is none of the funders' business.
    assert {row["id"] for row in waiting} == {entry["id"] for entry in (back, refund, cent, elsewhere)}
    assert (cent["state"], elsewhere["state"]) == ("imported", "imported")
    owed = (await olga.get("/lots?owed_back=true")).json()["data"]
    assert {row["id"] for row in owed} == {lot, refund["lines"][0]["lot_id"]}
    for line, field in (
        ({"kind": "decision", "lot_id": lot}, "lines.0.kind"),
        ({"kind": "refund", "lot_id": lot}, "lines.0.amount_cents"),  # the State paid nothing too much
        ({"kind": "repayment", "lot_id": refund["lines"][0]["lot_id"]}, "lines.0.lot_id"),
        ({"kind": "repayment", "lot_id": lot, "difference_kind": "bank_fee", "difference_cents": 1}, "lines.0.difference_cents"),
    ):  # fmt: skip
        refused = await olga.put(f"/bank-entries/{refund['id']}/lines", {"lines": [{"amount_cents": 25_000, **line}]}, refund["version"])  # fmt: skip
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, field), line
    assert back["check"]["needs_second"]
    alone = await olga.post(f"/bank-entries/{back['id']}/moves/match", version=back["version"])
    assert (alone.status_code, alone.json()["type"]) == (409, "/problems/second-pair")
    half = await write(piet, back, *[{"kind": "repayment", "lot_id": lot, "amount_cents": cents} for cents in (2_000_000, 4_000_000)])  # fmt: skip
    done = await settle(olga, half)
    assert {row["event"] for row in done["booked"]} == {"repayment"}
    await settle(olga, refund)
    gone = await olga.move("bank-entries", over["id"], "unmatch", "Van een ander")
    assert (gone.status_code, gone.json()["type"]) == (409, "/problems/settlement-refunded")
    assert balances(world) == {"bank": 4_100_000, "deferred_contribution": -100_000, "public_income": -4_000_000}
    assert world.sql("select state from public_decision") == [("repaid",)]
    assert (await shown(olga, invoice))["state"] == "paid"
    # The same again is refused: it went back already.
    again = await olga.put(f"/bank-entries/{books['id']}/lines", {"lines": [{"kind": "repayment", "lot_id": lot, "amount_cents": 1}]}, books["version"])  # fmt: skip
    assert again.json()["errors"][0]["field"] == "lines.0.amount_cents"
    whole(world)

    for entry in (back, refund):
        undone = await piet.move("bank-entries", entry["id"], "unmatch", "Teruggekomen")
        assert (undone.status_code, undone.json()["state"]) == (200, "proposed"), undone.text
    assert told(world)[-2:] == [("repay", None), ("undo_repayment", "Teruggekomen")]
    assert world.sql("select state from public_decision") == [("determined",)]
    assert (await shown(olga, invoice))["state"] == "overpaid"
    assert balances(world)["repayable_to_state"] == -6_000_000
    assert balances(world)["overpayment"] == -25_000
    whole(world)


async def decision(world: World, olga: Person, granter: str, cents: int) -> str:
    """The lot of a decision that was granted."""
    from tests.funding.invoices.office import post

    with psycopg.connect(world.superuser_url) as connection:
        connection.execute("set session_replication_role = replica")
        (id,) = connection.execute(
            """insert into public_decision (granter_id, title, amount_cents, starts_on, ends_on, granted_on, state)
               values (%s, 'Subsidie', %s, '2026-01-01', '2030-01-01', '2026-01-01', 'granted') returning id""",
            (granter, cents),
        ).fetchone()
        (lot,) = connection.execute(
            "insert into lot (decision_id, funder_id, amount_cents, due_on) values (%s, %s, %s, '2026-01-01') returning id",
            (id, granter, cents),
        ).fetchone()
        connection.execute("insert into lot_balance (lot_id) values (%s)", (lot,))
        connection.execute("set session_replication_role = origin")
        post(connection, f"decision:{id}", "commitment", ledger.committed(lot, cents))
    return str(lot)


async def test_undoing_a_settlement_reverses_it_with_a_reason_and_opens_the_invoice_again(
    world: World, olga: Person
) -> None:
    invoice = await asked(world, olga, 100_000)
    (entry,) = await arrived(olga, Line(99_900))
    before = balances(world)
    entry = await settle(olga, entry, on(invoice, 99_900, "write_off", 100))
    blank = await olga.move("bank-entries", entry["id"], "unmatch", " ")
    assert (blank.status_code, blank.json()["errors"][0]["field"]) == (422, "reason")
    undone = (await olga.move("bank-entries", entry["id"], "unmatch", "Verkeerde factuur")).json()
    assert [row["undone_before"] for row in (await olga.get("/bank-entries?waiting=true")).json()["data"]] == [True]
    assert (undone["state"], undone["lines"], len(undone["undone"])) == ("imported", [], 1)
    assert [row["reason"] for row in undone["booked"]] == [None, None, "Verkeerde factuur", "Verkeerde factuur"]
    back = await olga.post(f"/ledger/entries/{undone['booked'][-1]['id']}/reverse", {"reason": "Toch wel"})
    assert (back.status_code, back.json()["detail"]) == (409, "A reversal is not reversed. Post anew what happened.")
    assert balances(world) == before
    assert ((await shown(olga, invoice))["state"], (await shown(olga, invoice))["lines"][0]["open_cents"]) == (
        "sent",
        100_000,
    )
    again = await settle(olga, undone, on(invoice, 99_900))
    assert again["state"] == "matched"
    # The invoice tells which of its lines were undone, by the bank's day; what of them is a reversal, by the day of its entry.
    course = [
        (row["kind"], row["amount_cents"], row["undone"], row["on"])
        for row in (await shown(olga, invoice))["settlements"]
    ]
    assert sorted(course[:2]) == [
        ("payment", 99_900, "reversed", "2026-03-02"),
        ("write_off", 100, "reversed", "2026-03-02"),
    ]
    assert sorted(row[:3] for row in course[2:4]) == [("payment", -99_900, "reversal"), ("write_off", -100, "reversal")]
    assert course[4:] == [("payment", 99_900, None, "2026-03-02")]
    assert (await shown(olga, invoice))["state"] == "partly_paid"
    whole(world)
    # What was allocated of it is given free first.
    ((lot,),) = world.sql("select id from lot")
    ((purpose,),) = world.sql(
        "insert into purpose (kind, name_nl, name_en, valid_from) values ('grant', 'G', 'G', '2026-01-01') returning id"
    )
    post(world.superuser_url, ledger_entry(Event.allocation, ledger.allocated(lot, purpose, 50_000)))
    held = await olga.move("bank-entries", entry["id"], "unmatch", "Toch niet")
    assert (held.status_code, held.json()["type"]) == (409, "/problems/settlement-allocated")
    # The check of the ledger sees a settlement without money, and money without a settlement.
    assert world.sql("select * from polder.record_faults()") == []
    with psycopg.connect(world.superuser_url) as connection:
        connection.execute("set session_replication_role = replica")
        connection.execute("update bank_entry set state = 'imported' where id = %s", (entry["id"],))
        connection.execute("delete from invoice_settlement where amount_cents = 99900")
        found = connection.execute("select what, place, said, found from polder.record_faults() order by 1").fetchall()
        connection.rollback()
    assert [row[0] for row in found] == ["bank", "receivable"]
    assert found[0][1:] == ("S-1/1", "0", "99900")


async def test_a_receipt_in_another_currency_keeps_what_the_bank_said_on_its_posting(
    world: World, olga: Person
) -> None:
    invoice = await asked(world, olga, 500, 385)
    inner = ('<AmtDtls><InstdAmt><Amt Ccy="USD">10.00</Amt></InstdAmt><TxAmt><Amt Ccy="EUR">8.85</Amt>'
             "<CcyXchg><SrcCcy>USD</SrcCcy><TrgtCcy>EUR</TrgtCcy><XchgRate>0.885</XchgRate></CcyXchg></TxAmt></AmtDtls>")  # fmt: skip
    (entry,) = await arrived(olga, Line(885, reference=invoice["rf_reference"], inner=inner))
    assert (entry["amount_cents"], entry["original_currency"], entry["original_minor"]) == (885, "USD", 1000)
    entry = await settle(olga, entry)
    at_bank = [line for line in entry["booked"][0]["lines"] if line["account"] == "bank"]
    assert [(line["amount_cents"], line["original_minor"]) for line in at_bank] == [(500, 565), (385, 435)]
    assert {line["original_rate"] for line in at_bank} == {"0.8850000000"}
    whole(world)


async def test_what_is_no_contribution_is_set_aside_with_a_reason_and_leaves_the_queue(
    world: World, olga: Person, piet: Person, app_url: str
) -> None:
    (entry, _) = await arrived(olga, Line(5_000, text="Rente"), Line(-200, text="Kosten"))
    waiting = (await olga.get("/bank-entries?waiting=true")).json()
    assert [row["id"] for row in waiting["data"]] == [entry["id"]]
    assert waiting["data"][0]["age_days"] == (await olga.get(f"/bank-entries/{entry['id']}")).json()["age_days"] > 0
    assert (await olga.move("bank-entries", entry["id"], "set_aside")).status_code == 422
    assert (await olga.move("bank-entries", entry["id"], "set_aside", "Rente van de bank")).json()[
        "state"
    ] == "set_aside"
    assert (await olga.get("/bank-entries?waiting=true")).json()["total"] == 0
    assert (await olga.move("bank-entries", entry["id"], "take_back", "Toch een bijdrage")).json()[
        "state"
    ] == "imported"
    # Above the limit: not by whoever brought it in, neither on the screen nor in the database.
    (large,) = await arrived(olga, Line(5_000_001), key="S-2", opening=4_800)
    alone = await olga.move("bank-entries", large["id"], "set_aside", "Van mij")
    assert (alone.status_code, alone.json()["type"]) == (409, "/problems/set-aside-by-another")
    with psycopg.connect(app_url) as connection, pytest.raises(psycopg.Error, match="set_aside_by_another"):
        entered(connection, "funding.read,bank.settle").execute(
            f"""select set_config('polder.actor', '{olga.account_id}', true), set_config('polder.reason', 'x', true),
                  set_config('polder.move', 'bank_entry:set_aside', true);
                update bank_entry set state = 'set_aside' where id = '{large["id"]}'"""
        )
    assert (await piet.move("bank-entries", large["id"], "set_aside", "Van een ander")).status_code == 200
    # What went out is as large as what came in.
    (paid,) = await arrived(olga, Line(-5_000_001), key="S-3", opening=5_004_801)
    alone = await olga.move("bank-entries", paid["id"], "set_aside", "Van mij")
    assert (alone.status_code, alone.json()["type"]) == (409, "/problems/set-aside-by-another")


async def test_a_settled_entry_is_locked_and_opened_again_only_by_whoever_may_lock(
    world: World, olga: Person, piet: Person
) -> None:
    invoice = await asked(world, olga, 1_000)
    before = balances(world)
    (entry,) = await arrived(olga, Line(1_000, reference=invoice["rf_reference"]))
    entry = await settle(olga, entry)
    assert (await piet.move("bank-entries", entry["id"], "lock")).status_code == 403
    assert (await olga.move("bank-entries", entry["id"], "lock")).json()["state"] == "locked"
    other = await piet.move("bank-entries", entry["id"], "unmatch", "Toch niet")
    assert (other.status_code, other.json()["type"]) == (409, "/problems/lock-opened")
    assert (await olga.move("bank-entries", entry["id"], "unmatch")).status_code == 422  # not without a reason
    # Its days were closed meanwhile: what takes it back is posted on the first open one.
    world.sql("insert into closed_period (from_day, until_day) values ('2026-01-01', '2026-03-31')")
    undone = (await olga.move("bank-entries", entry["id"], "unmatch", "Toch niet")).json()
    # It is looked at anew at once: nobody has to ask for that.
    assert [line["reasons"][-1]["en"] for line in undone["lines"]] == ["The amount is exactly what is open."]
    assert (undone["state"], [row["posted_on"] for row in undone["booked"]]) == (
        "proposed",
        ["2026-03-02", "2026-04-01"],
    )
    assert ((await shown(olga, invoice))["state"], balances(world)) == ("sent", before)
    whole(world)


WRONG_LINES = [
    ({"amount_cents": 100_001}, "lines"),
    ({"amount_cents": 0}, "lines.0.amount_cents"),
    ({"amount_cents": -1}, "lines.0.amount_cents"),
    ({"amount_cents": 1.5}, "lines.0.amount_cents"),
    ({"amount_cents": True}, "lines.0.amount_cents"),
    ({"amount_cents": 60_000}, "lines.0.amount_cents"),  # more than is open
    ({"difference_kind": "bank_fee"}, "lines.0.difference_cents"),
    ({"difference_cents": 5}, "lines.0.difference_cents"),
    ({"difference_kind": "bank_fee", "difference_cents": -5}, "lines.0.difference_cents"),
    ({"difference_kind": "bank_fee", "difference_cents": 20_000}, "lines.0.amount_cents"),
    ({"amount_cents": 100, "difference_kind": "bank_fee", "difference_cents": 39_900}, "lines.0.difference_cents"),
    ({"difference_kind": "overpayment", "difference_cents": 1}, "lines.0.difference_cents"),  # while some is open
    ({"difference_kind": "overpayment", "difference_cents": 99_999}, "lines.0.difference_cents"),
    ({"invoice_id": "00000000-0000-7000-8000-000000000000"}, "lines.0.invoice_id"),
    ({"kind": "tranche"}, "lines.0.lot_id"),
    ({"kind": "gift"}, "lines.0.kind"),
]


async def test_lines_that_cannot_be_are_refused_by_field_and_those_that_do_not_add_up_are_not_settled(
    world: World, olga: Person
) -> None:
    invoice = await asked(world, olga, 50_000)
    (entry, small) = await arrived(olga, Line(100_000), Line(44_000))
    for line, field in WRONG_LINES:
        body = {"lines": [{**on(invoice, 40_000), **line}]}
        refused = await olga.put(f"/bank-entries/{entry['id']}/lines", body, entry["version"])
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, field), (line, refused.text)
        assert refused.json()["errors"][0]["remedy"]
    almost = {"lines": [on(invoice, 50_100, "overpayment", 99)]}
    refused = await olga.put(f"/bank-entries/{entry['id']}/lines", almost, entry["version"])
    assert (
        refused.json()["errors"][0]["remedy"] == "Put the €1.00 that is above it in the difference, as an overpayment."
    )
    assert world.sql("select count(*) from settlement where created_by is not null") == [(0,)]
    # One person says of 50.00 that the bank kept it; of a cent more, two.
    for fee, needs in ((5_000, False), (5_001, True)):
        small = await write(olga, small, on(invoice, 44_000, "bank_fee", fee))
        assert small["check"]["needs_second"] is needs
    alone = await olga.post(f"/bank-entries/{small['id']}/moves/match", version=small["version"])
    assert (alone.status_code, alone.json()["type"]) == (409, "/problems/second-pair")
    with pytest.raises(psycopg.errors.CheckViolation, match="ck_settlement_bank_fee"):
        world.sql("insert into settlement (entry_id, position, kind, invoice_id, amount_cents, difference_kind, difference_cents)"
                  f" values ('{small['id']}', 9, 'invoice', '{invoice['id']}', 100, 'bank_fee', 101)")  # fmt: skip
    entry = await write(olga, entry, on(invoice, 50_000))
    refused = await olga.post(f"/bank-entries/{entry['id']}/moves/match", version=entry["version"])
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/adds-up")
    # What no longer fits is named by the line as it was given, whatever the order in which invoices are locked.
    later = await asked(world, olga, 56_000, name="Later")
    for number, pair in enumerate(((on(invoice, 44_000), on(later, 56_000)), (on(later, 56_000), on(invoice, 44_000)))):
        entry = await write(olga, entry, *pair)
        small = (await olga.get(f"/bank-entries/{small['id']}")).json()
        await settle(olga, small, on(invoice, 44_000))
        gone = await olga.post(f"/bank-entries/{entry['id']}/moves/match", version=entry["version"])
        assert [error["field"] for error in gone.json()["errors"]] == [f"lines.{number}.amount_cents"], gone.text
        small = (await olga.move("bank-entries", small["id"], "unmatch", "Proef")).json()
        entry = (await olga.get(f"/bank-entries/{entry['id']}")).json()
    stale = await olga.put(f"/bank-entries/{entry['id']}/lines", {"lines": []}, entry["version"] - 1)
    assert stale.status_code == 412


async def test_a_notification_is_no_money(world: World, olga: Person) -> None:
    from tests.support import statements

    content = statements.file(Sheet([Line(1_000)], opening=None)).replace(b"camt.053", b"camt.054")
    content = content.replace(b"BkToCstmrStmt", b"BkToCstmrDbtCdtNtfctn").replace(b"Stmt>", b"Ntfctn>")
    found = await bring(olga, content=content)
    assert (found["outcome"], found["entries_new"]) == ("imported", 1)
    assert (await olga.get("/bank-entries?waiting=true")).json()["total"] == 0
    ((id,),) = world.sql("select id from bank_entry")
    refused = await olga.move("bank-entries", str(id), "match")
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/booked-euros")
    (entry,) = await arrived(olga, Line(1_000))
    assert [row["id"] for row in entry["notifications"]] == [str(id)]  # it explains the entry
