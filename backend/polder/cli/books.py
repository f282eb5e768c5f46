"""Commands on the ledger: add it up again, and hand it to another program."""

import sys
from datetime import date

from polder.cli.database import as_system
from polder.cli.sentences import Told
from polder.kernel.tx import Tx


def check(rebuild: bool) -> None:
    """Every fault on a line; exit code 1 while there are any that were not mended."""
    from polder.funding.ledger import actions
    from polder.funding.ledger.tables import LedgerCheck

    async def act(tx: Tx) -> LedgerCheck:
        return await actions.check(tx, rebuild=rebuild)

    found = as_system("ledger-check", act)
    for fault in found.faults:
        print(f"{fault['what']} {fault['where']}: says {fault['said']}, is {fault['found']}")
    mended = found.rebuilt and all(fault["what"] == "balance" for fault in found.faults)
    if found.wrong and not mended:
        raise Told(f"The ledger does not add up in {found.wrong} places.")
    if found.wrong:
        print(f"{found.wrong} balances were mended from {found.postings} postings.")
    else:
        print(f"The ledger adds up: {found.accounts} accounts, {found.postings} postings.")


def export(until: date | None) -> None:
    """The journal on standard output."""
    from polder.funding.ledger import beancount

    async def act(tx: Tx) -> None:
        async for line in beancount.export(tx, until):
            sys.stdout.write(line + "\n")

    as_system("ledger-export", act)
