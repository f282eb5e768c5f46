"""One embedded server for the whole run, one migrated template, one database of its own for whoever asks."""

import itertools
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from filelock import FileLock

from polder.kernel import embedded, migrate
from tests.support.emptying import Original

TEMPLATE = "template_polder"
USES = 40  # of one database: what is deleted still takes room


@dataclass
class Lent:
    """A database, how often it was lent, and a connection that empties it."""

    name: str
    admin: psycopg.Connection[Any]
    uses: int = 0


@dataclass
class Databases:
    """Makes databases from the migrated template; names are unique over all workers. One that was given back and could be
    made as new is lent again."""

    server: embedded.Server
    worker: str
    numbers: "itertools.count[int]"
    lent: dict[str, Lent] = field(default_factory=dict)  # those given back as well
    waiting: list[str] = field(default_factory=list)
    original: Original | None = None

    def new(self) -> str:
        name = self.waiting.pop() if self.waiting else self._made()
        self.lent[name].uses += 1
        return name

    def give_back(self, name: str) -> None:
        lent = self.lent[name]
        assert self.original
        if lent.uses < USES and self.original.restored(lent.admin):
            self.waiting.append(name)
        else:
            self.drop(name)

    def drop(self, name: str) -> None:
        if lent := self.lent.pop(name, None):
            lent.admin.close()
        with psycopg.connect(self.server.url("postgres"), autocommit=True) as connection:
            connection.execute(f"drop database if exists {name} with (force)")

    def _made(self) -> str:
        name = f"test_{self.worker}_{next(self.numbers)}"
        with psycopg.connect(self.server.url("postgres"), autocommit=True) as connection:
            connection.execute(f"create database {name} template {TEMPLATE} strategy file_copy owner polder_owner")
        self.lent[name] = Lent(name, psycopg.connect(self.server.url(name), autocommit=True))
        self.original = self.original or Original.of(self.lent[name].admin)
        return name


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
