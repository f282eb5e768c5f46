"""A vacancy with a committee of four (anna chairs; bob, cleo and dan are members), and a meeting about some candidates."""

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from tests.support.world import World

NOW = "2027-03-10T09:30:00Z"
QUORUM = (
    "set session_replication_role = replica; update hiring_rule set state = 'in_force' where key = 'meeting_quorum'"
)


def kind(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].rpartition("/")[2]


def text_of(content: bytes) -> str:
    """What a PDF says."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


@dataclass
class Scene:
    """`id` is the meeting's; applications by the candidate's name."""

    world: World
    vacancy: dict[str, Any]
    id: str = ""
    applications: dict[str, str] = field(default_factory=dict)

    async def look(self, who: str = "hr") -> dict[str, Any]:
        found = await self.world.people[who].get(f"/meetings/{self.id}")
        assert found.status_code == 200, found.text
        return dict(found.json())

    async def item(self, name: str, who: str = "hr") -> dict[str, Any]:
        return dict(next(i for i in (await self.look(who))["items"] if i["name"] == name))

    async def send(self, method: str, path: str, body: Any, who: str = "hr") -> Any:
        """A write of the meeting at its present version."""
        person = self.world.people[who]
        return await getattr(person, method)(f"/meetings/{self.id}{path}", body, version=(await self.look())["version"])

    async def attend(self, *names: str, who: str = "hr") -> Any:
        return await self.send(
            "put", "/attendance", {"present": [self.world.people[name].account_id for name in names]}, who
        )

    async def decide(
        self, name: str, decision: str | None, reason: str = "Best evidence.", who: str = "hr", **more: Any
    ) -> Any:
        item = await self.item(name, who)
        body = {"decision": decision, "reason": reason, **more}
        return await self.world.people[who].put(f"/meeting-items/{item['id']}/decision", body, version=item["version"])

    async def carry_out(self, mode: str, who: str = "hr") -> Any:
        if mode == "preview":
            return await self.world.people[who].post(f"/meetings/{self.id}/decisions", {"mode": mode})
        return await self.send("post", "/decisions", {"mode": mode}, who)

    async def minutes(self, language: str = "en", who: str = "hr") -> Any:
        return await self.send("post", "/minutes", {"language": language}, who)


async def scene(world: World, *names: str, begun: bool = True, stage: str = "shortlist") -> Scene:
    """Candidates on the shortlist, on the agenda of a meeting on 10 March 2027 at 10:00 in Amsterdam."""
    world.clock(NOW)
    world.sql(QUORUM)
    found = Scene(world, await world.vacancy())
    hr = world.people["hr"]
    for name in ("cleo", "dan"):
        member = await world.person(name)
        body = {"account_id": member.account_id, "role": "committee_member"}
        assert (await hr.post(f"/vacancies/{found.vacancy['id']}/committee", body)).status_code == 201
    for name in names:
        moves = ("mark_eligible",) if stage == "mark_eligible" else ("mark_eligible", stage)
        found.applications[name] = (await world.application(found.vacancy, name, *moves))["id"]
    made = await hr.post("/meetings", {
        "vacancy_id": found.vacancy["id"], "starts_at": "2027-03-10T09:00:00Z", "place": "Room 1.02",
        "chair_id": world.people["anna"].account_id, "application_ids": list(found.applications.values()),
    })  # fmt: skip
    assert made.status_code == 201, made.text
    found.id = made.json()["id"]
    if begun:
        opened = await hr.move("meetings", found.id, "open")
        assert opened.status_code == 200, opened.text
    return found
