"""How HTTP meets the house: who asks, one transaction per write, one read-only transaction per view.

`ActionRoute` opens the transaction before the handler and commits before the answer is sent: what a client sees
acknowledged is on disk.
"""

import hmac
import re
import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Annotated, Any
from urllib.parse import urlsplit

from asyncpg import PostgresError
from fastapi import Depends, Request
from fastapi.routing import APIRoute
from starlette.responses import Response

from polder.kernel import idempotency, problems
from polder.kernel.actor import COOKIE, TOKEN_PREFIX, Entry
from polder.kernel.database import Database
from polder.kernel.tx import Tx, transaction
from polder.kernel.words import Words

_VERSION = re.compile(r'(?:W/)?"(\d{1,9})"|\*')
_WEIGHT = re.compile(r"q\s*=\s*([01](?:\.[0-9]{0,3})?)")
_NAME = re.compile(r"[a-z_]{1,60}")
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
PLAIN = frozenset({"page", "per_page", "sort", "state", "stage", "format"})
_PLAIN = re.compile(r"-?[a-z_]{1,40}|[0-9]{1,9}")
LINK_COOKIE = "__Host-polder-link"


@dataclass(frozen=True)
class Asker:
    """What a request says about who asks: the secret it carries, and how it carries it."""

    secret: str | None
    bearer: bool

    @property
    def csrf(self) -> str:
        """The header token that belongs to this session; derived, so nothing more needs storing."""
        return csrf_token(self.secret or "")


def csrf_token(secret: str) -> str:
    return hmac.new(secret.encode(), b"polder csrf", sha256).hexdigest()


def asker(request: Request) -> Asker:
    """The secret of a request: a bearer token, else the session cookie."""
    authorization = request.headers.get("authorization", "")
    if authorization.lower().startswith("bearer "):
        token = authorization[7:].strip()
        if not token.startswith(TOKEN_PREFIX):
            raise problems.not_signed_in()
        return Asker(token, True)
    return Asker(request.cookies.get(COOKIE), False)


def entry(request: Request) -> Entry:
    """How this request enters a transaction. Without a secret it is the public that asks."""
    known: Entry | None = getattr(request.state, "entry", None)
    if known is not None:
        return known
    who = asker(request)
    request_id: str = request.state.request_id
    return Entry.by_secret(who.secret, request_id) if who.secret else Entry.as_role("public", request_id)


def signed_in(request: Request) -> Entry:
    """The same, for routes that the public has no business with: 401 without a session."""
    found = entry(request)
    if found.token_hash is None:
        raise problems.not_signed_in()
    return found


def check_csrf(request: Request) -> None:
    """A write with a cookie needs the header token of that same session, and must come from our own pages."""
    who = asker(request)
    if who.bearer or who.secret is None:
        return
    origin = request.headers.get("origin")
    if origin and urlsplit(origin).netloc != request.headers.get("host"):
        raise _csrf_problem()
    if not hmac.compare_digest(request.headers.get("x-csrf-token", "").encode(), who.csrf.encode()):
        raise _csrf_problem()


def _csrf_problem() -> problems.Problem:
    return problems.forbidden(
        Words(
            nl="Dit verzoek kwam niet van een eigen pagina van Polder. Laad de pagina opnieuw en probeer het weer.",
            en="This request did not come from one of Polder's own pages. Reload the page and try again.",
        )
    )


class ActionRoute(APIRoute):
    """One request, one transaction: opened before the handler, committed before the answer leaves."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def run(request: Request) -> Response:
            if request.method in ("GET", "HEAD"):
                return await handle(request)
            who = signed_in(request)
            check_csrf(request)
            database: Database = request.app.state.database
            await _touch(database, who)
            async with transaction(database, who) as tx:
                request.state.tx = tx
                key = request.headers.get(idempotency.HEADER)
                if key is not None:
                    known = await idempotency.claim(tx, request, key)
                    if known is not None:
                        return known
                response = await handle(request)
                if key is not None:
                    await tx.flush()
                    await idempotency.keep(tx, key, response)
            return response

        return run


async def _writing(request: Request) -> Tx:  # as all that is depended on: what is not async goes to a thread and back
    tx: Tx = request.state.tx
    return tx


def if_match(request: Request) -> int:
    """The version that the writer read, from If-Match; 428 when it is missing."""
    match = _VERSION.fullmatch(request.headers.get("if-match", "").strip())
    if match is None or match.group(1) is None:
        raise problems.version_required()
    return int(match.group(1))


async def _version(request: Request) -> int:
    return if_match(request)


_columns: dict[str, tuple[str, ...]] = {}  # by statement: there are as many as the code has views


class View:
    """Reads as the asker: one read-only transaction, PostgreSQL builds the JSON, the bytes go out untouched."""

    __slots__ = ("database", "entry", "trace")

    def __init__(self, database: Database, entry: Entry, trace: Callable[[], Awaitable[None]] | None = None):
        """`trace` is called first when it turns out that what this reads leaves a trace."""
        self.database, self.entry, self.trace = database, entry, trace

    async def value(self, sql: str, *values: Any) -> Any:
        """The single value of `sql` with `$n` parameters, in one round trip."""
        statement, everything = self.entry.asking(sql, values)
        try:
            async with self.database.reader() as connection:
                return await connection.fetchval(statement, *everything)
        except PostgresError as error:
            await self._after_tracing(error)
        return await self.value(sql, *values)

    async def _after_tracing(self, error: PostgresError) -> None:
        """A role that is traced was given meanwhile: trace, and read again. Any other error is raised on."""
        if self.trace is None or str(error) != "reading_traced":
            raise error
        self.entry, trace, self.trace = replace(self.entry, untraced=False), self.trace, None
        await trace()

    async def row(self, sql: str, *values: Any) -> dict[str, Any] | None:
        """The single row of `sql` by its columns' names, or None, in one round trip. Columns are no arrays."""
        found = await self.value(f"select found from (\n{sql}\n) as found", *values)
        return None if found is None else dict(zip(await self._names(sql), found, strict=True))

    async def _names(self, sql: str) -> tuple[str, ...]:
        """The columns of a statement; PostgreSQL is asked once."""
        if sql not in _columns:
            async with self.database.reader() as connection:
                attributes = (await connection.prepare(sql)).get_attributes()
            _columns[sql] = tuple(column.name for column in attributes)
        return _columns[sql]

    async def rows(self, sql: str, *values: Any) -> list[Any]:
        try:
            async with self.database.reading(self.entry) as connection:
                return list(await connection.fetch(sql, *values))
        except PostgresError as error:
            await self._after_tracing(error)
        return await self.rows(sql, *values)

    async def parts(self, sql: str, *values: Any) -> AsyncIterator[list[Any]]:
        """All rows, a thousand at a time, as of one moment."""
        await self.value("select 1")  # traced, if it leaves a trace, before the first part
        async with self.database.long_reads, self.database.reading(self.entry) as connection:
            cursor = await connection.cursor(sql, *values)
            while rows := await cursor.fetch(1000):
                yield rows


_touched: dict[str, tuple[float, bool]] = {}
TOUCH_SECONDS = 60


async def _touch(database: Database, who: Entry) -> bool:
    """Note that a session is in use, at most once a minute per process, so that reading stays free of writing.

    Answers whether what it reads leaves a trace, as far as is known; who is given such a role meanwhile cannot enter
    untraced.
    """
    now, key = time.monotonic(), who.token_hash or ""
    at, traced = _touched.get(key, (-TOUCH_SECONDS, False))
    if at + TOUCH_SECONDS > now:
        return traced
    if len(_touched) > 20_000:
        _touched.clear()
    async with database.reader() as connection:
        hash = f"'\\x{key}'::bytea"
        traced = bool(
            await connection.fetchval(
                f"select polder.reading_traced({hash}) from polder.touch_session({hash}) as touched"
            )
        )
    _touched[key] = now, traced
    return traced


async def reading(request: Request) -> View:
    """A view for signed-in people, tokens and links. What an auditor reads is in the audit trail before it is answered."""
    who, database = signed_in(request), request.app.state.database

    async def trace() -> None:
        _touched[who.token_hash or ""] = _touched.get(who.token_hash or "", (time.monotonic(), True))[0], True
        async with database.reader() as connection:
            await connection.execute(
                "select polder.trace_reading($1, $2, $3, $4)",
                bytes.fromhex(who.token_hash or ""), who.request_id, request.url.path, told(request.query_params.multi_items()),
            )  # fmt: skip

    if await _touch(database, who):
        await trace()
        return View(database, who)
    return View(database, replace(who, untraced=True), trace)


def told(query: list[tuple[str, str]]) -> str:
    """What the audit trail keeps of a query: which filters, and of their values only what names nobody."""
    return "&".join(
        f"{name if _NAME.fullmatch(name) else '…'}="
        f"{value if _ID.fullmatch(value) or (name in PLAIN and _PLAIN.fullmatch(value)) else '…'}"
        for name, value in query
    )


async def as_public(request: Request) -> View:
    """A view as the public, whoever asks: public pages are the same for everybody."""
    return View(request.app.state.database, Entry.as_role("public", request.state.request_id))


Writing = Annotated[Tx, Depends(_writing)]
Version = Annotated[int, Depends(_version)]
Reading = Annotated[View, Depends(reading)]
PublicReading = Annotated[View, Depends(as_public)]


def json_response(body: str | bytes | None, *, status: int = 200, etag: int | None = None) -> Response:
    """JSON that PostgreSQL made. None means unseen: 404."""
    if body is None:
        raise problems.not_found()
    headers = {"Cache-Control": "no-store"}
    if etag is not None:
        headers["ETag"] = f'"{etag}"'
    return Response(body, status, headers, "application/json")


def new_secret(prefix: str = "") -> str:
    """A secret of 256 random bits."""
    return prefix + secrets.token_urlsafe(32)


def language(request: Request) -> str:
    """The reader's language, nl or en: an explicit ?language=, the cookie of their choice, else the browser's wish."""
    chosen = request.query_params.get("language") or request.cookies.get("polder-language")
    if chosen in ("nl", "en"):
        return chosen
    wishes = [_wish(part) for part in request.headers.get("accept-language", "")[:1000].split(",")]
    wanted = [(weight, code) for weight, code in wishes if code in ("nl", "en") and weight > 0]
    return max(wanted, key=lambda wish: wish[0])[1] if wanted else "en"


def _wish(part: str) -> tuple[float, str]:
    """(weight, language) of one part of Accept-Language: `nl-BE;q=0.8` is (0.8, "nl")."""
    tag, _, weight = part.partition(";")
    found = _WEIGHT.fullmatch(weight.strip() or "q=1")
    return float(found[1]) if found else 0.0, tag.strip().lower().partition("-")[0]
