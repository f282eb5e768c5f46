"""The letter of an offer: its template, what was sent, and the signature under it."""

import asyncio
import hashlib
import io
from datetime import datetime, timedelta

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from polder.hiring.offers import rules
from tests.hiring.appointments.people import draft, sent
from tests.support.world import SOON, World


def words(content: bytes) -> str:
    return " ".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


async def test_a_letter_is_looked_at_before_it_is_sent_and_is_then_what_was_sent(world: World) -> None:
    offer = await draft(world, salary_scale="P", ends_on="2103-02-28", fte_percent=80)
    hr, director = world.people["hr"], world.people["director"]
    path = f"/offers/{offer['id']}/letter"
    before = words((await hr.get(path)).content)
    for said in ("Dear Ada,", "PhD candidate", "€3,500 gross", "scale P", "1 March 2099", "until 28 February 2103",
                 "80% of a full working week: 30.4 hours", "preview, not sent"):  # fmt: skip
        assert said in before, (said, before)
    controller = await world.person("controller", "controller")
    assert (await controller.get(path)).status_code == 404  # who sees the money alone does not read the name
    await director.move("offers", offer["id"], "approve")
    done = await hr.move("offers", offer["id"], "send")
    assert done.status_code == 200, done.text
    content = (await hr.get(path)).content
    letter = done.json()["letter"]
    assert hashlib.sha256(content).hexdigest() == letter["sha256"]
    assert "preview" not in words(content)
    ((attached, name),) = world.sql("select content, file_name from mail_attachment")
    assert (hashlib.sha256(attached).hexdigest(), name) == (letter["sha256"], f"{offer['reference']}.pdf")
    assert [d["kind"] for d in (await hr.get(f"/documents?record_id={offer['id']}")).json()["data"]] == ["letter"]
    assert (await controller.get(f"/documents?record_id={offer['id']}")).json()["data"] == []
    for change in ("update offer_letter set sha256 = 'x'", "delete from offer_letter"):
        with pytest.raises(psycopg.Error, match="append_only"):
            world.sql(change)


async def test_accepting_asks_a_name_and_keeps_who_when_and_which_letter(world: World) -> None:
    offer, one = await sent(world)
    path = f"/apply/offer/{offer['id']}/accept"
    assert "Read the letter (PDF)" in one.page
    letter = await one.client.get("/apply/offer/letter")
    assert letter.status_code == 302
    assert (await one.client.get(letter.headers["location"])).content.startswith(b"%PDF")
    for nothing in ("", " ", "x", "\u200b\u200b"):
        refused = await one.send(path, signed_name=nothing)
        assert (refused.status_code, "Your name is missing." in refused.text) == (422, True)
    hr = world.people["hr"]
    for name in ("accept", "decline"):  # nobody answers for somebody else
        assert (await hr.move("offers", offer["id"], name)).status_code in (403, 404), name
    with pytest.raises(psycopg.Error, match="offer_not_signed"):
        world.sql("select set_config('polder.move', 'offer:accept', false); update offer set state = 'accepted'")
    done = [await one.send(path, signed_name="  Ada   <b>Lovelace</b> ") for _ in range(2)]
    assert [answer.status_code for answer in done] == [303, 303]
    shown = await one.look()
    assert "Ada &lt;b&gt;Lovelace&lt;/b&gt;" in shown
    answer = (await hr.get(f"/offers/{offer['id']}")).json()["answer"]
    assert (answer["signed_name"], answer["letter_sha256"]) == ("Ada <b>Lovelace</b>", offer["letter"]["sha256"])
    assert abs(datetime.fromisoformat(answer["signed_at"]) - datetime.fromisoformat(answer["at"])) < timedelta(
        seconds=2
    )
    assert world.sql("select stage from application") == [("hired",)]
    assert world.sql("select count(*) from mail where template = 'offer_accepted'") == [(1,)]
    with pytest.raises(psycopg.Error, match="append_only"):
        world.sql("update offer_acceptance set signed_name = 'Eve'")


async def test_of_answers_at_once_with_a_withdrawal_one_counts_and_a_late_one_does_not(world: World) -> None:
    offer, one = await sent(world)
    path, hr = f"/apply/offer/{offer['id']}", world.people["hr"]
    answers = await asyncio.gather(
        one.send(f"{path}/accept", signed_name="Ada"), one.send(f"{path}/accept", signed_name="Ada"),
        hr.post(f"/offers/{offer['id']}/moves/withdraw", {"reason": "budget"}, version=offer["version"]),
        one.send(f"{path}/decline", reason="no"),
    )  # fmt: skip
    ((state, signed, appointed),) = world.sql(
        "select state, (select count(*) from offer_acceptance), (select count(*) from appointment) from offer"
    )
    assert (signed, appointed) == ((1, 1) if state == "accepted" else (0, 0)), [a.text[:200] for a in answers]
    assert state in ("accepted", "declined", "withdrawn")
    assert world.sql("select count(*) from move_entry where record_kind = 'offer' and from_state = 'sent'") == [(1,)]


async def test_the_last_moment_is_in_time_and_the_next_is_not(world: World) -> None:
    offer, one = await sent(world)
    path = f"/apply/offer/{offer['id']}/accept"
    world.clock((datetime.fromisoformat(SOON) + timedelta(microseconds=1)).isoformat())
    late = await one.send(path, signed_name="Ada")
    assert (late.status_code, world.sql("select count(*) from offer_acceptance")) == (409, [(0,)])
    world.clock(datetime.fromisoformat(SOON).isoformat())
    assert (await one.send(path, signed_name="Ada")).status_code == 303


async def test_declining_keeps_a_reason_for_hr_alone(world: World) -> None:
    offer, one = await sent(world)
    done = await one.send(f"/apply/offer/{offer['id']}/decline", reason="Too far <script>")
    assert done.status_code == 303
    hr = world.people["hr"]
    assert (await hr.get(f"/offers/{offer['id']}")).json()["answer"]["reason"] == "Too far <script>"
    assert not world.sql("select 1 from mail where text like '%Too far%'")


async def test_a_template_names_only_fields_that_exist_and_another_person_confirms_it(world: World) -> None:
    hr, rik = await world.person("hr", "hr_officer"), await world.person("rik", "hr_officer")
    body = {"language": "en", "subject": "Offer {role}", "body": "Dear {nmae}, {salary}, {", "note": None}
    refused = await hr.post("/letter-templates", body)
    assert [(e["field"], e["problem"]) for e in refused.json()["errors"]] == [
        ("body", "There is no such field: “{nmae}”, “{”.")
    ]
    made = await hr.post("/letter-templates", {**body, "body": "Dear {name}, {salary}."})
    assert made.status_code == 201, made.text
    id = made.json()["id"]
    assert "€3,500" in words((await hr.get(f"/letter-templates/{id}/pdf")).content)
    own = await hr.move("letter-templates", id, "confirm")
    assert (own.status_code, own.json()["type"]) == (409, "/problems/second-person")
    assert "letter_template.confirm" in {i["kind"] for i in (await rik.get("/todo")).json()["data"]}
    confirmed = await rik.move("letter-templates", id, "confirm")
    assert (confirmed.status_code, confirmed.json()["in_use"]) == (200, True)
    fixed = await hr.patch(f"/letter-templates/{id}", {"body": "X"}, confirmed.json()["version"])
    assert (fixed.status_code, fixed.json()["type"]) == (409, "/problems/hiring-text-fixed")
    with pytest.raises(psycopg.Error, match="ck_letter_template_body_fields"):
        world.sql("insert into letter_template (language, subject, body) values ('en', 'S', 'Dear {nmae}')")
    offer = await draft(world)
    assert "Offer PhD candidate Dear Ada, €3,500." in words((await hr.get(f"/offers/{offer['id']}/letter")).content)


@given(st.text(alphabet="ab{}_ name", max_size=40))
def test_a_text_without_unknown_fields_can_be_filled(text: str) -> None:
    unknown = rules.unknown_fields(text)
    filled = rules.filled(text, dict.fromkeys(rules.FIELDS, "·")) if not unknown else ""
    assert not {"{", "}"} & set(filled)
    assert bool(unknown) == ("{" in text.replace("{name}", "") or "}" in text.replace("{name}", ""))
