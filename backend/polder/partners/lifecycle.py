"""States and moves of an appointment."""

from polder.kernel.lifecycle import Condition, Lifecycle, Move
from polder.kernel.words import Words
from polder.partners.tables import AppointmentState as A


def _w(nl: str, en: str) -> Words:
    return Words(nl=nl, en=en)


begun = Condition(
    "begun",
    "appointment.starts_on <= polder.today()",
    _w("De eerste dag is nog niet gekomen.", "The first day has not come yet."),
)
over = Condition(
    "over",
    "appointment.ends_on < polder.today()",
    _w("De laatste dag is nog niet voorbij.", "The last day has not passed yet."),
)
# What else a start waits for, a higher floor says: see polder.ready_to_start.
ready = Condition(
    "ready_to_start",
    "polder.ready_to_start(appointment.id)",
    _w(
        "Bevestig eerst wie dit is, en rond de verplichte controles af.",
        "First confirm who this is, and complete the required checks.",
    ),
)
WRITE = "appointment.write"

APPOINTMENT = Lifecycle(
    "appointment",
    "state",
    {
        A.planned: _w("gepland", "planned"),
        A.active: _w("lopend", "active"),
        A.ended: _w("beëindigd", "ended"),
        A.cancelled: _w("vervallen", "cancelled"),
    },
    Move("start", A.planned, A.active, WRITE, _w("Laten ingaan", "Start"), (begun, ready)),
    Move("end", A.active, A.ended, WRITE, _w("Beëindigen", "End"), (over,)),
    Move("cancel", A.planned, A.cancelled, WRITE, _w("Laten vervallen", "Cancel"), reason=True),
    initial=A.planned,
    scope=("id",),
)  # fmt: skip
