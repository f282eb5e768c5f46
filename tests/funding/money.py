"""Promises with money in them, for tests of what is done with it: three lines instead of thirty.

`Money` needs a database alone; `Running` is the money of a world with people, whose agreements are active at once.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

import psycopg

from polder.funding.ledger import rules
from polder.funding.ledger.rules import Entry, Event, Line
from tests.support.world import Person, World

TODAY = "2026-06-30T10:00:00+02:00"
POSTER = "ledger.post,ledger.check,funding.read,period.close"


def entry(event: Event, lines: Sequence[Line], on: str = "2026-03-01", key: str | None = None) -> dict[str, Any]:
    """What `polder.post_entries` takes."""
    return Entry(key or str(uuid4()), event, date.fromisoformat(on), lines).json


def entered(connection: psycopg.Connection[Any], permissions: str = POSTER) -> psycopg.Connection[Any]:
    """The connection, whose transaction now acts with these permissions."""
    connection.execute(
        "select set_config('polder.actor_kind', 'browser', true), set_config('polder.permissions', %s, true)",
        (permissions,),
    )
    return connection


def post(url: str, *entries: dict[str, Any]) -> list[UUID]:
    """Post in one transaction, as the application's role."""
    with psycopg.connect(url) as connection:
        found = entered(connection).execute("select polder.post_entries(%s)", (json.dumps(entries),)).fetchone()
        assert found is not None
        return list(found[0])


@dataclass
class Money:
    """A funder's lots, and the purposes that they may serve, as given."""

    superuser_url: str
    url: str  # as the application's role
    funders: dict[str, UUID] = field(default_factory=dict)

    @cached_property
    def admin(self) -> psycopg.Connection[Any]:
        return psycopg.connect(self.superuser_url, autocommit=True)

    def close(self) -> None:
        self.admin.close()

    def sql(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """As superuser: the world as given, or what is really there."""
        done = self.admin.execute(statement, values or None)
        return done.fetchall() if done.description else []

    def clock(self, moment: str) -> None:
        self.sql(
            "create or replace function polder.clock() returns timestamptz language sql stable as"
            f" $$ select '{moment}'::timestamptz $$"
        )

    def funder(self, name: str, kind: str = "other") -> UUID:
        if name not in self.funders:
            self.funders[name] = self.sql(
                "insert into organisation (name, sort_name, kind) values (%s, lower(%s), %s) returning id",
                name,
                name,
                kind,
            )[0][0]
        return self.funders[name]

    def lot(
        self,
        cents: int = 10_000_000,
        *,
        funder: str = "Fa",
        public: bool = False,
        promised: bool = True,
        **columns: Any,
    ) -> UUID:
        """A lot of a new agreement or decision; `promised`: its commitment is in the ledger."""
        of = self.funder(f"State {funder}", "ministry") if public else self.funder(funder)
        if public:
            (source,) = self.sql(
                "insert into public_decision (granter_id, title, amount_cents, starts_on, ends_on) values (%s, 't', %s, '2026-01-01', '2027-01-01') returning id",
                of, cents,
            )[0]  # fmt: skip
        else:
            (source,) = self.sql(
                "insert into agreement (funder_id, title, starts_on, ends_on) values (%s, 't', '2026-01-01', '2027-01-01') returning id",
                of,
            )[0]
        values = {
            "decision_id" if public else "agreement_id": source,
            "funder_id": of,
            "amount_cents": cents,
            "due_on": "2026-01-01",
            **columns,
        }
        made: UUID = self.sql(
            f"insert into lot ({', '.join(values)}) values ({', '.join(['%s'] * len(values))}) returning id",
            *values.values(),
        )[0][0]
        if promised:
            post(self.url, entry(Event.commitment, rules.committed(made, cents), "2026-01-01"))
        return made

    def purpose(self, name: str = "G", **columns: Any) -> UUID:
        values = {"kind": "grant", "name_nl": name, "name_en": name, "valid_from": "2026-01-01", **columns}
        found: UUID = self.sql(
            f"insert into purpose ({', '.join(values)}) values ({', '.join(['%s'] * len(values))}) returning id",
            *values.values(),
        )[0][0]
        return found

    def received(self, lot: UUID, cents: int, on: str = "2026-02-01", *, public: bool = False) -> None:
        """Money that came, asked for by an invoice unless it is public."""
        if public:
            post(self.url, entry(Event.receipt, rules.paid_uninvoiced(lot, cents, public=True), on))
            return
        post(self.url, entry(Event.invoice, rules.invoiced(lot, cents), on))
        post(self.url, entry(Event.receipt, rules.paid(lot, cents), on))

    def position(self, lot: UUID) -> rules.Position:
        """What became of it, now; what its funder owes from the postings themselves."""
        names = [f.name for f in fields(rules.Position) if f.name != "committed"]
        owed = """(select coalesce(-sum(p.amount_cents), 0)::bigint from posting p join ledger_account a on a.id = p.account_id
          where p.lot_id = v.lot_id and a.kind = 'commitments_given')"""
        row = self.sql(f"select {owed}, {', '.join(names)} from polder.lot_position v where lot_id = %s", lot)[0]
        return rules.Position(**dict(zip(["committed", *names], row, strict=True)))


@dataclass
class Lot:
    """A lot and whose it is."""

    id: UUID
    funder: UUID
    agreement: UUID | None
    public: bool


class Running(Money):
    """Agreements in force and granted decisions, put in place as given; entries are posted as a controller would."""

    def __init__(self, world: World, url: str) -> None:
        super().__init__(world.superuser_url, url)
        self.world = world

    def given(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """A change that nothing guards."""
        with self.admin.transaction():
            self.sql("set local session_replication_role = replica")
            return self.sql(statement, *values)

    def insert(self, table: str, **columns: Any) -> Any:
        """A row that nothing guards; its id."""
        names, marks = ", ".join(columns), ", ".join(["%s"] * len(columns))
        made = self.given(f"insert into {table} ({names}) values ({marks}) returning id", *columns.values())[0][0]
        if table == "lot":
            self.given("insert into lot_balance (lot_id) values (%s)", made)
        return made

    def agreement(self, funder: UUID, cents: int, *, key: str | None = None, in_kind: bool = False, due: str = "2026-02-01",
                  **columns: Any) -> Lot:  # fmt: skip
        """A running agreement of one tranche."""
        made = self.insert(
            "agreement", funder_id=funder, title="Promise", starts_on="2026-01-01", ends_on="2030-12-31", matching_key=key,
            amount_cents=cents, in_force=1, **{"state": "active", **columns},
        )  # fmt: skip
        lot = self.insert("lot", agreement_id=made, funder_id=funder, amount_cents=cents, due_on=due, in_kind=in_kind)
        if not in_kind:
            self.post(Event.commitment, rules.committed(lot, cents), on="2026-01-05")
        return Lot(lot, funder, made, False)

    def decision(self, granter: UUID, cents: int, *, key: str | None = None) -> Lot:
        """A granted decision."""
        made = self.insert("public_decision", granter_id=granter, title="Grant", amount_cents=cents, starts_on="2026-01-01",
                           ends_on="2030-12-31", granted_on="2026-01-01", matching_key=key, state="granted")  # fmt: skip
        lot = self.insert("lot", decision_id=made, funder_id=granter, amount_cents=cents, due_on="2026-01-01")
        self.post(Event.commitment, rules.committed(lot, cents), on="2026-01-05")
        return Lot(lot, granter, None, True)

    def document(self, kind: str, record: str) -> None:
        """A file that was inspected and kept."""
        self.insert("document", record_kind=kind, record_id=record, kind="evidence", file_name="hours.pdf", size=9,
                    media_type="application/pdf", storage_key=record, state="accepted", completed_at="now")  # fmt: skip

    def post(self, event: Event, lines: Sequence[Line], *, on: str, key: str | None = None) -> UUID:
        """One entry; its id."""
        return post(self.url, entry(event, lines, on, key))[0]

    def reverse(self, entry: UUID, *, on: str) -> None:
        with psycopg.connect(self.url) as connection:
            entered(connection).execute("select polder.reverse_entry(%s, %s, %s, 'mistake')", (entry, uuid4().hex, on))

    def paid(self, lot: Lot, cents: int, *, on: str = "2026-03-01") -> UUID:
        """It came in; the receipt's entry."""
        return self.post(Event.receipt, rules.paid_uninvoiced(lot.id, cents, public=lot.public), on=on)

    def close_period(self, first: str, last: str) -> None:
        """Nothing is posted in it any more."""
        self.sql("insert into closed_period (from_day, until_day) values (%s, %s)", first, last)

    async def representative(self, name: str, funder: UUID) -> Person:
        """Somebody who represents this funder."""
        person = await self.world.person(name)
        self.insert("role_grant", account_id=person.account_id, role="funder_representative", scope_kind="organisation",
                    scope_id=funder, confirmed_at="now")  # fmt: skip
        return person
