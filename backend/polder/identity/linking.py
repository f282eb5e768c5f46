"""A second way to sign in to the same account, asked for by a session of the first."""

from uuid import UUID

import orjson
from fastapi import APIRouter, Request, Response
from pydantic import Field

from polder.identity import actions, rules
from polder.identity.sign_in import BINDING, begin, set_cookie
from polder.kernel import openapi, problems
from polder.kernel.http import ActionRoute, Writing, json_response
from polder.kernel.resources import NOTHING, Strict, writes
from polder.kernel.words import Words

router = APIRouter(prefix="/me/identities", route_class=ActionRoute, tags=["identity"])
WHERE = openapi.record(address=openapi.kind("text", about="send the browser there; it comes back by itself"))


class NewIdentity(Strict):
    provider: str = Field(max_length=40, description="the key of an identity provider")
    return_to: str = Field(rules.START, max_length=2000, description="an own path")


@router.post("", summary="Begin to link another identity", responses=writes(WHERE, "Where to go"))
async def begin_link(body: NewIdentity, tx: Writing, request: Request) -> Response:
    if tx.actor.kind != "browser" or tx.actor.session_id is None:
        raise problems.forbidden(
            Words(nl="Alleen wie zelf is aangemeld koppelt een aanmelding.", en="Only somebody signed in links an identity.")
        )  # fmt: skip
    payload = {"return_to": rules.own_path(body.return_to), "link": str(tx.actor.session_id)}
    address, binding = await begin(request, body.provider, payload, None)
    response = json_response(orjson.dumps({"address": address}))
    set_cookie(response, BINDING, binding, rules.ATTEMPT_SECONDS)
    return response


@router.post("/{id}/unlink", status_code=204, summary="Forget one of one's own identities", responses=NOTHING)
async def unlink(id: UUID, tx: Writing) -> Response:
    if tx.actor.kind != "browser":
        raise problems.forbidden()
    await actions.unlink(tx, id)
    return Response(status_code=204)
