"""Keep what an applicant tells of their background, and correct it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from polder.hiring.background import rules
from polder.hiring.reviewing.actions import set_background
from polder.hiring.reviewing.tables import ApplicantBackground
from polder.hiring.tables import Application
from polder.kernel import problems
from polder.kernel.tx import Tx
from polder.kernel.words import Words
from polder.partners.conflicts.actions import works_in

WORKS_MOST = 2000


async def _told(tx: Tx, id: UUID) -> dict[str, Any]:
    rows = await tx.rows(
        "select employers, supervisors, works from applicant_background where application_id = :id", id=id
    )
    found = rows[0] if rows else None
    return {name: list(getattr(found, name)) if found else [] for name in ("employers", "supervisors", "works")}


async def keep_told(tx: Tx, id: UUID, typed: Mapping[str, str]) -> bool:
    """What the applicant's form says; whether anything changed."""
    before, said = await _told(tx, id), rules.as_typed(typed)
    now = dict(before)
    for kind, rows in said.items():
        now[f"{kind}s"] = rules.kept(rows, before[f"{kind}s"])
    if now == before:
        return False
    await set_background(tx, id, now)
    return True


async def keep_works(tx: Tx, id: UUID, content: bytes | None) -> None:
    """The works of one's ORCID record, in the place of those that were known; None: of no record any more."""
    works = works_in(content, "works_file") if content is not None else []
    if len(works) > WORKS_MOST:
        raise problems.invalid_field(
            "works_file", Words(nl="Dit zijn te veel werken.", en="These are too many works."),
            Words(nl="Stuur er hoogstens 2000.", en="Send at most 2000."),
        )  # fmt: skip
    told = [{"identifier": w.identifier, "title": w.title, "on": w.on.isoformat() if w.on else None} for w in works]
    await set_background(tx, id, {**await _told(tx, id), "works": told})


async def correct(tx: Tx, id: UUID, version: int | None, values: dict[str, Any]) -> None:
    """By whoever leads the procedure: employers and supervisors anew; the works stay."""
    application = await tx.get(Application, id)
    tx.require("application.import", application.vacancy_id)
    known = await tx.scalar("select id from applicant_background where application_id = :id", id=id)
    if known is not None:
        if version is None:
            raise problems.version_required()
        await tx.get(ApplicantBackground, known, lock=True, version=version)
    await set_background(tx, id, {**await _told(tx, id), **values})
