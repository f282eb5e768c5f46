"""The bench runs, and writes its figures in the agreed shape; what they say about speed is for a quiet machine."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.bench.servers import ROOT

pytestmark = pytest.mark.database
THREE = {"polder", "floor", "drf", "of_floor", "of_drf", "p50_ms", "p99_ms"}


def test_the_quick_bench_measures_every_row(tmp_path: Path) -> None:
    out = tmp_path / "results.json"
    with tempfile.TemporaryDirectory() as data:  # not below tmp_path: the database's account must get in
        Path(data).chmod(0o755)
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench", "--quick", "--data", data, "--out", str(out)],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(out.read_text())
    assert {"search", "growth", "rls", "career", "career_list", "start_s", "rss_mb"} <= set(found)
    assert all(set(found[row]) >= THREE for row in ("list", "detail", "create"))
    assert found["ledger"]["clean"]
    assert found["hiring"]["shared_out"]
    assert found["ledger"]["entries_per_second"] > 0
    for burst in (found["burst"], found["burst_documents"]):
        assert (burst["lost"], burst["duplicated"], burst["late"]) == (0, 0, 0)
        assert burst["acknowledged"] > 0
