"""The SQL that carries out the declarations: functions, policies, grants, triggers and the catalogues behind them.

It may be run again at any time: it drops what it made before and makes it anew, in one transaction.
"""

from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files

from sqlalchemy import CheckConstraint, MetaData, Table

from polder.kernel import days, texts
from polder.kernel.access import APP, GUARD, OWNER, Access, floor, held_by_role
from polder.kernel.lifecycle import Lifecycle

KERNEL_SQL = ("01_functions.sql", "02_moves.sql", "03_audit.sql")
GUARD_TABLES = {
    "move_entry": "insert",
    "audit_entry": "select, insert",
    "audit_personal": "select, insert",
}


def quoted(value: str | None) -> str:
    return "null" if value is None else "'" + value.replace("'", "''") + "'"


def _kernel_sql(name: str) -> str:
    return files("polder.kernel").joinpath("sql").joinpath(name).read_text()


def prepare_sql(accesses: Sequence[Access]) -> str:
    """What must exist before the tables do: the functions and sequences that their defaults name."""
    return "\n".join(
        [
            _kernel_sql(KERNEL_SQL[0]),
            texts.SHOWS_SQL,
            *[access.before_tables for access in accesses if access.before_tables],
        ]
    )


def install_sql(metadata: MetaData, accesses: Sequence[Access], lifecycles: Sequence[Lifecycle]) -> str:
    """One script for everything that the declarations promise of the database."""
    parts = [prepare_sql(accesses), *[_kernel_sql(name) for name in KERNEL_SQL[1:]]]
    parts += [access.sql for access in accesses if access.sql]
    parts += [_catalogues(accesses, lifecycles), _functions_of_guard(accesses), _drop_policies()]
    parts += [_table(table, accesses) for table in sorted(metadata.tables.values(), key=lambda t: t.name)]
    parts += [_moves(lifecycle) for lifecycle in lifecycles]
    # Two rooms may need the same one: it is made once.
    parts += dict.fromkeys(policy.sql for access in accesses for policy in access.policies)
    parts.append(f"grant select on public.alembic_version to {APP};  -- /readyz compares it with the code's own")
    parts.append("select polder.make_audit_partitions(24);")
    return "\n".join(parts)


def _catalogues(accesses: Iterable[Access], lifecycles: Iterable[Lifecycle]) -> str:
    held = held_by_role(accesses)
    permissions = [f"({quoted(role)}, {quoted(p)})" for role, names in sorted(held.items()) for p in sorted(names)]
    moves = ["(" + ", ".join(map(quoted, row)) + ")" for life in lifecycles for row in life.allowed_rows()]
    return "\n".join(
        [
            "delete from polder.role_permission;",
            "insert into polder.role_permission values\n  " + ",\n  ".join(permissions) + ";" if permissions else "",
            "delete from polder.move_allowed;",
            "insert into polder.move_allowed values\n  " + ",\n  ".join(moves) + ";" if moves else "",
        ]
    )


def _functions_of_guard(accesses: Sequence[Access]) -> str:
    """SECURITY DEFINER functions belong to a role without login that sees only what its own policies give."""
    inner = "\n".join(f"revoke execute on function {f} from {APP};" for access in accesses for f in access.inner)
    return f"""
grant create on schema polder to {GUARD};
do $$ declare f record; begin
  for f in select p.oid::regprocedure as name, p.prosecdef, p.proname from pg_proc p
           join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'polder' loop
    execute format('revoke all on function %s from public', f.name);
    execute format('grant execute on function %s to {APP}, {GUARD}', f.name);
    if f.prosecdef and f.proname <> 'make_audit_partitions' then
      execute format('alter function %s owner to {GUARD}', f.name);
    end if;
  end loop;
end $$;
revoke create on schema polder from {GUARD};
{inner}"""


def _drop_policies() -> str:
    return """
do $$ declare p record; begin
  for p in select policyname, tablename from pg_policies where schemaname = 'public' loop
    execute format('drop policy %I on public.%I', p.policyname, p.tablename);
  end loop;
end $$;"""


def _table(table: Table, accesses: Sequence[Access]) -> str:
    """Row-level security, grants as far as policies go, checks of days and texts, and the triggers of one table."""
    name = table.name
    policies = [policy for access in accesses for policy in access.policies if policy.table == name]
    lines = [
        f'alter table public."{name}" enable row level security;',
        f'alter table public."{name}" force row level security;',
        f'revoke all on public."{name}" from public, {APP}, {GUARD};',
        floor(name),
    ]
    later = {check for access in accesses for check in access.later_checks.get(name, ())}
    if checks := {**days.checks(table), **texts.checks(table), **_of_table(table, later)}:
        lines.append(_checks(name, checks))
    for role in (APP, GUARD):
        commands = sorted({policy.command for policy in policies if policy.to == role})
        if commands:
            lines.append(f'grant {", ".join(commands)} on public."{name}" to {role};')
    unaudited = {t for access in accesses for t in access.unaudited}
    if "version" in table.c:
        lines += [_trigger(name, "a_touch", "before update", "polder.touch()")]
    if "version" in table.c and name not in unaudited:
        personal = sorted({c for access in accesses for c in access.personal.get(name, ())})
        others = [c.name for c in table.c if c.name not in personal]
        audit = f"polder.audit('{{{','.join(personal)}}}', '{{{','.join(others)}}}')"
        lines.append(_trigger(name, "z_audit", "after insert or update or delete", audit))
    if refused := next((access.append_only[name] for access in accesses if name in access.append_only), None):
        lines.append(_trigger(name, "append_only", f"before {refused}", "polder.refuse_change()"))
        lines.append(_trigger(name, "keep", "before truncate", "polder.refuse_change()", "for each statement"))
    return "\n".join(lines)


def _of_table(table: Table, names: set[str]) -> dict[str, str]:
    """Checks of the table that a revision would not bring: it compares columns."""
    checks = [*table.constraints, *[check for column in table.c for check in column.constraints]]
    found = {str(check.name): str(check.sqltext) for check in checks if isinstance(check, CheckConstraint)}
    return {name: found[name] for name in sorted(f"ck_{table.name}_{one}" for one in names)}


def _checks(table: str, checks: Mapping[str, str]) -> str:
    """Rows of before a check stay as they are until they are written again."""
    changes = [
        f'drop constraint if exists "{name}", add constraint "{name}" check ({holds}) not valid'
        for name, holds in checks.items()
    ]
    return f'alter table public."{table}"\n  ' + ",\n  ".join(changes) + ";"


def _trigger(table: str, name: str, when: str, call: str, arguments: str = "for each row") -> str:
    return f'create or replace trigger "{name}" {when} on public."{table}" {arguments} execute function {call};'


def _moves(lifecycle: Lifecycle) -> str:
    call = f"polder.guard_state('{lifecycle.column}')"
    return "\n".join(
        [
            _trigger(lifecycle.table, "m_guard_new", "after insert", call),
            _trigger(lifecycle.table, "m_guard_state", f"before update of {lifecycle.column}", call),
        ]
    )


__all__ = ["OWNER", "install_sql"]
