"""What people read about imports."""

from sqlalchemy import func

from polder.funding.imports import tables as _tables
from polder.kernel.openapi import block as sql
from polder.kernel.openapi import kind, many, mapping, named, record
from polder.kernel.reader import Detail, Listing, column
from polder.kernel.record import metadata

funding_import = metadata.tables["funding_import"]

IMPORTS = Listing(
    "funding_imports",
    funding_import,
    funding_import.c.id,
    [
        column("id", funding_import.c.id, "id", "id", "uuid", export=False),
        column("kind", funding_import.c.kind, "soort", "kind", by="filter sort"),
        column("file_name", funding_import.c.file_name, "bestand", "file", by="sort"),
        column("rows", funding_import.c.rows, "rijen", "rows", "integer"),
        column("added", funding_import.c.added, "toegevoegd", "added", "integer"),
        column("known", funding_import.c.known, "al bekend", "known already", "integer"),
        column("done", funding_import.c.done, "ingelezen rijen", "rows read in", "integer"),
        column("finished_at", funding_import.c.finished_at, "klaar", "finished", "instant"),
        column("sha256", funding_import.c.sha256, "SHA-256", "SHA-256", by="filter"),
        column("by", func.polder.name_of(funding_import.c.created_by), "door", "by"),
        column("created_at", funding_import.c.created_at, "ingelezen", "read in", "instant", "sort range"),
    ],
    sort="-created_at",
)
IMPORT = Detail(
    funding_import,
    funding_import.c.id,
    {**{c.name: c for c in funding_import.c}, "by": sql("polder.name_of(funding_import.created_by)", "text?")},
)
RESULT = named("ImportResult", record(
    id="uuid?", kind="text", file_name="text", preview="boolean", rows="integer", added="integer", known="integer", refused="integer",
    first=many(record(row="integer", values=mapping(kind("text")))), refusals=_tables.REFUSALS, later="boolean",
))  # fmt: skip
