"""Rule 1: submission counts by the database clock; an upload under way may finish within the published grace."""

import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from polder.kernel.http import LINK_COOKIE
from tests.hiring.applicant import Applicant
from tests.support.pdf import pdf
from tests.support.world import World

DEADLINE = datetime(2099, 1, 1, 12, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


async def ready(world: World, **vacancy: object) -> Applicant:
    """A draft with everything filled in, for a vacancy that closes at DEADLINE."""
    made = await world.vacancy(deadline=DEADLINE.isoformat(), **vacancy)
    one = await Applicant.begin(world, made["reference"])
    assert one is not None
    await one.save(motivation="Because.")
    return one


@pytest.mark.parametrize(("moment", "in_time"), [(-MICROSECOND, True), (MICROSECOND * 0, True), (MICROSECOND, False)])
async def test_the_deadline_exactly_is_in_time_and_one_microsecond_later_is_not(
    world: World, moment: timedelta, in_time: bool
) -> None:
    one = await ready(world)
    world.clock((DEADLINE + moment).isoformat())
    done = await one.save(motivation="Because.", then="submit")
    assert done.status_code == (303 if in_time else 409)
    stored = world.sql("select stage, submitted_at from application")[0]
    assert stored == (("submitted", DEADLINE + moment) if in_time else ("draft", None))
    if not in_time:
        assert "The deadline has passed" in done.text
        page = await one.look()  # the draft stays readable by its owner
        assert "Because." in page
        assert "This application was not submitted, and no longer can be. Your draft stays readable for you." in page
        assert [word in page for word in ('value="submit"', "/apply/documents", "not submitted</span>")] == [
            False, False, True,
        ]  # fmt: skip


def at(world: World, moment: datetime) -> Callable[[], Awaitable[None]]:
    """Something to happen meanwhile: it becomes this moment."""

    async def happens() -> None:
        world.clock(moment.isoformat())

    return happens


STORED = "select stage, motivation, (select count(*) from document where state = 'accepted') from application"


async def test_an_upload_under_way_at_the_deadline_may_finish_within_the_grace_period(world: World) -> None:
    one = await ready(world, grace_minutes=15, documents_asked=[{"kind": "cv"}])
    late = await one.slow_upload(pdf("CV"), at(world, DEADLINE + timedelta(minutes=5)), motivation="Written too late.")
    assert (late.status_code, "<pre" in late.text, "Written too late." in late.text) == (409, True, True)
    assert world.sql(STORED) == [("draft", "Because.", 1)]  # the document is in, the text stayed as it was
    # calmly, once: what is kept, until when it may be submitted, and nothing that would be refused
    for page in (late.text, await one.look()):
        assert "The deadline has passed:</strong> Thursday 1 January 2099 13:00 CET" in page
        assert "until <strong>Thursday 1 January 2099 13:15 CET" in page
        assert [word in page for word in ("notice bad", "/apply/documents", 'value="submit"')] == [False, False, True]
    assert (await one.save(then="submit", motivation="Because.")).status_code == 303
    assert world.sql(STORED) == [("submitted", "Because.", 1)]


async def test_an_upload_that_is_held_open_opens_nothing_else_after_the_deadline(world: World) -> None:
    one = await ready(world, grace_minutes=15)
    assert (await one.upload(pdf("Before"))).status_code == 303
    page = await one.look()
    (kept,) = re.findall(r"/apply/documents/([0-9a-f-]{36})/remove", page)
    answers: list[int] = []

    async def meanwhile() -> None:
        world.clock((DEADLINE + MICROSECOND).isoformat())
        for answer in (
            await one.save(motivation="Better."),
            await one.save(motivation="Because.", then="submit"),
            await one.upload(pdf("Another")),
            await one.send(f"/apply/documents/{kept}/remove"),
        ):
            answers.append(answer.status_code)
            assert "The deadline has passed" in answer.text

    assert (await one.slow_upload(pdf("CV"), meanwhile)).status_code == 303
    assert answers == [409, 409, 409, 409]
    assert world.sql(STORED) == [("draft", "Because.", 2)]
    # and the database itself keeps it, whatever the application asks
    link = "select set_config('polder.actor_kind', 'link', false);"
    for change in ("update application set motivation = 'Better.'", f"delete from document where id = '{kept}'",
                   f"update document set kind = 'other' where id = '{kept}'"):  # fmt: skip
        with pytest.raises(psycopg.Error, match="deadline_passed"):
            world.sql(link + change)
    with pytest.raises(psycopg.Error, match="deadline_passed"):
        world.sql("select set_config('polder.actor_kind', 'public', false); insert into application (vacancy_id, name, sort_name,"
                  " motivation) select vacancy_id, name, sort_name, '' from application")  # fmt: skip


async def test_without_an_upload_under_way_there_is_no_grace(world: World) -> None:
    one = await ready(world, grace_minutes=15)
    secret = str(one.client.cookies[LINK_COOKIE])
    world.clock((DEADLINE + MICROSECOND).isoformat())
    assert (await one.save(then="submit", motivation="Because.")).status_code == 409
    assert (await one.upload(pdf("CV"))).status_code == 409
    assert world.sql(STORED) == [("draft", "Because.", 0)]
    # leaving and stepping back go on all the same; what was typed late is not kept, and the page says so
    left = await one.send("/apply/leave", motivation="Late.")
    assert (left.status_code, "Max-Age=0" in left.headers["set-cookie"]) == (303, True)
    one.carry(secret)
    gone = await one.send("/apply/withdraw", motivation="Late.")
    assert (gone.status_code, "came after the deadline" in gone.text, "Late." in gone.text) == (200, True, True)
    assert world.sql(STORED) == [("withdrawn", "Because.", 0)]


@pytest.mark.parametrize(("late", "status"), [(timedelta(), 303), (MICROSECOND, 409)])
async def test_the_grace_period_itself_ends_to_the_microsecond(world: World, late: timedelta, status: int) -> None:
    one = await ready(world, grace_minutes=15, documents_asked=[{"kind": "cv", "required": False}])
    end = DEADLINE + timedelta(minutes=15)
    assert (await one.slow_upload(pdf("CV"), at(world, end + late))).status_code == status
    assert (await one.save(then="submit", motivation="Because.")).status_code == status
    assert world.sql(STORED) == [("submitted" if status == 303 else "draft", "Because.", int(status == 303))]


async def test_the_deadline_shows_in_the_zone_of_the_vacancy_and_as_an_instant_for_the_readers_own(
    world: World,
) -> None:
    vacancy = await world.vacancy(deadline=DEADLINE.isoformat(), time_zone="America/New_York")
    page = (await world.client().get(f"/careers/{vacancy['reference']}", headers={"accept-language": "en"})).text
    assert "Thursday 1 January 2099 07:00 EST" in page
    assert 'datetime="2099-01-01T12:00:00+00:00" data-zone="America/New_York"' in page


async def test_after_the_deadline_no_application_begins(world: World) -> None:
    vacancy = await world.vacancy(deadline=DEADLINE.isoformat())
    client = world.client()
    client.headers.update({"accept": "text/html", "accept-language": "en"})
    page = (await client.get(f"/careers/{vacancy['reference']}/apply")).text
    fields = dict(re.findall(r'name="(nonce|key)" value="([^"]+)"', page))
    empty = await client.post(
        f"/careers/{vacancy['reference']}/apply", data={"name": "\u2800", "email": "ada", **fields}
    )
    assert (empty.status_code, empty.text.count('class="field-error"')) == (422, 2)  # both at once
    world.clock((DEADLINE + MICROSECOND).isoformat())
    late = await client.post(
        f"/careers/{vacancy['reference']}/apply", data={"name": "Ada", "email": "ada@example.org", **fields}
    )
    assert (late.status_code, "The deadline of this vacancy has passed." in late.text) == (410, True)
    over = await client.get(f"/careers/{vacancy['reference']}/apply")  # nobody begins to type: HR has yet to close it
    assert (over.status_code, "The deadline of this vacancy has passed." in over.text, "<form" in over.text) == (
        410,
        True,
        False,
    )
    shown = await client.get(f"/careers/{vacancy['reference']}")
    assert (shown.status_code, "The deadline of this vacancy has passed." in shown.text) == (200, True)
    assert ("JobPosting" in shown.text, 'content="noindex"' in shown.text) == (False, True)
    assert world.sql("select count(*) from application") == [(0,)]


async def test_by_the_rule_of_the_house_nobody_is_selected_or_made_an_offer_before_the_deadline(world: World) -> None:
    world.clock("2098-05-01T12:00:00Z")
    vacancy = await world.vacancy(deadline="2098-06-01T12:00:00Z", grace_minutes=15)
    early, waits = [await world.application(vacancy, name, "mark_eligible", "shortlist") for name in ("Ada", "Bea")]
    hr = world.people["hr"]
    assert (await hr.move("applications", early["id"], "select")).status_code == 200  # nobody has confirmed a rule yet
    world.in_force("hiring_rule", "select_after_deadline")
    terms = {
        "application_id": early["id"],
        "salary_cents": 350_000,
        "starts_on": "2098-09-01",
        "expires_at": "2098-08-01T12:00:00Z",
    }

    async def refused() -> None:
        shown = (await hr.get(f"/applications/{waits['id']}")).json()
        (select,) = [move for move in shown["moves"] if move["name"] == "select"]
        assert (select["allowed"], "pas na de sluitingstijd" in select["why_not"]["nl"]) == (False, True)
        answer = await hr.move("applications", waits["id"], "select")
        assert (answer.status_code, answer.json()["type"]) == (409, "/problems/after-deadline")
        assert "only after the vacancy's deadline" in answer.json()["detail"]
        answer = await hr.post("/offers", terms)
        assert (answer.status_code, answer.json()["type"]) == (409, "/problems/after-deadline")
        with pytest.raises(psycopg.Error, match="after_deadline"):
            world.sql("select set_config('polder.move', 'application:select', true); update application set stage = 'selected' where"
                      f" id = '{waits['id']}'")  # fmt: skip

    await refused()
    assert (await hr.move("applications", waits["id"], "invite")).status_code == 200  # talking is no choice yet
    assert (await hr.move("vacancies", vacancy["id"], "withdraw", "Other text")).status_code == 200
    await refused()  # it can be published again
    world.clock("2098-06-01T12:15:00Z")
    await refused()  # an upload may still finish
    world.clock("2098-06-01T12:15:00.000001Z")
    assert (await hr.move("applications", waits["id"], "select")).status_code == 200
    assert (await hr.post("/offers", terms)).status_code == 201
