"""The page behind an invitation's link: what it is for, and how to accept it."""

import hmac
from typing import Annotated

import asyncpg
from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from polder.identity import admission, rules
from polder.identity.outside.actions import entry
from polder.identity.sign_in import INVITATION, choices, drop_cookie, set_cookie
from polder.kernel import problems, rates
from polder.kernel.actor import COOKIE, Entry
from polder.kernel.http import asker
from polder.kernel.pages import page
from polder.kernel.rates import Rate
from polder.kernel.tx import transaction

router = APIRouter(prefix="", include_in_schema=False)
KEPT_SECONDS = 3600
INVITATION_TRIES = Rate("invitation", 60, 600)


@router.get(admission.PATH)
async def show(request: Request, key: str | None = None) -> Response:
    """With ?key: remember it in a cookie and drop it from the address. Without: the invitation itself."""
    if key is not None:
        await rates.limit(request, INVITATION_TRIES, rates.address(request))
        response: Response = RedirectResponse(admission.PATH, 303)
        set_cookie(response, INVITATION, key[:200] if key.isascii() else "", KEPT_SECONDS)
        response.headers["Referrer-Policy"] = "no-referrer"
        return response
    name = await _signed_in_as(request)
    async with transaction(request.app.state.database, entry(request)) as tx:
        found = await admission.invitation_by_key(tx, request.cookies.get(INVITATION, ""))
        scope = await admission.scope_name(tx, found)
        inviter = await tx.scalar("select name from account where id = :id", id=found.created_by)
        providers, people = await choices(request, tx)
    response = page(
        request, "invitation.html", role=admission.TITLES[found.role], inviter=inviter or "Polder", scope=scope,
        role_from=found.role_from, role_until=found.role_until, expires_at=found.expires_at, providers=providers, people=people, signed_in_as=name,
    )  # fmt: skip
    response.headers["Cache-Control"] = "no-store"
    return response


async def _signed_in_as(request: Request) -> str | None:
    """The name on the account of this browser's session, if it has one that is still open."""
    secret = request.cookies.get(COOKIE)
    if not secret:
        return None
    try:
        async with transaction(request.app.state.database, Entry.by_secret(secret, request.state.request_id)) as tx:
            name: str | None = await tx.scalar("select name from account where id = polder.actor()")
            return name
    except asyncpg.PostgresError as error:
        if error.sqlstate == "PL401":
            return None
        raise


@router.post(admission.PATH)
async def accept(request: Request, csrf: Annotated[str, Form(max_length=200)] = "") -> Response:
    """Add the invited role to the account that is signed in here."""
    who = asker(request)
    if who.secret is None or not hmac.compare_digest(csrf.encode(), who.csrf.encode()):
        raise problems.not_signed_in()
    own = Entry.by_secret(who.secret, request.state.request_id)
    async with transaction(request.app.state.database, own) as tx:
        account_id = tx.actor.account_id
    if account_id is None:
        raise problems.not_signed_in()
    async with transaction(request.app.state.database, entry(request)) as tx:
        await admission.redeem(tx, request.cookies.get(INVITATION, ""), account_id)
    response = RedirectResponse(rules.START, 303)
    drop_cookie(response, INVITATION)
    return response
