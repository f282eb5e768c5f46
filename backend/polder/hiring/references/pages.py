"""The page that a referee opens by the link in our mail: what is asked, one answer, and nothing else ever after.

A link that has ended, was withdrawn or never was opens the same page: whoever tries learns nothing.
"""

import asyncio
import hmac
from hashlib import sha256
from typing import Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import RedirectResponse, Response

from polder.hiring import rules
from polder.hiring.own_pages import EXPIRED_FORM
from polder.hiring.references import actions, own
from polder.hiring.uploads import READ_MOST
from polder.kernel import problems, rates
from polder.kernel.actor import Entry
from polder.kernel.http import View, csrf_token, language
from polder.kernel.pages import page
from polder.kernel.problems import FieldProblem, Problem
from polder.kernel.rates import Rate
from polder.kernel.texts import shows_something
from polder.kernel.tx import transaction
from polder.kernel.web import refusal
from polder.kernel.words import Words

router = APIRouter(include_in_schema=False)
router.include_router(own.router)
COOKIE = "__Host-polder-reference"
COOKIE_SECONDS = 30 * 86_400
LINK_TRIES = Rate("reference-opened", 60, 600)
TEXT_MOST = 20_000
REQUEST = "select polder.reference_request()::text"


@router.get("/reference")
async def show(request: Request, key: str | None = None) -> Response:
    """With ?key: remember the link in a cookie and drop it from the address. Without: the request itself."""
    if key is not None:
        await rates.limit(request, LINK_TRIES, rates.address(request))
        response: Response = RedirectResponse("/reference", 303)
        secret = key[:200] if key.isascii() else ""
        response.set_cookie(
            COOKIE, secret, max_age=COOKIE_SECONDS, path="/", secure=True, httponly=True, samesite="lax"
        )
        return _private(response)
    return await _page(request)


@router.post("/reference")
async def answer(request: Request) -> Response:
    """Send the letter, or decline. With then=language the page comes back in the other one, with what was typed."""
    form = await request.form(max_files=1, max_fields=10, max_part_size=1024 * 1024)
    if form.get("then") == "language":
        return await _page(request, form)
    try:
        found, entry = await _request(request)
        if found is not None and await _is_there(request, found, form):
            return _private(RedirectResponse("/reference", 303))
        if found is None or entry is None or found["state"] not in ("asked", "reminded"):
            return await _page(request, form)  # which says how things stand
        if not hmac.compare_digest(_said(form, "csrf")[:200].encode(), _csrf(request).encode()):
            raise problems.invalid(detail=EXPIRED_FORM)
        if form.get("then") == "decline":
            await _declined(request, entry, UUID(found["id"]), form)
        else:
            await _sent(request, entry, found, form)
    except Exception as error:
        problem = refusal(error)
        if problem is None:
            raise
        found, _ = await _request(request)
        if found is None or not await _is_there(request, found, form):
            return await _page(request, form, problem)
    return _private(RedirectResponse("/reference", 303))


async def _declined(request: Request, entry: Entry, id: UUID, form: FormData) -> None:
    _confirmed(form, "decline-sure")
    async with transaction(request.app.state.database, entry) as tx:
        await actions.decline(tx, id, rules.clean(_said(form, "reason"))[:4000] or None)


async def _sent(request: Request, entry: Entry, found: dict[str, Any], form: FormData) -> None:
    name, content = await _content(request, found, form)
    async with transaction(request.app.state.database, entry) as tx:
        await actions.receive(tx, request.app.state.storage, UUID(found["id"]), name, content)


async def _is_there(request: Request, found: dict[str, Any], form: FormData) -> bool:
    """Was exactly this letter received, by the first of two clicks?"""
    if found["letter_sha256"] is None or form.get("then") == "decline":
        return False
    try:
        _, content = await _content(request, found, form)
    except Problem:
        return False
    return bool(sha256(content).hexdigest() == found["letter_sha256"])


async def _content(request: Request, found: dict[str, Any], form: FormData) -> tuple[str, bytes]:
    """(name, PDF): as it came, or made of the text: every letter is read in the same way."""
    file, text = form.get("file"), rules.clean(_said(form, "text").replace("\r\n", "\n")).strip()
    chosen = isinstance(file, UploadFile) and bool(file.filename)
    written = shows_something(text)
    if chosen == written:
        raise problems.invalid_field("file" if chosen else "text", *(BOTH if chosen else NEITHER))
    if len(text) > TEXT_MOST:
        raise problems.invalid_field("text", *TOO_LONG)
    _confirmed(form, "sure")
    if isinstance(file, UploadFile) and chosen:
        await file.seek(0)
        return file.filename or "", await file.read(READ_MOST)
    institute = request.app.state.settings.institute_name
    return f"{found['name']}.pdf", await asyncio.to_thread(_letter, found, text, language(request), institute)


def _letter(found: dict[str, Any], text: str, lang: str, institute: str) -> bytes:
    """A letter that was typed here, as a file of its own."""
    from polder.kernel.pdf.document import Document

    title = ("Referentie voor " if lang == "nl" else "Reference for ") + found["applicant"]
    made = Document(
        title, lang, found["name"], f"{institute} · " + ("vertrouwelijk" if lang == "nl" else "confidential")
    )
    made.paragraph(found["title_nl" if lang == "nl" else "title_en"], soft=True)
    made.heading(title)
    made.rule()
    by = [part for part in (found["name"], found["institution"], found["relation"]) if part]
    made.facts([("Van" if lang == "nl" else "By", " · ".join(by))])
    for paragraph in text.split("\n\n"):
        made.paragraph(paragraph)
    return bytes(made)


NEITHER = (
    Words(nl="Er is nog geen brief.", en="There is no letter yet."),
    Words(nl="Kies een PDF of schrijf hieronder.", en="Choose a PDF or write below."),
)
BOTH = (
    Words(nl="U koos een bestand en schreef ook een tekst.", en="You chose a file and wrote a text too."),
    Words(
        nl="Stuur er één: haal de tekst weg, of kies geen bestand.", en="Send one: remove the text, or choose no file."
    ),
)
TOO_LONG = (
    Words(nl="De tekst is te lang.", en="The text is too long."),
    Words(nl="Hoogstens 20.000 tekens; een langere brief kan als PDF.", en="At most 20,000 characters; a longer letter can come as a PDF."),
)  # fmt: skip
UNSURE = (
    Words(nl="Bevestig nog wie u bent.", en="Please confirm who you are."),
    Words(nl="Zet het vinkje.", en="Tick the box."),
)


def _confirmed(form: FormData, name: str) -> None:
    if form.get(name) != "yes":
        raise problems.invalid(FieldProblem(name, *UNSURE))


def _said(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


def _csrf(request: Request) -> str:
    return csrf_token(request.cookies.get(COOKIE, ""))


async def _request(request: Request) -> tuple[dict[str, Any] | None, Entry | None]:
    """The request that this browser's link opens, as it stands; None where it opens none."""
    secret = request.cookies.get(COOKIE)
    if not secret:
        return None, None
    entry = Entry.by_secret(secret, request.state.request_id)
    try:
        text: str | None = await View(request.app.state.database, entry).value(REQUEST)
    except Exception as error:
        if getattr(error, "sqlstate", "") == "PL401":
            return None, None
        raise
    return (own.readable(orjson.loads(text)) if text else None), entry


async def _page(request: Request, form: FormData | None = None, problem: Problem | None = None) -> Response:
    found, _ = await _request(request)
    state = found["state"] if found else None
    answered = state in ("received", "declined")
    open_ = state in ("asked", "reminded")
    typed = {name: _said(form, name) if form else "" for name in ("text", "reason")}
    response = page(
        request, "reference.html", r=found if open_ else None, answered=state if answered else None, typed=typed,
        problem=problem, wrong={e.field: e for e in problem.errors} if problem else {}, form_csrf=_csrf(request),
        status=problem.status if problem and open_ else 200 if open_ or answered else 404,
    )  # fmt: skip
    return _private(response)


def _private(response: Response) -> Response:
    response.headers.update(
        {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}
    )
    return response
