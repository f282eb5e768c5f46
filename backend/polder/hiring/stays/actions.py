"""What people do with stays and milestones. Who may, the policies and triggers say."""

from typing import Any
from uuid import UUID

from polder.hiring.stays import words as _words  # noqa: F401 - fills CHECKS and REFUSALS
from polder.hiring.stays.tables import Milestone, Stay
from polder.kernel import problems
from polder.kernel.tx import Tx
from polder.kernel.words import Words
from polder.partners.tables import Appointment, Organisation


async def plan(tx: Tx, appointment: UUID, values: dict[str, Any]) -> Stay:
    await tx.get(Appointment, appointment)
    return await tx.add(Stay(appointment_id=appointment, **await _placed(tx, values)))


async def change(tx: Tx, id: UUID, version: int, values: dict[str, Any]) -> None:
    stay = await tx.get(Stay, id, lock=True, version=version)
    for name, value in (await _placed(tx, values)).items():
        setattr(stay, name, value)
    await tx.flush()


async def _placed(tx: Tx, values: dict[str, Any]) -> dict[str, Any]:
    """With the country of the organisation where no other is said."""
    if "organisation_id" not in values:
        return {name: value for name, value in values.items() if name != "country_code" or value}
    country = values.get("country_code") or (await tx.get(Organisation, values["organisation_id"])).country_code
    if not country:
        raise problems.invalid_field(
            "country_code", Words(nl="Van deze organisatie is het land niet bekend.", en="The country of this organisation is not known."),
            Words(nl="Kies het land van het verblijf.", en="Choose the country of the stay."),
        )  # fmt: skip
    return {**values, "country_code": country}


async def add_milestone(tx: Tx, appointment: UUID, values: dict[str, Any]) -> Milestone:
    await tx.get(Appointment, appointment)
    return await tx.add(Milestone(appointment_id=appointment, evidence="", **values))


async def change_milestone(tx: Tx, id: UUID, version: int, values: dict[str, Any]) -> None:
    milestone = await tx.get(Milestone, id, lock=True, version=version)
    for name, value in values.items():
        setattr(milestone, name, value)
    await tx.flush()


async def remove_milestone(tx: Tx, id: UUID, version: int) -> None:
    """Take away what was entered by mistake."""
    await tx.session.delete(await tx.get(Milestone, id, lock=True, version=version))
    await tx.flush()
