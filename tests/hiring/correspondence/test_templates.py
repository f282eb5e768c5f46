"""Templates: only known fields, never changed but replaced, and the house's own words for what Polder sends by itself."""

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from polder.hiring.correspondence import rules
from polder.kernel.mail.templates import of_text
from tests.hiring.correspondence.test_mailings import applications
from tests.support.world import World

TEXTS = {
    "name": "Bear with us", "subject_nl": "Over {{ vacancy }}", "subject_en": "About {{ vacancy }}",
    "body_nl": "Beste {{ name }}, tot {{ deadline }}.", "body_en": "Dear {{ name }}, until {{ deadline }}.",
}  # fmt: skip


async def test_a_template_names_known_fields_and_a_change_is_its_next_version(world: World) -> None:
    vacancy = await world.vacancy()
    hr = world.people["hr"]
    wrong = await hr.post("/mail-templates", {**TEXTS, "body_nl": "Beste {{ naam }} {{ salary }} {name}"})
    assert wrong.status_code == 422
    (error,) = wrong.json()["errors"]
    assert error["field"] == "body_nl"
    assert "naam, salary" in error["problem"]
    assert "{{ vacancy_reference }}" in error["remedy"]
    seen = (await hr.post("/mail-templates/preview", {k: v for k, v in TEXTS.items() if k != "name"})).json()
    assert seen["nl"] == {
        "subject": "Over Promovendus",
        "text": "Beste Ada Lovelace, tot donderdag 15 april 2027 23:59 CEST.\n",
    }

    made = (await hr.post("/mail-templates", TEXTS)).json()
    assert (made["key"], made["number"]) == ("bear_with_us", 1)
    twin = (await hr.post("/mail-templates", TEXTS)).json()
    assert twin["key"] == "bear_with_us_2"
    (ada,) = await applications(world, vacancy, ("Ada", "ada@example.org"))
    body = {"vacancy_id": vacancy["id"], "application_ids": [ada], "template_id": made["id"]}
    mailing = (await hr.post("/mailings", body)).json()
    next_one = await hr.patch(f"/mail-templates/{made['id']}", {"body_en": "Dear {{ name }}: new."}, made["version"])
    assert next_one.status_code == 200, next_one.text
    assert (next_one.json()["number"], next_one.json()["id"] != made["id"]) == (2, True)
    assert [(v["number"], v["state"]) for v in next_one.json()["versions"]] == [(2, "in_force"), (1, "replaced")]
    assert (await hr.patch(f"/mail-templates/{made['id']}", {"name": "X"}, made["version"] + 1)).status_code == 409
    # what was composed with the earlier version says what that says
    await hr.post(f"/mailings/{mailing['id']}/moves/send", {}, version=mailing["version"])
    ((text, kind),) = world.sql("select text, template from mail")
    assert (text, kind) == ("Dear Ada, until Thursday 1 January 2099 13:00 CET.\n", "bear_with_us")
    again = (await hr.post("/mailings", {**body, "template_id": next_one.json()["id"]})).json()
    (line,) = (await hr.get(f"/mailings/{again['id']}/recipients")).json()["data"]
    assert line["before"]  # the same letter went to her, in an earlier version

    # neither application code nor the tables' owner rewrites a text, and nothing unknown gets in
    with psycopg.connect(world.superuser_url, autocommit=True) as owner:
        with pytest.raises(psycopg.Error, match="template_fixed"):
            owner.execute("update mail_template set body_nl = 'Anders' where id = %s", (made["id"],))
        with pytest.raises(psycopg.Error, match="unknown_letter_field"):
            owner.execute("insert into mail_template (key, name, subject_nl, subject_en, body_nl, body_en)"
                          " values ('bad', 'x', 'x', 'x', '{{ secret }}', 'x')")  # fmt: skip
        with pytest.raises(psycopg.Error, match="mailing_fixed"):
            owner.execute("update mailing set body_en = 'x' where state = 'queued'")


async def test_the_house_words_a_letter_of_the_system_its_own_way(world: World) -> None:
    vacancy = await world.vacancy()
    hr = world.people["hr"]
    catalogue = (await hr.get("/mail-templates/fields")).json()
    rejection = next(one for one in catalogue["system"] if one["key"] == "application_rejected")
    assert "We are sorry" in rejection["text"]["en"]["text"]
    lost = await hr.post("/mail-templates", {**TEXTS, "key": "offer_sent"})
    assert {error["field"] for error in lost.json()["errors"]} == {"body_nl", "body_en"}
    own = {
        **TEXTS,
        "key": "application_rejected",
        "subject_en": "No, {{ name }}",
        "body_en": "Sorry.\n\n{{ contact }} <b>",
    }
    assert (await hr.post("/mail-templates", {**own, "vacancy_id": vacancy["id"]})).status_code == 422
    made = await hr.post("/mail-templates", own)
    assert made.status_code == 201, made.text
    assert (await hr.post("/mail-templates", own)).status_code == 409
    (ada, bo) = await applications(world, vacancy, ("Ada", "ada@example.org"), ("Bo", "bo@example.org"))
    await hr.move("applications", ada, "reject", "because")
    ((subject, html),) = world.sql("select subject, html from mail")
    assert subject == "No, Ada"
    assert "&lt;b&gt;" in html  # never anybody's HTML
    await hr.move("mail-templates", made.json()["id"], "end")
    await hr.move("applications", bo, "reject", "because")
    assert world.sql("select subject from mail order by created_at desc limit 1") == [
        ("About your application: PhD candidate",)
    ]
    # what only its own cause knows is not for a letter to many
    offer = {**TEXTS, "key": "offer_expired", "body_nl": "{{ until }}", "body_en": "{{ until }}"}
    template = (await hr.post("/mail-templates", offer)).json()
    refused = await hr.post(
        "/mailings", {"vacancy_id": vacancy["id"], "application_ids": [ada], "template_id": template["id"]}
    )
    assert refused.json()["errors"][0]["field"] == "template_id"


NAMES = st.text(max_size=60)


@given(
    st.dictionaries(st.sampled_from(rules.GENERAL), NAMES, min_size=len(rules.GENERAL)),
    st.lists(st.sampled_from(rules.GENERAL)),
    NAMES,
)
def test_every_field_is_filled_in_once_and_what_it_holds_is_never_read_as_a_field(
    values: dict[str, str], names: list[str], between: str
) -> None:
    between = between.replace("{", "").replace("}", "")
    text = between.join(f"{{{{ {name} }}}}" for name in names)
    assert rules.filled(text, values) == between.join(values[name] for name in names)
    assert rules.unknown(None, text) == []


@given(st.text(max_size=300))
def test_whatever_is_written_is_text_and_no_markup(text: str) -> None:
    made = of_text("x", text, "en").html.partition("<body")[2].partition(">")[2]
    for tag in ("<p>", "</p>", "<br>", "</body></html>"):
        made = made.replace(tag, "")
    assert "<" not in made.replace("<a href=", "").replace("</a>", "")
