"""Interviews of the invented institute: one round under way on site, one by video that has just been opened."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from polder.demo.hiring import link_of
from polder.hiring.interviews import actions
from polder.hiring.interviews.lifecycle import ROUND
from polder.hiring.interviews.rules import Stretch
from polder.kernel.lifecycle import perform
from polder.kernel.tx import Tx, transaction

if TYPE_CHECKING:
    from polder.demo.fill import Cast

ZONE = ZoneInfo("Europe/Amsterdam")


async def play(cast: "Cast") -> None:
    async with cast.as_("hanna") as tx:
        first = await _round(
            tx, cast, "PhD candidate in reliable AI", ("amina", "bas", "chen"), "Gesprek met de commissie", "Interview with the committee",
            mode="on_site", place="Noordwijk, zaal 2.14", closes_hours=24, minutes=45, buffer_minutes=15,
            instructions_nl="Wij beginnen met uw eigen vragen. U hoeft niets voor te bereiden.",
            instructions_en="We begin with your own questions. You need not prepare anything.",
        )  # fmt: skip
        await _invite(tx, first, "Giulia Ferrante")
        second = await _round(
            tx, cast, "Postdoc in robotics", ("rik",), "Kennismaking per video", "Video call to get acquainted", mode="video",
            place="https://video.example/kennismaking", closes_hours=12, minutes=30, buffer_minutes=10, instructions_nl="", instructions_en="",
        )  # fmt: skip
        await _invite(tx, second, "Priya Raghunathan")
    await _chooses(cast, "Giulia Ferrante", 1)
    async with transaction(cast.database, link_of(cast, "Priya Raghunathan")) as tx:
        interview = await tx.scalar("select id from interview")
        await actions.wish(
            tx, interview, "Those days I am at a conference. Would an evening be possible, or the week after?"
        )


async def _round(
    tx: Tx, cast: "Cast", vacancy: str, panel: tuple[str, ...], nl: str, en: str, **values: str | int
) -> UUID:
    """Open, with mornings on offer from the Tuesday that comes after the next."""
    id = await tx.scalar("select id from vacancy where title_en = :title", title=vacancy)
    made = await actions.make_round(
        tx, {"vacancy_id": id, "name_nl": nl, "name_en": en, **values}, [cast.accounts[name] for name in panel]
    )
    days = [_tuesday(tx.now) + timedelta(days=n) for n in (0, 2)]
    await actions.offer_slots(tx, made.id, [Stretch(day, time(9), time(12, 30)) for day in days], [])
    await perform(tx, ROUND, made.id, "open", reason=None, version=None)
    return made.id


def _tuesday(now: datetime) -> date:
    day = now.astimezone(ZONE).date() + timedelta(days=4)
    return day + timedelta(days=(1 - day.weekday()) % 7)


async def _invite(tx: Tx, round_id: UUID, name: str) -> None:
    application = await tx.scalar("select id from application where name = :name", name=name)
    await actions.invite(tx, round_id, [application])


async def _chooses(cast: "Cast", name: str, which: int) -> None:
    async with transaction(cast.database, link_of(cast, name)) as tx:
        ((interview, slot),) = await tx.rows(
            """select i.id, (found.one -> 'slots' -> cast(:which as int) ->> 'id')::uuid as slot from interview i
               cross join json_array_elements(polder.own_interviews(i.application_id)) as found (one)""",
            which=which,
        )
        await actions.take(tx, interview, slot)
