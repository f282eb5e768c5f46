"""Each row of the bench: a function that measures it and gives its figures as JSON, in the shape of performance.md."""

import contextlib
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import psycopg

from polder.funding.ledger.rules import Event, cost
from tests.bench import bank as bank_file
from tests.bench import burst as deadline
from tests.bench import floor_sql, load, money, rows, servers
from tests.bench import hiring as one_vacancy
from tests.bench import ledger as books
from tests.bench.data import Base, cookie
from tests.bench.rows import Contender, Figures, interleaved
from tests.bench.servers import ROOT, Running

API = "/api/v1/applications"


@dataclass
class Bench:
    """One run: its databases, where it writes, how long it measures."""

    base: Base
    small: Base
    large: Base
    folder: Path
    rounds: int
    seconds: float
    burst: int
    agreements: int

    def side_by_side(self, stack: contextlib.ExitStack) -> tuple[Running, Running, Running]:
        """Polder, the floor and the twin on the same database."""
        polder = stack.enter_context(servers.polder("polder", self.base.app_url, self.folder))
        floor = stack.enter_context(servers.floor(self.base.superuser_url, self.folder))
        twin = stack.enter_context(servers.twin(self.base.name, self.base.server.socket, self.folder))
        return polder, floor, twin

    def interleaved(self, *contenders: Contender) -> Figures:
        return interleaved(contenders, self.rounds, self.seconds)


def of_three(figures: Figures) -> dict[str, Any]:
    """The figures of a row with floor and twin."""
    return {
        "polder": round(figures.median("polder")), "floor": round(figures.median("floor")),
        "drf": round(figures.median("drf")), "of_floor": round(figures.ratio("polder", "floor"), 2),
        "of_drf": round(figures.ratio("polder", "drf"), 1), "p50_ms": round(figures.median("polder", "p50_ms"), 1),
        "p99_ms": round(figures.median("polder", "p99_ms"), 1),
    }  # fmt: skip


def side_by_side(bench: Bench, found: dict[str, Any]) -> None:
    """list, detail, create, search and career page, with one set of servers."""
    with contextlib.ExitStack() as stack:
        polder, floor, twin = bench.side_by_side(stack)
        found["ceiling"] = {
            "per_second": round(load.run(floor.port, rows.gets(["/nothing"]), seconds=bench.seconds).per_second)
        }
        for name, paths in (("list", rows.list_paths), ("detail", rows.detail_paths)):
            theirs = rows.gets(paths(bench.base, "/applications"))
            figures = bench.interleaved(
                Contender("polder", polder, rows.signed_in(paths(bench.base, API))),
                Contender("floor", floor, theirs),
                Contender("drf", twin, theirs),
            )
            found[name] = of_three(figures)
        found["list"]["limit"] = limit(bench)
        found["search"] = search(bench, polder)
        found["career"] = career(bench, polder, floor)
        found["create"] = create(bench, polder, floor, twin)
        found["rss_mb"] = round(polder.rss_mb)
        found["career_list"] = career_list(bench, polder)


def create(bench: Bench, polder: Running, floor: Running, twin: Running) -> dict[str, Any]:
    """An application by the public form: draft, history, link, mail, job and audit in one transaction."""
    count = int(3000 * bench.seconds)
    plain = partial(rows.forms, bench.base, dict, count)
    figures = bench.interleaved(
        Contender("polder", polder, partial(rows.forms, bench.base, rows.form_key, count), unique=True),
        Contender("floor", floor, plain, unique=True),
        Contender("drf", twin, plain, unique=True),
    )
    return of_three(figures)


def search(bench: Bench, polder: Running) -> dict[str, Any]:
    """Full-text search against the plain list, by the slowest twentieth of the answers."""
    figures = bench.interleaved(
        Contender("list", polder, rows.signed_in(rows.list_paths(bench.base, API))),
        Contender("search", polder, rows.signed_in(rows.search_paths(bench.base, API))),
    )
    return {
        "polder": round(figures.median("search")), "p50_ms": round(figures.median("search", "p50_ms"), 1),
        "p95_ms": round(figures.median("search", "p95_ms"), 1), "list_p95_ms": round(figures.median("list", "p95_ms"), 1),
        "p95_of_list": round(figures.ratio("search", "list", "p95_ms"), 2),
    }  # fmt: skip


def career(bench: Bench, polder: Running, floor: Running) -> dict[str, Any]:
    """The public page of a vacancy, and its weight with its style sheet and script, uncompressed."""
    paths = [f"/careers/{reference}" for reference in rows.references(bench.base)]
    figures = bench.interleaved(
        Contender("polder", polder, rows.gets(paths)), Contender("floor", floor, rows.gets(paths))
    )
    page = figures.rounds["polder"][-1].body_bytes
    static = ROOT / "backend/polder/static"
    beside = sum((static / name).stat().st_size for name in ("public.css", "public.js"))
    return {
        "polder": round(figures.median("polder")), "floor": round(figures.median("floor")),
        "of_floor": round(figures.ratio("polder", "floor"), 2), "kb": round((page + beside) / 1000, 1),
    }  # fmt: skip


CAREER_LIST = 500
OPEN_VACANCIES = """
insert into vacancy (title_nl, title_en, text_nl, text_en, location, salary_min_cents, salary_max_cents, deadline, state, published_at,
  research_field, contract_months, fte_percent)
select 'Promovendus ' || n, 'PhD candidate ' || n, repeat('Onderzoek naar leren. ', 60), repeat('Research on learning. ', 60),
  'Stad ' || n % 12, 290000, 370000, now() + make_interval(days => (30 + n)::int), 'published', now(),
  case when n % 2 = 0 then 'mathematics' else 'computer_science' end, case when n % 3 = 0 then 48 end, 80 + n % 2 * 20
from generate_series(1, {most} - (select count(*) from vacancy where state = 'published')) as n
"""


def career_list(bench: Bench, polder: Running) -> dict[str, Any]:
    """The public list at 500 open vacancies, filtered too, asked by one reader."""
    bench.base.sql("set session_replication_role = replica;" + OPEN_VACANCIES.format(most=CAREER_LIST))
    paths = [
        f"/careers?{query}"
        for query in (
            "q=learning",
            "field=mathematics&page=2",
            "hours=part",
            "page=3",
            "contract=temporary",
            "place=Stad+3",
        )
    ]
    bench.base.sql("analyze vacancy")
    figures = bench.interleaved(Contender("polder", polder, rows.gets(paths), connections=1))
    return {
        "vacancies": CAREER_LIST, "p50_ms": round(figures.median("polder", "p50_ms"), 1), "p99_ms": round(figures.median("polder", "p99_ms"), 1),
    }  # fmt: skip


def growth(bench: Bench, found: dict[str, Any]) -> None:
    """The list on a small and a large institute, and pages deep down by keyset."""
    with contextlib.ExitStack() as stack:
        small = stack.enter_context(servers.polder("small", bench.small.app_url, bench.folder))
        large = stack.enter_context(servers.polder("large", bench.large.app_url, bench.folder))
        measure = replace(bench, seconds=bench.seconds / 2)
        figures = measure.interleaved(
            Contender("small", small, rows.signed_in(rows.list_paths(bench.small, API)), connections=4),
            Contender("large", large, rows.signed_in(rows.list_paths(bench.large, API)), connections=4),
            Contender("small all", small, rows.signed_in([API]), connections=4),
            Contender("large all", large, rows.signed_in([API]), connections=4),
            *[
                Contender(
                    f"deep {part}", large, rows.signed_in([rows.deep_path(bench.large, API, part)]), connections=4
                )
                for part in (0.001, 0.1, 0.5, 0.9)
            ],
        )
        found["growth"] = {
            "from": bench.small.size, "to": bench.large.size,
            "small_p50_ms": round(figures.median("small", "p50_ms"), 2), "large_p50_ms": round(figures.median("large", "p50_ms"), 2),
            "p50": round(figures.ratio("large", "small", "p50_ms"), 2),
            "unfiltered_p50": round(figures.ratio("large all", "small all", "p50_ms"), 2),
            "deepest_of_first": round(max(figures.ratio(f"deep {part}", "deep 0.001", "p50_ms") for part in (0.1, 0.5, 0.9)), 2),
        }  # fmt: skip


def rls(bench: Bench, found: dict[str, Any]) -> None:
    """The list as it is, against the same process without row-level security and with a WHERE instead."""
    condition = "application.submitted_at is not null and application.id <> all('{}'::uuid[])"
    with contextlib.ExitStack() as stack:
        policies = stack.enter_context(servers.polder("policies", bench.base.app_url, bench.folder))
        where = stack.enter_context(
            servers.polder("where", bench.base.superuser_url, bench.folder, BENCH_WHERE=condition)
        )
        requests = rows.signed_in(rows.list_paths(bench.base, API))
        figures = bench.interleaved(Contender("policies", policies, requests), Contender("where", where, requests))
        found["rls"] = {
            "policies": round(figures.median("policies")), "where": round(figures.median("where")),
            "cost": round(1 - figures.ratio("policies", "where"), 3),
        }  # fmt: skip


def burst(bench: Bench, found: dict[str, Any]) -> None:
    measured = deadline.measure(bench.base, bench.folder, bench.burst)
    for name, one in zip(("burst", "burst_documents"), measured, strict=True):
        found[name] = {
            **asdict(one), "clean": one.clean, "p99_ms": round(one.p99_ms), "per_second": round(one.per_second),
        }  # fmt: skip


def hiring(bench: Bench, found: dict[str, Any]) -> None:
    found["hiring"] = one_vacancy.measure(bench.small, bench.folder, bench.seconds, 60 if bench.seconds < 1 else 1_000)


def bank(bench: Bench, found: dict[str, Any]) -> None:
    found["bank"] = bank_file.measure(bench.small, bench.folder, 2_000 if bench.seconds < 1 else 200_000)


def ledger(bench: Bench, found: dict[str, Any]) -> None:
    """Entries by eight writers with every check, median of the rounds; and what one funder's page asks of the ledger."""
    rounds = [books.measure(bench.base, bench.seconds) for _ in range(bench.rounds)]
    found["ledger"] = sorted(rounds, key=lambda r: r["entries_per_second"])[len(rounds) // 2]
    found["ledger"]["clean"] = not any(r["failed"] or r["off_by"] for r in rounds)


def start(bench: Bench, found: dict[str, Any]) -> None:
    """`polder serve` on warm data, from its call to the first answer from the database."""
    command = [str(Path(sys.executable).with_name("polder")), "serve", "--port", "{port}"]
    environment = servers.polder_environment(
        bench.base.app_url,
        bench.folder,
        POLDER_OWNER_DATABASE_URL=bench.base.server.url(bench.base.name, "polder_owner"),
    )
    took = []
    for _ in range(bench.rounds):
        with servers.running("serve", command, environment, "/readyz", bench.folder / "serve.log") as server:
            took.append(server.started_s)
    found["start_s"] = round(sorted(took)[len(took) // 2], 2)


def funder_page(bench: Bench, found: dict[str, Any]) -> None:
    """The page of one funder among many, as its representative and as an auditor, who may see all money; and matching."""
    base = money.base(bench.base.server, bench.agreements)
    ((funder,),) = base.sql("select id from organisation where name = 'Funder 2'")
    ((postings,),) = base.sql("select count(*) from posting")
    with servers.polder("money", base.app_url, bench.folder) as server:
        page = f"/api/v1/funder-pages/{funder}"
        figures = bench.interleaved(*[
            Contender(name, server, rows.gets([page], cookie(secret)), connections=1)
            for name, secret in (("funder", money.FUNDER), ("auditor", money.AUDITOR))
        ])  # fmt: skip
        with httpx.Client(
            base_url=f"http://127.0.0.1:{server.port}", headers=cookie(money.AUDITOR), timeout=60
        ) as auditor:
            found["matching_s"] = _told_after(auditor, base, bench.rounds)
    found["funder_page"] = {
        "agreements": base.size, "postings": postings,
        **{f"{name}_{what}": round(figures.median(name, what), 1) for name in ("funder", "auditor") for what in ("p50_ms", "p99_ms")},
    }  # fmt: skip


def _told_after(auditor: httpx.Client, base: Base, rounds: int) -> float:
    """Seconds from the commit of a cost until matching, asked anew, tells it: in a rule that all agreements follow."""
    ((lot, purpose),) = base.sql(
        """select a.lot_id, a.purpose_id from ledger_account a join lot l on l.id = a.lot_id
           where a.kind = 'allocated' and l.position = 1 order by a.id limit 1"""
    )
    took, before = [], _spent(auditor)
    with psycopg.connect(base.app_url) as connection:
        for _ in range(rounds):
            books.post(connection, books.entry(Event.cost, cost(lot, purpose, 1)))
            began = time.perf_counter()
            now = _spent(auditor)
            took.append(time.perf_counter() - began)
            assert now == before + 1, "matching tells what was booked"
            before = now
    return round(statistics.median(took), 2)


def _spent(auditor: httpx.Client) -> int:
    return int(auditor.get("/api/v1/matching").raise_for_status().json()["rules"][0]["bases"]["spent"]["cash_cents"])


def front_end(bench: Bench, found: dict[str, Any]) -> None:
    """Weights of the built front end, gzip; absent when it has not been built."""
    done = subprocess.run(["node", "frontend/scripts/sizes.mjs"], cwd=ROOT, capture_output=True, text=True, check=False)
    sizes = [(float(size), name) for size, name in re.findall(r"([\d.]+) kB of \d+  (.+)", done.stdout)]
    first = [size for size, name in sizes if name == "first load"]
    if first:
        pages = [size for size, name in sizes if name != "first load"]
        found["front_end"] = {"first_load_kb": first[0], "heaviest_page_kb": max(pages, default=0.0)}
    else:
        print("  The front end has not been built here (make setup-frontend): its weight is left out.")


def limit(bench: Bench) -> int | None:
    """The list's rows and count alone, by pgbench with 8 clients: what this machine's PostgreSQL can do at most."""
    program = bench.base.server.program / "pgbench"
    if not program.exists():
        print("  pgbench is not beside this PostgreSQL: the limit is left out.")
        return None
    ((vacancy,),) = bench.base.sql("select id from vacancy order by reference limit 1")
    script = f"{floor_sql.LIST};\n{floor_sql.COUNT};\n"
    for number, value in enumerate((f"'{vacancy}'", "'submitted'", "25", "0"), start=1):
        script = script.replace(f"${number}", value)
    file = bench.folder / "list.sql"
    file.write_text(script)
    done = subprocess.run(
        [program, "-n", "-c", "8", "-j", "2", "-M", "prepared", "-T", str(max(1, int(bench.seconds))), "-f", file,
         "-h", bench.base.server.socket, "-U", "postgres", bench.base.name],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    return round(float(found[1])) if found else None


MEASURES: dict[str, Callable[[Bench, dict[str, Any]], None]] = {
    "http": side_by_side, "growth": growth, "rls": rls, "burst": burst, "bank": bank, "ledger": ledger, "start": start, "front_end": front_end,
    "funder_page": funder_page, "hiring": hiring,
}  # fmt: skip
