"""What things of matching are called in files and in the audit trail, in both languages."""

from polder.funding.matching.rules import Basis
from polder.kernel import operations
from polder.kernel.versions import Measure
from polder.kernel.words import Words

BASES = {
    Basis.committed: Words(nl="toegezegd", en="committed"),
    Basis.invoiced: Words(nl="gefactureerd", en="invoiced"),
    Basis.received: Words(nl="ontvangen", en="received"),
    Basis.spent: Words(nl="besteed", en="spent"),
}
MEASURES = {
    Measure.cents: Words(nl="cent", en="cents"),
    Measure.basis_points: Words(nl="honderdste procent", en="hundredths of a per cent"),
    Measure.number: Words(nl="aantal", en="number"),
}
FAILED = {
    "total": Words(nl="het totaal verraadt een bijdrager", en="the total gives a contributor away"),
    "change": Words(nl="het verschil met de vorige publicatie verraadt een bijdrager",
                    en="the change since the last publication gives a contributor away"),
}  # fmt: skip
operations.TABLES.update(
    matching_rule=Words(nl="matchingregel", en="matching rule"),
    legal_rule=Words(nl="wettelijke regel", en="legal rule"),
    matching_snapshot=Words(nl="vastgelegd kwartaal", en="frozen quarter"),
    matching_snapshot_detail=Words(nl="onderbouwing van een vastgelegd kwartaal", en="detail of a frozen quarter"),
    matching_alert=Words(nl="waarschuwing bij matching", en="matching alert"),
    aggregate_decision=Words(nl="besluit over een totaal", en="decision on a total"),
    published_aggregate=Words(nl="gepubliceerd totaal", en="published total"),
)
