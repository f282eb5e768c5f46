"""States and moves of figures: those of all rules."""

from polder.kernel import versions

WRITE, CONFIRM = "grant_figure.write", "grant_figure.confirm"
GRANT_FIGURE = versions.lifecycle("grant_figure", WRITE, CONFIRM)
