"""An invoice from the tranches of an agreement to a credit note, by a controller in a browser."""

import re
from typing import Any

from playwright.sync_api import expect

from tests.e2e.conftest import House
from tests.e2e.money import BILLING, purse


def test_an_invoice_is_written_validated_sent_and_credited(visitor: Any, house: House) -> None:
    """It gets its number and the rules' verdict when it is validated, its files then, and is only ever taken back."""
    with purse(house) as money:
        funder = money.funder("Optica Noord B.V.")
        agreement, _ = money.agreement(funder, "Meten met licht", 1_250_000, 500_050)
        money.insert("billing_detail", organisation_id=funder, **BILLING)
    with visitor() as olga:
        page = olga.sign_in("Olga")
        olga.open(f"/admin/#/funder_invoices/create?agreement={agreement}")
        expect(page.get_by_label("Bedrag van Termijn 1")).to_have_value("12.500,00")
        page.get_by_label("Bedrag van Termijn 1").fill("10.000,50")
        page.get_by_role("checkbox", name="Termijn 2").check()
        expect(page.get_by_text("€ 15.001,00", exact=True)).to_be_visible()
        olga.looks_well("controller-invoice-form")
        page.get_by_role("button", name="Opslaan").click()
        expect(page.get_by_role("heading", name="Factuur, nog zonder nummer")).to_be_visible()

        page.get_by_role("button", name="Vaststellen").click()
        heading = page.get_by_role("heading", name=re.compile(r"Factuur \d{4}-F\d+-0001"))
        expect(heading).to_be_visible()
        expect(page.get_by_text("de bedragen kloppen tot op de cent")).to_be_visible()
        with page.expect_download() as file:
            page.get_by_role("link", name="UBL, NLCIUS").click()
        assert file.value.suggested_filename.endswith("-0001.xml")

        page.get_by_role("button", name="Versturen").click()
        expect(page.get_by_text("verstuurd", exact=True)).to_be_visible()
        olga.looks_well("controller-invoice")
        page.get_by_role("button", name="Crediteren").click()
        page.get_by_role("button", name="Creditnota opstellen").click()
        expect(page.get_by_role("heading", name="Creditnota, nog zonder nummer")).to_be_visible()
        olga.open("/admin/#/funder_invoices")
        expect(page.get_by_text("over 30 dagen").or_(page.get_by_text("Vervalt binnen 30 dagen")).first).to_be_visible()
        olga.looks_well("controller-invoices")
    assert house.sql(
        "select kind, state, amount_cents from funder_invoice where agreement_id = %s order by kind desc", agreement
    ) == [("invoice", "sent", 1_500_100), ("credit_note", "draft", 1_500_100)]
