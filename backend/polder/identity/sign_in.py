"""The sign-in pages: choose a provider, go there, come back, leave."""

from typing import Any
from uuid import UUID

import structlog
from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from polder.identity import actions, admission, rules
from polder.identity.access import EVERYONE
from polder.identity.admission import Somebody
from polder.identity.outside.actions import depart, entry, known, returned
from polder.identity.provider import Provider, ProviderUnreachable, SignInRefused, logout_url
from polder.identity.tables import IdentityProvider
from polder.kernel import http, problems
from polder.kernel.actor import COOKIE, Entry
from polder.kernel.http import ActionRoute, Writing
from polder.kernel.pages import page
from polder.kernel.problems import Problem
from polder.kernel.resources import errors
from polder.kernel.tx import Tx, transaction
from polder.kernel.words import Words

log = structlog.get_logger("polder.identity")
BINDING = "__Host-polder-sign-in"
INVITATION = "__Host-polder-invitation"
LEFT = "__Host-polder-left"  # by which provider somebody was signed in, for the page that says what goes on
router = APIRouter(prefix="", tags=["sign-in"], include_in_schema=False)
leaving = APIRouter(prefix="", tags=["sign-in"], route_class=ActionRoute)

MESSAGES = {
    "refused": Words(
        nl="Het aanmelden is niet gelukt of duurde te lang. Begin opnieuw.",
        en="Signing in did not work, or took too long. Start again.",
    ),
    "cancelled": Words(
        nl="Het aanmelden is afgebroken. Begin opnieuw wanneer u wilt.",
        en="Signing in was cancelled. Start again whenever you like.",
    ),
}


def _back(key: str) -> str:
    return f"/sign-in/{key}/callback"


def set_cookie(response: Response, name: str, value: str, seconds: int) -> None:
    response.set_cookie(name, value, max_age=seconds, path="/", secure=True, httponly=True, samesite="lax")


def drop_cookie(response: Response, name: str) -> None:
    response.delete_cookie(name, path="/", secure=True, httponly=True, samesite="lax")


async def choices(request: Request, tx: Tx) -> tuple[list[Any], list[dict[str, Any]]]:
    """Every provider that is switched on; in the demonstration, the people of its own provider instead."""
    found = await tx.rows("select key, name from identity_provider where enabled and audience = 'staff' order by name")
    people: list[dict[str, Any]] = getattr(request.app.state, "demonstration_people", [])
    known = {row.key for row in found}
    return (
        [row for row in found if not any(p["provider"] == row.key for p in people)],
        [person for person in people if person["provider"] in known],
    )


@router.get("/sign-in")
async def choose(request: Request, return_to: str | None = None, message: str | None = None) -> Response:
    async with transaction(request.app.state.database, entry(request)) as tx:
        providers, people = await choices(request, tx)
        administrators = await tx.scalar("select polder.standing_administrators(null, null)")
    return page(
        request, "sign_in.html", providers=providers, people=people, return_to=rules.own_path(return_to),
        message=MESSAGES.get(message or ""), administrators=administrators,
    )  # fmt: skip


@router.get("/sign-in/{key}")
async def start(request: Request, key: str, return_to: str | None = None, invitation: bool = False) -> Response:
    """Off to the provider. With `invitation`, the invitation that this browser opened is redeemed on coming back."""
    payload = {"return_to": rules.own_path(return_to), "invitation": invitation}
    url, binding = await begin(request, key, payload, request.query_params.get("as"))
    response = RedirectResponse(url, 303)
    set_cookie(response, BINDING, binding, rules.ATTEMPT_SECONDS)
    return response


async def begin(request: Request, key: str, payload: dict[str, Any], hint: str | None) -> tuple[str, str]:
    """(where to send the browser, the secret that binds the answer to it)."""
    try:
        return await depart(request, key, payload, back=_back(key), hint=hint)
    except (ProviderUnreachable, SignInRefused) as error:
        raise UNREACHABLE from error


@router.get("/sign-in/{key}/callback")
async def come_back(request: Request, key: str) -> Response:
    """The provider's answer: who it says has come, and what follows."""
    back = await returned(request, key, request.cookies.get(BINDING, ""), back=_back(key))
    if back.unreachable:
        raise UNREACHABLE
    if back.attempt is None or back.claims is None:
        return RedirectResponse(f"/sign-in?message={'cancelled' if back.cancelled else 'refused'}", 303)
    try:
        who = _somebody(back.provider, back.claims, http.language(request))
    except SignInRefused as error:
        log.warning("sign-in refused", provider=key, reason=str(error))
        return RedirectResponse("/sign-in?message=refused", 303)
    response = await _go_on(request, back.provider.id, who, back.attempt)
    drop_cookie(response, BINDING)
    return response


def _somebody(provider: IdentityProvider, claims: dict[str, Any], of_browser: str) -> Somebody:
    if not rules.holds(claims, provider.required_claims):
        raise SignInRefused("a required claim is missing")
    try:
        subject = rules.subject(claims, per_tenant=bool(provider.allowed_tenants))
    except KeyError as error:
        raise SignInRefused(f"no {error.args[0]}") from error
    if len(subject) > 500 or "\x00" in subject:
        raise SignInRefused("an impossible subject")
    name, email, language = rules.profile(claims, provider.claim_mapping)
    return Somebody(claims["iss"], subject, name, email, language or of_browser, claims)


async def _go_on(request: Request, provider_id: UUID, who: Somebody, attempt: dict[str, Any]) -> Response:
    """Link, or sign in; or say kindly that nobody has let them in, and tell those who can."""
    if "link" in attempt:
        return await _link(request, provider_id, who, attempt)
    key = request.cookies.get(INVITATION) if attempt["invitation"] else None
    async with transaction(request.app.state.database, entry(request)) as tx:
        provider = await tx.get(IdentityProvider, provider_id)
        account_id = await admission.admit(tx, provider, who, key)
        if account_id is None:
            administrators = await admission.note_request(tx, provider, who)
        else:
            await actions.end_earlier(tx, request.cookies.get(COOKIE))
            secret = await actions.open_session(tx, account_id, provider_id)
    if account_id is None:
        return page(request, "not_invited.html", status=403, administrators=administrators[:3], name=who.name)
    response = RedirectResponse(attempt["return_to"], 303)
    set_cookie(response, COOKIE, secret, EVERYONE[1])
    if key is not None:
        drop_cookie(response, INVITATION)
    return response


async def _link(request: Request, provider_id: UUID, who: Somebody, attempt: dict[str, Any]) -> Response:
    """A further identity for the account whose session asked; that very session must still be there."""
    own = Entry.by_secret(request.cookies.get(COOKIE, ""), request.state.request_id)
    async with transaction(request.app.state.database, own) as tx:
        if str(tx.actor.session_id) != attempt["link"] or tx.actor.account_id is None:
            raise problems.not_signed_in()
        account_id = tx.actor.account_id
    async with transaction(request.app.state.database, entry(request)) as tx:
        await admission.link(tx, provider_id, who, account_id)
    return RedirectResponse(attempt["return_to"], 303)


UNREACHABLE = Problem(
    502,
    "provider-unreachable",
    Words(nl="Uw organisatie antwoordt niet", en="Your organisation does not answer"),
    Words(
        nl="De aanmelddienst is nu niet bereikbaar. Probeer het straks opnieuw; andere organisaties werken gewoon.",
        en="The sign-in service cannot be reached now. Try again soon; other organisations work as usual.",
    ),
)


@leaving.post("/sign-out", summary="End this session", status_code=204, responses={204: {"description": "Signed out"}, **errors(401, 403, 413, 422, 503)})  # fmt: skip
async def sign_out(tx: Writing) -> Response:
    """Ends our session at once, everywhere; the provider's own session goes on, and /signed-out says so."""
    if tx.actor.session_id is None:
        raise problems.not_signed_in()
    key = await tx.scalar("select polder.provider_key(provider_id) from session where id = :id", id=tx.actor.session_id)
    await actions.end_session(tx, tx.actor.session_id)
    response = Response(status_code=204)
    drop_cookie(response, COOKIE)
    if key:
        set_cookie(response, LEFT, key, 600)
    return response


async def _left(request: Request) -> tuple[Provider | None, str | None, str | None]:
    """(provider, its name, its end_session_endpoint) of the session that has just ended in this browser."""
    key = request.cookies.get(LEFT, "")
    try:
        async with transaction(request.app.state.database, entry(request)) as tx:
            row = await actions.enabled_provider(tx, key)
            provider, name = known(row), row.name
        document = await request.app.state.oidc.of(provider.issuer)
    except (Problem, ProviderUnreachable, SignInRefused):
        return None, None, None
    return provider, name, document.get("end_session_endpoint")


@router.get("/signed-out")
async def signed_out(request: Request) -> Response:
    """Says what has ended and what has not; where the provider can end its own session, one click does."""
    _, name, endpoint = await _left(request)
    return page(request, "signed_out.html", provider=name, can_end=endpoint is not None)


@router.get("/signed-out/provider")
async def leave_provider(request: Request) -> Response:
    """RP-initiated logout (OpenID Connect RP-Initiated Logout 1.0). We keep no id token, so the provider asks."""
    provider, _, endpoint = await _left(request)
    if provider is None or endpoint is None:
        return RedirectResponse("/signed-out", 303)
    response = RedirectResponse(logout_url(endpoint, provider, request.app.state.settings.base_url), 303)
    drop_cookie(response, LEFT)
    return response
