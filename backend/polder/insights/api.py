"""HTTP of the funder's page: the page, its statement, and its calendar. All amounts are in cents."""

import asyncio
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Request, Response
from pydantic import Field

from polder.insights import actions, views
from polder.insights.statement import statement_pdf
from polder.kernel import problems, rates
from polder.kernel.actor import Entry
from polder.kernel.documents.storage import disposition
from polder.kernel.http import ActionRoute, Reading, View, Writing, json_response, language
from polder.kernel.openapi import named, record
from polder.kernel.rates import Rate
from polder.kernel.resources import IDEMPOTENT, NOTHING, Strict, list_routes, reads, sends, writes

TAG = "insights"
pages = APIRouter(prefix="/funder-pages", route_class=ActionRoute, tags=[TAG])
calendar = APIRouter(include_in_schema=False)
ROUTERS = [pages]
FEED_TRIES = Rate("calendar-opened", 120, 600)
LINK_SHAPE = named("NewCalendarLink", record(id="uuid", url="text", expires_at="instant"))

list_routes(pages, views.FUNDER_PAGES, tag=TAG)


async def _page(request: Request, view: View, id: UUID) -> dict[str, Any]:
    found = await views.funder_page(view, id)
    if found is None:
        raise problems.not_found()
    settings = request.app.state.settings
    manager = found["contact"] or {"name": None, "email": None}
    found["contact"] = {
        "name": manager["name"], "email": manager["email"] or settings.institute_email, "phone": settings.institute_phone,
        "institute": settings.institute_name,
    }  # fmt: skip
    return found


@pages.get("/{id}", summary="One funder's page", responses=reads(views.PAGE_SHAPE, "The page"))
async def show_funder_page(id: UUID, view: Reading, request: Request) -> Response:
    """What was promised, what is due when, what arrived, what it was matched with and what it made possible."""
    return json_response(orjson.dumps(await _page(request, view, id)))


@pages.get(
    "/{id}/statement", summary="The page as a PDF with the chain behind each figure, in the reader's language",
    response_class=Response, responses=sends("application/pdf"),
)  # fmt: skip
async def funder_statement(id: UUID, view: Reading, request: Request) -> Response:
    found, wanted = await _page(request, view, id), language(request)
    made = await asyncio.to_thread(statement_pdf, found, request.app.state.settings.institute_name, wanted)
    name = f"{'overzicht' if wanted == 'nl' else 'statement'}-{found['as_of']}.pdf"
    return Response(
        made,
        media_type="application/pdf",
        headers={"Content-Disposition": disposition(name), "Cache-Control": "no-store"},
    )


class NewLink(Strict):
    """What the link is for, so that it can be told from others when it is withdrawn."""

    label: str = Field("", max_length=200)


@pages.post(
    "/{id}/calendar-links", status_code=201, summary="Make a link to the due dates; it is shown this once",
    responses=writes(LINK_SHAPE, "The link, shown this once", 201), openapi_extra=IDEMPOTENT,
)  # fmt: skip
async def make_calendar_link(id: UUID, body: NewLink, tx: Writing, request: Request) -> dict[str, str]:
    made, secret, until = await actions.issue_link(tx, id, body.label)
    url = f"{request.app.state.settings.base_url}/calendar/{secret}.ics?language={language(request)}"
    return {"id": str(made), "url": url, "expires_at": until.isoformat()}


@pages.delete("/{id}/calendar-links/{link_id}", status_code=204, summary="Withdraw a calendar link", responses=NOTHING)
async def withdraw_calendar_link(id: UUID, link_id: UUID, tx: Writing) -> Response:
    await actions.withdraw_link(tx, id, link_id)
    return Response(status_code=204)


@calendar.get("/calendar/{secret}.ics")
async def calendar_feed(secret: str, request: Request) -> Response:
    """Due dates for whoever has the link. A link that was withdrawn, has ended or never was: 404."""
    from polder.insights.calendar import feed

    await rates.limit(request, FEED_TRIES, rates.address(request))
    settings = request.app.state.settings
    try:
        text = await View(request.app.state.database, Entry.by_secret(secret[:200], request.state.request_id)).value(
            views.CALENDAR
        )
    except Exception as error:
        if getattr(error, "sqlstate", "") != "PL401":
            raise
        text = None
    if text is None:
        raise problems.not_found()
    found = orjson.loads(text)
    made = feed(found["dues"], funder=found["funder"], institute=settings.institute_name, base_url=settings.base_url,
                language=language(request), now=datetime.now(UTC))  # fmt: skip
    headers = {
        "Content-Disposition": disposition("polder.ics"),
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
    }
    return Response(made, media_type="text/calendar; charset=utf-8", headers=headers)
