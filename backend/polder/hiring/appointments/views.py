"""What people read about appointments, checks and rules of the checklist."""

from sqlalchemy import func

from polder.hiring.appointments import tables as _tables  # noqa: F401 - defines the tables named below
from polder.hiring.appointments.lifecycle import APPOINTMENT_CHECK as CHECK_LIFE
from polder.hiring.appointments.lifecycle import CHECKLIST_RULE as RULE_LIFE
from polder.hiring.appointments.words import CHECK_KINDS
from polder.kernel import notation, version_parts
from polder.kernel.openapi import block as sql
from polder.kernel.openapi import kind, many, named, perhaps, record
from polder.kernel.reader import Detail, Listing, column
from polder.kernel.record import metadata
from polder.partners import tables as _partners  # noqa: F401 - likewise
from polder.partners.lifecycle import APPOINTMENT as LIFE

appointment = metadata.tables["appointment"]
check = metadata.tables["appointment_check"]
rule = metadata.tables["checklist_rule"]
person = metadata.tables["person"]

OPEN_CHECKS = """(select count(*)::int from appointment_check c where c.appointment_id = appointment.id and c.required
  and c.state = 'open')"""
EMPLOYERS = """(select string_agg(o.name, ', ' order by e.part_bp desc, o.name) from appointment_employer e
  join organisation o on o.id = e.organisation_id where e.appointment_id = appointment.id)"""

APPOINTMENTS = Listing(
    "appointments",
    appointment.outerjoin(person, person.c.id == appointment.c.person_id),
    appointment.c.id,
    [
        column("id", appointment.c.id, "id", "id", "uuid", export=False),
        column("reference", appointment.c.reference, "nummer", "reference", by="sort filter"),
        column("person_id", appointment.c.person_id, "persoon-id", "person id", "uuid", "filter", export=False),
        column("name", func.polder.appointed_name(appointment.c.id), "naam", "name"),
        column("role_title_nl", appointment.c.role_title_nl, "functie (nl)", "role (nl)"),
        column("role_title_en", appointment.c.role_title_en, "functie (en)", "role (en)"),
        column("employers", sql(EMPLOYERS, "text?"), "werkgevers", "employers"),
        column("fte_percent", appointment.c.fte_percent, "omvang (%)", "size (%)", "integer", "sort"),
        column("starts_on", appointment.c.starts_on, "begin", "start", "date", "sort range"),
        column("ends_on", appointment.c.ends_on, "einde", "end", "date", "sort range"),
        column("open_checks", sql(OPEN_CHECKS, "integer"), "te doen", "to do", "integer"),
        column("state", appointment.c.state, "stand", "state", by="sort filter"),
        column("version", appointment.c.version, "versie", "version", "integer", export=False),
    ],
    sort="-starts_on",
    search=person.c.search,
)  # fmt: skip

PERIOD = named("PeriodOfAppointment", record(
    id="uuid", kind="text", note="text?", version="integer", valid_from="date", valid_until="date",
))  # fmt: skip
CANDIDATE = named("CandidatePerson", record(
    id="uuid", name="text", orcid="text?", email="text?", by=kind("text", choices=["orcid", "email", "name", "made"]),
))  # fmt: skip
APPOINTMENT = Detail(
    appointment,
    appointment.c.id,
    {
        **{c.name: c for c in appointment.c},
        "name": sql("polder.appointed_name(appointment.id)", "text?"),
        "appointed_percent": sql(
            "polder.appointed_percent(appointment.id)",
            kind("integer?", about="the most on one day, with the person's other appointments"),
        ),
        "employers": sql(
            """(select coalesce(json_agg(json_build_object('organisation_id', o.id, 'name', o.name, 'part_bp', e.part_bp)
              order by e.part_bp desc, o.name), '[]') from appointment_employer e join organisation o on o.id = e.organisation_id
              where e.appointment_id = appointment.id)""",
            many(named("EmployerOfAppointment", record(organisation_id="uuid", name="text", part_bp="integer"))),
        ),
        "supervisors": sql(
            """(select coalesce(json_agg(json_build_object('id', s.id, 'person_id', s.person_id, 'name', p.name, 'kind', s.kind,
              'valid_from', s.valid_from, 'valid_until', s.valid_until, 'version', s.version)
              order by s.kind = 'co', s.valid_from, p.name), '[]')
              from supervision s left join person p on p.id = s.person_id where s.appointment_id = appointment.id)""",
            many(named("SupervisorOfAppointment", record(
                id="uuid", person_id="uuid", name="text?", kind="text", valid_from="date", valid_until="date?", version="integer"))),
        ),
        "periods": sql(
            """(select coalesce(json_agg(json_build_object('id', p.id, 'kind', p.kind, 'note', p.note, 'version', p.version,
              'valid_from', p.valid_from, 'valid_until', p.valid_until) order by p.valid_from, p.kind), '[]')
              from appointment_period p where p.appointment_id = appointment.id)""",
            many(PERIOD),
        ),
        "checks": sql(
            """(select coalesce(json_agg(json_build_object('id', c.id, 'kind', c.kind, 'required', c.required, 'state', c.state,
              'owner_id', c.owner_id, 'owner', polder.name_of(c.owner_id), 'due_on', c.due_on, 'version', c.version, 'reason',
              (select m.reason from move_entry m where m.record_id = c.id and m.to_state = c.state order by m.id desc limit 1),
              'documents', (select count(*) from document d where d.record_id = c.id and d.state = 'accepted'))
              order by c.due_on, c.kind), '[]') from appointment_check c where c.appointment_id = appointment.id)""",
            many(named("CheckOfAppointment", record(
                id="uuid", kind="text", required="boolean", state="text", owner_id="uuid?", owner="text?", due_on="date",
                version="integer", reason="text?", documents="integer"))),
        ),
        "hire": sql(
            """(select json_build_object('offer_id', h.offer_id, 'offer', o.reference, 'application_id', h.application_id,
              'application', a.reference, 'name', a.name, 'vacancy_id', h.vacancy_id, 'vacancy', v.reference,
              'confirmed_at', h.confirmed_at, 'confirmed_by', polder.name_of(h.confirmed_by), 'person_made', h.person_made)
              from hire h left join offer o on o.id = h.offer_id left join application a on a.id = h.application_id
                left join vacancy v on v.id = h.vacancy_id where h.appointment_id = appointment.id)""",
            perhaps(named("HireOfAppointment", record(
                offer_id="uuid", offer="text?", application_id="uuid", application="text?", name="text?", vacancy_id="uuid",
                vacancy="text?", confirmed_at="instant?", confirmed_by="text?", person_made="boolean"))),
        ),
        # What pays for it, for whoever sees positions.
        "position": sql(
            """(select json_build_object('id', p.id, 'reference', p.reference, 'title_nl', p.title_nl, 'title_en', p.title_en, 'state', p.state)
              from hire h join offer o on o.id = h.offer_id join position p on p.id = o.position_id
              where h.appointment_id = appointment.id)""",
            perhaps(record(id="uuid", reference="text", title_nl="text", title_en="text", state="text")),
        ),
        # Who it may be, while nobody has said so. People decide; nothing is merged by itself.
        "candidates": sql(
            """(select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name, 'orcid', p.orcid, 'email', p.email, 'by',
                case when p.orcid = a.orcid then 'orcid' when lower(p.email) = lower(a.email) and not (h.person_made and p.id = appointment.person_id) then 'email'
                  when p.id = appointment.person_id then 'made' else 'name' end) order by p.id = appointment.person_id desc, p.name), '[]')
              from hire h join application a on a.id = h.application_id
                join person p on p.id = appointment.person_id or p.orcid = a.orcid or lower(p.email) = lower(a.email)
                  or p.sort_name = a.sort_name
              where h.appointment_id = appointment.id and h.confirmed_at is null)""",
            many(CANDIDATE),
        ),
    },
    LIFE,
)  # fmt: skip

CHECK_REASON = """(select m.reason from move_entry m where m.record_id = appointment_check.id
  and m.to_state = appointment_check.state order by m.id desc limit 1)"""
CHECKS = Listing(
    "appointment_checks",
    check.outerjoin(appointment, appointment.c.id == check.c.appointment_id),
    check.c.id,
    [
        column("id", check.c.id, "id", "id", "uuid", export=False),
        column("appointment_id", check.c.appointment_id, "aanstelling-id", "appointment id", "uuid", "filter", export=False),
        column("reference", sql("appointment.reference", "text?"), "aanstelling", "appointment"),
        column("name", func.polder.appointed_name(check.c.appointment_id), "naam", "name"),
        column("kind", check.c.kind, "controle", "check", by="filter sort"),
        column("required", check.c.required, "verplicht", "required", "boolean", "filter"),
        column("owner_id", check.c.owner_id, "eigenaar-id", "owner id", "uuid", "filter", export=False),
        column("owner", func.polder.name_of(check.c.owner_id), "eigenaar", "owner"),
        column("due_on", check.c.due_on, "uiterlijk", "due", "date", "sort range"),
        column("starts_on", sql("appointment.starts_on", "date?"), "begin", "start", "date"),
        column("state", check.c.state, "stand", "state", by="filter sort"),
        column("version", check.c.version, "versie", "version", "integer", export=False),
    ],
    sort="due_on",
)  # fmt: skip
CHECK = Detail(
    check,
    check.c.id,
    {
        **{c.name: c for c in check.c},
        "name": sql("polder.appointed_name(appointment_check.appointment_id)", "text?"),
        "owner": sql("polder.name_of(appointment_check.owner_id)", "text?"),
        "reason": sql(CHECK_REASON, "text?"),
        "appointment": sql(
            """(select json_build_object('id', a.id, 'reference', a.reference, 'role_title_nl', a.role_title_nl, 'role_title_en',
              a.role_title_en, 'starts_on', a.starts_on) from appointment a where a.id = appointment_check.appointment_id)""",
            perhaps(record(id="uuid", reference="text", role_title_nl="text", role_title_en="text", starts_on="date")),
        ),
        "rule": sql(
            """(select json_build_object('id', r.id, 'explanation_nl', r.explanation_nl, 'explanation_en', r.explanation_en,
              'source', r.source) from checklist_rule r where r.id = appointment_check.rule_id)""",
            perhaps(record(id="uuid", explanation_nl="text", explanation_en="text", source="text")),
        ),
    },
    CHECK_LIFE,
)  # fmt: skip

RULES = version_parts.listing(
    "checklist_rules",
    rule,
    column("applies", rule.c.applies, "wanneer", "when", by="filter"),
    column("required", rule.c.required, "verplicht", "required", "boolean"),
    column("owner_role", rule.c.owner_role, "rol", "role"),
    column("days_before_start", rule.c.days_before_start, "dagen voor het begin", "days before the start", "integer"),
)
RULE = version_parts.detail(rule, RULE_LIFE)

_ENDS = notation.day_sql("a.ends_on")
KIND_NL, KIND_EN = (
    "case c.kind {} end".format(" ".join(f"when '{kind}' then '{words.in_(language)}'" for kind, words in CHECK_KINDS.items()))
    for language in ("nl", "en")
)  # fmt: skip
WAITING = [
    """
  select 'hire.confirm', 'appointments', a.id, a.reference, p.name, p.name, h.created_at, h.created_at + interval '3 days',
    'Bevestig wie dit is:', 'Confirm who this is:'
  from hire h join appointment a on a.id = h.appointment_id join person p on p.id = a.person_id
  where h.confirmed_at is null and a.state = 'planned' and (select polder.may('appointment.write'))""",
    """
  select 'position.fill', 'positions', p.id, p.reference, p.title_nl, p.title_en, h.created_at, h.created_at + interval '7 days',
    'Het aanbod is aangenomen, maar de positie is nog niet vervuld:', 'The offer was accepted, yet the position is not filled:'
  from hire h join offer o on o.id = h.offer_id join position p on p.id = o.position_id
    join appointment a on a.id = h.appointment_id
  where p.state = 'vacant' and a.state in ('planned', 'active') and (select polder.may('position.fill'))""",
    f"""
  select 'appointment_check.do', 'appointment_checks', c.id, a.reference, polder.appointed_name(a.id), polder.appointed_name(a.id),
    c.created_at, polder.day_ends(c.due_on), 'Rond af: ' || {KIND_NL} || ', voor', 'Complete: ' || {KIND_EN} || ', for'
  from appointment_check c join appointment a on a.id = c.appointment_id
  where c.state = 'open' and a.state in ('planned', 'active')
    and (c.owner_id = (select polder.actor()) or (c.owner_id is null and (select polder.may('appointment.write'))))""",
    f"""
  select 'appointment.ends', 'appointments', a.id, a.reference, p.name, p.name, polder.day_begins(a.ends_on - 90),
    polder.day_ends(a.ends_on - 30), 'Verlengen of laten eindigen op ' || {_ENDS[0]} || '?', 'Extend, or let it end on ' || {_ENDS[1]} || '?'
  from appointment a join person p on p.id = a.person_id
  where a.state = 'active' and a.ends_on between polder.today() and polder.today() + 90 and (select polder.may('appointment.write'))""",
    """
  select 'appointment.start', 'appointments', a.id, a.reference, p.name, p.name, polder.day_begins(a.starts_on),
    polder.day_ends(a.starts_on), 'Nog niet ingegaan; rond de controles af voor', 'Not started yet; complete the checks for'
  from appointment a join person p on p.id = a.person_id
  where a.state = 'planned' and a.starts_on < polder.today() and (select polder.may('appointment.write'))""",
    version_parts.waiting(
        "checklist_rule",
        "checklist_rule.confirm",
        "checklist_rules",
        "Bevestig de regel",
        "Confirm the rule",
        "hiring_text.confirm",
    ),
]
FIGURES = [
    """
  select 'appointments', 'lopende aanstellingen', 'active appointments',
    (select count(*) from appointment where state = 'active') where (select polder.may('appointment.read'))""",
]
FINDS = [
    """
  select 'appointments', a.id, p.name, p.name, a.reference from appointment a join person p on p.id = a.person_id, q
  where p.search @@ q.query limit 6""",
]
