"""The wall itself, straight at the database: every command of every policy, in a full house, as nobody.

What is exercised here and by whom is handed to pgrls, which says which policy no test touched.
"""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from pgrls.coverage import ExercisedTuple, write_artifact

from polder import domains
from polder.kernel.access import APP, GUARD, Policy
from tests.access.house import House

# polder_guard is who the entering and guarding functions run as; the matrix enters through them thousands of times.
REFUSED = (psycopg.errors.InsufficientPrivilege, psycopg.errors.RaiseException)


def policies(role: str) -> list[Policy]:
    found = {(p.table, p.command): p for access in domains.ACCESSES for p in access.policies if p.to == role}
    return list(found.values())


def statement(policy: Policy) -> str:
    table = f'public."{policy.table}"'
    some_column = next(
        c.name for c in domains.metadata.tables[policy.table].columns if c.computed is None and c.identity is None
    )
    return {
        "select": f"select 1 from {table}",
        "insert": f"insert into {table} default values",
        "update": f'update {table} set "{some_column}" = "{some_column}"',
        "delete": f"delete from {table}",
    }[policy.command]


def rows(connection: psycopg.Connection[Any], sql: str) -> int | None:
    """How many rows the statement saw or changed; None when it was refused. Nothing of it stays."""
    with connection.transaction(force_rollback=True):
        try:
            return connection.execute(sql).rowcount  # type: ignore[arg-type]  # psycopg wants a literal
        except psycopg.errors.RestrictViolation:
            return 1  # it was reached; another table held on to it
        except psycopg.Error as error:
            if isinstance(error, REFUSED) or (error.sqlstate or "").startswith("PL"):
                return None
            raise


async def test_without_an_actor_no_command_of_any_policy_reaches_a_row(house: House, tmp_path: Path) -> None:
    exercised = set()
    with psycopg.connect(house.world.app.state.settings.database_url.get_secret_value()) as connection:
        for policy in policies(APP):
            reached = rows(connection, statement(policy))
            assert reached is None if policy.command == "insert" else not reached, (
                policy.table,
                policy.command,
                reached,
            )
            exercised.add(ExercisedTuple("public", policy.table, APP, policy.command.upper()))
        for table in domains.metadata.tables.keys() - {policy.table for policy in policies(APP)}:
            assert rows(connection, f'select 1 from public."{table}"') is None, table
            exercised.add(ExercisedTuple("public", table, APP, "SELECT"))
    exercised |= as_guard(house)
    write_artifact(str(tmp_path / "coverage.json"), exercised, generated_at=datetime.now(UTC))
    done = subprocess.run(  # noqa: ASYNC221 - nothing else runs meanwhile
        [Path(sys.executable).with_name("pgrls"), "coverage", "--database-url", house.world.superuser_url,
         "--schemas", "public", "--coverage", tmp_path / "coverage.json", "--fail-under", "100"],
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, [line for line in done.stdout.splitlines() if "yes" not in line] + [done.stderr]


def as_guard(house: House) -> set[ExercisedTuple]:
    """polder_guard reaches what its policies name, and is refused every other command on every table."""
    given = {(p.table, p.command) for p in policies(GUARD)}
    found = set()
    with psycopg.connect(house.world.superuser_url) as connection:
        connection.execute("set role polder_guard")
        for table in domains.metadata.tables:
            for command in ("select", "insert", "update", "delete"):
                policy = Policy(table, command, "", "")
                if (table, command) in given:
                    if command != "insert":
                        assert rows(connection, statement(policy)) is not None, (table, command)
                    found.add(ExercisedTuple("public", table, GUARD, command.upper()))
                elif (table, "select") in given or command in ("select", "insert"):
                    assert rows(connection, statement(policy)) is None, (table, command)
    return found
