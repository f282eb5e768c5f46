"""What every stored record has: an id, a version, who made it and when.

Ids are UUIDv7 made by PostgreSQL; `version`, `updated_at` and `created_by` are kept by triggers and defaults, so
application code cannot get them wrong.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Column, DateTime, ForeignKey, Text, text
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = SQLModel.metadata
SQLModel.model_config["defer_build"] = True  # tables are read and written by statements: no validator is ever needed


class Record(SQLModel):
    """A versioned, audited row. `created_by` is the acting account, set by the database."""

    id: UUID = Field(default=None, primary_key=True, sa_column_kwargs={"server_default": text("uuidv7()")})
    version: int = Field(default=None, sa_column_kwargs={"server_default": text("1")}, nullable=False)
    created_at: datetime = Field(
        default=None,
        sa_type=DateTime(timezone=True),  # type: ignore[call-overload]  # SQLModel: a class, not an instance
        sa_column_kwargs={"server_default": text("now()")},
        nullable=False,
    )
    updated_at: datetime = Field(
        default=None,
        sa_type=DateTime(timezone=True),  # type: ignore[call-overload]  # SQLModel: a class, not an instance
        sa_column_kwargs={"server_default": text("now()")},
        nullable=False,
    )
    created_by: UUID | None = Field(default=None, sa_column_kwargs={"server_default": text("polder.actor()")})


def refers_to(table: str, *, optional: bool = False, index: bool = True) -> Any:
    """A reference to a record that lives on its own: it cannot be deleted while referred to."""
    return Field(
        default=None if optional else ...,
        sa_column_args=(ForeignKey(f"{table}.id", ondelete="RESTRICT"),),
        index=index,
        nullable=optional,
    )


def part_of(table: str, *, index: bool = True) -> Any:
    """A reference to the whole that this record is a part of."""
    return refers_to(table, index=index)


def one_of(values: type[StrEnum], default: StrEnum | None = None, *, name: str, optional: bool = False) -> Any:
    """A text column that holds one of the enumeration's values; the database checks it. `name` is the column's name."""
    allowed = ", ".join(f"'{value}'" for value in values)
    kwargs: dict[str, Any] = {"info": {"choices": [str(value) for value in values]}}
    if default is not None:
        kwargs["server_default"] = text(f"'{default}'")
    return Field(
        default=None if optional else (default if default is not None else ...),
        sa_type=Text,
        sa_column_args=(CheckConstraint(f"{name} in ({allowed})", name=name),),
        sa_column_kwargs=kwargs,
        nullable=optional,
    )


def instant(
    *, optional: bool = False, default: str | None = None, index: bool = False, primary_key: bool = False
) -> Any:
    """A moment in time, with its zone (timestamptz). `default` is SQL."""
    kwargs: dict[str, Any] = {"server_default": text(default)} if default else {}
    return Field(
        default=None if optional or default else ...,
        sa_type=DateTime(timezone=True),  # type: ignore[call-overload]  # SQLModel: a class, not an instance
        sa_column_kwargs=kwargs,
        nullable=optional,
        index=index,
        primary_key=primary_key,
    )


def cents(*, optional: bool = False, name: str, least: int | None = 0) -> Any:
    """An amount in the currency's minor units (bigint), at least `least` where the database is to check that."""
    checks = () if least is None else (CheckConstraint(f"{name} >= {least}", name=name),)
    return Field(default=None if optional else ..., sa_type=BigInteger, sa_column_args=checks, nullable=optional)


def words(*, optional: bool = False, limit: int, at_least: int = 0, name: str) -> Any:
    """Text of bounded length; the database checks the bound, and that something is to be seen where `at_least` is one or
    more. `name` is the column's name.
    """
    check = CheckConstraint(f"char_length({name}) between {at_least} and {limit}", name=f"{name}_length")
    return Field(
        default=None if optional else ...,
        sa_type=Text,
        sa_column_args=(check,),
        sa_column_kwargs={"info": {"says_something": at_least > 0}},
        nullable=optional,
    )


def json_column(*, default: str | None = None, optional: bool = False, schema: dict[str, Any] | None = None) -> Any:
    """A JSON value (jsonb). `default` is its JSON text; `schema` describes it, otherwise it may be any JSON."""
    kwargs: dict[str, Any] = {} if default is None else {"server_default": text(f"'{default}'::jsonb")}
    kwargs["info"] = {"schema": schema or {"description": "any JSON"}}
    return Field(
        default=None if optional or default is not None else ...,
        # nothing given is nothing stored: the default applies, never the JSON value null
        sa_type=JSONB(none_as_null=True),  # type: ignore[arg-type]  # SQLModel: a class, not an instance
        sa_column_kwargs=kwargs,
        nullable=optional,
    )  # type: ignore[call-overload]  # for the same reason


def search_column(expression: str) -> Column[Any]:
    """A generated full-text column over an SQL text expression of the same row; index it with GIN."""
    from sqlalchemy import Computed

    return Column("search", TSVECTOR, Computed(f"polder.searchable({expression})", persisted=True))


def drawn_reference_column(prefix: str, table: str) -> Any:
    """A reference that outsiders see, such as `C-2026-7K3QD`: drawn by the database, as a counter would tell how many others
    there are.
    """
    return Field(
        default=None,
        unique=True,
        nullable=False,
        sa_column_kwargs={"server_default": text(f"polder.drawn_reference('{prefix}', '{table}')")},
    )


def reference_column(prefix: str, sequence: str, width: int) -> Any:
    """A public reference such as `V-2026-014`, given by the database from a sequence of its own."""
    return Field(
        default=None,
        unique=True,
        nullable=False,
        sa_column_kwargs={"server_default": text(f"polder.reference('{prefix}', '{sequence}', {width})")},
    )
