"""The files that were read in."""

from enum import StrEnum

from sqlmodel import Field

from polder.kernel.record import Record, one_of, words


class ImportKind(StrEnum):
    agreements = "agreements"
    tranches = "tranches"
    receipts = "receipts"


class FundingImport(Record, table=True):
    """One file that was read in: which, how many rows it had, and how many of them were new or known already."""

    __tablename__ = "funding_import"

    kind: str = one_of(ImportKind, name="kind")
    file_name: str = words(limit=255, at_least=1, name="file_name")
    sha256: str = Field(index=True)
    rows: int = Field(ge=0)
    added: int = Field(ge=0)
    known: int = Field(ge=0)
