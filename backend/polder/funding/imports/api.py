"""HTTP of imports: look at a file, read it in, and see what was read in."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Response, UploadFile

from polder.funding.imports import actions, views
from polder.funding.imports.actions import Plan
from polder.funding.imports.tables import ImportKind
from polder.funding.imports.words import KINDS
from polder.kernel.documents.actions import safe_name
from polder.kernel.http import ActionRoute, Writing
from polder.kernel.resources import IDEMPOTENT, detail_route, list_routes, writes

TAG = "funding"
imports = APIRouter(prefix="/funding-imports", route_class=ActionRoute, tags=[TAG])
ROUTERS = [imports]

list_routes(imports, views.IMPORTS, tag=TAG, sayings={"kind": KINDS})
detail_route(imports, views.IMPORT, tag=TAG, name="funding import")


@imports.post(
    "", status_code=201, summary="Read in agreements, tranches or past receipts (CSV or XLSX)",
    responses=writes(views.RESULT, "What was read in, or with `preview` what would be (200)", 201), openapi_extra=IDEMPOTENT,
)  # fmt: skip
async def read_in(
    kind: ImportKind, file: UploadFile, tx: Writing, response: Response, preview: bool = False
) -> dict[str, Any]:
    """Rows known already are skipped, by their reference. One refused row, and nothing is read in; `preview=true` only
    looks, and names each refused row with its field, problem and remedy. More than 2,000 rows are read in by a job
    (202, `later`): the import tells how many are `done`, and when it `finished_at`."""
    content, name = await file.read(), safe_name(file.filename or "file")
    if preview:
        response.status_code = 200
        return _result(await actions.look(tx, kind, content), name, None)
    made, plan = await actions.read_in(tx, kind, content, name)
    if made.finished_at is None:
        response.status_code = 202
    return _result(plan, name, made.id)


def _result(plan: Plan, name: str, id: UUID | None) -> dict[str, Any]:
    return {
        "id": None if id is None else str(id), "kind": plan.kind, "file_name": name, "preview": id is None, "rows": plan.rows,
        "added": len(plan.new), "known": plan.known, "refused": len({r.row for r in plan.refused}),
        "first": actions.first(plan), "refusals": actions.told(plan), "later": id is not None and plan.rows > actions.AT_ONCE,
    }  # fmt: skip
