"""Rule 9: a tagged vacancy needs the security officer's check before the offer; nationality alone decides nothing."""

import psycopg
import pytest

from tests.hiring.appointments.people import TERMS
from tests.support.world import World

TAG = {"reason": "Access to the quantum clean room"}


async def test_no_offer_of_a_tagged_vacancy_is_approved_before_the_person_is_cleared(world: World) -> None:
    vacancy = await world.vacancy()
    hr, director, guard = world.people["hr"], world.people["director"], await world.person("sam", "security_officer")
    application = await world.application(vacancy, "Ada", "mark_eligible", "shortlist", "select")
    path = f"/vacancies/{vacancy['id']}/knowledge-security"
    assert (await hr.get(path)).json() is None
    early = await hr.post(f"/applications/{application['id']}/security-check")
    assert (early.status_code, early.json()["type"]) == (409, "/problems/vacancy-not-tagged")
    tagged = await hr.put(path, TAG)
    assert tagged.status_code == 200, tagged.text
    changed = await hr.put(path, {"reason": "Dual use"}, 1)
    assert (changed.json()["reason"], (await hr.put(path, TAG, 1)).status_code) == ("Dual use", 412)
    offer = (await hr.post("/offers", {"application_id": application["id"], **TERMS})).json()  # which asks, too
    refused = await director.move("offers", offer["id"], "approve")
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/security-cleared")
    with pytest.raises(psycopg.Error, match="security_not_cleared"):
        world.sql("select set_config('polder.move', 'offer:approve', false); update offer set state = 'approved'")
    out = await world.vacancy(title_en="Other")
    theirs = await world.application(out, "Cy", "mark_eligible", "shortlist", "select")
    promised = (await hr.post("/offers", {"application_id": theirs["id"], **TERMS})).json()
    assert (await director.move("offers", promised["id"], "approve")).status_code == 200
    late = await hr.put(f"/vacancies/{out['id']}/knowledge-security", TAG)
    assert (late.status_code, late.json()["type"]) == (409, "/problems/offer-is-out")
    tag_stays = await hr.delete(path, 2)
    assert (tag_stays.status_code, tag_stays.json()["type"]) == (409, "/problems/tag-stays")
    twice = await hr.post(f"/applications/{application['id']}/security-check")
    assert (twice.status_code, twice.json()["detail"]) == (409, "This check has been asked already.")

    # the officer sees name, CV and documents of this one, and nothing else
    world.sql("insert into document (record_kind, record_id, kind, file_name, media_type, size, storage_key, state) values"
              " ('application', %s, 'cv', 'cv.pdf', 'application/pdf', 9, 'k', 'accepted')", application["id"])  # fmt: skip
    other = await world.application(vacancy, "Bea")
    world.sql("insert into document (record_kind, record_id, kind, file_name, media_type, size, storage_key, state) values"
              " ('application', %s, 'cv', 'bea.pdf', 'application/pdf', 9, 'b', 'accepted')", other["id"])  # fmt: skip
    (item,) = (await guard.get("/todo")).json()["data"]
    assert (item["kind"], item["subject"]["en"]) == ("security.decide", "Ada")
    (listed,) = (await guard.get("/security-checks")).json()["data"]
    shown = (await guard.get(f"/security-checks/{listed['id']}")).json()
    assert (shown["person"]["name"], shown["tag"], [d["file_name"] for d in shown["documents"]]) == (
        "Ada",
        "Dual use",
        ["cv.pdf"],
    )
    assert shown["person"]["cv"]["basics"]["name"] == "Ada"
    assert [d["file_name"] for d in (await guard.get("/documents")).json()["data"]] == ["cv.pdf"]
    for closed in ("applications", "offers", "vacancies", "reviews", "people"):
        assert not [r for r in (await guard.get(f"/{closed}")).json()["data"] if r.get("name") == "Ada"], closed
    assert (await guard.get(f"/applications/{application['id']}")).status_code == 404
    assert (await hr.move("security-checks", listed["id"], "clear", "fine")).status_code == 403
    assert (await guard.move("security-checks", listed["id"], "clear")).status_code == 422  # without a reason
    assert (await guard.move("security-checks", listed["id"], "refuse", "works for a listed lab")).status_code == 200
    assert (await director.move("offers", offer["id"], "approve")).status_code == 409
    assert (await guard.move("security-checks", listed["id"], "reconsider", "new facts")).status_code == 200
    cleared = await guard.move("security-checks", listed["id"], "clear_with_measures", "no access to room 4")
    assert cleared.status_code == 200, cleared.text
    assert (cleared.json()["documents"], cleared.json()["person"]["cv"]) == ([], None)  # it is closed to them again
    assert (await hr.get(f"/security-checks/{listed['id']}")).json()["reason"] == "no access to room 4"
    assert (await director.move("offers", offer["id"], "approve")).status_code == 200
    assert (await hr.move("offers", offer["id"], "send")).status_code == 200
    columns = world.sql("select 1 from information_schema.columns where column_name like '%nationalit%'")
    assert columns == []
    # what others may: the tag is no business of those who have no say in the vacancy, and a conflict hides the check
    nobody = await world.person("nobody")
    assert (await nobody.get(path)).status_code in (200, 404)
    assert "Dual use" not in (await nobody.get(path)).text
    rik = await world.person("rik", "hr_officer")
    assert (await rik.get(f"/security-checks/{listed['id']}")).status_code == 200
    await rik.post(f"/applications/{application['id']}/conflict", {"kind": "family"})
    assert (await rik.get(f"/security-checks/{listed['id']}")).status_code == 404
