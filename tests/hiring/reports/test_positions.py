"""Positions against the lots that pay them, in the report on hiring."""

import io

import openpyxl
from pypdf import PdfReader

from tests.hiring.positions.conftest import office  # noqa: F401 - the fixture
from tests.hiring.positions.office import Office
from tests.support.days import today


async def test_positions_of_each_month_stand_against_what_lots_pay_of_them(office: Office) -> None:  # noqa: F811
    year = today().year + 1
    lot = office.lot()
    whole = await office.approved(lot, starts_on=f"{year}-03-01", months=12)
    # Of another half of each month is paid; a director takes the rest upon them.
    half = await office.position(starts_on=f"{year}-06-01", months=24)
    assert (await office.lines(half["id"], (lot, f"{year}-06-01", f"{year + 2}-05-01", 5000))).status_code == 200
    gap = await office.director.post(f"/positions/{half['id']}/gap", {"reason": "Promised."})
    assert gap.status_code == 201, gap.text
    assert (await office.controller.move("positions", half["id"], "fund")).status_code == 200
    await office.position(starts_on=f"{year}-06-01", months=12)  # a draft does not count
    cost = whole["monthly_cost_cents"]

    report = f"/hiring-report?from={year - 1}-01-01&until={today()}"
    found = {m["month"]: m for m in (await office.hr.get(report)).json()["positions"]}
    assert len(found) == 48
    assert next(iter(found)) == str(today().replace(day=1))
    none = {"funded": 0, "approved": 0, "vacant": 0, "filled": 0}
    for month, counted, paid, missing in (
        (f"{year}-02-01", {}, 0, 0),
        (f"{year}-03-01", {"approved": 1}, cost, 0),
        (f"{year}-06-01", {"approved": 1, "funded": 1}, cost + cost // 2, cost // 2),
        (f"{year + 1}-03-01", {"funded": 1}, cost // 2, cost // 2),
    ):
        money = {"cost_cents": paid + missing, "covered_cents": paid, "missing_cents": missing}
        assert found[month] == {"month": month, **none, **counted, **money}

    rows = (await office.hr.get(f"/hiring-report/positions?month={year}-06-15")).json()["data"]
    assert [(r["id"], r["state"], r["missing_cents"]) for r in rows] == [(half["id"], "funded", cost // 2), (whole["id"], "approved", 0)]  # fmt: skip
    outsider = await office.world.person("bo", "researcher")
    assert (await outsider.get(f"/hiring-report/positions?month={year}-06-15")).json()["data"] == []
    assert (await office.controller.get(report)).status_code == 403, "reads no report on hiring"

    book = openpyxl.load_workbook(
        io.BytesIO((await office.hr.get(report.replace("?", "/export?") + "&language=nl")).content)
    )
    sheet = {row[0]: row for row in book["Posities en dekking"].iter_rows(values_only=True)}
    assert sheet[f"juni {year}"][1:] == (1, 1, 0, 0, 2 * cost / 100, (cost + cost // 2) / 100, cost / 200)
    made = await office.hr.get(report.replace("?", "/export?") + "&format=pdf&language=en")
    text = " ".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(made.content)).pages).split())
    assert f"March {year} – May {year}" in text, "months that are alike stand as one"
