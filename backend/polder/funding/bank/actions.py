"""What is set up for the bank: our own accounts, and the limits of settling."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from polder.funding.bank.tables import BankAccount, SettlementRule
from polder.kernel.tx import Tx


async def create_account(tx: Tx, identifier: str, name: str, currency: str) -> BankAccount:
    return await tx.add(BankAccount(identifier=identifier, name=name, currency=currency))


async def change_account(tx: Tx, id: UUID, version: int, values: dict[str, Any]) -> BankAccount:
    account = await tx.get(BankAccount, id, lock=True, version=version)
    for name, value in values.items():
        setattr(account, name, value)
    await tx.flush()
    return account


async def set_limits(tx: Tx, values: dict[str, Any]) -> SettlementRule:
    """New limits from a day on, today or at most five years later; those in force end the day before."""
    tx.require("settlement_rule.write")
    await tx.run(
        """update settlement_rule set valid_until = :last where valid_from <= :last
           and (valid_until is null or valid_until > :last)""",
        last=values["valid_from"] - timedelta(days=1),
    )
    return await tx.add(SettlementRule(**values))


async def withdraw_limits(tx: Tx, id: UUID, version: int) -> None:
    """Limits that have yet to begin are no more; those before them go on as they would have."""
    limits = await tx.get(SettlementRule, id, lock=True, version=version)
    tx.require("settlement_rule.write")
    await tx.session.delete(limits)
    await tx.flush()
