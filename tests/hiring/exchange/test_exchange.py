"""Applications in by a table, whole or not at all; and out as a ZIP, whose names are safe and whose maker is known."""

import io
import zipfile
from typing import Any
from uuid import uuid4

import httpx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from polder.hiring.exchange.rules import file_name, safe_name
from tests.hiring.correspondence.test_mailings import applications
from tests.support.pdf import pdf
from tests.support.world import World


async def read_in(world: World, vacancy: dict[str, Any], content: bytes, **options: Any) -> httpx.Response:
    preview = str(options.pop("preview", True)).lower()
    return await world.people["hr"].client.post(
        f"/api/v1/applications/import-table?vacancy_id={vacancy['id']}&preview={preview}",
        files={"file": ("people.csv", content)}, data=options,
    )  # fmt: skip


TABLE = "Voornaam;Achternaam;E-mail;ORCID;Taal;Opmerking\r\nJosé;Müller;jose@example.org;0000-0002-1825-0097;en;x\r\nZoë;de Vries;;;nl;\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
async def test_a_table_is_understood_in_its_encoding_and_by_its_separator(
    world: World, encoding: str, separator: str
) -> None:
    if (encoding, separator) not in {("utf-8", ";"), ("utf-8-sig", ","), ("cp1252", ";"), ("utf-16", "\t")}:
        return  # each once: a world costs its time
    vacancy = await world.vacancy()
    content = TABLE.replace(";", separator).encode(encoding)
    seen = (await read_in(world, vacancy, content)).json()
    assert (seen["rows"], seen["imported"], seen["refusals"], seen["unicode"]) == (2, 0, [], encoding != "cp1252")
    assert seen["columns"] == {
        "given_name": "Voornaam",
        "family_name": "Achternaam",
        "email": "E-mail",
        "orcid": "ORCID",
        "language": "Taal",
    }
    assert [one["name"] for one in seen["first"]] == ["José Müller", "Zoë de Vries"]
    assert world.sql("select count(*) from application") == [(0,)]
    done = await read_in(world, vacancy, content, preview=False)
    assert done.json()["imported"] == 2, done.text
    assert world.sql("select name, language, orcid, stage, source from application order by name") == [
        ("José Müller", "en", "0000-0002-1825-0097", "submitted", "import"), ("Zoë de Vries", "nl", None, "submitted", "import"),
    ]  # fmt: skip


async def test_each_refused_cell_is_named_and_nothing_is_read_in_and_the_mapping_is_kept(world: World) -> None:
    vacancy = await world.vacancy()
    hr = world.people["hr"]
    content = b"Who,Mail\nAda,ada@example.org\n,bo@example.org\nCy,not an address\n"
    nameless = (await read_in(world, vacancy, content)).json()
    assert [(r["row"], r["field"]) for r in nameless["refusals"]] == [(1, "name")]
    chosen = '{"name": "Who", "email": "Mail"}'
    seen = (await read_in(world, vacancy, content, columns=chosen)).json()
    assert [(r["row"], r["column"]) for r in seen["refusals"]] == [(3, "Who"), (4, "Mail")]
    assert all(r["remedy"]["nl"] and r["remedy"]["en"] for r in seen["refusals"])
    refused = await read_in(world, vacancy, content, columns=chosen, preview=False)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "rows.3.name")
    assert refused.json()["errors"][0]["problem"] == "Row 3, Who: A name is missing."
    assert world.sql("select count(*) from application") == [(0,)]
    for columns in ("{", '{"name": "Absent"}', '{"salary": "Who"}', '{"name": 1}'):
        assert (await read_in(world, vacancy, content, columns=columns)).json()["errors"][0]["field"] == "columns"
    for bad in (
        b"",
        b"Name\n",
        b'Name\n"a',
        b"PK\x03\x04nothing",
        b"Name,Name\na,b\n",
        b"Name\n\x00\n",
        b"Name\n" + b"\x81\x8d",
    ):
        assert (await read_in(world, vacancy, bad)).status_code == 422, bad
    mended = b"Who,Mail\nAda,ada@example.org\n=1+1,\n"
    assert (await read_in(world, vacancy, mended, columns=chosen, preview=False)).json()["imported"] == 2
    twice = b"Who,Mail\nAda,ADA@example.org\nBo,bo@example.org\nB. Bo,Bo@Example.org\n"
    again = (await read_in(world, vacancy, twice, columns=chosen)).json()["refusals"]
    ((reference,),) = world.sql("select reference from application where name = 'Ada'")
    assert [(r["row"], r["problem"]["en"]) for r in again] == [
        (2, f"This address has applied already: {reference}."), (4, "This address is in row 3, too."),
    ]  # fmt: skip
    other = (await read_in(world, vacancy, b"WHO,MAIL\nEve,\n")).json()
    assert [r["field"] for r in other["refusals"]] == ["name"], "a table with other headings has no mapping yet"
    assert (await read_in(world, vacancy, b"Who,Mail\nEve,\n")).json()["columns"] == {"name": "Who", "email": "Mail"}
    anna = world.people["anna"]
    other = await anna.client.post(
        f"/api/v1/applications/import-table?vacancy_id={vacancy['id']}", files={"file": ("x.csv", content)}
    )
    assert other.status_code == 403
    assert hr


async def test_an_export_is_a_folder_an_application_and_is_its_makers(world: World) -> None:
    vacancy = await world.vacancy()
    hr = world.people["hr"]
    other = await world.person("other", "hr_officer")
    ada, evil = await applications(
        world, vacancy, ("Ada Lovelace", "ada@example.org"), ("../../.. /etc\\passwd: 山田", None)
    )
    storage, content = world.app.state.storage, pdf("A CV")
    for name in ("CV.pdf", "CV.pdf", "../up.pdf", "weg.pdf"):
        key = str(uuid4())
        world.sql(
            """insert into document (record_kind, record_id, kind, file_name, media_type, size, storage_key, state, completed_at)
               values ('application', %s, 'cv', %s, 'application/pdf', 9, %s, 'accepted', now())""", evil, name, key,
        )  # fmt: skip
        if name != "weg.pdf":
            storage.put(key, content)
    made = await hr.post("/application-exports", {"vacancy_id": vacancy["id"], "stage": "submitted"})
    assert made.status_code == 201, made.text
    assert made.json()["applications"] == 2
    answer = await hr.get(made.json()["path"] + "?language=en")
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        index = openpyxl.load_workbook(io.BytesIO(archive.read(next(n for n in names if n.endswith("index.xlsx")))))
    root = f"Applications {vacancy['reference']}"
    assert all(name.startswith(f"{root}/") and ".." not in name.split("/") and "\\" not in name for name in names)
    assert len(names) == len(set(names)) == 2 + 3 + 2
    assert sum("山田" in name for name in names) == 4
    rows = list(index.active.values)
    assert [row[2] for row in rows] == ["name", "../../.. /etc\\passwd: 山田", "Ada Lovelace"]
    assert rows[1][7:] == (3, "weg.pdf")
    # somebody else has no file of it, and who may audit sees that it was made, by whom
    assert (await other.get(made.json()["path"])).status_code == 404
    assert world.sql(
        "select count(*) from audit_entry where table_name = 'application_export' and actor_id = %s", hr.account_id
    ) == [(1,)]
    # a conflict declared meanwhile leaves the rest
    await hr.post(f"/applications/{evil}/conflict", {"kind": "family"})
    with zipfile.ZipFile(io.BytesIO((await hr.get(made.json()["path"])).content)) as archive:
        assert not any("山田" in name for name in archive.namelist())
    assert (
        await hr.post("/application-exports", {"vacancy_id": vacancy["id"], "application_ids": [ada, evil]})
    ).status_code == 422
    assert (await hr.post("/application-exports", {"vacancy_id": vacancy["id"]})).status_code == 422
    assert (
        await world.people["bob"].post("/application-exports", {"vacancy_id": vacancy["id"], "stage": "submitted"})
    ).status_code == 403


@given(st.text(max_size=300), st.text(max_size=300))
def test_whatever_a_file_is_called_its_name_is_one_name_and_fits(kind: str, name: str) -> None:
    for made in (safe_name(name), file_name(7, kind, name)):
        assert made
        assert not set(made) & set('/\\:*?"<>|\x00\n\r')
        assert made not in (".", "..")
        assert not made.endswith((".", " "))
        assert len(made.encode()) <= 200
