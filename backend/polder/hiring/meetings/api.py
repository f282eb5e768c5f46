"""HTTP of what a committee compares."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Response

from polder.hiring.meetings import views
from polder.kernel.http import ActionRoute, Reading, json_response
from polder.kernel.resources import reads

router = APIRouter(prefix="/vacancies", route_class=ActionRoute, tags=["hiring"])
Stages = Literal[
    "submitted", "eligible", "longlisted", "shortlisted", "interview", "selected", "offered", "hired", "rejected"
]


@router.get(
    "/{id}/comparison",
    summary="Candidates side by side, by criterion, in the order of their names",
    responses=reads(views.COMPARISON_SHAPE, "Of those that the asker sees"),
)
async def compare_candidates(
    id: UUID,
    view: Reading,
    stage: Annotated[list[Stages], Query(min_length=1)] = ["shortlisted", "interview"],  # noqa: B006
) -> Response:
    """A mean is there once all reviews of a candidate are in, and of human scores only."""
    return json_response(await view.value(views.COMPARISON, id, list(stage)))
