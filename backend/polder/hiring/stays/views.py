"""What people read of stays and milestones."""

from sqlalchemy import func

from polder.hiring.stays import tables as _tables  # noqa: F401 - defines the tables named below
from polder.hiring.stays.lifecycle import STAY as STAY_LIFE
from polder.kernel.openapi import block as sql
from polder.kernel.openapi import kind, many, named, perhaps, record
from polder.kernel.reader import Detail, Listing, column
from polder.kernel.record import metadata

stay, milestone, appointment = (metadata.tables[name] for name in ("stay", "milestone", "appointment"))

STAYS = Listing(
    "stays",
    stay.outerjoin(appointment, appointment.c.id == stay.c.appointment_id),
    stay.c.id,
    [
        column("id", stay.c.id, "id", "id", "uuid", export=False),
        column("appointment_id", stay.c.appointment_id, "aanstelling-id", "appointment id", "uuid", "filter", export=False),
        column("reference", sql("appointment.reference", "text?"), "aanstelling", "appointment"),
        column("name", func.polder.appointed_name(stay.c.appointment_id), "naam", "name"),
        column("organisation", func.polder.stay_place(stay.c.appointment_id, stay.c.organisation_id), "waar", "where"),
        column("country_code", stay.c.country_code, "land", "country", by="sort filter"),
        column("kind", stay.c.kind, "soort", "kind", by="filter"),
        column("valid_from", stay.c.valid_from, "eerste dag", "first day", "date", "sort range"),
        column("valid_until", stay.c.valid_until, "laatste dag", "last day", "date", "sort range"),
        column("state", stay.c.state, "stand", "state", by="sort filter"),
        column("version", stay.c.version, "versie", "version", "integer", export=False),
    ],
    sort="valid_from",
)  # fmt: skip
STAY = Detail(
    stay,
    stay.c.id,
    {
        **{c.name: c for c in stay.c},
        "name": sql("polder.appointed_name(stay.appointment_id)", "text?"),
        "organisation": sql("polder.stay_place(stay.appointment_id, stay.organisation_id)", "text?"),
        "reference": sql("(select a.reference from appointment a where a.id = stay.appointment_id)", "text?"),
        "keeps": sql("polder.keeps_stays(stay.appointment_id)", kind("boolean", about="the asker may change it")),
    },
    STAY_LIFE,
)  # fmt: skip
MILESTONES = Listing(
    "milestones",
    milestone.outerjoin(appointment, appointment.c.id == milestone.c.appointment_id),
    milestone.c.id,
    [
        column("id", milestone.c.id, "id", "id", "uuid", export=False),
        column("appointment_id", milestone.c.appointment_id, "aanstelling-id", "appointment id", "uuid", "filter", export=False),
        column("reference", sql("appointment.reference", "text?"), "aanstelling", "appointment"),
        column("name", func.polder.appointed_name(milestone.c.appointment_id), "naam", "name"),
        column("title", milestone.c.title, "mijlpaal", "milestone"),
        column("whose", milestone.c.whose, "van wie", "whose", by="filter"),
        column("due_on", milestone.c.due_on, "uiterlijk", "due", "date", "sort range"),
        column("done_on", milestone.c.done_on, "gedaan", "done", "date", "sort range"),
        column("evidence", milestone.c.evidence, "bewijs", "evidence"),
        column("version", milestone.c.version, "versie", "version", "integer", export=False),
    ],
    sort="due_on",
)  # fmt: skip
MILESTONE = Detail(milestone, milestone.c.id, {c.name: c for c in milestone.c})

# Everything beside the work here, of an appointment that the asker sees.
OF_APPOINTMENT = """
select json_build_object('keeps', polder.keeps_stays(a.id) and a.state in ('planned', 'active'),
  'own', coalesce(a.person_id = polder.person(), false), 'track', polder.track_of(a.id),
  'stays', (select coalesce(json_agg(json_build_object('id', s.id, 'kind', s.kind, 'organisation', polder.stay_place(a.id, s.organisation_id),
     'country_code', s.country_code, 'valid_from', s.valid_from, 'valid_until', s.valid_until, 'state', s.state, 'note', s.note)
     order by s.valid_from, s.id), '[]') from stay s where s.appointment_id = a.id),
  'milestones', (select coalesce(json_agg(json_build_object('id', m.id, 'title', m.title, 'whose', m.whose, 'due_on', m.due_on,
     'done_on', m.done_on, 'evidence', m.evidence, 'version', m.version) order by m.due_on, m.id), '[]')
     from milestone m where m.appointment_id = a.id))::text
from appointment a where a.id = $1
"""
OF_APPOINTMENT_SHAPE = named("StaysOfAppointment", record(
    keeps=kind("boolean", about="the asker may change them"), own=kind("boolean", about="it is the asker's own appointment"),
    track=perhaps(named("TrackOfAppointment", record(
        track="text", letter="text", source="text?", counted=many(kind("uuid")), months_asked="integer?", months="integer", days="integer",
        months_held="integer"))),
    stays=many(named("StayOfAppointment", record(
        id="uuid", kind="text", organisation="text?", country_code="text", valid_from="date", valid_until="date", state="text", note="text?"))),
    milestones=many(named("MilestoneOfAppointment", record(
        id="uuid", title="text", whose="text", due_on="date", done_on="date?", evidence="text", version="integer"))),
))  # fmt: skip

RUNS = "a.state in ('planned', 'active')"
MILESTONE_DAYS = "coalesce(polder.hiring_figure('milestone_days'), 0)::int"  # with no rule in force: on the day itself
STAY_DAYS = "coalesce(polder.hiring_figure('stay_days'), 0)::int"
WAITING = [
    f"""
  select 'milestone.do', 'appointments', a.id, a.reference, m.title, m.title, polder.day_begins(m.due_on - {MILESTONE_DAYS}),
    polder.day_ends(m.due_on), 'Mijlpaal van ' || polder.appointed_name(a.id) || ':', 'Milestone of ' || polder.appointed_name(a.id) || ':'
  from milestone m join appointment a on a.id = m.appointment_id
  where m.done_on is null and {RUNS} and m.due_on <= polder.today() + {MILESTONE_DAYS}
    and polder.actor() = any(polder.milestone_owners(a.id, m.whose))""",
    f"""
  select 'stay.confirm', 'stays', s.id, a.reference, polder.appointed_name(a.id), polder.appointed_name(a.id),
    polder.day_begins(s.valid_from - {STAY_DAYS}), polder.day_ends(s.valid_from), 'Bevestig het verblijf van', 'Confirm the stay of'
  from stay s join appointment a on a.id = s.appointment_id
  where s.state = 'planned' and {RUNS} and s.valid_from <= polder.today() + {STAY_DAYS} and (select polder.may('appointment.write'))""",
    f"""
  select 'stay.complete', 'stays', s.id, a.reference, polder.appointed_name(a.id), polder.appointed_name(a.id),
    polder.day_begins(s.valid_until + 1), polder.day_ends(s.valid_until + 14), 'Is het verblijf geweest? Dat van', 'Was the stay held? That of'
  from stay s join appointment a on a.id = s.appointment_id
  where s.state = 'confirmed' and {RUNS} and s.valid_until < polder.today() and polder.keeps_stays(a.id)""",
]  # fmt: skip
