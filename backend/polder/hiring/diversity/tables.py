"""Questions in versions, answers, and the figures that are shown of them."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from polder.hiring.tables import WAY
from polder.kernel import openapi
from polder.kernel.record import json_column, words
from polder.kernel.versions import RuleVersion, promises

LEAST = 10  # whatever the house sets, no fewer people are shown
_STAGES = ", ".join(f"'{stage}'" for stage in WAY)


class DiversityQuestion(RuleVersion, table=True):
    """What is asked. The key of an option means the same in every version."""

    __tablename__ = "diversity_question"
    __table_args__ = (
        *promises("diversity_question"),
        UniqueConstraint("id", "key"),
        CheckConstraint("jsonb_array_length(options) between 2 and 12", name="options"),
    )

    text_nl: str = words(limit=300, at_least=1, name="text_nl")
    text_en: str = words(limit=300, at_least=1, name="text_en")
    options: list[dict[str, Any]] = json_column(
        schema=openapi.many(openapi.named("DiversityOption", openapi.record(key="text", nl="text", en="text")))
    )


class DiversityAnswer(SQLModel, table=True):
    """One answer of one application, or of nobody any more: once that is erased, its year and the furthest stage are left.

    Nothing of it tells when it was given but the quarter from whose start on it counts, `counts_from`.
    """

    __tablename__ = "diversity_answer"
    __table_args__ = (
        UniqueConstraint("application_id", "question_key"),
        ForeignKeyConstraint(["question_id", "question_key"], ["diversity_question.id", "diversity_question.key"], ondelete="RESTRICT"),
        CheckConstraint("num_nulls(year, furthest) = case when application_id is null then 0 else 2 end", name="application_id"),
        CheckConstraint(f"furthest in ({_STAGES})", name="furthest"),
        CheckConstraint("counts_from = date_trunc('quarter', counts_from::timestamp)::date", name="counts_from"),
    )  # fmt: skip

    id: UUID = Field(default=None, primary_key=True, sa_column_kwargs={"server_default": text("gen_random_uuid()")})
    application_id: UUID | None = Field(
        default=None, sa_column_args=(ForeignKey("application.id", ondelete="RESTRICT"),)
    )
    question_id: UUID = Field(index=True)
    question_key: str
    option: str = words(limit=30, at_least=1, name="option")
    counts_from: date
    year: int | None = None
    furthest: str | None = None


class DiversityFigure(SQLModel, table=True):
    """How many people of one year gave this answer and reached this stage, as it stood when `quarter` began."""

    __tablename__ = "diversity_figure"
    __table_args__ = (
        UniqueConstraint("quarter", "year", "question_key", "stage", "option"),
        CheckConstraint(f"people >= {LEAST}", name="people"),
        CheckConstraint(f"stage in ({_STAGES})", name="stage"),
    )

    id: UUID = Field(default=None, primary_key=True, sa_column_kwargs={"server_default": text("uuidv7()")})
    quarter: date
    year: int
    question_key: str
    stage: str
    option: str  # or `others`: another answer, or none
    people: int
