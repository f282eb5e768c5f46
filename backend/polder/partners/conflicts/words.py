"""What the facts behind conflicts are called, and what is said when something is refused."""

from polder.kernel import operations
from polder.kernel.problems import FieldProblem
from polder.kernel.web import CHECKS, REFUSALS
from polder.kernel.words import Words

INTEREST_KINDS = {
    "shares": Words(nl="aandelen", en="shares"),
    "board": Words(nl="bestuur of toezicht", en="board"),
    "advisory": Words(nl="adviseur", en="adviser"),
    "family": Words(nl="via familie", en="through family"),
    "other": Words(nl="ander belang", en="other interest"),
}
WINDOW_KINDS = {
    "employer": Words(nl="zelfde werkgever", en="same employer"),
    "coauthor": Words(nl="samen gepubliceerd", en="published together"),
    "supervisor": Words(nl="begeleiding", en="supervision"),
    "interest": Words(nl="belang in een organisatie", en="interest in an organisation"),
}
operations.TABLES.update(
    interest=Words(nl="belang", en="interest"),
    person_work=Words(nl="publicatie van een persoon", en="publication of a person"),
    conflict_window=Words(nl="termijn voor belangenconflicten", en="window of conflicts of interest"),
)
CHECKS.update(
    ck_interest_period=FieldProblem(
        "valid_until",
        Words(nl="De laatste dag ligt vóór de eerste.", en="The last day is before the first."),
        Words(nl="Kies een latere dag, of laat hem leeg.", en="Choose a later day, or leave it empty."),
    ),
)  # fmt: skip
REFUSALS.update(
    interest_fixed=Words(
        nl="Een vastgelegd belang blijft zoals het is. Beëindig het en leg een nieuw belang vast.",
        en="A recorded interest stays as it is. End it, and record a new one.",
    ),
)
