"""Look into an upload before it is kept: the content decides what it is, not its name."""

import hashlib
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from polder.kernel.words import Words

SIZE_LIMIT = 20 * 1024 * 1024
PDF = "application/pdf"
INSPECTOR = Path(__file__).with_name("inspector.py")
MEMORY_MB = 600
SECONDS = 10  # of processor time; twice that by the clock
_inspecting = threading.BoundedSemaphore(2)


@dataclass(frozen=True)
class Verdict:
    """What the content is. With a `problem` it is not kept, and the text says what to do."""

    media_type: str
    sha256: str
    pages: int | None
    problem: Words | None


def inspect(content: bytes) -> Verdict:
    """Judge a PDF upload: not empty, not over 20 MB, truly a PDF, readable without a password, with pages."""
    digest = hashlib.sha256(content).hexdigest()

    def refuse(nl: str, en: str, media: str = "application/octet-stream") -> Verdict:
        return Verdict(media, digest, None, Words(nl=nl, en=en))

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
    """Ask the inspector, a process of its own with little memory and time, and few of them at once."""
    command = [sys.executable, "-I", str(INSPECTOR), str(MEMORY_MB), str(SECONDS)]
    try:
        with _inspecting:
            done = subprocess.run(command, input=content, capture_output=True, timeout=2 * SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return Verdict(PDF, digest, None, UNREADABLE)
    said = done.stdout.decode("ascii", "replace")
    if done.returncode == 0 and said == "encrypted":
        return Verdict(PDF, digest, None, ENCRYPTED)
    if done.returncode == 0 and said.isdecimal():
        return Verdict(PDF, digest, int(said), None)
    return Verdict(PDF, digest, None, UNREADABLE)


ENCRYPTED = Words(
    nl="Deze PDF is met een wachtwoord beveiligd. Bewaar hem zonder wachtwoord en probeer opnieuw.",
    en="This PDF is protected by a password. Save it without one and try again.",
)
UNREADABLE = Words(
    nl="Deze PDF is beschadigd of heeft geen leesbare pagina's. Maak hem opnieuw en probeer het weer.",
    en="This PDF is damaged or has no readable pages. Make it again and try once more.",
)
