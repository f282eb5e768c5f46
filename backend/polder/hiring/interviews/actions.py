"""What people do with interviews: rounds with a panel and slots, invitations, bookings, notes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from polder.hiring.interviews import rules
from polder.hiring.interviews import words as _words  # noqa: F401 - fills CHECKS and REFUSALS
from polder.hiring.interviews.access import CALENDAR
from polder.hiring.interviews.tables import Interview, InterviewNote, InterviewRound, InterviewSlot
from polder.hiring.lifecycle import APPLICATION
from polder.hiring.tables import Application, Vacancy
from polder.identity.rules import digest
from polder.kernel import problems
from polder.kernel.http import new_secret
from polder.kernel.lifecycle import perform
from polder.kernel.tx import Tx
from polder.kernel.web import REFUSALS
from polder.kernel.words import Words

LINK_DAYS = 365
OVER = Words(
    nl="Dit gesprek is afgelopen of afgezegd. Nodig de kandidaat opnieuw uit.",
    en="This interview is over or was cancelled. Invite the candidate again.",
)
TOO_MANY = Words(
    nl=f"Dit zijn er meer dan {rules.MOST}. Kies minder dagen tegelijk.",
    en=f"These are more than {rules.MOST}. Choose fewer days at once.",
)


async def make_round(tx: Tx, values: dict[str, Any], panel: Sequence[UUID]) -> InterviewRound:
    """A draft; candidates are invited once it is open."""
    await tx.get(Vacancy, values["vacancy_id"])
    tx.require("interview.manage", values["vacancy_id"])
    made = await tx.add(InterviewRound(**values))
    await set_panel(tx, made, panel)
    return made


async def change_round(tx: Tx, id: UUID, version: int, values: dict[str, Any], panel: Sequence[UUID] | None) -> None:
    """Change a round. Candidates who have booked are told where or how it is held now; so are who joins or leaves the panel."""
    found = await tx.get(InterviewRound, id, lock=True, version=version)
    tx.require("interview.manage", found.vacancy_id)
    if found.state == "cancelled":
        raise problems.conflict("round-over", REFUSALS["round_over"])
    for name, value in values.items():
        setattr(found, name, value)
    await tx.flush()
    if panel is not None:
        await set_panel(tx, found, panel)
        await tx.run("update interview_round set updated_at = clock_timestamp() where id = :id", id=id)


async def set_panel(tx: Tx, of: InterviewRound, accounts: Sequence[UUID]) -> None:
    await tx.run(
        "delete from interview_panelist where round_id = :round and account_id <> all(:accounts)",
        round=of.id, accounts=list(accounts),
    )  # fmt: skip
    await tx.run(
        """insert into interview_panelist (round_id, vacancy_id, account_id)
           select :round, :vacancy, a from unnest(cast(:accounts as uuid[])) as a
           where not exists (select from interview_panelist p where p.round_id = :round and p.account_id = a)""",
        round=of.id, vacancy=of.vacancy_id, accounts=list(dict.fromkeys(accounts)),
    )  # fmt: skip


async def propose_slots(
    tx: Tx, id: UUID, stretches: Sequence[rules.Stretch], busy: Sequence[rules.Period]
) -> tuple[InterviewRound, list[rules.Slot], list[tuple[rules.Slot, str]]]:
    """(round, free, left out with why) of the slots that fit in these stretches: `passed`, `busy` or `taken`."""
    found = await tx.get(InterviewRound, id)
    tx.require("interview.manage", found.vacancy_id)
    zone = ZoneInfo(found.time_zone)
    offered, twice = rules.apart(rules.slots(stretches, zone, found.minutes, found.buffer_minutes))
    if len(offered) > rules.MOST:
        raise problems.invalid_field(
            "days", Words(nl="Zoveel tijden tegelijk kan niet.", en="That is too many at once."), TOO_MANY
        )
    now: datetime = await tx.scalar("select polder.clock()")
    left_out = [(slot, "passed") for slot in offered if slot.starts_at <= now]
    free, hit = rules.without([slot for slot in offered if slot.starts_at > now], busy)
    left_out += [(slot, "busy") for slot in hit]
    left_out += [(slot, "taken") for slot in twice]
    taken = await tx.rows(
        """select lower(t.during) as begins, upper(t.during) as ends from interview_seat t
           where t.account_id in (select account_id from interview_panelist where round_id = :round)
             and upper(t.during) > polder.clock()
           union select starts_at, ends_at from interview_slot where round_id = :round and withdrawn_at is null""",
        round=id,
    )
    free, hit = rules.without(free, [(row.begins, row.ends) for row in taken])
    left_out += [(slot, "taken") for slot in hit]
    return found, free, sorted(left_out, key=lambda one: one[0].starts_at)


async def offer_slots(
    tx: Tx, id: UUID, stretches: Sequence[rules.Stretch], busy: Sequence[rules.Period]
) -> tuple[list[rules.Slot], list[tuple[rules.Slot, str]]]:
    """Offer what is free of `propose_slots`. The database keeps each panel member to one place at a time."""
    found, free, left_out = await propose_slots(tx, id, stretches, busy)
    tx.session.add_all(
        InterviewSlot(round_id=id, vacancy_id=found.vacancy_id, starts_at=slot.starts_at, ends_at=slot.ends_at)
        for slot in free
    )
    await tx.flush()
    return free, left_out


async def withdraw_slot(tx: Tx, id: UUID, version: int) -> InterviewSlot:
    """Offer it no more; withdrawing twice is no error."""
    slot = await tx.get(InterviewSlot, id, lock=True)
    if slot.withdrawn_at is None:
        if slot.version != version:
            raise problems.stale([], slot.version)
        slot.withdrawn_at = tx.now
        await tx.flush()
    return slot


async def invite(tx: Tx, id: UUID, applications: Sequence[UUID]) -> int:
    """Invite candidates to choose a time; who is on the shortlist moves to the stage interview with it. Who has an open
    invitation in this round keeps it. How many were invited now."""
    found = await tx.get(InterviewRound, id)
    tx.require("interview.manage", found.vacancy_id)
    invited = 0
    for one in dict.fromkeys(applications):
        application = await tx.get(Application, one, lock=True)
        if application.vacancy_id != found.vacancy_id:
            raise problems.not_found()
        known = await tx.scalar(
            """select exists (select from interview where round_id = :round and application_id = :application
               and state in ('invited', 'booked'))""",
            round=id, application=one,
        )  # fmt: skip
        if known:
            continue
        if application.stage == "shortlisted":
            await perform(tx, APPLICATION, one, "invite", reason=None, version=None)
        await tx.add(Interview(round_id=id, vacancy_id=found.vacancy_id, application_id=one))
        invited += 1
    return invited


async def take(tx: Tx, id: UUID, slot_id: UUID, version: int | None = None, reason: str | None = None) -> None:
    """Book a slot, or move to another. Of two who want the last one, the first to come gets it; the same again is no error."""
    rows = await tx.rows(
        """select state, slot_id, version, polder.may('interview.book') or vacancy_id = any(polder.scope('interview.book'))
             or application_id = any(polder.scope('interview.book')) as permitted from interview where id = :id for update""",
        id=id,
    )
    if not rows:
        await tx.get(Interview, id, lock=True)  # says whether it is unseen, or seen and not theirs to change
        raise problems.not_found()
    ((state, had, current, permitted),) = rows
    if state == "booked" and had == slot_id:
        return
    if version is not None and version != current:
        raise problems.stale(await tx.changed_since("interview", id, version), current)
    if not permitted:
        raise problems.forbidden()
    if state not in ("invited", "booked"):
        raise problems.conflict("interview-over", OVER)
    # The time and the state change together: a booked interview has a time.
    await tx.scalar(
        "select set_config('polder.move', 'interview:book', true) || set_config('polder.reason', :reason, true)",
        reason=reason or "",
    )
    await tx.run("update interview set slot_id = :slot, state = 'booked' where id = :id", id=id, slot=slot_id)


async def wish(tx: Tx, id: UUID, text: str) -> None:
    """None of the times fits: the candidate says what would."""
    text = text.strip()
    if not text:
        raise problems.invalid_field(
            "wish", Words(nl="Er staat niets in uw bericht.", en="There is nothing in your message."),
            Words(nl="Schrijf wanneer u wel kunt.", en="Write when you can."),
        )  # fmt: skip
    if len(text) > 2000:
        raise problems.invalid_field(
            "wish", Words(nl="Uw bericht is te lang.", en="Your message is too long."),
            Words(nl="Hoogstens 2.000 tekens.", en="At most 2,000 characters."),
        )  # fmt: skip
    if not await tx.run(
        "update interview set wish = :text where id = :id and state in ('invited', 'booked')", id=id, text=text
    ):
        raise problems.not_found()


async def write_note(tx: Tx, id: UUID, text: str) -> None:
    """What a panel member noted. It is final, so that nobody's is shaped by another's."""
    found = await tx.get(Interview, id)
    await tx.add(
        InterviewNote(interview_id=id, application_id=found.application_id, vacancy_id=found.vacancy_id, text=text)
    )


async def issue_calendar(tx: Tx) -> tuple[str, datetime]:
    """A link to one's own interviews as a calendar; an earlier one opens nothing any more. (secret, until when)"""
    await withdraw_calendar(tx)
    secret = new_secret()
    made = await tx.rows(
        """insert into session (kind, token_hash, role, scope_id, expires_at)
           values ('link', :hash, :role, :account, now() + make_interval(days => :days)) returning expires_at""",
        hash=digest(secret), role=CALENDAR, account=tx.actor.account_id, days=LINK_DAYS,
    )  # fmt: skip
    return secret, made[0].expires_at


async def withdraw_calendar(tx: Tx) -> None:
    """Withdrawing twice is no error."""
    if tx.actor.kind != "browser" or tx.actor.account_id is None:
        raise problems.forbidden(
            Words(nl="Alleen wie zelf is aangemeld heeft een agendalink.", en="Only somebody signed in has a calendar link.")
        )  # fmt: skip
    await tx.run(
        "update session set ended_at = now() where kind = 'link' and role = :role and scope_id = :account and ended_at is null",
        role=CALENDAR, account=tx.actor.account_id,
    )  # fmt: skip
