"""`polder serve` and `polder worker`: look first, then run until told to stop."""

import asyncio
import errno
import os
import signal
import socket
import sys

from polder.cli import examine
from polder.cli.sentences import Told
from polder.kernel import settings as environment
from polder.kernel.settings import Settings

GRACE_SECONDS = 20


def ready_settings() -> Settings:
    """Settings of a process that may start; raises with one sentence for each thing that is wrong."""
    found = environment.load()
    for name in environment.unknown():
        print(f"{name} is no setting of Polder: a slip of the pen? It does nothing.", file=sys.stderr)
    problems = [finding for finding in examine.before_serving(found) if finding.weight == "wrong"]
    if problems:
        told = [f"{finding.about}: {finding.sentence}" for finding in problems]
        raise Told("\n".join([*told, "Polder does not start like this. `polder doctor` tells more."]))
    return found


def serve(host: str, port: int, processes: int, proxy: str, worker: bool | None) -> None:
    """Run uvicorn, which makes, watches and stops the processes."""
    import uvicorn

    if worker is not None:
        os.environ["POLDER_WORKER_IN_PROCESS"] = str(worker).lower()  # the processes read it themselves
    if processes < 1:
        raise Told("--processes must be at least 1.")
    settings = ready_settings()
    _claim(host, port)
    if not settings.worker_in_process:
        print("Jobs are left to `polder worker`.", file=sys.stderr)
    print(f"Serving on http://{host}:{port} for {settings.base_url}", file=sys.stderr, flush=True)
    uvicorn.run(
        "polder.app:from_environment", factory=True, host=host, port=port, workers=processes, log_level="warning",
        access_log=False, server_header=False, date_header=True, proxy_headers=True, forwarded_allow_ips=proxy,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )  # fmt: skip


def _claim(host: str, port: int) -> None:
    """See that the address is free while it can still be said in a sentence."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            why = "is in use" if getattr(error, "errno", None) == errno.EADDRINUSE else f"cannot be had: {error}"
            raise Told(f"{host}:{port} {why}. Choose another: --port, --host.") from None


def work() -> None:
    """Run jobs until SIGTERM or Ctrl-C; those under way may finish."""
    settings = ready_settings()
    print("Working. Ctrl-C or SIGTERM stops it.", file=sys.stderr, flush=True)
    asyncio.run(_work(settings))


async def _work(settings: Settings) -> None:
    from polder import app
    from polder.kernel import jobs, worker
    from polder.kernel.database import Database

    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    url = settings.database_url.get_secret_value()
    database = await Database.open(url, readers=settings.readers, writers=settings.writers)
    try:
        jobs.context_of(database, app.house(settings))
        async with worker.worker(url, name="worker"):
            await stop.wait()
    finally:
        await database.close()
