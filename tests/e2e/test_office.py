"""Small acts of the office on the screen: an affiliation ended, a mail sent again."""

import re
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from tests.e2e.conftest import House


def test_an_affiliation_is_ended_by_its_last_day(visitor: Any, house: House) -> None:
    ((person, organisation),) = house.sql(
        """select p.id, o.name from affiliation f join person p on p.id = f.person_id
           join organisation o on o.id = f.organisation_id
           where f.valid_until is null and f.valid_from < current_date order by f.id limit 1"""
    )
    with visitor() as hanna:
        page = hanna.sign_in("Hanna")
        tonight = datetime.now(UTC).replace(hour=23, minute=30)  # at the institute it is tomorrow
        page.clock.set_fixed_time(tonight)
        hanna.open(f"/admin/#/people/{person}/show")
        page.get_by_role("button", name=f"Affiliatie met {organisation} beëindigen").first.click()
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_label("Tot en met")).to_have_value(
            tonight.astimezone(ZoneInfo("Europe/Amsterdam")).date().isoformat()
        )
        hanna.looks_well("office-affiliation-end")
        dialog.get_by_role("button", name="Beëindigen").click()
        expect(dialog).to_be_hidden()
        expect(page.get_by_text("Het einde is bewaard.")).to_be_visible()
    assert house.sql("select count(*) from affiliation where person_id = %s and valid_until is not null", person) != [
        (0,)
    ]


def test_whoever_keeps_the_post_sends_a_refused_mail_again(visitor: Any, house: House) -> None:
    ((mail,),) = house.sql(
        """insert into mail (to_address, to_name, language, template, subject, text, html, state, attempts, last_error)
           values ('x@polder.example', 'X', 'nl', 'invitation', 'Niet aangekomen', 'Beste X', '<p>Beste X</p>', 'refused', 1,
                   'the mail server answered 550') returning id"""
    )
    with visitor() as sam:
        page = sam.sign_in("Sam")
        sam.looks_well("office-home-sam")
        page.get_by_role("link", name="Niet aangekomen").click()
        expect(page).to_have_url(re.compile(f"/mails/{mail}/show"))
        sam.looks_well("office-mail-refused")
        page.get_by_role("button", name="Opnieuw versturen").click()
        expect(page.get_by_text("De mail wacht opnieuw op verzending.")).to_be_visible()
        expect(page.get_by_role("button", name="Opnieuw versturen")).to_be_hidden()
    assert house.sql("select state, attempts from mail where id = %s", mail) == [("queued", 0)]
