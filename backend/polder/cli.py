"""The `polder` command. Heavy imports wait until a command needs them, so that help comes at once."""

import sys
from importlib.metadata import version

import cyclopts

app = cyclopts.App(
    name="polder",
    help="Polder, the research-operations platform of a public-private AI institute.",
    version=version("polder"),
)


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
