"""Off to ORCID and back, for whoever applies. Works without a script, and so do all ways back from what goes wrong."""

from typing import Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from polder.hiring.careers.rules import via
from polder.hiring.lifecycle import APPLICATION
from polder.hiring.orcid import actions, words
from polder.hiring.orcid.views import MINE, PROOF_COOKIE, held
from polder.hiring.own_pages import NO_LINK, Own, answered, back, own_id, own_page, remember
from polder.hiring.own_sent import Sent
from polder.hiring.pages import link_page, start_page
from polder.hiring.words import no_draft
from polder.identity.outside.actions import ProviderUnreachable, SignInRefused, depart, entry, returned
from polder.identity.rules import profile
from polder.identity.tables import Audience
from polder.kernel import problems
from polder.kernel.actor import Entry
from polder.kernel.http import PublicReading, View
from polder.kernel.pages import page, typed
from polder.kernel.problems import Problem
from polder.kernel.tx import transaction
from polder.kernel.web import refusal
from polder.partners.rules import orcid

router = APIRouter(include_in_schema=False)
ATTEMPT_COOKIE = "__Host-polder-orcid-attempt"
ATTEMPT_SECONDS = 600
BACK = "/apply/orcid/callback"
NAMES = ("name", "given_name", "family_name")  # of ORCID's claims, nothing else is believed but `sub`


async def _provider(view: View) -> str:
    key: str | None = await view.value("select polder.applicants_provider()")
    if key is None:
        raise problems.not_found()
    return key


async def _off(request: Request, view: View, **payload: Any) -> Response:
    """To ORCID, by a page that goes on by itself: browsers follow a form to no other site. Problem: it does not answer."""
    try:
        url, binding = await depart(
            request, await _provider(view), payload, back=BACK, audience=Audience.applicants,
            hint=request.query_params.get("as"),
        )  # fmt: skip
    except (ProviderUnreachable, SignInRefused) as error:
        raise words.UNREACHABLE from error
    response = page(request, "to_orcid.html", url=url)
    response.headers["Cache-Control"] = "no-store"
    _keep(response, ATTEMPT_COOKIE, binding, ATTEMPT_SECONDS)
    return response


def _keep(response: Response, name: str, value: str, seconds: int) -> None:
    response.set_cookie(name, value, max_age=seconds, path="/", secure=True, httponly=True, samesite="lax")


def _drop(response: Response, name: str) -> Response:
    response.delete_cookie(name, path="/", secure=True, httponly=True, samesite="lax")
    return response


# ---- off -------------------------------------------------------------------------------------------------------------


@router.post("/careers/{reference}/apply/orcid")
async def begin(request: Request, view: PublicReading, reference: str) -> Response:
    """Begin an application as whoever ORCID says one is; what was typed comes back too."""
    form = await typed(request)
    values = {name: form.get(name, "")[:5000] for name in ("name", "email")} | {"via": via(form.get("via", ""))}
    vacancy = None
    if "\x00" not in reference:
        vacancy = await view.value("select id from vacancy where reference = $1 and state = 'published'", reference)
    try:
        if vacancy is None:
            raise problems.not_found()
        return await _off(request, view, what="begin", vacancy=str(vacancy), reference=reference, typed=_clean(values))
    except Problem as problem:
        return await start_page(request, view, reference, values, problem)


def _clean(values: dict[str, str]) -> dict[str, str]:
    return {name: text.replace("\x00", "").encode("utf-8", "replace").decode() for name, text in values.items()}


@router.post("/apply/orcid/return")
async def come_again(request: Request, view: PublicReading) -> Response:
    """Whoever lost their link opens their applications by the iD that was verified with them."""
    try:
        return await _off(request, view, what="return")
    except Problem as problem:
        return await link_page(request, view, error=problem)


@router.post("/apply/orcid")
async def confirm(request: Request, entry: Own, view: PublicReading) -> Response:
    """Confirm the iD of one's own draft: what was typed is kept first."""

    async def work(entry: Entry) -> Response:
        async with transaction(request.app.state.database, entry) as tx:
            id = await own_id(tx)
            stage = await tx.scalar("select stage from application where id = :id", id=id)
        if stage != "draft":
            raise no_draft(stage)
        return await _off(request, view, what="confirm", application=str(id))

    return await answered(request, entry, await Sent.read(request), work, back())


@router.post("/apply/orcid/remove")
async def remove(request: Request, entry: Own) -> Response:
    async def work(entry: Entry) -> None:
        async with transaction(request.app.state.database, entry) as tx:
            await actions.forget(tx, await own_id(tx))

    return await answered(request, entry, await Sent.read(request), work, back("about-title"))


# ---- and back --------------------------------------------------------------------------------------------------------


@router.get(BACK)
async def come_back(request: Request, own: Own, view: PublicReading) -> Response:
    """ORCID's answer, of one use, in the browser that asked. What it was for stands in the attempt, never in the answer."""
    found = await returned(
        request, await _provider(view), request.cookies.get(ATTEMPT_COOKIE, ""), back=BACK, audience=Audience.applicants
    )
    attempt, told = found.attempt or {}, found.claims or {}
    id = orcid(str(told.get("sub", "")))
    name = profile({key: told[key] for key in NAMES if key in told}, {})[0] if told else "?"
    if id is None:
        problem = words.UNREACHABLE if found.unreachable else words.CANCELLED if found.cancelled else words.REFUSED
        response = await _said(request, own, view, attempt, problem)
    else:
        response = await _gone_on(request, own, view, attempt, id, None if name == "?" else name)
    return _drop(response, ATTEMPT_COOKIE)


async def _said(request: Request, own: Entry | None, view: View, attempt: dict[str, Any], problem: Problem) -> Response:
    """Why it did not work, on the page that they left, with what they had typed there."""
    if attempt.get("what") == "begin":
        return await start_page(request, view, attempt["reference"], attempt["typed"], problem)
    if attempt.get("what") == "confirm":
        return await own_page(request, own, problem)
    return await link_page(request, view, error=problem)


async def _gone_on(
    request: Request, own: Entry | None, view: View, attempt: dict[str, Any], id: str, name: str | None
) -> Response:
    vacancy = UUID(attempt["vacancy"]) if attempt["what"] == "begin" else None
    async with transaction(request.app.state.database, entry(request)) as tx:
        secret = await actions.prove(tx, id, name, vacancy, attempt.get("typed"))
    if attempt["what"] == "confirm":
        return await _confirmed(request, own, attempt["application"], id, secret)
    if attempt["what"] == "begin":
        response: Response = RedirectResponse(f"/careers/{attempt['reference']}/apply", 303)
    else:
        response = RedirectResponse("/apply/orcid/mine", 303)
    _keep(response, PROOF_COOKIE, secret, actions.PROOF_SECONDS)
    return response


async def _confirmed(request: Request, own: Entry | None, application: str, id: str, secret: str) -> Response:
    """The iD of the draft that asked, if its link is still the one of this browser."""
    try:
        if own is None:
            raise NO_LINK
        async with transaction(request.app.state.database, own) as tx:
            if str(await own_id(tx)) != application:
                raise words.ANOTHER_LINK
            await actions.verify(tx, UUID(application), id, secret)
    except Exception as error:
        problem = refusal(error)
        if problem is None:
            raise
        return await own_page(request, own, problem)
    return back("about-title", telling="saved")


@router.get("/apply/orcid/mine")
async def mine(request: Request, view: PublicReading) -> Response:
    """The applications of whoever has just come back from ORCID; the only one is opened at once."""
    text = await view.value(MINE, held(request))
    if text is None:
        return RedirectResponse("/apply/link", 303)
    found = orjson.loads(text)
    if len(found) == 1:
        return await _opened(request, view, UUID(found[0]["id"]))
    response = page(request, "orcid_mine.html", found=found, stages=APPLICATION.states)
    response.headers["Cache-Control"] = "no-store"
    return response


@router.post("/apply/orcid/mine")
async def open_one(request: Request, view: PublicReading) -> Response:
    text = (await typed(request)).get("application", "")
    try:
        return await _opened(request, view, UUID(text))
    except ValueError:
        return await link_page(request, view, error=words.REFUSED)


async def _opened(request: Request, view: View, id: UUID) -> Response:
    try:
        async with transaction(request.app.state.database, view.entry) as tx:
            secret = await actions.open_application(tx, id, held(request))
    except Problem as problem:
        return await link_page(request, view, error=problem)
    return _drop(remember(RedirectResponse("/apply", 303), secret), PROOF_COOKIE)
