"""An applicant's own interviews: choose, move, cancel; without a script. See hiring.own_pages."""

from email.utils import parseaddr
from typing import Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from polder.hiring.interviews import actions
from polder.hiring.interviews.lifecycle import INTERVIEW
from polder.hiring.own_pages import NO_LINK, Own, answered
from polder.hiring.own_sent import Sent
from polder.kernel import problems
from polder.kernel.actor import Entry
from polder.kernel.documents.storage import disposition
from polder.kernel.http import View, language
from polder.kernel.lifecycle import perform
from polder.kernel.tx import transaction
from polder.kernel.words import Words

router = APIRouter(include_in_schema=False)
CHOOSE = problems.FieldProblem(
    "interview", Words(nl="U hebt nog geen tijd gekozen.", en="You have not chosen a time yet."),
    Words(nl="Kies er een uit de lijst.", en="Choose one from the list."),
)  # fmt: skip
DONE = RedirectResponse("/apply#interview", 303)


@router.post("/apply/interviews/{id}/{answer}")
async def answer_invitation(request: Request, entry: Own, id: UUID, answer: str) -> Response:
    """book (also to another time), wish, cancel, decline. What was done already is done."""
    if answer not in ("book", "wish", "cancel", "decline"):
        raise problems.not_found()
    sent = await Sent.read(request)

    async def work(entry: Entry) -> None:
        async with transaction(request.app.state.database, entry) as tx:
            if answer == "book":
                await actions.take(tx, id, _slot(str(sent.form.get("slot", ""))))
            elif answer == "wish":
                await actions.wish(tx, id, str(sent.form.get("wish", "")))
            else:
                target = "cancelled" if answer == "cancel" else "declined"
                if await tx.scalar(
                    "select state = :target from interview where id = :id for update", target=target, id=id
                ):
                    return
                reason = str(sent.form.get("reason", ""))[:4000]
                await perform(tx, INTERVIEW, id, answer, reason=reason, version=None)

    return await answered(request, entry, sent, work, DONE)


def _slot(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError:
        raise problems.invalid(CHOOSE) from None


@router.get("/apply/interviews/{id}/interview.ics")
async def own_invitation(request: Request, entry: Own, id: UUID) -> Response:
    """The interview for one's own calendar, the same as in the mail."""
    from polder.hiring.interviews.invitations import FOR_CANDIDATE, WITH, Attendee, Meeting, host_of, invitation

    if entry is None:
        raise NO_LINK
    settings, lang = request.app.state.settings, language(request)
    row = await View(request.app.state.database, entry).row(OWN_ICS, id)
    if row is None or row["starts_at"] is None:
        raise problems.not_found()
    found: dict[str, Any] = orjson.loads(row["told"])
    names = ", ".join(found["panel"])
    lines = [WITH.in_(lang).format(names=names)] if names else []
    meeting = Meeting(
        str(id), row["sequence"], row["starts_at"], row["ends_at"], found["zone"],
        FOR_CANDIDATE.in_(lang).format(title=row[f"title_{lang}"]),
        "\n\n".join([*lines, *filter(None, [found[f"instructions_{lang}"].strip()])]), found["place"], row["at"],
    )  # fmt: skip
    name, address = parseaddr(settings.mail_from)
    made = invitation(
        meeting, organiser=Attendee(settings.institute_name or name, address), language=lang, host=host_of(settings.base_url),
        attendees=[Attendee(row["name"], row["email"])] if row["email"] else [],
    )  # fmt: skip
    headers = {
        "Content-Disposition": disposition("interview.ics"),
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
    }
    return Response(made, media_type="text/calendar; charset=utf-8", headers=headers)


OWN_ICS = """
select i.sequence, i.updated_at as at, a.name, a.email, v.title_nl, v.title_en, o.one::text as told,
  (o.one ->> 'starts_at')::timestamptz as starts_at, (o.one ->> 'ends_at')::timestamptz as ends_at
from interview i join application a on a.id = i.application_id join vacancy v on v.id = a.vacancy_id
  cross join json_array_elements(polder.own_interviews(a.id)) as o (one)
where i.id = $1 and i.state = 'booked' and (o.one ->> 'id')::uuid = i.id
"""
