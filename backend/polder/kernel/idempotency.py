"""Idempotency-Key: the same key and body get the same answer; the same key with another body is refused.

The key's row is inserted first, in the transaction of the work itself: a second request with the same key waits for
the first to commit, then finds its answer.
"""

import hashlib
import re

from starlette.requests import Request
from starlette.responses import Response

from polder.kernel import problems
from polder.kernel.tx import Tx
from polder.kernel.words import Words

HEADER = "Idempotency-Key"
_BOUNDARY = re.compile(r'boundary=(?:"([^"]+)"|([^;\s]+))', re.IGNORECASE)
_KEY = re.compile(r"[\x21-\x7e]{8,128}")
RIGHTS_CHANGED = Words(
    nl="Dit is al gedaan; uw rechten zijn sindsdien veranderd. Laad de pagina opnieuw om te zien wat er nu staat.",
    en="This was done already; your rights have changed since. Reload the page to see what is there now.",
)
KEPT_HEADERS = ("content-type", "location", "etag")


def _without_boundary(media_type: str, body: bytes) -> bytes:
    """The body; of a form in parts without what divides them, as that is drawn anew each time (RFC 2046, 5.1.1)."""
    found = _BOUNDARY.search(media_type) if media_type.lower().startswith("multipart/") else None
    return body.replace(b"--" + (found[1] or found[2]).encode("latin-1"), b"--") if found else body


async def claim(tx: Tx, request: Request, key: str) -> Response | None:
    """Claim the key for this request. A response when the work was already done; None when it must be done now."""
    if not _KEY.fullmatch(key):
        raise problems.invalid_field(
            HEADER,
            Words(nl="De sleutel is ongeldig.", en="The key is not valid."),
            Words(nl="Gebruik 8 tot 128 zichtbare ASCII-tekens.", en="Use 8 to 128 visible ASCII characters."),
        )
    digest = hashlib.sha256(_without_boundary(request.headers.get("content-type", ""), await request.body())).digest()
    operation = f"{request.method} {request.url.path}"
    claimed = await tx.run(
        """insert into idempotency_key (owner_id, key, operation, body_digest, rights)
           values (polder.key_owner(), :key, :operation, :digest, polder.rights())
           on conflict do nothing""",
        key=key,
        operation=operation,
        digest=digest,
    )
    if claimed:
        return None
    kept = await tx.rows(
        """select operation, body_digest, status, headers, body, rights = polder.rights() as may_read from idempotency_key
           where key = :key and owner_id = polder.key_owner()""",
        key=key,
    )
    if not kept or kept[0].operation != operation or bytes(kept[0].body_digest) != digest:
        raise problems.conflict(
            "idempotency-key-reused",
            Words(
                nl="Deze Idempotency-Key hoort bij een ander verzoek. Gebruik voor elk nieuw verzoek een nieuwe sleutel.",
                en="This Idempotency-Key belongs to another request. Use a new key for every new request.",
            ),
        )
    if not kept[0].may_read:
        raise problems.conflict("rights-changed", RIGHTS_CHANGED)
    headers = {**(kept[0].headers or {}), "Idempotent-Replay": "true"}
    return Response(bytes(kept[0].body or b""), kept[0].status, headers)


async def keep(tx: Tx, key: str, response: Response) -> None:
    """Store the answer beside the work it answers."""
    import json

    headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
    await tx.run(
        """update idempotency_key set status = :status, headers = cast(:headers as jsonb), body = :body
           where key = :key and owner_id = polder.key_owner()""",
        status=response.status_code,
        headers=json.dumps(headers),
        body=bytes(response.body),
        key=key,
    )
