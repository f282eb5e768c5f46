"""Write a revision from the tables and declarations, or (--check) say whether one is missing.

A revision is three files: the tables' changes (Alembic), `….before.sql` (what defaults need) and `….after.sql`
(functions, policies, grants and triggers, generated as a whole each time).
"""

import fcntl
import re
import sys
import tempfile
from pathlib import Path

from alembic import command

from polder import domains
from polder.kernel import embedded, migrate, worker

ROOT = Path(__file__).resolve().parent.parent
VERSIONS = ROOT / "backend" / "migrations" / "versions"


def fresh_database(server: embedded.Server, name: str) -> str:
    migrate.prepare_server(server.url("postgres"))
    migrate.prepare_database(server.url("postgres"), name)
    return server.url(name, "polder_owner")


def newest() -> Path | None:
    return max(VERSIONS.glob("*.py"), default=None)


def write(message: str, server: embedded.Server, *, again: bool) -> None:
    if again:
        for path in VERSIONS.glob(f"{newest().stem.partition('_')[0]}*"):
            path.unlink()
    url = fresh_database(server, "writing")
    if newest():
        migrate.migrate(url)
    number = f"{1 + len(list(VERSIONS.glob('*.py'))):04d}"
    config = migrate.configuration(url)
    slug = re.sub(r"[^a-z0-9]+", "_", message.lower()).strip("_")[:40]
    config.set_main_option("file_template", f"{number}_{slug}")
    command.revision(config, message, autogenerate=True, rev_id=number)
    made = VERSIONS / f"{number}_{slug}.py"
    made.with_suffix(".before.sql").write_text(domains.prepare_sql() + "\n")
    if number == "0001":  # the queue's own tables, once; newer versions of the library bring revisions of their own
        with made.with_suffix(".before.sql").open("a") as file:
            file.write(worker.schema_sql())
    made.with_suffix(".after.sql").write_text(domains.install_sql() + "\n")
    print(f"wrote {made.relative_to(ROOT)}")


def check(server: embedded.Server) -> int:
    """0 when the newest revision is exactly what the declarations say."""
    url = fresh_database(server, "checking")
    migrate.migrate(url)
    try:
        command.check(migrate.configuration(url))
    except Exception as difference:
        print(f'{difference}\nThe tables differ from the migrations. Run: make migration m="why"')
        return 1
    after = newest().with_suffix(".after.sql").read_text()
    if after != domains.install_sql() + "\n":
        print('The access declarations differ from the newest revision. Run: make migration m="why"')
        return 1
    return 0


def main() -> int:
    with open(VERSIONS / ".lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with tempfile.TemporaryDirectory() as folder:
            Path(folder).chmod(0o755)
            server = embedded.start(Path(folder) / "pg", durable=False)
            try:
                if sys.argv[1:] == ["--check"]:
                    return check(server)
                again = sys.argv[1:2] == ["--again"]  # the newest revision anew, as long as it was not released
                message = " ".join(
                    sys.argv[2:] or [newest().stem.partition("_")[2].replace("_", " ")] if again else sys.argv[1:]
                ).strip()
                if not message:
                    print('Say why: make migration m="why"')
                    return 2
                write(message, server, again=again)
                return 0
            finally:
                server.stop("immediate")


if __name__ == "__main__":
    sys.exit(main())
