"""What people do to plan reviews: a plan with loads, assignments by hand and shared out evenly."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID

import orjson
from sqlmodel import select

from polder.hiring.reviewing import rules
from polder.hiring.reviewing import words as _words  # noqa: F401 - fills CHECKS and REFUSALS
from polder.hiring.reviewing.rules import Reviewer, Share
from polder.hiring.reviewing.tables import AssignedHow, ReviewAssignment, ReviewOpinion, ReviewPlan
from polder.hiring.tables import Application, Review, Vacancy
from polder.kernel import problems
from polder.kernel.texts import shows_something
from polder.kernel.tx import Tx
from polder.kernel.words import Words

TOLD = 200  # applications that lack a reviewer, by name
CHANGED = Words(
    nl="Er is intussen iets veranderd, dus de verdeling zou nu anders zijn. Bekijk haar opnieuw; er is niets toegewezen.",
    en="Something changed in the meantime, so that the shares would be others now. Look again; nothing was assigned.",
)


async def set_plan(tx: Tx, vacancy: UUID, values: dict[str, Any], loads: Sequence[dict[str, Any]], version: int | None) -> ReviewPlan:  # fmt: skip
    """How this vacancy is reviewed, and how much each member takes on. `version`: needed once there is a plan."""
    await tx.get(Vacancy, vacancy)
    tx.require("review.plan", vacancy)
    plan = (
        await tx.session.exec(select(ReviewPlan).where(ReviewPlan.vacancy_id == vacancy).with_for_update())
    ).one_or_none()
    if plan is None:
        plan = await tx.add(ReviewPlan(vacancy_id=vacancy, **values))
    elif version is None:
        raise problems.version_required()
    elif plan.version != version:
        raise problems.stale(await tx.changed_since("review_plan", plan.id, version), plan.version)
    else:
        for name, value in values.items():
            setattr(plan, name, value)
        await tx.flush()
    for load in loads:
        await tx.run(
            """insert into reviewer_load as l (vacancy_id, account_id, weight_percent, most)
               values (:vacancy, :account_id, :weight_percent, :most)
               on conflict (vacancy_id, account_id) do update set weight_percent = excluded.weight_percent, most = excluded.most
               where (l.weight_percent, l.most) is distinct from (excluded.weight_percent, excluded.most)""",
            vacancy=vacancy, **load,
        )  # fmt: skip
    return plan


async def assign(tx: Tx, vacancy: UUID, applications: Sequence[UUID], accounts: Sequence[UUID]) -> int:
    """Ask each of these members for a review of each of these applications; who is asked already stays so. How many are new."""
    await tx.get(Vacancy, vacancy)
    tx.require("review.plan", vacancy)
    seen = await tx.scalar(
        "select count(*) from application where id = any(:ids) and vacancy_id = :vacancy", ids=list(set(applications)), vacancy=vacancy
    )  # fmt: skip
    if seen != len(set(applications)):
        raise problems.not_found()
    pairs = [
        (application, account) for application in dict.fromkeys(applications) for account in dict.fromkeys(accounts)
    ]
    return await _write(tx, vacancy, pairs, AssignedHow.by_hand)


async def _write(tx: Tx, vacancy: UUID, pairs: Sequence[tuple[UUID, UUID]], how: AssignedHow) -> int:
    return await tx.run(
        """insert into review_assignment (application_id, vacancy_id, account_id, how)
           select p.application, :vacancy, p.account, :how
           from unnest(cast(:applications as uuid[]), cast(:accounts as uuid[])) as p(application, account)
           on conflict (application_id, account_id) where ended_at is null do nothing""",
        vacancy=vacancy, how=str(how), applications=[a for a, _ in pairs], accounts=[r for _, r in pairs],
    )  # fmt: skip


async def end_assignment(tx: Tx, id: UUID, version: int, reason: str) -> ReviewAssignment:
    """Nobody is asked any more; what was written stays with the application."""
    assignment = await tx.get(ReviewAssignment, id, lock=True, version=version)
    if not shows_something(reason):
        raise problems.invalid_field(
            "reason",
            Words(nl="Een reden ontbreekt.", en="A reason is missing."),
            Words(nl="Schrijf kort waarom; de reden blijft bewaard.", en="Write briefly why; the reason is kept."),
        )
    assignment.ended_reason = reason
    await tx.flush()
    return assignment


APPLICATIONS = """
select a.id, a.reference, a.name from application a where a.vacancy_id = :vacancy
  and a.stage in ('submitted', 'eligible', 'longlisted', 'shortlisted', 'interview') order by a.submitted_at, a.id
"""
REVIEWERS = """
select j.account_id, j.name, coalesce(l.weight_percent, 100) as weight, l.most from polder.judges(:vacancy) as j
  left join reviewer_load l on l.vacancy_id = :vacancy and l.account_id = j.account_id order by j.name, j.account_id
"""


async def shared_out(tx: Tx, vacancy: UUID, each: int, expected: str | None) -> dict[str, Any]:
    """The reviews of a vacancy shared out evenly, on top of what there is: shown, and written where it is what was `expected`
    (the digest of what was shown). Problem: it would be something else by now.
    """
    await tx.get(Vacancy, vacancy)
    tx.require("review.plan", vacancy)
    await tx.rows("select pg_advisory_xact_lock(hashtextextended('polder.reviewing:' || :id, 0))", id=str(vacancy))
    applications = await tx.rows(APPLICATIONS, vacancy=vacancy)
    reviewers = await tx.rows(REVIEWERS, vacancy=vacancy)
    apart = {
        (row.application_id, row.account_id) for row in await tx.rows("select * from polder.apart(:id)", id=vacancy)
    }
    existing: dict[UUID, set[UUID]] = {}
    for row in await tx.rows("select * from polder.asked_or_done(:id)", id=vacancy):
        existing.setdefault(row.application_id, set()).add(row.account_id)
    share = rules.share_out(
        [row.id for row in applications],
        [Reviewer(row.account_id, row.weight, row.most) for row in reviewers],
        each, apart, existing,
    )  # fmt: skip
    digest = sha256(b"".join(a.bytes + r.bytes for a, r in share.pairs)).hexdigest()
    if expected is not None:
        if expected != digest:
            raise problems.conflict("shares-changed", CHANGED)
        await _write(tx, vacancy, share.pairs, AssignedHow.balanced)
    return {"written": expected is not None, "digest": digest, **_told(applications, reviewers, apart, existing, share)}


def _told(applications: Any, reviewers: Any, apart: set[tuple[UUID, UUID]], existing: Any, share: Share[UUID, UUID]) -> dict[str, Any]:  # fmt: skip
    """The outcome for people: loads by name, and which applications lack whom."""
    added: dict[UUID, int] = {}
    for _, reviewer in share.pairs:
        added[reviewer] = added.get(reviewer, 0) + 1
    loads = [
        {"account_id": str(row.account_id), "name": row.name, "before": share.loads.get(row.account_id, 0) - added.get(row.account_id, 0),
         "after": share.loads.get(row.account_id, 0), "weight_percent": row.weight, "most": row.most}
        for row in reviewers
    ]  # fmt: skip
    short = [row for row in applications if row.id in share.lacking]
    return {
        "applications": len(applications), "added": len(share.pairs), "loads": loads, "lacking_total": len(short),
        "lacking": [
            {"application_id": str(row.id), "reference": row.reference, "name": row.name, "lacks": share.lacking[row.id],
             "not_available": [one.name for one in reviewers if (row.id, one.account_id) in apart]}
            for row in short[:TOLD]
        ],
    }  # fmt: skip


async def set_background(tx: Tx, application: UUID, values: dict[str, Any]) -> None:
    """What the rules need to know of an applicant: employers, supervisors, works."""
    await tx.get(Application, application)
    await tx.run(
        """insert into applicant_background as b (application_id, employers, supervisors, works)
           values (:id, cast(:employers as jsonb), cast(:supervisors as jsonb), cast(:works as jsonb))
           on conflict (application_id) do update set employers = excluded.employers, supervisors = excluded.supervisors,
             works = excluded.works
           where (b.employers, b.supervisors, b.works) is distinct from (excluded.employers, excluded.supervisors, excluded.works)""",
        id=application, **{name: orjson.dumps(values[name]).decode() for name in ("employers", "supervisors", "works")},
    )  # fmt: skip


async def give_opinion(tx: Tx, review_id: UUID, agrees: bool, reason: str, version: int | None) -> None:
    """Agree with another's review or not; later the other way."""
    review = await tx.get(Review, review_id)
    tx.require("review.write", review.vacancy_id)
    author = tx.actor.account_id
    if author is None:
        raise problems.forbidden()
    found = await tx.scalar(
        "select id from review_opinion where review_id = :id and author_id = :author and lapsed_at is null",
        id=review_id,
        author=author,
    )
    if found is None:
        await tx.add(ReviewOpinion(review_id=review_id, author_id=author, agrees=agrees, reason=reason))
        return
    opinion = await tx.get(ReviewOpinion, found, lock=True, version=version or 0)
    opinion.agrees, opinion.reason = agrees, reason
    await tx.flush()
