"""Ask pgrls about the schema of a freshly migrated database: nothing to remark, and no row that leaks."""

import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from migration import ROOT, fresh_database

from polder.kernel import embedded, migrate

PGRLS = str(Path(sys.executable).with_name("pgrls"))
MODES = ("anon", "cross-tenant", "write", "escalation", "reachability")
QUESTIONS = [["lint", "--fail-on", "info"], *[["verify", "--mode", mode] for mode in MODES]]


def findings(url: str) -> list[str]:
    """What pgrls has to say about the database at `url` (as a superuser); empty when there is nothing."""
    found = []
    for question in QUESTIONS:
        command = [PGRLS, *question, "--database-url", url, "--config", str(ROOT / "pgrls.toml")]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            found.append(f"pgrls {' '.join(question)}\n{done.stdout}{done.stderr}")
    return found


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        server = embedded.start(Path(folder) / "pg", durable=False)
        try:
            migrate.migrate(fresh_database(server, "examined"))
            found = findings(server.url("examined"))
        finally:
            server.stop("immediate")
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
