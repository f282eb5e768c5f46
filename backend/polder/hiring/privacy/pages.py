"""What an applicant does about their own data: consent, objection, and having it erased; without a script."""

from datetime import date, datetime
from typing import Any

import orjson
from fastapi import APIRouter, Request
from starlette.responses import Response

from polder.hiring import own_parts
from polder.hiring.own_pages import Own, answered, back, own_id, own_page
from polder.hiring.own_sent import Sent
from polder.hiring.privacy import actions
from polder.hiring.rules import clean
from polder.kernel import problems
from polder.kernel.actor import Entry
from polder.kernel.http import LINK_COOKIE, View, csrf_token
from polder.kernel.pages import page
from polder.kernel.tx import Tx, transaction
from polder.kernel.words import Words

router = APIRouter(include_in_schema=False)
ABOUT = """select json_build_object('reference', a.reference, 'privacy', polder.own_privacy(a.id))::text
from application a where a.id = (polder.scope('application.own'))[1]"""


async def _do(request: Request, entry: Entry | None, act: Any) -> Response:
    async def work(entry: Entry) -> None:
        async with transaction(request.app.state.database, entry) as tx:
            await act(tx, sent)

    sent = await Sent.read(request)
    return await answered(request, entry, sent, work, back("privacy"), despite=lambda _: True)


@router.post("/apply/consent/{answer}")
async def consent(request: Request, entry: Own, answer: str) -> Response:
    if answer not in ("give", "withdraw"):
        raise problems.not_found()

    async def act(tx: Tx, _: Sent) -> None:
        await (actions.give_consent if answer == "give" else actions.withdraw_consent)(tx, await own_id(tx))

    return await _do(request, entry, act)


@router.post("/apply/objection")
async def objection(request: Request, entry: Own) -> Response:
    async def act(tx: Tx, sent: Sent) -> None:
        text = clean(sent.text("objection").replace("\r\n", "\n")).strip()
        if not text:
            raise problems.invalid_field("objection", EMPTY, WRITE_WHY)
        if len(text) > LONGEST:
            raise problems.invalid_field("objection", TOO_LONG, SHORTER)
        await actions.object_to(tx, await own_id(tx), text)

    return await _do(request, entry, act)


EMPTY = Words(nl="Hier staat nog niets.", en="Nothing is written here yet.")
LONGEST = 4000
TOO_LONG = Words(nl=f"Dit is langer dan {LONGEST} tekens.", en=f"This is longer than {LONGEST} characters.")
SHORTER = Words(nl="Maak de tekst korter.", en="Make the text shorter.")
WRITE_WHY = Words(nl="Schrijf waartegen u bezwaar hebt.", en="Write what you object to.")


@router.post("/apply/objection/withdraw")
async def withdraw_objection(request: Request, entry: Own) -> Response:
    async def act(tx: Tx, _: Sent) -> None:
        await actions.withdraw_objection(tx, await own_id(tx))

    return await _do(request, entry, act)


@router.get("/apply/erase")
async def ask(request: Request, entry: Own) -> Response:
    """What goes, and when: to be confirmed."""
    try:
        text = await View(request.app.state.database, entry).value(ABOUT) if entry else None
    except Exception as error:
        if getattr(error, "sqlstate", "") != "PL401":
            raise
        text = None
    if text is None:
        return await own_page(request, entry)
    found = orjson.loads(text)
    response = page(request, "apply_erase.html", reference=found["reference"], p=readable(found["privacy"]), done=None,
                    form_csrf=csrf_token(request.cookies.get(LINK_COOKIE, "")))  # fmt: skip
    return private(response)


@router.post("/apply/erase")
async def erase(request: Request, entry: Own) -> Response:
    """A draft goes now; what was submitted is withdrawn now, and goes on the day that the page says."""
    sent = await Sent.read(request)

    async def work(entry: Entry) -> Response | None:
        async with transaction(request.app.state.database, entry) as tx:
            done = await actions.ask_erasure(tx, await own_id(tx))
        if done is None:
            return None
        done["at"] = datetime.fromisoformat(done["at"])
        response = page(request, "apply_erase.html", reference="", p=None, done=done, form_csrf="")
        response.delete_cookie(LINK_COOKIE, path="/", secure=True, httponly=True, samesite="lax")
        return private(response)

    return await answered(request, entry, sent, work, back("privacy"), despite=lambda _: True)


@router.post("/apply/erase/withdraw")
async def keep(request: Request, entry: Own) -> Response:
    async def act(tx: Tx, _: Sent) -> None:
        await actions.keep_after_all(tx, await own_id(tx))

    return await _do(request, entry, act)


def private(response: Response) -> Response:
    response.headers.update({"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"})
    return response


def readable(found: dict[str, Any]) -> dict[str, Any]:
    for name in ("due_on", "request", "until"):
        if found[name]:
            found[name] = date.fromisoformat(found[name])
    if found["objection"]:
        found["objection"]["at"] = datetime.fromisoformat(found["objection"]["at"])
    return found


own_parts.PARTS.append(own_parts.Part("privacy", "status", "polder.own_privacy(a.id)", readable))
