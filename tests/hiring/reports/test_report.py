"""The report on hiring: what it counts, in which words, and for whom."""

import io
from datetime import UTC, datetime, timedelta

import openpyxl
from pypdf import PdfReader

from tests.support.world import World

TODAY = datetime.now(UTC).date()
PERIOD = f"from={TODAY - timedelta(days=30)}&until={TODAY + timedelta(days=1)}"


async def test_the_funnel_counts_who_came_how_far_and_how_long_it_took(world: World) -> None:
    vacancy = await world.vacancy()
    hr = world.people["hr"]
    far = await world.application(vacancy, "Ada", "mark_eligible", "shortlist", "invite")
    await world.application(vacancy, "Bea", "mark_eligible", "reject")
    await world.application(vacancy, "Cem")
    # Ada waited four days before somebody found her eligible, and two more until the shortlist.
    for move, days in (("import", 10), ("mark_eligible", 6), ("shortlist", 4), ("invite", 1)):
        world.sql("set session_replication_role = replica; update move_entry set at = now() - make_interval(days => "
                  f"{days}) where move = '{move}' and record_id = '{far['id']}'")  # fmt: skip

    report = (await hr.get(f"/hiring-report?{PERIOD}")).json()
    stages = {line["stage"]: line for line in report["funnel"]}
    assert list(stages) == [
        "submitted",
        "eligible",
        "longlisted",
        "shortlisted",
        "interview",
        "selected",
        "offered",
        "hired",
    ]
    assert [line["reached"] for line in report["funnel"]] == [3, 2, 1, 1, 1, 0, 0, 0], "who skipped a stage passed it"
    assert (stages["submitted"]["now"], stages["interview"]["now"], stages["eligible"]["left"]) == (1, 1, 1)
    assert report["left"] == {"ineligible": 0, "rejected": 1, "withdrawn": 0}
    assert report["submitted"] == 3
    assert (stages["eligible"]["stays"], stages["shortlisted"]["median_days"]) == (2, 3.0)
    assert stages["shortlisted"]["slowest_days"] == 3.0
    assert stages["hired"]["median_days"] is None
    ((source),) = report["sources"]
    assert (source["source"], *source["reached"].values()) == ("import", 3, 2, 1, 1, 1, 0, 0, 0)
    assert [(v["reference"], v["submitted"], v["open"]) for v in report["vacancies"]] == [(vacancy["reference"], 3, 2)]
    earlier = f"from={TODAY - timedelta(days=30)}&until={TODAY - timedelta(days=2)}"
    assert (await hr.get(f"/hiring-report?{earlier}")).json()["submitted"] == 0
    assert (await hr.get(f"/hiring-report?{PERIOD}&vacancy_id={far['id']}")).status_code == 404, "no vacancy"
    assert (await hr.get(f"/hiring-report?from=0001-01-01&until={TODAY}")).status_code == 422

    book = openpyxl.load_workbook(io.BytesIO((await hr.get(f"/hiring-report/export?{PERIOD}&language=nl")).content))
    assert book.sheetnames == ["Trechter", "Bronnen", "Vacatures", "Diversiteit"]
    assert [cell.value for cell in book["Trechter"][2]] == [
        "ingediend",
        3,
        100,
        1,
        0,
        book["Trechter"]["F2"].value,
        book["Trechter"]["G2"].value,
    ]
    assert book["Bronnen"]["A2"].value == "ingelezen"
    made = await hr.get(f"/hiring-report/export?{PERIOD}&format=pdf&language=en")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(made.content)).pages)
    assert "Report on hiring" in text
    assert "days, median: 3.0" in text
    assert "Ada" not in text


async def test_what_a_reader_may_not_see_is_not_counted(world: World) -> None:
    vacancy, other = await world.vacancy(), await world.vacancy()
    application = await world.application(vacancy, "Ada")
    await world.application(other, "Bea")
    anna, bob, hr = world.people["anna"], world.people["bob"], world.people["hr"]
    of_one = f"/hiring-report?{PERIOD}&vacancy_id={vacancy['id']}"
    assert (await anna.get(of_one)).json()["submitted"] == 1
    assert (await anna.get(f"/hiring-report?{PERIOD}")).status_code == 403, "a chair reads of her own vacancy"
    assert (await bob.get(of_one)).status_code == 404
    assert (await bob.get(f"/hiring-report?{PERIOD}")).status_code == 403
    assert (await bob.get(of_one.replace("report?", "report/export?"))).status_code == 404
    assert (await hr.get(f"/hiring-report?{PERIOD}")).json()["submitted"] == 2
    done = await anna.post(f"/applications/{application['id']}/conflict", {"kind": "family"})
    assert done.status_code == 204
    assert (await anna.get(of_one)).json()["submitted"] == 0, "whoever has a conflict does not count it"

    wrong = await hr.get(f"/hiring-report?from={TODAY}&until={TODAY - timedelta(days=1)}")
    assert wrong.status_code == 422
    assert wrong.json()["errors"][0]["field"] == "until"
    assert (await hr.get("/hiring-report?from=yesterday&until=2026-01-01")).status_code == 422
    assert (await hr.get(f"/hiring-report/export?{PERIOD}&format=docx")).status_code == 422
