"""The wall: row-level security as declared, and as it lives in the catalogue."""

import psycopg
import pytest

from polder import domains
from polder.kernel.access import APP, FLOOR, GUARD, held_by_role
from tests.support.databases import Databases
from tests.support.row_security import findings


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
    floors = {(table, FLOOR, "ALL", APP) for table in domains.metadata.tables}
    assert live == declared | floors


def test_the_live_expressions_are_what_the_declarations_make(
    databases: Databases, database_name: str, superuser_url: str
) -> None:
    """Declare everything anew in a second database: PostgreSQL prints the same expressions for both."""
    other = databases.new()
    try:
        with psycopg.connect(databases.server.url(other)) as again:
            again.execute(domains.install_sql())
            made = again.execute(EXPRESSIONS).fetchall()
    finally:
        databases.drop(other)
    with psycopg.connect(superuser_url) as admin:
        assert admin.execute(EXPRESSIONS).fetchall() == made
    assert len(made) > 80


EXPRESSIONS = """select tablename, policyname, permissive, roles::text, cmd, qual, with_check from pg_policies
  where schemaname = 'public' order by 1, 2"""


def test_under_every_policy_lies_the_floor_that_somebody_asks(superuser_url: str) -> None:
    with psycopg.connect(superuser_url) as admin:
        found = admin.execute(
            "select tablename from pg_policies where policyname = %s and permissive = 'RESTRICTIVE'", [FLOOR]
        ).fetchall()
    assert {name for (name,) in found} == set(domains.metadata.tables)


def test_functions_with_rights_of_their_own_belong_to_the_guard(superuser_url: str) -> None:
    """SECURITY DEFINER means polder_guard, which row-level security binds; its search path is fixed."""
    with psycopg.connect(superuser_url) as admin:
        found = admin.execute(
            """select p.proname, pg_get_userbyid(p.proowner), coalesce(array_to_string(p.proconfig, ','), '')
               from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'polder' and p.prosecdef"""
        ).fetchall()
    assert len(found) > 10
    assert {name for name, owner, _ in found if owner != GUARD} <= {"make_audit_partitions"}
    assert [name for name, _, path in found if not path.startswith("search_path=pg_catalog, public")] == []


def test_nobody_else_may_call_the_functions_that_policies_stand_on(superuser_url: str) -> None:
    with psycopg.connect(superuser_url) as admin:
        found = admin.execute(
            """select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
               where n.nspname = 'polder' and (p.proacl is null or exists (
                 select from aclexplode(p.proacl) a where a.grantee = 0 and a.privilege_type = 'EXECUTE'))"""
        ).fetchall()
    assert found == []


def test_partitions_are_reached_through_their_table_only(superuser_url: str) -> None:
    with psycopg.connect(superuser_url) as admin:
        granted = admin.execute(
            """select c.relname, pg_get_userbyid(a.grantee) from pg_class c, aclexplode(c.relacl) a
               where c.relispartition and a.grantee in (0, 'polder_app'::regrole, 'polder_guard'::regrole)"""
        ).fetchall()
    assert granted == []


def test_pgrls_finds_nothing_to_remark_and_no_row_that_leaks(superuser_url: str) -> None:
    assert findings(superuser_url) == []


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
