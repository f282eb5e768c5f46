"""The deadline burst: thousands submit at once while the deadline passes, to two processes on one database; each after
sending a document, when asked.

The database's clock decides and the database is asked afterwards: whoever was told "submitted" is, once, and in time.
"""

import itertools
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from polder.kernel.http import csrf_token
from tests.bench import load, servers
from tests.bench.data import Base
from tests.bench.load import request
from tests.bench.servers import Running
from tests.support.pdf import pdf

CONNECTIONS = 64  # and fewer for a small burst
PROCESSES = 2
DOUBLE_CLICKS = 10  # one in so many submissions is sent twice
PDF = pdf("Curriculum vitae")


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


@dataclass(frozen=True)
class Sent:
    """One request of the burst: of which application, whether it carries a document, its bytes."""

    application: Any
    document: bool
    request: bytes


def measure(base: Base, folder: Path, submissions: int) -> tuple[Burst, Burst]:
    """Submit `submissions` drafts, without documents and with; the deadline passes about half-way."""
    with servers.polder("burst", base.app_url, folder, processes=PROCESSES) as server:
        without, with_documents = (_burst(server, base, folder, submissions, documents) for documents in (False, True))
    return without, with_documents


def _burst(server: Running, base: Base, folder: Path, submissions: int, documents: bool) -> Burst:
    connections = min(CONNECTIONS, submissions // 10)
    ahead = 4 * connections if documents else 0
    trial = _crowd(_drafts(base, "trial", max(submissions // 10, ahead), "2200-01-01"), ahead)
    rate = load.run(server.port, [s.request for s in trial], connections=connections, once=True).per_second
    drafts = _drafts(base, "burst", submissions * DOUBLE_CLICKS // (DOUBLE_CLICKS + 1), "2200-01-01")
    crowd = _crowd(drafts, ahead)
    forms = [place for place, sent in enumerate(crowd) if not sent.document]
    middle = forms[len(forms) // 2]
    vacancy = base.sql("select vacancy_id from application where id = %s", drafts[0][0])[0][0]
    base.sql(
        "update vacancy set deadline = clock_timestamp() + make_interval(secs => %s) where id = %s",
        0.5 + middle / rate, vacancy,
    )  # fmt: skip
    found = load.run(server.port, [s.request for s in crowd], connections=connections, once=True)
    return _judge(base, vacancy, found, crowd, folder / "documents")


def _judge(base: Base, vacancy: object, found: load.Load, crowd: list[Sent], stored: Path) -> Burst:
    answered = list(zip(crowd, found.answers, strict=True))
    acknowledged = [s.application for s, status in answered if status == 303 and not s.document]
    submitted = base.sql(
        """select a.id, a.submitted_at > v.deadline or m.at > v.deadline + interval '1 second',
             greatest(m.times, (select count(*) from mail where record_id = a.id and template = 'application_receipt'))
           from application a join vacancy v on v.id = a.vacancy_id join lateral (select count(*) as times, max(at) as at
             from move_entry m where m.record_id = a.id and m.move = 'submit') m on true
           where a.vacancy_id = %s and a.stage = 'submitted'""",
        vacancy,
    )
    kept = base.sql(
        """select a.id, d.created_at > v.deadline, d.storage_key from document d join application a on a.id = d.record_id
           join vacancy v on v.id = a.vacancy_id where a.vacancy_id = %s and d.state = 'accepted'""",
        vacancy,
    )
    files = {str(id) for id, _, key in kept if (stored / key[-2:] / key).stat().st_size > len(PDF)}
    promised = {str(s.application) for s, status in answered if status == 303 and s.document}
    held = {str(id) for id, _, _ in submitted}
    return Burst(
        sent=len(crowd), acknowledged=len(acknowledged), refused=sum(status in (409, 422) for status in found.answers),
        lost=len({str(id) for id in acknowledged} - held) + len(promised - files)
        + sum(status not in (303, 409, 422) for status in found.answers),
        duplicated=sum(times != 1 for _, _, times in submitted) + len(kept) - len({id for id, _, _ in kept}),
        late=sum(bool(late) for _, late, _ in (*submitted, *kept)), p99_ms=found.p99_ms, per_second=found.per_second,
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


def _crowd(drafts: list[tuple], ahead: int) -> list[Sent]:
    """Every draft's submission, one in ten twice. Each has sent a document so many requests before, if any: it is answered
    by then."""
    forms = [
        Sent(id, False, _form(secret)) for i, (id, secret) in enumerate(drafts) for _ in range(1 + (i % DOUBLE_CLICKS == 0))
    ]  # fmt: skip
    if not ahead:
        return forms
    files = [Sent(id, True, _document(secret)) for id, secret in drafts]
    waiting = [None] * ahead
    pairs = itertools.zip_longest([*files, *waiting], [*waiting, *forms])
    return [sent for pair in pairs for sent in pair if sent]


def _headers(secret: str, media_type: str) -> dict[str, str]:
    return {"Content-Type": media_type, "Cookie": f"__Host-polder-link={secret}"}


def _form(secret: str) -> bytes:
    """Save what was typed, and submit. The version is the draft's first: what a document changes is not of the form."""
    fields = {
        "csrf": csrf_token(secret), "version": "1", "name": "Ada Lovelace", "motivation": "Because. " * 60, "then": "submit",
    }  # fmt: skip
    return request(
        "POST", "/apply/save", _headers(secret, "application/x-www-form-urlencoded"), urlencode(fields).encode()
    )


def _document(secret: str) -> bytes:
    """A PDF of 20 kB, unlike any other."""
    parts = [
        b'Content-Disposition: form-data; name="csrf"\r\n\r\n' + csrf_token(secret).encode(),
        b'Content-Disposition: form-data; name="kind"\r\n\r\ncv',
        b'Content-Disposition: form-data; name="file"; filename="cv.pdf"\r\nContent-Type: application/pdf\r\n\r\n'
        + PDF + b"%" + os.urandom(10_000).hex().encode(),
    ]  # fmt: skip
    body = b"".join(b"--part\r\n" + part + b"\r\n" for part in parts) + b"--part--\r\n"
    return request("POST", "/apply/documents", _headers(secret, "multipart/form-data; boundary=part"), body)
