"""The form that begins an application, and the one that mails its link again. They work without JavaScript."""

import hmac

from asyncpg import UniqueViolationError
from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from polder.hiring import actions, fields
from polder.hiring.careers.pages import no_longer, over, public_row
from polder.hiring.lifecycle import APPLICATION
from polder.hiring.orcid.views import OFFERED, PROOF_COOKIE, at_start, held
from polder.hiring.own_pages import EXPIRED_FORM, remember
from polder.kernel import problems, rates
from polder.kernel.addresses import mailbox
from polder.kernel.http import PublicReading, View, as_public, language, new_secret
from polder.kernel.pages import page, typed
from polder.kernel.problems import Problem
from polder.kernel.rates import Rate
from polder.kernel.straight import straight
from polder.kernel.tx import transaction
from polder.kernel.web import refusal

router = APIRouter(include_in_schema=False)
MAIL_TRIES = Rate("link-mailed", 10, 3600)  # per mailbox: nobody's is flooded through us
SENDER_TRIES = Rate("link-asked", 1000, 3600)  # per network address, whatever mailboxes it names: a campus has one


# ---- applying --------------------------------------------------------------------------------------------------------


def _form_key(request: Request, nonce: str) -> str:
    secret = request.app.state.settings.secret_key.get_secret_value()
    return hmac.digest(secret.encode(), b"form" + nonce.encode(), "sha256").hex()


@router.get("/careers/{reference}/apply")
async def apply_form(request: Request, view: PublicReading, reference: str) -> Response:
    return await start_page(request, view, reference, {"name": "", "email": ""})


async def start_page(
    request: Request, view: View, reference: str, values: dict[str, str], error: Problem | None = None, *,
    with_orcid: bool = True,
) -> Response:  # fmt: skip
    """The form that begins. Whoever comes back from ORCID finds their name in it, and what they had typed before."""
    row = await public_row(view, reference)
    if row is None:
        return await no_longer(request, view, reference)
    if not row["open"]:  # its deadline has passed, though nobody has closed it yet
        return over(request, row, reference)
    nonce = new_secret()
    found = await at_start(request, view, reference)
    if found["shown"] and with_orcid:
        told = {"name": found["shown"]["name"] or "", "email": ""}
        values = {name: values[name] or found["shown"]["typed"].get(name, "") or told[name] for name in told}
    response = page(
        request, "apply_start.html", vacancy=row, values=values, error=error, nonce=nonce, stages=APPLICATION.states,
        offered=found["offered"], shown=found["shown"] if with_orcid else None, mine=found["mine"],
        wrong={e.field: e for e in error.errors} if error else {},
        key=_form_key(request, nonce), status=error.status if error else 200,
    )  # fmt: skip
    response.headers.update({"Cache-Control": "no-store", **(error.headers if error else {})})
    return response


@router.post("/careers/{reference}/apply")
@straight(as_public)
async def apply_start(request: Request, view: PublicReading, reference: str) -> Response:
    """Begin a draft. The form's own key with what was typed makes a double click one application.

    With then=language nothing begins: the form comes back in the other one, with what was typed.
    """
    form = await typed(request)
    name, email, nonce, key = (form.get(field, "")[:5000] for field in ("name", "email", "nonce", "key"))
    values = {"name": name, "email": email}
    if form.get("then") in ("language", "without"):
        return await start_page(request, view, reference, values, with_orcid=form["then"] == "language")
    secret = ""
    try:
        if "\x00" in reference:
            raise problems.not_found()
        if not hmac.compare_digest(key.encode(), _form_key(request, nonce).encode()):
            raise problems.invalid(detail=EXPIRED_FORM)
        name, address = fields.who(name, email)
        # Of the same content the same, so a second click is known; who goes back to mend a mistake gets their own.
        secret = _form_key(request, "\0".join(("link", nonce, reference, name, address)))
        sender = (SENDER_TRIES, rates.address(request))
        tries = rates.counting(request, sender, (MAIL_TRIES, mailbox(address)))
        question = actions.vacancy_to_apply_for(reference, tries)
        async with transaction(request.app.state.database, view.entry, question) as tx:
            by_orcid = (form["orcid"][:60], held(request)) if form.get("orcid") else None
            await actions.start_application(tx, name, address, language(request), secret, by_orcid)
    except UniqueViolationError as error:  # the same form sent twice: the first one made the application
        if error.constraint_name != "uq_session_token_hash":
            raise
    except Exception as error:
        problem = refusal(error)
        if problem is None:
            raise
        return await start_page(request, view, reference, values, problem)
    response = remember(RedirectResponse("/apply", 303), secret)
    if form.get("orcid"):
        response.delete_cookie(PROOF_COOKIE, path="/", secure=True, httponly=True, samesite="lax")
    return response


# ---- a lost link -----------------------------------------------------------------------------------------------------


@router.get("/apply/link")
async def link_form(request: Request, view: PublicReading) -> Response:
    return await link_page(request, view)


@router.post("/apply/link")
async def link_again(request: Request, view: PublicReading) -> Response:
    """Mail the link again. The answer is the same for an address that nobody applied with."""
    email = (await typed(request)).get("email", "")[:5000]
    try:
        address = fields.email(email)
        async with transaction(request.app.state.database, view.entry) as tx:
            await rates.count(tx, request, (MAIL_TRIES, mailbox(address)), (SENDER_TRIES, rates.address(request)))
            await actions.links_again(tx, address)
    except Problem as problem:
        return await link_page(request, view, email, problem)
    return await link_page(request, view, done=True)


async def link_page(
    request: Request, view: View, email: str = "", error: Problem | None = None, *, done: bool = False
) -> Response:
    response = page(
        request, "link_again.html", email=email, offered=await view.value(OFFERED), error=error, done=done, status=error.status if error else 200,
        wrong={e.field: e for e in error.errors} if error else {},
    )  # fmt: skip
    response.headers.update({"Cache-Control": "no-store", **(error.headers if error else {})})
    return response
