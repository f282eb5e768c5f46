"""A day of an HR officer, from what waits at home to the report: every step on the screen, in one world."""

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import House, Visitor

VACANCY = "select id from vacancy where title_en = 'PhD candidate in reliable AI' and state = 'published'"
STAGE = "select stage from application where id = %s"
OBJECTED = "select application_id from objection where state = 'open' limit 1"


def card(column: Locator, name: str) -> Locator:
    return column.locator("[draggable=true]").filter(has_text=name)


def column(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def test_an_hr_officer_has_a_day(visitor: Any, house: House) -> None:
    ((vacancy,),) = house.sql(VACANCY)
    with visitor() as hanna:
        page = hanna.sign_in("Hanna")
        activity = page.get_by_role("region", name="Recente activiteit")
        expect(activity.get_by_role("listitem").first).to_be_visible()
        hanna.looks_well("day-home")
        name = judges_the_first(hanna, house)
        on_the_board(hanna, house, name)
        imports_what_is_wrong(page)
        says_which_counts(hanna, house, vacancy)
        writes_to_two_and_moves_them(hanna, house, vacancy)
        invites_and_reminds(hanna, house, vacancy)
        ((objected,),) = house.sql(OBJECTED)
        hanna.open(f"/admin/#/applications/{objected}/show")
        expect(page.get_by_text("bladzijde twee")).to_be_visible()  # what they object to
        page.get_by_role("link", name="Rapport werving").click()
        with page.expect_download() as download:
            page.get_by_role("link", name="XLSX").click()
        assert download.value.path().read_bytes().startswith(b"PK")


def judges_the_first(hanna: Visitor, house: House) -> str:
    """One line of home opens the first of those that wait; after the judgement one key leads to the next of them."""
    page = hanna.page
    waits = page.get_by_role("listitem").filter(has_text="Beoordeel de ontvankelijkheid van 3 sollicitaties")
    waits.get_by_role("link", name="Promovendus betrouwbare AI").click()
    expect(page.get_by_text("1 van 3 ingediend")).to_be_visible()
    page.keyboard.press("j")
    expect(page.get_by_text("2 van 3 ingediend")).to_be_visible()
    name = page.get_by_role("heading", level=1).inner_text()
    id = page.url.split("/")[-2]
    with page.expect_download() as download:
        page.get_by_role("link", name="Als pdf").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    page.get_by_role("button", name="Lezen").click()
    expect(page.get_by_role("img", name=re.compile("bladzijde 1 van 1"))).to_be_visible()
    hanna.looks_well("day-reading")

    # a reason stays until the move is made: not by a click beside it, nor where the server is away
    page.get_by_role("button", name="Afwijzen").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox").fill("Wij kozen iemand anders.")
    page.mouse.click(5, 500)
    page.route("**/moves/**", lambda route: route.abort())
    dialog.get_by_role("button", name="Bevestigen").click()
    expect(dialog.get_by_role("alert")).to_be_visible()
    expect(dialog.get_by_role("textbox")).to_have_value("Wij kozen iemand anders.")
    dialog.get_by_role("button", name="Annuleren").click()
    page.unroute("**/moves/**")

    page.get_by_role("button", name="Ontvankelijk", exact=True).click()
    expect(page.get_by_role("button", name="Op de longlist")).to_be_visible()
    assert house.sql(STAGE, id) == [("eligible",)]
    expect(page.get_by_text("2 van 3 ingediend")).to_be_visible()  # it goes on from where it was
    page.keyboard.press("j")
    expect(page.get_by_text("2 van 2 ingediend")).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("bladzijde 1 van"))).to_be_visible()  # and reads on
    page.get_by_role("button", name="Lijst").click()
    page.get_by_role("link", name="Promovendus betrouwbare AI").first.click()
    return name


def on_the_board(hanna: Visitor, house: House, name: str) -> None:
    """A card goes on by keyboard and by dragging; a move that there is not springs back."""
    page = hanna.page
    submitted, eligible, longlist, shortlist = (
        column(page, title) for title in ("ingediend", "ontvankelijk", "longlist", "shortlist")
    )
    card(eligible, name).get_by_role("button", name=f"Volgende stappen: {name}").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitem", name="Op de longlist", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(card(longlist, name)).to_be_visible()
    card(longlist, name).drag_to(shortlist)
    expect(card(shortlist, name)).to_be_visible()
    card(shortlist, name).drag_to(submitted)
    expect(page.get_by_role("alert").filter(has_text=re.compile("."))).to_be_visible()
    expect(card(shortlist, name)).to_be_visible()
    assert house.sql("select stage from application where name = %s", name) == [("shortlisted",)]
    hanna.looks_well("day-board")


def imports_what_is_wrong(page: Page) -> None:
    """A file that is refused is named, and so are its row and field; the next refusal takes its place."""
    page.get_by_role("button", name="Sollicitaties inlezen").click()
    dialog = page.get_by_role("dialog")
    for name, content in (("een.json", "{"), ("twee.json", '[{"basics": {"name": "A", "email": "geen adres"}}]')):
        file = {"name": name, "mimeType": "application/json", "buffer": content.encode()}
        page.set_input_files("input[type=file]", file)
        expect(dialog.get_by_role("alert")).to_contain_text(name)
    expect(dialog.get_by_role("alert")).to_have_text(re.compile("twee.json.*regel 1, E-mail: Dit is geen e-mailadres"))
    dialog.get_by_role("button", name="Annuleren").click()


def says_which_counts(hanna: Visitor, house: House, vacancy: Any) -> None:
    """Somebody applied twice: one application counts, until that is taken back."""
    page = hanna.page
    page.get_by_role("button", name="Meer").click()
    page.get_by_role("menuitem", name="Dubbelen").click()
    expect(page.get_by_text("Tweemaal gesolliciteerd naar deze vacature").first).to_be_visible()
    page.get_by_role("button", name="Eén persoon").first.click()
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Bevestigen").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    ((aside, kept),) = house.sql(
        "select a.id, s.kept_id from same_person s join application a on a.id in (s.first_id, s.second_id) and a.id <> s.kept_id"
        " where a.vacancy_id = %s", vacancy,
    )  # fmt: skip
    assert house.sql(STAGE, aside) == [("withdrawn",)]
    hanna.open(f"/admin/#/applications/{kept}/show")
    page.get_by_role("button", name="Ongedaan maken").click()
    page.get_by_role("textbox", name="Reden").fill("Toch een ander.")
    page.get_by_role("button", name="Bevestigen").click()
    expect(page.get_by_text("“Toch een ander.”").first).to_be_visible()
    hanna.looks_well("day-same-person")


def writes_to_two_and_moves_them(hanna: Visitor, house: House, vacancy: Any) -> None:
    """From the table: who is chosen gets a letter from a template, looked at before it goes, and goes on."""
    page = hanna.page
    hanna.open(f'/admin/#/applications?filter={{"vacancy_id":"{vacancy}","stage":["eligible"]}}')
    ticks = page.locator("tbody").get_by_role("checkbox")
    for n in range(2):
        ticks.nth(n).check()
    page.get_by_role("button", name="Schrijven of verplaatsen").click()
    page.get_by_role("combobox", name="Sjabloon").click()
    page.get_by_role("option", name="Document ontbreekt").click()
    page.get_by_role("combobox", name="Verplaatsen").click()
    page.get_by_role("option", name="naar de longlist").click()
    page.get_by_role("button", name="Bewaren en tonen").click()
    expect(
        page.get_by_role("button", name=re.compile("Er ontbreekt iets aan|Something is missing")).first
    ).to_be_visible()
    hanna.looks_well("day-letter")
    page.get_by_role("button", name="Versturen", exact=True).click()
    expect(page.get_by_role("dialog")).to_contain_text("2 mensen")
    page.get_by_role("button", name="Bevestigen").click()
    expect(page.get_by_text("verstuurd", exact=True).first).to_be_visible()
    assert house.sql(
        "select count(*) from mail m join application a on a.id = m.record_id where m.template like 'document_ontbreekt%%'"
        " and a.vacancy_id = %s and a.stage = 'longlisted'", vacancy,
    ) == [(2,)]  # fmt: skip


def invites_and_reminds(hanna: Visitor, house: House, vacancy: Any) -> None:
    """Who stands on the shortlist chooses a time; a referee who has not written hears of it again."""
    page = hanna.page
    hanna.open(f"/admin/#/vacancies/{vacancy}/show?view=interviews")
    page.get_by_role("link", name="Gesprek met de commissie").click()
    page.get_by_role("button", name="Kandidaten uitnodigen").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("checkbox").first.check()
    dialog.get_by_role("button", name=re.compile(r"kandida(at|ten) uitnodigen$")).click()
    expect(dialog).to_be_hidden()
    invited = "select count(*) from interview where vacancy_id = %s and state = 'invited'"
    assert house.sql(invited, vacancy) != [(0,)]

    reminded = "select count(*) from reference where vacancy_id = %s and state = 'reminded'"
    ((before,),) = house.sql(reminded, vacancy)
    hanna.open(f"/admin/#/vacancies/{vacancy}/show?view=references")
    row = page.get_by_role("row").filter(has=page.get_by_text("gevraagd", exact=True)).first
    row.get_by_role("button", name=re.compile("^Wat u kunt doen")).click()
    page.get_by_role("menuitem", name="Herinneren").click()
    expect(page.get_by_role("alert").filter(has_text="Herinneren")).to_be_visible()
    assert house.sql(reminded, vacancy) == [(before + 1,)]
