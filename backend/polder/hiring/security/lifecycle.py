"""States and moves of a security check."""

from polder.hiring.security.tables import CheckState as C
from polder.kernel.lifecycle import Lifecycle, Move
from polder.kernel.words import Words


def _w(nl: str, en: str) -> Words:
    return Words(nl=nl, en=en)


DECIDE = "security.decide"
SECURITY_CHECK = Lifecycle(
    "security_check",
    "state",
    {
        C.asked: _w("gevraagd", "asked"),
        C.cleared: _w("akkoord", "cleared"),
        C.cleared_with_measures: _w("akkoord met maatregelen", "cleared with measures"),
        C.refused: _w("niet akkoord", "refused"),
    },
    Move("clear", C.asked, C.cleared, DECIDE, _w("Akkoord", "Clear"), reason=True),
    Move("clear_with_measures", C.asked, C.cleared_with_measures, DECIDE,
         _w("Akkoord met maatregelen", "Clear with measures"), reason=True),
    Move("refuse", C.asked, C.refused, DECIDE, _w("Niet akkoord", "Refuse"), reason=True),
    Move("reconsider", (C.cleared, C.cleared_with_measures, C.refused), C.asked, DECIDE,
         _w("Opnieuw bekijken", "Look again"), reason=True),
    initial=C.asked,
    scope=("vacancy_id",),
)  # fmt: skip
