"""The reading road: one statement that enters before it reads, writes nothing, and pages to the last row."""

import asyncpg
import pytest

from polder.kernel.actor import Entry
from polder.kernel.database import Database
from polder.kernel.http import View
from tests.support.world import World

SYSTEM = Entry.as_role("system", "a-test-of-reading")


async def test_a_view_reads_as_its_asker_and_leaves_nobody_behind(database: Database) -> None:
    kinds = [await View(database, Entry.as_role(role, "a-test-of-reading")).value(
        "select current_setting('polder.actor_kind', true)") for role in ("system", "public")]  # fmt: skip
    assert kinds == ["system", "public"]
    async with database.pool.acquire() as connection:
        assert await connection.fetchval("select coalesce(current_setting('polder.actor_kind', true), '')") == ""


async def test_a_view_with_an_unknown_secret_is_refused(database: Database) -> None:
    with pytest.raises(asyncpg.PostgresError) as refused:
        await View(database, Entry.by_secret("no such secret", "a-test-of-reading")).value("select 1")
    assert refused.value.sqlstate == "PL401"


async def test_a_view_cannot_write(database: Database) -> None:
    with pytest.raises(asyncpg.ReadOnlySQLTransactionError):
        await View(database, SYSTEM).value("select nextval('vacancy_reference')")


async def test_a_row_is_read_by_the_names_of_its_columns(database: Database) -> None:
    view = View(database, SYSTEM)
    assert await view.row("select 1 as one, null::text as nothing where $1", True) == {"one": 1, "nothing": None}
    assert await view.row("select 1 as one, null::text as nothing where $1", False) is None


@pytest.mark.parametrize("sort", ["submitted_at", "-submitted_at"])
async def test_cursors_reach_the_rows_without_a_value_in_the_sorted_column(world: World, sort: str) -> None:
    vacancy = await world.vacancy()
    anna = world.people["anna"]
    for number in range(4):
        application = await world.application(vacancy, f"Ada {number}", "mark_eligible")
        scores = [{"criterion_id": c["id"], "score": 4, "reason": "Solid."} for c in application["vacancy"]["criteria"]]
        body = {"recommendation": "yes", "note": "Good.", "scores": scores}
        review = (await anna.put(f"/applications/{application['id']}/review", body)).json()
        if number < 2:
            assert (await anna.move("reviews", review["id"], "submit")).status_code == 200
    found, after = [], ""
    while after is not None:
        page = (await anna.get(f"/reviews?sort={sort}&per_page=1{after}")).json()
        found += page["data"]
        after = page["next"] and f"&after={page['next']}"
    assert [row["submitted_at"] is None for row in found] == [False, False, True, True]
    assert len({row["id"] for row in found}) == 4
