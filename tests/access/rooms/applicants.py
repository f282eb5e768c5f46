"""Applicants by ORCID, and what they tell of their background: read by whoever leads the procedure."""

from typing import TYPE_CHECKING

from tests.access.audiences import LINK
from tests.access.shape import API, COMMITTEE, OFFICE, OFFICERS, Row, Scope, who, write

if TYPE_CHECKING:
    from tests.access.house import House

SEES: dict[str, Scope] = {}
APPLICATIONS = Scope(who(f"{OFFICE} {COMMITTEE} {LINK}"), who(f"{OFFICE} conflicted_officer"))
ROWS: list[Row] = [
    Row("GET", f"{API}/applications/{{id}}/background", "part", "applications", APPLICATIONS, note="empty for who only judges"),
    write("PUT", "/applications/{id}/background", "applications", Scope(who("hr_officer"), OFFICERS), 204, 412,
          body={"employers": [], "supervisors": []}),
]  # fmt: skip
LINK_ONLY = (401, "by personal link only")
OPEN: dict[tuple[str, str], tuple[int, str]] = {
    ("POST", "/careers/{reference}/apply/orcid"): (404, "to a vacancy that is open, where ORCID is set up"),
    ("POST", "/apply/orcid"): LINK_ONLY,
    ("POST", "/apply/orcid/remove"): LINK_ONLY,
    ("POST", "/apply/orcid/return"): (404, "where ORCID is set up"),
    ("GET", "/apply/orcid/callback"): (404, "where ORCID is set up"),
    ("GET", "/apply/orcid/mine"): (303, "after ORCID's answer"),
    ("POST", "/apply/orcid/mine"): (422, "after ORCID's answer"),
    ("POST", "/apply/works"): LINK_ONLY,
    ("POST", "/apply/works/remove"): LINK_ONLY,
}
TABLES: dict[str, str] = {}


def furnish(house: "House") -> None:
    """Nothing of its own."""
