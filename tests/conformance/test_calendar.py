"""Our calendar files before other eyes than those that wrote them: RFC 5545 to the letter, and as the sample files have it."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil.tz import tzical

from polder.hiring.interviews.invitations import Attendee, Meeting, feed, invitation
from polder.insights import calendar as contributions
from tests.conformance import material
from tests.support.ics import Component, NotCalendar, read

AT = datetime(2027, 3, 10, 8, 0, tzinfo=UTC)
# Of RFC 5545 (sections 3.6, 3.6.1): once and needed, once at most.
NEEDED = {"VCALENDAR": {"PRODID", "VERSION"}, "VEVENT": {"UID", "DTSTAMP", "DTSTART"}, "VTIMEZONE": {"TZID"}}
MANY = {"ATTENDEE", "COMMENT", "CATEGORIES", "RDATE", "TZNAME"}


def well_made(calendar: Component) -> Component:
    """The calendar, if every component has what it needs and nothing twice."""
    assert calendar.name == "VCALENDAR"
    assert calendar.one("VERSION").value == "2.0"
    for part in (calendar, *calendar.parts):
        names = [one.name for one in part.properties]
        assert NEEDED.get(part.name, set()) <= set(names), part.name
        assert not {name for name in names if names.count(name) > 1 and name not in MANY}, part.name
    zones = {zone.one("TZID").value for zone in calendar.within("VTIMEZONE")}
    for event in calendar.within("VEVENT"):
        named = {one.parameters["TZID"] for one in event.properties if "TZID" in one.parameters}
        assert named <= zones
        assert event.one("DTSTAMP").value.endswith("Z")
    return calendar


def told(texts: Sequence[str], zone: str = "Europe/Amsterdam", at: datetime = AT, **more: object) -> bytes:
    summary, description, place = texts
    meeting = Meeting("0190a6f0", 2, at, at + timedelta(minutes=45), zone, summary, description, place, at)
    organiser, one = Attendee(summary, "office@example.org"), Attendee(description, "ada@example.org")
    return invitation(meeting, organiser=organiser, attendees=[one], language="nl", host="polder.test")


def test_every_name_and_every_hostile_string_stands_in_an_invitation_as_it_is_and_breaks_no_line() -> None:
    strings = [text for text in [*material.names(), *material.naughty()] if text.isprintable() and text.strip()]
    strings = [text for text in strings if text == text.strip() and not {"\u2028", "\u2029", "\x85"} & set(text)]
    assert len(strings) > 400
    for n in range(0, len(strings) - 3, 3):
        summary, description, place = strings[n : n + 3]
        (calendar,) = read(told((summary, description, place)))
        (event,) = well_made(calendar).within("VEVENT")
        for name, text in (("SUMMARY", summary), ("DESCRIPTION", description), ("LOCATION", place)):
            assert event.one(name).text == text, ascii(text)
        assert [one.value for one in event.every("ATTENDEE")] == ["mailto:ada@example.org"]


@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"])
def test_a_zone_that_we_describe_tells_the_time_that_the_zone_has(zone: str) -> None:
    """Read by dateutil, which shares nothing with the library that wrote it."""
    for month in range(1, 13):
        at = datetime(2027, month, 15, 9, 30, tzinfo=UTC)
        content = told(("x", "y", "z"), zone, at).decode()
        begin, end = content.index("BEGIN:VTIMEZONE"), content.index("END:VTIMEZONE") + len("END:VTIMEZONE")
        theirs = tzical(io.StringIO(content[begin:end].replace("\r\n", "\n"))).get(zone)
        local = at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        assert theirs.utcoffset(local) == ZoneInfo(zone).utcoffset(local), (zone, local)
        (calendar,) = read(content.encode())
        started = calendar.within("VEVENT")[0].one("DTSTART")
        assert (started.parameters["TZID"], started.value) == (zone, local.strftime("%Y%m%dT%H%M%S"))


def test_feeds_are_well_made_empty_and_full_and_have_only_properties_that_the_samples_or_their_rfcs_have() -> None:
    sampled: dict[str, set[str]] = {}
    files = sorted(material.path("calendar").rglob("*.ics"))
    both = 0
    for file in files:
        try:
            ours = read(file.read_bytes(), strict=False)
        except NotCalendar:
            continue  # many are broken on purpose
        stack = list(ours)
        while stack:
            part = stack.pop()
            sampled.setdefault(part.name, set()).update(one.name for one in part.properties)
            stack += part.parts
        try:
            theirs = icalendar.Calendar.from_ical(file.read_bytes(), multiple=True)
        except ValueError:
            continue
        both += [one.name for one in ours] == [one.name for one in theirs]
    assert both > 60  # two readers agree on what these files are
    newer = {
        "VCALENDAR": {"METHOD", "CALSCALE", "X-PUBLISHED-TTL", "REFRESH-INTERVAL", "NAME", "X-WR-CALNAME"},
        "VEVENT": set(),
    }
    meeting = Meeting("1", 0, AT, AT + timedelta(hours=1), "Europe/Amsterdam", "s", "d", "p", AT)
    due = {"lot_id": "1", "invoice_id": None, "due_on": "2027-05-01", "reference": "A-1", "tranche": 1, "in_kind": False,
           "cents": 100_00, "title": "T; U", "invoice": None, "rf_reference": None, "conditional": True}  # fmt: skip
    shown = {"funder": "1", "institute": "Ünï; x", "base_url": "https://polder.test", "language": "en", "now": AT}
    for content in (
        feed([], institute="Ünï, x", language="nl", host="h"), feed([meeting, meeting], institute="x", language="en", host="h"),
        contributions.feed([], **shown), contributions.feed([due], **shown), told(("s", "d", "p")),
    ):  # fmt: skip
        (calendar,) = read(content)
        for part in (well_made(calendar), *calendar.within("VEVENT")):
            assert {one.name for one in part.properties} - newer[part.name] <= sampled[part.name], part.name
