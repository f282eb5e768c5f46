"""Pages of documents as pictures, with their text: the file that a stranger sent never reaches whoever looks.

A page is drawn once and kept in storage under a key that follows from the document's; no document names it, so that the
sweep removes it after a day.
"""

import asyncio
import struct
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid5

from polder.kernel import problems
from polder.kernel.documents.sniff import SIZE_LIMIT
from polder.kernel.documents.storage import Storage
from polder.kernel.words import Words

RENDERER = Path(__file__).with_name("renderer.py")
MEMORY_MB = 700
SECONDS = 10  # of processor time; twice that by the clock
WIDTHS = (800, 1600)  # pixels
KEPT_MOST = 64 * 1024 * 1024
_drawing = threading.BoundedSemaphore(2)

UNDRAWABLE = Words(
    nl="Deze bladzijde kan niet worden getoond. Download het document om het te lezen.",
    en="This page cannot be shown. Download the document to read it.",
)


@dataclass(frozen=True)
class Page:
    text: str
    picture: bytes  # PNG

    @classmethod
    def of(cls, kept: bytes) -> "Page":
        (length,) = struct.unpack(">I", kept[:4])
        return cls(kept[4 : 4 + length].decode("utf-8", "replace"), kept[4 + length :])


async def page(storage: Storage, storage_key: str, number: int, width: int) -> Page:
    """One page of an accepted document, from 1, at least `width` pixels wide. Problem: it cannot be drawn."""
    width = next(known for known in WIDTHS if known >= width)
    key = str(uuid5(UUID(storage_key), f"page {number} {width}"))
    kept = await asyncio.to_thread(storage.fetch, key, KEPT_MOST)
    if kept is None:
        kept = await asyncio.to_thread(_drawn, storage, storage_key, number, width)
        if kept is None:
            raise problems.conflict("page-not-shown", UNDRAWABLE)
        await asyncio.to_thread(storage.put, key, kept)
    return Page.of(kept)


def _drawn(storage: Storage, storage_key: str, number: int, width: int) -> bytes | None:
    """Ask the renderer, a process of its own with little memory and time, and few of them at once."""
    content = storage.fetch(storage_key, SIZE_LIMIT)
    if content is None:
        return None
    command = [sys.executable, "-I", str(RENDERER), str(MEMORY_MB), str(SECONDS), str(number), str(width)]
    try:
        with _drawing:
            done = subprocess.run(command, input=content, capture_output=True, timeout=2 * SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return None
    return done.stdout if done.returncode == 0 and len(done.stdout) > 4 else None
