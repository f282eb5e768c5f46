"""HTTP of opportunities."""

from datetime import date
from itertools import islice
from typing import Annotated, Any, Literal
from uuid import UUID

import orjson
from fastapi import APIRouter, Request, Response, UploadFile
from pydantic import AwareDatetime, Field, StringConstraints

from polder.grants.opportunities import actions, imports, views
from polder.grants.opportunities import words as _words
from polder.grants.opportunities.encoding import differences
from polder.grants.opportunities.lifecycle import OPPORTUNITY
from polder.grants.opportunities.tables import TEXTS, Form, Status, Theme
from polder.kernel import openapi, problems, rates
from polder.kernel.actor import Entry
from polder.kernel.documents.actions import safe_name
from polder.kernel.documents.storage import disposition
from polder.kernel.http import ActionRoute, Reading, View, Writing, if_match, json_response, language
from polder.kernel.parsing import MOST_CENTS
from polder.kernel.rates import Rate
from polder.kernel.resources import (
    IDEMPOTENT,
    IF_MATCH,
    NOTHING,
    Sayings,
    Strict,
    detail_route,
    list_routes,
    move_route,
    reads,
    shows,
    writes,
    written,
)

TAG = "grants"
opportunities = APIRouter(prefix="/opportunities", route_class=ActionRoute, tags=[TAG])
deadlines = APIRouter(prefix="/opportunity-deadlines", route_class=ActionRoute, tags=[TAG])
lists = APIRouter(prefix="/opportunity-imports", route_class=ActionRoute, tags=[TAG])
themes = APIRouter(prefix="/themes", route_class=ActionRoute, tags=[TAG])
more = APIRouter(route_class=ActionRoute, tags=[TAG])
ROUTERS = [opportunities, deadlines, lists, themes, more]
calendar = APIRouter(include_in_schema=False)
FEED_TRIES = Rate("deadlines-opened", 120, 600)
SAYINGS: Sayings = {
    "source": _words.SOURCES,
    "form": _words.FORMS,
    "status": _words.STATUSES,
    "state": OPPORTUNITY.states,
}
LINK = openapi.named("DeadlineCalendarLink", openapi.record(url="text", expires_at="instant"))


class DeadlineBody(Strict):
    """`due_at`: the moment on that day, where the funder says it."""

    due_on: date
    due_at: AwareDatetime | None = None
    label: str | None = Field(None, max_length=200)


Currency = Annotated[str, StringConstraints(to_upper=True, min_length=3, max_length=3)]


class OpportunityChange(Strict):
    """Amounts in hundredths of `currency`; `deadlines` are all there are."""

    title: str = Field(default_factory=str, min_length=1, max_length=1000)
    funder_id: UUID | None = None
    funder_name: str = Field(default_factory=str, min_length=1, max_length=300)
    programme: str | None = Field(None, max_length=300)
    scheme: str | None = Field(None, max_length=300)
    call_id: str | None = Field(None, max_length=300)
    url: str | None = Field(None, max_length=2000)
    form: Form = Form.unknown
    status: Status = Status.unknown
    opens_on: date | None = None
    deadlines: list[DeadlineBody] = Field(default_factory=list, max_length=60)
    budget_cents: int | None = Field(None, ge=0, le=MOST_CENTS)
    grant_min_cents: int | None = Field(None, ge=0, le=MOST_CENTS)
    grant_max_cents: int | None = Field(None, ge=0, le=MOST_CENTS)
    currency: Currency | None = None
    grants_expected: int | None = Field(None, ge=1, le=100_000)
    budget_text: str | None = Field(None, max_length=300)
    keywords: str | None = Field(None, max_length=4000)
    summary: str | None = Field(None, max_length=50_000)


class OpportunityBody(OpportunityChange):
    title: str = Field(min_length=1, max_length=1000)
    funder_name: str = Field(min_length=1, max_length=300)


def _values(body: OpportunityChange) -> dict[str, Any]:
    """What was sent; nothing typed is no value."""
    found: dict[str, Any] = {
        name: None if value == "" else value for name, value in body.model_dump(exclude_unset=True).items()
    }
    every: list[dict[str, Any]] = found.get("deadlines", [])
    if len({one["due_on"] for one in every}) < len(every):
        raise problems.invalid_field("deadlines", _words.SAME_DAY, _words.ONCE)
    for one in every:
        one |= {"due_at": one.get("due_at"), "label": one.get("label") or None}
    return found


list_routes(opportunities, views.OPPORTUNITIES, tag=TAG, sayings=SAYINGS)
detail_route(opportunities, views.OPPORTUNITY, tag=TAG, name="opportunity")
move_route(opportunities, OPPORTUNITY, views.OPPORTUNITY, tag=TAG, name="opportunity", effects={})
list_routes(deadlines, views.DEADLINES, tag=TAG, sayings=SAYINGS)
list_routes(lists, views.IMPORTS, tag=TAG, sayings=SAYINGS)
detail_route(lists, views.IMPORT, tag=TAG, name="opportunity import")
list_routes(themes, views.THEMES, tag=TAG)
detail_route(themes, views.THEME, tag=TAG, name="theme")


@opportunities.post("", status_code=201, summary="Add an opportunity by hand", responses=shows(views.OPPORTUNITY, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def add_opportunity(body: OpportunityBody, tx: Writing) -> Response:
    made = await actions.add(tx, _values(body))
    return await written(tx, views.OPPORTUNITY, made.id, status=201)


@opportunities.post("/import", status_code=201, summary="Read in a list of calls", responses=writes(views.RESULT, "What was read in, or with `preview` what would be (200)", 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def import_opportunities(file: UploadFile, tx: Writing, response: Response, preview: bool = False) -> dict[str, Any]:  # fmt: skip
    """The EU portal's topics or NWO's calls (JSON), or a table (CSV, XLSX), by what the file holds. New calls are added, changed ones
    followed where nobody changed them here, and rows that are no call are named. The same list again changes nothing."""
    content, name = await file.read(), safe_name(file.filename or "file")
    if preview:
        response.status_code = 200
        return imports.result(await imports.look(tx, content), name, None)
    made, plan = await imports.read_in(tx, content, name)
    return imports.result(plan, name, made.id)


@opportunities.patch("/{id}", summary="Change an opportunity", responses=shows(views.OPPORTUNITY), openapi_extra=IF_MATCH)  # fmt: skip
async def change_opportunity(id: UUID, body: OpportunityChange, tx: Writing, request: Request) -> Response:
    await actions.change(tx, id, if_match(request), _values(body))
    return await written(tx, views.OPPORTUNITY, id)


@opportunities.put("/{id}/watch", summary="Watch it: be told before its deadlines", responses=shows(views.OPPORTUNITY))
async def watch_opportunity(id: UUID, tx: Writing) -> Response:
    await actions.watch(tx, id)
    return await written(tx, views.OPPORTUNITY, id)


@opportunities.delete("/{id}/watch", summary="Watch it no more", responses=shows(views.OPPORTUNITY))
async def unwatch_opportunity(id: UUID, tx: Writing) -> Response:
    await actions.unwatch(tx, id)
    return await written(tx, views.OPPORTUNITY, id)


@opportunities.put("/{id}/themes/{theme_id}", summary="Match it to a theme", responses=shows(views.OPPORTUNITY))
async def match_opportunity(id: UUID, theme_id: UUID, tx: Writing) -> Response:
    await actions.match(tx, id, theme_id)
    return await written(tx, views.OPPORTUNITY, id)


@opportunities.delete(
    "/{id}/themes/{theme_id}", summary="It does not fit this theme", responses=shows(views.OPPORTUNITY)
)
async def unmatch_opportunity(id: UUID, theme_id: UUID, tx: Writing) -> Response:
    await actions.unmatch(tx, id, theme_id)
    return await written(tx, views.OPPORTUNITY, id)


@more.get("/opportunity-choices", summary="Funders and programmes of what is on the list", responses=reads(views.CHOICES_SHAPE, "By name"))  # fmt: skip
async def opportunity_choices(view: Reading) -> Response:
    return json_response(await view.value(views.CHOICES))


# ---- texts in a wrong encoding ---------------------------------------------------------------------------------------


class Known(Strict):
    id: UUID
    version: int = Field(ge=1)


class RepairBody(Strict):
    """The records whose proposed texts are what was meant, each at the version that was looked at."""

    records: list[Known] = Field(min_length=1, max_length=views.REPAIRS_MOST)


@more.get("/opportunity-repairs", summary="Texts in a wrong encoding, and what they were meant to be", responses=reads(views.REPAIRS_SHAPE, "By title"))  # fmt: skip
async def opportunity_repairs(view: Reading, id: UUID | None = None) -> Response:
    """Each place that would change, with some text around it; none where a text only looks broken, or cannot be had back."""
    found = []
    for row in await view.rows(views.REPAIRS, id):
        texts = [
            {"field": name, "was": was, "becomes": becomes}
            for name in TEXTS
            if row[f"text_{name}"]
            for was, becomes in islice(differences(row[f"text_{name}"]), 5)
        ]
        found.append({"id": str(row["id"]), "title": row["title"], "version": row["version"], "texts": texts})
    return json_response(orjson.dumps({"data": found}))


@more.post("/opportunity-repairs", summary="Accept proposed repairs of texts", responses=writes(openapi.named("Repaired", openapi.record(repaired="integer")), "How many changed"), openapi_extra=IDEMPOTENT)  # fmt: skip
async def repair_opportunities(body: RepairBody, tx: Writing) -> dict[str, int]:
    return {"repaired": await actions.repair(tx, [(one.id, one.version) for one in body.records])}


# ---- themes ----------------------------------------------------------------------------------------------------------


class ThemeChange(Strict):
    """`keywords`: words that calls of this theme use, separated by commas."""

    name_nl: str = Field(default_factory=str, min_length=1, max_length=200)
    name_en: str = Field(default_factory=str, min_length=1, max_length=200)
    keywords: str = Field("", max_length=2000)
    used: bool = True


class ThemeBody(ThemeChange):
    name_nl: str = Field(min_length=1, max_length=200)
    name_en: str = Field(min_length=1, max_length=200)


@themes.post("", status_code=201, summary="Add a theme", responses=shows(views.THEME, 201), openapi_extra=IDEMPOTENT)
async def add_theme(body: ThemeBody, tx: Writing) -> Response:
    made = await tx.add(Theme(**body.model_dump()))
    return await written(tx, views.THEME, made.id, status=201)


@themes.patch("/{id}", summary="Change a theme", responses=shows(views.THEME), openapi_extra=IF_MATCH)
async def change_theme(id: UUID, body: ThemeChange, tx: Writing, request: Request) -> Response:
    await actions.change_theme(tx, id, if_match(request), body.model_dump(exclude_unset=True))
    return await written(tx, views.THEME, id)


# ---- one's own calendar ----------------------------------------------------------------------------------------------


@more.get("/own-deadlines", summary="Whether I have a calendar link to deadlines", responses=reads(views.OWN_SHAPE, "Until when it works"))  # fmt: skip
async def own_deadlines(view: Reading) -> Response:
    return json_response(await view.value(views.OWN))


@more.post("/own-deadlines/calendar-link", status_code=201, summary="Make a link to deadlines as a calendar; it is shown this once", responses=writes(LINK, "The link", 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def make_deadline_calendar(tx: Writing, request: Request) -> dict[str, str]:
    """The link shows what its owner watches; with `which=all` instead of `which=watched` all that is on the list."""
    secret, until = await actions.issue_calendar(tx)
    url = f"{request.app.state.settings.base_url}/calendar/deadlines/{secret}.ics?which=watched&language={language(request)}"
    return {"url": url, "expires_at": until.isoformat()}


@more.delete("/own-deadlines/calendar-link", status_code=204, summary="Withdraw my calendar link", responses=NOTHING)
async def withdraw_deadline_calendar(tx: Writing) -> Response:
    await actions.withdraw_calendar(tx)
    return Response(status_code=204)


@calendar.get("/calendar/deadlines/{secret}.ics")
async def deadline_feed(secret: str, request: Request, which: Literal["watched", "all"] = "watched") -> Response:
    """Deadlines for whoever has the link. One that was withdrawn, has ended or never was: 404."""
    from polder.grants.opportunities.calendar import feed

    await rates.limit(request, FEED_TRIES, rates.address(request))
    settings = request.app.state.settings
    try:
        view = View(request.app.state.database, Entry.by_secret(secret[:200], request.state.request_id))
        text = await view.value(views.CALENDAR, which == "watched")
    except Exception as error:
        if getattr(error, "sqlstate", "") != "PL401":
            raise
        text = None
    if text is None:
        raise problems.not_found()
    made = feed(orjson.loads(text), which=which, institute=settings.institute_name, base_url=settings.base_url, language=language(request))  # fmt: skip
    headers = {
        "Content-Disposition": disposition("deadlines.ics"),
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
    }
    return Response(made, media_type="text/calendar; charset=utf-8", headers=headers)
