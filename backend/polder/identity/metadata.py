"""What a provider publishes about itself: its discovery document and its keys, cached, with rotation.

Every process holds a Metadata; the libraries it reads with are imported when it first reads.
"""

import base64
import binascii
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from polder.identity.provider import ProviderUnreachable, SignInRefused
from polder.identity.rules import TENANT

if TYPE_CHECKING:
    from joserfc.jwk import KeySet

LIFE_SECONDS = 3600
REFRESH_SECONDS = 10  # an unknown key id makes us look again, but nobody can make us look all the time
URL_SAFE = str.maketrans("+/", "-_")
TIMEOUT = (4.0, 8.0, 8.0, 8.0)  # seconds: connect, read, write, a free connection


async def get_json(url: str) -> Any:
    """The JSON at `url`; ProviderUnreachable when it does not come. Redirects are not followed."""
    import httpx

    try:
        async with httpx.AsyncClient(timeout=TIMEOUT, trust_env=False) as client:
            answer = await client.get(url, headers={"Accept": "application/json"})
            answer.raise_for_status()
            return answer.json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise ProviderUnreachable(type(error).__name__) from error


class Metadata:
    """Discovery documents and keys per issuer, each read again after an hour."""

    def __init__(self) -> None:
        self._documents: dict[str, tuple[float, dict[str, Any]]] = {}
        self._keys: dict[str, tuple[float, KeySet]] = {}

    async def of(self, issuer: str) -> dict[str, Any]:
        """The discovery document (OpenID Connect Discovery 1.0); it must name the issuer that was asked."""
        known = self._documents.get(issuer)
        if known and known[0] + LIFE_SECONDS > time.monotonic():
            return known[1]
        document: Any = await get_json(issuer.rstrip("/") + "/.well-known/openid-configuration")
        check_document(issuer, document)
        self._documents[issuer] = (time.monotonic(), document)
        return dict(document)

    async def keys(self, issuer: str) -> "KeySet":
        known = self._keys.get(issuer)
        if known and known[0] + LIFE_SECONDS > time.monotonic():
            return known[1]
        return await self._read_keys(issuer)

    async def newer_keys(self, issuer: str) -> "KeySet | None":
        """The keys as they are now, because an unknown one signed; None when we looked just before."""
        known = self._keys.get(issuer)
        if known and known[0] + REFRESH_SECONDS > time.monotonic():
            return None
        return await self._read_keys(issuer)

    async def _read_keys(self, issuer: str) -> "KeySet":
        found = key_set(await get_json((await self.of(issuer))["jwks_uri"]))
        self._keys[issuer] = (time.monotonic(), found)
        return found


def check_document(issuer: str, document: Any) -> None:
    """SignInRefused unless the document is this issuer's: the same name, or Entra's template at the same host."""
    named = document.get("issuer") if isinstance(document, dict) else None
    if not isinstance(named, str):
        raise SignInRefused("discovery names no issuer")
    if named != issuer and not (TENANT in named and urlsplit(named).netloc == urlsplit(issuer).netloc):
        raise SignInRefused("discovery names another issuer")
    for endpoint in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        scheme = urlsplit(str(document.get(endpoint, ""))).scheme
        if scheme not in ("https", urlsplit(issuer).scheme):
            raise SignInRefused(f"discovery has no safe {endpoint}")


def key_set(published: Any) -> "KeySet":
    """The keys that may have signed. Kinds that we do not know are passed over (RFC 7517, section 5); one that is
    broken makes the whole set suspect, and it is refused."""
    from joserfc.errors import JoseError
    from joserfc.jwk import JWKRegistry, KeySet

    keys = []
    try:
        for data in published["keys"]:
            if data.get("kty") not in ("RSA", "EC", "OKP") or data.get("use", "sig") != "sig":
                continue
            for certificate in data.get("x5c", ()):
                base64.b64decode(certificate, validate=True)
            keys.append(JWKRegistry.import_key(dict(_public_part(data))))
    except (JoseError, binascii.Error, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SignInRefused(f"broken key set: {type(error).__name__}") from error
    if not keys:
        raise SignInRefused("empty key set")
    return KeySet(keys)


def _public_part(data: dict[str, str]) -> dict[str, str]:
    """What a public key is made of; some providers write its numbers in padded base64 instead of base64url."""
    part: dict[str, str] = {name: data[name] for name in ("kty", "kid", "crv") if name in data}
    for name in ("n", "e", "x", "y"):
        if name in data:
            part[name] = data[name].translate(URL_SAFE).rstrip("=")
    return part
