"""A call with advisors who have accounts, and candidates who apply by the public form."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.hiring.applicant import Applicant
from tests.support.world import Person, World

TRACKS = ["academic", "industry", "interdisciplinary"]


@dataclass
class Call:
    """A call, published once somebody applies; advisors and candidates by name."""

    world: World
    vacancy: dict[str, Any]
    id: str
    places: dict[str, str]
    advisors: dict[str, str] = field(default_factory=dict)
    links: dict[str, Applicant] = field(default_factory=dict)
    candidates: dict[str, str] = field(default_factory=dict)

    @property
    def hr(self) -> Person:
        return self.world.people["hr"]

    async def advisor(self, name: str, place: str = "Delft", country: str = "NL", **values: Any) -> Person:
        who = await self.world.person(name)
        body = {"vacancy_id": self.vacancy["id"], "account_id": who.account_id, "name": name, "organisation_id": self.places[place],
                "country_code": country, "topics_en": f"{name} topics", "tracks": TRACKS, **values}  # fmt: skip
        done = await self.hr.post("/advisors", body)
        assert done.status_code == 201, done.text
        self.advisors[name] = done.json()["id"]
        return who

    async def publish(self) -> None:
        """Open it, with the advisors that it has by now."""
        done = await self.hr.move("vacancies", self.vacancy["id"], "publish")
        assert done.status_code == 200, done.text

    async def candidate(self, name: str, *wishes: str, track: str = "academic") -> Applicant:
        """Somebody who applied and named these advisors."""
        if not self.links and (await self.hr.get(f"/vacancies/{self.vacancy['id']}")).json()["state"] == "approved":
            await self.publish()
        link = await Applicant.begin(self.world, self.vacancy["reference"], name)
        assert link is not None
        chosen = {f"call_wish_{n}": self.advisors[one] for n, one in enumerate(wishes, start=1)}
        await link.submit(call_track=track, **chosen)
        self.links[name] = link
        self.candidates[name] = str(self.world.sql("select id from application where name = %s", name)[0][0])
        return link

    async def eligible(self, *names: str) -> None:
        checks = [{"item": item, "met": True} for item in ("degree", "english", "documents")]
        body = {
            "application_ids": [self.candidates[n] for n in names or self.candidates],
            "checks": checks,
            "verdict": "eligible",
        }
        done = await self.hr.post(f"/vacancies/{self.vacancy['id']}/eligibility", body)
        assert done.status_code == 204, done.text

    async def ranks(self, advisor: str, *candidates: str, refused: dict[str, str] | None = None) -> Any:
        who, id = self.world.people[advisor], self.advisors[advisor]
        version = (await who.get(f"/advisors/{id}")).json()["version"]
        body = {"ranked": [self.candidates[c] for c in candidates],
                "refused": [{"application_id": self.candidates[c], "reason": why} for c, why in (refused or {}).items()]}  # fmt: skip
        return await who.put(f"/advisors/{id}/ranking", body, version)

    async def round(self, kind: str) -> dict[str, Any]:
        """A round of this kind, solved by HR after the deadline."""
        made = await self.hr.post("/match-rounds", {"vacancy_id": self.vacancy["id"], "kind": kind})
        assert made.status_code == 201, made.text
        with self.closed():
            done = await self.hr.move("match-rounds", made.json()["id"], "solve")
        assert done.status_code == 200, done.text
        return dict(done.json())

    @contextmanager
    def closed(self) -> Iterator[None]:
        """After the deadline, for as long as it lasts."""
        self.world.clock("2099-01-02 00:00+00")
        try:
            yield
        finally:
            self.world.clock(None)

    async def pairs(self, round: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
        found = (await self.hr.get(f"/match-pairs?round_id={round['id']}&per_page=200")).json()["data"]
        return {(p["candidate"], p["advisor"]): p for p in found}


async def called(world: World, **settings: Any) -> Call:
    """A call without advisors yet, ready to be published but for them; organisations Delft (NL), Tübingen (DE), Acme (NL, a company)."""
    places = {}
    for name, kind, country in (
        ("Delft", "university", "NL"),
        ("Tübingen", "university", "DE"),
        ("Acme", "industry", "NL"),
    ):
        ((id,),) = world.sql(
            "insert into organisation (name, sort_name, names_text, kind, country_code) values (%s, lower(%s), %s, %s, %s) returning id",
            name, name, name, kind, country,
        )  # fmt: skip
        places[name] = str(id)
    vacancy = await world.vacancy("approved", kind="call")
    hr = world.people["hr"]
    ((one,),) = [(c["id"],) for c in (await hr.get(f"/calls?vacancy_id={vacancy['id']}")).json()["data"]]
    version = (await hr.get(f"/calls/{one}")).json()["version"]
    body = {"tracks": TRACKS, **settings}
    done = await hr.patch(f"/calls/{one}", body, version)
    assert done.status_code == 200, done.text
    return Call(world, vacancy, one, places)


def chosen(page: str, name: str) -> str:
    """The option that a select of the page shows."""
    select = re.search(rf'<select id="{name}".*?</select>', page, re.DOTALL)
    assert select is not None
    found = re.search(r'value="([^"]*)" selected', select.group())
    return found.group(1) if found else ""
