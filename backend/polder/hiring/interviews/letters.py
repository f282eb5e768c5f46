"""The letters about interviews, with what calendars need: to the candidate, and to each member of the panel.

A candidate is told the names of the panel, not their addresses; the panel the candidate's name, not the address.
"""

from dataclasses import replace
from datetime import timedelta
from email.utils import parseaddr
from typing import Any
from uuid import UUID

from polder.hiring.actions import LINK_DAYS
from polder.hiring.interviews.invitations import (
    FOR_CANDIDATE,
    FOR_PANEL,
    MODES,
    WITH,
    Attendee,
    Meeting,
    host_of,
    invitation,
)
from polder.identity.actions import personal_link
from polder.kernel.http import new_secret
from polder.kernel.mail.actions import Attachment, queue
from polder.kernel.tx import Tx

FACTS = """
select i.id, i.sequence, i.state, i.application_id, r.time_zone as zone, r.mode, r.place, r.name_nl, r.name_en, r.closes_hours,
  r.instructions_nl, r.instructions_en, s.starts_at, s.ends_at, a.name, a.email, a.language, a.stage, v.title_nl, v.title_en,
  (select coalesce(json_agg(json_build_object('id', m.id, 'name', m.name, 'email', m.email, 'language', coalesce(m.language, 'en'))
     order by m.name), '[]')::text from account m
   where m.id = any(polder.interview_panel(i.round_id, i.application_id))) as panel
from interview i join interview_round r on r.id = i.round_id left join interview_slot s on s.id = coalesce(:slot, i.slot_id)
  join application a on a.id = i.application_id join vacancy v on v.id = i.vacancy_id where i.id = :id
"""
GENERAL = ("invited", "booked", "moved", "updated", "cancelled", "declined")


async def tell(tx: Tx, change_id: UUID, settings: Any) -> None:
    """Write the letters of one change. Of several about an interview the last tells it all: by its sequence, as what waited for
    the other began earlier."""
    found = await tx.rows(
        """select c.*, exists (select from interview_change n where n.interview_id = c.interview_id
             and n.kind = any(:general) and (n.sequence, n.created_at, n.id) > (c.sequence, c.created_at, c.id)) as superseded
           from interview_change c where c.id = :id and c.told_at is null for update of c skip locked""",
        id=change_id, general=list(GENERAL),
    )  # fmt: skip
    if not found:
        return
    (change,) = found
    await tx.run("update interview_change set told_at = polder.clock() where id = :id", id=change_id)
    if (change.superseded and change.kind in GENERAL) or change.kind == "declined":
        return
    letter = await Letters.about(tx, change.interview_id, settings, change.slot_id)
    meeting = letter.meeting(change.sequence, change.created_at, cancelled=change.kind == "cancelled")
    if change.kind == "invited":
        await letter.to_candidate("interview_invitation")
    elif change.account_id is not None:
        one = next(iter(await tx.rows(
            "select id, name, email, coalesce(language, 'en') as language from account where id = :id", id=change.account_id)), None)  # fmt: skip
        if one is not None and meeting is not None:
            relieved = change.kind == "relieved"
            person = {"id": one.id, "name": one.name, "email": one.email, "language": one.language}
            await letter.to_panelist(person, replace(meeting, cancelled=relieved), change.kind)
    elif change.kind == "cancelled" and meeting is None:
        if letter.facts.stage not in ("rejected", "withdrawn"):
            await letter.to_candidate("interview_cancelled")
    elif meeting is not None:
        cancelled = change.kind == "cancelled"
        await letter.to_candidate("interview_cancelled" if cancelled else "interview_booked", meeting, kind=change.kind)
        for person in letter.panel:
            await letter.to_panelist(person, meeting, change.kind)


async def remind(tx: Tx, id: UUID, settings: Any) -> None:
    """The candidate, and each member of the panel."""
    letters = await Letters.about(tx, id, settings)
    await letters.to_candidate("interview_reminder")
    for person in letters.panel:
        await letters.to_panelist(person, None, "reminder")


class Letters:
    """What the letters about one interview say."""

    def __init__(self, tx: Tx, facts: Any, panel: list[dict[str, Any]], settings: Any) -> None:
        self.tx, self.facts, self.panel, self.settings = tx, facts, panel, settings

    @classmethod
    async def about(cls, tx: Tx, id: UUID, settings: Any, slot: UUID | None = None) -> "Letters":
        import orjson

        (facts,) = await tx.rows(FACTS.replace(":slot", "cast(:slot as uuid)"), id=id, slot=slot)
        return cls(tx, facts, orjson.loads(facts.panel), settings)

    def meeting(self, sequence: int, at: Any, *, cancelled: bool) -> Meeting | None:
        """What calendars are told, but for its words; None while no time has been chosen."""
        f = self.facts
        if f.starts_at is None:
            return None
        return Meeting(str(f.id), sequence, f.starts_at, f.ends_at, f.zone, "", "", f.place, at, cancelled)

    def words(self, language: str) -> dict[str, Any]:
        f = self.facts
        nl = language == "nl"
        return {
            "title": f.title_nl if nl else f.title_en, "round": f.name_nl if nl else f.name_en, "zone": f.zone,
            "mode": MODES[f.mode].in_(language), "place": f.place, "starts_at": f.starts_at,
            "until": f.starts_at - timedelta(hours=f.closes_hours) if f.starts_at else None,
            "instructions": (f.instructions_nl if nl else f.instructions_en).strip(),
            "panel": ", ".join(one["name"] for one in self.panel),
        }  # fmt: skip

    def _calendar(self, meeting: Meeting, language: str, attendees: list[Attendee]) -> list[Attachment]:
        name, address = parseaddr(self.settings.mail_from)
        organiser = Attendee(self.settings.institute_name or name, address)
        made = invitation(
            meeting, organiser=organiser, attendees=attendees, language=language, host=host_of(self.settings.base_url)
        )
        method = "CANCEL" if meeting.cancelled else "REQUEST"
        name = "gesprek.ics" if language == "nl" else "interview.ics"
        return [Attachment(name, f"text/calendar; method={method}; charset=utf-8", made)]

    async def to_candidate(self, template: str, meeting: Meeting | None = None, kind: str = "") -> None:
        """By their own page they choose, move and cancel. Without an address nothing is sent."""
        f, language = self.facts, self.facts.language
        if not f.email:
            return
        secret, said = new_secret(), self.words(language)
        files = []
        if meeting is not None:
            summary = FOR_CANDIDATE.in_(language).format(title=said["title"])
            lines = [WITH.in_(language).format(names=said["panel"])] if said["panel"] else []
            about = replace(
                meeting, summary=summary, description="\n\n".join([*lines, *filter(None, [said["instructions"]])])
            )
            files = self._calendar(about, language, [Attendee(f.name, f.email)])
        await self.tx.together(personal_link("applicant", f.application_id, LINK_DAYS, secret))
        await queue(
            self.tx, template, language, attachments=files, to=f.email, name=f.name, record=("application", f.application_id),
            path=f"/apply?key={secret}#interview", kind=kind, **said,
        )  # fmt: skip

    async def to_panelist(self, person: dict[str, Any], meeting: Meeting | None, kind: str) -> None:
        """Whoever is relieved, by a conflict it may be, is told which time is free again, and not of whom. Without `meeting`
        their calendar has it already.
        """
        if not person["email"]:
            return
        f, language = self.facts, person["language"]
        said, relieved = self.words(language), kind == "relieved"
        template, files = "interview_panel_reminder", []
        if meeting is not None:
            template = "interview_panel_cancelled" if meeting.cancelled else "interview_panel"
            summary, description = said["round"], ""
            attendees = [Attendee(person["name"], person["email"])]
            if not relieved:
                summary = FOR_PANEL.in_(language).format(name=f.name, title=said["title"])
                description = f"{self.settings.base_url}/admin/#/applications/{f.application_id}/show"
                attendees = [Attendee(one["name"], one["email"]) for one in self.panel if one["email"]]
            files = self._calendar(replace(meeting, summary=summary, description=description), language, attendees)
        await queue(
            self.tx, template, language, attachments=files,
            to=person["email"], name=person["name"], record=("interview", f.id), kind=kind, candidate="" if relieved else f.name,
            path=f"/admin/#/applications/{f.application_id}/show", **said,
        )  # fmt: skip
