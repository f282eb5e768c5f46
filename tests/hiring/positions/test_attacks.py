"""What must not be: by HTTP, by SQL as the application's own role, and by two people at once."""

import asyncio
from typing import Any

import psycopg

from tests.funding.money import entered
from tests.hiring.positions.office import FACTS, Office

LINE = "insert into position_line (position_id, lot_id, from_month, until_month, part_bp) values (%s, %s, %s, %s, %s)"
PAYS = "position.read,position.fund,position.write,allocation.write,funding.read,vacancy.publish,vacancy.read,vacancy.write,position.approve"


def refused(url: str, *statements: tuple[str, tuple[Any, ...]], permissions: str = PAYS) -> str:
    """The name by which the database refuses these statements, at once or at commit."""
    try:
        with psycopg.connect(url) as connection:
            entered(connection, permissions)
            for statement, values in statements:
                connection.execute(statement, values)
    except psycopg.Error as error:
        return error.diag.message_primary or ""
    return ""


async def test_the_database_holds_what_positions_promise(office: Office) -> None:
    url, lot = office.money.url, office.lot()
    draft = (await office.position())["id"]
    month = ("2028-05-01", "2028-05-01")
    assert refused(url, (LINE, (draft, lot.id, "2027-01-01", "2030-12-01", 6_000)), (LINE, (draft, lot.id, *month, 4_001))) == "month_overpaid"  # fmt: skip
    assert refused(url, (LINE, (draft, lot.id, "2026-12-01", "2027-01-01", 1))) == "line_outside_term"
    assert "from_month" in refused(url, (LINE, (draft, lot.id, "2028-05-02", "2028-06-01", 1)))
    assert "row-level security" in refused(
        url, (LINE, (draft, lot.id, *month, 1)), permissions="position.read,position.write"
    )
    employer = "insert into position_employer (position_id, organisation_id, part_bp) values (%s, %s, %s)"
    assert refused(url, (employer, (draft, lot.funder, 9_999))) == "employers_not_whole"
    for state, why in (("cancelled", "move_not_allowed"), ("approved", "position_uncovered")):
        assert refused(url, ("update position set state = %s where id = %s", (state, draft))) == why
    move = ("select set_config('polder.move', 'position:fund', true)", ())
    assert refused(url, move, ("update position set state = 'funded' where id = %s", (draft,))) == "position_uncovered"
    gap = "insert into position_gap (position_id, missing, missing_cents, monthly_cost_cents, reason) values (%s, '[]', 1, 1, 'X')"
    assert "row-level security" in refused(url, (gap, (draft,)))
    # what a director accepts is what is missing, whatever is sent; and it stays as it is
    assert refused(url, (gap, (draft,)), permissions="position.read,position.accept_gap") == ""
    assert office.money.sql("select missing_cents, jsonb_array_length(missing) from position_gap") == [
        (580_000 * 48, 48)
    ]
    assert "permission denied" in refused(url, ("delete from position_gap", ()))

    done = await office.approved(lot)
    line = done["lines"][0]
    for statement in (
        "update position set salary_max_cents = 900000 where id = %s",
        "update position set months = 12 where id = %s",
        "update position set filled_from = '2027-01-01' where id = %s",
    ):
        assert refused(url, (statement, (done["id"],))) == "position_locked"
    assert (
        refused(url, ("update position_line set part_bp = 5000 where position_id = %s", (done["id"],)))
        == "line_not_planned"
    )
    assert (
        refused(url, ("update allocation set amount_cents = 1 where id = %s", (line["allocation"]["id"],)))
        == "line_not_planned"
    )
    gone = refused(url, ("delete from position_line where position_id = %s", (done["id"],)))
    assert gone == "allocation_without_line", "no plan stays behind"
    by_hand = """insert into allocation (lot_id, purpose_id, amount_cents, from_day, until_day) values (%s, %s, 1, '2027-01-01', '2027-01-31')"""
    assert refused(url, (by_hand, (lot.id, done["purpose_id"]))) == "allocation_without_line"


async def test_a_vacancy_stands_on_a_position_that_is_ready_or_says_why_there_is_none(office: Office) -> None:
    hr, director, url = office.hr, office.director, office.money.url
    world = office.world
    plain = await world.vacancy("draft", without_position=None)
    waits = await director.move("vacancies", plain["id"], "approve")
    assert (waits.status_code, waits.json()["type"]) == (409, "/problems/on-a-position")
    change = await hr.patch(
        f"/vacancies/{plain['id']}", {"without_position": "A guest, paid by a partner."}, plain["version"]
    )
    assert change.status_code == 200
    other = await world.person("hugo", "hr_officer")
    assert (await other.move("vacancies", plain["id"], "approve")).json()["type"] == "/problems/director-agrees"
    assert (await director.move("vacancies", plain["id"], "approve")).status_code == 200
    assert (await hr.move("vacancies", plain["id"], "publish")).status_code == 200
    reader = await world.person("everybody")
    seen = (await reader.get(f"/vacancies/{plain['id']}")).json()
    assert (seen["without_position"], seen["state"]) == (None, "published"), "why is told inside only"

    position = await office.position()
    vacancy = await world.vacancy("approved", position_id=position["id"], without_position=None)
    assert (await hr.move("vacancies", vacancy["id"], "publish")).json()["type"] == "/problems/position-ready"
    move = ("select set_config('polder.move', 'vacancy:publish', true)", ())
    publish = ("update vacancy set state = 'published' where id = %s", (vacancy["id"],))
    assert refused(url, move, publish) == "position_not_ready"
    loose = await world.vacancy("draft", position_id=position["id"], without_position=None)
    assert (
        refused(url, ("update vacancy set salary_max_cents = 400001 where id = %s", (loose["id"],)))
        == "above_position_range"
    )
    bare = await world.vacancy("draft")
    assert refused(url, ("update vacancy set position_id = %s where id = %s", (position["id"], bare["id"])), permissions="vacancy.read,vacancy.write") == "position_unknown"  # fmt: skip
    lot = office.lot()
    assert (await office.lines(position["id"], (lot, "2027-01-01", "2030-12-01", 10_000))).status_code == 200
    assert (await office.controller.move("positions", position["id"], "fund")).status_code == 200
    assert (await director.move("positions", position["id"], "approve")).status_code == 200
    assert (await hr.move("vacancies", vacancy["id"], "publish")).status_code == 200
    second = await world.vacancy("approved", position_id=position["id"], without_position=None)
    twice = await hr.move("vacancies", second["id"], "publish")
    assert twice.status_code == 409, twice.text
    assert "open" in twice.json()["detail"]


async def test_nobody_pays_the_same_month_or_fills_a_position_twice(office: Office) -> None:
    lot, other = office.lot(), office.lot(funder="Fb")
    made = await office.position()
    id, months = made["id"], {"from_month": "2027-01-01", "until_month": "2030-12-01", "part_bp": 10_000}
    answers = await asyncio.gather(*[
        office.controller.put(f"/positions/{id}/lines", {"lines": [{"lot_id": str(one.id), **months}]}, version=made["version"])
        for one in (lot, other)
    ])  # fmt: skip
    assert sorted(answer.status_code for answer in answers) == [200, 412]

    def add(url: str, one: Any) -> str:
        return refused(url, (LINE, (id, one.id, "2027-01-01", "2030-12-01", 6_000)))

    office.money.sql("delete from position_line")
    both = await asyncio.gather(*[asyncio.to_thread(add, office.money.url, one) for one in (lot, other)])
    assert sorted(both) == ["", "month_overpaid"]

    done = await office.approved(lot, other)
    await office.world.vacancy("published", position_id=done["id"], without_position=None)
    body = {"starts_on": "2027-01-01", "fte_percent": 100}
    filled = await asyncio.gather(*[office.hr.post(f"/positions/{done['id']}/fill", body) for _ in range(2)])
    assert sorted(answer.status_code for answer in filled) == [200, 409]
    assert (await office.hr.post(f"/positions/{done['id']}/fill", {**body, "fte_percent": 101})).status_code == 422


async def test_what_is_booked_stays_and_a_lapsed_plan_is_a_gap_that_is_planned_again(office: Office) -> None:
    controller, money = office.controller, office.money
    first, second, third = office.lot(), office.lot(funder="Fb"), office.lot(funder="Fc")
    done = await office.approved(first, second)
    id, (one, two) = done["id"], done["lines"]
    money.paid(first, 50_000_000)
    assert (await controller.move("allocations", one["allocation"]["id"], "book")).status_code == 200
    assert (await controller.move("positions", id, "cancel", "X")).json()["type"] == "/problems/nothing-booked"
    gone = await office.lines(id, (second, "2027-01-01", "2030-12-01", 5_000, two["id"]))
    assert (gone.status_code, gone.json()["errors"][0]["field"]) == (422, "lines"), "booked money does not vanish"
    more = await office.lines(
        id,
        (first, "2027-01-01", "2030-12-01", 5_001, one["id"]),
        (second, "2027-01-01", "2030-12-01", 4_000, two["id"]),
    )
    assert (more.status_code, more.json()["errors"][0]["field"]) == (422, "lines.0.part_bp"), more.text

    assert (
        await controller.move("allocations", two["allocation"]["id"], "cancel", "The funder stopped.")
    ).status_code == 200
    now = await office.read(id)
    assert (now["covered"], now["missing_cents"], now["lines"][1]["pays"]) == (False, 580_000 * 24, False)
    waiting = (await controller.get("/todo")).json()["data"]
    assert ("position.gap", done["reference"]) in {(item["kind"], item["record"]["reference"]) for item in waiting}
    again = await office.lines(
        id, (first, "2027-01-01", "2030-12-01", 5_000, one["id"]), (third, "2027-01-01", "2030-12-01", 5_000)
    )
    assert again.status_code == 200, again.text
    assert [(line["allocation"]["state"], line["cents"]) for line in again.json()["lines"]] == [
        ("booked", 13_920_000),
        ("planned", 13_920_000),
    ]
    assert again.json()["covered"]


async def test_what_if_a_lot_falls_away_says_which_months_and_writes_nothing(office: Office) -> None:
    first, second = office.lot(), office.lot(funder="Fb")
    done = await office.approved(first, second, months=12)
    before = office.money.sql("select count(*) from audit_entry")
    found = await office.controller.get("/positions/what-if", params={"lot_id": str(first.id), "since": "2027-11-15"})
    assert found.status_code == 200, found.text
    (lost,) = found.json()["positions"]
    assert (lost["reference"], lost["lost_cents"], found.json()["lost_cents"]) == (done["reference"], 580_000, 580_000)
    assert lost["said"] == {"nl": "november 2027 t/m december 2027", "en": "November 2027 to December 2027"}
    assert [(m["lost_bp"], m["left_bp"], m["lost_cents"]) for m in lost["months"]] == [(5_000, 5_000, 290_000)] * 2
    nothing = await office.controller.get("/positions/what-if", params={"lot_id": str(first.id), "since": "2028-01-01"})
    assert nothing.json()["positions"] == []
    assert office.money.sql("select count(*) from audit_entry") == before
    assert (await office.hr.get("/positions/what-if", params={"lot_id": str(first.id)})).status_code == 403
    absent = await office.controller.get("/positions/what-if", params={"lot_id": done["id"]})
    assert absent.status_code == 404
    funder = await office.money.representative("fenna", first.funder)
    assert (await funder.get(f"/positions/{done['id']}")).status_code == 404
    assert (await funder.get("/positions")).json()["total"] == 0


async def test_hostile_titles_stay_titles_and_a_repeated_key_makes_one_position(office: Office) -> None:
    for title in ("<script>alert(1)</script>", "Робототехника 🤖 ﷽", "'; drop table position; --"):
        made = await office.position(title_en=title)
        found = (await office.hr.get("/positions", params={"q": made["reference"]})).json()
        assert [row["title_en"] for row in found["data"]] == [title]
    repeated = [
        await office.hr.post("/positions", FACTS, headers={"Idempotency-Key": "the-same-key"}) for _ in range(2)
    ]
    assert repeated[0].json()["id"] == repeated[1].json()["id"]
    changed = [
        await office.hr.patch(f"/positions/{made['id']}", {"months": 12}, version)
        for version in (None, made["version"] + 1)
    ]
    assert [answer.status_code for answer in changed] == [428, 412]
