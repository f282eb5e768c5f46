"""States and moves of a reference."""

from polder.hiring.references.tables import ReferenceState
from polder.kernel.lifecycle import Condition, Lifecycle, Move
from polder.kernel.words import Words


def _w(nl: str, en: str) -> Words:
    return Words(nl=nl, en=en)


S = ReferenceState
OPEN = (S.asked, S.reminded)  # the referee can still answer

application_open = Condition(
    "application_open",
    "polder.takes_references(reference.application_id)",
    _w("Deze sollicitatie loopt niet (meer).", "This application is not under way (any more)."),
)
reachable = Condition(
    "reachable",
    "polder.reachable(reference.name, reference.email)",
    _w("De naam of het e-mailadres van de referent ontbreekt.", "The referee's name or e-mail address is missing."),
)
still_time = Condition(
    "still_time",
    "reference.due_at >= polder.clock()",
    _w(
        "De tijd voor deze referentie is voorbij. Verleng haar eerst.",
        "The time for this reference is over. Extend it first.",
    ),
)
letter_kept = Condition(
    "letter_kept",
    "polder.has_letter(reference.id)",
    _w("De brief ontbreekt nog.", "The letter is still missing."),
)
time_over = Condition(
    "time_over",
    "reference.due_at < polder.clock()",
    _w("De referent heeft nog tijd.", "The referee still has time."),
)
WRITE, ANSWER = "reference.write", "reference.answer"

REFERENCE = Lifecycle(
    "reference",
    "state",
    {
        S.named: _w("genoemd", "named"),
        S.asked: _w("gevraagd", "asked"),
        S.reminded: _w("herinnerd", "reminded"),
        S.received: _w("ontvangen", "received"),
        S.declined: _w("afgezien", "declined"),
        S.expired: _w("verlopen", "expired"),
        S.withdrawn: _w("ingetrokken", "withdrawn"),
    },
    Move("ask", S.named, S.asked, WRITE, _w("Vragen", "Ask"), (reachable, application_open)),
    Move("remind", OPEN, S.reminded, "reference.remind", _w("Herinneren", "Remind"), (still_time, application_open)),
    Move("deliver", OPEN, S.received, ANSWER, _w("Versturen", "Deliver"), (still_time, letter_kept), by_hand=False),
    Move("decline", OPEN, S.declined, ANSWER, _w("Afzien", "Decline"), (still_time,), by_hand=False),
    Move("record", (S.named, *OPEN, S.declined, S.expired), S.received, WRITE, _w("Vastleggen", "Record"),
         (letter_kept,), reason=True, by_hand=False),
    Move("extend", (*OPEN, S.expired), S.asked, WRITE, _w("Verlengen", "Extend"), (application_open,), by_hand=False),
    Move("expire", OPEN, S.expired, WRITE, _w("Laten verlopen", "Let expire"), (time_over,), by_hand=False),
    Move("withdraw", (S.named, *OPEN, S.expired), S.withdrawn, WRITE, _w("Intrekken", "Withdraw"), reason=True),
    initial=S.named,
    scope=("vacancy_id", "application_id", "id"),
)  # fmt: skip
