"""The workbench as people meet it: nothing typed is lost, and whatever there is is found."""

import re
from typing import Any

from playwright.sync_api import expect

from tests.e2e.conftest import House


def test_a_lost_session_or_connection_loses_nothing_typed(visitor: Any, house: House) -> None:
    """The session ends under a reviewer's hands; after signing in elsewhere the page goes on by itself."""
    with visitor() as bas:
        page = bas.sign_in("Bas")
        ((application,),) = house.sql(
            """select a.id from application a join role_grant g on g.scope_id = a.vacancy_id
               join account u on u.id = g.account_id
               where u.name like 'Bas %%' and g.role = 'committee_member' and a.stage in ('eligible', 'longlisted')
                 and not exists (select from review r where r.application_id = a.id and r.reviewer_id = u.id)
               order by a.created_at limit 1"""
        )
        bas.open(f"/admin/#/applications/{application}/show")
        house.sql("update session set ended_at = now() where kind = 'browser' and ended_at is null"
                  " and account_id = (select id from account where name like 'Bas %%')")  # fmt: skip
        note = page.get_by_label("Opmerking voor de commissie")
        note.fill("Dit mag niet verloren gaan.")
        dialog = page.get_by_role("dialog", name="Uw sessie is afgelopen")
        expect(dialog).to_be_visible()
        with page.context.expect_page() as opened:
            dialog.get_by_role("link", name=re.compile("aanmelden|Aanmelden")).click()
        opened.value.get_by_role("link", name=re.compile("Bas")).click()
        expect(dialog).to_be_hidden()
        expect(page.get_by_text("Bewaard als concept.")).to_be_visible()
        assert note.input_value() == "Dit mag niet verloren gaan."
        mine = "select id, note from review where application_id = %s and note like 'Dit mag%%'"
        ((review, kept),) = house.sql(mine, application)
        assert kept == "Dit mag niet verloren gaan."

        # Typed while the server was away; meanwhile another window saves: nothing is overwritten unseen.
        there = f"/admin/#/applications/{application}/show"
        page.route("**/api/v1/applications/*/review", lambda route: route.abort())
        note = page.get_by_label("Opmerking voor de commissie")
        note.fill("Van hier.")
        expect(page.get_by_text("De server antwoordt niet.")).to_be_visible()
        house.sql("update review set note = 'Van elders.', recommendation = 'maybe' where id = %s", review)
        page.unroute("**/api/v1/applications/*/review")
        dialog = page.get_by_role("dialog")
        bas.open(there)
        expect(dialog).to_contain_text("Van elders.")
        dialog.get_by_role("button", name="Annuleren").click()
        expect(page.get_by_role("alert").filter(has_text="in een ander venster")).to_be_visible()
        page.get_by_role("button", name="Kiezen", exact=True).click()  # putting the choice off is no choice
        expect(dialog.get_by_role("radio", name="Van hier.")).to_be_checked()
        expect(dialog).to_contain_text("Aanbeveling (Misschien)")  # untouched here: the other's, and nothing to choose
        expect(dialog.get_by_role("radiogroup")).to_have_count(1)
        dialog.get_by_role("button").last.click()
        expect(page.get_by_text("Bewaard als concept.")).to_be_visible()
        held = "select note, recommendation from review where id = %s"
        assert house.sql(held, review) == [("Van hier.", "maybe")]
        page.route("**/api/v1/applications/*/review", lambda route: route.abort())
        note.fill("Te laat.")
        expect(page.get_by_text("De server antwoordt niet.")).to_be_visible()
        moved = "set session_replication_role = replica; update application set stage = '{}' where id = '{}'"
        ((stage,),) = house.sql("select stage from application where id = %s", application)
        house.sql(moved.format("selected", application))
        bas.open(there)
        expect(note).to_have_value("Van hier.")
        expect(page.get_by_role("alert").filter(has_text="niet bewaard")).to_contain_text("Te laat.")
        bas.looks_well("staff-review-too-late")
        house.sql(moved.format(stage, application))


def test_what_one_reviewer_typed_is_not_for_the_next_at_the_same_browser(visitor: Any, house: House) -> None:
    """Two windows keep a text each and both are shown; another reviewer finds neither; signing out asks, and removes one's own."""
    with visitor() as guest:
        page = guest.sign_in("Bas")
        ((application,),) = house.sql(
            """select a.id from application a
               where a.stage in ('submitted', 'eligible', 'longlisted')
                 and (select count(*) from role_grant g join account u on u.id = g.account_id
                      where g.scope_id = a.vacancy_id and g.role in ('committee_chair', 'committee_member')
                        and (u.name like 'Bas %' or u.name like 'Amina %')) = 2
                 and not exists (select from review r join account u on u.id = r.reviewer_id
                                 where r.application_id = a.id and (u.name like 'Bas %' or u.name like 'Amina %'))
               order by a.created_at desc limit 1"""
        )
        there, note = f"/admin/#/applications/{application}/show", re.compile("Opmerking voor de commissie|Note for")
        page.context.route("**/api/v1/applications/*/review", lambda route: route.abort())
        guest.open(there)
        other = page.context.new_page()
        other.goto(house.url + there)
        expect(other.get_by_label(note)).to_be_visible()
        for window, text in ((page, "Uit het ene."), (other, "Uit het andere.")):
            window.get_by_label(note).fill(text)
            expect(window.get_by_text("De server antwoordt niet.")).to_be_visible()
        guest.open(there)
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_role("radio", name="Uit het ene.")).to_be_visible()
        dialog.get_by_role("button").last.click()
        expect(page.get_by_label(note)).to_have_value("Uit het andere.")
        guest.sign_in("Amina")  # without signing out
        still_his = other.get_by_role("dialog")
        expect(still_his).to_contain_text("U bent aangemeld als Amina")
        guest.open(there)
        expect(page.get_by_label(note)).to_have_value("")
        page.get_by_label(note).fill("Amina's own.")
        page.get_by_role("button", name=re.compile("Amina El Idrissi")).click()
        page.get_by_role("menuitem", name=re.compile("^(Logout|Sign out)$")).click()
        dialog.get_by_role("button", name="Sign out, and remove the text").click()
        page.wait_for_url("**/signed-out")
        kept = page.evaluate("Object.entries(localStorage).filter(([key]) => key.includes('draft')).join()")
        assert ("Uit het andere." in kept, "Amina" in kept) == (True, False)


def test_whoever_writes_second_chooses_for_each_field(visitor: Any, house: House) -> None:
    """Both values as pages write them, for what was typed here; what only the other changed needs no choice."""
    with visitor() as hanna:
        page = hanna.sign_in("Hanna")
        ((vacancy, version),) = house.sql(
            "select id, version from vacancy where state = 'draft' order by reference limit 1"
        )
        hanna.open(f"/admin/#/vacancies/{vacancy}")
        house.sql("update vacancy set salary_min_cents = 300050, location = 'Delft' where id = %s", vacancy)
        page.get_by_label(re.compile("^Maandsalaris vanaf")).fill("2999.99")
        page.get_by_role("button", name="Opslaan").click()
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_role("radio")).to_have_count(2)
        for said in ("€ 3.000,50", "€ 2.999,99", "Plaats (Delft)"):
            expect(dialog).to_contain_text(said)
        hanna.looks_well("staff-version-conflict")
    held = "select salary_min_cents, version from vacancy where id = %s"
    assert house.sql(held, vacancy) == [(300_050, version + 1)]


def test_anything_is_found_by_keyboard(visitor: Any) -> None:
    """Ctrl-K, letters without the accents that the name has, or in the name's own script; arrows choose, Enter opens."""
    with visitor() as hanna:
        page = hanna.sign_in("Hanna")
        for words, name, kind in (("omer yild", "Ömer Yıldırım", "Persoon"), ("Катерина", "Катерина Мельник", "Persoon"),
                                  ("opleidingen", "Coördinator opleidingen", "Vacature")):  # fmt: skip
            page.keyboard.press("Control+k")
            dialog = page.get_by_role("dialog", name="Zoek alles wat u mag zien")
            page.keyboard.type(words)
            line = dialog.get_by_role("option", name=f"{name}")
            expect(line).to_contain_text(kind)
            if kind == "Vacature":
                hanna.looks_well("staff-find")
            for _ in range(10):  # down to it, past what else was found
                if line.get_attribute("aria-selected") == "true":
                    break
                page.keyboard.press("ArrowDown")
            page.keyboard.press("Enter")
            expect(dialog).to_be_hidden()
            expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
        page.keyboard.press("Control+k")
        page.keyboard.type("dit bestaat niet")
        expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("Niets gevonden")
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()
