"""Who sees and reads in files of an existing administration."""

from importlib.resources import files

from polder.kernel.access import Access, Policy, may

ACCESS = Access(
    policies=[
        Policy("funding_import", "select", "funding_import_read", may("funding.read")),
        Policy("funding_import", "insert", "funding_import_add", may("funding.import")),
    ],
    append_only={"funding_import": "update or delete"},
    sql=files(__package__).joinpath("sql/imports.sql").read_text(),
)
