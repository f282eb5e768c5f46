"""The rows of the table: what is asked of each contender, and how its figure is made."""

import base64
import hashlib
import hmac
import itertools
import json
import random
import secrets
import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Address
from urllib.parse import urlencode

from tests.bench import load
from tests.bench.data import Base, cookie
from tests.bench.load import Load, request
from tests.bench.servers import SECRET_KEY, Running

DIFFERENT = 64  # addresses asked in turn, so that no single page answers from every cache


@dataclass
class Contender:
    """Somebody who answers: a server and the requests to send it."""

    name: str
    server: Running
    requests: Sequence[bytes] | Callable[[], Sequence[bytes]]
    connections: int = load.CONNECTIONS
    unique: bool = False  # each request may be sent only once

    def measure(self, seconds: float) -> Load:
        requests = self.requests() if callable(self.requests) else self.requests
        found = load.run(self.server.port, list(requests), seconds=seconds, connections=self.connections)
        if not found.good:
            raise RuntimeError(f"{self.name} answered {found.statuses}")
        if self.unique and sum(found.statuses.values()) > len(requests):
            raise RuntimeError(f"{self.name} was faster than there were requests: make more")
        return found


@dataclass
class Figures:
    """The rounds of one row, by contender."""

    rounds: dict[str, list[Load]] = field(default_factory=dict)

    def median(self, name: str, what: str = "per_second") -> float:
        return statistics.median(getattr(found, what) for found in self.rounds[name])

    def ratio(self, name: str, other: str, what: str = "per_second") -> float:
        """The median over the rounds of name ÷ other, each within one round."""
        pairs = zip(self.rounds[name], self.rounds[other], strict=True)
        return statistics.median(getattr(a, what) / getattr(b, what) for a, b in pairs)

    def best(self, name: str, other: str, what: str = "per_second") -> float:
        """Ratio of the best rounds: what each reaches when the machine lets it."""
        return max(getattr(a, what) for a in self.rounds[name]) / max(getattr(b, what) for b in self.rounds[other])


def interleaved(contenders: Iterable[Contender], rounds: int, seconds: float) -> Figures:
    """Every round measures every contender once, in an order that turns from round to round."""
    crew, figures = list(contenders), Figures()
    for contender in crew:  # warm: connections, prepared statements, caches
        contender.measure(min(seconds, 1))
    for number in range(rounds):
        turn = number % len(crew)
        for contender in crew[turn:] + crew[:turn]:
            figures.rounds.setdefault(contender.name, []).append(contender.measure(seconds))
    return figures


# ---- requests --------------------------------------------------------------------------------------------------------


def gets(paths: Iterable[str], headers: Mapping[str, str] | None = None) -> list[bytes]:
    return [request("GET", path, dict(headers or {})) for path in paths]


def list_paths(base: Base, prefix: str) -> list[str]:
    """Lists of one vacancy and one stage each, newest first."""
    rows = base.sql(
        "select vacancy_id, stage from application where stage in ('submitted', 'eligible', 'rejected')"
        " group by 1, 2 having count(*) >= 20 order by 1, 2"
    )
    chosen = random.Random(1).sample(rows, min(DIFFERENT, len(rows)))
    return [f"{prefix}?{urlencode({'vacancy_id': v, 'stage': s})}" for v, s in chosen]


def detail_paths(base: Base, prefix: str) -> list[str]:
    rows = base.sql("select id from application where stage <> 'draft' order by id limit 20000")
    return [f"{prefix}/{id}" for (id,) in random.Random(1).sample(rows, DIFFERENT)]


def search_paths(base: Base, prefix: str) -> list[str]:
    """Searches for people as they are typed (a last name, two beginnings), and every eighth for a word of their prose."""
    rows = base.sql("select sort_name, motivation from application where stage <> 'draft' order by id limit 20000")
    chosen = random.Random(2).sample(rows, DIFFERENT)
    asked = [
        max(prose.split(), key=len) if i % 8 == 7
        else " ".join(word[:6] for word in name.split()) if i % 2 else name.split()[-1]
        for i, (name, prose) in enumerate(chosen)
    ]  # fmt: skip
    return [f"{prefix}?{urlencode({'q': q})}" for q in asked]


def references(base: Base) -> list[str]:
    return [reference for (reference,) in base.sql("select reference from vacancy order by reference limit 40")]


_number = itertools.count(1)


def forms(base: Base, fields: Callable[[], Mapping[str, str]], count: int) -> list[bytes]:
    """`count` different applications, each by the public form."""
    found, vacancies = [], references(base)
    for n in range(count):
        who = next(_number)
        # people at home: each from an address of their own
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Forwarded-For": str(IPv4Address(0x0A000000 + who)),
        }
        body = urlencode({"name": f"Ada Lovelace {who}", "email": f"ada{who}@example.org", **fields()}).encode()
        found.append(request("POST", f"/careers/{vacancies[n % len(vacancies)]}/apply", headers, body))
    return found


def form_key() -> dict[str, str]:
    """The hidden fields that Polder's form carries: its own number, signed by the server."""
    nonce = secrets.token_urlsafe(16)
    key = hmac.new(SECRET_KEY.encode(), b"form" + nonce.encode(), hashlib.sha256).hexdigest()
    return {"nonce": nonce, "key": key}


def deep_path(base: Base, prefix: str, part: float) -> str:
    """The page that begins after this part of all applications, newest first."""
    last = base.sql(
        "select json_build_array(submitted_at, id)::text from application where stage <> 'draft'"
        " order by submitted_at desc, id desc offset %s limit 1", int(base.size * 0.96 * part),
    )[0][0]  # fmt: skip
    cursor = base64.urlsafe_b64encode(json.dumps(json.loads(last), separators=(",", ":")).encode()).rstrip(b"=")
    return f"{prefix}?after={cursor.decode()}"


def signed_in(paths: Iterable[str]) -> list[bytes]:
    return gets(paths, cookie())
