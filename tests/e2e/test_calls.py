"""A call in the browser: an advisor puts candidates in order by keyboard, and HR decides about pairs."""

import re
from typing import Any

from playwright.sync_api import expect

from tests.e2e.conftest import House


def test_an_advisor_ranks_by_keyboard_and_hr_confirms_what_was_matched(visitor: Any, house: House) -> None:
    order = """select a.name from advisor_choice x join advisor d on d.id = x.advisor_id join application a on a.id = x.application_id
               where d.name like 'Bas %%' and x.position is not null order by x.position"""
    before = [name for (name,) in house.sql(order)]
    with visitor() as bas:
        page = bas.sign_in("Bas")
        bas.open("/admin/#/advisors")
        page.get_by_role("link", name=re.compile("kandidaten noemden u")).click()
        first = page.get_by_role("region", name=re.compile("Uw volgorde")).get_by_role("listitem").first
        expect(first).to_contain_text(before[0])
        first.get_by_role("link").focus()
        page.keyboard.press("Alt+ArrowDown")
        expect(first).to_contain_text(before[1])
        bas.looks_well("staff-call-ranking")
    assert [name for (name,) in house.sql(order)] == [before[1], before[0], *before[2:]]
    ((round,),) = house.sql("select id from match_round where kind = 'offers' and state = 'solved' limit 1")
    with visitor() as hanna:
        page = hanna.sign_in("Hanna")
        hanna.open(f"/admin/#/match_rounds/{round}/show")
        expect(page.get_by_role("region", name=re.compile("Wensen zonder koppel"))).to_contain_text("de plaatsen")
        page.get_by_role("button", name=re.compile("^De overige")).click()
        expect(page.get_by_role("button", name=re.compile("^De overige"))).to_have_count(0)
        hanna.looks_well("staff-call-round")
    assert house.sql("select count(*) from match_pair where round_id = %s and state = 'proposed'", round) == [(0,)]
