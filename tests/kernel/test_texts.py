"""What shows nothing says nothing: in a request, in a move's reason and in the database alike."""

import psycopg
import pytest

from polder.kernel.texts import shows_something, sort_key
from tests.support.world import TEXTS, World

NOTHING = [
    "\u3164", "\u115f", "\u1160", "\uffa0", "\u2800", "\ufe00", "\ufe0f", "\U000e0100", "\U000e01ef", "\u034f", "\u17b4", "\u17b5",
    "\u180b", "\u180f", "\U0001d159", "\ufffc", "\u200b", "\u00a0", "\u00ad", "\u2066", "\ufeff", "\t", "\u2800 \u3164\n\u200d",
]  # fmt: skip
NAMES = ["Ångström", "Bea", "Émile", "Emma", "Łukasz", "Ömer", "Oscar", "Øyvind", "Šárka", "Sofie", "xander", "Ziya"]
SOMETHING = [
    "a",
    "é",
    "\u0301",
    "李",
    "한",
    "ᄀ",
    "ᠠ",
    "⠓",
    "-",
    "?",
    "☃",
    "\U0001f9d1\u200d\U0001f52c",
    "\ufffd",
    "\U000323af",
]


def test_signs_of_any_script_are_something_and_fillers_are_nothing() -> None:
    assert [text for text in NOTHING if shows_something(text)] == []
    assert [text for text in SOMETHING if not shows_something(text)] == []


async def test_a_text_that_must_say_something_shows_something(world: World) -> None:
    hr = await world.person("hr", "hr_officer")
    for n, text in enumerate(NOTHING[::8]):
        refused = await hr.post("/vacancies", {**TEXTS, "deadline": "2099-01-01T12:00:00Z", "title_en": text})
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "title_en"), n
    application = await world.application(await world.vacancy(), "\u3164")  # the address stands in for the name
    assert application["name"] == "ada@example.org"
    for reason in (None, " ", NOTHING[0]):
        refused = await hr.move("applications", application["id"], "reject", reason)
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "reason")
    with pytest.raises(psycopg.errors.CheckViolation, match="ck_vacancy_title_en_seen"):
        world.sql("update vacancy set title_en = %s", "\u3164")
    # one rule: the database judges every sign as the program does
    unlike = world.sql(
        "select n, polder.shows_something(chr(n)) from unnest(array[1, 8000, 58000, 74000, 113000, 916000, 1106000]) f, generate_series(f, f + 8000) n"
    )
    assert [n for n, shown in unlike if shown != shows_something(chr(n))] == []


def test_names_sort_by_their_letters_whatever_stands_on_them() -> None:
    assert sorted(sorted(NAMES, reverse=True), key=sort_key) == NAMES
    assert [sort_key(name) for name in ("Straße", " Zoë  Æsir ", "한글", "が", "\u0301", "\u00b4")] == [
        "strasse", "zoe aesir", "한글", "か", "\u0301", "\u00b4"
    ]  # fmt: skip
    assert len(sort_key("\ufdfa" * 500)) == 500  # a sign that stands for 18
