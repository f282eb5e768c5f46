"""States and moves of an opportunity."""

from polder.grants.opportunities.tables import OpportunityState as O
from polder.kernel.lifecycle import Lifecycle, Move
from polder.kernel.words import Words


def _w(nl: str, en: str) -> Words:
    return Words(nl=nl, en=en)


OPPORTUNITY = Lifecycle(
    "opportunity",
    "state",
    {O.listed: _w("op de lijst", "on the list"), O.archived: _w("gearchiveerd", "archived")},
    Move("archive", O.listed, O.archived, "opportunity.write", _w("Archiveren", "Archive")),
    Move("restore", O.archived, O.listed, "opportunity.write", _w("Terug op de lijst", "Back on the list")),
    initial=O.listed,
    scope=(),
)
