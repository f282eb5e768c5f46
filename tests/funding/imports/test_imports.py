"""An existing administration is read in: agreements, tranches and past receipts, whole or not at all, twice without effect."""

import io
from typing import Any

import httpx
import openpyxl
import pytest

from polder.funding.imports import actions
from polder.funding.imports import jobs as import_jobs
from tests.funding.agreements.house import Office, positions
from tests.support.world import Person

AGREEMENTS = """kenmerk;financier;titel;begin;einde;privaat;getekend op;contactpersoon
OLD-1;Amber;Zon;2019-01-01;2029-12-31;ja;2019-02-01;Jo
OLD-2;beryl;Maan;2020-01-01;2028-12-31;nee;;
"""
TRANCHES = """overeenkomst;tranche;vervaldatum;bedrag;in natura;voorwaarde
OLD-1;1;1-3-2019;100.000,00;nee;
OLD-1;2;1-3-2020;50.000,00;nee;verslag
OLD-1;3;1-3-2021;7.500,00;ja;
OLD-2;1;1-6-2020;20.000,50;nee;
"""
RECEIPTS = """kenmerk;overeenkomst;tranche;ontvangen op;bedrag;valuta;omschrijving
R1;OLD-1;1;15-3-2019;60.000,00;EUR;eerste deel
R2;OLD-1;1;20-3-2019;40.000,00;;
R3;OLD-2;1;2-6-2020;20.000,50;EUR;
"""


async def send(person: Person, kind: str, content: str | bytes, *, preview: bool = False) -> httpx.Response:
    content = content.encode() if isinstance(content, str) else content
    return await person.client.post(
        "/api/v1/funding-imports",
        params={"kind": kind, "preview": str(preview).lower()},
        files={"file": ("old.csv", content)},
    )


async def read_in(office: Office, kind: str, content: str | bytes) -> dict[str, Any]:
    done = await send(office.controller, kind, content)
    assert done.status_code == 201, done.text
    return dict(done.json())


def counts(result: dict[str, Any]) -> tuple[int, ...]:
    return tuple(result[name] for name in ("rows", "added", "known", "refused"))


async def test_an_administration_comes_in_with_its_promises_and_what_was_received(office: Office) -> None:
    looked = await send(office.controller, "agreements", AGREEMENTS, preview=True)
    assert (looked.status_code, counts(looked.json()), looked.json()["id"]) == (200, (2, 2, 0, 0), None)
    assert looked.json()["first"][0] == {"row": 2, "values": {
        "reference": "OLD-1", "funder": "Amber", "title": "Zon", "starts_on": "2019-01-01", "ends_on": "2029-12-31",
        "private_origin": "true", "signed_on": "2019-02-01", "contact_name": "Jo"}}  # fmt: skip
    assert office.world.sql("select count(*) from agreement") == [(0,)], "looking changes nothing"
    assert counts(await read_in(office, "agreements", AGREEMENTS)) == (2, 2, 0, 0)
    assert counts(await read_in(office, "tranches", TRANCHES)) == (4, 4, 0, 0)
    imported = await read_in(office, "receipts", RECEIPTS)
    assert counts(imported) == (3, 3, 0, 0)
    rows = (await office.controller.get("/agreements", params={"sort": "title"})).json()["data"]
    assert [(r["external_reference"], r["funder"], r["state"], r["private_origin"], r["amount_cents"], r["received_cents"]) for r in rows] == [
        ("OLD-2", "Beryl", "active", False, 2_000_050, 2_000_050), ("OLD-1", "Amber", "active", True, 15_750_000, 10_000_000),
    ]  # fmt: skip
    sun = await office.read("agreements", rows[1]["id"])
    assert positions(sun) == [(10_000_000, 10_000_000, 0, 0, 10_000_000, 0), (5_000_000, 5_000_000, 5_000_000, 0, 0, 0),
                              (750_000, 0, 0, 0, 0, 0)]  # fmt: skip
    assert (sun["versions"][0]["signed_sha256"], sun["versions"][0]["effective_on"], sun["contact_name"]) == (
        None,
        "2019-02-01",
        "Jo",
    )
    assert office.world.sql(
        """select posted_on::text, event, description, source_id::text from journal_entry where source_kind = 'funding_import' order by 1"""
    ) == [
        ("2019-03-15", "receipt", "eerste deel", imported["id"]), ("2019-03-20", "receipt", "R2", imported["id"]),
        ("2020-06-02", "receipt", "R3", imported["id"]),
    ]  # fmt: skip
    assert office.world.sql("select posted_on::text from journal_entry where event = 'commitment' order by 1") == [
        ("2019-02-01",), ("2020-01-01",),
    ]  # fmt: skip
    assert office.world.sql(
        "select balance_cents from account_balance b join ledger_account a on a.id = account_id where kind = 'bank'"
    ) == [(12_000_050,)]
    assert office.world.sql("select * from polder.wrong_balances()") == []
    # twice does nothing, not even on another day when the period has been closed
    closed = "insert into closed_period (from_day, until_day) values ('2019-01-01', '2020-12-31')"
    office.world.sql(closed)
    before = office.world.sql("select count(*), max(number) from journal_entry")
    for kind, content, rows_in in (("agreements", AGREEMENTS, 2), ("tranches", TRANCHES, 4), ("receipts", RECEIPTS, 3)):
        assert counts(await read_in(office, kind, content)) == (rows_in, 0, rows_in, 0)
    assert office.world.sql("select count(*), max(number) from journal_entry") == before
    # and what is new in a closed year is posted on the first open day
    late = RECEIPTS + "R4;OLD-1;2;1-4-2020;1,00;;\n"
    assert counts(await read_in(office, "receipts", late)) == (4, 1, 3, 0)
    (came_late,) = office.world.sql(
        "select posted_on::text, happened_on::text from journal_entry where key = 'import:receipt:R4'"
    )
    assert came_late == ("2021-01-01", "2020-04-01")
    # its funder, and whoever reads the agreement or the journal, see the day on which it came
    page = (await office.controller.get(f"/funder-pages/{sun['funder_id']}")).json()
    came = [one["on"] for a in page["agreements"] for t in a["tranches"] for one in t["receipts"]]
    assert sorted(came) == ["2019-03-15", "2019-03-20", "2020-04-01"]
    for path in ("ledger/entries", "ledger/postings"):
        rows = (await office.controller.get(f"/{path}", params={"event": "receipt"})).json()["data"]
        assert ("2021-01-01", "2020-04-01") in {(row["posted_on"], row["happened_on"]) for row in rows}
    listed = (await office.controller.get("/funding-imports", params={"kind": "receipts"})).json()
    assert [(r["rows"], r["added"], r["known"], r["by"]) for r in listed["data"]] == [
        (4, 1, 3, "controller"),
        (3, 0, 3, "controller"),
        (3, 3, 0, "controller"),
    ]

    # what was reversed may be read in again, as it was or mended, and then it is known again
    async def reversed_receipt() -> None:
        ((id,),) = office.world.sql("""select e.id from journal_entry e where e.key like 'import:receipt%:R3'
          and not exists (select from journal_entry r where r.reverses_id = e.id)""")
        done = await office.controller.post(f"/ledger/entries/{id}/reverse", {"reason": "Not ours"})
        assert done.status_code == 201, done.text

    await reversed_receipt()
    assert counts(await read_in(office, "receipts", late)) == (4, 1, 3, 0)
    assert counts(await read_in(office, "receipts", late)) == (4, 0, 4, 0)
    await reversed_receipt()
    assert counts(await read_in(office, "receipts", late.replace("20.000,50", "20.000,49"))) == (4, 1, 3, 0)
    keys = office.world.sql("select key from journal_entry where key like '%:R3' order by number")
    assert keys == [("import:receipt:R3",), ("import:receipt.1:R3",), ("import:receipt.2:R3",)]
    # what was read in is amended like any other, and not below what was received
    less = {"reason": "x", "tranches": [{"position": 1, "amount_cents": 10_000_000, "due_on": "2019-03-01"}]}
    refused = await office.controller.post(f"/agreements/{sun['id']}/amendments", less)
    assert [e["field"] for e in refused.json()["errors"]] == ["tranches"]
    amended = await office.amended(
        sun, tranches=[*less["tranches"], {"position": 2, "amount_cents": 100, "due_on": "2020-03-01"}]
    )
    assert (amended["amount_cents"], amended["in_force"]) == (10_000_100, 2)


async def test_one_refused_row_and_nothing_of_the_file_is_read_in(office: Office) -> None:
    await read_in(office, "agreements", AGREEMENTS)
    own = await office.agreement("Amber", "draft", title="Written here")
    tranches = TRANCHES + "\n".join([
        "NONE;1;2026-01-01;1,00;;", f"{own['reference']};1;2026-01-01;1,00;;", "OLD-1;1;2026-01-01;2,00;;", "OLD-2;2;2026-01-01;1.005;;",
        "OLD-2;3;2026-01-01;0;;", "OLD-2;4;2031-01-01;0;;",
    ])  # fmt: skip
    preview = (await send(office.controller, "tranches", tranches, preview=True)).json()
    assert counts(preview) == (10, 4, 0, 6)
    assert [(r["row"], r["field"], r["problem"]["en"]) for r in preview["refusals"]] == [
        (6, "agreement", "This agreement is unknown."),
        (7, "agreement", "This agreement was drafted here, and is not in force yet."),
        (8, "tranche", "This is on row 2 too."),
        (9, "amount_cents", "Three digits after the point or comma: thousands, or three decimals?"),
        (10, "amount_cents", "This amount is zero."),
        (11, "amount_cents", "This amount is zero."),
        (11, "due_on", "This day is more than two years after the agreement's end."),
    ]  # fmt: skip
    assert all(r["remedy"]["nl"] and r["problem"]["nl"] != r["problem"]["en"] for r in preview["refusals"])
    # named as the file itself names them
    assert [r["column"] for r in preview["refusals"]] == ["overeenkomst"] * 2 + ["tranche"] + ["bedrag"] * 3 + [
        "vervaldatum"
    ]
    assert [(one["row"], one["values"]["amount_cents"]) for one in preview["first"]] == [
        (2, "10000000"), (3, "5000000"), (4, "750000"), (5, "2000050"),
    ]  # fmt: skip
    refused = await send(office.controller, "tranches", tranches)
    assert refused.status_code == 422
    assert [e["field"] for e in refused.json()["errors"]] == [
        "rows.6.agreement",
        "rows.7.agreement",
        "rows.8.tranche",
        "rows.9.amount_cents",
        "rows.10.amount_cents",
        "rows.11.amount_cents",
        "rows.11.due_on",
    ]
    assert refused.json()["detail"] == "6 of the 10 rows cannot be read in; nothing has changed. Mend the file."
    assert office.world.sql("select count(*) from lot") == [(0,)]
    assert office.world.sql("select kind from funding_import") == [("agreements",)]
    await read_in(office, "tranches", TRANCHES)
    receipts = RECEIPTS + "\n".join([
        "R1;OLD-1;1;15-3-2019;60.000,00;;", "R5;OLD-1;9;15-3-2019;1,00;;", "R6;OLD-1;3;15-3-2019;1,00;;", "R7;OLD-1;1;15-3-2019;0,01;;",
        "R8;OLD-1;2;15-3-2099;1,00;;", "R9;OLD-1;2;15-3-2019;1,00;USD;", "R10;OLD-1;2;15-3-2019;0;;", "R11;OLD-1;2;15-3-2019;-1;;",
        "R12;NONE;1;15-3-2019;1,00;;", "R1;OLD-1;9;15-3-2099;1,00;;", "R13;OLD-1;;15-3-2099;x;;",
        "R14;OLD-1;2;31-12-2017;1,00;;",
    ])  # fmt: skip
    preview = (await send(office.controller, "receipts", receipts, preview=True)).json()
    assert counts(preview) == (15, 3, 0, 12)
    assert [(r["row"], r["field"], r["problem"]["en"]) for r in preview["refusals"]] == [
        (5, "reference", "This is on row 2 too."), (6, "tranche", "There is no such tranche, or it is in kind."),
        (7, "tranche", "There is no such tranche, or it is in kind."), (8, "amount_cents", "Of this tranche, only €0.00 is still open."),
        (9, "received_on", "This day has yet to come."), (10, "currency", "This is another currency than the euro."),
        (11, "amount_cents", "This amount is zero."), (12, "amount_cents", "This amount is negative."),
        (13, "agreement", "This agreement is unknown."),
        # Everything that is wrong with a row, at once.
        (14, "reference", "This is on row 2 too."), (14, "tranche", "There is no such tranche, or it is in kind."),
        (14, "received_on", "This day has yet to come."),
        (15, "tranche", "This cell is empty."), (15, "amount_cents", "This is no amount."), (15, "received_on", "This day has yet to come."),
        (16, "received_on", "This day is more than a year before the agreement's start."),
    ]  # fmt: skip
    assert (await send(office.controller, "receipts", receipts)).status_code == 422
    assert office.world.sql("select count(*) from journal_entry where event = 'receipt'") == [(0,)]
    await read_in(office, "receipts", RECEIPTS)
    for changed, row in (
        ("R1;OLD-1;1;15-3-2019;59.999,99;;", "reference"),
        ("R1;OLD-1;1;16-3-2019;60.000,00;;", "reference"),
    ):
        header = RECEIPTS.splitlines()[0]
        (refusal,) = (await send(office.controller, "receipts", f"{header}\n{changed}\n", preview=True)).json()[
            "refusals"
        ]
        assert (refusal["field"], "read in already" in refusal["problem"]["en"]) == (row, True)
    moved = TRANCHES.replace("50.000,00", "50.000,01")
    (refusal,) = (await send(office.controller, "tranches", moved, preview=True)).json()["refusals"]
    assert (refusal["row"], refusal["remedy"]["en"]) == (3, "Amend it by a new version.")


async def test_agreements_name_a_funder_that_is_known_and_only_one(office: Office) -> None:
    await office.funder("Beryl")  # a second of that name
    office.world.sql("update organisation set kvk = '12345678' where id = %s", office.funders["Beryl"])
    await office.funder("State", "ministry")
    header = "kenmerk;financier;titel;begin;einde;privaat;matchingregel;e-mail;getekend op"
    book = openpyxl.Workbook()
    for row in (header.split(";"), ["A", "Beryl", "T", "2026-01-01", "2027-01-01"], ["B", "12345678", "T", "2026-01-01", "2027-01-01"],
                ["C", "Nobody", "T", "2026-01-01", "2027-01-01"], ["D", "Amber", "T", "2026-01-01", "2025-01-01"],
                ["E", "State", "T", "2026-01-01", "2027-01-01", "ja"], ["F", "Amber", "T", "2026-01-01", "2027-01-01", "", "none"],
                ["G", "Amber", "T", "1889-01-01", "2027-01-01"], ["H", "Amber", "T", "2026-01-01", "2027-01-01", "", "", "not mail"],
                ["I", "Nobody", "T", "2027-01-01", "2026-01-01", "", "none", "", "2099-01-01"],
                ["J", "Nobody", "", "2027-01-01", "2026-01-01", "", "none", "", "2099-01-01"],
                ["K", "", "T", "2027-01-01", "x", "perhaps"]):  # fmt: skip
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    preview = (await send(office.controller, "agreements", out.getvalue(), preview=True)).json()
    assert counts(preview) == (11, 1, 0, 10)
    assert [(r["row"], r["field"], r["problem"]["en"]) for r in preview["refusals"]] == [
        (2, "funder", "More than one organisation has this name."), (4, "funder", "This organisation is unknown."),
        (5, "ends_on", "The end is before the start."),
        (6, "private_origin", "Money of the State, a university or a research organisation is not private."),
        (7, "matching_key", "There is no such matching rule."), (8, "starts_on", "This year cannot be right."),
        (9, "contact_email", "This is not an e-mail address."),
        (10, "funder", "This organisation is unknown."), (10, "ends_on", "The end is before the start."),
        (10, "signed_on", "This day has yet to come."), (10, "matching_key", "There is no such matching rule."),
        # an empty title hides nothing of the rest
        (11, "title", "This cell is empty."), (11, "funder", "This organisation is unknown."),
        (11, "ends_on", "The end is before the start."), (11, "signed_on", "This day has yet to come."),
        (11, "matching_key", "There is no such matching rule."),
        (12, "funder", "This cell is empty."), (12, "ends_on", "This is no date."), (12, "private_origin", "This is neither yes nor no."),
    ]  # fmt: skip
    two, unknown = (row["remedy"]["en"] for row in preview["refusals"][:2])
    assert (two, "ask a grants officer" in unknown) == ("Give its ROR id or chamber of commerce number.", True)
    unreadable = await send(office.controller, "agreements", "kenmerk;financier\nCafé;x".encode("latin-1"))
    assert (unreadable.status_code, unreadable.json()["errors"][0]["field"]) == (422, "file")
    assert (await send(office.controller, "loans", AGREEMENTS)).status_code == 422
    for person in (office.director, office.world.people["of Amber"]):
        for look in (True, False):
            assert (await send(person, "agreements", AGREEMENTS, preview=look)).status_code == 403
    assert (await office.world.people["of Amber"].get("/funding-imports")).json()["total"] == 0


async def test_a_large_file_is_read_in_by_a_job_that_tells_how_far_it_is(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "AT_ONCE", 3)
    await read_in(office, "agreements", AGREEMENTS)
    begun = await send(office.controller, "tranches", TRANCHES)
    assert (begun.status_code, begun.json()["later"], counts(begun.json())) == (202, True, (4, 4, 0, 0))
    id = begun.json()["id"]
    waiting = await office.read("funding-imports", id)
    assert (waiting["done"], waiting["finished_at"]) == (0, None)
    assert office.world.sql("select count(*) from lot") == [(0,)]
    monkeypatch.setattr(actions, "ENTRIES", 1)
    for _ in range(2):  # a job may run twice
        await import_jobs.read_in(id)
    told = office.world.sql(
        "select changes -> 'done' ->> 1, xid from audit_entry where table_name = 'funding_import' and operation = 'update' order by id"
    )
    assert [int(done) for done, _ in told if done] in ([3, 4], [1, 4])  # agreement by agreement
    assert len({xid for _, xid in told}) == 3, "each told in a transaction of its own, before the whole is there"
    done = await office.read("funding-imports", id)
    assert (done["done"], done["added"], done["refusals"], done["by"]) == (4, 4, [], "controller")
    assert done["finished_at"] is not None
    assert office.world.sql("select count(*) from funding_import_file") == [(0,)]
    assert office.world.sql("select count(*) from lot") == [(4,)]
    # What was looked at before it waited is looked at again: somebody came first.
    twice = await send(office.controller, "receipts", RECEIPTS + "R4;OLD-2;1;2-6-2020;0,01;EUR;\n", preview=True)
    assert twice.json()["refusals"][0]["row"] == 5
    monkeypatch.setattr(actions, "AT_ONCE", 2)
    late = (await send(office.controller, "receipts", RECEIPTS)).json()["id"]
    monkeypatch.setattr(actions, "AT_ONCE", 3)
    await read_in(office, "receipts", RECEIPTS.replace("R3", "R9"))
    await import_jobs.read_in(late)
    failed = await office.read("funding-imports", late)
    assert (failed["done"], failed["added"], [refusal["row"] for refusal in failed["refusals"]]) == (0, 0, [4])
