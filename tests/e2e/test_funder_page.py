"""A funder signs in through a provider of its own, understands the page, and takes away what it needs: on a telephone."""

import re
from typing import Any

from playwright.sync_api import expect

from tests.e2e.conftest import House

PHONE = {"width": 360, "height": 740}


def test_a_funder_lands_on_its_page_and_goes_from_a_figure_to_the_bank_in_two_clicks(
    visitor: Any, house: House
) -> None:
    ((reference, invoice),) = house.sql(
        """select b.reference, i.number_text from bank_entry b join settlement s on s.entry_id = b.id
           join funder_invoice i on i.id = s.invoice_id join organisation o on o.id = i.funder_id
           where o.name = 'Deltawerk Robotica B.V.' and b.state = 'matched' order by b.booked_on limit 1"""
    )
    others = [
        name
        for (name,) in house.sql(
            "select name from organisation where name like 'Zonneveld%' or name like '%Slimme Zorg'"
        )
    ]
    with visitor() as noor:
        noor.page.set_viewport_size(PHONE)
        page = noor.sign_in("Noor Dekkers")
        expect(page.get_by_role("heading", name="Deltawerk Robotica B.V.", level=1)).to_be_visible()
        expect(page.get_by_text("€ 600.000 van € 1.575.000 betaald")).to_be_visible()
        noor.looks_well("funder-page-phone")
        page.get_by_role("button", name=re.compile("^Betaald")).click()
        region = page.get_by_role("region", name="Termijnen met ontvangsten")
        region.get_by_role("button", name=re.compile("^Termijn 1")).click()
        expect(region.get_by_text(f"bankkenmerk {reference}")).to_be_visible()
        with page.expect_download() as download:
            page.get_by_role("link", name=f"PDF van {invoice}").click()
        assert download.value.suggested_filename == f"{invoice}.pdf"
        with page.expect_download() as download:
            page.get_by_role("link", name="Overzicht (PDF)").click()
        assert re.fullmatch(r"overzicht-\d{4}-\d\d-\d\d\.pdf", download.value.suggested_filename)
        shown = page.content()
        assert not [name for name in others if name in shown]


def test_a_calendar_link_is_shown_once_followed_and_withdrawn(visitor: Any, house: House) -> None:
    with visitor() as marijn:
        page = marijn.sign_in("Marijn de Boer")  # whose language is English
        panel = page.get_by_role("region", name="In your calendar")
        panel.get_by_role("button", name="Make a link").click()
        page.get_by_label("What is it for?").fill("Outlook of finance")
        page.get_by_role("dialog").get_by_role("button", name="Make a link").click()
        url = page.get_by_label("Link", exact=True).input_value()
        marijn.looks_well("funder-page-calendar-link")
        feed = page.request.get(url)
        assert (feed.status, feed.text().count("BEGIN:VEVENT")) == (200, 2)
        page.get_by_role("button", name="I have kept it").click()
        expect(panel.get_by_text("Outlook of finance")).to_be_visible()
        panel.get_by_role("button", name="Withdraw").click()
        page.get_by_role("dialog").get_by_role("button", name="Withdraw").click()
        expect(panel.get_by_text("Outlook of finance")).to_be_hidden()
        assert page.request.get(url).status == 404
