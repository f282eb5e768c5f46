"""The files that were read in."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ForeignKey, LargeBinary
from sqlmodel import Field, SQLModel

from polder.kernel.openapi import WORDS, many, named, record
from polder.kernel.record import Record, instant, json_column, one_of, words

REFUSALS = many(named("ImportRefusal", record(row="integer", field="text", column="text", problem=WORDS, remedy=WORDS)))


class ImportKind(StrEnum):
    agreements = "agreements"
    tranches = "tranches"
    receipts = "receipts"


class FundingImport(Record, table=True):
    """One file that was read in: which, how many rows it had, and how many of them were new or known already.

    A large one is read in later: until `finished_at`, `done` of its rows are there. `refusals`: why nothing came of it.
    """

    __tablename__ = "funding_import"

    kind: str = one_of(ImportKind, name="kind")
    file_name: str = words(limit=255, at_least=1, name="file_name")
    sha256: str = Field(index=True)
    rows: int = Field(ge=0)
    added: int = Field(ge=0)
    known: int = Field(ge=0)
    done: int = Field(default=0, ge=0, sa_column_kwargs={"server_default": "0"})
    finished_at: datetime | None = instant(optional=True)
    refusals: list[dict[str, Any]] = json_column(default="[]", schema=REFUSALS)


class FundingImportFile(SQLModel, table=True):
    """The file of an import that waits; gone when that is finished."""

    __tablename__ = "funding_import_file"

    import_id: UUID = Field(sa_column_args=(ForeignKey("funding_import.id", ondelete="CASCADE"),), primary_key=True)
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
