"""Money in a few lines: funders with running agreements, decisions, and what the ledger says happened to their lots."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import psycopg

from polder.funding.ledger import rules
from polder.funding.ledger.rules import Line
from tests.support.world import Person, World


@dataclass
class Lot:
    id: UUID
    funder: UUID
    agreement: UUID | None
    public: bool


class Money:
    """What is true of the money of a world. Records are put in place as given; entries are posted as a controller would."""

    def __init__(self, world: World, app_url: str) -> None:
        self.world, self.app_url = world, app_url

    def _insert(self, table: str, **columns: Any) -> Any:
        """A row that nothing guards: the world as given."""
        names, marks = ", ".join(columns), ", ".join(["%s"] * len(columns))
        with psycopg.connect(self.world.superuser_url, autocommit=True) as connection:
            connection.execute("set session_replication_role = replica")
            done = connection.execute(
                f"insert into {table} ({names}) values ({marks}) returning id", [*columns.values()]
            )
            return done.fetchone()[0]

    def funder(self, name: str) -> UUID:
        return self._insert("organisation", name=name, sort_name=name.lower(), names_text=name)

    def agreement(self, funder: UUID, cents: int, *, key: str | None = None, in_kind: bool = False, due: str = "2026-02-01",
                  **columns: Any) -> Lot:  # fmt: skip
        """A running agreement of one tranche."""
        made = self._insert(
            "agreement", funder_id=funder, title="Promise", starts_on="2026-01-01", ends_on="2030-12-31", matching_key=key,
            amount_cents=cents, in_force=1, **{"state": "active", **columns},
        )  # fmt: skip
        lot = self._insert("lot", agreement_id=made, funder_id=funder, amount_cents=cents, due_on=due, in_kind=in_kind)
        found = Lot(lot, funder, made, False)
        if not in_kind:
            self.post("commitment", rules.committed(lot, cents), on="2026-01-05")
        return found

    def decision(self, granter: UUID, cents: int, *, key: str | None = None) -> Lot:
        """A granted decision."""
        made = self._insert("public_decision", granter_id=granter, title="Grant", amount_cents=cents, starts_on="2026-01-01",
                            ends_on="2030-12-31", granted_on="2026-01-01", matching_key=key, state="granted")  # fmt: skip
        lot = self._insert("lot", decision_id=made, funder_id=granter, amount_cents=cents, due_on="2026-01-01")
        self.post("commitment", rules.committed(lot, cents), on="2026-01-05")
        return Lot(lot, granter, None, True)

    def purpose(self, name: str = "Robotics") -> UUID:
        return self._insert("purpose", kind="programme", name_nl=name, name_en=name, valid_from="2026-01-01")

    def document(self, kind: str, record: str) -> None:
        """A file that was inspected and kept."""
        self._insert("document", record_kind=kind, record_id=record, kind="evidence", file_name="hours.pdf", size=9,
                     media_type="application/pdf", storage_key=record, state="accepted", completed_at="now")  # fmt: skip

    def post(self, event: str, lines: Sequence[Line], *, on: str, key: str | None = None) -> str:
        """One entry; its id."""
        entry = {
            "key": key or uuid4().hex, "posted_on": on, "event": event,
            "lines": [{"account": line.account, "lot": str(line.lot), "cents": line.cents,
                       **({"purpose": str(line.purpose)} if line.purpose else {})} for line in lines],
        }  # fmt: skip
        return self._as_controller("select (polder.post_entries(%s))[1]::text", json.dumps([entry]))

    def reverse(self, entry: str, *, on: str) -> None:
        self._as_controller("select polder.reverse_entry(%s, %s, %s, 'mistake')", entry, uuid4().hex, on)

    def _as_controller(self, sql: str, *values: Any) -> Any:
        with psycopg.connect(self.app_url) as connection:
            for name, value in (("actor_kind", "browser"), ("permissions", "ledger.post,funding.read")):
                connection.execute("select set_config(%s, %s, true)", (f"polder.{name}", value))
            return connection.execute(sql, values).fetchone()[0]

    def paid(self, lot: Lot, cents: int, *, on: str = "2026-03-01") -> str:
        """It came in; the receipt's entry."""
        return self.post("receipt", rules.paid_uninvoiced(lot.id, cents, public=lot.public), on=on)

    def close(self, first: str, last: str) -> None:
        self.world.sql("insert into closed_period (from_day, until_day) values (%s, %s)", first, last)

    async def representative(self, name: str, funder: UUID) -> Person:
        """Somebody who represents this funder."""
        person = await self.world.person(name)
        self._insert("role_grant", account_id=person.account_id, role="funder_representative", scope_kind="organisation",
                     scope_id=funder, confirmed_at="now")  # fmt: skip
        return person
