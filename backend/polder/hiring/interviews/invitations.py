"""An interview as an iCalendar object (RFC 5545, 5546): invitation, change and cancellation, and a feed of one's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vDuration, vText

from polder.kernel.words import Words

PRODUCT = "-//Polder//interviews//EN"
FEED_NAME = Words(nl="Gesprekken ({institute})", en="Interviews ({institute})")
MODES = {
    "on_site": Words(nl="op locatie", en="on site"),
    "video": Words(nl="per video", en="by video"),
    "telephone": Words(nl="per telefoon", en="by telephone"),
}
FOR_CANDIDATE = Words(nl="Gesprek: {title}", en="Interview: {title}")
FOR_PANEL = Words(nl="Gesprek met {name}: {title}", en="Interview with {name}: {title}")
WITH = Words(nl="U spreekt met: {names}", en="You will talk with: {names}")


@dataclass(frozen=True)
class Attendee:
    name: str
    email: str


@dataclass(frozen=True)
class Meeting:
    """What a calendar is told of one interview."""

    id: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    zone: str
    summary: str
    description: str
    place: str
    at: datetime  # when it became so
    cancelled: bool = False


def invitation(
    meeting: Meeting, *, organiser: Attendee, attendees: Sequence[Attendee], language: str, host: str
) -> bytes:
    """METHOD:REQUEST, or CANCEL. The same UID every time, and a SEQUENCE that counts up: calendars follow."""
    made = _calendar("CANCEL" if meeting.cancelled else "REQUEST")
    event = _event(meeting, language, host)
    event.add("organizer", _address(organiser))
    for one in attendees:
        who = _address(one)
        who.params.update({"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "ACCEPTED", "RSVP": "FALSE", "CUTYPE": "INDIVIDUAL"})
        event.add("attendee", who, encode=False)
    made.add_component(event)
    made.add_missing_timezones()
    return bytes(made.to_ical())


def feed(meetings: Sequence[Meeting], *, institute: str, language: str, host: str) -> bytes:
    """A calendar to subscribe to."""
    made = _calendar("PUBLISH")
    name = FEED_NAME.in_(language).format(institute=institute)
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("refresh-interval", vDuration(timedelta(hours=1)), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", vDuration(timedelta(hours=1)))
    for meeting in meetings:
        made.add_component(_event(meeting, language, host))
    if meetings:
        made.add_missing_timezones()
    return bytes(made.to_ical())


def own_meeting(found: Mapping[str, Any], language: str, base_url: str) -> Meeting:
    """One line of `polder.interviews_of`, as its panel member's calendar shows it."""
    title = found[f"vacancy_{language}"]
    return Meeting(
        id=found["id"], sequence=found["sequence"], zone=found["zone"], place=found["place"],
        starts_at=datetime.fromisoformat(found["starts_at"]), ends_at=datetime.fromisoformat(found["ends_at"]),
        at=datetime.fromisoformat(found["at"]),
        summary=FOR_PANEL.in_(language).format(name=found["candidate"], title=title),
        description="\n".join([
            f"{found[f'name_{language}']} ({MODES[found['mode']].in_(language)})",
            f"{base_url}/admin/#/applications/{found['application']}/show",
        ]),
    )  # fmt: skip


def host_of(base_url: str) -> str:
    return base_url.partition("://")[2].partition("/")[0].partition(":")[0]


def _calendar(method: str) -> Calendar:
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", method)
    return made


def _event(meeting: Meeting, language: str, host: str) -> Event:
    made, zone = Event(), ZoneInfo(meeting.zone)
    made.add("uid", f"{meeting.id}@{host}")
    made.add("sequence", meeting.sequence)
    made.add("dtstamp", meeting.at)
    made.add("dtstart", meeting.starts_at.astimezone(zone))
    made.add("dtend", meeting.ends_at.astimezone(zone))
    made.add("summary", meeting.summary, parameters={"LANGUAGE": language})
    if meeting.description:
        made.add("description", meeting.description, parameters={"LANGUAGE": language})
    if meeting.place:
        made.add("location", meeting.place)
    made.add("status", "CANCELLED" if meeting.cancelled else "CONFIRMED")
    made.add("transp", "OPAQUE")
    return made


def _address(one: Attendee) -> vCalAddress:
    made = vCalAddress(f"mailto:{one.email}")
    made.params["CN"] = vText(one.name)
    return made
