"""Meetings as people read them, and candidates side by side: by name, or as the agenda has them. People rank, the computer
does not."""

from typing import Any

from polder.hiring.meetings import tables as _tables  # noqa: F401 - defines the tables named below
from polder.hiring.meetings.lifecycle import MEETING as MEETING_LIFE
from polder.hiring.views import CRITERIA, SCORES, SCORES_SHAPE, SUMMARY_SHAPE
from polder.kernel.openapi import block as sql
from polder.kernel.openapi import kind, many, mapping, named, perhaps, record
from polder.kernel.reader import Detail, Listing, column
from polder.kernel.record import metadata

MOST = 60  # candidates at once: more are not compared but sifted
meeting = metadata.tables["meeting"]
vacancy = metadata.tables["vacancy"]


# Row-level security leaves out whom a conflict hides, and judgements that the asker may not see yet.
def _comparison(candidates: str, of: str) -> str:
    return f"""
select json_build_object(
  'criteria', (select coalesce(json_agg(json_build_object('id', c.id, 'position', c.position, 'name_nl', c.name_nl, 'name_en', c.name_en,
     'rubric_nl', c.rubric_nl, 'rubric_en', c.rubric_en) order by c.position), '[]') from criterion c where c.vacancy_id = v.id),
  'candidates', (select coalesce(json_agg(json_build_object('id', a.id, 'reference', a.reference, 'name', a.name, 'stage', a.stage,
     'summary', polder.review_summary(a.id, v.id),
     'reviews', (select coalesce(json_agg(json_build_object('reviewer', polder.name_of(r.reviewer_id), 'recommendation', r.recommendation,
        'note', r.note, 'scores', {SCORES}, 'opinions', (select coalesce(json_agg(json_build_object('author', polder.name_of(o.author_id),
          'agrees', o.agrees, 'reason', o.reason) order by o.created_at, o.id), '[]') from review_opinion o
          where o.review_id = r.id and o.lapsed_at is null)) order by polder.name_of(r.reviewer_id), r.id), '[]')
        from review r where r.application_id = a.id and r.state = 'submitted')) order by a.place, a.sort_name, a.id), '[]')
     from ({candidates} limit {MOST}) as a),
  'most', {MOST})::text
from {of} and (polder.may('review.read') or v.id = any(polder.scope('review.read')))
"""


COMPARISON = _comparison(
    "select x.*, 0 as place from application x where x.vacancy_id = v.id and x.submitted_at is not null and x.stage = any($2::text[])"
    " order by x.sort_name, x.id",
    "vacancy v where v.id = $1",
)
ON_AGENDA = _comparison(
    "select x.*, i.position as place from meeting_item i join application x on x.id = i.application_id where i.meeting_id = m.id"
    " order by i.position, x.sort_name, x.id",
    "meeting m join vacancy v on v.id = m.vacancy_id where m.id = $1",
)
COMPARISON_SHAPE = named("Comparison", record(
    criteria=CRITERIA,
    candidates=many(named("ComparedCandidate", record(
        id="uuid", reference="text", name="text", stage="text", summary=SUMMARY_SHAPE,
        reviews=many(named("ComparedReview", record(reviewer="text?", recommendation="text?", note="text", scores=SCORES_SHAPE,
            opinions=many(record(author="text?", agrees="boolean", reason="text")))))))),
    most="integer",
))  # fmt: skip


def _counted(what: str) -> Any:
    return sql(f"(select count(*)::int from meeting_item i where i.meeting_id = meeting.id and {what})", "integer")


MEETINGS = Listing(
    "meetings",
    meeting.join(vacancy, vacancy.c.id == meeting.c.vacancy_id),
    meeting.c.id,
    [
        column("id", meeting.c.id, "id", "id", "uuid", export=False),
        column("reference", meeting.c.reference, "nummer", "reference", by="sort filter"),
        column("vacancy_id", meeting.c.vacancy_id, "vacature-id", "vacancy id", "uuid", "filter", export=False),
        column("vacancy", vacancy.c.reference, "vacature", "vacancy"),
        column("starts_at", meeting.c.starts_at, "begin", "start", "instant", "sort range"),
        column("length_minutes", meeting.c.length_minutes, "minuten", "minutes", "integer"),
        column("time_zone", meeting.c.time_zone, "tijdzone", "time zone"),
        column("place", meeting.c.place, "waar", "where"),
        column("state", meeting.c.state, "stand", "state", by="sort filter"),
        column("candidates", _counted("true"), "kandidaten", "candidates", "integer"),
        column("decided", _counted("i.decision is not null"), "besluiten", "decisions", "integer"),
        column("created_at", meeting.c.created_at, "gemaakt", "created", "instant", "sort range"),
        column("version", meeting.c.version, "versie", "version", "integer", export=False),
    ],
    sort="-starts_at",
)  # fmt: skip

NAMES = many(kind("text"))
ITEM = named("MeetingItem", record(
    id="uuid", application_id="uuid", reference="text", name="text", stage="text", summary=SUMMARY_SHAPE, decision="text?", reason="text",
    reasons=mapping(kind("text", about="why, by criterion")), away=many(kind("uuid")),
    present=kind("integer", about="who counts for this decision now, or counted when it was made"),
    committee=kind("integer", about="members without a conflict of interest"), quorum="integer",
    left=NAMES, outcome="text?", carried_out_at="instant?", version="integer",
))  # fmt: skip
MEETING = Detail(
    meeting,
    meeting.c.id,
    {
        **{c.name: c for c in meeting.c},
        "chair": sql("polder.name_of(meeting.chair_id)", "text?"),
        "vacancy": sql(
            """(select json_build_object('id', v.id, 'reference', v.reference, 'title_nl', v.title_nl, 'title_en', v.title_en, 'criteria',
                (select coalesce(json_agg(json_build_object('id', c.id, 'position', c.position, 'name_nl', c.name_nl, 'name_en', c.name_en,
                  'rubric_nl', c.rubric_nl, 'rubric_en', c.rubric_en) order by c.position), '[]') from criterion c where c.vacancy_id = v.id))
              from vacancy v where v.id = meeting.vacancy_id)""",
            record(id="uuid", reference="text", title_nl="text", title_en="text", criteria=CRITERIA),
        ),
        "people": sql(
            "polder.meeting_people(meeting.id)",
            many(named("MeetingPerson", record(account_id="uuid", name="text", role="text?", presence="text?"))),
        ),
        "items": sql(
            """(select coalesce(json_agg(json_build_object('id', i.id, 'application_id', a.id, 'reference', a.reference, 'name', a.name,
                'stage', a.stage, 'summary', polder.review_summary(a.id, a.vacancy_id), 'decision', i.decision, 'reason', i.reason,
                'reasons', i.reasons, 'away', i.away, 'present', coalesce(cardinality(i.decided_by), n.present),
                'committee', coalesce(i.committee, n.committee),
                'quorum', polder.meeting_quorum(coalesce(i.committee, n.committee)), 'left', polder.item_left(i.id),
                'outcome', i.outcome, 'carried_out_at', i.carried_out_at, 'version', i.version) order by i.position, a.sort_name, i.id), '[]')
              from meeting_item i join application a on a.id = i.application_id
                cross join lateral polder.item_count(i.id) as n
              where i.meeting_id = meeting.id)""",
            many(ITEM),
        ),
        "quorum_basis_points": sql("polder.hiring_figure('meeting_quorum')", kind("integer?", about="of the committee")),
        "versions": sql(
            """(select coalesce(json_agg(json_build_object('number', n.number, 'language', n.language, 'at', n.created_at, 'by',
                polder.name_of(n.created_by), 'document_id', n.document_id, 'remade_at', n.remade_at, 'sha256', n.sha256, 'approved_at', n.approved_at, 'approved_by',
                polder.name_of(n.approved_by)) order by n.number desc), '[]') from meeting_minutes n where n.meeting_id = meeting.id)""",
            many(named("MinutesVersion", record(
                number="integer", language="text", at="instant", by="text?", document_id="uuid?", remade_at="instant?", sha256="text", approved_at="instant?",
                approved_by="text?"))),
        ),
        "minutes_status": sql(
            "polder.minutes_status(meeting.id)", kind("text", choices=["none", "hidden", "stale", "own", "absent", "ready"])
        ),
    },
    MEETING_LIFE,
)  # fmt: skip

item = metadata.tables["meeting_item"]
application = metadata.tables["application"]
ITEMS = Listing(
    "meeting_items",
    item.join(meeting, meeting.c.id == item.c.meeting_id).join(application, application.c.id == item.c.application_id),
    item.c.id,
    [
        column("id", item.c.id, "id", "id", "uuid", export=False),
        column("meeting_id", item.c.meeting_id, "vergadering-id", "meeting id", "uuid", "filter", export=False),
        column("meeting", meeting.c.reference, "vergadering", "meeting"),
        column("starts_at", meeting.c.starts_at, "begin", "start", "instant", "sort range"),
        column("time_zone", meeting.c.time_zone, "tijdzone", "time zone"),
        column("vacancy_id", item.c.vacancy_id, "vacature-id", "vacancy id", "uuid", "filter", export=False),
        column("application_id", item.c.application_id, "sollicitatie-id", "application id", "uuid", "filter", export=False),
        column("application", application.c.reference, "sollicitatie", "application"),
        column("name", application.c.name, "naam", "name"),
        column("decision", item.c.decision, "besluit", "decision", by="filter"),
        column("reason", item.c.reason, "waarom", "why"),
        column("present", sql("cardinality(meeting_item.decided_by)", "integer?"), "besloten door", "decided by", "integer"),
        column("committee", item.c.committee, "van", "of", "integer"),
        column("outcome", item.c.outcome, "uitvoering", "what became of it", by="filter"),
        column("carried_out_at", item.c.carried_out_at, "uitgevoerd", "carried out", "instant", "range"),
        column("version", item.c.version, "versie", "version", "integer", export=False),
    ],
    sort="-starts_at",
)  # fmt: skip

CARRIED = named("DecisionCarriedOut", record(
    item_id="uuid", application_id="uuid", reference="text", name="text", decision="text",
    outcome=kind("text?", choices=["done", "withdrawn"], about="null: it could not be done, see why"),
    why=perhaps(record(nl="text", en="text")),
))  # fmt: skip
CARRIED_OUT = named("DecisionsCarriedOut", record(data=many(CARRIED)))

SEATED = """exists (select from role_grant g where g.scope_id = m.vacancy_id and g.account_id = (select polder.actor())
    and g.role like 'committee%' and g.confirmed_at is not null and g.valid_from <= now() and (g.valid_until is null or g.valid_until > now()))"""
MANAGES = (
    "((select polder.may('meeting.manage')) or m.vacancy_id = any((select polder.scope('meeting.manage'))::uuid[]))"
)
APPROVES = (
    "((select polder.may('meeting.approve')) or m.vacancy_id = any((select polder.scope('meeting.approve'))::uuid[]))"
)
ENDS = "m.starts_at + make_interval(mins => m.length_minutes)"
WAITING = [
    f"""
  select 'meeting.attend', 'meetings', m.id, m.reference, v.title_nl, v.title_en, m.starts_at, m.starts_at,
    'Vandaag vergadert de commissie over', 'Today the committee meets about'
  from meeting m join vacancy v on v.id = m.vacancy_id
  where m.state in ('planned', 'held') and (m.starts_at at time zone m.time_zone)::date = (polder.clock() at time zone m.time_zone)::date
    and {ENDS} > polder.clock() and {SEATED}""",
    f"""
  select 'meeting.record', 'meetings', m.id, m.reference, v.title_nl, v.title_en, {ENDS}, {ENDS} + interval '2 days',
    'Leg vast wat is besloten over', 'Record what was decided about'
  from meeting m join vacancy v on v.id = m.vacancy_id where m.state = 'planned' and {ENDS} < polder.clock() and {MANAGES}""",
    f"""
  select 'minutes.make', 'meetings', m.id, m.reference, v.title_nl, v.title_en, {ENDS}, {ENDS} + interval '7 days',
    'Maak het verslag van de vergadering over', 'Make the minutes of the meeting about'
  from meeting m join vacancy v on v.id = m.vacancy_id where m.state = 'held' and {ENDS} < polder.clock() and {MANAGES}
    and polder.minutes_status(m.id) in ('none', 'stale')""",
    f"""
  select 'minutes.approve', 'meetings', m.id, m.reference, v.title_nl, v.title_en, n.made, n.made + interval '7 days',
    'Keur het verslag goed van de vergadering over', 'Approve the minutes of the meeting about'
  from meeting m join vacancy v on v.id = m.vacancy_id
    join lateral (select max(x.created_at) as made from meeting_minutes x where x.meeting_id = m.id) as n on true
  where m.state = 'held' and {APPROVES} and polder.minutes_status(m.id) = 'ready'""",
    f"""
  select 'decisions.carry_out', 'meetings', m.id, m.reference, v.title_nl, v.title_en, {ENDS}, {ENDS} + interval '7 days',
    'Voer de besluiten uit van de vergadering over', 'Carry out the decisions of the meeting about'
  from meeting m join vacancy v on v.id = m.vacancy_id where m.state = 'minutes_approved' and {MANAGES} and exists (
    select from meeting_item i where i.meeting_id = m.id and i.decision <> 'hold' and i.outcome is null)""",
]
FIGURES: list[str] = []
FINDS: list[str] = []
