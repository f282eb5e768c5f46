"""States and moves of letter templates."""

from polder.hiring.offers.tables import TemplateState as T
from polder.kernel.lifecycle import Lifecycle, Move
from polder.kernel.words import Words


def _w(nl: str, en: str) -> Words:
    return Words(nl=nl, en=en)


LETTER_TEMPLATE = Lifecycle(
    "letter_template",
    "state",
    {
        T.proposed: _w("voorstel", "proposed"),
        T.in_force: _w("vastgesteld", "in force"),
        T.withdrawn: _w("ingetrokken", "withdrawn"),
    },
    Move("confirm", T.proposed, T.in_force, "hiring_text.confirm", _w("Bevestigen", "Confirm"), second_person=True),
    Move("withdraw", T.proposed, T.withdrawn, "hiring_text.write", _w("Intrekken", "Withdraw"), reason=True),
    initial=T.proposed,
    scope=(),
)
