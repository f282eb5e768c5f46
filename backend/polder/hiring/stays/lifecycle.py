"""States and moves of a stay."""

from polder.hiring.stays.tables import StayState as S
from polder.kernel.lifecycle import Condition, Lifecycle, Move
from polder.kernel.words import Words


def _w(nl: str, en: str) -> Words:
    return Words(nl=nl, en=en)


KEEP = "stay.keep"
kept_by_asker = Condition(
    "stay_kept_by_another",
    "polder.keeps_stays(stay.appointment_id)",
    _w("Dit doet HR, of wie begeleidt.", "HR does this, or whoever supervises."),
)
stay_over = Condition(
    "stay_not_over",
    "stay.valid_until <= polder.today()",
    _w("Het verblijf is nog niet voorbij.", "The stay is not over yet."),
)
appointment_open = Condition(
    "stay_appointment_over",
    "exists (select from public.appointment a where a.id = stay.appointment_id and a.state in ('planned', 'active'))",
    _w("Deze aanstelling is voorbij.", "This appointment is over."),
)
STAY = Lifecycle(
    "stay",
    "state",
    {
        S.planned: _w("gepland", "planned"),
        S.confirmed: _w("bevestigd", "confirmed"),
        S.done: _w("geweest", "held"),
        S.dropped: _w("vervallen", "dropped"),
    },
    Move("confirm", S.planned, S.confirmed, "appointment.write", _w("Bevestigen", "Confirm"), (appointment_open,)),
    Move("complete", S.confirmed, S.done, KEEP, _w("Geweest", "Held"), (kept_by_asker, stay_over)),
    Move("replan", S.confirmed, S.planned, KEEP, _w("Opnieuw plannen", "Plan anew"), (kept_by_asker, appointment_open), reason=True),
    Move("drop", (S.planned, S.confirmed), S.dropped, KEEP, _w("Laten vervallen", "Drop"), (kept_by_asker,), reason=True),
    initial=S.planned,
    scope=(),
)  # fmt: skip
