"""Money on screen: an agreement from the form to the ledger, by a controller and a director who puts it in force."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.e2e.test_hiring_story import move
from tests.support.pdf import pdf

TITLE = "Vijf jaar betrouwbaar leren"


def tranche(page: Page, number: int, amount: str, due: str) -> None:
    line = page.get_by_role("group", name=f"Tranche {number}", exact=True)
    line.get_by_label("Bedrag").fill(amount)
    line.get_by_label("Vervalt op").fill(due)


def test_an_agreement_is_written_signed_put_in_force_and_followed_to_the_ledger(visitor: Any) -> None:
    with visitor() as olga, visitor() as dirk:
        page = olga.sign_in("Olga")
        page = olga.open("/admin/#/agreements/create")
        page.get_by_role("combobox", name="Financier").fill("Deltawerk")
        page.get_by_role("option", name=re.compile("Deltawerk")).click()
        page.get_by_label("Titel").fill(TITLE)
        page.get_by_label("Begint op").fill("2026-01-01")
        page.get_by_label("Eindigt op").fill("2030-12-31")
        page.get_by_role("textbox", name="Bedrag").fill("100.000,5")
        expect(page.get_by_text("Begrepen: € 100.000,50")).to_be_visible()
        tranche(page, 1, "100.000,5", "2026-02-01")
        page.get_by_role("button", name="Tranche toevoegen").click()
        tranche(page, 2, "1,234", "2027-02-01")
        expect(page.get_by_role("status").filter(has_text="Samen")).to_contain_text("een bedrag dat niet is begrepen")
        page.get_by_role("button", name="Opslaan").click()
        expect(page.get_by_text("Centen hebben twee decimalen.")).to_be_visible()
        tranche(page, 2, "25000", "2027-02-01")
        expect(page.get_by_role("status").filter(has_text="Samen")).to_contain_text("€ 125.000,50")
        olga.looks_well("money-agreement-form")
        page.get_by_role("button", name="Opslaan").click()
        expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
        move(page, "Ter ondertekening sturen")
        signed = {"name": "getekend.pdf", "mimeType": "application/pdf", "buffer": pdf("Getekend")}
        page.locator("input[type=file]").set_input_files(signed)
        expect(page.get_by_role("link", name="getekend.pdf").first).to_be_visible()
        address = page.url.partition("#")[2]

        dirk.sign_in("Dirk")
        move(dirk.open(f"/admin/#{address}"), "In werking laten treden")

        page = olga.open(f"/admin/#{address}")
        olga.looks_well("money-agreement")
        page.get_by_role("button", name="Tabel", exact=True).click()
        way = page.get_by_role("table", name=re.compile("^De weg van het geld"))
        expect(way.get_by_role("row").filter(has_text="Te factureren")).to_contain_text("€ 125.000,50")

        # From the tranche to its account, to the entry, to what it was posted for.
        page.get_by_role("link", name="Tranche 1").click()
        page.get_by_role("link", name=re.compile("^toegezegd, nog niet gefactureerd")).click()
        lines = page.get_by_role("group", name="Regels van deze rekening")
        expect(lines).to_contain_text("€ 100.000,50")
        lines.get_by_role("row").nth(1).get_by_role("link").first.click()
        expect(page.get_by_role("heading", name=re.compile("Boeking .*: Toezegging"))).to_be_visible()
        olga.looks_well("money-entry")
        page.get_by_role("link", name="Versie van een overeenkomst").click()
        expect(page.get_by_role("heading", name=re.compile(f"Versie 1 van .*{TITLE}"))).to_be_visible()
        olga.looks_well("money-version")
