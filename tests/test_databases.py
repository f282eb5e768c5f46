"""A test's database is its own: what an earlier test left is not in it, whether it is new or was used before."""

import psycopg

from tests.support.databases import Databases
from tests.support.emptying import Original


def left(databases: Databases, name: str, *statements: str) -> bool:
    """Do this in a database and give it back. True when it will be lent again."""
    with psycopg.connect(databases.server.url(name), autocommit=True) as somebody:
        for statement in statements:
            somebody.execute(statement)
    databases.give_back(name)
    return name in databases.waiting


def test_a_used_database_is_lent_again_as_it_was_at_first(databases: Databases) -> None:
    name = databases.new()
    first = Original.of(databases.lent[name].admin)
    assert first == databases.original
    seeded = next(table for table in first.rows if table != "alembic_version")
    assert left(
        databases, name,
        "insert into person (name, sort_name) select n::text, n::text from generate_series(1, 100) as n",
        "insert into account (name, person_id) select name, id from person",
        "set session_replication_role = replica",
        f"delete from {seeded}",
        "update alembic_version set version_num = '0000'",
        "create or replace function polder.clock() returns timestamptz language sql stable as $$ select '2000-01-01'::timestamptz $$",
    )  # fmt: skip
    assert databases.new() == name
    assert Original.of(databases.lent[name].admin) == first
    databases.give_back(name)


def test_a_database_of_another_shape_or_at_work_is_not_lent_again(databases: Databases) -> None:
    for change in (
        "create table more (id int)",
        "alter table person add column more int",
        "alter table person disable trigger user",
        "create or replace function polder.today() returns date language sql stable as $$ select date '2000-01-01' $$",
        "drop policy if exists floor on person; grant delete on mail to polder_app",
    ):
        assert not left(databases, databases.new(), change), change
    name = databases.new()
    somebody = psycopg.connect(databases.server.url(name))
    somebody.execute("select 1")  # and its transaction is not over
    databases.give_back(name)
    assert name not in databases.lent
    somebody.close()
