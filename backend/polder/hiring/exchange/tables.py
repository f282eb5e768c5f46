"""Mappings of columns, and who exported what."""

from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from polder.hiring import tables as _hiring  # noqa: F401 - defines the tables referred to
from polder.hiring.tables import Stage
from polder.kernel import openapi
from polder.kernel.record import Record, json_column, one_of, refers_to, words


class TableMapping(Record, table=True):
    """Which column of tables with these headings holds what: field → heading."""

    __tablename__ = "table_mapping"
    __table_args__ = (UniqueConstraint("headings"),)

    headings: str = words(limit=2500, at_least=1, name="headings")
    columns: dict[str, Any] = json_column(schema=openapi.mapping(openapi.kind("text")))


class ApplicationExport(Record, table=True):
    """One export, by whom and when; its applications stand in its lines."""

    __tablename__ = "application_export"
    __table_args__ = (CheckConstraint("applications between 1 and 10000", name="applications"),)

    vacancy_id: UUID = refers_to("vacancy")
    stage: str | None = one_of(Stage, name="stage", optional=True)
    applications: int


class ApplicationExportLine(SQLModel, table=True):
    """An application that was exported: a log, written with its export."""

    __tablename__ = "application_export_line"
    __table_args__ = (UniqueConstraint("export_id", "application_id"),)

    id: UUID = Field(default=None, primary_key=True, sa_column_kwargs={"server_default": text("uuidv7()")})
    export_id: UUID = refers_to("application_export", index=False)
    application_id: UUID = Field(sa_column_args=(ForeignKey("application.id", ondelete="CASCADE"),), index=True)
