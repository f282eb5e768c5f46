"""Candidates side by side. In the order of their names: people rank, the computer does not."""

from polder.hiring.views import CRITERIA, SCORES, SCORES_SHAPE, SUMMARY_SHAPE
from polder.kernel.openapi import many, named, record

MOST = 60  # candidates at once: more are not compared but sifted

# Row-level security leaves out whom a conflict hides, and judgements that the asker may not see yet.
COMPARISON = f"""
select json_build_object(
  'criteria', (select coalesce(json_agg(json_build_object('id', c.id, 'position', c.position, 'name_nl', c.name_nl, 'name_en', c.name_en,
     'rubric_nl', c.rubric_nl, 'rubric_en', c.rubric_en) order by c.position), '[]') from criterion c where c.vacancy_id = v.id),
  'candidates', (select coalesce(json_agg(json_build_object('id', a.id, 'reference', a.reference, 'name', a.name, 'stage', a.stage,
     'summary', polder.review_summary(a.id, v.id),
     'reviews', (select coalesce(json_agg(json_build_object('reviewer', polder.name_of(r.reviewer_id), 'recommendation', r.recommendation,
        'note', r.note, 'scores', {SCORES}) order by polder.name_of(r.reviewer_id), r.id), '[]')
        from review r where r.application_id = a.id and r.state = 'submitted')) order by a.sort_name, a.id), '[]')
     from (select x.* from application x where x.vacancy_id = v.id and x.submitted_at is not null and x.stage = any($2::text[])
           order by x.sort_name, x.id limit {MOST}) as a),
  'most', {MOST})::text
from vacancy v where v.id = $1 and (polder.may('review.read') or v.id = any(polder.scope('review.read')))
"""
COMPARISON_SHAPE = named("Comparison", record(
    criteria=CRITERIA,
    candidates=many(named("ComparedCandidate", record(
        id="uuid", reference="text", name="text", stage="text", summary=SUMMARY_SHAPE,
        reviews=many(named("ComparedReview", record(reviewer="text?", recommendation="text?", note="text", scores=SCORES_SHAPE)))))),
    most="integer",
))  # fmt: skip
