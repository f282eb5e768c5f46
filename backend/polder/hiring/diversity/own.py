"""Questions on an applicant's own page, once the application is handed in: answered, changed and taken back alone."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from polder.hiring import own_parts
from polder.hiring.diversity import actions
from polder.hiring.own_pages import Own, answered, back
from polder.hiring.own_sent import Sent
from polder.kernel.actor import Entry
from polder.kernel.tx import transaction

router = APIRouter(include_in_schema=False)
PREFIX = "diversity-"  # of the fields: one a question


@router.post("/apply/diversity")
async def answer(request: Request, entry: Own) -> Response:
    """What the form shows is what is kept; a question without a choice has no answer."""
    sent = await Sent.read(request)
    chosen = {name.removeprefix(PREFIX): str(text)[:60] for name, text in sent.form.items() if name.startswith(PREFIX)}

    async def work(entry: Entry) -> None:
        async with transaction(request.app.state.database, entry) as tx:
            await actions.answer(tx, chosen)

    return await answered(request, entry, sent, work, back("diversity"))


own_parts.PARTS.append(
    own_parts.Part("diversity", "status", "case when a.submitted_at is not null then polder.own_diversity(a.id) end")
)
