"""The ledger's promises, by the numbers of its design page and by attack."""

import json
from typing import Any
from uuid import UUID

import psycopg
import pytest

from polder.funding.ledger import rules
from polder.funding.ledger.rules import Line
from tests.support.world import World


def as_controller(connection: psycopg.Connection[Any]) -> None:
    for name, value in (("actor_kind", "browser"), ("permissions", "ledger.post,funding.read,period.close")):
        connection.execute("select set_config(%s, %s, true)", (f"polder.{name}", value))


def entry(key: str, event: str, lines: list[Line], on: str = "2026-03-01") -> dict[str, Any]:
    return {
        "key": key, "posted_on": on, "event": event,
        "lines": [{"account": line.account, "lot": str(line.lot), "cents": line.cents,
                   **({"purpose": str(line.purpose)} if line.purpose else {})} for line in lines],
    }  # fmt: skip


def post(url: str, *entries: dict[str, Any]) -> list[UUID]:
    with psycopg.connect(url) as connection:
        as_controller(connection)
        return connection.execute("select polder.post_entries(%s)", (json.dumps(entries),)).fetchone()[0]


@pytest.fixture
def lot(world: World) -> UUID:
    (funder,) = world.sql("insert into organisation (name, sort_name) values ('Fa', 'fa') returning id")[0]
    (decision,) = world.sql(
        "insert into public_decision (granter_id, title, amount_cents, starts_on, ends_on) values (%s, 't', 10000000, '2026-01-01', '2027-01-01') returning id",
        funder,
    )[0]
    return world.sql(
        "insert into lot (decision_id, funder_id, amount_cents, due_on) values (%s, %s, 10000000, '2026-01-01') returning id",
        decision,
        funder,
    )[0][0]


async def test_the_life_of_one_euro(world: World, lot: UUID, app_url: str) -> None:
    (purpose,) = world.sql(
        "insert into purpose (kind, name_nl, name_en, valid_from) values ('grant', 'G', 'G', '2026-01-01') returning id"
    )[0]
    post(app_url, entry("1", "commitment", rules.committed(lot, 10_000_000)))
    post(app_url, entry("2", "invoice", rules.invoiced(lot, 10_000_000)))
    post(app_url, entry("3", "receipt", rules.paid(lot, 10_000_000, fee=1500)))
    post(app_url, entry("4", "allocation", rules.allocated(lot, purpose, 6_000_000)))
    post(app_url, entry("5", "cost", rules.cost(lot, purpose, 4_125_000)))
    assert world.sql(
        "select committed, uninvoiced, invoiced_open, received, received_free, allocated, spent from polder.lot_position"
    ) == [(10_000_000, 0, 0, 10_000_000, 4_000_000, 1_875_000, 4_125_000)]
    assert world.sql("select * from polder.wrong_balances()") == []
