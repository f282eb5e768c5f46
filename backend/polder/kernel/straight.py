"""The straight way of what is asked most: found by a look-up, answered without the machinery between.

An endpoint marked `@straight(reading)` stays an ordinary route: it is described in the OpenAPI document, and an address
that is not plainly its own (another method, an id in another spelling) comes to it the ordinary way. Its errors are
answered by the same handlers.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from inspect import signature
from typing import Any, TypeVar
from uuid import UUID

from fastapi import FastAPI, Request
from fastapi.routing import iter_route_contexts
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from polder.kernel.http import View

E = TypeVar("E", bound=Callable[..., Awaitable[Response]])
Asking = Callable[[Request], Awaitable[View]]
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_PATH = re.compile(
    r"([^{}]+)(?:\{(\w+)\}((?:/[^{}/]+)?))?"
)  # fixed, then at most one value, in the last part or the one before


def straight(asking: Asking) -> Callable[[E], E]:
    """Mark an endpoint whose parameters are among `request`, `view` and the one value of its path; `asking` makes the view."""

    def marked(endpoint: E) -> E:
        endpoint.straight = asking  # type: ignore[attr-defined]  # a mark on a function
        return endpoint

    return marked


@dataclass(frozen=True)
class Stop:
    """Where a straight way ends. It has the `path` of its route, as the meters and the log name it."""

    path: str
    endpoint: Callable[..., Awaitable[Response]]
    asking: Asking
    takes_request: bool
    value: str | None
    is_id: bool

    async def answer(self, request: Request, value: str) -> Response:
        given: dict[str, Any] = {"view": await self.asking(request)}
        if self.takes_request:
            given["request"] = request
        if self.value is not None:
            given[self.value] = UUID(value) if self.is_id else value
        return await self.endpoint(**given)


class StraightWays:
    """Plain ASGI: what has a straight way takes it, everything else goes on to `app`."""

    def __init__(self, app: ASGIApp, house: FastAPI) -> None:
        self.app, self.house = app, house
        self.exact: dict[tuple[str, str], Stop] = {}  # by method and path
        self.around: dict[tuple[str, str, str], Stop] = {}  # by method and what stands before and after the value
        for route in iter_route_contexts(house.routes):
            asking = getattr(route.endpoint, "straight", None)
            parts = _PATH.fullmatch(route.path or "")
            if asking is None or parts is None or route.endpoint is None:
                continue
            named = signature(route.endpoint).parameters
            stop = Stop(
                getattr(route.original_route, "path", ""), route.endpoint, asking, "request" in named, parts[2],
                parts[2] is not None and named[parts[2]].annotation is UUID,
            )  # fmt: skip
            for method in route.methods or ():
                if parts[2] is None:
                    self.exact[method, parts[1]] = stop
                else:
                    self.around[method, parts[1], parts[3]] = stop

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        stop, value = self._stop(scope)
        if stop is None:
            await self.app(scope, receive, send)
            return
        scope["route"] = stop
        request = Request(scope, receive)
        try:
            response = await stop.answer(request, value)
        except Exception as error:
            response = await self._told(request, error)
        await response(scope, receive, send)

    def _stop(self, scope: Scope) -> tuple[Stop | None, str]:
        method, path = scope["method"], scope["path"]
        stop = self.exact.get((method, path))
        if stop is not None:
            return stop, ""
        begins, _, value = path.rpartition("/")
        stop = self.around.get((method, begins + "/", ""))
        if stop is None:
            ends = "/" + value
            begins, _, value = begins.rpartition("/")
            stop = self.around.get((method, begins + "/", ends))
        if stop is None or not value or (stop.is_id and not _UUID.fullmatch(value)):
            return None, ""
        return stop, value

    async def _told(self, request: Request, error: Exception) -> Response:
        """What the house answers to this kind of error."""
        handlers: Any = self.house.exception_handlers
        handle = next(handlers[kind] for kind in type(error).__mro__ if kind in handlers)
        answer: Response = await handle(request, error)
        return answer
