"""A committee meets: from candidates side by side, over motivated decisions that are carried out, to minutes that another approves."""

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from tests.e2e.conftest import House


def test_a_committee_meets_from_comparison_to_minutes(visitor: Any, house: House) -> None:
    ((vacancy,),) = house.sql("select id from vacancy where title_en = 'PhD candidate in language models for care'")
    with visitor() as hanna, visitor(width=390) as amina:
        hanna.sign_in("Hanna")
        page = hanna.open(f"/admin/#/vacancies/{vacancy}/show?view=meetings")
        page.get_by_role("link", name="Vergadering plannen").click()
        page.get_by_label("Begin").fill(datetime.now(ZoneInfo("Europe/Amsterdam")).strftime("%Y-%m-%dT%H:%M"))
        page.get_by_label("Waar").fill("Utrecht, zaal 3")
        page.get_by_role("button", name="Opslaan").click()
        page.get_by_role("button", name="Kandidaten kiezen").click()
        dialog = page.get_by_role("dialog")
        for stage, name in (("ontvankelijk", "Mateo Ríos"), ("ingediend", "Femke Dijkstra")):
            if stage == "ontvankelijk":
                dialog.get_by_role("button", name="Kandidaten uit een andere fase").click()
            dialog.get_by_role("button", name=stage, exact=True).click()
            dialog.get_by_role("checkbox", name=re.compile(name)).check()
        dialog.get_by_role("button", name="Opslaan").click()
        expect(dialog).to_be_hidden()
        # The order is people's, and by the keyboard too.
        page.get_by_role("tab", name="Vergelijken").click()
        expect(page.get_by_role("columnheader").nth(1)).to_contain_text("Mateo Ríos")
        page.get_by_role("button", name="Femke Dijkstra eerder").press("Enter")
        expect(page.get_by_role("columnheader").nth(1)).to_contain_text("Femke Dijkstra")
        hanna.looks_well("staff-meeting-compare")

        page.get_by_role("tab", name="Agenda").click()
        page.get_by_role("button", name="Vergadering openen").click()
        expect(
            page.get_by_text(re.compile("0 van 2 leden zonder belangenconflict tellen nu mee")).first
        ).to_be_visible()
        for box in page.get_by_role("region", name="Aanwezigheid").get_by_role("checkbox").all():
            box.check()
        page.get_by_role("button", name="Aanwezigheid vastleggen").click()
        expect(page.get_by_role("button", name="Aanwezigheid vastleggen")).to_be_hidden()
        page.get_by_role("button", name="Besluit over Mateo Ríos").click()
        dialog.get_by_label("Op de shortlist").check()
        dialog.get_by_role("button", name="Opslaan").click()
        expect(dialog.get_by_text("Schrijf waarom de commissie zo besluit.").first).to_be_visible()
        dialog.get_by_label("Waarom").fill("Overtuigt op elk criterium.")
        hanna.looks_well("staff-meeting-decide")
        dialog.get_by_role("button", name="Opslaan").click()
        expect(dialog).to_be_hidden()
        page.get_by_role("button", name="1 besluit uitvoeren").click()
        expect(dialog.get_by_text("Mateo Ríos")).to_be_visible()
        dialog.get_by_role("button", name="Uitvoeren").click()
        expect(page.get_by_text("door 2 van 2 leden zonder belangenconflict · uitgevoerd")).to_be_visible()
        page.get_by_role("button", name="Verslag maken").click()
        expect(page.get_by_text("Wacht op goedkeuring door een ander: u maakte deze versie.")).to_be_visible()
        hanna.looks_well("staff-meeting")

        at = page.url.partition("/admin/")[2]
        amina.sign_in("Amina")
        page = amina.open(f"/admin/{at}")
        with page.expect_download() as download:
            page.get_by_role("link", name="Version 1 (PDF, NL)").click()
        assert download.value.path().read_bytes().startswith(b"%PDF")
        page.get_by_role("button", name="Approve the minutes").click()
        expect(page.get_by_text(re.compile("Approved by Amina El Idrissi"))).to_be_visible()
        amina.looks_well("staff-meeting-approved")
    assert house.sql("select stage from application where name = 'Mateo Ríos'") == [("shortlisted",)]
