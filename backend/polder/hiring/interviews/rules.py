"""When slots begin: stretches of days in a named zone, through the days on which its clock changes. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MOST = 400  # slots at once

Period = tuple[datetime, datetime]  # [from, until)


@dataclass(frozen=True)
class Stretch:
    """From `begins` until `ends` on the clock of a zone, on one day. Midnight as an end is that of the day that follows."""

    day: date
    begins: time
    ends: time


@dataclass(frozen=True)
class Slot:
    """One time, in UTC. `twice`: the clock shows its beginning a second time that day."""

    starts_at: datetime
    ends_at: datetime
    twice: bool = False


def first(day: date, wall: time, zone: ZoneInfo) -> datetime:
    """The first moment at which the clock shows this; where it never does, the moment that it jumps over it."""
    shown = datetime.combine(day, wall, zone)
    if exists(day, wall, zone):
        return shown.astimezone(UTC)
    # Within the gap, the two readings of the wall time lie on either side of the jump.
    before, after = sorted(shown.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) / 2
        if middle.astimezone(zone).utcoffset() == before.astimezone(zone).utcoffset():
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)


def last(day: date, wall: time, zone: ZoneInfo) -> datetime:
    """The last moment at which the clock shows this; where it never does, the moment that it jumps over it."""
    if not exists(day, wall, zone):
        return first(day, wall, zone)
    return datetime.combine(day, wall, zone).replace(fold=1).astimezone(UTC)


def exists(day: date, wall: time, zone: ZoneInfo) -> bool:
    """Does the clock of the zone show this time on this day?"""
    shown = datetime.combine(day, wall, zone)
    return shown.astimezone(UTC).astimezone(zone).replace(tzinfo=None, fold=0) == shown.replace(tzinfo=None)


def comes_twice(moment: datetime, zone: ZoneInfo) -> bool:
    """Does the clock show this moment's time on another moment of the same day too?"""
    here = moment.astimezone(zone)
    return here.replace(fold=0).utcoffset() != here.replace(fold=1).utcoffset()


def slots(stretches: Iterable[Stretch], zone: ZoneInfo, minutes: int, buffer: int) -> Iterator[Slot]:
    """Slots of `minutes`, `buffer` minutes apart, that fit in each stretch. They last that long in earnest: an hour that the
    clock leaves out holds none, one that it shows twice holds twice as many.
    """
    length, step = timedelta(minutes=minutes), timedelta(minutes=minutes + buffer)
    for one in stretches:
        begin = first(one.day, one.begins, zone)
        midnight = one.ends == time(0)
        end = last(one.day + timedelta(days=1) if midnight else one.day, one.ends, zone)
        while begin + length <= end:
            yield Slot(begin, begin + length, comes_twice(begin, zone))
            begin += step


def apart(offered: Iterable[Slot]) -> tuple[list[Slot], list[Slot]]:
    """(kept, left out): stretches may overlap; of slots that do, the earliest is kept."""
    kept: list[Slot] = []
    left: list[Slot] = []
    for slot in sorted(offered, key=lambda one: one.starts_at):
        (left if kept and slot.starts_at < kept[-1].ends_at else kept).append(slot)
    return kept, left


def without(offered: Sequence[Slot], busy: Sequence[Period]) -> tuple[list[Slot], list[Slot]]:
    """(free, taken): the slots that overlap none of the busy periods, and those that do."""
    free: list[Slot] = []
    taken: list[Slot] = []
    for slot in offered:
        hit = any(begin < slot.ends_at and slot.starts_at < end for begin, end in busy)
        (taken if hit else free).append(slot)
    return free, taken
