"""Meetings of committees of the invented institute: one held, with minutes that were approved, and one that is to come."""

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from polder.hiring.meetings import actions
from polder.hiring.meetings.lifecycle import MEETING
from polder.kernel.lifecycle import perform
from polder.kernel.tx import Tx

if TYPE_CHECKING:
    from polder.demo.fill import Cast

ZONE = ZoneInfo("Europe/Amsterdam")
DECIDED = {
    "Tendai Moyo": (
        "select",
        "Sterk op alle criteria, en de enige die zelf met een netbeheerder heeft gewerkt. De commissie is unaniem.",
        {"Engineering": "Bouwde een voorspeller die nu in gebruik is."},
    ),
    "Łukasz Wiśniewski": (
        "hold",
        "Degelijk onderzoek. De commissie wacht af of het eerste aanbod wordt aanvaard en beslist daarna.",
        {"Research": "Goede publicaties, nog weinig eigen richting."},
    ),
}


async def play(cast: "Cast") -> None:
    async with cast.as_("hanna") as tx:
        held = await _planned(
            tx, cast, "Postdoc in forecasting for the power grid", -4, list(DECIDED), "Rotterdam, zaal 0.30"
        )
        await perform(tx, MEETING, held, "open", reason=None, version=None)
        present = [cast.accounts[name] for name in ("amina", "bas")]
        await actions.set_attendance(tx, held, await _version(tx, held), present)
        for name, (decision, reason, by_criterion) in DECIDED.items():
            await _decide(tx, held, name, {"decision": decision, "reason": reason, "away": []}, by_criterion)
        remarks = "De commissie dankt de referenten. Van dr. Chen kwam vooraf bericht van verhindering."
        await actions.change(tx, held, await _version(tx, held), {"remarks": remarks})
        await actions.carry_out(tx, held, "possible")
        await actions.make_minutes(tx, held, await _version(tx, held), "nl")
    async with cast.as_("bas") as tx:
        await perform(tx, MEETING, held, "approve", reason=None, version=None)
    async with cast.as_("hanna") as tx:
        # amina, who chairs, has a conflict of interest with one of them: she meets the other
        await _planned(
            tx, cast, "PhD candidate in reliable AI", 6, ["王晓东", "Giulia Ferrante"], "Noordwijk, zaal 2.14"
        )


async def _planned(tx: Tx, cast: "Cast", vacancy: str, days: int, names: list[str], place: str) -> UUID:
    id = await tx.scalar("select id from vacancy where title_en = :title", title=vacancy)
    applications = [
        await tx.scalar("select id from application where name = :name and vacancy_id = :vacancy", name=name, vacancy=id)
        for name in names
    ]  # fmt: skip
    day = (tx.now + timedelta(days=days)).astimezone(ZONE).date()
    values = {
        "vacancy_id": id, "starts_at": datetime.combine(day, time(13), ZONE), "length_minutes": 90,
        "time_zone": ZONE.key, "place": place, "chair_id": cast.accounts["amina"],
    }  # fmt: skip
    return (await actions.plan(tx, values, applications)).id


async def _decide(tx: Tx, meeting: UUID, name: str, values: dict[str, Any], by_criterion: dict[str, str]) -> None:
    ((item, version),) = await tx.rows(
        """select i.id, i.version from meeting_item i join application a on a.id = i.application_id
           where i.meeting_id = :meeting and a.name = :name""",
        meeting=meeting, name=name,
    )  # fmt: skip
    criteria = await tx.rows(
        "select c.id, c.name_en from criterion c join meeting m on m.vacancy_id = c.vacancy_id where m.id = :meeting",
        meeting=meeting,
    )
    reasons = {str(c.id): by_criterion[c.name_en] for c in criteria if c.name_en in by_criterion}
    await actions.decide(tx, item, version, {**values, "reasons": reasons})


async def _version(tx: Tx, id: UUID) -> int:
    version: int = await tx.scalar("select version from meeting where id = :id", id=id)
    return version
