"""Where a run of the tests keeps what it writes: in memory where the machine has enough, and gone when the run ends.

A database of its own for each test is some 300 files; on a disk their creation was most of the time of the whole suite.
"""

import os
import shutil
import tempfile
import uuid
from pathlib import Path

import psutil

RUN = "POLDER_TEST_RUN"  # the folder of the run, which its workers and their programs inherit
MEMORY = Path("/dev/shm")
ENOUGH = 6 * 2**30  # bytes; a whole run keeps less than half of it at once
PREFIX = f"polder-tests-{os.getuid()}-"


def opened() -> Path:
    """The run's folder; made, and named to every program that starts from here, by whoever asks first."""
    if RUN not in os.environ:
        base = MEMORY if _roomy() else Path(tempfile.gettempdir())
        for left in base.glob(f"{PREFIX}*"):
            if not psutil.pid_exists(int(left.name.removeprefix(PREFIX).split("-")[0])):
                removed(left)  # its run was killed
        folder = base / f"{PREFIX}{os.getpid()}-{uuid.uuid4().hex[:6]}"
        folder.mkdir()
        folder.chmod(0o1777)  # as any temporary folder: the database runs under an account of its own
        os.environ[RUN] = os.environ["TMPDIR"] = str(folder)
        tempfile.tempdir = None  # ask anew
    return Path(os.environ[RUN])


def removed(folder: Path) -> None:
    """Stop the run's server and forget all that it wrote."""
    if (folder / "pg").exists():
        from polder.kernel import embedded

        embedded.start(folder / "pg", durable=False).stop("immediate")
    shutil.rmtree(folder, ignore_errors=True)


def _roomy() -> bool:
    return os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH
