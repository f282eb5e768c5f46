"""Who takes applications in and out. An export is its maker's; a conflict hides an application in it too."""

from importlib.resources import files

from polder.kernel.access import GUARD, Access, Erased, Policy, is_self, may, may_or_within, unconflicted
from polder.kernel.words import Words

PERMISSIONS = {
    "application.export": Words(nl="sollicitaties als bestanden meenemen", en="take applications along as files")
}
HOLDS = {"hr_officer": ["application.export"], "hiring_lead": ["application.export"], "system": ["application.export"]}
MINE = f"({is_self('created_by')} and {may_or_within('application.export', 'vacancy_id')})"
OF_LINE = (
    f"{unconflicted('application_id')} and exists (select from public.application_export e where e.id = export_id)"
    " and exists (select from public.application a where a.id = application_id)"
)

ACCESS = Access(
    permissions=PERMISSIONS,
    holds=HOLDS,
    policies=[
        Policy("application_export", "select", "application_export_read", f"{MINE} or {may('audit.read')}"),
        Policy("application_export", "insert", "application_export_add", MINE),
        Policy("application_export", "select", "application_export_guard", "id is not null", to=GUARD),
        Policy("application_export_line", "select", "application_export_line_read", OF_LINE),
        Policy("application_export_line", "insert", "application_export_line_add", OF_LINE),
        Policy("application_export_line", "select", "application_export_line_guard", "id is not null", to=GUARD),
        Policy("table_mapping", "select", "table_mapping_read", may("application.import")),
        Policy("table_mapping", "insert", "table_mapping_add", may("application.import")),
        Policy("table_mapping", "update", "table_mapping_change", may("application.import")),
    ],
    erased={"application_export_line": Erased(stays="that a number was taken along, by whom and when")},
    append_only={"application_export": "update or delete", "application_export_line": "update"},
    unaudited=["application_export_line"],
    sql=files(__package__).joinpath("sql/exchange.sql").read_text(),
)
