"""Everything that can be found wrong without running the tests; all of it runs, then the failures are named."""

import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from setup import FRONTEND, ROOT, VENV, node_folder

BIN = VENV / "bin"
CHECKS: dict[str, list[str]] = {
    "ruff": [f"{BIN}/ruff", "check", "--quiet", "backend", "tests", "scripts"],
    "format": [f"{BIN}/ruff", "format", "--check", "--quiet", "backend", "tests", "scripts"],
    "types": [f"{BIN}/mypy", "--no-error-summary"],
    "floors": [f"{BIN}/lint-imports"],
    "migrations": [f"{BIN}/python", "scripts/migration.py", "--check"],
}


def main() -> int:
    failed = []
    for name, command in CHECKS.items():
        failed += _run(name, command, ROOT)
    if (FRONTEND / "package.json").exists():
        folder = node_folder()
        failed += _run("front end", ["npm", "run", "--silent", "check"], FRONTEND, str(folder))
    if failed:
        print("make check found problems in: " + ", ".join(failed))
    return 1 if failed else 0


def _run(name: str, command: list[str], folder: Path, path: str = "") -> list[str]:
    import os

    began = time.monotonic()
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, env={**os.environ, "PATH": f"{path}:{os.environ['PATH']}"}
    )
    print(f"  {name}: {'ok' if done.returncode == 0 else 'FAILED'} ({time.monotonic() - began:.1f} s)", flush=True)
    if done.returncode:
        print(done.stdout + done.stderr, flush=True)
        return [name]
    return []


if __name__ == "__main__":
    sys.exit(main())
