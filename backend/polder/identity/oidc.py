"""The relying party: OpenID Connect code flow with PKCE, state, nonce and the issuer check of RFC 9207 (Authlib)."""

import os
import time
from dataclasses import dataclass
from typing import Any

import httpx
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

METADATA_SECONDS = 3600
TIMEOUT = httpx.Timeout(8.0, connect=4.0)
ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]


class ProviderUnreachable(Exception):
    """The provider does not answer; other providers keep working."""


class SignInRefused(Exception):
    """The provider answered, but not in a way that may be trusted. The message is for the log: no personal data."""


@dataclass(frozen=True)
class Provider:
    """What the flow needs of an identity provider's row."""

    key: str
    issuer: str
    client_id: str
    client_secret_ref: str | None
    scopes: str
    allowed_tenant: str | None

    @property
    def client_secret(self) -> str | None:
        """Secrets stay outside the database: the row names an environment variable."""
        return os.environ.get(f"POLDER_SECRET_{self.client_secret_ref}") if self.client_secret_ref else None


class Metadata:
    """Discovery documents and keys, cached per issuer; keys are read again when an unknown one signs."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[float, dict[str, Any]]] = {}
        self._keys: dict[str, KeySet] = {}

    async def of(self, issuer: str) -> dict[str, Any]:
        known = self._found.get(issuer)
        if known and known[0] > time.monotonic():
            return known[1]
        document: dict[str, Any] = await _get_json(issuer.rstrip("/") + "/.well-known/openid-configuration")
        if document.get("issuer") != issuer:
            raise SignInRefused("discovery names another issuer")
        self._found[issuer] = (time.monotonic() + METADATA_SECONDS, document)
        return document

    async def keys(self, issuer: str, *, fresh: bool = False) -> KeySet:
        if fresh or issuer not in self._keys:
            document = await self.of(issuer)
            self._keys[issuer] = KeySet.import_key_set(await _get_json(document["jwks_uri"]))
        return self._keys[issuer]


async def _get_json(url: str) -> Any:
    try:
        async with httpx.AsyncClient(timeout=TIMEOUT, trust_env=False) as client:
            answer = await client.get(url, headers={"Accept": "application/json"})
            answer.raise_for_status()
            return answer.json()
    except (httpx.HTTPError, ValueError) as error:
        raise ProviderUnreachable(type(error).__name__) from error


def _client(provider: Provider, redirect_uri: str) -> AsyncOAuth2Client:
    return AsyncOAuth2Client(
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        token_endpoint_auth_method="client_secret_basic" if provider.client_secret else "none",
        scope=provider.scopes,
        redirect_uri=redirect_uri,
        code_challenge_method="S256",
        timeout=TIMEOUT,
        trust_env=False,
    )


async def authorization_url(
    metadata: Metadata,
    provider: Provider,
    redirect_uri: str,
    *,
    state: str,
    nonce: str,
    verifier: str,
    hint: str | None,
) -> str:
    """Where to send the browser."""
    document = await metadata.of(provider.issuer)
    extra = {"login_hint": hint} if hint else {}
    async with _client(provider, redirect_uri) as client:
        url, _ = client.create_authorization_url(
            document["authorization_endpoint"], state=state, nonce=nonce, code_verifier=verifier, **extra
        )
    return str(url)


async def claims_of(
    metadata: Metadata,
    provider: Provider,
    redirect_uri: str,
    *,
    code: str,
    verifier: str,
    nonce: str,
    issuer: str | None,
) -> dict[str, Any]:
    """The verified claims of a sign-in: id token first, completed from the userinfo endpoint of the same subject."""
    document = await metadata.of(provider.issuer)
    if issuer is None and document.get("authorization_response_iss_parameter_supported"):
        raise SignInRefused("the answer lacks its issuer")
    if issuer is not None and issuer != provider.issuer:
        raise SignInRefused("the answer comes from another issuer")
    try:
        async with _client(provider, redirect_uri) as client:
            token = await client.fetch_token(document["token_endpoint"], code=code, code_verifier=verifier)
            claims = await _id_token(metadata, provider, token["id_token"], nonce)
            if document.get("userinfo_endpoint"):
                answer = await client.get(document["userinfo_endpoint"])
                if answer.status_code == 200 and answer.json().get("sub") == claims["sub"]:
                    claims = {**answer.json(), **claims}
    except httpx.HTTPError as error:
        raise ProviderUnreachable(type(error).__name__) from error
    except (KeyError, ValueError, JoseError) as error:
        raise SignInRefused(type(error).__name__) from error
    except Exception as error:  # Authlib's OAuthError family has no common public base across versions
        if type(error).__module__.startswith("authlib"):
            raise SignInRefused(type(error).__name__) from error
        raise
    if provider.allowed_tenant and claims.get("tid") != provider.allowed_tenant:
        raise SignInRefused("another tenant")
    return claims


async def _id_token(metadata: Metadata, provider: Provider, token: str, nonce: str) -> dict[str, Any]:
    try:
        decoded = jwt.decode(token, await metadata.keys(provider.issuer), algorithms=ALGORITHMS)
    except (JoseError, ValueError):  # an unknown key: the provider may have rotated
        decoded = jwt.decode(token, await metadata.keys(provider.issuer, fresh=True), algorithms=ALGORITHMS)
    claims = CodeIDToken(
        decoded.claims,
        decoded.header,
        options={
            "iss": {"essential": True, "value": provider.issuer},
            "aud": {"essential": True, "value": provider.client_id},
            "sub": {"essential": True},
            "exp": {"essential": True},
            "nonce": {"essential": True, "value": nonce},
        },
        params={"nonce": nonce, "client_id": provider.client_id},
    )
    claims.validate(leeway=60)
    return dict(decoded.claims)
