"""Signing in and out, sessions, API tokens, role grants."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from polder.identity import rules
from polder.identity.access import ADMINISTRATORS
from polder.identity.tables import (
    Account,
    Audience,
    ExternalIdentity,
    IdentityProvider,
    RoleGrant,
    Session,
    SignInAttempt,
)
from polder.kernel import problems
from polder.kernel.actor import TOKEN_PREFIX
from polder.kernel.http import new_secret
from polder.kernel.problems import FieldProblem
from polder.kernel.texts import shows_something
from polder.kernel.tx import Statement, Tx
from polder.kernel.web import CHECKS, REFUSALS
from polder.kernel.words import Words

AUDITOR_ENDS = Words(
    nl="Een accountant leest alles, en daarom voor een bepaalde tijd.",
    en="An auditor reads everything, and so for a limited time.",
)
AUDITOR_END = Words(nl="Kies de laatste dag van de controle.", en="Choose the last day of the audit.")
AUDITOR_LONG = Words(
    nl="Een accountant leest alles, en daarom ten hoogste twee jaar vooruit.",
    en="An auditor reads everything, and so for at most two years ahead.",
)
AUDITOR_EARLIER = Words(nl="Kies een eerdere dag.", en="Choose an earlier day.")
NO_LABEL = FieldProblem(
    "label",
    Words(nl="Hier is niets te zien.", en="There is nothing to be seen here."),
    Words(nl="Schrijf waar de sleutel voor is.", en="Write what the token is for."),
)
NO_PERIOD = Words(nl="Het einde ligt niet na het begin.", en="The end is not after the beginning.")
LATER_END = Words(
    nl="Kies een later moment, of laat het einde leeg.", en="Choose a later moment, or leave the end empty."
)
BACKWARDS = Words(nl="Een rol gaat niet in het verleden in.", en="A role does not begin in the past.")
FORWARDS = Words(nl="Kies vandaag of later, of laat het leeg.", en="Choose today or later, or leave it empty.")
SCOPE_HALF = Words(nl="Het bereik is half genoemd.", en="The scope is named by half.")
SCOPE_WHOLE = Words(nl="Noem soort en record, of geen van beide.", en="Name its kind and the record, or neither.")


async def enabled_provider(tx: Tx, key: str, audience: Audience = Audience.staff) -> IdentityProvider:
    """The provider that a sign-in names; 404 when there is none for these people, or it is switched off."""
    query = select(IdentityProvider).where(
        IdentityProvider.key == key, IdentityProvider.audience == audience, col(IdentityProvider.enabled)
    )
    found = (await tx.session.exec(query)).one_or_none() if rules.PROVIDER_KEY.fullmatch(key) else None
    if found is None:
        raise problems.not_found()
    return found


async def begin_sign_in(tx: Tx, provider: IdentityProvider, state: str, binding: str, payload: dict[str, Any]) -> None:
    """Remember a sign-in under way for ten minutes, bound to this browser; forget the forgotten ones."""
    await tx.run("delete from sign_in_attempt where expires_at < now() - interval '1 hour'")
    await tx.add(
        SignInAttempt(
            provider_id=provider.id,
            state_hash=rules.digest(state),
            payload={**payload, "binding": rules.digest(binding).hex()},
            expires_at=tx.now + timedelta(seconds=rules.ATTEMPT_SECONDS),
        )
    )


async def use_attempt(tx: Tx, provider: IdentityProvider, state: str, binding: str) -> dict[str, Any] | None:
    """The attempt that this answer belongs to, once; None when it is unknown, used, expired or another browser's."""
    query = (
        select(SignInAttempt)
        .where(SignInAttempt.state_hash == rules.digest(state), SignInAttempt.provider_id == provider.id)
        .with_for_update()
    )
    attempt = (await tx.session.exec(query)).one_or_none()
    if attempt is None or attempt.used_at is not None or attempt.expires_at < tx.now:
        return None
    if attempt.payload.get("binding") != rules.digest(binding).hex():
        return None
    attempt.used_at = tx.now
    return dict(attempt.payload)


async def open_session(tx: Tx, account_id: UUID, provider_id: UUID | None) -> str:
    """A new browser session, as long as the strictest of somebody's roles allows. Its secret is stored nowhere."""
    secret = new_secret()
    await tx.run(
        """insert into session (kind, token_hash, account_id, provider_id, idle_seconds, expires_at)
           select 'browser', :hash, cast(:account as uuid), cast(:provider as uuid), idle_seconds,
                  now() + make_interval(secs => most_seconds)
           from polder.session_limits(cast(:account as uuid))""",
        hash=rules.digest(secret),
        account=account_id,
        provider=provider_id,
    )
    return secret


async def end_earlier(tx: Tx, secret: str | None) -> None:
    """A new sign-in replaces the session that this browser had: its old secret opens nothing any more."""
    if secret:
        await tx.run(
            "update session set ended_at = now() where token_hash = :hash and kind = 'browser' and ended_at is null",
            hash=rules.digest(secret),
        )


def personal_link(role: str, scope_id: UUID, days: int, secret: str) -> Statement:
    """A personal link: one role for one record, for people without an account. The secret goes into the link."""
    return Statement(
        """insert into session (kind, token_hash, role, scope_id, expires_at)
           values ('link', :hash, :role, :scope, now() + make_interval(days => :days))""",
        {"hash": rules.digest(secret), "role": role, "scope": scope_id, "days": days},
    )


async def end_session(tx: Tx, session_id: UUID) -> None:
    """End it at once, everywhere; ending twice is no error."""
    session = await tx.get(Session, session_id, lock=True)
    session.ended_at = session.ended_at or tx.now


async def end_sessions_of(tx: Tx, account_id: UUID) -> int:
    """End every session and API token of somebody, at once; how many were open. 404 for an unseen account."""
    await tx.get(Account, account_id)
    if "session.end" not in tx.actor.permissions:
        raise problems.forbidden()
    return await tx.run(
        "update session set ended_at = now() where account_id = :account and ended_at is null", account=account_id
    )


async def end_account(tx: Tx, account_id: UUID, version: int) -> None:
    """Nobody signs in to this account any more; its sessions end with it (a trigger). The last administrator stays."""
    account = await tx.get(Account, account_id, lock=True, version=version)
    tx.require("account.write")
    account.ended_at = account.ended_at or tx.now


async def reopen_account(tx: Tx, account_id: UUID, version: int) -> None:
    """Let somebody sign in again; their roles are as they were, their sessions stay ended."""
    account = await tx.get(Account, account_id, lock=True, version=version)
    tx.require("account.write")
    account.ended_at = None


async def unlink(tx: Tx, identity_id: UUID) -> None:
    """Forget one of one's own identities; never the last one, or nobody could sign in to the account."""
    found = await tx.get(ExternalIdentity, identity_id)
    if found.account_id != tx.actor.account_id:
        raise problems.not_found()
    await tx.rows("select id from account where id = :id for update", id=found.account_id)
    if await tx.scalar("select count(*) from external_identity where account_id = :id", id=found.account_id) == 1:
        raise problems.conflict(
            "last-identity",
            Words(
                nl="Dit is de enige manier waarop u zich kunt aanmelden. Koppel eerst een andere.",
                en="This is the only way you can sign in. Link another one first.",
            ),
        )
    await tx.session.delete(found)


async def create_token(tx: Tx, account_id: UUID, scope: list[str], days: int, label: str) -> tuple[UUID, str]:
    """An API token: hashed, limited to `scope`, expiring. Returns (id, the secret, shown this once)."""
    if not 1 <= days <= rules.TOKEN_DAYS_MOST:
        raise problems.invalid_field(
            "days",
            Words(nl="Te lang of te kort.", en="Too long or too short."),
            Words(nl="Kies 1 tot 365 dagen.", en="Choose 1 to 365 days."),
        )
    if not shows_something(label):
        raise problems.invalid(NO_LABEL)
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
        token_hash=rules.digest(secret),
        account_id=account_id,
        only_permissions=list(dict.fromkeys(scope)),
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
    """Give an account a role for a scope and a period. The database judges who may, and what needs a second person."""
    grant = RoleGrant(account_id=account_id, role=role, scope_kind=scope_kind, scope_id=scope_id)
    grant.valid_from = valid_from or tx.now
    grant.valid_until = valid_until
    return await tx.add(grant)


async def end_grant(tx: Tx, grant_id: UUID, version: int | None = None) -> None:
    """Withdraw a role from now on, one to come too; the grant itself stays as history. Ending twice is no error.

    A confirmed administrator's role goes on until a second person confirms its end.
    """
    grant = await tx.get(RoleGrant, grant_id, lock=True, version=version)
    if not _goes_on(tx, grant):
        return
    if grant.role in ADMINISTRATORS and grant.confirmed_at is not None and tx.actor.kind != "system":
        grant.ending_asked_at = grant.ending_asked_at or tx.now
    else:
        grant.valid_until = tx.now


async def confirm_grant(tx: Tx, grant_id: UUID, version: int) -> None:
    """The second person's yes to an administrator's role, or to its end; the database refuses the first person's."""
    grant = await tx.get(RoleGrant, grant_id, lock=True, version=version)
    if grant.confirmed_at is None:
        grant.confirmed_at, grant.confirmed_by = tx.now, tx.actor.account_id
    elif grant.ending_asked_at is not None and _goes_on(tx, grant):
        grant.valid_until = tx.now


async def keep_grant(tx: Tx, grant_id: UUID, version: int) -> None:
    """No to the end that somebody asked for: the role stays as it was."""
    grant = await tx.get(RoleGrant, grant_id, lock=True, version=version)
    if _goes_on(tx, grant):
        grant.ending_asked_at = None


def _goes_on(tx: Tx, grant: RoleGrant) -> bool:
    return grant.valid_until is None or grant.valid_until > tx.now


CHECKS.update(
    ck_identity_provider_client_secret_ref=FieldProblem(
        "client_secret_ref",
        Words(
            nl="Deze manier van aanmelden heeft een verwijzing naar een geheim nodig.",
            en="This way of authenticating needs a reference to a secret.",
        ),
        Words(nl="Noem het geheim, bijvoorbeeld SURF.", en="Name the secret, such as SURF."),
    ),
    ck_identity_provider_default_role=FieldProblem(
        "default_role",
        Words(
            nl="Niemand wordt beheerder of accountant door zich aan te melden.",
            en="Nobody becomes an administrator or an auditor by signing in.",
        ),
        Words(nl="Kies een andere rol.", en="Choose another role."),
    ),
    ck_session_label_of_token=NO_LABEL,
    ck_role_grant_auditor_ends=FieldProblem("valid_until", AUDITOR_ENDS, AUDITOR_END),
    ck_invitation_auditor_ends=FieldProblem("role_until", AUDITOR_ENDS, AUDITOR_END),
    scope_absent=FieldProblem(
        "scope_id",
        Words(nl="Wat hier als bereik genoemd is, bestaat niet.", en="What is named here as the scope does not exist."),
        Words(nl="Kies een bestaande vacature of organisatie.", en="Choose an existing vacancy or organisation."),
    ),
    granted_over=FieldProblem(
        "valid_until",
        Words(nl="Dit einde is al voorbij.", en="This end has passed."),
        Words(
            nl="Kies een moment in de toekomst, of laat het einde leeg.",
            en="Choose a moment in the future, or leave the end empty.",
        ),
    ),
    granted_backwards=FieldProblem("valid_from", BACKWARDS, FORWARDS),
    invited_already=FieldProblem(
        "email",
        Words(nl="Dit adres is hiervoor al uitgenodigd.", en="This address has been invited for this already."),
        Words(
            nl="Trek die uitnodiging eerst in, of wacht op antwoord.",
            en="Withdraw that invitation first, or wait for the answer.",
        ),
    ),
    invited_for_held=FieldProblem(
        "email",
        Words(
            nl="Wie dit adres heeft, heeft deze rol hier al in deze tijd.",
            en="Whoever has this address has this role here in that time already.",
        ),
        Words(nl="Nodig een ander uit, of kies een andere rol.", en="Invite somebody else, or choose another role."),
    ),
    invited_backwards=FieldProblem("role_from", BACKWARDS, FORWARDS),
    auditor_too_long=FieldProblem("valid_until", AUDITOR_LONG, AUDITOR_EARLIER),
    invited_auditor_too_long=FieldProblem("role_until", AUDITOR_LONG, AUDITOR_EARLIER),
    ck_role_grant_scope=FieldProblem("scope_id", SCOPE_HALF, SCOPE_WHOLE),
    ck_invitation_scope=FieldProblem("scope_id", SCOPE_HALF, SCOPE_WHOLE),
    grant_period=FieldProblem("valid_until", NO_PERIOD, LATER_END),
    ck_invitation_period=FieldProblem("role_until", NO_PERIOD, LATER_END),
)
REFUSALS.update(
    own_role=Words(
        nl="Niemand geeft zichzelf een rol. Vraag het een ander die rollen mag verlenen.",
        en="Nobody gives themselves a role. Ask somebody else who may grant roles.",
    ),
    more_than_held=Words(
        nl="U kunt geen rol geven die meer mag dan uw eigen rollen hier, of buiten uw eigen bereik.",
        en="You cannot give a role that may do more than your own roles here, or outside your own scope.",
    ),
    committee_of_others=Words(
        nl="Wie in een commissie zit, bepaalt wie haar samenstelt. Vraag het HR of de wervingsverantwoordelijke.",
        en="Who sits in a committee is up to whoever composes it. Ask HR or the vacancy's hiring lead.",
    ),
    reading_traced=Words(
        nl="Uw rol is zojuist gewijzigd. Vraag de gegevens opnieuw op.",
        en="Your role has just changed. Ask for the data again.",
    ),
    second_person=Words(
        nl="Een beheerdersrol wordt bevestigd door een ander dan wie hem verleende of krijgt.",
        en="An administrator's role is confirmed by somebody other than who granted it or gets it.",
    ),
    second_person_ends=Words(
        nl="Een beheerdersrol eindigt wanneer een ander het einde bevestigt dan wie erom vroeg.",
        en="An administrator's role ends when somebody other than who asked for it confirms the end.",
    ),
    administrators_account=Words(
        nl="Dit account heeft een beheerdersrol. Trek eerst die rol in, met een tweede persoon; daarna kan het account eindigen.",
        en="This account holds an administrator's role. Withdraw that role first, with a second person; then end the account.",
    ),
    uq_role_grant_open=Words(
        nl="Deze persoon heeft deze rol hier al, of krijgt haar in deze tijd. Eén keer is genoeg.",
        en="This person has this role here already, or will have it in that time. Once is enough.",
    ),
    last_administrator=Words(
        nl="Dit is de laatste systeembeheerder. Geef eerst een ander die rol, zonder einddatum, en laat die bevestigen.",
        en="This is the last system administrator. First give somebody else that role, without an end, and have it confirmed.",
    ),
    grant_ended=Words(
        nl="Deze rol is al geëindigd. Er valt niets meer te bevestigen.",
        en="This role has ended already. There is nothing left to confirm.",
    ),
    grant_is_history=Words(
        nl="Een verleende rol verandert niet; u kunt hem beëindigen en een nieuwe verlenen.",
        en="A granted role does not change; end it and grant a new one.",
    ),
    grant_without_ground=Words(
        nl="Zonder uitnodiging of regel komt er geen rol bij.", en="Without an invitation or a rule no role is added."
    ),
)
