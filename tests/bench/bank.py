"""A bank file of 200,000 entries by the command line: entries a second, read, checked and booked; and the memory it took."""

import os
import subprocess
import sys
import time
import uuid
from pathlib import Path
from typing import Any

from tests.bench.data import Base
from tests.bench.servers import polder_environment
from tests.support import statements


def measure(base: Base, folder: Path, entries: int) -> dict[str, Any]:
    """One import, in a process of its own as people start it, into a database that has entries already."""
    iban = f"BENCH{uuid.uuid4().hex[:12].upper()}"
    base.sql("insert into bank_account (identifier, name) values (%s, 'Bench')", iban)
    file = folder / "large.xml"
    with file.open("wb") as out:
        statements.large(out, entries, iban=iban)
    command = [str(Path(sys.executable).with_name("polder")), "bank", "import", str(file)]
    began = time.monotonic()
    running = subprocess.Popen(
        command, env={**os.environ, **polder_environment(base.app_url, folder)}, stdout=subprocess.PIPE
    )
    _, status, used = os.wait4(running.pid, 0)
    took = time.monotonic() - began
    said = running.stdout.read().decode() if running.stdout else ""
    if status or f"{entries} new" not in said:
        raise RuntimeError(f"the import failed: {said}")
    return {
        "entries": entries, "per_second": round(entries / took), "rss_mb": round(used.ru_maxrss / 1024),
        "file_mb": round(file.stat().st_size / 1e6),
    }  # fmt: skip
