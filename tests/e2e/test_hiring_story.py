"""From a draft vacancy to an accepted offer, as five people: HR, director, applicant, and a committee of two."""

import re
from contextlib import ExitStack
from typing import Any

from playwright.sync_api import Page, expect

from tests.e2e.conftest import House, Visitor
from tests.e2e.test_applicant import pdf

TITLE = "Onderzoeker betrouwbare modellen"
APPLICANT = "Zoë Ångström-Öztürk"


def write_vacancy(hanna: Visitor) -> str:
    """HR writes it, in Dutch; the address of its page."""
    page = hanna.open("/admin/#/vacancies/create")
    page.get_by_label("Titel in het Nederlands").fill(TITLE)
    page.get_by_label("Titel in het Engels").fill("Researcher in reliable models")
    for language in ("Nederlands", "Engels"):
        page.get_by_role("textbox", name=f"Tekst in het {language}").fill(f"## Werk\n\nTekst in het {language}.")
    page.get_by_label("Waarom er geen positie is").fill("Betaald uit eigen middelen.")
    page.get_by_role("textbox", name="Plaats", exact=True).fill("Amsterdam")
    page.get_by_label("Maandsalaris vanaf").fill("3059")
    page.get_by_label("Maandsalaris tot").fill("3881")
    page.get_by_label("Sluiting").fill("2027-06-30T23:59")
    page.get_by_role("button", name="Criterium toevoegen").click()
    page.get_by_label("Criterium in het Nederlands").fill("Onderzoek")
    page.get_by_label("Criterium in het Engels").fill("Research")
    hanna.looks_well("staff-vacancy-form")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("heading", name=TITLE).first).to_be_visible()
    for name, role in (("Amina", "Voorzitter"), ("Bas", "Lid")):
        page.get_by_role("button", name="Lid toevoegen").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Account").fill(name)
        page.get_by_role("option", name=re.compile(name)).click()
        dialog.get_by_label("Rol").click()
        page.get_by_role("option", name=role, exact=True).click()
        dialog.get_by_role("button", name="Toevoegen").click()
        expect(dialog).to_be_hidden()
    hanna.looks_well("staff-vacancy-draft")
    return page.url.partition("#")[2]


def move(page: Page, name: str, confirm: str = "") -> None:
    """Press a move of the record on the page, confirm it where it asks, and wait until it has been made."""
    steps = page.get_by_role("group", name=re.compile("Next steps|Volgende stappen"))
    last = steps.get_by_role("button", name=name, exact=True)
    if confirm:
        last.click()
        last = page.get_by_role("dialog").get_by_role("button", name=confirm)
    with page.expect_response(lambda answer: answer.request.method != "GET"):
        last.click()
    page.get_by_role("alert").first.wait_for()


def apply(guest: Visitor, path: str) -> None:
    page = guest.open(path)
    page.get_by_role("link", name="Apply", exact=True).first.click()
    page.get_by_label(re.compile("^Name")).fill(APPLICANT)
    page.get_by_label(re.compile("^E-mail")).fill("zoe@example.org")
    page.get_by_role("button", name="Begin").click()
    page.get_by_label(re.compile("^Why you")).fill("Models should say what they do not know.")
    page.set_input_files("input[type=file]", {"name": "cv.pdf", "mimeType": "application/pdf", "buffer": pdf()})
    page.get_by_role("button", name="Upload").click()
    page.get_by_text("cv.pdf").first.wait_for()
    page.get_by_role("button", name="Submit").click()
    page.get_by_text("Submitted on").wait_for()


def review(reviewer: Visitor, path: str, words: dict[str, str], score: str) -> None:
    page = reviewer.open("/admin/#" + path)
    page.get_by_role("radio", name=score, exact=True).first.check()
    page.get_by_label(words["why"]).first.fill("Solid work, clearly told.")
    page.get_by_role("radio", name=words["yes"], exact=True).check()
    expect(page.get_by_text(words["saved"])).to_be_visible()
    reviewer.looks_well(f"staff-review-{score}")
    page.get_by_role("button", name=words["submit"]).click()
    expect(page.get_by_text(words["locked"])).to_be_visible()


EN = {"why": "Why", "yes": "Yes", "saved": "Saved as a draft.", "submit": "Submit review",
      "locked": "You have submitted your review."}  # fmt: skip
NL = {"why": "Waarom", "yes": "Ja", "saved": "Bewaard als concept.", "submit": "Beoordeling indienen",
      "locked": "U hebt uw beoordeling ingediend."}  # fmt: skip


def offer_link(house: House) -> str:
    """What the applicant finds in their mail."""
    ((text,),) = house.sql("select text from mail where template = 'offer_sent' and to_address = 'zoe@example.org'")
    found = re.search(r"http\S+", text)
    assert found
    return found.group().removeprefix(house.url)


def test_five_people_hire_a_researcher(visitor: Any, house: House) -> None:
    with ExitStack() as stack:
        hanna, dirk, amina, bas = (stack.enter_context(visitor()) for _ in range(4))
        guest = stack.enter_context(visitor(width=360))
        for person, name in ((hanna, "Hanna"), (dirk, "Dirk"), (amina, "Amina"), (bas, "Bas")):
            person.sign_in(name)
        vacancy = write_vacancy(hanna)

        move(dirk.open("/admin/#" + vacancy), "Goedkeuren")
        move(hanna.open("/admin/#" + vacancy), "Publiceren")
        ((reference, id),) = house.sql("select reference, id from vacancy where title_nl = %s", TITLE)

        apply(guest, f"/careers/{reference}")
        ((application,),) = house.sql("select id from application where vacancy_id = %s", id)
        path = f"/applications/{application}/show"
        move(hanna.open("/admin/#" + path), "Ontvankelijk")

        review(amina, path, EN, "4")
        review(bas, path, NL, "5")
        amina.open("/admin/#" + path)
        expect(amina.page.get_by_text("4.5").first).to_be_visible()  # the mean, now that all are in
        amina.looks_well("staff-application-reviewed")

        # nobody is selected before the deadline
        house.sql(
            f"set session_replication_role = replica; update vacancy set deadline = now() - interval '1 day' where id = '{id}'"
        )
        page = hanna.open("/admin/#" + path)
        move(page, "Op de shortlist")
        move(page, "Selecteren")
        page.get_by_role("link", name="Aanbod doen").click()
        page.get_by_label("Maandsalaris").fill("3500")
        page.get_by_label("Begint op").fill("2027-09-01")
        hanna.looks_well("staff-offer-form")
        page.get_by_role("button", name="Opslaan").click()
        page.get_by_role("heading", name=re.compile(re.escape(APPLICANT))).first.wait_for()
        offer = page.url.partition("#")[2]

        move(dirk.open("/admin/#" + offer), "Goedkeuren")
        move(hanna.open("/admin/#" + offer), "Versturen", confirm="Bevestigen")
        hanna.looks_well("staff-offer-sent")

        page = guest.open(offer_link(house))
        guest.looks_well("public-offer")
        page.get_by_label("Your full name").fill(APPLICANT)
        page.get_by_role("button", name="I sign and accept").click()
        page.get_by_text("Welcome").wait_for()
        guest.looks_well("public-offer-accepted")
        hanna.open("/admin/#" + path)
        expect(hanna.page.get_by_text("aangenomen").first).to_be_visible()
        hanna.looks_well("staff-application-hired")
    assert house.sql("select stage from application where id = %s", application) == [("hired",)]
