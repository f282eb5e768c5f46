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
        page.get_by_label(re.compile("^E-mail")).fill(f"minh.{kind}@example.org")
        if java_script:
            page.get_by_label(re.compile("^Name")).fill(NAME)
        else:  # to ORCID and back: it tells the name, and what was typed is still there
            page.get_by_role("button", name="Go on with ORCID").click()
            page.get_by_role("link", name=NAME).click()
            expect(page.get_by_label(re.compile("^Name"))).to_have_value(NAME)
        guest.looks_well(f"public-apply-start-{kind}")
        page.get_by_role("button", name="Begin").click()
        page.wait_for_url("**/apply")
        page.get_by_text("Who knows you already").click()
        page.get_by_label("Name", exact=True).nth(1).fill("Universiteit IJsselmonde")
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
    rows = house.sql("""select a.name, a.stage, o.orcid is not null, b.employers from application a
        left join verified_orcid o on o.application_id = a.id left join applicant_background b on b.application_id = a.id
        where email = %s""", f"minh.{kind}@example.org")  # fmt: skip
    assert rows == [(NAME, "submitted", not java_script, [{"name": "Universiteit IJsselmonde"}])]


def test_the_public_pages_speak_dutch_and_english(visitor) -> None:
    with visitor(locale="nl-NL") as guest:
        page = guest.open("/careers")
        assert page.locator("html").get_attribute("lang") == "nl"
        page.get_by_role("link", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        guest.open("/sign-in")
        guest.looks_well("public-sign-in")
