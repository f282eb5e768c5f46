"""Write the front end's types from the OpenAPI document, or (--check) say whether the committed ones are outdated."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from setup import FRONTEND, VENV, node_folder

TYPES = FRONTEND / "src" / "app" / "api-types.ts"


def generated(folder: Path) -> str:
    """The types of the document as the code now describes itself."""
    document, types = folder / "openapi.json", folder / "api-types.ts"
    document.write_bytes(subprocess.run([VENV / "bin" / "polder", "openapi"], check=True, capture_output=True).stdout)
    environment = {**os.environ, "PATH": f"{node_folder()}:{os.environ['PATH']}"}
    command = ["npm", "exec", "--offline", "--", "openapi-typescript", str(document), "-o", str(types)]
    subprocess.run(command, cwd=FRONTEND, check=True, capture_output=True, env=environment)
    return types.read_text()


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        found = generated(Path(folder))
    if sys.argv[1:] != ["--check"]:
        TYPES.write_text(found)
    elif not TYPES.exists() or TYPES.read_text() != found:
        print("The front end's types differ from the OpenAPI document. Run: make types")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
