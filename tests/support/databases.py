"""One embedded server for the whole run, one migrated template, one database of its own for whoever asks."""

import itertools
import json
from dataclasses import dataclass
from pathlib import Path

import psycopg
from filelock import FileLock

from polder.kernel import embedded, migrate

TEMPLATE = "template_polder"


@dataclass
class Databases:
    """Makes databases from the migrated template; names are unique over all workers."""

    server: embedded.Server
    worker: str
    numbers: "itertools.count[int]"

    def new(self) -> str:
        name = f"test_{self.worker}_{next(self.numbers)}"
        with psycopg.connect(self.server.url("postgres"), autocommit=True) as connection:
            connection.execute(f"create database {name} template {TEMPLATE} strategy file_copy owner polder_owner")
        return name

    def drop(self, name: str) -> None:
        with psycopg.connect(self.server.url("postgres"), autocommit=True) as connection:
            connection.execute(f"drop database if exists {name} with (force)")


def shared(folder: Path, worker: str) -> tuple[Databases, bool]:
    """The run's server, started by whichever worker comes first. True when this call started it."""
    note = folder / "server.json"
    with FileLock(str(folder / "lock")):
        started = not note.exists()
        server = embedded.start(folder / "pg", durable=False)
        if started:
            migrate.prepare_server(server.url("postgres"))
            migrate.prepare_database(server.url("postgres"), TEMPLATE)
            migrate.migrate(server.url(TEMPLATE, "polder_owner"))
            with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
                connection.execute(f"alter database {TEMPLATE} allow_connections false")
            note.write_text(json.dumps({"socket": server.socket}))
    return Databases(server, worker, itertools.count()), started
