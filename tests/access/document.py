"""docs/access-matrix.md, from the matrix that the tests ask: python -m tests.access.document"""

from pathlib import Path

from polder.identity.access import ROLES as DECLARED
from tests.access.audiences import CALENDAR, EVERYBODY, INSIDE, LINK, OTHERS, ROLES, SIGNED_IN, STRANGERS, WITH_ACCOUNT
from tests.access.matrix import OPEN, ROWS, SEES
from tests.access.rooms import ROOMS
from tests.access.shape import Names, Row, Scope

PAGE = Path(__file__).resolve().parents[2] / "docs" / "access-matrix.md"
GROUPS = {
    "hiring": ("vacancies", "applications", "reviews", "offers"),
    "funding": ("agreements", "agreement-versions", "right-kinds", "decisions", "funding-imports", "valuation-rules", "in-kind", "matching-rules", "legal-rules", "matching-snapshots", "published-aggregates",
                "aggregate-decisions"),
    "invoices": ("funder-invoices", "billing-details", "invoice-rules"),
    "insights": ("funder-pages",),
    "documents": ("documents",),
    "partners": ("organisations", "people", "affiliations"),
    "identity": ("accounts", "role-grants", "sessions", "tokens", "me/identities", "identity-providers", "invitations",
                 "access-requests"),
    "funding: the bank": ("bank-accounts", "bank-imports", "bank-statements", "bank-entries", "settlements",
                          "settlement-rules"),
    "funding: lots and ledger": ("lots", "purposes", "fund-pools", "allocations", "ledger/accounts", "ledger/entries", "ledger/postings",
                "ledger/checks", "closed-periods"),
    **{f"hiring: {room.__name__.rpartition('.')[2]}": tuple(room.SEES) for room in ROOMS},
    "operations": ("mails", "audit-entries"),
}  # fmt: skip


def names(found: Names | None) -> str:
    """The audiences in the order of the catalogue; large sets by what they leave out."""
    if found is None:
        return "–"
    if found >= WITH_ACCOUNT:
        return "everybody with an account" + (", the applicant" if LINK in found else "")
    missing = WITH_ACCOUNT - found
    if len(missing) < 4:
        return "everybody with an account but " + ", ".join(who for who in SIGNED_IN if who in missing)
    return ", ".join(who for who in SIGNED_IN if who in found) or "nobody"


def text() -> str:
    titles = {role.name: role.title.en for role in DECLARED}
    lines = [
        "# Who may see and do what",
        "",
        "<!-- Written by `python -m tests.access.document` from tests/access/matrix.py; do not edit. -->",
        "",
        f"{len(ROWS) + len(OPEN) + 1} routes, asked by {len(EVERYBODY)} kinds of people on their own, on other people's and on no data:"
        " `tests/access` sends every one of these requests.",
        "",
        "*Own* is the vacancy or organisation that a role is limited to, or what is one's own; *foreign* is everything else.",
        "Whoever is not named is refused: **404** where the record is not theirs to see, word for word as if it did not exist;"
        " **403** where they see it and may not do this; **401** without a session.",
        "",
        "## Who asks",
        "",
        "| who | |",
        "|---|---|",
        *[f"| {role} | {titles.get(role, role)} |" for role in ROLES],
        f"| {LINK} | the personal link of an applicant: one application, no account |",
        f"| {CALENDAR} | the calendar link of a funder: its due dates in a feed, no account |",
        *[f"| {who} | {what} |" for who, what in (OTHERS | STRANGERS).items()],
        "",
        f"No request can be {' or '.join(INSIDE)}: those exist inside the server only.",
        "",
        "## Who sees",
        "",
        "In the detail, and in every list, count, search, export, history and file.",
        "",
        *_table([(record, scope) for group in GROUPS.values() for record in group for scope in [SEES[record]]]),
    ]
    for group, records in GROUPS.items():
        rows = [row for row in ROWS if row.kind in ("write", "create") and _belongs(row, records)]
        if rows:
            lines += ["", f"## Who does: {group}", "", *_table([(_address(row), row.may) for row in rows])]
    mine = [row for row in ROWS if row.kind == "self"]
    lines += ["", "## About oneself", "", *_table([(_address(row), row.may) for row in mine])]
    lines += [
        "",
        "## Open to anybody",
        "",
        "Asked without anything that opens it (a published reference, a personal or a signed link).",
        "",
        "| address | answer | |",
        "|---|---|---|",
        *[f"| `{method} {path}` | {status} | {why} |" for (method, path), (status, why) in OPEN.items()],
        "",
    ]
    return "\n".join(lines)


def _address(row: Row) -> str:
    return f"`{row.method} {row.path.removeprefix('/api/v1')}`"


def _belongs(row: Row, records: tuple[str, ...]) -> bool:
    return any(row.path.startswith(f"/api/v1/{record}") for record in records)


def _table(rows: list[tuple[str, Scope]]) -> list[str]:
    return [
        "| | own | foreign |",
        "|---|---|---|",
        *[f"| {what} | {names(scope.own)} | {names(scope.foreign)} |" for what, scope in rows],
    ]


if __name__ == "__main__":
    PAGE.write_text(text())
