"""How often somebody may try: counted in the database, so that every process counts together."""

import hmac
import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import Request

from polder.kernel import jobs
from polder.kernel.actor import Entry
from polder.kernel.problems import Problem
from polder.kernel.tx import Tx, transaction
from polder.kernel.words import Words


@dataclass(frozen=True)
class Rate:
    """At most `most` tries in `seconds`, for each subject. By network address it is generous: a whole institute may sit
    behind one, so it stops machines, not mornings.
    """

    purpose: str
    most: int
    seconds: int


def address(request: Request) -> str:
    """Where a request comes from; of IPv6 the network of one subscriber (/64)."""
    host = request.client.host if request.client else ""
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return host
    return host if found.version == 4 else str(ipaddress.ip_network((found, 64), strict=False))


async def limit(request: Request, rate: Rate, subject: str) -> None:
    """Count one try, in a transaction of its own so that it counts whatever follows; 429 when there were too many."""
    async with transaction(request.app.state.database, Entry.as_role("public", request.state.request_id)) as tx:
        (wait,) = await _waits(tx, request, (rate, subject))
    if wait:
        raise too_many(wait)


async def count(tx: Tx, request: Request, *tries: tuple[Rate, str]) -> None:
    """Count tries, each of a rate for a subject, within a transaction, for what counts only when it succeeds; 429 when
    there were too many of any.
    """
    judge(await _waits(tx, request, *tries))


async def _waits(tx: Tx, request: Request, *tries: tuple[Rate, str]) -> list[int]:
    expression, values = counting(request, *tries)
    waits: list[int] = await tx.scalar(f"select {expression}", **values)
    return waits


def counting(request: Request, *tries: tuple[Rate, str]) -> tuple[str, dict[str, Any]]:
    """SQL that counts these tries and yields, for each, the seconds to wait; and its values. For who asks something else in
    the same statement; `judge` the answer.
    """
    secret = request.app.state.settings.secret_key.get_secret_value()
    counted: list[str] = []
    values: dict[str, Any] = {}
    for n, (rate, subject) in enumerate(tries):
        whom = hmac.digest(secret.encode(), f"{rate.purpose}:{subject}".encode("utf-8", "replace"), "sha256")
        counted.append(f"polder.count_try(:what{n}, :whom{n}, :most{n}, :seconds{n})")
        values |= {f"what{n}": rate.purpose, f"whom{n}": whom, f"most{n}": rate.most, f"seconds{n}": rate.seconds}
    return f"array[{', '.join(counted)}]", values


def judge(waits: Sequence[int]) -> None:
    """429 when there were too many of any."""
    if any(waits):
        raise too_many(max(waits))


def too_many(seconds: int) -> Problem:
    minutes = max(1, round(seconds / 60))
    return Problem(
        429,
        "too-many-tries",
        Words(nl="Even wachten", en="A short wait"),
        Words(
            nl=f"Dit is te vaak geprobeerd. Probeer het over {minutes} min. opnieuw.",
            en=f"This was tried too often. Try again in {minutes} min.",
        ),
        headers={"Retry-After": str(seconds)},
    )


@jobs.job("rates.forget", every="53 * * * *")
async def forget(timestamp: int) -> None:
    """Counts of more than a day ago count no longer."""
    async with jobs.work_as_system("rates.forget") as tx:
        await tx.run("select polder.forget_tries()")
