"""A funder takes the days on which something is due into a calendar of its own."""

from typing import Any

from playwright.sync_api import expect

from tests.e2e.conftest import House


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


def test_whoever_chose_no_language_reads_that_of_the_browser_until_they_choose(visitor: Any, house: House) -> None:
    house.sql("update account set language_chosen = false where name = 'Marijn de Boer'")
    with visitor(locale="nl-NL") as marijn:
        page = marijn.sign_in("Marijn de Boer")
        expect(page.get_by_role("region", name="In uw agenda")).to_be_visible()
        page.get_by_role("button", name="Marijn de Boer").click()
        with page.expect_response("**/api/v1/me"):
            page.get_by_role("menuitemradio", name="English").click()
        marijn.open("/admin/")
        expect(page.get_by_role("region", name="In your calendar")).to_be_visible()
