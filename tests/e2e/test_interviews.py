"""HR offers times, a candidate chooses one on a telephone without JavaScript, and HR moves it."""

import hashlib
import re
from typing import Any

from playwright.sync_api import expect

from tests.e2e.conftest import House
from tests.hiring.interviews.test_rules import calendar

CANDIDATE = "Priya Raghunathan"
LINK = """insert into session (kind, token_hash, role, scope_id, expires_at)
  select 'link', %s, 'applicant', id, now() + interval '1 hour' from application where name = %s"""


def test_a_candidate_chooses_a_time_and_hr_sees_and_moves_it(visitor: Any, house: House) -> None:
    house.sql(LINK, hashlib.sha256(b"interviews").digest(), CANDIDATE)
    ((round_id, vacancy, application),) = house.sql(
        """select i.round_id, i.vacancy_id, i.application_id from interview i join application a on a.id = i.application_id
           where a.name = %s""",
        CANDIDATE,
    )
    with (
        visitor() as hanna,
        visitor(width=360, java_script=False) as guest,
        visitor(width=360, timezone_id="America/New_York") as abroad,
    ):
        hanna.sign_in("Hanna")
        page = hanna.open(f"/admin/#/vacancies/{vacancy}/show?view=interviews")
        page.get_by_role("link", name="Kennismaking per video").click()
        page.get_by_role("button", name="Tijden aanbieden").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Dag").fill("2027-10-31")  # the clock goes back
        dialog.get_by_label("Van").fill("02:00")
        dialog.get_by_label("Tot").fill("03:30")
        busy = calendar("DTSTART:20271031T013000Z", "DTEND:20271031T020000Z")
        page.set_input_files("input[type=file]", {"name": "busy.ics", "mimeType": "text/calendar", "buffer": busy})
        dialog.get_by_text("1 bezette periode weggelaten").wait_for()
        dialog.get_by_role("button", name="Tijden tonen").click()
        expect(dialog.get_by_text(re.compile("de klok wijst dit tweemaal aan; dit is CEST"))).to_be_visible()
        expect(dialog.get_by_text(re.compile(r"Weggelaten:.*\(bezet\)"))).to_be_visible()
        hanna.looks_well("staff-interviews-offer")
        dialog.get_by_role("button", name="Deze tijden aanbieden").click()
        expect(dialog).to_be_hidden()
        hanna.looks_well("staff-interviews-round")

        chosen = guest.open("/apply?key=interviews")
        chosen.get_by_role("radio").first.check()
        chosen.get_by_role("button", name="Choose this time").click()
        expect(chosen.get_by_role("link", name="Add to my calendar")).to_be_visible()
        abroad.open("/apply?key=interviews")
        expect(abroad.page.get_by_text(re.compile("for you: .* EST")).first).to_be_visible()
        abroad.looks_well("public-interview-booked")

        page = hanna.open(f"/admin/#/interview_rounds/{round_id}/show")
        page.get_by_role("button", name=CANDIDATE).click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("button", name="Verzetten").click()
        dialog.get_by_label("Tijd").click()
        page.get_by_role("option").last.click()
        dialog.get_by_role("button", name="Verzetten").click()
        expect(page.get_by_text("Gepland. De kandidaat en het panel krijgen bericht.")).to_be_visible()
        hanna.looks_well("staff-interview")
        hanna.open(f"/admin/#/applications/{application}/show")
        expect(hanna.page.get_by_role("heading", name="Gesprekken")).to_be_visible()
    assert house.sql("select state, sequence from interview where application_id = %s", application) == [("booked", 1)]
