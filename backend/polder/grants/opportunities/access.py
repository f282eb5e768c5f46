"""Who reads opportunities, keeps them, matches them to themes, and watches them. Nobody but a grants officer sees who else watches."""

from importlib.resources import files

from polder.kernel.access import GUARD, Access, Policy, Role, is_self, may
from polder.kernel.words import Words

CALENDAR = "opportunity_calendar"
READ, WRITE, MATCH, WATCH = "opportunity.read", "opportunity.write", "opportunity.match", "opportunity.watch"
THEMES, OWN = "theme.write", "opportunity.calendar"
PERMISSIONS = {
    READ: Words(nl="subsidiekansen zien", en="see opportunities"),
    WRITE: Words(nl="subsidiekansen inlezen en bijhouden", en="import and keep opportunities"),
    MATCH: Words(nl="subsidiekansen bij thema's plaatsen", en="match opportunities to themes"),
    WATCH: Words(nl="subsidiekansen volgen", en="watch opportunities"),
    THEMES: Words(nl="thema's bijhouden", en="keep themes"),
    OWN: Words(nl="deadlines in de eigen agenda zien", en="see deadlines in one's own calendar"),
}
_INVOLVED = [READ, MATCH, WATCH]
HOLDS = {
    "grants_officer": [*_INVOLVED, WRITE, THEMES],
    "principal_investigator": _INVOLVED,
    "researcher": _INVOLVED,
    "director": [*_INVOLVED, THEMES],
    "controller": [READ, WATCH],
    "auditor": [READ],
    CALENDAR: [OWN],
    "system": list(PERMISSIONS),
}


def _held(permission: str) -> str:
    """For the whole institute, or for some grant: opportunities belong to none, and whoever leads a grant reads them all."""
    return f"({may(permission)} or cardinality((select polder.scope('{permission}'))::uuid[]) > 0)"


SEES = _held(READ)
KEEPS = may(WRITE)
OWN_LINK = f"kind = 'link' and role = '{CALENDAR}' and {is_self('scope_id')}"
ACCESS = Access(
    permissions=PERMISSIONS,
    roles=[Role(CALENDAR, Words(nl="agenda van deadlines", en="calendar of deadlines"), "account", grantable=False)],
    holds=HOLDS,
    policies=[
        Policy("opportunity", "select", "opportunity_read", SEES),
        Policy("opportunity", "insert", "opportunity_add", KEEPS),
        Policy("opportunity", "update", "opportunity_change", KEEPS),
        Policy("opportunity_deadline", "select", "opportunity_deadline_read", SEES),
        Policy("opportunity_deadline", "insert", "opportunity_deadline_add", KEEPS),
        Policy("opportunity_deadline", "update", "opportunity_deadline_change", KEEPS),
        Policy("opportunity_deadline", "delete", "opportunity_deadline_remove", KEEPS),
        Policy("opportunity_import", "select", "opportunity_import_read", f"{KEEPS} or {may('audit.read')}"),
        Policy("opportunity_import", "insert", "opportunity_import_add", KEEPS),
        Policy("opportunity_change", "select", "opportunity_change_read", SEES),
        Policy("opportunity_change", "insert", "opportunity_change_add", KEEPS),
        Policy("theme", "select", "theme_read", SEES),
        Policy("theme", "insert", "theme_add", may(THEMES)),
        Policy("theme", "update", "theme_change", may(THEMES)),
        Policy("opportunity_theme", "select", "opportunity_theme_read", SEES),
        Policy("opportunity_theme", "insert", "opportunity_theme_add", f"{_held(MATCH)} and {is_self('created_by')}"),
        Policy("opportunity_theme", "delete", "opportunity_theme_remove", _held(MATCH)),
        Policy("opportunity_watch", "select", "opportunity_watch_read", f"({is_self('account_id')} and {SEES}) or {KEEPS}"),
        Policy("opportunity_watch", "insert", "opportunity_watch_add", f"{is_self('account_id')} and {_held(WATCH)}"),
        Policy("opportunity_watch", "delete", "opportunity_watch_remove", is_self("account_id")),
        Policy("opportunity_reminder", "select", "opportunity_reminder_read", KEEPS),
        Policy("opportunity_reminder", "insert", "opportunity_reminder_add", KEEPS),
        Policy("move_entry", "select", "move_entry_opportunity",
               "record_kind = 'opportunity' and exists (select from public.opportunity x where x.id = record_id)"),
        *[Policy(table, "select", f"{table}_guard", "opportunity_id is not null", to=GUARD)
          for table in ("opportunity_deadline", "opportunity_watch")],
        *[Policy(table, "select", f"{table}_guard", "id is not null", to=GUARD) for table in ("opportunity", "theme")],
        Policy("opportunity", "update", "opportunity_guard_days", "id is not null", to=GUARD),
        Policy("session", "select", "session_opportunities_read", OWN_LINK),
        Policy("session", "insert", "session_opportunities_add", OWN_LINK),
        Policy("session", "update", "session_opportunities_end", OWN_LINK),
    ],
    append_only={"opportunity_import": "update or delete", "opportunity_change": "update or delete"},
    unaudited=["opportunity_reminder"],
    sql=files(__package__).joinpath("sql/opportunities.sql").read_text(),
)  # fmt: skip
