"""`polder demo`: one command from nothing to a working institute on this machine; its data stays between runs."""

import base64
import os
import secrets
import socket
import sys
import time
from pathlib import Path

from polder.kernel import embedded, migrate
from polder.kernel.settings import Settings, load

DATABASE = "polder"


def settings_for(data: Path, port: int, server: embedded.Server) -> Settings:
    """Settings of the demonstration. Secrets are made once and kept beside the data, readable by their owner only."""
    return load(
        database_url=server.url(DATABASE, "polder_app"),
        owner_database_url=server.url(DATABASE, "polder_owner"),
        secret_key=_kept(data / "secret_key", lambda: secrets.token_urlsafe(48)),
        seal_key=_kept(data / "seal_key", lambda: base64.b64encode(secrets.token_bytes(32)).decode()),
        base_url=f"http://127.0.0.1:{port}",
        documents=str(data / "documents"),
        institute_name="ELLIS Instituut Polder",
        demonstration=True,
        worker_in_process=True,
        smtp_url=None,
        log_level=os.environ.get("POLDER_LOG_LEVEL", "WARNING"),
    )


def _kept(path: Path, make: "object") -> str:
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(make())  # type: ignore[operator]
    return path.read_text()


def _say(sentence: str) -> None:
    print(sentence, flush=True)


def _free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def run(data: Path, port: int) -> None:
    """Start everything, serve until Ctrl-C, stop everything. Exits with a sentence when it cannot."""
    began = time.monotonic()
    if not _free(port):
        sys.exit(f"Port {port} is in use. Stop what runs there, or choose another: POLDER_PORT=8001")
    data = data.expanduser().resolve()
    data.mkdir(parents=True, exist_ok=True)
    import filelock

    lock = filelock.FileLock(str(data / "lock"))
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout:
        sys.exit(f"Polder already runs on {data}. Stop it first, or choose another folder: POLDER_DATA=…")
    try:
        server = embedded.start(data / "postgresql")
    except embedded.EmbeddedUnavailable as error:
        sys.exit(str(error))
    try:
        _serve(data, port, server, began)
    finally:
        server.stop()
        lock.release()
        _say("Stopped. The data is kept.")


def _serve(data: Path, port: int, server: embedded.Server, began: float) -> None:
    import asyncio

    import uvicorn

    migrate.prepare_server(server.url("postgres"))
    migrate.prepare_database(server.url("postgres"), DATABASE)
    settings = settings_for(data, port, server)
    migrate.migrate(server.url(DATABASE, "polder_owner"))
    from polder.demo.application import create
    from polder.demo.fill import fill

    app = create(settings)
    asyncio.run(fill(settings, app.state.storage))
    _say(f"Ready after {time.monotonic() - began:.1f} s: http://127.0.0.1:{port}  (sign in at /sign-in, Ctrl-C stops)")
    uvicorn.run(
        app, host="127.0.0.1", port=port, log_level="warning", access_log=False, timeout_graceful_shutdown=5,
        server_header=False,
    )  # fmt: skip
