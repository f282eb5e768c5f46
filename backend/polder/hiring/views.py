"""What people read about vacancies, applications, reviews and offers."""

from typing import Any

from sqlalchemy import ColumnElement, func, select, text, true
from sqlalchemy import column as named_column

from polder.hiring import tables as _tables  # noqa: F401 - defines the tables named below
from polder.hiring.lifecycle import APPLICATION as APPLICATION_LIFE
from polder.hiring.lifecycle import OFFER as OFFER_LIFE
from polder.hiring.lifecycle import REVIEW as REVIEW_LIFE
from polder.hiring.lifecycle import VACANCY as VACANCY_LIFE
from polder.kernel.openapi import block as sql
from polder.kernel.openapi import kind, many, mapping, named, perhaps, record
from polder.kernel.reader import Detail, Listing, column
from polder.kernel.record import metadata
from polder.partners import tables as _partner_tables  # noqa: F401 - defines tables named below

vacancy = metadata.tables["vacancy"]
application = metadata.tables["application"]
review = metadata.tables["review"]
offer = metadata.tables["offer"]
organisation = metadata.tables["organisation"]


def _plain(table: Any, *without: str) -> dict[str, ColumnElement[Any]]:
    return {c.name: c for c in table.c if c.name not in ("search", "search_text", "site_words", *without)}


CRITERIA = many(
    named("CriterionOfVacancy", record(
        id="uuid", position="integer", name_nl="text", name_en="text", rubric_nl="text", rubric_en="text"))
)  # fmt: skip
CRITERIA_WITH_LEVELS = many(
    named("CriterionWithLevels", record(
        id="uuid", position="integer", name_nl="text", name_en="text", rubric_nl="text", rubric_en="text",
        levels={**many(record(nl="text", en="text")), "description": "none, or one for each score from 1 to 5"}))
)  # fmt: skip
COMMITTEE = many(
    named(
        "CommitteeSeat",
        record(
            grant_id="uuid",
            account_id="uuid",
            name="text",
            role="text",
            valid_from="instant",
            valid_until="instant?",
            version="integer",
            next={
                "description": "the seat that follows this one",
                **perhaps(record(role="text", valid_from="instant")),
            },
        ),
    )
)
COMMITTEE_HISTORY = many(
    named("CommitteeEvent", record(
        at="instant", who="text?", move=kind("text", choices=["appoint", "end", "run_out", "withdraw"]), name="text", role="text",
        **{"from": kind("instant?", about="when a seat begins that did not at once")}))
)  # fmt: skip
EMPLOYER = select(organisation.c.name).where(organisation.c.id == vacancy.c.employer_id).scalar_subquery()

VACANCIES = Listing(
    "vacancies",
    vacancy,
    vacancy.c.id,
    [
        column("id", vacancy.c.id, "id", "id", "uuid", export=False),
        column("reference", vacancy.c.reference, "nummer", "reference", by="sort filter"),
        column("title_nl", vacancy.c.title_nl, "titel (nl)", "title (nl)", by="sort"),
        column("title_en", vacancy.c.title_en, "titel (en)", "title (en)", by="sort"),
        column("employer_id", vacancy.c.employer_id, "werkgever-id", "employer id", "uuid", "filter", export=False),
        column("employer", EMPLOYER, "werkgever", "employer"),
        column("location", vacancy.c.location, "plaats", "location", by="sort filter"),
        column("fte_percent", vacancy.c.fte_percent, "omvang (%)", "size (%)", "integer", "sort"),
        column("salary_min_cents", vacancy.c.salary_min_cents, "salaris vanaf", "salary from", "money"),
        column("salary_max_cents", vacancy.c.salary_max_cents, "salaris tot", "salary to", "money"),
        column("deadline", vacancy.c.deadline, "sluiting", "deadline", "instant", "sort range"),
        column("time_zone", vacancy.c.time_zone, "tijdzone", "time zone"),
        column("state", vacancy.c.state, "stand", "state", by="sort filter"),
        column("applications", sql("(select count(*)::int from application a where a.vacancy_id = vacancy.id"
               " and a.submitted_at is not null)", "integer"), "sollicitaties", "applications", "integer"),
        column("created_at", vacancy.c.created_at, "gemaakt", "created", "instant", "sort range"),
        column("version", vacancy.c.version, "versie", "version", "integer", export=False),
    ],
    sort="-deadline",
    search=vacancy.c.search,
)  # fmt: skip

VACANCY = Detail(
    vacancy,
    vacancy.c.id,
    {
        **_plain(vacancy, "without_position"),
        # Why there is no position is for whoever reads vacancies inside.
        "without_position": sql(
            "case when polder.may('vacancy.read') or vacancy.id = any(polder.scope('vacancy.read'))"
            " then vacancy.without_position end",
            "text?",
        ),
        "employer": EMPLOYER,
        "public_path": sql("'/careers/' || vacancy.reference", "text"),
        "created_by_name": sql("polder.name_of(vacancy.created_by)", "text?"),
        "criteria": sql(
            """(select coalesce(json_agg(json_build_object('id', c.id, 'position', c.position, 'name_nl', c.name_nl,
              'name_en', c.name_en, 'rubric_nl', c.rubric_nl, 'rubric_en', c.rubric_en, 'levels', c.levels) order by c.position), '[]')
              from criterion c where c.vacancy_id = vacancy.id)""",
            CRITERIA_WITH_LEVELS,
        ),
        "committee": sql("polder.committee(vacancy.id)", COMMITTEE),
        "committee_history": sql("polder.committee_history(vacancy.id)", COMMITTEE_HISTORY),
        "counts": sql(
            """(select coalesce(json_object_agg(stage, n), '{}') from (select a.stage, count(*) as n from application a
              where a.vacancy_id = vacancy.id and a.submitted_at is not null group by a.stage) as s)""",
            mapping(kind("integer", about="applications in this stage")),
        ),
    },
    VACANCY_LIFE,
)

APPLICATIONS = Listing(
    "applications",
    # An outer join: where only the number of applications is asked, PostgreSQL leaves the vacancy out.
    application.outerjoin(vacancy, vacancy.c.id == application.c.vacancy_id),
    application.c.id,
    [
        column("id", application.c.id, "id", "id", "uuid", export=False),
        column("reference", application.c.reference, "nummer", "reference", by="sort filter"),
        column("name", application.c.name, "naam", "name"),
        column("sort_name", application.c.sort_name, "sorteernaam", "sort name", by="sort"),
        column("email", application.c.email, "e-mail", "e-mail", by="filter"),
        column("orcid", application.c.orcid, "ORCID", "ORCID", by="filter"),
        column("vacancy_id", application.c.vacancy_id, "vacature-id", "vacancy id", "uuid", "filter", export=False),
        column("vacancy_reference", vacancy.c.reference, "vacature", "vacancy"),
        column("vacancy_title_nl", vacancy.c.title_nl, "titel (nl)", "title (nl)"),
        column("vacancy_title_en", vacancy.c.title_en, "titel (en)", "title (en)"),
        column("stage", application.c.stage, "fase", "stage", by="sort filter"),
        column(
            "submitted_at", application.c.submitted_at, "ingediend", "submitted", "instant", "sort range", always=True
        ),
        column("source", application.c.source, "bron", "source", by="filter"),
        column("version", application.c.version, "versie", "version", "integer", export=False),
    ],
    sort="-submitted_at",
    search=application.c.search,
    where=[application.c.submitted_at.is_not(None)],  # what was never submitted is its writer's alone
)

SCORES = """(select coalesce(json_agg(json_build_object('criterion_id', s.criterion_id, 'score', s.score,
  'reason', s.reason)), '[]') from review_score s where s.review_id = r.id)"""
SCORES_SHAPE = many(named("ScoreOfCriterion", record(criterion_id="uuid", score="integer?", reason="text")))
REVIEW_SHAPE = named("ReviewOfApplication", record(
    id="uuid", reviewer_id="uuid", reviewer="text?", state="text", recommendation="text?", note="text",
    submitted_at="instant?", version="integer", scores=SCORES_SHAPE,
))  # fmt: skip
DOCUMENTS_SHAPE = many(
    named("DocumentOfApplication", record(
        id="uuid", kind="text", file_name="text", media_type="text", size="integer", pages="integer?", state="text",
        created_at="instant"))
)  # fmt: skip
VACANCY_SHAPE = perhaps(named("VacancyOfApplication", record(
    id="uuid", reference="text", title_nl="text", title_en="text", state="text", deadline="instant", criteria=CRITERIA,
)))  # fmt: skip
SUMMARY_SHAPE = named("ReviewsSummary", record(
    asked="integer", **{"in": "integer"},
    means={"description": "of human scores, once all are in", **perhaps(many(record(criterion_id="uuid", mean="number?")))},
))  # fmt: skip
REVIEW_JSON = f"""json_build_object('id', r.id, 'reviewer_id', r.reviewer_id, 'reviewer', polder.name_of(r.reviewer_id),
  'state', r.state, 'recommendation', r.recommendation, 'note', r.note, 'submitted_at', r.submitted_at,
  'version', r.version, 'scores', {SCORES})"""
DOCUMENTS_JSON = """(select coalesce(json_agg(json_build_object('id', d.id, 'kind', d.kind, 'file_name', d.file_name,
  'media_type', d.media_type, 'size', d.size, 'pages', d.pages, 'state', d.state, 'created_at', d.created_at)
  order by d.created_at), '[]') from document d where d.record_id = application.id and d.state = 'accepted')"""

# One's own review and those submitted, from one look at the table: each look sets up all of its policies. Without
# `offset 0` PostgreSQL would write the line out twice, and look twice at the scores.
JUDGED = (
    text(f"""select (array_agg(line) filter (where reviewer_id = (select polder.actor())))[1] as mine,
      coalesce(json_agg(line order by submitted_at) filter (where state = 'submitted'), '[]') as submitted
      from (select r.reviewer_id, r.state, r.submitted_at, {REVIEW_JSON} as line from review r
            where r.application_id = application.id offset 0) as r""")
    .columns(named_column("mine"), named_column("submitted"))
    .lateral("judged")
)
APPLICATION = Detail(
    application.outerjoin(JUDGED, true()),
    application.c.id,
    {
        **_plain(application),
        "vacancy": sql(
            """(select json_build_object('id', v.id, 'reference', v.reference, 'title_nl', v.title_nl,
              'title_en', v.title_en, 'state', v.state, 'deadline', v.deadline, 'criteria',
              (select coalesce(json_agg(json_build_object('id', c.id, 'position', c.position, 'name_nl', c.name_nl,
                'name_en', c.name_en, 'rubric_nl', c.rubric_nl, 'rubric_en', c.rubric_en) order by c.position), '[]')
               from criterion c where c.vacancy_id = v.id)) from vacancy v where v.id = application.vacancy_id)""",
            VACANCY_SHAPE,
        ),
        "documents": sql(DOCUMENTS_JSON, DOCUMENTS_SHAPE),
        "my_review": sql("judged.mine", perhaps(REVIEW_SHAPE)),
        "may_review": sql("application.vacancy_id = any(polder.scope('review.write'))"
                          " and polder.being_judged(application.stage, application.vacancy_id)", "boolean"),
        "reviews": sql("judged.submitted", many(REVIEW_SHAPE)),
        "reviews_summary": sql("polder.review_summary(application.id, application.vacancy_id)", SUMMARY_SHAPE),
        "letters": sql(
            "polder.letters(application.id, application.vacancy_id)",
            many(named("LetterToApplicant", record(template="text", at="instant", state="text"))),
        ),
        # Of those that the asker may see: see the policies of conflict.
        "conflicts": sql(
            """(select coalesce(json_agg(json_build_object('name', p.name, 'kind', c.kind, 'at', c.created_at)
              order by c.created_at), '[]') from conflict c left join person p on p.id = c.person_id
              where c.record_id = application.id)""",
            many(named("ConflictOfApplication", record(name="text?", kind="text", at="instant"))),
        ),
        "offers": sql(
            """(select coalesce(json_agg(json_build_object('id', o.id, 'reference', o.reference, 'state', o.state)
              order by o.created_at), '[]') from offer o where o.application_id = application.id)""",
            many(record(id="uuid", reference="text", state="text")),
        ),
    },
    APPLICATION_LIFE,
)  # fmt: skip

REVIEWS = Listing(
    "reviews",
    review.join(application, application.c.id == review.c.application_id),
    review.c.id,
    [
        column("id", review.c.id, "id", "id", "uuid", export=False),
        column("application_id", review.c.application_id, "sollicitatie-id", "application id", "uuid", "filter",
               export=False),
        column("application", application.c.reference, "sollicitatie", "application"),
        column("name", application.c.name, "naam", "name"),
        column("vacancy_id", review.c.vacancy_id, "vacature-id", "vacancy id", "uuid", "filter", export=False),
        column("reviewer", func.polder.name_of(review.c.reviewer_id), "beoordelaar", "reviewer"),
        column("state", review.c.state, "stand", "state", by="filter"),
        column("recommendation", review.c.recommendation, "aanbeveling", "recommendation", by="filter"),
        column("submitted_at", review.c.submitted_at, "ingediend", "submitted", "instant", "sort range"),
        column("created_at", review.c.created_at, "begonnen", "begun", "instant", "sort"),
        column("version", review.c.version, "versie", "version", "integer", export=False),
    ],
    sort="-created_at",
)  # fmt: skip

REVIEW = Detail(
    review,
    review.c.id,
    {**_plain(review), "scores": sql(SCORES.replace("r.id", "review.id"), SCORES_SHAPE)},
    REVIEW_LIFE,
)

OFFERS = Listing(
    "offers",
    # Who approves money need not see the person: an offer is listed without the application that they do not see.
    offer.outerjoin(application, application.c.id == offer.c.application_id).outerjoin(
        vacancy, vacancy.c.id == offer.c.vacancy_id
    ),
    offer.c.id,
    [
        column("id", offer.c.id, "id", "id", "uuid", export=False),
        column("reference", offer.c.reference, "nummer", "reference", by="sort filter"),
        column("application_id", offer.c.application_id, "sollicitatie-id", "application id", "uuid", "filter",
               export=False),
        column("name", sql("application.name", "text?"), "naam", "name"),
        column("vacancy_id", offer.c.vacancy_id, "vacature-id", "vacancy id", "uuid", "filter", export=False),
        column("vacancy_reference", sql("vacancy.reference", "text?"), "vacature", "vacancy"),
        column("salary_cents", offer.c.salary_cents, "salaris", "salary", "money", "sort"),
        column("fte_percent", offer.c.fte_percent, "omvang (%)", "size (%)", "integer"),
        column("starts_on", offer.c.starts_on, "begin", "start", "date", "sort range"),
        column("state", offer.c.state, "stand", "state", by="sort filter"),
        column("out_of_range", offer.c.out_of_range, "buiten schaal", "out of range", "boolean", "filter"),
        column("above_budget", offer.c.above_budget, "boven budget", "above budget", "boolean", "filter"),
        column("expires_at", offer.c.expires_at, "verloopt", "expires", "instant", "sort range"),
        column("version", offer.c.version, "versie", "version", "integer", export=False),
    ],
    sort="-expires_at",
)  # fmt: skip

OFFER = Detail(
    offer,
    offer.c.id,
    {
        **_plain(offer),
        "application": sql(
            """(select json_build_object('id', a.id, 'reference', a.reference, 'name', a.name, 'reachable',
              coalesce(polder.shows_something(a.email), false)) from application a where a.id = offer.application_id)""",
            perhaps(
                record(
                    id="uuid",
                    reference="text",
                    name="text",
                    reachable=kind("boolean", about="by e-mail: without an address no offer can be sent"),
                )
            ),
        ),
        "vacancy": sql(
            """(select json_build_object('id', v.id, 'reference', v.reference, 'title_nl', v.title_nl, 'title_en',
              v.title_en, 'salary_min_cents', v.salary_min_cents, 'salary_max_cents', v.salary_max_cents)
              from vacancy v where v.id = offer.vacancy_id)""",
            perhaps(
                record(
                    id="uuid",
                    reference="text",
                    title_nl="text",
                    title_en="text",
                    salary_min_cents="money",
                    salary_max_cents="money",
                )
            ),
        ),
        "author": sql("polder.name_of(offer.created_by)", "text?"),
        "endorsements": sql(
            """(select coalesce(json_agg(json_build_object('account_id', e.created_by, 'name', polder.name_of(e.created_by),
              'at', e.created_at, 'reason', e.reason, 'lapsed_at', e.lapsed_at, 'lapsed_by', polder.name_of(e.lapsed_by))
              order by e.created_at), '[]') from offer_endorsement e where e.offer_id = offer.id)""",
            many(
                record(
                    account_id="uuid?",
                    name="text?",
                    at="instant",
                    reason="text",
                    lapsed_at=kind("instant?", about="other terms came: it counts no more"),
                    lapsed_by="text?",
                )
            ),
        ),
        # For whoever sees positions.
        "budget": sql(
            """(select json_build_object('position_id', p.id, 'reference', p.reference, 'monthly_cents', p.monthly_cost_cents,
                'total_cents', p.monthly_cost_cents * p.months, 'from_month', p.starts_on,
                'until_month', (p.starts_on + make_interval(months => p.months - 1))::date, 'offered_monthly_cents', c.monthly,
                'offered_total_cents', c.monthly * polder.months(offer.starts_on, offer.ends_on))
              from position p join employer_cost_rule r on r.id = p.cost_rule_id
                cross join lateral (select polder.offer_cost(offer.salary_cents, offer.fte_percent, r.surcharge_bp) as monthly) as c
              where p.id = offer.position_id)""",
            perhaps(
                record(
                    position_id="uuid",
                    reference="text",
                    monthly_cents="money",
                    total_cents="money",
                    from_month="date",
                    until_month="date",
                    offered_monthly_cents="money",
                    offered_total_cents=kind("money?", about="parts of months are whole ones; none without an end"),
                )
            ),
        ),
        # With the eyes of whoever asks: the signature is seen with the application.
        "answer": sql(
            """(select json_build_object('at', o.answered_at, 'reason', (select m.reason from move_entry m
                where m.record_id = o.id and m.move = 'decline' limit 1), 'signed_name', s.signed_name, 'signed_at', s.signed_at,
                'letter_sha256', s.letter_sha256) from offer o left join offer_acceptance s on s.offer_id = o.id
              where o.id = offer.id and o.answered_at is not null)""",
            perhaps(
                record(at="instant", reason="text?", signed_name="text?", signed_at="instant?", letter_sha256="text?")
            ),
        ),
        "letter": sql(
            """(select json_build_object('document_id', l.document_id, 'sha256', l.sha256, 'at', l.created_at)
              from offer_letter l where l.offer_id = offer.id)""",
            perhaps(record(document_id="uuid", sha256="text", at="instant")),
        ),
        "security": sql(
            """(select json_build_object('id', c.id, 'state', c.state) from security_check c
              where c.application_id = offer.application_id)""",
            perhaps(record(id="uuid", state="text")),
        ),
        "appointment": sql(
            """(select json_build_object('id', a.id, 'reference', a.reference, 'state', a.state) from hire h
              join appointment a on a.id = h.appointment_id where h.offer_id = offer.id)""",
            perhaps(record(id="uuid", reference="text", state="text")),
        ),
        "amounts_before": sql(
            "polder.amounts_before(offer.id, offer.vacancy_id)",
            many(record(at="instant", who="text?", from_cents="money", to_cents="money")),
        ),
    },
    OFFER_LIFE,
)

# What waits for the asker, and whom else it concerns: see polder.home. Each line appears only where row-level security
# shows its record.
WAITING = [
    # One line a vacancy, however many there are; it opens the first of them, in the order in which the page goes on.
    """
  select 'application.judge', 'applications', (array_agg(a.id order by a.sort_name, a.id))[1], v.reference,
    case when count(*) = 1 then min(a.name) else v.title_nl end, case when count(*) = 1 then min(a.name) else v.title_en end,
    min(a.submitted_at), min(a.submitted_at) + interval '7 days',
    case when count(*) = 1 then 'Beoordeel de ontvankelijkheid van' else 'Beoordeel de ontvankelijkheid van ' || count(*) || ' sollicitaties bij' end,
    case when count(*) = 1 then 'Judge the eligibility of' else 'Judge the eligibility of ' || count(*) || ' applications for' end
  from application a join vacancy v on v.id = a.vacancy_id where a.stage = 'submitted'
    and ((select polder.may('application.decide'))
      or a.vacancy_id = any((select polder.scope('application.decide'))::uuid[]))
  group by v.id, v.reference, v.title_nl, v.title_en""",
    """
  select 'vacancy.approve', 'vacancies', v.id, v.reference, v.title_nl, v.title_en, v.updated_at,
    v.deadline - interval '28 days', 'Keur de vacature goed', 'Approve the vacancy'
  from vacancy v where v.state = 'draft' and (select polder.may('vacancy.approve'))
    and v.created_by is distinct from (select polder.actor())""",
    """
  select 'vacancy.publish', 'vacancies', v.id, v.reference, v.title_nl, v.title_en, v.updated_at,
    v.deadline - interval '28 days', 'Publiceer de vacature', 'Publish the vacancy'
  from vacancy v where v.state = 'approved' and v.published_at is null and (select polder.may('vacancy.publish'))""",
    """
  select 'vacancy.close', 'vacancies', v.id, v.reference, v.title_nl, v.title_en, v.deadline,
    v.deadline + interval '1 day', 'Sluit de vacature', 'Close the vacancy'
  from vacancy v where v.state = 'published' and v.deadline < now() and (select polder.may('vacancy.publish'))""",
    """
  select 'vacancy.committee', 'vacancies', v.id, v.reference, v.title_nl, v.title_en, v.updated_at, v.deadline,
    'Vul de commissie aan: er zijn minder dan twee leden', 'Add to the committee: it has fewer than two members'
  from vacancy v where v.state in ('published', 'closed') and polder.committee_size(v.id) < 2
    and ((select polder.may('committee.manage')) or v.id = any((select polder.scope('committee.manage'))::uuid[]))""",
    """
  select 'offer.approve', 'offers', o.id, o.reference, coalesce(a.name, o.reference), coalesce(a.name, o.reference),
    o.updated_at, o.expires_at, 'Keur het aanbod goed' || case when a.name is not null then ' voor' else '' end,
    'Approve the offer' || case when a.name is not null then ' to' else '' end
  from offer o left join application a on a.id = o.application_id where o.state = 'draft'
    and polder.is_selected(o.application_id) and (select polder.may('offer.approve')) and o.created_by is distinct from (select polder.actor())""",
    """
  select 'offer.send', 'offers', o.id, o.reference, a.name, a.name, o.updated_at, o.expires_at,
    'Verstuur het aanbod aan', 'Send the offer to'
  from offer o join application a on a.id = o.application_id where o.state = 'approved' and a.stage = 'selected'
    and (select polder.may('offer.send'))""",
    """
  select 'offer.write', 'applications', a.id, a.reference, a.name, a.name, a.updated_at, a.updated_at + interval '7 days',
    'Doe een aanbod aan', 'Make an offer to'
  from application a where a.stage = 'selected' and (select polder.may('offer.write'))
    and not polder.has_offer(a.id, 'draft', 'approved', 'sent', 'accepted')""",
    # Whoever sees no offers would not know.
    """
  select 'application.reconsider', 'applications', a.id, a.reference, a.name, a.name, o.ended, o.ended + interval '7 days',
    'Heroverweeg of beslis over', 'Reconsider, or decide about'
  from application a join lateral (
    select max(o.updated_at) as ended from offer o where o.application_id = a.id
    having not bool_or(o.state in ('draft', 'approved', 'sent', 'accepted'))) as o on true
  where a.stage = 'offered' and ((select polder.may('application.decide'))
      or a.vacancy_id = any((select polder.scope('application.decide'))::uuid[]))""",
]
READS_APPLICATIONS = """((select polder.may('application.read'))
    or cardinality((select polder.scope('application.read'))) > 0)"""
FIGURES = [
    """
  select 'published', 'gepubliceerde vacatures', 'published vacancies',
    (select count(*) from vacancy where state = 'published')""",
    f"""
  select 'open', 'lopende sollicitaties', 'open applications', (select count(*) from application
    where stage in ('submitted', 'eligible', 'longlisted', 'shortlisted', 'interview', 'selected', 'offered'))
  where {READS_APPLICATIONS}""",
    f"""
  select 'hired', 'aangenomen', 'hired', (select count(*) from application where stage = 'hired')
  where {READS_APPLICATIONS}""",
]
# Who reads every application reads what happened, newest first. A review is shown on the page of its application.
ACTIVITY = [
    """
  select m.at, m.actor_id, m.move, m.record_kind as kind,
    case m.record_kind when 'vacancy' then 'vacancies' when 'offer' then 'offers' else 'applications' end as resource,
    coalesce(r.application_id, m.record_id) as record_id, coalesce(v.reference, o.reference, a.reference) as reference,
    coalesce(v.title_nl, a.name, '') as subject_nl, coalesce(v.title_en, a.name, '') as subject_en
  from (select * from move_entry where (select polder.may('application.read'))
          and record_kind in ('vacancy', 'application', 'review', 'offer') order by id desc limit 8) as m
    left join vacancy v on m.record_kind = 'vacancy' and v.id = m.record_id
    left join offer o on m.record_kind = 'offer' and o.id = m.record_id
    left join review r on m.record_kind = 'review' and r.id = m.record_id
    left join application a on m.record_kind <> 'vacancy'
      and a.id = coalesce(o.application_id, r.application_id, m.record_id)
  order by m.id desc""",
]
FINDS = [
    """
  select 'vacancies', v.id, v.title_nl, v.title_en, v.reference from vacancy v, q where v.search @@ q.query limit 6""",
    """
  select 'applications', a.id, a.name, a.name, a.reference from application a, q
  where a.search @@ q.query and a.submitted_at is not null limit 6""",
]
