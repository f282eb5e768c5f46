"""One table of what was measured beside what is asked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Asked:
    """One sentence of the specification, with the figure that answers it."""

    what: str
    row: str
    figure: Callable[[Any], float | bool]
    bound: float | bool
    at_least: bool = True

    def holds(self, found: dict[str, Any]) -> bool:
        value = self.figure(found[self.row])
        if isinstance(self.bound, bool):
            return value is self.bound
        return value >= self.bound if self.at_least else value <= self.bound


ASKED = [
    Asked("list, of the floor", "list", lambda r: r["of_floor"], 0.60),
    Asked("list, of Django REST Framework", "list", lambda r: r["of_drf"], 5),
    Asked("detail, of the floor", "detail", lambda r: r["of_floor"], 0.60),
    Asked("detail, of Django REST Framework", "detail", lambda r: r["of_drf"], 3),
    Asked("create with audit and job, of raw inserts", "create", lambda r: r["of_floor"], 0.50),
    Asked("create, of Django REST Framework without audit", "create", lambda r: r["of_drf"], 2),
    Asked("full-text search p95, of the list's", "search", lambda r: r["p95_of_list"], 3, at_least=False),
    Asked("growth to the large institute, list p50", "growth", lambda r: r["p50"], 1.5, at_least=False),
    Asked(
        "deepest keyset page, of the first page's p50", "growth", lambda r: r["deepest_of_first"], 1.5, at_least=False
    ),
    Asked("row-level security, cost on list", "rls", lambda r: r["cost"], 0.10, at_least=False),
    Asked("burst: none lost, twice or late; deadline passed within", "burst", lambda r: r["clean"], True),
    Asked("burst p99, ms", "burst", lambda r: r["p99_ms"], 2000, at_least=False),
    Asked("burst with documents: none lost, twice or late", "burst_documents", lambda r: r["clean"], True),
    Asked("burst with documents p99, ms", "burst_documents", lambda r: r["p99_ms"], 2000, at_least=False),
    Asked("board of 10,000 applications, ms", "hiring", lambda r: r["board_ms"], 200, at_least=False),
    Asked("list of 10,000 applications, slowest order, ms", "hiring", lambda r: r["list_ms"], 200, at_least=False),
    Asked("next review among 10,000, ms", "hiring", lambda r: r["next_review_ms"], 100, at_least=False),
    Asked("10,000 x 3 reviews shared out, s", "hiring", lambda r: r["assignment_s"], 10, at_least=False),
    Asked("all shared out, loads within one, no conflict", "hiring", lambda r: r["shared_out"], True),
    Asked("ZIP of 1,000 above one of 100, MB of memory", "hiring", lambda r: r["zip_rss_mb"], 20, at_least=False),
    Asked("bank import, entries/s", "bank", lambda r: r["per_second"], 2000),
    Asked("bank import, memory of its process, MB", "bank", lambda r: r["rss_mb"], 300, at_least=False),
    Asked("ledger postings per second, eight writers", "ledger", lambda r: r["postings_per_second"], 1000),
    Asked("ledger: no writer failed, the books sum to zero", "ledger", lambda r: r["clean"], True),
    Asked("positions of one funder's lots, ms", "ledger", lambda r: r["positions_ms"], 50, at_least=False),
    Asked(
        "page of a funder among 10,000 agreements, p50 ms",
        "funder_page",
        lambda r: r["funder_p50_ms"],
        150,
        at_least=False,
    ),
    Asked(
        "the same for whoever reads all money, p50 ms",
        "funder_page",
        lambda r: r["auditor_p50_ms"],
        150,
        at_least=False,
    ),
    Asked("from a booking until matching tells it, s", "matching_s", lambda r: r, 1, at_least=False),
    Asked("start to first answer, s", "start_s", lambda r: r, 2, at_least=False),
    Asked("memory of a process, MB", "rss_mb", lambda r: r, 180, at_least=False),
    Asked("career page, of the floor", "career", lambda r: r["of_floor"], 0.60),
    Asked("career page with style sheet and script, kB", "career", lambda r: r["kb"], 50, at_least=False),
    Asked("career list at 500 vacancies, p50 ms", "career_list", lambda r: r["p50_ms"], 50, at_least=False),
    Asked("admin first load, kB gzip", "front_end", lambda r: r["first_load_kb"], 350, at_least=False),
    Asked("heaviest lazy page, kB gzip", "front_end", lambda r: r["heaviest_page_kb"], 80, at_least=False),
]


def table(found: dict[str, Any]) -> str:
    """Throughput of the contenders, then every asked figure that was measured."""
    lines = [
        f"{'requests/s':14}{'Polder':>9}{'floor':>9}{'DRF':>9}{'of floor':>10}{'of DRF':>9}{'p50 ms':>9}{'p99 ms':>9}"
    ]
    for name in ("list", "detail", "create", "search", "career"):
        if name in found:
            columns = [
                ("polder", 9),
                ("floor", 9),
                ("drf", 9),
                ("of_floor", 10),
                ("of_drf", 9),
                ("p50_ms", 9),
                ("p99_ms", 9),
            ]
            lines.append(f"{name:14}" + "".join(f"{found[name].get(key, '-'):>{width}}" for key, width in columns))
    lines += ["", f"{'asked':58}{'measured':>10}{'bound':>9}"]
    for asked in ASKED:
        if asked.row in found:
            value, sign = asked.figure(found[asked.row]), "≥" if asked.at_least else "≤"
            shown = f"{value:,}" if not isinstance(value, bool) else ("yes" if value else "no")
            bound = "yes" if isinstance(asked.bound, bool) else f"{sign} {asked.bound:,}"
            lines.append(f"{asked.what:58}{shown:>10}{bound:>9}  {'holds' if asked.holds(found) else 'DOES NOT HOLD'}")
    return "\n".join(lines)
