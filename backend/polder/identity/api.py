"""HTTP of identity: who am I, my sessions and tokens, accounts, role grants, providers. Sign-in has its own file."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import orjson
from fastapi import APIRouter, Request, Response
from pydantic import Field

from polder.identity import actions, views
from polder.identity.access import ROLES
from polder.identity.tables import Account
from polder.kernel import problems
from polder.kernel.http import ActionRoute, Reading, Version, Writing, asker, if_match, json_response
from polder.kernel.resources import (
    IDEMPOTENT,
    IF_MATCH,
    READ_ERRORS,
    WRITE_ERRORS,
    Strict,
    detail_route,
    list_routes,
    written,
)
from polder.kernel.words import Words

GRANTABLE = {role.name: role for role in ROLES if role.grantable}


def make(prefix: str) -> APIRouter:
    return APIRouter(prefix=prefix, route_class=ActionRoute)


me = make("/me")
accounts = make("/accounts")
grants = make("/role-grants")
sessions = make("/sessions")
tokens = make("/tokens")
providers = make("/identity-providers")
ROUTERS = [me, accounts, grants, sessions, tokens, providers]
TAG = "identity"


@me.get("", tags=[TAG], summary="Who am I, in which roles", responses=READ_ERRORS)
async def who_am_i(request: Request, view: Reading) -> Response:
    found = orjson.loads(await view.value(views.ME))
    if found["account"] is None:
        raise problems.not_signed_in()
    settings = request.app.state.settings
    titles = {role.name: role.title.both for role in ROLES}
    for role in found["roles"]:
        role["title"] = titles.get(role["role"])
    found["csrf"] = asker(request).csrf
    found["institute"] = {"name": settings.institute_name, "zone": settings.institute_zone}
    found["demonstration"] = settings.demonstration
    return json_response(orjson.dumps(found))


class MyWishes(Strict):
    language: Literal["nl", "en"]


@me.patch("", tags=[TAG], summary="Change my language", responses=WRITE_ERRORS)
async def change_me(body: MyWishes, tx: Writing) -> dict[str, str]:
    if tx.actor.account_id is None:
        raise problems.forbidden()
    account = await tx.get(Account, tx.actor.account_id, lock=True)
    account.language = body.language
    return {"language": body.language}


list_routes(accounts, views.ACCOUNTS, tag=TAG)
detail_route(accounts, views.ACCOUNT, tag=TAG, name="account")
list_routes(grants, views.GRANTS, tag=TAG)
detail_route(grants, views.GRANT, tag=TAG, name="role grant")
list_routes(sessions, views.SESSIONS, tag=TAG)
list_routes(tokens, views.TOKENS, tag=TAG)
list_routes(providers, views.PROVIDERS, tag=TAG)
detail_route(providers, views.PROVIDER, tag=TAG, name="identity provider")


class NewGrant(Strict):
    account_id: UUID
    role: str = Field(max_length=60)
    scope_kind: Literal["vacancy", "organisation"] | None = None
    scope_id: UUID | None = None
    valid_from: datetime | None = None
    valid_until: datetime | None = None


@grants.post("", status_code=201, tags=[TAG], summary="Grant a role", responses=WRITE_ERRORS, openapi_extra=IDEMPOTENT)
async def grant(body: NewGrant, tx: Writing) -> Response:
    role = GRANTABLE.get(body.role)
    if role is None:
        raise problems.invalid_field(
            "role",
            Words(nl="Deze rol bestaat niet.", en="This role does not exist."),
            Words(nl="Kies: {roles}.", en="Choose: {roles}.").format(roles=", ".join(GRANTABLE)),
        )
    if (body.scope_kind is None) != (body.scope_id is None) or body.scope_kind != role.scope:
        raise problems.invalid_field(
            "scope_kind",
            Words(nl="Het bereik past niet bij de rol.", en="The scope does not fit the role."),
            Words(nl="Deze rol geldt voor: {scope}.", en="This role is for: {scope}.").format(scope=role.scope or "–"),
        )
    made = await actions.grant_role(
        tx, body.account_id, body.role, body.scope_kind, body.scope_id, body.valid_from, body.valid_until
    )
    return await written(tx, views.GRANT, made.id, status=201)


@grants.post("/{id}/end", tags=[TAG], summary="Withdraw a role", responses=WRITE_ERRORS, openapi_extra=IF_MATCH)
async def withdraw(id: UUID, tx: Writing, version: Version) -> Response:
    await actions.end_grant(tx, id, version)
    return await written(tx, views.GRANT, id)


@sessions.post("/{id}/end", status_code=204, tags=[TAG], summary="End a session", responses=WRITE_ERRORS)
@tokens.post("/{id}/end", status_code=204, tags=[TAG], summary="Revoke an API token", responses=WRITE_ERRORS)
async def end(id: UUID, tx: Writing) -> Response:
    await actions.end_session(tx, id)
    return Response(status_code=204)


class NewToken(Strict):
    label: str = Field(min_length=1, max_length=200)
    scope: list[str] = Field(min_length=1, max_length=100)
    days: int = Field(30, ge=1, le=365)


@tokens.post("", status_code=201, tags=[TAG], summary="Make an API token; its secret is shown this once", responses=WRITE_ERRORS)  # fmt: skip
async def create_token(body: NewToken, tx: Writing) -> dict[str, str]:
    if tx.actor.account_id is None or tx.actor.kind != "browser":
        raise problems.forbidden(
            Words(nl="Alleen wie zelf is aangemeld maakt een sleutel.", en="Only somebody signed in makes a token.")
        )
    id, secret = await actions.create_token(tx, tx.actor.account_id, body.scope, body.days, body.label)
    return {"id": str(id), "token": secret}


class ProviderBody(Strict):
    key: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")
    name: str = Field(min_length=1, max_length=200)
    issuer: str = Field(pattern=r"^https?://", max_length=500)
    client_id: str = Field(min_length=1, max_length=500)
    client_secret_ref: str | None = Field(None, pattern=r"^[A-Z0-9_]{1,60}$")
    scopes: str = Field("openid profile email", max_length=300)
    allowed_tenant: str | None = Field(None, max_length=200)
    default_role: str | None = Field(None, max_length=60)
    enabled: bool = True


@providers.post("", status_code=201, tags=[TAG], summary="Add an identity provider", responses=WRITE_ERRORS)
async def add_provider(body: ProviderBody, tx: Writing) -> Response:
    from polder.identity.tables import IdentityProvider

    if body.default_role is not None and (body.default_role not in GRANTABLE or GRANTABLE[body.default_role].scope):
        raise problems.invalid_field(
            "default_role",
            Words(nl="Deze rol kan hier niet.", en="This role is not possible here."),
            Words(nl="Kies een rol zonder bereik.", en="Choose a role without a scope."),
        )
    made = await tx.add(IdentityProvider(**body.model_dump()))
    return await written(tx, views.PROVIDER, made.id, status=201)


class ProviderChange(Strict):
    name: str | None = Field(None, min_length=1, max_length=200)
    enabled: bool | None = None


@providers.patch(
    "/{id}", tags=[TAG], summary="Change an identity provider", responses=WRITE_ERRORS, openapi_extra=IF_MATCH
)
async def change_provider(id: UUID, body: ProviderChange, tx: Writing, request: Request) -> Response:
    from polder.identity.tables import IdentityProvider

    found = await tx.get(IdentityProvider, id, lock=True, version=if_match(request))
    for name, value in body.model_dump(exclude_unset=True).items():
        setattr(found, name, value)
    return await written(tx, views.PROVIDER, id)
