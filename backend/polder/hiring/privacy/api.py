"""HTTP of keeping and erasing."""

from collections.abc import AsyncIterator
from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Query, Request, Response
from pydantic import Field
from starlette.responses import StreamingResponse

from polder.hiring import own_export
from polder.hiring.privacy import actions, views
from polder.hiring.privacy.lifecycle import ERASURE_RUN, OBJECTION
from polder.hiring.privacy.words import KINDS
from polder.hiring.tables import Application, Stage
from polder.kernel import problems
from polder.kernel.documents.api import storage_of
from polder.kernel.documents.storage import disposition
from polder.kernel.http import ActionRoute, Reading, Version, View, Writing, json_response
from polder.kernel.openapi import record
from polder.kernel.resources import (
    IDEMPOTENT,
    IF_MATCH,
    Strict,
    detail_route,
    list_routes,
    move_route,
    reads,
    sends,
    shows,
    writes,
    written,
)

TAG = "hiring"
runs = APIRouter(prefix="/erasure-runs", route_class=ActionRoute, tags=[TAG])
objections = APIRouter(prefix="/objections", route_class=ActionRoute, tags=[TAG])
applications = APIRouter(prefix="/applications", route_class=ActionRoute, tags=[TAG])
subjects = APIRouter(prefix="/subjects", route_class=ActionRoute, tags=[TAG])
ROUTERS = [runs, objections, applications, subjects]


@runs.get("/now", summary="How it stands with keeping and erasing", responses=reads(views.NOW_SHAPE, "Numbers in force, and what is due"))  # fmt: skip
async def erasure_now(view: Reading) -> Response:
    found = await view.value(views.NOW)
    if found is None:
        raise problems.forbidden()
    return json_response(found)


list_routes(runs, views.RUNS, tag=TAG, sayings={"state": ERASURE_RUN.states, "kind": KINDS})
detail_route(runs, views.RUN, tag=TAG, name="erasure run")
move_route(runs, ERASURE_RUN, views.RUN, tag=TAG, name="erasure run", effects=actions.RUN_EFFECTS)


@runs.post("", status_code=201, summary="List what is due to be erased today", responses=shows(views.RUN, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def propose_erasure(tx: Writing) -> Response:
    tx.require("erasure.run")
    return await written(tx, views.RUN, await actions.propose(tx), status=201)


list_routes(objections, views.OBJECTIONS, tag=TAG, sayings={"state": OBJECTION.states})
detail_route(objections, views.OBJECTION, tag=TAG, name="objection")
move_route(objections, OBJECTION, views.OBJECTION, tag=TAG, name="objection", effects={})


class ObjectionBody(Strict):
    """What somebody who was turned down objects to, as they told it."""

    application_id: UUID
    text: str = Field(min_length=1, max_length=4000)


@objections.post("", status_code=201, summary="Note an objection to a decision", responses=shows(views.OBJECTION, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def note_objection(body: ObjectionBody, tx: Writing) -> Response:
    await tx.get(Application, body.application_id)
    tx.require("objection.open")
    made = await actions.object_to(tx, body.application_id, body.text)
    return await written(tx, views.OBJECTION, made.id, status=201)


class TakeUpBody(Strict):
    """As which stage: the one that it was turned down from, or `submitted`."""

    stage: Stage


@objections.post("/{id}/take-up", summary="Take up again what was turned down, after its objection was upheld", responses=shows(views.OBJECTION), openapi_extra=IF_MATCH)  # fmt: skip
async def take_up(id: UUID, body: TakeUpBody, tx: Writing, version: Version) -> Response:
    await actions.take_up(tx, id, version, body.stage)
    return await written(tx, views.OBJECTION, id)


@applications.get("/{id}/privacy", summary="For how long an application is kept, and why", responses=reads(views.OF_APPLICATION_SHAPE, "Consent, and what is due"))  # fmt: skip
async def privacy_of(id: UUID, view: Reading) -> Response:
    return json_response(await view.value(views.OF_APPLICATION, id))


@subjects.get("", summary="Find a person's applications by name or address, over all vacancies", responses=reads(views.SUBJECTS_SHAPE, "Newest first"))  # fmt: skip
async def find_subjects(view: Reading, q: Annotated[str, Query(max_length=500)] = "") -> Response:
    return json_response(await view.value(views.SUBJECTS, q.replace("\x00", " ").strip()))


class SubjectBody(Strict):
    application_ids: list[UUID] = Field(min_length=1, max_length=50)


@subjects.post("", status_code=201, summary="Take along all that is kept of a person: notes who does", responses=writes(record(id="uuid", path="text"), "Where the ZIP is", 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def export_subject(body: SubjectBody, tx: Writing) -> Response:
    made = await actions.export(tx, body.application_ids)
    return json_response(orjson.dumps({"id": str(made.id), "path": f"/subjects/{made.id}/file"}), status=201)


@subjects.get("/{id}/file", summary="The ZIP of all that is kept of a person, for who asked for it", response_class=Response, responses=sends("application/zip"))  # fmt: skip
async def subject_file(id: UUID, view: Reading, request: Request) -> Response:
    ids = await view.value(
        "select application_ids from subject_export where id = $1 and created_by = (select polder.actor())", id
    )
    if ids is None:
        raise problems.not_found()
    parts = own_export.zipped(storage_of(request), _records(view, ids))
    headers = {"Content-Disposition": disposition("person.zip"), "Cache-Control": "no-store"}
    return StreamingResponse(parts, media_type="application/zip", headers=headers)


async def _records(view: View, ids: list[UUID]) -> AsyncIterator[tuple[str, dict[str, Any]]]:
    """Each application in a folder, as its reader may have it at that moment."""
    for id in ids:
        text = await view.value("select polder.subject_record($1)::text", id)
        if text is not None:
            found = orjson.loads(text)
            yield f"{found['application']['reference']}/", found
