"""Candidates choose a time: once each, in time, and of two who want the same one gets it."""

import asyncio
import re

from tests.hiring.interviews.scene import scene
from tests.support.world import World


async def test_two_candidates_at_once_for_the_last_slot_one_wins_and_the_other_gets_the_list_anew(world: World) -> None:
    found = await scene(world, "Ada", "Bea")
    look = await found.look()
    assert [s["starts_at"][:16] for s in look["slots"]] == ["2027-03-10T08:00", "2027-03-10T09:00", "2027-03-10T10:00"]
    page = await found.candidates["Ada"].look()
    assert "Choose a time that suits you" in page
    assert "09:00–09:45 CET (UTC+1)" in page
    last = look["slots"][2]["id"]
    both = await asyncio.gather(found.book("Ada", last), found.book("Bea", last))
    assert sorted(answer.status_code for answer in both) == [303, 409]
    (refused,) = (answer.text for answer in both if answer.status_code == 409)
    assert "Somebody else has just chosen this time. Choose another time." in refused
    assert len(re.findall('type="radio" name="slot"', refused)) == 2
    taken = world.sql("select count(*) from interview where slot_id = %s and state = 'booked'", last)
    assert taken == [(1,)]
