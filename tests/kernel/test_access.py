"""The wall: row-level security as declared, and as it lives in the catalogue."""

import psycopg
import pytest

from polder import domains
from polder.kernel.access import APP, held_by_role


def test_a_transaction_without_an_actor_sees_zero_rows_in_every_table(app_url: str, superuser_url: str) -> None:
    with psycopg.connect(superuser_url) as admin:
        admin.execute("insert into organisation (name, sort_name) values ('Delft', 'Delft')")
    with psycopg.connect(app_url) as connection:
        for table in domains.metadata.tables:
            with connection.transaction():
                try:
                    found = connection.execute(f'select count(*) from "{table}"').fetchone()
                except psycopg.errors.InsufficientPrivilege:
                    continue
                assert found == (0,), f"{table} shows rows to nobody"


def test_the_application_role_owns_nothing_and_bypasses_nothing(superuser_url: str) -> None:
    with psycopg.connect(superuser_url) as admin:
        assert admin.execute("select count(*) from pg_class where relowner = 'polder_app'::regrole").fetchone() == (0,)
        for role in ("polder_app", "polder_owner", "polder_guard"):
            found = admin.execute("select rolsuper, rolbypassrls from pg_roles where rolname = %s", [role]).fetchone()
            assert found == (False, False)


def test_row_level_security_is_forced_on_every_table(superuser_url: str) -> None:
    with psycopg.connect(superuser_url) as admin:
        open_tables = admin.execute(
            """select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
               and not (relrowsecurity and relforcerowsecurity) and relname <> 'alembic_version'"""
        ).fetchall()
    assert open_tables == []


def test_the_live_policies_are_the_declared_ones(superuser_url: str) -> None:
    declared = {
        (policy.table, policy.name, policy.command.upper(), policy.to)
        for access in domains.ACCESSES
        for policy in access.policies
    }
    with psycopg.connect(superuser_url) as admin:
        live = {
            (table, name, command, roles[0])
            for table, name, command, roles in admin.execute(
                "select tablename, policyname, cmd, roles::text[] from pg_policies where schemaname = 'public'"
            )
        }
    assert live == declared


def test_the_live_permissions_are_the_declared_ones(superuser_url: str) -> None:
    declared = {(role, p) for role, held in held_by_role(domains.ACCESSES).items() for p in held}
    with psycopg.connect(superuser_url) as admin:
        live = set(admin.execute("select role, permission from polder.role_permission").fetchall())
    assert live == declared


def test_the_application_may_do_no_more_to_a_table_than_its_policies_say(superuser_url: str) -> None:
    with psycopg.connect(superuser_url) as admin:
        for table in domains.metadata.tables:
            commands = {
                policy.command
                for access in domains.ACCESSES
                for policy in access.policies
                if policy.table == table and policy.to == APP
            }
            for command in ("select", "insert", "update", "delete", "truncate"):
                held = admin.execute("select has_table_privilege('polder_app', %s, %s)", [table, command]).fetchone()
                assert held == (command in commands,), f"{command} on {table}"


def test_a_permission_that_no_domain_declares_is_refused_at_start() -> None:
    from polder.kernel.access import Access

    with pytest.raises(ValueError, match="no_such"):
        held_by_role([*domains.ACCESSES, Access(holds={"director": ["no_such.permission"]})])
