"""What people read about organisations and people."""

from sqlalchemy import func, literal_column, select

from polder.kernel.access import may_or_within
from polder.kernel.openapi import block, many, record
from polder.kernel.reader import Detail, Listing, column
from polder.kernel.record import metadata
from polder.partners import tables as _tables  # noqa: F401 - defines the tables named below

organisation = metadata.tables["organisation"]
person = metadata.tables["person"]
affiliation = metadata.tables["affiliation"]

ORGANISATIONS = Listing(
    "organisations",
    organisation,
    organisation.c.id,
    [
        column("id", organisation.c.id, "id", "id", "uuid", export=False),
        column("name", organisation.c.name, "naam", "name"),
        column("sort_name", organisation.c.sort_name, "sorteernaam", "sort name", by="sort", export=False),
        column("kind", organisation.c.kind, "soort", "kind", by="filter sort"),
        column("ror_id", organisation.c.ror_id, "ROR", "ROR", by="filter"),
        column("acronyms", func.array_to_string(organisation.c.acronyms, literal_column("', '")), "afkortingen",
               "acronyms"),
        column("country_code", organisation.c.country_code, "land", "country", by="filter sort"),
        column("city", organisation.c.city, "plaats", "city", by="filter"),
        column("status", organisation.c.status, "stand", "status", by="filter"),
        column("website", organisation.c.website, "website", "website"),
        column("version", organisation.c.version, "versie", "version", "integer", export=False),
    ],
    sort="sort_name",
    search=organisation.c.search,
)  # fmt: skip
# What is between an organisation and the institute, also where one partner looks at another.
_REGISTRATION = {"kvk": "text?", "vat_number": "text?", "member_from": "date?", "member_until": "date?"}
_OURS = may_or_within("organisation.registration", "organisation.id")
ORGANISATION = Detail(
    organisation,
    organisation.c.id,
    {
        **{c.name: c for c in organisation.c if c.name not in ("search", "names_text")},
        **{
            name: block(f"case when {_OURS} then organisation.{name} end", kind) for name, kind in _REGISTRATION.items()
        },
        "people": block(
            """(select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name, 'role_title', f.role_title,
              'from', f.valid_from, 'until', f.valid_until) order by p.sort_name), '[]')
              from affiliation f join person p on p.id = f.person_id where f.organisation_id = organisation.id)""",
            many(record(id="uuid", name="text", role_title="text?", until="date?", **{"from": "date"})),
        ),
    },
)

CURRENT = (
    select(func.string_agg(organisation.c.name, literal_column("', '")))
    .select_from(affiliation.join(organisation, organisation.c.id == affiliation.c.organisation_id))
    .where(affiliation.c.person_id == person.c.id)
    .where(affiliation.c.valid_from <= func.polder.today())
    .where((affiliation.c.valid_until.is_(None)) | (affiliation.c.valid_until >= func.polder.today()))
    .scalar_subquery()
)
PEOPLE = Listing(
    "people",
    person,
    person.c.id,
    [
        column("id", person.c.id, "id", "id", "uuid", export=False),
        column("name", person.c.name, "naam", "name"),
        column("sort_name", person.c.sort_name, "sorteernaam", "sort name", by="sort", export=False),
        column("orcid", person.c.orcid, "ORCID", "ORCID", by="filter"),
        column("email", person.c.email, "e-mail", "e-mail", by="filter"),
        column("organisations", CURRENT, "organisaties", "organisations"),
        column("version", person.c.version, "versie", "version", "integer", export=False),
    ],
    sort="sort_name",
    search=person.c.search,
)
PERSON = Detail(
    person,
    person.c.id,
    {
        **{c.name: c for c in person.c if c.name != "search"},
        "affiliations": block(
            """(select coalesce(json_agg(json_build_object('id', f.id, 'organisation_id', f.organisation_id,
              'organisation', o.name, 'role_title', f.role_title, 'part_percent', f.part_percent, 'from', f.valid_from,
              'until', f.valid_until, 'version', f.version) order by f.valid_from desc), '[]')
              from affiliation f join organisation o on o.id = f.organisation_id where f.person_id = person.id)""",
            many(
                record(
                    id="uuid",
                    organisation_id="uuid",
                    organisation="text",
                    role_title="text?",
                    part_percent="integer",
                    version="integer",
                    until="date?",
                    **{"from": "date"},
                )
            ),
        ),
    },
)

# Ctrl-K: see polder.home.
FINDS = [
    """
  select 'organisations', o.id, o.name, o.name, coalesce(o.city, '') from organisation o, q
  where o.search @@ q.query limit 6""",
    """
  select 'people', p.id, p.name, p.name, coalesce(p.orcid, '') from person p, q where p.search @@ q.query limit 6""",
]
