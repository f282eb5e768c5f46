"""Records of ORCID and names of sixteen languages: read or refused with a reason, and whole in the letters that we write."""

import io
import re
import unicodedata
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from types import SimpleNamespace

import pytest
from pypdf import PdfReader

from polder.hiring.offers.letter import SAMPLE, letter_pdf
from polder.kernel.mail import smtp, templates
from polder.kernel.pdf.text import visible
from polder.kernel.texts import sort_key
from tests.conformance import material
from tests.conformance.test_strings import one_direction, without_space
from tests.hiring.applicant import Applicant
from tests.support.world import World

pytestmark = pytest.mark.timeout(300)
WORKS = {"work-3.0.xml", "work-full-3.0.xml"}  # the others tell of something else than works
REFUSED = "This is no list of works from ORCID."


async def test_every_orcid_sample_is_read_or_refused_with_a_reason_and_so_is_hostile_xml(world: World) -> None:
    samples = sorted(material.path("people/orcid-3.0").glob("*.xml"))
    hostile = sorted(material.path("hostile/xml").glob("*.xml"))
    assert (len(samples), len(hostile)) == (24, 4)
    hr = await world.person("hr", "hr_officer")
    for file in [*samples, *hostile]:
        done = await hr.client.post(
            f"/api/v1/people/{hr.person_id}/works", files={"file": (file.name, file.read_bytes())}
        )
        if file.name in WORKS:
            assert (done.status_code, done.json()) == (201, {"works": 1}), (file.name, done.text)
            assert world.sql("select identifier, title, published_on::text from person_work") == [
                ("doi:work:doi", "common:title", "1948-02-02")
            ]
        else:
            assert (done.status_code, done.json()["errors"][0]["field"]) == (422, "file"), (file.name, done.text)
            assert REFUSED in done.text
    vacancy = await world.vacancy()
    ada = await Applicant.begin(world, vacancy["reference"])
    assert ada is not None
    for file in [*samples, *hostile]:
        await ada.look()
        sent = await ada.send("/apply/works", files={"works_file": (file.name, file.read_bytes())}, name="Ada")
        assert (sent.status_code, REFUSED in sent.text) == ((303, False) if file.name in WORKS else (422, True)), (
            file.name
        )


def test_every_name_is_whole_in_the_letter_of_an_offer_and_in_the_mail_that_brings_it() -> None:
    names = material.names()
    assert len(names) > 100
    # one file for all: what differs is how a name is drawn
    body = "\n".join(f"{n}|{name}|" for n, name in enumerate(names))
    found = {**SAMPLE, "language": "nl", "name": names[0], "subject": "Aan {name}", "body": body}
    read = "".join(
        page.extract_text() for page in PdfReader(io.BytesIO(letter_pdf(found, "Instituut", draft=False))).pages
    )
    read = without_space(re.sub(r"Instituut · O-2026-0000", "", read))
    for name in names:
        wanted = without_space(visible(name))
        if one_direction(name):
            assert wanted in read, ascii(name)
        else:
            assert not set(wanted) - set(read), ascii(name)
    for name in names:
        one = templates.render(
            "application_link",
            "en",
            {"name": name, "title": "PhD", "path": "/apply?key=x", "base_url": "https://polder.test"},
        )
        mail = SimpleNamespace(id="1", to_address="a@example.org", to_name=name, subject=one.subject, text=one.text,
                               html=one.html, language="en", created_at=datetime.now(UTC), unsubscribe=None)  # fmt: skip
        sent = bytes(smtp.message(mail, "office@example.org"))  # type: ignore[arg-type]
        plain = message_from_bytes(sent, policy=policy.default).get_body(("plain",))  # type: ignore[attr-defined]
        assert name in plain.get_content(), ascii(name)
        to = str(make_header(decode_header(message_from_bytes(sent)["to"])))  # the older reader: RFC 2047 to the letter
        # Python loses a space between two encoded words where a long name is folded; every character is there
        assert without_space(name) in without_space(to.replace('"', "")), ascii(name)


def test_every_name_has_a_place_in_the_alphabet_and_keeps_it_however_it_is_composed() -> None:
    for name in material.names():
        assert sort_key(name)
        assert sort_key(unicodedata.normalize("NFD", name)) == sort_key(unicodedata.normalize("NFC", name)), ascii(name)
