"""What the views and the HTTP of all rules have in common that are kept as versions (see versions.py)."""

from datetime import date
from typing import Any

from pydantic import Field
from sqlalchemy import Table

from polder.kernel.lifecycle import Lifecycle
from polder.kernel.openapi import block
from polder.kernel.reader import Column, Detail, Listing, column
from polder.kernel.resources import Strict

KEY = "^[a-z][a-z0-9_]{1,59}$"


class RuleFacts(Strict):
    name_nl: str = Field(min_length=1, max_length=200)
    name_en: str = Field(min_length=1, max_length=200)
    source: str = Field(min_length=1, max_length=1000)
    valid_from: date
    valid_until: date | None = None


class RuleChange(Strict):
    name_nl: str = Field(default_factory=str, min_length=1, max_length=200)
    name_en: str = Field(default_factory=str, min_length=1, max_length=200)
    source: str = Field(default_factory=str, min_length=1, max_length=1000)
    valid_from: date = date.min
    valid_until: date | None = None


def listing(name: str, table: Table, *own: Column) -> Listing:
    """All versions of a kind of rule; `own`: the columns of this kind."""
    return Listing(
        name,
        table,
        table.c.id,
        [
            column("id", table.c.id, "id", "id", "uuid", export=False),
            column("key", table.c.key, "sleutel", "key", by="sort filter"),
            column("name_nl", table.c.name_nl, "naam (nl)", "name (nl)", by="sort"),
            column("name_en", table.c.name_en, "naam (en)", "name (en)", by="sort"),
            *own,
            column("valid_from", table.c.valid_from, "geldig vanaf", "valid from", "date", "sort range"),
            column("valid_until", table.c.valid_until, "geldig tot en met", "valid until", "date", "sort"),
            column("source", table.c.source, "bron", "source"),
            column("state", table.c.state, "stand", "state", by="filter sort"),
            column("version", table.c.version, "versie", "version", "integer", export=False),
        ],
        sort="key",
    )


def detail(table: Table, life: Lifecycle, **own: Any) -> Detail:
    """One version, with what is worked out of this kind of rule (`own`)."""
    columns: dict[str, Any] = {c.name: c for c in table.c if c.name not in ("ended_id", "ended_until")} | own
    return Detail(
        table,
        table.c.id,
        {**columns, "confirmed_by_name": block(f"polder.name_of({table.name}.confirmed_by)", "text?")},
        life,
    )


def waiting(table: str, kind: str, resource: str, nl: str, en: str, confirm: str = "rule.confirm") -> str:
    """Home's line for whoever may confirm a proposal that another made."""
    return f"""
  select '{kind}', '{resource}', r.id, r.key, r.name_nl, r.name_en, r.updated_at, r.updated_at + interval '14 days', '{nl}', '{en}'
  from {table} r where r.state = 'proposed' and (select polder.may('{confirm}'))
    and r.created_by is distinct from (select polder.actor())"""
