"""HTTP of backgrounds, for whoever leads a procedure."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import Field

from polder.hiring.background import actions, views
from polder.kernel import problems
from polder.kernel.http import ActionRoute, Reading, Writing, if_match, json_response
from polder.kernel.resources import IF_MATCH, NOTHING, Strict, reads

router = APIRouter(prefix="/applications", route_class=ActionRoute, tags=["hiring"])
Day = Annotated[str | None, Field(None, pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$", description="a year, month or day")]
"""As 2024, 2024-09 or 2024-09-01."""


class Place(Strict):
    name: str = Field(min_length=1, max_length=300)
    since: Day = Field(None, alias="from")
    until: Day = None


class Guide(Place):
    orcid: str | None = Field(None, pattern=r"^(\d{4}-){3}\d{3}[\dX]$")


class Told(Strict):
    employers: list[Place] = Field(max_length=50)
    supervisors: list[Guide] = Field(max_length=50)

    def values(self) -> dict[str, Any]:
        return {
            name: [one.model_dump(by_alias=True, exclude_none=True) for one in rows]
            for name, rows in (("employers", self.employers), ("supervisors", self.supervisors))
        }


@router.get("/{id}/background", summary="What the applicant told of their background, and the iD that ORCID confirmed", responses=reads(views.BACKGROUND_SHAPE, "Empty where nothing was told, or for whoever only judges"))  # fmt: skip
async def background(id: UUID, view: Reading) -> Response:
    found = await view.value(views.BACKGROUND, id)
    if found is None:
        raise problems.not_found()
    return json_response(found)


@router.put("/{id}/background", status_code=204, summary="Correct what is known of an applicant's background", responses=NOTHING, openapi_extra=IF_MATCH)  # fmt: skip
async def correct(id: UUID, body: Told, tx: Writing, request: Request) -> Response:
    version = if_match(request) if "if-match" in request.headers else None
    await actions.correct(tx, id, version, body.values())
    return Response(status_code=204)
