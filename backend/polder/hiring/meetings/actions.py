"""What people do with meetings: plan them, put candidates on the agenda, record who was there and what was decided, make the
minutes, and carry out the decisions."""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import orjson

from polder.hiring import actions as hiring
from polder.hiring.lifecycle import APPLICATION
from polder.hiring.meetings import words as _words  # noqa: F401 - fills CHECKS and REFUSALS
from polder.hiring.meetings.lifecycle import NOT_READY
from polder.hiring.meetings.minutes import minutes_pdf
from polder.hiring.meetings.tables import Meeting, MeetingItem, MeetingMinutes, Outcome
from polder.hiring.meetings.views import MOST
from polder.hiring.tables import Vacancy
from polder.kernel import jobs, problems
from polder.kernel.documents.actions import safe_name
from polder.kernel.documents.tables import Document
from polder.kernel.lifecycle import perform
from polder.kernel.problems import FieldProblem, Problem
from polder.kernel.tx import Tx
from polder.kernel.web import REFUSALS, refusal
from polder.kernel.words import Words

WITHDREW = Words(
    nl="De kandidaat heeft zich teruggetrokken: er is niets meer te doen.",
    en="The candidate has withdrawn: there is nothing left to do.",
)
NO_DECISIONS = Words(
    nl="Er is geen besluit dat nog moet worden uitgevoerd.", en="There is no decision that is still to be carried out."
)


async def plan(tx: Tx, values: dict[str, Any], applications: Sequence[UUID]) -> Meeting:
    """A meeting of a vacancy's committee; a job invites its members."""
    await tx.get(Vacancy, values["vacancy_id"])
    tx.require("meeting.manage", values["vacancy_id"])
    made = await tx.add(Meeting(**{"remarks": "", **values}))
    await _set_agenda(tx, made, applications)
    return made


async def change(tx: Tx, id: UUID, version: int, values: dict[str, Any]) -> None:
    """Change when and where, who chairs, or the general remarks. Whoever was invited is told of another time or place."""
    found = await _managed(tx, id, version)
    for name, value in values.items():
        setattr(found, name, value)
    await tx.flush()


async def set_agenda(tx: Tx, id: UUID, version: int, applications: Sequence[UUID]) -> None:
    """These candidates in this order. Those whom a conflict hides from the asker stay where they are."""
    found = await _managed(tx, id, version)
    await _set_agenda(tx, found, applications)
    await _touch(tx, id)


async def _set_agenda(tx: Tx, meeting: Meeting, applications: Sequence[UUID]) -> None:
    wanted = list(dict.fromkeys(applications))
    if len(wanted) > MOST:
        raise problems.invalid_field(
            "application_ids", Words(nl="Zoveel kandidaten tegelijk kan niet.", en="That is too many candidates at once."),
            Words(nl=f"Kies er hoogstens {MOST}.", en=f"Choose at most {MOST}."),
        )  # fmt: skip
    known = await tx.scalar(
        "select count(*) from application where id = any(:ids) and vacancy_id = :vacancy",
        ids=wanted, vacancy=meeting.vacancy_id,
    )  # fmt: skip
    if known != len(wanted):
        raise problems.not_found()
    await tx.run(
        "delete from meeting_item where meeting_id = :meeting and application_id <> all(:ids)",
        meeting=meeting.id, ids=wanted,
    )  # fmt: skip
    await tx.run(
        """update meeting_item i set position = w.n from unnest(cast(:ids as uuid[])) with ordinality as w (id, n)
           where i.meeting_id = :meeting and i.application_id = w.id and i.position <> w.n""",
        meeting=meeting.id, ids=wanted,
    )  # fmt: skip
    await tx.run(
        """insert into meeting_item (meeting_id, vacancy_id, application_id, position, reason)
           select :meeting, :vacancy, w.id, w.n, '' from unnest(cast(:ids as uuid[])) with ordinality as w (id, n)
           where not exists (select from meeting_item i where i.meeting_id = :meeting and i.application_id = w.id)""",
        meeting=meeting.id, vacancy=meeting.vacancy_id, ids=wanted,
    )  # fmt: skip


async def set_attendance(tx: Tx, id: UUID, version: int, present: Sequence[UUID]) -> None:
    """These were there; the others of the committee were not. What was decided is counted again by the database."""
    found = await _managed(tx, id, version)
    people = orjson.loads(await tx.scalar("select polder.meeting_people(:id)::text", id=id))
    there = set(present)
    accounts = list(dict.fromkeys([*there, *(UUID(one["account_id"]) for one in people)]))
    said = {
        "meeting": id,
        "accounts": accounts,
        "presences": ["present" if one in there else "absent" for one in accounts],
    }
    await tx.run(
        """update meeting_attendance t set presence = w.presence
           from unnest(cast(:accounts as uuid[]), cast(:presences as text[])) as w (id, presence)
           where t.meeting_id = :meeting and t.account_id = w.id and t.presence <> w.presence""",
        **said,
    )
    await tx.run(  # whoever has left the committee stays as they were noted
        """insert into meeting_attendance (meeting_id, vacancy_id, account_id, presence)
           select :meeting, :vacancy, w.id, w.presence from unnest(cast(:accounts as uuid[]), cast(:presences as text[])) as w (id, presence)
           where not exists (select from meeting_attendance t where t.meeting_id = :meeting and t.account_id = w.id)""",
        vacancy=found.vacancy_id, **said,
    )  # fmt: skip
    await _touch(tx, id)


async def decide(tx: Tx, id: UUID, version: int, values: dict[str, Any]) -> UUID:
    """Record, change or take back what was decided of one candidate, and why. The meeting's id."""
    item = await tx.get(MeetingItem, id, lock=True, version=version)
    tx.require("meeting.manage", item.vacancy_id)
    for name, value in values.items():
        setattr(item, name, value)
    await tx.flush()
    await _touch(tx, item.meeting_id)
    return item.meeting_id


@dataclass(frozen=True)
class Carried:
    """What became of one decision: done, withdrawn, or why not."""

    item: Any
    outcome: Outcome | None
    why: Words | None = None

    @property
    def told(self) -> dict[str, Any]:
        return {
            "item_id": str(self.item.id), "application_id": str(self.item.application_id), "reference": self.item.reference,
            "name": self.item.name, "decision": self.item.decision, "outcome": self.outcome,
            "why": self.why and self.why.both,
        }  # fmt: skip


async def carry_out(tx: Tx, id: UUID, mode: str, version: int | None = None) -> list[Carried]:
    """Make the moves that were decided, each by the application's own move and with the decision's reason. `all`: all of
    them, or none; `possible`: those that can be made; `preview`: none, but say which could.
    """
    meeting = await tx.get(Meeting, id, lock=True, version=version)
    tx.require("meeting.manage", meeting.vacancy_id)
    items = await tx.rows(
        """select i.id, i.application_id, i.decision, i.reason, a.reference, a.name from meeting_item i
           join application a on a.id = i.application_id
           where i.meeting_id = :id and i.decision <> 'hold' and i.outcome is null order by i.position, a.sort_name, i.id""",
        id=id,
    )
    if not items:
        raise problems.conflict("no-decisions", NO_DECISIONS)
    await tx.run("savepoint all_decisions")
    done = [await _carry_out_one(tx, item) for item in items]
    failed = [one for one in done if one.outcome is not Outcome.done]
    if mode == "all" and failed:
        raise problems.conflict(
            "not-all-decisions", Words(nl="Niet elk besluit kan worden uitgevoerd.", en="Not every decision can be carried out."),
            errors=[FieldProblem(f"items.{one.item.id}", Words(nl=f"{one.item.name}: {one.why.nl}", en=f"{one.item.name}: {one.why.en}"),
                                 Words(nl="Wijzig dit besluit, of voer alleen uit wat kan.",
                                       en="Change this decision, or carry out only those that can be."))
                    for one in failed if one.why],
        )  # fmt: skip
    if mode == "preview":
        await tx.run("rollback to savepoint all_decisions")
    return done


async def _carry_out_one(tx: Tx, item: Any) -> Carried:
    """One decision that cannot be carried out leaves nothing behind, and holds up none of the others."""
    stage = await tx.scalar("select stage from application where id = :id for update", id=item.application_id)
    if stage == "withdrawn":
        await _note(tx, item, Outcome.withdrawn)
        return Carried(item, Outcome.withdrawn, WITHDREW)
    if stage == str(APPLICATION.by_name[item.decision].target):  # somebody was here first
        await _note(tx, item, Outcome.done)
        return Carried(item, Outcome.done)
    await tx.run("savepoint decision")
    try:
        await perform(tx, APPLICATION, item.application_id, item.decision, reason=item.reason, version=None)
        if effect := hiring.APPLICATION_EFFECTS.get(item.decision):
            await effect(tx, item.application_id)
        await _note(tx, item, Outcome.done)
        await tx.flush()
    except Exception as error:
        problem = refusal(error)
        if problem is None:
            raise
        await tx.run("rollback to savepoint decision")
        return Carried(item, None, _said(problem))
    return Carried(item, Outcome.done)


def _said(problem: Problem) -> Words:
    first = problem.errors[0] if problem.errors else None
    return first.problem if first else problem.detail


async def _note(tx: Tx, item: Any, outcome: Outcome) -> None:
    await tx.run("update meeting_item set outcome = :outcome where id = :id", id=item.id, outcome=str(outcome))


async def make_minutes(tx: Tx, id: UUID, version: int, language: str) -> None:
    """The minutes as they stand now: a document with its hash, of which another person approves the newest."""
    found = await _managed(tx, id, version)
    if found.state != "held":
        raise problems.conflict(
            "meeting-not-begun", REFUSALS["meeting_not_begun" if found.state == "planned" else "meeting_fixed"]
        )
    await tx.run("select polder.hold_meeting(:id)", id=id)
    content = await tx.scalar("select polder.minutes_content(:id)::text", id=id)
    if content is None:
        raise problems.conflict("minutes-hidden", NOT_READY["hidden"])
    number = await tx.scalar("select 1 + coalesce(max(number), 0) from meeting_minutes where meeting_id = :id", id=id)
    document = await _file(tx, found, content, number, language)
    await tx.add(
        MeetingMinutes(
            meeting_id=id, vacancy_id=found.vacancy_id, number=number, language=language, document_id=document.id,
            sha256=document.sha256 or "", content_sha256="",
        )
    )  # fmt: skip
    await _touch(tx, id)


async def remake_minutes(tx: Tx, id: UUID) -> None:
    """Approved minutes anew, without whoever was erased since. Twice is once."""
    minutes = await tx.get(MeetingMinutes, id)
    await tx.run("select polder.hold_meeting(:id)", id=minutes.meeting_id)
    await tx.session.refresh(minutes)
    if minutes.document_id is not None:
        return
    found = await tx.get(Meeting, minutes.meeting_id)
    content = await tx.scalar("select polder.minutes_content(:id)::text", id=found.id)
    today = await tx.scalar("select polder.today()")
    document = await _file(tx, found, content, minutes.number, minutes.language, today)
    await tx.scalar(
        "select polder.minutes_made_anew(:id, :document, :digest)", id=id, document=document.id, digest=document.sha256
    )


async def _file(
    tx: Tx, meeting: Meeting, content: str, number: int, language: str, made_anew: date | None = None
) -> Document:
    house = jobs.house()
    made = await asyncio.to_thread(
        minutes_pdf, orjson.loads(content), number, language, house.settings.institute_name, made_anew
    )
    digest, key = hashlib.sha256(made).hexdigest(), str(uuid4())
    await asyncio.to_thread(house.storage.put, key, made)
    return await tx.add(
        Document(
            record_kind="meeting", record_id=meeting.id, kind="minutes", file_name=safe_name(f"{meeting.reference}-{number}.pdf"), size=len(made),
            media_type="application/pdf", storage_key=key, sha256=digest, state="accepted", completed_at=tx.now,
        )
    )  # fmt: skip


async def _managed(tx: Tx, id: UUID, version: int) -> Meeting:
    found = await tx.get(Meeting, id, lock=True, version=version)
    tx.require("meeting.manage", found.vacancy_id)
    return found


async def _touch(tx: Tx, id: UUID) -> None:
    """What belongs to a meeting counts as a change of it."""
    await tx.run("update meeting set updated_at = clock_timestamp() where id = :id", id=id)
