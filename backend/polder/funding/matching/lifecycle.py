"""States and moves of matching rules and legal rules: those of all rules."""

from polder.funding import money_rules

MATCHING_RULE = money_rules.lifecycle("matching_rule")
LEGAL_RULE = money_rules.lifecycle("legal_rule")
