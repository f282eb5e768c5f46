"""What the public pages and feeds of careers read, each in one statement."""

from typing import Any

PER_PAGE = 50
FEED_MOST = 500


def wanted(asked: str) -> str:
    """SQL: does vacancy `v` answer what is asked? `asked` is SQL of a JSON value; see rules.Wanted."""
    return f"""(coalesce({asked} ->> 'q', '') = '' or v.site_words @@ polder.query({asked} ->> 'q'))
    and coalesce({asked} ->> 'place', v.location) = v.location
    and (not {asked} ? 'employer' or v.employer_id::text = {asked} ->> 'employer')
    and (not {asked} ? 'field' or v.research_field = {asked} ->> 'field')
    and (not {asked} ? 'profile' or v.researcher_profile = {asked} ->> 'profile')
    and (not {asked} ? 'contract' or ({asked} ->> 'contract' = 'permanent') = (v.contract_months is null))
    and (not {asked} ? 'hours' or ({asked} ->> 'hours' = 'full') = (v.fte_percent = 100))"""


OPEN = "v.state = 'published' and v.deadline >= polder.clock()"
_ASKED = "cast(cast($1 as text) as jsonb)"

# One look at all open vacancies: those that were asked for, and what one can ask for.
LIST = f"""
with open as materialized (
  select v.reference, v.title_nl, v.title_en, v.location, v.deadline, v.time_zone, v.fte_percent, v.salary_min_cents,
    v.salary_max_cents, v.employer_id, o.name as employer, v.research_field, v.researcher_profile, {wanted(_ASKED)} as hit
  from vacancy v left join organisation o on o.id = v.employer_id where {OPEN})
select json_build_object('total', count(*), 'found', count(*) filter (where hit),
  'places', coalesce(json_agg(distinct location) filter (where location <> ''), '[]'),
  'employers', coalesce(json_agg(distinct jsonb_build_object('id', employer_id, 'name', employer)) filter (where employer <> ''), '[]'),
  'fields', coalesce(json_agg(distinct research_field) filter (where research_field is not null), '[]'),
  'profiles', coalesce(json_agg(distinct researcher_profile) filter (where researcher_profile is not null), '[]'),
  'rows', (select coalesce(json_agg(r), '[]') from (
    select reference, title_nl, title_en, location, deadline, time_zone, fte_percent, salary_min_cents, salary_max_cents, employer
    from open where hit order by deadline, reference limit {PER_PAGE} offset $2) as r))::text
from open
"""

SITEMAP = f"select v.reference, polder.day_of(v.updated_at)::text as changed_on from vacancy v where {OPEN} order by v.reference limit 25000"

_COLUMNS = """v.reference, v.kind, v.title_nl, v.title_en, v.text_nl, v.text_en, v.location, v.deadline, v.time_zone, v.fte_percent,
  v.hours_per_week, polder.posts_of(v.id) as posts, v.salary_min_cents, v.salary_max_cents, v.salary_scale, v.contract_months, v.starts_on,
  v.grace_minutes, v.documents_asked, v.referees_asked, v.references_asked_when, v.published_at, polder.day_of(v.published_at) as published_on, v.researcher_profile, v.research_field, v.remote, v.funding_programme,
  v.eligibility_nl, v.eligibility_en, v.benefits_nl, v.benefits_en, v.selection_nl, v.selection_en,
  v.deadline >= polder.clock() as open, o.name as employer, o.website as employer_website,
  o.country_code as employer_country"""
_CRITERIA = """(select coalesce(json_agg(json_build_object('name_nl', c.name_nl, 'name_en', c.name_en, 'rubric_nl', c.rubric_nl,
    'rubric_en', c.rubric_en, 'levels', c.levels) order by c.position), '[]'::json)::text from criterion c where c.vacancy_id = v.id)
    as criteria"""
_CALL = """(select json_build_object('tracks', c.tracks, 'phases', array[c.eligibility_until, c.ranking_until, c.interviews_until,
    c.offers_until, c.letters_until])::text from call c where c.vacancy_id = v.id) as call"""
_SHOWN = f"""
select {_COLUMNS}, polder.committee_size(v.id) as committee, {_CRITERIA}, {_CALL}
from vacancy v left join organisation o on o.id = v.employer_id """
VACANCY = f"{_SHOWN} where v.reference = $1 and v.state = 'published'"
PREVIEW = f"{_SHOWN} where v.id = $1"  # as whoever sees the vacancy's inside

# Nothing but its name is left of a vacancy that is over; one that was never published is as if it were not there.
OVER = "select o.title_nl, o.title_en, o.withdrawn from polder.over_vacancy($1) as o where o.title_nl is not null"

FEED = f"""
select {_COLUMNS}, v.updated_at, polder.day_of(v.updated_at) as updated_on, (select polder.careers_changed()) as changed from vacancy v
left join organisation o on o.id = v.employer_id
where {OPEN} and {wanted(_ASKED)} and (cast($2 as text) is null or v.channels ? $2)
order by v.published_at desc, v.reference limit {FEED_MOST}
"""
CHANGED = "select polder.careers_changed()"
EMPLOYER = "select o.name from organisation o where o.id = cast(cast($1 as text) as uuid)"

Row = dict[str, Any]
