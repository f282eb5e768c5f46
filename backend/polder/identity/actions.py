"""Signing in and out, sessions, API tokens, role grants."""

import hashlib
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from polder.identity import rules
from polder.identity.tables import Account, IdentityProvider, RoleGrant, Session, SignInAttempt
from polder.kernel import problems
from polder.kernel.actor import TOKEN_PREFIX
from polder.kernel.http import new_secret
from polder.kernel.tx import Tx
from polder.kernel.words import Words


def digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


async def enabled_provider(tx: Tx, key: str) -> IdentityProvider:
    """The provider that a sign-in names; 404 when there is none, or it is switched off."""
    query = select(IdentityProvider).where(IdentityProvider.key == key, col(IdentityProvider.enabled))
    found = (await tx.session.exec(query)).one_or_none()
    if found is None:
        raise problems.not_found()
    return found


async def begin_sign_in(tx: Tx, provider: IdentityProvider, state: str, binding: str, payload: dict[str, Any]) -> None:
    """Remember a sign-in under way for ten minutes, bound to this browser; forget the forgotten ones."""
    await tx.run("delete from sign_in_attempt where expires_at < now() - interval '1 hour'")
    await tx.add(
        SignInAttempt(
            provider_id=provider.id,
            state_hash=digest(state),
            payload={**payload, "binding": digest(binding).hex()},
            expires_at=tx.now + timedelta(seconds=rules.ATTEMPT_SECONDS),
        )
    )


async def use_attempt(tx: Tx, provider: IdentityProvider, state: str, binding: str) -> dict[str, Any] | None:
    """The attempt that this answer belongs to, once; None when it is unknown, used, expired or another browser's."""
    query = (
        select(SignInAttempt)
        .where(SignInAttempt.state_hash == digest(state), SignInAttempt.provider_id == provider.id)
        .with_for_update()
    )
    attempt = (await tx.session.exec(query)).one_or_none()
    if attempt is None or attempt.used_at is not None or attempt.expires_at < tx.now:
        return None
    if attempt.payload.get("binding") != digest(binding).hex():
        return None
    attempt.used_at = tx.now
    return dict(attempt.payload)


async def account_for(tx: Tx, provider: IdentityProvider, claims: dict[str, Any]) -> UUID | None:
    """The account that (issuer, subject) finds, made at the first sign-in where the provider's rule says so.

    Never by e-mail address: whoever controls a mailbox at one provider is not thereby a person at another.
    """
    subject = rules.subject(claims, provider.issuer)
    name, email, language = rules.profile(claims, provider.claim_mapping)
    known = await tx.rows(
        """update external_identity e set last_sign_in_at = now() from account a
           where e.issuer = :issuer and e.subject = :subject and a.id = e.account_id and a.ended_at is null
           returning e.account_id""",
        issuer=provider.issuer,
        subject=subject,
    )
    if known:
        found: UUID = known[0].account_id
        return found
    if provider.default_role is None:
        return None
    person = await tx.scalar(
        "insert into person (name, sort_name, email) values (:name, :name, :email) returning id", name=name, email=email
    )
    account = await tx.add(Account(name=name, email=email, language=language, person_id=person))
    await tx.run(
        """insert into external_identity (account_id, provider_id, issuer, subject, last_sign_in_at)
           values (:account, :provider, :issuer, :subject, now())""",
        account=account.id,
        provider=provider.id,
        issuer=provider.issuer,
        subject=subject,
    )
    await tx.run(
        "insert into role_grant (account_id, role) values (:account, :role)",
        account=account.id,
        role=provider.default_role,
    )
    return account.id


async def open_session(tx: Tx, account_id: UUID, provider_id: UUID | None) -> str:
    """A new browser session; the secret that is returned is stored nowhere."""
    secret = new_secret()
    await tx.run(
        """insert into session (kind, token_hash, account_id, provider_id, idle_seconds, expires_at)
           values ('browser', :hash, :account, :provider, :idle, now() + make_interval(secs => :seconds))""",
        hash=digest(secret),
        account=account_id,
        provider=provider_id,
        idle=rules.IDLE_SECONDS,
        seconds=rules.ABSOLUTE_SECONDS,
    )
    return secret


async def open_link(tx: Tx, role: str, scope_id: UUID, days: int, secret: str | None = None) -> str:
    """A personal link: one role for one record, for people without an account. The secret goes into the link."""
    secret = secret or new_secret()
    await tx.run(
        """insert into session (kind, token_hash, role, scope_id, expires_at)
           values ('link', :hash, :role, :scope, now() + make_interval(days => :days))""",
        hash=digest(secret),
        role=role,
        scope=scope_id,
        days=days,
    )
    return secret


async def end_session(tx: Tx, session_id: UUID) -> None:
    """End it at once, everywhere; ending twice is no error."""
    session = await tx.get(Session, session_id, lock=True)
    session.ended_at = session.ended_at or tx.now


async def create_token(tx: Tx, account_id: UUID, scope: list[str], days: int, label: str) -> tuple[UUID, str]:
    """An API token: hashed, limited to `scope`, expiring. Returns (id, the secret, shown this once)."""
    if not 1 <= days <= rules.TOKEN_DAYS_MOST:
        raise problems.invalid_field(
            "days",
            Words(nl="Te lang of te kort.", en="Too long or too short."),
            Words(nl="Kies 1 tot 365 dagen.", en="Choose 1 to 365 days."),
        )
    unknown = await tx.rows(
        "select s from unnest(cast(:scope as text[])) as s where not polder.permission_exists(s)", scope=scope
    )
    if unknown or not scope:
        raise problems.invalid_field(
            "scope",
            Words(nl="Geen bekende rechten.", en="Not known permissions."),
            Words(nl="Noem rechten zoals vacancy.read.", en="Name permissions such as vacancy.read."),
        )
    secret = new_secret(TOKEN_PREFIX)
    token = Session(
        kind="token",
        token_hash=digest(secret),
        account_id=account_id,
        only_permissions=scope,
        label=label,
        expires_at=tx.now + timedelta(days=days),
    )
    return (await tx.add(token)).id, secret


async def grant_role(
    tx: Tx,
    account_id: UUID,
    role: str,
    scope_kind: str | None = None,
    scope_id: UUID | None = None,
    valid_from: datetime | None = None,
    valid_until: datetime | None = None,
) -> RoleGrant:
    """Give an account a role for a scope and a period."""
    grant = RoleGrant(account_id=account_id, role=role, scope_kind=scope_kind, scope_id=scope_id)
    grant.valid_from = valid_from or tx.now
    grant.valid_until = valid_until
    return await tx.add(grant)


async def end_grant(tx: Tx, grant_id: UUID, version: int | None = None) -> None:
    """Withdraw a role from now on; the grant itself stays as history."""
    grant = await tx.get(RoleGrant, grant_id, lock=True, version=version)
    grant.valid_until = max(tx.now, grant.valid_from + timedelta(microseconds=1))
