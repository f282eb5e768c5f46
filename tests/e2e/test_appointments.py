"""From the link in an offer's mail to an appointment that is being prepared: an applicant without a script, HR, security."""

import re
from typing import Any

from playwright.sync_api import expect

from tests.e2e.conftest import House
from tests.e2e.test_hiring_story import move


def test_an_offer_is_signed_on_a_telephone_without_javascript_and_becomes_an_appointment(
    visitor: Any, house: House
) -> None:
    ((text, offer),) = house.sql(
        """select m.text, o.id from mail m join offer o on o.id = m.record_id join application a on a.id = o.application_id
           where m.template = 'offer_sent' and a.name = 'Hélène Dubois'"""
    )
    link = re.search(r"http\S+", text)
    assert link
    with visitor(width=360, java_script=False) as guest:
        page = guest.open(link.group().removeprefix(house.url))
        expect(page.get_by_role("link", name="Read the letter (PDF)")).to_be_visible()
        guest.looks_well("offer-letter-plain")
        page.get_by_label("Your full name").fill("Hélène Dubois")
        page.get_by_role("button", name="I sign and accept").click()
        expect(page.get_by_text("Welcome")).to_be_visible()
        expect(page.get_by_text("Hélène Dubois, ")).to_be_visible()
    ((appointment,),) = house.sql("select appointment_id from hire where offer_id = %s", offer)
    with visitor() as hanna:
        page = hanna.sign_in("Hanna")
        hanna.open(f"/admin/#/offers/{offer}/show")
        expect(page.get_by_text("Ondertekend als")).to_be_visible()
        hanna.open(f"/admin/#/appointments/{appointment}/show")
        hanna.looks_well("appointment-new")
        page.get_by_role("button", name="Dit is de persoon").click()
        expect(page.get_by_role("heading", name="Wie is dit?")).to_be_hidden()
        page.get_by_role("button", name="Mijlpaal toevoegen").click()
        page.get_by_label("Wat moet zijn bereikt").fill("Onderzoeksplan")
        page.get_by_label("Uiterlijk").fill("2027-03-01")
        page.get_by_role("button", name="Opslaan").click()
        page.get_by_role("button", name="Gehaald: Onderzoeksplan").click()
        page.get_by_role("button", name="Opslaan").click()
        expect(page.get_by_role("button", name="Wijzigen: Onderzoeksplan")).to_be_visible()
        page.get_by_role("link", name="Contract getekend").click()
        move(page, "Gedaan")
        expect(page.get_by_text("rondde dit af")).to_be_visible()
        hanna.looks_well("appointment-check-done")
    assert house.sql(
        "select state from appointment_check where appointment_id = %s and kind = 'contract'", appointment
    ) == [("done",)]
    with visitor(width=390) as joke:
        page = joke.sign_in("Joke")
        page.get_by_role("link", name=re.compile("Mateo Ríos")).first.click()
        expect(page.get_by_role("heading", name="Waarom deze functie gemarkeerd is")).to_be_visible()
        joke.looks_well("security-check")
