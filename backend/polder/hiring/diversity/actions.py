"""Answering, and writing down what is shown."""

from collections import defaultdict
from collections.abc import Mapping

from polder.hiring.diversity.rules import OTHERS, Reached, Row, shown
from polder.hiring.tables import WAY
from polder.kernel.tx import Tx


async def answer(tx: Tx, chosen: Mapping[str, str]) -> None:
    """Answers by question; an empty one takes the answer back."""
    for key, option in chosen.items():
        await tx.scalar(
            "select polder.answer_diversity(:key, cast(:option as text))::text", key=key, option=option or None
        )


async def freeze(tx: Tx) -> int:
    """The figures of the quarter that has begun, once for each year and question; how many were written.

    Nothing is written where nothing may be shown, or where it is what was shown before: that stands.
    """
    least = await tx.scalar("select polder.hiring_figure('diversity_least')")
    if least is None:
        return 0
    quarter = await tx.scalar("select polder.quarter_begins(polder.today())")
    done: set[tuple[int, str]] = set()
    before: dict[tuple[int, str], dict[str, dict[str, int]]] = defaultdict(dict)
    # Of each stage the row that was shown last.
    for f in await tx.rows(
        """select f.* from diversity_figure f where f.quarter = (select max(x.quarter) from diversity_figure x
           where (x.year, x.question_key, x.stage) = (f.year, f.question_key, f.stage))"""
    ):
        before[f.year, f.question_key].setdefault(f.stage, {})[f.option] = f.people
        if f.quarter == quarter:
            done.add((f.year, f.question_key))
    ways: dict[tuple[int, str], dict[str, dict[str | None, int]]] = defaultdict(lambda: {stage: {} for stage in WAY})
    for c in await tx.rows("select * from polder.diversity_counts()"):
        ways[c.year, c.question_key][WAY[c.place - 1]][c.option] = c.people
    written = 0
    for of, stages in ways.items():
        if of in done:
            continue
        way = [Reached(stage, by.get(None, 0), {o: n for o, n in by.items() if o is not None}) for stage, by in stages.items()]  # fmt: skip
        rows = {
            stage: {o: n for o, n in row.items() if n} for stage, row in shown(way, least, _whole(before[of])).items()
        }
        if rows == before[of]:
            continue
        for stage, row in rows.items():
            for option, people in row.items():
                written += await tx.run(
                    """insert into diversity_figure (quarter, year, question_key, stage, option, people)
                       values (:quarter, :year, :key, :stage, :option, :people)""",
                    quarter=quarter, year=of[0], key=of[1], stage=stage, option=option, people=people,
                )  # fmt: skip
    return written


def _whole(rows: Mapping[str, Row]) -> dict[str, Row]:
    """Where there were no others, none are kept."""
    return {stage: {OTHERS: 0, **row} for stage, row in rows.items()}
