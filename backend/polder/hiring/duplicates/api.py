"""HTTP of duplicates."""

from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import Field

from polder.hiring.duplicates import actions, views
from polder.hiring.duplicates.tables import Verdict
from polder.kernel import problems
from polder.kernel.http import ActionRoute, Reading, Version, Writing, json_response
from polder.kernel.resources import IDEMPOTENT, IF_MATCH, NOTHING, Strict, reads, writes

TAG = "hiring"
applications = APIRouter(prefix="/applications", route_class=ActionRoute, tags=[TAG])
vacancies = APIRouter(prefix="/vacancies", route_class=ActionRoute, tags=[TAG])
judgements = APIRouter(prefix="/same-person", route_class=ActionRoute, tags=[TAG])
ROUTERS = [applications, vacancies, judgements]


class Judgement(Strict):
    """`keep_id`: which of the two counts, where both are to one vacancy; the other is withdrawn as a duplicate."""

    other_id: UUID
    verdict: Verdict
    keep_id: UUID | None = None


class Undo(Strict):
    reason: str = Field(min_length=1, max_length=2000)


@applications.get("/{id}/same-person", summary="Other applications of this person, said and proposed", responses=reads(views.PERSON_SHAPE, "Of this person"))  # fmt: skip
async def same_person(id: UUID, view: Reading) -> Response:
    return json_response(await view.value(views.PERSON, id))


@applications.post("/{id}/same-person", status_code=204, summary="Say whether two applications are one person's", responses=NOTHING, openapi_extra=IDEMPOTENT)  # fmt: skip
async def judge_duplicate(id: UUID, body: Judgement, tx: Writing) -> Response:
    await actions.judge(tx, id, body.other_id, body.verdict, body.keep_id)
    return Response(status_code=204)


@judgements.post("/{id}/undo", summary="Undo what was said of two applications", responses=writes(views.UNDONE_SHAPE, "What came back with it"), openapi_extra=IF_MATCH)  # fmt: skip
async def undo_judgement(id: UUID, body: Undo, tx: Writing, version: Version) -> dict[str, int]:
    return await actions.undo(tx, id, version, body.reason)


@vacancies.get("/{id}/duplicates", summary="Applications that may be one person's, of this vacancy with any other", responses=reads(views.PAIRS_SHAPE, "Applied twice first"))  # fmt: skip
async def duplicates_of(id: UUID, view: Reading) -> Response:
    if await view.value("select id from vacancy where id = $1", id) is None:
        raise problems.not_found()
    return json_response(await view.value(views.PAIRS, id))
