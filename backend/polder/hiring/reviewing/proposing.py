"""Compare an applicant with those who judge, by the rules of conflicts, and keep what is proposed up to date.

The rules propose; nobody is hidden from anything until a person has said so.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date
from typing import Any
from uuid import UUID

import orjson

from polder.hiring.reviewing.lifecycle import PROPOSAL
from polder.hiring.reviewing.rules import facts_of_applicant
from polder.kernel.lifecycle import perform
from polder.kernel.tx import Tx
from polder.partners.conflicts import actions as facts
from polder.partners.conflicts.rules import Facts, Reason, conflicts_between

AT_ONCE = 500
APPLICANTS = """
select a.id, a.vacancy_id, a.name, a.orcid, a.cv, to_jsonb(b) as background,
  (select p.id from person p where p.orcid = a.orcid) as person_id
from application a left join applicant_background b on b.application_id = a.id
where a.submitted_at is not null and a.stage in ('submitted', 'eligible', 'longlisted', 'shortlisted', 'interview')
"""


async def propose_for_application(tx: Tx, application: UUID) -> None:
    """Against everybody who judges in its vacancy, now or later."""
    rows = await tx.rows(APPLICANTS + " and a.id = :id", id=application)
    if rows:
        people = [
            row.person_id
            for row in await tx.rows(
                """select distinct a.person_id from role_grant g join account a on a.id = g.account_id
                   where g.scope_id = :vacancy and g.role in ('committee_chair', 'committee_member') and a.person_id is not null
                     and g.confirmed_at is not null and (g.valid_until is null or g.valid_until > now()) and a.ended_at is null""",
                vacancy=rows[0].vacancy_id,
            )
        ]
        await _compare(tx, rows, people)


async def propose_for_person(tx: Tx, person: UUID) -> None:
    """Against every applicant that this person may be asked to judge, some at a time."""
    after: UUID | None = None
    while True:
        rows = await tx.rows(
            APPLICANTS + """ and a.vacancy_id in (
                select g.scope_id from role_grant g join account c on c.id = g.account_id
                where c.person_id = :person and g.role in ('committee_chair', 'committee_member')
                  and g.confirmed_at is not null and (g.valid_until is null or g.valid_until > now()) and c.ended_at is null)
              and a.id > coalesce(cast(:after as uuid), '00000000-0000-0000-0000-000000000000') order by a.id limit :most""",
            person=person, after=after, most=AT_ONCE,
        )  # fmt: skip
        if rows:
            await _compare(tx, rows, [person])
        if len(rows) < AT_ONCE:
            return
        after = rows[-1].id


async def _compare(tx: Tx, applicants: Sequence[Any], people: Sequence[UUID]) -> None:
    windows, organisations = await facts.windows(tx), await facts.organisation_names(tx)
    known = await facts.people_facts(tx, [*people, *[row.person_id for row in applicants if row.person_id]])
    day: date = await tx.scalar("select polder.today()")
    ids = [row.id for row in applicants]
    declared = {
        (row.record_id, row.person_id)
        for row in await tx.rows(
            "select record_id, person_id from conflict where record_id = any(:ids) and person_id = any(:people)",
            ids=ids, people=list(people),
        )
    }  # fmt: skip
    before = {
        (row.application_id, row.person_id, row.kind): row
        for row in await tx.rows(
            """select id, application_id, person_id, kind, grounds, state from conflict_proposal
               where application_id = any(:ids) and person_id = any(:people)""",
            ids=ids, people=list(people),
        )
    }  # fmt: skip
    for row in applicants:
        applicant = _applicant(row, organisations, known.get(row.person_id) if row.person_id else None)
        for person in people:
            # whoever applies to their own committee is nobody's case of a tie
            if (row.id, person) not in declared and person in known and person != row.person_id:
                found = _by_kind(conflicts_between(applicant, known[person], day, windows))
                await _keep(tx, row, person, found, before)


def _applicant(row: Any, organisations: Mapping[str, Set[str]], ours: Facts | None) -> Facts:
    """What the applicant told, and where they are a person that we know by their ORCID iD, what we know."""
    told = facts_of_applicant(row.name, row.orcid, row.cv, row.background or {}, organisations)
    if ours is None:
        return told
    return Facts(
        told.name, ours.id, told.orcid, told.places + ours.places, told.works + ours.works,
        told.supervisors + ours.supervisors, told.interests + ours.interests,
    )  # fmt: skip


def _by_kind(reasons: Iterable[Reason]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for reason in reasons:
        found.setdefault(reason.kind, []).append(reason.data)
    return {kind: sorted(grounds, key=lambda ground: ground["what"])[:50] for kind, grounds in found.items()}


async def _keep(
    tx: Tx, row: Any, person: UUID, found: Mapping[str, list[dict[str, Any]]], before: Mapping[Any, Any]
) -> None:
    """New proposals are made; one with other grounds is asked anew where it was answered; one without any lapses."""
    for kind, grounds in found.items():
        text = orjson.dumps(grounds).decode()
        known = before.get((row.id, person, kind))
        if known is None:
            await tx.run(
                """insert into conflict_proposal (application_id, vacancy_id, person_id, kind, grounds)
                   values (:application, :vacancy, :person, :kind, cast(:grounds as jsonb)) on conflict do nothing""",
                application=row.id, vacancy=row.vacancy_id, person=person, kind=kind, grounds=text,
            )  # fmt: skip
            continue
        told = known.grounds
        if told != grounds and known.state != "confirmed":
            await tx.run(
                "update conflict_proposal set grounds = cast(:grounds as jsonb) where id = :id",
                grounds=text,
                id=known.id,
            )
        news = {ground["what"] for ground in grounds} - {ground["what"] for ground in told}
        if known.state == "lapsed" or (known.state in ("denied", "dismissed") and news):
            await perform(tx, PROPOSAL, known.id, "propose_again", reason=None, version=None)
    for (application, who, kind), known in before.items():
        if (application, who) == (row.id, person) and kind not in found and known.state in ("proposed", "denied"):
            await perform(tx, PROPOSAL, known.id, "lapse", reason=None, version=None)
