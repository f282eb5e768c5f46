"""A reviewer's hour by keyboard, with what the applicant sent beside the form; and who planned it."""

import re
from typing import Any

from playwright.sync_api import expect

from tests.e2e.conftest import House


def test_a_reviewer_answers_first_and_then_reviews_by_keyboard(visitor: Any, house: House) -> None:
    ((vacancy,),) = house.sql("select id from vacancy where title_en = 'PhD candidate in reliable AI'")
    ((asked,),) = house.sql(
        "select distinct a.id from application a join conflict_proposal p on p.application_id = a.id"
        " where a.name = 'Nora Lindqvist' and a.vacancy_id = %s",
        vacancy,
    )
    with visitor(width=1024) as amina:
        page = amina.sign_in("Amina")
        expect(
            page.get_by_role("link", name=re.compile("reliable AI \\(3\\)"))
        ).to_be_visible()  # one line, however many
        page.get_by_role("link", name=re.compile("reliable AI \\(3\\)")).click()
        expect(page.get_by_text("0 of 3 reviewed")).to_be_visible()
        expect(page.get_by_role("img", name=re.compile("page 1 of 1"))).to_be_visible()
        amina.looks_well("reviewing-page")
        first = page.url
        page.keyboard.press("c")
        for number, score in enumerate(("4", "3", "5")):
            page.keyboard.press(score)
            page.keyboard.press("Tab")
            page.keyboard.type("Solid.")
            expect(page.get_by_label("Why").nth(number)).to_have_value("Solid.")
            page.keyboard.press("Tab")
        page.get_by_role("radio", name="Yes").check()
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text("1 of 3 reviewed")).to_be_visible()
        assert page.url != first
        page.keyboard.press("?")
        expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
        page.keyboard.press("Escape")
        # something may stand between: that is all that is shown until it is answered
        amina.open(f"/admin/#/review/{vacancy}/{asked}")
        expect(page.get_by_role("region", name=re.compile("is there a conflict"))).to_contain_text("Supervision: Amina")
        expect(page.get_by_text("My review")).to_have_count(0)
        amina.looks_well("reviewing-asked")
        page.get_by_role("button", name="Yes, there is a conflict").click()
        expect(page).not_to_have_url(re.compile(str(asked)))
    assert house.sql("select kind from conflict where record_id = %s", asked) == [("supervisor",)]
    scores = house.sql("select score from review_score s join review r on r.id = s.review_id where r.id = (select id from review order by updated_at desc limit 1) order by s.criterion_id")  # fmt: skip
    assert sorted(score for (score,) in scores) == [3, 4, 5]
    with visitor() as hanna:
        page = hanna.sign_in("Hanna")
        hanna.open(f"/admin/#/vacancies/{vacancy}/show?view=reviewing")
        page.get_by_role("button", name="Verdelen").click()
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_role("table")).to_contain_text("Bas Verhoeven")
        hanna.looks_well("reviewing-share")
        dialog.get_by_role("button", name="Annuleren").click()
        hanna.looks_well("reviewing-plan")
