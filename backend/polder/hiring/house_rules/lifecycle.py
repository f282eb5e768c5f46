"""States and moves of rules of hiring: those of all rules."""

from polder.kernel import versions

WRITE, CONFIRM = "hiring_rule.write", "hiring_rule.confirm"
HIRING_RULE = versions.lifecycle("hiring_rule", WRITE, CONFIRM)
