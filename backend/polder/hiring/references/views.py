"""What people read about references: how each stands, who is late, and where its letter is for whoever may read it."""

from sqlalchemy import func

from polder.hiring.references import tables as _tables  # noqa: F401 - defines the table named below
from polder.hiring.references.lifecycle import REFERENCE as REFERENCE_LIFE
from polder.kernel.openapi import block as sql
from polder.kernel.openapi import kind, perhaps, record
from polder.kernel.reader import Detail, Listing, column
from polder.kernel.record import metadata

reference = metadata.tables["reference"]
application = metadata.tables["application"]

LATE = (
    "(reference.state = 'expired' or (reference.state in ('asked', 'reminded') and reference.due_at < polder.clock()))"
)
LETTER = """(select d.id from document d where d.record_id = reference.id and d.record_kind = 'reference' limit 1)"""

REFERENCES = Listing(
    "references",
    reference.outerjoin(application, application.c.id == reference.c.application_id),
    reference.c.id,
    [
        column("id", reference.c.id, "id", "id", "uuid", export=False),
        column("vacancy_id", reference.c.vacancy_id, "vacature-id", "vacancy id", "uuid", "filter", export=False),
        column("application_id", reference.c.application_id, "sollicitatie-id", "application id", "uuid", "filter",
               export=False),
        column("application", sql("application.reference", "text?"), "sollicitatie", "application"),
        column("applicant", sql("application.name", "text?"), "sollicitant", "applicant"),
        column("stage", sql("application.stage", "text?"), "fase", "stage"),
        column("name", reference.c.name, "referent", "referee"),
        column("email", reference.c.email, "e-mail", "e-mail"),
        column("institution", reference.c.institution, "instelling", "institution"),
        column("relation", reference.c.relation, "relatie", "relation"),
        column("state", reference.c.state, "stand", "state", by="sort filter"),
        column("asked_at", reference.c.asked_at, "gevraagd", "asked", "instant", "sort"),
        column("due_at", reference.c.due_at, "uiterlijk", "due", "instant", "sort range"),
        column("answered_at", reference.c.answered_at, "beantwoord", "answered", "instant", "sort"),
        column("late", sql(LATE, "boolean"), "te laat", "late", "boolean"),
        column("mail", func.polder.reference_mail(reference.c.id, reference.c.vacancy_id), "mail", "mail"),
        column("letter_id", sql(LETTER, "uuid?"), "brief-id", "letter id", "uuid", export=False),
        column("created_at", reference.c.created_at, "gemaakt", "created", "instant", "sort"),
        column("version", reference.c.version, "versie", "version", "integer", export=False),
    ],
    sort="due_at",
)  # fmt: skip

REFERENCE = Detail(
    reference,
    reference.c.id,
    {
        **{c.name: c for c in reference.c if c.name != "position"},
        "late": sql(LATE, "boolean"),
        "application": sql(
            """(select json_build_object('id', a.id, 'reference', a.reference, 'name', a.name, 'stage', a.stage)
              from application a where a.id = reference.application_id)""",
            perhaps(record(id="uuid", reference="text", name="text", stage="text")),
        ),
        "mail": sql("polder.reference_mail(reference.id, reference.vacancy_id)",
                    kind("text?", about="how our last mail to the referee fared")),
        "letter": sql(
            """(select json_build_object('id', d.id, 'file_name', d.file_name, 'size', d.size, 'pages', d.pages)
              from document d where d.record_id = reference.id and d.record_kind = 'reference' limit 1)""",
            {"description": "for whoever may read it",
             **perhaps(record(id="uuid", file_name="text", size="integer", pages="integer?"))},
        ),
    },
    REFERENCE_LIFE,
)  # fmt: skip

WRITES = """((select polder.may('reference.write')) or r.vacancy_id = any((select polder.scope('reference.write'))::uuid[]))"""
OPEN = "('submitted', 'eligible', 'longlisted', 'shortlisted', 'interview', 'selected', 'offered')"
WAITING = [
    f"""
  select 'reference.late', 'vacancies', v.id, v.reference, v.title_nl, v.title_en, min(r.due_at), min(r.due_at) + interval '7 days',
    count(*) || case when count(*) = 1 then ' referentie is te laat bij' else ' referenties zijn te laat bij' end,
    count(*) || case when count(*) = 1 then ' reference is late for' else ' references are late for' end
  from reference r join application a on a.id = r.application_id join vacancy v on v.id = r.vacancy_id
  where r.state = 'expired' and a.stage in {OPEN} and {WRITES}
  group by v.id, v.reference, v.title_nl, v.title_en""",
    f"""
  select 'reference.ask', 'vacancies', v.id, v.reference, v.title_nl, v.title_en, max(a.updated_at), max(a.updated_at) + interval '7 days',
    'Vraag ' || count(*) || case when count(*) = 1 then ' referentie op bij' else ' referenties op bij' end,
    'Ask for ' || count(*) || case when count(*) = 1 then ' reference for' else ' references for' end
  from reference r join application a on a.id = r.application_id join vacancy v on v.id = r.vacancy_id
  where r.state = 'named' and a.stage in ('shortlisted', 'interview', 'selected') and {WRITES}
  group by v.id, v.reference, v.title_nl, v.title_en""",
]
FIGURES: list[str] = []
ACTIVITY: list[str] = []
FINDS: list[str] = []
