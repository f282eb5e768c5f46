"""A used database made as it was at first, without losing what its open connections know: a plan costs more than a row."""

import io
from dataclasses import dataclass
from typing import Any

import psycopg

# Whatever the schema is made of, but for the clock, which tests set. A row that was added, changed or taken away shows.
SHAPE = """select array_agg(n || ' ' || x order by k) from (
  select 'class' k, count(*) n, max(xmin::text::bigint) x from pg_class where relpersistence <> 't'
  union all select 'attribute', count(*), max(xmin::text::bigint) from pg_attribute
  union all select 'default', count(*), max(xmin::text::bigint) from pg_attrdef
  union all select 'constraint', count(*), max(xmin::text::bigint) from pg_constraint
  union all select 'policy', count(*), max(xmin::text::bigint) from pg_policy
  union all select 'trigger', count(*), max(xmin::text::bigint) from pg_trigger
  union all select 'type', count(*), max(xmin::text::bigint) from pg_type where typnamespace <> pg_my_temp_schema()
  union all select 'rule', count(*), max(xmin::text::bigint) from pg_rewrite
  union all select 'function', count(*), max(xmin::text::bigint) from pg_proc where oid <> 'polder.clock()'::regprocedure
) as part"""
TABLES = """select oid::regclass::text from pg_class where relkind = 'r'
  and relnamespace = any(array['public', 'polder', 'jobs']::regnamespace[]) order by 1"""
SEQUENCES = """select oid::regclass::text from pg_class where relkind = 'S'
  and relnamespace = any(array['public', 'polder', 'jobs']::regnamespace[]) order by 1"""
FILLED = "select t from unnest(%s::text[]) as t where pg_relation_size(t::regclass) > 0"
CLOCK = "select pg_get_functiondef('polder.clock()'::regprocedure)"
BUSY = """select true from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
  and backend_type = 'client backend' and state is distinct from 'idle' limit 1"""


@dataclass(frozen=True)
class Original:
    """What a database holds when it comes from the template."""

    shape: list[str]
    tables: list[str]
    rows: dict[str, tuple[str, bytes]]  # by table, where there are any: their digest, and they themselves
    sequences: str
    clock: str

    @classmethod
    def of(cls, connection: psycopg.Connection[Any]) -> "Original":
        tables = [name for (name,) in _all(connection, TABLES)]
        digests = _digests(connection, [name for (name,) in _all(connection, FILLED, tables)])
        rows = {name: (digest, _copied(connection, name)) for name, digest in digests.items() if digest}
        restored = []
        for (name,) in _all(connection, SEQUENCES):
            ((value, called),) = _all(connection, f"select last_value, is_called from {name}")
            restored.append(f"setval('{name}', {value}, {called})")
        ((shape,),), ((clock,),) = _all(connection, SHAPE), _all(connection, CLOCK)
        return cls(shape, tables, rows, "select " + ", ".join(restored), clock)

    def restored(self, connection: psycopg.Connection[Any]) -> bool:
        """True when the database is as it was; False when only a new one will be."""
        if _all(connection, BUSY) or _all(connection, SHAPE) != [(self.shape,)]:
            return False
        with connection.transaction():
            connection.execute("set local session_replication_role = replica")
            if _all(connection, CLOCK) != [(self.clock,)]:
                connection.execute(self.clock)
            digests = _digests(connection, list(self.rows))
            changed = [name for name, (digest, _) in self.rows.items() if digests[name] != digest]
            filled = [name for (name,) in _all(connection, FILLED, self.tables) if name not in self.rows]
            if clear := "; ".join(f"delete from {name}" for name in filled + changed):
                connection.execute(clear)
            for name in changed:
                columns = _columns(connection, name)
                with (
                    connection.cursor() as cursor,
                    cursor.copy(f"copy {name} ({columns}) from stdin") as copy,
                ):
                    copy.write(self.rows[name][1])
            connection.execute(self.sequences)
        return True


def _all(connection: psycopg.Connection[Any], sql: str, *values: Any) -> list[tuple[Any, ...]]:
    return connection.execute(sql, values or None).fetchall()


def _digests(connection: psycopg.Connection[Any], tables: list[str]) -> dict[str, str]:
    each = (f"select '{name}', md5(string_agg(t::text, '' order by t::text)) from {name} as t" for name in tables)
    return dict(_all(connection, " union all ".join(each)))


def _columns(connection: psycopg.Connection[Any], table: str) -> str:
    """Those that are stored as given."""
    ((names,),) = _all(connection, """select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
      where attrelid = %s::regclass and attnum > 0 and not attisdropped and attgenerated = ''""", table)  # fmt: skip
    return str(names)


def _copied(connection: psycopg.Connection[Any], table: str) -> bytes:
    found = io.BytesIO()
    columns = _columns(connection, table)
    with connection.cursor() as cursor, cursor.copy(f"copy {table} ({columns}) to stdout") as copy:
        for part in copy:
            found.write(part)
    return found.getvalue()
