"""What people read about applications of one person."""

from polder.hiring.duplicates import tables as _tables  # noqa: F401 - defines the tables named below
from polder.kernel.openapi import kind, many, named, perhaps, record

OTHER = named("OtherApplication", record(
    application_id="uuid", reference="text", name="text", email="text?", orcid="text?", stage="text", submitted_at="instant",
    vacancy_id="uuid", vacancy_nl="text?", vacancy_en="text?",
))  # fmt: skip
GROUNDS = {"description": "what they have in common", **many(kind("text", choices=["email", "orcid", "name"]))}
SAID = named("JudgementOfTwo", record(
    id="uuid", version="integer", verdict="text", kept_id="uuid?", by="text?", at="instant", ended_at="instant?",
    ended_by="text?", ended_reason="text?", other=perhaps(OTHER),
))  # fmt: skip
PERSON_SHAPE = record(
    said=many(SAID),
    more={"description": "of the same person by way of others", **many(OTHER)},
    proposed=many(named("ProposedDuplicate", record(
        grounds=GROUNDS, same_vacancy="boolean", other=OTHER))),
)  # fmt: skip

UNDONE_SHAPE = named("UndoneJudgement", record(
    interviews_back="integer", interviews_lost=kind("integer", about="their time is taken or over: somebody invites anew")))  # fmt: skip

_OTHER = """json_build_object('application_id', {a}.id, 'reference', {a}.reference, 'name', {a}.name, 'email', {a}.email,
  'orcid', {a}.orcid, 'stage', {a}.stage, 'submitted_at', {a}.submitted_at, 'vacancy_id', {a}.vacancy_id,
  'vacancy_nl', (select v.title_nl from vacancy v where v.id = {a}.vacancy_id),
  'vacancy_en', (select v.title_en from vacancy v where v.id = {a}.vacancy_id))"""
OTHER_JSON = _OTHER.replace("{a}", "o")
PERSON = f"""
select json_build_object(
  'said', (select coalesce(json_agg(json_build_object('id', s.id, 'version', s.version, 'verdict', s.verdict, 'kept_id', s.kept_id,
      'by', polder.name_of(s.created_by), 'at', s.created_at, 'ended_at', s.ended_at, 'ended_by', polder.name_of(s.ended_by),
      'ended_reason', s.ended_reason, 'other', {OTHER_JSON}) order by s.ended_at is not null, s.created_at desc), '[]'::json)
    from same_person s join application o on o.id = case when s.first_id = a.id then s.second_id else s.first_id end
    where a.id in (s.first_id, s.second_id)),
  'more', (select coalesce(json_agg({OTHER_JSON} order by o.submitted_at desc), '[]'::json) from application o
    where o.id = any(polder.applications_of_person(a.id)) and o.id <> a.id and not exists (select from same_person s
      where s.first_id = least(a.id, o.id) and s.second_id = greatest(a.id, o.id) and s.ended_at is null)),
  'proposed', (select coalesce(json_agg(json_build_object('grounds', k.grounds, 'same_vacancy', o.vacancy_id = a.vacancy_id,
      'other', {OTHER_JSON}) order by o.vacancy_id = a.vacancy_id desc, cardinality(k.grounds) desc, o.submitted_at desc), '[]'::json)
    from polder.alike(a.id) as k join application o on o.id = k.application_id
    where (select polder.may('duplicate.judge')) and o.id <> all(polder.applications_of_person(a.id))
      and not exists (select from same_person s
        where s.first_id = least(a.id, o.id) and s.second_id = greatest(a.id, o.id) and s.ended_at is null)))::text
from application a where a.id = $1 and a.submitted_at is not null"""

PAIRS_SHAPE = record(data=many(named("ProposedPair", record(
    grounds=GROUNDS, same_vacancy="boolean", first=OTHER, second=OTHER))))  # fmt: skip
PAIRS = f"""
select json_build_object('data', coalesce(json_agg(json_build_object('grounds', p.grounds, 'same_vacancy', p.twice,
  'first', {OTHER_JSON}, 'second', {_OTHER.replace("{a}", "s")}) order by p.twice desc, cardinality(p.grounds) desc, s.submitted_at desc), '[]'::json))::text
from polder.proposed_duplicates($1) as p join application o on o.id = p.first_id join application s on s.id = p.second_id"""

WAITING = [
    """
  select 'application.twice', 'applications', t.application_id, t.reference, t.name, t.name, t.at, t.at + interval '7 days',
    'Kies welke sollicitatie telt: tweemaal van', 'Choose which application counts: twice from'
  from polder.applied_twice() as t""",
]
