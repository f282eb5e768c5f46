"""What staff read about templates and publication."""

from polder.hiring.careers import tables as _tables  # noqa: F401 - defines the tables named below
from polder.kernel.openapi import block as sql
from polder.kernel.openapi import kind, many, named, record
from polder.kernel.reader import Detail, Listing, column
from polder.kernel.record import metadata

template = metadata.tables["vacancy_template"]

TEMPLATES = Listing(
    "vacancy_templates",
    template,
    template.c.id,
    [
        column("id", template.c.id, "id", "id", "uuid", export=False),
        column("name", template.c.name, "naam", "name", by="sort filter"),
        column("title_nl", sql("vacancy_template.content ->> 'title_nl'", "text?"), "titel (nl)", "title (nl)"),
        column("title_en", sql("vacancy_template.content ->> 'title_en'", "text?"), "titel (en)", "title (en)"),
        column("seats", sql("jsonb_array_length(vacancy_template.committee)", "integer"), "zetels", "seats", "integer"),
        column("updated_at", template.c.updated_at, "gewijzigd", "changed", "instant", "sort"),
        column("version", template.c.version, "versie", "version", "integer", export=False),
    ],
    sort="name",
)

TEMPLATE = Detail(
    template,
    template.c.id,
    {
        **{c.name: c for c in template.c if c.name != "committee"},
        "committee": sql(
            """(select coalesce(json_agg(json_build_object('account_id', s.value ->> 'account_id', 'role', s.value ->> 'role',
              'name', polder.name_of((s.value ->> 'account_id')::uuid)) order by s.value ->> 'role', s.value ->> 'account_id'), '[]')
              from jsonb_array_elements(vacancy_template.committee) s)""",
            many(named("SeatOfTemplate", record(account_id="uuid", role="text", name="text?"))),
        ),
    },
)

# How a vacancy reaches people: where, since when, what was moved, and the rule that it is published by.
PUBLICATION = """
select json_build_object('reference', v.reference, 'state', v.state, 'channels', v.channels, 'published_at', v.published_at,
  'open_days', coalesce(polder.hiring_figure('vacancy_open_days'), 0), 'readers', polder.alert_readers(),
  'history', (select coalesce(json_agg(json_build_object('at', m.at, 'move', m.move, 'who', polder.name_of(m.actor_id),
      'reason', m.reason) order by m.at desc, m.id desc), '[]') from move_entry m
    where m.record_id = v.id and m.move in ('publish', 'withdraw', 'close')),
  'extensions', (select coalesce(json_agg(json_build_object('at', e.created_at, 'who', polder.name_of(e.created_by),
      'from_deadline', e.from_deadline, 'to_deadline', e.to_deadline, 'reason', e.reason) order by e.created_at desc), '[]')
    from deadline_extension e where e.vacancy_id = v.id))::text
from vacancy v where v.id = $1
"""
PUBLICATION_SHAPE = named("PublicationOfVacancy", record(
    reference="text", state="text", channels=many(kind("text")), published_at="instant?", open_days="integer",
    readers=kind("integer", about="people who hear of new vacancies by mail"),
    history=many(record(at="instant", move="text", who="text?", reason="text?")),
    extensions=many(record(at="instant", who="text?", from_deadline="instant", to_deadline="instant", reason="text")),
))  # fmt: skip

# What waits: whoever applied for what was withdrawn is to hear what becomes of it.
WAITING = [
    """
  select 'vacancy.withdrawn', 'vacancies', v.id, v.reference, v.title_nl, v.title_en, v.updated_at,
    v.updated_at + interval '14 days', 'Publiceer opnieuw, of beslis over de sollicitaties op de ingetrokken vacature',
    'Publish again, or decide on the applications for the withdrawn vacancy'
  from vacancy v where v.state = 'approved' and v.published_at is not null and (select polder.may('vacancy.publish'))
    and exists (select from application a where a.vacancy_id = v.id and a.stage in
      ('submitted', 'eligible', 'longlisted', 'shortlisted', 'interview', 'selected', 'offered'))""",
]
FIGURES = [
    """
  select 'alert_readers', 'lezers van vacatures per e-mail', 'readers of vacancies by e-mail', polder.alert_readers()
  where (select polder.may('vacancy.publish'))""",
]
FINDS = [
    """
  select 'vacancy_templates', t.id, t.name, t.name, '' from vacancy_template t, q
  where polder.searchable(t.name) @@ q.query limit 3""",
]
