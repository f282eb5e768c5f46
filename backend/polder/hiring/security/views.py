"""What people read about knowledge security."""

from polder.hiring.security import tables as _tables  # noqa: F401 - defines the tables named below
from polder.hiring.security.lifecycle import SECURITY_CHECK as LIFE
from polder.kernel.openapi import block as sql
from polder.kernel.openapi import many, named, perhaps, record
from polder.kernel.reader import Detail, Listing, column
from polder.kernel.record import metadata

check = metadata.tables["security_check"]
PERSON = "polder.checked_person(security_check.application_id)"
REASON = """(select m.reason from move_entry m where m.record_id = security_check.id and m.to_state = security_check.state
  order by m.id desc limit 1)"""

CHECKS = Listing(
    "security_checks",
    check,
    check.c.id,
    [
        column("id", check.c.id, "id", "id", "uuid", export=False),
        column("application_id", check.c.application_id, "sollicitatie-id", "application id", "uuid", "filter",
               export=False),
        column("name", sql(f"{PERSON} ->> 'name'", "text?"), "naam", "name"),
        column("vacancy_id", check.c.vacancy_id, "vacature-id", "vacancy id", "uuid", "filter", export=False),
        column("vacancy_reference", sql(f"{PERSON} ->> 'vacancy'", "text?"), "vacature", "vacancy"),
        column("reason", sql(REASON, "text?"), "reden", "reason"),
        column("state", check.c.state, "stand", "state", by="filter sort"),
        column("created_at", check.c.created_at, "gevraagd", "asked", "instant", "sort"),
        column("version", check.c.version, "versie", "version", "integer", export=False),
    ],
    sort="-created_at",
)  # fmt: skip
CHECK = Detail(
    check,
    check.c.id,
    {
        **{c.name: c for c in check.c},
        "person": sql(PERSON, perhaps(named("CheckedPerson", record(
            name="text", vacancy="text", title_nl="text", title_en="text", cv={"description": "JSON Resume, while asked"})))),
        "tag": sql("(select s.reason from vacancy_security s where s.vacancy_id = security_check.vacancy_id)", "text?"),
        "reason": sql(REASON, "text?"),
        "documents": sql(
            """(select coalesce(json_agg(json_build_object('id', d.id, 'kind', d.kind, 'file_name', d.file_name,
              'size', d.size, 'pages', d.pages) order by d.created_at), '[]') from document d
              where d.record_id = security_check.application_id and d.state = 'accepted')""",
            many(named("DocumentOfCheck", record(id="uuid", kind="text", file_name="text", size="integer", pages="integer?"))),
        ),
    },
    LIFE,
)  # fmt: skip

TAG = """select json_build_object('reason', s.reason, 'version', s.version, 'at', s.updated_at,
  'by', polder.name_of(s.created_by))::text from vacancy_security s where s.vacancy_id = $1"""
TAG_SHAPE = named("SecurityTag", record(reason="text", version="integer", at="instant", by="text?"))

WAITING = [
    """
  select 'security.decide', 'security_checks', c.id, polder.checked_person(c.application_id) ->> 'vacancy',
    polder.checked_person(c.application_id) ->> 'name', polder.checked_person(c.application_id) ->> 'name',
    c.created_at, c.created_at + interval '14 days', 'Controleer de kennisveiligheid van',
    'Check the knowledge security of'
  from security_check c where c.state = 'asked' and (select polder.may('security.decide'))""",
]
