"""Public decisions: granted, advanced, accounted for, determined; what must go back to the State, and what still comes."""

from typing import Any
from uuid import UUID

from polder.funding.agreements.lifecycle import DECISION
from polder.funding.ledger import rules
from polder.kernel.actor import Entry
from polder.kernel.lifecycle import perform
from polder.kernel.tx import transaction
from tests.funding.agreements.house import Office

GRANT = {"decision_number": "EZK 2026/17", "granted_on": "2026-02-01", "account_by": "2027-06-01"}


async def decided(office: Office, advance: int = 10_000_000) -> dict[str, Any]:
    """A decision of 100,000.00, granted and advanced."""
    body = {"granter_id": office.funders["Beryl"], "title": "Growth", "amount_cents": 10_000_000, "starts_on": "2026-01-01",
            "ends_on": "2026-12-31"}  # fmt: skip
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


async def determine(office: Office, id: str, cents: int) -> dict[str, Any]:
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
    assert links == {
        ("funder", "decision"): 10_000_000,
        ("decision", "reported"): 9_600_000,
        ("decision", "repayable"): 400_000,
    }
    early = await office.controller.move("decisions", decision["id"], "settle")
    assert (early.status_code, early.json()["type"]) == (409, "/problems/nothing-repayable")
    office.post(rules.repaid(lot, 400_000), "repayment", "back")
    page = await office.read("decisions", decision["id"])
    position = page["lot"]["position"]
    assert (position["received"], position["repayable"], position["returned"]) == (9_600_000, 0, 400_000)
    assert {(link["to"], link["cents"]) for link in page["ways"]["links"]} == {
        ("decision", 10_000_000), ("reported", 9_600_000), ("returned", 400_000),
    }  # fmt: skip
    days = (await office.controller.get(f"/lots/{lot}/positions")).json()["data"]
    assert days[-1]["position"] == {f"{name}_cents": cents for name, cents in position.items() if name != "called"}
    assert office.world.sql("select * from polder.wrong_balances()") == []


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
    assert office.world.sql("select * from polder.wrong_balances()") == []


async def test_a_decision_without_an_advance_is_determined_and_paid_afterwards(office: Office) -> None:
    decision = await decided(office, advance=0)
    done = await determine(office, decision["id"], 10_000_000)
    assert (done["lot"]["position"]["uninvoiced"], done["repayable_cents"]) == (10_000_000, 0)
    assert office.world.sql("select event from journal_entry") == [("commitment",)]


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
    unknown = await office.controller.move("decisions", decision["id"], "receive")
    assert unknown.status_code == 404, "an advance is received by the bank's entry, not by a button"
    assert "receive" not in {move["name"] for move in longer.json()["moves"]}


async def test_the_ministry_and_the_granter_see_a_decision_from_its_grant(office: Office) -> None:
    ministry, granter, stranger = (
        await office.world.person("min", "ministry"),
        office.world.people["of Beryl"],
        office.world.people["of Amber"],
    )
    body = {"granter_id": office.funders["Beryl"], "title": "Growth", "amount_cents": 10_000_000, "starts_on": "2026-01-01",
            "ends_on": "2026-12-31"}  # fmt: skip
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
