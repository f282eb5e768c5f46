"""Documents: links that allow one thing for a while, content looked at before it is kept, nothing orphaned for long."""

import os
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import uuid4

import httpx
import pytest

from polder.kernel import worker
from polder.kernel.documents import storage as storages
from polder.kernel.documents.jobs import sweep
from polder.kernel.documents.storage import FolderStorage, S3Storage, disposition
from tests.kernel.test_document_content import pdf
from tests.support.world import World, built, settings_for

BUCKET = "documents"
AS_DRAFT = "set session_replication_role = replica; update application set stage = 'draft', source = 'form', submitted_at = null"
KEY = "428e6f6a-dc8e-4c6d-8aad-16bf20b18582"


@pytest.fixture
def folder(tmp_path: Path) -> FolderStorage:
    return FolderStorage(tmp_path / "files", "secret " * 8)


@pytest.fixture(scope="module")
def s3_server() -> Iterator[str]:
    """Moto's server: the real S3 protocol over HTTP, kept in memory."""
    from moto.server import ThreadedMotoServer

    keys = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "eu-west-1"}
    before = {name: os.environ.get(name) for name in keys}
    os.environ.update(keys)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    client = S3Storage(f"s3://{BUCKET}", f"http://{host}:{port}", "eu-west-1").client
    client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    yield f"http://{host}:{port}"
    server.stop()
    for name, value in before.items():
        os.environ.pop(name) if value is None else os.environ.update({name: value})


@pytest.fixture
def bucket(s3_server: str) -> S3Storage:
    return S3Storage(f"s3://{BUCKET}/{uuid4()}", s3_server, "eu-west-1")


@pytest.fixture(params=["folder", "s3"])
async def world(
    request: pytest.FixtureRequest, app_url: str, owner_url: str, superuser_url: str, tmp_path: Path
) -> AsyncIterator[World]:
    """The house on a folder, and the same on a bucket."""
    settings = settings_for(app_url, owner_url, tmp_path / "documents")
    if request.param == "s3":
        bucket: S3Storage = request.getfixturevalue("bucket")
        place = {"documents": f"s3://{BUCKET}/{bucket.prefix}", "s3_endpoint_url": bucket.client.meta.endpoint_url}
        settings = settings_for(app_url, owner_url, tmp_path, **place, s3_region="eu-west-1")
    async with built(settings, superuser_url) as found:
        yield found


async def upload(world: World, link: dict[str, Any], content: bytes) -> httpx.Response:
    """As a browser does: PUT of the bytes to us, or POST of a form to the bucket."""
    if link["method"] == "PUT":
        return await world.client().put(link["url"], content=content, headers=link["headers"])
    async with httpx.AsyncClient() as browser:
        return await browser.post(link["url"], data=link["fields"], files={"file": ("x", content, "application/pdf")})


async def download(world: World, url: str) -> httpx.Response:
    if url.startswith("/"):
        return await world.client().get(url)
    async with httpx.AsyncClient() as browser:
        return await browser.get(url)


async def begun(world: World, application: str, file_name: str = "cv.pdf", size: int = 1000) -> dict[str, Any]:
    body = {"record_kind": "application", "record_id": application, "kind": "cv", "file_name": file_name, "size": size}
    done = await world.people["hr"].post("/documents", body)
    assert done.status_code == 201, done.text
    return dict(done.json())


async def application(world: World) -> str:
    return str((await world.application(await world.vacancy()))["id"])


def keys(world: World) -> set[str]:
    return set(world.app.state.storage.older_than(-3600))


async def work(world: World) -> None:
    await worker.work(world.app.state.settings.database_url.get_secret_value(), name="test", wait=False)


# ---- the way of a document -------------------------------------------------------------------------------------------


async def test_a_document_is_uploaded_inspected_and_given_as_an_attachment(world: World) -> None:
    id = await application(world)
    hr = world.people["hr"]
    made = await begun(world, id, "Lebenslauf “Ünal” 简历.pdf")
    early = await hr.post(f"/documents/{made['id']}/moves/complete")
    assert (early.status_code, early.json()["type"]) == (409, "/problems/not-uploaded")
    assert (await hr.get(f"/documents/{made['id']}/content")).status_code == 404  # not before it was looked at
    content = pdf(2)
    home = urlsplit(made["upload"]["url"])
    if home.netloc:  # the browser may send there, and nowhere else
        allowed = early.headers["content-security-policy"].partition("connect-src ")[2].split()
        assert f"{home.scheme}://{home.netloc}" in allowed
    sent = await upload(world, made["upload"], content)
    assert sent.status_code in (200, 201, 204), sent.text
    done = await hr.post(f"/documents/{made['id']}/moves/complete")
    assert done.status_code == 200, done.text
    assert (done.json()["state"], done.json()["pages"], done.json()["size"]) == ("accepted", 2, len(content))
    assert "storage_key" not in done.json()
    again = await hr.post(f"/documents/{made['id']}/moves/complete")
    assert again.json()["version"] == done.json()["version"]
    link = await hr.get(f"/documents/{made['id']}/content")
    assert link.status_code == 302
    assert link.headers["cache-control"] == "no-store"
    got = await download(world, link.headers["location"])
    assert got.content == content
    assert got.headers["content-type"].startswith("application/pdf")
    assert got.headers["content-disposition"].startswith("attachment; ")
    assert "%E7%AE%80%E5%8E%86.pdf" in got.headers["content-disposition"]
    if link.headers["location"].startswith("/"):
        assert got.headers["content-security-policy"].startswith("sandbox")
        assert got.headers["x-content-type-options"] == "nosniff"


async def test_what_was_accepted_cannot_be_replaced_through_the_link_that_uploaded_it(world: World) -> None:
    id = await application(world)
    hr, good = world.people["hr"], pdf(1)
    made = await begun(world, id)
    await upload(world, made["upload"], good)
    assert (await hr.post(f"/documents/{made['id']}/moves/complete")).status_code == 200
    for _ in range(2):
        await upload(world, made["upload"], pdf(9))  # the link is still young
        link = await hr.get(f"/documents/{made['id']}/content")
        assert (await download(world, link.headers["location"])).content == good
        await work(world)


async def test_content_that_is_refused_is_told_why_and_not_kept(world: World) -> None:
    id = await application(world)
    made = await begun(world, id)
    sent = await upload(world, made["upload"], b"<html>not a PDF</html>")
    assert sent.status_code in (200, 201, 204)
    refused = await world.people["hr"].post(f"/documents/{made['id']}/moves/complete")
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "file"
    assert keys(world) == set()
    assert (await world.people["hr"].get(f"/documents/{made['id']}/content")).status_code == 404


async def test_an_upload_larger_than_allowed_is_refused_by_us_even_where_the_store_takes_it(world: World) -> None:
    id = await application(world)
    announced = await world.people["hr"].post(
        "/documents",
        {"record_kind": "application", "record_id": id, "kind": "cv", "file_name": "cv.pdf", "size": 40 * 1024 * 1024},
    )
    assert announced.status_code == 413
    made = await begun(world, id)
    sent = await upload(world, made["upload"], pdf() + b"\0" * (21 * 1024 * 1024))
    if sent.status_code >= 400:  # our own links, and stores that keep the condition, refuse at once
        assert sent.status_code in (400, 403, 413)
        return
    refused = await world.people["hr"].post(f"/documents/{made['id']}/moves/complete")
    assert refused.status_code == 422
    assert "20 MB" in refused.json()["errors"][0]["problem"]
    assert keys(world) == set()


# ---- orphans ---------------------------------------------------------------------------------------------------------


def pretend_that_contents_are_old(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("polder.kernel.documents.jobs.ABANDONED_SECONDS", -3600)


async def test_content_goes_only_after_the_removal_of_its_row_is_for_good(world: World) -> None:
    from polder.kernel.actor import Entry
    from polder.kernel.documents import actions
    from polder.kernel.tx import transaction

    id = await application(world)
    made = await begun(world, id)
    await upload(world, made["upload"], pdf())
    assert (await world.people["hr"].post(f"/documents/{made['id']}/moves/complete")).status_code == 200
    await work(world)
    (kept,) = keys(world)
    world.sql(AS_DRAFT)
    link = world.session(None, kind="link", account_id=None, role="applicant", scope_id=id)

    async def removed(broken: bool) -> None:
        async with transaction(world.app.state.database, Entry.by_secret(link, "test")) as tx:
            await actions.remove(tx, made["id"])
            assert keys(world) == {kept}
            if broken:
                raise RuntimeError

    with pytest.raises(RuntimeError):
        await removed(broken=True)
    await work(world)
    assert keys(world) == {kept}
    await removed(broken=False)
    assert keys(world) == {kept}
    await work(world)
    assert keys(world) == set()


async def test_the_sweep_removes_orphans_and_abandoned_uploads_and_keeps_what_is_named(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = await application(world)
    made, abandoned = await begun(world, id), await begun(world, id)
    await upload(world, made["upload"], pdf())
    await upload(world, abandoned["upload"], pdf())
    assert (await world.people["hr"].post(f"/documents/{made['id']}/moves/complete")).status_code == 200
    orphan = str(uuid4())
    world.app.state.storage.put(orphan, b"of a transaction that rolled back")
    ((kept,),) = world.sql("select storage_key from document where state = 'accepted'")
    await sweep(timestamp=0)
    assert {kept, orphan} < keys(world)  # too young
    pretend_that_contents_are_old(world, monkeypatch)
    await sweep(timestamp=0)
    assert keys(world) == {kept}
    assert world.sql("select id::text from document") == [(made["id"],)]


async def test_the_sweep_sees_documents_of_drafts_too(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft is hidden from everybody but its writer; its documents must not look orphaned for that."""
    id = await application(world)
    made = await begun(world, id)
    await upload(world, made["upload"], pdf())
    assert (await world.people["hr"].post(f"/documents/{made['id']}/moves/complete")).status_code == 200
    world.sql(AS_DRAFT)
    assert (await world.people["hr"].get(f"/documents/{made['id']}")).status_code == 404
    pretend_that_contents_are_old(world, monkeypatch)
    await sweep(timestamp=0)
    assert len(keys(world)) == 1


# ---- links of the folder ---------------------------------------------------------------------------------------------


def taken_apart(link: str) -> tuple[str, dict[str, str]]:
    parts = urlsplit(link)
    return parts.path.rsplit("/", 1)[1], {name: values[0] for name, values in parse_qs(parts.query).items()}


def test_a_link_of_the_folder_allows_one_thing_to_one_key_for_a_quarter_of_an_hour(
    folder: FolderStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, other = str(uuid4()), str(uuid4())
    _, query = taken_apart(folder.download_link(key, "cv.pdf", "application/pdf"))
    assert folder.verify("GET", key, query)
    assert not folder.verify("PUT", key, query)
    assert not folder.verify("GET", other, query)
    for name, value in (
        ("until", str(int(query["until"]) + 1)), ("until", "²"), ("until", ""), ("until", "-1"), ("name", "evil.html"),
        ("type", "text/html"), ("signature", "0" * 64), ("signature", "é"), ("extra", "1"),
    ):  # fmt: skip
        assert not folder.verify("GET", key, {**query, name: value}), name
    for name in query:
        assert not folder.verify("GET", key, {n: v for n, v in query.items() if n != name}), name
    assert not FolderStorage(folder.folder, "another secret" * 4).verify("GET", key, query)
    monkeypatch.setattr(storages.time, "time", lambda: float(query["until"]))
    assert folder.verify("GET", key, query)
    monkeypatch.setattr(storages.time, "time", lambda: float(query["until"]) + 0.001)
    assert not folder.verify("GET", key, query)


def test_claims_cannot_be_shifted_into_one_another(folder: FolderStorage) -> None:
    key = str(uuid4())
    _, query = taken_apart(folder.download_link(key, "a\ntype=text/html", "application/pdf"))
    moved = {"name": "a", "type": "text/html\ntype=application/pdf", **{n: query[n] for n in ("until", "signature")}}
    assert folder.verify("GET", key, query)
    assert not folder.verify("GET", key, moved)


@pytest.mark.parametrize("key", ["../../etc/passwd", "..", "", "a" * 36, f"{KEY}/../x", f"{KEY}\n", "%2e%2e"])
def test_no_key_reaches_beyond_the_folder(folder: FolderStorage, key: str) -> None:
    if key == "a" * 36:
        assert folder.path(key).parent.parent == folder.folder  # a key in form, though never given
        return
    with pytest.raises(ValueError):
        folder.path(key)


async def test_forged_links_are_not_found_over_http(
    app_url: str, owner_url: str, superuser_url: str, tmp_path: Path
) -> None:
    async with built(settings_for(app_url, owner_url, tmp_path / "documents"), superuser_url) as world:
        client, storage = world.client(), world.app.state.storage
        key = str(uuid4())
        storage.put(key, pdf())
        link = storage.download_link(key, "cv.pdf", "application/pdf")
        assert (await client.get(link)).status_code == 200
        path, _, query = link.partition("?")
        forged = [
            path, link + "&x=1", f"{path}?{query[:-1]}{'1' if query.endswith('0') else '0'}", f"/files/..%2f..%2fetc%2fpasswd?{query}", f"/files/{uuid4()}?{query}",
            f"{path}?" + urlencode({"until": "²", "signature": "x"}), f"/files/{key}%0aname%3dx?{query}",
        ]  # fmt: skip
        for address in forged:
            assert (await client.get(address)).status_code == 404, address
            assert (await client.put(address, content=b"x")).status_code == 404, address
        assert (await client.put(link, content=b"x")).status_code == 404
        put = storage.upload_link(key, 10, "application/pdf").url
        assert (await client.get(put)).status_code == 404
        assert (await client.put(put, content=b"x" * 11)).status_code == 413
        assert storage.fetch(key, 10_000_000) == pdf()


def test_content_is_there_whole_or_not_at_all(folder: FolderStorage) -> None:
    def broken() -> Iterator[bytes]:
        yield b"half"
        raise OSError("the connection went away")

    key = str(uuid4())
    with pytest.raises(OSError):
        folder.put_parts(key, broken())
    assert folder.fetch(key, 100) is None
    assert [path for path in folder.folder.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    "name", ['a".pdf', "a\r\nX-Evil: 1.pdf", "简历.pdf", "a;b=c.pdf", "%22.pdf", "\u202efdp.exe", "", "\ud800.pdf"]
)
def test_a_name_in_any_script_stays_inside_its_header(name: str) -> None:
    made = disposition(name)
    assert made.startswith('attachment; filename="')
    assert made.isascii()
    assert made.isprintable()
    assert made.count('"') == 2


# ---- S3 --------------------------------------------------------------------------------------------------------------


def test_presigned_links_of_the_bucket_carry_the_conditions(bucket: S3Storage) -> None:
    import base64
    import json

    link = bucket.upload_link("k", 1000, "application/pdf")
    policy = json.loads(base64.b64decode(link.fields["policy"]))
    assert ["content-length-range", 0, 1000] in policy["conditions"]
    assert {"Content-Type": "application/pdf"} in policy["conditions"]
    assert {"key": f"{bucket.prefix}/k"} in policy["conditions"]
    until = time.mktime(time.strptime(policy["expiration"], "%Y-%m-%dT%H:%M:%SZ")) - time.timezone
    assert 0 < until - time.time() <= storages.LINK_SECONDS
    query = parse_qs(urlsplit(bucket.download_link("k", 'x".pdf', "application/pdf")).query)
    assert query["response-content-disposition"][0].startswith("attachment; ")
    assert query["X-Amz-Expires"] == [str(storages.LINK_SECONDS)]


def test_a_bucket_keeps_gives_lists_and_forgets(bucket: S3Storage) -> None:
    key = str(uuid4())
    assert bucket.fetch(key, 10) is None
    bucket.put(key, b"0123456789")
    bucket.client.put_object(Bucket=BUCKET, Key="not-ours.txt", Body=b"x")
    assert bucket.fetch(key, 5) == b"012345"  # one more than allowed, so that too much is seen
    assert list(bucket.older_than(-3600)) == [key]
    assert list(bucket.older_than(3600)) == []
    bucket.delete(key)
    bucket.delete(key)
    assert bucket.fetch(key, 10) is None
