"""Organisations, CVs and hostile PDFs that this project did not write."""

import json
import time
from typing import Any

import pytest

from polder.hiring.rules import strings_in
from tests.conformance import material
from tests.hiring.applicant import Applicant
from tests.support.pdf import pdf
from tests.support.world import World

pytestmark = pytest.mark.timeout(300)


async def test_the_ror_file_imports_whole_and_every_name_is_found(
    world: World, record_property: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    hr = await world.person("hr", "hr_officer")
    file = material.path("organisations/ror-records.json")
    records = material.loaded("organisations/ror-records.json")
    began = time.monotonic()
    done = await hr.client.post("/api/v1/organisations/import", files={"file": (file.name, file.read_bytes())})
    took = time.monotonic() - began
    assert done.status_code == 201, done.text
    assert done.json() == {"read": len(records), "added": len(records), "updated": 0}
    record_property("organisations", len(records))
    record_property("seconds", round(took, 2))
    with capsys.disabled():
        print(f"\n  ROR: {len(records)} organisations read in {took:.2f} s")
    again = await hr.client.post("/api/v1/organisations/import", files={"file": (file.name, file.read_bytes())})
    assert again.json() == {"read": len(records), "added": 0, "updated": 0}

    missed = []
    for record in records[::4]:
        ror_id = record["id"].rpartition("/")[2]
        for name in record["names"]:  # display name, labels in any script, aliases, acronyms
            answer = await hr.client.get("/api/v1/organisations", params={"q": name["value"], "per_page": 200})
            if ror_id not in [row["ror_id"] for row in answer.json()["data"]]:
                missed.append((ror_id, name["value"], name["types"]))
    assert missed == []


def resumes() -> list[tuple[str, dict[str, Any]]]:
    """Every file, and every valid and invalid value of the schema's tests as a CV of its own."""
    files = sorted(material.path("people/jsonresume").glob("*.json"))
    found = [(file.stem, json.loads(file.read_bytes())) for file in files]
    for table in ("basics", "work"):
        found += list(material.loaded(f"people/jsonresume/{table}.json").items())
    return [(name, cv) for name, cv in found if isinstance(cv, dict)]


async def test_every_json_resume_becomes_an_application_and_is_found(world: World) -> None:
    vacancy = await world.vacancy()
    hr = world.people["hr"]
    for name, cv in resumes():
        file = {"file": (f"{name}.json", json.dumps(cv).encode())}
        done = await hr.client.post(f"/api/v1/applications/import?vacancy_id={vacancy['id']}", files=file)
        assert done.status_code == 201, (name, done.text)
        id = done.json()["ids"][0]
        assert (await hr.get(f"/applications/{id}")).json()["cv"] == cv
        for word in list(strings_in(cv))[:60]:
            if word.strip() and not word.startswith("http"):
                found = (await hr.client.get("/api/v1/applications", params={"q": word[:400], "per_page": 200})).json()
                assert id in [row["id"] for row in found["data"]], (name, word)
        assert (await hr.get(f"/applications/{id}/pdf")).content.startswith(b"%PDF-")


@pytest.mark.parametrize("content", [b"", b"[1, 2]", b"not json", b'"text"', b'{"a": "\\ud800"}'])
async def test_what_is_no_json_resume_gets_a_sentence_and_nothing_is_kept(world: World, content: bytes) -> None:
    vacancy = await world.vacancy()
    hr = world.people["hr"]
    done = await hr.client.post(
        f"/api/v1/applications/import?vacancy_id={vacancy['id']}", files={"file": ("cv.json", content)}
    )
    assert done.status_code == 422, done.text
    assert done.json()["errors"][0]["remedy"]
    assert world.sql("select count(*) from application") == [(0,)]


def hostile_pdfs() -> list[tuple[str, bytes, bool]]:
    """(name, content, is it kept?)"""
    whole = material.path("hostile/pdf/minimal-document.pdf").read_bytes()
    found = [(file.name, file.read_bytes(), "password" not in file.name)
             for file in sorted(material.path("hostile/pdf").glob("*.pdf"))]  # fmt: skip
    found += [
        ("empty.pdf", b"", False),
        ("40-megabytes.pdf", whole + b"%" + b"x" * (40 * 1024 * 1024), False),
        ("truly-a-web-page.pdf", b"<html><script>alert(1)</script></html>", False),
        ("page-and-pdf.pdf", b"<html>" + b" " * 900 + whole, False),
        ("half.pdf", whole[: len(whole) // 8], False),
        ("../../etc/passwd", pdf("CV"), True),
    ]
    return found


async def test_hostile_pdfs_get_a_clear_sentence_and_the_good_ones_are_kept(world: World) -> None:
    vacancy = await world.vacancy(documents_asked=[{"kind": "cv"}])
    one = await Applicant.begin(world, vacancy["reference"])
    assert one is not None
    kept = 0
    for name, content, good in hostile_pdfs():
        done = await one.upload(content, name)
        if good:
            assert done.status_code == 303, (name, done.text)
            kept += 1
        else:
            assert done.status_code == 422, name
            assert 'role="alert"' in done.text
            assert any(sentence in done.text for sentence in ("empty", "larger than 20 MB", "not a PDF", "password",
                       "damaged", "more than a PDF")), name  # fmt: skip
    assert world.sql("select count(*), count(*) filter (where state = 'accepted') from document") == [(kept, kept)]
    names = [row[0] for row in world.sql("select file_name from document")]
    assert "passwd" in names
    assert not [name for name in names if "/" in name]


async def test_malformed_pdfs_that_common_readers_open_are_kept_or_refused_never_a_fault(world: World) -> None:
    vacancy = await world.vacancy(documents_asked=[{"kind": "cv"}])
    one = await Applicant.begin(world, vacancy["reference"])
    assert one is not None
    answers = {}
    for file in sorted(material.path("hostile/pdf-malformed").glob("*.pdf")):
        answers[file.name] = (await one.upload(file.read_bytes(), file.name)).status_code
    assert set(answers.values()) <= {303, 422}, answers
    assert 303 in answers.values()


async def test_the_job_posting_has_what_the_published_examples_have(world: World) -> None:
    import re

    text = material.path("jobs/schema-org-jobposting.json").read_text()
    vacancy = await world.vacancy()
    page = (await world.client().get(f"/careers/{vacancy['reference']}", headers={"accept-language": "en"})).text
    # where it is absent, the test fails here
    posting = json.loads(re.search(r'application/ld\+json">(.+?)</script>', page).group(1))  # type: ignore[union-attr]
    for name in ("@context", "@type", "baseSalary", "datePosted", "description", "employmentType", "jobLocation", "title",
                 "hiringOrganization", "workHours"):  # fmt: skip
        assert f'"{name}"' in text
        assert posting[name]
    assert posting["jobLocation"]["address"]["@type"] == "PostalAddress"
