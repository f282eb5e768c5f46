"""HTTP of identity: who am I, my sessions and tokens, accounts, role grants, providers. Sign-in has its own file."""

from typing import Annotated, Any, Literal
from uuid import UUID

import orjson
from fastapi import APIRouter, Request, Response
from pydantic import AwareDatetime, Field

from polder.identity import actions, admission_api, linking, rules, views
from polder.identity.access import ADMINISTRATORS, ROLES
from polder.identity.admission_api import GRANTABLE, RoleForScope, ShortText
from polder.identity.tables import Account, Audience, ClientAuthentication, IdentityProvider
from polder.identity.words import AUDIENCES, AUTHENTICATIONS, ROLE_TITLES, SCOPES, SESSION_KINDS
from polder.kernel import openapi, problems
from polder.kernel.http import ActionRoute, Reading, Version, Writing, asker, if_match, json_response
from polder.kernel.resources import (
    IDEMPOTENT,
    IF_MATCH,
    NOTHING,
    Strict,
    detail_route,
    list_routes,
    reads,
    shows,
    writes,
    written,
)
from polder.kernel.words import LANGUAGES, Words


def make(prefix: str) -> APIRouter:
    return APIRouter(prefix=prefix, route_class=ActionRoute)


me = make("/me")
accounts = make("/accounts")
grants = make("/role-grants")
sessions = make("/sessions")
tokens = make("/tokens")
providers = make("/identity-providers")
ROUTERS = [me, accounts, grants, sessions, tokens, providers, linking.router, *admission_api.ROUTERS]
TAG = "identity"


@me.get(
    "",
    tags=[TAG],
    summary="Who am I, in which roles",
    responses=reads(views.ME_SHAPE, "The account, its roles and what they allow"),
)
async def who_am_i(request: Request, view: Reading) -> Response:
    found = orjson.loads(await view.value(views.ME))
    if found["account"] is None:
        raise problems.not_signed_in()
    settings = request.app.state.settings
    titles = {role.name: role.title.both for role in ROLES}
    for role in (*found["roles"], *found["coming"]):
        role["title"] = titles.get(role["role"])
    found["csrf"] = asker(request).csrf
    found["institute"] = {"name": settings.institute_name, "zone": settings.institute_zone}
    found["demonstration"] = settings.demonstration
    return json_response(orjson.dumps(found))


class MyWishes(Strict):
    language: Literal["nl", "en"]


@me.patch(
    "", tags=[TAG], summary="Change my language", responses=writes(openapi.record(language="text"), "The wish as kept")
)
async def change_me(body: MyWishes, tx: Writing) -> dict[str, str]:
    if tx.actor.account_id is None or tx.actor.kind != "browser":
        raise problems.forbidden()
    account = await tx.get(Account, tx.actor.account_id, lock=True)
    account.language, account.language_chosen = body.language, True
    return {"language": body.language}


list_routes(accounts, views.ACCOUNTS, tag=TAG, sayings={"language": LANGUAGES})
detail_route(accounts, views.ACCOUNT, tag=TAG, name="account")
list_routes(grants, views.GRANTS, tag=TAG, sayings={"role": ROLE_TITLES, "scope_kind": SCOPES})
detail_route(grants, views.GRANT, tag=TAG, name="role grant")
list_routes(sessions, views.SESSIONS, tag=TAG, sayings={"kind": SESSION_KINDS})
list_routes(me, views.IDENTITIES, tag=TAG, path="/identities")
list_routes(tokens, views.TOKENS, tag=TAG, sayings={"kind": SESSION_KINDS})
list_routes(
    providers,
    views.PROVIDERS,
    tag=TAG,
    sayings={"client_authentication": AUTHENTICATIONS, "default_role": ROLE_TITLES, "audience": AUDIENCES},
)
detail_route(providers, views.PROVIDER, tag=TAG, name="identity provider")


class NewGrant(RoleForScope):
    account_id: UUID
    valid_from: AwareDatetime | None = None
    valid_until: AwareDatetime | None = None


@grants.post(
    "", status_code=201, tags=[TAG], summary="Grant a role", responses=shows(views.GRANT, 201), openapi_extra=IDEMPOTENT
)
async def grant_role(body: NewGrant, tx: Writing) -> Response:
    body.check()
    made = await actions.grant_role(
        tx, body.account_id, body.role, body.scope_kind, body.scope_id, body.valid_from, body.valid_until
    )
    return await written(tx, views.GRANT, made.id, status=201)


@grants.post("/{id}/end", tags=[TAG], summary="Withdraw a role", responses=shows(views.GRANT), openapi_extra=IF_MATCH)
async def withdraw_role(id: UUID, tx: Writing, version: Version) -> Response:
    await actions.end_grant(tx, id, version)
    return await written(tx, views.GRANT, id)


@grants.post(
    "/{id}/confirm",
    tags=[TAG],
    summary="Confirm an administrator's role, or the end of one, as the second person",
    responses=shows(views.GRANT),
    openapi_extra=IF_MATCH,
)
async def confirm_role(id: UUID, tx: Writing, version: Version) -> Response:
    await actions.confirm_grant(tx, id, version)
    return await written(tx, views.GRANT, id)


@grants.post(
    "/{id}/keep",
    tags=[TAG],
    summary="Keep an administrator's role that somebody wants ended",
    responses=shows(views.GRANT),
    openapi_extra=IF_MATCH,
)
async def keep_role(id: UUID, tx: Writing, version: Version) -> Response:
    await actions.keep_grant(tx, id, version)
    return await written(tx, views.GRANT, id)


ENDED_SESSIONS = openapi.record(ended=openapi.kind("integer", about="sessions and API tokens that were open"))


@accounts.post(
    "/{id}/sessions/end",
    tags=[TAG],
    summary="End every session and API token of somebody",
    responses=writes(ENDED_SESSIONS, "How many were open"),
)
async def end_sessions_of_account(id: UUID, tx: Writing) -> dict[str, int]:
    return {"ended": await actions.end_sessions_of(tx, id)}


@accounts.post(
    "/{id}/end", tags=[TAG], summary="End an account", responses=shows(views.ACCOUNT), openapi_extra=IF_MATCH
)
async def end_account(id: UUID, tx: Writing, version: Version) -> Response:
    await actions.end_account(tx, id, version)
    return await written(tx, views.ACCOUNT, id)


@accounts.post(
    "/{id}/reopen", tags=[TAG], summary="Reopen an account", responses=shows(views.ACCOUNT), openapi_extra=IF_MATCH
)
async def reopen_account(id: UUID, tx: Writing, version: Version) -> Response:
    await actions.reopen_account(tx, id, version)
    return await written(tx, views.ACCOUNT, id)


@sessions.post("/{id}/end", status_code=204, tags=[TAG], name="end_session", summary="End a session", responses=NOTHING)
@tokens.post(
    "/{id}/end", status_code=204, tags=[TAG], name="revoke_token", summary="Revoke an API token", responses=NOTHING
)
async def end(id: UUID, tx: Writing) -> Response:
    await actions.end_session(tx, id)
    return Response(status_code=204)


class NewToken(Strict):
    label: str = Field(min_length=1, max_length=200)
    scope: list[str] = Field(min_length=1, max_length=100)
    days: int = Field(30, ge=1, le=365)


@tokens.post("", status_code=201, tags=[TAG], summary="Make an API token; its secret is shown this once", responses=writes(views.TOKEN_SHAPE, "The token; its secret is shown this once", 201))  # fmt: skip
async def create_token(body: NewToken, tx: Writing) -> dict[str, str]:
    if tx.actor.account_id is None or tx.actor.kind != "browser":
        raise problems.forbidden(
            Words(nl="Alleen wie zelf is aangemeld maakt een sleutel.", en="Only somebody signed in makes a token.")
        )
    id, secret = await actions.create_token(tx, tx.actor.account_id, body.scope, body.days, body.label)
    return {"id": str(id), "token": secret}


Claims = Annotated[dict[ShortText, Annotated[list[ShortText], Field(max_length=50)]], Field(max_length=20)]
# Tokens travel over TLS; a provider on this very machine is for development.
ISSUER = r"^(https://[^\s/?#]+|http://(127\.0\.0\.1|localhost)(:\d+)?)(/[^\s?#]*)?$"


class ProviderChange(Strict):
    name: str | None = Field(None, min_length=1, max_length=200)
    organisation_id: UUID | None = None
    client_id: str | None = Field(None, min_length=1, max_length=500)
    client_secret_ref: str | None = Field(
        None, pattern=r"^[A-Z0-9_]{1,60}$", description="the secret is read from POLDER_SECRET_<this> or its _FILE"
    )
    client_authentication: ClientAuthentication | None = None
    scopes: str | None = Field(None, pattern=r"^[\x21-\x7e]+( [\x21-\x7e]+)*$", max_length=300)
    claim_mapping: Annotated[dict[ShortText, ShortText], Field(max_length=20)] | None = None
    allowed_tenants: Annotated[list[ShortText], Field(max_length=50)] | None = None
    required_claims: Claims | None = None
    admission: Claims | None = None
    default_role: str | None = Field(None, max_length=60)
    enabled: bool | None = None

    def check(self) -> None:
        """A rule may give any role for the whole institute except an administrator's."""
        role = GRANTABLE.get(self.default_role or "")
        if self.default_role is not None and (role is None or role.scope or role.name in ADMINISTRATORS):
            raise problems.invalid_field(
                "default_role",
                Words(nl="Deze rol kan hier niet.", en="This role is not possible here."),
                Words(nl="Kies een rol zonder bereik, geen beheerder.", en="Choose a role without a scope, no administrator."),
            )  # fmt: skip

    def given(self) -> dict[str, Any]:
        """What was given; null means "not filled in" only where the column may be empty."""
        empty = ("organisation_id", "client_secret_ref", "allowed_tenants", "default_role")
        return {k: v for k, v in self.model_dump(exclude_unset=True).items() if v is not None or k in empty}


class NewProvider(ProviderChange):
    key: str = Field(pattern=f"^{rules.PROVIDER_KEY.pattern}$")
    name: str = Field(min_length=1, max_length=200)
    issuer: str = Field(pattern=ISSUER, max_length=500)
    client_id: str = Field(min_length=1, max_length=500)
    audience: Audience = Field(
        Audience.staff, description="who comes from it; `applicants`: ORCID, which signs nobody in"
    )

    def given(self) -> dict[str, Any]:
        """ORCID tells an iD and a name, and refuses to be asked for more."""
        return ({"scopes": "openid"} if self.audience == Audience.applicants else {}) | super().given()


@providers.post(
    "", status_code=201, tags=[TAG], summary="Add an identity provider", responses=shows(views.PROVIDER, 201)
)
async def add_provider(body: NewProvider, tx: Writing) -> Response:
    body.check()
    made = await tx.add(IdentityProvider(**body.given()))
    return await written(tx, views.PROVIDER, made.id, status=201)


@providers.patch(
    "/{id}", tags=[TAG], summary="Change an identity provider", responses=shows(views.PROVIDER), openapi_extra=IF_MATCH
)
async def change_provider(id: UUID, body: ProviderChange, tx: Writing, request: Request) -> Response:
    body.check()
    found = await tx.get(IdentityProvider, id, lock=True, version=if_match(request))
    for name, value in body.given().items():
        setattr(found, name, value)
    return await written(tx, views.PROVIDER, id)
