"""Every page of staff, opened by somebody who has it: axe, nothing wider than its window, a picture of each look."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import House, Visitor, findings

# One of each, with as much on its page as the demonstration has; `{account}` in a path is the id that is found here.
RECORDS = {
    "vacancy": "select vacancy_id from application group by vacancy_id order by count(*) desc, vacancy_id limit 1",
    "application": """select a.id from application a join role_grant g on g.scope_id = a.vacancy_id
        join account u on u.id = g.account_id
        where u.name like 'Bas %' and g.role = 'committee_member' and a.stage in ('eligible', 'longlisted')
        order by a.created_at limit 1""",
    "draft": "select id from vacancy where state = 'draft' order by reference limit 1",
    "offer": "select id from offer where state = 'draft' order by reference limit 1",
    "appointment": "select appointment_id from stay order by id limit 1",
    "check": "select id from appointment_check where state = 'open' order by due_on, id limit 1",
    "letter": "select id from letter_template where state = 'proposed' limit 1",
    "organisation": "select id from organisation where name = 'ELLIS Instituut Polder'",
    "person": "select id from person where email = 'amina@polder.example'",
    "account": "select id from account where name like 'Bas %'",
    "provider": "select id from identity_provider limit 1",
    "mail": "select id from mail where template = 'offer_sent' order by created_at limit 1",
    "agreement": "select id from agreement where title = 'Betrouwbare robots voor de zorg'",
    "lot": """select l.id from lot l join agreement a on a.id = l.agreement_id
        where a.title = 'Betrouwbare robots voor de zorg' and l.position = 1""",
    "decision": "select id from public_decision where state = 'advance_received' limit 1",
    "purpose": "select id from purpose order by reference limit 1",
    "work": "select id from in_kind_contribution where state in ('accepted', 'counted') limit 1",
    "book": "select id from ledger_account where kind = 'deferred_contribution' order by id limit 1",
    "entry": "select id from bank_entry where state = 'matched' order by booked_on limit 1",
    "statement": "select id from bank_statement order by sequence limit 1",
    "quarter": "select id from matching_snapshot order by quarter_until desc limit 1",
}
# A page that several people see alike is opened once.
PAGES = {
    "Hanna": [
        "", "vacancies", "vacancies/create", "vacancies/{vacancy}/show", "vacancies/{draft}", "vacancies/{vacancy}/show?view=compare", "applications",
        "applications/{application}/show", "offers", "offers/create", "offers/{offer}/show", "offers/{offer}",
        "appointments", "appointments/{appointment}/show", "appointment_checks/{check}/show", "letter_templates/{letter}/show",
        "hiring-report", "hiring_rules", "hiring_rules/create", "diversity_questions/create", "organisations", "organisations/create", "organisations/import", "organisations/{organisation}/show",
        "organisations/{organisation}", "people", "people/create", "people/{person}/show", "people/{person}", "accounts",
        "accounts/{account}/show", "account",
    ],
    "Sam": [
        "", "accounts/{account}/show", "invitations", "invitations/create", "access_requests", "identity_providers",
        "identity_providers/create", "identity_providers/{provider}/show", "identity_providers/{provider}", "mails",
        "mails/{mail}/show",
    ],
    "Audrey": ["", "audit_entries", "matching", "published_aggregates", "ledger_entries"],
    "Bas": ["", "applications", "applications/{application}/show", "vacancies/{vacancy}/show"],
    "Amina": ["", "applications/{application}/show", "account"],  # her pages are in English
    "Dirk": [""],
    # Of money those that no story looks at.
    "Olga": [
        "", "agreements/{agreement}/amend", "lots/{lot}/show", "decisions/{decision}/show", "purposes/{purpose}/show",
        "in_kind/{work}/show", "ledger_accounts/{book}/show", "closed_periods", "money-import",
    ],
    "Bram": ["", "bank_entries", "bank_entries/{entry}/show", "bank_statements/{statement}/show"],
    "Fenna": ["", "agreements", "funder_invoices"],
    "Mirjam": ["", "matching", "matching_snapshots/{quarter}/show"],
    "Rik": [""],
}  # fmt: skip
# Each page in both colours and at both widths; which of them go together changes from page to page.
LOOKS = (("light", 1280), ("dark", 390)), (("dark", 1280), ("light", 390))


@pytest.fixture(scope="module")
def records(house: House) -> dict[str, str]:
    return {name: str(house.sql(statement)[0][0]) for name, statement in RECORDS.items()}


@pytest.mark.parametrize("name", PAGES)
def test_every_page_looks_well(visitor: Any, records: dict[str, str], name: str) -> None:
    """One sign-in a person, and what is found on all pages told at once."""
    found: list[str] = []
    with visitor() as somebody:
        page = somebody.sign_in(name)
        for number, path in enumerate(PAGES[name]):
            go(somebody, path.format(**records))
            found += looked_at(page, f"page-{name}-{re.sub('[^a-z_]+', '-', path).strip('-') or 'home'}", number)
    assert not found, "\n".join(found)


def test_the_public_total_looks_well(visitor: Any) -> None:
    with visitor() as guest:
        page = guest.open("/careers")
        page.get_by_role("link", name="Private contributions").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("What private funders paid together")
        found = looked_at(page, "public-contributions")
    assert not found, "\n".join(found)


def looked_at(page: Page, name: str, number: int = 0) -> list[str]:
    """What is found in both looks of the page that stands there."""
    found: list[str] = []
    for scheme, width in LOOKS[number % 2]:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        found += findings(page, f"{name}-{scheme}-{width}")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(color_scheme="light")
    return found


def go(visitor: Visitor, path: str) -> None:
    """On to another page as a link would, until it has named itself and nothing is on its way."""
    visitor.page.evaluate(
        """path => {
          if ((location.hash || '#/') === path) return;
          document.title = '';
          location.hash = path;
        }""",
        f"#/{path}",
    )
    visitor.calm()
