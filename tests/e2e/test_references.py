"""A referee on a telephone without JavaScript, and the HR officer who sees the letter come in."""

import re

from playwright.sync_api import expect

KEY = "select substring(m.text from '/reference[?]key=[A-Za-z0-9_-]+'), r.name, r.vacancy_id, a.name from mail m join reference r"\
      " on r.id = m.record_id join application a on a.id = r.application_id where r.state = 'asked'"\
      " and m.template = 'reference_request' order by r.id limit 1"  # fmt: skip


def test_a_referee_writes_a_letter_and_hr_reads_it(visitor, house) -> None:
    (path, name, vacancy, applicant) = house.sql(KEY)[0]
    with visitor(width=360, java_script=True) as guest:
        page = guest.open(path)
        expect(page.get_by_role("heading", level=1)).to_contain_text(applicant)
        guest.looks_well("public-reference")
    with visitor(width=360, java_script=False) as guest:
        page = guest.open(path)
        page.get_by_label(re.compile("Or write it here")).fill("I gladly recommend this person.")
        page.get_by_role("button", name="Send the letter").click()
        page.get_by_label(re.compile("this letter is mine")).check()
        page.get_by_role("button", name="Send the letter").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Received, thank you")
        page.reload()
        expect(page.get_by_text("gladly recommend")).to_have_count(0)
    with visitor() as hanna:
        hanna.sign_in("Hanna de Wit")
        page = hanna.open(f"/admin/#/vacancies/{vacancy}/show?view=references")
        page.get_by_role("button", name=re.compile("^Binnen ")).click()
        row = page.get_by_role("row").filter(has_text=name).filter(has_text=applicant)
        expect(row.get_by_role("link", name="Lees de brief")).to_be_visible()
        page.get_by_role("button", name=re.compile("^Te laat ")).click()
        page.get_by_role("button", name=re.compile("^Wat u kunt doen")).first.click()
        expect(page.get_by_role("menuitem", name="Meer tijd geven")).to_be_visible()
        page.keyboard.press("Escape")
        hanna.looks_well("references-of-vacancy")
