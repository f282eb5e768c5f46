"""Work that a funder gives: declared by either side, valued by tariff, accepted by another person, and in the ledger."""

from typing import Any

import psycopg
import pytest

from polder.funding.in_kind import actions
from polder.kernel.actor import Entry
from polder.kernel.tx import transaction
from tests.funding.money import Lot, Running
from tests.support.world import Person, World

TARIFF = {
    "key": "researcher", "name_nl": "Onderzoeker", "name_en": "Researcher", "unit": "hour", "unit_cents": 8_333,
    "claim_days": 365, "source": "Agreed tariffs 2026, table 2", "valid_from": "2026-01-01",
}  # fmt: skip


def work(lot: Lot, **values: Any) -> dict[str, Any]:
    return {
        "lot_id": str(lot.id), "what": "Help with the robot arm", "quantity": "120", "tariff": "researcher",
        "performed_from": "2026-02-01", "performed_until": "2026-03-31", **values,
    }  # fmt: skip


async def tariff(world: World, carla: Person, dirk: Person, **values: Any) -> str:
    made = (await carla.post("/valuation-rules", {**TARIFF, **values})).json()
    done = await dirk.move("valuation-rules", made["id"], "confirm")
    assert done.status_code == 200, done.text
    return str(made["id"])


@pytest.fixture
async def carla(world: World) -> Person:
    return await world.person("carla", "controller")


@pytest.fixture
async def dirk(world: World) -> Person:
    return await world.person("dirk", "director")


@pytest.fixture
def lot(money: Running) -> Lot:
    return money.agreement(money.funder("Deltawerk"), 500_000_000, in_kind=True)


def balances(world: World) -> dict[str, int]:
    return dict(
        world.sql(
            "select a.kind, sum(p.amount_cents)::bigint from posting p join ledger_account a on a.id = p.account_id group by 1"
        )
    )


async def moved(person: Person, id: str, move: str, reason: str | None = None) -> tuple[int, str]:
    answer = await person.move("in-kind", id, move, reason)
    return answer.status_code, answer.json().get("state") or answer.json()["type"]


async def test_hours_become_money_of_the_third_kind_when_a_second_person_accepts_them(
    world: World, money: Running, lot: Lot, carla: Person, dirk: Person
) -> None:
    await tariff(world, carla, dirk)
    purpose = money.purpose()
    lot = money.agreement(lot.funder, 999_960, in_kind=True)  # promised: exactly these hours
    made = (await carla.post("/in-kind", work(lot, purpose_id=str(purpose)))).json()
    assert (made["reference"], made["state"], made["expires_on"]) == (
        f"K{made['lot']['number']}-1",
        "declared",
        "2027-03-31",
    )
    valued = await carla.move("in-kind", made["id"], "value")
    assert (valued.json()["value_cents"], valued.json()["valued_by_name"]) == (999_960, "carla")
    assert await moved(dirk, made["id"], "accept") == (409, "/problems/has-evidence")
    money.document("in_kind_contribution", made["id"])
    assert await moved(carla, made["id"], "accept") == (409, "/problems/second-person")
    assert balances(world) == {}
    more = (
        await carla.post("/in-kind", work(lot, purpose_id=str(purpose), quantity="1"))
    ).json()  # in time to be accepted
    early = await carla.move("agreements", str(lot.agreement), "fulfil")
    assert (early.status_code, early.json()["type"]) == (409, "/problems/in-kind-given")
    assert await moved(dirk, made["id"], "accept") == (200, "accepted")
    assert balances(world) == {"in_kind_used": 999_960, "in_kind_received": -999_960}
    shown = (await carla.get(f"/agreements/{lot.agreement}")).json()
    assert [one["given_cents"] for one in shown["lots"]] == [999_960]
    assert {(link["to"], link["cents"]) for link in shown["ways"]["links"]} == {
        ("agreement", 999_960), ("in_kind_given", 999_960),
    }  # fmt: skip
    assert world.sql("select * from polder.wrong_balances()") == []
    # An hour above what was promised is not accepted, and what was accepted is taken back at the contribution alone.
    money.document("in_kind_contribution", more["id"])
    await moved(carla, more["id"], "value")
    assert await moved(dirk, more["id"], "accept") == (409, "/problems/within-promise")
    ((booked,),) = world.sql("select id from journal_entry where source_kind = 'in_kind_contribution'")
    refused = await carla.post(f"/ledger/entries/{booked}/reverse", {"reason": "Vergissing"})
    assert (refused.status_code, refused.json()["detail"]) == (
        409,
        f"Undo the acceptance of contribution {made['reference']}.",
    )
    too_many = await carla.post("/in-kind", work(lot, purpose_id=str(purpose), quantity="0.01"))
    assert (too_many.status_code, too_many.json()["errors"][0]["field"]) == (422, "quantity")
    assert (await carla.move("agreements", str(lot.agreement), "fulfil")).status_code == 200


async def test_an_acceptance_that_is_undone_is_reversed_with_its_reason(
    world: World, money: Running, lot: Lot, carla: Person, dirk: Person
) -> None:
    await tariff(world, carla, dirk)
    made = (await carla.post("/in-kind", work(lot, purpose_id=str(money.purpose())))).json()
    money.document("in_kind_contribution", made["id"])
    await moved(carla, made["id"], "value")
    await moved(dirk, made["id"], "accept")
    assert await moved(carla, made["id"], "lapse") == (422, "/problems/invalid")
    assert await moved(carla, made["id"], "lapse", "The hours were counted twice.") == (200, "expired")
    assert balances(world) == {"in_kind_used": 0, "in_kind_received": 0}
    assert world.sql("select reason from journal_entry where reverses_id is not null") == [
        ("The hours were counted twice.",)
    ]


async def test_the_tariff_of_the_day_values_the_work_and_no_tariff_leaves_it_unvalued(
    world: World, money: Running, lot: Lot, carla: Person, dirk: Person
) -> None:
    await tariff(world, carla, dirk)
    await tariff(world, carla, dirk, valid_from="2026-03-01", unit_cents=9_000)
    purpose = str(money.purpose())
    for until, expected in (("2026-02-28", 83_330), ("2026-03-01", 90_000)):
        made = (
            await carla.post("/in-kind", work(lot, quantity="10", performed_until=until, purpose_id=purpose))
        ).json()
        assert (await carla.move("in-kind", made["id"], "value")).json()["value_cents"] == expected
    # Of a tariff that is not there, or was not in force on the last day: said as it is declared.
    await tariff(world, carla, dirk, key="later", valid_from="2026-03-01")
    for key, until, status in (
        ("nobody", "2026-03-31", 422),
        ("later", "2026-02-28", 422),
        ("later", "2026-03-01", 201),
    ):
        answer = await carla.post("/in-kind", work(lot, tariff=key, performed_until=until))
        assert answer.status_code == status, answer.text
        assert [(e["field"], bool(e["remedy"])) for e in answer.json().get("errors", [])] == [("tariff", True)] * (
            status == 422
        )


async def test_half_a_cent_is_rounded_up_and_less_is_worth_nothing(
    world: World, money: Running, lot: Lot, carla: Person, dirk: Person
) -> None:
    await tariff(world, carla, dirk, unit_cents=50)
    purpose = str(money.purpose())
    half = (await carla.post("/in-kind", work(lot, quantity="0.01", purpose_id=purpose))).json()
    assert (await carla.move("in-kind", half["id"], "value")).json()["value_cents"] == 1
    await tariff(world, carla, dirk, key="cheap", unit_cents=49)
    less = (await carla.post("/in-kind", work(lot, quantity="0.01", tariff="cheap", purpose_id=purpose))).json()
    assert await moved(carla, less["id"], "value") == (422, "/problems/invalid")


async def test_what_was_valued_is_fixed_until_it_goes_back(
    world: World, money: Running, lot: Lot, carla: Person, dirk: Person
) -> None:
    await tariff(world, carla, dirk)
    made = (await carla.post("/in-kind", work(lot, purpose_id=str(money.purpose())))).json()
    changed = await carla.patch(f"/in-kind/{made['id']}", {"quantity": "100"}, made["version"])
    assert changed.json()["quantity"] == 100
    await moved(carla, made["id"], "value")
    fixed = await carla.patch(f"/in-kind/{made['id']}", {"quantity": "1000"}, changed.json()["version"] + 1)
    assert (fixed.status_code, fixed.json()["type"]) == (409, "/problems/in-kind-fixed")
    assert await moved(carla, made["id"], "return", "Which weeks?") == (200, "declared")
    assert (await carla.get(f"/in-kind/{made['id']}")).json()["value_cents"] is None


async def test_bad_declarations_are_refused_in_a_sentence(
    world: World, money: Running, lot: Lot, carla: Person, dirk: Person
) -> None:
    cash = money.agreement(lot.funder, 100)
    await tariff(world, carla, dirk)
    over = money.agreement(lot.funder, 500_000_000, in_kind=True)
    money.given("update agreement set ends_on = '2026-03-30' where id = %s", over.agreement)
    ended = money.agreement(lot.funder, 100, in_kind=True, state="terminated")
    pool = money.insert("fund_pool", name_nl="P", name_en="P", restriction="only P")
    pooled = money.agreement(lot.funder, 100, in_kind=True)
    world.sql("update lot set pool_id = %s where id = %s", pool, pooled.id)
    for body, status, field in (
        (work(cash), 422, "lot_id"),
        (work(lot, performed_until="2099-01-01"), 422, "performed_until"),
        (work(lot, performed_until="2026-01-01"), 422, "performed_until"),
        (work(lot, performed_from="2025-12-31"), 422, "performed_from"),  # the agreement begins on 1 January 2026
        (work(over), 422, "performed_from"),  # and this one has ended a day before the work
        (work(money.agreement(lot.funder, 999_959, in_kind=True)), 422, "quantity"),  # a cent above what it promises
        (work(lot, quantity="-1"), 422, "quantity"),
        (work(lot, quantity="1.001"), 422, "quantity"),
        (work(lot, quantity="1e9"), 422, "quantity"),
        (work(lot, quantity="NaN"), 422, "quantity"),
        (work(lot, what=" "), 422, "what"),
        (work(pooled, purpose_id=str(money.purpose())), 422, "purpose_id"),
        (work(ended), 409, None),
    ):
        answer = await carla.post("/in-kind", body)
        assert answer.status_code == status, (field, answer.text)
        assert [error["field"] for error in answer.json()["errors"]] == ([field] if field else [])


async def test_work_expires_that_was_not_accepted_in_time(
    world: World, money: Running, lot: Lot, carla: Person, dirk: Person
) -> None:
    await tariff(world, carla, dirk, claim_days=30)
    made = (await carla.post("/in-kind", work(lot, performed_until="2026-03-01"))).json()
    world.clock("2026-03-31T12:00:00+02:00")

    async def expire() -> int:
        async with transaction(world.app.state.database, Entry.as_role("system", "test")) as tx:
            return await actions.expire(tx)

    assert await expire() == 0  # the thirtieth day is in time
    world.clock("2026-04-01T12:00:00+02:00")
    assert await expire() == 1
    assert (await carla.get(f"/in-kind/{made['id']}")).json()["state"] == "expired"


async def test_numbers_count_per_tranche_so_that_they_tell_nothing_of_others(
    world: World, money: Running, lot: Lot, carla: Person, dirk: Person
) -> None:
    await tariff(world, carla, dirk)
    other = money.agreement(money.funder("Other"), 500_000_000, in_kind=True)
    made = [(await carla.post("/in-kind", work(which))).json()["reference"] for which in (lot, other, lot)]
    assert [reference.split("-")[1] for reference in made] == ["1", "1", "2"]


# ---- two funders -----------------------------------------------------------------------------------------------------


async def test_a_funder_declares_under_their_own_tranches_and_meets_nothing_of_another(
    world: World, money: Running, lot: Lot, carla: Person, dirk: Person
) -> None:
    await tariff(world, carla, dirk)
    theirs = money.agreement(money.funder("Other"), 100, in_kind=True)
    anna, bob = await money.representative("anna", lot.funder), await money.representative("bob", theirs.funder)
    made = await anna.post("/in-kind", work(lot))
    assert made.status_code == 201, made.text
    id = made.json()["id"]
    money.document("in_kind_contribution", id)
    for lots in (
        theirs,
        Lot(money.purpose(), lot.funder, None, False),
    ):  # another's, and one that is not there: the same
        refused = await anna.post("/in-kind", work(lots))
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "lot_id")
    assert await moved(anna, id, "value") == (403, "/problems/forbidden")
    for path in ("/in-kind", "/documents", "/valuation-rules", "/find?q=robot", "/todo"):
        mine, other = await anna.get(path), await bob.get(path)
        assert mine.status_code == other.status_code == 200
        assert id not in other.text, path
        assert "robot" not in other.text, path
    assert (await anna.get("/in-kind")).json()["total"] == 1
    for question in (
        "",
        f"?id={id}",
        f"?lot_id={lot.id}",
        f"?funder_id={lot.funder}",
        "?sort=-value_cents",
        "?reference=K1-1",
    ):
        assert (await bob.get(f"/in-kind{question}")).json()["total"] == 0, question
    exports = [(await person.get("/in-kind/export")).text.strip().splitlines() for person in (anna, bob)]
    assert [len(lines) for lines in exports] == [2, 1]  # the header, and what is one's own
    for path in (f"/in-kind/{id}", f"/in-kind/{id}/timeline"):
        assert (await bob.get(path)).status_code == 404
    assert (await bob.patch(f"/in-kind/{id}", {"note": "x"}, 1)).status_code == 404
    assert (await bob.post(f"/in-kind/{id}/moves/value", {}, version=1)).status_code == 404
    upload = {
        "record_kind": "in_kind_contribution",
        "record_id": id,
        "kind": "evidence",
        "file_name": "a.pdf",
        "size": 9,
    }
    assert (await bob.post("/documents", upload)).status_code == 404
    assert (await anna.post("/documents", upload)).status_code == 201
    await moved(carla, id, "reject", "no")
    assert (await anna.post("/documents", upload)).status_code == 403  # decided is decided


# ---- straight at the database ----------------------------------------------------------------------------------------


def entered(connection: psycopg.Connection[Any], actor: str, permissions: str, move: str = "") -> None:
    for name, value in (("actor_kind", "browser"), ("actor", actor), ("permissions", permissions), ("move", move)):
        connection.execute("select set_config(%s, %s, true)", (f"polder.{name}", value))


ALL = "funding.read,in_kind.declare,in_kind.value,in_kind.accept,rule.write,rule.confirm"


async def test_the_database_refuses_what_one_person_would_do_alone(
    world: World, money: Running, lot: Lot, carla: Person, dirk: Person, app_url: str
) -> None:
    rule = await tariff(world, carla, dirk)
    purpose = str(money.purpose())
    made = (await carla.post("/in-kind", work(lot, purpose_id=purpose))).json()["id"]
    await moved(carla, made, "value")
    proposed = (await carla.post("/valuation-rules", {**TARIFF, "key": "other"})).json()["id"]
    move = "in_kind_contribution:accept"
    for statement, by, step, message in (
        (f"update in_kind_contribution set state = 'accepted' where id = '{made}'", carla, move, "in_kind_second_person"),
        (f"update in_kind_contribution set state = 'accepted', valued_by = '{dirk.account_id}' where id = '{made}'", carla, move, "in_kind_second_person"),
        (f"update in_kind_contribution set state = 'accepted' where id = '{made}'", dirk, "", "move_not_allowed"),
        (f"update in_kind_contribution set quantity = 1 where id = '{made}'", dirk, "", "in_kind_fixed"),
        (f"update in_kind_contribution set lot_id = lot_id, number = 7 where id = '{made}'", dirk, "", "in_kind_fixed"),
        (f"update valuation_rule set state = 'in_force' where id = '{proposed}'", carla, "valuation_rule:confirm", "rule_second_person"),
        (f"update valuation_rule set state = 'in_force', unit_cents = 1 where id = '{proposed}'", dirk, "valuation_rule:confirm", "rule_second_person"),
        (f"update valuation_rule set unit_cents = 1 where id = '{rule}'", carla, "", "rule_fixed"),
        (f"update valuation_rule set valid_until = '2026-01-02' where id = '{rule}'", carla, "", "rule_fixed"),
        (f"delete from valuation_rule where id = '{rule}'", carla, "", "permission denied"),
        (f"delete from in_kind_contribution where id = '{made}'", carla, "", "permission denied"),
        (f"select polder.in_kind_entry('{made}')", carla, "", "permission denied"),
    ):  # fmt: skip
        with psycopg.connect(app_url) as connection:
            entered(connection, by.account_id, ALL, step)
            with pytest.raises(psycopg.Error, match=message):
                connection.execute(statement)
    with psycopg.connect(app_url) as connection:
        money.given("update lot set amount_cents = 999959 where id = %s", lot.id)
        entered(connection, dirk.account_id, ALL, move)
        with pytest.raises(psycopg.Error, match="more_than_promised"):
            connection.execute("update in_kind_contribution set state = 'accepted' where id = %s", (made,))
    with psycopg.connect(app_url) as connection:  # a value that somebody writes is not the value
        entered(connection, carla.account_id, ALL)
        connection.execute(
            "update in_kind_contribution set value_cents = 1, accepted_by = valued_by where id = %s", (made,)
        )
    assert world.sql("select value_cents, accepted_by from in_kind_contribution where id = %s", made) == [
        (999_960, None)
    ]
