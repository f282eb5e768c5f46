"""An applicant takes everything along: what was typed, documents, our letters; nothing that others wrote."""

import io
import json
import zipfile

from tests.hiring.applicant import Applicant
from tests.hiring.references.referee import TWO, Referee, link, work
from tests.support.pdf import pdf
from tests.support.world import World


async def test_everything_of_ones_own_is_in_one_zip_and_nothing_of_others(world: World) -> None:
    vacancy = await world.vacancy(referees_asked=1)
    ada = await Applicant.begin(world, vacancy["reference"], "Ada Łovelace", "ada@example.org")
    assert ada is not None
    content = pdf("Curriculum")
    await ada.upload(content, "../../etc/passwd.pdf")
    await ada.submit("Because <b>.", orcid="0000-0002-1825-0097", **{k: v for k, v in TWO.items() if "-1-" in k})
    await work(world)
    grace = await Referee.open(world, link(world, "grace@example.org"))
    assert (await grace.send(text="Confidential words.", sure="yes")).status_code == 303
    await work(world)
    answer = await ada.client.get("/apply/export")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as got:
        assert got.testzip() is None
        files = {name: got.read(name) for name in got.namelist()}
    told = json.loads(files["application.json"])
    assert (told["application"]["name"], told["application"]["motivation"]) == ("Ada Łovelace", "Because <b>.")
    assert [one["stage"] for one in told["history"]] == ["draft", "submitted"]
    assert [(one["name"], one["state"]) for one in told["referees"]] == [("Grace Hopper", "received")]
    assert json.loads(files["resume.json"])["basics"]["profiles"][0]["username"] == "0000-0002-1825-0097"
    assert [name for name, data in files.items() if data == content] == ["documents/01 passwd.pdf"]
    letters = sorted(name for name in files if name.startswith("letters/"))
    assert letters == [
        "letters/01 application_link.txt",
        "letters/02 application_receipt.txt",
        "letters/03 references_complete.txt",
    ]
    assert all(b"key=\xe2\x80\xa6" in files[name] for name in letters[:1])
    assert not any(b"Confidential" in data or b"storage_key" in data for data in files.values())
    assert (await world.client().get("/apply/export")).status_code == 401
