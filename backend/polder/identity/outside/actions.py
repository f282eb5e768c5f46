"""Send a browser to an identity provider, and judge the answer it brings back."""

from dataclasses import dataclass
from typing import Any

import structlog
from fastapi import Request

from polder.identity import actions
from polder.identity.provider import Provider, ProviderUnreachable, SignInRefused
from polder.identity.tables import Audience, IdentityProvider
from polder.kernel import rates
from polder.kernel.actor import Entry
from polder.kernel.http import new_secret
from polder.kernel.rates import Rate
from polder.kernel.tx import transaction

__all__ = ["Back", "ProviderUnreachable", "SignInRefused", "depart", "entry", "returned"]
log = structlog.get_logger("polder.identity")
SIGN_IN_TRIES, ANSWER_TRIES = Rate("sign-in", 100, 300), Rate("sign-in-answer", 100, 300)


@dataclass(frozen=True)
class Back:
    """What an answer was worth. Without claims nobody is known by it; `cancelled`: they did not want to.

    `attempt` is what was to be remembered on the way; none where the answer belongs to no attempt of this browser.
    """

    provider: IdentityProvider
    attempt: dict[str, Any] | None
    claims: dict[str, Any] | None = None
    cancelled: bool = False
    unreachable: bool = False


def entry(request: Request) -> Entry:
    return Entry.as_role("sign_in", request.state.request_id)


def known(row: IdentityProvider) -> Provider:
    """What the flow needs of the row."""
    return Provider(
        row.key, row.issuer, row.client_id, row.scopes, row.client_authentication, row.client_secret_ref,
        tuple(row.allowed_tenants or ()),
    )  # fmt: skip


async def depart(
    request: Request, key: str, payload: dict[str, Any], *, back: str, audience: Audience = Audience.staff,
    hint: str | None = None,
) -> tuple[str, str]:  # fmt: skip
    """(where to send the browser, the secret that binds the answer to it): state, nonce and a PKCE challenge. `back` is the
    own path that the provider sends it to. ProviderUnreachable or SignInRefused: its metadata do not come, or are not its own.
    """
    from polder.identity import oidc

    await rates.limit(request, SIGN_IN_TRIES, rates.address(request))
    state, nonce, verifier, binding = new_secret(), new_secret(), new_secret() + new_secret(), new_secret()
    async with transaction(request.app.state.database, entry(request)) as tx:
        row = await actions.enabled_provider(tx, key, audience)
        await actions.begin_sign_in(tx, row, state, binding, {**payload, "nonce": nonce, "verifier": verifier})
        provider = known(row)
    try:
        url = await oidc.authorization_url(
            request.app.state.oidc, provider, request.app.state.settings.base_url + back,
            state=state, nonce=nonce, verifier=verifier, hint=hint[:200] if hint else None,
        )  # fmt: skip
    except (ProviderUnreachable, SignInRefused) as error:
        log.warning("provider unreachable", provider=key, reason=str(error))
        raise
    return url, binding


async def returned(request: Request, key: str, binding: str, *, back: str, audience: Audience = Audience.staff) -> Back:
    """The provider's answer: used once, by the browser that asked (`binding`), from the issuer that was asked."""
    from polder.identity import oidc

    await rates.limit(request, ANSWER_TRIES, rates.address(request))
    query = request.query_params
    async with transaction(request.app.state.database, entry(request)) as tx:
        row = await actions.enabled_provider(tx, key, audience)
        provider = known(row)
        attempt = await actions.use_attempt(tx, row, query.get("state", ""), binding)
    if attempt is None or "code" not in query:
        return Back(row, attempt, cancelled=attempt is not None and query.get("error") == "access_denied")
    try:
        claims = await oidc.claims_of(
            request.app.state.oidc, provider, request.app.state.settings.base_url + back, code=query["code"],
            verifier=attempt["verifier"], nonce=attempt["nonce"], issuer=query.get("iss"),
        )  # fmt: skip
    except ProviderUnreachable as error:
        log.warning("provider unreachable", provider=key, reason=str(error))
        return Back(row, attempt, unreachable=True)
    except SignInRefused as error:
        log.warning("sign-in refused", provider=key, reason=str(error))
        return Back(row, attempt)
    return Back(row, attempt, claims)
