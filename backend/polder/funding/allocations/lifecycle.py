"""States and moves of an allocation."""

from polder.funding.allocations.tables import AllocationState as A
from polder.kernel.lifecycle import Condition, Lifecycle, Move
from polder.kernel.words import Words


def _w(nl: str, en: str) -> Words:
    return Words(nl=nl, en=en)


received = Condition(
    "not_received_yet",
    "exists (select from polder.lot_position p where p.lot_id = allocation.lot_id"
    " and p.received_free >= allocation.amount_cents)",
    _w(
        "Zoveel vrij geld is er van dit lot nog niet binnen. Wacht op de ontvangst, of verlaag het bedrag.",
        "Not that much free money of this lot has arrived. Wait for the receipt, or lower the amount.",
    ),
    "amount_cents",
)

DETERMINED = _w(
    "Het besluit van dit geld is vastgesteld: er wordt niets meer aan toegewezen of toegerekend.",
    "The decision of this money was determined: nothing more is allocated of it or attributed to it.",
)
determined = Condition(
    "not_determined",
    "polder.lot_determined(allocation.lot_id)",
    _w("Het besluit van dit geld is niet vastgesteld.", "The decision of this money was not determined."),
)

ALLOCATION = Lifecycle(
    "allocation",
    "state",
    {A.planned: _w("gepland", "planned"), A.booked: _w("geboekt", "booked"), A.released: _w("vrijgegeven", "released")},
    Move("book", A.planned, A.booked, "allocation.write", _w("Boeken", "Book"), (received,)),
    Move("cancel", A.planned, A.released, "allocation.write", _w("Plan laten vervallen", "Cancel the plan"), reason=True),
    Move("end", A.planned, A.released, "allocation.write", _w("Vervallen met de overeenkomst", "End with the agreement"),
         by_hand=False),
    Move("release", A.booked, A.released, "allocation.write", _w("Rest vrijgeven", "Release the rest"), reason=True),
    Move("close", (A.planned, A.booked), A.released, "allocation.write", _w("Afsluiten met de vaststelling", "Close with the determination"),
         (determined,), by_hand=False),
    initial=A.planned,
    scope=("lot_id",),
)  # fmt: skip
