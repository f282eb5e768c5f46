"""The workbench as people meet it: the auditor's pages looked at, and nothing typed is lost."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import House

PAGES = {"Audrey": ["", "audit_entries"]}


@pytest.mark.parametrize(
    "look", [("light", 1280), ("dark", 1280), ("light", 390)], ids=lambda look: f"{look[0]} {look[1]}"
)
@pytest.mark.parametrize("name", PAGES)
def test_every_page_looks_well(visitor: Any, name: str, look: tuple[str, int]) -> None:
    scheme, width = look
    with visitor(width=width, color_scheme=scheme) as somebody:
        somebody.sign_in(name)
        for path in PAGES[name]:
            somebody.open(f"/admin/#/{path}")
            expect(somebody.page.get_by_role("heading").first).to_be_visible()
            somebody.looks_well(f"page-{scheme}-{width}-{name}-{re.sub('[^a-z]+', '-', path) or 'home'}")


def test_a_lost_session_loses_nothing_typed(visitor: Any, house: House) -> None:
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
    assert house.sql("select note from review where application_id = %s and note like 'Dit mag%%'", application) == [
        ("Dit mag niet verloren gaan.",)
    ]


def test_whoever_writes_second_chooses_for_each_field(visitor: Any, house: House) -> None:
    with visitor() as hanna:
        page = hanna.sign_in("Hanna")
        ((person, version),) = house.sql("select id, version from person where email = 'rik@polder.example'")
        hanna.open(f"/admin/#/people/{person}")
        house.sql("update person set email = 'rik.new@polder.example' where id = %s", person)
        page.get_by_label(re.compile("^E-mail")).fill("rik.other@polder.example")
        page.get_by_role("button", name="Opslaan").click()
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("rik.new@polder.example")
        expect(dialog).to_contain_text("rik.other@polder.example")
        hanna.looks_well("staff-version-conflict")
    assert house.sql("select email, version from person where id = %s", person) == [
        ("rik.new@polder.example", version + 1)
    ]
