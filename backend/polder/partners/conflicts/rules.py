"""When something stands between two people: the same employer at the same time, a work together, supervision, an interest.

Pure, and about nothing but the two: whoever judges whom, and for what, asks the same question. The answer is reasons, never
a verdict.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from polder.kernel.texts import in_order, sort_key

_APART = re.compile(r"[^\w]+")
_FORMS = frozenset(
    [
        "bv",
        "nv",
        "cv",
        "vof",
        "gmbh",
        "ag",
        "sa",
        "sas",
        "srl",
        "ltd",
        "limited",
        "inc",
        "llc",
        "plc",
        "stichting",
        "the",
        "de",
        "het",
    ]
)
_TITLES = frozenset(["prof", "professor", "dr", "drs", "ir", "mr", "ing", "phd", "msc", "bsc", "ma", "ba", "em", "hab"])


@dataclass(frozen=True)
class Place:
    """An organisation as somebody is tied to it, by our id or by any of its names; days that are not known are None.

    `as_what` says how: the kind of an interest. Nothing for an employer or a school.
    """

    label: str
    keys: frozenset[str]
    since: date | None = None
    until: date | None = None
    as_what: str = ""


@dataclass(frozen=True)
class Work:
    identifier: str
    title: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Supervisor:
    """Who supervised somebody: a person of ours (`id`), an ORCID iD, or only a name."""

    name: str
    id: str = ""
    orcid: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Facts:
    """What is known of one person."""

    name: str
    id: str = ""
    orcid: str = ""
    places: tuple[Place, ...] = ()
    works: tuple[Work, ...] = ()
    supervisors: tuple[Supervisor, ...] = ()
    interests: tuple[Place, ...] = ()

    @cached_property
    def by_identifier(self) -> Mapping[str, Work]:
        return {work.identifier: work for work in self.works}


@dataclass(frozen=True)
class Reason:
    """`what`: the organisation, the newest work, or the supervisor. `times`: how many works together, otherwise 1."""

    kind: str
    what: str
    since: date | None = None
    until: date | None = None
    times: int = 1

    @property
    def data(self) -> dict[str, Any]:
        days = {name: day and day.isoformat() for name, day in (("from", self.since), ("until", self.until))}
        return {"what": self.what, **days, "times": self.times}


def conflicts_between(a: Facts, b: Facts, day: date, windows: Mapping[str, int]) -> list[Reason]:
    """What stands between two people on a day. `windows`: kind → years after its end that a tie of this kind counts; a kind
    without a window is not looked at. An end that is not known has not come. Places are called as `b` calls them.
    """
    looks = {"employer": _employers, "coauthor": _works, "supervisor": _supervision, "interest": _interests}
    found: dict[tuple[str, str], Reason] = {}
    for kind, look in looks.items():
        if kind in windows:
            first = _years_before(day, windows[kind])
            for reason in look(a, b, first):
                found.setdefault((kind, reason.what), reason)
    return list(found.values())


def _years_before(day: date, years: int) -> date:
    year = max(day.year - years, 1)
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)


def _counts(until: date | None, first: date) -> bool:
    return until is None or until >= first


def _employers(a: Facts, b: Facts, first: date) -> Iterator[Reason]:
    """At one organisation at the same time, and not too long ago."""
    for one in a.places:
        for other in b.places:
            if one.keys & other.keys:
                since = max((day for day in (one.since, other.since) if day), default=None)
                until = min((day for day in (one.until, other.until) if day), default=None)
                together = since is None or until is None or since <= until
                if together and _counts(until, first):
                    yield Reason("employer", other.label, since, until)


def _works(a: Facts, b: Facts, first: date) -> Iterator[Reason]:
    both = [
        Work(
            id, a.by_identifier[id].title or b.by_identifier[id].title, a.by_identifier[id].on or b.by_identifier[id].on
        )
        for id in sorted(a.by_identifier.keys() & b.by_identifier.keys())
    ]
    counted = [work for work in both if _counts(work.on, first)]
    if counted:
        dated = sorted(work.on for work in counted if work.on)
        newest = max(counted, key=lambda work: (work.on or date.min, work.identifier))
        since, until = (dated[0], dated[-1]) if dated else (None, None)
        yield Reason("coauthor", newest.title or newest.identifier, since, until, len(counted))


def _supervision(a: Facts, b: Facts, first: date) -> Iterator[Reason]:
    for pupil, other in ((a, b), (b, a)):
        for one in pupil.supervisors:
            if _is(one, other) and _counts(one.until, first):
                yield Reason("supervisor", other.name, one.since, one.until)


def _is(named: Supervisor, who: Facts) -> bool:
    if named.id or (named.orcid and who.orcid):
        return named.id == who.id if named.id else named.orcid == who.orcid
    return same_name(named.name, who.name)


def _interests(a: Facts, b: Facts, first: date) -> Iterator[Reason]:
    """An interest of the one where the other works or has one too."""
    for holder, other in ((a, b), (b, a)):
        for one in holder.interests:
            if _counts(one.until, first):
                for place in (*other.places, *other.interests):
                    if one.keys & place.keys and _counts(place.until, first):
                        yield Reason("interest", one.label, one.since, one.until)


@lru_cache(maxsize=20_000)
def organisation_key(name: str) -> str:
    """A name as it is compared: without case, accents, punctuation and legal form. Empty where nothing is left."""
    return " ".join(part for part in _parts(name) if part not in _FORMS)


def keys(names: Iterable[str], id: str = "") -> frozenset[str]:
    """By what an organisation is recognised. An abbreviation of three letters or fewer is too little to go by."""
    found = {organisation_key(name) for name in names}
    return frozenset({key for key in found if len(key) > 3} | ({f"id:{id}"} if id else set()))


@lru_cache(maxsize=20_000)
def _person_parts(name: str) -> tuple[str, ...]:
    return tuple(part for part in _parts(" ".join(reversed(name.split(",", 1)))) if part not in _TITLES)


def _parts(name: str) -> list[str]:
    return _APART.sub(" ", sort_key(name).replace(".", " " if ". " in name else "")).split()


def same_name(one: str, other: str) -> bool:
    """Written alike, or the same last name with initials that agree: A. Jansen and Anna Jansen."""
    a, b = _person_parts(one), _person_parts(other)
    if not a or not b:
        return False
    if sorted(a) == sorted(b):
        return True
    short = len(a[0]) == 1 or len(b[0]) == 1
    return len(a) > 1 and len(b) > 1 and a[-1] == b[-1] and short and a[0][0] == b[0][0]


# ---- works, as ORCID tells them --------------------------------------------------------------------------------------


class NotWorks(ValueError):
    """The file is no list of works of an ORCID record."""


def works_of_orcid(record: Any) -> list[Work]:
    """The works of an ORCID record as its API (version 3.0) gives them in JSON: a whole record, its works, or one work.

    Only what a work shares with its other authors tells that two people wrote it together: its own identifiers, never the
    put-code, which belongs to one record. Works without any are left out. Raises NotWorks.
    """
    if not isinstance(record, dict):
        raise NotWorks
    activities = record.get("activities-summary")
    works = activities.get("works") if isinstance(activities, dict) else record
    if not isinstance(works, dict) or not any(
        name in works for name in ("group", "bulk", "external-ids", "work-summary")
    ):
        raise NotWorks
    found: dict[str, Work] = {}
    for work in _each(works):
        title, on = _title(work), _day(work.get("publication-date"))
        for identifier in _identifiers(work.get("external-ids")):
            found.setdefault(identifier, Work(identifier, title, on))
    return list(found.values())


def _each(works: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if isinstance(works.get("group"), list):
        for group in works["group"]:
            yield from _each(group) if isinstance(group, dict) else ()
    elif isinstance(works.get("work-summary"), list):
        yield from (one for one in works["work-summary"] if isinstance(one, dict))
    elif isinstance(works.get("bulk"), list):
        for one in works["bulk"]:
            if isinstance(one, dict) and isinstance(one.get("work"), dict):
                yield one["work"]
    else:
        yield works


def _value(found: Any) -> str:
    """The text of `{"value": …}`."""
    value = found.get("value") if isinstance(found, dict) else found
    return in_order(str(value)).replace("\x00", "").strip() if isinstance(value, str | int) else ""


def _title(work: Mapping[str, Any]) -> str:
    title = work.get("title")
    return _value(title.get("title") if isinstance(title, dict) else title)[:1000]


def _day(found: Any) -> date | None:
    """The last day that a date may mean: a year alone counts until its end."""
    if not isinstance(found, dict):
        return None
    year, month, day = (_value(found.get(name)) for name in ("year", "month", "day"))
    if not (year.isascii() and year.isdecimal() and 1000 <= int(year) <= 9999):
        return None
    try:
        return date(int(year), int(month or 12), int(day or (31 if not month else 28)))
    except ValueError:
        return date(int(year), 12, 31)


_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_SHARED = ("doi", "pmid", "pmc", "arxiv", "handle", "isbn", "eid", "bibcode")


def _identifiers(found: Any) -> Iterator[str]:
    each = found.get("external-id") if isinstance(found, dict) else None
    for one in each if isinstance(each, list) else ():
        if not isinstance(one, dict) or _value(one.get("external-id-relationship")).lower() not in ("self", ""):
            continue  # what this is a part or a version of has authors of its own
        kind, value = _value(one.get("external-id-type")).lower(), _value(one.get("external-id-value"))
        value = _DOI.sub("", value).strip().lower() if kind == "doi" else value.strip().lower()
        if kind in _SHARED and 3 <= len(value) <= 400:
            yield f"{kind}:{value}"
