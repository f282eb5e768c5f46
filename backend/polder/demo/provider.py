"""A small OpenID provider for development: authorization code with PKCE, id token, userinfo; one click per person.

It is mounted only by `polder demo` and the tests. Polder signs in with it over HTTP, on the same path as in production.
"""

import base64
import hashlib
import secrets
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode

import orjson
from fastapi import APIRouter, Request
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from polder.demo.people import COMPANIES, INSTITUTE, ORCID, PEOPLE, DemoPerson

CLIENT_ID = "polder"
PATH = "/development-provider"
PATHS = {INSTITUTE: PATH, COMPANIES: f"{PATH}-of-companies", ORCID: f"{PATH}-of-researchers"}
NAMES = {INSTITUTE: "Demonstratie", COMPANIES: "Bedrijvenpas (demonstratie)", ORCID: "ORCID (demonstratie)"}
RETURNS = {ORCID: "/apply/orcid/callback"}  # the others: /sign-in/<key>/callback


@dataclass
class Provider:
    """One provider with its own key; codes live a minute and work once."""

    issuer: str
    redirect_uri: str
    people: dict[str, DemoPerson] = field(default_factory=lambda: {person.subject: person for person in PEOPLE})
    path: str = PATH
    key: RSAKey = field(default_factory=lambda: _new_key())
    codes: dict[str, dict[str, Any]] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    # What a test wants to be wrong.
    tamper: dict[str, Any] = field(default_factory=dict)
    algorithm: str = "RS256"
    userinfo_subject: str | None = None
    named: str | None = None  # the issuer that discovery names, where that is another
    answer_issuer: str | None = "own"  # None: no `iss` in the answer
    key_reads: int = 0

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.named or self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "end_session_endpoint": f"{self.issuer}/end-session",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": self.answer_issuer is not None,
        }

    def give_code(self, subject: str, query: dict[str, str]) -> str:
        code = secrets.token_urlsafe(24)
        self.codes[code] = {
            "sub": subject,
            "nonce": query.get("nonce", ""),
            "challenge": query.get("code_challenge", ""),
            "until": time.time() + 60,
        }
        return code

    def id_token(self, subject: str, nonce: str) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer, "aud": CLIENT_ID, "sub": subject, "nonce": nonce, "iat": now, "exp": now + 300,
            **self.tamper,
        }  # fmt: skip
        if self.algorithm == "none":
            return ".".join(map(_unsigned, ({"alg": "none", "kid": self.key.kid}, claims))) + "."
        key = self.key if self.algorithm == "RS256" else OctKey.import_key(CLIENT_ID * 8)
        return jwt.encode(
            {"alg": self.algorithm, "kid": self.key.kid}, claims, key, algorithms=["RS256", self.algorithm]
        )

    def forget(self) -> None:
        """As it was when it began, with the key that it has: whoever signed in, and what was wrong, is forgotten."""
        vars(self).update(vars(Provider(self.issuer, self.redirect_uri, self.people, self.path, self.key)))

    def rotate(self) -> None:
        """Sign with a new key from now on; the old one is gone."""
        self.key = _new_key()


def _new_key() -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": secrets.token_hex(8), "use": "sig"})


def _unsigned(part: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(part)).rstrip(b"=").decode()


def router(provider: Provider) -> APIRouter:
    """The provider's own routes."""
    routes = APIRouter(prefix=provider.path, include_in_schema=False)

    @routes.get("/.well-known/openid-configuration")
    async def discovery() -> Response:
        return JSONResponse(provider.metadata())

    @routes.get("/keys")
    async def keys() -> Response:
        provider.key_reads += 1
        return JSONResponse(KeySet([provider.key]).as_dict(private=False))

    @routes.get("/authorize")
    async def authorize(request: Request) -> Response:
        query = dict(request.query_params)
        if query.get("client_id") != CLIENT_ID or query.get("redirect_uri") != provider.redirect_uri:
            return HTMLResponse("<h1>Unknown client or redirect address</h1>", 400)
        if query.get("code_challenge_method") != "S256" or not query.get("code_challenge"):
            return HTMLResponse("<h1>PKCE is required</h1>", 400)
        subject = query.get("login_hint", "")
        if subject not in provider.people:
            links = "".join(
                f'<li><a href="?{urlencode({**query, "login_hint": person.subject}).replace("&", "&amp;")}">'
                f"{person.name}</a></li>"
                for person in provider.people.values()
            )
            return HTMLResponse(
                f"<!doctype html><title>Development provider</title><h1>Who are you?</h1><ul>{links}</ul>"
            )
        answer = {"code": provider.give_code(subject, query), "state": query.get("state", "")}
        if provider.answer_issuer is not None:
            answer["iss"] = provider.issuer
        return RedirectResponse(f"{provider.redirect_uri}?{urlencode(answer)}", 303)

    @routes.post("/token")
    async def token(request: Request) -> Response:
        form = {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}
        known = provider.codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (
            known is None or known["until"] < time.time() or known["challenge"] != challenge
            or form.get("redirect_uri") != provider.redirect_uri
        ):  # fmt: skip
            return JSONResponse({"error": "invalid_grant"}, 400)
        access = secrets.token_urlsafe(24)
        provider.tokens[access] = known["sub"]
        return JSONResponse(
            {
                "access_token": access,
                "token_type": "Bearer",
                "expires_in": 300,
                "id_token": provider.id_token(known["sub"], known["nonce"]),
            }
        )

    @routes.get("/userinfo")
    async def userinfo(request: Request) -> Response:
        subject = provider.tokens.get(request.headers.get("authorization", "").removeprefix("Bearer "))
        person = provider.people.get(subject or "")
        if person is None:
            return JSONResponse({"error": "invalid_token"}, 401)
        return JSONResponse(
            {
                "sub": provider.userinfo_subject or person.subject,
                "name": person.name,
                **({"email": person.email} if person.email else {}),
                "locale": person.language,
            }
        )

    @routes.get("/end-session")
    async def end_session(request: Request) -> Response:
        """Nothing to end: every sign-in is a click."""
        wanted = request.query_params.get("post_logout_redirect_uri", "")
        ours = wanted == provider.redirect_uri.partition("/sign-in/")[0] + "/signed-out"
        return RedirectResponse(wanted, 303) if ours else HTMLResponse("<h1>Unknown address to return to</h1>", 400)

    return routes
