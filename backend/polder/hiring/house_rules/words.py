"""What the rules of hiring are called in files and in the audit trail."""

from polder.kernel import operations
from polder.kernel.versions import Measure
from polder.kernel.words import Words

MEASURES = {
    Measure.days: Words(nl="dagen", en="days"),
    Measure.basis_points: Words(nl="honderdste procent", en="hundredths of a per cent"),
    Measure.number: Words(nl="aantal", en="number"),
}
operations.TABLES.update(hiring_rule=Words(nl="regel voor werving", en="rule of hiring"))
