"""What people do about keeping and erasing: one function, one use case, one transaction."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson

from polder.hiring import actions as hiring
from polder.hiring.lifecycle import APPLICATION, VACANCY, objection_upheld
from polder.hiring.privacy.lifecycle import ERASURE_RUN, OBJECTION
from polder.hiring.privacy.tables import Objection, SubjectExport
from polder.hiring.tables import Application
from polder.kernel import problems
from polder.kernel.lifecycle import perform
from polder.kernel.tx import Tx


async def propose(tx: Tx, kind: str = "due") -> UUID:
    """A list of what is due today; 409 where nothing is, or another list is open."""
    made: UUID = await tx.scalar("select polder.propose_erasure(:kind)", kind=kind)
    return made


async def renewed(tx: Tx, id: UUID) -> None:
    await tx.scalar("select polder.renew_erasure(:id)::text", id=id)


async def ordered(tx: Tx, id: UUID) -> None:
    await tx.defer("privacy.erase", run_id=id)


async def erase(tx: Tx, id: UUID) -> None:
    """Erase what was ordered, once; as the system."""
    if await tx.scalar("select polder.carry_out_erasure(:id)", id=id):
        await perform(tx, ERASURE_RUN, id, "finish", reason=None, version=None)


RUN_EFFECTS = {"renew": renewed, "carry_out": ordered}


async def object_to(tx: Tx, application_id: UUID, text: str) -> Objection:
    """Note an objection to what was decided; while it is open, nothing of the application goes."""
    application = await tx.get(Application, application_id)
    return await tx.add(Objection(application_id=application_id, vacancy_id=application.vacancy_id, text=text))


async def withdraw_objection(tx: Tx, application_id: UUID) -> None:
    """By the applicant. Twice is no error."""
    found = await tx.scalar("select id from objection where application_id = :id and state = 'open'", id=application_id)
    if found is not None:
        await perform(tx, OBJECTION, found, "withdraw", reason=None, version=None)


async def take_up(tx: Tx, id: UUID, version: int, stage: str) -> None:
    """Take up again what was turned down, since this objection was upheld: as by `stage`, for the reason that it ended with.
    A vacancy that had been decided is open for decisions again."""
    found = await tx.get(Objection, id, version=version)
    tx.require("application.decide", found.vacancy_id)
    outcome = await tx.scalar("select polder.objection_about(:id) -> 'settled' ->> 'reason'", id=id)
    if await tx.scalar("select state = 'decided' from vacancy where id = :id for update", id=found.vacancy_id):
        await perform(tx, VACANCY, found.vacancy_id, "reopen", reason=outcome, version=None)
    if stage not in await tx.scalar("select polder.upheld_stages(:id)", id=found.application_id):
        raise problems.conflict("objection-upheld", objection_upheld.why_not)
    await perform(tx, APPLICATION, found.application_id, f"take_up_{stage}", reason=outcome, version=None)


async def give_consent(tx: Tx, id: UUID) -> None:
    """The newest question is answered; where none was asked, it is given all the same. Twice is once."""
    if await tx.scalar(STANDING, id=id):
        return
    given = await tx.run(
        """update consent set given_at = polder.clock() where id = (select k.id from consent k where k.application_id = :id
           and k.given_at is null and k.withdrawn_at is null order by k.id desc limit 1)""",
        id=id,
    )
    if not given:
        await tx.run(
            """insert into consent (application_id, vacancy_id, given_at, until)
               select id, vacancy_id, polder.clock(), polder.today() from application where id = :id""",
            id=id,
        )  # fmt: skip


STANDING = """select exists (select from consent where application_id = :id and withdrawn_at is null and until >= polder.today()
  and not exists (select from consent n where n.application_id = :id and n.given_at is null and n.withdrawn_at is null
    and n.asked_at > consent.given_at))"""


async def withdraw_consent(tx: Tx, id: UUID) -> None:
    await tx.run(
        "update consent set withdrawn_at = polder.clock() where application_id = :id and withdrawn_at is null", id=id
    )


async def ask_erasure(tx: Tx, id: UUID) -> dict[str, Any] | None:
    """As the applicant. A draft is erased at once, with its proof; what was submitted is withdrawn and goes the next day."""
    (found,) = await tx.rows("select stage, submitted_at, vacancy_id from application where id = :id for update", id=id)
    if found.stage not in ("rejected", "ineligible", "withdrawn"):
        await hiring.withdraw_application(tx, id, "")
    await tx.run(
        """insert into erasure_request (application_id, vacancy_id) select :id, :vacancy
           where not exists (select from erasure_request where application_id = :id and withdrawn_at is null)""",
        id=id, vacancy=found.vacancy_id,
    )  # fmt: skip
    if found.submitted_at is not None:
        return None
    done: dict[str, Any] = orjson.loads(await tx.scalar("select polder.erase_own_draft()::text"))
    await tx.defer("privacy.erase", run_id=done["run_id"])  # what its files held
    return done


async def keep_after_all(tx: Tx, id: UUID) -> None:
    await tx.run(
        "update erasure_request set withdrawn_at = polder.clock() where application_id = :id and withdrawn_at is null",
        id=id,
    )


async def export(tx: Tx, application_ids: Sequence[UUID]) -> SubjectExport:
    """Note who takes along all that is kept of a person."""
    tx.require("subject.export")
    wanted = sorted(set(application_ids))
    found = await tx.scalar(
        "select count(*) from unnest(cast(:ids as uuid[])) as id where polder.subject_record(id) is not null",
        ids=wanted,
    )
    if not wanted or found != len(wanted):
        raise problems.not_found()
    return await tx.add(SubjectExport(application_ids=wanted))
