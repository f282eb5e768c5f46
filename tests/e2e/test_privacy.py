"""An applicant has their data erased, on a telephone without JavaScript; HR sees what is due and the proof."""

import re

from playwright.sync_api import expect

KEY = "select substring(text from '/apply[?]key=[A-Za-z0-9_-]+') from mail where template = 'application_keep' order by id limit 1"
DRAFT = "select r.id, r.reference from erasure_run r where r.kind = 'own' limit 1"


def test_an_applicant_asks_to_be_erased_and_hr_sees_it_and_the_proof(visitor, house) -> None:
    ((path,),) = house.sql(KEY)
    with visitor(width=360, java_script=False) as guest:
        page = guest.open(path)
        expect(page.get_by_role("heading", name="Your data")).to_be_visible()
        page.get_by_role("link", name="Erase everything about me").click()
        expect(page.get_by_text("Until then you can change your mind")).to_be_visible()
        page.get_by_role("button", name="Erase everything").click()
        expect(page.get_by_role("button", name="Do not erase after all")).to_be_visible()
    ((run, reference),) = house.sql(DRAFT)
    with visitor() as hanna:
        hanna.sign_in("Hanna de Wit")
        page = hanna.open("/admin/#/erasure_runs")
        expect(page.get_by_role("heading", level=1)).to_have_text("Bewaren en wissen")
        hanna.looks_well("erasure-runs")
        page = hanna.open(f"/admin/#/erasure_runs/{run}/show")
        expect(page.get_by_role("heading", level=1)).to_have_text(reference)
        expect(page.get_by_text(re.compile("tabellen doorzocht: niets meer gevonden"))).to_be_visible()
        hanna.looks_well("erasure-run")
