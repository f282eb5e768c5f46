"""Matching as a controller meets it: live, by rules that two people made, frozen per quarter, published without giving
anybody away."""

import csv
import hashlib
import io
import json
import re
from typing import Any

import psycopg
import pytest

from polder.funding.ledger import rules as ledger
from polder.funding.ledger.rules import Event
from polder.funding.matching import actions, rules
from polder.kernel.actor import Entry
from polder.kernel.tx import transaction
from tests.funding.money import Lot, Running, entry, post
from tests.support.world import Person, World

M = 100_000_000
RULE = {
    "key": "growth", "name_nl": "Groeifonds", "name_en": "Growth fund", "source": "Grant letter 7, article 4",
    "valid_from": "2026-01-01", "public_parts": 1, "private_parts": 1, "cap_cents": 10 * M, "in_kind_share_bp": 2000,
    "basis": "received", "window_from": "2026-01-01", "window_until": "2030-12-31",
}  # fmt: skip


async def staff(world: World) -> tuple[Person, Person]:
    return await world.person("carla", "controller"), await world.person("dirk", "director")


async def confirmed(writer: Person, second: Person, resource: str, body: dict[str, Any]) -> dict[str, Any]:
    made = await writer.post(f"/{resource}", body)
    assert made.status_code == 201, made.text
    done = await second.move(resource, made.json()["id"], "confirm")
    assert done.status_code == 200, done.text
    return dict(done.json())


async def system(world: World, action: Any) -> Any:
    async with transaction(world.app.state.database, Entry.as_role("system", "test")) as tx:
        return await action(tx)


async def stands(person: Person) -> dict[str, Any]:
    answer = await person.get("/matching")
    assert answer.status_code == 200, answer.text
    return dict(answer.json()["rules"][0])


async def test_a_rule_comes_into_force_by_a_second_person_and_is_fixed_then(world: World) -> None:
    carla, dirk = await staff(world)
    made = (await carla.post("/matching-rules", RULE)).json()
    assert (await carla.get("/matching")).json()["rules"] == []
    own = await carla.move("matching-rules", made["id"], "confirm")
    assert (own.status_code, own.json()["type"]) == (409, "/problems/second-person")
    assert (await dirk.move("matching-rules", made["id"], "confirm")).json()["state"] == "in_force"
    late = await carla.patch(f"/matching-rules/{made['id']}", {"cap_cents": 1}, 2)
    assert (late.status_code, late.json()["type"]) == (409, "/problems/rule-fixed")
    assert (await stands(carla))["rule"]["key"] == "growth"


async def test_the_next_version_ends_the_one_before_it_and_two_never_hold_on_one_day(world: World) -> None:
    carla, dirk = await staff(world)
    first = await confirmed(carla, dirk, "matching-rules", RULE)
    await confirmed(carla, dirk, "matching-rules", {**RULE, "valid_from": "2026-07-01", "cap_cents": 12 * M})
    assert (await carla.get(f"/matching-rules/{first['id']}")).json()["valid_until"] == "2026-06-30"
    again = (await carla.post("/matching-rules", {**RULE, "valid_from": "2026-07-01"})).json()
    refused = await dirk.move("matching-rules", again["id"], "confirm")
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/exists-already")


async def test_a_version_that_has_not_begun_is_withdrawn_by_another_than_its_author(
    world: World, money: Running, app_url: str
) -> None:
    carla, dirk = await staff(world)
    old = await confirmed(carla, dirk, "matching-rules", {**RULE, "valid_until": "2029-12-31"})
    coming = await confirmed(carla, dirk, "matching-rules", {**RULE, "valid_from": "2027-01-01", "cap_cents": 12 * M})
    later = await confirmed(carla, dirk, "matching-rules", {**RULE, "valid_from": "2028-01-01", "cap_cents": 13 * M})

    async def ends() -> list[tuple[str, str | None]]:
        rows = (await carla.get("/matching-rules?key=growth&sort=valid_from&state=in_force")).json()["data"]
        return [(row["valid_from"], row["valid_until"]) for row in rows]

    async def revoke(who: Person, rule: dict[str, Any], reason: str | None = "Typed wrongly") -> tuple[int, str]:
        answer = await who.move("matching-rules", rule["id"], "revoke", reason)
        return answer.status_code, answer.json().get("state") or answer.json()["type"].removeprefix("/problems/")

    assert await ends() == [("2026-01-01", "2026-12-31"), ("2027-01-01", "2027-12-31"), ("2028-01-01", None)]
    assert await revoke(dirk, old) == (409, "not-begun")
    assert await revoke(carla, later) == (409, "not-its-author")
    assert await revoke(dirk, later, None) == (422, "invalid")
    assert await revoke(dirk, coming) == (409, "rule-followed")
    # By hand the database holds the same.
    for who, rule, message in (
        (carla, later, "rule_second_person"),
        (dirk, old, "rule_began"),
        (dirk, coming, "rule_followed"),
    ):
        with psycopg.connect(app_url) as connection:
            for name, value in (("actor_kind", "browser"), ("actor", who.account_id), ("permissions", "funding.read,rule.confirm"),
                                ("move", "matching_rule:revoke"), ("reason", "x")):  # fmt: skip
                connection.execute("select set_config(%s, %s, true)", (f"polder.{name}", value))
            with pytest.raises(psycopg.Error, match=message):
                connection.execute("update matching_rule set state = 'withdrawn' where id = %s", (rule["id"],))
    assert await revoke(dirk, later) == (200, "withdrawn")
    assert await ends() == [("2026-01-01", "2026-12-31"), ("2027-01-01", None)]
    assert await revoke(dirk, coming) == (200, "withdrawn")
    assert await ends() == [("2026-01-01", "2029-12-31")]


async def test_no_rule_comes_into_force_on_days_that_are_closed(world: World, money: Running) -> None:
    carla, dirk = await staff(world)
    await confirmed(carla, dirk, "matching-rules", RULE)
    waiting = (await carla.post("/matching-rules", {**RULE, "valid_from": "2026-06-30"})).json()
    money.close_period("2026-04-01", "2026-06-30")
    for day in ("2026-05-01", "2026-02-01"):  # a day between, and one before: both belong to what was frozen
        refused = await carla.post("/matching-rules", {**RULE, "valid_from": day})
        (error,) = refused.json()["errors"]
        assert (refused.status_code, error["field"], error["remedy"]) == (
            422,
            "valid_from",
            "Choose a day after the last closed one.",
        )
    assert (await dirk.move("matching-rules", waiting["id"], "confirm")).status_code == 422
    assert (await carla.patch(f"/matching-rules/{waiting['id']}", {"valid_from": "2026-07-01"}, 1)).status_code == 200
    assert (await dirk.move("matching-rules", waiting["id"], "confirm")).status_code == 200


async def test_a_legal_rule_is_one_that_something_reads_and_a_number_that_makes_sense(
    world: World, money: Running
) -> None:
    carla, _ = await staff(world)
    facts = {"name_nl": "X", "name_en": "X", "source": "X", "valid_from": "2027-01-01"}
    for key, value, remedy in (
        ("wnt_share", 0, "Choose from 0.01% to 100%."), ("wnt_share", 10_001, "Choose from 0.01% to 100%."),
        ("wnt_amount", 99, "Choose from €1.00 to €100,000,000,000.00."), ("wnt_years", 11, "Choose from 1 to 10."),
        ("disclosure_contributors", 2, "Choose from 3 to 1000."), ("disclosure_share", 0, "Choose from 0.01% to 100%."),
    ):  # fmt: skip
        refused = await carla.post("/legal-rules", {**facts, "key": key, "value": value})
        assert (refused.status_code, refused.json()["errors"]) == (
            422, [{"field": "value", "problem": "This rule cannot work with this number.", "remedy": remedy}]), key  # fmt: skip
    unknown = await carla.post("/legal-rules", {**facts, "key": "wnt_months", "value": 1})
    assert (unknown.status_code, unknown.json()["errors"][0]["field"]) == (422, "key")
    with pytest.raises(psycopg.errors.CheckViolation, match="ck_legal_rule_known"):
        money.sql(
            "insert into legal_rule (key, name_nl, name_en, source, valid_from, value) values ('other', 'X', 'X', 'X', '2027-01-01', 1)"
        )
    made = (await carla.post("/legal-rules", {**facts, "key": "wnt_share", "value": 50})).json()
    assert (made["value"], made["measure"]) == (50, "basis_points")
    told = (await carla.get("/legal-rules/export?format=csv&words=en&sort=key")).content.decode("utf-8-sig")
    written = {line["key"]: line["value"] for line in csv.DictReader(io.StringIO(told)) if line["valid from"] < "2027"}
    assert written == {"wnt_share": "50.00 %", "wnt_amount": "500000.00 EUR", "wnt_years": "3",
                       "disclosure_contributors": "3", "disclosure_share": "10.00 %"}  # fmt: skip
    wrong = await carla.patch(f"/legal-rules/{made['id']}", {"value": 10_001}, 1)
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "value")


async def test_the_four_bases_stand_side_by_side_as_the_ledger_is_now(world: World, money: Running) -> None:
    carla, dirk = await staff(world)
    await confirmed(carla, dirk, "matching-rules", RULE)
    industry, state = money.funder("Industry"), money.funder("State")
    lot, subsidy = money.agreement(industry, 8 * M, key="growth"), money.decision(state, 10 * M, key="growth")
    money.agreement(industry, 3 * M)  # names no rule: no matching
    money.paid(money.agreement(money.funder("University"), 2 * M, key="growth", private_origin=False), 1 * M)
    assert (await stands(carla))["bases"]["received"]["entitlement_cents"] == 0
    money.post(Event.invoice, ledger.invoiced(lot.id, 6 * M), on="2026-02-01")
    money.post(Event.receipt, ledger.paid(lot.id, 5 * M, fee=1500), on="2026-03-01")
    money.post(Event.receipt, ledger.overpaid(lot.id, 700), on="2026-03-01")
    purpose = money.purpose()
    money.post(Event.allocation, ledger.allocated(lot.id, purpose, 2 * M), on="2026-03-02")
    money.post(Event.cost, ledger.cost(lot.id, purpose, 1 * M), on="2026-03-03")
    money.paid(subsidy, 6 * M)
    found = await stands(carla)
    assert {name: basis["cash_cents"] for name, basis in found["bases"].items()} == {
        "committed": 8 * M, "invoiced": 6 * M, "received": 5 * M, "spent": 1 * M,
    }  # fmt: skip
    assert [name for name, basis in found["bases"].items() if basis["contractual"]] == ["received"]
    assert (found["public_received_cents"], found["public_ahead_cents"]) == (6 * M, 1 * M)
    assert found["alerts"][0]["words"]["en"] == "Public money is ahead"
    assert [(line["what"], line["cents"]) for line in found["not_counted"]] == [("other_origin", 1 * M)]
    assert (found["public_to_come_cents"], found["public_repayable_cents"]) == (4 * M, 0)
    # Determined lower than was advanced: whatever is earned, nothing comes any more, and some goes back.
    lower = ledger.determined(subsidy.id, 2 * M, spent=[], free=6 * M)
    money.post(Event.determination, [*lower, *ledger.uninvoiced_written_off(subsidy.id, 4 * M)], on="2026-03-04")
    found = await stands(carla)
    assert (found["public_to_come_cents"], found["public_repayable_cents"]) == (0, 4 * M)


async def test_receipts_count_on_the_days_of_the_window_only(world: World, money: Running) -> None:
    carla, dirk = await staff(world)
    await confirmed(carla, dirk, "matching-rules", {**RULE, "window_from": "2026-03-01", "window_until": "2026-03-31"})
    lot = money.agreement(money.funder("Industry"), 8 * M, key="growth")
    for day, cents in (("2026-02-28", 1), ("2026-03-01", 10), ("2026-03-31", 100), ("2026-04-01", 1000)):
        money.paid(lot, cents, on=day)
    # Posted later than it came, as the books of its day were closed: the day on which it came decides.
    other = money.agreement(money.funder("Shop"), 8 * M, key="growth")
    early, late = ((Event.receipt, ledger.paid_uninvoiced(of.id, cents), day) for of, cents, day in (
        (other, 10_000, "2026-03-15"), (lot, 100_000, "2026-04-02")))  # fmt: skip
    post(money.url, {**entry(*early), "happened_on": "2026-02-28"}, {**entry(*late), "happened_on": "2026-03-31"})
    bases = (await stands(carla))["bases"]
    assert bases["received"]["cash_cents"] == 100_110
    at_quarter = "select sum(received) from polder.matching_sums('growth', '2026-03-01', '2026-03-31', '2026-03-31')"
    assert money.sql(at_quarter) == [(110,)], "a quarter has what was posted until its end"
    for funder, cents in (("Industry", 100_110), ("Shop", 0)):
        page = (await carla.get(f"/funder-pages/{money.funder(funder)}")).json()
        assert [one["own_cents"] for one in page["matching"]] == [cents]
    before = money.sql("select * from lot_balance order by lot_id")
    money.sql("select polder.rebuild_lots()")
    assert money.sql("select * from lot_balance order by lot_id") == before
    assert bases["committed"]["cash_cents"] == 0  # due on 1 February


async def test_money_that_goes_back_or_is_reversed_counts_no_more(world: World, money: Running) -> None:
    carla, dirk = await staff(world)
    await confirmed(carla, dirk, "matching-rules", RULE)
    lot = money.agreement(money.funder("Industry"), 8 * M, key="growth")
    money.paid(lot, 300)
    mistake = money.paid(lot, 50)
    money.post(Event.refund, ledger.returned(lot.id, 100), on="2026-04-01")
    money.reverse(mistake, on="2026-04-02")
    assert (await stands(carla))["bases"]["received"]["cash_cents"] == 200


async def test_the_worked_numbers_hold_from_the_bank_to_the_page(world: World, money: Running) -> None:
    carla, dirk = await staff(world)
    await confirmed(carla, dirk, "matching-rules", RULE)
    industry = money.funder("Industry")
    cash, work = (
        money.agreement(industry, 9 * M, key="growth"),
        money.agreement(industry, 2 * M, key="growth", in_kind=True),
    )
    money.paid(cash, 730_000_000)
    money.post(Event.in_kind, ledger.in_kind(work.id, money.purpose(), 150_000_000), on="2026-03-01")
    money.paid(money.decision(money.funder("State"), 10 * M, key="growth"), 900_000_000)
    found = await stands(carla)
    assert found["bases"]["received"]["entitlement_cents"] == 880_000_000
    assert found["public_ahead_cents"] == 20_000_000
    await system(world, actions.watch)
    lines = [item for item in (await dirk.get("/todo")).json()["data"] if item["kind"].startswith("matching.")]
    assert [(line["kind"], line["subject"]["nl"]) for line in lines] == [
        ("matching.public_ahead", "Groeifonds: € 200.000,00")
    ]
    money.paid(cash, 20_000_000)
    await system(world, actions.watch)
    assert not [item for item in (await dirk.get("/todo")).json()["data"] if item["kind"].startswith("matching.")]


async def test_work_above_its_share_is_named_with_the_reason(world: World, money: Running) -> None:
    carla, dirk = await staff(world)
    await confirmed(carla, dirk, "matching-rules", RULE)
    industry = money.funder("Industry")
    cash, work = (
        money.agreement(industry, 9 * M, key="growth"),
        money.agreement(industry, 2 * M, key="growth", in_kind=True),
    )
    money.paid(cash, 4 * M)
    money.post(Event.in_kind, ledger.in_kind(work.id, money.purpose(), 150_000_000), on="2026-03-01")
    found = await stands(carla)
    assert found["bases"]["received"]["entitlement_cents"] == 5 * M
    assert found["not_counted"][0]["cents"] == 50_000_000
    assert "20% van" in found["not_counted"][0]["reason"]["nl"]
    assert [alert["kind"] for alert in found["alerts"]] == ["in_kind_cap"]


async def test_the_wnt_is_judged_by_confirmed_numbers_only_and_warns_in_the_third_year(
    world: World, money: Running
) -> None:
    carla = await world.person("carla", "controller")
    assert (await carla.get("/matching")).json()["wnt"]["judged"] is False
    for rule in (await carla.get("/legal-rules?state=proposed")).json()["data"]:
        assert (
            await carla.move("legal-rules", rule["id"], "confirm")
        ).status_code == 200  # nobody of the house wrote it
    subsidy, lot = money.decision(money.funder("State"), 10 * M), money.agreement(money.funder("Industry"), 10 * M)
    for year in (2024, 2025, 2026):
        money.paid(subsidy, 60_000_000, on=f"{year}-05-01")
        money.paid(lot, 60_000_000, on=f"{year}-05-01")
    wnt = (await carla.get("/matching")).json()["wnt"]
    assert (wnt["years_running"], wnt["alerts"][0]["kind"]) == (3, "wnt")
    world.clock("2027-01-02T12:00:00Z")
    money.paid(lot, 100, on="2027-01-02")  # one euro of a new year ends nothing
    wnt = (await carla.get("/matching")).json()["wnt"]
    assert (wnt["years_running"], [(a["kind"], a["cents"]) for a in wnt["alerts"]]) == (3, [("wnt", 60_000_000)])
    # What came in a closed year is of that year, however late it was posted.
    money.sql("insert into closed_period (from_day, until_day) values ('2024-01-01', '2025-12-31')")
    late = {**entry(Event.receipt, ledger.paid_uninvoiced(lot.id, 300), "2026-01-01"), "happened_on": "2025-12-31"}
    (id,) = post(money.url, late)
    totals = {y["year"]: y["total_cents"] for y in (await carla.get("/matching")).json()["wnt"]["years"]}
    assert (totals[2025], totals[2026]) == (120_000_300, 120_000_000)
    money.reverse(id, on="2027-01-02")  # taken back, it is gone from the year it was of
    totals = {y["year"]: y["total_cents"] for y in (await carla.get("/matching")).json()["wnt"]["years"]}
    assert (totals[2025], totals[2027]) == (120_000_000, 100)
    world.clock("2026-06-30T12:00:00Z")
    money.paid(lot, 12_000, on="2026-05-02")  # 49.995 %
    assert (await carla.get("/matching")).json()["wnt"]["alerts"] == []
    # What a public body gives by an agreement is public, too: with it, the share is exactly one half.
    university = money.agreement(money.funder("University"), M, private_origin=False)
    half = money.paid(university, 12_000, on="2026-05-03")
    assert [a["kind"] for a in (await carla.get("/matching")).json()["wnt"]["alerts"]] == ["wnt"]
    money.reverse(half, on="2026-05-03")
    # Each year by the figures of its own last day: what holds from 2026 on says nothing of 2024 and 2025.
    facts = {
        "key": "wnt_share",
        "name_nl": "X",
        "name_en": "X",
        "source": "X",
        "value": 4999,
        "valid_from": "2026-01-01",
    }
    # Not on days that are closed, where another number governed, nor so far ahead that nothing can follow it.
    for day, remedy in (
        ("2025-12-31", "Choose a day after the last closed one."),
        ("2031-07-01", "Choose a day within five years."),
    ):
        refused = await carla.post("/legal-rules", {**facts, "valid_from": day})
        assert (refused.status_code, [(e["field"], e["remedy"]) for e in refused.json()["errors"]]) == (
            422,
            [("valid_from", remedy)],
        )
    await confirmed(carla, await world.person("dirk", "director"), "legal-rules", facts)
    wnt = (await carla.get("/matching")).json()["wnt"]
    assert [(y["year"], y["share_bp"], y["least_cents"], y["over"]) for y in wnt["years"]] == [
        (2024, 5000, 50_000_000, True), (2025, 5000, 50_000_000, True), (2026, 4999, 50_000_000, True),
    ]  # fmt: skip
    assert (wnt["share_bp"], wnt["years_running"], len(wnt["alerts"])) == (4999, 3, 1)


async def freeze(world: World) -> list[tuple[Any, ...]]:
    await system(world, actions.freeze)
    return world.sql("select quarter_until::text, body::text, sha256 from matching_snapshot order by quarter_until")


async def test_a_closed_quarter_is_frozen_with_its_hash_and_stays_whatever_is_reversed_later(
    world: World, money: Running
) -> None:
    carla, dirk = await staff(world)
    await confirmed(carla, dirk, "matching-rules", RULE)
    lot = money.agreement(money.funder("Industry"), 9 * M, key="growth")
    receipt = money.paid(lot, 4 * M, on="2026-03-31")
    money.close_period("2026-01-01", "2026-02-28")
    assert await freeze(world) == []  # March is open
    money.close_period("2026-03-01", "2026-03-31")
    assert world.sql("select count(*) from jobs.procrastinate_jobs where task_name = 'matching.freeze'") == [(2,)]
    (frozen,) = await freeze(world)
    assert frozen[0] == "2026-03-31"
    assert json.loads(frozen[1])["bases"]["received"]["entitlement_cents"] == 4 * M
    assert frozen[2] == hashlib.sha256(frozen[1].encode()).hexdigest()
    money.reverse(receipt, on="2026-04-01")
    assert (await stands(carla))["bases"]["received"]["cash_cents"] == 0
    assert await freeze(world) == [frozen]
    # Computed anew as of that day, it is the same too: a closed quarter does not change.
    assert world.sql(
        "select sum(received) from polder.matching_sums('growth', '2026-01-01', '2030-12-31', '2026-03-31')"
    ) == [(4 * M,)]
    listed = (await carla.get("/matching-snapshots")).json()["data"]
    assert [(row["quarter_until"], row["entitlement_cents"]) for row in listed] == [("2026-03-31", 4 * M)]
    shown = (await carla.get(f"/matching-snapshots/{listed[0]['id']}")).json()
    assert shown["intact"] is True
    assert hashlib.sha256(shown["body_text"].encode()).hexdigest() == shown["sha256"]


async def test_work_that_was_in_a_frozen_quarter_is_counted_from_then_on(world: World, money: Running) -> None:
    carla, dirk = await staff(world)
    await confirmed(carla, dirk, "matching-rules", RULE)
    tariff = {"key": "hour", "name_nl": "Uur", "name_en": "Hour", "source": "Table 1", "valid_from": "2026-01-01",
              "unit": "hour", "unit_cents": 10_000}  # fmt: skip
    await confirmed(carla, dirk, "valuation-rules", tariff)
    industry = money.funder("Industry")
    money.paid(money.agreement(industry, M, key="growth"), M)
    lot = money.agreement(industry, M, key="growth", in_kind=True)
    ids = []
    for day in ("2026-03-31", "2026-04-01"):  # of acceptance
        world.clock(f"{day}T12:00:00+02:00")
        work = {"lot_id": str(lot.id), "purpose_id": str(money.purpose()), "what": "Help", "quantity": "10", "tariff": "hour",
                "performed_from": "2026-01-05", "performed_until": "2026-01-06"}  # fmt: skip
        ids.append((await carla.post("/in-kind", work)).json()["id"])
        money.document("in_kind_contribution", ids[-1])
        for person, move in ((carla, "value"), (dirk, "accept")):
            assert (await person.move("in-kind", ids[-1], move)).status_code == 200
    world.clock("2026-11-15T12:00:00+01:00")
    money.close_period("2026-01-01", "2026-03-31")
    (frozen,) = await freeze(world)
    assert json.loads(frozen[1])["bases"]["received"]["in_kind_counted_cents"] == 100_000
    assert [(await carla.get(f"/in-kind/{id}")).json()["state"] for id in ids] == ["counted", "accepted"]
    # What was counted by mistake is taken back by another than who accepted it: from then on, not in the closed quarter.
    await world.person("cor", "controller")
    money.given("update in_kind_contribution set valued_by = null, accepted_by = %s", carla.account_id)
    own = await carla.move("in-kind", ids[0], "lapse", "Hours of another project.")
    assert (own.status_code, own.json()["type"]) == (409, "/problems/lapsed-by-another")
    undone = await world.people["cor"].move("in-kind", ids[0], "lapse", "Hours of another project.")
    assert undone.json()["state"] == "expired"
    assert (await stands(carla))["bases"]["received"]["in_kind_cents"] == 100_000
    assert world.sql("select posted_on::text from journal_entry where reverses_id is not null") == [("2026-11-15",)]
    at = "select sum(in_kind)::int from polder.matching_sums('growth', '2026-01-01', '2030-12-31', %s)"
    assert [world.sql(at, day) for day in ("2026-03-31", "2026-11-14", "2026-11-15")] == [
        [(100_000,)],
        [(200_000,)],
        [(100_000,)],
    ]


async def test_nobody_changes_what_was_frozen_or_published(world: World, money: Running, app_url: str) -> None:
    carla, dirk = await staff(world)
    await confirmed(carla, dirk, "matching-rules", RULE)
    money.paid(money.agreement(money.funder("Industry"), M, key="growth"), M)
    money.close_period("2026-01-01", "2026-03-31")
    before = await freeze(world)
    everything = ",".join(["funding.read", "matching.freeze", "rule.write", "rule.confirm", "aggregate.read"])
    frozen = ("matching_snapshot", "matching_snapshot_detail", "aggregate_decision", "published_aggregate")
    for statement in [f"{verb} {table}{rest}" for table in frozen for verb, rest in (
        ("update", " set version = version"), ("delete from", ""), ("truncate", " cascade"))]:  # fmt: skip
        with psycopg.connect(app_url) as connection:
            connection.execute("select set_config('polder.permissions', %s, true), set_config('polder.actor_kind', 'browser', true)", (everything,))  # fmt: skip
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)
    for table in frozen[:2]:  # not even whoever owns them
        with pytest.raises(psycopg.Error, match="append_only"):
            world.sql(f"delete from {table}")
    assert await freeze(world) == before
    with psycopg.connect(app_url) as connection:  # a hash that somebody brings is not the hash
        connection.execute("select set_config('polder.permissions', %s, true), set_config('polder.actor_kind', 'browser', true)", (everything,))  # fmt: skip
        connection.execute(
            """insert into matching_snapshot (rule_id, key, quarter_from, quarter_until, body, sha256)
               select rule_id, key, '2026-04-01', '2026-06-30', '{"a": 1}', sha256 from matching_snapshot"""
        )
        found = connection.execute("select sha256 from matching_snapshot where quarter_until = '2026-06-30'").fetchone()
        assert found == (hashlib.sha256(b'{"a": 1}').hexdigest(),)


async def test_the_ministry_sees_the_ratio_and_of_private_funders_what_their_agreement_allows(
    world: World, money: Running
) -> None:
    carla, dirk = await staff(world)
    await confirmed(carla, dirk, "matching-rules", RULE)
    for name, confidentiality in (("Open", "public"), ("Named", "named"), ("Secret", "confidential")):
        money.paid(money.agreement(money.funder(name), M, key="growth", confidentiality=confidentiality), M)
    # nothing of it was in the quarter: it is not told that they signed
    money.agreement(money.funder("Later"), M, key="growth", confidentiality="public", in_kind=True)
    money.close_period("2026-01-01", "2026-03-31")
    await freeze(world)
    minister = await world.person("mia", "ministry")
    (row,) = (await minister.get("/matching-snapshots")).json()["data"]
    shown = (await minister.get(f"/matching-snapshots/{row['id']}")).json()
    # Of private money the base by which the ratio is paid, and nothing of the other bases or of what this one is made of.
    assert shown["body"]["bases"] == {"received": {
        "base_cents": 3 * M, "earned_cents": 3 * M, "entitlement_cents": 3 * M, "above_cap_cents": 0, "public_cents": 0, "gap_cents": -3 * M,
        "contractual": True}}  # fmt: skip
    assert (sorted(shown["body"]), shown["body_text"], shown["intact"]) == (
        ["bases", "public_committed_cents", "public_received_cents", "rule"], None, True)  # fmt: skip
    whole = (await carla.get(f"/matching-snapshots/{row['id']}")).json()
    assert (whole["body"]["bases"]["committed"]["cash_cents"], len(whole["parts"])) == (3 * M, 4)
    assert hashlib.sha256(whole["body_text"].encode()).hexdigest() == whole["sha256"] == shown["sha256"]
    # Of the base, two funders' money is not public: with the other's own amount known, the base would be the named one's.
    assert [(line["funder"], line["received_cents"]) for line in shown["named_funders"]] == [("Open", M)]
    assert [line["funder"] for line in whole["named_funders"]] == ["Named", "Open"]
    assert (shown["parts"], shown["parts_sha256"]) == (None, None)
    # home tells it how the last frozen quarter stands, and leads to it; whoever reads all money has the page itself
    opens = [
        (line["resource"], line["key"], line["value"]["nl"]) for line in (await minister.get("/todo")).json()["opens"]
    ]
    assert opens == [
        ("matching", "ratio.growth", "1 : 1"),
        ("matching", "public_received.growth", "€ 0"),
        ("matching", "entitlement.growth", "€ 3.000.000"),
    ]
    assert "ratio.growth" not in [line["key"] for line in (await carla.get("/todo")).json()["opens"]]
    told = [
        line["label"]
        for line in (await minister.get("/todo")).json()["opens"]
        if line["key"] == "public_received.growth"
    ]
    assert told == [
        {
            "nl": "Groeifonds: publiek ontvangen tot en met 31 mrt 2026",
            "en": "Growth fund: public money received up to and including 31 Mar 2026",
        }
    ]
    assert (await minister.get("/matching")).status_code == 403


async def test_a_name_without_an_amount_is_given_where_the_base_does_not_tell_the_amount(
    world: World, money: Running
) -> None:
    carla, dirk = await staff(world)
    for rule in (await carla.get("/legal-rules?state=proposed")).json()["data"]:
        await carla.move("legal-rules", rule["id"], "confirm")
    await confirmed(carla, dirk, "matching-rules", RULE)
    minister = await world.person("mia", "ministry")
    lots = [money.agreement(money.funder(name), 20 * M, key="growth", confidentiality="named") for name in "abc"]
    open_ = money.agreement(money.funder("Open"), 20 * M, key="growth", confidentiality="public")

    async def quarter(first: str, last: str, *paid: int) -> list[str]:
        """What the ministry reads of a quarter in which these amounts came, of whom."""
        for lot, cents in zip([*lots, open_], paid, strict=True):
            if cents:
                money.paid(lot, cents, on=last)
        money.close_period(first, last)
        await freeze(world)
        (row,) = (await minister.get(f"/matching-snapshots?quarter_until_from={last}")).json()["data"]
        shown = (await minister.get(f"/matching-snapshots/{row['id']}")).json()
        return [line["funder"] for line in shown["named_funders"]]

    assert await quarter("2026-01-01", "2026-03-31", M, 0, 0, 3 * M) == [
        "Open"
    ]  # one named payer: the base less 3 M is its
    assert await quarter("2026-04-01", "2026-06-30", M, 2 * M, 2 * M, 0) == ["a", "b", "c", "Open"]
    assert await quarter("2026-07-01", "2026-09-30", M, 0, 0, M) == ["Open"]  # the base rose by what one of them paid
    for parts in (
        [],
        [5],
        [4, -3, 2],
        [400, 350, 300, 150],
        [400, 350, 300],
        [400, 350, 39, 0],
        [400, 350, 40, 0],
        [9, 9, 9],
    ):
        assert world.sql("select polder.hides(%s::bigint[], 3, 1000)", parts) == [
            (rules.safe(parts, contributors=3, share_bp=1000),)
        ], parts


async def test_what_if_a_funder_pays_no_more(world: World, money: Running) -> None:
    carla, dirk = await staff(world)
    await confirmed(carla, dirk, "matching-rules", {**RULE, "basis": "committed"})
    bad, good = money.funder("Bad"), money.funder("Good")
    lot = money.agreement(bad, 6 * M, key="growth")
    money.agreement(good, 2 * M, key="growth")
    money.post(Event.invoice, ledger.invoiced(lot.id, 4 * M), on="2026-02-01")
    money.post(Event.receipt, ledger.paid(lot.id, 1 * M), on="2026-03-01")
    purpose = money.purpose()
    money.post(Event.allocation, ledger.allocated(lot.id, purpose, 60_000_000), on="2026-03-02")
    found = (await carla.get(f"/matching/what-if?funder_id={bad}")).json()
    (rule,) = found["rules"]
    assert (rule["now"]["committed"]["cash_cents"], rule["then"]["committed"]["cash_cents"]) == (8 * M, 3 * M)
    # What falls due in the window will have been invoiced, and have come; of the two, 1 M came.
    for basis in ("invoiced", "received"):
        assert (rule["now"][basis]["cash_cents"], rule["then"][basis]["cash_cents"]) == (8 * M, 3 * M)
    assert (rule["now"]["spent"]["cash_cents"], rule["then"]["spent"]["cash_cents"]) == (0, 0)
    assert rule["entitlement_lost_cents"] == 5 * M
    assert (found["lost_cents"], found["funders"]) == (5 * M, ["Bad"])
    assert [(p["allocated_cents"], p["without_cover_cents"]) for p in found["purposes"]] == [(60_000_000, 0)]
    same = (await carla.get(f"/matching/what-if?agreement_id={lot.agreement}")).json()
    assert same == found
    both = (await carla.get(f"/matching/what-if?funder_id={bad}&funder_id={good}")).json()
    assert (both["lost_cents"], both["funders"]) == (7 * M, ["Bad", "Good"])
    assert both["rules"][0]["then"]["committed"]["cash_cents"] == 1 * M
    assert (await carla.get("/matching/what-if")).status_code == 422
    assert (await carla.get(f"/matching/what-if?funder_id={money.purpose()}")).status_code == 404


# ---- published totals --------------------------------------------------------------------------------------------------


async def published(world: World, money: Running, gifts: list[int], quarter: tuple[str, str], lots: list[Lot]) -> None:
    for lot, cents in zip(lots, gifts, strict=False):
        if cents:
            money.paid(lot, cents, on=quarter[1])
    money.close_period(*quarter)
    await freeze(world)


async def test_totals_are_published_when_neither_they_nor_their_change_give_a_funder_away(
    world: World, money: Running
) -> None:
    carla = await world.person("carla", "controller")
    for rule in (await carla.get("/legal-rules?state=proposed")).json()["data"]:
        await carla.move("legal-rules", rule["id"], "confirm")
    funders = [money.funder(name) for name in "abcd"]
    lots = [money.agreement(funder, 20 * M) for funder in funders]
    mine = await money.representative("anna", funders[0])
    minister = await world.person("mia", "ministry")
    quarters = [
        ("2025-10-01", "2025-12-31"),
        ("2026-01-01", "2026-03-31"),
        ("2026-04-01", "2026-06-30"),
        ("2026-07-01", "2026-09-30"),
    ]

    async def seen(person: Person) -> list[tuple[str, int]]:
        answer = (await person.get("/published-aggregates")).json()
        assert answer["total"] == len(answer["data"])
        return [(row["quarter_until"], row["total_cents"]) for row in answer["data"]]

    async def public(language: str = "en") -> str:
        answer = await world.client().get("/contributions", headers={"accept-language": language})
        assert (answer.status_code, answer.headers["content-language"]) == (200, language)
        return answer.text

    nothing = await public()
    await published(world, money, [400_000_000, 350_000_000], quarters[0], lots)
    assert await seen(mine) == []
    assert await public() == nothing
    assert "No total has been published yet" in nothing
    await published(world, money, [0, 0, 300_000_000, 150_000_000], quarters[1], lots)
    assert await seen(mine) == await seen(minister) == [("2026-03-31", 12 * M)]
    first = await public()
    await published(world, money, [0, 0, 0, 100_000_000], quarters[2], lots)
    assert await seen(mine) == [("2026-03-31", 12 * M)]
    assert await public() == first  # that a quarter was closed and withheld is not seen either
    await published(world, money, [100_000_000, 100_000_000], quarters[3], lots)
    assert await seen(mine) == [("2026-09-30", 15 * M), ("2026-03-31", 12 * M)]
    decided = (await carla.get("/aggregate-decisions?sort=quarter_until")).json()["data"]
    assert [row["failed"] for row in decided] == ["total", None, "change", None]
    # Side doors: who may see totals sees neither what was decided, nor how matching stands, nor how many there are.
    for person in (mine, minister):
        assert (await person.get("/aggregate-decisions")).json()["total"] == 0
        assert (await person.get("/matching")).status_code == 403
        assert (await person.get(f"/matching/what-if?funder_id={funders[0]}")).status_code == 403
        assert [f for f in (await person.get("/todo")).json()["figures"] if "in_kind" in f["key"]] == []
    assert (await mine.get("/matching-snapshots")).json()["total"] == 0
    assert (await mine.get("/matching-rules")).json()["total"] == 0
    # The public page says what was published, how many lie between, and why: newest first, in two languages.
    english, dutch = await public(), await public("nl")
    assert re.findall(r"€([\d,]+)", english) == ["15,000,000", "15,000,000", "12,000,000"]
    assert re.findall(r"€\s([\d.]+)", dutch) == ["15.000.000", "15.000.000", "12.000.000"]
    assert (
        english.index("30 September 2026") < english.index("1 quarter not published") < english.index("31 March 2026")
    )
    assert "is <strong>1 quarter</strong> missing." in english
    assert "ontbreekt <strong>1 kwartaal</strong>." in dutch
    assert "work out from it what one funder paid" in english
    for hidden in ("30 June 2026", "31 December 2025", "2026-06-30", "2025-12-31"):
        assert hidden not in english, hidden
    # As for the career page: nothing is remembered for somebody else, and scripts come from here only.
    page, careers = [await world.client().get(path) for path in ("/contributions", "/careers")]
    for name in ("vary", "cache-control", "content-security-policy", "set-cookie"):
        assert page.headers.get(name) == careers.headers.get(name), name
    assert page.headers["vary"] == "Accept-Language, Cookie"
    assert re.findall("<script[^>]*>", page.text) == re.findall("<script[^>]*>", careers.text)
    assert 'href="/contributions"' in careers.text


async def test_nothing_is_published_by_numbers_that_nobody_confirmed(world: World, money: Running) -> None:
    lots = [money.agreement(money.funder(name), M) for name in "abcd"]
    await published(world, money, [M, M, M, M], ("2026-01-01", "2026-03-31"), lots)
    assert world.sql("select count(*) from aggregate_decision") == [(0,)]
