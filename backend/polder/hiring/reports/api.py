"""HTTP of the report on hiring."""

import asyncio
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

import orjson
from fastapi import APIRouter, Query, Request, Response
from pydantic import AfterValidator

from polder.hiring.reports import coverage, files, views
from polder.kernel import problems
from polder.kernel.days import likely
from polder.kernel.documents.storage import disposition
from polder.kernel.http import ActionRoute, Reading, View, json_response, language
from polder.kernel.resources import XLSX, reads, sends
from polder.kernel.words import Words

router = APIRouter(prefix="/hiring-report", route_class=ActionRoute, tags=["hiring"])
First = Annotated[date, AfterValidator(likely), Query(alias="from", description="first day of submission")]
Last = Annotated[date, AfterValidator(likely), Query(description="last day of submission")]


async def _report(view: View, first: date, last: date, vacancy: UUID | None) -> Any:
    if last < first:
        raise problems.invalid_field(
            "until", Words(nl="De laatste dag ligt voor de eerste.", en="The last day lies before the first."),
            Words(nl="Kies een latere laatste dag.", en="Choose a later last day."),
        )  # fmt: skip
    found = await view.value(views.REPORT, first, last, vacancy)
    if found is None and vacancy is None:
        raise problems.forbidden()
    return found


@router.get(
    "",
    summary="How far applicants came, how long it took, from where they came",
    responses=reads(views.REPORT_SHAPE, "The report"),
)
async def hiring_report(view: Reading, first: First, until: Last, vacancy_id: UUID | None = None) -> Response:
    """Of all vacancies for whoever reads reports of the institute; of one for its hiring lead and chair."""
    return json_response(await _report(view, first, until, vacancy_id))


@router.get(
    "/positions",
    summary="The positions of one month of the report",
    responses=reads(coverage.POSTS_SHAPE, "The positions"),
)
async def positions_of_month(
    view: Reading, month: Annotated[date, AfterValidator(likely)], vacancy_id: UUID | None = None
) -> Response:
    """Those that the reader sees, with what lots pay of each in that month."""
    return json_response(await view.value(coverage.POSTS, vacancy_id, month))


@router.get(
    "/export",
    summary="The report as XLSX or PDF, in the reader's language",
    response_class=Response,
    responses=sends(XLSX, "application/pdf"),
)
async def export_hiring_report(
    request: Request,
    view: Reading,
    first: First,
    until: Last,
    vacancy_id: UUID | None = None,
    format: Literal["xlsx", "pdf"] = "xlsx",
) -> Response:
    found = await _report(view, first, until, vacancy_id)
    if found is None:
        raise problems.not_found()
    report, wanted = orjson.loads(found), language(request)
    if format == "pdf":
        made = await asyncio.to_thread(files.pdf, report, request.app.state.settings.institute_name, wanted)
    else:
        made = await asyncio.to_thread(files.workbook, report, wanted)
    name = f"{'werving' if wanted == 'nl' else 'hiring'}-{first}-{until}.{format}"
    media = "application/pdf" if format == "pdf" else XLSX
    return Response(
        made, media_type=media, headers={"Content-Disposition": disposition(name), "Cache-Control": "no-store"}
    )
