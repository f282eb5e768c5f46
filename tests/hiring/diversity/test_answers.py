"""Answers about oneself: seen by nobody else, changed and taken back alone, shown as numbers of ten or more."""

import asyncio
import io
import zipfile
from datetime import date

import openpyxl
import psycopg
import pytest
from pypdf import PdfReader

from polder.hiring.diversity import actions
from polder.kernel.actor import COOKIE, Entry
from polder.kernel.tx import transaction
from tests.hiring.applicant import Applicant
from tests.support.days import today
from tests.support.world import Person, World

ANSWERS = "select question_key, option from diversity_answer order by 1"
ALL = {"diversity-gender": "woman", "diversity-age_group": "from_25", "diversity-functional_limitation": ""}


async def confirmed(world: World) -> tuple[Person, Person]:
    hr, director = world.people["hr"], world.people["director"]
    for question in (await hr.get("/diversity-questions")).json()["data"]:
        assert (await director.move("diversity-questions", question["id"], "confirm")).status_code == 200
    return hr, director


async def test_only_the_applicant_sees_answers_and_takes_them_back_alone(world: World) -> None:
    vacancy = await world.vacancy()
    one, late = [await Applicant.begin(world, vacancy["reference"]) for _ in range(2)]
    assert one is not None
    assert late is not None
    await one.submit()
    assert "Questions about yourself" not in await one.look(), "none is in force"
    hr, _ = await confirmed(world)
    page = await one.look()
    assert "What is your gender?" in page
    assert (await one.send("/apply/diversity", **ALL)).headers["location"] == "/apply#diversity"
    assert world.sql(ANSWERS) == [("age_group", "from_25"), ("gender", "woman")]
    quarter = date(today().year, (today().month - 1) // 3 * 3 + 1, 1)
    assert world.sql("select bool_and(counts_from > %s and year is null and furthest is null) from diversity_answer", quarter) == [(True,)]  # fmt: skip
    page = await one.look()
    assert "2 of 3 questions answered." in page.replace("\n", " ")
    assert page.count(" checked") == 3

    # At once, twice; changed; of another's page, of a question or an answer that is not there, of a draft, without its form.
    await asyncio.gather(*[one.send("/apply/diversity", **{**ALL, "diversity-gender": "man"}) for _ in range(3)])
    assert world.sql(ANSWERS) == [("age_group", "from_25"), ("gender", "man")]
    for wrong in ({"diversity-gender": "tall"}, {"diversity-shoe_size": "woman"}, {"diversity-gender": "x'; --"}):
        refused = await one.send("/apply/diversity", **wrong)
        assert (refused.status_code, "does not belong to the question" in refused.text) == (422, True), wrong
    assert (await late.send("/apply/diversity", **ALL)).status_code == 409
    assert "Questions about yourself" not in await late.look()
    assert (await one.client.post("/apply/diversity", data={**ALL, "csrf": "x"})).status_code == 422
    assert len(world.sql(ANSWERS)) == 2

    # Nobody else: no right to the table, nothing in detail, list, export, audit; the own export has it.
    id = world.sql("select id from application where stage = 'submitted'")[0][0]
    for privilege in ("select", "insert", "update", "delete"):
        assert world.sql("select has_table_privilege('polder_app', 'diversity_answer', %s)", privilege) == [(False,)]
    anna, sam = world.people["anna"], await world.person("sam", "system_administrator", "auditor")
    for who in (hr, anna, sam):
        for path in (
            f"/applications/{id}",
            f"/applications/{id}/timeline",
            "/applications",
            "/audit-entries",
            "/find?q=from_25",
        ):
            assert "from_25" not in (await who.get(path)).text, (who.name, path)
    assert world.sql("select count(*) from audit_entry where table_name = 'diversity_answer'") == [(0,)]
    own = zipfile.ZipFile(io.BytesIO((await one.client.get("/apply/export")).content))
    assert '"from_25"' in own.read("application.json").decode()
    entry = Entry.by_secret(hr.client.cookies[COOKIE], "attack")
    async with transaction(world.app.state.database, entry) as tx:
        assert await tx.scalar("select polder.own_diversity(:id)::text", id=id) is None
    for attack, refused_as in (
        ("select polder.answer_diversity('gender', 'man')::text", "diversity_not_yet"),
        ("select count(*) from polder.diversity_counts()", "insufficient_privilege"),
        ("select option from diversity_answer limit 1", "permission denied"),
        (f"select polder.unlink_diversity('{id}')", "permission denied"),
    ):  # fmt: skip
        with pytest.raises(Exception, match=refused_as):
            async with transaction(world.app.state.database, entry) as tx:
                await tx.scalar(attack)

    with pytest.raises(psycopg.Error, match="diversity_open"):
        world.sql("select polder.unlink_diversity(%s)", id)  # while it is being judged
    assert (await one.send("/apply/diversity", **dict.fromkeys(ALL, ""))).status_code == 303
    assert world.sql(ANSWERS) == []
    # A question that left force: its answer is still seen, and taken back.
    await one.send("/apply/diversity", **ALL)
    world.sql(
        "set session_replication_role = replica; update diversity_question set valid_until = valid_from + 1 where key = 'gender'"
    )
    page = await one.look()
    assert "We no longer ask this" in page
    assert page.count('name="diversity-gender"') == 2  # to take it back, alone and with the others
    assert (await one.send("/apply/diversity", **{"diversity-gender": ""})).status_code == 303
    assert world.sql(ANSWERS) == [("age_group", "from_25")]
    assert "We no longer ask this" not in await one.look()


# 24 women, 20 men and 36 people who did not say; every other one of them came as far as the shortlist.
PEOPLE = """
insert into application (vacancy_id, name, sort_name, motivation, stage, submitted_at, source, search_text)
select '{vacancy}', 'P', 'p', '', case when n % 2 = 0 then 'shortlisted' else 'rejected' end, '{at}', 'import', n::text from generate_series(1, 80) as n;
insert into move_entry (at, record_kind, record_id, move, from_state, to_state)
select '{at}', 'application', a.id, 'x', null, s from application a, unnest(array['submitted', 'shortlisted']) as s
where s = 'submitted' or a.stage = 'shortlisted';
insert into diversity_answer (application_id, question_id, question_key, option, counts_from)
select a.id, q.id, q.key, case when a.search_text::int <= 24 then 'woman' else 'man' end, '{from_day}'
from application a, diversity_question q where q.key = 'gender' and a.search_text::int <= 44
"""


async def frozen(world: World) -> int:
    async with transaction(world.app.state.database, Entry.as_role("system", "test")) as tx:
        return await actions.freeze(tx)


async def test_figures_are_of_ten_or_more_stand_for_a_quarter_and_outlive_the_people(world: World) -> None:
    vacancy = await world.vacancy()
    hr, director = await confirmed(world)
    world.clock("2027-05-20 12:00+00")
    values = {"vacancy": vacancy["id"], "at": "2027-02-10 12:00+00", "from_day": "2027-04-01"}
    world.sql("set session_replication_role = replica; " + PEOPLE.format(**values))
    assert await frozen(world) == 0, "no smallest group is in force"
    report = "/hiring-report?from=2026-06-01&until=2027-05-20"
    assert (await hr.get(report)).json()["diversity"]["least"] is None
    rule = (await hr.get("/hiring-rules?key=diversity_least")).json()["data"][0]["id"]
    assert (await director.move("hiring-rules", rule, "confirm")).status_code == 200
    assert await frozen(world) == 12
    assert await frozen(world) == 0, "once a quarter"

    async def shown() -> list[tuple[str, str, int]]:
        (table,) = (await hr.get(report)).json()["diversity"]["tables"]
        return [(table["as_of"], *row) for row in ((r["stage"], r["answer"], r["people"]) for r in table["rows"])]

    submitted = [("submitted", "woman", 24), ("submitted", "man", 20), ("submitted", "others", 36)]
    rows = submitted + [
        (stage, *row) for stage in ("eligible", "longlisted", "shortlisted") for row in (("woman", 12), ("man", 10), ("others", 18))
    ]  # fmt: skip
    assert await shown() == [("2027-04-01", *row) for row in rows]
    book = openpyxl.load_workbook(io.BytesIO((await hr.get(report.replace("?", "/export?") + "&language=nl")).content))
    cells = [[cell.value for cell in row] for row in book["Diversiteit"].iter_rows(min_row=4, max_row=6, max_col=4)]
    assert book["Diversiteit"]["A2"].value == "2027, te weinig antwoorden om te tonen: Leeftijd, Beperking."
    assert cells == [
        ["Diversiteit: Gender, 2027 (stand op 1 april 2027)", None, None, None], ["fase", "vrouw", "man", "anderen"], ["ingediend", 24, 20, 36]
    ]  # fmt: skip
    made = await hr.get(report.replace("?", "/export?") + "&format=pdf&language=en")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(made.content)).pages)
    assert "at least 10 people" in text
    assert "woman: 12" in text
    of_one = (await hr.get(f"{report}&vacancy_id={vacancy['id']}")).json()
    assert (of_one["submitted"], of_one["diversity"]) == (80, None), "figures are of all vacancies together"
    for statement, why in (
        ("update diversity_figure set people = 30", "append_only"),
        ("insert into diversity_figure (quarter, year, question_key, stage, option, people) values ('2027-04-01', 2027, 'x', 'hired', 'man', 9)", "too_few"),
        ("insert into diversity_figure (quarter, year, question_key, stage, option, people) values ('2027-01-01', 2027, 'x', 'hired', 'man', 90)", "too_few"),
    ):  # fmt: skip
        with pytest.raises(psycopg.Error, match=why):
            world.sql(statement)

    with pytest.raises(Exception, match="row-level security"):
        async with transaction(world.app.state.database, Entry.by_secret(hr.client.cookies[COOKIE], "attack")) as tx:
            await tx.run(
                "insert into diversity_figure (quarter, year, question_key, stage, option, people)"
                " values ('2027-04-01', 2027, 'x', 'hired', 'man', 90)"
            )

    # The next quarter: one more woman answered, and somebody is erased. One more is shown by nothing: what was shown stands.
    erased = world.sql("select a.id from application a where a.search_text = '1'")[0][0]
    assert world.sql("select polder.unlink_diversity(%s), polder.unlink_diversity(%s)", erased, erased) == [(1, 0)]
    assert world.sql("select count(*) from diversity_answer where application_id = %s", erased) == [(0,)]
    assert world.sql("select year, furthest, option, counts_from::text from diversity_answer where application_id is null") == [
        (2027, "submitted", "woman", "2027-04-01")
    ]  # fmt: skip
    more = """insert into diversity_answer (application_id, question_id, question_key, option, counts_from)
      select a.id, q.id, q.key, 'woman', '2027-07-01' from application a, diversity_question q
      where q.key = 'gender' and a.search_text::int between {} and {}"""
    world.sql(more.format(45, 45))
    world.clock("2027-08-20 12:00+00")
    assert await frozen(world) == 0
    assert await shown() == [("2027-04-01", *row) for row in rows]
    # Ten more, five of whom came further: only the stage in which enough changed is shown anew.
    world.sql(more.format(46, 54))
    assert await frozen(world) == 3
    assert await shown() == [
        ("2027-07-01", "submitted", "woman", 34), ("2027-07-01", "submitted", "man", 20), ("2027-07-01", "submitted", "others", 26)
    ]  # fmt: skip
    # The others do not vanish: it is said that they are withheld.
    (table,) = (await hr.get(report)).json()["diversity"]["tables"]
    assert [one["stage"] for one in table["withheld"]] == [
        "eligible", "longlisted", "shortlisted", "interview", "selected", "offered", "hired"
    ]  # fmt: skip
    book = openpyxl.load_workbook(io.BytesIO((await hr.get(report.replace("?", "/export?") + "&language=en")).content))
    cells = [[cell.value for cell in row] for row in book["Diversity"].iter_rows(min_row=7, max_row=7, max_col=4)]
    assert cells == [["eligible", *["withheld (fewer than 10)"] * 3]]


async def test_questions_are_proposed_by_one_and_confirmed_by_another(world: World) -> None:
    hr, other = await world.person("hr", "hr_officer"), await world.person("other", "hr_officer")
    outsider = await world.person("bo", "researcher")
    options = [{"key": "yes", "nl": "ja", "en": "yes"}, {"key": "no", "nl": "nee", "en": "no"}]
    body = {"key": "first_in_family", "name_nl": "Eerste", "name_en": "First", "text_nl": "Eerste van uw familie?", "text_en": "First of your family?",
            "options": options, "source": "Besluit 9", "valid_from": str(today())}  # fmt: skip
    made = await hr.post("/diversity-questions", body)
    assert made.status_code == 201, made.text
    for wrong in (
        [options[0]] * 2,
        [options[0], {**options[1], "key": "others"}],
        [options[0], {**options[1], "en": "\u200b"}],
        options[:1],
    ):
        refused = await hr.post("/diversity-questions", {**body, "key": "second", "options": wrong})
        assert (refused.status_code, refused.json()["errors"][0]["field"].split(".")[0]) == (422, "options"), wrong
    id = made.json()["id"]
    stale = await hr.patch(f"/diversity-questions/{id}", {"text_en": "Are you the first?"}, 9)
    assert stale.status_code == 412
    assert (await hr.patch(f"/diversity-questions/{id}", {"text_en": "Are you the first?"}, 1)).status_code == 200
    assert (await hr.move("diversity-questions", id, "confirm")).status_code == 409, "not its author"
    assert "first_in_family" in (await other.get("/todo")).text
    assert (await other.move("diversity-questions", id, "confirm")).status_code == 200
    found = (await hr.get(f"/diversity-questions/{id}")).json()
    assert (
        await hr.patch(f"/diversity-questions/{id}", {"options": options[::-1]}, found["version"])
    ).status_code == 409
    assert (await outsider.get("/diversity-questions")).json()["data"] == []
    assert (await outsider.post("/diversity-questions", body)).status_code == 403
