"""What a funder reads of its own money, to the cent, and what nobody else reads of it."""

import io
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
from icalendar import Calendar
from pypdf import PdfReader

from polder.funding.invoices.rules import shown_reference
from polder.funding.ledger import rules as ledger
from polder.funding.ledger.rules import Event
from tests.insights.funders import Funder, Funders
from tests.support.world import GRANT

FRONT = Path(__file__).resolve().parents[2] / "frontend" / "src"


def written(content: bytes) -> str:
    """The text of a PDF in one line, with ordinary spaces."""
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return re.sub(r"\s+", " ", text)


def tranche(page: dict[str, Any], number: int) -> dict[str, Any]:
    return dict(next(t for agreement in page["agreements"] for t in agreement["tranches"] if t["tranche"] == number))


async def test_each_figure_adds_up_to_the_rows_behind_it(funders: Funders) -> None:
    page = await funders.amber.page()
    of = page["figures"]
    assert (of["promised_cents"], of["received_cents"], of["open_cents"]) == (60_000_006, 10_000_001, 50_000_005)
    assert (of["allocated_cents"], of["spent_cents"], of["free_cents"]) == (6_000_000, 4_000_000, 4_000_001)
    assert of["reported_cents"] == 3_000_000
    assert of["late_cents"] == 0  # the second tranche is past its day, but it is we who have not asked for it
    assert sum(one["cents"] for one in page["due"]) == of["open_cents"]
    assert [(one["tranche"], one["late"], one["unasked"]) for one in page["due"]] == [
        (2, False, True),
        (3, False, False),
    ]
    first = tranche(page, 1)
    assert (first["standing"], first["received_cents"], first["open_cents"]) == ("paid", 10_000_001, 0)
    assert [(one["number"], one["amount_cents"]) for one in first["invoices"]] == [
        (funders.amber.invoice["number_text"], 10_000_001)
    ]
    (receipt,) = first["receipts"]
    assert (receipt["on"], receipt["cents"], receipt["fee_cents"]) == ("2026-02-02", 9_998_501, 1_500)
    assert receipt["invoice"] == funders.amber.invoice["number_text"]
    assert [(p["name_en"], p["allocated_cents"], p["spent_cents"], p["reported_cents"]) for p in page["purposes"]] == [
        ("Trustworthy robots", 6_000_000, 4_000_000, 3_000_000)
    ]
    # one to one on what was paid, the bank's fee included: nothing of it depends on Beryl
    (matching,) = page["matching"]
    assert (matching["own_cents"], matching["matched_cents"]) == (10_000_001, 10_000_001)
    assert (tranche(page, 2)["standing"], tranche(page, 3)["standing"]) == ("unasked", "coming")
    (told,) = first["reports"]
    assert (told["on"], told["cents"], told["reversed"]) == ("2026-02-02", 3_000_000, False)
    # Two cents that count as paid are said: what was paid with them is what is free, allocated or open.
    third = funders.amber.lots[2]
    short = ledger.paid_uninvoiced(third, 29_999_998)  # stands for an invoice: what matters is what the money did
    funders.money.post(Event.invoice, ledger.invoiced(third, 5), on="2026-02-03")
    funders.money.post(Event.receipt, [*short, *ledger.paid(third, 3), *ledger.rounded(third, 2)], on="2026-02-03")
    page = await funders.amber.page()
    of = page["figures"]
    assert (of["received_cents"], of["rounded_cents"]) == (40_000_002, 2)
    assert of["received_cents"] + of["rounded_cents"] == of["free_cents"] + of["allocated_cents"]
    assert [row["rounded_cents"] for row in tranche(page, 3)["receipts"]] == [2]


async def test_an_invoice_past_its_day_is_late_and_a_reversed_receipt_shows_no_more(funders: Funders) -> None:
    lot = funders.amber.lots[0]
    (entry,) = funders.world.sql("select distinct entry_id from posting where lot_id = %s and event = 'receipt'", lot)[
        0
    ]
    for event in ("report", "cost", "allocation"):  # what was done with the money goes back first
        (other,) = funders.world.sql(
            "select distinct entry_id from posting where lot_id = %s and event = %s", lot, event
        )[0]
        funders.money.reverse(other, on="2026-02-03")
    funders.money.reverse(entry, on="2026-02-03")
    funders.money.insert(
        "invoice_settlement", invoice_id=funders.amber.invoice["id"], kind="payment", amount_cents=-10_000_001, entry_id=entry,
        line_id=funders.world.sql("select id from invoice_line where invoice_id = %s", funders.amber.invoice["id"])[0][0],
    )  # fmt: skip
    funders.money.given("update funder_invoice set state = 'sent', issued_on = '2026-01-01', due_on = '2026-01-31' where id = %s", funders.amber.invoice["id"])  # fmt: skip
    page = await funders.amber.page()
    assert (page["figures"]["received_cents"], page["figures"]["late_cents"]) == (0, 10_000_001)
    assert page["figures"]["matched_cents"] == 0
    first = tranche(page, 1)
    assert first["standing"] == "late"
    assert first["receipts"] == []
    assert [(one["cents"], one["reversed"]) for one in first["reports"]] == [(3_000_000, True)]
    assert page["figures"]["reported_cents"] == 0
    funders.money.post(Event.receipt, ledger.paid(lot, 5_000), on="2026-02-04")
    assert [one["cents"] for one in tranche(await funders.amber.page(), 1)["receipts"]] == [5_000]
    assert page["purposes"] == []
    url = (await funders.amber.person.post(f"/funder-pages/{funders.amber.id}/calendar-links", {})).json()["url"]
    events = Calendar.from_ical((await _feed(funders, url)).content).events
    (told,) = [str(event["description"]) for event in events if str(event.start) == "2026-01-31"]
    assert f"payment reference {shown_reference(funders.amber.invoice['rf_reference'])}." in told
    assert (await funders.beryl.page())["figures"]["received_cents"] == 70_000_007


def _asked(of: Funder) -> list[tuple[str, str]]:
    page = f"/funder-pages/{of.id}"
    return [
        ("GET", page), ("GET", f"{page}/statement"), ("POST", f"{page}/calendar-links"),
        ("DELETE", f"{page}/calendar-links/{uuid4()}"),
    ]  # fmt: skip


async def test_no_funder_meets_anything_of_another_by_any_address_filter_sort_or_search(funders: Funders) -> None:
    former = await funders.world.person("former")
    for me, other in ((funders.amber, funders.beryl), (funders.beryl, funders.amber)):
        link = await other.person.post(f"/funder-pages/{other.id}/calendar-links", {"label": f"of {other.words[0]}"})
        foreign = f"/funder-pages/{other.id}/calendar-links/{link.json()['id']}"
        mine = f"/funder-pages/{me.id}/calendar-links/{link.json()['id']}"
        nobody = [re.sub(other.id, str(uuid4()), path) for _, path in _asked(other)]
        for (method, path), absent in zip(_asked(other), nobody, strict=True):
            refused = await me.person.client.request(method, "/api/v1" + path, json={} if method == "POST" else None)
            unknown = await me.person.client.request(method, "/api/v1" + absent, json={} if method == "POST" else None)
            assert (refused.status_code, unknown.status_code) == (404, 404), path
            drop = {"request_id", "instance"}
            assert {k: v for k, v in refused.json().items() if k not in drop} == {
                k: v for k, v in unknown.json().items() if k not in drop
            }
        for path in (foreign, mine):
            assert (await me.person.client.delete("/api/v1" + path)).status_code == 404
        assert (
            await funders.world.client().get(urlsplit(link.json()["url"]).path)
        ).status_code == 200  # it still works
        tricks = [
            "", "?sort=sort_name", "?sort=-sort_name&per_page=200", f"?id={other.id}", f"?id={me.id}&id={other.id}",
            f"?q={other.words[0]}", "?page=2", "/export?format=csv", "/export?format=xlsx", f"/export?id={other.id}",
            f"/{me.id}", f"/{me.id}/statement", f"/{me.id}/statement?language=nl", f"/{me.id}?id={other.id}",
        ]  # fmt: skip
        for trick in tricks:
            answer = await me.person.get(f"/funder-pages{trick}")
            said = written(answer.content) if trick.startswith(f"/{me.id}/statement") else answer.text
            leaked = [word for word in other.words if word in said and word not in trick]
            assert not leaked, (trick, leaked)
            if "q=" in trick or trick == f"?id={other.id}":
                assert answer.json()["total"] == 0
        # nothing that it reads was counted over all funders, so that it tells of no other
        for path in ("/ledger/accounts", "/ledger/postings", "/ledger/entries"):
            assert (await me.person.get(path)).json()["total"] == 0
        account = funders.world.sql("select id from ledger_account where lot_id = %s limit 1", me.lots[0])[0][0]
        assert (await me.person.get(f"/ledger/accounts/{account}")).status_code == 404
        assert (await me.person.get(f"/lots/{me.lots[0]}")).json()["accounts"] == []
        page = await me.page()
        assert re.fullmatch(r"C-\d{4}-[0-9A-HJKMNP-TV-Z]{5}", page["agreements"][0]["reference"])
        assert "booking" not in page["agreements"][0]["tranches"][0]["receipts"][0]
        # another company is none of its business, by no way; its own it sees whole
        funders.money.given(
            "update organisation set kvk = '12345678', member_from = '2025-01-01' where id = %s", other.id
        )
        shown = [
            (await reader.get(f"/organisations/{other.id}")).json() for reader in (other.person, funders.controller)
        ]
        assert [(one["name"], one["kvk"], one["member_from"]) for one in shown] == [
            (other.words[0], "12345678", "2025-01-01")
        ] * 2
        assert (await me.person.get(f"/organisations/{other.id}")).status_code == 404
        listed = (await me.person.get("/organisations?per_page=100")).json()["data"]
        made = (await me.person.post("/tokens", {"label": "x", "scope": ["organisation.read"], "days": 1})).json()
        token = funders.world.client()
        token.headers["Authorization"] = f"Bearer {made['token']}"
        assert [row["id"] for row in listed if row["kind"] in ("industry", "foundation", "other")] == [me.id]
        for path in (
            f"/organisations?q={other.words[0]}",
            f"/organisations/export?q={other.words[0]}",
            f"/find?q={other.words[0]}",
        ):
            assert other.words[0] not in (await me.person.get(path)).text, path
            # nor by a token of less, nor by an account whose role has ended
            assert other.words[0] not in (await token.get(f"/api/v1{path}")).text, path
            assert other.words[0] not in (await former.get(path)).text, path
        listed = (await me.person.get("/funder-pages")).json()
        assert ([row["id"] for row in listed["data"]], listed["total"]) == ([me.id], 1)


async def test_whoever_reads_all_money_reads_each_page_and_others_none(funders: Funders) -> None:
    auditor = await funders.world.person("auditor")
    assert (await auditor.get("/funder-pages")).json()["total"] == 0
    funders.world.sql(GRANT, auditor.account_id, "auditor", "auditor")  # traced at once, though the session was in use
    stranger = await funders.world.person("stranger", "researcher")
    assert (await auditor.get("/funder-pages")).json()["total"] == 2
    seen = (await auditor.get(f"/funder-pages/{funders.beryl.id}")).json()
    assert (seen["figures"], seen["may_link"]) == ((await funders.beryl.page())["figures"], False)
    assert (await auditor.post(f"/funder-pages/{funders.beryl.id}/calendar-links", {})).status_code == 403
    # What an auditor reads is in the audit trail, by address and in order; what others read is not.
    assert (await auditor.get("/ledger/postings?q=&per_page=1&sort=-id")).status_code in (200, 422)
    assert (await auditor.get("/accounts?email=jan@example.org&name=Jan&page=1&sort=Jan@x&Jan@x=1")).status_code == 422
    assert funders.world.sql(
        """select a.name, e.operation, e.changes ->> 'path', e.record_id::text, e.changes ->> 'query' from audit_entry e
           join account a on a.id = e.actor_id where e.table_name = 'reading' order by e.id"""
    ) == [
        ("auditor", "read", "/api/v1/funder-pages", None, None),
        ("auditor", "read", f"/api/v1/funder-pages/{funders.beryl.id}", str(funders.beryl.id), None),
        ("auditor", "read", "/api/v1/ledger/postings", None, "q=…&per_page=1&sort=-id"),
        ("auditor", "read", "/api/v1/accounts", None, "email=…&name=…&page=1&sort=…&…=…"),
    ]  # fmt: skip
    idle = str(funders.money.funder("Idle"))  # an organisation without an agreement has no page
    for path in (f"/funder-pages/{idle}", f"/funder-pages/{idle}/statement"):
        assert (await auditor.get(path)).status_code == 404
    assert (await stranger.get("/funder-pages")).json()["total"] == 0
    assert (await stranger.get(f"/funder-pages/{funders.beryl.id}")).status_code == 404
    assert (await funders.world.client().get(f"/api/v1/funder-pages/{funders.beryl.id}")).status_code == 401


async def test_the_statement_tells_the_chain_behind_each_figure_in_both_languages(funders: Funders) -> None:
    amber, lot = funders.amber, funders.amber.lots[0]
    funders.money.post(Event.receipt, ledger.overpaid(lot, 6_000_099), on="2026-02-05")
    funders.money.insert(
        "funder_right",
        agreement_id=amber.agreement,
        kind="notice",
        field="robots",
        response_days=30,
        valid_from="2026-01-05",
    )
    figures = (await amber.page())["figures"]
    assert (figures["received_cents"], figures["overpaid_cents"], figures["open_cents"]) == (
        10_000_001,
        6_000_099,
        50_000_005,
    )
    assert (await funders.beryl.page())["figures"]["overpaid_cents"] == 0
    funders.money.post(Event.write_off, ledger.uninvoiced_written_off(amber.lots[1], 1_000_000), on="2026-02-05")
    told = {}
    for code in ("nl", "en"):
        answer = await funders.amber.person.get(f"/funder-pages/{funders.amber.id}/statement?language={code}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
        told[code] = written(answer.content)
    number = funders.amber.invoice["number_text"]
    for said in told.values():
        assert number in said
        assert "Amber" in said
    for words in ("nog niet door ons gevraagd", "€ 100.000,01", "de bank hield € 15,00 in", "Trustworthy robots (nl)",
                  "Wij ontvingen € 60.000,99 te veel. Wij betalen dit terug", "Betaald en nog niet toegewezen € 40.000,01",
                  "Dit is berekend over uw geld alleen", "robots, antwoord binnen 30 dagen.",
                  "vervallen, wordt niet meer gevraagd € 10.000,00", "komt nog € 190.000,02", "aan u verantwoord, 2 februari 2026: "):  # fmt: skip
        assert words in told["nl"]
    for words in ("€100,000.01", "the bank kept €15.00", "received, 2 February 2026", "We received €60,000.99 too much. We pay it back",
                  "without work in kind", "robots, answer within 30 days."):  # fmt: skip
        assert words in told["en"]


async def _feed(funders: Funders, url: str) -> httpx.Response:
    address = urlsplit(url)
    return await funders.world.client().get(f"{address.path}?{address.query}")


async def test_a_calendar_link_shows_due_dates_and_nothing_else_until_it_is_withdrawn(funders: Funders) -> None:
    amber = funders.amber
    made = await amber.person.post(f"/funder-pages/{amber.id}/calendar-links", {"label": "Outlook"})
    assert made.status_code == 201
    url, link = made.json()["url"], made.json()["id"]
    feed = await _feed(funders, url)
    assert feed.headers["content-type"] == "text/calendar; charset=utf-8"
    events = {str(event.start): str(event["summary"]) for event in Calendar.from_ical(feed.content).events}
    assert set(events) == {"2026-03-01", "2099-06-30"}
    assert "€300,000.03" in events["2099-06-30"]
    # each leads to a page that there is
    (address,) = {str(event["url"]) for event in Calendar.from_ical(feed.content).events}
    resource = address.partition("/admin/#/")[2].removesuffix(f"/{amber.id}/show")
    assert f"name: '{resource}'" in (FRONT / "insights" / "index.ts").read_text()
    assert not any(word in feed.text for word in funders.beryl.words)
    # the secret is in the address alone: not in the page, not in the database
    secret = urlsplit(url).path.removeprefix("/calendar/").removesuffix(".ics")
    page = await amber.page()
    assert [one["label"] for one in page["calendar_links"]] == ["Outlook"]
    assert secret not in str(page)
    # as a session it opens nothing, of its own funder neither
    holder = funders.world.client(secret)
    for path in ("funder-pages", "agreements", "funder-invoices", "organisations", "lots", "purposes", "in-kind", "sessions", "published-aggregates"):  # fmt: skip
        answer = await holder.get(f"/api/v1/{path}")
        assert answer.json().get("total", 0) == 0, path
    for path in (f"funder-pages/{amber.id}", f"funder-pages/{amber.id}/statement", f"agreements/{amber.agreement}"):
        assert (await holder.get(f"/api/v1/{path}")).status_code == 404
    assert (await holder.post(f"/api/v1/funder-pages/{amber.id}/calendar-links", json={})).status_code == 404
    assert (
        await amber.person.client.delete(f"/api/v1/funder-pages/{amber.id}/calendar-links/{link}")
    ).status_code == 204
    assert (await _feed(funders, url)).status_code == 404
    assert (await amber.page())["calendar_links"] == []
    assert (await funders.world.client().get("/calendar/guessed.ics")).status_code == 404


async def test_a_calendar_link_ends_with_the_right_of_whoever_made_it(funders: Funders) -> None:
    beryl = funders.beryl
    url = (await beryl.person.post(f"/funder-pages/{beryl.id}/calendar-links", {})).json()["url"]
    assert (await _feed(funders, url)).status_code == 200
    funders.money.given("update role_grant set valid_until = now() where account_id = %s", beryl.person.account_id)
    assert (await _feed(funders, url)).status_code == 404
    assert (await beryl.person.get(f"/funder-pages/{beryl.id}")).status_code == 404
