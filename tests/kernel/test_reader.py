"""The fast reader: what is asked comes, once, in order, counted, in any script, and as a file that runs nothing."""

import csv
import io
import json
import re
import tempfile
import tracemalloc
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import asyncpg
import openpyxl
import orjson
import psycopg
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Date, DateTime, Integer, MetaData, Numeric, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import TSVECTOR

from polder.kernel import problems, reader
from polder.kernel.actor import Entry
from polder.kernel.database import Database, asyncpg_arguments
from polder.kernel.http import View
from polder.kernel.reader import Listing, column
from polder.kernel.spreadsheet import Csv, Xlsx, neutralise, restore
from tests.support.world import World

BLNS = Path(__file__).parents[3] / "shared" / "data" / "hostile" / "blns.json"
SYSTEM = Entry.as_role("system", "test")
probe = Table(
    "probe", MetaData(), Column("id", Uuid, primary_key=True), Column("n", Integer), Column("t", Text),
    Column("at", DateTime(timezone=True)), Column("day", Date), Column("share", Numeric),
    Column("need", Integer, nullable=False), Column("search", TSVECTOR),
)  # fmt: skip
PROBES = Listing(
    "probes", probe, probe.c.id,
    [
        column("id", probe.c.id, "id", "id", "uuid"),
        column("n", probe.c.n, "getal", "number", "integer", "sort filter range"),
        column("t", probe.c.t, "tekst", "text", by="sort filter"),
        column("at", probe.c.at, "moment", "moment", "instant", "sort range"),
        column("day", probe.c.day, "dag", "day", "date", "sort range"),
        column("share", probe.c.share, "deel", "share", "number", "sort"),
        column("need", probe.c.need, "nodig", "need", "integer", "sort filter"),
    ],
    sort="n", search=probe.c.search,
)  # fmt: skip
TABLE = """create table probe (id uuid primary key default uuidv7(), n int, t text, at timestamptz, day date, share numeric,
  need int not null default 1, search tsvector generated always as (polder.searchable(coalesce(t, ''))) stored);
grant select on probe to polder_app"""


@pytest.fixture
async def view(database: Database, superuser_url: str) -> View:
    with psycopg.connect(superuser_url) as admin:
        admin.execute(TABLE)
    return View(database, SYSTEM)


@pytest.fixture
async def writer(view: View, superuser_url: str) -> "AsyncIterator[asyncpg.Connection[Any]]":
    connection = await asyncpg.connect(**asyncpg_arguments(superuser_url))
    yield connection
    await connection.close()


async def asked(view: View, listing: Listing = PROBES, **parameters: Any) -> dict[str, Any]:
    pairs = [
        (name, str(v)) for name, value in parameters.items() for v in (value if isinstance(value, list) else [value])
    ]
    return dict(orjson.loads(await listing.page(view, listing.question(pairs))))


# ---- paging ----------------------------------------------------------------------------------------------------------

MOMENTS = [
    datetime(2026, 1, 1, tzinfo=UTC),
    datetime(2026, 1, 1, 0, 0, 0, 1, tzinfo=UTC),
    datetime(1999, 12, 31, tzinfo=UTC),
]
ROWS = st.lists(
    st.tuples(
        st.none() | st.integers(-2, 2), st.none() | st.sampled_from(["", "a", "B", "é", "王小明", "a b", "'", "null", "None"]),
        st.none() | st.sampled_from(MOMENTS), st.none() | st.sampled_from([date(2026, 2, 1), date(2026, 2, 2)]),
        st.none() | st.sampled_from([Decimal("0.1"), Decimal("0.10"), Decimal("123456789012345.123456789"), Decimal(-1)]),
        st.integers(0, 2),
    ),
    max_size=14,
)  # fmt: skip


@given(ROWS, st.sampled_from(["n", "t", "at", "day", "share", "need"]), st.booleans(), st.integers(1, 5))
@example([(None, None, None, None, Decimal("123456789012345.123456789"), 0)] * 3, "share", False, 1)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_paging_by_cursor_visits_every_row_once_in_the_order_of_the_whole_list(
    view: View, writer: "asyncpg.Connection[Any]", rows: list[Any], key: str, descending: bool, size: int
) -> None:
    await writer.execute("truncate probe")
    await writer.executemany("insert into probe (n, t, at, day, share, need) values ($1, $2, $3, $4, $5, $6)", rows)
    sort = f"-{key}" if descending else key
    whole = await asked(view, sort=sort, per_page=200)
    expected = [row["id"] for row in whole["data"]]
    assert len(set(expected)) == len(rows) == whole["total"]

    visited, after = [], None
    for _ in range(len(rows) + 2):
        page = await asked(view, sort=sort, per_page=size, **({"after": after} if after else {}))
        visited += [row["id"] for row in page["data"]]
        assert page["total"] == len(rows)
        after = page["next"]
        if after is None:
            break
    assert visited == expected
    by_number = [
        row["id"]
        for number in range(1, len(rows) // size + 2)
        for row in (await asked(view, sort=sort, per_page=size, page=number))["data"]
    ]
    assert by_number == expected
    values = [row[key] for row in whole["data"]]
    assert values == sorted((v for v in values if v is not None), reverse=descending) + [
        v for v in values if v is None
    ] or (key == "t"), "rows without a value come last, whichever way"


async def test_rows_that_come_in_between_neither_repeat_nor_hide_others(
    view: View, writer: "asyncpg.Connection[Any]"
) -> None:
    await writer.execute("insert into probe (n) select i from generate_series(10, 40, 10) i")
    first = await asked(view, per_page=2)
    await writer.execute("insert into probe (n) values (5), (20), (25)")
    second = await asked(view, per_page=10, after=first["next"])
    assert [row["n"] for row in first["data"]] == [10, 20]
    assert [row["n"] for row in second["data"]] == [20, 25, 30, 40]


async def test_a_foreign_or_broken_cursor_is_refused_with_what_to_do(view: View) -> None:
    for after in ("", "x", "bnVsbA", "WzEsMl0", "W251bGwsbnVsbF0", "éé", "W1tdLHt9XQ", "a" * 5000):
        with pytest.raises(problems.Problem) as refused:
            await asked(view, sort="need", after=after)
        assert refused.value.status == 422
        assert refused.value.errors[0].field == "after"


async def test_the_count_is_exact_up_to_its_bound_and_says_so(
    view: View, writer: "asyncpg.Connection[Any]", monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (await asked(view))["total"] == 0
    assert (await asked(view))["data"] == []
    await writer.execute("insert into probe (n) select i from generate_series(1, 10000) i")
    exact = await asked(view)
    assert (exact["total"], exact["total_exact"]) == (10_000, True)
    await writer.execute("insert into probe (n) values (0), (0)")
    more = await asked(view)
    assert (more["total"], more["total_exact"]) == (10_001, False)
    assert (await asked(view, n=0))["total"] == 2
    last = await asked(view, per_page=200, page=51)
    assert len(last["data"]) == 2


# ---- filter, sort, search --------------------------------------------------------------------------------------------


async def test_filters_narrow_by_any_of_the_values_and_by_ranges(view: View, writer: "asyncpg.Connection[Any]") -> None:
    await writer.executemany(
        "insert into probe (n, t, at) values ($1, $2, $3)",
        [(1, "a", MOMENTS[0]), (2, "b", MOMENTS[1]), (3, None, None)],
    )
    assert [row["n"] for row in (await asked(view, n=2))["data"]] == [2]
    assert [row["n"] for row in (await asked(view, n=[1, 3]))["data"]] == [1, 3]
    assert [row["n"] for row in (await asked(view, n_from=2))["data"]] == [2, 3]
    assert [row["n"] for row in (await asked(view, n_until=2))["data"]] == [1, 2]
    assert [row["n"] for row in (await asked(view, at_from="2026-01-01T00:00:00.000001Z"))["data"]] == [2]
    assert [row["n"] for row in (await asked(view, at_until="2026-01-01", t=["a", "b", "x"]))["data"]] == [1, 2]
    assert [row["n"] for row in (await asked(view, at_until="2026-01-01T00:00:00Z"))["data"]] == [1]
    assert (await asked(view, n=1, t="b"))["total"] == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("colour", "red"), ("n", "one"), ("n", "1e5"), ("n", "99999999999"), ("at_from", "yesterday"), ("at_from", "2026-01-01T00:00:00"),
        ("sort", "search"), ("sort", "--n"), ("sort", "id; drop table probe"), ("per_page", "0"), ("per_page", "201"),
        ("page", "0"), ("page", "99999"), ("id", "x"), ("t", "a\x00b"),
    ],
)  # fmt: skip
async def test_a_question_that_makes_no_sense_is_refused_by_its_parameter_in_both_languages(
    name: str, value: str
) -> None:
    with pytest.raises(problems.Problem) as refused:
        PROBES.question([(name, value)])
    assert refused.value.status == 422
    (error,) = refused.value.errors
    assert error.field == name
    assert error.remedy.nl
    assert error.remedy.en


FOUND = [
    ("Émilie du Châtelet", ["emilie", "CHÂT", "du chate", "châtelet émilie"]), ("王小明", ["王", "小明", "明"]),
    ("Дмитрий Соколов", ["соколов", "ДМИТ"]), ("محمد الفاسي", ["محمد", "الفا"]), ("田中さくら", ["さくら", "田中", "中さ"]),
    ("Nguyễn Văn An", ["nguyen", "van"]), ("O'Brien-Smith", ["o'brien", "smith", "brien"]), ("김철수", ["철수"]),
    ("Σωκράτης", ["σωκρ"]), ("Jan-Willem van 't Hoff", ["hoff", "willem"]),
]  # fmt: skip


async def test_search_finds_names_in_any_script_by_the_beginning_of_every_word(
    view: View, writer: "asyncpg.Connection[Any]"
) -> None:
    await writer.executemany("insert into probe (t) values ($1)", [(name,) for name, _ in FOUND])
    for name, queries in FOUND:
        for query in queries:
            assert name in [row["t"] for row in (await asked(view, q=query))["data"]], query
    assert (await asked(view, q="emilie soko"))["total"] == 0, "every word must be found"
    assert (await asked(view, q="latet"))["total"] == 0, "words are found by their beginning"


async def test_no_question_breaks_the_search(view: View, writer: "asyncpg.Connection[Any]") -> None:
    await writer.execute("insert into probe (t) values ('Ada')")
    for query in (
        "'",
        "\\",
        "a:*",
        "!ada",
        "ada & | !",
        "()",
        ":::",
        "'ada",
        "%",
        "\x00",
        "a" * 5000,
        "<->",
        "\u200b",
        "🦊",
    ):
        assert (await asked(view, q=query))["total"] in (0, 1), query


@pytest.mark.skipif(not BLNS.exists(), reason="../shared/data is absent: the hostile strings are not tried")
async def test_every_hostile_string_comes_out_of_list_and_filter_as_it_went_in(
    view: View, writer: "asyncpg.Connection[Any]"
) -> None:
    strings = sorted(set(json.loads(BLNS.read_text())))
    await writer.executemany("insert into probe (n, t) values ($1, $2)", list(enumerate(strings)))
    shown, after = [], None
    while True:
        page = await asked(view, per_page=200, **({"after": after} if after else {}))
        shown += [row["t"] for row in page["data"]]
        if (after := page["next"]) is None:
            break
    assert shown == strings
    for text in strings:
        assert [row["t"] for row in (await asked(view, t=text))["data"]] == [text]
        assert (await asked(view, q=text))["total_exact"]


# ---- files -----------------------------------------------------------------------------------------------------------


def as_csv(header: list[str], *rows: Any) -> list[list[str]]:
    out = io.BytesIO()
    sheet = Csv(out, header)
    for row in rows:
        sheet.add([row])
    sheet.close()
    assert out.getvalue().startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(out.getvalue().decode("utf-8-sig"), newline="")))


def as_xlsx(header: list[str], *rows: Any) -> Any:
    out = io.BytesIO()
    sheet = Xlsx(out, header)
    for row in rows:
        sheet.add([row])
    sheet.close()
    return openpyxl.load_workbook(io.BytesIO(out.getvalue())).active


def unescape(text: str) -> str:
    """Characters that XML cannot hold, as spreadsheet programs write and read them (ECMA-376, ST_Xstring)."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found.group(1), 16)), text)


FORMULAS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1+1", "＋1", "－1", "＠A1", '=HYPERLINK("http://x","y")',
    "'=1", "''=1", "=cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "\ufeff=1", "\u200b=1",
]  # fmt: skip
PLAIN = [
    "",
    "Ada",
    "a=b",
    "'",
    "'quoted'",
    "1",
    "01",
    "1e5",
    "true",
    "http://x.example",
    "12-3",
    "a\nb",
    'say "hi", he said',
    "🦊",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe_and_one_that_it_would_not_does_not(text: str) -> None:
    assert neutralise(text) == "'" + text
    assert restore(neutralise(text)) == text
    assert as_csv(["h"], [text])[1] == ["'" + text]
    cell = as_xlsx(["h"], [text])["A2"]
    assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert restore(unescape(cell.value)) == text


def test_plain_text_stays_as_it_is() -> None:
    for text in PLAIN:
        assert neutralise(text) == text
        assert as_csv(["h", "i"], [text, "x"])[1] == [text, "x"]
        assert (as_xlsx(["h"], [text])["A2"].value or "") == text


@pytest.mark.skipif(not BLNS.exists(), reason="../shared/data is absent: the hostile strings are not tried")
def test_every_hostile_string_comes_out_of_both_kinds_of_file_as_it_went_in() -> None:
    strings = json.loads(BLNS.read_text())
    read = as_csv(["h", "i"], *[[text, "x"] for text in strings])
    assert [restore(row[0]) for row in read[1:]] == strings
    sheet = as_xlsx(["h"], *[[text] for text in strings])
    cells = [sheet.cell(row, 1) for row in range(2, len(strings) + 2)]
    assert [restore(unescape(cell.value or "")) for cell in cells] == strings
    assert {cell.data_type for cell in cells if cell.value} == {"s"}


@given(st.text(max_size=60))
@example("'=")
@settings(max_examples=60, deadline=None)
def test_any_text_comes_out_of_both_kinds_of_file_as_it_went_in(text: str) -> None:
    assert restore(neutralise(text)) == text
    assert restore(as_csv(["h", "i"], [text, "x"])[1][0]) == text
    if len(text) < 60:
        assert restore(unescape(as_xlsx(["h"], [text, "x"])["A2"].value or "")) == text


def test_numbers_dates_and_moments_keep_their_kind() -> None:
    sheet = as_xlsx(
        ["n", "d", "at", "day", "none", "json", "yes"],
        [-5, Decimal("1.5"), MOMENTS[0], date(2026, 2, 1), None, {"a": 1}, True],
    )
    values = [cell.value for cell in sheet[2]]
    assert values == [-5, 1.5, datetime(2026, 1, 1), datetime(2026, 2, 1), None, '{"a":1}', "true"]
    assert as_csv(["n"], [-5, Decimal("1.5"), MOMENTS[0], None, True])[1] == [
        "-5",
        "1.5",
        "2026-01-01 00:00:00",
        "",
        "true",
    ]


async def test_an_export_holds_the_filtered_rows_in_order_with_the_readers_header(world: World) -> None:
    hr = await world.person("hr", "hr_officer")
    for name in ("Zwolle", "=SUM(A1)", "Ämsterdam", "王小明"):
        assert (await hr.post("/organisations", {"name": name, "kind": "university"})).status_code == 201
    assert (await hr.post("/organisations", {"name": "Other", "kind": "industry"})).status_code == 201
    got = await hr.get("/organisations/export?kind=university&format=csv&words=nl")
    assert got.headers["content-type"] == "text/csv; charset=utf-8"
    assert got.headers["content-disposition"] == 'attachment; filename="organisations.csv"'
    assert got.headers["content-length"] == str(len(got.content))
    header, *rows = list(csv.reader(io.StringIO(got.content.decode("utf-8-sig"), newline="")))
    assert "naam" in header
    assert {row[header.index("naam")] for row in rows} == {"Zwolle", "'=SUM(A1)", "Ämsterdam", "王小明"}
    sheet = openpyxl.load_workbook(
        io.BytesIO((await hr.get("/organisations/export?kind=university&format=xlsx")).content)
    ).active
    names = [cell.value for cell in sheet[1]].index("name")
    assert [row[names] for row in sheet.iter_rows(min_row=2, values_only=True)] == [
        row[header.index("naam")] for row in rows
    ]
    refused = await hr.get("/organisations/export?format=pdf")
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "format")


async def test_an_export_of_too_many_rows_says_what_to_do_and_gives_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    hr = await world.person("hr", "hr_officer")
    world.sql(
        "insert into organisation (name, sort_name, kind) select 'o' || i, 'o', 'industry' from generate_series(1, 7) i"
    )
    monkeypatch.setattr(reader, "EXPORT_BOUND", 6)
    for kind in ("csv", "xlsx"):
        refused = await hr.get(f"/organisations/export?format={kind}")
        assert refused.status_code == 422
        assert "more than 6 rows" in refused.json()["detail"]
        assert "Filter the list" in refused.json()["detail"]
    monkeypatch.setattr(reader, "EXPORT_BOUND", 7)
    assert (await hr.get("/organisations/export?q=o")).status_code == 200


async def test_a_large_export_takes_little_memory(view: View, writer: "asyncpg.Connection[Any]") -> None:
    """12,000 rows of 200 letters, held as rows of Python, are more than 10 MB."""
    await writer.execute("insert into probe (n, t) select i, repeat('text ', 40) from generate_series(1, 12000) i")
    question = PROBES.question([])
    assert (
        len([row async for rows in PROBES.export(view, PROBES.question([("n_until", "1999")])) for row in rows]) == 1999
    )
    for kind in (Csv, Xlsx):
        with tempfile.TemporaryFile() as out:
            tracemalloc.start()
            sheet, count = kind(out, ["h"] * 7), 0
            async for rows in PROBES.export(view, question):
                sheet.add(rows)
                count += len(rows)
            _, peak = tracemalloc.get_traced_memory()
            tracemalloc.stop()
        assert count == 12_000
        assert peak < 5_000_000, kind
