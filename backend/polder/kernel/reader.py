"""The fast reader: one declaration of columns gives list, filter, sort, page, count, search, export and detail.

It goes around the ORM session: a SQLAlchemy Core statement is compiled once per shape of question, PostgreSQL builds
the JSON, asyncpg carries it, and the bytes go out untouched. What the asker may not see, row-level security leaves out.
"""

import base64
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    FromClause,
    Join,
    Select,
    and_,
    bindparam,
    cast,
    func,
    literal_column,
    or_,
    select,
    tuple_,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.dialects.postgresql import asyncpg as asyncpg_dialect
from sqlalchemy.types import Date, DateTime, Integer, Numeric, Text, TypeEngine, Uuid

from polder.kernel import openapi, problems
from polder.kernel.http import View
from polder.kernel.lifecycle import Lifecycle
from polder.kernel.parsing import DAY, parse
from polder.kernel.tx import Tx
from polder.kernel.words import Words

PER_PAGE_MOST = 200
COUNT_BOUND = 10_000
SEARCH_BOUND = 1_000  # matches are counted one by one
DEEPEST_OFFSET = 10_000
EXPORT_BOUND = 100_000

_DIALECT = asyncpg_dialect.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy annotates no dialects
TYPES: dict[str, TypeEngine[Any]] = {
    "text": Text(),
    "uuid": Uuid(),
    "integer": Integer(),
    "money": BigInteger(),
    "number": Numeric(),
    "instant": DateTime(timezone=True),
    "date": Date(),
    "boolean": Text(),
    "json": JSONB(),
}


@dataclass(frozen=True)
class Column:
    """One column of a list. `kind` is text, uuid, integer, money (cents), number, instant, date, boolean or json.

    `by` marks what people may do with it: "sort", "filter" (equal to any of the given values), "range" (_from/_until,
    both included), "has" (its value is an array of that kind, and holds any of the given values).
    """

    name: str
    sql: ColumnElement[Any]
    label: Words
    kind: str = "text"
    by: frozenset[str] = frozenset()
    export: bool = True
    always: bool = False

    @property
    def may_be_null(self) -> bool:
        """Rows may lack a value; `always` says that the listing's own conditions leave such rows out."""
        return not self.always and getattr(self.sql, "nullable", True) is not False


def column(
    name: str,
    sql: Any,
    nl: str,
    en: str,
    kind: str = "text",
    by: str = "",
    *,
    export: bool = True,
    always: bool = False,
) -> Column:
    """Short form: `by` holds the words sort, filter and range."""
    return Column(name, sql, Words(nl=nl, en=en), kind, frozenset(by.split()), export, always)


@dataclass(frozen=True)
class Question:
    """What a reader asks of a list, parsed from the query string."""

    shape: "Shape"
    values: dict[str, Any]


@dataclass(frozen=True)
class Shape:
    """The part of a question that decides its SQL; its values are parameters."""

    filters: frozenset[str] = frozenset()
    one: frozenset[str] = frozenset()  # the filters with a single value: an index keeps its order under `=`
    sort: str = ""
    descending: bool = False
    search: bool = False
    after: bool = False
    after_null: bool = False  # the page before ended on a row without a value in the sorted column
    limit: int = 25  # literal in the SQL, as the planner chooses by it between sorting and following an index
    offset: bool = False


@dataclass(frozen=True, eq=False)
class Listing:
    """A table as people read it. `where` holds conditions that are always on; `search` is a tsvector column."""

    name: str
    source: FromClause
    id: ColumnElement[Any]
    columns: Sequence[Column]
    sort: str
    search: ColumnElement[Any] | None = None
    where: Sequence[ColumnElement[bool]] = ()
    by_name: Mapping[str, Column] = field(init=False)
    filters: Mapping[str, tuple[Column, str]] = field(init=False)  # query parameter → column, operator

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {c.name: c for c in self.columns})
        filters: dict[str, tuple[Column, str]] = {}
        for c in self.columns:
            if "filter" in c.by or c.name == "id":
                filters[c.name] = (c, "any")
            if "range" in c.by:
                filters[f"{c.name}_from"] = (c, "from")
                filters[f"{c.name}_until"] = (c, "until")
            if "has" in c.by:
                filters[c.name] = (c, "has")
        object.__setattr__(self, "filters", filters)

    @property
    def schema(self) -> openapi.Schema:
        """The answer of the list, as JSON Schema."""
        name = _title(getattr(getattr(self.id, "table", None), "name", self.name))
        row = openapi.named(f"{name}Row", openapi.record(**{c.name: _row_schema(c) for c in self.columns}))
        return openapi.named(f"{name}Page", openapi.record(
            data=openapi.many(row),
            total=openapi.kind("integer", about="exact up to 10,000, in a search up to 1,000; one more means more"), total_exact="boolean",
            next=openapi.kind("text", null=True, about="cursor for `after`"),
        ))  # fmt: skip

    # ---- questions -----------------------------------------------------------------------------------------------

    def question(self, parameters: Sequence[tuple[str, str]], *, extra: frozenset[str] = frozenset()) -> Question:
        """Parse a query string. Unknown parameters, values and sorts are 422 problems that name what is possible."""
        values: dict[str, Any] = {}
        given: dict[str, list[Any]] = {}
        single: dict[str, str] = {}
        known = ("page", "per_page", "sort", "after", *(("q",) if self.search is not None else ()))
        for name, value in parameters:
            if name in self.filters:
                c = self.filters[name][0]
                choices = getattr(c.sql, "info", {}).get("choices")
                if choices and value not in choices:
                    raise _no_choice(name, choices)
                parsed = parse(c.kind, value, name)
                if self.filters[name][1] == "until" and c.kind == "instant" and len(value) == DAY:
                    parsed += timedelta(days=1, microseconds=-1)  # the whole of that day
                given.setdefault(name, []).append(parsed)
            elif name in known:
                single[name] = value
            elif name not in extra and name != "language":
                raise unknown(name, [*self.filters, *known])
        one = frozenset(name for name, found in given.items() if len(found) == 1)
        for name, found in given.items():
            operator = self.filters[name][1]
            values[name] = found if operator == "has" or (operator == "any" and name not in one) else found[-1]
        sort, descending = self._sort(single.get("sort"))
        limit = parse("integer", single.get("per_page", "25"), "per_page")
        page = parse("integer", single.get("page", "1"), "page")
        if not 1 <= limit <= PER_PAGE_MOST:
            raise _out_of_range("per_page", 1, PER_PAGE_MOST)
        if page < 1 or (page - 1) * limit > DEEPEST_OFFSET:
            raise _out_of_range("page", 1, DEEPEST_OFFSET // limit + 1)
        if page > 1 and "after" not in single:
            values["offset"] = (page - 1) * limit
        q = single.get("q", "").replace("\x00", " ").strip()[:500]
        if q:
            values["q"] = q
        if "after" in single:
            values["after_key"], values["after_id"] = self._cursor(single["after"], self.by_name[sort])
        after_null = "after" in single and values["after_key"] is None
        shape = Shape(
            frozenset(given), one, sort, descending, "q" in values, "after" in single, after_null, limit, "offset" in values
        )  # fmt: skip
        return Question(shape, values)

    def _sort(self, asked: str | None) -> tuple[str, bool]:
        asked = asked or self.sort
        name = asked.removeprefix("-")
        found = self.by_name.get(name)
        if found is None or "sort" not in found.by:
            raise _unknown_sort(name, [c.name for c in self.columns if "sort" in c.by])
        return name, asked.startswith("-")

    def _cursor(self, text: str, sorted_by: Column) -> tuple[Any, Any]:
        try:
            key, id = orjson.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
            if key is None and not sorted_by.may_be_null:
                raise ValueError("a sorted column without nulls")
            value = None if key is None else parse(sorted_by.kind, str(key), "after")
            return value, parse(self.by_name["id"].kind, str(id), "after")
        except (ValueError, TypeError):
            raise unknown("after", ["next"]) from None

    # ---- statements ----------------------------------------------------------------------------------------------

    def conditions(self, shape: Shape) -> list[ColumnElement[bool]]:
        found = list(self.where)
        for name in sorted(shape.filters):
            c, operator = self.filters[name]
            of_kind = TYPES[c.kind]
            left = cast(c.sql, Text()) if c.kind == "boolean" else c.sql
            if operator == "any" and name in shape.one:
                found.append(left == bindparam(name, type_=of_kind))
            elif operator == "any":
                found.append(left == func.any(bindparam(name, type_=ARRAY(of_kind))))
            elif operator == "has":
                found.append(left.bool_op("&&")(bindparam(name, type_=ARRAY(of_kind))))
            elif operator == "from":
                found.append(left >= bindparam(name, type_=of_kind))
            else:
                found.append(left <= bindparam(name, type_=of_kind))
        if shape.search and self.search is not None:
            query = func.polder.query(bindparam("q", type_=Text()))
            found.append(self.search.bool_op("@@")(query))
        return found

    def rows(self, shape: Shape, columns: Sequence[Column]) -> Select[Any]:
        """The rows asked for: filtered, sorted with the id as tie-break, limited."""
        key = self.by_name[shape.sort]
        conditions = self.conditions(shape)
        if shape.after:
            conditions.append(self._beyond(shape, key))
        down = key.sql.desc().nulls_last() if key.may_be_null else key.sql.desc()
        order = [down, self.id.desc()] if shape.descending else [key.sql.asc(), self.id.asc()]
        rows = select(*[c.sql.label(c.name) for c in columns]).select_from(self.source).where(*conditions)
        rows = rows.order_by(*order).limit(literal_column(str(shape.limit)))
        return rows.offset(bindparam("offset", type_=Integer())) if shape.offset else rows

    def _beyond(self, shape: Shape, key: Column) -> ColumnElement[bool]:
        """Rows after the cursor. Rows without a value come last, and are reached when the others are through."""
        last_id = bindparam("after_id", type_=TYPES[self.by_name["id"].kind])
        if shape.after_null:
            return and_(key.sql.is_(None), self.id < last_id if shape.descending else self.id > last_id)
        here, last = tuple_(key.sql, self.id), tuple_(bindparam("after_key", type_=TYPES[key.kind]), last_id)
        beyond = here < last if shape.descending else here > last
        return or_(beyond, key.sql.is_(None)) if key.may_be_null else beyond

    @lru_cache(maxsize=512)  # noqa: B019 - listings live as long as the process
    def _page(self, shape: Shape) -> tuple[str, tuple[str, ...]]:
        page = self.rows(shape, self.columns).subquery("p")
        total = self._count(shape, _bound(shape)).scalar_subquery()
        exact = "::text" if self.by_name[shape.sort].kind == "number" else ""  # JSON numbers are read as floats
        last = f"(array_agg(json_build_array(p.{shape.sort}{exact}, p.id)))[count(*)]"
        statement = select(
            cast(
                func.json_build_object(
                    literal_column("'data'"),
                    func.coalesce(func.json_agg(literal_column("p")), literal_column("'[]'::json")),
                    literal_column("'total'"),
                    total,
                    literal_column("'last'"),
                    literal_column(f"case when count(*) = {shape.limit} then {last} end"),
                ),
                Text(),
            )
        ).select_from(page)
        return compiled(statement)

    async def page(self, view: View, question: Question) -> bytes:
        """The JSON answer of a list: data, total (bounded), total_exact, next."""
        sql, names = self._page(question.shape)
        answer: str = await view.value(sql, *[question.values[name] for name in names])
        return _finish(answer, _bound(question.shape))

    async def export(self, view: View, question: Question) -> AsyncIterator[list[Any]]:
        """The rows for a spreadsheet, a thousand at a time, in the order of `exported`; too many are a 422 problem."""
        shape = replace(question.shape, limit=EXPORT_BOUND, offset=False)
        sql, names = self._export_count(shape)
        if await view.value(sql, *[question.values[name] for name in names]) > EXPORT_BOUND:
            raise _too_many()
        sql, names = self._export(shape)
        async for rows in view.parts(sql, *[question.values[name] for name in names]):
            yield rows

    @lru_cache(maxsize=128)  # noqa: B019 - as above
    def _export_count(self, shape: Shape) -> tuple[str, tuple[str, ...]]:
        return compiled(self._count(shape, EXPORT_BOUND))

    def _count(self, shape: Shape, bound: int) -> Select[Any]:
        """How many rows there are, up to one more than `bound`. Outer joins add columns, never rows: those that no
        condition names are left out, for PostgreSQL would leave out the table and still prepare its policies.
        """
        source, conditions = self.source, self.conditions(shape)
        named = compiled(select(literal_column("1")).where(*conditions))[0]
        while isinstance(source, Join) and source.isouter:
            if re.search(rf"\b{getattr(source.right, 'name', '')}\.", named):
                break
            source = source.left
        some: Select[Any] = (
            select(literal_column("1")).select_from(source).where(*conditions).limit(literal_column(str(bound + 1)))
        )
        return select(func.count()).select_from(some.subquery("c"))

    @property
    def exported(self) -> list[Column]:
        return [c for c in self.columns if c.export]

    @lru_cache(maxsize=128)  # noqa: B019 - as above
    def _export(self, shape: Shape) -> tuple[str, tuple[str, ...]]:
        return compiled(self.rows(shape, self.exported))


def _bound(shape: Shape) -> int:
    """How far a list counts."""
    return SEARCH_BOUND if shape.search else COUNT_BOUND


def _finish(answer: str, bound: int) -> bytes:
    """Turn the tail `"total" : n, "last" : x}` into total, total_exact and an opaque cursor, without reading the rows."""
    head, _, tail = answer.rpartition(', "total" : ')
    total_text, _, last_text = tail[:-1].partition(', "last" : ')
    total = int(total_text)
    exact = total <= bound
    cursor = b"null"
    if last_text != "null":
        key = orjson.dumps(orjson.loads(last_text))
        cursor = b'"' + base64.urlsafe_b64encode(key).rstrip(b"=") + b'"'
    return b'%s,"total":%d,"total_exact":%s,"next":%s}' % (head.encode(), total, b"true" if exact else b"false", cursor)


@dataclass(frozen=True, eq=False)
class Detail:
    """One record as people read it: its fields, related blocks, version, and what the asker may do now.

    `source` is the record's own table, or that joined to one row; related blocks are subqueries that yield JSON.
    """

    source: FromClause
    id: ColumnElement[Any]
    fields: Mapping[str, ColumnElement[Any]]
    lifecycle: Lifecycle | None = None

    @property
    def schema(self) -> openapi.Schema:
        """The answer, as JSON Schema."""
        fields = {name: openapi.of_column(sql) for name, sql in self.fields.items()}
        if self.lifecycle is not None:
            states = [str(state) for state in self.lifecycle.states]
            fields[self.lifecycle.column] = openapi.kind("text", choices=states)
            fields["moves"] = openapi.many(openapi.MOVE)
        return openapi.named(
            _title(str(getattr(getattr(self.id, "table", None), "name", ""))), openapi.record(**fields)
        )

    @property
    def statement(self) -> Select[Any]:
        inner = (
            select(*[sql.label(name) for name, sql in self.fields.items()])
            .select_from(self.source)
            .where(self.id == bindparam("id", type_=Uuid()))
        )
        columns: list[Any] = [
            cast(literal_column("row_to_json(d)"), Text()).label("body"),
            literal_column("d.version").label("version"),
        ]
        if self.lifecycle is not None:
            inner = inner.add_columns(literal_column(self.lifecycle.facts_sql).label("~facts"))
            shown = ", ".join(f'd."{name}"' for name in self.fields)
            columns[0] = literal_column(f"(select row_to_json(x)::text from (select {shown}) as x)").label("body")
            columns += [literal_column(f"d.{self.lifecycle.column}"), literal_column('d."~facts"::text')]
        return select(*columns).select_from(inner.subquery("d"))

    @lru_cache(maxsize=1)  # noqa: B019 - as above
    def _compiled(self) -> str:
        return compiled(self.statement)[0]

    async def read(self, view: View, id: UUID) -> tuple[bytes, int]:
        """(JSON, version), or 404."""
        return self._finish(await view.value(f"select found from ({self._compiled()}) as found", id))

    async def read_in(self, tx: Tx, id: UUID) -> tuple[bytes, int]:
        """The same within a transaction that has just written."""
        await tx.flush()
        return self._finish((await tx.connection.execute(self.statement, {"id": id})).one_or_none())

    def _finish(self, row: Any) -> tuple[bytes, int]:
        if row is None:
            raise problems.not_found()
        body: bytes = row[0].encode()
        if self.lifecycle is not None:
            body = body[:-1] + b',"moves":' + self.lifecycle.moves_json(row[2], _facts(row[3])) + b"}"
        return body, row[1]


@lru_cache(maxsize=4096)
def _facts(text: str) -> tuple[bool | None, ...]:
    """PostgreSQL's boolean array, as text: `{t,f,NULL}`."""
    return tuple({"t": True, "f": False}.get(value) for value in text[1:-1].split(","))


def _title(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))


def _row_schema(c: Column) -> openapi.Schema:
    known = openapi.of_column(c.sql)
    if c.kind == "json" or "has" in c.by or "enum" in known:
        return {**known, "description": c.label.en}
    null = getattr(c.sql, "nullable", True) is not False and not getattr(c.sql, "primary_key", False)
    return openapi.kind(c.kind, null=null, about=c.label.en)


def compiled(statement: Select[Any]) -> tuple[str, tuple[str, ...]]:
    """(SQL with $n, the parameter's names in order). Literal values stay literal."""
    done = statement.compile(dialect=_DIALECT, compile_kwargs={"render_postcompile": True})
    names = tuple(done.positiontup or ())
    sql = str(done)
    fixed = {name: done.params[name] for name in names if done.params.get(name) is not None}
    if fixed:
        raise ValueError(f"a view has a literal that is not rendered inline: {fixed}")
    return sql, names


def unknown(name: str, possible: Sequence[str]) -> problems.Problem:
    """A parameter that is none, and those that there are."""
    return problems.invalid_field(
        name,
        Words(nl="Deze parameter is onbekend of onleesbaar.", en="This parameter is unknown or unreadable."),
        Words(nl="Mogelijk zijn: {names}.", en="Possible are: {names}.").format(names=", ".join(possible)),
    )


def _no_choice(name: str, choices: Sequence[str]) -> problems.Problem:
    return problems.invalid_field(
        name,
        Words(nl="Deze waarde bestaat hier niet.", en="There is no such value here."),
        Words(nl="Mogelijk zijn: {names}.", en="Possible are: {names}.").format(names=", ".join(choices)),
    )


def _unknown_sort(name: str, possible: Sequence[str]) -> problems.Problem:
    return problems.invalid_field(
        "sort",
        Words(nl="Hierop kan niet gesorteerd worden.", en="This cannot be sorted by."),
        Words(nl="Mogelijk zijn: {names}.", en="Possible are: {names}.").format(names=", ".join(possible)),
    )


def _too_many() -> problems.Problem:
    return problems.invalid(
        detail=Words(
            nl=f"Dit zijn meer dan {EXPORT_BOUND:,} rijen".replace(",", ".")
            + ", te veel voor één bestand. Filter de lijst,"
            " bijvoorbeeld op periode of stand, en exporteer de delen.",
            en=f"These are more than {EXPORT_BOUND:,} rows, too many for one file. Filter the list, by period or state for"
            " example, and export the parts.",
        )
    )


def _out_of_range(name: str, least: int, most: int) -> problems.Problem:
    return problems.invalid_field(
        name,
        Words(nl="Buiten het bereik.", en="Out of range."),
        Words(
            nl="Kies {least} tot en met {most}; gebruik `after` om verder te bladeren.",
            en="Choose {least} to {most}; use `after` to page further.",
        ).format(least=least, most=most),
    )
