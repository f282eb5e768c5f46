"""Rule 2: whoever has a conflict of interest with an applicant meets nothing of that application, anywhere."""

import pytest

from tests.hiring.applicant import Applicant
from tests.support.pdf import pdf
from tests.support.world import GRANT, SOON, Person, World


async def in_full(world: World) -> tuple[str, dict[str, str]]:
    """An application with a document, a review, an offer and mail; the ids of each."""
    vacancy = await world.vacancy(documents_asked=[{"kind": "cv"}])
    one = await Applicant.begin(world, vacancy["reference"], "Zora Hidden")
    assert one is not None
    await one.upload(pdf("CV of Zora"))
    await one.submit("Secret motivation.")
    hr, bob = world.people["hr"], world.people["bob"]
    id = (await hr.get("/applications")).json()["data"][0]["id"]
    await hr.move("applications", id, "mark_eligible")
    await review(bob, id)
    for move in ("shortlist", "select"):
        assert (await hr.move("applications", id, move)).status_code == 200
    offer = await hr.post(
        "/offers", {"application_id": id, "salary_cents": 350_000, "starts_on": "2099-03-01", "expires_at": SOON}
    )  # fmt: skip
    ids = {
        "offers": offer.json()["id"],
        "reviews": str(world.sql("select id from review")[0][0]),
        "documents": str(world.sql("select id from document")[0][0]),
    }
    return id, ids


async def review(reviewer: Person, application: str, score: int = 4) -> str:
    detail = (await reviewer.get(f"/applications/{application}")).json()
    scores = [{"criterion_id": c["id"], "score": score, "reason": "Solid."} for c in detail["vacancy"]["criteria"]]
    saved = await reviewer.put(f"/applications/{application}/review", {"scores": scores, "recommendation": "yes"})
    assert saved.status_code == 200, saved.text
    done = await reviewer.move("reviews", saved.json()["id"], "submit")
    assert done.status_code == 200, done.text
    return str(saved.json()["id"])


@pytest.fixture
async def conflicted(world: World) -> tuple[Person, str, dict[str, str]]:
    """anna, who chairs the committee and also holds every role that reads, after she declared a conflict."""
    id, ids = await in_full(world)
    anna = world.people["anna"]
    world.sql("delete from role_grant where account_id = %s and role = 'committee_chair'", anna.account_id)
    for role in ("director", "auditor", "hr_officer", "controller"):
        world.sql(GRANT, anna.account_id, role, role)
    world.sql(  # past the rules of who takes a seat
        f"""set session_replication_role = replica; insert into role_grant (account_id, role, scope_kind, scope_id, confirmed_at)
        select '{anna.account_id}', 'committee_chair', 'vacancy', id, now() from vacancy"""
    )
    seen = (await anna.get(f"/applications/{id}")).status_code
    assert seen == 200
    declared = await anna.post(f"/applications/{id}/conflict", {"kind": "supervisor"})
    assert declared.status_code == 204, declared.text
    return anna, id, ids


async def test_everything_of_the_application_is_gone_for_the_conflicted(
    world: World, conflicted: tuple[Person, str, dict[str, str]]
) -> None:
    anna, id, ids = conflicted
    assert (await anna.get(f"/applications/{id}")).status_code == 404
    assert (await anna.get(f"/applications/{id}/timeline")).status_code == 404
    assert (await anna.get(f"/applications/{id}/pdf")).status_code == 404
    assert (await anna.get(f"/documents/{ids['documents']}/content")).status_code == 404
    for resource in ("applications", "reviews", "offers", "documents"):
        listed = (await anna.get(f"/{resource}")).json()
        assert (listed["data"], listed["total"]) == ([], 0), resource
        if resource != "applications":
            assert (await anna.get(f"/{resource}/{ids[resource]}")).status_code == 404, resource
    assert (await anna.get("/applications?q=zora")).json()["total"] == 0
    assert (await anna.get("/find?q=zora")).json()["data"] == []
    for kind in ("csv", "xlsx"):
        assert b"Zora" not in (await anna.get(f"/applications/export?format={kind}")).content
    vacancy = (await anna.get("/vacancies")).json()["data"][0]
    assert vacancy["applications"] == 0
    assert (await anna.get(f"/vacancies/{vacancy['id']}")).json()["counts"] == {}
    todo = (await anna.get("/todo")).json()
    assert [item for item in todo["data"] if id in str(item)] == []
    assert {figure["key"]: figure["value"] for figure in todo["figures"]}["open"] == 0
    for path in ("", "/pdf", "/timeline"):
        answer = (await anna.get(f"/applications/{id}{path}")).text
        assert "Zora" not in answer
    # whoever keeps declared conflicts sees who declared what; a reviewer does not
    told = {name: (await world.people[name].get(f"/applications/{id}")).json()["conflicts"] for name in ("hr", "bob")}
    assert [(one["name"], one["kind"]) for one in told["hr"]] == [("anna", "supervisor")]
    assert told["bob"] == []


async def test_audit_and_mail_of_the_application_are_hidden_too(
    world: World, conflicted: tuple[Person, str, dict[str, str]]
) -> None:
    anna, id, _ = conflicted
    world.sql("insert into role_grant (account_id, role) values (%s, 'system_administrator')", anna.account_id)
    for path in ("/audit", "/mails", "/mail", "/outbox"):
        for page in ("", "?per_page=200"):
            answer = await anna.get(f"{path}{page}")
            assert "Zora" not in answer.text, path
    # and as the database sees it, whatever route there is or will be
    from polder.kernel.actor import Entry
    from polder.kernel.tx import transaction

    secret = next(c.value for c in anna.client.cookies.jar)
    async with transaction(world.app.state.database, Entry.by_secret(str(secret), "test")) as tx:
        tables = [row.table_name for row in await tx.rows("select distinct table_name from audit_entry")]
        assert not set(tables) & {"application", "review", "review_score", "offer", "document", "mail"}
        assert await tx.scalar("select count(*) from audit_personal where table_name in ('application', 'mail')") == 0
        assert await tx.scalar("select count(*) from audit_entry where changes::text like :id", id=f"%{id}%") == 0
        assert await tx.scalar("select count(*) from mail") == 0
        assert await tx.scalar("select count(*) from move_entry where record_kind <> 'vacancy'") == 0


async def test_the_conflicted_can_do_nothing_with_it_either(
    world: World, conflicted: tuple[Person, str, dict[str, str]]
) -> None:
    anna, id, ids = conflicted
    assert (await anna.post(f"/applications/{id}/moves/reject", {"reason": "x"}, version=1)).status_code == 404
    assert (await anna.put(f"/applications/{id}/review", {})).status_code == 404
    assert (await anna.post(f"/offers/{ids['offers']}/moves/approve", {}, version=1)).status_code == 404
    assert (await anna.post(f"/offers/{ids['offers']}/endorse", {"reason": "x"})).status_code == 404
    assert (await anna.post(f"/reviews/{ids['reviews']}/moves/reopen", {"reason": "x"}, version=1)).status_code == 404
    assert (await anna.post(f"/applications/{id}/conflict", {"kind": "other"})).status_code == 404


async def test_others_see_it_as_before_and_the_conflicted_is_not_waited_for(
    world: World, conflicted: tuple[Person, str, dict[str, str]]
) -> None:
    _, id, _ = conflicted
    bob = (await world.people["bob"].get(f"/applications/{id}")).json()
    assert len(bob["reviews"]) == 1
    assert (bob["reviews_summary"]["asked"], bob["reviews_summary"]["in"]) == (1, 1)
    assert [mean["mean"] for mean in bob["reviews_summary"]["means"]] == [4.0, 4.0]
