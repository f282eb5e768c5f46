"""What people read of calls."""

from typing import Any

from sqlalchemy import ColumnElement, func

from polder.hiring import tables as _tables  # noqa: F401 - defines the tables named below
from polder.hiring.calls import tables as _calls  # noqa: F401 - likewise
from polder.hiring.calls.lifecycle import LETTER_OF_INTENT as INTENT_LIFE
from polder.hiring.calls.lifecycle import MATCH_PAIR as PAIR_LIFE
from polder.hiring.calls.lifecycle import MATCH_ROUND as ROUND_LIFE
from polder.hiring.calls.lifecycle import TRACK_RULE as RULE_LIFE
from polder.kernel import version_parts
from polder.kernel.openapi import block as sql
from polder.kernel.openapi import kind, many, mapping, named, perhaps, record
from polder.kernel.reader import Detail, Listing, column
from polder.kernel.record import metadata

call, advisor, rounds, pair, letter, rule = (
    metadata.tables[name] for name in ("call", "advisor", "match_round", "match_pair", "letter_of_intent", "track_rule")
)
application, vacancy, organisation = (metadata.tables[name] for name in ("application", "vacancy", "organisation"))


def _plain(table: Any, *without: str) -> dict[str, ColumnElement[Any]]:
    return {c.name: c for c in table.c if c.name not in without}


TITLES = record(
    id="uuid", reference="text", title_nl="text", title_en="text", state="text", deadline="instant", time_zone="text"
)
VACANCY = """(select json_build_object('id', v.id, 'reference', v.reference, 'title_nl', v.title_nl, 'title_en', v.title_en,
  'state', v.state, 'deadline', v.deadline, 'time_zone', v.time_zone) from vacancy v where v.id = {}.vacancy_id)"""
SOMEBODY = record(id="uuid", name="text", unit="text", country_code="text")


def _advisor(column: str) -> str:
    return f"""(select json_build_object('id', d.id, 'name', d.name, 'unit', o.name, 'country_code', d.country_code)
      from advisor d join organisation o on o.id = d.organisation_id where d.id = {column})"""


CALLS = Listing(
    "calls",
    call,
    call.c.id,
    [
        column("id", call.c.id, "id", "id", "uuid", export=False),
        column("vacancy_id", call.c.vacancy_id, "vacature-id", "vacancy id", "uuid", "filter", export=False),
        column("posts", call.c.posts, "plaatsen", "posts", "integer", "sort"),
        column("created_at", call.c.created_at, "gemaakt", "created", "instant", "sort"),
        column("version", call.c.version, "versie", "version", "integer", export=False),
    ],
    sort="-created_at",
)
# Each count is of what the asker sees.
CALL = Detail(
    call,
    call.c.id,
    {
        **_plain(call),
        "vacancy": sql(VACANCY.format("call"), TITLES),
        "advisors": sql(
            """(select json_build_object('all', count(*), 'taking_part', count(*) filter (where polder.takes_part(d)),
              'without_account', count(*) filter (where d.account_id is null), 'ranked', count(*) filter (where d.ranked_at is not null),
              'interviews', coalesce(sum(d.interview_capacity) filter (where polder.takes_part(d)), 0),
              'posts', coalesce(sum(d.posts) filter (where polder.takes_part(d)), 0))
              from advisor d where d.vacancy_id = call.vacancy_id)""",
            record(all="integer", taking_part="integer", without_account="integer", ranked="integer", interviews="integer", posts="integer"),
        ),
        "candidates": sql(
            """(select coalesce(json_object_agg(stage, n), '{}') from (select a.stage, count(*) as n from application a
              where a.vacancy_id = call.vacancy_id and a.submitted_at is not null group by a.stage) as s)""",
            mapping(kind("integer", about="applications in this stage")),
        ),
        "rounds": sql(
            """(select coalesce(json_agg(json_build_object('id', r.id, 'reference', r.reference, 'kind', r.kind, 'state', r.state,
              'solved_at', r.solved_at, 'pairs', (select count(*) from match_pair p where p.round_id = r.id and p.state <> 'rejected'))
              order by r.created_at desc), '[]') from match_round r where r.vacancy_id = call.vacancy_id)""",
            many(named("RoundOfCall", record(id="uuid", reference="text", kind="text", state="text", solved_at="instant?", pairs="integer"))),
        ),
        "letters": sql(
            """(select coalesce(json_object_agg(state, n), '{}') from (select l.state, count(*) as n from letter_of_intent l
              where l.vacancy_id = call.vacancy_id group by l.state) as s)""",
            mapping(kind("integer", about="letters in this state")),
        ),
    },
)  # fmt: skip

ADVISORS = Listing(
    "advisors",
    advisor.outerjoin(organisation, organisation.c.id == advisor.c.organisation_id),
    advisor.c.id,
    [
        column("id", advisor.c.id, "id", "id", "uuid", export=False),
        column("vacancy_id", advisor.c.vacancy_id, "vacature-id", "vacancy id", "uuid", "filter", export=False),
        column("account_id", advisor.c.account_id, "account-id", "account id", "uuid", "filter", export=False),
        column("name", advisor.c.name, "naam", "name", by="sort"),
        column("email", advisor.c.email, "e-mail", "e-mail"),
        column("unit", sql("organisation.name", "text?"), "organisatie", "organisation"),
        column("country_code", advisor.c.country_code, "land", "country", by="sort filter"),
        column("tracks", sql("to_json(advisor.tracks)", many(kind("text"))), "tracks", "tracks", "json", export=False),
        column("topics_nl", advisor.c.topics_nl, "onderwerpen (nl)", "topics (nl)"),
        column("topics_en", advisor.c.topics_en, "onderwerpen (en)", "topics (en)"),
        column("interview_capacity", advisor.c.interview_capacity, "gesprekken", "interviews", "integer", "sort"),
        column("posts", advisor.c.posts, "plaatsen", "posts", "integer", "sort"),
        column("accepting", advisor.c.accepting, "doet mee", "takes part", "boolean", "filter"),
        column("named", sql("(select count(*)::int from advisor_wish w where w.advisor_id = advisor.id)", "integer"),
               "genoemd door", "named by", "integer"),
        column("placed", sql("(select count(*)::int from advisor_choice x where x.advisor_id = advisor.id and x.position is not null)", "integer"),
               "geplaatst", "placed", "integer"),
        column("ranked_at", advisor.c.ranked_at, "volgorde van", "ranked", "instant", "sort"),
        column("created_at", advisor.c.created_at, "gemaakt", "created", "instant", "sort"),
        column("version", advisor.c.version, "versie", "version", "integer", export=False),
    ],
    sort="name",
)  # fmt: skip
ADVISOR = Detail(
    advisor,
    advisor.c.id,
    {
        **_plain(advisor),
        "unit": sql("(select o.name from organisation o where o.id = advisor.organisation_id)", "text?"),
        "mine": sql("(advisor.id = any(polder.my_advisors()))", "boolean"),
        "vacancy": sql(VACANCY.format("advisor"), perhaps(TITLES)),
        "call": sql(
            """(select json_build_object('tracks', c.tracks, 'open_to_all', c.open_to_all, 'ranking_until', c.ranking_until,
              'interviews_until', c.interviews_until) from call c where c.vacancy_id = advisor.vacancy_id)""",
            perhaps(record(tracks=many(kind("text")), open_to_all="boolean", ranking_until="date?", interviews_until="date?")),
        ),
        "criteria": sql(
            """(select coalesce(json_agg(json_build_object('id', c.id, 'name_nl', c.name_nl, 'name_en', c.name_en, 'rubric_nl', c.rubric_nl,
              'rubric_en', c.rubric_en) order by c.position), '[]') from criterion c where c.vacancy_id = advisor.vacancy_id)""",
            many(named("CriterionOfCall", record(id="uuid", name_nl="text", name_en="text", rubric_nl="text", rubric_en="text"))),
        ),
        # Those who named this advisor; beside them those whom the advisor found by themselves and placed.
        "candidates": sql(
            """(select coalesce(json_agg(json_build_object('application_id', a.id, 'reference', a.reference, 'name', a.name, 'stage', a.stage,
                'track', e.track, 'wish', w.rank, 'statement', coalesce(w.statement, ''), 'position', x.position, 'refusal', x.refusal,
                'scores', coalesce(x.scores, '{}'), 'note', coalesce(x.note, '')) order by x.position, a.sort_name, a.id), '[]')
              from application a left join advisor_wish w on w.application_id = a.id and w.advisor_id = advisor.id
                left join call_entry e on e.application_id = a.id
                left join advisor_choice x on x.application_id = a.id and x.advisor_id = advisor.id
              where a.vacancy_id = advisor.vacancy_id and a.stage not in ('draft', 'submitted', 'ineligible', 'rejected', 'withdrawn')
                and (w.id is not null or x.position is not null or x.refusal is not null))""",
            many(named("CandidateOfAdvisor", record(
                application_id="uuid", reference="text", name="text", stage="text", track="text?",
                wish=kind("integer?", about="which wish of the candidate this advisor is"), statement="text",
                position="integer?", refusal="text?", scores=mapping(kind("integer")), note="text"))),
        ),
        "matched": sql(
            """(select coalesce(json_agg(json_build_object('application_id', p.application_id, 'kind', r.kind) order by p.id), '[]')
              from match_pair p join (select id, kind from polder.confirmed_rounds(advisor.vacancy_id)) as r on r.id = p.round_id
              where p.advisor_id = advisor.id and p.state = 'confirmed')""",
            many(record(application_id="uuid", kind="text")),
        ),
    },
)  # fmt: skip
FOUND = """
select json_build_object('data', coalesce(json_agg(json_build_object('application_id', a.id, 'reference', a.reference, 'name', a.name,
  'stage', a.stage, 'track', a.track)), '[]'))::text
from (select a.id, a.reference, a.name, a.stage, e.track from application a left join call_entry e on e.application_id = a.id
      where a.vacancy_id = (select d.vacancy_id from advisor d where d.id = $1) and polder.is_candidate_of(a.id, $1)
        and a.search @@ polder.query($2) order by a.sort_name, a.id limit 20) as a
"""
FOUND_SCHEMA = named(
    "FoundCandidates",
    record(data=many(record(application_id="uuid", reference="text", name="text", stage="text", track="text?"))),
)

ELIGIBILITY = """
select json_build_object('checklist', c.checklist, 'total', (select count(*) from application a where a.vacancy_id = c.vacancy_id
    and a.submitted_at is not null and a.stage = $2),
  'data', (select coalesce(json_agg(row_to_json(x)), '[]') from (
    select a.id, a.reference, a.name, a.stage, a.submitted_at, e.track,
      (select count(*) from document d where d.record_id = a.id and d.state = 'accepted') as documents,
      (select count(*) from advisor_wish w where w.application_id = a.id) as wishes,
      (select coalesce(json_object_agg(k.item, json_build_object('met', k.met, 'note', k.note, 'who', polder.name_of(k.created_by))), '{}')
       from eligibility_check k where k.application_id = a.id) as checks
    from application a left join call_entry e on e.application_id = a.id
    where a.vacancy_id = c.vacancy_id and a.submitted_at is not null and a.stage = $2
    order by a.submitted_at, a.id limit 100 offset $3) as x))::text
from call c where c.vacancy_id = $1 and exists (select from vacancy v where v.id = c.vacancy_id)
  and (polder.may('application.decide') or c.vacancy_id = any(polder.scope('application.decide')) or polder.may('call.read'))
"""
ELIGIBILITY_SCHEMA = named("Eligibility", record(
    checklist=many(record(key="text", name_nl="text", name_en="text")), total="integer",
    data=many(record(
        id="uuid", reference="text", name="text", stage="text", submitted_at="instant", track="text?", documents="integer", wishes="integer",
        checks=mapping(record(met="boolean", note="text", who="text?"))))))  # fmt: skip

MATCH_ROUNDS = Listing(
    "match_rounds",
    rounds,
    rounds.c.id,
    [
        column("id", rounds.c.id, "id", "id", "uuid", export=False),
        column("reference", rounds.c.reference, "nummer", "reference", by="sort"),
        column("vacancy_id", rounds.c.vacancy_id, "vacature-id", "vacancy id", "uuid", "filter", export=False),
        column("kind", rounds.c.kind, "soort", "kind", by="filter"),
        column("state", rounds.c.state, "stand", "state", by="filter"),
        column("input_sha256", rounds.c.input_sha256, "vingerafdruk invoer", "digest of input"),
        column("result_sha256", rounds.c.result_sha256, "vingerafdruk uitkomst", "digest of result"),
        column("solved_at", rounds.c.solved_at, "opgelost", "solved", "instant", "sort"),
        column("created_at", rounds.c.created_at, "gemaakt", "created", "instant", "sort"),
        column("version", rounds.c.version, "versie", "version", "integer", export=False),
    ],
    sort="-created_at",
)  # fmt: skip
MATCH_ROUND = Detail(
    rounds,
    rounds.c.id,
    {
        **_plain(rounds, "input", "result"),
        "vacancy": sql(VACANCY.format("match_round"), perhaps(TITLES)),
        "author": sql("polder.name_of(match_round.created_by)", "text?"),
        "pairs": sql(
            """(select coalesce(json_object_agg(state, n), '{}') from (select p.state, count(*) as n from match_pair p
              where p.round_id = match_round.id group by p.state) as s)""",
            mapping(kind("integer", about="pairs in this state that the asker sees")),
        ),
        "to_advance": sql(
            """(select count(distinct a.id)::int from match_pair p join application a on a.id = p.application_id
              where p.round_id = match_round.id and match_round.state = 'confirmed' and p.state = 'confirmed'
                and a.stage in ('eligible', 'longlisted', 'shortlisted', case match_round.kind when 'offers' then 'interview' end))""",
            kind("integer", about="candidates with a confirmed pair who have not moved along yet"),
        ),
        "rankings": sql(
            "polder.round_rankings(match_round.id)",
            perhaps(many(named("RankingOfRound", record(
                advisor_id="uuid", name="text", places="integer", ranked="integer", entered_by="text?", entered_at="instant?")))),
        ),
    },
    ROUND_LIFE,
)  # fmt: skip
MATCH_PAIRS = Listing(
    "match_pairs",
    pair.outerjoin(application, application.c.id == pair.c.application_id).outerjoin(advisor, advisor.c.id == pair.c.advisor_id),
    pair.c.id,
    [
        column("id", pair.c.id, "id", "id", "uuid", export=False),
        column("round_id", pair.c.round_id, "ronde-id", "round id", "uuid", "filter", export=False),
        column("application_id", pair.c.application_id, "sollicitatie-id", "application id", "uuid", "filter", export=False),
        column("application", sql("application.reference", "text?"), "sollicitatie", "application"),
        column("candidate", sql("application.name", "text?"), "kandidaat", "candidate"),
        column("advisor_id", pair.c.advisor_id, "begeleider-id", "advisor id", "uuid", "filter", export=False),
        column("advisor", sql("advisor.name", "text?"), "begeleider", "advisor"),
        column("wish", pair.c.wish, "wens", "wish", "integer", "sort"),
        column("place", pair.c.place, "plaats bij begeleider", "place with advisor", "integer", "sort"),
        column("state", pair.c.state, "stand", "state", by="filter sort"),
        column("decided_by", func.polder.name_of(pair.c.decided_by), "beslist door", "decided by"),
        column("created_at", pair.c.created_at, "gemaakt", "created", "instant", "sort"),
        column("version", pair.c.version, "versie", "version", "integer", export=False),
    ],
    sort="created_at",
)  # fmt: skip
MATCH_PAIR = Detail(
    pair,
    pair.c.id,
    {
        **_plain(pair),
        "candidate": sql("(select a.name from application a where a.id = match_pair.application_id)", "text?"),
        "advisor": sql(_advisor("match_pair.advisor_id"), perhaps(SOMEBODY)),
    },
    PAIR_LIFE,
)
NAMES = """
select json_build_object('input', r.input, 'result', r.result, 'input_sha256', r.input_sha256, 'result_sha256', r.result_sha256,
  'refusals', (select coalesce(json_object_agg(x.advisor_id || ' ' || x.application_id, x.refusal), '{}') from advisor_choice x
    where x.vacancy_id = r.vacancy_id and x.refusal is not null),
  'candidates', (select coalesce(json_object_agg(a.id, json_build_object('name', a.name, 'reference', a.reference)), '{}')
    from application a where a.vacancy_id = r.vacancy_id and a.submitted_at is not null),
  'advisors', (select coalesce(json_object_agg(d.id, d.name), '{}') from advisor d where d.vacancy_id = r.vacancy_id))::text
from match_round r where r.id = $1
"""
UNMATCHED_SCHEMA = named("UnmatchedWishes", record(
    total="integer",
    data=many(record(
        application_id="uuid", reference="text", candidate="text", advisor_id="uuid", advisor="text", wish="integer",
        reason=kind("text", choices=["not_heard", "gone", "rejected", "not_placed", "refused", "better", "fixed", "filled"]),
        places="integer", place="integer?", why=record(nl="text", en="text")))))  # fmt: skip
CHECKED_SCHEMA = named("RecomputedRound", record(
    same="boolean", input_sha256="text?", result_sha256="text?", recomputed_sha256="text?"))  # fmt: skip

LETTERS = Listing(
    "letters_of_intent",
    letter.outerjoin(application, application.c.id == letter.c.application_id),
    letter.c.id,
    [
        column("id", letter.c.id, "id", "id", "uuid", export=False),
        column("reference", letter.c.reference, "nummer", "reference", by="sort"),
        column("vacancy_id", letter.c.vacancy_id, "vacature-id", "vacancy id", "uuid", "filter", export=False),
        column("application_id", letter.c.application_id, "sollicitatie-id", "application id", "uuid", "filter", export=False),
        column("candidate", sql("application.name", "text?"), "kandidaat", "candidate"),
        column("first", sql("(select d.name from advisor d where d.id = letter_of_intent.first_advisor_id)", "text?"), "eerste begeleider", "first advisor"),
        column("second", sql("(select d.name from advisor d where d.id = letter_of_intent.second_advisor_id)", "text?"), "tweede begeleider", "second advisor"),
        column("track", letter.c.track, "track", "track", by="filter"),
        column("stay_months", letter.c.stay_months, "verblijf (maanden)", "stay (months)", "integer"),
        column("signatures", sql("polder.intent_signatures(letter_of_intent.id)", "integer"), "ondertekend", "signatures", "integer"),
        column("state", letter.c.state, "stand", "state", by="sort filter"),
        column("created_at", letter.c.created_at, "gemaakt", "created", "instant", "sort"),
        column("version", letter.c.version, "versie", "version", "integer", export=False),
    ],
    sort="-created_at",
)  # fmt: skip
LETTER = Detail(
    letter,
    letter.c.id,
    {
        **_plain(letter),
        "vacancy": sql(VACANCY.format("letter_of_intent"), perhaps(TITLES)),
        "candidate": sql("(select a.name from application a where a.id = letter_of_intent.application_id)", "text?"),
        "first_advisor": sql("polder.intent_advisor(letter_of_intent.first_advisor_id)", perhaps(SOMEBODY)),
        "second_advisor": sql("polder.intent_advisor(letter_of_intent.second_advisor_id)", perhaps(SOMEBODY)),
        "stay_organisation": sql("(select o.name from organisation o where o.id = letter_of_intent.stay_organisation_id)", "text?"),
        "signatures": sql(
            """(select coalesce(json_agg(json_build_object('party', s.party, 'name', s.signed_name,
              'of', case s.party when 'candidate' then (select a.name from application a where a.id = letter_of_intent.application_id)
                when 'first_advisor' then polder.intent_advisor(letter_of_intent.first_advisor_id) ->> 'name'
                else polder.intent_advisor(letter_of_intent.second_advisor_id) ->> 'name' end,
              'at', s.signed_at, 'body_sha256', s.body_sha256)
              order by s.signed_at), '[]') from intent_signature s where s.letter_id = letter_of_intent.id)""",
            many(named("SignatureOfLetter", record(party="text", name=kind("text", about="as it was typed"), of="text?", at="instant", body_sha256="text"))),
        ),
        "sign_as": sql(
            """case when letter_of_intent.state = 'signing' then (select p.party from (values
                ('first_advisor', letter_of_intent.first_advisor_id), ('second_advisor', letter_of_intent.second_advisor_id)) as p(party, advisor)
              where p.advisor = any(polder.my_advisors()) and not exists (select from intent_signature s
                where s.letter_id = letter_of_intent.id and s.party = p.party) limit 1) end""",
            kind("text", null=True, about="as whom the asker can sign now"),
        ),
    },
    INTENT_LIFE,
)  # fmt: skip

TRACK_RULES = version_parts.listing(
    "track_rules",
    rule,
    column("value", rule.c.value, "waarde", "value", "integer"),
    column("countries", sql("to_json(track_rule.countries)", perhaps(many(kind("text")))), "landen", "countries", "json", export=False),
)  # fmt: skip
TRACK_RULE = version_parts.detail(rule, RULE_LIFE)

WAITING = [
    """
  select 'advisor.rank', 'advisors', d.id, v.reference, v.title_nl, v.title_en, v.deadline,
    coalesce(polder.day_ends(c.ranking_until), v.deadline + interval '28 days'), 'Plaats uw kandidaten van', 'Rank your candidates of'
  from advisor d join call c on c.vacancy_id = d.vacancy_id join vacancy v on v.id = d.vacancy_id
  where d.id = any((select polder.my_advisors())::uuid[]) and d.ranked_at is null and v.state = 'closed' and polder.takes_part(d)
    and exists (select from advisor_wish w where w.advisor_id = d.id)""",
    """
  select 'match_round.decide', 'match_rounds', r.id, r.reference, v.title_nl, v.title_en, r.solved_at, r.solved_at + interval '7 days',
    'Beslis over de koppels van', 'Decide about the pairs of'
  from match_round r join vacancy v on v.id = r.vacancy_id where r.state = 'solved' and (select polder.may('call.match'))
    and exists (select from match_pair p where p.round_id = r.id and p.state = 'proposed')""",
    """
  select 'match_round.confirm', 'match_rounds', r.id, r.reference, v.title_nl, v.title_en, r.updated_at, r.updated_at + interval '7 days',
    'Bevestig de koppelronde van', 'Confirm the match round of'
  from match_round r join vacancy v on v.id = r.vacancy_id where r.state = 'solved' and (select polder.may('call.match'))
    and not polder.pairs_undecided(r.id) and not polder.decided_pairs(r.id) and not polder.wrote('match_round', r.id)""",
    """
  select 'match_round.advance', 'match_rounds', r.id, r.reference, v.title_nl, v.title_en, r.updated_at, r.updated_at + interval '3 days',
    'Laat de kandidaten doorgaan van', 'Move along the candidates of'
  from match_round r join vacancy v on v.id = r.vacancy_id where r.state = 'confirmed' and (select polder.may('application.decide'))
    and exists (select from match_pair p join application a on a.id = p.application_id where p.round_id = r.id and p.state = 'confirmed'
      and a.stage in ('eligible', 'longlisted', 'shortlisted', case r.kind when 'offers' then 'interview' end))""",
    """
  select 'letter_of_intent.sign', 'letters_of_intent', l.id, l.reference, coalesce(a.name, l.reference), coalesce(a.name, l.reference),
    l.updated_at, l.updated_at + interval '14 days', 'Onderteken de intentieverklaring van', 'Sign the letter of intent of'
  from letter_of_intent l left join application a on a.id = l.application_id
  where l.state = 'signing' and exists (select from (values ('first_advisor', l.first_advisor_id), ('second_advisor', l.second_advisor_id)) as p(party, advisor)
    where p.advisor = any((select polder.my_advisors())::uuid[]) and not exists (
      select from intent_signature s where s.letter_id = l.id and s.party = p.party))""",
    version_parts.waiting(
        "track_rule",
        "track_rule.confirm",
        "track_rules",
        "Bevestig de regel bij haar bron",
        "Confirm the rule by its source",
        "call.match",
    ),
]
FIGURES: list[str] = []
ACTIVITY: list[str] = []
FINDS = [
    """
  select 'advisors', d.id, d.name, d.name, v.reference from advisor d join vacancy v on v.id = d.vacancy_id, q
  where polder.searchable(d.name || ' ' || coalesce(d.email, '')) @@ q.query limit 6""",
]
