"""The sign-in pages: choose a provider, go there, come back, leave."""

from typing import Any

import structlog
from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from polder.identity import actions, oidc, rules
from polder.identity.tables import IdentityProvider
from polder.kernel import problems
from polder.kernel.actor import COOKIE, Entry
from polder.kernel.http import ActionRoute, Writing, new_secret
from polder.kernel.pages import page
from polder.kernel.problems import Problem
from polder.kernel.tx import transaction
from polder.kernel.words import Words

log = structlog.get_logger("polder.identity")
BINDING = "__Host-polder-sign-in"
router = APIRouter(prefix="", tags=["sign-in"], include_in_schema=False)
leaving = APIRouter(prefix="", tags=["sign-in"], route_class=ActionRoute)

REFUSED = Words(
    nl="Het aanmelden is niet gelukt of duurde te lang. Begin opnieuw.",
    en="Signing in did not work, or took too long. Start again.",
)
NO_ACCOUNT = Problem(
    403,
    "no-account",
    Words(nl="U bent bekend, maar nog niet uitgenodigd", en="We know who you are, but you are not invited yet"),
    Words(
        nl="Het aanmelden is gelukt, maar er is nog geen account. Vraag de beheerder van Polder bij uw organisatie om een uitnodiging.",
        en="Signing in worked, but there is no account yet. Ask your organisation's Polder administrator for an invitation.",
    ),
)


def _entry(request: Request) -> Entry:
    return Entry.as_role("sign_in", request.state.request_id)


def _provider(row: IdentityProvider) -> oidc.Provider:
    return oidc.Provider(row.key, row.issuer, row.client_id, row.client_secret_ref, row.scopes, row.allowed_tenant)


def _redirect_uri(request: Request, key: str) -> str:
    return f"{request.app.state.settings.base_url}/sign-in/{key}/callback"


def _cookie(response: Response, name: str, value: str, seconds: int) -> None:
    response.set_cookie(name, value, max_age=seconds, path="/", secure=True, httponly=True, samesite="lax")


@router.get("/sign-in")
async def choose(request: Request, return_to: str | None = None, message: str | None = None) -> Response:
    """Every provider that is switched on; in the demonstration, one click per role."""
    async with transaction(request.app.state.database, _entry(request)) as tx:
        found = await tx.rows("select key, name from identity_provider where enabled order by name")
    people = getattr(request.app.state, "demonstration_people", [])
    shown = [row for row in found if not any(p["provider"] == row.key for p in people)]
    return page(
        request, "sign_in.html", providers=shown, people=people, return_to=rules.own_path(return_to),
        message=REFUSED if message == "refused" else None,
    )  # fmt: skip


@router.get("/sign-in/{key}")
async def start(request: Request, key: str, return_to: str | None = None) -> Response:
    """Off to the provider, with state, nonce and a PKCE challenge; a cookie binds the answer to this browser."""
    state, nonce, verifier, binding = new_secret(), new_secret(), new_secret() + new_secret(), new_secret()
    async with transaction(request.app.state.database, _entry(request)) as tx:
        row = await actions.enabled_provider(tx, key)
        payload = {"nonce": nonce, "verifier": verifier, "return_to": rules.own_path(return_to)}
        await actions.begin_sign_in(tx, row, state, binding, payload)
        provider = _provider(row)
    try:
        url = await oidc.authorization_url(
            request.app.state.oidc, provider, _redirect_uri(request, key),
            state=state, nonce=nonce, verifier=verifier, hint=request.query_params.get("as"),
        )  # fmt: skip
    except (oidc.ProviderUnreachable, oidc.SignInRefused) as error:
        raise _unreachable(provider, error) from error
    response = RedirectResponse(url, 303)
    _cookie(response, BINDING, binding, rules.ATTEMPT_SECONDS)
    return response


@router.get("/sign-in/{key}/callback")
async def come_back(request: Request, key: str) -> Response:
    """The provider's answer: used once, by the browser that asked, from the issuer that was asked."""
    query = request.query_params
    async with transaction(request.app.state.database, _entry(request)) as tx:
        row = await actions.enabled_provider(tx, key)
        provider, row_id = _provider(row), row.id
        attempt = await actions.use_attempt(tx, row, query.get("state", ""), request.cookies.get(BINDING, ""))
    if attempt is None or "code" not in query:
        return RedirectResponse("/sign-in?message=refused", 303)
    try:
        claims = await oidc.claims_of(
            request.app.state.oidc, provider, _redirect_uri(request, key), code=query["code"],
            verifier=attempt["verifier"], nonce=attempt["nonce"], issuer=query.get("iss"),
        )  # fmt: skip
    except oidc.ProviderUnreachable as error:
        raise _unreachable(provider, error) from error
    except oidc.SignInRefused as error:
        log.warning("sign-in refused", provider=provider.key, reason=str(error))
        return RedirectResponse("/sign-in?message=refused", 303)
    return await _open(request, row_id, claims, attempt["return_to"])


async def _open(request: Request, provider_id: Any, claims: dict[str, Any], return_to: str) -> Response:
    async with transaction(request.app.state.database, _entry(request)) as tx:
        provider = await tx.get(IdentityProvider, provider_id)
        account_id = await actions.account_for(tx, provider, claims)
        if account_id is None:
            raise NO_ACCOUNT
        secret = await actions.open_session(tx, account_id, provider_id)
    response = RedirectResponse(return_to, 303)
    _cookie(response, COOKIE, secret, rules.ABSOLUTE_SECONDS)
    response.delete_cookie(BINDING, path="/", secure=True, httponly=True, samesite="lax")
    return response


def _unreachable(provider: oidc.Provider, error: Exception) -> Problem:
    log.warning("provider unreachable", provider=provider.key, reason=str(error))
    return Problem(
        502,
        "provider-unreachable",
        Words(nl="Uw organisatie antwoordt niet", en="Your organisation does not answer"),
        Words(
            nl="De aanmelddienst is nu niet bereikbaar. Probeer het straks opnieuw; andere organisaties werken gewoon.",
            en="The sign-in service cannot be reached now. Try again soon; other organisations work as usual.",
        ),
    )


@leaving.post("/sign-out", summary="End this session", status_code=204, responses={204: {"description": "Signed out"}})
async def sign_out(tx: Writing) -> Response:
    """Ends our session at once, everywhere; the provider's own session goes on, and the page says so."""
    if tx.actor.session_id is None:
        raise problems.not_signed_in()
    await actions.end_session(tx, tx.actor.session_id)
    response = Response(status_code=204)
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="lax")
    return response


@router.get("/signed-out")
async def signed_out(request: Request) -> Response:
    return page(request, "signed_out.html")
