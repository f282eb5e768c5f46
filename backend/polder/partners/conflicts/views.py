"""What people read of interests, works and windows."""

from polder.kernel import version_parts
from polder.kernel.openapi import block
from polder.kernel.reader import Detail, Listing, column
from polder.kernel.record import metadata
from polder.partners import tables as _partner_tables  # noqa: F401 - defines tables named below
from polder.partners.conflicts import tables as _tables  # noqa: F401 - defines the tables named below
from polder.partners.conflicts.access import CONFIRM
from polder.partners.conflicts.lifecycle import WINDOW as WINDOW_LIFE

interest = metadata.tables["interest"]
work = metadata.tables["person_work"]
window = metadata.tables["conflict_window"]
person = metadata.tables["person"]
organisation = metadata.tables["organisation"]

INTERESTS = Listing(
    "interests",
    interest.outerjoin(person, person.c.id == interest.c.person_id).outerjoin(
        organisation, organisation.c.id == interest.c.organisation_id
    ),
    interest.c.id,
    [
        column("id", interest.c.id, "id", "id", "uuid", export=False),
        column("person_id", interest.c.person_id, "persoon-id", "person id", "uuid", "filter", export=False),
        column("person", person.c.name, "persoon", "person"),
        column("organisation_id", interest.c.organisation_id, "organisatie-id", "organisation id", "uuid", "filter",
               export=False),
        column("organisation", organisation.c.name, "organisatie", "organisation"),
        column("kind", interest.c.kind, "soort", "kind", by="filter sort"),
        column("valid_from", interest.c.valid_from, "vanaf", "from", "date", "sort range"),
        column("valid_until", interest.c.valid_until, "tot en met", "until", "date", "sort range"),
        column("note", interest.c.note, "toelichting", "note"),
        column("version", interest.c.version, "versie", "version", "integer", export=False),
    ],
    sort="-valid_from",
)  # fmt: skip
INTEREST = Detail(
    interest,
    interest.c.id,
    {
        **{c.name: c for c in interest.c},
        "organisation": block("(select o.name from organisation o where o.id = interest.organisation_id)", "text?"),
    },
)
WORKS = Listing(
    "person_works",
    work,
    work.c.id,
    [
        column("id", work.c.id, "id", "id", "uuid", export=False),
        column("person_id", work.c.person_id, "persoon-id", "person id", "uuid", "filter", export=False),
        column("identifier", work.c.identifier, "kenmerk", "identifier", by="filter sort"),
        column("title", work.c.title, "titel", "title", by="sort"),
        column("published_on", work.c.published_on, "verschenen", "published", "date", "sort range"),
        column("version", work.c.version, "versie", "version", "integer", export=False),
    ],
    sort="-published_on",
)
WINDOWS = version_parts.listing(
    "conflict_windows", window, column("value", window.c.value, "jaren", "years", "integer", "sort")
)
WINDOW = version_parts.detail(window, WINDOW_LIFE)

WAITING = [
    version_parts.waiting("conflict_window", "conflict_window.confirm", "conflict_windows", "Bevestig de termijn", "Confirm the window", CONFIRM),
]  # fmt: skip
