"""Rule 7: an offer outside the published range needs a second approver; salary history is never asked."""

import re
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.hiring.applicant import Applicant
from tests.support.world import SOON, World

TERMS = {"salary_cents": 350_000, "starts_on": "2099-03-01", "expires_at": SOON}


async def offered(world: World, **terms: Any) -> dict[str, Any]:
    """A draft offer to a selected applicant; the published range is 3,000 to 4,000 euros."""
    application = await world.application(await world.vacancy(), "Ada", "mark_eligible", "shortlist", "select")
    made = await world.people["hr"].post("/offers", {"application_id": application["id"], **TERMS, **terms})
    assert made.status_code == 201, made.text
    return dict(made.json())


@pytest.mark.parametrize(("cents", "outside"), [(299_999, True), (300_000, False), (400_000, False), (400_001, True)])
async def test_the_published_range_includes_its_ends(world: World, cents: int, outside: bool) -> None:
    assert (await offered(world, salary_cents=cents))["out_of_range"] is outside


async def test_outside_the_range_two_others_than_the_author_must_agree(world: World) -> None:
    offer = await offered(world, salary_cents=450_000)
    hr, director = world.people["hr"], world.people["director"]
    controller = await world.person("controller", "controller")
    path = f"/offers/{offer['id']}/endorse"
    refused = await director.move("offers", offer["id"], "approve")
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/endorsed")
    assert (await hr.post(path, {"reason": "scarce"})).status_code == 403  # the author
    assert (await director.post(path, {"reason": "scarce"})).status_code == 200
    twice = await director.post(path, {"reason": "scarce"})
    assert (twice.status_code, twice.json()["detail"][:40]) == (409, "You have agreed with this offer already."), (
        twice.text
    )
    alone = await director.move("offers", offer["id"], "approve")
    assert (alone.status_code, alone.json()["type"]) == (
        409,
        "/problems/endorsed-by-another",
    )  # agreeing, approving: two
    assert alone.json()["detail"] == "You agreed with this amount; somebody else must approve it now."
    assert (await controller.post(path, {"reason": "within budget"})).status_code == 200
    assert (await director.move("offers", offer["id"], "approve")).status_code == 200
    rik = await world.person("rik", "hr_officer")
    late = await rik.post(path, {"reason": "me too"})
    assert (late.status_code, late.json()["type"]) == (409, "/problems/nothing-to-endorse")
    shown = (await director.get(f"/offers/{offer['id']}")).json()["endorsements"]
    assert {(e["name"], e["reason"]) for e in shown} == {("director", "scarce"), ("controller", "within budget")}


async def test_an_approved_offer_is_what_gets_sent(world: World) -> None:
    offer = await offered(world)
    hr, director = world.people["hr"], world.people["director"]
    needless = await director.post(f"/offers/{offer['id']}/endorse", {"reason": "fine"})
    assert (needless.status_code, needless.json()["type"]) == (409, "/problems/nothing-to-endorse")
    assert (await director.move("offers", offer["id"], "approve")).status_code == 200
    version = (await hr.get(f"/offers/{offer['id']}")).json()["version"]
    changed = await hr.patch(f"/offers/{offer['id']}", {**TERMS, "salary_cents": 399_000}, version)
    assert changed.status_code == 409
    assert (await hr.get(f"/offers/{offer['id']}")).json()["salary_cents"] == 350_000


async def test_other_terms_need_another_agreement(world: World) -> None:
    offer = await offered(world, salary_cents=450_000)
    hr, director = world.people["hr"], world.people["director"]
    controller = await world.person("controller", "controller")
    assert (await controller.post(f"/offers/{offer['id']}/endorse", {"reason": "450,000 is fine"})).status_code == 200
    later = await hr.patch(f"/offers/{offer['id']}", {"salary_scale": None}, offer["version"])
    assert (later.status_code, len(later.json()["endorsements"])) == (200, 1), later.text  # nothing has changed
    (version,) = world.sql("select version from offer")[0]
    changed = await hr.patch(f"/offers/{offer['id']}", {"salary_cents": 99_000_000}, version)
    assert changed.status_code == 200, changed.text
    assert (changed.json()["starts_on"], changed.json()["expires_at"]) == (offer["starts_on"], offer["expires_at"])
    (lapsed,) = changed.json()["endorsements"]
    assert (lapsed["name"], lapsed["account_id"], lapsed["lapsed_by"], lapsed["lapsed_at"] > lapsed["at"]) == (
        "controller", controller.account_id, "hr", True,
    )  # fmt: skip
    (before,) = changed.json()["amounts_before"]
    assert (before["who"], before["from_cents"], before["to_cents"]) == ("hr", 450_000, 99_000_000)
    refused = await director.move("offers", offer["id"], "approve")
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/endorsed")
    again = await controller.post(f"/offers/{offer['id']}/endorse", {"reason": "so be it"})
    assert [e["lapsed_at"] is None for e in again.json()["endorsements"]] == [False, True]
    assert (await director.move("offers", offer["id"], "approve")).status_code == 200


async def test_no_term_changes_once_an_offer_is_approved(world: World) -> None:
    offer = await offered(world)
    hr = world.people["hr"]
    await world.people["director"].move("offers", offer["id"], "approve")
    nothing = await hr.patch(f"/offers/{offer['id']}", {"starts_on": None}, 2)
    assert (nothing.status_code, [e["field"] for e in nothing.json()["errors"]]) == (422, ["starts_on"])
    for state in ("approved", "sent"):
        for field, value in (("salary_scale", "PROFESSOR"), ("language", "nl"), ("fte_percent", 50)):
            shown = (await hr.get(f"/offers/{offer['id']}")).json()
            assert shown["state"] == state
            refused = await hr.patch(f"/offers/{offer['id']}", {**TERMS, field: value}, shown["version"])
            assert (refused.status_code, refused.json()["type"]) == (409, "/problems/offer-locked"), field
        await hr.move("offers", offer["id"], "send")


async def test_who_changed_the_terms_does_not_approve_them(world: World) -> None:
    offer = await offered(world)
    rik = await world.person("rik", "hr_officer")
    version = (await rik.get(f"/offers/{offer['id']}")).json()["version"]
    assert (await rik.patch(f"/offers/{offer['id']}", {**TERMS, "salary_cents": 400_000}, version)).status_code == 200
    refused = await rik.move("offers", offer["id"], "approve")
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/second-person")
    assert (await world.people["director"].move("offers", offer["id"], "approve")).status_code == 200


async def test_withdrawing_declines_an_offer_that_was_sent(world: World) -> None:
    offer = await offered(world)
    await world.people["director"].move("offers", offer["id"], "approve")
    await world.people["hr"].move("offers", offer["id"], "send")
    secret = world.sql("select text from mail where template = 'offer_sent'")[0][0].split("key=")[1].split("#")[0]
    one = Applicant(world.client())
    one.carry(secret)
    await one.look()
    assert [(await one.send("/apply/withdraw")).status_code for _ in range(2)] == [303, 303]
    assert world.sql("select o.state, a.stage from offer o join application a on a.id = o.application_id") == [
        ("declined", "withdrawn")
    ]
    assert world.sql("select count(*) from mail where template = 'offer_declined'") == [(1,)]


async def test_one_open_offer_an_application_and_none_before_selection(world: World) -> None:
    offer = await offered(world)
    hr = world.people["hr"]
    second = await hr.post("/offers", {"application_id": offer["application_id"], **TERMS})
    assert second.status_code == 409
    assert "has an offer already. Change it, or withdraw it first." in second.json()["detail"]
    for who in ("anna", "hr"):  # the chair sees no offers, and turns nobody down who has one
        refused = await world.people[who].move("applications", offer["application_id"], "reject", "no")
        assert (refused.status_code, refused.json()["type"]) == (409, "/problems/no-open-offer"), who
    assert (await hr.move("offers", offer["id"], "withdraw", "budget cut")).status_code == 200
    assert world.sql("select count(*) from mail where template = 'offer_withdrawn'") == [(0,)]  # it was never sent
    third = await hr.post("/offers", {"application_id": offer["application_id"], **TERMS})
    assert third.status_code == 201
    other = await world.application(await world.vacancy(), "Bea")
    early = await hr.post("/offers", {"application_id": other["id"], **TERMS})
    assert (early.status_code, early.json()["type"]) == (409, "/problems/applicant-not-selected")


async def test_an_offer_expires_by_the_clock_and_then_cannot_be_accepted(world: World) -> None:
    from polder.hiring.jobs import close

    offer = await offered(world)
    hr = world.people["hr"]
    await world.people["director"].move("offers", offer["id"], "approve")
    assert (await hr.move("offers", offer["id"], "send")).status_code == 200
    secret = world.sql("select text from mail where template = 'offer_sent'")[0][0].split("key=")[1].split("#")[0]
    one = Applicant(world.client())
    one.carry(secret)
    assert offer["reference"] in await one.look()
    assert "You got a receipt" not in one.page  # of an application that was read in
    world.clock((datetime.fromisoformat(SOON) + timedelta(microseconds=1)).isoformat())
    late = await one.send(f"/apply/offer/{offer['id']}/accept")
    assert late.status_code == 409
    assert world.sql("select state from offer") == [("sent",)]
    await close(0)
    assert world.sql("select state from offer") == [("expired",)]
    assert world.sql("select count(*) from mail where template = 'offer_expired'") == [(1,)]
    assert "This offer has expired" in await one.look() or "verlopen" in one.page


async def test_a_declined_offer_leaves_the_application_to_be_reconsidered(world: World) -> None:
    offer = await offered(world)
    hr = world.people["hr"]
    await world.people["director"].move("offers", offer["id"], "approve")
    await hr.move("offers", offer["id"], "send")
    secret = world.sql("select text from mail where template = 'offer_sent'")[0][0].split("key=")[1].split("#")[0]
    one = Applicant(world.client())
    one.carry(secret)
    await one.look()
    assert re.search(r"<summary>I decline</summary>\s*<form", one.page)  # which asks first, also without a script
    assert "Answer before" in one.page
    assert [(await one.send(f"/apply/offer/{offer['id']}/decline")).status_code for _ in range(2)] == [303, 303]
    declined = await one.look()
    assert ('<span class="state">offer declined</span>' in declined, "Answer before" in declined) == (True, False)
    # whoever decides is told so at home: first to think again, then to make another offer or to reject
    assert await waits(world) == {"application.reconsider"}
    late = await one.send(f"/apply/offer/{offer['id']}/accept")
    assert (late.status_code, "something has changed in the meantime" in late.text, "only from" in late.text) == (
        409, True, False,
    )  # fmt: skip
    closable = {
        m["name"]: m["allowed"] for m in (await hr.get(f"/applications/{offer['application_id']}")).json()["moves"]
    }
    assert closable["close_declined"], "who says no to us is not rejected by us"
    assert (await hr.move("applications", offer["application_id"], "reconsider", "second choice")).status_code == 200
    assert await waits(world) == {"offer.write"}
    again = (await hr.post("/offers", {"application_id": offer["application_id"], **TERMS, "language": "nl"})).json()
    await world.people["director"].move("offers", again["id"], "approve")
    assert await waits(world) == {"offer.send"}
    await hr.move("offers", again["id"], "send")
    assert await waits(world) == set()
    assert (await hr.move("offers", again["id"], "withdraw", "the money is gone")).status_code == 200
    assert await waits(world) == {"application.reconsider"}
    await hr.move("applications", offer["application_id"], "reconsider", "no offer any more")
    assert (await hr.move("applications", offer["application_id"], "reject", "not good enough")).status_code == 200
    mails = dict(world.sql("select template || language, subject || text from mail order by created_at"))
    assert "for “PhD candidate”" in mails["offer_senten"]
    until = datetime.fromisoformat(offer["expires_at"]).astimezone(ZoneInfo("Europe/Amsterdam"))
    assert f"answer before {until:%A} {until.day} {until:%B %Y %H:%M %Z}" in mails["offer_senten"]
    assert "trekken wij in" in mails["offer_withdrawnnl"]
    assert "About your application: PhD candidate" in mails["application_rejecteden"]
    assert "You have declined our offer for “PhD candidate”" in mails["offer_declineden"]
    assert "please ask polder@localhost." in mails["application_rejecteden"]
    shown = (await hr.get(f"/applications/{offer['application_id']}")).json()["letters"]
    about_offers = ["offer_sent", "offer_declined", "offer_sent", "offer_withdrawn"]
    assert [(letter["template"], letter["state"]) for letter in shown] == [
        (template, "queued") for template in (*about_offers, "application_rejected")
    ]
    chair = await world.people["anna"].get(f"/applications/{offer['application_id']}")
    assert [letter["template"] for letter in chair.json()["letters"]] == ["application_rejected"]  # who sees no offers
    director = await world.people["director"].get(f"/applications/{offer['application_id']}")
    assert director.json()["letters"] == []  # who decides nothing here
    assert not any(kept in text for text in mails.values() for kept in ("money is gone", "not good enough"))


async def waits(world: World, name: str = "hr") -> set[str]:
    """What waits of applications and offers."""
    kinds = {item["kind"] for item in (await world.people[name].get("/todo")).json()["data"]}
    return {kind for kind in kinds if kind.startswith(("application.", "offer."))}


async def test_a_draft_offer_is_unknown_to_the_applicant(world: World) -> None:
    vacancy = await world.vacancy()
    one = await Applicant.begin(world, vacancy["reference"])
    assert one is not None
    await one.submit()
    hr = world.people["hr"]
    id = (await hr.get("/applications")).json()["data"][0]["id"]
    for move in ("mark_eligible", "shortlist", "select"):
        await hr.move("applications", id, move)
    offer = (await hr.post("/offers", {"application_id": id, **TERMS})).json()
    assert offer["reference"] not in await one.look()
    assert (await one.send(f"/apply/offer/{offer['id']}/accept")).status_code in (404, 409)
    # and once its applicant has withdrawn, nobody is asked any more to approve or to send it
    director = world.people["director"]
    waiting = {item["kind"]: item["title"]["nl"] for item in (await director.get("/todo")).json()["data"]}
    assert waiting["offer.approve"] == "Keur het aanbod goed voor"
    await director.move("offers", offer["id"], "approve")
    waiting = {item["kind"]: item["title"]["nl"] for item in (await hr.get("/todo")).json()["data"]}
    assert waiting["offer.send"] == "Verstuur het aanbod aan"
    await one.look()
    assert (await one.send("/apply/withdraw")).status_code == 303
    assert "offer.send" not in await waits(world)
    world.sql("set session_replication_role = replica; update offer set state = 'draft'")
    assert "offer.approve" not in await waits(world, "director")


async def test_salary_history_is_asked_nowhere_and_refused_when_sent(world: World) -> None:
    offer = await offered(world)
    for field in ("previous_salary_cents", "current_salary", "salary_history"):
        sent = await world.people["hr"].post("/offers", {"application_id": offer["application_id"], **TERMS, field: 1})
        assert sent.status_code == 422
    columns = world.sql("select table_name, column_name from information_schema.columns where column_name like '%salary%'"
                        " and table_schema = 'public'")  # fmt: skip
    assert {table for table, _ in columns} <= {"vacancy", "offer", "position"}


@pytest.mark.parametrize(
    ("terms", "field", "sentence"),
    [
        ({"starts_on": "2020-01-01"}, "starts_on", "The start has passed."),
        ({"expires_at": "2020-01-01T00:00:00Z"}, "expires_at", "This moment has passed."),
        ({"expires_at": "2200-12-31T23:59:59Z"}, "expires_at", "This is more than a year ahead."),
        ({"ends_on": "2099-02-01"}, "ends_on", "The end is not after the start."),
    ],
)
async def test_terms_that_cannot_be_are_refused_at_their_field(
    world: World, terms: dict[str, Any], field: str, sentence: str
) -> None:
    application = await world.application(await world.vacancy(), "Ada", "mark_eligible", "shortlist", "select")
    hr = world.people["hr"]
    refused = await hr.post("/offers", {"application_id": application["id"], **TERMS, **terms})
    assert refused.status_code == 422, refused.text
    assert [(e["field"], e["problem"], e["remedy"] != "") for e in refused.json()["errors"]] == [
        (field, sentence, True)
    ]
    made = (await hr.post("/offers", {"application_id": application["id"], **TERMS})).json()
    assert (await hr.patch(f"/offers/{made['id']}", {**TERMS, **terms}, made["version"])).status_code == 422


async def test_the_databases_clock_judges_what_has_passed(world: World) -> None:
    offer = await offered(world, starts_on="2099-03-01")
    hr = world.people["hr"]
    world.clock("2099-03-02T00:30:00Z")
    late = await hr.patch(f"/offers/{offer['id']}", {**TERMS, "expires_at": "2099-03-01T00:00:00Z"}, offer["version"])
    assert [e["field"] for e in late.json()["errors"]] == ["expires_at"]
    untouched = await hr.patch(f"/offers/{offer['id']}", {**TERMS, "fte_percent": 80}, offer["version"])
    assert untouched.status_code == 200, untouched.text  # what was right when it was written stays writable


async def test_an_offer_that_cannot_reach_its_applicant_is_not_sent_and_says_so(world: World) -> None:
    offer = await offered(world)
    hr, director = world.people["hr"], world.people["director"]
    world.sql("update application set email = null where id = %s", offer["application_id"])
    shown = (await hr.get(f"/offers/{offer['id']}")).json()
    assert shown["application"]["reachable"] is False
    assert (await director.move("offers", offer["id"], "approve")).status_code == 200
    (send,) = [m for m in (await hr.get(f"/offers/{offer['id']}")).json()["moves"] if m["name"] == "send"]
    assert (send["permitted"], send["allowed"]) == (True, False)
    assert "e-mail" in send["why_not"]["en"]
    refused = await hr.move("offers", offer["id"], "send")
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/applicant-reachable")
    assert "e-mail" in refused.json()["detail"]
    assert world.sql("select count(*) from session where kind = 'link'") == [(0,)]
