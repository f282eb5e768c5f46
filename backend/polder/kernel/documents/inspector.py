"""Reads PDFs from standard input and says of each how many pages it has, within limits of memory and time.

A program of its own: what strangers send may make any parser run or swell without end, and a process can be ended. The
parser is loaded once, and each file is read by a fork of its own, which ends with it: at a deadline thousands come at once.
It imports nothing of Polder. Usage: python inspector.py MEGABYTES SECONDS; on standard input for each file its length
(8 bytes, big-endian) and the file; on standard output for each a line: a number, `encrypted` or `unreadable`.
"""

import io
import os
import resource
import select
import signal
import sys
from typing import NoReturn

from pypdf import PdfReader

PAGES_MOST = 2000


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


def read_alone(content: bytes, answer: int, megabytes: int, seconds: int) -> NoReturn:
    """The fork's whole life: it has nothing of the files that come after its own, and leaves without a last word."""
    try:
        os.close(0)
        os.close(1)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
        os.write(answer, pages(content).encode())
    except BaseException:
        os._exit(1)
    os._exit(0)


def inspected(content: bytes, megabytes: int, seconds: int) -> str:
    """What a fork found; it has `seconds` of processor time and twice that by the clock."""
    answer, its_answer = os.pipe()
    child = os.fork()
    if child == 0:
        read_alone(content, its_answer, megabytes, seconds)
    os.close(its_answer)
    if not select.select([answer], [], [], 2 * seconds)[0]:
        os.kill(child, signal.SIGKILL)
    said = os.read(answer, 20).decode("ascii", "replace")  # nothing, when it ended without a word
    os.close(answer)
    _, status = os.waitpid(child, 0)
    return said if status == 0 and (said.isdecimal() or said == "encrypted") else "unreadable"


if __name__ == "__main__":
    while len(head := sys.stdin.buffer.read(8)) == 8:
        found = inspected(sys.stdin.buffer.read(int.from_bytes(head)), int(sys.argv[1]), int(sys.argv[2]))
        sys.stdout.write(f"{found}\n")
        sys.stdout.flush()
