"""Debian's Chromium, headless, for tests that look at pages."""

import os
import shutil

import pytest

# No requests of the browser's own: the tests stay on this machine. The sandbox needs rights that containers lack.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip


def chromium() -> str:
    """Where it is. Without it browser tests are skipped with the command that installs it; with CI=true they fail."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        sentence = "No Chromium for the browser tests. Install it with: sudo apt-get install chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(sentence)
        pytest.skip(sentence)
    return found
