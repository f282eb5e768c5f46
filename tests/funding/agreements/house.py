"""Funders, the people who handle their money, and an agreement that is under way."""

from typing import Any

from tests.kernel.test_document_content import pdf
from tests.support.days import today
from tests.support.world import Person, World

TRANCHES = [
    {"amount_cents": 10_000_000, "due_on": "2026-03-01"},
    {"amount_cents": 5_000_000, "due_on": "2027-03-01", "condition": "Report accepted"},
]


class Office:
    """A controller, a director who approves, and funders A and B with a representative each."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.funders: dict[str, str] = {}

    @property
    def controller(self) -> Person:
        return self.world.people["controller"]

    @property
    def director(self) -> Person:
        return self.world.people["boss"]

    async def open(self) -> "Office":
        await self.world.person("controller", "controller")
        await self.world.person("boss", "director")
        for name in ("Amber", "Beryl"):
            await self.funder(name)
        return self

    async def funder(self, name: str, kind: str = "industry") -> Person:
        """An organisation that funds, and who represents it."""
        (id,) = self.world.sql(
            "insert into organisation (name, sort_name, names_text, kind) values (%s, lower(%s), %s, %s) returning id",
            name, name, name, kind,
        )[0]  # fmt: skip
        self.funders[name] = str(id)
        person = await self.world.person(f"of {name}")
        self.world.sql(
            "insert into role_grant (account_id, role, scope_kind, scope_id) values (%s, 'funder_representative', 'organisation', %s)",
            person.account_id, id,
        )  # fmt: skip
        return person

    async def agreement(self, funder: str = "Amber", state: str = "active", **values: Any) -> dict[str, Any]:
        """An agreement of two tranches, moved along as people do."""
        body = {"funder_id": self.funders[funder], "title": f"{funder} gives", "starts_on": "2026-01-01",
                "ends_on": "2028-12-31", "tranches": TRANCHES, **values}  # fmt: skip
        made = await self.controller.post("/agreements", body)
        assert made.status_code == 201, made.text
        id = made.json()["id"]
        if state != "draft":
            await self.moved("agreements", id, "offer")
        if state == "active":
            await self.sign(made.json()["versions"][0]["id"])
            await self.moved("agreements", id, "activate", by=self.director)
        return await self.read("agreements", id)

    async def sign(
        self, version: str, content: bytes | None = None, kind: str = "signed", of: str = "agreement_version"
    ) -> str:
        """Upload a signed file as a browser does; its id."""
        content = pdf() if content is None else content
        body = {"record_kind": of, "record_id": version, "kind": kind, "file_name": f"{kind}.pdf", "size": len(content)}
        begun = await self.controller.post("/documents", body)
        assert begun.status_code == 201, begun.text
        link = begun.json()["upload"]
        sent = await self.world.client().put(link["url"], content=content, headers=link["headers"])
        assert sent.status_code == 204, sent.text
        done = await self.controller.post(f"/documents/{begun.json()['id']}/moves/complete")
        assert done.status_code == 200, done.text
        return str(begun.json()["id"])

    async def amended(self, agreement: dict[str, Any], **changes: Any) -> dict[str, Any]:
        """A signed amendment, in force."""
        made = await self.controller.post(f"/agreements/{agreement['id']}/amendments", {"reason": "Agreed.", **changes})
        assert made.status_code == 201, made.text
        await self.sign(made.json()["id"])
        await self.moved("agreement-versions", made.json()["id"], "put_in_force", by=self.director)
        return await self.read("agreements", agreement["id"])

    async def moved(
        self, resource: str, id: str, move: str, reason: str | None = None, by: Person | None = None
    ) -> dict[str, Any]:
        done = await (by or self.controller).move(resource, id, move, reason)
        assert done.status_code == 200, done.text
        return dict(done.json())

    async def read(self, resource: str, id: str, by: Person | None = None) -> dict[str, Any]:
        found = await (by or self.controller).get(f"/{resource}/{id}")
        assert found.status_code == 200, found.text
        return dict(found.json())

    def post(self, lines: list[Any], event: str, key: str, on: str | None = None) -> None:
        """Book something of another part of funding, as the system does."""

        entry = {
            "key": key,
            "posted_on": on or str(today()),
            "event": event,
            "lines": [line.json for line in lines],
        }
        import json

        self.world.sql("select polder.write_entries(%s)", json.dumps([entry]))


def positions(agreement: dict[str, Any]) -> list[tuple[int, ...]]:
    """(amount, committed, uninvoiced, invoiced-open, received-free, written-off) of each lot."""
    return [
        (lot["amount_cents"], *(lot["position"][name] for name in
         ("committed", "uninvoiced", "invoiced_open", "received_free", "written_off")))
        for lot in agreement["lots"]
    ]  # fmt: skip
