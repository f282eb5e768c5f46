"""Appointments of the demonstration: two that are being prepared, one that runs and ends soon; and a security check."""

from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from polder.hiring.appointments import actions, jobs
from polder.hiring.appointments.lifecycle import APPOINTMENT_CHECK
from polder.hiring.offers.actions import propose_template
from polder.hiring.security.actions import ask, tag
from polder.hiring.stays import jobs as stay_jobs
from polder.hiring.stays.actions import add_milestone, change_milestone, plan
from polder.hiring.stays.lifecycle import STAY
from polder.kernel.lifecycle import perform

if TYPE_CHECKING:
    from polder.demo.fill import Cast

WHY_TAGGED = (
    "Deze functie geeft toegang tot taalmodellen die onder exportcontrole vallen. Die kennis kan ook worden gebruikt om op"
    " grote schaal te misleiden."
)
PERSON = "select person_id from account where id = :account"
BY_NAME = "select id from organisation where name = :name"


async def play(cast: "Cast") -> None:
    await _prepared(cast)
    await _running(cast)
    await _checked(cast)
    async with cast.as_("hanna") as tx:
        body = await tx.scalar("select body from letter_template where id = polder.letter_in_force('offer', 'nl')")
        said = body.replace("Met vriendelijke groet,", "Hebt u vragen, bel ons gerust.\n\nMet vriendelijke groet,")
        await propose_template(tx, {"language": "nl", "subject": "Aanbod voor de functie {role}", "body": said,
                                    "note": "Regel over vragen toegevoegd"})  # fmt: skip


async def _prepared(cast: "Cast") -> None:
    """Of those who accepted: one whose person is confirmed and whose list is half done; the other waits for both."""
    async with cast.as_("hanna") as tx:
        made = await tx.rows(
            "select id, version, person_id, starts_on, ends_on from appointment order by starts_on, id"
        )
        first, place = made[0], await tx.scalar(BY_NAME, name="Universität Hohenfels")
        await actions.confirm_person(tx, first.id, first.version, first.person_id, None)
        supervisors = [await tx.scalar(PERSON, account=cast.accounts[who]) for who in ("amina", "bas")]
        for person, kind in zip(supervisors, ("main", "co"), strict=True):
            await actions.supervise(tx, first.id, {"person_id": person, "kind": kind, "valid_from": first.starts_on, "valid_until": None})  # fmt: skip
        begins = first.starts_on + timedelta(days=400)
        await plan(tx, first.id, {"organisation_id": place, "country_code": "DE", "kind": "exchange", "note": None,
                                  "valid_from": begins, "valid_until": begins + timedelta(days=182)})  # fmt: skip
        for title, owner, day in (
            ("Afspraken met de ontvangende groep", "supervisor", begins - timedelta(days=60)),
            ("Gezamenlijk artikel ingediend", "appointed", begins + timedelta(days=180)),
        ):
            await add_milestone(tx, first.id, {"title": title, "whose": owner, "due_on": day})
        await actions.add_check(tx, first.id, "thirty_percent")
        for check in await tx.rows(
            "select id, kind from appointment_check where appointment_id = :id and kind in ('diploma', 'work_permit')",
            id=first.id,
        ):  # fmt: skip
            move, why = (
                ("done", None) if check.kind == "diploma" else ("not_needed", "Paspoort van een EU-land gezien.")
            )
            await perform(tx, APPOINTMENT_CHECK, check.id, move, reason=why, version=None)


async def _running(cast: "Cast") -> None:
    """A colleague of some years whose appointment ends within the quarter."""
    async with cast.as_("hanna") as tx:
        today: date = await tx.scalar("select polder.today()")
        person: UUID = await tx.scalar(PERSON, account=cast.accounts["rik"])
        place = await tx.scalar(
            "select id from organisation where kind in ('institute', 'university') order by name limit 1"
        )
        last = today + timedelta(days=72)
        values = {
            "person_id": person, "role_title_nl": "Postdoc lerende systemen", "role_title_en": "Postdoc in learning systems",
            "fte_percent": 80, "starts_on": last - timedelta(days=2 * 365), "ends_on": last, "overlap_reason": None,
        }  # fmt: skip
        made = await actions.create(tx, values, [{"organisation_id": place, "part_bp": 10_000}] if place else [])
        leave = {"kind": "leave", "note": "Ouderschapsverlof", "valid_from": last - timedelta(days=500),
                 "valid_until": last - timedelta(days=400)}  # fmt: skip
        await actions.add_period(tx, made.id, leave)
    await jobs.appointments(0)
    await _beside_the_work(cast, made.id)


async def _beside_the_work(cast: "Cast", appointment: UUID) -> None:
    """A stay that was held, one at a company that runs now, and milestones behind and ahead."""
    async with cast.as_("hanna") as tx:
        today: date = await tx.scalar("select polder.today()")
        lab = await tx.scalar("select id from organisation where kind = 'industry' order by name limit 1")
        unit = await tx.scalar(BY_NAME, name="Universität Hohenfels")
        for place, country, kind, first, last, moves in (
            (unit, "DE", "exchange", -380, -290, ("confirm", "complete")),
            (lab, "NL", "industry", -20, 40, ("confirm",)),
        ):
            days = {"valid_from": today + timedelta(days=first), "valid_until": today + timedelta(days=last)}
            stay = await plan(
                tx, appointment, {"organisation_id": place, "country_code": country, "kind": kind, "note": None, **days}
            )
            for move in moves:
                await perform(tx, STAY, stay.id, move, reason=None, version=None)
        report = await add_milestone(
            tx,
            appointment,
            {"title": "Verslag van het verblijf", "whose": "appointed", "due_on": today - timedelta(days=260)},
        )
        done = {"done_on": today - timedelta(days=270), "evidence": "https://doi.org/10.5281/zenodo.1234567"}
        await change_milestone(tx, report.id, report.version, done)
        for title, owner, days_ahead in (
            ("Voordracht op de jaardag", "appointed", 9),
            ("Gesprek over verlengen of afronden", "hr", 12),
        ):
            day = today + timedelta(days=days_ahead)
            await add_milestone(tx, appointment, {"title": title, "whose": owner, "due_on": day})
    await stay_jobs.milestones(0)


async def _checked(cast: "Cast") -> None:
    """A vacancy that is tagged, and an applicant about whom the security officer is asked."""
    async with cast.as_("hanna") as tx:
        vacancy = await tx.scalar("select id from vacancy where title_en = 'PhD candidate in language models for care'")
        await tag(tx, vacancy, WHY_TAGGED, None)
        await ask(tx, await tx.scalar("select id from application where name = 'Mateo Ríos'"))
