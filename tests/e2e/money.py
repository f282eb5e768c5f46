"""Promises, receipts and a frozen quarter for the screens of money, put in place as given."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import psycopg

from polder.funding.ledger import rules as ledger
from polder.funding.matching.standing import outcomes
from polder.kernel import embedded
from tests.e2e.conftest import House

RULE = {
    "public_parts": 1, "private_parts": 1, "cap_cents": 1_000_000_00, "in_kind_share_bp": 2000, "basis": "received",
    "window_from": "2026-01-01", "window_until": "2030-12-31", "valid_from": "2026-01-01", "source": "Decision X, article 4",
}  # fmt: skip


@dataclass
class Purse:
    """A connection as the database's superuser."""

    connection: psycopg.Connection[Any]

    def insert(self, table: str, **columns: Any) -> str:
        """A row that nothing guards."""
        names, marks = ", ".join(columns), ", ".join(["%s"] * len(columns))
        self.connection.execute("set session_replication_role = replica")
        statement = f"insert into {table} ({names}) values ({marks}) returning id"
        made = self.connection.execute(statement, [*columns.values()]).fetchone()  # type: ignore[arg-type]  # made above
        self.connection.execute("set session_replication_role = origin")
        assert made is not None
        if table == "lot":
            self.connection.execute("insert into lot_balance (lot_id) values (%s)", [made[0]])
        return str(made[0])

    def funder(self, name: str, kind: str = "industry") -> str:
        return self.insert("organisation", name=name, sort_name=name.lower(), names_text=name, kind=kind)

    def agreement(self, funder: str, title: str, *amounts: int, key: str | None = None) -> tuple[str, list[str]]:
        """A running agreement, promised in the ledger; amounts in cents."""
        made = self.insert(
            "agreement", funder_id=funder, title=title, starts_on="2026-01-01", ends_on="2030-12-31", state="active",
            amount_cents=sum(amounts), in_force=1, private_origin=True, matching_key=key,
        )  # fmt: skip
        lots = [
            self.insert("lot", agreement_id=made, funder_id=funder, position=n, amount_cents=cents, due_on="2026-03-01")
            for n, cents in enumerate(amounts, 1)
        ]
        for lot, cents in zip(lots, amounts, strict=True):
            self.post("commitment", ledger.committed(lot, cents))
        return made, lots

    def decision(self, granter: str, cents: int, key: str) -> str:
        """A granted decision; its lot."""
        dates = {"starts_on": "2026-01-01", "ends_on": "2030-12-31", "granted_on": "2026-01-01"}
        made = self.insert("public_decision", granter_id=granter, title="Subsidy", amount_cents=cents, state="granted",
                           matching_key=key, **dates)  # fmt: skip
        lot = self.insert("lot", decision_id=made, funder_id=granter, amount_cents=cents, due_on="2026-01-01")
        self.post("commitment", ledger.committed(lot, cents))
        return lot

    def post(self, event: str, lines: Sequence[ledger.Line]) -> None:
        said = [{"account": line.account, "lot": str(line.lot), "cents": line.cents} for line in lines]
        entry = {"key": uuid4().hex, "event": event, "lines": said}
        self.connection.execute(
            """select polder.write_entries(jsonb_build_array(%s::jsonb || jsonb_build_object('posted_on',
                 polder.open_day('2026-03-01'))))""",
            (json.dumps(entry),),
        )

    def received(self, lot: str, cents: int, *, public: bool = False) -> None:
        self.post("receipt", ledger.paid_uninvoiced(lot, cents, public=public))

    def matching_rule(self, key: str, name: str) -> str:
        """A rule in force: 1 : 1, work up to 20 % of the base."""
        return self.insert("matching_rule", key=key, name_nl=name, name_en=name, state="in_force", **RULE)

    def frozen(self, rule: str, key: str, name: str, until: str, *, received: int, public: int) -> str:
        """A quarter as `matching.freeze` writes it down."""
        sums = {"committed": received, "invoiced": received, "received": received, "spent": 0, "in_kind": 0}
        terms = {**RULE, "id": rule, "key": key, "name_nl": name, "name_en": name}
        body = {
            "key": key, "quarter_from": until[:5] + "01-01", "quarter_until": until, "rule": terms,
            "bases": outcomes(terms, {**sums, "public_received": public}), "public_committed_cents": public,
            "public_received_cents": public, "other_received_cents": 0,
        }  # fmt: skip
        found = self.connection.execute(
            """insert into matching_snapshot (rule_id, key, quarter_from, quarter_until, body) values (%s, %s, %s, %s, %s)
               returning id""",
            (rule, key, body["quarter_from"], until, json.dumps(body)),
        ).fetchone()
        assert found is not None
        return str(found[0])


@contextmanager
def purse(house: House) -> Iterator[Purse]:
    """Money in the running institute."""
    server = embedded.start(house.data / "postgresql")
    with psycopg.connect(server.url("polder"), autocommit=True) as connection:
        yield Purse(connection)
