"""The catalogue of roles: what each is called, what it is limited to, and what it allows."""

from collections.abc import Sequence

import orjson
from fastapi import APIRouter, Response

from polder.kernel import problems
from polder.kernel.access import Access, held_by_role
from polder.kernel.http import ActionRoute, Reading, json_response
from polder.kernel.openapi import WORDS, kind, many, named, perhaps, record
from polder.kernel.resources import reads

ROLE = record(
    name="text", title=WORDS, scope=perhaps(kind("text")), grantable="boolean", permissions=many(kind("text"))
)
SHAPE = named("Roles", record(roles=many(ROLE), permissions=many(record(name="text", title=WORDS))))


def router(accesses: Sequence[Access]) -> APIRouter:
    """GET /roles, for people and tokens: the same for everybody, since it comes from the declarations."""
    made = APIRouter(prefix="/roles", route_class=ActionRoute, tags=["identity"])
    held = held_by_role(accesses)
    titles = {name: words.both for access in accesses for name, words in access.permissions.items()}
    body = orjson.dumps(
        {
            "roles": [
                {"name": role.name, "title": role.title.both, "scope": role.scope, "grantable": role.grantable,
                 "permissions": sorted(held[role.name])}
                for access in accesses for role in access.roles if role.grantable or role.name == "everyone"
            ],
            "permissions": [{"name": name, "title": title} for name, title in titles.items()],
        }
    )  # fmt: skip

    @made.get(
        "", summary="Every role, and what it allows", responses=reads(SHAPE, "Roles and permissions, in both languages")
    )
    async def list_roles(view: Reading) -> Response:
        if await view.value("select polder.actor()") is None:  # a link is nobody's account
            raise problems.not_signed_in()
        return json_response(body)

    return made
