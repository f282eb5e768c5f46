"""Look into an upload before it is kept: the content decides what it is, not its name."""

import asyncio
import hashlib
import queue
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from polder.kernel.words import Words

SIZE_LIMIT = 20 * 1024 * 1024
PDF = "application/pdf"
INSPECTOR = Path(__file__).with_name("inspector.py")
MEMORY_MB = 600
SECONDS = 10  # of processor time; twice that by the clock
AT_ONCE = 2  # files that a process has inspected at once; the others wait in the order in which they came


@dataclass(frozen=True)
class Verdict:
    """What the content is. With a `problem` it is not kept, and the text says what to do."""

    media_type: str
    size: int
    sha256: str
    pages: int | None
    problem: Words | None


async def inspected(content: bytes) -> Verdict:
    """`inspect`, when it is this file's turn."""
    return await asyncio.get_running_loop().run_in_executor(_turns, inspect, content)


def inspect(content: bytes) -> Verdict:
    """Judge a PDF upload: not empty, not over 20 MB, truly a PDF, readable without a password, with pages."""
    digest = hashlib.sha256(content).hexdigest()

    def refuse(nl: str, en: str, media: str = "application/octet-stream") -> Verdict:
        return Verdict(media, len(content), digest, None, Words(nl=nl, en=en))

    if not content:
        return refuse("Het bestand is leeg. Kies het opnieuw.", "The file is empty. Choose it again.")
    if len(content) > SIZE_LIMIT:
        return refuse(
            "Het bestand is groter dan 20 MB. Verklein het, bijvoorbeeld door afbeeldingen te comprimeren.",
            "The file is larger than 20 MB. Make it smaller, for example by compressing its pictures.",
        )
    if b"%PDF-" not in content[:1024]:
        return refuse(
            "Dit is geen PDF, wat de naam ook zegt. Bewaar het document als PDF en probeer opnieuw.",
            "This is not a PDF, whatever its name says. Save the document as PDF and try again.",
        )
    if content.lstrip()[:1] in b"<PM" and not content.startswith(b"%PDF-"):
        return refuse(
            "Dit bestand is meer dan een PDF. Bewaar het document opnieuw als gewone PDF.",
            "This file is more than a PDF. Save the document again as a plain PDF.",
        )
    return _read_pages(content, digest)


def _read_pages(content: bytes, digest: str) -> Verdict:
    inspector = _inspectors.get()  # waits while all are at work
    try:
        said = inspector.ask(content)
    finally:
        _inspectors.put(inspector)
    if said == "encrypted":
        return Verdict(PDF, len(content), digest, None, ENCRYPTED)
    if said.isdecimal():
        return Verdict(PDF, len(content), digest, int(said), None)
    return Verdict(PDF, len(content), digest, None, UNREADABLE)


class Inspector:
    """The inspector, a process of its own with little memory and time; started when first asked, and again if it ended."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None

    def ask(self, content: bytes) -> str:
        """How many pages, or `encrypted`, or what else it says of what it cannot read. Asked by one thread at a time."""
        if self.process is None or self.process.poll() is not None:
            command = [sys.executable, "-I", str(INSPECTOR), str(MEMORY_MB), str(SECONDS)]
            self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        process = self.process
        overdue = threading.Timer(
            4 * SECONDS + 20, process.kill
        )  # it watches its own clock; this is for when it cannot
        overdue.start()
        try:
            assert process.stdin
            assert process.stdout
            process.stdin.write(len(content).to_bytes(8) + content)
            process.stdin.flush()
            said = process.stdout.readline()
        except BrokenPipeError:
            said = b""
        finally:
            overdue.cancel()
        if not said:  # it has ended: the next file starts another
            process.kill()
            process.wait()
        return said.decode("ascii", "replace").strip() or "unreadable"


# Few at once, and the same one again as long as it is free. Who waits keeps no thread from other work.
_turns = ThreadPoolExecutor(AT_ONCE, "inspection")
_inspectors: queue.LifoQueue[Inspector] = queue.LifoQueue()
for _ in range(AT_ONCE):
    _inspectors.put(Inspector())


ENCRYPTED = Words(
    nl="Deze PDF is met een wachtwoord beveiligd. Bewaar hem zonder wachtwoord en probeer opnieuw.",
    en="This PDF is protected by a password. Save it without one and try again.",
)
UNREADABLE = Words(
    nl="Deze PDF is beschadigd of heeft geen leesbare pagina's. Maak hem opnieuw en probeer het weer.",
    en="This PDF is damaged or has no readable pages. Make it again and try once more.",
)
