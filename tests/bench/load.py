"""The load generator, in a process of its own: keeps N connections busy with prepared request bytes.

It parses just enough of an answer to know its status and its end, so that it is not what limits the figures;
`ceiling` in the results is what it reaches against an endpoint that does nothing.
"""

import asyncio
import base64
import json
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field

CONNECTIONS = 32


@dataclass
class Load:
    """What one run did: answers per second, latencies in ms, statuses, and the latest answer's bytes."""

    per_second: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    statuses: dict[str, int] = field(default_factory=dict)
    body_bytes: int = 0
    answers: list[int] = field(default_factory=list)  # with `once`: the status of each request, in order

    @property
    def good(self) -> bool:
        return set(self.statuses) <= {"200", "201", "303"}


def request(method: str, path: str, headers: dict[str, str], body: bytes = b"", host: str = "127.0.0.1") -> bytes:
    """One HTTP/1.1 request as bytes."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", *[f"{k}: {v}" for k, v in headers.items()]]
    if body or method != "GET":
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def run(
    port: int, requests: list[bytes], *, seconds: float = 0, connections: int = CONNECTIONS, once: bool = False
) -> Load:
    """Send `requests` in turn for `seconds`, or with `once` each exactly once. Runs in a new process."""
    job = {
        "port": port, "seconds": seconds, "connections": connections, "once": once,
        "requests": [base64.b64encode(r).decode() for r in requests],
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.load"], input=json.dumps(job), text=True, check=True, capture_output=True
    )
    return Load(**json.loads(done.stdout))


class Connection(asyncio.Protocol):
    """One keep-alive connection: sends the next request as soon as an answer is whole."""

    def __init__(self, crew: "Crew") -> None:
        self.crew, self.buffer, self.began, self.need = crew, b"", 0.0, -1
        self.number, self.status = -1, ""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.send()

    def send(self) -> None:
        following = self.crew.next()
        if following is None:
            self.transport.close()
            return
        self.number, self.began = self.crew.sent - 1, time.perf_counter()
        self.transport.write(following)  # type: ignore[attr-defined]  # a Transport that writes

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        if self.need < 0:
            end = self.buffer.find(b"\r\n\r\n")
            if end < 0:
                return
            head = self.buffer[:end].lower()
            at = head.find(b"\r\ncontent-length:")
            length = int(head[at + 17 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
            self.need, self.status = end + 4 + length, head[9:12].decode()
        if len(self.buffer) >= self.need:
            self.crew.answered(time.perf_counter() - self.began, self.status, self.need, self.number)
            self.buffer, self.need = b"", -1
            self.send()

    def connection_lost(self, error: Exception | None) -> None:
        self.crew.left()


class Crew:
    """All connections together, and what they measured."""

    def __init__(self, job: dict) -> None:
        self.job, self.requests = job, [base64.b64decode(r) for r in job["requests"]]
        self.took: list[float] = []
        self.statuses: dict[str, int] = {}
        self.answers = [0] * len(self.requests) if job["once"] else []
        self.sent, self.open, self.size, self.until = 0, job["connections"], 0, float("inf")
        self.over = asyncio.get_running_loop().create_future()

    def next(self) -> bytes | None:
        over = time.perf_counter() >= self.until and self.sent >= self.job["connections"]  # each connection asks once
        if over or (self.job["once"] and self.sent >= len(self.requests)):
            return None
        self.sent += 1
        return self.requests[(self.sent - 1) % len(self.requests)]

    def answered(self, took: float, status: str, size: int, number: int) -> None:
        self.took.append(took)
        if self.job["once"]:
            self.answers[number] = int(status)
        self.statuses[status] = self.statuses.get(status, 0) + 1
        self.size = size

    def left(self) -> None:
        self.open -= 1
        if not self.open and not self.over.done():
            self.over.set_result(None)

    async def work(self) -> Load:
        loop, began = asyncio.get_running_loop(), time.perf_counter()
        if self.job["seconds"]:
            self.until = began + self.job["seconds"]
        for _ in range(self.job["connections"]):
            await loop.create_connection(lambda: Connection(self), "127.0.0.1", self.job["port"])
        await self.over
        lasted, took = time.perf_counter() - began, sorted(self.took) or [float("nan")]
        at = [took[min(len(took) - 1, int(len(took) * part))] * 1000 for part in (0.5, 0.95, 0.99)]
        return Load(len(self.took) / lasted, *at, self.statuses, self.size, self.answers)


if __name__ == "__main__":
    import uvloop

    job = json.loads(sys.stdin.read())

    async def main() -> Load:
        return await Crew(job).work()

    json.dump(asdict(uvloop.run(main())), sys.stdout)
