"""An upload in pieces: it goes on where it was, and rule 1 holds for it to the microsecond."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from tests.hiring.applicant import Applicant
from tests.support.pdf import pdf
from tests.support.world import World

DEADLINE = datetime(2099, 1, 1, 12, tzinfo=UTC)


class Sender:
    def __init__(self, one: Applicant) -> None:
        self.one, self.id = one, ""

    async def begin(self, length: int, **values: str) -> httpx.Response:
        await self.one.look()
        csrf = self.one.hidden()["csrf"]
        data = {"csrf": csrf, "kind": "cv", "name": "cv.pdf", "size": str(length), **values}
        answer = await self.one.client.post("/apply/uploads", data=data)
        self.id = answer.json().get("id", "")
        return answer

    async def piece(self, content: bytes, offset: int, **headers: str) -> httpx.Response:
        given = {"content-type": "application/offset+octet-stream", "upload-offset": str(offset),
                 "x-csrf-token": self.one.hidden()["csrf"], **headers}  # fmt: skip
        return await self.one.client.patch(f"/apply/uploads/{self.id}", content=content, headers=given)

    async def offset(self) -> str:
        return (await self.one.client.head(f"/apply/uploads/{self.id}")).headers["upload-offset"]


async def started(world: World, **values: Any) -> Sender:
    vacancy = await world.vacancy(deadline=DEADLINE.isoformat(), **values)
    one = await Applicant.begin(world, vacancy["reference"])
    assert one is not None
    await one.save(motivation="Because.")
    return Sender(one)


async def test_pieces_become_one_document_whatever_is_lost_repeated_or_hostile(world: World) -> None:
    sender = await started(world)
    content = pdf("Curriculum")
    half = len(content) // 2
    for wrong in ({"size": "0"}, {"size": "x"}, {"size": "-1"}, {"kind": "nothing"}, {"csrf": "forged"}):
        assert (await sender.begin(len(content), **wrong)).status_code == 422, wrong
    assert (await sender.begin(21 * 1024 * 1024)).status_code == 413
    assert (await sender.begin(len(content))).status_code == 201
    assert await sender.offset() == "0"
    both = await asyncio.gather(sender.piece(content[:half], 0), sender.piece(content[:half], 0))
    assert sorted(one.status_code for one in both) == [204, 409]
    assert await sender.offset() == str(half)
    for status, answer in (
        (409, await sender.piece(content[half:], 0)),
        (409, await sender.piece(content[half:], half + 1)),
        (422, await sender.piece(content[half:] + b"more", half)),
        (422, await sender.piece(b"", half)),
        (422, await sender.piece(content[half:], half, **{"x-csrf-token": "x"})),
        (415, await sender.piece(content[half:], half, **{"content-type": "text/plain"})),
    ):
        assert answer.status_code == status
    stranger = await Applicant.begin(world, world.sql("select reference from vacancy")[0][0])
    assert stranger is not None
    other = Sender(stranger)
    await stranger.look()
    other.id = sender.id
    assert (await other.piece(content[half:], half)).status_code == 404
    assert (await stranger.client.head(f"/apply/uploads/{sender.id}")).status_code == 404
    assert (await sender.piece(content[half:], half)).status_code == 204
    assert (await sender.piece(content[half:], half)).status_code == 204  # the answer was lost: nothing is done twice
    assert world.sql("select state, size, pages from document") == [("accepted", len(content), 1)]
    assert world.sql("select count(*) from upload_piece") == [(0,)]
    assert "cv.pdf" in await sender.one.look()

    await sender.begin(len(content))  # the same file once more: kept once
    assert (await sender.piece(content, 0)).json() == {"already": True}
    await sender.begin(7)
    refused = await sender.piece(b"MZ nope", 0)
    assert (refused.status_code, "This is not a PDF" in refused.text) == (422, True)
    assert world.sql("select count(*) from document") == [(1,)]
    assert world.sql("select count(*) from upload_piece") == [(0,)]


async def test_an_upload_begun_in_time_may_finish_within_the_grace_and_no_later(world: World) -> None:
    content = pdf("Curriculum")
    sender = await started(world, grace_minutes=15)
    in_time, too_late = Sender(sender.one), Sender(sender.one)
    other = pdf("Another")
    for one, file in ((in_time, content), (too_late, other)):
        await one.begin(len(file))
        assert (await one.piece(file[:100], 0)).status_code == 204
    world.clock((DEADLINE + timedelta(minutes=15)).isoformat())
    assert (await sender.begin(len(content))).status_code == 409
    assert (await in_time.piece(content[100:], 100)).status_code == 204
    world.clock((DEADLINE + timedelta(minutes=15, microseconds=1)).isoformat())
    assert (await too_late.piece(other[100:], 100)).status_code == 409
    assert world.sql("select count(*) from document") == [(1,)]
