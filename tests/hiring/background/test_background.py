"""What an applicant tells of their background: kept as typed, mended with a sentence, read by whoever leads the procedure."""

import io
import json
import re
import zipfile
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from polder.hiring.background import rules
from polder.hiring.reviewing import jobs
from tests.hiring.applicant import Applicant
from tests.hiring.reviewing.test_proposals import ORCID_WORKS
from tests.support.world import World

XML = """<?xml version="1.0" encoding="UTF-8"?>
<activities:works xmlns:activities="http://www.orcid.org/ns/activities" xmlns:common="http://www.orcid.org/ns/common"
 xmlns:work="http://www.orcid.org/ns/work"><activities:group><work:work-summary put-code="7"><work:title>
 <common:title>Water and light</common:title></work:title><common:external-ids><common:external-id>
 <common:external-id-type>doi</common:external-id-type><common:external-id-value>10.1000/Shared</common:external-id-value>
 <common:external-id-relationship>self</common:external-id-relationship></common:external-id></common:external-ids>
 <common:publication-date><common:year>2024</common:year></common:publication-date></work:work-summary></activities:group>
</activities:works>"""
BOMB = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + XML.partition("?>")[2].replace("Water", "&b;")
TYPED = {
    "background-employer-1-name": "", "background-employer-2-name": " Universiteit\tvan Voorbeeld ",
    "background-employer-2-from": "2019", "background-employer-2-until": "2011",
    "background-employer-3-from": "vorig jaar", "background-supervisor-1-name": "B. Jansen",
    "background-supervisor-1-from": "2020-09", "background-supervisor-9-name": "Nobody", "background-x": "y",
}  # fmt: skip


async def test_an_applicant_tells_who_knows_them_and_only_who_leads_reads_it(world: World) -> None:
    world.in_force("conflict_window")
    vacancy = await world.vacancy()
    hr, anna, bob = world.people["hr"], world.people["anna"], world.people["bob"]
    world.sql("update person set name = 'Prof. Bob Jansen' where id = %s", bob.person_id)
    ada = await Applicant.begin(world, vacancy["reference"])
    assert ada is not None
    page = await ada.look()
    assert "it counts for nothing" in page
    assert page.count("background-employer-") >= 6  # two empty lines
    assert (await ada.save(**TYPED)).status_code == 303
    page = await ada.look()
    assert ("This is before the start." in page, "This is no year." in page, "The name is missing." in page) == (
        True,
    ) * 3
    assert re.search(r'name="background-employer-1-name" value="Universiteit van Voorbeeld"', page)
    assert world.sql("select employers, supervisors from applicant_background") == [(
        [{"name": "Universiteit van Voorbeeld", "from": "2019", "until": "2011"}, {"name": "", "from": "vorig jaar"}],
        [{"name": "B. Jansen", "from": "2020-09"}],
    )]  # fmt: skip
    # a save of another window is not overwritten unseen
    version = ada.hidden()["version"]
    assert (await ada.save(**{"background-supervisor-1-name": "B. Jansen", "background-supervisor-1-from": "2020"})).status_code == 303  # fmt: skip
    ada.page = page
    assert ada.hidden()["version"] == version
    assert (await ada.send("/apply/save", **TYPED, motivation="Typed here.")).status_code == 412

    # the works of the ORCID record, in either form; what is no such file changes nothing
    for name, content in (("works.json", json.dumps(ORCID_WORKS)), ("works.xml", XML), ("works.xml", "\ufeff" + XML)):
        await ada.look()
        done = await ada.send(
            "/apply/works", files={"works_file": (name, content.encode())}, name="Ada", motivation="Mine."
        )
        assert done.status_code == 303, done.text
        works = world.sql("select works from applicant_background")[0][0]
        assert [(work["identifier"], work["on"]) for work in works] == [("doi:10.1000/shared", "2024-12-31")]
    hostile = [
        BOMB,
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">' + XML.partition("?>")[2],
        "<works/>",
        "[]",
        "x",
        "",
        "<" * 9,
    ]
    for content in hostile:
        await ada.look()
        wrong = await ada.send(
            "/apply/works", files={"works_file": ("w.xml", content.encode())}, name="Ada", motivation="Longer."
        )
        assert (wrong.status_code, "This is no list of works from ORCID." in wrong.text) == (422, True), content
        assert "Longer." in wrong.text
    none = await ada.send("/apply/works", name="Ada")
    assert "No file was chosen" in none.text
    assert len(world.sql("select works from applicant_background")[0][0]) == 1

    await ada.submit("Because.")
    (id,) = (str(row[0]) for row in world.sql("select id from application"))
    sent = await ada.look()
    assert ("Only HR and whoever leads this procedure see this." in sent, "B. Jansen" in sent) == (True, True)
    export = zipfile.ZipFile(io.BytesIO((await ada.client.get("/apply/export")).content))
    assert json.loads(export.read("application.json"))["background"]["supervisors"] == [
        {"name": "B. Jansen", "from": "2020"}
    ]
    await jobs.propose_for_application(id)
    rows = (await hr.get("/conflict-proposals")).json()["data"]
    assert [(row["kind"], row["person"]) for row in rows] == [("supervisor", "Prof. Bob Jansen")]
    told: dict[str, Any] = (await hr.get(f"/applications/{id}/background")).json()
    assert (told["supervisors"], len(told["works"]), told["orcid"]) == (
        [{"name": "B. Jansen", "from": "2020"}],
        1,
        None,
    )
    assert (await anna.get(f"/applications/{id}/background")).json()["supervisors"] == told["supervisors"]  # who chairs
    judges = (await bob.get(f"/applications/{id}/background")).json()
    assert (judges["version"], judges["employers"], judges["supervisors"], judges["works"]) == (None, [], [], [])
    assert "Jansen" not in (await bob.get(f"/applications/{id}/background")).text

    # corrected by HR, against the version that was read; the works stay
    body = {"employers": [{"name": "TU Voorbeeld", "from": "2019", "until": None}], "supervisors": []}
    path = f"/applications/{id}/background"
    assert (await hr.put(path, body)).status_code == 428
    assert (await hr.put(path, body, told["version"])).status_code == 204
    assert (await hr.put(path, body, told["version"])).status_code == 412
    assert (await hr.put(path, {**body, "employers": [{"name": "", "from": "last year"}]}, 1)).status_code == 422
    assert (await anna.put(path, body, told["version"] + 1)).status_code == 403
    assert (await bob.put(path, body)).status_code == 403
    now = (await hr.get(path)).json()
    assert (now["employers"], len(now["works"])) == ([{"name": "TU Voorbeeld", "from": "2019"}], 1)
    assert (await ada.send("/apply/works/remove", name="Ada")).status_code == 409
    assert (await bob.post(f"/applications/{id}/conflict", {"kind": "family"})).status_code == 204
    assert (await bob.get(path)).status_code == 404


ROW = st.dictionaries(st.sampled_from(["name", "from", "until"]), st.text(max_size=40))
FIELD = st.builds("background-{}-{}-{}".format, st.sampled_from(["employer", "supervisor", "x"]), st.integers(0, 12),
                  st.sampled_from(["name", "from", "until", "orcid"]))  # fmt: skip


@given(st.dictionaries(FIELD, st.text(max_size=400)))
def test_what_was_typed_comes_back_in_the_form_and_is_kept_the_same_again(typed: dict[str, str]) -> None:
    for kind, rows in rules.as_typed(typed).items():
        kept = rules.kept(rows, [])
        assert len(kept) <= rules.MOST
        shown = rules.places(kept, fixed=False)
        assert len(shown) <= rules.MOST
        again = {
            f"background-{kind}-{n}-{name}": row.get(name, "")
            for n, row, _ in shown
            for name in ("name", "from", "until")
        }
        assert rules.kept(rules.as_typed(again).get(kind, []), kept) == kept
        for row in kept:
            assert all(text is not None and len(text) <= 300 for text in row.values())
