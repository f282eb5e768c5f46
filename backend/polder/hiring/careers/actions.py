"""Templates, channels and a later deadline."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from polder.hiring import actions as hiring
from polder.hiring.careers import letters
from polder.hiring.careers.tables import VacancyTemplate
from polder.hiring.careers.words import NOT_OPEN
from polder.hiring.tables import Vacancy
from polder.identity.actions import grant_role
from polder.kernel import problems
from polder.kernel.tx import Tx
from polder.kernel.web import CHECKS

# ---- publication -----------------------------------------------------------------------------------------------------


async def extend(tx: Tx, id: UUID, version: int, deadline: datetime, reason: str) -> None:
    """Keep a published vacancy open for longer, and tell those who have begun to apply; a withdrawn one gets another deadline
    before it is published again. The database writes the trace.
    """
    vacancy = await tx.get(Vacancy, id, lock=True, version=version)
    tx.require("vacancy.publish", id)
    if vacancy.state != "published" and (vacancy.state != "approved" or vacancy.published_at is None):
        raise problems.conflict("not-published", NOT_OPEN)
    if deadline == vacancy.deadline:
        raise problems.invalid(CHECKS["deadline_earlier"])
    await tx.scalar("select set_config('polder.reason', :reason, true)", reason=reason)
    vacancy.deadline = deadline
    await tx.flush()
    if vacancy.state == "published":
        await letters.extended(tx, id)


async def choose_channels(tx: Tx, id: UUID, version: int, channels: Sequence[str]) -> None:
    """Where else it is to be read; at any time, as it changes nothing that was approved."""
    vacancy = await tx.get(Vacancy, id, lock=True, version=version)
    tx.require("vacancy.publish", id)
    vacancy.channels = sorted(set(channels))
    await tx.flush()


# ---- templates -------------------------------------------------------------------------------------------------------


async def save_template(tx: Tx, name: str, content: dict[str, Any], vacancy_id: UUID) -> VacancyTemplate:
    """What a vacancy says now, with its committee of now, to begin a next one from."""
    tx.require("vacancy.write")
    seats = await tx.rows(
        """select g.account_id, g.role from role_grant g where g.scope_id = :vacancy and g.role like 'committee%'
           and (g.valid_until is null or g.valid_until > now()) order by g.role, g.created_at""",
        vacancy=vacancy_id,
    )
    committee = {str(seat.account_id): seat.role for seat in reversed(seats)}
    return await tx.add(VacancyTemplate(name=name, content=content, committee=_seats(committee)))


def _seats(committee: dict[str, str]) -> list[dict[str, str]]:
    return [{"account_id": account, "role": role} for account, role in committee.items()]


async def change_template(tx: Tx, id: UUID, version: int, values: dict[str, Any]) -> None:
    template = await tx.get(VacancyTemplate, id, lock=True, version=version)
    for name, value in values.items():
        setattr(template, name, value)
    await tx.flush()


async def remove_template(tx: Tx, id: UUID, version: int) -> None:
    template = await tx.get(VacancyTemplate, id, lock=True, version=version)
    await tx.session.delete(template)
    await tx.flush()


async def use_template(
    tx: Tx, id: UUID, values: dict[str, Any], criteria: Sequence[dict[str, Any]], committee: Sequence[dict[str, str]]
) -> UUID:
    """A draft vacancy that says what the template says now. Of its usual committee, those who can still sit in one."""
    await tx.get(VacancyTemplate, id)
    vacancy = await hiring.create_vacancy(tx, values, criteria)
    wanted = {UUID(seat["account_id"]): seat["role"] for seat in committee}
    still = await tx.rows(
        """select a.id from account a where a.id = any(:ids) and a.ended_at is null and not exists (
             select from role_grant g where g.account_id = a.id and g.role = 'auditor'
               and (g.valid_until is null or g.valid_until > now())) order by a.id""",
        ids=list(wanted),
    )
    for row in still:
        await grant_role(tx, row.id, wanted[row.id], "vacancy", vacancy.id)
    return vacancy.id
