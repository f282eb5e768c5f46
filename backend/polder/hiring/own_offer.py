"""An applicant's answer to an offer, and its letter, by personal link."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from polder.hiring import offering, page_views
from polder.hiring.own_pages import Own, answered, back, kept_text
from polder.hiring.own_sent import Sent
from polder.kernel import problems
from polder.kernel.actor import Entry
from polder.kernel.http import View
from polder.kernel.tx import transaction

router = APIRouter(include_in_schema=False)


@router.post("/apply/offer/{id}/{answer}")
async def answer_offer(request: Request, entry: Own, id: UUID, answer: str) -> Response:
    """Accept with a signature, or decline; accepting hires, in one transaction."""
    if answer not in ("accept", "decline"):
        raise problems.not_found()
    sent = await Sent.read(request)

    async def work(entry: Entry) -> None:
        async with transaction(request.app.state.database, entry) as tx:
            if answer == "accept":
                await offering.accept_offer(tx, id, str(sent.form.get("signed_name", ""))[:500])
            else:
                await offering.decline_offer(tx, id, str(sent.form.get("reason", ""))[:4000])

    return await answered(request, entry, sent, work, back("offer"))


@router.get("/apply/offer/letter")
async def offer_letter(request: Request, entry: Own) -> Response:
    """The letter of the offer that was sent last, as a file."""
    view = View(request.app.state.database, entry) if entry else None
    found = await view.row(page_views.LETTER) if view and await kept_text(request, entry) else None
    if found is None:
        return back("offer")
    url = request.app.state.storage.download_link(found["storage_key"], found["file_name"], "application/pdf")
    return RedirectResponse(url, 302, {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"})
