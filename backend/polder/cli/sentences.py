"""What went wrong, as a person reads it on a terminal. Nothing of it holds a secret or somebody's data."""

import json
import os
import traceback

import asyncpg
from sqlalchemy.exc import DBAPIError

from polder.kernel.embedded import EmbeddedUnavailable
from polder.kernel.problems import Problem
from polder.kernel.settings import SettingsError


class Told(Exception):
    """A sentence that says what is wrong and what to do; the command ends with it."""


def sentence(error: BaseException) -> str:
    """One or more sentences for any exception. With POLDER_LOG_LEVEL=DEBUG also where it happened."""
    found = _known(error)
    if found is not None:
        return found
    if _debug():
        return "".join(traceback.format_exception(error))
    return (
        f"Something unforeseen went wrong ({type(error).__name__}). Set POLDER_LOG_LEVEL=DEBUG to see what and where."
    )


def _debug() -> bool:
    return os.environ.get("POLDER_LOG_LEVEL", "").upper() == "DEBUG"


def _known(error: BaseException) -> str | None:
    if isinstance(error, Told | SettingsError | EmbeddedUnavailable):
        return str(error)
    if isinstance(error, Problem):
        lines = [f"{e.field}: {e.problem.en} {e.remedy.en}" for e in error.errors]
        return "\n".join([error.detail.en, *lines])
    if isinstance(error, json.JSONDecodeError):
        return f"This is not JSON: line {error.lineno}, column {error.colno}."
    if isinstance(error, DBAPIError) and error.orig is not None:
        return database(error.orig)
    if isinstance(error, asyncpg.PostgresError | asyncpg.InterfaceError) or _of_psycopg(error, "Error"):
        return database(error)
    if isinstance(error, FileNotFoundError):
        return f"There is no {error.filename}."
    if isinstance(error, ConnectionError | TimeoutError):
        return database(error)
    if isinstance(error, OSError):
        return f"{error.filename or 'This machine'}: {error.strerror or type(error).__name__}."
    return None


def database(error: BaseException) -> str:
    """Why the database did not do it. libpq's own words hold address and role, never the password."""
    state = getattr(error, "sqlstate", None)
    unanswered = isinstance(error, OSError) or _of_psycopg(error, "OperationalError")
    if (state is None and unanswered) or str(state)[:2] in ("28", "3D"):  # who may enter, and which database
        words = " ".join(str(error).split()).rstrip(".") or type(error).__name__
        return f"The database does not answer: {words}. Is it running, and is POLDER_DATABASE_URL right?"
    if state == "PL401":
        return "The database refuses the system as an actor: it is not at the revision of this program. polder migrate"
    if state == "42P01":
        return "The database lacks the tables of Polder. Run: polder migrate"
    return f"The database refused this ({type(error).__name__}, {state or 'no code'})."


def _of_psycopg(error: BaseException, name: str) -> bool:
    """Whether it is psycopg's error of this name, without importing psycopg: few commands use it."""
    return any(kind.__name__ == name and kind.__module__.startswith("psycopg") for kind in type(error).__mro__)
