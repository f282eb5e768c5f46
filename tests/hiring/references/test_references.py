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
