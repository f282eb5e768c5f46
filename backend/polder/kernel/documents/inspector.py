"""Reads PDFs from standard input and says of each how many pages it has, within limits of memory and time.

A program of its own: what strangers send may make any parser run or swell without end, and a process can be ended. The
parser is loaded once, and files are read by a fork: at a deadline thousands come at once. A fork goes on to the next file
only as long as it has had little to do; it ends with the first that it cannot read, and with whatever that did to it. What a
fork that read others before cannot read is given to a fresh one, so that no file is refused for what came before it.
It imports nothing of Polder. Usage: python inspector.py MEGABYTES SECONDS; on standard input for each file its length
(8 bytes, big-endian) and the file; on standard output for each a line: a number, `encrypted` or `unreadable`.
"""

import gc
import io
import os
import resource
import select
import signal
import sys
import time
from typing import NoReturn

from pypdf import PdfReader

PAGES_MOST = 2000
UNREADABLE = "unreadable"
GOES_ON, LEAVES = b"+", b"."


def pages(content: bytes) -> str:
    """The number of pages, or `encrypted`. Anything raised means: not readable."""
    reader = PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        return "encrypted"
    number = len(reader.pages)
    if not 0 < number <= PAGES_MOST:
        raise ValueError("no pages, or too many")
    for index in {0, number - 1}:  # a page tree may promise pages that are not there
        _ = reader.pages[index].mediabox
    return str(number)


def read_alone(files: int, answer: int, megabytes: int, seconds: int) -> NoReturn:
    """The fork's whole life: it has nothing but its files, one after another, and leaves without a last word."""
    try:
        os.close(0)
        os.close(1)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
        with os.fdopen(files, "rb") as coming:
            while len(head := coming.read(8)) == 8:
                content = coming.read(int.from_bytes(head))
                os.write(answer, pages(content).encode())
                used = resource.getrusage(resource.RUSAGE_SELF)
                little = used.ru_utime + used.ru_stime < seconds / 10 and used.ru_maxrss < megabytes * 1024 / 4
                os.write(answer, GOES_ON if little else LEAVES)
                resource.setrlimit(resource.RLIMIT_CPU, (max(1, seconds // 5), seconds))  # a fresh one may take longer
    except BaseException:
        os._exit(1)
    os._exit(0)


class Fork:
    """A fork of this program that reads files. For the first it has `seconds` of processor time, and twice that by the clock;
    from then on a fifth of both.
    """

    def __init__(self, megabytes: int, seconds: int) -> None:
        self.patience, self.later = 2.0 * seconds, 0.4 * seconds
        files, self.files = os.pipe()
        self.answer, answer = os.pipe()
        self.id = os.fork()
        if self.id == 0:
            os.close(self.files)
            os.close(self.answer)
            read_alone(files, answer, megabytes, seconds)
        os.close(files)
        os.close(answer)

    def ask(self, content: bytes) -> tuple[str, bool]:
        """What it found, and whether it goes on."""
        send(self.files, len(content).to_bytes(8) + content)
        said, until = b"", time.monotonic() + self.patience
        while said[-1:] not in (GOES_ON, LEAVES):
            left = until - time.monotonic()
            if left <= 0 or not select.select([self.answer], [], [], left)[0]:
                return UNREADABLE, False
            more = os.read(self.answer, 20)
            if not more or len(said) > 20:  # it ended half-way, or babbles
                return UNREADABLE, False
            said += more
        self.patience = self.later
        found = said[:-1].decode("ascii", "replace")
        formed = found.isdecimal() or found == "encrypted"
        return found if formed else UNREADABLE, formed and said[-1:] == GOES_ON

    def end(self) -> None:
        os.close(self.files)
        os.close(self.answer)
        os.kill(self.id, signal.SIGKILL)
        os.waitpid(self.id, 0)


def send(to: int, content: bytes) -> None:
    """All of it, unless nobody reads any more."""
    rest = memoryview(content)
    try:
        while rest:
            rest = rest[os.write(to, rest) :]
    except BrokenPipeError:
        pass  # no answer will come


if __name__ == "__main__":
    megabytes, seconds = int(sys.argv[1]), int(sys.argv[2])
    gc.freeze()  # what was loaded until now stays shared with the forks
    fork: Fork | None = None
    while len(head := sys.stdin.buffer.read(8)) == 8:
        content = sys.stdin.buffer.read(int.from_bytes(head))
        for _ in range(2 if fork else 1):
            fork = fork or Fork(megabytes, seconds)
            found, goes_on = fork.ask(content)
            if not goes_on:
                fork.end()
                fork = None
            if found != UNREADABLE:
                break
        sys.stdout.write(f"{found}\n")
        sys.stdout.flush()
