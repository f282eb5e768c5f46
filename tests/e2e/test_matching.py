"""How public and private money stand to each other, as a controller and the ministry see it."""

import re
from typing import Any

from playwright.sync_api import expect

from tests.e2e.conftest import House
from tests.e2e.money import purse

KEY, NAME = "e2e_rule", "Optics 1 : 1"


def test_the_controller_sees_how_far_public_money_is_ahead_and_the_ministry_what_was_frozen(
    visitor: Any, house: House
) -> None:
    with purse(house) as money:
        funder, state = money.funder("Lumen Groep N.V."), money.funder("Ministerie van Licht", "ministry")
        _, (lot,) = money.agreement(funder, "Light", 12_000_000, key=KEY)
        money.received(lot, 8_000_000)
        money.received(money.decision(state, 20_000_000, KEY), 10_000_050, public=True)
        rule = money.matching_rule(KEY, NAME)
        money.connection.execute("set session_replication_role = replica")
        money.connection.execute("update matching_rule set valid_until = '2099-12-31' where id = %s", [rule])
        money.connection.execute("set session_replication_role = origin")
        snapshot = money.frozen(rule, KEY, NAME, "2026-03-31", received=8_000_000, public=8_000_000)

    with visitor() as olga:
        page = olga.sign_in("Olga")
        olga.open("/admin/#/matching")
        page.get_by_role("tab", name=NAME).or_(page.get_by_role("heading", name=NAME)).first.click()
        expect(page.get_by_text("Publiek geld loopt € 20.000,50 voor", exact=True)).to_be_visible()
        gauge = page.get_by_role("img", name=re.compile("Verdiend € 80.000,00, ontvangen € 100.000,50"))
        expect(gauge).to_be_visible()
        expect(page.get_by_role("columnheader", name="Ontvangen van het contract")).to_be_visible()
        olga.looks_well("controller-matching")
        olga.open(f"/admin/#/matching/what-if?funder={funder}")
        expect(page.get_by_text("wat is ontvangen, en wat tot dan nog komt")).to_be_visible()  # 40,000.00 was to come
        expect(page.locator("dl").get_by_text("€ 40.000,00").first).to_be_visible()
        olga.looks_well("controller-what-if")
        olga.open(f"/admin/#/matching_snapshots/{snapshot}/show")
        page.get_by_role("button", name="Nu in deze browser narekenen").click()
        expect(page.get_by_text("Gelijk: dit is wat is vastgelegd.")).to_be_visible()
        olga.open("/admin/#/funder_pages")
        expect(
            page.get_by_role("row").filter(has_text="Lumen Groep").get_by_text("€ 120.000", exact=True)
        ).to_be_visible()
        for path in (f"matching_rules/{rule}/show", "rules", "matching_rules"):  # nothing comes after it
            olga.open(f"/admin/#/{path}")
            expect(
                page.get_by_text(re.compile("Daarna geldt hier niets|Na 31 dec 2099 geldt hier niets"))
            ).to_be_visible()
        olga.open("/admin/#/matching_rules/create")
        page.get_by_role("textbox", name="In natura, ten hoogste").fill("12,5")
        expect(page.get_by_text("Begrepen: 12,5")).to_be_visible()
        page.get_by_role("textbox", name="Delen publiek").fill("10,5")
        page.get_by_role("button", name="Voorstellen").or_(page.get_by_role("button", name="Opslaan")).click()
        expect(page.get_by_text("Vul een heel getal in, zonder cijfers achter de komma.")).to_be_visible()
        expect(page.get_by_role("textbox", name="Delen publiek")).to_have_value("10,5")  # never 105

    with visitor(width=360) as ministry:
        page = ministry.sign_in("Mirjam")
        ministry.open(f"/admin/#/matching_snapshots/{snapshot}/show")
        expect(page.get_by_text("ongewijzigd", exact=True)).to_be_visible()
        expect(page.get_by_role("button", name="Nu in deze browser narekenen")).to_have_count(0)  # of a part, no hash
        ministry.looks_well("ministry-snapshot-narrow")
        ministry.open("/admin/#/matching")
        expect(page.get_by_text("Er is precies zo veel publiek geld als verdiend").first).to_be_visible()
        ministry.looks_well("ministry-matching-narrow")
