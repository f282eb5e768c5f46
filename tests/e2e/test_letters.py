"""A letter to many from the table of applications, looked at before it goes; and somebody who applied twice."""

from typing import Any

from playwright.sync_api import expect

from tests.e2e.conftest import House, picture


def test_hr_writes_to_many_and_says_which_of_two_applications_counts(visitor: Any, house: House) -> None:
    ((vacancy,),) = house.sql("select vacancy_id from mailing where state = 'draft'")
    with visitor(width=1280) as hanna:
        page = hanna.sign_in("Hanna")
        hanna.open(f'/admin/#/applications?filter={{"vacancy_id":"{vacancy}"}}')
        ticks = page.locator("tbody").get_by_role("checkbox")
        for n in range(2):
            ticks.nth(n).check()
        page.get_by_role("button", name="Schrijven of verplaatsen").click()
        page.get_by_role("combobox", name="Sjabloon").click()
        page.get_by_role("option", name="Document ontbreekt").click()
        page.get_by_role("button", name="Bewaren en tonen").click()
        expect(
            page.get_by_role("button", name="Er ontbreekt iets aan")
            .or_(page.get_by_role("button", name="Something is missing"))
            .first
        ).to_be_visible()
        hanna.looks_well("staff-mailing")
        page.get_by_role("button", name="Versturen", exact=True).click()
        expect(page.get_by_role("dialog")).to_contain_text("2 mensen")
        page.get_by_role("button", name="Bevestigen").click()
        expect(page.get_by_text("verstuurd", exact=True).first).to_be_visible()
        assert house.sql("select count(*) from mail where template like 'document_ontbreekt%'") == [(2,)]

        hanna.open(f"/admin/#/vacancies/{vacancy}/show?view=duplicates")
        expect(page.get_by_text("Tweemaal gesolliciteerd naar deze vacature").first).to_be_visible()
        picture(page, "staff-duplicates")
        page.get_by_role("button", name="Eén persoon").first.click()
        page.get_by_role("radio").first.check()
        page.get_by_role("button", name="Bevestigen").click()
        expect(page.get_by_role("dialog")).to_be_hidden()
        ((aside, kept),) = house.sql(
            """select a.id, s.kept_id from same_person s join application a on a.id in (s.first_id, s.second_id) and a.id <> s.kept_id"""
        )
        assert house.sql("select stage from application where id = %s", aside) == [("withdrawn",)]
        hanna.open(f"/admin/#/applications/{kept}/show")
        page.get_by_role("button", name="Ongedaan maken").click()
        page.get_by_role("textbox", name="Reden").fill("Toch een ander.")
        page.get_by_role("button", name="Bevestigen").click()
        expect(page.get_by_text("“Toch een ander.”").first).to_be_visible()
        hanna.looks_well("staff-same-person")
        assert house.sql("select count(*) from mail where template = 'application_counts_again'") in ([(0,)], [(1,)])
