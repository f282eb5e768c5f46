"""States and moves of a position; its cost rules move as all rules do."""

from polder.hiring.positions.tables import PositionState as P
from polder.kernel import versions
from polder.kernel.lifecycle import Condition, Lifecycle, Move
from polder.kernel.words import Words


def _w(nl: str, en: str) -> Words:
    return Words(nl=nl, en=en)


covered = Condition(
    "covered",
    "polder.position_covered(position.id)",
    _w(
        "Niet elke maand is gedekt. Vul de financiering aan, of laat een directeur het gat aanvaarden.",
        "Not every month is covered. Complete the funding, or have a director accept the gap.",
    ),
    "lines",
)
another_person = Condition(
    "another_person",
    "not polder.wrote_position(position.id)",
    _w(
        "Goedkeuren doet een ander dan wie de positie of haar financiering opstelde.",
        "Somebody who wrote neither the position nor its funding must approve it.",
    ),
)
nothing_booked = Condition(
    "nothing_booked",
    "not polder.position_booked(position.id)",
    _w(
        "Er is al geld op deze positie geboekt. Geef die toewijzingen eerst vrij.",
        "Money has been booked to this position. Release those allocations first.",
    ),
)
no_open_vacancy = Condition(
    "no_open_vacancy",
    "not polder.position_advertised(position.id)",
    _w(
        "Er loopt een vacature of een aanbod voor deze positie. Rond dat eerst af.",
        "A vacancy or an offer for this position is open. Finish that first.",
    ),
)

nobody_on_it = Condition(
    "nobody_on_it",
    "not polder.position_held(position.id)",
    _w(
        "Iemand heeft een aanstelling op deze positie. Beëindig of annuleer die eerst.",
        "Somebody has an appointment on this position. End or cancel it first.",
    ),
)

POSITION = Lifecycle(
    "position",
    "state",
    {
        P.draft: _w("concept", "draft"),
        P.funded: _w("gefinancierd", "funded"),
        P.approved: _w("goedgekeurd", "approved"),
        P.vacant: _w("vacant", "vacant"),
        P.filled: _w("vervuld", "filled"),
        P.cancelled: _w("vervallen", "cancelled"),
    },
    Move("fund", P.draft, P.funded, "position.fund", _w("Financiering vastleggen", "Settle the funding"), (covered,)),
    Move("approve", P.funded, P.approved, "position.approve", _w("Goedkeuren", "Approve"), (another_person, covered),
         second_person=True),
    Move("redraft", (P.funded, P.approved, P.vacant), P.draft, "position.fund", _w("Terug naar concept", "Back to draft"),
         (no_open_vacancy,), reason=True),
    Move("open", P.approved, P.vacant, "vacancy.publish", _w("Openstellen", "Open"), (covered,), by_hand=False),
    Move("fill", P.vacant, P.filled, "position.fill", _w("Vervullen", "Fill"), by_hand=False),
    Move("vacate", P.filled, P.vacant, "position.fill", _w("Weer vacant", "Vacant again"), (nobody_on_it,),
         reason=True),
    Move("discard", P.draft, P.cancelled, "position.write", _w("Laten vervallen", "Cancel"), reason=True),
    Move("cancel", (P.funded, P.approved, P.vacant), P.cancelled, "position.fund", _w("Laten vervallen", "Cancel"),
         (nothing_booked, no_open_vacancy), reason=True),
    initial=P.draft,
    scope=(),
)  # fmt: skip

# Money is counted by it: proposed and confirmed by those who set the rules for money.
WRITE, CONFIRM = "rule.write", "rule.confirm"
COST_RULE = versions.lifecycle("employer_cost_rule", WRITE, CONFIRM)
