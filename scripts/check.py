"""Everything that can be found wrong without running the tests. All of it runs, side by side; then failures are named."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from setup import FRONTEND, PYTHON, ROOT, VENV, node_folder

BIN = VENV / "bin"


@dataclass(frozen=True)
class Check:
    """A command that exits with 0 when nothing is wrong."""

    name: str
    command: list[object]
    folder: Path = ROOT


# The longest first, so that none of them is waited for alone.
CHECKS = [
    Check("types", [BIN / "mypy", "--no-error-summary"]),
    Check("front-end rules", ["node", "node_modules/eslint/bin/eslint.js", "src"], FRONTEND),
    Check("front-end types", ["node", "node_modules/typescript/bin/tsc", "--noEmit"], FRONTEND),
    Check("migrations", [PYTHON, "scripts/migration.py", "--check"]),
    Check("row security", [PYTHON, "scripts/row_security.py"]),
    Check("api types", [PYTHON, "scripts/api_types.py", "--check"]),
    Check("floors", [BIN / "lint-imports"]),
    Check("readme", [PYTHON, "scripts/readme.py", "--check"]),
    Check("translations", ["node", "scripts/translations.mjs"], FRONTEND),
    Check("sizes", ["node", "scripts/sizes.mjs"], FRONTEND),
    Check("ruff", [BIN / "ruff", "check", "--quiet", "backend", "tests", "scripts"]),
    Check("format", [BIN / "ruff", "format", "--check", "--quiet", "backend", "tests", "scripts"]),
]


def main(names: list[str]) -> int:
    """Run the named checks, or all. The number of commands at once is the number of processors."""
    unknown = set(names) - {check.name for check in CHECKS}
    if unknown:
        print(f"no such check: {', '.join(sorted(unknown))}. There are: {', '.join(check.name for check in CHECKS)}")
        return 2
    asked = [check for check in CHECKS if not names or check.name in names]
    with ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        failed = [check.name for check, good in zip(asked, pool.map(run, asked), strict=True) if not good]
    if failed:
        print("make check found problems in: " + ", ".join(failed))
    return 1 if failed else 0


def run(check: Check) -> bool:
    began = time.monotonic()
    environment = {**os.environ, "PATH": f"{node_folder()}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        [str(part) for part in check.command], cwd=check.folder, env=environment, capture_output=True, text=True
    )
    good = done.returncode == 0
    said = "" if good else "\n" + (done.stdout + done.stderr).rstrip()
    print(f"  {check.name}: {'ok' if good else 'FAILED'} ({time.monotonic() - began:.1f} s){said}", flush=True)
    return good


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
