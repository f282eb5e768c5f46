"""Allocations: planned on what was promised, booked on what has arrived, released with what is left."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from polder.funding.ledger import rules
from polder.funding.ledger.jobs import compare
from polder.funding.ledger.rules import Event, Position
from tests.funding.money import Money, entry, post
from tests.support.world import Person, World

PERIOD = {"from_day": "2026-01-01", "until_day": "2026-12-31"}


@pytest.fixture
async def controller(world: World) -> Person:
    return await world.person("carla", "controller")


async def planned(controller: Person, lot: UUID, purpose: UUID, cents: int, **values: Any) -> dict[str, Any]:
    made = await controller.post(
        "/allocations", {"lot_id": str(lot), "purpose_id": str(purpose), "amount_cents": cents, **PERIOD, **values}
    )
    assert made.status_code == 201, made.text
    return dict(made.json())


async def test_an_allocation_lives_from_plan_to_release_and_no_cent_is_lost(money: Money, controller: Person) -> None:
    lot, purpose = money.lot(10_000_000), money.purpose()
    money.received(lot, 8_000_000)
    made = await planned(controller, lot, purpose, 6_000_000)
    assert (made["state"], made["booked_on"], made["rest_cents"]) == ("planned", None, 0)
    booked = await controller.move("allocations", made["id"], "book")
    assert booked.status_code == 200, booked.text
    assert (booked.json()["booked_on"], booked.json()["rest_cents"]) == ("2026-06-30", 6_000_000)
    cost = {"cents": 4_125_000, "day": "2026-05-31", "description": "May", "reference": "payroll 2026-05"}
    for _ in range(2):  # the same payroll run twice is one cost
        spent = await controller.post(f"/allocations/{made['id']}/costs", cost)
        assert spent.status_code == 201, spent.text
        assert (spent.json()["spent_cents"], spent.json()["rest_cents"]) == (4_125_000, 1_875_000)
    position = money.position(lot)
    assert (position.received_free, position.allocated, position.spent) == (2_000_000, 1_875_000, 4_125_000)
    released = await controller.move("allocations", made["id"], "release", "over")
    assert released.status_code == 200, released.text
    assert (released.json()["spent_cents"], released.json()["rest_cents"]) == (4_125_000, 0)
    assert money.position(lot) == Position(
        committed=10_000_000, uninvoiced=2_000_000, invoiced_open=0, received_free=3_875_000, allocated=0, spent=4_125_000,
        reported=0, returned=0, repayable=0, written_off=0,
    )  # fmt: skip
    assert [e["event"] for e in released.json()["entries"]] == ["release", "cost", "allocation"]


async def test_what_was_spent_is_reported_up_to_what_was_spent_and_a_cost_is_taken_back_after_its_report(
    money: Money, controller: Person
) -> None:
    lot, purpose = money.lot(1_000), money.purpose()
    money.received(lot, 1_000)
    made = await planned(controller, lot, purpose, 600)
    assert (await controller.move("allocations", made["id"], "book")).status_code == 200
    report = {"cents": 300, "day": "2026-06-30", "description": "Yearly report 2025"}
    path = f"/allocations/{made['id']}/reports"
    early = await controller.post(path, report)
    assert (early.status_code, early.json()["errors"][0]["field"]) == (422, "cents")
    cost = {"cents": 400, "day": "2026-06-10", "description": "May"}
    assert (await controller.post(f"/allocations/{made['id']}/costs", cost)).status_code == 201
    for day, remedy in (
        ("2026-07-01", "Choose today or an earlier day."),
        ("2025-12-31", "Choose 1 January 2026 or later."),
    ):
        refused = await controller.post(path, {**report, "day": day})
        assert (refused.status_code, [(e["field"], e["remedy"]) for e in refused.json()["errors"]]) == (
            422,
            [("day", remedy)],
        )
    # A report is of costs that were made by then. Its day is kept beside the one of posting, which waits for the costs.
    early = await controller.post(path, {**report, "day": "2026-06-03"})
    assert [(e["field"], e["remedy"]) for e in early.json()["errors"]] == [
        ("day", "Choose 10 June 2026 or later, or lower the amount.")
    ]
    with pytest.raises(psycopg.Error, match="reported_unspent"):
        post(money.url, {**entry(Event.report, rules.reported(lot, purpose, 300), "2026-06-30"), "happened_on": "2026-06-09",
                         "source_kind": "allocation", "source_id": made["id"]})  # fmt: skip
    found = (await controller.post(path, {**report, "day": "2026-06-10"})).json()
    first = found["entries"][0]
    assert (first["posted_on"], first["happened_on"], first["by"]) == ("2026-06-30", "2026-06-10", "carla")
    assert (found["spent_cents"], found["reported_cents"], found["rest_cents"]) == (400, 300, 200)
    assert (found["entries"][0]["event"], found["entries"][0]["cents"]) == ("report", 300)
    assert (await controller.post(path, {**report, "cents": 101})).status_code == 422
    position = money.position(lot)
    assert (position.allocated, position.spent, position.reported, position.holds) == (200, 100, 300, True)
    assert (await controller.move("allocations", made["id"], "release", "over")).status_code == 200
    assert (await controller.post(path, {**report, "cents": 50})).status_code == 201, "after its end, too"
    entries = (await controller.get(f"/allocations/{made['id']}")).json()["entries"]
    (cost_id,) = [e["id"] for e in entries if e["event"] == "cost"]
    held = await controller.post(f"/ledger/entries/{cost_id}/reverse", {"reason": "wrong"})
    assert (held.status_code, held.json()["type"]) == (409, "/problems/reported-unspent")
    for id in [e["id"] for e in entries if e["event"] == "report"] + [cost_id]:
        back = await controller.post(f"/ledger/entries/{id}/reverse", {"reason": "withdrawn"})
        assert back.status_code == 201, back.text
    entries = (await controller.get(f"/allocations/{made['id']}")).json()["entries"]
    for event, undone in (
        ("report", 300 + 50),
        ("cost", 400),
    ):  # what is listed adds up to the figures above it: nothing
        listed = [(e["cents"], e["undone"]) for e in entries if e["event"] == event]
        assert sum(cents for cents, _ in listed) == 0
        assert sum(cents for cents, how in listed if how == "reversed") == undone
        assert sum(cents for cents, how in listed if how == "reversal") == -undone
    position = money.position(lot)
    assert (position.received_free, position.spent, position.reported, position.holds) == (1_000, 0, 0, True)


async def test_a_plan_is_made_on_what_was_promised_and_booked_on_what_has_arrived(
    money: Money, controller: Person
) -> None:
    lot, purpose = money.lot(1_000), money.purpose()
    first = await planned(controller, lot, purpose, 600)
    body = {"lot_id": str(lot), "purpose_id": str(purpose), "amount_cents": 401, **PERIOD}
    refused = await controller.post("/allocations", body)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/lot-overplanned")
    second = await planned(controller, lot, purpose, 400)
    early = await controller.move("allocations", first["id"], "book")
    assert (early.status_code, early.json()["type"]) == (409, "/problems/not-received-yet")
    money.received(lot, 600)
    assert (await controller.move("allocations", first["id"], "book")).status_code == 200
    assert money.position(lot).allocated == 600
    # What was written off does not come any more.
    assert (await controller.move("allocations", second["id"], "cancel", "no longer")).status_code == 200
    post(money.url, entry(Event.write_off, rules.uninvoiced_written_off(lot, 300), "2026-06-30"))
    gone = await controller.post("/allocations", {**body, "amount_cents": 101})
    assert (gone.status_code, gone.json()["type"]) == (409, "/problems/lot-overplanned")
    await planned(controller, lot, purpose, 100)


@pytest.mark.parametrize("cents", [0, -1, 1.5, 10**16, "12,50", None])
async def test_an_amount_that_is_none_is_refused_by_name(money: Money, controller: Person, cents: Any) -> None:
    body = {"lot_id": str(money.lot(10**15)), "purpose_id": str(money.purpose()), "amount_cents": cents, **PERIOD}
    refused = await controller.post("/allocations", body)
    assert refused.status_code == 422
    assert [error["field"] for error in refused.json()["errors"]] == ["amount_cents"]


async def test_of_people_who_plan_the_same_money_at_once_only_so_many_succeed_as_there_is_money_for(
    money: Money, controller: Person
) -> None:
    lot, purpose = money.lot(1_000), money.purpose()
    body = {"lot_id": str(lot), "purpose_id": str(purpose), "amount_cents": 300, **PERIOD}
    answers = await asyncio.gather(*[controller.post("/allocations", body) for _ in range(6)])
    assert sorted(answer.status_code for answer in answers) == [201, 201, 201, 409, 409, 409]


async def test_two_bookings_that_race_for_the_same_receipt_cannot_both_have_it(
    money: Money, controller: Person
) -> None:
    lot = money.lot(1_000)
    money.received(lot, 500)
    plans = [await planned(controller, lot, money.purpose(f"P{n}"), 400) for n in range(2)]
    answers = await asyncio.gather(*[controller.move("allocations", plan["id"], "book") for plan in plans])
    assert sorted(answer.status_code for answer in answers)[0] == 200
    assert sorted(answer.status_code for answer in answers)[1] in (409, 422)
    assert (money.position(lot).allocated, money.position(lot).received_free) == (400, 100)


async def test_a_fund_pool_restricts_its_lots_to_its_purposes_and_keeps_those_that_are_used(
    money: Money, controller: Person
) -> None:
    inside, outside = money.purpose("in"), money.purpose("out")
    pool = (
        await controller.post(
            "/fund-pools", {"name_nl": "F", "name_en": "F", "restriction": "r", "purposes": [str(inside)]}
        )
    ).json()
    lot = money.lot(1_000, pool_id=pool["id"])
    body = {"lot_id": str(lot), "purpose_id": str(outside), "amount_cents": 1, **PERIOD}
    refused = await controller.post("/allocations", body)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "purpose_id")
    made = await planned(controller, lot, inside, 100)
    assert (await controller.patch(f"/fund-pools/{pool['id']}", {"purposes": []}, pool["version"])).status_code == 409
    assert (await controller.move("allocations", made["id"], "cancel", "no longer")).status_code == 200
    assert (await controller.patch(f"/fund-pools/{pool['id']}", {"purposes": []}, pool["version"])).status_code == 200


async def test_in_kind_lots_other_periods_and_booked_terms_are_refused(money: Money, controller: Person) -> None:
    purpose = money.purpose(valid_until="2026-12-31")
    long = money.purpose("long", valid_from="2000-01-01")
    for period, remedy in (
        ({**PERIOD, "from_day": "2025-12-31"}, "Choose 1 January 2026 or later."),
        ({**PERIOD, "until_day": "2029-01-02"}, "Choose 1 January 2029 or earlier."),
    ):
        refused = await controller.post(
            "/allocations", {"lot_id": str(money.lot()), "purpose_id": str(long), "amount_cents": 1, **period}
        )
        assert [error["remedy"] for error in refused.json()["errors"]] == [remedy]
    with pytest.raises(psycopg.Error, match="before_term"):
        money.sql("insert into allocation (lot_id, purpose_id, amount_cents, from_day, until_day) values (%s, %s, 1, '2025-12-31', '2026-01-31')",
                  money.lot(), long)  # fmt: skip
    for lot, period, field in (
        (money.lot(in_kind=True, promised=False), PERIOD, "lot_id"),
        (money.lot(), {**PERIOD, "until_day": "2027-01-01"}, "from_day"),
        (
            money.lot(),
            {**PERIOD, "until_day": "2029-01-02"},
            "until_day",
        ),  # two years after the agreement's end, and a day
        (money.lot(), {"from_day": "2026-05-02", "until_day": "2026-05-01"}, "until_day"),
        (UUID(int=9), PERIOD, "lot_id"),
    ):
        body = {"lot_id": str(lot), "purpose_id": str(purpose), "amount_cents": 1, **period}
        refused = await controller.post("/allocations", body)
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, field), refused.text
    lot = money.lot()
    money.received(lot, 100)
    made = await planned(controller, lot, purpose, 100)
    booked = (await controller.move("allocations", made["id"], "book")).json()
    for change, status in (({"amount_cents": 50}, 409), ({"from_day": "2026-02-01"}, 409), ({"note": "longer"}, 200)):
        answer = await controller.patch(f"/allocations/{made['id']}", change, booked["version"])
        assert answer.status_code == status, answer.text


async def test_a_cost_is_within_what_the_allocation_holds_and_within_its_period(
    money: Money, controller: Person
) -> None:
    lot, purpose = money.lot(), money.purpose()
    money.received(lot, 1_000)
    one, two = [await planned(controller, lot, purpose, 500) for _ in range(2)]
    cost = {"cents": 500, "day": "2026-05-31", "description": "May"}
    early = await controller.post(f"/allocations/{one['id']}/costs", cost)
    assert (early.status_code, early.json()["type"]) == (409, "/problems/allocation-not-booked")
    for made in (one, two):
        assert (await controller.move("allocations", made["id"], "book")).status_code == 200
    for change, field in (
        ({"cents": 501}, "cents"),
        ({"day": "2027-01-01"}, "day"),
        ({"day": "2026-07-01"}, "day"),
        ({"cents": 0}, "cents"),
    ):
        refused = await controller.post(f"/allocations/{one['id']}/costs", {**cost, **change})
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, field)
    other = money.lot()
    money.received(other, 100)
    money.sql("insert into closed_period (from_day, until_day) values ('2026-01-01', '2026-05-31')")
    done = await controller.post(
        f"/allocations/{one['id']}/costs", cost
    )  # posted when its money was booked, not in May
    assert [(e["posted_on"], e["happened_on"]) for e in done.json()["entries"] if e["event"] == "cost"] == [
        ("2026-06-30", "2026-05-31")]  # fmt: skip
    # The journal says what was spent, once, and of a promise what was promised.
    amounts = {row["event"]: row["amount_cents"] for row in (await controller.get("/ledger/entries")).json()["data"]}
    assert (amounts["cost"], amounts["commitment"], amounts["allocation"]) == (500, 10_000_000, 500)
    # Whoever writes past the action meets the database: it was booked on 30 June, and names its lot and purpose.
    third = await planned(controller, lot, purpose, 100)
    for on, of, source, said in (
        ("2026-06-29", lot, two["id"], "cost_before_booking"),
        ("2026-06-29", lot, None, "cost_before_booking"),  # it names none, and nothing was allocated then
        ("2026-06-30", lot, third["id"], "cost_not_booked"),
        ("2026-06-30", lot, str(uuid4()), "cost_not_booked"),
        ("2026-06-30", other, two["id"], "cost_of_another"),
    ):
        if of is other:
            post(money.url, entry(Event.allocation, rules.allocated(other, purpose, 100), "2026-06-30"))
        attack = entry(Event.cost, rules.cost(of, purpose, 1), on)
        if source:
            attack |= {"source_kind": "allocation", "source_id": source}
        with pytest.raises(psycopg.Error, match=said):
            post(money.url, attack)
    made_on = {"source_kind": "allocation", "source_id": two["id"]}
    for event, lines, on, said in (
        (Event.cost, rules.cost(lot, purpose, 1), "2025-12-31", "cost_outside"),
        (Event.report, rules.reported(lot, purpose, 1), "2025-12-31", "reported_before"),
        (Event.report, rules.reported(lot, purpose, 1), "2026-07-01", "ck_journal_entry_happened_on"),
    ):
        with pytest.raises(psycopg.Error, match=said):
            post(money.url, {**entry(event, lines, "2026-06-30"), **made_on, "happened_on": on})
    post(money.url, {**entry(Event.cost, rules.cost(lot, purpose, 1), "2026-06-30"), "source_kind": "allocation", "source_id": two["id"]})  # fmt: skip


async def test_a_cost_reversed_by_hand_is_money_of_the_allocation_again_or_free_when_that_is_over(
    money: Money, controller: Person
) -> None:
    lot, purpose = money.lot(), money.purpose()
    money.received(lot, 1_000)
    made = await planned(controller, lot, purpose, 1_000)
    assert (await controller.move("allocations", made["id"], "book")).status_code == 200
    for cents in (300, 200):
        cost = {"cents": cents, "day": "2026-05-31", "description": str(cents), "reference": f"invoice {cents}"}
        found = (await controller.post(f"/allocations/{made['id']}/costs", cost)).json()
    entries = {entry["description"]: entry["id"] for entry in found["entries"]}
    booking = next(entry["id"] for entry in found["entries"] if entry["event"] == "allocation")
    by_hand = await controller.post(f"/ledger/entries/{booking}/reverse", {"reason": "wrong"})
    assert (by_hand.status_code, by_hand.json()["type"]) == (409, "/problems/not-reversed-by-hand")
    back = await controller.post(f"/ledger/entries/{entries['300']}/reverse", {"reason": "other project"})
    assert (back.status_code, back.json()["reason"]) == (201, "other project"), back.text
    again = await controller.post(f"/ledger/entries/{entries['300']}/reverse", {"reason": "other project"})
    assert (again.status_code, again.json()["type"]) == (409, "/problems/reversed-already")
    assert (await controller.get(f"/allocations/{made['id']}")).json()["rest_cents"] == 800
    for _ in range(2):  # what was reversed is attributed again under its reference, as often as that happens
        cost = {"cents": 300, "day": "2026-05-31", "description": "anew", "reference": "invoice 300"}
        for _ in range(2):
            anew = (await controller.post(f"/allocations/{made['id']}/costs", cost)).json()
            assert (anew["spent_cents"], anew["rest_cents"]) == (500, 500)
        (id,) = [e["id"] for e in anew["entries"] if e["description"] == "anew" and e["undone"] is None]
        assert (await controller.post(f"/ledger/entries/{id}/reverse", {"reason": "wrong"})).status_code == 201
    assert (await controller.move("allocations", made["id"], "release", "over")).status_code == 200
    assert (await controller.post(f"/ledger/entries/{entries['200']}/reverse", {"reason": "late"})).status_code == 201
    position = money.position(lot)
    assert (position.received_free, position.allocated, position.spent, position.holds) == (1_000, 0, 0, True)
    over = await controller.post(f"/allocations/{made['id']}/costs", {**cost, "reference": "late"})
    assert (over.status_code, "Make a new one" in over.json()["detail"]) == (409, True)


async def test_public_money_is_allocated_from_its_advance(money: Money, controller: Person) -> None:
    lot, purpose = money.lot(public=True), money.purpose()
    money.received(lot, 1_000, public=True)
    made = await planned(controller, lot, purpose, 1_000)
    assert (await controller.move("allocations", made["id"], "book")).status_code == 200
    cost = {"cents": 400, "day": "2026-05-31", "description": "May"}
    assert (await controller.post(f"/allocations/{made['id']}/costs", cost)).status_code == 201
    told = {"cents": 1, "day": "2026-05-31", "description": "Report"}
    refused = await controller.post(f"/allocations/{made['id']}/reports", told)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/reported-by-determination")
    assert (await controller.move("allocations", made["id"], "release", "over")).status_code == 200
    held = dict(money.sql("select kind, -sum(balance_cents)::bigint from ledger_account a join account_balance b on b.account_id = a.id"
                          " where a.lot_id = %s group by 1", lot))  # fmt: skip
    assert {kind: held[kind] for kind in ("public_advance", "public_spent", "allocated")} == {
        "public_advance": 600, "public_spent": 400, "allocated": 0,
    }  # fmt: skip


async def test_a_lot_does_not_become_less_than_was_planned_of_it(money: Money, controller: Person) -> None:
    lot = money.lot(1_000)
    await planned(controller, lot, money.purpose(), 600)
    with pytest.raises(psycopg.Error, match="lot_overplanned"):
        money.sql("update lot set amount_cents = 599 where id = %s", lot)
    money.sql("update lot set amount_cents = 600 where id = %s", lot)


async def test_home_says_which_plans_can_be_booked_what_is_over_and_what_is_to_be_closed(
    money: Money, controller: Person
) -> None:
    lot, purpose = money.lot(), money.purpose("Vision")
    made = await planned(controller, lot, purpose, 600, until_day="2026-06-29")

    async def waits() -> list[tuple[str, str]]:
        found = [(w["kind"], w["subject"]["en"]) for w in (await controller.get("/todo")).json()["data"]]
        return [
            (kind, subject) for kind, subject in found if not kind.endswith(("_rule.confirm", "_figure.confirm"))
        ]  # rules of others wait, too

    assert await waits() == [("period.close", "quarter 1, 2026")]
    money.received(lot, 1_000)
    assert sorted(await waits()) == [("allocation.book", "Vision"), ("period.close", "quarter 1, 2026")]
    figures = {f["key"]: f["value"] for f in (await controller.get("/todo")).json()["figures"]}
    assert (figures["received_free"], figures["allocations_planned"]) == (10, 1)
    assert (await controller.move("allocations", made["id"], "book")).status_code == 200
    money.sql("insert into closed_period (from_day, until_day) values ('2026-01-01', '2026-03-31')")
    assert await waits() == [("allocation.release", "Vision")]
    assert (await controller.move("allocations", made["id"], "release", "over")).status_code == 200
    money.sql("update account_balance set balance_cents = balance_cents + 1 where floor = 0")
    await compare(0)
    assert await waits() == [("ledger.look", "1 differences")]


async def test_a_plan_is_ours_alone_and_a_funder_sees_what_was_booked_of_their_lot(
    money: Money, controller: Person, world: World
) -> None:
    lot, other = money.lot(), money.lot(funder="Fb")
    for one in (lot, other):
        money.received(one, 100)
    person = await world.person("fay")
    world.sql(
        "insert into role_grant (account_id, role, scope_kind, scope_id, confirmed_at) values (%s, 'funder_representative',"
        " 'organisation', %s, now())", person.account_id, money.funder("Fa"),
    )  # fmt: skip
    purpose = money.purpose()
    mine, theirs = [await planned(controller, one, purpose, 100) for one in (lot, other)]
    assert (await person.get("/allocations")).json()["total"] == 0
    for made in (mine, theirs):
        assert (await controller.move("allocations", made["id"], "book")).status_code == 200
    assert [a["id"] for a in (await person.get("/allocations")).json()["data"]] == [mine["id"]]
    assert (await person.get(f"/allocations/{theirs['id']}")).status_code == 404
    assert (await person.get(f"/allocations/{mine['id']}")).json()["spent_cents"] == 0
    assert (await person.get("/ledger/postings")).json()["total"] == 0  # the books are ours
