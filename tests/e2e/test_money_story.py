"""A euro from promise to purpose: a controller, a director, the bank's desk, and the funder who sees what became of it."""

import re
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import Any

from playwright.sync_api import Page, expect

from polder.demo.bank_file import Credit, statement
from polder.demo.run import SELLER
from tests.e2e.conftest import House, Visitor
from tests.e2e.money import purse
from tests.e2e.test_hiring_story import move
from tests.support.pdf import pdf

TITLE = "Vijf jaar betrouwbaar leren"
FUNDER = "Deltawerk Robotica B.V."
PURPOSE = "Robots die je kunt vertrouwen"
PHONE = {"width": 360, "height": 740}


def tranche(page: Page, number: int, amount: str, due: str) -> None:
    line = page.get_by_role("group", name=f"Tranche {number}", exact=True)
    line.get_by_label("Bedrag").fill(amount)
    line.get_by_label("Vervalt op").fill(due)


def write_agreement(olga: Visitor) -> str:
    """What is typed wrongly is told; the address of its page, where the signed file is."""
    page = olga.open("/admin/#/agreements/create")
    page.get_by_role("combobox", name="Financier").fill("Deltawerk")
    page.get_by_role("option", name=re.compile("Deltawerk")).click()
    page.get_by_label("Titel").fill(TITLE)
    page.get_by_label("Begint op").fill("2026-01-01")
    page.get_by_label("Eindigt op").fill("2030-12-31")
    page.get_by_role("textbox", name="Bedrag").fill("100.000,5")
    expect(page.get_by_text("Begrepen: € 100.000,50")).to_be_visible()
    tranche(page, 1, "100.000,5", "2026-02-01")
    page.get_by_role("button", name="Tranche toevoegen").click()
    tranche(page, 2, "1,234", "2027-02-01")
    expect(page.get_by_role("status").filter(has_text="Samen")).to_contain_text("een bedrag dat niet is begrepen")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Centen hebben twee decimalen.")).to_be_visible()
    tranche(page, 2, "25000", "2027-02-01")
    expect(page.get_by_role("status").filter(has_text="Samen")).to_contain_text("€ 125.000,50")
    olga.looks_well("money-agreement-form")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    move(page, "Ter ondertekening sturen")
    signed = {"name": "getekend.pdf", "mimeType": "application/pdf", "buffer": pdf("Getekend")}
    page.locator("input[type=file]").set_input_files(signed)
    expect(page.get_by_role("link", name="getekend.pdf").first).to_be_visible()
    return page.url.partition("#")[2]


def follow_to_the_ledger(olga: Visitor, agreement: str) -> None:
    """From the tranche to its account, to the entry, to what it was posted for."""
    page = olga.open(f"/admin/#{agreement}")
    olga.looks_well("money-agreement")
    page.get_by_role("button", name="Tabel", exact=True).click()
    way = page.get_by_role("table", name=re.compile("^De weg van het geld"))
    expect(way.get_by_role("row").filter(has_text="Te factureren")).to_contain_text("€ 125.000,50")
    page.get_by_role("link", name="Tranche 1").click()
    page.get_by_role("link", name=re.compile("^toegezegd, nog niet gefactureerd")).click()
    lines = page.get_by_role("group", name="Regels van deze rekening")
    expect(lines).to_contain_text("€ 100.000,50")
    lines.get_by_role("row").nth(1).get_by_role("link").first.click()
    expect(page.get_by_role("heading", name=re.compile("Boeking .*: Toezegging"))).to_be_visible()
    olga.looks_well("money-entry")
    page.get_by_role("link", name="Versie van een overeenkomst").click()
    expect(page.get_by_role("heading", name=re.compile(f"Versie 1 van .*{TITLE}"))).to_be_visible()
    olga.looks_well("money-version")


def invoice(olga: Visitor, agreement: str) -> None:
    """A part of one tranche and the whole of the other: it gets its number and the verdict of the rules, its files then."""
    page = olga.open(f"/admin/#{agreement}")
    page.get_by_role("link", name="Factuur opstellen").click()
    expect(page.get_by_label("Bedrag van Tranche 1")).to_have_value("100.000,50")
    page.get_by_label("Bedrag van Tranche 1").fill("10.000,50")
    page.get_by_role("checkbox", name="Tranche 2").check()
    expect(page.get_by_text("€ 35.000,50", exact=True)).to_be_visible()
    olga.looks_well("controller-invoice-form")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("heading", name="Factuur, nog zonder nummer")).to_be_visible()
    page.get_by_role("button", name="Vaststellen").click()
    expect(page.get_by_role("heading", name=re.compile(r"Factuur \d{4}-F\d+-\d{4}"))).to_be_visible()
    expect(page.get_by_text("de bedragen kloppen tot op de cent")).to_be_visible()
    with page.expect_download() as file:
        page.get_by_role("link", name="UBL, NLCIUS").click()
    assert file.value.suggested_filename.endswith(".xml")
    page.get_by_role("button", name="Versturen").click()
    expect(page.get_by_text("verstuurd", exact=True)).to_be_visible()
    olga.looks_well("controller-invoice")


def credit(olga: Visitor, house: House) -> None:
    """What was sent is only ever taken back: by a credit note, here of an invoice that is still to be paid."""
    ((other, agreement),) = house.sql(
        """select i.id, i.agreement_id from funder_invoice i join organisation o on o.id = i.funder_id
           where o.name like 'Zonneveld%' and i.state = 'sent' limit 1"""
    )
    page = olga.open(f"/admin/#/funder_invoices/{other}/show")
    page.get_by_role("button", name="Crediteren").click()
    page.get_by_role("button", name="Creditnota opstellen").click()
    expect(page.get_by_role("heading", name="Creditnota, nog zonder nummer")).to_be_visible()
    olga.open(f"/admin/#/agreements/{agreement}/show")
    asked = page.get_by_role("row").filter(has_text="Creditnota, nog zonder nummer")
    expect(asked.get_by_role("cell").nth(2)).to_contain_text("−")  # it takes back
    olga.open("/admin/#/funder_invoices")
    expect(page.get_by_text("over 30 dagen").or_(page.get_by_text("Vervalt binnen 30 dagen")).first).to_be_visible()
    olga.looks_well("controller-invoices")
    assert house.sql("select kind, state from funder_invoice where credits_id = %s", other) == [
        ("credit_note", "draft")
    ]


def settle(bram: Visitor, house: House, reference: str) -> None:
    """The day's bank file is dragged onto the page, and its receipt settled without touching the mouse."""
    ((number, balance),) = house.sql(
        "select sequence, closing_cents from bank_statement order by sequence desc nulls last limit 1"
    )
    paid = Credit(3_500_050, FUNDER, "NL20INGB0001234567", f"Voldaan {reference}", reference, datetime.now(UTC).date())
    page = bram.open("/admin/#/bank_imports")
    given = page.evaluate_handle(
        """text => {
          const held = new DataTransfer();
          held.items.add(new File([text], 'afschrift-vandaag.xml', { type: 'application/xml' }));
          return held;
        }""",
        statement(SELLER["institute_iban"], number + 1, balance, [paid]).decode(),
    )
    page.get_by_text("Sleep een bankafschrift hierheen").dispatch_event("drop", {"dataTransfer": given})
    expect(page.get_by_text("Eén nieuwe boeking").first).to_be_visible()
    bram.looks_well("bank-import")

    bram.open("/admin/#/settling")
    rows = page.get_by_role("navigation", name="Boekingen die wachten").get_by_role("button")
    expect(rows.filter(has_text="€ 35.000,50")).to_be_visible()
    for row in rows.all():
        (amount,) = re.findall(r"[\d.]+,\d\d", row.inner_text())
        shown = page.get_by_role("heading", name=re.compile(re.escape(amount)))
        expect(shown).to_be_visible()
        if amount == "35.000,50":
            break
        page.keyboard.press("j")
    bram.looks_well("bank-settling")
    page.keyboard.press("s")
    expect(shown).to_be_hidden()
    expect(rows.filter(has_text="€ 35.000,50")).to_be_hidden()


def allocate(olga: Visitor, agreement: str) -> None:
    """All that arrived on the first tranche gets its purpose."""
    page = olga.open(f"/admin/#{agreement}")
    page.get_by_role("link", name="Tranche 1").click()
    page.get_by_role("link", name="Toewijzing plannen").click()
    page.get_by_role("combobox", name="Bestemming").fill("Robots")
    page.get_by_role("option", name=re.compile(PURPOSE)).click()
    page.get_by_role("textbox", name="Bedrag").fill("10.000,50")
    page.get_by_label("Vanaf").fill("2026-01-01")
    page.get_by_label("Tot en met").fill("2028-12-31")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("heading", name=re.compile(PURPOSE))).to_be_visible()
    move(page, "Boeken")
    expect(page.get_by_text("geboekt", exact=True).first).to_be_visible()
    olga.looks_well("money-allocation")


def see_as_funder(noor: Visitor, house: House, number: str, reference: str) -> None:
    """Signed in with a provider of its own, on a telephone: from a figure to the bank line in two clicks."""
    noor.page.set_viewport_size(PHONE)
    page = noor.sign_in("Noor Dekkers")
    expect(page.get_by_role("heading", name=FUNDER, level=1)).to_be_visible()
    expect(page.get_by_text("€ 635.000,50 van € 1.700.000,50 betaald")).to_be_visible()
    noor.looks_well("funder-page-phone")
    page.get_by_role("button", name=re.compile("^Betaald")).click()
    of_story = page.get_by_role("region", name=TITLE)
    of_story.get_by_role("button", name=re.compile("^Termijn 1")).click()
    ((line,),) = house.sql("select reference from bank_entry where amount_cents = 3500050")
    expect(of_story.get_by_text(re.compile(f"Factuur {number}")).first).to_be_visible()
    expect(of_story.get_by_text(re.compile(f"bankkenmerk {re.escape(line or reference)}")).first).to_be_visible()
    expect(of_story.get_by_text(PURPOSE)).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name=f"PDF van {number}").click()
    assert download.value.suggested_filename == f"{number}.pdf"
    with page.expect_download() as download:
        page.get_by_role("link", name="Overzicht (PDF)").click()
    assert re.fullmatch(r"overzicht-\d{4}-\d\d-\d\d\.pdf", download.value.suggested_filename)


OTHERS = """
with other as (select id, name from organisation where name <> %s)
select o.name from other o where exists (select from agreement a where a.funder_id = o.id)
union select x.word from agreement a join other o on o.id = a.funder_id, lateral (values (a.title), (a.reference)) as x (word)
union select x.word from funder_invoice i join other o on o.id = i.funder_id,
  lateral (values (i.number_text), (i.rf_reference)) as x (word) where x.word is not null
"""


def sees_only_its_own(noor: Visitor, house: House) -> None:
    """No word and no amount of another funder stands on any of its pages; amounts that are nobody else's are told apart."""
    ((other,),) = house.sql("select id from organisation where name = 'Stichting Slimme Zorg'")
    with purse(house) as money:
        _, (lot,) = money.agreement(other, "Stille turbines", 123_456_789)
        money.received(lot, 98_765_432)
    words = [word for (word,) in house.sql(OTHERS, FUNDER)]
    assert {"Stille turbines", "Zonneveld Energie N.V.", "Stichting Slimme Zorg"} <= {*words}
    for path in ("", "agreements", "funder_invoices", "in_kind", "published_aggregates"):
        page = noor.open(f"/admin/#/{path}")
        expect(page.locator("main h1")).to_be_visible()
        shown = page.locator("body").inner_text()
        assert not [word for word in (*words, "1.234.567", "987.654", "246.913") if word in shown], path


def test_a_euro_goes_from_promise_to_purpose_and_its_funder_sees_it_and_no_other(visitor: Any, house: House) -> None:
    with ExitStack() as stack:
        olga, dirk, bram, noor = (stack.enter_context(visitor()) for _ in range(4))
        olga.sign_in("Olga")
        agreement = write_agreement(olga)
        dirk.sign_in("Dirk")
        move(dirk.open(f"/admin/#{agreement}"), "In werking laten treden")
        follow_to_the_ledger(olga, agreement)
        invoice(olga, agreement)
        credit(olga, house)
        ((number, reference),) = house.sql(
            """select i.number_text, i.rf_reference from funder_invoice i join agreement a on a.id = i.agreement_id
               where a.title = %s""",
            TITLE,
        )
        bram.sign_in("Bram")
        settle(bram, house, reference)
        assert house.sql("select state from funder_invoice where number_text = %s", number) == [("paid",)]
        allocate(olga, agreement)
        see_as_funder(noor, house, number, reference)
        sees_only_its_own(noor, house)
