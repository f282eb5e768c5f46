"""An invoice from draft to paid: numbers, files, mail, the ledger."""

import asyncio
import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from lxml import etree
from pypdf import PdfReader
from stdnum import iso11649

from polder.funding.invoices import actions, rules, ubl
from polder.funding.ledger import rules as ledger
from polder.kernel.actor import COOKIE, Entry
from polder.kernel.tx import transaction
from tests.conformance import material
from tests.funding.invoices.office import (
    SELLER,
    Promise,
    bill,
    book,
    invoice,
    lines_of,
    moved,
    position,
    post,
    promise,
    wrong_receivables,
)
from tests.support.days import today
from tests.support.world import Person, World, built, settings_for


@pytest.fixture
async def given(world: World, controller: Person) -> Promise:
    found = promise(world, "Deltawerk", 10_000_000, 2_500_050)
    await bill(controller, found.funder)
    return found


async def test_an_invoice_is_written_validated_and_sent_and_the_ledger_knows(
    world: World, controller: Person, given: Promise
) -> None:
    draft = await invoice(controller, given)
    assert (draft["state"], draft["number_text"], draft["amount_cents"]) == ("draft", None, 12_500_050)
    found = await moved(controller, draft["id"], "validate")
    assert re.fullmatch(r"\d{4}-F\d{3}-0001", found["number_text"])
    assert found["rf_reference"] == iso11649.validate(found["rf_reference"])
    assert found["rf_reference"][4:] == found["number_text"].replace("-", "")
    assert found["verdict"]["rules"] == ["polder"]
    assert position(world) == [(10_000_000, 0, 0), (2_500_050, 0, 0)], "nothing is booked before it is sent"
    found = await moved(controller, draft["id"], "send")
    assert lines_of(found) == [(10_000_000, 10_000_000), (2_500_050, 2_500_050)]
    assert position(world) == [(0, 10_000_000, 0), (0, 2_500_050, 0)]
    assert world.sql(
        "select count(*), min(event), min(source_kind) from journal_entry where source_id = %s", found["id"]
    ) == [(1, "invoice", "funder_invoice")]
    assert wrong_receivables(world) == []


async def test_a_tranche_is_invoiced_only_when_its_condition_was_met(
    world: World, controller: Person, given: Promise
) -> None:
    world.sql("update lot set condition = 'Jaarverslag aanvaard' where id = %s", given.lots[1])
    draft = await invoice(controller, given)
    assert [line["condition"] for line in draft["lines"]] == [None, "Jaarverslag aanvaard"]
    assert "has not been met yet" in await refused(controller, draft["id"])
    step = "select set_config('polder.move', 'funder_invoice:{}', true); update funder_invoice set state = '{}'"
    with pytest.raises(psycopg.Error, match="condition_open"):
        world.sql(step.format("validate", "validated"))
    path = f"/agreements/{given.agreement}/conditions"
    for day in ("2026-01-02", None):
        assert (await controller.put(path, {"tranche": 2, "met_on": day})).status_code == 200
        if day:
            await moved(controller, draft["id"], "validate")
    # Taken back before it was sent: it waits again.
    assert "has not been met yet" in await refused(controller, draft["id"], "send")
    with pytest.raises(psycopg.Error, match="condition_open"):
        world.sql(step.format("send", "sent"))
    assert (await controller.put(path, {"tranche": 2, "met_on": "2026-01-02"})).status_code == 200
    assert (await moved(controller, draft["id"], "send"))["state"] == "sent"


async def test_what_was_sent_is_what_is_downloaded(world: World, controller: Person, given: Promise) -> None:
    found = await invoice(controller, given, "validate", "send", order_number="PO 4711", note="Met dank.")
    document = await controller.get(f"/funder-invoices/{found['id']}/ubl")
    assert document.headers["content-type"] == "application/xml"
    assert document.headers["content-disposition"].startswith(f'attachment; filename="{found["number_text"]}.xml"')
    root = etree.fromstring(document.content)
    assert root.findtext("cac:PaymentMeans/cbc:PaymentID", namespaces=ubl.NAMES) == found["rf_reference"]
    assert root.findtext("cac:OrderReference/cbc:ID", namespaces=ubl.NAMES) == "PO 4711"
    dutch = await controller.get(f"/funder-invoices/{found['id']}/ubl?profile=nlcius")
    assert ubl.PROFILES["nlcius"].encode() in dutch.content
    # other billing details from now on: this invoice still says what it said
    (id, version) = world.sql("select id, version from billing_detail")[0]
    changed = await controller.patch(f"/billing-details/{id}", {"street": "Verhuisd 9"}, version)
    assert changed.status_code == 200
    assert (await controller.get(f"/funder-invoices/{found['id']}/ubl")).content == document.content
    pages = {}
    for language, words in (
        ("nl", ["Factuur", "Te betalen", "125.000,50"]),
        ("en", ["Invoice", "To be paid", "125,000.50"]),
    ):
        answer = await controller.get(f"/funder-invoices/{found['id']}/pdf?language={language}")
        assert answer.headers["content-type"] == "application/pdf"
        pages[language] = "\n".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
        for word in [
            *words,
            found["number_text"],
            rules.shown_reference(found["rf_reference"]),
            "NL999012347B49",
            "Deltaweg 1",
        ]:
            assert word in pages[language], (language, word, pages[language])


async def test_the_mail_carries_the_pdf_and_the_e_invoice_in_the_funders_language(
    world: World, controller: Person, given: Promise
) -> None:
    found = await invoice(controller, given, "validate", "send")
    (mail,) = world.sql(
        "select id, to_address, to_name, subject, text, language, record_id from mail where template = 'invoice_sent'"
    )
    assert mail[1:4] == ("ap@deltawerk.example", "Crediteuren", f"Factuur {found['number_text']} van Testinstituut")
    assert "125.000,50" not in mail[4], "whoever keeps the post need not know the amount"
    assert f"https://polder.test/admin/#/funder_invoices/{found['id']}/show" in mail[4]
    assert str(mail[6]) == found["id"]
    assert found["sent_to"] == "ap@deltawerk.example"
    files = world.sql(
        "select file_name, media_type, content from mail_attachment where mail_id = %s order by position", mail[0]
    )
    assert [file[:2] for file in files] == [
        (f"{found['number_text']}.pdf", "application/pdf"), (f"{found['number_text']}.xml", "application/xml"),
    ]  # fmt: skip
    assert files[1][2] == (await controller.get(f"/funder-invoices/{found['id']}/ubl")).content
    assert files[0][2].startswith(b"%PDF")


async def test_numbers_are_without_gaps_for_each_funder_also_when_validated_at_once_and_when_one_fails(
    world: World, controller: Person
) -> None:
    funders = [promise(world, name, *[1000] * 6) for name in ("Alfa", "Beta")]
    drafts = []
    for found in funders:
        await bill(controller, found.funder)
        drafts += [(await invoice(controller, found, lots=[lot]))["id"] for lot in found.lots[:5]]
    world.sql("update funder_invoice set due_on = '2026-01-01' where id = %s", drafts[2])
    done = await asyncio.gather(*[controller.move("funder-invoices", id, "validate") for id in drafts])
    assert sorted(answer.status_code for answer in done) == [200] * 9 + [409]
    last = [(await invoice(controller, found, "validate", lots=[found.lots[5]]))["number_text"] for found in funders]
    assert [number[-4:] for number in last] == ["0005", "0006"]
    for found, most in zip(funders, (5, 6), strict=True):
        numbers = world.sql(
            "select number from funder_invoice where funder_id = %s and number is not null order by 1", found.funder
        )
        assert [number for (number,) in numbers] == list(range(1, most + 1))
    codes = {number[5:9] for number in last}
    assert len(codes) == 2, "each funder has a code of its own"


async def test_the_references_that_the_database_makes_are_right(world: World) -> None:
    texts = ["539007547034", "2026-F012-0003", "A", "ZZ9", "2026F9999" + "9" * 8, "000"]
    for text in texts:
        (reference,) = world.sql("select polder.rf_reference(%s)", text)[0]
        assert iso11649.validate(reference) == reference
        assert reference[4:] == text.replace("-", "")
    assert world.sql("select polder.rf_reference('539007547034')") == [("RF18539007547034",)]


# ---- what cannot be validated ----------------------------------------------------------------------------------------


async def refused(controller: Person, id: str, move: str = "validate") -> str:
    answer = await controller.move("funder-invoices", id, move)
    assert answer.status_code == 409, answer.text
    return str(answer.json()["detail"])


async def test_an_invoice_says_what_it_still_needs(world: World, controller: Person) -> None:
    state = promise(world, "Ministerie van Voorbeelden", 100_000, kind="ministry")
    draft = await invoice(controller, state)
    assert "billing details first" in await refused(controller, draft["id"])
    details = await bill(controller, state.funder, kvk=None)
    assert "a KvK number, an OIN or a Peppol ID" in await refused(controller, draft["id"])
    changed = await controller.patch(f"/billing-details/{details['id']}", {"kvk": "12345678"}, details["version"])
    assert "to the State needs the order number" in await refused(controller, draft["id"])
    body = {"oin": "00000001003214345000"}
    assert (
        await controller.patch(f"/billing-details/{details['id']}", body, changed.json()["version"])
    ).status_code == 200
    assert "order number" in await refused(controller, draft["id"])
    path, past = f"/funder-invoices/{draft['id']}", {"order_number": "4500001", "due_on": "2020-01-01"}
    (error,) = (await controller.patch(path, past, draft["version"])).json()["errors"]
    assert (error["field"], error["problem"]) == ("due_on", "This due day has passed.")
    await controller.patch(path, {"order_number": "4500001"}, draft["version"])
    world.sql("update funder_invoice set due_on = '2020-01-01' where id = %s", draft["id"])  # it passed since
    assert "The due day has passed" in await refused(controller, draft["id"])
    world.sql("update funder_invoice set due_on = null where id = %s", draft["id"])
    found = await moved(controller, draft["id"], "validate")
    assert found["due_on"] > found["issued_on"]
    root = etree.fromstring((await controller.get(f"/funder-invoices/{draft['id']}/ubl")).content)
    where = "cac:AccountingCustomerParty/cac:Party/cbc:EndpointID"
    assert root.find(where, ubl.NAMES).get("schemeID") == "0190"


async def test_an_institute_without_an_account_sends_no_invoice(
    app_url: str, owner_url: str, superuser_url: str, tmp_path: Path
) -> None:
    absent = {**SELLER, "institute_iban": None, "institute_kvk": None}
    async with built(settings_for(app_url, owner_url, tmp_path, **absent), superuser_url) as world:
        controller = await world.person("olga", "controller")
        found = promise(world, "Deltawerk", 100)
        await bill(controller, found.funder)
        draft = await invoice(controller, found)
        assert "POLDER_INSTITUTE_IBAN, POLDER_INSTITUTE_KVK" in await refused(controller, draft["id"])
        assert world.sql("select count(*) from invoice_series") == [(0,)], "the number went back with everything else"


async def test_the_official_rules_judge_where_they_are_configured_and_refuse_in_their_own_words(
    app_url: str, owner_url: str, superuser_url: str, tmp_path: Path
) -> None:
    folder = str(material.path("e-invoices/schematron"))
    async with built(
        settings_for(app_url, owner_url, tmp_path, **SELLER, invoice_rules=folder), superuser_url
    ) as world:
        controller = await world.person("olga", "controller")
        found = promise(world, "Deltawerk", 100, 200)
        details = await bill(controller, found.funder)
        good = await invoice(controller, found, "validate", lots=[found.lots[0]])
        assert good["verdict"]["rules"][1:] == [
            "peppol/CEN-EN16931-UBL.sch",
            "peppol/PEPPOL-EN16931-UBL.sch",
            "nlcius/si-ubl-2.0.sch",
        ]
        assert good["verdict"]["findings"] == []
        # a country that ISO 3166 does not know passes neither our form nor the code lists
        unknown = await controller.patch(
            f"/billing-details/{details['id']}", {"country_code": "XX"}, details["version"]
        )
        assert (unknown.status_code, unknown.json()["errors"][0]["field"]) == (422, "country_code")
        world.sql("update billing_detail set country_code = 'XX'")
        draft = await invoice(controller, found, lots=[found.lots[1]])
        answer = await controller.move("funder-invoices", draft["id"], "validate")
        assert answer.status_code == 422
        assert any(
            "BR-CL-14" in error["problem"] and "country" in error["problem"].lower()
            for error in answer.json()["errors"]
        )
        assert (await controller.get(f"/funder-invoices/{draft['id']}")).json()["state"] == "draft"
        await controller.patch(f"/billing-details/{details['id']}", {"country_code": "NL"}, details["version"] + 1)
        assert (await moved(controller, draft["id"], "validate"))["number"] == 2, "the refused one took no number"


async def test_no_more_is_asked_of_a_lot_than_was_promised(world: World, controller: Person, given: Promise) -> None:
    body = {"agreement_id": given.agreement, "lines": [{"lot_id": given.lots[0], "amount_cents": 10_000_001}]}
    answer = await controller.post("/funder-invoices", body)
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["field"]) == (422, "lines.0.amount_cents")
    assert error["problem"] == "Of this tranche €100,000.00 is left to invoice."
    part = {**body, "lines": [{"lot_id": given.lots[0], "amount_cents": 6_000_000}]}
    two = [(await controller.post("/funder-invoices", part)).json()["id"] for _ in range(2)]
    done = await asyncio.gather(*[controller.move("funder-invoices", id, "validate") for id in two])
    assert sorted(answer.status_code for answer in done) == [200, 409], "the two ask more than was promised"
    (left,) = [id for id, answer in zip(two, done, strict=True) if answer.status_code == 409]
    assert "higher than what is open" in await refused(controller, left)
    rest = (await controller.post("/funder-invoices", {**body, "lines": [{"lot_id": given.lots[0]}]})).json()
    assert rest["amount_cents"] == 4_000_000, "without an amount a line asks for what may still be asked"
    # What was validated and is promised no more, as it was paid without an invoice, is told by line; it is credited, and made anew.
    valid = next(id for id, answer in zip(two, done, strict=True) if answer.status_code == 200)
    with psycopg.connect(world.superuser_url) as connection:
        post(connection, "direct", "receipt", ledger.paid_uninvoiced(UUID(given.lots[0]), 5_000_000))
    late = await controller.move("funder-invoices", valid, "send")
    (error,) = late.json()["errors"]
    assert (late.status_code, error["field"]) == (422, "lines.0.amount_cents")
    assert error["problem"] == "This invoice asks €60,000.00 of tranche 1, but €50,000.00 of that is left to invoice."
    assert "credit note" in error["remedy"]
    note = await credit(controller, valid, "validate", "send")
    assert note["state"] == "sent"
    # Of several tranches the first agreed day counts, and thirty days from the invoice.
    world.sql("update lot set due_on = '2099-05-01' where id = %s", given.lots[0])
    for days, expected in (("2099-01-31", "2099-01-31"), ("2020-01-31", str(today() + timedelta(days=30)))):
        world.sql("update lot set due_on = %s where id = %s", days, given.lots[1])
        asked = [{"lot_id": lot, "amount_cents": 1_000} for lot in given.lots]
        several = (await controller.post("/funder-invoices", {**body, "lines": asked})).json()
        assert (await moved(controller, several["id"], "validate"))["due_on"] == expected


async def test_lines_are_of_the_agreement_and_each_lot_once(world: World, controller: Person, given: Promise) -> None:
    other = promise(world, "Zonneveld", 100)
    for lines, field in (([{"lot_id": other.lots[0]}], "lines.0.lot_id"), ([{"lot_id": given.funder}], "lines.0.lot_id"),
                         ([{"lot_id": given.lots[0], "amount_cents": -1}], "lines.0.amount_cents"),
                         ([{"lot_id": given.lots[0], "amount_cents": 0}], "lines.0.amount_cents"),
                         ([{"lot_id": given.lots[0], "amount_cents": 10.5}], "lines.0.amount_cents"),
                         ([{"lot_id": given.lots[0], "amount_cents": 10**15}], "lines.0.amount_cents"), ([], "lines")):  # fmt: skip
        answer = await controller.post("/funder-invoices", {"agreement_id": given.agreement, "lines": lines})
        assert answer.status_code == 422, (lines, answer.text)
        assert [error["field"] for error in answer.json()["errors"]] == [field]
    twice = [{"lot_id": given.lots[0], "amount_cents": 1}] * 2
    answer = await controller.post("/funder-invoices", {"agreement_id": given.agreement, "lines": twice})
    assert answer.status_code == 409
    assert "named twice" in answer.json()["detail"]


async def test_a_draft_can_change_and_go_and_a_validated_invoice_can_do_neither(
    world: World, controller: Person, given: Promise
) -> None:
    draft = await invoice(controller, given)
    line = {"lot_id": given.lots[1], "amount_cents": 50, "description_nl": "Voorschot", "description_en": "Advance"}
    changed = await controller.patch(f"/funder-invoices/{draft['id']}", {"lines": [line]}, draft["version"])
    assert changed.status_code == 200, changed.text
    assert (changed.json()["amount_cents"], changed.json()["lines"][0]["description_en"]) == (50, "Advance")
    stale = await controller.patch(f"/funder-invoices/{draft['id']}", {"note": "x"}, draft["version"])
    assert stale.status_code == 412
    headers = {"If-Match": f'"{changed.json()["version"]}"'}
    gone = await controller.client.delete(f"/api/v1/funder-invoices/{draft['id']}", headers=headers)
    assert gone.status_code == 204
    fixed = await invoice(controller, given, "validate")
    answer = await controller.patch(f"/funder-invoices/{fixed['id']}", {"note": "x"}, fixed["version"])
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/invoice-fixed")
    headers = {"If-Match": f'"{fixed["version"]}"'}
    assert (
        await controller.client.delete(f"/api/v1/funder-invoices/{fixed['id']}", headers=headers)
    ).status_code == 409
    assert (await controller.get(f"/funder-invoices/{draft['id']}")).status_code == 404
    no_file = await controller.get(f"/funder-invoices/{(await invoice_of_rest(world, controller))['id']}/pdf")
    assert no_file.status_code == 409


async def invoice_of_rest(world: World, controller: Person) -> dict[str, object]:
    return await invoice(controller, promise(world, "Later", 100))


# ---- credit notes ----------------------------------------------------------------------------------------------------


async def credit(controller: Person, id: str, *moves: str, **body: object) -> dict[str, object]:
    made = await controller.post(f"/funder-invoices/{id}/credit-notes", body)
    assert made.status_code == 201, made.text
    return await moved(controller, made.json()["id"], *moves)


async def test_a_credit_note_takes_back_all_and_the_promise_stands(
    world: World, controller: Person, given: Promise
) -> None:
    first = await invoice(controller, given, "validate", "send")
    note = await credit(controller, first["id"], "validate", "send", note="Verkeerde termijn.")
    assert note["number_text"] == first["number_text"][:-4] + "0002", "one series for both"
    assert note["credits"]["id"] == first["id"]
    taken = (await controller.get(f"/funder-invoices/{first['id']}")).json()
    assert (taken["state"], taken["open_cents"], lines_of(taken)) == ("credited", 0, [(10_000_000, 0), (2_500_050, 0)])
    # What to do instead of reversing says each entry for itself.
    number, of_note = first["number_text"], note["number_text"]
    assert await ways_back(controller) == {
        "invoice": f"Invoice {number} was credited already; nothing of it is open.",
        "credit_note": f"Credit note {of_note} stays. Write a new invoice if the money is due after all.",
    }
    assert position(world) == [(10_000_000, 0, 0), (2_500_050, 0, 0)]
    assert wrong_receivables(world) == []
    again = await controller.post(f"/funder-invoices/{first['id']}/credit-notes", {})
    assert again.status_code == 409
    assert (await invoice(controller, given, "validate", "send"))["amount_cents"] == 12_500_050, "it can be asked anew"


async def test_a_part_is_credited_and_the_rest_stays_open(world: World, controller: Person, given: Promise) -> None:
    first = await invoice(controller, given, "validate", "send")
    await credit(controller, first["id"], "validate", "send", lines=[{"lot_id": given.lots[0], "amount_cents": 1}])
    found = (await controller.get(f"/funder-invoices/{first['id']}")).json()
    assert (found["state"], found["open_cents"]) == ("sent", 12_500_049)
    # A cent more than is open is refused as it is typed, and by the database.
    lines = [{"lot_id": given.lots[1]}, {"lot_id": given.lots[0], "amount_cents": 10_000_000}]
    too_much = await controller.post(f"/funder-invoices/{first['id']}/credit-notes", {"lines": lines})
    assert too_much.status_code == 422
    assert [(error["field"], error["problem"]) for error in too_much.json()["errors"]] == [
        ("lines.1.amount_cents", "A credit note can still take back €99,999.99 of this line."),
    ]  # fmt: skip
    note = await credit(controller, first["id"], lines=[{"lot_id": given.lots[0], "amount_cents": 9_999_999}])
    path = f"/funder-invoices/{note['id']}"
    higher = await controller.patch(
        path, {"lines": [{"lot_id": given.lots[0], "amount_cents": 10_000_000}]}, note["version"]
    )
    assert (higher.status_code, higher.json()["errors"][0]["field"]) == (422, "lines.0.amount_cents")
    with pytest.raises(psycopg.Error, match="credited_too_much"):
        world.sql("update invoice_line set amount_cents = 10000000 where invoice_id = %s", note["id"])
    assert wrong_receivables(world) == []


async def test_two_credit_notes_at_once_do_not_take_back_more_than_is_open(
    world: World, controller: Person, given: Promise
) -> None:
    first = await invoice(controller, given, "validate", "send")
    two = [await credit(controller, first["id"]) for _ in range(2)]
    done = await asyncio.gather(*[controller.move("funder-invoices", str(note["id"]), "validate") for note in two])
    assert sorted(answer.status_code for answer in done) == [200, 409]


async def test_what_never_went_out_is_credited_without_mail_or_booking(
    world: World, controller: Person, given: Promise
) -> None:
    first = await invoice(controller, given, "validate")
    part = await credit(controller, first["id"], lines=[{"lot_id": given.lots[0]}])
    assert "credited as a whole" in await refused(controller, part["id"])
    note = await credit(controller, first["id"], "validate")
    assert "validated credit note" in await refused(controller, first["id"], "send")
    await moved(controller, note["id"], "send")
    assert (await controller.get(f"/funder-invoices/{first['id']}")).json()["state"] == "credited"
    assert world.sql("select count(*) from mail") == [(0,)]
    assert world.sql("select count(*) from journal_entry where event in ('invoice', 'credit_note')") == [(0,)]
    assert wrong_receivables(world) == []


# ---- payments, as the bank applies them ------------------------------------------------------------------------------


async def pay(world: World, who: Person, id: str, cents: int, key: str, *, over: int = 0) -> dict[str, object]:
    """What the bank does: spread, book and apply, in one transaction."""
    token = who.client.cookies[COOKIE]
    async with transaction(world.app.state.database, Entry.by_secret(token, "test")) as tx:
        lines = await actions.open_lines(tx, UUID(id))
        lots = {line: lot for line, lot, _ in lines}
        parts, rest = rules.settle_lines([(line, still_open) for line, _, still_open in lines], cents)
        assert rest == over
        posted = [posting for line, part in parts for posting in ledger.paid(lots[line], part)]
        last = lines[-1]
        posted += ledger.overpaid(last[1], rest) if rest else []
        entry = await book(tx, key, "receipt", posted)
        await actions.apply_payment(tx, UUID(id), entry, dict(parts))
        if rest:
            await actions.apply_payment(tx, UUID(id), entry, {last[0]: rest}, kind="overpayment")
    return dict((await who.get(f"/funder-invoices/{id}")).json())


async def test_payments_move_an_invoice_from_sent_to_partly_paid_to_paid(
    world: World, controller: Person, given: Promise
) -> None:
    bank = await world.person("bas", "bank_operator")
    first = await invoice(controller, given, "validate", "send")
    found = await pay(world, bank, first["id"], 10_000_050, "r1")
    assert (found["state"], lines_of(found)) == ("partly_paid", [(10_000_000, 0), (2_500_050, 2_500_000)])
    assert wrong_receivables(world) == []
    found = await pay(world, bank, first["id"], 2_499_999, "r2")
    assert (found["state"], found["open_cents"]) == ("partly_paid", 1)
    found = await pay(world, bank, first["id"], 1, "r3")
    assert (found["state"], found["open_cents"]) == ("paid", 0)
    assert position(world) == [(0, 0, 10_000_000), (0, 0, 2_500_050)]
    assert wrong_receivables(world) == []


async def test_what_comes_above_is_an_overpayment(world: World, controller: Person, given: Promise) -> None:
    first = await invoice(controller, given, "validate", "send")
    found = await pay(world, controller, first["id"], 12_500_051, "r1", over=1)
    assert (found["state"], found["open_cents"]) == ("overpaid", 0)
    assert world.sql(
        "select sum(p.amount_cents) from posting p join ledger_account a on a.id = p.account_id where a.kind = 'overpayment'"
    ) == [(-1,)]


async def test_a_reversed_payment_opens_the_invoice_again_with_a_reason(
    world: World, controller: Person, given: Promise
) -> None:
    first = await invoice(controller, given, "validate", "send")
    await pay(world, controller, first["id"], 12_500_050, "r1")
    token = controller.client.cookies[COOKIE]
    async with transaction(world.app.state.database, Entry.by_secret(token, "test")) as tx:
        (entry,) = await tx.rows("select id from journal_entry where key = 'r1'")
        back = await tx.scalar(
            "select polder.reverse_entry(:id, 'r1-', polder.today(), 'Verkeerde factuur')", id=entry.id
        )
        rows = await tx.rows("select line_id, amount_cents from invoice_settlement where entry_id = :id", id=entry.id)
        parts = {row.line_id: -row.amount_cents for row in rows}
        await actions.apply_payment(tx, UUID(first["id"]), back, parts, reason="Verkeerde factuur")
    found = (await controller.get(f"/funder-invoices/{first['id']}")).json()
    assert (found["state"], found["open_cents"]) == ("sent", 12_500_050)
    history = (await controller.get(f"/funder-invoices/{first['id']}/timeline")).json()["data"]
    assert (history[0]["move"], history[0]["reason"]) == ("reopen", "Verkeerde factuur")
    assert wrong_receivables(world) == []


async def test_nobody_calls_an_invoice_paid_by_hand(world: World, controller: Person, given: Promise) -> None:
    first = await invoice(controller, given, "validate", "send")
    for move in ("pay", "pay_partly", "overpay", "credit"):
        assert (await controller.move("funder-invoices", first["id"], move)).status_code == 409, move
    assert (await controller.move("funder-invoices", first["id"], "reopen", "x")).status_code == 409


# ---- writing off -----------------------------------------------------------------------------------------------------


async def test_a_small_rest_is_written_off_by_one_person_and_a_large_one_by_two(
    world: World, controller: Person
) -> None:
    given = promise(world, "Alfa", 25_000, 25_001)
    await bill(controller, given.funder)
    small, large = [await invoice(controller, given, "validate", "send", lots=[lot]) for lot in given.lots]
    without = await controller.move("funder-invoices", small["id"], "write_off")
    assert (without.status_code, without.json()["errors"][0]["field"]) == (422, "reason")
    found = await moved(controller, small["id"], "write_off", reason="Failliet.")
    assert (found["state"], found["open_cents"]) == ("written_off", 0)
    assert "somebody else must agree" in await refused(controller, large["id"], "write_off")
    own = await controller.post(f"/funder-invoices/{large['id']}/consents", {"reason": "Zelf."})
    assert own.status_code == 201
    assert "somebody else must agree" in await refused(controller, large["id"], "write_off"), (
        "one's own consent is none"
    )
    director = await world.person("dirk", "director")
    assert (await director.move("funder-invoices", large["id"], "write_off", "x")).status_code == 403
    agreed = await director.post(f"/funder-invoices/{large['id']}/consents", {"reason": "Failliet."})
    assert agreed.status_code == 201, agreed.text
    found = await moved(controller, large["id"], "write_off", reason="Failliet.")
    assert [consent["name"] for consent in found["consents"]] == ["olga", "dirk"]
    assert world.sql("select sum(written_off), sum(invoiced_open) from polder.lot_position") == [(50_001, 0)]
    assert wrong_receivables(world) == []


async def test_the_limit_for_writing_off_is_a_row_with_a_source_and_a_first_day(
    world: World, controller: Person
) -> None:
    given = promise(world, "Alfa", 25_001)
    await bill(controller, given.funder)
    first = await invoice(controller, given, "validate", "send")
    director = await world.person("dirk", "director")
    rule, later = (
        {"key": "write_off_second_person", "name_nl": "Grens", "name_en": "Limit"},
        today() + timedelta(days=400),
    )
    for value, source, day in ((25_001, "board, 2026", "2026-01-02"), (99_999, "later", str(later))):
        made = await controller.post("/invoice-rules", {**rule, "value": value, "source": source, "valid_from": day})
        assert made.status_code == 201, made.text
        assert (await controller.move("invoice-rules", made.json()["id"], "confirm")).status_code == 409  # one's own
        if value == 25_001:
            assert (await controller.move("funder-invoices", first["id"], "write_off", "x")).status_code == 409
        assert ("invoice_rule.confirm", made.json()["id"]) in {
            (line["kind"], line["record"]["id"]) for line in (await director.get("/todo")).json()["data"]
        }
        assert (await director.move("invoice-rules", made.json()["id"], "confirm")).status_code == 200
    assert (await controller.move("funder-invoices", first["id"], "write_off", "x")).status_code == 200
    shown = (await controller.get("/invoice-rules?key=write_off_second_person&sort=valid_from")).json()["data"]
    assert [(row["source"][:5], row["valid_until"]) for row in shown] == [
        ("Eigen", "2026-01-01"), ("board", str(later - timedelta(days=1))), ("later", None),
    ]  # fmt: skip
    for days, remedy in (
        (0, "Choose from 1 to 365."),
        (366, "Choose from 1 to 365."),
        (True, "Give a whole number, without decimals."),
    ):
        refused = await controller.post("/invoice-rules", {**rule, "key": "payment_days", "value": days, "source": "X", "valid_from": "2027-01-01"})  # fmt: skip
        (error,) = refused.json()["errors"]
        assert (refused.status_code, error["field"], error["remedy"]) == (422, "value", remedy)


async def ways_back(controller: Person) -> dict[str, str]:
    """By event, what each entry that an invoice made says to do instead of reversing it."""
    found = {}
    for row in (await controller.get("/ledger/entries?source_kind=funder_invoice")).json()["data"]:
        entry = (await controller.get(f"/ledger/entries/{row['id']}")).json()
        if entry["way_back"]:
            found[row["event"]] = entry["way_back"]["en"]
    return found


async def test_a_write_off_is_taken_back_at_the_invoice_and_nowhere_else(world: World, controller: Person) -> None:
    given = promise(world, "Alfa", 25_000)
    await bill(controller, given.funder)
    first = await invoice(controller, given, "validate", "send")
    await pay(world, controller, first["id"], 5_000, "r1")
    for times in (1, 2):
        await moved(controller, first["id"], "write_off", reason="Failliet.")
        (entry,) = world.sql(
            "select id from journal_entry where event = 'write_off' and reverses_id is null order by number desc limit 1"
        )[0]
        by_hand = await controller.post(f"/ledger/entries/{entry}/reverse", {"reason": "x"})
        assert (by_hand.status_code, by_hand.json()["type"]) == (409, "/problems/reversed-at-source")
        number = first["number_text"]
        assert by_hand.json()["detail"] == f"At invoice {number}, take the write-off back."
        if times == 1:
            assert (await ways_back(controller))["invoice"] == (
                f"Invoice {number} was written off. Take the write-off back there first, then make a credit note.")  # fmt: skip
        assert world.sql("select sum(written_off) from polder.lot_position") == [(20_000,)]
        found = await moved(controller, first["id"], "recover", reason="Toch een doorstart.")
        assert (found["state"], found["open_cents"]) == ("partly_paid", 20_000), times
    assert (await ways_back(controller))["invoice"] == f"Make a credit note for invoice {first['number_text']}."
    assert world.sql("select sum(written_off), sum(invoiced_open) from polder.lot_position") == [(0, 20_000)]
    assert wrong_receivables(world) == []
