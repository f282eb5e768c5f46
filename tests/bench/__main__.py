"""`make bench`, or `python -m tests.bench [--quick] [ROW …]`; ROW: http, growth, rls, burst, bank, ledger, start, front_end, funder_page, hiring."""

import argparse
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from tests.bench import data, floor_sql, report
from tests.bench.measures import MEASURES, Bench


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"only these: {', '.join(MEASURES)}")
    parser.add_argument("--quick", action="store_true", help="little data, short rounds: shows that it runs")
    parser.add_argument("--rounds", type=int, help="interleaved rounds (5)")
    parser.add_argument("--seconds", type=float, help="seconds of each measurement (4)")
    parser.add_argument("--data", type=Path, default=Path(tempfile.gettempdir()) / f"polder-bench-{os.getuid()}",
                        help="where the bench keeps its PostgreSQL between runs")  # fmt: skip
    parser.add_argument("--out", type=Path, default=Path("bench-results.json"))
    given = parser.parse_args()
    if unknown := set(given.rows) - set(MEASURES):
        parser.error(f"no such row: {', '.join(sorted(unknown))}; there are {', '.join(MEASURES)}")
    return given


def prepared(server: data.embedded.Server, given: argparse.Namespace, rows: list[str], folder: Path) -> Bench:
    """The databases that these rows need."""
    sizes = (1_000, 2_000, 3_000) if given.quick else (10_000, 200_000, 2_000_000)
    small = data.base(server, sizes[0])
    base = data.base(server, sizes[1], small)
    large = data.base(server, sizes[2], base) if "growth" in rows else base
    base.sql(floor_sql.SCHEMA)
    rounds, seconds = given.rounds or (1 if given.quick else 5), given.seconds or (0.1 if given.quick else 4)
    return Bench(base, small, large, folder, rounds, seconds, burst=150 if given.quick else 5_000,
                 agreements=60 if given.quick else 10_000)  # fmt: skip


def main() -> None:
    given = arguments()
    rows = given.rows or list(MEASURES)
    given.data.mkdir(parents=True, exist_ok=True)
    given.data.chmod(0o755)
    server = data.server(given.data)
    found: dict[str, Any] = {}
    try:
        with tempfile.TemporaryDirectory() as folder:
            bench = prepared(server, given, rows, Path(folder))
            for row in rows:
                print(f"  measuring: {row}", flush=True)
                MEASURES[row](bench, found)
    finally:
        server.stop()
    found["load_average"] = [round(load, 1) for load in os.getloadavg()]
    given.out.write_text(json.dumps(found, indent=2) + "\n")
    print(f"\n{report.table(found)}\n\nload average {found['load_average']}; written to {given.out}")


if __name__ == "__main__":
    main()
