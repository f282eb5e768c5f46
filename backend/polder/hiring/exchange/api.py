"""HTTP of tables read in and of exports."""

from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Form, Request, Response, UploadFile
from pydantic import Field
from starlette.responses import StreamingResponse

from polder.hiring.exchange import actions, archive, views
from polder.hiring.exchange import words as _words
from polder.hiring.tables import Stage
from polder.kernel import problems
from polder.kernel.documents.api import storage_of
from polder.kernel.documents.storage import disposition
from polder.kernel.http import ActionRoute, Reading, Writing, language
from polder.kernel.resources import IDEMPOTENT, Strict, detail_route, sends, shows, writes, written

TAG = "hiring"
exports = APIRouter(prefix="/application-exports", route_class=ActionRoute, tags=[TAG])
tables = APIRouter(prefix="/applications", route_class=ActionRoute, tags=[TAG])
ROUTERS = [exports, tables]
FIRST = 5


@tables.post("/import-table", summary="Read in a table of applications (CSV or XLSX)", responses=writes(views.TABLE_SHAPE, "What was read in, or would be"))  # fmt: skip
async def read_in_table(
    vacancy_id: UUID, file: UploadFile, tx: Writing, columns: Annotated[str | None, Form()] = None, preview: bool = True
) -> dict[str, Any]:
    """`columns`: field → heading, as JSON; without it as the last table with these headings, or by names we know. With
    `preview` nothing is kept. One refused row, and nothing is read in."""
    content, chosen = await file.read(), _columns(columns)
    made = [] if preview else await actions.read_in(tx, vacancy_id, content, chosen)
    plan = await actions.look(tx, vacancy_id, content, chosen)
    return {
        "headings": plan.headings, "columns": plan.columns, "unicode": plan.unicode, "rows": len(plan.rows),
        "first": [values for _, values in plan.rows[:FIRST]], "imported": len(made), "refusals": actions.told(plan),
    }  # fmt: skip


def _columns(text: str | None) -> dict[str, str] | None:
    if not text:
        return None
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError:
        found = None
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise problems.invalid_field("columns", _words.NO_COLUMN, _words.CHOOSE_COLUMN)
    return found


class ExportBody(Strict):
    """`application_ids`, or all that stand in `stage` now."""

    vacancy_id: UUID
    application_ids: list[UUID] = Field(default_factory=list, max_length=2000)
    stage: Stage | None = None


detail_route(exports, views.EXPORT, tag=TAG, name="application export")


@exports.post("", status_code=201, summary="Take applications along: notes who takes which", responses=shows(views.EXPORT, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def create_export(body: ExportBody, tx: Writing) -> Response:
    made = await actions.export(tx, body.vacancy_id, body.application_ids, body.stage)
    return await written(tx, views.EXPORT, made.id, status=201)


@exports.get("/{id}/file", summary="The ZIP of an export, for who made it", response_class=Response, responses=sends("application/zip"))  # fmt: skip
async def export_file(id: UUID, view: Reading, request: Request) -> Response:
    found = await view.row(views.ABOUT, id)
    if found is None:
        raise problems.not_found()
    wanted = language(request)
    name = f"{archive.ROOT.in_(wanted)} {found['reference']}.zip"
    parts = archive.stream(
        view, storage_of(request), id, found["reference"], wanted, request.app.state.settings.institute_name
    )
    headers = {"Content-Disposition": disposition(name), "Cache-Control": "no-store"}
    return StreamingResponse(parts, media_type="application/zip", headers=headers)
