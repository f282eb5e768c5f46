"""What people read of plans, assignments and proposals, and what is next for a reviewer."""

from sqlalchemy import func

from polder.hiring import tables as _hiring_tables  # noqa: F401 - defines tables named below
from polder.hiring.reviewing import tables as _tables  # noqa: F401 - defines the tables named below
from polder.hiring.reviewing.lifecycle import PROPOSAL as PROPOSAL_LIFE
from polder.kernel.openapi import block, kind, many, named, perhaps, record
from polder.kernel.reader import Detail, Listing, column
from polder.kernel.record import metadata
from polder.partners import tables as _partner_tables  # noqa: F401 - defines tables named below

application = metadata.tables["application"]
vacancy = metadata.tables["vacancy"]
person = metadata.tables["person"]
proposal = metadata.tables["conflict_proposal"]
assignment = metadata.tables["review_assignment"]
plan = metadata.tables["review_plan"]

PERSON = block("(select polder.name_of_person(conflict_proposal.person_id))", "text?")
PROPOSALS = Listing(
    "conflict_proposals",
    proposal.join(application, application.c.id == proposal.c.application_id),
    proposal.c.id,
    [
        column("id", proposal.c.id, "id", "id", "uuid", export=False),
        column("vacancy_id", proposal.c.vacancy_id, "vacature-id", "vacancy id", "uuid", "filter", export=False),
        column("application_id", proposal.c.application_id, "sollicitatie-id", "application id", "uuid", "filter",
               export=False),
        column("application", application.c.reference, "sollicitatie", "application"),
        column("applicant", application.c.name, "sollicitant", "applicant"),
        column("person_id", proposal.c.person_id, "persoon-id", "person id", "uuid", "filter", export=False),
        column("person", PERSON, "commissielid", "committee member"),
        column("kind", proposal.c.kind, "grond", "ground", by="filter sort"),
        column("grounds", proposal.c.grounds, "gegevens", "data", "json"),
        column("state", proposal.c.state, "stand", "state", by="filter sort"),
        column("created_at", proposal.c.created_at, "voorgesteld", "proposed", "instant", "sort range"),
        column("version", proposal.c.version, "versie", "version", "integer", export=False),
    ],
    sort="-created_at",
)  # fmt: skip
PROPOSAL = Detail(
    proposal,
    proposal.c.id,
    {
        **{c.name: c for c in proposal.c},
        "person": PERSON,
        "applicant": block("(select a.name from application a where a.id = conflict_proposal.application_id)", "text?"),
    },
    PROPOSAL_LIFE,
)

ASSIGNMENTS = Listing(
    "review_assignments",
    assignment.join(application, application.c.id == assignment.c.application_id),
    assignment.c.id,
    [
        column("id", assignment.c.id, "id", "id", "uuid", export=False),
        column("vacancy_id", assignment.c.vacancy_id, "vacature-id", "vacancy id", "uuid", "filter", export=False),
        column("application_id", assignment.c.application_id, "sollicitatie-id", "application id", "uuid", "filter",
               export=False),
        column("application", application.c.reference, "sollicitatie", "application"),
        column("applicant", application.c.name, "sollicitant", "applicant"),
        column("account_id", assignment.c.account_id, "account", "account", "uuid", "filter", export=False),
        column("reviewer", func.polder.name_of(assignment.c.account_id), "beoordelaar", "reviewer"),
        column("how", assignment.c.how, "hoe", "how", by="filter"),
        column("open", block("review_assignment.ended_at is null", "boolean"), "loopt", "open", "boolean", "filter"),
        column("created_at", assignment.c.created_at, "toegewezen", "assigned", "instant", "sort range"),
        column("ended_at", assignment.c.ended_at, "beëindigd", "ended", "instant", "sort range"),
        column("ended_reason", assignment.c.ended_reason, "reden van einde", "reason of the end"),
        column("version", assignment.c.version, "versie", "version", "integer", export=False),
    ],
    sort="-created_at",
)  # fmt: skip
ASSIGNMENT = Detail(assignment, assignment.c.id, {c.name: c for c in assignment.c})

# ---- how a vacancy is reviewed ---------------------------------------------------------------------------------------

REVIEWER = named("ReviewerOfVacancy", record(
    account_id="uuid", name="text", assigned="integer", done="integer", weight_percent="integer", most="integer?"))  # fmt: skip
REVIEWING_SHAPE = named("Reviewing", record(
    members_review=kind("text", choices=["all", "assigned"]), reviews_each="integer", review_by="date?",
    version=kind("integer?", about="none as long as nothing was planned"),
    judged=kind("integer", about="applications that are being judged"),
    short=kind("integer?", about="of those, with fewer reviews asked or done than each is to get; for whoever plans"),
    proposals=kind("integer", about="conflicts proposed and not answered"),
    reviewers={"description": "for whoever plans", **perhaps(many(REVIEWER))},
))  # fmt: skip
JUDGED = "('submitted', 'eligible', 'longlisted', 'shortlisted', 'interview')"
PLANS = "(polder.may('review.plan') or v.id = any(polder.scope('review.plan')))"
REVIEWING = f"""
select json_build_object('members_review', coalesce(p.members_review, 'all'), 'reviews_each', coalesce(p.reviews_each, 2),
  'review_by', p.review_by, 'version', p.version,
  'judged', (select count(*) from application a where a.vacancy_id = v.id and a.stage in {JUDGED}),
  'short', case when {PLANS} then (
    select count(*) from application a left join (
      select x.application_id, count(*) as n from polder.asked_or_done(v.id) as x group by x.application_id) as x on x.application_id = a.id
    where a.vacancy_id = v.id and a.stage in {JUDGED} and coalesce(p.reviews_each, 2) > coalesce(x.n, 0)) end,
  'proposals', (select count(*) from conflict_proposal c where c.vacancy_id = v.id and c.state = 'proposed'),
  'reviewers', case when {PLANS} then
    (select coalesce(json_agg(json_build_object('account_id', j.account_id, 'name', j.name, 'assigned', coalesce(x.n, 0),
      'done', coalesce(r.n, 0), 'weight_percent', coalesce(l.weight_percent, 100), 'most', l.most) order by j.name, j.account_id), '[]')
     from polder.judges(v.id) as j
       left join reviewer_load l on l.vacancy_id = v.id and l.account_id = j.account_id
       left join (select account_id, count(*)::int as n from review_assignment where vacancy_id = v.id and ended_at is null
                  group by account_id) as x on x.account_id = j.account_id
       left join polder.reviews_done(v.id) as r on r.account_id = j.account_id) end)::text
from vacancy v left join review_plan p on p.vacancy_id = v.id where v.id = $1
"""

REVIEWED_SHAPE = named("ReviewedBy", record(data=many(record(application_id="uuid", name="text"))))
REVIEWED = f"""
select json_build_object('data', (select coalesce(json_agg(json_build_object('application_id', x.application_id,
    'name', polder.name_of(x.account_id)) order by polder.name_of(x.account_id)), '[]') from polder.reviewed_by(v.id, $2) as x))::text
from vacancy v where v.id = $1 and {PLANS}
"""

NEXT_SHAPE = named("NextReview", record(
    id=kind("uuid?", about="none: everything is reviewed"), done="integer", of="integer", review_by="date?"))  # fmt: skip
# $2: the application that the reader comes from; the next one stands after it, or begins again where there is none.
NEXT = """
with line as materialized (select * from polder.my_reviewing($1)),
  here as (select l.sort_name, l.application_id from line l where l.application_id = $2)
select json_build_object('id', (
    select l.application_id from line l left join here on true where not l.done and l.application_id is distinct from $2
    order by (l.sort_name, l.application_id) < (here.sort_name, here.application_id), l.sort_name, l.application_id limit 1),
  'done', (select count(*) from line where done), 'of', (select count(*) from line),
  'review_by', (select p.review_by from review_plan p where p.vacancy_id = $1))::text
where $1 = any(polder.scope('review.write'))
"""

PROPOSED_SHAPE = named("ProposedAboutMe", record(data=many(record(
    id="uuid", kind="text", version="integer",
    grounds=many(record(what="text", times="integer", **{"from": "date?", "until": "date?"}))))))  # fmt: skip
ABOUT_ME = """
select json_build_object('data', (select coalesce(json_agg(json_build_object('id', c.id, 'kind', c.kind, 'version', c.version,
    'grounds', c.grounds) order by c.kind), '[]') from conflict_proposal c
  where c.application_id = a.id and c.person_id = polder.person() and c.state = 'proposed'))::text
from application a where a.id = $1
"""

# ---- home ------------------------------------------------------------------------------------------------------------

WAITING = [
    # One line a vacancy, however many there are.
    """
  select 'application.review', 'vacancies', v.id, v.reference, v.title_nl || ' (' || r.n || ')', v.title_en || ' (' || r.n || ')',
    r.since, coalesce(polder.day_ends(p.review_by), v.deadline + interval '14 days'), 'Beoordeel sollicitaties:', 'Review applications:'
  from (select m.vacancy_id, count(*) as n, min(m.submitted_at) as since from polder.my_reviewing(null) as m
        where not m.done group by m.vacancy_id) as r
    join vacancy v on v.id = r.vacancy_id left join review_plan p on p.vacancy_id = v.id
  where v.state <> 'archived' and not polder.matched_already(v.id)""",
    """
  select 'review_opinion.again', 'applications', a.id, a.reference, a.name, a.name, o.since, o.since + interval '7 days',
    'Heropend na uw mening (die bewaard is): een beoordeling van', 'Reopened after your opinion (which is kept): a review of'
  from polder.opinions_to_give_anew() as o join application a on a.id = o.application_id""",
    """
  select 'conflict_proposal.decide', 'vacancies', v.id, v.reference, v.title_nl || ' (' || c.n || ')', v.title_en || ' (' || c.n || ')',
    c.since, c.since + interval '3 days', 'Beslis over mogelijke belangenconflicten:', 'Decide on possible conflicts of interest:'
  from (select c.vacancy_id, count(*) as n, min(c.created_at) as since from conflict_proposal c
        where c.state in ('proposed', 'denied') and c.person_id is distinct from (select polder.person())
          and ((select polder.may('application.decide')) or c.vacancy_id = any((select polder.scope('application.decide'))::uuid[]))
        group by c.vacancy_id) as c
    join vacancy v on v.id = c.vacancy_id where v.state not in ('decided', 'archived')""",
]

OPINIONS = """
select (select coalesce(json_agg(json_build_object('id', o.id, 'review_id', o.review_id, 'author', polder.name_of(o.author_id),
    'mine', o.author_id = polder.actor(), 'agrees', o.agrees, 'reason', o.reason, 'lapsed_at', o.lapsed_at, 'version', o.version) order by o.created_at, o.id), '[]')
  from review r join review_opinion o on o.review_id = r.id where r.application_id = a.id)::text
from application a where a.id = $1
"""
OPINIONS_SHAPE = many(named("OpinionOfReview", record(
    id="uuid", review_id="uuid", author="text?", mine="boolean", agrees="boolean", reason="text",
    lapsed_at=kind("instant?", about="since then it stands no longer: the review was reopened"), version="integer")))  # fmt: skip
