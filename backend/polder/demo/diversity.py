"""Figures of last year, whose applications are erased: what the report shows of people who said something of themselves."""

from typing import TYPE_CHECKING

from polder.hiring.diversity.rules import OTHERS
from polder.kernel.actor import Entry
from polder.kernel.tx import transaction

if TYPE_CHECKING:
    from polder.demo.fill import Cast

# People by question and stage, in groups that add up to all who came so far.
LAST_YEAR: dict[str, dict[str, dict[str, int]]] = {
    "gender": {
        "submitted": {"woman": 118, "man": 203, OTHERS: 64}, "eligible": {"woman": 96, "man": 161, OTHERS: 49},
        "longlisted": {"woman": 44, "man": 71, OTHERS: 22}, "shortlisted": {"woman": 21, "man": 29, OTHERS: 12},
    },
    "age_group": {
        "submitted": {"under_25": 57, "from_25": 214, "from_35": 48, OTHERS: 66}, "eligible": {"under_25": 41, "from_25": 175, "from_35": 38, OTHERS: 52},
        "longlisted": {"under_25": 19, "from_25": 81, "from_35": 15, OTHERS: 22},
    },
    "functional_limitation": {"submitted": {"yes": 24, "no": 271, OTHERS: 90}, "eligible": {"yes": 14, "no": 218, OTHERS: 74}},
}  # fmt: skip


async def play(cast: "Cast") -> None:
    async with transaction(cast.database, Entry.as_role("system", "demonstration")) as tx:
        for key, stages in LAST_YEAR.items():
            for stage, people in stages.items():
                for option, n in people.items():
                    await tx.run(
                        """insert into diversity_figure (quarter, year, question_key, stage, option, people)
                           values (polder.quarter_begins(polder.today()), extract(year from polder.today())::int - 1, :key, :stage, :option, :n)""",
                        key=key, stage=stage, option=option, n=n,
                    )  # fmt: skip
