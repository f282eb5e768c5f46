"""A reviewer's hour by keyboard, with what the applicant sent beside the form; and who planned it."""

import json
import re
import time
from typing import Any
from uuid import uuid4

from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import House
from tests.support.pdf import pdf

VACANCY = "Research engineer"
NAMES = [
    "Åsa Ek", "Bo Öst", "Chidi Eze", "Đorđe Ilić", "Eszter Ács", "Filip Říha", "Gül Ateş", "Hồ Lan", "Iñaki Paz", "Jón Ari",
    "Kaya Oğuz", "Lúcia Sá", "Märt Uus", "Noémie Roy", "Oğuz Ay", "Páll Ari", "Quý Lê", "Rosa Diaz", "Šárka Malá", "Tõnu Kask",
]  # fmt: skip
SUPERVISED = NAMES[7], NAMES[12]  # by Bas, as they told: one he denies, the other he confirms
PROPOSED = "select count(*) from conflict_proposal where vacancy_id = %s"
OWN = NAMES[15]  # a friend of his, which nothing tells but he himself


def twenty(house: House) -> str:
    """Applications that came another way, of which one has a document."""
    ((vacancy,),) = house.sql("select id from vacancy where title_en = %s", VACANCY)
    resumes = [{"basics": {"name": name, "summary": f"{name} teaches."}} for name in NAMES]
    with house.acting("hanna") as hanna:
        came = hanna.post("/api/v1/applications/import", params={"vacancy_id": str(vacancy)},
                          headers={"Idempotency-Key": str(uuid4())}, files={"file": json.dumps(resumes).encode()})  # fmt: skip
        ids = dict(zip(NAMES, came.json()["ids"], strict=True))
        content = pdf("A first page.", *["More of the same, to fill pages." * 20] * 40)
        begun = hanna.post("/api/v1/documents", headers={"Idempotency-Key": str(uuid4())}, json={
            "record_kind": "application", "record_id": ids[NAMES[0]], "kind": "cv", "file_name": "cv.pdf", "size": len(content)})  # fmt: skip
        link = begun.json()["upload"]
        hanna.request(link["method"], link["url"], headers=link["headers"], content=content).raise_for_status()
        hanna.post(f"/api/v1/documents/{begun.json()['id']}/moves/complete", json={}).raise_for_status()
        for name in SUPERVISED:
            told = {"employers": [], "supervisors": [{"name": "Bas Verhoeven"}]}
            hanna.put(f"/api/v1/applications/{ids[name]}/background", json=told).raise_for_status()
    return str(vacancy)


def tab_to(page: Page, there: Locator, most: int = 12) -> None:
    """As somebody without a mouse gets there; `most` keeps it near."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if there.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"more than {most} times Tab to {there}")


def judge(page: Page, number: int) -> None:
    """A score and a reason for each criterion, a recommendation, and on: nothing but keys."""
    for criterion in range(3):
        page.keyboard.press(str(1 + (number + criterion) % 5))
        page.keyboard.press("Tab")
        page.keyboard.insert_text(f"Vanwege {number}.")
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Control+Enter")


def test_a_reviewer_has_an_hour_for_twenty_applications_and_only_a_keyboard(visitor: Any, house: House) -> None:
    vacancy = twenty(house)
    with visitor(width=1024) as bas:
        page = bas.sign_in("Bas")
        while house.sql(PROPOSED, vacancy) != [(2,)]:
            time.sleep(0.1)  # the rules look at what was told, in their own time
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")  # past the menu
        tab_to(page, page.get_by_role("link", name=re.compile(f"{VACANCY} .20.")), 20)
        page.keyboard.press("Enter")
        heading, said = page.get_by_role("heading", level=1), page.get_by_role("main")
        done = 0
        for number, name in enumerate(NAMES):
            expect(heading).to_contain_text(name)
            if name == OWN:
                page.keyboard.press("x")
                expect(page.get_by_role("dialog")).to_contain_text(name)
                page.keyboard.press("Enter")
                page.keyboard.press("End")
                page.keyboard.press("Enter")
                tab_to(page, page.get_by_role("button", name=re.compile("^Melden")), 4)
                page.keyboard.press("Enter")
                continue
            if name in SUPERVISED:
                asked = page.get_by_role("region", name=re.compile("is er een belangenconflict"))
                expect(asked).to_contain_text("Begeleiding: Bas")
                expect(page.get_by_text("Mijn beoordeling")).to_have_count(0)
                if name == SUPERVISED[1]:
                    tab_to(page, asked.get_by_role("button", name="Ja, er is een conflict"), 3)
                    page.keyboard.press("Enter")
                    continue
                bas.looks_well("reviewing-asked")
                tab_to(page, asked.get_by_role("textbox"), 1)
                page.keyboard.insert_text("Een andere Bas.")
                tab_to(page, asked.get_by_role("button", name="Nee, er is geen conflict"), 1)
                page.keyboard.press("Enter")
            expect(page.get_by_text("Mijn beoordeling")).to_be_visible()
            if number == 0:
                expect(page.get_by_role("img", name=re.compile("cv.pdf, bladzijde 1"))).to_be_visible()
                bas.looks_well("reviewing-page")
                page.keyboard.press("ArrowRight")
                expect(page.get_by_role("img", name=re.compile("cv.pdf, bladzijde 2"))).to_be_visible()
                page.keyboard.press("c")
                page.keyboard.press("3")
                page.keyboard.press("Control+Enter")  # too early: it leads to what is missing
                expect(page.get_by_label("Waarom").first).to_be_focused()
                page.keyboard.press("Escape")  # out of the form, for another look at the document
                page.keyboard.press("ArrowLeft")
                expect(page.get_by_role("img", name=re.compile("cv.pdf, bladzijde 1"))).to_be_visible()
                page.keyboard.press("?")
                expect(page.get_by_role("dialog", name="Toetsen")).to_be_visible()
                page.keyboard.press("Escape")
                page.keyboard.press("c")
            judge(page, number)
            done += 1
        expect(said).to_contain_text("U hebt hier alles beoordeeld wat u gevraagd is.")
        bas.looks_well("reviewing-done")
        tab_to(page, page.get_by_role("link", name="Naar wat op mij wacht"), 40)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Bas")
        expect(page.get_by_role("link", name=re.compile(rf"{VACANCY} \(\d+\)"))).to_have_count(0)
    held = house.sql(
        "select r.state, count(*), count(*) filter (where s.n = 3) from review r join application a on a.id = r.application_id"
        " cross join lateral (select count(*) as n from review_score s where s.review_id = r.id and s.reason <> '') s"
        " where a.vacancy_id = %s group by 1", vacancy,
    )  # fmt: skip
    assert held == [("submitted", done, done)]
    conflicts = (
        "select c.kind from conflict c join application a on a.id = c.record_id where a.vacancy_id = %s order by 1"
    )
    assert (done, house.sql(conflicts, vacancy)) == (18, [("other",), ("supervisor",)])


def test_whoever_plans_sees_the_shares_beforehand(visitor: Any, house: House) -> None:
    ((vacancy,),) = house.sql(
        "select id from vacancy where title_en = 'PhD candidate in reliable AI' and state = 'published'"
    )
    with visitor() as hanna:
        page = hanna.sign_in("Hanna")
        hanna.open(f"/admin/#/vacancies/{vacancy}/show?view=reviewing")
        page.get_by_role("button", name="Verdelen").click()
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_role("table")).to_contain_text("Bas Verhoeven")
        hanna.looks_well("reviewing-share")
        dialog.get_by_role("button", name="Annuleren").click()
        hanna.looks_well("reviewing-plan")
