"""The deadline burst: thousands submit at once while the deadline passes, to two processes on one database.

The database's clock decides and the database is asked afterwards: whoever was told "submitted" is, once, and in time.
"""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from tests.bench import load, servers
from tests.bench.data import Base
from tests.bench.load import request

CONNECTIONS = 64
PROCESSES = 2
DOUBLE_CLICKS = 10  # one in so many submissions is sent twice


@dataclass
class Burst:
    """What was promised to the applicants, and what the database holds.

    A second click on what is submitted may be told so once more; `duplicated` counts applications that were submitted, or
    had their receipt mailed, other than once.
    """

    sent: int
    acknowledged: int
    refused: int
    lost: int
    duplicated: int
    late: int
    p99_ms: float
    per_second: float

    @property
    def clean(self) -> bool:
        """Nothing wrong, and the deadline really passed within the burst."""
        return not (self.lost or self.duplicated or self.late) and self.acknowledged > 0 and self.refused > 0


def measure(base: Base, folder: Path, submissions: int) -> Burst:
    """Submit `submissions` drafts; the deadline passes about half-way."""
    with servers.polder("burst", base.app_url, folder, processes=PROCESSES) as server:
        trial = _drafts(base, "trial", submissions // 10, "2200-01-01")
        rate = load.run(server.port, _requests(trial), connections=CONNECTIONS, once=True).per_second
        drafts = _drafts(base, "burst", submissions * DOUBLE_CLICKS // (DOUBLE_CLICKS + 1), "2200-01-01")
        requests = _requests([d for i, d in enumerate(drafts) for _ in range(1 + (i % DOUBLE_CLICKS == 0))])
        vacancy = base.sql("select vacancy_id from application where id = %s", drafts[0][0])[0][0]
        base.sql(
            "update vacancy set deadline = clock_timestamp() + make_interval(secs => %s) where id = %s",
            0.5 + len(requests) / rate / 2, vacancy,
        )  # fmt: skip
        found = load.run(server.port, requests, connections=CONNECTIONS, once=True)
        ids = [d[0] for i, d in enumerate(drafts) for _ in range(1 + (i % DOUBLE_CLICKS == 0))]
        return _judge(base, vacancy, found, ids)


def _judge(base: Base, vacancy: object, found: load.Load, ids: list) -> Burst:
    acknowledged = [str(id) for id, status in zip(ids, found.answers, strict=True) if status == 303]
    stored = base.sql(
        """select a.id, a.submitted_at > v.deadline or m.at > v.deadline + interval '1 second',
             greatest(m.times, (select count(*) from mail where record_id = a.id and template = 'application_receipt'))
           from application a join vacancy v on v.id = a.vacancy_id join lateral (select count(*) as times, max(at) as at
             from move_entry m where m.record_id = a.id and m.move = 'submit') m on true
           where a.vacancy_id = %s and a.stage = 'submitted'""",
        vacancy,
    )
    held = {str(id) for id, _, _ in stored}
    return Burst(
        sent=len(ids), acknowledged=len(acknowledged), refused=sum(status == 409 or status == 422 for status in found.answers),
        lost=len(set(acknowledged) - held) + sum(status not in (303, 409, 422) for status in found.answers),
        duplicated=sum(times != 1 for _, _, times in stored),
        late=sum(bool(late) for _, late, _ in stored), p99_ms=found.p99_ms, per_second=found.per_second,
    )  # fmt: skip


def _drafts(base: Base, name: str, count: int, deadline: str) -> list[tuple]:
    """`count` drafts of a new vacancy, each with an applicant's link; (id, secret) of each."""
    (run,) = base.sql("select count(*) from vacancy")[0]
    base.sql(DRAFTS.format(name=f"{name}-{run}", count=count, deadline=deadline))
    rows = base.sql("select a.id, a.email from application a join vacancy v on v.id = a.vacancy_id where v.title_en = %s"
                    " order by a.id", f"{name}-{run}")  # fmt: skip
    return [(id, secret) for id, secret in rows]


DRAFTS = """
set session_replication_role = replica;
with v as (
  insert into vacancy (title_nl, title_en, text_nl, text_en, location, salary_min_cents, salary_max_cents, deadline, state,
    published_at) values ('{name}', '{name}', 'Tekst', 'Text', 'Delft', 1, 2, '{deadline}', 'published', now()) returning id
), a as (
  insert into application (vacancy_id, name, sort_name, email, motivation)
  select v.id, 'Ada ' || n, 'ada ' || n, 'link-of-{name}-' || n || '@polder.test', '' from v, generate_series(1, {count}) as n
  returning id, email
)
insert into session (kind, role, scope_id, token_hash, expires_at)
  select 'link', 'applicant', id, sha256(convert_to(email, 'UTF8')), '2200-01-01' from a
"""


def _requests(drafts: list[tuple]) -> list[bytes]:
    from polder.kernel.http import csrf_token

    found = []
    for _, secret in drafts:
        fields = {
            "csrf": csrf_token(secret),
            "version": "1",
            "name": "Ada Lovelace",
            "motivation": "Because. " * 60,
            "then": "submit",
        }
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"__Host-polder-link={secret}"}
        found.append(request("POST", "/apply/save", headers, urlencode(fields).encode()))
    return found
