"""Who sees and decides in reviewing. A conflict hides assignments and proposals as it hides the application."""

from importlib.resources import files

from polder.kernel.access import GUARD, Access, Erased, Policy, is_self, may, may_or_within, unconflicted, within
from polder.kernel.words import Words

PERMISSIONS = {
    "review.plan": Words(nl="plannen wie wat beoordeelt", en="plan who reviews what"),
    "review.remind": Words(nl="aan beoordelingen herinneren", en="remind of reviews"),
    "conflict.propose": Words(nl="belangenconflicten voorstellen", en="propose conflicts of interest"),
}
HOLDS = {
    **{key: ["review.plan"] for key in ("hr_officer", "hiring_lead", "committee_chair")},
    "system": list(PERMISSIONS),
}
PLANS = may_or_within("review.plan", "vacancy_id")
ABOUT_ME = "(person_id = (select polder.person()))"
NOT_ABOUT_ME = "(person_id is distinct from (select polder.person()))"
DECIDES = f"({may_or_within('application.decide', 'vacancy_id')} and {NOT_ABOUT_ME})"
SEES_ALL = may_or_within("application.read", "vacancy_id")
APPLICATION = "exists (select from public.application a where a.id = application_id)"
VACANCY = "exists (select from public.vacancy v where v.id = vacancy_id)"
SYSTEM = may("conflict.propose")
# Of another's submitted review, that the asker reads; opinions go with it.
REVIEW = "exists (select from public.review r where r.id = review_id)"
ANOTHERS_REVIEW = (
    "exists (select from public.review r where r.id = review_id and r.state = 'submitted'"
    f" and r.reviewer_id <> (select polder.actor()) and {within('review.write', 'r.vacancy_id')})"
)
OPINION = f"{is_self('author_id')} and {ANOTHERS_REVIEW}"

POLICIES = [
    # Being assigned to an application is what lets whoever may see no others see it: see polder.narrowed.
    Policy("application", "select", "application_read_assigned",
           f"{within('application.read', 'id')} and {unconflicted('id')} and submitted_at is not null"),
    Policy("review", "select", "review_read_assigned",
           f"state = 'submitted' and {unconflicted('application_id')} and {within('review.read', 'application_id')}"
           " and application_id = any((select polder.reviewed_by_me())::uuid[])"),
    # Whoever leads the procedure reads it, not whoever only judges: it is asked to keep people apart, and counts for nothing.
    Policy("applicant_background", "select", "applicant_background_read",
           f"{within('application.own', 'application_id')} or ({unconflicted('application_id')} and exists ("
           f"select from public.application a where a.id = application_id and {may_or_within('application.decide', 'a.vacancy_id')}))"),
    Policy("applicant_background", "insert", "applicant_background_add",
           f"{within('application.own', 'application_id')} or ({may('application.import')} and {unconflicted('application_id')} and {APPLICATION})"),
    Policy("applicant_background", "update", "applicant_background_change",
           f"{within('application.own', 'application_id')} or ({may('application.import')} and {unconflicted('application_id')} and {APPLICATION})"),
    Policy("conflict_proposal", "select", "conflict_proposal_read",
           f"{unconflicted('application_id')} and ({DECIDES} or ({may('conflict.read')} and {NOT_ABOUT_ME}) or ({ABOUT_ME} and {APPLICATION}) or {SYSTEM})"),
    Policy("conflict_proposal", "insert", "conflict_proposal_add", SYSTEM),
    Policy("conflict_proposal", "update", "conflict_proposal_decide", f"{unconflicted('application_id')} and {DECIDES}",
           f"{DECIDES} and state in ('confirmed', 'dismissed')"),
    Policy("conflict_proposal", "update", "conflict_proposal_answer",
           f"{unconflicted('application_id')} and {ABOUT_ME} and state = 'proposed'",
           f"{ABOUT_ME} and state in ('confirmed', 'denied')"),
    Policy("conflict_proposal", "update", "conflict_proposal_change", SYSTEM),
    Policy("review_plan", "select", "review_plan_read", VACANCY),
    Policy("review_plan", "insert", "review_plan_add", PLANS),
    Policy("review_plan", "update", "review_plan_change", PLANS),
    Policy("reviewer_load", "select", "reviewer_load_read", f"{PLANS} or {is_self('account_id')}"),
    Policy("reviewer_load", "insert", "reviewer_load_add", PLANS),
    Policy("reviewer_load", "update", "reviewer_load_change", PLANS),
    Policy("review_reminder", "select", "review_reminder_read", may("review.remind")),
    Policy("review_reminder", "insert", "review_reminder_add", may("review.remind")),
    Policy("review_assignment", "select", "review_assignment_read",
           f"{unconflicted('application_id')} and ({SEES_ALL} or {is_self('account_id')})"),
    Policy("review_assignment", "insert", "review_assignment_add", f"{unconflicted('application_id')} and {PLANS}"),
    Policy("review_assignment", "update", "review_assignment_end", f"{unconflicted('application_id')} and {PLANS}"),
    *[
        Policy(table, "select", f"{table}_guard", "id is not null", to=GUARD)
        for table in ("applicant_background", "conflict_proposal", "review_plan", "review_assignment")
    ],
    Policy("review_opinion", "select", "review_opinion_read", f"{unconflicted('id')} and ({REVIEW} or {is_self('author_id')})"),
    Policy("review_opinion", "insert", "review_opinion_add", OPINION),
    Policy("review_opinion", "update", "review_opinion_change", OPINION),
    *[Policy("review_opinion", command, f"review_opinion_guard_{command}", "id is not null", to=GUARD) for command in ("select", "update")],
    Policy("conflict", "insert", "conflict_guard_add", "person_id is not null", to=GUARD),
    Policy("review_assignment", "update", "review_assignment_guard_end", "id is not null", to=GUARD),
    Policy("move_entry", "select", "move_entry_conflict_proposal",
           "record_kind = 'conflict_proposal' and exists (select from public.conflict_proposal x where x.id = record_id)"),
]  # fmt: skip

ACCESS = Access(
    permissions=PERMISSIONS,
    holds=HOLDS,
    policies=POLICIES,
    erased={
        **dict.fromkeys(
            ("applicant_background", "conflict_proposal", "review_assignment"), Erased("application_id = any(people)")
        ),
        "review_opinion": Erased("review_id = any(things)"),
    },
    personal={
        "applicant_background": ["employers", "supervisors", "works"],
        "conflict_proposal": ["grounds"],
        "review_assignment": ["ended_reason"],
        "review_opinion": ["reason"],
    },
    append_only={"review_reminder": "update or delete"},
    sql=files(__package__).joinpath("sql/reviewing.sql").read_text(),
)
