"""An offer above its position's budget needs a second person; an accepted one fills the position."""

from polder.hiring.appointments.jobs import fill_position
from tests.hiring.appointments.people import draft, sent
from tests.support.world import World

# A position as it stands when its vacancy is published; how it came so far is the story of positions.
POSITION = """set session_replication_role = replica;
with rule as (
  insert into employer_cost_rule (key, name_nl, name_en, source, valid_from, surcharge_bp, state)
  values ('made', 'X', 'X', 'X', '2020-01-01', 4200, 'in_force') returning id, surcharge_bp), purpose as (
  insert into purpose (kind, reference, name_nl, name_en, valid_from, valid_until)
  values ('position', 'P-1', 'P', 'P', '2099-03-01', '2100-02-28') returning id)
insert into position (reference, purpose_id, title_nl, title_en, cost_key, cost_rule_id, salary_min_cents, salary_max_cents,
  budget_salary_cents, starts_on, months, monthly_cost_cents, state)
select 'P-1', purpose.id, 'P', 'P', 'made', rule.id, 300000, 400000, 350000, '2099-03-01', 12,
  polder.offer_cost(350000, 100, rule.surcharge_bp), 'vacant' from rule, purpose;
update vacancy set position_id = (select id from position where reference = 'P-1');
update offer set position_id = (select position_id from vacancy)"""


async def test_above_the_budget_is_a_cent_a_month_or_a_day_in_all(world: World) -> None:
    offer = await draft(world, ends_on="2100-02-28")
    world.sql(POSITION)
    hr, director = world.people["hr"], world.people["director"]
    path = f"/offers/{offer['id']}"
    for terms, above in (
        ({"salary_cents": 350_000, "fte_percent": 100, "ends_on": "2100-02-28"}, False),
        ({"salary_cents": 350_001}, True),
        ({"salary_cents": 400_000, "fte_percent": 80}, False),
        ({"salary_cents": 350_000, "fte_percent": 100, "ends_on": "2100-03-01"}, True),
    ):
        (version,) = world.sql("select version from offer")[0]
        changed = await hr.patch(path, terms, version)
        assert (changed.status_code, changed.json()["above_budget"], changed.json()["out_of_range"]) == (
            200,
            above,
            False,
        ), terms
    budget = changed.json()["budget"]
    assert budget["offered_total_cents"] > budget["total_cents"] == budget["monthly_cents"] * 12
    refused = await director.move("offers", offer["id"], "approve")
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/endorsed")
    controller = await world.person("controller", "controller")
    assert (await controller.post(f"{path}/endorse", {"reason": "one day of handing over"})).status_code == 200
    assert (await director.move("offers", offer["id"], "approve")).status_code == 200


async def test_an_accepted_offer_fills_its_position_once(world: World) -> None:
    offer, one = await sent(world, ends_on="2100-02-28", fte_percent=80)
    world.sql(POSITION)
    assert (await one.send(f"/apply/offer/{offer['id']}/accept", signed_name="Ada")).status_code == 303
    hr = world.people["hr"]
    assert "position.fill" in {item["kind"] for item in (await hr.get("/todo")).json()["data"]}
    for _ in range(2):
        await fill_position(offer["id"])
    assert [
        tuple(map(str, row))
        for row in world.sql("select state, filled_from, filled_until, filled_fte_percent from position")
    ] == [("filled", "2099-03-01", "2100-02-28", "80")]
    assert "position.fill" not in {item["kind"] for item in (await hr.get("/todo")).json()["data"]}
    (appointment,) = (await hr.get("/appointments")).json()["data"]
    shown = (await hr.get(f"/appointments/{appointment['id']}")).json()
    assert shown["position"]["reference"] == "P-1"
    # afterwards somebody is asked, each what is theirs
    controller = await world.person("controller", "controller")
    longer = await hr.patch(f"/appointments/{appointment['id']}", {"fte_percent": 100}, shown["version"])
    assert longer.status_code == 200, longer.text
    assert "position.outgrown" in {item["kind"] for item in (await controller.get("/todo")).json()["data"]}
    assert (await hr.move("appointments", appointment["id"], "cancel", "Did not come.")).status_code == 200
    assert "position.outgrown" not in {item["kind"] for item in (await controller.get("/todo")).json()["data"]}
    assert "position.vacate" in {item["kind"] for item in (await hr.get("/todo")).json()["data"]}
