"""The straight way answers as the ordinary way does, and takes only what is plainly its own."""

import pytest
from fastapi.routing import iter_route_contexts

from polder.kernel.straight import StraightWays
from tests.support.world import World


async def test_both_ways_give_the_same_answer(world: World) -> None:
    """An id in capitals goes the ordinary way."""
    hr = await world.person("hr", "hr_officer")
    id = (await world.vacancy())["id"]
    straight = await hr.client.get(f"/api/v1/vacancies/{id}")
    ordinary = await hr.client.get(f"/api/v1/vacancies/{id.upper()}")
    assert straight.status_code == ordinary.status_code == 200
    assert straight.content == ordinary.content
    differing = {"x-request-id", "date"}
    told = [{k: v for k, v in a.headers.items() if k not in differing} for a in (straight, ordinary)]
    assert told[0] == told[1]


@pytest.mark.parametrize(
    ("path", "status", "unsigned"),
    [
        ("/api/v1/vacancies?no_such=1", 422, 401),
        ("/api/v1/vacancies/01a21057-6350-7a3e-bb64-9f2d4450b361", 404, 401),
        ("/api/v1/vacancies/no-id", 422, 401),
        ("/api/v1/vacancies/", 404, 404),
        ("/careers/V-0000-000", 404, 404),
    ],
)
async def test_errors_are_answered_by_the_same_handlers(world: World, path: str, status: int, unsigned: int) -> None:
    hr = await world.person("hr", "hr_officer")
    answer = await hr.client.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert (await world.client().get(path)).status_code == unsigned


async def test_an_export_is_no_record_and_other_methods_are_refused(world: World) -> None:
    hr = await world.person("hr", "hr_officer")
    assert (await hr.client.get("/api/v1/vacancies/export")).headers["content-type"].startswith("text/csv")
    assert (await hr.client.head("/api/v1/vacancies")).status_code == 405


async def test_every_list_and_detail_has_a_straight_way(world: World) -> None:
    ways = StraightWays(world.app, world.app)
    reachable = {f"{begins}{{id}}" for (_, begins, _), stop in ways.around.items() if stop.is_id} | {
        p for _, p in ways.exact
    }
    asked = {
        route.path
        for route in iter_route_contexts(world.app.routes)
        if (route.name or "").startswith(("list_", "show_")) and (route.path or "").startswith("/api/")
    }
    # Roles come from the declarations; a funder's page is put together from several statements; accounts have numbers.
    others = {
        "/api/v1/roles", "/api/v1/funder-pages/{id}", "/api/v1/ledger/accounts/{id}", "/api/v1/vacancies/{id}/eligibility",
        "/api/v1/mailings/{id}/recipients", "/api/v1/match-rounds/{id}/unmatched", "/api/v1/documents/{id}/pages/{page}",
    }  # fmt: skip
    assert asked - others == reachable
