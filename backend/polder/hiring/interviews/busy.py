"""Busy times out of an iCalendar file (RFC 5545). Nothing of it is kept, and nothing but from when until when is read."""

import zlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr  # type: ignore[import-untyped]  # what icalendar itself reads recurrences with
from icalendar import Component
from icalendar.error import BrokenCalendarProperty

from polder.hiring.interviews.rules import Period
from polder.kernel import problems
from polder.kernel.words import Words

MOST = 5_000  # periods of one file
LONGEST = timedelta(days=366)
UNREADABLE = Words(nl="Dit agendabestand is niet te lezen.", en="This calendar file cannot be read.")
SEND_ICS = Words(
    nl="Exporteer uw agenda opnieuw als iCalendar (.ics), of vul uw vrije tijden met de hand in.",
    en="Export your calendar as iCalendar (.ics) again, or fill in your free times by hand.",
)


def busy_periods(content: bytes, zone: ZoneInfo, begin: datetime, end: datetime) -> list[Period]:
    """When somebody is busy between `begin` and `end`, in UTC, sorted and joined. Times without a zone are read in `zone`.

    Cancelled and transparent events take no time. A file that is none is a 422 problem of the field `file`.
    """
    try:
        calendars = Component.from_ical(content, multiple=True) or Component.from_ical(
            content.rstrip() + b"\r\nEND:VCALENDAR\r\n",
            multiple=True,  # the last line is lost now and then
        )
        found = [period for one in calendars for period in _of(one, zone, begin, end)]
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, zlib.error) as error:
        raise problems.invalid_field("file", UNREADABLE, SEND_ICS) from error
    if not calendars:
        raise problems.invalid_field("file", UNREADABLE, SEND_ICS)
    return joined((max(a, begin), min(b, end)) for a, b in found if a < end and begin < b and a < b)


def joined(periods: Iterator[Period]) -> list[Period]:
    """The same time as fewest periods, in order."""
    made: list[Period] = []
    for begin, end in sorted(periods):
        if made and begin <= made[-1][1]:
            made[-1] = (made[-1][0], max(made[-1][1], end))
        else:
            made.append((begin, end))
    return made


def _of(calendar: Any, zone: ZoneInfo, begin: datetime, end: datetime) -> Iterator[Period]:
    moved = {
        (str(event.get("uid")), _utc(instead, zone))
        for event in calendar.walk("VEVENT")
        if (instead := _day(event, "recurrence-id")) is not None
    }
    for event in calendar.walk("VEVENT"):
        if str(_one(event, "transp")).upper() == "TRANSPARENT" or str(_one(event, "status")).upper() == "CANCELLED":
            continue
        yield from _occurrences(event, zone, begin, end, moved)
    for free_busy in calendar.walk("VFREEBUSY"):
        for one in _all(free_busy, "freebusy"):
            if str(one.params.get("FBTYPE", "BUSY")).upper() == "FREE":
                continue
            for start, until in (getattr(one, "dts", None) and [p.dt for p in one.dts]) or [one.dt]:
                first = _utc(start, zone)
                yield first, first + until if isinstance(until, timedelta) else _utc(until, zone)


def _all(event: Any, name: str) -> list[Any]:
    """The values of a property; of one that cannot be read, none: its event still takes the time that can."""
    found = event.get(name, [])
    return [one for one in (found if isinstance(found, list) else [found]) if _sound(one)]


def _sound(value: Any) -> bool:
    try:
        return hasattr(value, "to_ical") and not hasattr(value, "parse_error")
    except BrokenCalendarProperty:
        return False


def _one(event: Any, name: str) -> Any:
    return next(iter(_all(event, name)), None)


def _day(event: Any, name: str) -> Any:
    return getattr(_one(event, name), "dt", None)


def _occurrences(
    event: Any, zone: ZoneInfo, begin: datetime, end: datetime, moved: set[tuple[str, datetime]]
) -> Iterator[Period]:
    start = _day(event, "dtstart")
    if not isinstance(start, date):
        return
    length = _length(event, start)
    whole_day = not isinstance(start, datetime)
    uid = str(event.get("uid"))
    left_out = {_utc(day, zone) for day in _dates(event, "exdate")}
    starts = [start, *_dates(event, "rdate")]
    alone = _day(event, "recurrence-id") is not None
    if not alone:
        starts += _recurring(event, start, begin - length, end)
    seen: set[datetime] = set()
    for one in starts[:MOST]:
        at = _utc(one, zone)
        overridden = not alone and (uid, at) in moved
        if at in seen or at in left_out or overridden:
            continue
        seen.add(at)
        # a whole day is as long as its days are on the clock
        yield at, _utc(one + length, zone) if whole_day else at + length


def _length(event: Any, start: date) -> timedelta:
    until, lasts = _day(event, "dtend"), _day(event, "duration")
    if isinstance(until, date):
        if isinstance(until, datetime) != isinstance(start, datetime):
            raise ValueError("DTSTART and DTEND are of different kinds")
        if (
            isinstance(until, datetime)
            and isinstance(start, datetime)
            and (until.tzinfo is None) == (start.tzinfo is None)
        ):
            length = until.astimezone(UTC) - start.astimezone(UTC) if until.tzinfo else until - start
        else:
            length = timedelta(
                days=(date(until.year, until.month, until.day) - date(start.year, start.month, start.day)).days
            )
    elif isinstance(lasts, timedelta):
        length = lasts
    else:
        length = timedelta(0) if isinstance(start, datetime) else timedelta(days=1)
    return min(max(length, timedelta(0)), LONGEST)


def _dates(event: Any, name: str) -> list[Any]:
    found = [one.dt for many in _all(event, name) for one in getattr(many, "dts", [])]
    return [one[0] if isinstance(one, tuple) else one for one in found]


def _recurring(event: Any, start: Any, begin: datetime, end: datetime) -> list[Any]:
    """What a recurrence rule gives from `begin` to `end`, on the clock on which it was written."""
    rules = _all(event, "rrule")
    if not rules:
        return []
    whole_day = not isinstance(start, datetime)
    wall = datetime.combine(start, time()) if whole_day else start.replace(tzinfo=None)
    zone = None if whole_day else start.tzinfo
    found: list[Any] = []
    for rule in rules:
        until = rule.get("UNTIL")
        text = rule.to_ical().decode()
        if until:  # compared on the same clock as the rest
            last = until[0]
            if isinstance(last, datetime) and last.tzinfo and zone:
                last = last.astimezone(zone)
            last = last.replace(tzinfo=None) if isinstance(last, datetime) else datetime.combine(last, time(23, 59, 59))
            text = (
                ";".join(part for part in text.split(";") if not part.startswith("UNTIL="))
                + f";UNTIL={last:%Y%m%dT%H%M%S}"
            )
        for n, one in enumerate(
            rrulestr(text, dtstart=wall).xafter(begin.replace(tzinfo=None) - timedelta(days=2), inc=True)
        ):
            if n >= MOST or one > end.replace(tzinfo=None) + timedelta(days=2):
                break
            found.append(one.date() if whole_day else one.replace(tzinfo=zone))
    return found


def _utc(value: Any, zone: ZoneInfo) -> datetime:
    if not isinstance(value, datetime):
        if not isinstance(value, date):
            raise ValueError("no day and no moment")
        value = datetime.combine(value, time())
    moment: datetime = value if value.tzinfo else value.replace(tzinfo=zone)
    return moment.astimezone(UTC)
