"""One number a figure, in versions."""

from collections.abc import Mapping
from enum import StrEnum

from polder.kernel.record import cents
from polder.kernel.versions import Figure, Measure, RuleVersion, figures, promises


class GrantKey(StrEnum):
    notice_days = "notice_days"  # before a deadline, to be reminded of it
    archive_days = "archive_days"  # after an opportunity is over, until it leaves the list by itself; none: never


FIGURES: Mapping[str, Figure] = {
    GrantKey.notice_days: Figure(Measure.days, 1, 180),
    GrantKey.archive_days: Figure(Measure.days, 1, 3660),
}


class GrantFigure(RuleVersion, table=True):
    """Its key says what the value is measured in."""

    __tablename__ = "grant_figure"
    __table_args__ = (*promises("grant_figure"), *figures("grant_figure", FIGURES))

    value: int = cents(name="value", least=None)
