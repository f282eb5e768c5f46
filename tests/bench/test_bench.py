"""The bench runs, and writes its figures in the agreed shape; what they say about speed is for a quiet machine."""

import json
import subprocess
import sys
from pathlib import Path

from tests.bench.servers import ROOT

THREE = {"polder", "floor", "drf", "of_floor", "of_drf", "p50_ms", "p99_ms"}


def test_the_quick_bench_measures_every_row(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    out = tmp_path / "results.json"
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench", "--quick", "--data", str(tmp_path / "data"), "--out", str(out)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(out.read_text())
    assert {"search", "growth", "rls", "career", "start_s", "rss_mb"} <= set(found)
    assert all(set(found[row]) >= THREE for row in ("list", "detail", "create"))
    burst = found["burst"]
    assert (burst["lost"], burst["duplicated"], burst["late"]) == (0, 0, 0)
    assert burst["acknowledged"] > 0
