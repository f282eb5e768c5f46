"""States and moves of objections and of runs of erasure."""

from polder.hiring.privacy.tables import ObjectionState, RunState
from polder.kernel.lifecycle import Condition, Lifecycle, Move
from polder.kernel.words import Words


def _w(nl: str, en: str) -> Words:
    return Words(nl=nl, en=en)


O, R = ObjectionState, RunState
RUN, JUDGE, ALONE = "erasure.run", "objection.judge", "erasure.alone"

not_decider = Condition(
    "objection_decider",
    "not polder.decided_on(objection.application_id)",
    _w(
        "U nam het besluit waartegen dit bezwaar is. Een ander moet erover oordelen.",
        "You made the decision that this objection is against. Somebody else must judge it.",
    ),
)
OBJECTION = Lifecycle(
    "objection",
    "state",
    {
        O.open: _w("open", "open"),
        O.upheld: _w("gegrond", "upheld"),
        O.dismissed: _w("ongegrond", "dismissed"),
        O.withdrawn: _w("ingetrokken", "withdrawn"),
    },
    Move("uphold", O.open, O.upheld, JUDGE, _w("Gegrond", "Uphold"), (not_decider,), reason=True),
    Move("dismiss", O.open, O.dismissed, JUDGE, _w("Ongegrond", "Dismiss"), (not_decider,), reason=True),
    Move("withdraw", O.open, O.withdrawn, "application.own", _w("Intrekken", "Withdraw"), by_hand=False),
    initial=O.open,
    scope=("vacancy_id", "application_id"),
)

list_stands = Condition(
    "erasure_list_changed",
    "polder.erasure_digest(erasure_run.id) = erasure_run.list_sha256",
    _w(
        "De lijst klopt niet meer: er kwam toestemming, een bezwaar of iets nieuws bij. Vernieuw haar en loop haar opnieuw na.",
        "The list no longer holds: consent, an objection or something new came in. Renew it, and look through it again.",
    ),
)
nobody_hidden = Condition(
    "erasure_hidden",
    "polder.erasure_is_whole(erasure_run.id)",
    _w(
        "Op deze lijst staat iemand die u niet mag zien. Laat een ander dit doen.",
        "Somebody whom you may not see is on this list. Have somebody else do this.",
    ),
)
ERASURE_RUN = Lifecycle(
    "erasure_run",
    "state",
    {
        R.proposed: _w("voorgesteld", "proposed"),
        R.looked: _w("nagelopen", "looked through"),
        R.ordered: _w("wordt gewist", "being erased"),
        R.done: _w("gewist", "erased"),
        R.discarded: _w("weggelegd", "put away"),
    },
    Move("look", R.proposed, R.looked, RUN, _w("Nagelopen", "Looked through"), (nobody_hidden, list_stands)),
    Move("carry_out", R.looked, R.ordered, RUN, _w("Wissen", "Erase"), (nobody_hidden, list_stands), second_person=True),
    Move("renew", (R.proposed, R.looked), R.proposed, RUN, _w("Lijst vernieuwen", "Renew the list")),
    Move("discard", (R.proposed, R.looked), R.discarded, RUN, _w("Wegleggen", "Put away"), reason=True),
    # Where the house rule says so, or the applicants asked for it themselves.
    Move("carry_out_alone", (R.proposed, R.looked), R.ordered, ALONE, _w("Vanzelf wissen", "Erase by itself"),
         (list_stands,), by_hand=False),
    Move("finish", R.ordered, R.done, ALONE, _w("Klaar", "Finish"), by_hand=False),
    initial=R.proposed,
    scope=(),
)  # fmt: skip
