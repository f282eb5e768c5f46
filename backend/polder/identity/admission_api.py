"""HTTP of who gets in: invitations, and the requests of people whom nobody invited."""

from typing import Annotated, Literal
from uuid import UUID

from email_validator import EmailNotValidError, validate_email
from fastapi import APIRouter, Response
from pydantic import AwareDatetime, Field

from polder.identity import admission, views
from polder.identity.access import ROLES
from polder.identity.tables import AccessRequest
from polder.identity.words import INVITATION_STATES, ROLE_TITLES, SCOPES
from polder.kernel import problems
from polder.kernel.http import ActionRoute, Version, Writing
from polder.kernel.resources import IDEMPOTENT, IF_MATCH, Strict, detail_route, list_routes, shows, written
from polder.kernel.words import Words

GRANTABLE = {role.name: role for role in ROLES if role.grantable}
TAG = "identity"
ShortText = Annotated[str, Field(min_length=1, max_length=300)]
invitations = APIRouter(prefix="/invitations", route_class=ActionRoute)
requests = APIRouter(prefix="/access-requests", route_class=ActionRoute)
ROUTERS = [invitations, requests]


def _is_for(scope: str | None) -> Words:
    said = SCOPES[scope] if scope else Words(nl="het hele instituut", en="the whole institute")
    return Words(nl=f"Deze rol geldt voor: {said.nl}.", en=f"This role is for: {said.en}.")


class RoleForScope(Strict):
    """A role, and what it is limited to where the role asks for that."""

    role: str = Field(max_length=60)
    scope_kind: Literal["vacancy", "organisation"] | None = None
    scope_id: UUID | None = None

    def check(self) -> None:
        role = GRANTABLE.get(self.role)
        if role is None:
            raise problems.invalid_field(
                "role",
                Words(nl="Deze rol bestaat niet.", en="This role does not exist."),
                Words(nl="Kies: {roles}.", en="Choose: {roles}.").format(roles=", ".join(GRANTABLE)),
            )
        if (self.scope_kind is None) != (self.scope_id is None) or self.scope_kind != role.scope:
            raise problems.invalid_field(
                "scope_kind",
                Words(nl="Het bereik past niet bij de rol.", en="The scope does not fit the role."),
                _is_for(role.scope),
            )  # fmt: skip


class NewInvitation(RoleForScope):
    email: str = Field(max_length=320)
    name: str = Field("", max_length=500)
    language: Literal["nl", "en"] = "en"
    days: int = Field(14, ge=1, le=60, description="how long the link works")
    role_from: AwareDatetime | None = Field(
        None, description="when the role begins; without, as soon as it is accepted"
    )
    role_until: AwareDatetime | None = Field(None, description="when the role ends; without, it goes on")


list_routes(
    invitations, views.INVITATIONS, tag=TAG,
    sayings={"role": ROLE_TITLES, "scope_kind": SCOPES, "state": INVITATION_STATES},
)  # fmt: skip
detail_route(invitations, views.INVITATION, tag=TAG, name="invitation")
list_routes(requests, views.ACCESS_REQUESTS, tag=TAG)
detail_route(requests, views.ACCESS_REQUEST, tag=TAG, name="access request")


@invitations.post(
    "",
    status_code=201,
    tags=[TAG],
    summary="Invite somebody for a role, by a link that works once",
    responses=shows(views.INVITATION, 201),
    openapi_extra=IDEMPOTENT,
)
async def invite(body: NewInvitation, tx: Writing) -> Response:
    body.check()
    try:
        email = validate_email(body.email, check_deliverability=False).normalized
    except EmailNotValidError:
        raise problems.invalid_field(
            "email", Words(nl="Dit is geen e-mailadres.", en="This is not an e-mail address."),
            Words(nl="Schrijf het als naam@voorbeeld.nl.", en="Write it as name@example.org."),
        ) from None  # fmt: skip
    if body.role_until is not None and body.role_until <= tx.now:
        raise problems.invalid_field(
            "role_until", Words(nl="Dit ligt in het verleden.", en="This is in the past."),
            Words(nl="Kies een later moment, of laat het leeg.", en="Choose a later moment, or leave it empty."),
        )  # fmt: skip
    inviter = await tx.scalar("select coalesce(polder.name_of(polder.actor()), 'Polder')")
    made = await admission.invite(tx, {**body.model_dump(exclude={"days"}), "email": email}, body.days, inviter)
    return await written(tx, views.INVITATION, made.id, status=201)


@invitations.post(
    "/{id}/withdraw",
    tags=[TAG],
    summary="Withdraw an invitation",
    responses=shows(views.INVITATION),
    openapi_extra=IF_MATCH,
)
async def withdraw(id: UUID, tx: Writing, version: Version) -> Response:
    await admission.withdraw(tx, id, version)
    return await written(tx, views.INVITATION, id)


@requests.post(
    "/{id}/close",
    tags=[TAG],
    summary="Close a request for access; a new sign-in opens it again",
    responses=shows(views.ACCESS_REQUEST),
    openapi_extra=IF_MATCH,
)
async def close(id: UUID, tx: Writing, version: Version) -> Response:
    found = await tx.get(AccessRequest, id, lock=True, version=version)
    found.closed_at = found.closed_at or tx.now
    return await written(tx, views.ACCESS_REQUEST, id)
