"""Bring a database to the present revision, under a lock, so that two processes may start at once."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # alembic and psycopg are for those who migrate; a process that serves starts sooner without
    from alembic.config import Config

ROLES = ("polder_owner", "polder_app")
EXTENSIONS = ("pg_trgm", "unaccent", "btree_gist", "citext")
# Under row-level security an index serves only operators that cannot leak a row's content, by an error message say,
# before the policy has judged the row. Matching a text against a query raises none, yet PostgreSQL does not mark it
# so; without this mark every search reads every row. Only a superuser may set it: elsewhere searches are slower.
SEARCH_MAY_USE_INDEXES = "alter function pg_catalog.ts_match_vq(tsvector, tsquery) leakproof"
LOCK = 0x706F6C646572  # "polder"


def migrations_folder() -> Path:
    """In a wheel inside the package, in a checkout beside it."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "migrations"
    return inside if inside.is_dir() else package.parent / "migrations"


def configuration(url: str) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    config.attributes["url"] = url.replace("postgresql://", "postgresql+psycopg://", 1)
    return config


@cache
def head() -> str:
    """The revision that this program expects: they follow each other by the numbers that their files begin with."""
    return max((file.name.partition("_")[0] for file in migrations_folder().glob("versions/*_*.py")), default="none")


def prepare_server(superuser_url: str) -> None:
    """Make the three roles. polder_owner owns, polder_app serves, polder_guard answers for both."""
    import psycopg

    with psycopg.connect(superuser_url, autocommit=True) as connection:
        for role, login in (*((name, "login") for name in ROLES), ("polder_guard", "nologin")):
            if not connection.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone():
                connection.execute(f"create role {role} {login} nosuperuser nobypassrls")
        connection.execute("grant polder_guard to polder_owner")


def prepare_database(superuser_url: str, database: str) -> None:
    """Make the database, owned by polder_owner, with the extensions that only a superuser may add."""
    import psycopg

    base, _, query = superuser_url.partition("?")
    inside = base.rsplit("/", 1)[0] + f"/{database}" + (f"?{query}" if query else "")
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        if not connection.execute("select 1 from pg_database where datname = %s", [database]).fetchone():
            connection.execute(f'create database "{database}" owner polder_owner template template0')
    with psycopg.connect(inside, autocommit=True) as connection:
        connection.execute("alter schema public owner to polder_owner")
        connection.execute("revoke all on schema public from public")
        for extension in EXTENSIONS:
            connection.execute(f"create extension if not exists {extension}")
        connection.execute(SEARCH_MAY_USE_INDEXES)


def migrate(owner_url: str) -> None:
    """Upgrade to the newest revision. Idempotent; safe when two processes start together."""
    import psycopg
    from alembic import command

    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute("select pg_advisory_lock(%s)", [LOCK])
        command.upgrade(configuration(owner_url), "head")
        connection.execute("grant select on alembic_version to polder_app")  # it must know whether it fits
