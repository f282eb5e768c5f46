"""The board of a vacancy: a card goes on by keyboard and by dragging; a move that there is not springs back."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import House, picture


def card(column: Locator, name: str) -> Locator:
    return column.locator("[draggable=true]").filter(has_text=name)


def column(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def test_a_card_goes_on_by_keyboard_and_by_dragging(visitor: Any, house: House) -> None:
    ((id, vacancy, name),) = house.sql(
        """select id, vacancy_id, name from application where stage = 'submitted'
             and vacancy_id = (select a.vacancy_id from application a join vacancy v on v.id = a.vacancy_id and v.kind = 'post'
                                 group by a.vacancy_id order by count(*) desc limit 1)
           order by created_at limit 1"""
    )
    with visitor(width=1600) as hanna:
        page = hanna.sign_in("Hanna")
        hanna.open(f"/admin/#/vacancies/{vacancy}/show")
        submitted, eligible, longlist = (column(page, title) for title in ("ingediend", "ontvankelijk", "longlist"))

        button = card(submitted, name).get_by_role("button", name=f"Volgende stappen: {name}")
        button.focus()
        page.keyboard.press("ArrowDown")
        expect(page.get_by_role("menuitem", name="Ontvankelijk", exact=True)).to_be_focused()
        picture(page, "staff-board-menu")
        page.keyboard.press("Enter")
        expect(card(eligible, name)).to_be_visible()
        assert house.sql("select stage from application where id = %s", id) == [("eligible",)]

        card(eligible, name).drag_to(longlist)
        expect(card(longlist, name)).to_be_visible()
        assert house.sql("select stage from application where id = %s", id) == [("longlisted",)]

        card(longlist, name).drag_to(submitted)
        expect(page.get_by_role("alert")).to_be_visible()
        expect(card(longlist, name)).to_be_visible()
        assert house.sql("select stage from application where id = %s", id) == [("longlisted",)]
        hanna.looks_well("staff-board")
