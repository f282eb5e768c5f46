"""States and moves of a round of interviews, and of one interview."""

from polder.hiring.interviews.tables import InterviewState as I
from polder.hiring.interviews.tables import RoundState as R
from polder.kernel.lifecycle import Condition, Lifecycle, Move
from polder.kernel.words import Words


def _w(nl: str, en: str) -> Words:
    return Words(nl=nl, en=en)


has_panel = Condition(
    "has_panel",
    "exists (select from public.interview_panelist p where p.round_id = interview_round.id)",
    _w("Kies eerst wie de gesprekken voert.", "Choose first who interviews."),
    "panel",
)
has_slots = Condition(
    "has_slots",
    "exists (select from public.interview_slot s where s.round_id = interview_round.id and s.withdrawn_at is null"
    " and s.starts_at > polder.clock())",
    _w("Bied eerst ten minste één tijd aan die nog komt.", "Offer at least one time first that is still to come."),
    "slots",
)
none_waiting = Condition(
    "none_waiting",
    "not exists (select from public.interview i where i.round_id = interview_round.id and i.state = 'invited')",
    _w(
        "Er zijn kandidaten die nog niet hebben gekozen. Plan hen in, of trek hun uitnodiging in.",
        "There are candidates who have not chosen yet. Book for them, or cancel their invitation.",
    ),
)
MANAGE = "interview.manage"

ROUND = Lifecycle(
    "interview_round",
    "state",
    {
        R.draft: _w("concept", "draft"),
        R.open: _w("open", "open"),
        R.closed: _w("gesloten", "closed"),
        R.cancelled: _w("afgelast", "cancelled"),
    },
    Move("open", R.draft, R.open, MANAGE, _w("Openen", "Open"), (has_panel, has_slots)),
    Move("close", R.open, R.closed, MANAGE, _w("Sluiten", "Close"), (none_waiting,)),
    Move("reopen", R.closed, R.open, MANAGE, _w("Heropenen", "Reopen")),
    Move("cancel", (R.draft, R.open, R.closed), R.cancelled, MANAGE, _w("Afgelasten", "Cancel the round"), reason=True),
    initial=R.draft,
    scope=("vacancy_id",),
)

begun = Condition(
    "begun",
    "exists (select from public.interview_slot s where s.id = interview.slot_id and s.starts_at <= polder.clock())",
    _w("Dit gesprek moet nog beginnen.", "This interview has yet to begin."),
)
BOOK = "interview.book"

INTERVIEW = Lifecycle(
    "interview",
    "state",
    {
        I.invited: _w("uitgenodigd", "invited"),
        I.booked: _w("gepland", "booked"),
        I.held: _w("gehouden", "held"),
        I.no_show: _w("niet verschenen", "no show"),
        I.cancelled: _w("afgezegd", "cancelled"),
        I.declined: _w("ziet ervan af", "declined"),
    },
    Move("book", I.invited, I.booked, BOOK, _w("Inplannen", "Book"), by_hand=False),
    Move("decline", I.invited, I.declined, BOOK, _w("Afzien van het gesprek", "Decline"), by_hand=False),
    Move("hold", I.booked, I.held, MANAGE, _w("Gehouden", "Held"), (begun,)),
    Move("no_show", I.booked, I.no_show, MANAGE, _w("Niet verschenen", "No show"), (begun,)),
    Move("correct", (I.held, I.no_show), I.booked, MANAGE, _w("Terugzetten", "Take back"), reason=True),
    Move("cancel", (I.invited, I.booked), I.cancelled, BOOK, _w("Afzeggen", "Cancel"), reason=True),
    Move("end", (I.invited, I.booked), I.cancelled, BOOK, _w("Vervallen", "End"), by_hand=False),
    # With an application that counts again: the time that was chosen, where it is still free.
    Move("restore", I.cancelled, I.booked, BOOK, _w("Terughalen", "Bring back"), by_hand=False),
    Move("ask_again", I.cancelled, I.invited, BOOK, _w("Opnieuw vragen", "Ask again"), by_hand=False),
    initial=I.invited,
    scope=("vacancy_id", "application_id"),
)  # fmt: skip
