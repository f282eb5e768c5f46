"""What people read about exports and tables."""

from polder.hiring.exchange import tables as _tables  # noqa: F401 - defines the tables named below
from polder.kernel.openapi import block as sql
from polder.kernel.openapi import kind, many, mapping, named, record
from polder.kernel.reader import Detail
from polder.kernel.record import metadata

export = metadata.tables["application_export"]

EXPORT = Detail(
    export,
    export.c.id,
    {
        **{c.name: c for c in export.c},
        "path": sql("'/application-exports/' || application_export.id || '/file'", "text"),
    },
)
ABOUT = """select e.id, v.reference from application_export e join vacancy v on v.id = e.vacancy_id
where e.id = $1 and e.created_by = (select polder.actor())"""

_BOTH = record(nl="text", en="text")
TABLE_SHAPE = named("TableOfApplications", record(
    headings=many(kind("text")), columns={"description": "field → heading", **mapping(kind("text"))},
    unicode=kind("boolean", about="false: read as Windows-1252; look at the names"), rows="integer",
    first=many(mapping(kind("text"))), imported="integer",
    refusals=many(record(row="integer", field="text", column="text?", problem=_BOTH, remedy=_BOTH)),
))  # fmt: skip
