"""The report on hiring, as one statement over applications and their history. Row-level security decides what counts."""

from polder.hiring.diversity import views as diversity
from polder.hiring.lifecycle import APPLICATION
from polder.hiring.reports import coverage
from polder.hiring.reports.words import SOURCES
from polder.hiring.tables import WAY, Stage
from polder.kernel.openapi import WORDS, kind, many, named, perhaps, record

LEFT = (Stage.ineligible, Stage.rejected, Stage.withdrawn)
_SAID = {str(state): words for state, words in APPLICATION.states.items()}
_STAGES = ", ".join(f"({place}, '{stage}')" for place, stage in enumerate(WAY))
_LABEL = "case s.stage " + " ".join(
    f"when '{stage}' then json_build_object('nl', '{_SAID[str(stage)].nl}', 'en', '{_SAID[str(stage)].en}')" for stage in WAY
) + " end"  # fmt: skip
_SOURCE = "case f.source " + " ".join(
    f"when '{key}' then json_build_object('nl', '{words.nl}', 'en', '{words.en}')" for key, words in SOURCES.items()
) + " end"  # fmt: skip
_REACHED = ", ".join(f"'{stage}', count(*) filter (where f.furthest >= {place})" for place, stage in enumerate(WAY))
_LEFT = ", ".join(f"'{stage}', count(*) filter (where f.stage = '{stage}')" for stage in LEFT)

# $1 first day, $2 last day of submission, in the institute's zone; $3 the vacancy, or null: all of them.
REPORT = f"""
with s (place, stage) as (values {_STAGES}),
a as materialized (
  select id, vacancy_id, stage, submitted_at, coalesce(via, case source when 'import' then 'import' else 'direct' end) as source
  from application
  where submitted_at >= $1::date::timestamp at time zone 'Europe/Amsterdam'
    and submitted_at < ($2::date + 1)::timestamp at time zone 'Europe/Amsterdam' and ($3::uuid is null or vacancy_id = $3)
    and not polder.counts_no_more(id, stage)),  -- somebody who applied twice is one
stay as materialized (
  select e.record_id, e.to_state as stage, e.at as came, lead(e.at) over (partition by e.record_id order by e.at, e.id) as went
  from move_entry e where e.record_kind = 'application' and e.record_id in (select id from a)),
far as materialized (
  select a.id, a.vacancy_id, a.stage, a.source, coalesce(max(s.place), 0) as furthest
  from a left join stay on stay.record_id = a.id left join s on s.stage = stay.stage group by a.id, a.vacancy_id, a.stage, a.source),
funnel as (
  select s.place, json_build_object('stage', s.stage, 'label', {_LABEL}, 'reached', count(*) filter (where f.furthest >= s.place),
    'now', count(*) filter (where f.stage = s.stage), 'left', count(*) filter (where f.furthest = s.place and f.stage in ({", ".join(f"'{x}'" for x in LEFT)})),
    'stays', t.stays, 'median_days', t.median, 'slowest_days', t.slow) as line
  from s left join far f on true left join lateral (
    select count(*) as stays, round((percentile_cont(0.5) within group (order by extract(epoch from went - came) / 86400)
        filter (where went - came >= interval '1 minute'))::numeric, 1) as median,  -- passed at once is not spent there
      round((percentile_cont(0.9) within group (order by extract(epoch from went - came) / 86400)
        filter (where went - came >= interval '1 minute'))::numeric, 1) as slow
    from stay where stay.stage = s.stage and went is not null) t on true
  group by s.place, s.stage, t.stays, t.median, t.slow),
sources as (
  select json_build_object('source', f.source, 'label', {_SOURCE}, 'reached', json_build_object({_REACHED})) as line, count(*) as n, f.source from far f group by f.source),
answered as (  -- when somebody was first made an offer
  select f.vacancy_id, min(stay.came) as at from far f join stay on stay.record_id = f.id where stay.stage = 'offered' group by f.vacancy_id),
posts as (
  select json_build_object('id', v.id, 'reference', v.reference, 'title', json_build_object('nl', v.title_nl, 'en', v.title_en), 'state', v.state,
    'deadline', v.deadline, 'closed_on', polder.day_of(v.deadline), 'submitted', count(*), 'shortlisted', count(*) filter (where f.furthest >= 3),
    'hired', count(*) filter (where f.stage = 'hired'), 'open', count(*) filter (where f.stage in ({", ".join(f"'{x}'" for x in WAY[:-1])})),
    'days_to_offer', case when min(w.at) > v.deadline then round((extract(epoch from min(w.at) - v.deadline) / 86400)::numeric, 1) end) as line, v.deadline, v.reference
  from far f join vacancy v on v.id = f.vacancy_id left join answered w on w.vacancy_id = v.id group by v.id)
select json_build_object('from', $1::date, 'until', $2::date, 'as_of', now(),
  'vacancy', (select json_build_object('id', v.id, 'reference', v.reference, 'title', json_build_object('nl', v.title_nl, 'en', v.title_en))
              from vacancy v where v.id = $3),
  'submitted', (select count(*) from far), 'hired', (select count(*) from far where stage = 'hired'),
  'left', (select json_build_object({_LEFT}) from far f),
  'funnel', (select json_agg(line order by place) from funnel),
  'sources', (select coalesce(json_agg(line order by n desc, source), '[]') from sources),
  'vacancies', (select coalesce(json_agg(line order by deadline desc, reference), '[]') from posts),
  'positions', {coverage.part("$3")},
  'diversity', {diversity.PART})::text
where (polder.may('report.read') and ($3::uuid is null or exists (select from vacancy v where v.id = $3))) or $3 = any(polder.scope('report.read'))
"""

REPORT_SHAPE = named("HiringReport", record(
    **{"from": "date"}, until="date", as_of="instant", submitted="integer", hired="integer",
    vacancy=perhaps(record(id="uuid", reference="text", title=WORDS)),
    left=record(**{str(stage): "integer" for stage in LEFT}),
    funnel=many(named("FunnelStage", record(
        stage="text", label=WORDS, reached="integer", now="integer", left="integer", stays="integer", median_days="number?", slowest_days="number?"))),
    sources=many(named("SourceOfApplications", record(
        source=kind("text", about="direct, import, or what their link named"), label=perhaps(WORDS),
        reached=record(**{str(stage): "integer" for stage in WAY})))),
    vacancies=many(named("VacancyInReport", record(
        id="uuid", reference="text", title=WORDS, state="text", deadline="instant", closed_on="date", submitted="integer", shortlisted="integer", hired="integer",
        open="integer", days_to_offer="number?"))),
    positions=coverage.SHAPE, diversity=diversity.SHAPE,
))  # fmt: skip
