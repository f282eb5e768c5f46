"""What the access matrix is written in: who, on own and on foreign data, and one row per route."""

from dataclasses import dataclass, field
from typing import Any

Names = frozenset[str]


def who(names: str) -> Names:
    return frozenset(names.split())


@dataclass(frozen=True)
class Scope:
    """Who, on own and on foreign data. None: this audience-dependent kind of data does not exist."""

    own: Names
    foreign: Names | None = None

    def of(self, data: str) -> Names:
        return (self.own if data == "own" else self.foreign) or frozenset()


NOBODY = Scope(frozenset(), frozenset())
OFFICE = "director hr_officer auditor"
COMMITTEE = "hiring_lead committee_chair committee_member committee_observer"
GRANTORS = Scope(who("system_administrator partner_administrator"), who("system_administrator"))
PEOPLE_READERS = (
    "director hr_officer conflicted_officer system_administrator auditor privacy_officer researcher grants_officer"
)
MONEY = "controller bank_operator director auditor"
FUNDERS = "funder_representative partner_administrator"
OWNERS = f"{FUNDERS} board_member"  # who see what their own institution gives
ACCOUNT_READERS = "director hr_officer conflicted_officer system_administrator auditor privacy_officer"

# The books tell a funder of others by how they are numbered: it has its own page.
BOOKS = Scope(who(MONEY), who(f"{MONEY} ministry"))
FUNDED = Scope(who(f"{MONEY} {OWNERS}"), who(f"{MONEY} ministry"))


@dataclass(frozen=True)
class Row:
    """One route. `record` names whose visibility counts; `may` who may do it; `ok` what they are answered."""

    method: str
    path: str
    kind: str  # page, list, export, show, part, write, create
    record: str | None = None
    may: Scope = NOBODY
    ok: tuple[int, ...] = (200,)
    body: Any = None
    fresh: str | None = None  # a record made for each request, because the request ends it
    query: dict[str, str] = field(default_factory=dict)
    shut: Names = frozenset()  # refused before anything is looked up: it takes a browser's session
    note: str = ""

    @property
    def id(self) -> str:
        return f"{self.method} {self.path}"


API = "/api/v1"


def listed(resource: str, sees: Scope, *, shown: bool = True, timeline: bool = False) -> list[Row]:
    """What every resource has."""
    rows = [
        Row("GET", f"{API}/{resource}", "list", resource, sees),
        Row("GET", f"{API}/{resource}/export", "export", resource, sees),
    ]
    if shown:
        rows.append(Row("GET", f"{API}/{resource}/{{id}}", "show", resource, sees))
    if timeline:
        rows.append(Row("GET", f"{API}/{resource}/{{id}}/timeline", "part", resource, sees))
    return rows


def write(method: str, path: str, record: str, may: Scope, *ok: int, **more: Any) -> Row:
    return Row(method, API + path, "write", record, may, ok, **more)


def create(path: str, may: Scope, *ok: int, body: Any, record: str | None = None) -> Row:
    return Row("POST", API + path, "create", record, may, ok, body)


OFFICERS = who("hr_officer conflicted_officer")
HR = Scope(OFFICERS, OFFICERS)
APPOINTERS = Scope(OFFICERS | {"hiring_lead"}, OFFICERS)
HR_UNCONFLICTED = Scope(who("hr_officer"), OFFICERS)
NO_REASON = {"reason": None}
