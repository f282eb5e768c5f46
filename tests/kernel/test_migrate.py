"""Preparing a server and a database may happen at every start."""

from polder.kernel import migrate
from tests.support.databases import Databases


def test_preparing_twice_changes_nothing(databases: Databases, database_name: str) -> None:
    for _ in range(2):
        migrate.prepare_server(databases.server.url("postgres"))
        migrate.prepare_database(databases.server.url("postgres"), database_name)
        migrate.migrate(databases.server.url(database_name, "polder_owner"))
