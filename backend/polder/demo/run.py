"""`polder demo`: one command from nothing to a working institute on this machine; its data stays between runs."""

import asyncio
import base64
import os
import secrets
import shlex
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

from pydantic import SecretStr

from polder.kernel import embedded, migrate
from polder.kernel.actor import Entry
from polder.kernel.database import Database
from polder.kernel.settings import Settings, load
from polder.kernel.tx import transaction

DATABASE, UNFINISHED = "polder", "polder_unfinished"
# The invented institute on its invoices: numbers with right check digits, of nobody.
SELLER = {
    "institute_street": "Veendijk 12", "institute_postal_code": "1099 ZZ", "institute_city": "Amsterdam",
    "institute_kvk": "99012345", "institute_vat_number": "NL999012347B49", "institute_iban": "NL91ABNA0417164300",
    "institute_bic": "ABNANL2A", "institute_email": "facturen@polder.example", "hiring_email": "personeel@polder.example", "institute_phone": "+31 20 555 01 00",
}  # fmt: skip


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
        **SELLER,
        demonstration=True,
        worker_in_process=True,
        smtp_url=None,
        log_level=os.environ.get("POLDER_LOG_LEVEL", "WARNING"),
    )


def _kept(path: Path, make: Callable[[], str]) -> str:
    """The secret in a file; made whole or not at all, should somebody stop us just then."""
    if not path.exists():
        fresh = path.with_suffix(".new")
        fresh.touch(mode=0o600)
        fresh.write_text(make())
        fresh.replace(path)
    return path.read_text()


def _for_other_commands(path: Path, settings: Settings) -> None:
    """The settings as a shell reads them, so that `polder token`, imports and `polder audit verify` reach this institute."""
    secrets_of = ("database_url", "owner_database_url", "secret_key", "seal_key")
    values = {name: found.get_secret_value() for name in secrets_of if (found := getattr(settings, name)) is not None}
    values |= {"base_url": settings.base_url, "documents": settings.documents, "demonstration": "true"}
    values |= {"institute_name": settings.institute_name, "smtp_url": "outbox", **SELLER}
    path.touch(mode=0o600)
    path.write_text("".join(f"POLDER_{name.upper()}={shlex.quote(value)}\n" for name, value in values.items()))


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
    # Being told to stop must end like Ctrl-C does, so that the database is stopped too.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda received, _frame: sys.exit(128 + received))
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
    import uvicorn

    from polder.demo.application import create

    settings = settings_for(data, port, server)
    app = create(settings)  # first: it also tells the letters where they come from
    _prepare(server, settings)
    asyncio.run(_follow(settings))
    _for_other_commands(data / "environment", settings)
    _say(f"Ready after {time.monotonic() - began:.1f} s: http://127.0.0.1:{port}  (sign in at /sign-in, Ctrl-C stops)")
    uvicorn.run(
        app, host="127.0.0.1", port=port, log_level="warning", access_log=False, timeout_graceful_shutdown=5,
        server_header=False,
    )  # fmt: skip


def _prepare(server: embedded.Server, settings: Settings) -> None:
    """The database with the invented institute. It gets its name when it is whole, so that a start that was stopped
    half-way begins anew."""
    import psycopg

    from polder.app import storage_for
    from polder.demo.fill import fill

    maintenance = server.url("postgres")
    migrate.prepare_server(maintenance)
    with psycopg.connect(maintenance, autocommit=True) as connection:
        if connection.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone():
            migrate.migrate(server.url(DATABASE, "polder_owner"))
            return
        _say("Making the demonstration institute; this happens once.")
        connection.execute(f"drop database if exists {UNFINISHED} with (force)")
        migrate.prepare_database(maintenance, UNFINISHED)
        migrate.migrate(server.url(UNFINISHED, "polder_owner"))
        there = settings.model_copy(
            update={
                "database_url": SecretStr(server.url(UNFINISHED, "polder_app")),
                "owner_database_url": SecretStr(server.url(UNFINISHED, "polder_owner")),
            }
        )
        asyncio.run(fill(there, storage_for(there)))
        connection.execute(f"alter database {UNFINISHED} rename to {DATABASE}")


async def _follow(settings: Settings) -> None:
    """The development providers are where we are: on another port than last time, their addresses are others too."""
    from polder.demo.provider import PATHS

    database = await Database.open(settings.database_url.get_secret_value(), readers=1, writers=1)
    try:
        async with transaction(database, Entry.as_role("system", "demonstration")) as tx:
            for key, path in PATHS.items():
                issuer = settings.base_url + path
                moved = await tx.rows(
                    "update identity_provider set issuer = :issuer where key = :key and issuer <> :issuer returning id",
                    issuer=issuer, key=key,
                )  # fmt: skip
                for row in moved:
                    await tx.run(
                        "update external_identity set issuer = :issuer where provider_id = :id",
                        issuer=issuer,
                        id=row.id,
                    )
    finally:
        await database.close()
