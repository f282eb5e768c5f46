"""What is shown to others than those it was written for."""

import csv
import io

import pytest

from polder import domains
from polder.hiring.careers.pages import as_html
from polder.identity.access import ROLES
from tests.hiring.applicant import Applicant
from tests.support.world import SOON, World


@pytest.mark.parametrize(("attempts", "shown"), [(0, True), (1, False)])
async def test_a_mail_shows_its_personal_link_only_until_a_mail_server_was_tried(
    world: World, attempts: int, shown: bool
) -> None:
    """Untried is what lies in the demonstration's outbox, where people open it."""
    sam = await world.person("sam", "system_administrator")
    ((id,),) = world.sql(
        "insert into mail (to_address, to_name, language, template, subject, text, html, attempts)"
        " values ('ada@example.org', 'Ada', 'en', 'application_link', 'Yours', 'https://x/apply?key=s3cret-_1',"
        " '<a href=\"https://x/apply?key=s3cret-_1\">', %s) returning id",
        attempts,
    )
    mail = (await sam.get(f"/mails/{id}")).json()
    assert ("s3cret" in mail["text"], "s3cret" in mail["html"]) == (shown, shown)
    assert "apply?key=" in mail["text"]


async def test_an_export_says_that_its_moments_are_in_utc(world: World) -> None:
    await world.vacancy()
    lines = (await world.people["hr"].client.get("/api/v1/vacancies/export?words=en")).text.splitlines()
    assert "deadline (UTC)" in lines[0]
    assert "2099-01-01 12:00:00" in lines[1]


def test_no_picture_of_another_house_stands_on_a_career_page() -> None:
    assert as_html("Look ![a](http://elsewhere.example/a.png) **here**.") == "<p>Look  <strong>here</strong>.</p>\n"


async def test_no_name_or_title_turns_the_order_in_which_it_is_read(world: World) -> None:
    """U+202E shows what follows it backwards; "Ada" must not read as "adA", nor turn the line that it stands in."""
    vacancy = await world.vacancy(title_en="PhD \u202ecandidate\u202c", title_nl="\u202dPromovendus")
    assert (vacancy["title_en"], vacancy["title_nl"]) == ("PhD candidate", "Promovendus")
    one = await Applicant.begin(world, vacancy["reference"], "Ada \u202eecalevoL")
    assert one is not None
    assert 'value="Ada ecalevoL"' in await one.look()
    person = await world.people["hr"].post("/people", {"name": "Ada \u202aL"})
    assert person.json()["name"] == "Ada L"
    hebrew = "עדה"  # written from right to left by itself: kept as it is
    assert (await world.people["hr"].post("/people", {"name": hebrew})).json()["name"] == hebrew


async def test_files_for_people_say_states_and_kinds_in_words(world: World) -> None:
    vacancy = await world.vacancy()
    application = await world.application(vacancy, "Ada", "mark_eligible", "shortlist", "select")
    hr, sam = world.people["hr"], await world.person("sam", "system_administrator", "auditor")
    terms = {"application_id": application["id"], "salary_cents": 350_000, "starts_on": "2099-03-01",
             "expires_at": SOON}  # fmt: skip
    assert (await hr.post("/offers", terms)).status_code == 201
    assert (await hr.post("/organisations", {"name": "Delft", "kind": "university"})).status_code == 201
    assert (await sam.post("/invitations", {"email": "x@example.org", "role": "hr_officer"})).status_code == 201
    raw = {name for table in domains.metadata.tables.values() for c in table.c for name in c.info.get("choices", ())}
    raw |= {role.name for role in ROLES if role.title.nl != role.name} | {
        "true",
        "false",
        "insert",
        "update",
        "vacancy",
        "nl",
    }
    for who, path in (
        (hr, "vacancies"), (hr, "applications"), (hr, "offers"), (hr, "organisations"), (hr, "accounts"), (sam, "role-grants"),
        (sam, "invitations"), (sam, "mails"), (sam, "audit-entries"), (sam, "sessions"),
    ):  # fmt: skip
        text = (await who.get(f"/{path}/export?words=nl")).content.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert len(rows) > 1, path
        header = ("stand", "fase", "soort", "rol", "wat", "tabel", "hoe", "bron", "taal", "bereik", "sjabloon")
        told = {cell for row in rows[1:] for cell, name in zip(row, rows[0], strict=True) if name in header}
        assert told & raw == set(), path
    assert ",HR officer," in (await sam.get("/role-grants/export?words=en")).text
    assert ",geselecteerd," in (await hr.get("/applications/export?words=nl")).text
    assert ",nee," in (await hr.get("/offers/export?words=nl")).text  # outside the range
