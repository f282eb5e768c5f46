"""Who sees a funder's page, and what a calendar link opens: the days and amounts of one funder, and nothing else."""

from importlib.resources import files

from polder.kernel.access import Access, Policy, within
from polder.kernel.words import Words

PERMISSIONS = {
    "funder_calendar.issue": Words(nl="agendalinks uitgeven en intrekken", en="issue and withdraw calendar links"),
    "funder_calendar.read": Words(
        nl="betaaldagen van één financier in een agenda zien", en="see one funder's due dates in a calendar"
    ),
}
HOLDS = {
    "funder_representative": ["funder_calendar.issue"],
    "partner_administrator": ["funder_calendar.issue"],  # who appoints representatives hands out no more than they hold
    "funder_calendar": ["funder_calendar.read"],
    "system": list(PERMISSIONS),
}
# Whoever represents a funder makes and ends its links, also those of a colleague who has left.
LINK = f"kind = 'link' and role = 'funder_calendar' and {within('funder_calendar.issue', 'scope_id')}"

ACCESS = Access(
    permissions=PERMISSIONS,
    holds=HOLDS,
    policies=[
        Policy("session", "select", "session_calendar_read", LINK),
        Policy("session", "insert", "session_calendar_add", LINK),
        Policy("session", "update", "session_calendar_end", LINK),
    ],
    sql=files(__package__).joinpath("sql/insights.sql").read_text(),
)
