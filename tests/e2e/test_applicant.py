"""An applicant on a telephone, with and without JavaScript: from the list of vacancies to a receipt."""

import io
import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfWriter

NAME = "Nguyễn Thị Minh Khai"


def pdf() -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("java_script", [False, True], ids=["without JavaScript", "with JavaScript"])
def test_an_applicant_applies_on_a_telephone(visitor, house, java_script: bool) -> None:
    kind = "js" if java_script else "plain"
    with visitor(width=360, java_script=java_script) as guest:
        page = guest.open("/careers")
        guest.looks_well(f"public-careers-{kind}")
        page.get_by_role("listitem").get_by_role("link").first.click()
        guest.looks_well(f"public-vacancy-{kind}")
        assert "JobPosting" in page.content()
        page.get_by_role("link", name="Apply", exact=True).first.click()
        page.get_by_label(re.compile("^Name")).fill(NAME)
        page.get_by_label(re.compile("^E-mail")).fill(f"minh.{kind}@example.org")
        guest.looks_well(f"public-apply-start-{kind}")
        page.get_by_role("button", name="Begin").click()
        page.wait_for_url("**/apply")
        page.get_by_label(re.compile("^Why you")).fill("Because <b>learning</b> should be reliable.\n\n=1+1")
        page.get_by_role("button", name="Submit").click()  # the CV is still missing
        expect(page.get_by_role("alert")).to_be_visible()
        assert page.get_by_label(re.compile("^Why you")).input_value().startswith("Because <b>learning</b>")
        guest.looks_well(f"public-apply-missing-{kind}")
        page.set_input_files("input[type=file]", {"name": "cv.pdf", "mimeType": "application/pdf", "buffer": pdf()})
        page.get_by_role("button", name="Upload").click()
        page.get_by_text("cv.pdf").first.wait_for()
        page.get_by_role("button", name="Submit").click()
        page.get_by_text("Submitted on").wait_for()
        guest.looks_well(f"public-apply-submitted-{kind}")
    rows = house.sql("select name, stage from application where email = %s", f"minh.{kind}@example.org")
    assert rows == [(NAME, "submitted")]


def test_the_public_pages_speak_dutch_and_english(visitor) -> None:
    with visitor(locale="nl-NL") as guest:
        page = guest.open("/careers")
        assert page.locator("html").get_attribute("lang") == "nl"
        page.get_by_role("link", name="English").click()
        assert page.locator("html").get_attribute("lang") == "en"
        guest.open("/sign-in")
        guest.looks_well("public-sign-in")
