"""What the figures of grants are called in files and in the audit trail."""

from polder.kernel import operations
from polder.kernel.versions import Measure
from polder.kernel.words import Words

MEASURES = {Measure.days: Words(nl="dagen", en="days")}
operations.TABLES.update(grant_figure=Words(nl="cijfer voor subsidies", en="figure of grants"))
