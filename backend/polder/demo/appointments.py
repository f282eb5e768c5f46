"""Appointments of the demonstration: two that are being prepared, one that runs and ends soon; and a security check."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from polder.hiring.appointments import actions, jobs
from polder.hiring.appointments.lifecycle import APPOINTMENT_CHECK
from polder.hiring.offers.actions import propose_template
from polder.hiring.security.actions import ask, tag
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
        first, place = made[0], await tx.scalar(BY_NAME, name="ELLIS-unit Waterland")
        await actions.confirm_person(tx, first.id, first.version, first.person_id, None)
        supervisors = [await tx.scalar(PERSON, account=cast.accounts[who]) for who in ("amina", "bas")]
        for person, kind in zip(supervisors, ("main", "co"), strict=True):
            await actions.supervise(tx, first.id, {"person_id": person, "kind": kind, "valid_from": first.starts_on, "valid_until": None})  # fmt: skip
        begins = first.starts_on + timedelta(days=400)
        stay: dict[str, Any] = {"kind": "exchange", "organisation_id": place, "note": None,
                                "valid_from": begins, "valid_until": begins + timedelta(days=182)}  # fmt: skip
        await actions.add_period(tx, first.id, stay, [
            {"title": "Afspraken met de ontvangende groep", "due_on": begins - timedelta(days=60), "done_on": None},
            {"title": "Gezamenlijk artikel ingediend", "due_on": begins + timedelta(days=180), "done_on": None},
        ])  # fmt: skip
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
        leave = {"kind": "leave", "organisation_id": None, "note": "Ouderschapsverlof", "valid_from": last - timedelta(days=500),
                 "valid_until": last - timedelta(days=400)}  # fmt: skip
        await actions.add_period(tx, made.id, leave, [])
    await jobs.appointments(0)


async def _checked(cast: "Cast") -> None:
    """A vacancy that is tagged, and an applicant about whom the security officer is asked."""
    async with cast.as_("hanna") as tx:
        vacancy = await tx.scalar("select id from vacancy where title_en = 'PhD candidate in language models for care'")
        await tag(tx, vacancy, WHY_TAGGED, None)
        await ask(tx, await tx.scalar("select id from application where name = 'Mateo Ríos'"))
