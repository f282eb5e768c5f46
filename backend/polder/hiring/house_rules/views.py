"""What people read about the rules of hiring."""

from polder.hiring.house_rules import tables as _tables  # noqa: F401 - defines the table named below
from polder.hiring.house_rules.lifecycle import CONFIRM, HIRING_RULE
from polder.hiring.house_rules.tables import FIGURES as MEASURED
from polder.kernel import version_parts
from polder.kernel.openapi import block as sql
from polder.kernel.openapi import kind
from polder.kernel.reader import column
from polder.kernel.record import metadata
from polder.kernel.versions import Measure

rule = metadata.tables["hiring_rule"]
_MEASURED = (
    "case hiring_rule.key " + " ".join(f"when '{key}' then '{of.measure}'" for key, of in MEASURED.items()) + " end"
)
_MEASURE = sql(_MEASURED, kind("text", choices=[str(measure) for measure in Measure]))
RULES = version_parts.listing(
    "hiring_rules",
    rule,
    column("value", rule.c.value, "waarde", "value", "integer"),
    column("measure", _MEASURE, "maat", "measure"),
)
RULE = version_parts.detail(rule, HIRING_RULE, measure=_MEASURE)
WAITING = [
    version_parts.waiting("hiring_rule", "hiring_rule.confirm", "hiring_rules", "Bevestig de regel bij haar bron", "Confirm the rule by its source", CONFIRM)
]  # fmt: skip
