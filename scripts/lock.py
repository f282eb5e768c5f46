"""Write the three locks from pyproject.toml, with hashes and for every platform. Versions stay unless told otherwise.

Usage: python3 scripts/lock.py [--upgrade]
"""

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUN, NODE, TEST = (ROOT / f"requirements{name}.txt" for name in ("", "-node", "-test"))
OPTIONS = ("--universal", "--generate-hashes", "--no-header", "--no-annotate", "--python-version", "3.11", "--quiet")


def blocks(text: str) -> list[str]:
    """One string per pinned package: its line and the hashes that follow it."""
    found: list[str] = []
    for line in text.splitlines():
        if line.startswith(("#", "-r ")):
            continue
        if line.startswith(" ") and found:
            found[-1] += "\n" + line
        else:
            found.append(line)
    return found


def compiled(uv: Path, sources: list[str], constraints: list[Path]) -> list[str]:
    known = [option for path in constraints if path.exists() for option in ("--constraint", str(path))]
    done = subprocess.run(
        [str(uv), "pip", "compile", *OPTIONS, *known, *sources], cwd=ROOT, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"polder: the lock could not be written.\n{done.stderr}")
    return blocks(done.stdout)


def main() -> None:
    old = [] if "--upgrade" in sys.argv else [RUN, NODE, TEST]
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        subprocess.run([f"{folder}/bin/pip", "install", "--quiet", "uv"], check=True, env=os.environ)
        uv = Path(folder) / "bin" / "uv"
        run = compiled(uv, ["pyproject.toml", "--group", "run"], old)
        RUN.write_text("\n".join(run) + "\n")
        NODE.write_text("\n".join(compiled(uv, ["--group", "node"], old)) + "\n")
        everything = compiled(
            uv, ["pyproject.toml", "--group", "run", "--group", "dev", "--group", "bench"], [*old, RUN]
        )
        TEST.write_text("\n".join(["-r requirements.txt", *[b for b in everything if b not in run]]) + "\n")
    for path in (RUN, NODE, TEST):
        print(f"  {path.name}: {len(blocks(path.read_text()))} packages")


if __name__ == "__main__":
    main()
