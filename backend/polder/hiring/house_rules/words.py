"""What the rules of hiring are called in files and in the audit trail."""

from polder.kernel import operations
from polder.kernel.problems import FieldProblem
from polder.kernel.versions import Measure
from polder.kernel.web import CHECKS
from polder.kernel.words import Words

MEASURES = {
    Measure.days: Words(nl="dagen", en="days"),
    Measure.basis_points: Words(nl="honderdste procent", en="hundredths of a per cent"),
    Measure.number: Words(nl="aantal", en="number"),
    Measure.hours: Words(nl="uren", en="hours"),
    Measure.yes_no: Words(nl="1 is ja, 0 is nee", en="1 is yes, 0 is no"),
}
CHECKS.update(
    hiring_rule_past=FieldProblem(
        "valid_from",
        Words(nl="Een volgende versie begint vandaag of later.", en="A next version begins today or later."),
        Words(nl="Kies een dag vanaf vandaag.", en="Choose a day from today on."),
    ),
)
operations.TABLES.update(hiring_rule=Words(nl="regel voor werving", en="rule of hiring"))
