"""An applicant who loses the connection, closes the page, clicks twice: nothing is lost, nothing is made twice."""

import io
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfWriter

from tests.e2e.conftest import House, Visitor, picture
from tests.e2e.test_applicant import pdf

WHY = "Ik wil weten waarom een model iets zegt. 我想知道為什麼。"


def begin(guest: Visitor, email: str, *, twice: bool = False) -> Page:
    page = guest.open("/careers")
    page.get_by_role("listitem").get_by_role("link").first.click()
    page.get_by_role("link", name="Apply", exact=True).first.click()
    page.get_by_label(re.compile("^Name")).fill("Łukasz Öztürk")
    page.get_by_label(re.compile("^E-mail")).fill(email)
    page.get_by_role("button", name="Begin").click(click_count=2 if twice else 1)
    page.wait_for_url("**/apply")
    return page


def large_pdf(size: int = 1_500_000) -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Subject": "x" * size})
    writer.write(out)
    return out.getvalue()


def choose(page: Page, content: bytes) -> None:
    page.set_input_files("input[type=file]", {"name": "cv.pdf", "mimeType": "application/pdf", "buffer": content})


def test_what_is_typed_saves_itself(visitor: Any, house: House) -> None:
    with visitor() as guest:
        page = begin(guest, "saves@example.org")
        page.get_by_label(re.compile("^Why you")).fill(WHY)
        expect(page.locator("#saving")).to_have_text("Everything is saved")
        assert house.sql("select motivation from application where email = 'saves@example.org'") == [(WHY,)]
        expect(page.locator("#checklist li").first).to_contain_text("done")
        guest.looks_well("public-apply-saved")
        page.reload()
        expect(page.get_by_label(re.compile("^Why you"))).to_have_value(WHY)


def test_a_lost_connection_loses_nothing(visitor: Any, house: House) -> None:
    with visitor(width=360) as guest:
        page = begin(guest, "offline@example.org")
        page.context.set_offline(True)
        why = page.get_by_label(re.compile("^Why you"))
        why.fill(WHY)
        lost = "No connection. Your text stays here and is saved as soon as possible."
        expect(page.locator("#saving")).to_have_text(lost)
        choose(page, pdf())
        page.get_by_role("button", name="Upload").click()
        expect(page.get_by_role("alert")).to_have_text("No connection. The upload goes on by itself.")
        page.get_by_role("button", name="Submit").click()
        expect(page.locator("#saving")).to_have_text(lost)
        expect(why).to_have_value(WHY)
        picture(page, "public-apply-offline")
        page.context.set_offline(False)
        expect(page.locator("#saving")).to_have_text("Everything is saved")
        expect(page.get_by_role("list").get_by_text("cv.pdf")).to_be_visible()
        page.get_by_role("button", name="Submit").click()
        expect(page.get_by_text("Submitted on")).to_be_visible()
    rows = house.sql("select motivation, stage from application where email = 'offline@example.org'")
    assert rows == [(WHY, "submitted")]


def test_an_upload_shows_how_far_it_is_and_goes_on_while_typing(visitor: Any, house: House) -> None:
    with visitor() as guest:
        page = begin(guest, "slow@example.org")
        line = page.context.new_cdp_session(page)
        slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 300_000}
        line.send("Network.emulateNetworkConditions", slow)
        choose(page, large_pdf())
        page.get_by_role("button", name="Upload").click()
        bar = page.get_by_role("progressbar")
        expect(bar).to_be_visible()
        page.wait_for_function("() => (at => at > 0 && at < 100)(document.getElementById('progress').value)")
        page.get_by_label(re.compile("^Why you")).fill(WHY)
        expect(page.get_by_role("list").get_by_text("cv.pdf")).to_be_visible()
        expect(bar).to_be_hidden()
        line.send("Network.emulateNetworkConditions", {**slow, "uploadThroughput": -1})
        expect(page.locator("#saving")).to_have_text("Everything is saved")
        assert house.sql("select motivation from application where email = 'slow@example.org'") == [(WHY,)]


def test_an_upload_goes_on_where_it_was_after_a_lost_connection(visitor: Any, house: House) -> None:
    with visitor(width=360) as guest:
        page = begin(guest, "resumes@example.org")
        line = page.context.new_cdp_session(page)
        slow = {
            "offline": False,
            "latency": 0,
            "downloadThroughput": -1,
            "uploadThroughput": 600_000,
        }  # ten seconds in all
        line.send("Network.emulateNetworkConditions", slow)
        files = [{"name": name, "mimeType": "application/pdf", "buffer": content} for name, content in
                 (("large.pdf", large_pdf(6_000_000)), ("small.pdf", pdf()))]  # fmt: skip
        page.set_input_files("input[type=file]", files)
        page.get_by_role("button", name="Upload").click()
        page.wait_for_function(
            "() => document.getElementById('progress').value > 18"
        )  # the first piece is acknowledged
        line.send("Network.emulateNetworkConditions", {**slow, "offline": True})
        expect(page.get_by_role("alert")).to_have_text("No connection. The upload goes on by itself.")
        ((pieces, held),) = house.sql("select count(*), sum(size) from upload_piece")
        assert (pieces >= 1, held < 6_000_000) == (True, True)
        line.send("Network.emulateNetworkConditions", {**slow, "uploadThroughput": -1})
        page.reload()  # the page is loaded again, and the upload goes on all the same
        for name in ("large.pdf", "small.pdf"):
            expect(page.get_by_role("list").get_by_text(name)).to_be_visible()
        expect(page.get_by_role("progressbar")).to_be_hidden()
        page.reload()
        assert page.get_by_role("list").get_by_text("large.pdf").count() == 1  # nothing is sent again
    assert house.sql("select count(*) from upload_piece") == [(0,)]
    sizes = house.sql("select size > 1000000 from document d join application a on a.id = d.record_id"
                      " where a.email = 'resumes@example.org' and d.state = 'accepted' order by 1")  # fmt: skip
    assert sizes == [(False,), (True,)]


@pytest.mark.parametrize("java_script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_two_clicks_are_one_application(visitor: Any, house: House, java_script: bool) -> None:
    address = f"twice.{java_script}@example.org".lower()
    with visitor(java_script=java_script) as guest:
        page = begin(guest, address, twice=True)
        page.get_by_label(re.compile("^Why you")).fill(WHY)
        choose(page, pdf())
        page.get_by_role("button", name="Upload").click()
        page.get_by_text("cv.pdf").first.wait_for()
        page.get_by_role("button", name="Submit").click(click_count=2)
        page.get_by_text("Submitted on").wait_for()
    assert house.sql("select stage, motivation from application where email = %s", address) == [("submitted", WHY)]
    mails = house.sql("select template from mail where to_address = %s order by template", address)
    assert mails == [("application_link",), ("application_receipt",)]
