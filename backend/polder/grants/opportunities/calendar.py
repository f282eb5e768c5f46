"""Deadlines as an iCalendar feed (RFC 5545): an event each, all day where no moment is said."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vDuration

from polder.kernel.words import Words

NAMES = {
    "watched": Words(nl="Deadlines die ik volg ({institute})", en="Deadlines that I watch ({institute})"),
    "all": Words(nl="Alle deadlines ({institute})", en="All deadlines ({institute})"),
}
DEADLINE = Words(nl="Deadline: {title}", en="Deadline: {title}")
ZONE = ZoneInfo("Europe/Amsterdam")


def feed(deadlines: Sequence[Mapping[str, Any]], *, which: str, institute: str, base_url: str, language: str) -> bytes:
    """A calendar to subscribe to. A deadline that stays keeps its UID."""
    made = Calendar()
    made.add("prodid", "-//Polder//deadlines//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    name = NAMES[which].in_(language).format(institute=institute)
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("refresh-interval", vDuration(timedelta(hours=6)), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", vDuration(timedelta(hours=6)))
    host = base_url.partition("://")[2].partition("/")[0].partition(":")[0]
    for one in deadlines:
        made.add_component(_event(one, host, f"{base_url}/admin/#/opportunities/{one['opportunity']}/show", language))
    if any(one["due_at"] for one in deadlines):
        made.add_missing_timezones()
    return bytes(made.to_ical())


def _event(one: Mapping[str, Any], host: str, address: str, language: str) -> Event:
    made = Event()
    made.add("uid", f"{one['id']}@{host}")
    made.add("sequence", one["version"])
    made.add("dtstamp", datetime.fromisoformat(one["at"]))
    if one["due_at"]:
        at = datetime.fromisoformat(one["due_at"]).astimezone(ZONE)
        made.add("dtstart", at)
        made.add("dtend", at)
    else:
        day = date.fromisoformat(one["due_on"])
        made.add("dtstart", day)
        made.add("dtend", day + timedelta(days=1))
    made.add("summary", DEADLINE.in_(language).format(title=one["title"]), parameters={"LANGUAGE": language})
    lines = [" · ".join(part for part in (one["funder"], one["call_id"], one["label"]) if part), one["url"], address]
    made.add("description", "\n".join(line for line in lines if line), parameters={"LANGUAGE": language})
    made.add("url", address)
    made.add("transp", "TRANSPARENT")
    return made
