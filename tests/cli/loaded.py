"""The program, read in once: forks for every command named on standard input, and says there how each ended.

Reading it in takes seconds, what most commands do a moment.
"""

import json
import os
import sys
from importlib import import_module

MODULES = [
    "polder.app", "alembic.command", "httpx",
    *(f"polder.cli.{name}" for name in ("admission", "books", "database", "doctor", "processes", "records", "statements")),
]  # fmt: skip


def become(arguments: list[str], environment: dict[str, str], folder: str, told: list[str]) -> None:
    """A process as the shell would have started it, with files for what it prints."""
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    for descriptor, file in enumerate([os.devnull, *told]):
        os.dup2(os.open(file, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), descriptor)
    sys.argv = arguments


def main() -> None:
    from polder import cli

    for name in MODULES:
        import_module(name)
    for line in sys.stdin:
        if not (child := os.fork()):
            become(**json.loads(line))
            sys.exit(cli.main())
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
