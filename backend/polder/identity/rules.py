"""Pure rules of signing in."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from polder.kernel.texts import in_order, shows_something

ATTEMPT_SECONDS = 600
TOKEN_DAYS_MOST = 365
START = "/admin/"
TENANT = "{tenantid}"  # Entra's discovery documents for several tenants name their issuer by this template
PROVIDER_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
# One leading slash, then visible ASCII that a path, query or fragment may hold (RFC 3986); no backslash, no control.
_OWN_PATH = re.compile(r"/(?![/\\])[A-Za-z0-9\-._~!$&'()*+,;=:@%/?#\[\]]*")


def digest(secret: str) -> bytes:
    """SHA-256: secrets of 256 random bits leave this in the database, never themselves."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def own_path(return_to: str | None) -> str:
    """Where to go after a sign-in: only an own, relative path; anything else means the start page.

    Strict on purpose: browsers read `\\` as `/`, drop tabs and line ends, and follow `//host` to another host.
    """
    path = return_to or START
    if len(path) > 2000 or not _OWN_PATH.fullmatch(path):
        return START
    # A path that begins with an encoded slash or backslash is harmless here, yet a proxy might decode it.
    return START if re.match(r"/(?:%2f|%5c|%09|%0a|%0d)", path, re.IGNORECASE) else path


def profile(claims: Mapping[str, Any], mapping: Mapping[str, str]) -> tuple[str, str | None, str | None]:
    """(display name, e-mail, language where one is told) from verified claims; `mapping` names the provider's own claims.

    SURFconext releases only what was agreed: a name may be missing altogether, several mail addresses may come.
    """

    def text(value: object) -> str:
        shown = in_order(value.replace("\x00", "")).strip() if isinstance(value, str) else ""
        return shown if shows_something(shown) else ""

    def claim(name: str, *others: str) -> str | None:
        for key in (mapping.get(name, name), *others):
            value = claims.get(key)
            found = next((one for one in map(text, value if isinstance(value, list) else [value]) if one), None)
            if found:
                return found
        return None

    joined = " ".join(part for part in (text(claims.get("given_name")), text(claims.get("family_name"))) if part)
    email = claim("email")
    name = claim("name") or joined or claim("preferred_username", "nickname") or email or "?"
    told = str(claims.get("locale", ""))[:2].lower()
    language = told if told in ("nl", "en") else None
    return name[:500], email if email and len(email) <= 320 else None, language


def subject(claims: Mapping[str, Any], *, per_tenant: bool) -> str:
    """The stable subject. Entra's `sub` differs per application; its `oid` within the tenant `tid` does not.

    Raises KeyError where a claim that must identify somebody is missing.
    """
    return f"{claims['tid']}:{claims['oid']}" if per_tenant else str(claims["sub"])


def holds(claims: Mapping[str, Any], condition: Mapping[str, Sequence[str]]) -> bool:
    """Is one of the named values present in every named claim? A claim may hold one value or several."""
    for name, wanted in condition.items():
        value = claims.get(name)
        found = {str(one) for one in value} if isinstance(value, list) else {str(value)} if value is not None else set()
        if not found & set(wanted):
            return False
    return True
