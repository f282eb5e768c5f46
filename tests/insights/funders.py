"""Two funders with money under way: amounts and words of each differ, so that a leak is seen."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from polder.funding.ledger import rules as ledger
from polder.funding.ledger.rules import Event
from tests.funding.invoices.office import Promise, bill, invoice
from tests.funding.money import Running
from tests.support.world import Person, World


@dataclass
class Funder:
    """What is known of one funder; `words` and `cents` are nobody else's."""

    id: str
    agreement: str
    lots: list[str]
    invoice: dict[str, Any]
    purpose: str
    person: Person
    words: list[str]

    async def page(self) -> dict[str, Any]:
        found = await self.person.get(f"/funder-pages/{self.id}")
        assert found.status_code == 200, found.text
        return dict(found.json())


class Funders:
    """Amber and Beryl: three tranches each, the first invoiced and paid with a bank fee, 60 % of it allocated, a part spent."""

    def __init__(self, world: World, money: Running) -> None:
        self.world, self.money = world, money

    async def open(self) -> "Funders":
        self.controller = await self.world.person("controller", "controller")
        self.money.insert(
            "matching_rule", key="one_to_one", name_nl="Gelijk op", name_en="One to one", public_parts=1, private_parts=1,
            cap_cents=1_000_000_000, in_kind_share_bp=2000, basis="received", window_from="2025-01-01", window_until="2035-12-31",
            valid_from="2025-01-01", source="Grant decision, article 4", state="in_force",
        )  # fmt: skip
        self.amber = await self._funder("Amber", 10_000_001, "Trustworthy robots")
        self.beryl = await self._funder("Beryl", 70_000_007, "Quiet turbines")
        return self

    async def _funder(self, name: str, cents: int, purpose: str) -> Funder:
        funder = self.money.funder(name)
        first = self.money.agreement(funder, cents, key="one_to_one")
        lots = [first.id]
        for position, (amount, due) in enumerate(((cents * 2, "2026-03-01"), (cents * 3, "2099-06-30")), start=2):
            lots.append(
                self.money.insert(
                    "lot",
                    agreement_id=first.agreement,
                    funder_id=funder,
                    position=position,
                    amount_cents=amount,
                    due_on=due,
                )
            )
            self.money.post(Event.commitment, ledger.committed(lots[-1], amount), on="2026-01-05")
        given = Promise(str(funder), str(first.agreement), [str(lot) for lot in lots])
        await bill(self.controller, given.funder, name, email=f"pay@{name.lower()}.example", kvk=f"{cents:08d}")
        sent = await invoice(self.controller, given, "validate", "send", lots=given.lots[:1])
        made = self.world.sql(
            "insert into purpose (kind, name_nl, name_en, valid_from) values ('programme', %s, %s, '2025-01-01') returning id",
            f"{purpose} (nl)", purpose,
        )[0][0]  # fmt: skip
        lot, spent = lots[0], UUID(str(made))
        received = self.money.post(Event.receipt, ledger.paid(lot, cents, fee=1500), on="2026-02-02")
        line = self.world.sql("select id from invoice_line where invoice_id = %s", sent["id"])[0][0]
        self.money.insert(
            "invoice_settlement",
            invoice_id=sent["id"],
            line_id=line,
            kind="payment",
            amount_cents=cents,
            entry_id=received,
        )
        self.money.given("update funder_invoice set state = 'paid' where id = %s", sent["id"])
        self.money.post(Event.allocation, ledger.allocated(lot, spent, cents * 6 // 10), on="2026-02-02")
        self.money.post(Event.cost, ledger.cost(lot, spent, cents * 4 // 10), on="2026-02-02")
        self.money.post(Event.report, ledger.reported(lot, spent, cents * 3 // 10), on="2026-02-02")
        person = await self.money.representative(f"of {name}", UUID(given.funder))
        return Funder(given.funder, given.agreement, given.lots, sent, str(made), person,
                      [name, purpose, sent["number_text"], sent["rf_reference"], str(cents), str(cents - 1500)])  # fmt: skip
