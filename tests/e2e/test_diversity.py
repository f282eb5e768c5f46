"""An applicant without JavaScript answers questions about themselves; the director reads the report by keyboard."""

import re
from typing import Any

from playwright.sync_api import expect

LINK = """select substring(m.text from '/apply[?]key=[A-Za-z0-9_-]+') from mail m join application a on a.id = m.record_id
    where a.stage = 'submitted' and a.source = 'form' and m.text ~ '/apply[?]key=' order by m.created_at limit 1"""


def test_an_applicant_answers_alone_and_the_director_reads_numbers_with_their_positions(
    visitor: Any, house: Any
) -> None:
    with visitor(width=360, java_script=False) as guest:
        page = guest.open(house.sql(LINK)[0][0] + "&language=en")
        section = page.locator("#diversity")
        if not section.get_by_role("button", name="Save answers").is_visible():
            section.locator("summary").click()
        section.get_by_label("non-binary or other").check()
        section.get_by_role("button", name="Save answers").click()
        expect(page.locator("#diversity")).to_contain_text("of 3 questions answered")
        page.locator("#diversity").get_by_role("button", name="Remove all my answers").click()
        expect(page.locator("#diversity")).not_to_contain_text("questions answered")
    with visitor() as dirk:
        dirk.sign_in("Dirk")
        page = dirk.open("/admin/#/hiring-report")
        expect(page.get_by_role("heading", name="Wie er solliciteert")).to_be_visible()
        expect(page.get_by_text("te weinig antwoorden om groepen van ten minste 10 mensen")).to_be_visible()
        opens = page.get_by_role("button", name=re.compile("niet gedekt in"))
        opens.first.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("dialog").get_by_role("link", name="Promovendus luisteren aan het bed")).to_be_visible()
        dirk.looks_well("report-positions")
        page.keyboard.press("Escape")
        expect(opens.first).to_be_focused()
