"""States and moves of matching rules and legal rules: those of all rules."""

from polder.funding import versions

MATCHING_RULE = versions.lifecycle("matching_rule")
LEGAL_RULE = versions.lifecycle("legal_rule")
