"""What people read about the figures of grants."""

from polder.grants.figures.lifecycle import CONFIRM, GRANT_FIGURE
from polder.grants.figures.tables import FIGURES as KNOWN  # home reads FIGURES of this module
from polder.kernel import version_parts
from polder.kernel.openapi import block as sql
from polder.kernel.openapi import kind
from polder.kernel.reader import column
from polder.kernel.record import metadata
from polder.kernel.versions import Measure

rule = metadata.tables["grant_figure"]
_MEASURED = (
    "case grant_figure.key " + " ".join(f"when '{key}' then '{of.measure}'" for key, of in KNOWN.items()) + " end"
)
_MEASURE = sql(_MEASURED, kind("text", choices=[str(measure) for measure in Measure]))
RULES = version_parts.listing(
    "grant_figures",
    rule,
    column("value", rule.c.value, "waarde", "value", "integer"),
    column("measure", _MEASURE, "maat", "measure"),
)
RULE = version_parts.detail(rule, GRANT_FIGURE, measure=_MEASURE)
WAITING = [
    version_parts.waiting("grant_figure", "grant_figure.confirm", "grant_figures", "Bevestig het cijfer bij zijn bron", "Confirm the figure by its source", CONFIRM)
]  # fmt: skip
