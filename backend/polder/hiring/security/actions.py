"""Tagging a vacancy, and asking for a check."""

from uuid import UUID

from polder.hiring.security import words as _words  # noqa: F401 - fills REFUSALS
from polder.hiring.security.tables import SecurityCheck, VacancySecurity
from polder.hiring.tables import Application
from polder.kernel import problems
from polder.kernel.tx import Tx


async def tag(tx: Tx, vacancy_id: UUID, reason: str, version: int | None) -> None:
    """Tag a vacancy, or give another reason; whoever is selected already is checked from now on."""
    found = await tx.rows("select id from vacancy_security where vacancy_id = :id", id=vacancy_id)
    if not found:
        if version is not None:
            raise problems.not_found()
        await tx.add(VacancySecurity(vacancy_id=vacancy_id, reason=reason))
        return
    kept = await tx.get(VacancySecurity, found[0].id, lock=True, version=version or 0)
    kept.reason = reason
    await tx.flush()


async def untag(tx: Tx, vacancy_id: UUID, version: int) -> None:
    """Take the tag away, while nobody is being checked for it."""
    found = await tx.scalar("select id from vacancy_security where vacancy_id = :id", id=vacancy_id)
    if found is None:
        raise problems.not_found()
    kept = await tx.get(VacancySecurity, found, lock=True, version=version)
    await tx.session.delete(kept)
    await tx.flush()


async def ask(tx: Tx, application_id: UUID) -> SecurityCheck:
    """Ask the security officer about one application."""
    application = await tx.get(Application, application_id)
    tx.require("security.ask")
    return await tx.add(SecurityCheck(application_id=application_id, vacancy_id=application.vacancy_id))


async def ask_where_tagged(tx: Tx, application_id: UUID) -> None:
    """Whoever is to get an offer for a tagged vacancy is checked, also where nobody thought of it before."""
    asked = await tx.scalar(
        """select exists (select from vacancy_security s where s.vacancy_id = a.vacancy_id)
             and not exists (select from security_check c where c.application_id = a.id)
           from application a where a.id = :id""",
        id=application_id,
    )
    if asked:
        await ask(tx, application_id)
