"""Who sees and reads in files of an existing administration."""

from importlib.resources import files

from polder.kernel.access import Access, Policy, may

ACCESS = Access(
    policies=[
        Policy("funding_import", "select", "funding_import_read", may("funding.read")),
        Policy("funding_import", "insert", "funding_import_add", may("funding.import")),
        Policy("funding_import", "update", "funding_import_go_on", may("funding.import")),
        Policy("funding_import_file", "select", "funding_import_file_read", may("funding.import")),
        Policy("funding_import_file", "insert", "funding_import_file_add", may("funding.import")),
        Policy("funding_import_file", "delete", "funding_import_file_remove", may("funding.import")),
    ],
    append_only={"funding_import": "delete"},
    sql=files(__package__).joinpath("sql/imports.sql").read_text(),
)
