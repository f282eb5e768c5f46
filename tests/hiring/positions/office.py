"""A world with people, lots and a rule for employer's costs, for tests of positions."""

from dataclasses import dataclass
from typing import Any

from tests.funding.money import Lot, Running
from tests.support.world import Person, World

FACTS = {
    "title_nl": "Promovendus Robotica", "title_en": "PhD candidate Robotics", "cost_key": "cao_nu", "salary_min_cents": 300_000,
    "salary_max_cents": 400_000, "starts_on": "2027-01-01", "months": 48,
}  # fmt: skip


@dataclass
class Office:
    """Surcharge 45 %: a month costs 580,000 cents at the top of the range."""

    world: World
    money: Running
    hr: Person
    controller: Person
    director: Person

    def lot(self, cents: int = 100_000_000, funder: str = "Fa", *, public: bool = False) -> Lot:
        of = self.money.funder(f"State {funder}", "ministry") if public else self.money.funder(funder)
        return self.money.decision(of, cents) if public else self.money.agreement(of, cents)

    async def position(self, **values: Any) -> dict[str, Any]:
        made = await self.hr.post("/positions", {**FACTS, **values})
        assert made.status_code == 201, made.text
        return dict(made.json())

    async def lines(self, id: str, *lines: tuple[Any, ...], who: Person | None = None) -> Any:
        """Lines as (lot, first month, last month, part in basis points[, id])."""
        found = (await self.controller.get(f"/positions/{id}")).json()
        body = [
            {"lot_id": str(lot.id), "from_month": first, "until_month": last, "part_bp": part, **({"id": rest[0]} if rest else {})}
            for lot, first, last, part, *rest in lines
        ]  # fmt: skip
        return await (who or self.controller).put(f"/positions/{id}/lines", {"lines": body}, version=found["version"])

    async def read(self, id: str) -> dict[str, Any]:
        return dict((await self.controller.get(f"/positions/{id}")).json())

    async def approved(self, *lots: Lot, **values: Any) -> dict[str, Any]:
        """An approved position, its whole term paid by these lots in equal parts."""
        made = await self.position(**values)
        lots = lots or (self.lot(),)
        part = 10_000 // len(lots)
        until = made["until_month"]
        done = await self.lines(made["id"], *[(lot, made["starts_on"], until, part) for lot in lots])
        assert done.status_code == 200, done.text
        for who, move in ((self.controller, "fund"), (self.director, "approve")):
            moved = await who.move("positions", made["id"], move)
            assert moved.status_code == 200, moved.text
        return await self.read(made["id"])


async def opened(world: World, url: str) -> Office:
    money = Running(world, url)
    money.given("update employer_cost_rule set state = 'in_force' where key = 'cao_nu'")
    people = [await world.person(name, role) for name, role in (("hr", "hr_officer"), ("carla", "controller"), ("director", "director"))]  # fmt: skip
    return Office(world, money, *people)
