"""What an applicant's own page shows of interviews: the times to choose from, and the one that was chosen."""

from datetime import datetime, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from polder.hiring import own_parts
from polder.hiring.own_parts import Part


def _readable(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    for one in found:
        for holder in (one, *one["slots"]):
            for name in ("starts_at", "ends_at"):
                if holder[name]:
                    holder[name] = datetime.fromisoformat(holder[name])
            if holder["starts_at"]:
                holder["clock"] = clock(holder["starts_at"], holder["ends_at"], one["zone"])
        zone = ZoneInfo(one["zone"])
        days = groupby(one["slots"], key=lambda slot: slot["starts_at"].astimezone(zone).date())
        one["days"] = [(day, list(slots)) for day, slots in days]
    return found


def clock(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """10:00-10:45 CET (UTC+1), on the clock of a zone."""
    begin, end = (moment.astimezone(ZoneInfo(zone)) for moment in (starts_at, ends_at))
    return f"{begin:%H:%M}\u2013{end:%H:%M} {begin.tzname()} ({offset(starts_at, zone)})"


def offset(moment: datetime, zone: str) -> str:
    """UTC+1, UTC+5:30: what a reader elsewhere counts from."""
    minutes = round((moment.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")


PART = Part("interviews", "top", "polder.own_interviews(a.id)", _readable)
own_parts.PARTS.append(PART)
