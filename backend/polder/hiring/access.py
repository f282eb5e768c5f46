"""Who may see and do what in hiring. A conflict hides an application, its files, reviews and offers, everywhere."""

from importlib.resources import files

from polder.kernel.access import GUARD, Access, Erased, Policy, is_self, may, may_or_within, unconflicted, within
from polder.kernel.words import Words

PERMISSIONS = {
    "vacancy.read": Words(nl="vacatures zien, ook concepten", en="see vacancies, drafts too"),
    "vacancy.read_public": Words(nl="gepubliceerde vacatures zien", en="see published vacancies"),
    "vacancy.write": Words(nl="vacatures opstellen", en="write vacancies"),
    "vacancy.approve": Words(nl="vacatures goedkeuren", en="approve vacancies"),
    "vacancy.publish": Words(nl="vacatures publiceren en afsluiten", en="publish and close vacancies"),
    "application.read": Words(nl="ingediende sollicitaties zien", en="see submitted applications"),
    "application.start": Words(nl="een sollicitatie beginnen", en="start an application"),
    "application.own": Words(nl="de eigen sollicitatie bewerken", en="work on one's own application"),
    "application.import": Words(nl="sollicitaties inlezen", en="import applications"),
    "application.decide": Words(nl="over sollicitaties beslissen", en="decide on applications"),
    "review.write": Words(nl="sollicitaties beoordelen", en="review applications"),
    "review.read": Words(nl="ingediende beoordelingen zien", en="see submitted reviews"),
    "review.reopen": Words(nl="een beoordeling heropenen", en="reopen a review"),
    "offer.read": Words(nl="aanbiedingen zien", en="see offers"),
    "offer.write": Words(nl="aanbiedingen opstellen", en="write offers"),
    "offer.approve": Words(nl="aanbiedingen goedkeuren", en="approve offers"),
    "offer.send": Words(nl="aanbiedingen versturen en intrekken", en="send and withdraw offers"),
    "offer.answer": Words(nl="op de eigen aanbieding antwoorden", en="answer one's own offer"),
}

_COMMITTEE = ["vacancy.read", "application.read", "review.read"]
HOLDS = {
    "director": ["vacancy.read", "vacancy.approve", "application.read", "review.read", "offer.read", "offer.approve"],
    "hr_officer": [
        "vacancy.read", "vacancy.write", "vacancy.publish", "vacancy.approve", "application.read",
        "application.import", "application.decide", "review.read", "review.reopen", "offer.read", "offer.write",
        "offer.approve", "offer.send",
    ],
    "hiring_lead": [*_COMMITTEE, "vacancy.write", "application.decide", "offer.read"],
    "committee_chair": [*_COMMITTEE, "application.decide", "review.write"],
    "committee_member": [*_COMMITTEE, "review.write"],
    "committee_observer": _COMMITTEE,
    "controller": ["offer.read", "offer.approve", "vacancy.read"],
    "auditor": ["vacancy.read", "application.read", "review.read", "offer.read"],
    "everyone": ["vacancy.read_public"],
    "public": ["vacancy.read_public", "application.start"],
    "applicant": ["application.own", "offer.answer"],
    "system": list(PERMISSIONS),
}  # fmt: skip

READ_VACANCY = may_or_within("vacancy.read", "id")
OWN_APPLICATION = within("application.own", "id")
READ_APPLICATION = (
    f"({unconflicted('id')} and submitted_at is not null and {may_or_within('application.read', 'vacancy_id')})"
    f" or {OWN_APPLICATION}"
)
MY_REVIEW = f"({is_self('reviewer_id')} and {unconflicted('application_id')})"
# Whoever still has to review sees nobody else's judgement; the others see what is submitted.
OTHERS_REVIEW = (
    f"(state = 'submitted' and {unconflicted('application_id')} and {may_or_within('review.read', 'vacancy_id')}"
    " and (vacancy_id <> all((select polder.my_seats())::uuid[])"
    " or application_id = any((select polder.reviewed_by_me())::uuid[])))"
)
READ_OFFER = (
    f"({unconflicted('application_id')} and {may_or_within('offer.read', 'vacancy_id')})"
    f" or ({within('offer.answer', 'application_id')} and state not in ('draft', 'approved'))"
)
# `exists` looks up the one record by its key; `in (select …)` would read the whole table first.
VISIBLE_VACANCY = "exists (select from public.vacancy v where v.id = vacancy_id)"
VISIBLE_APPLICATION = "exists (select from public.application a where a.id = application_id)"
VISIBLE_REVIEW = "exists (select from public.review r where r.id = review_id)"
VISIBLE_OFFER = "exists (select from public.offer o where o.id = offer_id)"


OWN_DRAFT = (
    f"({within('application.own', 'record_id')}"
    " and exists (select from public.application a where a.id = record_id and a.stage = 'draft'))"
)


def _of_visible(table: str, kind: str) -> str:
    return f"(record_kind = '{kind}' and exists (select from public.{table} x where x.id = record_id))"


POLICIES = [
    Policy("vacancy", "select", "vacancy_read", READ_VACANCY),
    Policy("vacancy", "select", "vacancy_read_public", f"state = 'published' and {may('vacancy.read_public')}"),
    # Not as a subquery: only applicants' own links come to the question, all other lists would prepare it.
    Policy("vacancy", "select", "vacancy_applied_to",
           "polder.setting('actor_kind') = 'link' and id = any(polder.vacancies_applied_to())"),
    Policy("vacancy", "insert", "vacancy_add", may("vacancy.write")),
    Policy("vacancy", "update", "vacancy_change",
           f"{may_or_within('vacancy.write', 'id')} or {may('vacancy.approve')} or {may('vacancy.publish')}"),
    Policy("criterion", "select", "criterion_read", VISIBLE_VACANCY),
    Policy("criterion", "insert", "criterion_add", may_or_within("vacancy.write", "vacancy_id")),
    Policy("criterion", "update", "criterion_change", may_or_within("vacancy.write", "vacancy_id")),
    Policy("criterion", "delete", "criterion_remove", may_or_within("vacancy.write", "vacancy_id")),
    Policy("application", "select", "application_read", READ_APPLICATION),
    Policy("application", "select", "application_guard", "id is not null", to=GUARD),
    # Asked row by row, of the few rows that are such drafts: a subquery would be prepared for every list.
    Policy("application", "select", "application_read_import", "stage = 'draft' and source = 'import'"
           " and polder.may('application.import')"),
    Policy("application", "insert", "application_add",
           f"{may('application.start')} or ({may('application.import')} and source = 'import')"),
    Policy("application", "update", "application_change",
           f"{OWN_APPLICATION} or ({unconflicted('id')} and {may_or_within('application.decide', 'vacancy_id')})"
           f" or ({unconflicted('id')} and {may('offer.send')})"
           f" or ({may('application.import')} and source = 'import' and {unconflicted('id')})"),
    Policy("review", "select", "review_read_own", MY_REVIEW),
    Policy("review", "select", "review_read_others", OTHERS_REVIEW),
    # PostgreSQL shows a row only to whoever sees it before and after the change: reopening makes a draft of it.
    Policy("review", "select", "review_read_reopening",
           "polder.setting('move') = 'review:reopen' and polder.may('review.reopen')"
           f" and {unconflicted('application_id')}"),
    Policy("review", "select", "review_guard", "reviewer_id is not null", to=GUARD),
    Policy("review_score", "select", "review_score_guard", "review_id is not null", to=GUARD),
    Policy("vacancy", "select", "vacancy_guard", "id is not null", to=GUARD),
    *[Policy(table, "select", f"{table}_guard", "id is not null", to=GUARD)
      for table in ("offer", "offer_endorsement", "document", "mail")],
    Policy("review", "insert", "review_add", f"{MY_REVIEW} and {within('review.write', 'vacancy_id')} and {VISIBLE_APPLICATION}"),
    Policy("review", "update", "review_change",
           f"({MY_REVIEW} and {within('review.write', 'vacancy_id')}) or {may('review.reopen')}"),
    Policy("review_score", "select", "review_score_read", VISIBLE_REVIEW),
    Policy("review_score", "insert", "review_score_add", f"{VISIBLE_REVIEW} and {is_self('created_by')}"),
    Policy("review_score", "update", "review_score_change", f"{VISIBLE_REVIEW} and {is_self('created_by')}"),
    Policy("review_score", "delete", "review_score_remove", f"{VISIBLE_REVIEW} and {is_self('created_by')}"),
    Policy("offer", "select", "offer_read", READ_OFFER),
    Policy("offer", "insert", "offer_add", f"{may('offer.write')} and {unconflicted('application_id')}"),
    Policy("offer", "update", "offer_change",
           f"({unconflicted('application_id')} and ({may('offer.write')} or {may('offer.approve')}"
           f" or {may('offer.send')})) or {within('offer.answer', 'application_id')}"),
    Policy("offer_endorsement", "update", "offer_endorsement_lapses", "offer_id is not null", to=GUARD),
    Policy("offer_endorsement", "select", "offer_endorsement_read", VISIBLE_OFFER),
    Policy("offer_endorsement", "insert", "offer_endorsement_add", f"{VISIBLE_OFFER} and {may('offer.approve')}"),
    # History and documents follow their record: whoever sees the one sees the other; what was submitted stays.
    *[Policy("move_entry", "select", f"move_entry_{table}", _of_visible(table, table))
      for table in ("vacancy", "application", "review", "offer")],
    Policy("document", "select", "document_application", _of_visible("application", "application")),
    Policy("document", "insert", "document_add",
           f"record_kind = 'application' and ({OWN_DRAFT}"
           f" or ({may('application.import')} and {unconflicted('record_id')}))"),
    Policy("document", "update", "document_change",
           f"record_kind = 'application' and ({OWN_DRAFT}"
           f" or ({may('application.import')} and {unconflicted('record_id')}))"),
    *[Policy("document", command, f"document_guard_{command}", "record_kind = 'application'", to=GUARD)
      for command in ("insert", "update")],
    # Only whoever sends a file has to do with its pieces.
    *[Policy("upload_piece", command, f"upload_piece_{command}",
             "exists (select from public.document d where d.id = document_id"
             f" and {within('application.own', 'd.record_id')})")
      for command in ("select", "insert", "delete")],
    Policy("document", "delete", "document_remove",
           f"record_kind = 'application' and {OWN_DRAFT}"),
]  # fmt: skip

ACCESS = Access(
    permissions=PERMISSIONS,
    holds=HOLDS,
    policies=POLICIES,
    erased={
        "application": Erased(
            "id = any(people)",
            blank={
                "name": "reference",
                "sort_name": "lower(reference)",
                "email": "null",
                "phone": "null",
                "orcid": "null",
                "motivation": "''",
                "cv": "null",
                "search_text": "''",
            },
        ),
        "review": Erased("application_id = any(people)"),
        "review_score": Erased("review_id = any(things)"),
        "offer": Erased("application_id = any(people)"),
        "offer_endorsement": Erased("offer_id = any(things)"),
        "upload_piece": Erased("document_id = any(things)"),
    },
    personal={
        "application": ["name", "sort_name", "email", "phone", "orcid", "motivation", "cv"],
        "review": ["note"],
        "review_score": ["reason"],
        "offer": ["salary_cents", "salary_scale"],
        "offer_endorsement": ["reason"],
    },
    inner=["polder.above_budget(uuid, bigint, int, date, date)", "polder.conflicts_of(uuid)"],
    before_tables="\n".join(
        f"create sequence if not exists public.{name}_reference;"
        f" grant usage on sequence public.{name}_reference to polder_app;"
        for name in ("vacancy", "application", "offer")
    ),
    sql=files(__package__).joinpath("sql/hiring.sql").read_text(),
)
