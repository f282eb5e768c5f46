"""States and moves of questions: those of all rules."""

from polder.hiring.house_rules.lifecycle import CONFIRM, WRITE
from polder.kernel import versions

DIVERSITY_QUESTION = versions.lifecycle("diversity_question", WRITE, CONFIRM)
