"""How a vacancy reaches people: preview, publication by the rule, channels, a later deadline, withdrawal."""

import asyncio
from typing import Any

from tests.hiring.applicant import Applicant
from tests.support.world import World

PAGE = {"accept": "text/html", "accept-language": "en"}
DEADLINE = "2098-06-01T12:00:00Z"
LEVELS = [{"nl": f"niveau {n}", "en": f"level {n}"} for n in range(1, 6)]


def mails(world: World, template: str) -> list[tuple[Any, ...]]:
    return world.sql("select to_address, subject, text from mail where template = %s order by id", template)


async def test_the_preview_is_the_public_page_marked_and_for_staff_only(world: World) -> None:
    criteria = [{"name_nl": "Onderzoek", "name_en": "Research", "levels": LEVELS}]
    vacancy = await world.vacancy("draft", criteria=criteria, benefits_en="Time to **think**", researcher_profile="R1")
    path = f"/careers/{vacancy['id']}/preview"
    for person, language, said in (("hr", "en", "Preview"), ("director", "nl", "Voorbeeld"), ("anna", "en", "Preview")):
        page = await world.people[person].client.get(path, headers={**PAGE, "accept-language": language})
        assert (page.status_code, said in page.text) == (200, True), person
        assert page.headers["x-robots-tag"] == "noindex, nofollow"
        assert page.headers["cache-control"] == "no-store"
    english = (await world.people["hr"].client.get(f"{path}?language=en")).text
    for text in (
        "PhD candidate",
        "Time to <strong>think</strong>",
        "level 3",
        "R1: first stage",
        "noindex",
        "of 2 people",
    ):
        assert text in english, text
    assert "application/ld+json" not in english
    assert "/apply" not in english.split('<main id="content">')[1]
    assert (await world.client().get(path, headers=PAGE)).status_code == 401
    other = await world.person("rik", "researcher")
    assert (await other.client.get(path, headers=PAGE)).status_code == 404
    assert (await world.client().get(f"/careers/{vacancy['reference']}", headers=PAGE)).status_code == 404
    wrong = await world.people["hr"].patch(
        f"/vacancies/{vacancy['id']}", {"criteria": [{**criteria[0], "levels": LEVELS[:3]}]}, vacancy["version"]
    )
    assert wrong.status_code == 422
    assert "Write one for each score" in wrong.text


async def test_a_vacancy_is_published_with_a_range_and_for_as_long_as_the_rule_asks(world: World) -> None:
    world.clock("2098-01-01T00:00:00Z")
    hr, director = await world.person("hr", "hr_officer"), await world.person("director", "director")
    free = await world.vacancy("approved", deadline="2098-01-01T00:00:01Z")
    assert (await hr.move("vacancies", free["id"], "publish")).status_code == 200  # nobody has confirmed a rule yet
    (rule,) = (await director.get("/hiring-rules?key=vacancy_open_days")).json()["data"]
    assert (await director.move("hiring-rules", rule["id"], "confirm")).status_code == 200
    short = await world.vacancy("approved", deadline="2098-01-14T23:59:59Z")
    refused = await hr.move("vacancies", short["id"], "publish")
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/open-long-enough")
    (publish,) = [m for m in (await hr.get(f"/vacancies/{short['id']}")).json()["moves"] if m["name"] == "publish"]
    assert "OTM-R" in publish["why_not"]["nl"]
    long = await world.vacancy("approved", deadline="2098-01-15T00:00:00Z")
    assert (await hr.move("vacancies", long["id"], "publish")).status_code == 200
    free = await world.vacancy("approved", salary_min_cents=0)
    refused = await hr.move("vacancies", free["id"], "publish")
    assert refused.json()["type"] == "/problems/salary-stated"


async def test_a_withdrawn_vacancy_says_what_to_do_and_its_people_hear_of_it(world: World) -> None:
    vacancy = await world.vacancy(deadline=DEADLINE)
    hr, reference = world.people["hr"], vacancy["reference"]
    begun = await Applicant.begin(world, reference, "Ada", "ada@example.org")
    sent = await Applicant.begin(world, reference, "Bo", "bo@example.org")
    assert begun
    assert sent
    await begun.save(motivation="Half.")
    await sent.submit("Whole.")
    without = await hr.post(f"/vacancies/{vacancy['id']}/moves/withdraw", {}, version=vacancy["version"])
    assert (without.status_code, without.json()["errors"][0]["field"]) == (422, "reason")
    assert (await world.people["director"].move("vacancies", vacancy["id"], "withdraw", "x")).status_code == 403
    done = await hr.move("vacancies", vacancy["id"], "withdraw", "the lot fell away")
    assert (done.status_code, done.json()["state"]) == (200, "approved")
    for path in (f"/careers/{reference}", f"/careers/{reference}/apply"):
        page = await world.client().get(path, headers=PAGE)
        assert (page.status_code, "has been withdrawn" in page.text, "/apply/link" in page.text) == (410, True, True)
    letters = mails(world, "vacancy_withdrawn")
    assert [to for to, _, _ in letters] == ["ada@example.org", "bo@example.org"]
    assert "What you wrote is kept" in letters[0][2]
    assert "stays as you sent it" in letters[1][2]
    assert not any("fell away" in text for _, _, text in letters)  # the reason is kept inside
    page = await begun.look()
    assert "This vacancy has been withdrawn." in page
    assert "Half." in page
    late = await begun.save(motivation="Whole now.", then="submit")
    assert late.status_code == 409
    assert "Whole now." in await begun.look()
    # somebody applied: not changed until that is decided; then it can be published again, and the draft goes on
    refused = await hr.move("vacancies", vacancy["id"], "redraft", "mend it")
    assert refused.json()["type"] == "/problems/all-decided"
    shown = (await hr.get(f"/vacancies/{vacancy['id']}/publication")).json()
    assert [(line["move"], line["reason"]) for line in shown["history"]] == [
        ("withdraw", "the lot fell away"),
        ("publish", None),
    ]
    assert [x["title"]["en"] for x in (await hr.get("/todo")).json()["data"] if x["kind"] == "vacancy.withdrawn"] == [
        "Publish again, or decide on the applications for the withdrawn vacancy"
    ]
    assert (await hr.move("vacancies", vacancy["id"], "publish")).status_code == 200
    assert (await begun.save(motivation="Whole now.", then="submit")).status_code == 303
    world.clock("2098-06-01T12:00:00.000001Z")
    assert (await hr.move("vacancies", vacancy["id"], "withdraw", "x")).json()["type"] == "/problems/still-open"


async def test_a_deadline_becomes_later_while_people_can_apply_with_a_trace_and_a_letter(world: World) -> None:
    vacancy = await world.vacancy(deadline=DEADLINE, time_zone="Europe/Amsterdam")
    hr, path = world.people["hr"], f"/vacancies/{vacancy['id']}/extension"
    begun = await Applicant.begin(world, vacancy["reference"], "Ada", "ada@example.org")
    sent = await Applicant.begin(world, vacancy["reference"], "Bo", "bo@example.org")
    assert begun
    assert sent
    await sent.submit()
    later = {"deadline": "2098-07-01T12:00:00Z", "reason": "a holiday in between"}
    for wrong in ("2098-05-31T12:00:00Z", DEADLINE):
        refused = await hr.post(path, {**later, "deadline": wrong}, version=vacancy["version"])
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "deadline")
    assert (await hr.post(path, {**later, "reason": " "}, version=vacancy["version"])).status_code == 422
    typo = await hr.post(path, {**later, "deadline": "2108-07-01T12:00:00Z"}, version=vacancy["version"])
    assert (typo.status_code, typo.json()["errors"][0]["remedy"]) == (422, "Check the year.")
    assert (await world.people["anna"].post(path, later, version=vacancy["version"])).status_code == 403
    at_once = await asyncio.gather(*[hr.post(path, later, version=vacancy["version"]) for _ in range(2)])
    assert sorted(answer.status_code for answer in at_once) == [200, 412]
    ((to, _, text),) = mails(world, "vacancy_extended")
    assert (to, "1 July 2098 14:00" in text) == ("ada@example.org", True)
    shown = (await hr.get(f"/vacancies/{vacancy['id']}/publication")).json()
    ((line),) = shown["extensions"]
    assert (line["reason"], line["who"], line["from_deadline"][:10]) == ("a holiday in between", "hr", "2098-06-01")
    # withdrawn, it may get an earlier one before it is there again
    assert (await hr.move("vacancies", vacancy["id"], "withdraw", "The wrong month.")).status_code == 200
    version = (await hr.get(f"/vacancies/{vacancy['id']}")).json()["version"]
    mended = await hr.post(path, {"deadline": "2098-06-20T12:00:00Z", "reason": "June was meant"}, version=version)
    assert mended.status_code == 200, mended.text
    assert len(mails(world, "vacancy_extended")) == 1, "who began to apply hears of it when it is published again"
    assert (await hr.move("vacancies", vacancy["id"], "publish")).status_code == 200
    version = (await hr.get(f"/vacancies/{vacancy['id']}")).json()["version"]
    assert (await hr.post(path, later, version=version)).status_code == 200
    world.clock("2098-06-15T00:00:00Z")  # past the first deadline
    assert (await begun.save(motivation="Because.", then="submit")).status_code == 303
    world.clock("2098-07-01T12:00:00.000001Z")
    version = (await hr.get(f"/vacancies/{vacancy['id']}")).json()["version"]
    over = await hr.post(path, {**later, "deadline": "2098-08-01T12:00:00Z"}, version=version)
    assert (over.status_code, over.json()["type"]) == (409, "/problems/deadline-over")
    draft = await world.vacancy("draft")
    assert (await hr.post(f"/vacancies/{draft['id']}/extension", later, version=draft["version"])).json()[
        "type"
    ] == "/problems/not-published"


async def test_channels_are_chosen_at_any_time_and_what_was_approved_is_fixed_by_the_database(world: World) -> None:
    vacancy = await world.vacancy()
    hr, path = world.people["hr"], f"/vacancies/{vacancy['id']}/channels"
    done = await hr.put(path, {"channels": ["atom", "json", "atom"]}, vacancy["version"])
    assert (done.status_code, done.json()["channels"]) == (200, ["atom", "json"])
    assert (await hr.put(path, {"channels": ["facebook"]}, done.json()["version"])).status_code == 422
    assert (await hr.put(path, {"channels": []}, vacancy["version"])).status_code == 412
    assert (await world.people["anna"].put(path, {"channels": []}, done.json()["version"])).status_code == 403
    # not by the application alone: as a signed-in person's transaction has it
    for change in ("title_en = 'Other'", "salary_max_cents = 999999", "deadline = deadline - interval '1 day'"):
        refused = ""
        try:
            world.sql(
                f"do $$ begin perform set_config('polder.actor_kind', 'browser', true); update vacancy set {change}; end $$"
            )
        except Exception as error:
            refused = str(error)
        assert refused.startswith(("vacancy_locked", "deadline_earlier")), (change, refused)
