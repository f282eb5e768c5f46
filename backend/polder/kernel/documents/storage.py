"""Where the content of documents lies: an S3 bucket, or a local folder with the same idea of signed links.

Links live a quarter of an hour. Downloads are always attachments: content that strangers sent is never shown as a page
of ours.
"""

import hashlib
import hmac
import json
import os
import re
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote, urlencode, urlsplit

LINK_SECONDS = 900
_KEY = re.compile(r"[0-9a-f-]{36}")


@dataclass(frozen=True)
class UploadLink:
    """How the browser sends the bytes: PUT of the body, or POST of a form with `fields` and the file last."""

    method: str
    url: str
    fields: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)


class Storage(Protocol):
    @property
    def origins(self) -> list[str]: ...

    def upload_link(self, key: str, size_limit: int, media_type: str) -> UploadLink: ...
    def download_link(self, key: str, file_name: str, media_type: str) -> str: ...
    def put(self, key: str, content: bytes) -> None: ...
    def fetch(self, key: str, limit: int) -> bytes | None: ...
    def delete(self, key: str) -> None: ...
    def older_than(self, seconds: float) -> Iterator[str]: ...


def disposition(file_name: str) -> str:
    """Content-Disposition as RFC 6266 wants it, for a name in any script; nothing of it can break out of the header."""
    plain = "".join(c if c.isascii() and c.isprintable() and c not in '"\\%;' else "_" for c in file_name)[:150]
    return f"attachment; filename=\"{plain or 'file'}\"; filename*=UTF-8''{quote(file_name.encode('utf-8', 'replace')[:400], safe='')}"


class S3Storage:
    """Any S3 protocol server; the browser talks to it directly by presigned links."""

    def __init__(self, location: str, endpoint_url: str | None, region: str | None) -> None:
        import boto3
        from botocore.config import Config

        parts = urlsplit(location)
        self.bucket, self.prefix = parts.netloc, parts.path.strip("/")
        self.client: Any = boto3.client(
            "s3", endpoint_url=endpoint_url, region_name=region,
            config=Config(signature_version="s3v4", retries={"max_attempts": 3}, connect_timeout=5, read_timeout=20),
        )  # fmt: skip

    @property
    def origins(self) -> list[str]:
        """Where the browser sends uploads: the server itself, or the bucket's own host at it."""
        parts = urlsplit(self.client.meta.endpoint_url)
        return [f"{parts.scheme}://{parts.netloc}", f"{parts.scheme}://{self.bucket}.{parts.netloc}"]

    def _key(self, key: str) -> str:
        return f"{self.prefix}/{key}" if self.prefix else key

    def upload_link(self, key: str, size_limit: int, media_type: str) -> UploadLink:
        made = self.client.generate_presigned_post(
            self.bucket,
            self._key(key),
            Fields={"Content-Type": media_type},
            Conditions=[{"Content-Type": media_type}, ["content-length-range", 0, size_limit]],
            ExpiresIn=LINK_SECONDS,
        )
        return UploadLink("POST", made["url"], made["fields"])

    def download_link(self, key: str, file_name: str, media_type: str) -> str:
        url: str = self.client.generate_presigned_url(
            "get_object",
            Params={
                "Bucket": self.bucket,
                "Key": self._key(key),
                "ResponseContentDisposition": disposition(file_name),
                "ResponseContentType": media_type,
            },
            ExpiresIn=LINK_SECONDS,
        )
        return url

    def put(self, key: str, content: bytes) -> None:
        self.client.put_object(Bucket=self.bucket, Key=self._key(key), Body=content)

    def fetch(self, key: str, limit: int) -> bytes | None:
        try:
            answer = self.client.get_object(Bucket=self.bucket, Key=self._key(key))
        except self.client.exceptions.NoSuchKey:
            return None
        content: bytes = answer["Body"].read(limit + 1)
        return content

    def delete(self, key: str) -> None:
        self.client.delete_object(Bucket=self.bucket, Key=self._key(key))

    def older_than(self, seconds: float) -> Iterator[str]:
        """The keys of contents that came more than `seconds` ago."""
        prefix, before = self._key(""), time.time() - seconds
        for page in self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=prefix):
            for item in page.get("Contents", ()):
                key = item["Key"].removeprefix(prefix)
                if _KEY.fullmatch(key) and item["LastModified"].timestamp() < before:
                    yield key


class FolderStorage:
    """A local folder; links are signed with HMAC-SHA256 over what they allow, to whom and until when."""

    def __init__(self, folder: Path, secret: str) -> None:
        self.folder, self._secret = folder, hashlib.sha256(b"polder files" + secret.encode()).digest()
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def origins(self) -> list[str]:
        """None but our own."""
        return []

    def _sign(self, method: str, key: str, claims: dict[str, str]) -> str:
        signed = json.dumps([method, key, sorted(claims.items())])  # unambiguous, whatever the values hold
        return hmac.new(self._secret, signed.encode(), hashlib.sha256).hexdigest()

    def _link(self, method: str, key: str, **allowed: str) -> str:
        claims = {**allowed, "until": str(int(time.time()) + LINK_SECONDS)}
        return f"/files/{key}?{urlencode({**claims, 'signature': self._sign(method, key, claims)})}"

    def verify(self, method: str, key: str, query: dict[str, str]) -> bool:
        """Is this exactly a link that we gave, and still young?"""
        claims = {name: value for name, value in query.items() if name != "signature"}
        genuine = hmac.compare_digest(query.get("signature", "").encode(), self._sign(method, key, claims).encode())
        return genuine and int(claims["until"]) >= time.time()

    def path(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise ValueError("no such key")
        return self.folder / key[-2:] / key

    def upload_link(self, key: str, size_limit: int, media_type: str) -> UploadLink:
        return UploadLink("PUT", self._link("PUT", key, limit=str(size_limit)), {}, {"Content-Type": media_type})

    def download_link(self, key: str, file_name: str, media_type: str) -> str:
        return self._link("GET", key, name=file_name, type=media_type)

    def put(self, key: str, content: bytes) -> None:
        self.put_parts(key, iter([content]))

    def put_parts(self, key: str, parts: Iterator[bytes]) -> None:
        """Written aside and renamed: a file is there whole, or not at all."""
        path = self.path(key)
        path.parent.mkdir(exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            try:
                for part in parts:
                    file.write(part)
                file.flush()
                os.fsync(file.fileno())
                Path(file.name).replace(path)
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise

    def fetch(self, key: str, limit: int) -> bytes | None:
        try:
            with self.path(key).open("rb") as file:
                return file.read(limit + 1)
        except FileNotFoundError:
            return None

    def delete(self, key: str) -> None:
        self.path(key).unlink(missing_ok=True)

    def older_than(self, seconds: float) -> Iterator[str]:
        """The keys of contents that came more than `seconds` ago. Half-written files of that age go at once."""
        before = time.time() - seconds
        for path in self.folder.glob("??/*"):
            if path.stat().st_mtime >= before:
                continue
            if _KEY.fullmatch(path.name):
                yield path.name
            else:
                path.unlink(missing_ok=True)
