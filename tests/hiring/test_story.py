"""From a draft vacancy to an accepted offer, through HTTP, as the people who do it."""

import re

import httpx

from tests.support.world import BASE, SOON, World

SCORES = {"recommendation": "yes", "note": "Good."}


async def apply(world: World, reference: str, name: str = "Ada Lovelace") -> httpx.AsyncClient:
    """Begin an application on the public page; the client keeps the personal link."""
    client = world.client()
    page = (await client.get(f"/careers/{reference}/apply")).text
    fields = dict(re.findall(r'name="(nonce|key)" value="([^"]+)"', page))
    done = await client.post(f"/careers/{reference}/apply", data={"name": name, "email": "ada@example.org", **fields})
    assert done.status_code == 303, done.text
    cookie = re.search(r"__Host-polder-link=([^;]+)", done.headers["set-cookie"])
    assert cookie
    client.cookies.set("__Host-polder-link", cookie.group(1), domain="polder.test")
    return client


def csrf(page: str) -> str:
    return re.findall(r'name="csrf" value="([^"]+)"', page)[0]


async def test_a_first_researcher_is_hired(world: World) -> None:
    vacancy = await world.vacancy()
    hr, anna, bob = (world.people[name] for name in ("hr", "anna", "bob"))
    director = world.people["director"]

    # the public page, with its posting
    page = await world.client().get(f"/careers/{vacancy['reference']}", headers={"accept-language": "nl"})
    assert page.status_code == 200
    assert "Promovendus" in page.text
    assert '"@type":"JobPosting"' in page.text

    # a person applies
    client = await apply(world, vacancy["reference"])
    draft = await client.get("/apply")
    assert (await hr.get("/applications")).json()["total"] == 0  # a draft is the writer's alone
    saved = await client.post(
        "/apply/save",
        data={
            "csrf": csrf(draft.text),
            "version": "1",
            "name": "Ada Lovelace",
            "motivation": "Because.",
            "then": "submit",
        },
    )
    assert saved.status_code == 303, saved.text
    listed = (await hr.get("/applications?q=lovel")).json()
    assert [row["name"] for row in listed["data"]] == ["Ada Lovelace"]
    id = listed["data"][0]["id"]

    # two people review, blind until their own is in
    assert (await hr.move("applications", id, "mark_eligible")).status_code == 200
    detail = (await anna.get(f"/applications/{id}")).json()
    scores = [{"criterion_id": c["id"], "score": 4, "reason": "Solid."} for c in detail["vacancy"]["criteria"]]
    for reviewer in (anna, bob):
        mine = await reviewer.put(f"/applications/{id}/review", {**SCORES, "scores": scores})
        assert mine.status_code == 200, mine.text
        if reviewer is bob:
            assert (await bob.get(f"/applications/{id}")).json()["reviews"] == []
        done = await reviewer.move("reviews", mine.json()["id"], "submit")
        assert done.status_code == 200, done.text
    after = (await bob.get(f"/applications/{id}")).json()
    assert len(after["reviews"]) == 2
    assert [m["mean"] for m in after["reviews_summary"]["means"]] == [4.0, 4.0]

    # selected, offered after a second person's approval, accepted
    for move in ("shortlist", "select"):
        assert (await anna.move("applications", id, move)).status_code == 200
    terms = {
        "application_id": id,
        "salary_cents": 350_000,
        "starts_on": "2099-03-01",
        "expires_at": SOON,
    }
    offer = (await hr.post("/offers", terms)).json()
    refused = await hr.move("offers", offer["id"], "approve")
    assert refused.status_code == 409
    assert refused.json()["type"] == "/problems/second-person"
    assert (await director.move("offers", offer["id"], "approve")).status_code == 200
    sent = await hr.move("offers", offer["id"], "send")
    assert sent.status_code == 200, sent.text
    own = await client.get("/apply")
    assert "€" in own.text
    signed = {"csrf": csrf(own.text), "signed_name": "Ada Lovelace"}
    accepted = await client.post(f"/apply/offer/{offer['id']}/accept", data=signed)
    assert accepted.status_code == 303, accepted.text
    hired = (await hr.get(f"/applications/{id}")).json()
    assert hired["stage"] == "hired"
    timeline = (await hr.get(f"/applications/{id}/timeline")).json()["data"]
    assert [line["move"] for line in reversed(timeline)] == [
        "create", "submit", "mark_eligible", "shortlist", "select", "offer", "hire"
    ]  # fmt: skip
    mails = world.sql("select template, subject from mail order by created_at")
    assert [row[0] for row in mails] == ["application_link", "application_receipt", "offer_sent", "offer_accepted"]
    assert BASE in world.sql("select text from mail where template = 'application_link'")[0][0]
