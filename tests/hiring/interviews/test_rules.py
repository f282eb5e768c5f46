"""Slots through the days on which the clock changes, and busy times out of calendar files."""

import itertools
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polder.hiring.interviews import rules
from polder.hiring.interviews.busy import busy_periods
from polder.hiring.interviews.invitations import Attendee, Meeting, invitation
from polder.hiring.interviews.rules import Stretch
from polder.kernel.problems import Problem

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "data" / "calendar"
UNREADABLE = {"parsing_error_in_UTC_offset.ics", "issue_104_broken_calendar.ics"}
BEGIN, END = datetime(1990, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)


def shown(day: date, begins: str, ends: str, minutes: int = 60, zone: ZoneInfo = AMSTERDAM) -> list[str]:
    made = rules.slots([Stretch(day, time.fromisoformat(begins), time.fromisoformat(ends))], zone, minutes, 0)
    return [f"{slot.starts_at.astimezone(zone):%H:%M %Z}{' twice' if slot.twice else ''}" for slot in made]


def test_the_hour_that_does_not_exist_holds_no_slot_and_the_one_that_comes_twice_holds_two() -> None:
    spring, autumn = date(2027, 3, 28), date(2027, 10, 31)
    assert shown(spring, "01:00", "04:00") == ["01:00 CET", "03:00 CEST"]
    assert shown(spring, "02:30", "04:00") == ["03:00 CEST"]  # begins where the clock jumps to
    assert shown(spring, "02:00", "03:00") == []
    assert shown(autumn, "01:00", "04:00") == ["01:00 CEST", "02:00 CEST twice", "02:00 CET twice", "03:00 CET"]
    assert shown(date(2027, 3, 10), "22:00", "00:00") == ["22:00 CET", "23:00 CET"]
    lord_howe = ZoneInfo("Australia/Lord_Howe")  # half an hour
    assert shown(date(2027, 10, 3), "01:30", "03:30", 30, lord_howe) == ["01:30 +1030", "02:30 +11", "03:00 +11"]


def test_of_slots_that_overlap_the_earliest_is_kept() -> None:
    stretches = [Stretch(date(2027, 3, 10), time(10), time(12)), Stretch(date(2027, 3, 10), time(9, 30), time(11, 30))]
    kept, left = rules.apart(rules.slots(stretches, AMSTERDAM, 60, 0))
    assert [f"{slot.starts_at.astimezone(AMSTERDAM):%H:%M}" for slot in kept] == ["09:30", "10:30"]
    assert len(left) == 2


@given(
    st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.times(), st.times(), st.integers(5, 480), st.integers(0, 240),
    st.sampled_from(["Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "UTC", "Asia/Kolkata", "America/Sao_Paulo"]),
)  # fmt: skip
def test_slots_last_as_long_as_they_say_do_not_overlap_and_lie_within_their_stretch(
    day: date, begins: time, ends: time, minutes: int, buffer: int, name: str
) -> None:
    begins, ends, zone = (*(t.replace(second=0, microsecond=0, tzinfo=None) for t in (begins, ends)), ZoneInfo(name))  # type: ignore[assignment]
    made = list(rules.slots([Stretch(day, begins, ends)], zone, minutes, buffer))
    for slot in made:
        assert slot.ends_at - slot.starts_at == timedelta(minutes=minutes)
        assert slot.starts_at.astimezone(zone).date() == day
    for one, following in itertools.pairwise(made):
        assert following.starts_at - one.ends_at == timedelta(minutes=buffer)
    if made and ends != time(0):
        assert made[0].starts_at.astimezone(zone).time() >= begins
        assert made[-1].ends_at <= rules.last(day, ends, zone)


def test_every_sample_calendar_is_read_but_for_the_two_that_cannot_be() -> None:
    if not SAMPLES.is_dir():
        pytest.skip(f"The sample calendars are not here: {SAMPLES}")
    found: dict[str, int] = {}
    refused: dict[str, Problem] = {}
    for path in SAMPLES.rglob("*.ics"):
        try:
            found[path.name] = len(busy_periods(path.read_bytes(), AMSTERDAM, BEGIN, END))
        except Problem as problem:
            refused[path.name] = problem
    assert refused.keys() == UNREADABLE
    assert {(problem.status, problem.errors[0].problem.en) for problem in refused.values()} == {
        (422, "This calendar file cannot be read.")
    }
    # Bounded rules count, a cancelled or changed occurrence does not twice, an all-day event takes its day.
    assert {name: found[name] for name in ("event_with_recurrence.ics", "issue_27_multiple_periods_in_freebusy_one_freebusy.ics",
                                           "recur_instances_finite.ics", "america_new_york.ics")} == {
        "event_with_recurrence.ics": 100, "issue_27_multiple_periods_in_freebusy_one_freebusy.ics": 8,
        "recur_instances_finite.ics": 5, "america_new_york.ics": 1,
    }  # fmt: skip


def calendar(*lines: str) -> bytes:
    return "\r\n".join(
        ["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "UID:1", *lines, "END:VEVENT", "END:VCALENDAR", ""]
    ).encode()


def test_busy_times_keep_to_the_clock_they_were_written_on() -> None:
    begin, end = datetime(2027, 3, 20, tzinfo=UTC), datetime(2027, 4, 10, tzinfo=UTC)

    def read(*lines: str) -> list[str]:
        return [f"{a:%m-%d %H:%M}/{b:%H:%M}" for a, b in busy_periods(calendar(*lines), AMSTERDAM, begin, end)]

    weekly = ("DTSTART;TZID=Europe/Amsterdam:20270322T090000", "DTEND;TZID=Europe/Amsterdam:20270322T100000")
    assert read(*weekly, "RRULE:FREQ=WEEKLY;COUNT=2") == ["03-22 08:00/09:00", "03-29 07:00/08:00"]
    assert read(
        *weekly, "RRULE:FREQ=WEEKLY;UNTIL=20270329T070000Z", "EXDATE;TZID=Europe/Amsterdam:20270322T090000"
    ) == ["03-29 07:00/08:00"]
    assert read("DTSTART:20270322T090000", "DURATION:PT30M") == ["03-22 08:00/08:30"]  # floating: the round's zone
    assert read("DTSTART;VALUE=DATE:20270328") == ["03-27 23:00/22:00"]  # a day of 23 hours
    assert read(*weekly, "TRANSP:TRANSPARENT") == read(*weekly, "STATUS:CANCELLED") == []
    for junk in (b"", b"hello", b"\x00\xff", b"%PDF-1.7"):
        with pytest.raises(Problem):
            busy_periods(junk, AMSTERDAM, begin, end)


@given(st.binary(max_size=300))
def test_no_file_breaks_the_reading(content: bytes) -> None:
    with pytest.raises(Problem):
        busy_periods(content, AMSTERDAM, BEGIN, END)


def test_an_invitation_survives_names_and_places_that_mean_something_to_calendars() -> None:
    from icalendar import Calendar

    hostile = 'A;B,C:"D"\r\nATTENDEE:mailto:evil@example.org\nX\\n'
    at = datetime(2027, 3, 10, 8, tzinfo=UTC)
    made = invitation(
        Meeting("1", 3, at, at + timedelta(minutes=45), "Europe/Amsterdam", hostile, hostile, hostile, at),
        organiser=Attendee("Instituut; \"X\"", "office@example.org"), attendees=[Attendee("Ada, \"Countess\"\r\nX", "ada@example.org")],
        language="nl", host="polder.test",
    )  # fmt: skip
    assert max(len(line) for line in made.split(b"\r\n")) <= 75
    (event,) = Calendar.from_ical(made).walk("VEVENT")
    assert str(event["attendee"]) == "mailto:ada@example.org"
    assert (event["dtstart"].dt.utcoffset(), int(event["sequence"])) == (timedelta(hours=1), 3)
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(minutes=45)
