"""Every route of the application, as a client could call it."""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

Route = tuple[str, str]  # method, path template


def every_route(app: FastAPI) -> set[Route]:
    """All of them, mounted folders of static files apart; what serves the OpenAPI document too."""
    return set(_routes(app))


def _routes(app: FastAPI) -> Iterator[Route]:
    for route in iter_route_contexts(app.routes):
        found: Any = route
        for method in getattr(found, "methods", None) or ():
            if method != "HEAD":
                yield method, found.path
