"""A vacancy with an open round of interviews and candidates who have applied by the public form."""

from dataclasses import dataclass, field
from typing import Any

from polder.hiring.interviews import jobs
from tests.hiring.applicant import Applicant
from tests.support.world import World

NOW = "2027-03-01T09:00:00Z"


@dataclass
class Scene:
    """`at` days, a round with a panel of anna and bob; candidates by name with their applications' ids."""

    world: World
    vacancy: dict[str, Any]
    round: dict[str, Any]
    candidates: dict[str, Applicant] = field(default_factory=dict)
    applications: dict[str, str] = field(default_factory=dict)

    async def look(self, who: str = "hr") -> dict[str, Any]:
        return dict((await self.world.people[who].get(f"/interview-rounds/{self.round['id']}")).json())

    async def interview(self, name: str) -> dict[str, Any]:
        found = await self.look()
        return dict(next(i for i in found["interviews"] if i["application_id"] == self.applications[name]))

    async def book(self, name: str, slot: str, **more: Any) -> Any:
        one = self.candidates[name]
        await one.look()
        id = (await self.interview(name))["id"]
        return await one.send(f"/apply/interviews/{id}/book", slot=slot, **more)

    def mails(self, template: str | None = None) -> list[tuple[str, str, str]]:
        """(template, to, text) in the order of their writing."""
        return [
            row for row in self.world.sql("select template, to_address, text from mail where template like 'interview%%' order by id")
            if template in (None, row[0])
        ]  # fmt: skip

    async def told(self) -> list[tuple[str, str]]:
        """Let the job tell what is to be told: (template, to) of the letters written by that."""
        before = len(self.mails())
        await jobs.tell(0)
        return [(template, to) for template, to, _ in self.mails()[before:]]


DAY = {"day": "2027-03-10", "begins": "09:00", "ends": "12:00"}


async def scene(
    world: World, *names: str, days: list[dict[str, str]] | None = None, invite: bool = True, **values: Any
) -> Scene:
    """Candidates on the shortlist, invited to an open round that offers 09:00, 10:00 and 11:00 on 10 March 2027."""
    world.clock(NOW)
    vacancy = await world.vacancy()
    hr, anna, bob = (world.people[name] for name in ("hr", "anna", "bob"))
    for person in (anna, bob):
        world.sql("update account set email = %s where id = %s", f"{person.name}@institute.example", person.account_id)
    body = {
        "vacancy_id": vacancy["id"], "name_nl": "Eerste gesprek", "name_en": "First interview", "minutes": 45,
        "place": "Room 1.02", "account_ids": [anna.account_id, bob.account_id], **values,
    }  # fmt: skip
    made = await hr.post("/interview-rounds", body)
    assert made.status_code == 201, made.text
    found = Scene(world, vacancy, made.json())
    offered = await hr.post(f"/interview-rounds/{found.round['id']}/slots", {"days": days or [DAY]})
    assert offered.status_code == 201, offered.text
    opened = await hr.move("interview-rounds", found.round["id"], "open")
    assert opened.status_code == 200, opened.text
    for name in names:
        one = await Applicant.begin(world, vacancy["reference"], name)
        assert one is not None
        await one.submit()
        found.candidates[name] = one
        ((id,),) = world.sql("select id from application where name = %s", name)
        found.applications[name] = str(id)
        for move in ("mark_eligible", "shortlist"):
            assert (await hr.move("applications", str(id), move)).status_code == 200
    if invite and names:
        invited = await hr.post(
            f"/interview-rounds/{found.round['id']}/invitations", {"application_ids": list(found.applications.values())}
        )
        assert invited.status_code == 201, invited.text
    return found
