"""A reference from the applicant's form to a letter that the committee reads."""

from tests.hiring.applicant import Applicant
from tests.hiring.references.referee import TWO, Referee, link, work
from tests.hiring.test_conflict import review
from tests.support.pdf import pdf
from tests.support.world import World


async def test_a_letter_goes_from_the_form_to_the_committee_and_never_to_the_applicant(world: World) -> None:
    vacancy = await world.vacancy(referees_asked=2, referee_deadline_days=10, referee_questions_en="How well?")
    ada = await Applicant.begin(world, vacancy["reference"])
    assert ada is not None
    refused = await ada.save(motivation="Because.", then="submit")
    assert refused.status_code == 409
    assert "Name the referees" in refused.text
    half = await ada.save(**{**TWO, "referees-2-email": "emmy@"})  # a draft may be half done
    assert half.status_code == 303, half.text.partition("notice bad")[2][:600]
    page = await ada.look()
    assert "This is not an e-mail address." in page
    assert "1</span> of 2" in page
    await ada.submit(**TWO)
    assert world.sql("select state, count(*) from reference group by state") == [("named", 2)]
    await work(world)
    assert world.sql("select state, due_at > now() + interval '9 days' from reference") == [("asked", True)] * 2
    assert "Grace Hopper" in await ada.look()

    grace = await Referee.open(world, link(world, "grace@example.org"))
    shown = (await grace.look()).text
    assert "Ada Lovelace" in shown
    assert "How well?" in shown
    assert "Because." not in shown
    assert "emmy" not in shown.lower()
    unsure = await grace.send(text="She is the first.")
    assert (unsure.status_code, "She is the first." in unsure.text) == (422, True)
    sent = await grace.send(files={"file": ("letter.pdf", pdf("Excellent."))}, sure="yes")
    assert sent.status_code == 303, sent.text
    after = (await grace.look()).text
    assert "Received, thank you" in after
    assert "Ada" not in after

    emmy = await Referee.open(world, link(world, "emmy@example.org"))
    await emmy.look()
    assert (await emmy.send(text="Ordelijk denker.\n\nEcht.", sure="yes")).status_code == 303
    await work(world)
    assert world.sql("select count(*) from mail where template = 'references_complete'") == [(1,)]
    assert world.sql("select count(*) from mail where template = 'reference_thanks'") == [(2,)]
    own = await ada.look()
    assert own.count("letter received") == 2

    hr, bob = world.people["hr"], world.people["bob"]
    listed = (await hr.get(f"/references?vacancy_id={vacancy['id']}")).json()
    assert [one["state"] for one in listed["data"]] == ["received", "received"]
    letter = listed["data"][0]["letter_id"]
    assert (await hr.get(f"/documents/{letter}/content")).status_code == 302
    assert [one["letter_id"] for one in (await bob.get("/references")).json()["data"]] == [None, None]
    assert (await bob.get(f"/documents/{letter}/content")).status_code == 404
    application = listed["data"][0]["application_id"]
    await hr.move("applications", application, "mark_eligible")
    await review(bob, application)
    assert (await bob.get(f"/documents/{letter}/content")).status_code == 302
    for client in (ada.client, grace.client):
        assert (await client.get(f"/api/v1/documents/{letter}")).status_code == 401


async def test_hr_names_asks_and_records_for_an_imported_application(world: World) -> None:
    vacancy = await world.vacancy(referees_asked=1, references_asked_when="later", referee_deadline_days=7)
    application = await world.application(vacancy, "Ada Lovelace", "mark_eligible")
    hr, anna = world.people["hr"], world.people["anna"]
    body = {"application_id": application["id"], "name": "Grace", "email": "grace@example.org"}
    for wrong, status in (
        ({"email": "no"}, 422), ({"email": "Ada+1@example.org"}, 422), ({"name": " \u200b"}, 422), ({"name": "x" * 501}, 422),
        ({"application_id": vacancy["id"]}, 404), ({"language": "fr"}, 422), ({"name": "a\x00b"}, 422),
    ):  # fmt: skip
        assert (await hr.post("/references", {**body, **wrong})).status_code == status, wrong
    assert (await anna.post("/references", body)).status_code == 403
    key = {"headers": {"Idempotency-Key": "the-same-key"}}
    made = [(await hr.post("/references", body, **key)).json()["id"] for _ in range(2)]
    assert made[0] == made[1]
    twice = await hr.post("/references", {**body, "email": "GRACE+a@example.org"})
    assert (twice.status_code, twice.json()["errors"][0]["problem"]) == (422, "This address was named already.")
    ask = {"vacancy_id": vacancy["id"]}
    assert (await hr.post("/references/ask", ask)).json() == {"asked": 0}  # not on the shortlist yet
    await hr.move("applications", application["id"], "shortlist")
    todo = await hr.get("/todo")
    assert "Ask for 1 reference for" in todo.text
    assert (await anna.post("/references/ask", ask)).status_code == 403
    assert (await hr.post("/references/ask", ask)).json() == {"asked": 1}
    await work(world)
    link(world, "grace@example.org")
    shown = (await hr.get(f"/references/{made[0]}")).json()
    assert (shown["state"], shown["mail"], shown["late"]) == ("asked", "queued", False)
    path, headers = f"/api/v1/references/{made[0]}/letter", {"If-Match": f'"{shown["version"]}"'}
    for file, note, status in (
        (b"no pdf", "By post.", 422),
        (pdf("Letter"), " ", 422),
        (pdf("Letter"), "By post.", 200),
    ):
        done = await hr.client.post(path, files={"file": ("l.pdf", file)}, data={"note": note}, headers=headers)
        assert done.status_code == status, done.text
    assert done.json()["letter"]["file_name"] == "l.pdf"
    again = await hr.client.post(
        path, files={"file": ("l.pdf", pdf("Other"))}, data={"note": "x"}, headers={"If-Match": '"9"'}
    )
    assert again.status_code in (409, 412)
    history = (await hr.get(f"/references/{made[0]}/timeline")).json()["data"]
    assert [(one["move"], one["reason"]) for one in history[:2]] == [("record", "By post."), ("ask", None)]
    late = await Referee.open(world, link(world, "grace@example.org"))
    assert "Received, thank you" in (await late.look()).text
    assert (await anna.get(f"/documents/{done.json()['letter']['id']}")).status_code == 404  # her own review is not in
    assert (await hr.get("/references/export?format=csv")).status_code == 200
    await hr.move("applications", application["id"], "reject", "no")
    assert (await hr.post("/references", {**body, "email": "late@example.org"})).status_code == 409


async def test_a_conflict_hides_references_letters_mails_and_history(world: World) -> None:
    vacancy = await world.vacancy(referees_asked=1)
    application = await world.application(vacancy, "Ada Lovelace", "mark_eligible")
    hr, anna = world.people["hr"], world.people["anna"]
    world.sql("insert into role_grant (account_id, role) values (%s, 'hr_officer')", anna.account_id)
    body = {"application_id": application["id"], "name": "Grace", "email": "grace@example.org"}
    id = (await hr.post("/references", body)).json()["id"]
    await hr.move("references", id, "ask")
    await work(world)
    grace = await Referee.open(world, link(world, "grace@example.org"))
    assert (await grace.send(text="Good.", sure="yes")).status_code == 303
    letter = (await hr.get(f"/references/{id}")).json()["letter"]["id"]
    await review(anna, application["id"])
    seen = [f"/references/{id}", f"/references/{id}/timeline", f"/documents/{letter}", f"/documents/{letter}/content"]
    assert [(await anna.get(path)).status_code for path in seen] == [200, 200, 200, 302]
    assert (await anna.post(f"/applications/{application['id']}/conflict", {"kind": "coauthor"})).status_code == 204
    assert [(await anna.get(path)).status_code for path in seen] == [404] * 4
    for path in ("/references", "/documents"):
        assert (await anna.get(path)).json()["total"] == 0
    assert (await anna.post("/references", {**body, "email": "x@example.org"})).status_code == 404
    hidden = world.sql("select polder.conflicts_of(person_id) from account where id = %s", anna.account_id)[0][0]
    (session,) = world.sql("select id from session where role = 'referee'")[0]
    mails = [row[0] for row in world.sql("select id from mail where record_id = %s", id)]
    assert {str(one) for one in (id, letter, session, *mails)} <= {str(one) for one in hidden}
