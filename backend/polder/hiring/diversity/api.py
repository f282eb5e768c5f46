"""HTTP of the questions about diversity. There is none of answers but an applicant's own page."""

from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import Field

from polder.hiring.diversity import views
from polder.hiring.diversity.lifecycle import DIVERSITY_QUESTION
from polder.hiring.diversity.tables import DiversityQuestion
from polder.hiring.house_rules.lifecycle import WRITE
from polder.kernel import versions
from polder.kernel.http import ActionRoute, Writing, if_match
from polder.kernel.resources import IDEMPOTENT, IF_MATCH, Strict, detail_route, list_routes, move_route, shows, written
from polder.kernel.version_parts import KEY, RuleChange, RuleFacts

TAG = "hiring"
router = APIRouter(prefix="/diversity-questions", route_class=ActionRoute, tags=[TAG])
list_routes(router, views.QUESTIONS, tag=TAG, sayings={"state": DIVERSITY_QUESTION.states})
detail_route(router, views.QUESTION, tag=TAG, name="diversity question")
move_route(router, DIVERSITY_QUESTION, views.QUESTION, tag=TAG, name="diversity question", effects={})


class Option(Strict):
    """An answer to choose; its key means the same in every version."""

    key: str = Field(pattern="^[a-z][a-z0-9_]{0,29}$")
    nl: str = Field(min_length=1, max_length=100)
    en: str = Field(min_length=1, max_length=100)


class DiversityQuestionBody(RuleFacts):
    key: str = Field(pattern=KEY)
    text_nl: str = Field(min_length=1, max_length=300)
    text_en: str = Field(min_length=1, max_length=300)
    options: list[Option] = Field(min_length=2, max_length=12)


class DiversityQuestionChange(RuleChange):
    text_nl: str = Field(default_factory=str, min_length=1, max_length=300)
    text_en: str = Field(default_factory=str, min_length=1, max_length=300)
    options: list[Option] = Field(default_factory=list, min_length=2, max_length=12)


@router.post("", status_code=201, summary="Propose a question about diversity", responses=shows(views.QUESTION, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def propose_diversity_question(body: DiversityQuestionBody, tx: Writing) -> Response:
    made = await tx.add(DiversityQuestion(**body.model_dump()))
    return await written(tx, views.QUESTION, made.id, status=201)


@router.patch("/{id}", summary="Change a proposed question", responses=shows(views.QUESTION), openapi_extra=IF_MATCH)
async def change_diversity_question(id: UUID, body: DiversityQuestionChange, tx: Writing, request: Request) -> Response:
    question = await tx.get(DiversityQuestion, id, lock=True, version=if_match(request))
    await versions.change(tx, question, body.model_dump(exclude_unset=True), WRITE)
    return await written(tx, views.QUESTION, id)
