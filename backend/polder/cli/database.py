"""The database as the command line meets it: bringing it up to date, and acting in it as the system."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

import psycopg
from psycopg import sql

from polder.cli.sentences import Told
from polder.kernel import settings as environment
from polder.kernel.actor import Entry
from polder.kernel.database import Database
from polder.kernel.settings import Settings
from polder.kernel.tx import Tx, transaction

T = TypeVar("T")


def as_system(command: str, act: Callable[[Tx], Awaitable[T]]) -> T:
    """One transaction as the system, with the command's name as its request id; commits, or nothing happened."""

    async def run() -> T:
        database = await Database.open(settings.database_url.get_secret_value(), readers=1, writers=1)
        try:
            async with transaction(database, Entry.as_role("system", f"command-{command}")) as tx:
                return await act(tx)
        finally:
            await database.close()

    settings = environment.load()
    return asyncio.run(run())


def migrate() -> None:
    """Prepare the server where its superuser's address is known, then upgrade."""
    from polder.kernel import migrate as migration

    found = environment.load()
    if found.owner_database_url is None:
        raise Told("POLDER_OWNER_DATABASE_URL is not set: the same database as POLDER_DATABASE_URL, as polder_owner.")
    superuser = environment.superuser_database_url()
    if superuser is not None:
        with psycopg.connect(superuser, autocommit=True) as connection:
            connection.execute("select pg_advisory_lock(%s)", [migration.LOCK])  # two preparations take turns
            migration.prepare_server(superuser)
            migration.prepare_database(superuser, name_in(found.database_url.get_secret_value()))
            set_passwords(connection, found)
    migration.migrate(found.owner_database_url.get_secret_value())
    print(f"The database is at revision {migration.head()}.")


def name_in(url: str) -> str:
    """The name of the database in a libpq URL."""
    name = unquote(urlsplit(url).path.lstrip("/"))
    if not name:
        raise Told("POLDER_DATABASE_URL names no database: postgresql://polder_app:…@host/polder")
    return name


def set_passwords(superuser: "psycopg.Connection[Any]", found: Settings) -> None:
    """Let the two roles sign in with the passwords that their addresses hold."""
    for secret in (found.database_url, found.owner_database_url):
        parts = urlsplit(secret.get_secret_value() if secret else "")
        if parts.username and parts.password:
            statement = sql.SQL("alter role {} password {}").format(
                sql.Identifier(unquote(parts.username)), sql.Literal(unquote(parts.password))
            )
            superuser.execute(statement)
