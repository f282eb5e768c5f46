"""States and moves of the rules of careers: those of all rules."""

from polder.kernel import versions

CAREER_RULE = versions.lifecycle("career_rule", "career_rule.write", "career_rule.confirm")
