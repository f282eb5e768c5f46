"""`polder ledger`: the books added up again from the command line, mended, and handed to another program."""

from tests.cli.conftest import Installation
from tests.funding.money import TODAY, Money


def test_the_ledger_is_checked_mended_and_exported(installation: Installation) -> None:
    money = Money(installation.superuser_url, installation.settings["POLDER_DATABASE_URL"])
    money.clock(TODAY)
    money.received(money.lot(), 5_000)
    assert installation.polder("ledger", "check").stdout == "The ledger adds up: 6 accounts, 8 postings.\n"
    money.sql("update account_balance set balance_cents = balance_cents - 1 where floor = 0 and balance_cents > 0")
    wrong = installation.polder("ledger", "check")
    assert (wrong.returncode, wrong.stdout) == (1, "balance bank: says 4999, is 5000\n")
    assert "does not add up in 1 places" in wrong.stderr
    assert installation.polder("ledger", "check", "--rebuild").stdout.endswith(
        "1 balances were mended from 8 postings.\n"
    )
    assert installation.sql("select wrong, rebuilt from ledger_check order by id") == [
        (0, False),
        (1, False),
        (1, True),
    ]
    text = installation.polder("ledger", "export").stdout
    assert text.startswith("; The journal of Polder.")
    assert "2026-02-02 balance Assets:Bank 50.00 EUR\n" in text
