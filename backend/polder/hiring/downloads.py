"""Files that hiring makes of its records."""

import asyncio
from uuid import UUID

import orjson
from fastapi import APIRouter, Request, Response

from polder.hiring import pdf
from polder.kernel import problems
from polder.kernel.documents.storage import disposition
from polder.kernel.http import ActionRoute, Reading, language
from polder.kernel.resources import sends

router = APIRouter(prefix="/applications", route_class=ActionRoute, tags=["hiring"])


@router.get(
    "/{id}/pdf", summary="One application as a PDF, in the reader's language", response_class=Response,
    responses=sends("application/pdf"),
)  # fmt: skip
async def application_pdf(id: UUID, view: Reading, request: Request) -> Response:
    found = await view.value(pdf.FACTS, id)
    if found is None:
        raise problems.not_found()
    application = orjson.loads(found)
    institute = request.app.state.settings.institute_name
    made = await asyncio.to_thread(pdf.application_pdf, application, language(request), institute)
    name = f"{application['reference']} {application['name']}.pdf"
    headers = {"Content-Disposition": disposition(name), "Cache-Control": "no-store"}
    return Response(made, media_type="application/pdf", headers=headers)
