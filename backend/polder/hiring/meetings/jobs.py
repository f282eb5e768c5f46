"""Who is to meet is told of it, and of what changes: whoever joins the committee later too, and whoever leaves it."""

from email.utils import parseaddr
from typing import Any

from polder.hiring.interviews.invitations import Attendee, host_of, invitation
from polder.hiring.interviews.invitations import Meeting as Appointment
from polder.hiring.meetings import actions
from polder.kernel import jobs
from polder.kernel.mail.actions import Attachment, queue
from polder.kernel.tx import Tx
from polder.kernel.words import Words

# Of meetings still to come: those of the committee who do not know how it stands now, and those told who need not come.
UNTOLD = """
select m.id, m.vacancy_id, m.reference, m.starts_at, m.starts_at + make_interval(mins => m.length_minutes) as ends_at, m.time_zone, m.place,
  m.sequence, m.updated_at, v.title_nl, v.title_en, c.name as chair, a.id as account_id, a.name, a.email,
  coalesce(a.language, 'en') as language, not (s.seated and m.state = 'planned') as cancelled, n.id is not null as told,
  greatest(m.sequence, coalesce(n.sent + 1, 0)) as sending
from meeting m join vacancy v on v.id = m.vacancy_id join account c on c.id = m.chair_id
  join account a on a.ended_at is null and a.email is not null
  left join meeting_notice n on n.meeting_id = m.id and n.account_id = a.id
  cross join lateral (select exists (select from role_grant g where g.scope_id = m.vacancy_id and g.account_id = a.id
    and g.role like 'committee%' and g.confirmed_at is not null and g.valid_from <= now()
    and (g.valid_until is null or g.valid_until > now())) as seated) as s
where m.starts_at > polder.clock() and m.state in ('planned', 'cancelled')
  and (a.id in (select g.account_id from role_grant g where g.scope_id = m.vacancy_id and g.role like 'committee%') or n.id is not null)
  and case when s.seated and m.state = 'planned' then n.id is null or n.cancelled or n.sequence < m.sequence
    else n.id is not null and not n.cancelled end
order by m.id, a.id limit 500
"""
NOTE = """
insert into meeting_notice (meeting_id, vacancy_id, account_id, sequence, sent, cancelled)
values (:meeting, :vacancy, :account, :sequence, :sent, :cancelled)
on conflict (meeting_id, account_id) do update set sequence = excluded.sequence, sent = excluded.sent, cancelled = excluded.cancelled
"""
SUMMARY = Words(nl="Commissie: {title}", en="Committee: {title}")


@jobs.job("meetings.tell", every="* * * * *")
async def tell(timestamp: int) -> None:
    """Each in a transaction of its own, once; one that cannot be told holds up none of the others and is tried again."""
    async with jobs.work_as_system("meetings.tell") as tx:
        waiting = await tx.rows(UNTOLD)
    failed: Exception | None = None
    for row in waiting:
        try:
            async with jobs.work_as_system("meetings.tell") as tx:
                await _tell(tx, row, jobs.house().settings)
        except Exception as error:
            failed = failed or error
    if failed is not None:
        raise failed


@jobs.job("meetings.remake_minutes", tries=jobs.TRIES, every="50 * * * *")
async def remake_minutes(timestamp: int = 0) -> None:
    """Minutes of which somebody was erased, anew: each in a transaction of its own."""
    async with jobs.work_as_system("meetings.remake_minutes") as tx:
        waiting = await tx.rows("select id from meeting_minutes where document_id is null order by id")
    for row in waiting:
        async with jobs.work_as_system("meetings.remake_minutes") as tx:
            await actions.remake_minutes(tx, row.id)


async def _tell(tx: Tx, row: Any, settings: Any) -> None:
    await tx.run(
        NOTE, meeting=row.id, vacancy=row.vacancy_id, account=row.account_id, sequence=row.sequence, sent=row.sending,
        cancelled=row.cancelled,
    )  # fmt: skip
    language = row.language
    title = row.title_nl if language == "nl" else row.title_en
    path = f"/admin/#/meetings/{row.id}/show"
    about = Appointment(
        id=str(row.id), sequence=row.sending, starts_at=row.starts_at, ends_at=row.ends_at,
        zone=row.time_zone, summary=SUMMARY.in_(language).format(title=title), description=settings.base_url + path,
        place=row.place, at=tx.now, cancelled=row.cancelled,
    )  # fmt: skip
    name, address = parseaddr(settings.mail_from)
    made = invitation(
        about, organiser=Attendee(settings.institute_name or name, address), attendees=[Attendee(row.name, row.email)],
        language=language, host=host_of(settings.base_url),
    )  # fmt: skip
    method = "CANCEL" if row.cancelled else "REQUEST"
    file = Attachment(
        "vergadering.ics" if language == "nl" else "meeting.ics", f"text/calendar; method={method}; charset=utf-8", made
    )
    await queue(
        tx, "meeting_cancelled" if row.cancelled else "meeting_invitation", language, attachments=[file], to=row.email, name=row.name,
        record=("meeting", row.id), title=title, reference=row.reference, starts_at=row.starts_at, zone=row.time_zone,
        place=row.place, chair=row.chair, again=row.told and not row.cancelled, path=path,
    )  # fmt: skip
