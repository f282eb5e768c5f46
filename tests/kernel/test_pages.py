"""Pages of documents as pictures: drawn apart, kept for a day, and never more than whoever asks may see."""

import struct
import zlib
from pathlib import Path

import httpx
import pytest

from polder.kernel import problems
from polder.kernel.documents import pages
from polder.kernel.documents.storage import FolderStorage
from tests.hiring.applicant import Applicant
from tests.support.pdf import pdf
from tests.support.world import World

KEY = "6f1c2a51-6f3d-4d2c-9d26-0d3f7a1b2c3d"


def size(picture: bytes) -> tuple[int, int]:
    """Width and height that a PNG tells; its parts are whole."""
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    at = 8
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        body = picture[at + 4 : at + 8 + length]
        assert struct.unpack(">I", picture[at + 8 + length : at + 12 + length]) == (zlib.crc32(body),)
        at += 12 + length
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


@pytest.fixture
def storage(tmp_path: Path) -> FolderStorage:
    return FolderStorage(tmp_path, "secret")


def crafted(box: str, extra: str = "") -> bytes:
    """A PDF of one page of this size."""
    parts = [
        "<< /Type /Catalog /Pages 2 0 R " + extra + " >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] >>",
    ]  # fmt: skip
    out = b"%PDF-1.7\n"
    places = []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{part}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        out
        + f"xref\n0 4\n0000000000 65535 f \n{table}trailer << /Root 1 0 R /Size 4 >>\nstartxref\n{len(out)}\n%%EOF".encode()
    )


async def test_a_page_is_drawn_once_and_swept_with_what_no_document_names(storage: FolderStorage) -> None:
    storage.put(KEY, pdf("Water en licht"))
    page = await pages.page(storage, KEY, 1, 800)
    assert "Water en licht" in page.text
    assert size(page.picture) == (800, 1132)
    storage.delete(KEY)
    assert await pages.page(storage, KEY, 1, 800) == page  # it is kept, under a key that no document has
    assert len(list(storage.older_than(-1))) == 1


async def test_what_is_hostile_is_refused_or_drawn_small(storage: FolderStorage) -> None:
    for box, most in (("0 0 1 2000000", 3200), ("0 0 2000000 1", 3200), ("0 0 200 200", 800)):
        storage.put(KEY, crafted(box, "/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"))
        try:
            drawn = size((await pages.page(storage, KEY, 1, 800)).picture)
            assert max(drawn) <= most, box
        except problems.Problem:  # refused, which is as well
            continue
        for key in list(storage.older_than(-1)):
            storage.delete(key)
    for content in (b"%PDF-1.7 nothing", pdf("x")[:300], b""):
        storage.put(KEY, content)
        with pytest.raises(problems.Problem) as told:
            await pages.page(storage, KEY, 1, 800)
        assert told.value.type == "page-not-shown"
    with pytest.raises(problems.Problem):
        await pages.page(storage, KEY, 9, 800)


async def test_whoever_sees_the_document_sees_its_pages_and_nobody_else(world: World) -> None:
    vacancy = await world.vacancy(documents_asked=[{"kind": "cv"}])
    one = await Applicant.begin(world, vacancy["reference"], "Zora Hidden")
    assert one is not None
    await one.upload(pdf("CV of Zora"))
    await one.submit("Motivation.")
    anna, bob = world.people["anna"], world.people["bob"]
    id = world.sql("select id from document")[0][0]
    shown = await anna.get(f"/documents/{id}/pages/1?width=800")
    assert (shown.status_code, shown.headers["content-type"], size(shown.content)[0]) == (200, "image/png", 800)
    assert shown.headers["cache-control"].startswith("private")
    assert "sandbox" in shown.headers["content-security-policy"]
    told = (await anna.get(f"/documents/{id}/pages/1/text")).json()
    assert ("CV of Zora" in told["text"], told["page"], told["pages"]) == (True, 1, 1)

    async def status(path: str) -> int:
        answer: httpx.Response = await anna.get(path)
        return answer.status_code

    assert [await status(f"/documents/{id}/pages/{page}") for page in ("0", "2", "-1", "99999999999", "x")] == [
        404, 404, 404, 404, 422,
    ]  # fmt: skip
    assert await status(f"/documents/{id}/pages/1?width=9") == 422
    application = world.sql("select id from application")[0][0]
    assert (await bob.post(f"/applications/{application}/conflict", {"kind": "family"})).status_code == 204
    for what in ("", "/text"):
        assert (await bob.get(f"/documents/{id}/pages/1{what}")).status_code == 404
