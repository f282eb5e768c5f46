"""What went wrong, as a person reads it on a terminal. Nothing of it holds a secret or somebody's data."""

import json
import os
import traceback

import asyncpg
import psycopg
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
    if isinstance(error, psycopg.Error | asyncpg.PostgresError | asyncpg.InterfaceError):
        return database(error)
    if isinstance(error, FileNotFoundError):
        return f"There is no {error.filename}."
    if isinstance(error, ConnectionError | TimeoutError):
        return f"The database does not answer: {error}. Is it running, and is POLDER_DATABASE_URL right?"
    if isinstance(error, OSError):
        return f"{error.filename or 'This machine'}: {error.strerror or type(error).__name__}."
    return None


def database(error: BaseException) -> str:
    """Why the database did not do it. libpq's own words hold address and role, never the password."""
    state = getattr(error, "sqlstate", None)
    if state is None and isinstance(error, psycopg.OperationalError):
        words = " ".join(str(error).split())
        return f"The database does not answer: {words} Is it running, and is POLDER_DATABASE_URL right?"
    if state == "PL401":
        return "The database refuses the system as an actor: it is not at the revision of this program. polder migrate"
    if state == "42P01":
        return "The database lacks the tables of Polder. Run: polder migrate"
    return f"The database refused this ({type(error).__name__}, {state or 'no code'})."
