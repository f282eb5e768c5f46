"""The public pages: vacancies, and a person's own application by personal link. They work without JavaScript."""

import hmac
from functools import lru_cache
from hashlib import sha256
from typing import Annotated, Any
from urllib.parse import quote
from uuid import UUID

import nh3
import orjson
from email_validator import EmailNotValidError, validate_email
from fastapi import APIRouter, Depends, Form, Request, UploadFile
from markdown_it import MarkdownIt
from sqlalchemy.exc import IntegrityError
from starlette.responses import RedirectResponse, Response

from polder.hiring import actions, page_views, rules
from polder.hiring.lifecycle import APPLICATION, OFFER
from polder.hiring.words import DOCUMENT_KINDS as KINDS
from polder.kernel import problems
from polder.kernel.actor import Entry
from polder.kernel.documents import actions as documents
from polder.kernel.documents.sniff import SIZE_LIMIT
from polder.kernel.http import LINK_COOKIE, View, csrf_token, language, new_secret
from polder.kernel.lifecycle import perform
from polder.kernel.pages import page
from polder.kernel.problems import Problem
from polder.kernel.tx import transaction
from polder.kernel.words import Words
from polder.partners.rules import orcid as valid_orcid

router = APIRouter(include_in_schema=False)
_markdown = MarkdownIt("commonmark", {"html": False, "linkify": False})
COOKIE_SECONDS = 30 * 86_400


@lru_cache(maxsize=512)
def as_html(markdown: str) -> str:
    """Markdown without raw HTML, cleaned once more: what staff type is shown, never run."""
    return nh3.clean(_markdown.render(markdown), link_rel="noopener noreferrer")


def _public(request: Request) -> View:
    return View(request.app.state.database, Entry.as_role("public", request.state.request_id))


# ---- vacancies -------------------------------------------------------------------------------------------------------


@router.get("/careers")
async def careers(request: Request) -> Response:
    rows = await _public(request).rows(page_views.OPEN_VACANCIES)
    return page(request, "careers.html", vacancies=rows)


@router.get("/careers/{reference}")
async def career(request: Request, reference: str) -> Response:
    row = await _public(request).row(page_views.VACANCY, reference)
    if row is None:
        raise problems.not_found()
    lang = language(request)
    posting = page_views.job_posting(row, lang, request.app.state.settings)
    return page(
        request, "career.html", vacancy=row, body=as_html(row[f"text_{lang}"]),
        criteria=orjson.loads(row["criteria"]), asked=orjson.loads(row["documents_asked"]), kinds=KINDS,
        posting=posting,
    )  # fmt: skip


def _form_key(request: Request, nonce: str) -> str:
    secret = request.app.state.settings.secret_key.get_secret_value()
    return hmac.new(secret.encode(), b"form" + nonce.encode(), sha256).hexdigest()


@router.get("/careers/{reference}/apply")
async def apply_form(request: Request, reference: str) -> Response:
    row = await _public(request).row(page_views.VACANCY, reference)
    if row is None:
        raise problems.not_found()
    return _start_page(request, row, {"name": "", "email": ""}, None)


def _start_page(request: Request, row: Any, values: dict[str, str], error: Problem | None) -> Response:
    nonce = new_secret()
    return page(
        request, "apply_start.html", vacancy=row, values=values, error=error, nonce=nonce,
        key=_form_key(request, nonce), status=error.status if error else 200,
    )  # fmt: skip


@router.post("/careers/{reference}/apply")
async def apply_start(
    request: Request,
    reference: str,
    name: Annotated[str, Form(max_length=5000)] = "",
    email: Annotated[str, Form(max_length=1000)] = "",
    nonce: Annotated[str, Form(max_length=100)] = "",
    key: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """Begin a draft. The form's own key makes a double click one application."""
    row = await _public(request).row(page_views.VACANCY, reference)
    if row is None:
        raise problems.not_found()
    values = {"name": name, "email": email}
    if not hmac.compare_digest(key.encode(), _form_key(request, nonce).encode()):
        return _start_page(request, row, values, problems.invalid(detail=EXPIRED_FORM))
    try:
        name, address = _person(name), _email(email)
    except Problem as problem:
        return _start_page(request, row, values, problem)
    secret = _form_key(request, "link" + nonce)
    try:
        async with transaction(request.app.state.database, Entry.as_role("public", request.state.request_id)) as tx:
            await actions.start_application(tx, reference, name, address, language(request), secret)
    except IntegrityError as error:  # the same form sent twice: the first one made the application
        if "uq_session_token_hash" not in str(error.orig):
            raise
    except Problem as problem:
        if problem.status == 404:
            raise
        return _start_page(request, row, values, problem)
    return _with_link(RedirectResponse("/apply", 303), secret)


EXPIRED_FORM = Words(
    nl="Dit formulier is verouderd. Verstuur het nog eens.", en="This form is outdated. Send it once more."
)


def _person(name: str) -> str:
    name = rules.one_line(name)
    if not name or len(name) > 500:
        raise problems.invalid_field(
            "name", Words(nl="Uw naam ontbreekt of is te lang.", en="Your name is missing or too long."),
            Words(nl="Schrijf uw naam zoals u hem gebruikt.", en="Write your name as you use it."),
        )  # fmt: skip
    return name


def _email(email: str) -> str:
    try:
        return str(validate_email(email.strip(), check_deliverability=False).normalized)[:320]
    except EmailNotValidError:
        raise problems.invalid_field(
            "email", Words(nl="Dit is geen e-mailadres.", en="This is not an e-mail address."),
            Words(nl="Schrijf het als naam@voorbeeld.nl.", en="Write it as name@example.org."),
        ) from None  # fmt: skip


def _with_link(response: Response, secret: str) -> Response:
    response.set_cookie(
        LINK_COOKIE, secret, max_age=COOKIE_SECONDS, path="/", secure=True, httponly=True, samesite="lax"
    )
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


# ---- one's own application -------------------------------------------------------------------------------------------


def own_entry(request: Request) -> Entry:
    """The applicant, by the secret of their personal link."""
    secret = request.cookies.get(LINK_COOKIE)
    if not secret:
        raise NO_LINK
    return Entry.by_secret(secret, request.state.request_id)


NO_LINK = Problem(
    401,
    "link-needed",
    Words(nl="Open uw persoonlijke link", en="Open your personal link"),
    Words(
        nl="Deze pagina hoort bij een sollicitatie. Open de link uit de e-mail die u kreeg; wat u invulde staat er nog.",
        en="This page belongs to an application. Open the link in the e-mail you got; what you filled in is still there.",
    ),
)
Own = Annotated[Entry, Depends(own_entry)]


def _check(request: Request, csrf: str) -> None:
    expected = csrf_token(request.cookies.get(LINK_COOKIE, ""))
    if not hmac.compare_digest(csrf.encode(), expected.encode()):
        raise problems.invalid(detail=EXPIRED_FORM)


Csrf = Annotated[str, Form(max_length=200)]


@router.get("/apply")
async def own(request: Request, key: str | None = None) -> Response:
    """With ?key: remember the link in a cookie and drop it from the address. Without: the application itself."""
    if key is not None:
        return _with_link(RedirectResponse("/apply", 303), key[:200])
    return await _own_page(request, own_entry(request))


async def _own_page(request: Request, entry: Entry, problem: Problem | None = None, saved: bool = False) -> Response:
    try:
        text = await View(request.app.state.database, entry).value(page_views.OWN_APPLICATION)
    except Exception as error:
        if getattr(error, "sqlstate", "") == "PL401":
            raise NO_LINK from error
        raise
    if text is None:
        raise NO_LINK
    found = page_views.readable(orjson.loads(text))
    response = page(
        request, "apply.html", a=found, v=found["vacancy"], kinds=KINDS, problem=problem, saved=saved,
        stages=APPLICATION.states, form_csrf=csrf_token(request.cookies.get(LINK_COOKIE, "")),
        asked={item["kind"]: item["required"] for item in found["vacancy"]["documents_asked"]},
        status=problem.status if problem else 200,
    )  # fmt: skip
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


async def _own_id(tx: Any) -> UUID:
    found: UUID | None = await tx.scalar("select (polder.scope('application.own'))[1]")
    if found is None:
        raise NO_LINK
    return found


def _back(anchor: str = "") -> Response:
    return RedirectResponse("/apply" + (f"#{quote(anchor)}" if anchor else ""), 303)


@router.post("/apply/save")
async def save(
    request: Request,
    entry: Own,
    csrf: Csrf = "",
    name: Annotated[str, Form(max_length=5000)] = "",
    phone: Annotated[str, Form(max_length=500)] = "",
    orcid: Annotated[str, Form(max_length=100)] = "",
    motivation: Annotated[str, Form(max_length=200_000)] = "",
    then: Annotated[str, Form(max_length=20)] = "save",
) -> Response:
    """Save; with then=submit also submit. Saving commits first: whatever submitting says, nothing typed is lost."""
    _check(request, csrf)
    try:
        values = {
            "name": _person(name),
            "phone": phone.strip()[:50] or None,
            "orcid": _orcid(orcid),
            "motivation": _motivation(motivation),
        }
        async with transaction(request.app.state.database, entry) as tx:
            await actions.save_application(tx, await _own_id(tx), values)
        if then == "submit":
            async with transaction(request.app.state.database, entry) as tx:
                id = await _own_id(tx)
                await perform(tx, APPLICATION, id, "submit", reason=None, version=None)
                await actions.submitted(tx, id)
            return _back()
    except Problem as problem:
        return await _own_page(request, entry, problem)
    return await _own_page(request, entry, saved=True)


def _orcid(text: str) -> str | None:
    if not text.strip():
        return None
    found = valid_orcid(text)
    if found is None:
        raise problems.invalid_field(
            "orcid", Words(nl="Dit ORCID iD klopt niet.", en="This ORCID iD is not right."),
            Words(nl="Schrijf het als 0000-0002-1825-0097.", en="Write it as 0000-0002-1825-0097."),
        )  # fmt: skip
    return found


def _motivation(text: str) -> str:
    text = text.replace("\r\n", "\n")
    if len(text) > 20_000:
        raise problems.invalid_field(
            "motivation", Words(nl="De motivatie is te lang.", en="The motivation is too long."),
            Words(nl="Hoogstens 20.000 tekens.", en="At most 20,000 characters."),
        )  # fmt: skip
    return text


@router.post("/apply/documents")
async def upload(
    request: Request, entry: Own, file: UploadFile, csrf: Csrf = "", kind: Annotated[str, Form()] = "cv"
) -> Response:
    """A document by plain form. It counts as under way from the moment its first byte was announced."""
    _check(request, csrf)
    storage = request.app.state.storage
    try:
        if kind not in KINDS:
            raise problems.not_found()
        content = await file.read(SIZE_LIMIT + 1)
        async with transaction(request.app.state.database, entry) as tx:
            document, _ = await documents.begin(
                tx, storage, record_kind="application", record_id=await _own_id(tx), kind=kind,
                file_name=file.filename or "document.pdf", size=min(len(content), SIZE_LIMIT),
            )  # fmt: skip
            await documents.judge(tx, storage, document, content)
            storage.put(document.storage_key, content)
    except Problem as problem:
        return await _own_page(request, entry, problem)
    return _back("documents")


@router.post("/apply/documents/{id}/remove")
async def remove(request: Request, entry: Own, id: UUID, csrf: Csrf = "") -> Response:
    _check(request, csrf)
    try:
        async with transaction(request.app.state.database, entry) as tx:
            await documents.remove(tx, request.app.state.storage, id)
    except Problem as problem:
        return await _own_page(request, entry, problem)
    return _back("documents")


@router.post("/apply/withdraw")
async def withdraw(
    request: Request, entry: Own, csrf: Csrf = "", reason: Annotated[str, Form(max_length=4000)] = ""
) -> Response:
    _check(request, csrf)
    try:
        async with transaction(request.app.state.database, entry) as tx:
            await perform(tx, APPLICATION, await _own_id(tx), "withdraw", reason=reason, version=None)
    except Problem as problem:
        return await _own_page(request, entry, problem)
    return _back()


@router.post("/apply/offer/{id}/{answer}")
async def answer_offer(request: Request, entry: Own, id: UUID, answer: str, csrf: Csrf = "") -> Response:
    """Accept or decline; accepting hires, in one transaction."""
    _check(request, csrf)
    if answer not in ("accept", "decline"):
        raise problems.not_found()
    try:
        async with transaction(request.app.state.database, entry) as tx:
            await perform(tx, OFFER, id, answer, reason=None, version=None)
            await actions.OFFER_EFFECTS[answer](tx, id)
    except Problem as problem:
        return await _own_page(request, entry, problem)
    return _back("offer")
