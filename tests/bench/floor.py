"""The raw floor: Starlette and asyncpg, SQL by hand, no identity, no row-level security, no audit by triggers.

As fast as one process gets with plain means: what Polder is measured against. Its create writes, in one transaction,
the same rows as Polder's, into copies of the tables (schema `floor`) that have every index but no trigger and no policy.
"""

import contextlib
import hashlib
import os
import secrets
from collections.abc import AsyncIterator
from urllib.parse import parse_qsl

import asyncpg
import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.bench import floor_sql as sql


class Connection(asyncpg.Connection):
    def get_reset_query(self) -> str:
        return ""  # nothing is ever set on a connection, so there is nothing to reset


@contextlib.asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    async with asyncpg.create_pool(
        os.environ["FLOOR_DATABASE_URL"], min_size=10, max_size=10, connection_class=Connection
    ) as app.state.pool:
        yield


def answer(value: object) -> Response:
    return Response(orjson.dumps(value, default=str), media_type="application/json")


async def applications(request: Request) -> Response:
    q = request.query_params
    per_page, page = int(q.get("per_page", 25)), int(q.get("page", 1))
    async with request.app.state.pool.acquire() as connection:
        rows = await connection.fetch(sql.LIST, q["vacancy_id"], q["stage"], per_page, (page - 1) * per_page)
        total = await connection.fetchval(sql.COUNT, q["vacancy_id"], q["stage"])
    return answer({"data": [dict(row) for row in rows], "total": total})


async def application(request: Request) -> Response:
    id = request.path_params["id"]
    async with request.app.state.pool.acquire() as connection:
        row = await connection.fetchrow(sql.DETAIL, id)
        if row is None:
            return Response(status_code=404)
        parts = [await connection.fetch(query, id) for query in (sql.CRITERIA, sql.DOCUMENTS, sql.REVIEWS, sql.OFFERS)]
    names = ("criteria", "documents", "reviews", "offers")
    related = {name: [dict(r) for r in found] for name, found in zip(names, parts, strict=True)}
    return answer({**dict(row), **related})


async def create(request: Request) -> Response:
    form = dict(parse_qsl((await request.body()).decode()))
    secret = secrets.token_urlsafe(32)
    async with request.app.state.pool.acquire() as connection, connection.transaction():
        vacancy = await connection.fetchrow(sql.OPEN, request.path_params["reference"])
        await sql.insert(connection, vacancy, form, hashlib.sha256(secret.encode()).digest(), secret)
    response = RedirectResponse("/apply", 303)
    response.set_cookie("link", secret)
    return response


async def career(request: Request) -> Response:
    async with request.app.state.pool.acquire() as connection:
        row = await connection.fetchrow(sql.CAREER, request.path_params["reference"])
    return HTMLResponse(sql.PAGE.render(v=row, criteria=orjson.loads(row["criteria"])))


async def nothing(request: Request) -> Response:
    return Response(b"{}")


app = Starlette(
    routes=[
        Route("/applications", applications),
        Route("/applications/{id:uuid}", application),
        Route("/careers/{reference}", career),
        Route("/careers/{reference}/apply", create, methods=["POST"]),
        Route("/nothing", nothing),
    ],
    lifespan=lifespan,
)
