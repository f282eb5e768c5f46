"""The `polder` command. Heavy imports wait until a command needs them, so that help comes at once."""

import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import cyclopts

app = cyclopts.App(
    name="polder",
    help="Polder, the research-operations platform of a public-private AI institute.",
    version=version("polder"),
)


@app.command
def demo(
    *,
    data: Annotated[Path, cyclopts.Parameter(env_var="POLDER_DATA")] = Path("~/.local/share/polder"),
    port: Annotated[int, cyclopts.Parameter(env_var="POLDER_PORT")] = 8000,
) -> None:
    """The demonstration institute on this machine, with everything it needs. Ctrl-C stops it; its data stays.

    Parameters
    ----------
    data: the folder for database, documents and secrets
    port: where it answers, on 127.0.0.1 only
    """
    from polder.demo.run import run

    run(data, port)


@app.command
def openapi() -> None:
    """Print the OpenAPI 3.1 document."""
    import orjson

    from polder.app import create
    from polder.kernel.settings import load

    settings = load(database_url="postgresql://none", secret_key="x" * 32, documents="/tmp/polder-openapi")  # noqa: S108
    print(orjson.dumps(create(settings).openapi(), option=orjson.OPT_INDENT_2).decode())


@app.command
def migrate() -> None:
    """Bring the database to the present revision (POLDER_OWNER_DATABASE_URL). Safe to run again, or twice at once."""
    from polder.kernel import migrate as migration
    from polder.kernel import settings

    found = settings.load()
    if found.owner_database_url is None:
        sys.exit("POLDER_OWNER_DATABASE_URL is not set: the same database as POLDER_DATABASE_URL, as polder_owner.")
    migration.migrate(found.owner_database_url.get_secret_value())


def main() -> None:
    """Entry point: problems with the settings are sentences, not tracebacks."""
    from polder.kernel.settings import SettingsError

    try:
        app()
    except SettingsError as error:
        sys.exit(str(error))
