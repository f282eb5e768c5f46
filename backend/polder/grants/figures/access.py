"""Who sees and sets the figures of grants."""

from importlib.resources import files

from polder.grants.figures.lifecycle import CONFIRM, WRITE
from polder.kernel import versions
from polder.kernel.access import Access, may
from polder.kernel.words import Words

READ = "grant_figure.read"
ACCESS = Access(
    permissions={
        READ: Words(nl="cijfers voor subsidies zien", en="see figures of grants"),
        WRITE: Words(nl="cijfers voor subsidies voorstellen", en="propose figures of grants"),
        CONFIRM: Words(nl="cijfers voor subsidies bevestigen", en="confirm figures of grants"),
    },
    holds={
        "grants_officer": [READ, WRITE, CONFIRM],
        "controller": [READ, WRITE, CONFIRM],
        "director": [READ, CONFIRM],
        "auditor": [READ],
        "system": [READ, WRITE, CONFIRM],
    },
    policies=versions.policies("grant_figure", may(READ), WRITE, CONFIRM),
    sql=versions.trigger("grant_figure") + files(__package__).joinpath("sql/figures.sql").read_text(),
)
