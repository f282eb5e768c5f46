"""Pure rules of signing in."""

from collections.abc import Mapping
from typing import Any

# How long a browser session lasts: idle, and at most. Roles that move money or rights get shorter ones later.
IDLE_SECONDS = 8 * 3600
ABSOLUTE_SECONDS = 24 * 3600
ATTEMPT_SECONDS = 600
TOKEN_DAYS_MOST = 365


def own_path(return_to: str | None) -> str:
    """Where to go after a sign-in: only an own, relative path; anything else means the start page."""
    path = return_to or "/admin/"
    safe = path.startswith("/") and not path.startswith(("//", "/\\")) and not any(c < " " or c == "\\" for c in path)
    return path if safe else "/admin/"


def profile(claims: Mapping[str, Any], mapping: Mapping[str, str]) -> tuple[str, str | None, str]:
    """(display name, e-mail, language) from verified claims; `mapping` names the provider's own claims."""

    def claim(name: str, *others: str) -> str | None:
        for key in (mapping.get(name, name), *others):
            value = claims.get(key)
            if isinstance(value, str) and value.strip():
                return value.strip().replace("\x00", "")
        return None

    parts = [claims.get("given_name"), claims.get("family_name")]
    joined = " ".join(part for part in parts if isinstance(part, str) and part.strip())
    email = claim("email")
    name = claim("name") or joined or claim("preferred_username") or email or "?"
    language = "nl" if str(claims.get("locale", "")).lower().startswith("nl") else "en"
    return name[:500], (email or "")[:320] or None, language


def subject(claims: Mapping[str, Any], issuer: str) -> str:
    """The stable subject. Entra's `sub` differs per application; its `oid` within the tenant `tid` does not."""
    if "login.microsoftonline.com" in issuer and claims.get("oid") and claims.get("tid"):
        return f"{claims['tid']}:{claims['oid']}"
    return str(claims["sub"])
