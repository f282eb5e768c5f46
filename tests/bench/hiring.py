"""One vacancy that ten thousand people applied to: its board and list, who reviews what, and everything of it as a ZIP."""

import hashlib
import os
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import psutil
import psycopg

from polder.kernel.documents.storage import FolderStorage
from tests.bench import load, rows, servers
from tests.bench.burst import PDF
from tests.bench.data import Base, cookie, digest, fingerprint
from tests.bench.servers import Running

REVIEWERS, REVIEWS_EACH, CONFLICTS = 300, 3, 500
REVIEWER = "bench-session-of-reviewer-"
OPEN = ("submitted", "eligible", "longlisted", "shortlisted", "interview", "selected", "offered", "hired")
OVER = ("rejected", "ineligible", "withdrawn")
COLUMN = 50  # what the board asks of each column at once


def base(small: Base) -> Base:
    """A copy of the small institute, in which all applications are to one vacancy."""
    mine = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:6]
    made = Base(small.server, f"bench_hiring_{fingerprint()}_{mine}_{small.size}", small.size)
    with psycopg.connect(small.server.url("postgres"), autocommit=True) as connection:
        connection.execute(f'drop database if exists "{made.name}" with (force)')
        connection.execute(
            f'create database "{made.name}" template "{small.name}" strategy file_copy owner polder_owner'
        )
    made.sql(ONE_VACANCY.format(reviewers=REVIEWERS, secret=REVIEWER, conflicts=CONFLICTS))
    made.sql("vacuum (freeze, analyze)")
    return made


ONE_VACANCY = """
set session_replication_role = replica;
create temp table chosen as select id from vacancy order by reference limit 1;
update application set vacancy_id = (select id from chosen);
update application set stage = 'submitted' where stage in ('rejected', 'ineligible', 'hired');  -- all are to be judged
create temp table reviewer as select n, uuidv7() as person_id, uuidv7() as account_id from generate_series(1, {reviewers}) as n;
insert into person (id, name, sort_name) select person_id, 'Reviewer ' || n, 'reviewer ' || lpad(n::text, 4, '0') from reviewer;
insert into account (id, name, person_id) select account_id, 'Reviewer ' || n, person_id from reviewer;
insert into role_grant (account_id, role, scope_kind, scope_id, confirmed_at)
  select account_id, 'committee_member', 'vacancy', (select id from chosen), now() from reviewer;
insert into session (kind, account_id, token_hash, expires_at)
  select 'browser', account_id, sha256(convert_to('{secret}' || n, 'UTF8')), '2200-01-01' from reviewer;
insert into review_plan (vacancy_id, members_review) select id, 'assigned' from chosen;
insert into conflict (person_id, record_kind, record_id, kind)
  select r.person_id, 'application', a.id, 'coauthor' from (select id, row_number() over (order by id) as n from application where stage <> 'draft') a
  join reviewer r on r.n = 1 + a.n * 7 % {reviewers} where a.n <= {conflicts};
"""


def measure(small: Base, folder: Path, seconds: float, packed: int) -> dict[str, Any]:
    """Every figure of this module; `packed`: the applications of the larger ZIP."""
    found = base(small)
    ((vacancy,),) = found.sql("select vacancy_id from application limit 1")
    with servers.polder("hiring", found.app_url, folder) as server:
        address = f"http://127.0.0.1:{server.port}/api/v1"
        with httpx.Client(base_url=address, headers=cookie(), timeout=120) as hr:
            return {
                "applications": found.size,
                **_pages(server, vacancy, seconds),
                **_assignment(hr, found, vacancy),
                **_next_review(server, vacancy, seconds),
                **_zip(hr, server, found, vacancy, folder, packed),
            }


def _p50(server: Running, path: str, seconds: float, headers: dict[str, str]) -> float:
    """One reader, nothing else going on."""
    return load.run(server.port, rows.gets([path], headers), seconds=seconds, connections=1).p50_ms


def _pages(server: Running, vacancy: object, seconds: float) -> dict[str, Any]:
    """The board is its vacancy and each column, one after the other; the list is its slowest order or page."""
    of = f"/api/v1/applications?vacancy_id={vacancy}"
    brief = seconds / 4
    column = [f"{of}&stage={stage}&sort=sort_name&limit={COLUMN}" for stage in (*OPEN, *OVER)]
    board = [_p50(server, path, brief, cookie()) for path in (f"/api/v1/vacancies/{vacancy}", *column)]
    lists = [of, f"{of}&sort=sort_name", f"{of}&sort=-submitted_at", f"{of}&q=al", f"{of}&sort=sort_name&page=300"]
    return {"board_ms": round(sum(board)), "list_ms": round(max(_p50(server, path, brief, cookie()) for path in lists))}


def _assignment(hr: httpx.Client, base: Base, vacancy: object) -> dict[str, Any]:
    """Three reviews of each to three hundred reviewers, shared out and written; then what the database holds of it."""
    address = f"/vacancies/{vacancy}/assignments/share-out"

    def share(**more: object) -> Any:
        body = {"reviews_each": REVIEWS_EACH, **more}
        return hr.post(address, json=body, headers={"Idempotency-Key": str(uuid4())}).raise_for_status().json()

    shown = share()
    began = time.perf_counter()
    written = share(expected=shown["digest"])
    took = time.perf_counter() - began
    ((pairs, spread, wrong),) = base.sql(
        """select (select count(*) from review_assignment),
             (select max(n) - min(n) from (select count(a.id) as n from role_grant g left join review_assignment a on a.account_id = g.account_id
               join account c on c.id = g.account_id where c.name like 'Reviewer %' group by g.account_id) as load),
             (select count(*) from review_assignment a join account u on u.id = a.account_id
               join conflict c on c.person_id = u.person_id and c.record_id = a.application_id)"""
    )
    return {"assignment_s": round(took, 2), "assigned": pairs, "spread": spread, "in_conflict": wrong,
            "shared_out": pairs == written["added"] == written["applications"] * REVIEWS_EACH and spread <= 1 and wrong == 0}  # fmt: skip


def _next_review(server: Running, vacancy: object, seconds: float) -> dict[str, Any]:
    headers = cookie(f"{REVIEWER}7")
    return {"next_review_ms": round(_p50(server, f"/api/v1/vacancies/{vacancy}/next-review", seconds / 2, headers), 1)}


def _zip(hr: httpx.Client, server: Running, base: Base, vacancy: object, folder: Path, most: int) -> dict[str, Any]:
    """What the process holds while it sends `most` applications with two documents each, above what it held for a tenth of them."""
    chosen = base.sql("select id from application where stage <> 'draft' order by id limit %s", most)
    storage = FolderStorage(folder / "documents", "")
    content = PDF + os.urandom(100_000)
    with psycopg.connect(base.superuser_url) as connection:
        for (application,) in chosen:
            for kind in ("cv", "letter"):
                key = str(uuid4())
                storage.put(key, content)
                connection.execute(
                    """insert into document (record_kind, record_id, kind, file_name, media_type, size, storage_key, sha256, state)
                       values ('application', %s, %s, 'a.pdf', 'application/pdf', %s, %s, %s, 'accepted')""",
                    [application, kind, len(content), key, digest(key)],
                )
    tenth, whole = (_peak_mb(hr, server, vacancy, [str(id) for (id,) in chosen[:n]]) for n in (most // 10, most))
    return {
        "zip_applications": most,
        "zip_mb": whole[1],
        "zip_rss_mb": round(whole[0] - tenth[0], 1),
        "zip_s": whole[2],
    }


def _peak_mb(hr: httpx.Client, server: Running, vacancy: object, ids: list[str]) -> tuple[float, int, float]:
    """The most memory of the server while a ZIP streams (MB), the size of the ZIP (MB), and seconds."""
    made = hr.post("/application-exports", json={"vacancy_id": str(vacancy), "application_ids": ids},
                   headers={"Idempotency-Key": str(uuid4())}).raise_for_status().json()  # fmt: skip
    process, peak, size, began = psutil.Process(server.process.pid), 0.0, 0, time.perf_counter()
    with hr.stream("GET", f"/application-exports/{made['id']}/file") as answer:
        answer.raise_for_status()
        for part in answer.iter_raw(1 << 20):
            size += len(part)
            peak = max(peak, process.memory_info().rss / 2**20)
    return peak, round(size / 2**20), round(time.perf_counter() - began, 1)
