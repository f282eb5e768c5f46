"""Is everything that a process needs there, and as it must be? Each examination yields what it finds, in sentences."""

import asyncio
import os
import smtplib
import ssl
import uuid
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

import asyncpg

from polder.cli.sentences import database as database_sentence
from polder.kernel import migrate
from polder.kernel.database import asyncpg_arguments
from polder.kernel.settings import LOCAL, Settings

NEWEST_LEAST = 180000  # PostgreSQL 18, as `server_version_num` says it
CLOCK_SECONDS = 2.0
WORKER_SECONDS = 60
CONNECT_SECONDS = 5


@dataclass(frozen=True)
class Finding:
    """`good` is well, `mind` works but somebody should know, `wrong` keeps Polder from working."""

    weight: Literal["good", "mind", "wrong"]
    about: str
    sentence: str


def good(about: str, sentence: str) -> Finding:
    return Finding("good", about, sentence)


def mind(about: str, sentence: str) -> Finding:
    return Finding("mind", about, sentence)


def wrong(about: str, sentence: str) -> Finding:
    return Finding("wrong", about, sentence)


# ---- database --------------------------------------------------------------------------------------------------------

SERVER = """
select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
       current_user::text as role, r.rolsuper as superuser, r.rolbypassrls as bypasses, clock_timestamp() as clock,
       array(select extname::text from pg_extension) as extensions,
       array(select c.relname::text from pg_class c where c.relnamespace = 'public'::regnamespace
             and c.relkind in ('r', 'p') and pg_has_role(current_user, c.relowner, 'usage') limit 3) as owned,
       to_regclass('public.alembic_version') is not null as filled
from pg_roles r where r.rolname = current_user"""


UNANSWERED = (asyncpg.PostgresError, asyncpg.InterfaceError, OSError)  # a timeout is an OSError


def database(settings: Settings) -> list[Finding]:
    """The database as the application meets it: there, new enough, complete, up to date and not ours to overrule."""
    found: list[Finding] = []
    try:
        asyncio.run(_look(settings, found))
    except UNANSWERED as error:
        found.append(wrong("database", database_sentence(error)))
    return found


async def _look(settings: Settings, found: list[Finding]) -> None:
    async with _entered(settings.database_url.get_secret_value()) as connection:
        asked = datetime.now(UTC)
        row = await connection.fetchrow(SERVER)
        found += [
            *_server(row["number"], row["version"]),
            *_role(row["role"], row["superuser"], row["bypasses"], row["owned"]),
            *_clock(row["clock"], asked),
        ]
        revision = await connection.fetchval("select version_num from alembic_version") if row["filled"] else None
        found += _revision(revision)
        missing = sorted(set(migrate.EXTENSIONS) - set(row["extensions"]))
        if missing:
            found.append(wrong("database", f"lacks the extensions {', '.join(missing)}. A superuser adds them: create"
                               f" extension {missing[0]}; or polder migrate with POLDER_SUPERUSER_DATABASE_URL."))  # fmt: skip
        elif row["filled"]:
            running, waiting = await connection.fetchrow(WORKERS)
            found += _workers(running, waiting, settings)


@asynccontextmanager
async def _entered(url: str) -> "AsyncIterator[asyncpg.Connection[Any]]":
    connection = await asyncpg.connect(**asyncpg_arguments(url), timeout=CONNECT_SECONDS)
    try:
        yield connection
    finally:
        await connection.close()


def _server(number: int, version: str) -> Iterator[Finding]:
    if number < NEWEST_LEAST:
        yield wrong("database", f"PostgreSQL {version} is too old: 18 or newer is needed.")
    else:
        yield good("database", f"PostgreSQL {version} answers.")


def _role(name: str, superuser: bool, bypasses: bool, owned: list[str]) -> Iterator[Finding]:
    found = [
        *(["is a superuser"] if superuser else []),
        *(["bypasses row-level security"] if bypasses else []),
        *([f"owns tables ({', '.join(owned)})"] if owned and not superuser else []),
    ]
    if found:
        yield wrong("database", f"POLDER_DATABASE_URL enters as {name}, which {' and '.join(found)}: the walls between"
                    " people would not hold. Use the role polder_app.")  # fmt: skip
    else:
        yield good("database", f"The role {name} owns nothing and bypasses nothing.")


def _clock(theirs: datetime, asked: datetime) -> Iterator[Finding]:
    apart = (theirs - asked).total_seconds()
    if abs(apart) > CLOCK_SECONDS:
        yield mind("clock", f"The database's clock differs {apart:+.0f} s from this machine's. Deadlines go by the"
                   " database's; synchronise both (chrony).")  # fmt: skip
    else:
        yield good("clock", "The database's clock and this machine's agree.")


def _revision(found: str | None) -> Iterator[Finding]:
    expected = migrate.head()
    if found == expected:
        yield good("database", f"It is at revision {found}.")
    elif found is None:
        yield wrong("database", "is empty. Run: polder migrate")
    elif found > expected:
        yield wrong("database", f"is at revision {found}, newer than this program ({expected}). Install the newer"
                    " Polder; the database never goes back.")  # fmt: skip
    else:
        yield wrong("database", f"is at revision {found}, this program needs {expected}. Run: polder migrate")


WORKERS = f"""select (select count(*) from jobs.procrastinate_workers
                where last_heartbeat > now() - interval '{WORKER_SECONDS} seconds'),
               (select count(*) from jobs.procrastinate_jobs where status = 'todo'
                and (scheduled_at is null or scheduled_at < now()))"""


def _workers(running: int, waiting: int, settings: Settings) -> Iterator[Finding]:
    if running:
        yield good("jobs", f"{_counted(running, 'worker runs', 'workers run')}, {_jobs(waiting)}.")
    elif not settings.worker_in_process:
        yield mind(
            "jobs", f"No worker runs, {_jobs(waiting)}: no mail leaves and no deadline passes. Start: polder worker"
        )


def _jobs(number: int) -> str:
    return _counted(number, "job waits", "jobs wait")


def _counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def owner(settings: Settings) -> Iterator[Finding]:
    """The owner's address, which only `polder migrate` needs."""
    if settings.owner_database_url is None:
        yield mind("database", "POLDER_OWNER_DATABASE_URL is not set; `polder migrate` and `polder admin` need it.")
        return
    try:
        theirs = asyncio.run(_place(settings.owner_database_url.get_secret_value()))
        ours = asyncio.run(_place(settings.database_url.get_secret_value()))
    except UNANSWERED as error:
        words = database_sentence(error).replace("POLDER_DATABASE_URL", "POLDER_OWNER_DATABASE_URL")
        yield mind("database", f"As its owner: {words}")
        return
    if (theirs[0], theirs[2]) != (ours[0], ours[2]):
        yield wrong("database", "POLDER_OWNER_DATABASE_URL and POLDER_DATABASE_URL are not the same database.")
    elif theirs[1] == ours[1]:
        yield wrong("database", f"Both addresses enter as {ours[1]}: the owner must be another role (polder_owner).")
    else:
        yield good("database", f"Its owner {theirs[1]} can enter, for polder migrate and polder admin.")


async def _place(url: str) -> "asyncpg.Record":
    """Which database this is, entered as whom."""
    async with _entered(url) as connection:
        return await connection.fetchrow("select current_database(), current_user, pg_postmaster_start_time()")


# ---- storage ---------------------------------------------------------------------------------------------------------


def storage(settings: Settings) -> Iterator[Finding]:
    """Write, read and delete one small file where documents lie."""
    from polder.app import storage_for

    key, content = str(uuid.uuid4()), b"polder doctor"
    try:
        place = storage_for(settings)
        place.put(key, content)
        same = place.fetch(key, 100) == content
        place.delete(key)
    except Exception as error:  # boto3 raises its own family, a folder raises OSError
        yield wrong("documents", f"{settings.documents} cannot be written: {_cause(error)}.")
        return
    if not same:
        yield wrong("documents", f"{settings.documents} does not give back what was written.")
    else:
        yield good("documents", f"{settings.documents} can be written and read.")
    if settings.documents_folder is not None and not settings.documents_folder.is_absolute():
        yield mind("documents", f"{settings.documents} is below the folder where Polder was started"
                   f" ({Path.cwd()}). Use an absolute path.")  # fmt: skip


def _cause(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    code = getattr(error, "response", {}).get("Error", {}).get("Code")
    return f"{type(error).__name__}{f' ({code})' if code else ''}"


# ---- the world around ------------------------------------------------------------------------------------------------


def mail(settings: Settings) -> Iterator[Finding]:
    """Greet the mail server, and sign in where the address says so. Nothing is sent."""
    if settings.smtp_url is None:
        chosen = os.environ.get("POLDER_SMTP_URL") == "outbox"
        words = f"POLDER_SMTP_URL is {'outbox' if chosen else 'not set'}: mail is kept in the outbox and never sent."
        yield good("mail", words) if settings.demonstration or chosen else mind("mail", words)
        return
    parts = urlsplit(settings.smtp_url.get_secret_value())
    secure = parts.scheme == "smtps"
    host, port = parts.hostname or "", parts.port or (465 if secure else 587)
    context = ssl.create_default_context()
    try:
        with (
            smtplib.SMTP_SSL(host, port, timeout=CONNECT_SECONDS, context=context)
            if secure
            else smtplib.SMTP(host, port, timeout=CONNECT_SECONDS)
        ) as server:
            server.ehlo()
            encrypted = secure or server.has_extn("starttls")
            if not secure and encrypted:
                server.starttls(context=context)
                server.ehlo()
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
            server.noop()
    except (OSError, smtplib.SMTPException) as error:
        yield mind(
            "mail", f"The mail server {host}:{port} does not take us: {_cause(error)}. Mail waits until it does."
        )
        return
    yield good("mail", f"The mail server {host}:{port} answers.")
    if not encrypted and host not in ("127.0.0.1", "localhost", "::1"):
        yield mind("mail", f"The mail server {host}:{port} offers no encryption: mail can be read on its way.")


def address(settings: Settings) -> Iterator[Finding]:
    if settings.base_url.startswith("https://"):
        yield good("address", f"People reach it at {settings.base_url}.")
        if settings.demonstration:
            yield wrong("address", "POLDER_DEMONSTRATION is true on a public address: anybody could enter as anybody.")
        if not os.environ.get("POLDER_PROXY") and os.environ.get("POLDER_HOST", LOCAL[0]) not in LOCAL:
            yield mind("address", "POLDER_PROXY is not set, so a reverse proxy on another machine is not believed and all its"
                       " visitors share one address: the limits on trying would stop them all. Name the proxy's address.")  # fmt: skip
    else:
        yield mind("address", f"{settings.base_url} works on this machine only. For others: POLDER_BASE_URL=https://…")


def secrets(settings: Settings) -> Iterator[Finding]:
    if settings.seal_key is None:
        yield mind("audit", "POLDER_SEAL_KEY is not set: the audit trail is kept but not sealed."
                   " Make a key with: openssl rand -base64 32")  # fmt: skip
    if len(set(settings.secret_key.get_secret_value())) < 12:
        yield mind("secrets", "POLDER_SECRET_KEY repeats itself. Make one with: openssl rand -base64 32")


def front_end(settings: Settings) -> Iterator[Finding]:
    from polder.app import STATIC

    if not (STATIC / "admin" / "index.html").is_file():
        yield wrong("front end", "is not part of this installation. In a checkout: make setup; else install a wheel.")


async def providers(settings: Settings) -> AsyncIterator[Finding]:
    """Read every provider's discovery document, all at once, and look for the secrets that they name."""
    from polder.identity.metadata import Metadata
    from polder.kernel.actor import Entry
    from polder.kernel.database import Database
    from polder.kernel.tx import transaction

    found = await Database.open(settings.database_url.get_secret_value(), readers=1, writers=1)
    try:
        async with transaction(found, Entry.as_role("system", "command-doctor")) as tx:
            rows = await tx.rows(
                "select key, issuer, client_secret_ref from identity_provider where enabled order by key"
            )
            administrators = await tx.scalar("select polder.standing_administrators(null, null)")
    finally:
        await found.close()
    if not rows:
        yield mind("sign-in", "There is no identity provider yet, so nobody can sign in. Add one:"
                   " polder provider add --issuer https://… --client-id …")  # fmt: skip
    if not administrators:
        yield mind("sign-in", "There is no system administrator. Invite one: polder admin invite --email …; or, for"
                   " somebody who has an account: polder admin recover --account …")  # fmt: skip
    metadata = Metadata()
    answers = await asyncio.gather(*(metadata.of(row.issuer) for row in rows), return_exceptions=True)
    for row, answer in zip(rows, answers, strict=True):
        if isinstance(answer, BaseException):
            why = str(answer) or type(answer).__name__
            yield mind("sign-in", f"The provider {row.key} does not answer at {row.issuer}: {why}.")
        else:
            yield good("sign-in", f"The provider {row.key} answers.")
        if row.client_secret_ref and not secret_is_set(row.client_secret_ref):
            yield wrong(
                "sign-in", f"The provider {row.key} needs POLDER_SECRET_{row.client_secret_ref}, which is not set."
            )


def secret_is_set(reference: str) -> bool:
    name = f"POLDER_SECRET_{reference}"
    return bool(os.environ.get(name) or os.environ.get(f"{name}_FILE"))


def before_serving(settings: Settings) -> list[Finding]:
    """What would keep the application from working from the first request on."""
    return [*database(settings), *storage(settings)]


# What each examination reads: one whose settings are wrong is left out, the others go on.
EXAMINATIONS: list[tuple[Callable[[Settings], Iterable[Finding]], set[str]]] = [
    (address, {"base_url", "demonstration"}),
    (secrets, {"secret_key", "seal_key"}),
    (front_end, set()),
    (database, {"database_url"}),
    (owner, {"database_url", "owner_database_url"}),
    (storage, {"documents", "s3_endpoint_url", "s3_region"}),
    (mail, {"smtp_url", "demonstration"}),
]


def everything(settings: Settings, wrongly_set: frozenset[str] = frozenset()) -> list[Finding]:
    """All that can be examined; `wrongly_set` names the settings that nothing can be concluded from."""
    found = [finding for examine, reads in EXAMINATIONS if not reads & wrongly_set for finding in examine(settings)]
    unreachable = any(finding.weight == "wrong" and finding.about == "database" for finding in found)
    if "database_url" not in wrongly_set and not unreachable:
        asyncio.run(_ask_providers(settings, found))
    return found


async def _ask_providers(settings: Settings, found: list[Finding]) -> None:
    with suppress(asyncio.CancelledError):
        found += [finding async for finding in providers(settings)]
