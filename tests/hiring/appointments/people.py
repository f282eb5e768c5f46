"""An offer on its way to an appointment."""

from typing import Any

from tests.hiring.applicant import Applicant
from tests.support.world import SOON, World

TERMS = {"salary_cents": 350_000, "starts_on": "2099-03-01", "expires_at": SOON}


async def draft(world: World, **terms: Any) -> dict[str, Any]:
    """A draft offer to a selected applicant."""
    application = await world.application(await world.vacancy(), "Ada", "mark_eligible", "shortlist", "select")
    made = await world.people["hr"].post("/offers", {"application_id": application["id"], **TERMS, **terms})
    assert made.status_code == 201, made.text
    return dict(made.json())


async def sent(world: World, **terms: Any) -> tuple[dict[str, Any], Applicant]:
    """An offer that was sent, and the applicant with the link that came by mail."""
    offer = await draft(world, **terms)
    for who, move in (("director", "approve"), ("hr", "send")):
        done = await world.people[who].move("offers", offer["id"], move)
        assert done.status_code == 200, done.text
    text = world.sql("select text from mail where template = 'offer_sent' order by created_at desc")[0][0]
    one = Applicant(world.client())
    one.carry(text.split("key=")[1].split("#")[0])
    await one.look()
    return dict(done.json()), one


async def hired(world: World, **terms: Any) -> dict[str, Any]:
    """The appointment of somebody who accepted."""
    offer, one = await sent(world, **terms)
    done = await one.send(f"/apply/offer/{offer['id']}/accept", signed_name="Ada Lovelace")
    assert done.status_code == 303, done.text
    hr = world.people["hr"]
    (appointment,) = (await hr.get("/appointments")).json()["data"]
    return dict((await hr.get(f"/appointments/{appointment['id']}")).json())
