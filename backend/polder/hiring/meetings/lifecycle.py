"""States and moves of a committee meeting."""

from polder.hiring.meetings.tables import MeetingState as M
from polder.kernel.lifecycle import Condition, Lifecycle, Move
from polder.kernel.words import Words


def _w(nl: str, en: str) -> Words:
    return Words(nl=nl, en=en)


day_come = Condition(
    "day_come",
    "(meeting.starts_at at time zone meeting.time_zone)::date <= (polder.clock() at time zone meeting.time_zone)::date",
    _w("Deze vergadering is op een latere dag.", "This meeting is on a later day."),
)
has_agenda = Condition(
    "has_agenda",
    "exists (select from public.meeting_item i where i.meeting_id = meeting.id)",
    _w("Zet eerst kandidaten op de agenda.", "Put candidates on the agenda first."),
)
NOT_READY = {
    "none": _w("Maak eerst het verslag.", "Make the minutes first."),
    "hidden": _w(
        "U hebt een belangenconflict met een kandidaat op deze agenda: een ander maakt het verslag en keurt het goed.",
        "You have a conflict of interest with a candidate on this agenda: somebody else makes and approves the minutes.",
    ),
    "stale": _w(
        "Er is iets veranderd na het verslag. Maak het eerst opnieuw.",
        "Something changed after the minutes were made. Make them again first.",
    ),
    "own": _w(
        "Wie het verslag maakte, keurt het niet goed. Vraag een ander lid van de commissie.",
        "Whoever made the minutes does not approve them. Ask another member of the committee.",
    ),
    "absent": _w(
        "U was er niet bij. Wie bij de vergadering was, keurt het verslag goed.",
        "You were not there. Somebody who was at the meeting approves the minutes.",
    ),
}


def _not(status: str) -> Condition:
    return Condition(f"minutes_{status}", f"polder.minutes_status(meeting.id) <> '{status}'", NOT_READY[status])


MANAGE = "meeting.manage"

MEETING = Lifecycle(
    "meeting",
    "state",
    {
        M.planned: _w("gepland", "planned"),
        M.held: _w("besluiten en verslag", "decisions and minutes"),
        M.minutes_approved: _w("verslag goedgekeurd", "minutes approved"),
        M.cancelled: _w("afgelast", "cancelled"),
    },
    Move("open", M.planned, M.held, MANAGE, _w("Vergadering openen", "Open the meeting"), (day_come, has_agenda)),
    Move("approve", M.held, M.minutes_approved, "meeting.approve", _w("Verslag goedkeuren", "Approve the minutes"),
         tuple(_not(status) for status in NOT_READY)),
    Move("reopen", M.minutes_approved, M.held, MANAGE, _w("Heropenen", "Reopen"), reason=True),
    Move("cancel", M.planned, M.cancelled, MANAGE, _w("Afgelasten", "Cancel the meeting"), reason=True),
    initial=M.planned,
    scope=("vacancy_id",),
)  # fmt: skip
