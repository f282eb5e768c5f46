"""What may be shown of answers, so that nobody can work out what one person answered.

A reader knows how many people reached a stage in all (the funnel says so), what was shown before, and who was there. So a
row shows people in groups that add up to all: answers that ten or more gave, and *others*, who gave another answer or none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

OTHERS = "others"
Row = Mapping[str, int]  # people by answer, and the others where there are any


@dataclass(frozen=True)
class Reached:
    """How many came as far as a stage, and how many of them gave each answer."""

    stage: str
    all: int
    answered: Mapping[str, int]


def shown(way: Sequence[Reached], least: int, before: Mapping[str, Row]) -> dict[str, Row]:
    """Row by stage, in the order of the way; `before`: the row that was last shown of each stage.

    The groups are those of the first stage, and each counts `least` or more there. A later stage is shown where each of
    them still does, or is nobody's; and where none, or `least` or more, of each were left behind since the stage shown before it.
    Nor may any group have changed by fewer since it was last shown. Where the first stage may not be shown, nothing is.
    """
    rows: dict[str, Row] = {}
    if not way:
        return rows
    groups = _groups(way[0], least)
    last: Row | None = None
    for reached in way:
        row = _row(reached, groups)
        if _enough(row, groups, least) and _apart(row, last, least) and _apart(row, before.get(reached.stage), least):
            rows[reached.stage] = last = row
        elif last is None:
            break
    return rows


def _groups(first: Reached, least: int) -> list[str]:
    """The answers that can be told apart from all others: the rarest go to the others, until those are enough too."""
    groups = sorted(
        (a for a, people in first.answered.items() if people >= least), key=lambda a: (-first.answered[a], a)
    )
    while groups and not _enough(_row(first, groups), groups, least):
        groups.pop()
    return groups


def _row(reached: Reached, groups: Sequence[str]) -> dict[str, int]:
    row = {answer: reached.answered.get(answer, 0) for answer in groups}
    return {**row, OTHERS: reached.all - sum(row.values())}


def _enough(row: Row, groups: Sequence[str], least: int) -> bool:
    """All in one group would tell what each of them answered."""
    people = [row[answer] for answer in groups]
    return bool(people) and min(people) >= least and (row[OTHERS] >= least or (row[OTHERS] == 0 and len(people) > 1))


def _apart(row: Row, other: Row | None, least: int) -> bool:
    """Does each group that both rows show differ by nobody, or by enough people? What one of them does not show is with the others."""
    if other is None:
        return True
    common = (row.keys() & other.keys()) - {OTHERS}
    differences = [abs(row[answer] - other[answer]) for answer in common]
    rest = [sum(one.values()) - sum(one[answer] for answer in common) for one in (row, other)]
    return all(n == 0 or n >= least for n in [*differences, abs(rest[0] - rest[1])])
