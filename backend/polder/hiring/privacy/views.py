"""What people read about keeping and erasing."""

from typing import Any

from polder.hiring.privacy import tables as _tables  # noqa: F401 - defines the tables named below
from polder.hiring.privacy.lifecycle import ERASURE_RUN as RUN_LIFE
from polder.hiring.privacy.lifecycle import OBJECTION as OBJECTION_LIFE
from polder.hiring.privacy.tables import Kept, Why
from polder.kernel.openapi import block as sql
from polder.kernel.openapi import kind, many, mapping, named, perhaps, record
from polder.kernel.reader import Detail, Listing, column
from polder.kernel.record import metadata


def _about(path: str) -> Any:
    return sql(f"polder.objection_about(objection.id) {path}", "text?")


run, objection = metadata.tables["erasure_run"], metadata.tables["objection"]
_COUNT = "(select count(*) from erasure_item i where i.run_id = erasure_run.id{})"

RUNS = Listing(
    "erasure_runs",
    run,
    run.c.id,
    [
        column("id", run.c.id, "id", "id", "uuid", export=False),
        column("reference", run.c.reference, "nummer", "reference", by="sort filter"),
        column("kind", run.c.kind, "soort", "kind", by="filter"),
        column("listed_at", run.c.listed_at, "lijst van", "listed", "instant", "sort"),
        column("people", sql(_COUNT.format(""), "integer"), "mensen", "people", "integer"),
        column("erased", sql(_COUNT.format(" and i.erased_at is not null"), "integer"), "gewist", "erased", "integer"),
        column("kept", sql(_COUNT.format(" and i.kept_because is not null"), "integer"), "bewaard", "kept", "integer"),
        column("state", run.c.state, "stand", "state", by="filter sort"),
        column("done_at", run.c.done_at, "gewist op", "erased on", "instant", "sort"),
        column("version", run.c.version, "versie", "version", "integer", export=False),
    ],
    sort="-listed_at",
)
_COUNTED = mapping(kind("integer"))
ITEM = named("ErasureItem", record(
    application_id="uuid", reference="text", name="text?", vacancy="text", due_on="date", told_at="instant?", erased_at="instant?", contents="integer",
    why=kind("text", choices=[str(why) for why in Why]), opens=kind("boolean", about="whether the asker reads the application"),
    kept_because=kind("text", null=True, choices=[str(kept) for kept in Kept]),
    going=_COUNTED, went=perhaps(_COUNTED),
    proof=perhaps(record(words="integer", tables="integer", columns="integer", left="integer", elsewhere=_COUNTED)),
))  # fmt: skip
RUN = Detail(
    run,
    run.c.id,
    {
        **{c.name: c for c in run.c},
        "author": sql("polder.name_of(erasure_run.created_by)", "text?"),
        "looked_by_name": sql("polder.name_of(erasure_run.looked_by)", "text?"),
        "whole": sql("polder.erasure_is_whole(erasure_run.id)", "boolean"),
        "items": sql(
            """(select coalesce(json_agg(json_build_object('application_id', i.application_id, 'reference', n.of ->> 'reference',
                'name', n.of ->> 'name', 'vacancy', n.of ->> 'vacancy',
                'opens', exists (select from application a where a.id = i.application_id), 'due_on', i.due_on, 'why', i.why, 'going', i.going, 'went', i.went,
                'told_at', i.told_at, 'erased_at', i.erased_at, 'kept_because', i.kept_because, 'proof', i.proof, 'contents', cardinality(i.contents))
                order by i.due_on, n.of ->> 'reference'), '[]')
              from erasure_item i cross join lateral (select polder.erasure_name(i.application_id) as of) as n
              where i.run_id = erasure_run.id)""",
            many(ITEM),
        ),
    },
    RUN_LIFE,
)

OBJECTIONS = Listing(
    "objections",
    objection,
    objection.c.id,
    [
        column("id", objection.c.id, "id", "id", "uuid", export=False),
        column("application_id", objection.c.application_id, "sollicitatie-id", "application id", "uuid", "filter", export=False),
        column("reference", _about("->> 'reference'"), "sollicitatie", "application"),
        column("name", _about("->> 'name'"), "naam", "name"),
        column("vacancy", _about("->> 'vacancy'"), "vacature", "vacancy"),
        column("created_at", objection.c.created_at, "ontvangen", "received", "instant", "sort range"),
        # the longest open first; what has ended comes after those
        column("open_since", sql("case when objection.state = 'open' then objection.created_at end", "instant?"), "open sinds", "open since",
               "instant", "sort"),
        column("days", sql("case when objection.state = 'open' then polder.today() - polder.day_of(objection.created_at) end", "integer?"),
               "dagen open", "days open", "integer"),
        column("text", objection.c.text, "bezwaar", "objection"),
        column("by_applicant", objection.c.by_applicant, "door de sollicitant", "by the applicant", "boolean"),
        column("state", objection.c.state, "stand", "state", by="filter sort"),
        column("settled_at", _about("-> 'settled' ->> 'at'"), "beoordeeld", "judged"),
        column("outcome", _about("-> 'settled' ->> 'reason'"), "uitkomst", "outcome"),
        column("version", objection.c.version, "versie", "version", "integer", export=False),
    ],
    sort="open_since",
)  # fmt: skip
OBJECTION = Detail(
    objection, objection.c.id,
    {
        **{c.name: c for c in objection.c},
        "about": sql("polder.objection_about(objection.id)", named("ObjectionAbout", record(
            reference="text", name="text", vacancy="text", title_nl="text", title_en="text",
            decision=perhaps(record(stage="text", before="text", at="instant", by="text?", reason="text?")),
            settled=perhaps(record(at="instant", by="text?", reason="text?")), taken_up=perhaps(record(stage="text", at="instant"))))),
        "opens": sql("exists (select from application a where a.id = objection.application_id)", kind("boolean", about="whether the asker reads the application")),
        "take_up": sql("polder.upheld_stages(objection.application_id)", many(kind("text", about="as which stage it may be taken up again"))),
    },
    OBJECTION_LIFE,
)  # fmt: skip

NOW = "select polder.erasure_now()::text"
NOW_SHAPE = named("ErasureNow", record(
    retention_days="integer?", consent_days="integer?", alone_days="integer?", open_run="uuid?", due="integer", soon="integer", asked="integer",
    objections="integer", erased="integer",
))  # fmt: skip
OF_APPLICATION = """
select (polder.privacy_of(a.id)::jsonb || jsonb_build_object(
  'consents', (select coalesce(jsonb_agg(jsonb_build_object('asked_at', c.asked_at, 'given_at', c.given_at, 'until', c.until,
      'withdrawn_at', c.withdrawn_at) order by c.id desc), '[]') from consent c where c.application_id = a.id),
  'requested_on', (select r.due_on from erasure_request r where r.application_id = a.id and r.withdrawn_at is null)))::text
from application a where a.id = $1"""
OF_APPLICATION_SHAPE = named("PrivacyOfApplication", record(
    due_on="date?", decided="boolean", erased=perhaps(record(at="instant", run_id="uuid", run="text")), requested_on="date?",
    consents=many(record(asked_at="instant?", given_at="instant?", until="date?", withdrawn_at="instant?")),
))  # fmt: skip
SUBJECTS = """
select json_build_object('data', coalesce(json_agg(json_build_object('id', s.id, 'reference', s.reference, 'name', s.name,
  'email', s.email, 'stage', s.stage, 'submitted_at', s.submitted_at, 'vacancy', s.vacancy, 'title_nl', s.title_nl,
  'title_en', s.title_en)), '[]'))::text from polder.subjects($1) as s"""
SUBJECTS_SHAPE = record(data=many(named("Subject", record(
    id="uuid", reference="text", name="text", email="text?", stage="text", submitted_at="instant", vacancy="text", title_nl="text", title_en="text"))))  # fmt: skip

# What waits for the asker: see polder.home.
WAITING = [
    """
  select 'erasure.look', 'erasure_runs', r.id, r.reference, 'wat gewist wordt', 'what will be erased', r.listed_at,
    r.listed_at + interval '7 days', 'Loop na:', 'Look through:'
  from erasure_run r where r.state = 'proposed' and r.kind = 'due' and (select polder.may('erasure.run'))""",
    """
  select 'erasure.carry_out', 'erasure_runs', r.id, r.reference, 'wat is nagelopen', 'what was looked through', r.looked_at,
    r.looked_at + interval '7 days', 'Wis:', 'Erase:'
  from erasure_run r where r.state = 'looked' and (select polder.may('erasure.run'))
    and (select polder.actor()) is distinct from r.looked_by and (select polder.actor()) is distinct from r.created_by""",
    """
  select 'objection.judge', 'objections', o.id, n.of ->> 'reference', n.of ->> 'name', n.of ->> 'name', o.created_at,
    o.created_at + interval '14 days', 'Oordeel over het bezwaar van', 'Judge the objection of'
  from objection o cross join lateral (select polder.objection_about(o.id) as of) as n
  where o.state = 'open' and (select polder.may('objection.judge')) and not polder.decided_on(o.application_id)""",
    # Upheld: whoever decides takes the application up again.
    """
  select 'objection.take_up', 'objections', o.id, n.of ->> 'reference', n.of ->> 'name', n.of ->> 'name', o.updated_at,
    o.updated_at + interval '7 days', 'Neem weer in behandeling, na een gegrond bezwaar:', 'Take up again, after an upheld objection:'
  from objection o cross join lateral (select polder.objection_about(o.id) as of) as n
  where o.state = 'upheld' and cardinality(polder.upheld_stages(o.application_id)) > 0""",
    # Nothing is erased while no rule says when.
    """
  select 'erasure.no_rule', 'hiring_rules', cast(null as uuid), '', 'hoe lang sollicitaties blijven: tot dan wordt niets gewist',
    'how long applications are kept: until then nothing is erased', min(a.updated_at), min(a.updated_at) + interval '28 days',
    'Stel vast', 'Settle'
  from application a where (select polder.may('erasure.run')) and a.stage in ('rejected', 'ineligible', 'withdrawn')
    and polder.hiring_figure('retention_days') is null having count(*) > 0""",
]
