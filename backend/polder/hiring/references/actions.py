"""What people do with references: name, ask, remind, answer, record, extend, withdraw."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from polder.hiring.references import rules
from polder.hiring.references import words as _words  # noqa: F401 - fills CHECKS and REFUSALS
from polder.hiring.references.lifecycle import REFERENCE
from polder.hiring.references.rules import Referee
from polder.hiring.references.tables import Reference
from polder.hiring.tables import Application, Vacancy
from polder.kernel import problems
from polder.kernel.documents.actions import looked_into, safe_name, stored
from polder.kernel.documents.storage import Storage
from polder.kernel.lifecycle import perform
from polder.kernel.tx import Tx

INVITED = ("shortlisted", "interview", "selected")  # of whom HR asks references later


# ---- the applicant ---------------------------------------------------------------------------------------------------


async def keep_named(tx: Tx, application_id: UUID, typed: Mapping[str, str]) -> bool:
    """Keep what the applicant's form says of referees, each in their place; whether anything changed."""
    rows = await tx.rows(
        """select a.vacancy_id, r.position, r.name, r.email, r.institution, r.relation, r.language
           from application a left join reference r on r.application_id = a.id and r.position is not null where a.id = :id""",
        id=application_id,
    )
    kept = {row.position: row for row in rows if row.position is not None}
    changed = False
    for place in range(1, rules.MOST + 1):
        said, before = rules.as_typed(typed, place), kept.get(place)
        if said is None or said == _referee(before):
            continue
        changed = True
        values = {"application": application_id, "place": place, **vars(said)}
        if said.blank:
            await tx.run("delete from reference where application_id = :application and position = :place", **values)
        elif before is None:
            await tx.run(
                """insert into reference (application_id, vacancy_id, position, name, email, institution, relation, language)
                   values (:application, :vacancy, :place, :name, :email, :institution, :relation, :language)""",
                vacancy=rows[0].vacancy_id, **values,
            )  # fmt: skip
        else:
            await tx.run(
                """update reference set name = :name, email = :email, institution = :institution, relation = :relation,
                   language = :language where application_id = :application and position = :place""",
                **values,
            )
    return changed


def _referee(row: Any) -> Referee:
    return Referee() if row is None else Referee(row.name, row.email, row.institution, row.relation, row.language)


async def name_another(tx: Tx, application_id: UUID, said: Referee) -> None:
    """Whoever declined or let it pass is replaced: the new referee is asked at once."""
    wrong = rules.wrong_with([said], None)[0]
    if said.blank or wrong:
        fields = wrong or {"name": (rules.NO_NAME, rules.ANOTHER)}
        raise problems.invalid(
            *[problems.FieldProblem(f"referees-another-{name}", *told) for name, told in fields.items()]
        )
    application = await tx.get(Application, application_id)
    await tx.run(
        """insert into reference (application_id, vacancy_id, name, email, institution, relation, language)
           values (:application, :vacancy, :name, :email, :institution, :relation, :language)""",
        application=application_id, vacancy=application.vacancy_id, **vars(said),
    )  # fmt: skip
    await tx.defer("references.ask", application_id=application_id)


# ---- who asks --------------------------------------------------------------------------------------------------------


async def add(tx: Tx, values: dict[str, Any]) -> Reference:
    """A referee whom the applicant did not name in the form, such as of an imported application."""
    application = await tx.get(Application, values["application_id"])
    if not (tx.actor.may("reference.write", application.vacancy_id)):
        raise problems.forbidden()
    return await tx.add(Reference(vacancy_id=application.vacancy_id, **values))


async def asked(tx: Tx, id: UUID) -> None:
    """The letter with the link is written by a job: nobody who asks ever holds the secret."""
    await tx.defer("references.write", reference_id=id, template="reference_request")


async def remind(tx: Tx, id: UUID) -> None:
    """Once more, with a new link. An applicant may do so a day after our last mail."""
    await perform(tx, REFERENCE, id, "remind", reason=None, version=None)
    await reminded(tx, id)


async def reminded(tx: Tx, id: UUID) -> None:
    await tx.run("update reference set mailed_at = polder.clock() where id = :id", id=id)
    await tx.defer("references.write", reference_id=id, template="reference_reminder")


async def ask_all(tx: Tx, vacancy_id: UUID) -> int:
    """Ask every referee whom those on the shortlist named and who was not asked yet; how many were."""
    await tx.get(Vacancy, vacancy_id)
    tx.require("reference.write", vacancy_id)
    found = await tx.rows(
        """select r.id from reference r join application a on a.id = r.application_id
           where r.vacancy_id = :vacancy and r.state = 'named' and a.stage = any(:stages) order by r.id""",
        vacancy=vacancy_id, stages=list(INVITED),
    )  # fmt: skip
    for row in found:
        await perform(tx, REFERENCE, row.id, "ask", reason=None, version=None)
        await asked(tx, row.id)
    return len(found)


async def extend(tx: Tx, id: UUID, version: int, until: date) -> None:
    """Give the referee until the end of a day, where the vacancy is, and tell them."""
    reference = await tx.get(Reference, id, lock=True, version=version)
    tx.require("reference.write", reference.vacancy_id)
    if reference.state not in REFERENCE.by_name["extend"].origins:
        await perform(tx, REFERENCE, id, "extend", reason=None, version=None)  # which says why not
    await tx.run(
        """update reference r set due_at = polder.end_of_day(:until, v.time_zone), mailed_at = polder.clock()
           from vacancy v where v.id = r.vacancy_id and r.id = :id""",
        until=until, id=id,
    )  # fmt: skip
    await perform(tx, REFERENCE, id, "extend", reason=None, version=None)
    await tx.defer("references.write", reference_id=id, template="reference_extended")


async def record(
    tx: Tx, storage: Storage, id: UUID, version: int, file_name: str, content: bytes, note: str | None
) -> None:
    """A letter that came otherwise than by the link; `note` says how it came."""
    reference = await tx.get(Reference, id, lock=True, version=version)
    tx.require("reference.write", reference.vacancy_id)
    if reference.state not in REFERENCE.by_name["record"].origins or not note:
        await perform(tx, REFERENCE, id, "record", reason=note, version=None)  # which says why not
    await _keep_letter(tx, storage, id, file_name, content)
    await perform(tx, REFERENCE, id, "record", reason=note, version=None)
    await tx.defer("references.complete", application_id=reference.application_id)


async def withdrawn(tx: Tx, id: UUID) -> None:
    """Whoever was asked hears that no letter is needed any more."""
    await tx.defer("references.write", reference_id=id, template="reference_not_needed")


# What a move by hand brings about, in the same transaction.
EFFECTS = {"ask": asked, "remind": reminded, "withdraw": withdrawn}


# ---- the referee -----------------------------------------------------------------------------------------------------


async def receive(tx: Tx, storage: Storage, id: UUID, file_name: str, content: bytes) -> None:
    """The referee's letter: kept once, and theirs no more."""
    await _awaited(tx, id)
    await _keep_letter(tx, storage, id, file_name, content)
    await perform(tx, REFERENCE, id, "deliver", reason=None, version=None)
    await tx.defer("references.thank", reference_id=id)


async def decline(tx: Tx, id: UUID, reason: str | None) -> None:
    await _awaited(tx, id)
    await perform(tx, REFERENCE, id, "decline", reason=reason, version=None)


async def _awaited(tx: Tx, id: UUID) -> None:
    """The second of two clicks waits here, and finds the first's answer."""
    await tx.rows("select id from reference where id = :id for update", id=id)


async def _keep_letter(tx: Tx, storage: Storage, id: UUID, file_name: str, content: bytes) -> None:
    """Looked into like every upload. Written whole and never read back: whoever sends a letter need not read letters."""
    verdict = await looked_into(content)
    key = await stored(storage, content)
    await tx.run(
        """insert into document (record_kind, record_id, kind, file_name, media_type, size, storage_key, sha256, pages, state,
             completed_at)
           values ('reference', :id, 'reference', :name, 'application/pdf', :size, :key, :sha256, :pages, 'accepted',
             polder.clock())""",
        id=id, name=safe_name(file_name), size=len(content), key=key, sha256=verdict.sha256, pages=verdict.pages,
    )  # fmt: skip
