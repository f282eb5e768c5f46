"""The installed package answers."""

import subprocess
import sys
from pathlib import Path

POLDER = str(Path(sys.executable).parent / "polder")


def test_the_command_prints_its_version() -> None:
    done = subprocess.run([POLDER, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0.1.0"


def test_a_missing_setting_is_a_sentence_and_no_traceback() -> None:
    done = subprocess.run([POLDER, "migrate"], capture_output=True, text=True, env={"PATH": "/usr/bin:/bin"})
    assert done.returncode == 1
    assert "POLDER_DATABASE_URL is not set" in done.stderr
    assert "Traceback" not in done.stderr
