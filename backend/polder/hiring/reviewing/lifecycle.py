"""States and moves of a proposed conflict: the rules propose, people decide, and never only the one it is about."""

from polder.hiring.reviewing.tables import ProposalState
from polder.kernel.lifecycle import Lifecycle, Move
from polder.kernel.words import Words

P = ProposalState


def _w(nl: str, en: str) -> Words:
    return Words(nl=nl, en=en)


# Row policies say whose proposals somebody may move, and where to.
PROPOSAL = Lifecycle(
    "conflict_proposal",
    "state",
    {
        P.proposed: _w("voorgesteld", "proposed"),
        P.denied: _w("weersproken", "denied"),
        P.confirmed: _w("bevestigd", "confirmed"),
        P.dismissed: _w("terzijde gelegd", "dismissed"),
        P.lapsed: _w("vervallen", "lapsed"),
    },
    Move("confirm", (P.proposed, P.denied), P.confirmed, "conflict.declare", _w("Er is een conflict", "There is a conflict")),
    Move("deny", P.proposed, P.denied, "conflict.declare", _w("Er is geen conflict", "There is no conflict"), reason=True),
    Move("dismiss", (P.proposed, P.denied), P.dismissed, "application.decide", _w("Terzijde leggen", "Dismiss"), reason=True),
    # By the rules, when the facts change.
    Move("lapse", (P.proposed, P.denied), P.lapsed, "conflict.propose", _w("Laten vervallen", "Lapse"), by_hand=False),
    Move("propose_again", (P.denied, P.dismissed, P.lapsed), P.proposed, "conflict.propose",
         _w("Opnieuw voorstellen", "Propose again"), by_hand=False),
    initial=P.proposed,
    scope=("vacancy_id",),
)  # fmt: skip
