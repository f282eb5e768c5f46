"""Every page of staff, opened by somebody who has it: axe, nothing wider than its window, a picture of each look."""

import re
from typing import Any

import pytest

from tests.e2e.conftest import RULES, House, Visitor, findings

# One of each, with as much on its page as the demonstration has; `{account}` in a path is the id that is found here.
RECORDS = {
    "vacancy": "select vacancy_id from application group by vacancy_id order by count(*) desc, vacancy_id limit 1",
    "application": """select a.id from application a join role_grant g on g.scope_id = a.vacancy_id
        join account u on u.id = g.account_id
        where u.name like 'Bas %' and g.role = 'committee_member' and a.stage in ('eligible', 'longlisted')
        order by a.created_at limit 1""",
    "draft": "select id from vacancy where state = 'draft' order by reference limit 1",
    "offer": "select id from offer where state = 'draft' order by reference limit 1",
    "organisation": "select id from organisation where name = 'ELLIS Instituut Polder'",
    "person": "select id from person where email = 'amina@polder.example'",
    "account": "select id from account where name like 'Bas %'",
    "provider": "select id from identity_provider limit 1",
    "mail": "select id from mail where template = 'offer_sent' order by created_at limit 1",
}
# A page that several people see alike is opened once.
PAGES = {
    "Hanna": [
        "", "vacancies", "vacancies/create", "vacancies/{vacancy}/show", "vacancies/{draft}", "applications",
        "applications/{application}/show", "offers", "offers/create", "offers/{offer}/show", "offers/{offer}",
        "organisations", "organisations/create", "organisations/import", "organisations/{organisation}/show",
        "organisations/{organisation}", "people", "people/create", "people/{person}/show", "people/{person}", "accounts",
        "accounts/{account}/show", "account",
    ],
    "Sam": [
        "", "accounts/{account}/show", "invitations", "invitations/create", "access_requests", "identity_providers",
        "identity_providers/create", "identity_providers/{provider}/show", "identity_providers/{provider}", "mails",
        "mails/{mail}/show",
    ],
    "Audrey": ["", "audit_entries"],
    "Bas": ["", "applications", "applications/{application}/show", "vacancies/{vacancy}/show"],
    "Amina": ["", "applications/{application}/show", "account"],  # her pages are in English
    "Dirk": [""],
    "Olga": [""],
    "Rik": [""],
}  # fmt: skip
COLOURS = {**RULES, "runOnly": {"type": "rule", "values": ["color-contrast"]}}
# The dark page differs from the light one by its colours alone, the narrow one by all that it shows.
LOOKS = (("light", 1280, RULES), ("dark", 1280, COLOURS), ("light", 390, RULES))


@pytest.fixture(scope="module")
def records(house: House) -> dict[str, str]:
    return {name: str(house.sql(statement)[0][0]) for name, statement in RECORDS.items()}


@pytest.mark.parametrize("name", PAGES)
def test_every_page_looks_well(visitor: Any, records: dict[str, str], name: str) -> None:
    """One sign-in a person, and what is found on all pages told at once."""
    found: list[str] = []
    with visitor() as somebody:
        page = somebody.sign_in(name)
        for path in PAGES[name]:
            go(somebody, path.format(**records))
            for scheme, width, rules in LOOKS:
                look = f"page-{name}-{re.sub('[^a-z_]+', '-', path).strip('-') or 'home'}-{scheme}-{width}"
                page.emulate_media(color_scheme=scheme)
                page.set_viewport_size({"width": width, "height": 800})
                found += findings(page, look, rules)
            page.set_viewport_size({"width": 1280, "height": 800})
            page.emulate_media(color_scheme="light")
    assert not found, "\n".join(found)


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
