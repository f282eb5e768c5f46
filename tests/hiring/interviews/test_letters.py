"""What is told of an interview, to whom, and what their calendars make of it."""

from datetime import UTC, datetime
from email import message_from_bytes
from types import SimpleNamespace

import asyncpg
import pytest
from icalendar import Calendar

from polder.hiring.interviews import jobs
from polder.kernel.mail import smtp
from tests.hiring.interviews.scene import Scene, scene
from tests.support.world import World

ANNA, BOB = "anna@institute.example", "bob@institute.example"


def calendars(found: Scene, to: str) -> list[Calendar]:
    """What was attached to the letters to this address, in their order."""
    rows = found.world.sql(
        """select a.content, a.media_type from mail_attachment a join mail m on m.id = a.mail_id where m.to_address = %s
           and a.media_type like 'text/calendar%%' order by m.id""",
        to,
    )
    made = []
    for content, media in rows:
        one = Calendar.from_ical(bytes(content))
        assert f"method={one['method']};" in media
        made.append(one)
    return made


def event(one: Calendar) -> tuple[str, int, str, datetime]:
    (found,) = one.walk("VEVENT")
    return str(one["method"]), int(found["sequence"]), str(found["status"]), found["dtstart"].dt.astimezone(UTC)


async def test_an_interview_is_booked_moved_and_cancelled_and_every_calendar_follows(world: World) -> None:
    found = await scene(world, "Ada")
    ((ada,),) = world.sql("select email from application where name = 'Ada'")
    assert await found.told() == [("interview_invitation", ada)]
    slots = [slot["id"] for slot in (await found.look())["slots"]]
    assert (await found.book("Ada", slots[0])).status_code == 303
    assert await found.told() == [("interview_booked", ada), ("interview_panel", ANNA), ("interview_panel", BOB)]
    assert await found.told() == []  # once
    await found.book("Ada", slots[1])
    # what waited for the other began earlier, and is the later one by its sequence
    world.sql("update interview_change set created_at = created_at - interval '1 hour' where sequence = 1")
    await found.told()
    hr = world.people["hr"]
    interview = await found.interview("Ada")
    done = await hr.post(
        f"/interviews/{interview['id']}/moves/cancel",
        {"reason": "A panel member is ill."},
        version=interview["version"],
    )
    assert done.status_code == 200, done.text
    assert await found.told() == [
        ("interview_cancelled", ada),
        ("interview_panel_cancelled", ANNA),
        ("interview_panel_cancelled", BOB),
    ]
    first, second = datetime(2027, 3, 10, 8, tzinfo=UTC), datetime(2027, 3, 10, 9, tzinfo=UTC)
    for who in (ada, ANNA, BOB):
        made = calendars(found, who)
        assert [event(one) for one in made] == [
            ("REQUEST", 0, "CONFIRMED", first), ("REQUEST", 1, "CONFIRMED", second), ("CANCEL", 2, "CANCELLED", second),
        ], who  # fmt: skip
        assert {str(one.walk("VEVENT")[0]["uid"]) for one in made} == {f"{interview['id']}@polder.test"}
        assert all(str(one.walk("VTIMEZONE")[0]["tzid"]) == "Europe/Amsterdam" for one in made)
    # Names, and no addresses, of each other.
    theirs, panels = calendars(found, ada)[0].to_ical().decode(), calendars(found, ANNA)[0].to_ical().decode()
    assert "anna" in theirs
    assert "institute.example" not in theirs
    assert "Ada" in panels
    assert ada not in panels
    assert "member is ill" not in "".join(text for _, to, text in found.mails() if to == ada)


async def test_the_file_goes_out_as_a_calendar_that_mail_programs_answer(world: World) -> None:
    found = await scene(world, "Ada")
    await found.book("Ada", (await found.look())["slots"][0]["id"])
    await found.told()
    ((name, media, content, mail),) = world.sql(
        """select a.file_name, a.media_type, a.content, m.id from mail_attachment a join mail m on m.id = a.mail_id
           where m.template = 'interview_booked'"""
    )
    ((to, who, subject, text, html, at),) = world.sql(
        "select to_address, to_name, subject, text, html, created_at from mail where id = %s", mail
    )
    mail_row = SimpleNamespace(
        id=mail,
        to_address=to,
        to_name=who,
        subject=subject,
        text=text,
        html=html,
        created_at=at,
        language="en",
        unsubscribe=None,
    )
    file = SimpleNamespace(file_name=name, media_type=media, content=bytes(content))
    sent = message_from_bytes(bytes(smtp.message(mail_row, "Polder <polder@institute.example>", [file])))  # type: ignore[arg-type]
    (part,) = [one for one in sent.walk() if one.get_content_type() == "text/calendar"]
    assert (part.get_param("method"), part.get_param("charset"), part.get_filename()) == (
        "REQUEST",
        "utf-8",
        "interview.ics",
    )
    assert part.get_payload(decode=True) == bytes(content)


async def test_a_letter_that_bounced_is_seen_in_the_round_and_one_that_fails_holds_up_no_other(world: World) -> None:
    found = await scene(world, "Ada", "Bea")
    ((interview,),) = world.sql(
        "select i.id from interview i join application a on a.id = i.application_id where a.name = 'Ada'"
    )
    world.sql("alter table mail add constraint no_ada check (to_name <> 'Ada') not valid")
    with pytest.raises(asyncpg.CheckViolationError):
        await jobs.tell(0)
    assert [template for template, _, _ in found.mails()] == ["interview_invitation"]  # Bea's
    world.sql("alter table mail drop constraint no_ada")
    await found.told()
    assert len(found.mails()) == 2
    world.sql("update mail set state = 'refused' where to_name = 'Ada'")
    assert (await found.interview("Ada"))["letter"] == "refused"
    assert (await found.interview("Bea"))["letter"] == "queued"
    assert world.sql("select told_at is not null from interview_change where interview_id = %s", interview) == [(True,)]


async def test_a_reminder_goes_to_candidate_and_panel_once_by_the_rule_of_the_house_and_not_to_who_chose_that_day(
    world: World,
) -> None:
    found = await scene(world, "Ada", "Bea", closes_hours=0)
    slots = [slot["id"] for slot in (await found.look())["slots"]]
    world.sql("alter table interview_change alter created_at set default polder.clock()")
    await found.book("Ada", slots[0])
    world.clock("2027-03-09T07:59:00Z")
    await jobs.remind(0)
    assert found.mails("interview_reminder") == []
    world.clock("2027-03-09T10:30:00Z")
    await found.book("Bea", slots[2])
    await jobs.remind(0)
    assert found.mails("interview_reminder") == [], "nobody has confirmed a rule yet"
    world.in_force("hiring_rule", "interview_reminder_hours")
    for _ in range(2):
        await jobs.remind(0)
    assert [to for _, to, _ in found.mails("interview_panel_reminder")] == [
        "anna@institute.example",
        "bob@institute.example",
    ]
    ((_, to, text),) = found.mails("interview_reminder")
    assert (to,) == world.sql("select email from application where name = 'Ada'")[0]
    assert "Wednesday 10 March 2027 09:00 CET" in text
    # Whoever is moved to another time is reminded of that one too.
    world.clock("2027-03-09T07:00:00Z")
    await found.book("Ada", slots[1])
    world.clock("2027-03-09T09:30:00Z")
    await jobs.remind(0)
    assert len(found.mails("interview_reminder")) == 2
    # who has been interviewed in a round is invited to the next one, not again to this
    world.clock("2027-03-10T10:00:00Z")
    hr, interview = world.people["hr"], await found.interview("Ada")
    assert (await hr.move("interviews", interview["id"], "hold")).status_code == 200
    again = await hr.post(
        f"/interview-rounds/{found.round['id']}/invitations", {"application_ids": [found.applications["Ada"]]}
    )
    assert (again.status_code, "Make a next round" in again.json()["detail"]) == (409, True)
