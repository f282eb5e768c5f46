"""A grants officer reads in a list, mends a text, matches and watches a call; a researcher reads the deadlines on a telephone."""

import json
import re
from datetime import timedelta
from typing import Any

from playwright.sync_api import expect

from tests.e2e.conftest import House
from tests.support.days import today

DAY = str(today() + timedelta(days=40))
TOPIC = {
    "topicId": "MADE-2027-E2E", "title": "Robots for everybodyâ€™s care", "programme": "Made Europe", "deadline": DAY, "callStatus": "open",
    "budgetMin": 2_000_000, "budgetMax": 3_000_000, "typesOfAction": "Lump Sum Grants", "description": "Hospitals try robots.",
}  # fmt: skip


def test_from_a_list_to_a_watched_deadline(visitor: Any, house: House) -> None:
    with visitor() as gerda:
        page = gerda.sign_in("Gerda Nijholt")
        expect(page.get_by_text("U volgt een deadline:").first).to_be_visible()
        gerda.open("/admin/#/opportunities")
        expect(page.get_by_text("Shared test sites for care robots")).to_be_visible()
        gerda.looks_well("opportunities")
        page.get_by_role("link", name="Lijst inlezen").click()
        rows = [TOPIC, {**TOPIC, "title": ""}, {**TOPIC, "topicId": "POLDER-DEMO-2027-ROBOT-02", "title": "Test sites for care robots"}]  # fmt: skip
        file = {"name": "topics.json", "mimeType": "application/json", "buffer": json.dumps(rows).encode()}
        page.get_by_label("Bestand kiezen").set_input_files(file)
        expect(page.get_by_text("De titel ontbreekt.")).to_be_visible()
        expect(page.get_by_text("Shared test sites for care robots → Test sites for care robots")).to_be_visible()
        gerda.looks_well("opportunities-import")
        page.get_by_role("button", name="2 oproepen inlezen").click()
        expect(page.get_by_text("Ingelezen: 1 nieuw, 1 gewijzigd.")).to_be_visible()
        ((id,),) = house.sql("select id from opportunity where source_key = 'MADE-2027-E2E'")
        gerda.open(f"/admin/#/opportunities/repairs?id={id}")
        expect(page.get_by_text("Robots for everybody’s care")).to_be_visible()
        gerda.looks_well("opportunities-repairs")
        page.get_by_role("button", name="Eén herstel aannemen").click()
        expect(page.get_by_text("Er is geen verminkte tekst.")).to_be_visible()
        gerda.open(f"/admin/#/opportunities/{id}/show")
        expect(page.get_by_role("heading", level=1)).to_have_text("Robots for everybody’s care")
        page.get_by_label("Bij een thema plaatsen").click()
        page.get_by_role("option", name="AI in de zorg").click()
        expect(page.get_by_role("button", name="Weghalen: AI in de zorg")).to_be_visible()
        page.get_by_role("button", name="Volgen").click()
        expect(page.get_by_role("button", name="Niet meer volgen")).to_be_visible()
        gerda.looks_well("opportunity")
        page.get_by_role("link", name="Bewerken").click()
        expect(page.get_by_label("Dag")).to_have_value(DAY)
        page.get_by_label("Tijd").fill("17:00")
        gerda.looks_well("opportunity-edit")
        page.get_by_role("button", name="Opslaan").click()
        expect(page.get_by_text(re.compile("17:00 uur .Amsterdam."))).to_be_visible()
    assert house.sql("select due_at at time zone 'Europe/Amsterdam' from opportunity_deadline where opportunity_id = %s", id)[0][0].hour == 17  # fmt: skip
    with visitor(width=390, color_scheme="dark") as rik:
        page = rik.sign_in("Rik Postma")
        rik.open(f"/admin/#/opportunities/{id}/show")
        rik.looks_well("opportunity-telephone")
        rik.open("/admin/#/opportunity_deadlines")
        page.get_by_role("button", name="Make a link").click()
        page.get_by_label("all", exact=True).check()
        shown = page.get_by_role("textbox", name="Deadlines in my calendar")
        expect(shown).to_have_value(re.compile("which=all"))
        rik.looks_well("deadlines-telephone")
        feed = page.request.get(shown.input_value())
        assert feed.status == 200
        assert "Robots for everybody’s care" in feed.text().replace("\r\n ", "")
