"""Starts what is measured, each in a process of its own, and stops it."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
SECRET_KEY = "only for the bench " * 2


@dataclass
class Running:
    """A server: its port, its process, and how long it took to its first answer."""

    name: str
    port: int
    process: subprocess.Popen
    started_s: float

    @property
    def rss_mb(self) -> float:
        """Resident memory of its largest process."""
        family = [psutil.Process(self.process.pid), *psutil.Process(self.process.pid).children(recursive=True)]
        return max(p.memory_info().rss for p in family) / 2**20


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running(name: str, command: list[str], environment: Mapping[str, str], ready: str, log: Path) -> Iterator[Running]:
    """Start `command` (with {port} filled in), wait until `ready` answers, stop it afterwards."""
    port, began = free_port(), time.perf_counter()
    kept = {k: v for k, v in os.environ.items() if not k.startswith("POLDER_")}
    with log.open("ab") as output:
        process = subprocess.Popen(
            [part.format(port=port) for part in command], env={**kept, **environment}, cwd=ROOT, stdout=output,
            stderr=output,
        )  # fmt: skip
    try:
        while not _answers(f"http://127.0.0.1:{port}{ready}"):
            if process.poll() is not None or time.perf_counter() - began > 60:
                raise RuntimeError(f"{name} did not start: {log.read_text()[-2000:]}")
            time.sleep(0.01)
        yield Running(name, port, process, time.perf_counter() - began)
    finally:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(15)
        if process.poll() is None:
            process.kill()


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def uvicorn(target: str, *options: str) -> list[str]:
    return [
        sys.executable, "-m", "uvicorn", target, "--port", "{port}", "--host", "127.0.0.1", "--no-access-log",
        "--log-level", "warning", *options,
    ]  # fmt: skip


def polder_environment(app_url: str, folder: Path, **more: str) -> dict[str, str]:
    """The settings of a production process: everything at its default, logs at INFO."""
    return {
        "POLDER_DATABASE_URL": app_url, "POLDER_SECRET_KEY": SECRET_KEY, "POLDER_DOCUMENTS": str(folder / "documents"),
        "POLDER_BASE_URL": "http://127.0.0.1:8000", **more,
    }  # fmt: skip


def polder(
    name: str, app_url: str, folder: Path, *, processes: int = 1, **more: str
) -> contextlib.AbstractContextManager[Running]:
    command = uvicorn("tests.bench.polder_app:create", "--factory", "--no-server-header", "--workers", str(processes))
    return running(name, command, polder_environment(app_url, folder, **more), "/readyz", folder / f"{name}.log")


def floor(url: str, folder: Path) -> contextlib.AbstractContextManager[Running]:
    command = uvicorn("tests.bench.floor:app")
    return running("floor", command, {"FLOOR_DATABASE_URL": url}, "/nothing", folder / "floor.log")


def twin(database: str, socket_folder: str, folder: Path) -> contextlib.AbstractContextManager[Running]:
    command = [
        sys.executable, "-m", "gunicorn", "--workers", "1", "--threads", "4", "--bind", "127.0.0.1:{port}",
        "--no-control-socket", "django.core.wsgi:get_wsgi_application()",
    ]  # fmt: skip
    environment = {
        "DJANGO_SETTINGS_MODULE": "tests.bench.twin.settings", "TWIN_DATABASE": database, "TWIN_SOCKET": socket_folder,
    }  # fmt: skip
    return running("drf", command, environment, "/nothing", folder / "drf.log")
