"""States and moves of windows: those of all rules."""

from polder.kernel import versions
from polder.partners.conflicts.access import CONFIRM, WRITE

WINDOW = versions.lifecycle("conflict_window", WRITE, CONFIRM)
