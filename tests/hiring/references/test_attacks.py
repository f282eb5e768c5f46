"""A referee's link reused, guessed, expired and forwarded; and what the database refuses whoever asks."""

import asyncio
from collections.abc import Sequence
from typing import Any

import psycopg
import pytest

from polder.hiring.references import jobs
from tests.hiring.applicant import Applicant
from tests.hiring.references.referee import TWO, Referee, link, work
from tests.support.pdf import pdf
from tests.support.world import World

ONE = {name: text for name, text in TWO.items() if "-1-" in name}


async def asked(world: World, **values: Any) -> tuple[Applicant, str]:
    """An applicant with one referee who was asked; and the id of the reference."""
    vacancy = await world.vacancy(referees_asked=1, **values)
    ada = await Applicant.begin(world, vacancy["reference"], email="ada@example.org")
    assert ada is not None
    await ada.submit(**ONE)
    await work(world)
    return ada, str(world.sql("select id from reference")[0][0])


def later(world: World, days: int) -> None:
    moment = world.sql(f"select now() + interval '{days} days'")[0][0]
    world.clock(moment.isoformat())


def as_link(world: World, role: str, scope: str, statement: str) -> Sequence[Any]:
    """What the database answers the application when somebody with this link sends SQL of their own."""
    secret = world.session(None, kind="link", role=role, scope_id=scope)
    from polder.kernel.actor import Entry

    entry = Entry.by_secret(secret, "attack-attack")
    with psycopg.connect(world.app.state.settings.database_url.get_secret_value()) as connection:
        hash, request = entry.values
        connection.execute("select polder.enter_session(%s, %s)", (hash, request))
        done = connection.execute(statement)  # type: ignore[arg-type]  # psycopg wants a literal
        return done.fetchall() if done.description else []


async def test_a_link_works_once_and_says_the_same_whether_it_ended_or_never_was(world: World) -> None:
    ada, id = await asked(world)
    path = link(world, "grace@example.org")
    secret = path.partition("key=")[2]
    assert len(secret) >= 43  # 256 bits
    assert world.sql("select count(*) from session where token_hash::text like %s", f"%{secret}%") == [(0,)]
    guessed = await (await Referee.open(world, "/reference?key=" + "x" * 43)).look()
    assert guessed.status_code == 404
    assert guessed.headers["x-robots-tag"] == "noindex, nofollow"
    assert (await ada.client.get("/reference")).text == guessed.text  # no link at all
    assert (await world.client(secret).get(f"/api/v1/documents?record_id={id}")).json()["total"] == 0

    # the same letter sent twice at once, by two windows of whoever has the link
    one, other = await Referee.open(world, path), await Referee.open(world, path)
    await one.look()
    await other.look()
    answers = await asyncio.gather(one.send(text="Good.", sure="yes"), other.send(text="Better.", sure="yes"))
    assert sorted(answer.status_code for answer in answers) in ([303, 303], [303, 409], [200, 303])
    assert world.sql("select count(*) from document where record_kind = 'reference'") == [(1,)]
    same = [await one.client.post("/reference", data={"text": text, "sure": "yes"}) for text in ("Good.", "Better.")]
    assert sorted(answer.status_code for answer in same) == [200, 303], (
        "what was received is received, twice clicked or not"
    )
    again = await one.client.post("/reference", data={"text": "Other.", "sure": "yes"})
    assert "Received, thank you" in again.text
    decline = await one.send(then="decline", **{"decline-sure": "yes"})
    assert "Received, thank you" in decline.text
    assert world.sql("select state from reference") == [("received",)]
    await work(world)
    assert world.sql("select count(*) from mail where template = 'reference_thanks'") == [(1,)]
    assert (await Referee.open(world, path)).client is not None


async def test_an_ended_request_shows_nothing_and_loses_no_text(world: World) -> None:
    _, id = await asked(world, referee_deadline_days=5)
    hr = world.people["hr"]
    grace = await Referee.open(world, link(world, "grace@example.org"))
    page = (await grace.look()).text
    assert "Are you somebody else?" in page
    later(world, 6)
    late = await grace.send(text="Just too late.", sure="yes")
    assert late.status_code == 404
    assert "Just too late." in late.text
    assert "Ada" not in late.text
    await jobs.expire(0)
    assert world.sql("select state from reference") == [("expired",)]
    assert "1 reference is late for" in str((await hr.get("/todo")).json()["data"])
    version = (await hr.get(f"/references/{id}")).json()["version"]
    for until, status in (("2020-01-01", 422), ("2900-01-01", 422)):
        assert (await hr.post(f"/references/{id}/extend", {"until": until}, version=version)).status_code == status
    until = world.sql("select (polder.clock() + interval '3 days')::date::text")[0][0]
    assert (await hr.post(f"/references/{id}/extend", {"until": until}, version=version)).status_code == 200
    assert (await hr.post(f"/references/{id}/extend", {"until": until}, version=version)).status_code == 412
    await work(world)
    assert (await grace.look()).status_code == 200  # the old link works again, and so does the new one
    await (await Referee.open(world, link(world, "grace@example.org"))).look()
    assert (await hr.move("references", id, "withdraw")).status_code == 422  # a reason is asked
    assert (await hr.move("references", id, "withdraw", "hired another")).status_code == 200
    await work(world)
    assert world.sql("select count(*) from mail where template = 'reference_not_needed'") == [(1,)]
    assert (await grace.look()).status_code == 404


async def test_hostile_letters_are_refused_with_a_sentence(world: World) -> None:
    _, id = await asked(world)
    grace = await Referee.open(world, link(world, "grace@example.org"))
    for files, fields, told in (
        ({"file": ("a.pdf", b"MZ no pdf")}, {"sure": "yes"}, "This is not a PDF"),
        ({"file": ("a.pdf", b"")}, {"sure": "yes"}, "The file is empty"),
        ({"file": ("a.pdf", pdf("x"))}, {"sure": "yes", "text": "both"}, "You chose a file and wrote a text too."),
        (None, {"sure": "yes", "text": " \u200b\n"}, "There is no letter yet."),
        (None, {"sure": "yes", "text": "x" * 20_001}, "The text is too long."),
        (None, {"text": "unsure"}, "Please confirm who you are."),
        (None, {"then": "decline", "reason": "busy"}, "Please confirm who you are."),
    ):
        answer = await grace.send(files=files, **fields)
        assert (answer.status_code, told in answer.text) == (422, True), told
    forged = await grace.client.post("/reference", data={"csrf": "x", "text": "t", "sure": "yes"})
    assert forged.status_code == 422
    sent = await grace.send(text="<b>\x00 =1+1 \U0001f600 شكرا\u202eevil", sure="yes")
    assert sent.status_code == 303, sent.text
    assert world.sql("select media_type, pages from document where record_id = %s", id) == [("application/pdf", 1)]


async def test_the_database_refuses_what_no_page_offers(world: World) -> None:
    _, id = await asked(world)
    application = str(world.sql("select id from application")[0][0])
    move = "select set_config('polder.move', 'reference:{}', true); "
    column = "(application_id, vacancy_id, name, email, institution, relation)"
    values = f"select id, vacancy_id, 'X', '{{}}', '', '' from application where id = '{application}'"
    for role, scope, statement, told in (
        (
            "applicant",
            application,
            move.format("deliver") + "update reference set state = 'received'",
            "move_not_allowed",
        ),
        (
            "applicant",
            application,
            move.format("record") + "update reference set state = 'received'",
            "move_not_allowed",
        ),
        ("applicant", application, "update reference set due_at = now() + interval '1 year'", "reference_fixed"),
        ("applicant", application, "update reference set email = 'me@example.org'", "reference_fixed"),
        ("applicant", application, "update reference set mailed_at = now()", "reminded_today"),
        ("applicant", application, "delete from reference", "reference_fixed"),
        (
            "applicant",
            application,
            f"insert into reference {column} {values.format('x@example.org')}",
            "referees_enough",
        ),
        ("referee", id, move.format("deliver") + "update reference set state = 'received'", "letter_missing"),
        ("referee", id, "update reference set name = 'Somebody Else'", "reference_fixed"),
    ):
        with pytest.raises(psycopg.Error, match=told):
            as_link(world, role, scope, statement)
    # nobody but the system makes a referee's link, and the referee sees nothing beside the request
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        as_link(world, "applicant", application, "insert into session (kind, token_hash, role, scope_id, expires_at)"
                f" values ('link', 'x', 'referee', '{id}', now() + interval '1 day')")  # fmt: skip
    for table in (
        "application",
        "vacancy",
        "document",
        "review",
        "mail",
        "audit_entry",
        "move_entry",
        "account",
        "conflict",
    ):
        assert as_link(world, "referee", id, f"select count(*) from {table}") == [(0,)], table
    assert as_link(world, "referee", id, "select count(*) from reference") == [(1,)]
    assert as_link(
        world, "applicant", application, "select count(*) from document where record_kind = 'reference'"
    ) == [(0,)]


async def test_an_applicant_reminds_once_a_day_and_replaces_who_declined(world: World) -> None:
    ada, id = await asked(world)
    remind = f"/apply/references/{id}/remind"
    await ada.look()
    early = await ada.send(remind)
    assert early.status_code == 409
    assert "in the last 24 hours already" in early.text
    world.sql("update reference set mailed_at = now() - interval '25 hours'")
    await ada.look()
    answers = await asyncio.gather(ada.send(remind), ada.send(remind))
    assert sorted(one.status_code for one in answers) == [303, 409]
    await work(world)
    assert world.sql("select count(*) from mail where template = 'reference_reminder'") == [(1,)]
    more = await ada.send("/apply/references", **{"referees-another-name": "Emmy", "referees-another-email": "emmy@example.org",
                          "referees-another-institution": "", "referees-another-relation": ""})  # fmt: skip
    assert (more.status_code, "as many referees as are asked for" in more.text) == (409, True)

    grace = await Referee.open(world, link(world, "grace@example.org"))
    assert (await grace.send(then="decline", reason="No time.", **{"decline-sure": "yes"})).status_code == 303
    assert "You have declined" in (await grace.look()).text
    assert "No time." not in await ada.look()
    for email, status in (
        ("ada+x@example.org", 422),
        ("GRACE@example.org", 422),
        ("nobody", 422),
        ("emmy@example.org", 303),
    ):
        other = await ada.send("/apply/references", **{"referees-another-name": "Emmy", "referees-another-email": email,
                               "referees-another-institution": "Bryn Mawr", "referees-another-relation": "x"})  # fmt: skip
        assert other.status_code == status, (email, other.text[:300])
        assert status == 303 or "Bryn Mawr" in other.text
    await work(world)
    assert "declined" in await ada.look()
    link(world, "emmy@example.org")
    assert (await ada.send("/apply/withdraw")).status_code == 303
    await work(world)
    assert world.sql("select state from reference order by id") == [("declined",), ("withdrawn",)]
    assert world.sql("select to_address from mail where template = 'reference_not_needed'") == [("emmy@example.org",)]


async def test_reminders_go_some_days_before_the_end_and_on_the_last_day_once_each(world: World) -> None:
    await asked(world, referee_deadline_days=10, referee_reminder_days=3)
    sent = []
    for day in range(11):
        later(world, day)
        for _ in range(2):
            await jobs.remind(0)
            await work(world)
        sent.append(world.sql("select count(*) from mail where template = 'reference_reminder'")[0][0])
    assert sent == [0] * 7 + [1] * 3 + [2]


async def test_a_draft_is_closed_at_the_deadline_and_a_referee_is_nobody_twice(world: World) -> None:
    vacancy = await world.vacancy(referees_asked=2)
    ada = await Applicant.begin(world, vacancy["reference"], email="ada@example.org")
    assert ada is not None
    for email, told in (("ADA+2@example.org", "your own address"), ("grace@example.org", "named this address already")):
        refused = await ada.save(motivation="M.", then="submit", **{**TWO, "referees-2-email": email})
        assert (refused.status_code, told in refused.text) == (409, True)
    await ada.save(**TWO)
    old = ada.page
    await ada.save(**{**TWO, "referees-1-name": "In another window"})
    ada.page = old
    stale = await ada.send("/apply/save", name="Ada Lovelace", **TWO)
    assert stale.status_code == 412
    assert "In another window" in stale.text
    await ada.look()
    world.sql("update vacancy set deadline = now() - interval '1 hour'")
    late = await ada.send("/apply/save", name="Ada Lovelace", **{**TWO, "referees-1-name": "Too Late"})
    assert late.status_code == 409
    assert world.sql("select count(*) from reference where name = 'Too Late'") == [(0,)]
