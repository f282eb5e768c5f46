"""A position from a draft to somebody at work, through HTTP."""

from polder.hiring.appointments.jobs import fill_position
from tests.hiring.applicant import Applicant
from tests.hiring.positions.office import FACTS, Office
from tests.support.world import SOON


async def test_a_position_is_funded_approved_advertised_and_filled(office: Office) -> None:
    hr, controller, director = office.hr, office.controller, office.director
    made = await office.position()
    id = made["id"]
    assert (made["state"], made["monthly_cost_cents"], made["total_cents"]) == ("draft", 580_000, 580_000 * 48)
    assert made["reference"].startswith("P-")
    assert (
        made["reference"] == office.money.sql("select reference from purpose where id = %s", made["purpose_id"])[0][0]
    )
    assert len(made["coverage"]) == 48
    assert made["missing_cents"] == made["total_cents"]
    assert not made["covered"]

    first, second = office.lot(funder="Fa"), office.lot(funder="Fb", public=True)
    put = await office.lines(
        id, (first, "2027-01-01", "2028-02-01", 10_000), (second, "2028-04-01", "2030-12-01", 10_000)
    )
    assert put.status_code == 200, put.text
    gap = [month for month in put.json()["coverage"] if month["missing_bp"]]
    assert [(m["month"], m["missing_bp"], m["accepted"]) for m in gap] == [("2028-03-01", 10_000, False)]
    assert put.json()["lines"][0]["allocation"] is None, "a draft plans nothing"
    refused = await controller.move("positions", id, "fund")
    assert refused.status_code == 409
    assert refused.json()["type"] == "/problems/covered"

    # who hires sees what is paid, not whose money it is
    seen = (await hr.get(f"/positions/{id}")).json()
    assert seen["coverage"] == put.json()["coverage"]
    assert seen["lines"][0]["funder"] is None
    assert seen["lines"][0]["lot"] is None

    accepted = await director.post(f"/positions/{id}/gap", {"reason": "The third tranche is being signed."})
    assert accepted.status_code == 201
    assert accepted.json()["gaps"][0]["who"] == "director"
    assert accepted.json()["gaps"][0]["missing_cents"] == 580_000
    assert accepted.json()["covered"]
    funded = await controller.move("positions", id, "fund")
    assert funded.status_code == 200, funded.text
    assert [(line["cents"], line["allocation"]["amount_cents"], line["allocation"]["state"]) for line in funded.json()["lines"]] == [
        (580_000 * 14, 580_000 * 14, "planned"), (580_000 * 33, 580_000 * 33, "planned")]  # fmt: skip
    assert (await controller.patch(f"/positions/{id}", {"months": 12}, funded.json()["version"])).status_code == 409
    assert (await controller.move("positions", id, "approve")).status_code == 403
    assert (await director.move("positions", id, "approve")).status_code == 200

    above = await hr.post("/vacancies", {"title_nl": "X", "title_en": "X", "salary_min_cents": 1, "salary_max_cents": 400_001,
                                         "deadline": "2099-01-01T12:00:00Z", "position_id": id})  # fmt: skip
    assert above.status_code == 422
    assert above.json()["errors"][0]["field"] == "salary_max_cents"
    vacancy = await office.world.vacancy("published", position_id=id, without_position=None)
    assert (await office.read(id))["state"] == "vacant"
    assert [v["reference"] for v in (await office.read(id))["vacancies"]] == [vacancy["reference"]]
    assert (await controller.move("positions", id, "cancel", "no more")).status_code == 409, "it is advertised"

    # a shorter appointment of half the size gives the rest back
    filled = await hr.post(
        f"/positions/{id}/fill", {"starts_on": "2027-03-15", "ends_on": "2029-03-14", "fte_percent": 50}
    )
    assert filled.status_code == 200, filled.text
    now = await office.read(id)
    assert (now["state"], now["starts_on"], now["months"], now["monthly_cost_cents"]) == (
        "filled",
        "2027-03-01",
        25,
        290_000,
    )
    assert [(line["from_month"], line["until_month"], line["allocation"]["amount_cents"]) for line in now["lines"]] == [
        ("2027-03-01", "2028-02-01", 290_000 * 12), ("2028-04-01", "2029-03-01", 290_000 * 12)]  # fmt: skip
    planned = office.money.sql("select until_day::text from allocation order by from_day")
    assert planned == [("2028-02-29",), ("2029-03-31",)]
    assert (await hr.move("positions", id, "vacate", "She left.")).status_code == 200
    timeline = (await hr.get(f"/positions/{id}/timeline")).json()["data"]
    assert [line["move"] for line in timeline] == ["vacate", "fill", "open", "approve", "fund", "create"]


async def test_a_post_of_a_call_is_paid_by_the_position_that_its_offer_names(office: Office) -> None:
    world, hr, director = office.world, office.hr, office.director
    call = await world.vacancy(kind="call", without_position=None)
    position = await office.approved(starts_on="2030-01-01", months=24)
    ada, bas = [await world.application(call, name) for name in ("Ada", "Bas")]
    # how they came so far is the story of calls
    world.sql("set session_replication_role = replica; update application set stage = 'selected'")
    terms = {"salary_cents": 350_000, "starts_on": "2030-01-01", "ends_on": "2031-12-31", "expires_at": SOON}
    offer = (await hr.post("/offers", {"application_id": ada["id"], **terms})).json()
    unpaid = await director.move("offers", offer["id"], "approve")
    assert (unpaid.status_code, unpaid.json()["type"]) == (409, "/problems/post-paid")
    (version,) = world.sql("select version from offer")[0]
    unknown = await hr.patch(f"/offers/{offer['id']}", {"position_id": ada["id"]}, version)
    assert (unknown.status_code, unknown.json()["errors"][0]["field"]) == (422, "position_id")
    named = await hr.patch(f"/offers/{offer['id']}", {"position_id": position["id"]}, version)
    assert named.status_code == 200, named.text
    assert named.json()["budget"]["reference"] == position["reference"]
    assert named.json()["above_budget"] is False
    dearer = await hr.patch(f"/offers/{offer['id']}", {"ends_on": "2032-01-01"}, named.json()["version"])
    assert dearer.json()["above_budget"] is True, "a month that the position does not have"
    await hr.patch(f"/offers/{offer['id']}", {"ends_on": "2031-12-31"}, dearer.json()["version"])
    other = (await hr.post("/offers", {"application_id": bas["id"], "position_id": position["id"], **terms})).json()
    for one in (offer, other):
        assert (await director.move("offers", one["id"], "approve")).status_code == 200
    assert (await office.controller.move("positions", position["id"], "cancel", "no more")).status_code == 409
    assert (await hr.move("offers", offer["id"], "send")).status_code == 200
    assert (await office.read(position["id"]))["state"] == "vacant"
    twice = await hr.move("offers", other["id"], "send")
    assert twice.status_code == 409, "one post, two people"
    assert twice.json()["detail"].startswith("An offer for this position is out already.")

    one = Applicant(world.client())
    one.carry(world.sql("select text from mail where template = 'offer_sent'")[0][0].split("key=")[1].split("#")[0])
    await one.look()
    assert (await one.send(f"/apply/offer/{offer['id']}/accept", signed_name="Ada")).status_code == 303
    await fill_position(offer["id"])
    filled = await office.read(position["id"])
    assert (filled["state"], filled["starts_on"], filled["months"]) == ("filled", "2030-01-01", 24)
    late = await hr.move("offers", other["id"], "send")
    assert (late.status_code, late.json()["type"]) == (409, "/problems/post-free")
    held = await hr.move("positions", position["id"], "vacate", "Somebody else.")
    assert (held.status_code, held.json()["type"]) == (409, "/problems/nobody-on-it")
    taken_back = await hr.move("vacancies", call["id"], "withdraw", "Rewritten.")
    assert (taken_back.status_code, taken_back.json()["type"]) == (409, "/problems/nothing-offered")

    # who does not come after all is no longer hired, and the post is free again
    (appointment,) = (await hr.get("/appointments")).json()["data"]
    early = await hr.move("applications", ada["id"], "close_absent")
    assert (early.status_code, early.json()["type"]) == (409, "/problems/never-started")
    assert (await hr.move("appointments", appointment["id"], "cancel", "Did not come.")).status_code == 200
    assert (await hr.move("applications", ada["id"], "close_absent")).json()["stage"] == "withdrawn"
    assert (await hr.move("positions", position["id"], "vacate", "Did not come.")).status_code == 200
    assert (await hr.move("offers", other["id"], "send")).status_code == 200


async def test_a_dearer_appointment_leaves_a_gap_and_a_vacant_position_is_planned_anew(office: Office) -> None:
    hr, controller, director = office.hr, office.controller, office.director
    booked, planned = office.lot(), office.lot(funder="Fb")
    done = await office.approved(booked, planned, months=24)
    id, (one, _) = done["id"], done["lines"]
    office.money.paid(booked, 50_000_000)
    assert (await controller.move("allocations", one["allocation"]["id"], "book")).status_code == 200
    await office.world.vacancy("published", position_id=id, without_position=None)
    # 4,400 where 4,000 was counted with: 6,380 a month, of which the lots pay 5,800
    body = {"starts_on": "2027-01-01", "ends_on": "2027-06-30", "fte_percent": 100, "salary_cents": 440_000}
    assert (await hr.post(f"/positions/{id}/fill", body)).status_code == 200
    now = await office.read(id)
    assert (now["monthly_cost_cents"], now["months"], now["covered"]) == (638_000, 6, False)
    assert "filled_salary_cents" not in now, "a salary is its person's"
    assert [line["part_bp"] for line in now["lines"]] == [4_545, 4_545]
    assert now["missing_cents"] == (638_000 * 910 * 6 + 5_000) // 10_000
    assert now["lines"][1]["allocation"]["amount_cents"] <= 290_000 * 6, "no plan grows by itself"
    waiting = (await controller.get("/todo")).json()["data"]
    assert ("position.gap", done["reference"]) in {(item["kind"], item["record"]["reference"]) for item in waiting}

    (vacancy,) = now["vacancies"]
    assert "position.still_advertised" in {item["kind"] for item in (await hr.get("/todo")).json()["data"]}
    assert (await hr.move("positions", id, "vacate", "She left.")).status_code == 200
    refused = await controller.move("positions", id, "redraft", "Anew.")
    assert refused.json()["type"] == "/problems/no-open-vacancy"
    assert (await hr.move("vacancies", vacancy["id"], "withdraw", "Anew.")).status_code == 200
    assert (await controller.move("positions", id, "redraft", "Anew, for the rest.")).status_code == 200
    draft = await office.read(id)
    assert (draft["state"], draft["monthly_cost_cents"], draft["filled_from"]) == ("draft", 580_000, None)
    assert [line["allocation"] and line["allocation"]["state"] for line in draft["lines"]] == ["booked", None]
    longer = await hr.patch(f"/positions/{id}", {"months": 24}, draft["version"])
    assert longer.status_code == 200, longer.text
    last = [
        (booked, "2027-01-01", "2028-12-01", 5_000, one["id"]),
        (planned, "2027-01-01", "2028-12-01", 5_000, draft["lines"][1]["id"]),
    ]
    assert (await office.lines(id, *last)).status_code == 200
    for who, move in ((controller, "fund"), (director, "approve")):
        moved = await who.move("positions", id, move)
        assert moved.status_code == 200, moved.text
    assert [line["allocation"]["amount_cents"] for line in (await office.read(id))["lines"]] == [290_000 * 24] * 2


async def test_facts_and_lines_say_what_is_wrong_at_the_field(office: Office) -> None:
    hr = office.hr
    for wrong, field in (
        ({"starts_on": "2027-01-15"}, "starts_on"),
        ({"salary_max_cents": 290_000}, "salary_max_cents"),
        ({"budget_salary_cents": 299_999}, "budget_salary_cents"),
        ({"cost_key": "cao_oi"}, "cost_key"),
        ({"months": 121}, "months"),
        ({"employers": [{"organisation_id": str(office.money.funder("Uni")), "part_bp": 9_999}]}, "employers"),
    ):
        answer = await hr.post("/positions", {**FACTS, **wrong})
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field), (wrong, answer.text)
    made = await office.position(employers=[
        {"organisation_id": str(office.money.funder("Uni")), "part_bp": 6_000}, {"organisation_id": str(office.money.funder("Lab")), "part_bp": 4_000}
    ])  # fmt: skip
    assert [(e["name"], e["part_bp"]) for e in made["employers"]] == [("Uni", 6_000), ("Lab", 4_000)]
    lot, small = office.lot(), office.lot(cents=1_000_000, funder="Fb")
    for lines, field in (
        ([(lot, "2026-12-01", "2030-12-01", 10_000)], "lines.0.from_month"),
        ([(lot, "2027-01-01", "2031-01-01", 10_000)], "lines.0.until_month"),
        ([(lot, "2027-01-01", "2030-12-01", 6_000), (lot, "2029-05-01", "2029-05-01", 4_001)], "lines"),
        ([(lot, "2027-02-01", "2027-01-01", 1)], "lines.0.until_month"),
        ([(lot, "2027-02-02", "2027-03-01", 1)], "lines"),
    ):
        answer = await office.lines(made["id"], *lines)
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field), answer.text
        if "4001" in str(lines):
            assert "May 2029" in answer.json()["errors"][0]["problem"], "the month is named"
    # what a lot cannot bear is said at the line that asks it
    assert (
        await office.lines(
            made["id"], (lot, "2027-01-01", "2027-12-01", 10_000), (small, "2028-01-01", "2030-12-01", 10_000)
        )
    ).status_code == 200
    refused = await office.controller.move("positions", made["id"], "fund")
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (409, "lines.1.lot_id"), refused.text
    assert (await office.read(made["id"]))["state"] == "draft"
    assert (await office.lines(made["id"], who=hr)).status_code == 403, "who hires does not spend"
