"""How vacancies reach people, on the screen: a guest without JavaScript on a telephone, HR with a template and a later deadline."""

import re
from typing import Any

from playwright.sync_api import expect

from tests.e2e.conftest import House


def test_a_guest_finds_a_vacancy_and_asks_for_the_next_ones_without_javascript(visitor: Any, house: House) -> None:
    with visitor(360, java_script=False, locale="en-GB") as guest:
        page = guest.open("/careers")
        page.get_by_label("Words").fill("robo")
        page.get_by_role("button", name="Search").click()
        expect(page.get_by_role("heading", name="1 open position: “robo”")).to_be_visible()
        page.get_by_role("link", name="Nederlands").click()
        expect(page.get_by_role("heading", name="1 open vacature: “robo”")).to_be_visible()
        page.get_by_role("link", name="Nieuwe vacatures per e-mail").click()
        expect(page.get_by_label("Woorden")).to_have_value("robo")
        page.get_by_label("E-mailadres").fill("guest@mail.example")
        page.get_by_role("button", name="Vraag aan").click()
        expect(page.get_by_role("status")).to_contain_text("Er is een mail naar u onderweg.")
    ((text,),) = house.sql("select text from mail where to_address = 'guest@mail.example'")
    key = re.search(r"/alerts/confirm\?key=\w+", text)
    assert key
    with visitor(360, color_scheme="dark") as guest:
        page = guest.open(key[0])
        guest.looks_well("public-alert-confirm")
        page.get_by_role("button", name="Yes, mail them to me").click()
        expect(page.get_by_role("status")).to_contain_text("Confirmed.")
        guest.open("/alerts?q=robo")
        guest.looks_well("public-alert")


def test_hr_begins_from_a_template_looks_at_it_beforehand_and_keeps_another_open_for_longer(
    visitor: Any, house: House
) -> None:
    with visitor() as hanna:
        page = hanna.sign_in("Hanna")
        hanna.open("/admin/#/vacancy_templates")
        hanna.looks_well("careers-templates")
        page.get_by_role("button", name="Begin een vacature met “Promovendus (48 maanden)”").click()
        page.get_by_role("dialog").get_by_label("Sluiting").fill("2099-03-01T12:00")
        page.get_by_role("dialog").get_by_role("button", name="Begin een vacature").click()
        expect(page.get_by_role("heading", name="Promovendus betrouwbare AI", level=1)).to_be_visible()
        expect(page.get_by_text("Amina El Idrissi").first).to_be_visible()
        page.get_by_role("button", name="Meer").click()
        page.get_by_role("menuitem", name="Publicatie").click()
        expect(page.get_by_role("tab", name="Publicatie")).to_be_visible()
        hanna.looks_well("careers-publication")
        with page.context.expect_page() as opened:
            page.get_by_role("link", name="Voorbeeld in het Nederlands").click()
        expect(opened.value.get_by_role("note").filter(has_text="Voorbeeld")).to_be_visible()
        expect(opened.value.get_by_role("heading", name="Wat wij bieden")).to_be_visible()

        ((id,),) = house.sql("select id from vacancy where title_en = 'Postdoc in robotics' and state = 'published'")
        hanna.open(f"/admin/#/vacancies/{id}/show?view=publication")
        page.get_by_role("button", name="Later sluiten").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Sluiting").fill("2026-01-01T12:00")
        dialog.get_by_label("Reden").fill("Een vrije week ertussen.")
        dialog.get_by_role("button", name="Later sluiten").click()
        expect(dialog.get_by_text("Kies een later moment dan het huidige.")).to_be_visible()
        dialog.get_by_label("Sluiting").fill("2099-03-01T12:00")
        dialog.get_by_role("button", name="Later sluiten").click()
        expect(page.get_by_text("Een vrije week ertussen.")).to_be_visible()
