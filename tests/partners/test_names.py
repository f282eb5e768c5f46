"""Every name of an organisation finds it, whoever entered it; a refused record says why in the reader's language."""

import json

from tests.support.world import World


async def test_an_organisation_entered_by_hand_is_found_by_every_name_it_has_now(world: World) -> None:
    hr = await world.person("hr", "hr_officer")
    body = {"name": "Deltawerk Robotica", "aliases": ["Дельта Роботика"], "acronyms": ["DWR"]}
    made = (await hr.post("/organisations", body)).json()
    assert (made["labels"], made["external_ids"], made["relationships"]) == ([], {}, [])  # nothing known, never null
    for word in ("deltawerk", "дельта", "dwr"):
        assert (await hr.get(f"/organisations?q={word}")).json()["total"] == 1, word
    changed = await hr.patch(f"/organisations/{made['id']}", {"acronyms": ["DRB"]}, made["version"])
    assert changed.status_code == 200, changed.text
    for period in ({"member_from": "2026-02-01", "member_until": "2026-01-31"},):
        backwards = await hr.patch(f"/organisations/{made['id']}", period, changed.json()["version"])
        assert (backwards.status_code, [e["field"] for e in backwards.json()["errors"]]) == (422, ["member_until"])
    assert [(await hr.get(f"/organisations?q={word}")).json()["total"] for word in ("drb", "dwr", "дельта")] == [
        1,
        0,
        1,
    ]


async def test_refused_ror_records_are_numbered_and_explained_in_the_readers_language(world: World) -> None:
    hr = await world.person("hr", "hr_officer")
    good = {"id": "https://ror.org/02e2c7k09", "names": [{"value": "Delft", "types": ["ror_display"]}]}
    file = {"file": ("ror.json", json.dumps([good, {"id": "https://ror.org/04dkp9463"}, 7]).encode())}
    done = await hr.client.post("/api/v1/organisations/import", files=file, headers={"Accept-Language": "nl"})
    assert done.status_code == 422
    assert [error["field"] for error in done.json()["errors"]] == ["[1]", "[2]"]
    assert done.json()["errors"][0]["problem"] == "Geen ROR-record: de namen (`names`) ontbreken."
    assert (await hr.get("/organisations?q=delft")).json()["total"] == 0
