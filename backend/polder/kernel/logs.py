"""Structured logs: one JSON line per event, with route templates and ids, never with personal data.

An exception is told by its type and the lines it passed, never by its text: what PostgreSQL or a parser says about a
value repeats the value.
"""

import json
import logging
import sys
import traceback
from functools import lru_cache
from pathlib import Path
from typing import Any, TextIO

import orjson
import structlog

ROOT = Path(__file__).resolve().parents[2]


def configure(level: str) -> None:
    """JSON lines to standard error, those of libraries too. Safe to call again, after a server set up its own."""
    number = logging.getLevelName(level.upper())
    number = number if isinstance(number, int) else logging.INFO
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _tell_exception,
            structlog.processors.JSONRenderer(serializer=_json),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=_to_standard_error,
        cache_logger_on_first_use=False,
    )
    root = logging.getLogger()
    if not any(isinstance(handler.formatter, Lines) for handler in root.handlers):
        handler = logging.StreamHandler()
        handler.setFormatter(Lines())
        root.addHandler(handler)
    root.setLevel(max(logging.WARNING, number))
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = name != "uvicorn.access"  # its lines hold whole addresses, secrets too


def _json(event: Any, default: Any = None, **_: Any) -> str:
    try:
        return orjson.dumps(event, default).decode()
    except TypeError:  # half a character
        return json.dumps(event, default=default)


def _to_standard_error(*_: Any) -> structlog.WriteLogger:
    return _writer(sys.stderr)


@lru_cache(maxsize=1)
def _writer(stream: TextIO) -> structlog.WriteLogger:
    """Made once per stream: every line asks for it."""
    return structlog.WriteLogger(stream)


def told(error: BaseException) -> dict[str, Any]:
    """What may be said of an exception: its types, SQLSTATE and constraint where there are any, and its lines of code."""
    causes: list[BaseException] = []
    while error is not None and error not in causes:
        causes.append(error)
        error = error.__cause__ or error.__context__  # type: ignore[assignment]  # None ends the loop
    first = causes[0]
    frames = traceback.extract_tb(first.__traceback__)[-12:]
    found: dict[str, Any] = {
        "error": [f"{type(cause).__module__}.{type(cause).__qualname__}" for cause in causes],
        "trace": [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames],
    }
    for cause in causes:
        origin = getattr(cause, "orig", cause)
        if state := getattr(origin, "sqlstate", None):
            found["sqlstate"] = state
            found["constraint"] = getattr(getattr(origin, "diag", origin), "constraint_name", None)
    return found


def _short(file: str) -> str:
    _, inside, library = file.rpartition("/site-packages/")
    return library if inside else file.removeprefix(f"{ROOT}/")


def _tell_exception(_: Any, __: str, event: Any) -> Any:
    info = event.pop("exc_info", None)
    error = sys.exc_info()[1] if info is True else info[1] if isinstance(info, tuple) else info
    return {**event, **told(error)} if isinstance(error, BaseException) else event


class Lines(logging.Formatter):
    """What libraries log, in the same form."""

    def format(self, record: logging.LogRecord) -> str:
        event = {"event": record.getMessage(), "logger": record.name, "level": record.levelname.lower()}
        if record.exc_info and record.exc_info[1] is not None:
            event |= told(record.exc_info[1])
        return json.dumps(event, ensure_ascii=False)
