"""Which vacancies are tagged, and the checks of their applications."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint
from sqlmodel import Field

from polder.hiring import tables as _hiring  # noqa: F401 - defines the tables referred to
from polder.kernel.record import Record, one_of, refers_to, words


class VacancySecurity(Record, table=True):
    """This vacancy is tagged for knowledge security, and why. A table of its own: who sees the vacancy need not read it."""

    __tablename__ = "vacancy_security"

    vacancy_id: UUID = Field(foreign_key="vacancy.id", ondelete="RESTRICT", unique=True)
    reason: str = words(limit=4000, at_least=1, name="reason")


class CheckState(StrEnum):
    asked = "asked"
    cleared = "cleared"
    cleared_with_measures = "cleared_with_measures"
    refused = "refused"


class SecurityCheck(Record, table=True):
    """The security officer's judgement of one application; its reason stands with the move."""

    __tablename__ = "security_check"
    __table_args__ = (
        ForeignKeyConstraint(["application_id", "vacancy_id"], ["application.id", "application.vacancy_id"]),
    )

    application_id: UUID = Field(unique=True)
    vacancy_id: UUID = refers_to("vacancy")
    state: str = one_of(CheckState, CheckState.asked, name="state")
