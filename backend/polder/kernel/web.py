"""What every answer passes: request ids, logs without personal data, security headers, errors in one shape."""

import re
import secrets
import time
import traceback
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import asyncpg
import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import iter_route_contexts
from prometheus_client import Counter, Histogram
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from polder.kernel import days, problems, texts
from polder.kernel.explained import explained
from polder.kernel.http import language
from polder.kernel.problems import FieldProblem, Problem
from polder.kernel.straight import StraightWays
from polder.kernel.words import Words

log = structlog.get_logger("polder.web")
BODY_LIMIT = 2 * 1024 * 1024
FIELD_LIMIT = 1024 * 1024  # one field of a form: Starlette's own
REQUESTS = Counter("polder_requests_total", "Answers by route and status", ["route", "method", "status"])
SECONDS = Histogram(
    "polder_request_seconds", "Time to answer", ["route"], buckets=(0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10)
)
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")

# Sentences for what the database refuses by name; domains add theirs.
REFUSALS: dict[str, Words] = {
    "append_only": Words(nl="Dit is geschiedenis en blijft zoals het is.", en="This is history and stays as it is."),
    "move_not_allowed": Words(
        nl="De stand verandert alleen door een toegestane stap.", en="The state changes only by an allowed move."
    ),
}

# What is wrong with which field where a check over several columns fails, or a trigger refuses a value (PL422); domains
# add theirs.
CHECKS: dict[str, FieldProblem] = {}


class House(FastAPI):
    """The application, with what every request passes around it and a straight way for what is read most."""

    def __init__(self, *, secure: bool, uploads: Sequence[str] = (), **options: Any) -> None:
        super().__init__(**options)
        self.secure, self.uploads = secure, uploads
        self._entrance: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await super().__call__(scope, receive, send)
            return
        if self._entrance is None:  # the first request comes when all routes are known
            self._entrance = Surroundings(StraightWays(super().__call__, self), self.secure, self.uploads)
        scope["app"] = self
        await self._entrance(scope, receive, send)


class Surroundings:
    """Plain ASGI: no per-request task groups, nothing copied."""

    def __init__(self, app: ASGIApp, secure: bool, uploads: Sequence[str] = ()) -> None:
        """`uploads`: origins, other than our own, to which the browser sends documents."""
        self.app, self.secure = app, secure
        headers = dict(HEADERS)
        if uploads:
            headers["Content-Security-Policy"] += "; connect-src " + " ".join(["'self'", *uploads])
        self.headers = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        if secure:
            self.headers.append((b"strict-transport-security", b"max-age=63072000; includeSubDomains"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        given = next((v for k, v in scope["headers"] if k == b"x-request-id"), b"").decode("latin-1")
        request_id = given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(16)
        scope.setdefault("state", {})["request_id"] = request_id
        began, status = time.perf_counter(), 500
        # A page answers HEAD as it answers GET, without its content (RFC 9110, 9.3.2).
        head = scope["method"] == "HEAD" and not scope["path"].startswith("/api/")
        asked = {**scope, "method": "GET"} if head else scope

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                present = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *[pair for pair in self.headers if pair[0] not in present],
                    (b"x-request-id", request_id.encode()),
                ]
            await send({**message, "body": b""} if head and message["type"] == "http.response.body" else message)

        try:
            await self.app(asked, _limited(asked, receive), sending)
        finally:
            took = time.perf_counter() - began
            route = getattr(asked.get("route"), "path", "-")
            count, seconds = _meters(route, scope["method"], status)
            count.inc()
            seconds.observe(took)
            # The route's template, never its path or query: those may hold names and secrets.
            log.info("request", route=route, method=scope["method"], status=status, ms=round(took * 1000, 1), request_id=request_id)  # fmt: skip


@lru_cache(maxsize=4096)
def _meters(route: str, method: str, status: int) -> tuple[Counter, Histogram]:
    return REQUESTS.labels(route, method, status), SECONDS.labels(route)


def _limited(scope: Scope, receive: Receive) -> Receive:
    """Refuse bodies over the limit as they come in; uploads have their own limit and their own address."""
    limit = scope.get("app_body_limit", BODY_LIMIT)
    if scope["path"].startswith(
        (
            "/files/",
            "/api/v1/organisations/import",
            "/api/v1/applications/import",
            "/api/v1/funding-imports",
            "/api/v1/opportunities/import",
            "/apply/",
            "/api/v1/references/",
        )
    ):
        limit = 25 * 1024 * 1024
    if scope["path"] == "/api/v1/bank-imports":
        limit = 64 * 1024 * 1024  # about 100,000 entries; larger files come in by `polder bank import`
    if scope["path"] in ("/apply/documents", "/apply/works", "/reference"):
        # Read to its end, so that a browser shows the sentence on what is too large.
        limit = 64 * 1024 * 1024
    seen = 0

    async def receiving() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise problems.too_large(limit)
        return message

    return receiving


def install(app: FastAPI) -> None:
    """Every error becomes a problem; nothing of the inside leaks."""
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _validation)
    for kind in (DBAPIError, asyncpg.PostgresError):
        app.add_exception_handler(kind, _database)
    for kind in (PoolTimeout, asyncpg.InterfaceError, asyncpg.InternalClientError):  # the last: cut off half-way
        app.add_exception_handler(kind, _unavailable)
    app.add_exception_handler(OSError, _system)
    app.add_exception_handler(ClientDisconnect, _gone)
    app.add_exception_handler(Exception, _unexpected)


def _answer(request: Request, problem: Problem) -> Response:
    request_id = getattr(request.state, "request_id", "")
    wants_page = "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/api/")
    if wants_page:
        from polder.kernel.pages import problem_page

        return problem_page(request, problem)
    return problem.response(language(request), request_id)


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return _answer(request, error)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return _answer(request, problems.not_found())
    if error.status_code == 405:
        detail = Words(nl="Deze methode bestaat hier niet.", en="This method does not exist here.")
        return _answer(
            request,
            Problem(405, "method-not-allowed", Words(nl="Kan hier niet", en="Not possible here"), detail,
                    headers={"Allow": ", ".join(_methods(request))}),
        )  # fmt: skip
    if isinstance(error.__cause__, Problem):  # such as 413, met while the body was being read
        return _answer(request, error.__cause__)
    if isinstance(error.__context__, MultiPartException) and "maximum size" in error.__context__.message:
        return _answer(request, problems.too_large(FIELD_LIMIT))
    detail = Words(
        nl="Het verzoek is onleesbaar. Stuur geldige JSON in UTF-8, of een compleet formulier.",
        en="The request cannot be read. Send valid JSON in UTF-8, or a whole form.",
    )
    return _answer(request, Problem(error.status_code, "unreadable", Words(nl="Onleesbaar", en="Unreadable"), detail))


def _methods(request: Request) -> list[str]:
    """What an address answers to: its methods may have routes of their own, of which the router names the first's only."""
    routes = iter_route_contexts(request.app.routes)
    found = {m for route in routes if route.matches(request.scope)[0] is not Match.NONE for m in route.methods or ()}
    if "GET" in found and not request.url.path.startswith("/api/"):  # see Surroundings
        found.add("HEAD")
    return sorted(found)


async def _gone(request: Request, error: Exception) -> Response:
    """The client hung up while it was sending: nobody reads the answer, and nothing is wrong here."""
    log.info("client_gone", request_id=getattr(request.state, "request_id", ""))
    return Response(status_code=400)


async def _validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    if not request.url.path.startswith("/api/") and any(item["loc"][0] == "path" for item in error.errors()):
        return _answer(request, problems.not_found())  # a page's address that cannot be
    found = []
    if any(item["loc"] == ("body",) and item["type"] not in ("missing", "json_invalid") for item in error.errors()):
        sent = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if sent != "application/json" and not sent.endswith("+json"):
            return _answer(request, problems.another_media_type("application/json"))
    for item in error.errors():
        path = ".".join(str(part) for part in item["loc"] if part not in ("body", "query", "path")) or "body"
        found.append(FieldProblem(path, *explained(item)))
    return _answer(request, problems.invalid(*found[:50]))


async def _database(request: Request, error: Exception) -> Response:
    """What the database refused, in a sentence. Anything unforeseen is logged by its code, never by its values."""
    cause = _cause(error)
    if isinstance(cause, asyncpg.InterfaceError | asyncpg.InternalClientError | OSError):
        return await _unavailable(request, error)
    found, state = refusal(error), getattr(cause, "sqlstate", None) or ""
    if found is None:
        if state.startswith(("08", "57P", "53")):
            return await _unavailable(request, error)
        constraint = getattr(cause, "constraint_name", None) or ""
        log.error("database", sqlstate=state, constraint=constraint, request_id=request.state.request_id)
        return _answer(request, _internal())
    return _answer(request, found)


def _cause(error: Exception) -> Any:
    """What asyncpg said: SQLAlchemy puts its adapter's error around it, and its own around that."""
    cause: Any = getattr(error, "orig", error)
    return cause.__cause__ if isinstance(error, DBAPIError) else cause


EXISTS = Words(nl="Dit bestaat al.", en="This exists already.")


def refusal(error: Exception) -> Problem | None:
    """The problem that an error is, also where the database refused by name; None where something failed instead."""
    if isinstance(error, Problem):
        return error
    cause = _cause(error)
    constraint, table = getattr(cause, "constraint_name", None) or "", getattr(cause, "table_name", None) or ""
    return _refused(
        getattr(cause, "sqlstate", None) or "", getattr(cause, "message", None) or "", constraint,
        getattr(cause, "column_name", None) or _column(constraint, table), getattr(cause, "detail", None) or "",
    )  # fmt: skip


def _column(constraint: str, table: str) -> str:
    """The column that a constraint of ours is about, by its name: ck_person_name_length, fk_offer_vacancy_id."""
    return (
        constraint[3:]
        .removeprefix(f"{table}_")
        .removesuffix("_length")
        .removesuffix(days.ENDING)
        .removesuffix(texts.ENDING)
    )


def _refused(state: str, message: str, constraint: str, column: str, detail: str) -> Problem | None:
    """`detail` names the field where one of our own triggers refuses a value (PL422)."""
    if state == "PL401":
        return problems.not_signed_in()
    if state == "PL422" and message in CHECKS:
        return problems.invalid(CHECKS[message])
    if state.startswith("PL"):
        words = REFUSALS.get(message, Words(nl="De gegevensbank staat dit niet toe.", en="The database refuses this."))
        if state == "PL422" and detail:
            return problems.invalid_field(detail, *_halves(words))
        return Problem(int(state[2:]), message.replace("_", "-"), Words(nl="Kan niet", en="Not possible"), words)
    if state == "42501":  # row-level security, or no right at all
        return problems.forbidden()
    if state in ("23505", "23P01"):
        if constraint in CHECKS:
            return problems.conflict("exists-already", EXISTS, errors=[CHECKS[constraint]])
        words = REFUSALS.get(constraint, EXISTS)
        return problems.conflict("exists-already", words)
    if state == "23503":
        return problems.invalid_field(
            column,
            Words(
                nl="Dit verwijst naar iets dat niet (meer) bestaat, of dat elders nog in gebruik is.",
                en="This refers to something that does not exist (any more), or that is still in use elsewhere.",
            ),
            Words(
                nl="Kies er een uit de lijst, of laad de pagina opnieuw.",
                en="Choose one from the list, or reload the page.",
            ),
        )
    if state in ("23514", "23502", "22001", "22003", "22021", "22P05", "22007", "22008"):
        if constraint in CHECKS:
            return problems.invalid(CHECKS[constraint])
        if constraint.endswith(days.ENDING):
            return problems.invalid_field(column, days.UNLIKELY, days.LIKELY)
        if constraint.endswith(texts.ENDING):
            return problems.invalid_field(
                column,
                Words(nl="Hier is niets te zien.", en="There is nothing to be seen here."),
                Words(nl="Schrijf iets dat te lezen is.", en="Write something that can be read."),
            )
        return problems.invalid_field(
            column,
            Words(nl="Deze waarde past niet.", en="This value does not fit."),
            Words(nl="Kijk naar de toegestane waarden en de lengte.", en="Look at the allowed values and the length."),
        )
    if state in ("40001", "40P01", "55P03"):
        return problems.conflict(
            "try-again",
            Words(nl="Iemand was tegelijk bezig. Probeer opnieuw.", en="Somebody was at it too. Try again."),
        )
    return None


MEND = Words(nl="Kijk dit veld na en verbeter het.", en="Look at this field and mend it.")


def _halves(words: Words) -> tuple[Words, Words]:
    """What is wrong, and how to mend it: a refusal's last sentence."""
    (nl, _, mend_nl), (en, _, mend_en) = words.nl.rpartition(". "), words.en.rpartition(". ")
    return (Words(nl=f"{nl}.", en=f"{en}."), Words(nl=mend_nl, en=mend_en)) if nl and en else (words, MEND)


async def _unavailable(request: Request, error: Exception) -> Response:
    log.warning("unavailable", kind=type(error).__name__, request_id=getattr(request.state, "request_id", ""))
    return _answer(request, problems.unavailable())


async def _system(request: Request, error: Exception) -> Response:
    """What the operating system refused: the way to the database (asyncpg passes it on as it is), or anything else."""
    modules = (frame.f_globals.get("__name__", "") for frame, _ in traceback.walk_tb(error.__traceback__))
    on_the_way = any(module.partition(".")[0] == "asyncpg" for module in modules)
    return await (_unavailable if on_the_way else _unexpected)(request, error)


async def _unexpected(request: Request, error: Exception) -> Response:
    log.exception("unexpected", kind=type(error).__name__, request_id=getattr(request.state, "request_id", ""))
    return _answer(request, _internal())


def _internal() -> Problem:
    return Problem(
        500,
        "internal",
        Words(nl="Er ging iets mis", en="Something went wrong"),
        Words(
            nl="Dit ligt aan ons. Probeer het opnieuw; noem anders het nummer hieronder aan de beheerder.",
            en="This is our fault. Try again; otherwise give the administrator the number below.",
        ),
    )
