"""A person's own application, by personal link: one form that works without a script and loses nothing typed.

Every button of the form sends the whole form, so that an upload or a removal keeps what was typed too.
"""

import hmac
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import JSONResponse, RedirectResponse, Response

from polder.hiring import actions, offering, own_parts, page_views, uploads
from polder.hiring.fields import LIMITS, motivation, one_orcid, person_name, phone
from polder.hiring.lifecycle import APPLICATION
from polder.hiring.orcid.views import PROOF_COOKIE
from polder.hiring.words import no_draft
from polder.kernel import problems, rates
from polder.kernel.actor import Entry
from polder.kernel.documents import actions as documents
from polder.kernel.documents.words import DOCUMENT_KINDS
from polder.kernel.http import LINK_COOKIE, View, csrf_token, language
from polder.kernel.lifecycle import perform
from polder.kernel.pages import page
from polder.kernel.problems import FieldProblem, Problem
from polder.kernel.rates import Rate
from polder.kernel.tx import Statement, Tx, transaction
from polder.kernel.web import REFUSALS, refusal
from polder.kernel.words import LANGUAGES, Words

router = APIRouter(include_in_schema=False)
others = APIRouter(include_in_schema=False)  # searched last
VERSION = re.compile("[0-9]{1,9}")
COOKIE_SECONDS = 30 * 86_400
LINK_TRIES = Rate("link-opened", 60, 600)
NO_LINK = Problem(
    401,
    "link-needed",
    Words(nl="Open uw persoonlijke link", en="Open your personal link"),
    Words(
        nl="Deze pagina hoort bij een sollicitatie. Open de link uit de e-mail die u kreeg; wat bewaard was staat er nog.",
        en="This page belongs to an application. Open the link in the e-mail you got; what was saved is still there.",
    ),
)
EXPIRED_FORM = Words(
    nl="Dit formulier is verouderd. Verstuur het nog eens.", en="This form is outdated. Send it once more."
)
PASSED = "deadline-passed"
# One's own application, held: the second of a double click waits.
OWN = Statement(
    f"""select json_build_object('id', id, 'stage', stage, 'version', version, 'late', polder.clock() > (
          select v.deadline from vacancy v where v.id = vacancy_id), {", ".join(f"'{name}', {name}" for name in LIMITS)})::text
        from application where id = (polder.scope('application.own'))[1] for update""",
    {},
)
OFFER_OVER = {
    "declined": Words(nl="aanbod afgeslagen", en="offer declined"),
    "expired": Words(nl="aanbod verlopen", en="offer expired"),
    "withdrawn": Words(nl="aanbod ingetrokken", en="offer withdrawn"),
}
CHANGED = Words(
    nl="Dit kan niet meer: er is intussen iets veranderd. Hieronder staat hoe het er nu voor staat.",
    en="This is no longer possible: something has changed in the meantime. Below is how things stand now.",
)
STALE = Words(
    nl="Deze sollicitatie is intussen in een ander venster bewaard. Beide teksten staan hieronder: houd wat u wilt en bewaar opnieuw.",
    en="This application was saved in another window in the meantime. Both texts are below: keep what you want and save again.",
)


@dataclass
class Sent:
    """A form that came in: what was typed, also in the parts of other rooms, which version of the application its page
    showed, and why not all was kept.
    """

    typed: dict[str, str]
    more: dict[str, str]
    csrf: str
    version: int  # 0: none that could be
    form: FormData
    unkept: Problem | None = None

    @classmethod
    async def read(cls, request: Request) -> "Sent":
        form = await request.form(max_files=2, max_fields=200, max_part_size=1024 * 1024)
        typed = {name: str(form[name])[: LIMITS[name] * 10] for name in LIMITS if isinstance(form.get(name), str)}
        more = {name: str(form[name])[:20_000] for name in form if own_parts.is_field(name)}
        version = str(form.get("version", ""))
        return cls(
            typed, more, str(form.get("csrf", ""))[:200], int(version) if VERSION.fullmatch(version) else 0, form
        )

    def values(self) -> dict[str, Any]:
        """What was typed, as it is kept. Every field that needs mending is named at once."""
        rules = {
            "name": person_name,
            "phone": phone,
            "orcid": one_orcid,
            "motivation": motivation,
        }
        values: dict[str, Any] = {}
        wrong: list[FieldProblem] = []
        for name, text in self.typed.items():
            try:
                values[name] = rules[name](text)
            except Problem as problem:
                wrong += problem.errors
        if wrong:
            raise problems.invalid(*wrong)
        return values


def remember(response: Response, secret: str) -> Response:
    response.set_cookie(
        LINK_COOKIE, secret, max_age=COOKIE_SECONDS, path="/", secure=True, httponly=True, samesite="lax"
    )
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _forget(response: Response) -> Response:
    for name in (LINK_COOKIE, PROOF_COOKIE):
        response.delete_cookie(name, path="/", secure=True, httponly=True, samesite="lax")
    return response


async def own_entry(request: Request) -> Entry | None:
    """The applicant, by the secret of their personal link."""
    secret = request.cookies.get(LINK_COOKIE)
    return Entry.by_secret(secret, request.state.request_id) if secret else None


Own = Annotated[Entry | None, Depends(own_entry)]
Work = Callable[[Entry], Awaitable[Response | None]]


@router.get("/apply")
async def own(
    request: Request, entry: Own, key: str | None = None, saved: str | None = None, already: str | None = None
) -> Response:
    """With ?key: remember the link in a cookie and drop it from the address. Without: the application itself."""
    if key is not None:
        await rates.limit(request, LINK_TRIES, rates.address(request))
        return remember(RedirectResponse("/apply", 303), key[:200])
    return await own_page(request, entry, saved=saved is not None, already=already is not None)


async def own_page(
    request: Request, entry: Entry | None, problem: Problem | None = None, sent: Sent | None = None, *,
    saved: bool = False, already: bool = False, leaving: bool = False,
) -> Response:  # fmt: skip
    """The application. With `sent`: the fields show what was typed, not what is kept. `already`: a file came twice.
    `leaving`: ask whether to leave without a link.

    What was typed after the deadline stands beside the fields, for whoever typed it: those show what may be submitted.
    That the deadline has passed the page itself says, so a refusal that says so is not shown a second time.
    """
    text = await _found(request, entry)
    if text is None:
        return _without_link(request, sent)
    found = page_views.readable(orjson.loads(text))
    typed = sent.typed if sent else {}
    lost = sent is not None and sent.unkept is not None and problem is None  # it went on without what was typed
    kept = {name: found[name] or "" for name in LIMITS}
    differs = {name: text for name, text in typed.items() if text.replace("\r\n", "\n").strip() != kept[name].strip()}
    late = found["stage"] == "draft" and found["late"]
    told = found["stage"] == "draft" and problem is not None and problem.type == PASSED
    offer = found["offer"]
    response = page(
        request, "apply.html", ended_offer=OFFER_OVER.get(offer["state"]) if offer and found["stage"] == "offered" else None, a=found, v=found["vacancy"], kinds=DOCUMENT_KINDS, problem=None if told else problem, saved=saved,
        already=already, leaving=leaving, editing=found["stage"] == "draft" and found["in_time"], shown=kept if late else {**kept, **typed}, unkept=differs if late or lost else {},
        elsewhere={n: kept[n] for n, t in typed.items() if problem and problem.type == "stale-version" and t != kept[n]},
        stages=APPLICATION.states, form_csrf=csrf_token(request.cookies.get(LINK_COOKIE, "")),
        asked={item["kind"]: item["required"] for item in found["vacancy"]["documents_asked"]},
        wrong={e.field: e for e in problem.errors} if problem else {},
        more=sent.more if sent else {},
        signed=str(sent.form.get("signed_name", ""))[:500] if sent else "",
        parts={place: own_parts.of_place(place, found["parts"]) for place in ("top", "form", "status")},
        status=problem.status if problem else 200,
    )  # fmt: skip
    response.headers.update({"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"})
    return response


async def _found(request: Request, entry: Entry | None) -> str | None:
    if entry is None:
        return None
    try:
        found: str | None = await View(request.app.state.database, entry).value(page_views.own_application())
    except Exception as error:
        if getattr(error, "sqlstate", "") == "PL401":
            return None
        raise
    return found


def _without_link(request: Request, sent: Sent | None) -> Response:
    """No link, or one that has ended. What was typed is shown, to be kept until the link is open again."""
    typed = [text for text in (sent.typed if sent else {}).values() if text.strip()]
    response = page(request, "no_link.html", problem=NO_LINK, typed=typed, status=401)
    response.headers.update({"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"})
    return response


def _check(request: Request, sent: Sent) -> None:
    expected = csrf_token(request.cookies.get(LINK_COOKIE, ""))
    if not hmac.compare_digest(sent.csrf.encode(), expected.encode()):
        raise problems.invalid(detail=EXPIRED_FORM)


async def own_id(tx: Tx) -> UUID:
    found: UUID | None = await tx.scalar("select (polder.scope('application.own'))[1]")
    if found is None:
        raise NO_LINK
    return found


async def keep(request: Request, entry: Entry, sent: Sent) -> int:
    """Save what was typed, in a transaction of its own: whatever comes next, it is kept. The version that now stands.

    A form sent twice, or sent again after submitting, changes nothing and is no error.
    """
    async with transaction(request.app.state.database, entry, OWN) as tx:
        if tx.answer is None:
            raise NO_LINK
        kept, values = orjson.loads(tx.answer), sent.values()
        id, stage = UUID(kept["id"]), kept["stage"]
        more = stage == "draft" and await own_parts.keep(tx, id, sent.more)
        if not more and all(kept[name] == value for name, value in values.items()):
            return int(kept["version"])
        if stage != "draft":
            raise no_draft(stage)
        if kept["late"]:
            raise problems.conflict(PASSED, REFUSALS["deadline_passed"])
        version = await actions.save_application(tx, id, values, sent.version)
        if more:  # what a part keeps is of the same version: another window hears of it
            version = await tx.scalar(
                "update application set updated_at = clock_timestamp() where id = :id returning version", id=id
            )
        return version


def back(anchor: str = "", *, telling: str = "") -> Response:
    return RedirectResponse(f"/apply{telling and f'?{telling}'}{anchor and f'#{anchor}'}", 303)


def _shown(problem: Problem) -> Problem:
    """The problem in words for whoever applies, who knows neither versions nor moves."""
    if problem.status == 412:  # nobody else writes here
        return Problem(412, problem.type, problems.OWN_WINDOW, STALE, (), problem.headers)
    if problem.type == "wrong-state":
        return Problem(problem.status, problem.type, problem.title, CHANGED, (), problem.headers)
    return problem


async def answered(
    request: Request, entry: Entry | None, sent: Sent, work: Work, done: Response, *,
    despite: Callable[[Problem], bool] = lambda _: False,
) -> Response:  # fmt: skip
    """Keep what was typed, do `work(entry)`, go on to its answer or to `done`; any problem comes back on the same page,
    with the text. `despite`: for which problems of the text the work goes on; it finds them in `sent.unkept`.
    """
    by_script = "application/json" in request.headers.get("accept", "")
    try:
        if entry is None:
            raise NO_LINK
        _check(request, sent)
        version: int | None = None
        try:
            version = await keep(request, entry, sent) if sent.typed else None
        except Exception as error:
            sent.unkept = refusal(error)
            if sent.unkept is None or not despite(sent.unkept):
                raise
        done = await work(entry) or done
    except Exception as error:
        found = refusal(error)
        if found is None:
            raise
        if found.status == 401:
            return (
                NO_LINK.response(language(request), request.state.request_id)
                if by_script
                else _without_link(request, sent)
            )
        if by_script:
            return found.response(language(request), request.state.request_id)
        return await own_page(request, entry, _shown(found), sent)
    return JSONResponse({"version": version}) if by_script else done


async def _nothing(_: Entry) -> None:
    return None


def _too_late(problem: Problem) -> bool:
    return problem.type == PASSED


@router.post("/apply/save")
async def save(request: Request, entry: Own) -> Response:
    """Save; with then=submit also submit, in a transaction after the one that saved; with ?language= go on in that one."""
    sent = await Sent.read(request)

    async def submit(entry: Entry) -> None:
        async with transaction(request.app.state.database, entry, uploads.OWN_STAGE) as tx:
            if tx.answer is None:
                raise NO_LINK
            id, stage = tx.answer
            if stage == "submitted":
                return  # the second click of a double click
            await perform(tx, APPLICATION, id, "submit", reason=None, version=None)
            await actions.submitted(tx, id)

    if sent.form.get("then") == "submit":
        return await answered(request, entry, sent, submit, back())
    other = request.query_params.get("language")
    return await answered(
        request, entry, sent, _nothing, back(telling=f"language={other}" if other in LANGUAGES else "saved")
    )


@router.post("/apply/documents")
async def upload(request: Request, entry: Own) -> Response:
    """A document. It is under way from the moment its request began, which is noted before its content is read."""
    database, storage = request.app.state.database, request.app.state.storage
    document, refusal, kept = None, None, False
    try:
        document = await uploads.announced(database, entry) if entry else None
    except Problem as problem:
        refusal = problem
    try:
        sent = await Sent.read(request)  # which may break off

        async def judge(entry: Entry) -> Response | None:
            nonlocal kept
            if refusal is not None:
                raise refusal
            file, kind = sent.form.get("file"), str(sent.form.get("kind", "other"))
            if document is None:
                raise no_draft(await View(database, entry).value(page_views.STAGE))
            if not isinstance(file, UploadFile) or not file.filename or kind not in DOCUMENT_KINDS:
                raise problems.invalid_field("file", *uploads.CHOOSE)
            content = await file.read(uploads.READ_MOST)
            kept = await uploads.received(database, storage, entry, document, kind, file.filename, content)
            if sent.unkept is not None:
                raise sent.unkept
            return None if kept else back("documents", telling="already")

        return await answered(
            request,
            entry,
            sent,
            judge,
            back("documents"),
            despite=lambda problem: document is not None and _too_late(problem),
        )
    finally:
        if entry is not None and document is not None and not kept:
            await uploads.given_up(database, entry, document)


@router.post("/apply/documents/{id}/remove")
async def remove(request: Request, entry: Own, id: UUID) -> Response:
    async def work(entry: Entry) -> None:
        async with transaction(request.app.state.database, entry) as tx:
            await documents.remove(tx, id)

    return await answered(request, entry, await Sent.read(request), work, back("documents"))


@router.post("/apply/withdraw")
async def withdraw(request: Request, entry: Own) -> Response:
    """Step back, whatever else was typed: what of it cannot be kept is shown on the page that follows."""
    sent = await Sent.read(request)

    async def work(entry: Entry) -> Response | None:
        async with transaction(request.app.state.database, entry) as tx:
            id = await own_id(tx)
            await actions.withdraw_application(tx, id, str(sent.form.get("reason", ""))[:4000])
        return await own_page(request, entry, sent=sent) if sent.unkept else None

    return await answered(request, entry, sent, work, back(), despite=lambda _: True)


@router.post("/apply/leave")
async def leave(request: Request, entry: Own) -> Response:
    """Save, and forget the link on this computer. The application stays, and so does the link in the mail: where none was
    sent, ask first. A link that has ended is forgotten too, and so is what was typed after the deadline.
    """
    sent = await Sent.read(request)
    gone = _forget(RedirectResponse("/careers", 303))
    if not sent.typed and await _found(request, entry) is None:
        return gone

    async def work(entry: Entry) -> Response | None:
        if sent.form.get("sure") != "yes" and await View(request.app.state.database, entry).value(
            page_views.WITHOUT_LINK
        ):
            return await own_page(request, entry, sent=sent, leaving=True)
        return None

    response = await answered(request, entry, sent, work, gone, despite=_too_late)
    return _forget(response) if response.status_code == 401 else response


@router.post("/apply/offer/{id}/{answer}")
async def answer_offer(request: Request, entry: Own, id: UUID, answer: str) -> Response:
    """Accept with a signature, or decline; accepting hires, in one transaction."""
    if answer not in ("accept", "decline"):
        raise problems.not_found()
    sent = await Sent.read(request)

    async def work(entry: Entry) -> None:
        async with transaction(request.app.state.database, entry) as tx:
            if answer == "accept":
                await offering.accept_offer(tx, id, str(sent.form.get("signed_name", ""))[:500])
            else:
                await offering.decline_offer(tx, id, str(sent.form.get("reason", ""))[:4000])

    return await answered(request, entry, sent, work, back("offer"))


@router.get("/apply/offer/letter")
async def offer_letter(request: Request, entry: Own) -> Response:
    """The letter of the offer that was sent last, as a file."""
    view = View(request.app.state.database, entry) if entry else None
    found = await view.row(page_views.LETTER) if view and await _found(request, entry) else None
    if found is None:
        return back("offer")
    url = request.app.state.storage.download_link(found["storage_key"], found["file_name"], "application/pdf")
    return RedirectResponse(url, 302, {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"})


@others.get("/apply/{path:path}")
async def typed_address(path: str) -> Response:
    """Where a form was sent is no page: whoever asks for it again by its address gets the application."""
    return back()
