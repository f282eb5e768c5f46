"""Templates: made from a vacancy, copied into the next, and no vacancy changes with them."""

from tests.support.world import World

LEVELS = [{"nl": f"niveau {n}", "en": f"level {n}"} for n in range(1, 6)]
CRITERIA = [{"name_nl": "Onderzoek", "name_en": "Research", "rubric_en": "Own work", "levels": LEVELS}]


async def test_a_vacancy_begins_from_a_template_and_stays_what_it_was_when_that_changes(world: World) -> None:
    asked = [{"kind": "cv", "required": True}]
    first = await world.vacancy(
        criteria=CRITERIA, documents_asked=asked, grace_minutes=30, benefits_nl="Tijd", research_field="mathematics"
    )
    hr = world.people["hr"]
    made = await hr.post("/vacancy-templates", {"name": "PhD", "vacancy_id": first["id"]})
    assert made.status_code == 201, made.text
    template = made.json()
    assert [(seat["name"], seat["role"]) for seat in template["committee"]] == [
        ("anna", "committee_chair"),
        ("bob", "committee_member"),
    ]
    assert "deadline" not in template["content"]
    again = await hr.post("/vacancy-templates", {"name": "PhD", "vacancy_id": first["id"]})
    assert (again.status_code, "already" in again.text) == (409, True)
    await world.person("eve", "auditor")  # an auditor sits in no committee
    world.sql("update account set ended_at = now() where name = 'bob'")
    path = f"/vacancy-templates/{template['id']}"
    used = await hr.post(
        f"{path}/vacancies", {"deadline": "2099-03-01T12:00:00Z"}, headers={"Idempotency-Key": "use-12345"}
    )
    assert used.status_code == 201, used.text
    repeated = await hr.post(
        f"{path}/vacancies", {"deadline": "2099-03-01T12:00:00Z"}, headers={"Idempotency-Key": "use-12345"}
    )
    assert repeated.json()["id"] == used.json()["id"]
    vacancy = used.json()
    same = (
        "title_nl",
        "title_en",
        "text_nl",
        "salary_min_cents",
        "hours_per_week",
        "documents_asked",
        "grace_minutes",
        "benefits_nl",
        "research_field",
    )
    assert {name: vacancy[name] for name in same} == {name: first[name] for name in same}
    assert (vacancy["state"], vacancy["criteria"][0]["levels"], vacancy["criteria"][0]["rubric_en"]) == (
        "draft",
        LEVELS,
        "Own work",
    )
    assert [(seat["name"], seat["role"]) for seat in vacancy["committee"]] == [("anna", "committee_chair")]

    changed = {**template["content"], "title_en": "Other", "criteria": []}
    done = await hr.patch(path, {"content": changed, "committee": []}, template["version"])
    assert (done.status_code, done.json()["content"]["title_en"], done.json()["committee"]) == (200, "Other", [])
    for one in (first, vacancy):
        assert (await hr.get(f"/vacancies/{one['id']}")).json()["title_en"] == "PhD candidate"
        assert len((await hr.get(f"/vacancies/{one['id']}")).json()["criteria"]) == 1
    wrong = await hr.patch(path, {"content": {**changed, "salary_min_cents": -1}}, done.json()["version"])
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "content.salary_min_cents")
    assert (await hr.patch(path, {"name": "X"}, template["version"])).status_code == 412
    # one from before a field was asked says what to do
    world.sql("update vacancy_template set content = content - 'title_nl'")
    old = await hr.post(f"{path}/vacancies", {"deadline": "2099-03-01T12:00:00Z"})
    assert (old.status_code, old.json()["type"]) == (409, "/problems/template-outdated")
    assert (await hr.delete(path, done.json()["version"] + 1)).status_code == 204
    assert (await hr.get(path)).status_code == 404
    assert (await hr.get(f"/vacancies/{vacancy['id']}")).status_code == 200


async def test_criteria_stay_as_people_were_judged_by_them(world: World) -> None:
    vacancy = await world.vacancy()
    hr, anna = world.people["hr"], world.people["anna"]
    one = await world.application(vacancy, "Ada", "mark_eligible")
    assert (await anna.put(f"/applications/{one['id']}/review", {"note": "Good."})).status_code == 200
    assert (await hr.move("vacancies", vacancy["id"], "withdraw", "mend it")).status_code == 200
    assert (await hr.move("applications", one["id"], "reject", "not now")).status_code == 200
    draft = (await hr.move("vacancies", vacancy["id"], "redraft", "mend it")).json()
    refused = await hr.patch(f"/vacancies/{vacancy['id']}", {"criteria": CRITERIA}, draft["version"])
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/criteria-used")
    assert (await hr.patch(f"/vacancies/{vacancy['id']}", {"title_en": "New"}, draft["version"])).status_code == 200
