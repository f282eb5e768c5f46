"""States and moves of checklist rules and of the checks of an appointment."""

from polder.hiring.appointments.tables import DoneState as D
from polder.kernel import versions
from polder.kernel.lifecycle import Condition, Lifecycle, Move
from polder.kernel.words import Words


def _w(nl: str, en: str) -> Words:
    return Words(nl=nl, en=en)


CHECKLIST_RULE = versions.lifecycle("checklist_rule", "hiring_text.write", "hiring_text.confirm")

owned = Condition(
    "owned",
    "appointment_check.owner_id is not distinct from polder.actor() or polder.may('appointment.write')",
    _w("Dit doet wie de controle heeft, of HR.", "The owner of the check does this, or HR."),
)
not_over = Condition(
    "not_over",
    "exists (select from public.appointment a where a.id = appointment_check.appointment_id and a.state in ('planned', 'active'))",
    _w("Deze aanstelling is voorbij.", "This appointment is over."),
)
DO = "check.do"

APPOINTMENT_CHECK = Lifecycle(
    "appointment_check",
    "state",
    {
        D.open: _w("te doen", "to do"),
        D.done: _w("gedaan", "done"),
        D.not_needed: _w("niet nodig", "not needed"),
        D.accepted: _w("open, aanvaard", "open, accepted"),
    },
    Move("done", (D.open, D.accepted), D.done, DO, _w("Gedaan", "Done"), (owned, not_over)),
    Move("not_needed", (D.open, D.accepted), D.not_needed, DO, _w("Niet nodig", "Not needed"), (owned, not_over), reason=True),
    Move("accept", D.open, D.accepted, "check.accept", _w("Aanvaarden dat dit open is", "Accept that this is open"),
         (not_over,), reason=True),
    Move("reopen", (D.done, D.not_needed, D.accepted), D.open, DO, _w("Heropenen", "Reopen"), (owned, not_over), reason=True),
    initial=D.open,
    scope=(),
)  # fmt: skip
