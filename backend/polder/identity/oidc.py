"""The relying party: OpenID Connect code flow with PKCE, state, nonce and the issuer check of RFC 9207 (Authlib).

Imported by whoever signs in, not at start: the libraries of this module are a tenth of what starting takes.
"""

import time
import warnings
from typing import Any

import httpx
import orjson
from joserfc import jws, jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import ECKey, JWKRegistry, OKPKey, RSAKey

from polder.identity import rules
from polder.identity.metadata import TIMEOUT, Metadata
from polder.identity.provider import Provider, ProviderUnreachable, SignInRefused

with warnings.catch_warnings():
    # Authlib prefers httpx2, a fork of httpx, and says so at import; with httpx it works the same.
    import authlib.deprecate

    warnings.simplefilter("ignore", authlib.deprecate.AuthlibDeprecationWarning)
    from authlib.integrations.base_client import OAuthError
    from authlib.integrations.httpx_client import AsyncOAuth2Client
    from authlib.oauth2.rfc7523 import PrivateKeyJWT
    from authlib.oidc.core import CodeIDToken

# Signed by a key pair: never `none`, never HS* (the client secret would then sign).
ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA", "Ed25519", "RS384", "RS512", "ES384"]
LEEWAY = 60
SIGNS_WITH = {"RSA": "RS256", "EC": "ES256", "OKP": "EdDSA"}


def _client(provider: Provider, redirect_uri: str, document: dict[str, Any]) -> AsyncOAuth2Client:
    client = AsyncOAuth2Client(
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        token_endpoint_auth_method=provider.client_authentication,
        scope=provider.scopes,
        redirect_uri=redirect_uri,
        code_challenge_method="S256",
        timeout=TIMEOUT,
        trust_env=False,
    )
    if provider.client_authentication == "private_key_jwt":
        client.client_secret = key = _private_key(str(provider.client_secret))
        header = {"kid": key.kid} if key.kid else {}
        # The issuer as audience, as RFC 7523bis asks: an assertion for one endpoint cannot be played to another.
        client.register_client_auth_method(
            PrivateKeyJWT(document["issuer"], headers=header, alg=SIGNS_WITH[key.key_type])
        )
    return client


def _private_key(text: str) -> RSAKey | ECKey | OKPKey:
    """A key as JWK, or as PEM (RSA or EC)."""
    if text.lstrip().startswith("{"):
        # annotated as any key; a symmetric one signs nothing: SIGNS_WITH does not know it
        return JWKRegistry.import_key(orjson.loads(text))  # type: ignore[return-value]
    for kind in (RSAKey, ECKey, OKPKey):
        try:
            return kind.import_key(text)
        except (JoseError, ValueError, TypeError):
            continue
    raise ProviderUnreachable("the private key is unreadable")


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
    async with _client(provider, redirect_uri, document) as client:
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
    """The verified claims of a sign-in: id token first, completed from the userinfo endpoint of the same subject.

    `issuer` is the `iss` of the answer (RFC 9207); the code goes to no token endpoint before it has been judged.
    """
    document = await metadata.of(provider.issuer)
    _check_answer(document, issuer)
    try:
        async with _client(provider, redirect_uri, document) as client:
            token = await client.fetch_token(document["token_endpoint"], code=code, code_verifier=verifier)
            claims = await _id_token(metadata, provider, document, token, nonce)
            if document.get("userinfo_endpoint"):
                answer = await client.get(document["userinfo_endpoint"])
                if answer.status_code == 200:
                    told = answer.json()
                    if told.get("sub") != claims["sub"]:  # OpenID Connect Core 1.0, section 5.3.2
                        raise SignInRefused("userinfo is about somebody else")
                    claims = {**told, **claims}
    except httpx.HTTPError as error:
        raise ProviderUnreachable(type(error).__name__) from error
    except (OAuthError, KeyError, ValueError, AttributeError, TypeError, JoseError) as error:
        raise SignInRefused(f"{type(error).__name__} {getattr(error, 'error', '')}".strip()) from error
    if issuer is not None and issuer != claims["iss"]:
        raise SignInRefused("the answer comes from another issuer")
    return claims


def _check_answer(document: dict[str, Any], issuer: str | None) -> None:
    if issuer is None and document.get("authorization_response_iss_parameter_supported"):
        raise SignInRefused("the answer lacks its issuer")
    if issuer is not None and rules.TENANT not in document["issuer"] and issuer != document["issuer"]:
        raise SignInRefused("the answer comes from another issuer")


async def _id_token(
    metadata: Metadata, provider: Provider, document: dict[str, Any], token: dict[str, Any], nonce: str
) -> dict[str, Any]:
    decoded = await _signed(metadata, provider.issuer, token["id_token"])
    issuer = document["issuer"]
    if rules.TENANT in issuer or provider.allowed_tenants:
        if decoded.claims.get("tid") not in provider.allowed_tenants:
            raise SignInRefused("another tenant")
        issuer = issuer.replace(rules.TENANT, decoded.claims["tid"])
    claims = CodeIDToken(
        decoded.claims,
        decoded.header,
        options={
            "iss": {"essential": True, "value": issuer},
            "aud": {"essential": True, "value": provider.client_id},
            "sub": {"essential": True},
            "exp": {"essential": True},
            "nonce": {"essential": True, "value": nonce},
        },
        params={"nonce": nonce, "client_id": provider.client_id, "access_token": token.get("access_token")},
    )
    claims.validate(now=int(time.time()), leeway=LEEWAY)
    if claims["iat"] < time.time() - rules.ATTEMPT_SECONDS - LEEWAY:
        raise SignInRefused("the id token is older than the sign-in")
    return dict(decoded.claims)


async def _signed(metadata: Metadata, issuer: str, token: str) -> jwt.Token:
    """The token, its signature verified. An unknown key makes us look once whether the provider has rotated."""
    header = jws.extract_compact(token.encode()).headers()
    if header.get("alg") not in ALGORITHMS:
        raise SignInRefused("the id token is not signed by a key pair")
    try:
        return jwt.decode(token, await metadata.keys(issuer), algorithms=ALGORITHMS)
    except InvalidKeyIdError:
        newer = await metadata.newer_keys(issuer)
        if newer is None:
            raise SignInRefused("an unknown key, and we have just looked") from None
        return jwt.decode(token, newer, algorithms=ALGORITHMS)
