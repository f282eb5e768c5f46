"""The real command, as a process of its own, on a database of its own.

A command that ends is forked from a process that has read in the program and done nothing else (`loaded`); one that runs
on is started as the installed script.
"""

import json
import os
import select
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import httpx
import psycopg
import pytest

from tests.support.browser import PLAIN

ROOT = Path(__file__).resolve().parents[2]
POLDER = str(Path(sys.executable).parent / "polder")
SECRET_KEY = "kept-from-everybody-0123456789-abcdefghij"
SEAL_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
BARE = {name: value for name, value in os.environ.items() if not name.startswith("POLDER_")}
WEB = httpx.Client(verify=PLAIN, trust_env=False)


@cache
def loaded() -> "subprocess.Popen[str]":
    """Ends when this process does: its input closes then."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.cli.loaded"], cwd=ROOT, env=BARE, text=True, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )  # fmt: skip


@dataclass
class Installation:
    """Settings in an environment, and the commands that read them."""

    folder: Path
    superuser_url: str
    settings: dict[str, str]
    printed: list[str] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        return {**BARE, **self.settings}

    def polder(self, *arguments: object, **changed: str | None) -> "subprocess.CompletedProcess[str]":
        """Run to the end. `changed` settings are for this run; None takes one away."""
        settings = {name: value for name, value in {**self.settings, **changed}.items() if value is not None}
        told = [self.folder / "stdout", self.folder / "stderr"]
        command = [POLDER, *map(str, arguments)]
        environment = {**BARE, **settings}
        asked = {
            "arguments": command,
            "environment": environment,
            "folder": str(self.folder),
            "told": [*map(str, told)],
        }
        program = loaded()
        assert program.stdin
        assert program.stdout
        program.stdin.write(json.dumps(asked) + "\n")
        program.stdin.flush()
        assert select.select([program.stdout], [], [], 300)[0], "it did not end"
        done = subprocess.CompletedProcess(
            command, int(program.stdout.readline()), *(file.read_text() for file in told)
        )
        self.printed += [done.stdout, done.stderr]
        assert "Traceback" not in done.stderr, done.stderr
        return done

    def sql(self, statement: str, *values: object) -> list[tuple]:
        with psycopg.connect(self.superuser_url, autocommit=True) as connection:
            done = connection.execute(statement, values or None)
            return done.fetchall() if done.description else []

    @contextmanager
    def running(self, *arguments: object, **changed: str) -> "Iterator[subprocess.Popen[str]]":
        """A command that runs until it is stopped."""
        process = subprocess.Popen(
            [POLDER, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={**self.environment, **changed}, cwd=self.folder,
        )  # fmt: skip
        try:
            yield process
        finally:
            if process.poll() is None:
                process.terminate()
            process.communicate(timeout=120)


@pytest.fixture
def installation(app_url: str, owner_url: str, superuser_url: str, tmp_path: Path) -> Iterator[Installation]:
    found = Installation(
        tmp_path,
        superuser_url,
        {
            "POLDER_DATABASE_URL": app_url,
            "POLDER_OWNER_DATABASE_URL": owner_url,
            "POLDER_SECRET_KEY": SECRET_KEY,
            "POLDER_SEAL_KEY": SEAL_KEY,
            "POLDER_DOCUMENTS": str(tmp_path / "documents"),
        },
    )
    yield found
    # Whatever a command said in a test, no secret was in it.
    for text in found.printed:
        assert SECRET_KEY not in text
        assert SEAL_KEY not in text


@pytest.fixture
def free_port() -> Callable[[], int]:
    def found() -> int:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            return int(probe.getsockname()[1])

    return found
