"""What people do with bank entries: say what they settle, and have it booked."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from polder.funding.bank.tables import BankAccount, BankEntry, SettlementRule
from polder.kernel import problems
from polder.kernel.resources import Effect
from polder.kernel.tx import Tx
from polder.kernel.web import REFUSALS
from polder.kernel.words import Words

REFUSALS.update(
    entry_not_to_settle=Words(
        nl="Alleen geboekte ontvangsten in euro's worden afgeletterd.", en="Only booked receipts in euros are settled."
    ),
    settlement_differs=Words(
        nl="De regels samen zijn niet het ontvangen bedrag.", en="The lines together are not the amount received."
    ),
    rounding_too_large=Words(
        nl="Dit verschil is te groot om afronding te heten.", en="This difference is too large to be rounding."
    ),
    second_person_needed=Words(
        nl="Dit bedrag is boven de grens: de een legt de regels vast, een ander lettert af.",
        en="This amount is above the limit: one person writes the lines, another settles.",
    ),
    settlement_fixed=Words(
        nl="Deze aflettering staat vast. Maak haar eerst ongedaan.", en="This settlement is fixed. Undo it first."
    ),
    settlement_rule_overlap=Words(
        nl="Voor deze dagen gelden al grenzen. Kies een latere begindatum.",
        en="There are limits for these days already. Choose a later start.",
    ),
    uq_bank_account_identifier=Words(
        nl="Deze rekening staat al bij de eigen bankrekeningen.", en="This account is among our own already."
    ),
)


# ---- accounts and limits ---------------------------------------------------------------------------------------------


async def create_account(tx: Tx, identifier: str, name: str, currency: str) -> BankAccount:
    return await tx.add(BankAccount(identifier=identifier, name=name, currency=currency))


async def change_account(tx: Tx, id: UUID, version: int, values: dict[str, Any]) -> BankAccount:
    account = await tx.get(BankAccount, id, lock=True, version=version)
    for name, value in values.items():
        setattr(account, name, value)
    await tx.flush()
    return account


async def set_limits(tx: Tx, values: dict[str, Any]) -> SettlementRule:
    """New limits from a day on, today or later; those in force end the day before."""
    if await tx.scalar(
        "select :day < (polder.clock() at time zone 'Europe/Amsterdam')::date", day=values["valid_from"]
    ):
        raise problems.invalid_field(
            "valid_from", Words(nl="Deze dag is al voorbij.", en="This day has passed."),
            Words(nl="Kies vandaag of later: wat gold, blijft staan.", en="Choose today or later: what was in force stays."),
        )  # fmt: skip
    await tx.run(
        """update settlement_rule set valid_until = :last where valid_from <= :last
           and (valid_until is null or valid_until > :last)""",
        last=values["valid_from"] - timedelta(days=1),
    )
    return await tx.add(SettlementRule(**values))


# ---- lines -----------------------------------------------------------------------------------------------------------


async def write_lines(tx: Tx, id: UUID, version: int, lines: Sequence[dict[str, Any]]) -> None:
    """Replace what an open entry is said to settle."""
    tx.require("bank.settle")
    await tx.get(BankEntry, id, lock=True, version=version)
    await tx.run("delete from settlement where entry_id = :id and ended_at is null", id=id)


async def propose_again(tx: Tx, id: UUID, version: int) -> None:
    await tx.get(BankEntry, id, lock=True, version=version)


async def propose(tx: Tx, import_id: UUID) -> int:
    """Look for what the new entries of an import may settle; how many got a proposal."""
    return 0


ENTRY_EFFECTS: dict[str, Effect] = {}
