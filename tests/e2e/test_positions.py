"""A position on the screen: HR writes it, the controller pays it month by month, and asks what if that falls away."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.e2e.conftest import House
from tests.e2e.test_hiring_story import move
from tests.support.days import today

TITLE = "Promovendus rekenende dijken"


def choose(page: Page, field: Any, option: str | re.Pattern[str]) -> None:
    field.click()
    page.get_by_role("option", name=option).first.click()


def test_a_position_is_written_paid_and_settled(visitor: Any, house: House) -> None:
    # Numbers are drawn, and not every lot of the demonstration has as much left: this one has.
    ((lot,),) = house.sql("""select l.number from lot l join agreement a on a.id = l.agreement_id
        where a.title = 'Betrouwbare robots voor de zorg' and l.position = 3""")  # fmt: skip
    with visitor() as hanna:
        hanna.sign_in("Hanna")
        page = hanna.open("/admin/#/positions/create")
        page.get_by_label("Titel in het Nederlands").fill(TITLE)
        page.get_by_label("Titel in het Engels").fill("PhD candidate reckoning dikes")
        # Next year: what is lost is asked from this month on.
        choose(page, page.get_by_label("Eerste maand"), f"mei {today().year + 1}")
        page.get_by_label("Looptijd in maanden").fill("12")
        page.get_by_label("Maandsalaris vanaf").fill("3059")
        page.get_by_label("Maandsalaris tot en met").fill("3881")
        hanna.looks_well("position-form")
        page.get_by_role("button", name="Opslaan").click()
        expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
        expect(page.get_by_text("€ 67.529,40")).to_have_count(
            2
        )  # 12 × € 3.881 with 45 %: the cost, and all of it missing
        address = page.url.partition("#")[2]
        hanna.looks_well("position-draft")
    with visitor() as olga:
        olga.sign_in("Olga")
        page = olga.open("/admin/#" + address)
        page.get_by_role("button", name="Financiering wijzigen").click()
        dialog = page.get_by_role("dialog")
        choose(page, dialog.get_by_role("combobox", name="Lot"), re.compile("Ministerie"))
        choose(page, dialog.get_by_role("combobox", name="Tot en met"), re.compile("^augustus"))
        olga.looks_well("position-lines")
        dialog.get_by_role("button", name="Opslaan").click()
        expect(page.get_by_text(re.compile("Niet gedekt: september .* – april"))).to_be_visible()
        page.get_by_role("button", name="Financiering wijzigen").click()
        page.get_by_role("button", name="Regel toevoegen").click()  # where the gap is, with what is missing
        page.get_by_role(
            "option", name=re.compile(f"Deltawerk.* {lot}$")
        ).click()  # the new line's lots are open at once
        dialog.get_by_role("button", name="Opslaan").click()
        expect(page.get_by_text("Elke maand is gedekt.")).to_be_visible()
        move(page, "Financiering vastleggen")
        expect(page.get_by_text("gefinancierd", exact=True).first).to_be_visible()
        expect(page.get_by_text("gepland", exact=True)).to_have_count(2)
        page.get_by_role("button", name="Tabel").click()
        olga.looks_well("position-funded")
        page.get_by_role("link", name="Wat als een lot wegvalt").click()
        expect(page.get_by_role("heading", name="Wat als een lot wegvalt", level=1)).to_be_visible()
        # 4 × € 3.881 with 45 %: the months of the first line's lot
        expect(page.get_by_role("heading", name=f"{TITLE} · € 22.509,80")).to_be_visible()
        olga.looks_well("position-what-if")
