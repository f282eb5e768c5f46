"""What people read about questions, and the part of the hiring report that shows figures."""

from polder.hiring.diversity import tables as _tables  # noqa: F401 - defines the table named below
from polder.hiring.diversity.lifecycle import DIVERSITY_QUESTION
from polder.hiring.house_rules.lifecycle import CONFIRM
from polder.hiring.lifecycle import APPLICATION
from polder.hiring.tables import WAY
from polder.kernel import version_parts
from polder.kernel.openapi import WORDS, kind, many, named, perhaps, record
from polder.kernel.reader import column
from polder.kernel.record import metadata

question = metadata.tables["diversity_question"]
QUESTIONS = version_parts.listing(
    "diversity_questions",
    question,
    column("text_nl", question.c.text_nl, "vraag (nl)", "question (nl)"),
    column("text_en", question.c.text_en, "vraag (en)", "question (en)"),
    column("options", question.c.options, "antwoorden", "answers", export=False),
)
QUESTION = version_parts.detail(question, DIVERSITY_QUESTION)
WAITING = [
    version_parts.waiting("diversity_question", "hiring_rule.confirm", "diversity_questions", "Bevestig de vraag over diversiteit", "Confirm the question about diversity", CONFIRM)
]  # fmt: skip

_SAID = {str(state): words for state, words in APPLICATION.states.items()}
_STAGE = "case f.stage " + " ".join(
    f"when '{stage}' then json_build_object('nl', '{_SAID[str(stage)].nl}', 'en', '{_SAID[str(stage)].en}')" for stage in WAY
) + " end"  # fmt: skip
_WAY = ", ".join(f"('{stage}')" for stage in WAY)
# Stages that may not be shown of that quarter: that much is said, and no more.
_WITHHELD = f"""(select coalesce(json_agg(json_build_object('stage', f.stage, 'label', {_STAGE}) order by polder.way_place(f.stage)), '[]')
  from (values {_WAY}) as f (stage) where not exists (select from diversity_figure x
    where (x.quarter, x.year, x.question_key, x.stage) = (t.quarter, t.year, t.question_key, f.stage)))"""
# What an answer is called in the newest version that knows it.
_ANSWER = """(select json_build_object('nl', o ->> 'nl', 'en', o ->> 'en') from diversity_question q, jsonb_array_elements(q.options) as o
  where q.key = f.question_key and o ->> 'key' = f.option order by q.state = 'in_force' desc, q.valid_from desc limit 1)"""
# In the order in which they are asked.
_PLACE = """(select x.n from diversity_question q, jsonb_array_elements(q.options) with ordinality as x (o, n)
  where q.key = f.question_key and x.o ->> 'key' = f.option order by q.state = 'in_force' desc, q.valid_from desc limit 1)"""
_NAME = """(select json_build_object('nl', q.name_nl, 'en', q.name_en) from diversity_question q where q.key = f.question_key
  order by q.state = 'in_force' desc, q.valid_from desc limit 1)"""

# SQL of the report's part: null for whoever reads the report of one vacancy, as figures are of all together.
# $1 and $2: the first and last day of the report; $3 the vacancy. Years that they touch.
PART = f"""
case when $3::uuid is null and polder.may('report.read') then json_build_object(
  'least', polder.hiring_figure('diversity_least'), 'quarter', polder.quarter_begins(polder.today()),
  'asked', (select coalesce(json_agg(json_build_object('key', q.key, 'name', json_build_object('nl', q.name_nl, 'en', q.name_en)) order by q.key), '[]')
    from diversity_question q where q.state = 'in_force' and polder.today() between q.valid_from and coalesce(q.valid_until, 'infinity')),
  'tables', (select coalesce(json_agg(json_build_object('year', t.year, 'key', t.question_key, 'name', t.name, 'as_of', t.quarter, 'rows', t.rows, 'withheld', {_WITHHELD})
      order by t.year desc, t.question_key), '[]')
    from (
      select f.year, f.question_key, f.quarter, (array_agg({_NAME}))[1] as name,
        json_agg(json_build_object('stage', f.stage, 'label', {_STAGE}, 'answer', f.option, 'answer_label', {_ANSWER}, 'people', f.people)
          order by polder.way_place(f.stage), f.option = 'others', {_PLACE}, f.option) as rows
      from diversity_figure f
      where f.year between extract(year from $1::date) and extract(year from $2::date)
        and f.quarter = (select max(x.quarter) from diversity_figure x where x.year = f.year and x.question_key = f.question_key)
      group by f.year, f.question_key, f.quarter) as t))
end"""
SHAPE = perhaps(named("DiversityInReport", record(
    least=kind("integer?", about="people in the smallest group that is shown; null: none is set, and nothing is shown"),
    quarter=kind("date", about="the start of the running quarter: the next figures are of the next"),
    asked=many(record(key="text", name=WORDS)),
    tables=many(named("DiversityTable", record(
        year="integer", key="text", name=perhaps(WORDS), as_of="date",
        rows=many(record(stage="text", label=WORDS, answer=kind("text", about="`others`: another answer, or none"),
                         answer_label=perhaps(WORDS), people="integer")),
        withheld=many(record(stage="text", label=WORDS)))))),
))  # fmt: skip
