"""Saying that two applications are one person's, or not, and undoing it."""

from typing import Any
from uuid import UUID

from polder.hiring.duplicates import words
from polder.hiring.duplicates.tables import SamePerson, Verdict
from polder.hiring.letters import write
from polder.hiring.lifecycle import APPLICATION
from polder.hiring.tables import Application
from polder.kernel import problems
from polder.kernel.lifecycle import perform
from polder.kernel.tx import Tx

LEFT = "select interview_id from polder.interviews_left(:application)"


async def judge(tx: Tx, id: UUID, other_id: UUID, verdict: Verdict, keep_id: UUID | None) -> SamePerson:
    """One person's, or two people's. Of two to one vacancy, `keep_id` counts from now on: the other is withdrawn as a
    duplicate, and its writer is told."""
    if id == other_id:
        raise problems.invalid(words.ITSELF)
    this = await tx.get(Application, id)
    tx.require("duplicate.judge")
    both = {id: this, other_id: await tx.get(Application, other_id)}  # 404 for what the asker does not see
    first, second = sorted(both)
    said = await tx.add(SamePerson(first_id=first, second_id=second, verdict=verdict, kept_id=keep_id))
    if keep_id is not None:
        aside = both[second if keep_id == first else first]
        await perform(
            tx, APPLICATION, aside.id, "withdraw_duplicate", version=None,
            reason=words.WITHDRAWN_FOR.format(reference=both[keep_id].reference).nl,
        )  # fmt: skip
        await _tell(tx, "application_duplicate", aside, both[keep_id])
    return said


async def undo(tx: Tx, id: UUID, version: int, reason: str) -> dict[str, int]:
    """It was said wrongly: what was withdrawn for it stands where it stood. Of the interviews that went with it, how many are
    back, and for how many somebody must be invited anew.
    """
    left: list[UUID] = []
    said = await tx.get(SamePerson, id, lock=True, version=version)
    tx.require("duplicate.judge")
    if said.ended_at is not None:
        raise problems.conflict("judged-already", words.JUDGED_ALREADY)
    if said.kept_id is not None:
        aside = await tx.get(Application, said.second_id if said.kept_id == said.first_id else said.first_id)
        left = [row.interview_id for row in await tx.rows(LEFT, application=aside.id)]
        await perform(tx, APPLICATION, aside.id, f"bring_back_{said.stage_before}", reason=reason, version=None)
        await _tell(tx, "application_counts_again", aside, await tx.get(Application, said.kept_id))
    said.ended_reason = reason
    said.ended_at, said.ended_by = tx.now, tx.actor.account_id
    await tx.flush()
    back = await tx.scalar(
        "select count(*) from interview where id = any(:ids) and state in ('invited', 'booked')", ids=left
    )
    return {"interviews_back": back, "interviews_lost": len(left) - back}


async def _tell(tx: Tx, template: str, aside: Application, kept: Application) -> None:
    if aside.email:
        values: dict[str, Any] = {"kept": kept.reference}
        await write(tx, template, aside.language, aside.vacancy_id, to=aside.email, name=aside.name,
                    record=("application", aside.id), reference=aside.reference, **values)  # fmt: skip
