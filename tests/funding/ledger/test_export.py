"""The journal as Beancount text: Beancount itself adds everything up again, and agrees."""

import random
from datetime import date
from decimal import Decimal
from uuid import UUID

from beancount import loader
from beancount.core import data, realization
from hypothesis import given
from hypothesis import strategies as st

from polder.funding.ledger.beancount import account_name, amount, export, quoted
from polder.funding.ledger.rules import KINDS, Event, Line
from polder.kernel.actor import Entry as Entered
from polder.kernel.database import Database
from polder.kernel.tx import transaction
from tests.funding.histories import grown
from tests.funding.money import Money, entry, post


async def exported(money: Money, until: date | None = None) -> str:
    database = await Database.open(money.url, readers=1, writers=1)
    try:
        async with transaction(database, Entered.as_role("system", "test")) as tx:
            return "\n".join([line async for line in export(tx, until)]) + "\n"
    finally:
        await database.close()


async def test_beancount_recomputes_every_balance_and_finds_no_error(books: Money) -> None:
    chance = random.Random(3)
    lots = [(books.lot(10**8, funder=f"F{n % 2}", public=n == 3), n == 3) for n in range(4)]
    purposes = [books.purpose(f"P{n}") for n in range(3)]
    for lot, public in lots:
        post(books.url, *grown(chance, lot, purposes, public=public, steps=25))
    usd = [Line("bank", lots[0][0], 823, original=("USD", 885, "0.9299435028")), Line("overpayment", lots[0][0], -823)]
    post(
        books.url, {**entry(Event.receipt, usd), "description": 'He said "pay\\me"\nlater', "happened_on": "2026-01-31"}
    )
    text = await exported(books)
    assert text.count("  happened: 2026-01-31") == 1
    entries, errors, _ = loader.load_string(text)
    assert errors == []
    transactions = [e for e in entries if isinstance(e, data.Transaction)]
    assert [(len(transactions),)] == books.sql("select count(*) from journal_entry")
    assert sum(isinstance(e, data.Balance) for e in entries) == len(books.sql("select 1 from ledger_account"))
    tree = realization.realize(entries)
    for code, kind, asset, cents in books.sql(
        "select code, kind, asset, sum(balance_cents)::bigint from ledger_account a join account_balance b on b.account_id = a.id"
        " group by a.id"
    ):
        held = realization.get(tree, account_name(code, kind)).balance.get_currency_units(asset).number
        assert held == Decimal(cents) / 100, code
    assert 'original: "8.85 USD at 0.9299435028"' in text


async def test_a_balance_that_is_off_by_a_cent_is_found_by_beancount(money: Money) -> None:
    lot: UUID = money.lot()
    money.received(lot, 5_000)
    assert loader.load_string(await exported(money))[1] == []
    money.sql("update account_balance set balance_cents = 3999 where floor = 1 and balance_cents = 5000")
    (error,) = loader.load_string(await exported(money))[1]
    assert "Balance failed for 'Assets:Committed-Invoiced" in error.message
    until = await exported(money, date(2026, 1, 31))
    assert ("invoice sent" in until, "commitment" in until, " balance " in until) == (False, True, False)


def test_every_kind_of_account_has_a_name_that_beancount_takes() -> None:
    which = {"funder": "0190a6f0-abcd-7000-8000-000000000000", "lot": "17", "purpose": "P-2026-003"}
    for kind in KINDS:
        parts = [
            which[of]
            for of in ("funder", "lot", "purpose")
            if of in kind.of and not (of == "funder" and "lot" in kind.of)
        ]
        name = account_name(":".join([kind.name.replace("_", "-"), *parts]), kind.name)
        text = f"2026-01-01 open {name} {kind.asset}"
        entries, errors, _ = loader.load_string(text)
        assert (errors, entries[0].account, entries[0].date) == ([], name, date(2026, 1, 1)), text


@given(st.integers(-(10**16), 10**16))
def test_an_amount_is_written_to_the_cent(cents: int) -> None:
    assert Decimal(amount(cents)) * 100 == cents


@given(st.text(max_size=60))
def test_whatever_is_written_in_a_description_stays_in_its_string(text: str) -> None:
    assert "\n" not in quoted(text)
    inner = quoted(text)[1:-1].replace("\\\\", "").replace('\\"', "")
    assert '"' not in inner
    assert "\\" not in inner


async def test_every_line_names_its_lot(money: Money) -> None:
    money.lot(100)
    (number,) = money.sql("select number from lot")[0]
    assert f'  Assets:Committed-Open:{number}  1.00 EUR.C\n    lot: "{number}"' in await exported(money)
