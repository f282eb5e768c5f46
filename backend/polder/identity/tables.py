"""Accounts, the outside identities that find them, their role grants and their sessions."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlmodel import Field

from polder.kernel.record import Record, instant, json_column, one_of, part_of, refers_to, words


class SessionKind(StrEnum):
    browser = "browser"
    token = "token"
    link = "link"


class ClientAuthentication(StrEnum):
    """How we prove to a provider who we are (OpenID Connect Core 1.0, section 9)."""

    none = "none"
    client_secret_basic = "client_secret_basic"
    client_secret_post = "client_secret_post"
    private_key_jwt = "private_key_jwt"


class Audience(StrEnum):
    """Who comes from a provider."""

    staff = "staff"  # whoever signs in to the workbench
    applicants = "applicants"  # whoever applies: ORCID


class IdentityProvider(Record, table=True):
    """An OpenID Connect service that a consortium partner signs in with. Secrets are references, never values.

    `required_claims` must hold at every sign-in, `admission` for `default_role` at the first one; both name claims with
    the values of which one must be present. `allowed_tenants` marks Entra: the token's `tid` must be among them.
    One for applicants tells who somebody is (ORCID) and signs nobody in.
    """

    __tablename__ = "identity_provider"

    key: str = words(limit=40, at_least=1, name="key")
    name: str = words(limit=200, at_least=1, name="name")
    organisation_id: UUID | None = refers_to("organisation", optional=True)
    issuer: str = words(limit=500, at_least=8, name="issuer")
    client_id: str = words(limit=500, at_least=1, name="client_id")
    client_secret_ref: str | None = words(limit=200, optional=True, name="client_secret_ref")
    scopes: str = Field(default="openid profile email", sa_column_kwargs={"server_default": "openid profile email"})
    claim_mapping: dict[str, str] = json_column(default="{}")
    client_authentication: str = one_of(ClientAuthentication, ClientAuthentication.none, name="client_authentication")
    allowed_tenants: list[str] | None = Field(default=None, sa_column=Column(ARRAY(TEXT)))
    required_claims: dict[str, list[str]] = json_column(default="{}")
    admission: dict[str, list[str]] = json_column(default="{}")
    default_role: str | None = None
    enabled: bool = Field(default=True, sa_column_kwargs={"server_default": text("true")})
    audience: str = one_of(Audience, Audience.staff, name="audience")

    __table_args__ = (
        UniqueConstraint("key"),
        UniqueConstraint("issuer", "client_id"),
        Index("uq_identity_provider_applicants", "audience", unique=True,
              postgresql_where=text("audience = 'applicants' and enabled")),
        # Nobody becomes an administrator by signing in, nor an auditor: that has an end.
        CheckConstraint(
            "default_role not in ('system_administrator', 'partner_administrator', 'auditor')", name="default_role"
        ),
        CheckConstraint("client_authentication = 'none' or client_secret_ref is not null", name="client_secret_ref"),
        CheckConstraint("audience = 'staff' or (default_role is null and organisation_id is null)", name="applicants"),
    )  # fmt: skip


class Account(Record, table=True):
    """A person who may sign in. Found by an external identity only, never by e-mail address.

    `language`: of mail. Only once it is `language_chosen` by themselves it is that of screens too, in any browser.
    """

    name: str = words(limit=500, at_least=1, name="name")
    email: str | None = words(limit=320, optional=True, name="email")
    language: str = Field(default="en", sa_column_kwargs={"server_default": "en"})
    language_chosen: bool = Field(default=False, sa_column_kwargs={"server_default": "false"})
    person_id: UUID | None = refers_to("person", optional=True)
    ended_at: datetime | None = instant(optional=True)

    __table_args__ = (CheckConstraint("language in ('nl', 'en')", name="language"),)


class ExternalIdentity(Record, table=True):
    """(issuer, subject) at a provider; unique, so two accounts can never share one."""

    __tablename__ = "external_identity"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    account_id: UUID = part_of("account")
    provider_id: UUID = refers_to("identity_provider")
    issuer: str = words(limit=500, at_least=8, name="issuer")
    subject: str = words(limit=500, at_least=1, name="subject")
    last_sign_in_at: datetime | None = instant(optional=True)


class RoleGrant(Record, table=True):
    """An account holds a role for a scope (null: the whole institute) in a period. The committee of a vacancy is the
    set of committee roles granted for it.

    A grant counts once it is confirmed: at once for most roles, by a second person for administrators' roles. Those end
    likewise: one person asks, another confirms. One that was withdrawn before it began has its end before its beginning.
    """

    __tablename__ = "role_grant"
    __table_args__ = (
        CheckConstraint("(scope_kind is null) = (scope_id is null)", name="scope"),
        # Who reads everything does so for the time of an audit.
        CheckConstraint("role <> 'auditor' or coalesce(isfinite(valid_until), false)", name="auditor_ends"),
        Index("uq_role_grant_open", "account_id", "role", "scope_id", unique=True,
              postgresql_where=text("valid_until is null"), postgresql_nulls_not_distinct=True),
    )  # fmt: skip

    account_id: UUID = part_of("account")
    role: str = words(limit=60, at_least=1, name="role")
    scope_kind: str | None = None
    scope_id: UUID | None = Field(default=None, index=True)
    valid_from: datetime = instant(default="now()")
    valid_until: datetime | None = instant(optional=True)
    granted_by: UUID | None = Field(default=None, sa_column_kwargs={"server_default": text("polder.actor()")})
    invitation_id: UUID | None = refers_to("invitation", optional=True)
    confirmed_at: datetime | None = instant(optional=True)
    confirmed_by: UUID | None = None
    ending_asked_at: datetime | None = instant(optional=True)
    ending_asked_by: UUID | None = None


class Session(Record, table=True):
    """A server-side session. Only the SHA-256 of its secret is stored.

    kind `browser`: opened by a sign-in. `token`: an API token, limited to `only_permissions`. `link`: no account, one
    role for one record, such as an applicant for their own application.
    """

    __table_args__ = (
        UniqueConstraint("token_hash"),
        CheckConstraint("(kind = 'link') = (account_id is null)", name="account"),
        CheckConstraint("(kind = 'link') = (role is not null and scope_id is not null)", name="link"),
    )

    kind: str = one_of(SessionKind, name="kind")
    token_hash: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    account_id: UUID | None = Field(
        default=None, sa_column_args=(ForeignKey("account.id", ondelete="RESTRICT"),), index=True
    )
    role: str | None = None
    scope_id: UUID | None = Field(default=None, index=True)
    only_permissions: list[str] | None = Field(default=None, sa_column=Column(ARRAY(TEXT)))
    label: str | None = words(limit=200, optional=True, name="label")
    provider_id: UUID | None = refers_to("identity_provider", optional=True)
    authenticated_at: datetime = instant(default="now()")
    last_seen_at: datetime = instant(default="now()")
    idle_seconds: int | None = None
    expires_at: datetime = instant()
    ended_at: datetime | None = instant(optional=True)


class Invitation(Record, table=True):
    """A one-use invitation: whoever redeems it at a sign-in gets this role. Only the SHA-256 of its key is stored."""

    __table_args__ = (
        UniqueConstraint("token_hash"),
        CheckConstraint("(scope_kind is null) = (scope_id is null)", name="scope"),
        CheckConstraint("role <> 'auditor' or coalesce(isfinite(role_until), false)", name="auditor_ends"),
        CheckConstraint("role_until > role_from", name="period"),
        Index("ix_invitation_created_at", "created_at", "id"),
    )

    token_hash: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    email: str = words(limit=320, at_least=3, name="email")
    name: str = words(limit=500, name="name")
    language: str = Field(default="en", sa_column_kwargs={"server_default": "en"})
    role: str = words(limit=60, at_least=1, name="role")
    scope_kind: str | None = None
    scope_id: UUID | None = None
    role_from: datetime | None = instant(optional=True)
    role_until: datetime | None = instant(optional=True)
    expires_at: datetime = instant()
    redeemed_at: datetime | None = instant(optional=True)
    redeemed_by: UUID | None = refers_to("account", optional=True)
    withdrawn_at: datetime | None = instant(optional=True)


class AccessRequest(Record, table=True):
    """Somebody signed in at a provider and is not known here: administrators see who asks, and are told once a day."""

    __tablename__ = "access_request"
    __table_args__ = (UniqueConstraint("issuer", "subject"), Index("ix_access_request_asked_at", "asked_at", "id"))

    provider_id: UUID = refers_to("identity_provider")
    organisation_id: UUID | None = refers_to("organisation", optional=True)
    issuer: str = words(limit=500, at_least=8, name="issuer")
    subject: str = words(limit=500, at_least=1, name="subject")
    name: str = words(limit=500, at_least=1, name="name")
    email: str | None = words(limit=320, optional=True, name="email")
    times: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
    asked_at: datetime = instant(default="now()")
    told_at: datetime | None = instant(optional=True)
    closed_at: datetime | None = instant(optional=True)


class SignInAttempt(Record, table=True):
    """A sign-in under way: state, nonce and PKCE verifier, bound to the browser by a cookie; one use."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (UniqueConstraint("state_hash"),)

    provider_id: UUID = part_of("identity_provider")
    state_hash: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    payload: dict[str, Any] = json_column(default="{}")
    expires_at: datetime = instant()
    used_at: datetime | None = instant(optional=True)
