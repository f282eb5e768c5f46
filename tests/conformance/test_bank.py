"""Bank statements of real banks and of other projects: what is in them, what comes in, and what is refused and why."""

import time
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from polder.funding.bank import camt, gate
from polder.funding.bank.camt import Entry, Message, Refused
from tests.conformance import material
from tests.support.world import World, built, settings_for

pytestmark = pytest.mark.timeout(300)
BALANCED = "balanced"
NONE = "no balances"  # a notification has none
DAILY = {7: 3, 8: 4, 11: 8, 12: 11, 13: 6, 14: 14, 15: 7, 18: 3, 19: 11, 20: 5, 21: 8, 22: 11, 25: 12, 26: 4}
# file: statements, entries, what the gate says (or the difference in minor units)
READ: dict[str, tuple[int, int, str | int]] = {
    **{f"subite-daily/2024-03-{day:02d}.xml": (2, entries, BALANCED) for day, entries in DAILY.items()},
    **{f"subite-camt054/2024-03-{day:02d}.xml": (1, 1, NONE) for day in range(7, 15)},
    "subite-other/BE68793230773034-202411.xml": (1, 268, BALANCED),
    "subite-other/account_statement.xml": (1, 3, BALANCED),
    "bankstatementparser/camt053_multicurrency.xml": (2, 3, BALANCED),
    "bankstatementparser/camt053_duplicate_same_day.xml": (1, 2, "opening and closing balance"),
    "genkgo/camt053.v2.multi.statement.xml": (2, 2, BALANCED),
    "genkgo/camt053.v2.all-balance-types.xml": (1, 1, -582),
    "genkgo/camt053.v2.minimal.xml": (1, 1, "closing balance in SEK"),
    "genkgo/camt053.v4.xml": (1, 1, "closing balance in SEK"),
    "genkgo/camt053.v8.xml": (1, 1, "closing balance in SEK"),
    "genkgo/camt054.v4.xml": (1, 1, NONE),
    "genkgo/camt054.v8.xml": (1, 1, NONE),
    "genkgo/camt53.only-Dt-with-DtTm.xml": (1, 0, "closing balance"),
    "viafintech/053-valid_example.xml": (1, 4, BALANCED),
    "viafintech/053-valid_example_with_batch.xml": (1, 3, 1_277_414),
    "viafintech/053-valid_example_with_datetime.xml": (1, 1, "opening balance"),
}
REFUSED = {
    "genkgo/camt053.v2.wrong.xml": "no statement",
    "viafintech/general-invalid_namespace.xml": "no statement",
    "viafintech/052-valid_example.xml": "camt.052",
    "mt940/jejik-abnamro.sta": "not XML", "mt940/jejik-generic.sta": "not XML", "mt940/jejik-ing.sta": "not XML",
    "mt940/jejik-knab.sta": "not XML", "mt940/jejik-rabobank-iban.sta": "not XML",
}  # fmt: skip
SAME = {"genkgo/camt054.v8.xml"}  # the notification of camt054.v4 in another version


def folder() -> Path:
    return material.path("bank-statements")


def read(name: str) -> tuple[Message, list[tuple[int, Entry]]]:
    with (folder() / name).open("rb") as file:
        message = camt.statements(file)
        return message, list(camt.entries(file, message))


def test_every_file_of_the_folder_is_named_here() -> None:
    found = {f"{path.parent.name}/{path.name}" for path in folder().glob("*/*") if path.suffix in (".xml", ".sta")}
    assert found == {*READ, *REFUSED}
    assert (len(READ), sum(s for s, _, _ in READ.values()), sum(e for _, e, _ in READ.values())) == (37, 53, 407)


@pytest.mark.parametrize("name", READ)
def test_statements_entries_and_the_balance_equation_are_as_known(name: str) -> None:
    statements, entries, verdict = READ[name]
    message, found = read(name)
    assert (len(message.statements), len(found)) == (statements, entries)
    why = [
        gate.refusal(told, currency=told.currency or "EUR", closed=False, without_balances=False, last=date.max)
        for told in message.statements
    ]
    if verdict in (BALANCED, NONE):
        assert why == [None] * statements
        for told in message.statements:
            assert gate.difference(told) == (None if verdict == NONE else 0)
    elif isinstance(verdict, int):
        assert gate.difference(message.statements[0]) == verdict
        assert gate.amount(verdict, "EUR").en in why[0].en
    else:
        assert verdict in why[0].en


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_statement_is_refused_and_says_why(name: str) -> None:
    with pytest.raises(Refused, match=REFUSED[name]):
        read(name)


@pytest.mark.parametrize("name", ["camt053.v8", "camt053.v2.multi.statement"])
def test_another_library_reads_the_same_from_the_entries_that_it_reads(name: str) -> None:
    """It reads one entry of the two statements; ours are compared with those that it names."""
    ours = {(entry.cents, entry.booked_on.isoformat()): entry for _, entry in read(f"genkgo/{name}.xml")[1]}
    theirs = material.loaded(f"bank-statements/genkgo/{name}.expected.json")["getEntries"]
    for entry in theirs:
        found = ours[int(entry["getAmount"]["getAmount"]), entry["getBookingDate"]["0"][:10]]
        assert found.currency == entry["getAmount"]["getCurrency"]["getCode"]
        assert found.valued_on.isoformat() == entry["getValueDate"]["0"][:10]
        assert found.bank_reference == entry["getAccountServicerReference"]
        detail = entry["getTransactionDetail"]
        said = detail["getRemittanceInformation"]["getMessage"]
        assert said in (found.text, *found.references)
        parties = [(p["getRelatedPartyType"]["getName"], p["getAccount"]["getIdentification"])
                   for p in detail["getRelatedParties"] if isinstance(p, dict)]  # fmt: skip
        assert (found.counterparty, found.counterparty_account) in parties


def test_each_banking_day_begins_with_what_the_day_before_ended_with() -> None:
    ends: dict[str, int] = {}
    for day in DAILY:
        for told in read(f"subite-daily/2024-03-{day:02d}.xml")[0].statements:
            assert ends.get(told.account, told.opening.cents) == told.opening.cents
            ends[told.account] = told.closing.cents
    assert len(ends) == 2


# ---- all of them into a house ----------------------------------------------------------------------------------------


@pytest.fixture
async def world(app_url: str, owner_url: str, superuser_url: str, tmp_path: Path) -> AsyncIterator[World]:
    settings = settings_for(app_url, owner_url, tmp_path, bank_schemas=folder() / "xsd")
    async with built(settings, superuser_url) as found:
        yield found


def add_accounts(world: World) -> None:
    """Those of the files; they are other people's, and some have check digits that anonymising broke."""
    for name in READ:
        for told in read(name)[0].statements:
            world.sql(
                "insert into bank_account (identifier, name, currency) values (%s, %s, %s) on conflict do nothing",
                told.account, told.account, told.currency or "EUR",
            )  # fmt: skip


async def give(who: Any, name: str, **form: str) -> dict[str, Any]:
    done = await who.client.post(
        "/api/v1/bank-imports", files={"file": (name, (folder() / name).read_bytes())}, data=form
    )
    assert done.status_code == 201, done.text
    return dict(done.json())


async def test_all_files_come_in_or_are_refused_whole_and_the_second_time_nothing_is_new(
    world: World, record_property: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    piet = await world.person("piet", "bank_operator")
    add_accounts(world)
    wanted = {name for name, (_, _, verdict) in READ.items() if verdict in (BALANCED, NONE)}
    began, warned = time.monotonic(), set()
    for name in (*READ, *REFUSED):
        found = await give(piet, name)
        assert (found["outcome"] == "imported") == (name in wanted), (name, found["why"])
        if name in wanted:
            assert len(found["statements"]) == READ[name][0], name
            assert found["entries_known" if name in SAME else "entries_new"] == READ[name][1], name
        if any("deviates" in said["en"] for said in found["warnings"]):
            warned.add(name)
    took = time.monotonic() - began
    # Fourteen of fourteen real days fail the official schema, and all balance: a warning.
    assert {f"subite-daily/2024-03-{day:02d}.xml" for day in DAILY} <= warned & wanted
    count = sum(READ[name][1] for name in wanted - SAME)
    assert world.sql("select count(*) from bank_entry") == [(count,)]
    assert world.sql("select count(*) from polder.statement_gap") == [(0,)]
    for name in wanted:
        again = await give(piet, name)
        assert (again["entries_new"], again["entries_known"]) == (0, READ[name][1]), name
    assert world.sql("select count(*) from bank_entry") == [(count,)]
    statements = sum(READ[name][0] for name in wanted)
    record_property("entries", count)
    with capsys.disabled():
        print(f"\n  bank: {len(READ) + len(REFUSED)} files in {took:.2f} s: {len(wanted)} imported ({statements} statements, {count} entries),"
              f" {len(warned & wanted)} of them with a warning of the schema; {len(READ) + len(REFUSED) - len(wanted)} refused")  # fmt: skip


async def test_a_missing_banking_day_is_noticed_and_two_equal_payments_are_kept_when_a_person_decides(
    world: World,
) -> None:
    piet = await world.person("piet", "bank_operator")
    add_accounts(world)
    for day in (7, 8, 12):
        found = await give(piet, f"subite-daily/2024-03-{day:02d}.xml")
    assert [gap["missing_cents"] for gap in found["gaps"]] == [196_542_024]  # of one account; the other did not move
    await give(piet, "subite-daily/2024-03-11.xml")
    assert world.sql("select count(*) from polder.statement_gap") == [(0,)]
    name = "bankstatementparser/camt053_duplicate_same_day.xml"
    assert (await give(piet, name))["outcome"] == "refused"
    assert (await give(piet, name, without_balances="This bank names none"))["entries_new"] == 2
    assert world.sql("select amount_cents from bank_entry where currency = 'EUR' and counterparty = 'CITY COFFEE'") == [
        (-450,),
        (-450,),
    ]
