"""Call lists of the EU portal and of NWO, whole: what is read, refused and flagged; and files of strangers that are no list."""

import json
import re
from collections import Counter
from typing import Any

import pytest

from polder.grants.opportunities import lists
from polder.grants.opportunities.encoding import repaired
from polder.grants.opportunities.tables import TEXTS
from polder.kernel.sheets import Unreadable
from tests.conformance import material
from tests.support.world import World

pytestmark = pytest.mark.timeout(300)
# list: rows, with broken text, without a deadline, a budget, a call id
LISTS = {"eu-calls.json": (315, 91, 0, 83, 0), "nwo-calls.json": (108, 0, 3, 23, 0)}


async def test_both_lists_come_in_whole_and_again_change_nothing(world: World) -> None:
    gerda = await world.person("gerda", "grants_officer")

    async def read_in(name: str) -> dict[str, Any]:
        file = {"file": (name, material.path(f"grants/{name}").read_bytes())}
        done = await gerda.client.post("/api/v1/opportunities/import", files=file)
        assert done.status_code == 201, done.text
        return dict(done.json())

    for name, (rows, broken, *missing) in LISTS.items():
        first, again = await read_in(name), await read_in(name)
        assert (first["rows"], first["added"], first["refused"], first["broken"]) == (rows, rows, 0, broken)
        assert list(first["missing"].values()) == missing
        assert (again["added"], again["changed"], again["known"]) == (0, 0, rows)
    assert world.sql("select source, count(*) from opportunity group by 1 order by 1") == [("eu_portal", 315), ("nwo", 108)]  # fmt: skip
    # The database and the program see the same texts as broken, and what it shows is what came, character by character.
    assert world.sql("select count(*) from opportunity where broken_text") == [(91,)]
    titles = {row["topicId"]: re.sub(" +", " ", row["title"].replace("\n", " ")).strip(" ") for row in material.loaded("grants/eu-calls.json")}  # fmt: skip
    assert dict(world.sql("select source_key, title from opportunity where source = 'eu_portal'")) == titles
    repairs = (await gerda.get("/opportunity-repairs")).json()["data"]
    done = await gerda.post("/opportunity-repairs", {"records": [{"id": one["id"], "version": one["version"]} for one in repairs]})  # fmt: skip
    assert done.json() == {"repaired": 91}
    assert world.sql("select count(*) from opportunity where broken_text") == [(0,)]
    again = await read_in("eu-calls.json")
    assert (again["changed"], again["known"]) == (0, 315), "a repair is ours, and the list still says the same"


def test_what_is_flagged_is_what_a_reader_would_call_broken() -> None:
    found = lists.understood(material.path("grants/eu-calls.json").read_bytes()).found
    left = Counter(c for one in found for name in TEXTS for c in repaired(one.call[name] or "") if c in "âÃ\x81\x9d")
    assert left == {"â": 1}, "but half of an apostrophe, where the list cuts a text after 600 characters"


def test_hostile_files_are_refused_with_a_sentence_and_hostile_strings_are_titles() -> None:
    files = [file for file in sorted(material.path("hostile").rglob("*")) if file.is_file()]
    assert files
    for file in files:
        with pytest.raises(Unreadable) as refused:
            lists.understood(file.read_bytes())
        assert refused.value.remedy.nl, file
    strings = [text for text in material.strings_in(material.loaded("hostile/blns.json")) if text.strip()]
    made = lists.understood(
        json.dumps([{"id": f"n{n}", "title": text, "deadline_dates": []} for n, text in enumerate(strings)]).encode()
    )
    assert len(made.found) + len(made.refused) == len(strings)
    assert {r.problem.en for r in made.refused} <= {"The title is missing.", "There is a NUL character here.", "Too long."}  # fmt: skip
