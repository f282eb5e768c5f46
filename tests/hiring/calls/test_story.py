"""A call from the first wish to the last signature."""

import io

from pypdf import PdfReader

from tests.hiring.calls.people import called
from tests.support.world import SOON, World


async def test_candidates_and_advisors_are_matched_for_interviews_then_posts_and_sign_a_letter(world: World) -> None:
    call = await called(world, interviews_most=2)
    ann = await call.advisor("Ann", tracks=["academic", "industry"], interview_capacity=1)
    bo = await call.advisor("Bo", "Tübingen", "DE", interview_capacity=2)
    for name, wishes in (("Kim", ("Ann", "Bo")), ("Lee", ("Ann",)), ("Max", ("Bo", "Ann"))):
        await call.candidate(name, *wishes)
    # nobody of them is there for an advisor before people found them eligible
    assert (await ann.get(f"/advisors/{call.advisors['Ann']}")).json()["candidates"] == []
    assert (await call.ranks("Ann", "Kim")).status_code == 422
    await call.eligible()
    mine = (await ann.get(f"/advisors/{call.advisors['Ann']}")).json()
    assert [(c["name"], c["wish"]) for c in mine["candidates"]] == [("Kim", 1), ("Lee", 1), ("Max", 2)]
    assert (await ann.get(f"/applications/{call.candidates['Lee']}")).status_code == 200
    assert (await bo.get(f"/applications/{call.candidates['Lee']}")).status_code == 404  # who did not name Bo
    assert (await bo.get("/applications")).json()["total"] == 2
    done = await call.ranks("Ann", "Lee", "Kim", refused={"Max": "Another field."})
    assert done.status_code == 200, done.text
    assert [(c["name"], c["position"]) for c in done.json()["candidates"]] == [("Lee", 1), ("Kim", 2), ("Max", None)]
    assert (await call.ranks("Bo", "Max", "Kim")).status_code == 200
    # an advisor sees nothing of another's ranking
    assert (await bo.get(f"/advisors/{call.advisors['Ann']}")).status_code == 404
    assert [a["name"] for a in (await bo.get("/advisors")).json()["data"]] == ["Bo"]

    round = await call.round("interviews")
    pairs = await call.pairs(round)
    assert sorted(pairs) == [("Kim", "Bo"), ("Lee", "Ann"), ("Max", "Bo")]
    assert (pairs["Kim", "Bo"]["wish"], pairs["Kim", "Bo"]["place"]) == (2, 2)
    told = (await call.hr.get(f"/match-rounds/{round['id']}/unmatched")).json()
    assert [(u["candidate"], u["advisor"], u["reason"]) for u in told["data"]] == [
        ("Kim", "Ann", "filled"),
        ("Max", "Ann", "refused"),
    ]
    assert told["data"][0]["why"]["en"].startswith("Ann put this candidate at 2; the places (1) went to")
    assert told["data"][1]["why"]["en"] == "Not acceptable to Ann: Another field."
    again = (await call.hr.get(f"/match-rounds/{round['id']}/recomputed")).json()
    assert again["same"]
    assert again["result_sha256"] == round["result_sha256"]
    assert len(again["input_sha256"]) == 64
    assert {r["name"]: (r["ranked"], r["entered_by"]) for r in round["rankings"]} == {
        "Ann": (2, "Ann"),
        "Bo": (2, "Bo"),
    }

    # one pair is rejected with a reason, the others are confirmed, and another person confirms the round
    assert (await call.hr.move("match-pairs", pairs["Kim", "Bo"]["id"], "reject")).status_code == 422
    assert (await call.hr.move("match-pairs", pairs["Kim", "Bo"]["id"], "reject", "On leave.")).status_code == 200
    assert (await call.hr.post(f"/match-rounds/{round['id']}/confirm-pairs")).status_code == 200
    assert (await call.hr.move("match-rounds", round["id"], "confirm")).status_code == 409
    assert (await world.people["director"].move("match-rounds", round["id"], "confirm")).status_code == 200
    assert (await call.hr.post(f"/match-rounds/{round['id']}/advance")).status_code == 200
    stages = dict(world.sql("select name, stage from application"))
    assert stages == {"Kim": "eligible", "Lee": "interview", "Max": "interview"}
    assert [m["kind"] for m in (await ann.get(f"/advisors/{call.advisors['Ann']}")).json()["matched"]] == ["interviews"]
    page = await call.links["Kim"].look()
    assert ("no interview" in page, "you have an interview" in page) == (True, False)
    assert "Another field" not in page

    offers = await call.round("offers")
    ((asked,),) = world.sql("select input -> 'candidates' from match_round where id = %s", offers["id"])
    assert {c["id"] for c in asked} == {call.candidates[name] for name in ("Lee", "Max")}, "nobody is placed unheard"
    assert sorted(await call.pairs(offers)) == [("Lee", "Ann"), ("Max", "Bo")]
    told = (await call.hr.get(f"/match-rounds/{offers['id']}/unmatched")).json()["data"]
    assert [(u["candidate"], u["advisor"], u["wish"], u["reason"]) for u in told] == [("Max", "Ann", 2, "not_heard")]
    beside = await call.hr.post("/match-rounds", {"vacancy_id": call.vacancy["id"], "kind": "offers"})
    assert (beside.status_code, beside.json()["detail"][:43]) == (409, "A round of this kind is under way already. ")
    assert (await call.hr.post(f"/match-rounds/{offers['id']}/confirm-pairs")).status_code == 200
    assert (await world.people["director"].move("match-rounds", offers["id"], "confirm")).status_code == 200
    assert (await call.hr.get(f"/match-rounds/{offers['id']}")).json()["to_advance"] == 2
    assert (await call.hr.post(f"/match-rounds/{offers['id']}/advance")).json()["to_advance"] == 0
    assert world.sql("select count(*) from application where stage = 'selected'") == [(2,)]

    second = await call.round("offers")
    assert await call.pairs(second) == {}, "neither who was matched nor their places are there to give again"
    empty = await world.people["director"].move("match-rounds", second["id"], "confirm")
    assert (empty.status_code, empty.json()["type"]) == (409, "/problems/some-pair")

    # the letter keeps the rules of its track before anybody signs it
    body = {"application_id": call.candidates["Lee"], "first_advisor_id": call.advisors["Ann"], "second_advisor_id": call.advisors["Bo"],
            "starts_on": "2099-09-01", "stay_organisation_id": call.places["Tübingen"], "stay_months": 5, "stay_from": "2100-01-01"}  # fmt: skip
    letter = (await call.hr.post("/letters-of-intent", body)).json()
    assert letter["track"] == "academic"
    assert "5 months at Tübingen (DE)" in letter["body"]
    refused = await call.hr.move("letters-of-intent", letter["id"], "send")
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/intent-stay-short")
    for wrong in (
        {"stay_months": 6, "stay_from": "2099-08-31"},
        {"stay_from": "2160-01-01"},
    ):  # before the work; a typo
        letter = (await call.hr.patch(f"/letters-of-intent/{letter['id']}", wrong, letter["version"])).json()
        refused = await call.hr.move("letters-of-intent", letter["id"], "send")
        assert (refused.status_code, refused.json()["type"]) == (409, "/problems/intent-dates")
    mended = await call.hr.patch(f"/letters-of-intent/{letter['id']}", {"stay_from": "2100-01-01"}, letter["version"])
    assert mended.status_code == 200, mended.text
    assert (await call.hr.move("letters-of-intent", letter["id"], "send")).status_code == 200
    assert (
        await ann.post(f"/letters-of-intent/{letter['id']}/signatures", {"signed_name": "Ann A."})
    ).status_code == 201
    assert (
        await ann.post(f"/letters-of-intent/{letter['id']}/signatures", {"signed_name": "Ann A."})
    ).status_code == 409
    lee = call.links["Lee"]
    assert "6 months at Tübingen" in await lee.look()
    for _ in range(2):  # twice is no error
        signed = await lee.send(f"/apply/intent/{letter['id']}/sign", signed_name="Lee L.")
        assert signed.status_code == 303, signed.text
    assert (await bo.post(f"/letters-of-intent/{letter['id']}/signatures", {"signed_name": "Bo"})).json()[
        "state"
    ] == "signed"
    text = "".join(
        p.extract_text()
        for p in PdfReader(io.BytesIO((await bo.get(f"/letters-of-intent/{letter['id']}/pdf")).content)).pages
    )
    assert "Lee L." in text
    assert "Ann A." in text
    assert letter["reference"] in text
    assert "Everybody has signed" in await lee.look()

    # hired, what the letter promised is written down: who supervises, the stay, and what goes with it
    terms = {"salary_cents": 350_000, "starts_on": "2099-09-01", "ends_on": "2103-08-31", "expires_at": SOON}
    offer = (await call.hr.post("/offers", {"application_id": call.candidates["Lee"], **terms})).json()
    for who, move in ((world.people["director"], "approve"), (call.hr, "send")):
        assert (await who.move("offers", offer["id"], move)).status_code == 200
    await lee.look()
    accepted = await lee.send(f"/apply/offer/{offer['id']}/accept", signed_name="Lee L.")
    assert accepted.status_code == 303, accepted.text
    (appointment,) = (await bo.get("/appointments")).json()["data"]
    shown = (await call.hr.get(f"/appointments/{appointment['id']}")).json()
    assert [(s["name"], s["kind"]) for s in shown["supervisors"]] == [("Ann", "main"), ("Bo", "co")]
    found = (await bo.get(f"/appointments/{appointment['id']}/stays")).json()
    assert [(s["organisation"], s["country_code"], s["kind"], s["valid_from"], s["valid_until"], s["state"]) for s in found["stays"]] == [
        ("Tübingen", "DE", "exchange", "2100-01-01", "2100-06-30", "planned")
    ]  # fmt: skip
    assert {name: found["track"][name] for name in ("track", "letter", "months_asked", "months", "days", "months_held")} == {
        "track": "academic", "letter": letter["reference"], "months_asked": 6, "months": 6, "days": 0, "months_held": 0,
    }  # fmt: skip
    assert [(m["title"], m["whose"], m["due_on"]) for m in found["milestones"]] == [
        ("Arrangements made with Tübingen", "supervisor", "2100-01-01"), ("Report of the stay at Tübingen", "appointed", "2100-06-30"),
    ]  # fmt: skip
