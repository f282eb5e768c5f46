"""Public decisions: granted, advanced, accounted for, determined; what must go back to the State, and what still comes."""

import asyncio
from typing import Any
from uuid import UUID

import psycopg
import pytest

from polder.funding.agreements.lifecycle import DECISION
from polder.funding.ledger import rules
from polder.kernel.actor import Entry
from polder.kernel.lifecycle import perform
from polder.kernel.tx import transaction
from tests.funding.agreements.house import Office

GRANT = {"decision_number": "EZK 2026/17", "granted_on": "2026-02-01", "account_by": "2027-06-01"}


async def application(office: Office) -> dict[str, Any]:
    """What is asked of a ministry."""
    if "Crown" not in office.funders:
        await office.funder("Crown", "ministry")
    return {"granter_id": office.funders["Crown"], "title": "Growth", "amount_cents": 10_000_000, "starts_on": "2026-01-01",
            "ends_on": "2026-12-31"}  # fmt: skip


async def decided(office: Office, advance: int = 10_000_000) -> dict[str, Any]:
    """A decision of 100,000.00, granted and advanced."""
    body = await application(office)
    made = await office.controller.post("/decisions", body)
    assert made.status_code == 201, made.text
    id = made.json()["id"]
    unnamed = await office.controller.move("decisions", id, "grant")
    assert (unnamed.status_code, unnamed.json()["type"]) == (409, "/problems/granted-facts")
    named = await office.controller.patch(f"/decisions/{id}", GRANT, made.json()["version"])
    assert named.status_code == 200, named.text
    granted = await office.moved("decisions", id, "grant")
    if advance:
        office.post(rules.paid_uninvoiced(UUID(granted["lot"]["id"]), advance, public=True), "receipt", "advance")
        async with transaction(office.world.app.state.database, Entry.as_role("system", "bank")) as tx:
            await perform(tx, DECISION, UUID(id), "receive", reason=None, version=None)
    return await office.read("decisions", id)


async def determine(office: Office, id: str, cents: int, *, account: bool = True) -> dict[str, Any]:
    if account:
        await office.moved("decisions", id, "account")
    now = await office.read("decisions", id)
    facts = {"determined_cents": cents, "determined_on": "2026-10-01"}
    assert (await office.controller.patch(f"/decisions/{id}", facts, now["version"])).status_code == 200
    return await office.moved("decisions", id, "determine")


def balances(office: Office) -> dict[str, int]:
    return dict(office.world.sql(
        """select a.kind, sum(b.balance_cents)::bigint from ledger_account a join account_balance b on b.account_id = a.id
           where b.balance_cents <> 0 group by 1"""))  # fmt: skip


async def test_determined_at_96_000_of_100_000_the_rest_goes_back(office: Office) -> None:
    decision = await decided(office)
    assert decision["state"] == "advance_received"
    lot = UUID(decision["lot"]["id"])
    (purpose,) = office.world.sql(
        "insert into purpose (kind, name_nl, name_en, valid_from) values ('grant', 'G', 'G', '2026-01-01') returning id"
    )[0]
    office.post(rules.allocated(lot, purpose, 7_000_000, public=True), "allocation", "a")
    office.post(rules.cost(lot, purpose, 5_500_000, public=True), "cost", "c")
    done = await determine(office, decision["id"], 9_600_000)
    assert done["repayable_cents"] == 400_000
    position = done["lot"]["position"]
    assert (position["committed"], position["received_free"], position["allocated"], position["spent"]) == (
        10_000_000,
        0,
        0,
        0,
    )
    # What came is still here: it goes back when the bank pays it.
    assert (position["received"], position["reported"], position["repayable"], position["returned"]) == (
        10_000_000, 9_600_000, 400_000, 0,
    )  # fmt: skip
    assert (done["allocated_cents"], done["spent_cents"]) == (7_000_000, 5_500_000)
    assert balances(office) == {
        "commitments_given": -10_000_000, "committed_invoiced": 9_600_000, "committed_returned": 400_000, "bank": 10_000_000,
        "public_income": -9_600_000, "repayable_to_state": -400_000, "project_cost": 5_500_000, "payroll_clearing": -5_500_000,
    }  # fmt: skip
    links = {(link["from"], link["to"]): link["cents"] for link in done["ways"]["links"]}
    (served,) = [node["key"] for node in done["ways"]["nodes"] if node["kind"] == "purpose"]
    assert links == {
        ("funder", "decision"): 10_000_000, ("decision", served): 5_500_000, (served, "reported"): 5_500_000,
        ("decision", "reported"): 4_100_000, ("decision", "repayable"): 400_000,
    }  # fmt: skip
    early = await office.controller.move("decisions", decision["id"], "settle")
    assert (early.status_code, early.json()["type"]) == (409, "/problems/nothing-repayable")
    office.post(rules.repaid(lot, 400_000), "repayment", "back")
    page = await office.read("decisions", decision["id"])
    position = page["lot"]["position"]
    assert (position["received"], position["repayable"], position["returned"]) == (9_600_000, 0, 400_000)
    assert {(link["to"], link["cents"]) for link in page["ways"]["links"]} == {
        ("decision", 10_000_000), (served, 5_500_000), ("reported", 5_500_000), ("reported", 4_100_000), ("returned", 400_000),
    }  # fmt: skip
    days = (await office.controller.get(f"/lots/{lot}/positions")).json()["data"]
    assert days[-1]["position"] == {f"{name}_cents": cents for name, cents in position.items() if name != "called"}
    assert office.world.sql("select * from polder.wrong_balances()") == []


async def test_what_was_granted_is_lowered_until_it_is_determined(office: Office, app_url: str) -> None:
    decision = await decided(office, 4_000_000)
    id, lot = decision["id"], decision["lot"]["id"]
    (purpose,) = office.world.sql(
        "insert into purpose (kind, name_nl, name_en, valid_from) values ('grant', 'G', 'G', '2026-01-01') returning id::text"
    )[0]
    plan = {
        "lot_id": lot,
        "purpose_id": purpose,
        "amount_cents": 6_000_000,
        "from_day": "2026-01-01",
        "until_day": "2026-12-31",
    }
    planned = (await office.controller.post("/allocations", plan)).json()
    fixed = await office.controller.patch(f"/decisions/{id}", {"amount_cents": 1}, decision["version"])
    assert (fixed.status_code, "Record a smaller amount as a lowering" in fixed.json()["detail"]) == (409, True)
    body = {
        "amount_cents": 7_000_000,
        "lowered_on": "2026-05-01",
        "decision_number": "EZK 2026/99",
        "reason": "Fewer places.",
    }

    async def lowered(**changes: Any) -> Any:
        now = await office.read("decisions", id)
        return await office.controller.post(f"/decisions/{id}/lowerings", {**body, **changes}, version=now["version"])

    for changes, field, says in (
        ({"amount_cents": 10_000_000}, "amount_cents", "This is not less than what was granted."),
        ({"amount_cents": 5_999_999}, "amount_cents", "€60,000.00 of it has been allocated or planned."),
        ({"lowered_on": "2026-01-31"}, "lowered_on", "A lowering comes after the grant"),
        ({"lowered_on": "2099-01-01"}, "lowered_on", "A lowering comes after the grant"),
    ):
        refused = await lowered(**changes)
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, field), refused.text
        assert refused.json()["errors"][0]["problem"].startswith(says)
    done = await lowered()
    assert done.status_code == 200, done.text
    shown = done.json()
    assert (shown["amount_cents"], shown["lot"]["position"]["committed"], shown["lot"]["position"]["uninvoiced"]) == (
        7_000_000, 7_000_000, 3_000_000)  # fmt: skip
    assert shown["lowerings"] == [
        {
            "on": "2026-05-01",
            "cents": 3_000_000,
            "decision": f"{shown['reference']} · EZK 2026/99",
            "reason": "Fewer places.",
        }
    ]
    assert office.world.sql("select event, happened_on::text from journal_entry where reason is not null") == [
        ("amendment", "2026-05-01")
    ]
    await office.moved("allocations", planned["id"], "cancel", "Too large.")
    below = await lowered(amount_cents=3_999_999)
    assert below.json()["errors"][0]["problem"] == "€40,000.00 has been received already."
    # The accounting is taken back, to where the advance is; what is determined is lowered no more.
    await office.moved("decisions", id, "account")
    assert (await office.moved("decisions", id, "unaccount", "Too early."))["state"] == "advance_received"
    assert (await determine(office, id, 4_000_000))["lot"]["position"]["written_off"] == 3_000_000
    late = await lowered(amount_cents=5_000_000)
    assert (late.status_code, late.json()["type"]) == (409, "/problems/decision-not-lowered")
    assert office.world.sql("select * from polder.ledger_faults()") == []
    # Past the code: neither the amount alone, nor without the permission.
    for statement, permissions, message in (
        (
            f"update public_decision set amount_cents = 1 where id = '{id}'",
            "funding.read,decision.write",
            "decision_fixed",
        ),
        (f"select polder.lower_decision('{id}', 1, '2026-05-01', 'x', 'x')", "funding.read", "decision_not_yours"),
    ):
        with psycopg.connect(app_url) as connection:
            connection.execute(
                "select set_config('polder.actor_kind', 'browser', true), set_config('polder.permissions', %s, true)",
                (permissions,),
            )
            with pytest.raises(psycopg.Error, match=message):
                connection.execute(statement)  # type: ignore[call-overload]  # psycopg wants a literal


async def test_a_determination_ends_the_allocations_of_its_money_and_another_person_can_take_it_back(
    office: Office,
) -> None:
    decision = await decided(office)
    id, lot, controller = decision["id"], decision["lot"]["id"], office.controller
    purposes = [str(id) for (id,) in office.world.sql(
        "insert into purpose (kind, name_nl, name_en, valid_from) select 'grant', n, n, '2026-01-01' from unnest('{A,B}'::text[]) n"
        " returning id")]  # fmt: skip
    asked = {"lot_id": lot, "from_day": "2026-01-01", "until_day": "2026-12-31"}
    late = await controller.post(
        "/allocations", {**asked, "purpose_id": purposes[0], "amount_cents": 1, "until_day": "2027-01-01"}
    )
    assert (late.status_code, late.json()["errors"][0]["remedy"]) == (422, "Choose 31 December 2026 or earlier.")
    made = []
    for purpose, cents in ((purposes[0], 6_000_000), (purposes[1], 1_000_000), (purposes[1], 500_000)):
        planned = await controller.post("/allocations", {**asked, "purpose_id": purpose, "amount_cents": cents})
        assert planned.status_code == 201, planned.text
        made.append(planned.json()["id"])
    booked, second, plan = made
    for one, cents in ((booked, 4_125_000), (second, 375_000)):
        await office.moved("allocations", one, "book")
        cost = {"cents": cents, "day": "2026-05-31", "description": "May"}
        spent = await controller.post(f"/allocations/{one}/costs", cost)
        assert spent.status_code == 201, spent.text

    # The term holds what is allocated of it, on both sides.
    for change in ({"ends_on": "2026-12-30"}, {"starts_on": "2026-01-02"}):
        shorter = await controller.patch(f"/decisions/{id}", change, decision["version"])
        assert (shorter.status_code, [e["field"] for e in shorter.json()["errors"]]) == (422, list(change)), (
            shorter.text
        )
    served = [(await office.read("purposes", purpose))["spent_cents"] for purpose in purposes]
    assert served == [4_125_000, 375_000]

    for state in ("determined", "determined again"):
        more = {**asked, "purpose_id": purposes[0], "amount_cents": 1}
        racing = [controller.post("/allocations", more) for _ in range(4)] if state == "determined again" else []
        done, *raced = await asyncio.gather(determine(office, id, 4_000_000, account=state == "determined"), *racing)
        assert {answer.status_code for answer in raced} <= {201, 409}
        assert office.world.sql("select distinct state from allocation") == [("released",)]  # whoever came first
        position = done["lot"]["position"]
        assert (position["reported"], position["repayable"], position["allocated"]) == (4_000_000, 6_000_000, 0)
        assert (done["allocated_cents"], done["spent_cents"]) == (4_500_000, 4_500_000)
        flows = {(link["from"], link["to"]): link["cents"] for link in done["ways"]["links"]}
        less, most = sorted(cents for (_, to), cents in flows.items() if to == "reported")  # in proportion to the costs
        assert (less + most, less in (333_333, 333_334)) == (4_000_000, True)
        for node in done["ways"]["nodes"]:
            came, went = (sum(cents for ends, cents in flows.items() if ends[side] == node["key"]) for side in (1, 0))
            assert node["kind"] in ("funder", "state") or came == went, node
        if state == "determined":
            alone = await controller.move("decisions", id, "undetermine", "Mistyped")
            assert (alone.status_code, alone.json()["type"]) == (409, "/problems/undetermined-by-another")
            assert {move["name"]: move["allowed"] for move in done["moves"]}["undetermine"] is False
            await _stays_closed(office, done, booked, plan, more)
            assert [(await office.read("purposes", purpose))["spent_cents"] for purpose in purposes] == served
            assert office.world.sql("select event, happened_on::text from journal_entry where source_kind = 'public_decision' order by number") == [
                ("commitment", "2026-02-01"), ("determination", "2026-10-01")]  # fmt: skip
            other = office.director
            assert (await other.move("decisions", id, "undetermine")).status_code == 422, "it asks why"
            back = await office.moved("decisions", id, "undetermine", "Mistyped", by=other)
            position = back["lot"]["position"]
            assert (back["state"], position["reported"], position["repayable"], back["repayable_cents"]) == (
                "accounted",
                0,
                0,
                0,
            )
            assert (position["received_free"], position["allocated"], position["spent"]) == (5_500_000, 0, 4_500_000)
            assert office.world.sql("select distinct reason from journal_entry where reverses_id is not null") == [
                ("Mistyped",)
            ]
    office.post(rules.repaid(UUID(lot), 1), "repayment", "back")
    bank = await office.world.person("bo", "bank_operator")
    assert (await bank.move("decisions", id, "undetermine", "Mistyped")).status_code in (403, 409)
    assert "undetermine" in {line["move"] for line in (await controller.get("/todo")).json()["activity"]}
    paid = await other.move("decisions", id, "undetermine", "Mistyped")
    assert (paid.status_code, paid.json()["type"]) == (409, "/problems/nothing-repaid")
    with pytest.raises(psycopg.Error, match="effect_missing"):
        office.world.sql(
            "update public_decision set state = 'accounted' where set_config('polder.move', 'public_decision:undetermine', true)"
            " || set_config('polder.reason', 'x', true) <> ''"
        )
    with pytest.raises(psycopg.Error, match="overdrawn"):
        office.world.sql("""select polder.undo_entry(id, 'k', polder.today(), 'r') from (select set_config('polder.permissions', 'ledger.post', false)) s,
          journal_entry where event = 'determination' order by number desc limit 1""")
    assert office.world.sql("select * from polder.wrong_balances() union all select * from polder.wrong_lots()") == []
    days = (await controller.get(f"/lots/{lot}/positions")).json()["data"]
    for day in days:
        parts = {
            name: cents for name, cents in day["position"].items() if name not in ("committed_cents", "received_cents")
        }
        assert sum(parts.values()) == day["position"]["committed_cents"] == 10_000_000
        assert min(parts.values()) >= 0, day


async def _stays_closed(
    office: Office, decision: dict[str, Any], booked: str, plan: str, asked: dict[str, Any]
) -> None:
    """Nothing is planned on money that was determined, nor moved of what served a purpose, and its terms are fixed."""
    found = await office.read("allocations", booked)
    assert (found["state"], found["spent_cents"], found["rest_cents"]) == ("released", 4_125_000, 0)
    assert [(e["event"], e["cents"]) for e in found["entries"]] == [("release", 1_875_000), ("cost", 4_125_000), ("allocation", 6_000_000)]  # fmt: skip
    assert (await office.read("allocations", plan))["state"] == "released"
    assert (await office.read("lots", asked["lot_id"]))["determined"] is True
    more = await office.controller.post("/allocations", asked)
    assert (more.status_code, more.json()["type"]) == (409, "/problems/lot-determined")
    spent = {"cents": 1, "day": "2026-05-31", "description": "late"}
    spent_late = await office.controller.post(f"/allocations/{booked}/costs", spent)
    assert (spent_late.status_code, spent_late.json()["type"]) == (409, "/problems/lot-determined")
    cost = await office.read("ledger/entries", found["entries"][1]["id"])
    assert (cost["reversible"], decision["reference"] in cost["way_back"]["en"]) == (False, True)
    reversed = await office.controller.post(f"/ledger/entries/{cost['id']}/reverse", {"reason": "wrong"})
    assert (reversed.status_code, reversed.json()["type"]) == (409, "/problems/cost-determined")
    for change in ({"ends_on": "2027-12-31"}, {"account_by": None}):
        fixed = await office.controller.patch(f"/decisions/{decision['id']}", change, decision["version"])
        assert (fixed.status_code, fixed.json()["type"]) == (409, "/problems/decision-fixed")


async def test_of_an_advance_of_80_000_the_determined_rest_still_comes_and_no_more(office: Office) -> None:
    decision = await decided(office, advance=8_000_000)
    done = await determine(office, decision["id"], 9_600_000)
    position = done["lot"]["position"]
    assert done["repayable_cents"] == 0
    assert (position["uninvoiced"], position["reported"], position["written_off"]) == (1_600_000, 8_000_000, 400_000)
    waits = await office.controller.move("decisions", decision["id"], "settle")
    assert (waits.status_code, waits.json()["type"]) == (409, "/problems/nothing-awaited")
    office.post(rules.paid_uninvoiced(UUID(decision["lot"]["id"]), 1_600_000, public=True), "receipt", "rest")
    settled = await office.moved("decisions", decision["id"], "settle")
    assert (settled["state"], settled["lot"]["position"]["reported"]) == ("settled", 9_600_000)
    assert balances(office)["public_income"] == -9_600_000
    (entry,) = office.world.sql("select id from journal_entry where event = 'determination' order by number limit 1")[0]
    way = (await office.read("ledger/entries", str(entry)))["way_back"]["en"]
    assert way == f"Decision {settled['reference']} was settled, and that stays so."
    reversed = await office.controller.post(f"/ledger/entries/{entry}/reverse", {"reason": "wrong"})
    assert (reversed.status_code, reversed.json()["detail"]) == (409, way)
    assert office.world.sql("select * from polder.wrong_balances()") == []


async def test_a_decision_without_an_advance_is_determined_and_paid_afterwards(office: Office) -> None:
    office.world.sql("insert into closed_period (from_day, until_day) values ('2026-01-01', '2026-03-31')")
    decision = await decided(office, advance=0)
    await office.agreement()  # from 1 January
    assert office.world.sql("select posted_on::text, happened_on::text from journal_entry order by number") == [
        ("2026-04-01", "2026-02-01"), ("2026-04-01", "2026-01-01")]  # fmt: skip
    done = await determine(office, decision["id"], 10_000_000)
    assert (done["lot"]["position"]["uninvoiced"], done["repayable_cents"]) == (10_000_000, 0)
    assert office.world.sql("select event from journal_entry") == [("commitment",)] * 2


async def test_determined_at_nothing_everything_goes_back(office: Office) -> None:
    decision = await decided(office)
    # Not before the grant, and not on a day to come.
    for day, says in (("2026-01-31", "before the grant"), ("2099-01-01", "yet to come")):
        refused = await office.controller.patch(
            f"/decisions/{decision['id']}", {"determined_on": day}, decision["version"]
        )
        assert refused.status_code == 422
        (error,) = refused.json()["errors"]
        assert (error["field"], says in error["problem"], bool(error["remedy"])) == ("determined_on", True, True)
    done = await determine(office, decision["id"], 0)
    assert (done["repayable_cents"], done["allocated_cents"], done["spent_cents"]) == (10_000_000, 0, 0)


async def test_what_was_granted_is_fixed_and_no_more_is_determined_than_that(office: Office) -> None:
    decision = await decided(office)
    address = f"/decisions/{decision['id']}"
    more = await office.controller.patch(address, {"amount_cents": 11_000_000}, decision["version"])
    assert (more.status_code, more.json()["type"]) == (409, "/problems/decision-fixed")
    above = await office.controller.patch(address, {"determined_cents": 10_000_001}, decision["version"])
    assert (above.status_code, above.json()["errors"][0]["field"]) == (422, "determined_cents")
    longer = await office.controller.patch(address, {"ends_on": "2027-12-31"}, decision["version"])
    assert (longer.status_code, longer.json()["ends_on"]) == (200, "2027-12-31")
    soon = await office.controller.patch(address, {"account_by": "2025-12-31"}, longer.json()["version"])
    assert (soon.status_code, soon.json()["errors"][0]["field"]) == (422, "account_by")
    body = await application(office)
    private = {**body, "granter_id": office.funders["Amber"]}
    for wrong, field in (({**body, "granted_on": "2099-01-01"}, "granted_on"), (private, "granter_id")):
        refused = await office.controller.post("/decisions", wrong)
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, field)
    unknown = await office.controller.move("decisions", decision["id"], "receive")
    assert unknown.status_code == 404, "an advance is received by the bank's entry, not by a button"
    assert "receive" not in {move["name"] for move in longer.json()["moves"]}


async def test_the_ministry_and_the_granter_see_a_decision_from_its_grant(office: Office) -> None:
    body = await application(office)
    ministry, granter, stranger = (
        await office.world.person("min", "ministry"),
        office.world.people["of Crown"],
        office.world.people["of Amber"],
    )
    applied = (await office.controller.post("/decisions", body)).json()["id"]
    granted = (await decided(office))["id"]
    for person, seen in ((ministry, [granted]), (granter, [granted]), (stranger, [])):
        page = (await person.get("/decisions")).json()
        assert ([row["id"] for row in page["data"]], page["total"]) == (seen, len(seen)), person.name
        assert (await person.get(f"/decisions/{applied}")).status_code == 404
    assert (await ministry.get("/agreements")).json()["total"] == 0
    assert (await office.read("decisions", granted, by=ministry))["lot"]["position"]["received"] == 10_000_000
    for person in (ministry, granter):
        assert (await person.patch(f"/decisions/{granted}", {"title": "Mine"}, 1)).status_code in (403, 412)
