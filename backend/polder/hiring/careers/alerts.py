"""New vacancies by mail: asked for on a page, confirmed by a link, ended by a link. No account.

A GET changes nothing: mail programs follow links by themselves. The one click of RFC 8058 is a POST.
"""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from polder.hiring import fields
from polder.hiring.careers import site
from polder.hiring.careers.rules import CONTRACTS, HOURS, PROFILES, RESEARCH_FIELDS, Wanted, alert_secret
from polder.kernel import rates
from polder.kernel.addresses import mailbox
from polder.kernel.http import PublicReading, View, language
from polder.kernel.mail.actions import new_mail
from polder.kernel.pages import page, typed
from polder.kernel.problems import Problem
from polder.kernel.rates import Rate
from polder.kernel.tx import Statement, Tx, transaction

router = APIRouter(include_in_schema=False, prefix="/alerts")
MAIL_TRIES = Rate("alert-mailed", 5, 3600)  # per mailbox: nobody's is flooded through us
SENDER_TRIES = Rate("alert-asked", 200, 3600)  # per network address: a campus has one
LONGEST_KEY = 100


async def ask(tx: Tx, email: str, wanted: Wanted, lang: str, key: str, employer: str | None) -> None:
    """Keep the wish, unconfirmed, and mail the link that confirms it. Of one that is there already nothing changes."""
    secret = alert_secret(key, email, lang, wanted.json)
    alert = await tx.scalar("select uuidv7()")
    await tx.together(
        Statement(
            """insert into vacancy_alert (id, email, language, wanted, key_hash)
               values (:id, :email, :language, cast(cast(:wanted as text) as jsonb), sha256(cast(:secret as bytea)))
               on conflict do nothing""",
            {"id": alert, "email": email, "language": lang, "wanted": wanted.json, "secret": secret.encode()},
        ),
        new_mail("alert_confirm", lang, to=email, name="", record=("vacancy_alert", alert),
                 wanted=wanted.words(employer).in_(lang), path=f"/alerts/confirm?key={secret}&language={lang}"),
    )  # fmt: skip


@router.get("")
async def form(request: Request, view: PublicReading) -> Response:
    wanted = Wanted.of(request.query_params)
    return await _form(request, view, wanted)


async def _form(
    request: Request, view: View, wanted: Wanted, email: str = "", error: Problem | None = None
) -> Response:
    response = page(
        request, "alert_form.html", wanted=wanted, said=wanted.words(await _employer(view, wanted)), email=email, error=error,
        wrong={e.field: e for e in error.errors} if error else {}, status=error.status if error else 200,
        query=wanted.query, fields=RESEARCH_FIELDS, profiles=PROFILES, contracts=CONTRACTS, hours=HOURS,
    )  # fmt: skip
    return _private(response, error)


async def _employer(view: View, wanted: Wanted) -> str | None:
    found: str | None = await view.value(site.EMPLOYER, wanted.employer) if wanted.employer else None
    return found


@router.post("")
async def subscribe(request: Request, view: PublicReading) -> Response:
    """The answer is the same whatever is known of an address."""
    sent = await typed(request)
    wanted, email, lang = Wanted.of(sent), sent.get("email", "")[:5000], language(request)
    try:
        address = fields.email(email)
        employer = await _employer(view, wanted)
        key = request.app.state.settings.secret_key.get_secret_value()
        async with transaction(request.app.state.database, view.entry) as tx:
            await rates.count(tx, request, (MAIL_TRIES, mailbox(address)), (SENDER_TRIES, rates.address(request)))
            await ask(tx, address, wanted, lang, key, employer)
    except Problem as problem:
        return await _form(request, view, wanted, email, problem)
    return _private(page(request, "alert_said.html", said="asked", key=""))


@router.get("/confirm")
async def confirm_page(request: Request, key: str = "") -> Response:
    return _private(page(request, "alert_said.html", said="confirm", key=key[:LONGEST_KEY]))


@router.post("/confirm")
async def confirm(request: Request, view: PublicReading) -> Response:
    done = await _by_secret(request, view, "polder.confirm_alert", (await typed(request)).get("key", ""))
    return _private(
        page(request, "alert_said.html", said="confirmed" if done else "unknown", key="", status=200 if done else 410)
    )


@router.get("/stop")
async def stop_page(request: Request, key: str = "") -> Response:
    return _private(page(request, "alert_said.html", said="stop", key=key[:LONGEST_KEY]))


@router.post("/stop")
async def stop(request: Request, view: PublicReading, key: str = "") -> Response:
    """By the page's form, or by a mail program with the address alone (RFC 8058). Twice is no error."""
    await _by_secret(request, view, "polder.stop_alert", (await typed(request)).get("key", "") or key)
    return _private(page(request, "alert_said.html", said="stopped", key=""))


async def _by_secret(request: Request, view: View, function: str, secret: str) -> bool:
    async with transaction(request.app.state.database, view.entry) as tx:
        await rates.count(tx, request, (SENDER_TRIES, rates.address(request)))
        done = await tx.scalar(
            f"select {function}(cast(:secret as bytea))", secret=secret[:LONGEST_KEY].encode("utf-8", "replace")
        )
    return bool(done)


def _private(response: Response, error: Problem | None = None) -> Response:
    headers: dict[str, Any] = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
    response.headers.update({**headers, **(error.headers if error else {})})
    return response
