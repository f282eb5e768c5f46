"""Positions against the lots that pay them, month by month from this one: as much of both as the reader may see."""

from polder.hiring.positions.tables import PositionState as S
from polder.kernel.openapi import WORDS, kind, many, named, record

MONTHS = 48  # the longest common term
COUNTED = (S.funded, S.approved, S.vacant, S.filled)  # a draft is nobody's decision yet

# Each counted position in each month of its term that the report shows, with what no lot pays of it. $1: the vacancy, or null.
_POSTS = f"""
select p.id, p.reference, p.title_nl, p.title_en, p.state, c.month, p.monthly_cost_cents as cost,
  (p.monthly_cost_cents * c.missing_bp + 5000) / 10000 as missing
from position p cross join lateral polder.position_coverage(p.id) as c
where p.state in ({", ".join(f"'{state}'" for state in COUNTED)})
  and ($1::uuid is null or p.id in (select v.position_id from vacancy v where v.id = $1 union select o.position_id from offer o where o.vacancy_id = $1))
  and p.starts_on < polder.today() + interval '{MONTHS} months' and c.month >= date_trunc('month', polder.today()::timestamp)
  and c.month < date_trunc('month', polder.today()::timestamp) + interval '{MONTHS} months'
"""
_COUNTS = ", ".join(f"'{state}', count(p.id) filter (where p.state = '{state}')" for state in COUNTED)


def part(vacancy: str) -> str:
    """SQL of the report's part; `vacancy`: its parameter. No month where the reader sees no position."""
    return f"""
(with post as materialized ({_POSTS.replace("$1", vacancy)})
select coalesce(json_agg(line order by month), '[]') from (
  select m.month, json_build_object('month', m.month::date, {_COUNTS}, 'cost_cents', coalesce(sum(p.cost), 0),
    'covered_cents', coalesce(sum(p.cost - p.missing), 0), 'missing_cents', coalesce(sum(p.missing), 0)) as line
  from generate_series(date_trunc('month', polder.today()::timestamp),
      date_trunc('month', polder.today()::timestamp) + interval '{MONTHS - 1} months', interval '1 month') as m(month)
    left join post p on p.month = m.month
  where exists (select from post) group by m.month) as l)"""


SHAPE = many(named("MonthOfPositions", record(
    month="date", **{str(state): "integer" for state in COUNTED}, cost_cents=kind("money", about="of all these positions"),
    covered_cents=kind("money", about="what lots pay of it"), missing_cents="money")))  # fmt: skip

# $2: the month.
POSTS = f"""
select json_build_object('data', coalesce(json_agg(json_build_object('id', p.id, 'reference', p.reference,
  'title', json_build_object('nl', p.title_nl, 'en', p.title_en), 'state', p.state, 'cost_cents', p.cost, 'covered_cents', p.cost - p.missing,
  'missing_cents', p.missing) order by p.missing desc, p.reference), '[]'))::text
from ({_POSTS}) as p where p.month = date_trunc('month', $2::date::timestamp) and (polder.may('report.read') or $1 = any(polder.scope('report.read')))
"""
POSTS_SHAPE = named("PositionsOfMonth", record(data=many(named("PositionInMonth", record(
    id="uuid", reference="text", title=WORDS, state="text", cost_cents="money", covered_cents="money", missing_cents="money")))))  # fmt: skip
